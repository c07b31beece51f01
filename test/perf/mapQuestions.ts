/** A map query as the page sends it: named arguments of the four functions. */
export type Args = Record<string, unknown>;

/** Reproducible random numbers from 0 to 1, so that two runs send the same queries. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const TYPES = [
  '01',
  '02',
  '03',
  '04',
  '06',
  '07',
  '09',
  '10',
  '11',
  '12',
  '13',
  '14',
  '15',
  '16',
  '17',
  '99',
];
const SECOND_LEVEL = ['0204', '0101', '0301', '0901', '0701', '1001', '0601', '1201', '1301', '0401'];
const CHANNELS = [
  'grid',
  'party',
  'mediator',
  'police',
  'court',
  'hotline',
  'petition',
  'department',
  'labour',
];
const OPEN = [
  'submitted',
  'needs_info',
  'accepted',
  'answered',
  'dispatched',
  'assigned',
  'mediating',
  'agreed',
  'not_settled',
];

const day = (ago: number) =>
  new Date(Date.now() + 8 * 3_600_000 - ago * 86_400_000).toISOString().slice(0, 10);

/** A visible place. */
export interface Place {
  code: string;
  longitude: number;
  latitude: number;
}

/** A typical filter: mostly a recent period and little else, sometimes everything at once. */
// oxlint-disable-next-line complexity -- the odds of each filter, one line each
export function drawFilter(roll: () => number): Args {
  const one = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!;
  const some = <T>(list: readonly T[], n: number): T[] => [
    ...new Set(Array.from({ length: n }, () => one(list))),
  ];
  const args: Args = {};
  const period = roll();
  if (period > 0.25) {
    const ago = Math.floor(roll() * 3000);
    const [from, to] =
      period < 0.45
        ? [29, 0]
        : period < 0.6
          ? [89, 0]
          : period < 0.8
            ? [364, 0]
            : [ago + Math.floor(roll() * 1500), ago];
    args.from_on = day(from);
    args.to_on = day(to);
  }
  const type = roll();
  if (type > 0.5)
    args.type_codes = type < 0.7 ? [one(TYPES)] : type < 0.9 ? [one(SECOND_LEVEL)] : some(TYPES, 3);
  const channel = roll();
  if (channel > 0.65) args.channels = some(CHANNELS, channel < 0.85 ? 1 : 3);
  const grade = roll();
  if (grade > 0.7) args.grades = grade < 0.85 ? ['red'] : ['red', 'yellow'];
  const status = roll();
  if (status > 0.65)
    args.statuses =
      status < 0.8 ? OPEN : status < 0.9 ? ['mediating'] : status < 0.95 ? ['closed'] : some(OPEN, 3);
  return args;
}

/** A region to drill into: half of the time the own territory, else one around a place in it. */
export function drawParent(roll: () => number, home: string, places: readonly Place[]): Args {
  if (roll() < 0.5) return {};
  const { code } = places[Math.floor(roll() * places.length)]!;
  const levels = [4, 6, 9, 12].filter((length) => length >= home.length && length <= code.length);
  return { parent_code: code.slice(0, levels[Math.floor(roll() * levels.length)]) };
}

/** A window of 1440 × 900 pixels over a visible place, from the whole city down to a street. */
export function drawWindow(roll: () => number, places: readonly Place[]): Args {
  const { longitude, latitude } = places[Math.floor(roll() * places.length)]!;
  const zoom = 8 + Math.floor(roll() * 10);
  const width = (360 / 256 / 2 ** zoom) * 1440;
  const height = (360 / 256 / 2 ** zoom) * 900 * Math.cos((latitude * Math.PI) / 180);
  return {
    west: longitude - width / 2,
    south: latitude - height / 2,
    east: longitude + width / 2,
    north: latitude + height / 2,
    zoom,
  };
}
