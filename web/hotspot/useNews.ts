import { useCallback, useEffect, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '../data/Me';
import { caseTopics } from '../data/scope';
import { useLive } from '../data/useLive';
import { COUNTS } from './useCounts';

/** However many cases change, the figures are asked for anew only once in this time. */
const CALM_MS = 1000;

/** Counts anew when a case of the reader's reach changes, and when a lost connection is back. */
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
    timer.current ??= setTimeout(refresh, Math.max(0, last.current + CALM_MS - Date.now()));
  });
}
