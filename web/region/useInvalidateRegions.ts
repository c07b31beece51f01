import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';

/** Refetches everything on the screen: a change of regions affects trees, paths, lists and counts. */
export function useInvalidateRegions(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries(), [queries]);
}
