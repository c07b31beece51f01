import { useMemo, useRef } from 'react';
import { levelOf as levelOfCode } from '../../domain/regionCode';
import type { Shown } from '../head/address';
import { levelInMonth, type Level, measured, rateOf } from '../figures/figures';
import { daysOf } from '../head/period';
import { type Shapes, useOutlines, useShapes } from './useShapes';
import { useCounts, useMonths } from '../figures/useCounts';
import { narrowed, within } from '../head/useShown';

/** Counts and shapes that belong together on the screen. */
export interface Scene {
  parent: string;
  level: Level;
  shapes: Shapes;
  /** The values that share the legend: those of the period, or of every month of the player. */
  compared: number[];
  /** The months of the player; empty while it is closed. */
  months: string[];
  /** The shown month. */
  month: string | null;
}

/**
 * The region whose parts are shown for an area: a village is shown among its neighbours, unless it is the
 * user's whole scope.
 */
function parentFor(area: string | null, own: string | null): string | null {
  if (area === null || levelOfCode(area) < 4 || area === own) return area;
  return area.slice(0, 9);
}

/** Counts and shapes of the shown area's parts. The old scene stays while new ones load. */
export function useScene(shown: Shown, own: string | null, today: string) {
  const filter = useMemo(() => narrowed(shown), [shown]);
  const counted = useMemo(() => within(filter, daysOf(shown.period, today, shown)), [filter, shown, today]);
  const parent = parentFor(shown.area ?? own, own);
  const outlines = useOutlines();
  const counts = useCounts(parent, counted);
  const playing = shown.month !== null;
  const months = useMonths(parent, filter, playing, today.slice(0, 7));
  const head = counts.counted?.parent ?? parent;
  const shapes = useShapes(head, outlines.data);

  const fresh = useMemo<Scene | null>(() => {
    if (!counts.counted || !shapes) return null;
    const { parent: of, level } = counts.counted;
    const { measure } = shown;
    if (shown.month === null) {
      const compared = level.areas.map((one) => measured(one, measure) ?? 0);
      return { parent: of, level, shapes, compared, months: [], month: null };
    }
    if (!months.months) return null;
    const names = months.months.months;
    // A future month becomes the current one.
    const month = names.includes(shown.month) ? shown.month : (names.at(-1) ?? shown.month);
    const people = new Map(level.areas.map(({ code, population }) => [code, population]));
    const compared = [...months.months.table.values()].flatMap((areas) =>
      [...areas].flatMap(([code, n]) => {
        if (!people.has(code)) return [];
        return [measure === 'rate' ? (rateOf(n, people.get(code) ?? null) ?? 0) : n];
      }),
    );
    return {
      parent: of,
      level: levelInMonth(level, months.months, month),
      shapes,
      compared,
      months: names,
      month,
    };
  }, [counts.counted, shapes, months.months, shown]);

  const last = useRef<Scene | null>(null);
  if (fresh) last.current = fresh;
  const error = outlines.error ?? counts.error ?? (playing ? months.error : null);
  return {
    scene: fresh ?? last.current,
    old: fresh === null,
    error,
    retry: () => {
      for (const read of [outlines, counts, months]) if (read.error) void read.refetch();
    },
    updatedAt: counts.dataUpdatedAt,
    outlines: outlines.data,
    filter,
  };
}
