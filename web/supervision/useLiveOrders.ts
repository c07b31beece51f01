import { useCallback, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '../data/hooks/Me';
import { caseTopics } from '../data/lists/scope';
import { useLive } from '../data/live/useLive';

/** Query keys of everything that shows orders. */
const SHOWN = ['supervision_orders', 'supervision_board', 'order_steps'];

/** Minimum pause between two refetches: in a busy city cases change all the time. */
const MIN_INTERVAL_MS = 5_000;

/** Returns a function that refetches orders. */
export function useInvalidateOrders() {
  const client = useQueryClient();
  return useCallback(
    () => Promise.all(SHOWN.map((name) => client.invalidateQueries({ queryKey: [name] }))),
    [client],
  );
}

/** Keeps shown orders up to date while their cases change. */
export function useLiveOrders() {
  const me = useMe();
  const invalidate = useInvalidateOrders();
  const asked = useRef(0);
  const waiting = useRef(false);
  useLive(caseTopics(me), () => {
    if (waiting.current) return;
    waiting.current = true;
    const read = () => {
      waiting.current = false;
      asked.current = Date.now();
      void invalidate();
    };
    setTimeout(read, Math.max(0, asked.current + MIN_INTERVAL_MS - Date.now()));
  });
}
