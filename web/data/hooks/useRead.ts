import { useEffect } from 'react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useLogoutIfAccessDenied } from 'react-admin';
import { ApiError } from '../core/errors';

/** A lost or failed answer is retried twice; a refusal is not. */
export function worthRetrying(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500);
}

/**
 * Reads something outside react-admin's lists, cached under `key`. An ended session leads to the sign-in
 * page, as it does for the lists.
 */
export function useRead<Data>(
  key: readonly unknown[],
  read: (signal: AbortSignal) => Promise<Data>,
  options: { enabled?: boolean; staleTime?: number } = {},
): UseQueryResult<Data, Error> {
  const leaveIfSignedOut = useLogoutIfAccessDenied();
  const result = useQuery<Data, Error>({
    queryKey: key,
    queryFn: ({ signal }) => read(signal),
    ...options,
  });
  const { error } = result;
  useEffect(() => {
    if (error) void leaveIfSignedOut(error);
  }, [error, leaveIfSignedOut]);
  return result;
}
