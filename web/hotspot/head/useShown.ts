import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { HotspotFilter } from '../../data/console/hotspots';
import { addressOf, readAddress, type Shown } from './address';
import { type Days, daysOf, daysOfMonth } from './period';

/**
 * Changes what is shown; a step to another area is a history entry, so that the browser's back button undoes
 * it.
 */
export type Show = (change: Partial<Shown>, step?: boolean) => void;

/** The state of the page is in the URL, so that a link shows the same map. */
export function useShown(): [Shown, Show] {
  const [params, setParams] = useSearchParams();
  const shown = useMemo(() => readAddress(params), [params]);
  const show = useCallback<Show>(
    (change, step = false) =>
      setParams((last) => addressOf({ ...readAddress(last), ...change }), { replace: !step }),
    [setParams],
  );
  return [shown, show];
}

/** The counted days: the player's month while it is open, otherwise the period. */
export const shownDays = (shown: Shown, today: string): Days =>
  shown.month === null ? daysOf(shown.period, today, shown) : daysOfMonth(shown.month);

/** The filter of the cases except the period. */
export function narrowed({ types, grades, channels, statuses }: Shown): HotspotFilter {
  return {
    ...(types.length > 0 && { type_codes: types }),
    ...(grades.length > 0 && { grades }),
    ...(channels.length > 0 && { channels }),
    ...(statuses.length > 0 && { statuses }),
  };
}

/** A filter with its days. */
export const within = (filter: HotspotFilter, { from, to }: Days): HotspotFilter => ({
  ...filter,
  ...(from !== null && { from_on: from }),
  ...(to !== null && { to_on: to }),
});
