import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';

/** Reads anew what is on the screen: a change of regions shows in trees, paths, lists and figures alike. */
export function useInvalidateRegions(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries(), [queries]);
}
