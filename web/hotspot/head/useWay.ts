import { useMemo } from 'react';
import { regionsOf } from '../../data/console/regions';
import { useRead } from '../../data/hooks/useRead';
import type { Crumb } from './Crumbs';
import { codesBetween } from './way';

const A_WHILE = 10 * 60_000;

/**
 * The breadcrumbs from the user's own scope to an area, with names. An organisation's scope is the whole
 * city.
 */
export function useWay(area: string | null, own: string | null): Crumb[] {
  const codes = useMemo(
    () => (area === null ? [] : codesBetween(own ?? area.slice(0, 4), area)),
    [area, own],
  );
  const { data } = useRead(['regions', ...codes], (signal) => regionsOf(codes, signal), {
    staleTime: A_WHILE,
  });
  return useMemo(() => {
    const names = new Map(data?.map(({ code, name }) => [code, name]));
    return codes.map((code) => ({ code, name: names.get(code) ?? code }));
  }, [codes, data]);
}
