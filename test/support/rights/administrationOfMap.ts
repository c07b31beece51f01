import { CENTRE, type Actor } from './actors';
import type { Attempt } from './administrationRules';
import type { Answer } from './rightsModel';

/**
 * A post of a territory may ask only within it; any other post may ask anywhere, but only its own cases are counted.
 */
const inside =
  (region: string | null) =>
  (actor: Actor): Answer =>
    actor.account === 'anon'
      ? 'denied'
      : actor.role === null
        ? '42501 refused'
        : region !== null &&
            actor.kind === CENTRE &&
            actor.role !== 'reporter' &&
            !region.startsWith(actor.region)
          ? '42501 outside_scope'
          : 'ok';

const CITY = { west: 115.8, south: 24.3, east: 117.8, north: 26.1 };

/** Map queries about the caller's own reach, and about regions at every level. */
export function ofMap(): Attempt[] {
  const functions: [name: string, args: object][] = [
    ['map_areas', {}],
    ['map_months', {}],
    ['map_spots', { ...CITY, zoom: 9 }],
    ['map_cases', CITY],
  ];
  const regions = [
    null,
    '3508',
    '350821',
    '350823',
    '350821100',
    '350823100',
    '350821100010',
    '350823100001',
  ];
  return functions.flatMap(([name, args]) =>
    regions.map((region): Attempt => ({
      name,
      target: region ?? 'the own reach',
      args: () => (region === null ? args : { ...args, parent_code: region }),
      expected: inside(region),
    })),
  );
}
