import { useCallback, useEffect, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '../../data/hooks/Me';
import { caseTopics } from '../../data/lists/scope';
import { useLive } from '../../data/live/useLive';
import { COUNTS } from './useCounts';

/** Minimum milliseconds between two refetches of the counts, however many cases change. */
const MIN_INTERVAL_MS = 1000;

/** Refetches the counts when a case in the user's scope changes, and when a lost connection returns. */
export function useNews() {
  const client = useQueryClient();
  const last = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const refresh = useCallback(() => {
    last.current = Date.now();
    timer.current = undefined;
    void client.invalidateQueries({ queryKey: [COUNTS] });
  }, [client]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useLive(caseTopics(useMe()), () => {
    timer.current ??= setTimeout(refresh, Math.max(0, last.current + MIN_INTERVAL_MS - Date.now()));
  });
}
