import { describe, expect, it } from 'vitest';
import { openScene } from '../../support/scene';

// The probabilities of the map, compared with sums over every single outcome, and the areas that it marks hot or
// rising.

const scene = openScene();

/** ln n!, as a sum. */
const lnFactorials = [0];
const lnFactorial = (n: number): number => {
  for (let k = lnFactorials.length; k <= n; k += 1) lnFactorials.push(lnFactorials[k - 1]! + Math.log(k));
  return lnFactorials[n]!;
};

/** P(X >= n) for Poisson, outcome by outcome: the less likely side is summed, smallest terms first. */
function poissonTail(n: number, mean: number): number {
  const chance = (k: number) => Math.exp(k * Math.log(mean) - mean - lnFactorial(k));
  let sum = 0;
  if (n > mean) {
    for (let k = Math.ceil(n + 60 * Math.sqrt(n) + 60); k >= n; k -= 1) sum += chance(k);
    return sum;
  }
  for (let k = 0; k < n; k += 1) sum += chance(k);
  return 1 - sum;
}

/** P(X >= n) for the given number of coin tosses. */
function coinTail(n: number, all: number): number {
  let sum = 0;
  for (let k = all; k >= n; k -= 1)
    sum += Math.exp(lnFactorial(all) - lnFactorial(k) - lnFactorial(all - k) - all * Math.LN2);
  return sum;
}

describe('a probability', () => {
  it('is that of the Poisson distribution, from a few cases to hundreds of thousands', async () => {
    const pairs = [
      [0, 3],
      [1, 0.2],
      [5, 4.99],
      [5, 0.01],
      [12, 7.5],
      [30, 60],
      [100, 80],
      [1000, 1000],
      [1234, 1000],
      [72_000, 71_500],
      [72_000, 60_000],
      [400_000, 400_600],
    ] as const;
    for (const [n, mean] of pairs) {
      const [row] = await scene.people.owner.run<{ p: number }>('select app.poisson_tail($1, $2) as p', [
        n,
        mean,
      ]);
      const exact = poissonTail(n, mean);
      expect(Math.abs(row!.p - exact) / Math.max(exact, 1e-250), `${n} of ${mean}`).toBeLessThan(1e-6);
    }
  });

  it('is that of a fair coin', async () => {
    const pairs = [
      [0, 10],
      [5, 5],
      [7, 10],
      [11, 10],
      [50, 100],
      [60, 100],
      [40, 100],
      [600, 1000],
      [36_500, 72_000],
      [200_300, 400_000],
    ] as const;
    for (const [n, all] of pairs) {
      const [row] = await scene.people.owner.run<{ p: number }>(
        'select app.binomial_tail_half($1, $2) as p',
        [n, all],
      );
      const exact = n > all ? 0 : coinTail(n, all);
      expect(Math.abs(row!.p - exact) / Math.max(exact, 1e-250), `${n} of ${all}`).toBeLessThan(1e-6);
    }
  });
});

interface Area {
  code: string;
  n: number;
  previous_n: number;
  expected: string | null;
  hot: boolean;
  hot_p: string | null;
  rising: boolean;
  rising_p: string | null;
  population: number | null;
  rate: string | null;
  previous_rate: string | null;
}

/**
 * The Benjamini–Hochberg step in its plain form: the largest rank whose probability is small enough, and all before
 * it.
 */
function holds(chances: (number | null)[]): boolean[] {
  const known = chances.filter((p) => p !== null).toSorted((a, b) => a - b);
  const limit = known.findLast((p, index) => p <= (0.05 * (index + 1)) / known.length);
  return chances.map((p) => p !== null && limit !== undefined && p <= limit);
}

describe('an area is significant', () => {
  /** Files the given number of disputes in a region, the given number of days ago, without the verbs. */
  const happen = (region: string, count: number, ago: number) =>
    scene.people.owner.run(
      `insert into app.cases (number, channel, type_code, summary, longitude, latitude, location_basis, region_code, responsible_organisation_id, created_at)
       select 'S' || gen_random_uuid(), 'grid', '0202', '邻里因噪音发生争吵', 116.4, 25.8, 'region', $1::text, app.desk_of($1::text),
         app.day_start(app.today() - $3::int) + interval '10 hours' from generate_series(1, $2::int)`,
      [region, count, ago],
    );
  const areas = async (args: object) => (await scene.people.as('city.leader')).call<Area>('map_areas', args);
  const day = (ago: number) =>
    new Date(Date.now() + 8 * 3_600_000 - ago * 86_400_000).toISOString().slice(0, 10);

  it('by inhabitants: a county with more cases than its share, when the difference is not due to chance', async () => {
    // Records that go back far enough.
    await happen('350881', 1, 400);
    // A thirtieth of the residents, and the corresponding number of cases.
    for (const [region, count] of [
      ['350802', 86],
      ['350803', 31],
      ['350821', 75],
      ['350823', 41],
      ['350824', 27],
      ['350825', 25],
      ['350881', 3],
    ] as const)
      await happen(region, count, 5);
    await happen('350881', 12, 15);
    await happen('350821', 40, 15);
    await happen('350823', 30, 15);
    const shown = (await areas({ from_on: day(9), to_on: day(0) })).filter(({ code }) => code !== '3508');
    const total = shown.reduce((sum, { n }) => sum + n, 0);
    const people = shown.reduce((sum, { population }) => sum + population!, 0);
    expect([total, people]).toEqual([288, 2_693_000]);
    const expected = shown.map(({ population }) => (population! * total) / people);
    const hot = holds(shown.map(({ n }, i) => poissonTail(n, expected[i]!)));
    const rising = holds(shown.map(({ n, previous_n }) => coinTail(n, n + previous_n)));
    shown.forEach((area, i) => {
      expect(Number(area.expected)).toBeCloseTo(expected[i]!, 1);
      expect(Number(area.hot_p)).toBeCloseTo(poissonTail(area.n, expected[i]!), 8);
      expect(Number(area.rising_p)).toBeCloseTo(coinTail(area.n, area.n + area.previous_n), 8);
      expect(area.hot, area.code).toBe(hot[i]! && area.n >= 5 && area.n >= 1.2 * expected[i]!);
      expect(area.rising, area.code).toBe(rising[i]! && area.n >= 5 && area.n >= 1.2 * area.previous_n);
      expect(Number(area.rate)).toBeCloseTo((area.n * 10_000) / area.population!, 2);
      expect(Number(area.previous_rate)).toBeCloseTo((area.previous_n * 10_000) / area.population!, 2);
    });
    expect(shown.filter(({ hot: is }) => is).map(({ code }) => code)).toEqual(['350821']);
    expect(shown.find(({ code }) => code === '350881')).toMatchObject({
      rising: false,
      n: 3,
      previous_n: 12,
    });
    expect(shown.find(({ code }) => code === '350821')).toMatchObject({
      rising: true,
      n: 75,
      previous_n: 40,
    });
    expect(shown.find(({ code }) => code === '350823')).toMatchObject({
      rising: false,
      n: 41,
      previous_n: 30,
    });
  });

  it('by its own past where the number of inhabitants is unknown', async () => {
    // Twelve periods of ten days with two cases each in 古城镇, one each in 新桥镇; then eight, and two.
    for (let period = 1; period <= 12; period += 1) {
      await happen('350821102', 2, period * 10 + 3);
      await happen('350821103', 1, period * 10 + 3);
    }
    await happen('350821102', 8, 4);
    await happen('350821103', 2, 4);
    const shown = await areas({ parent_code: '350821', from_on: day(9), to_on: day(0) });
    const gucheng = shown.find(({ code }) => code === '350821102')!;
    expect(gucheng).toMatchObject({ n: 8, previous_n: 2, hot: true, population: null, rate: null });
    expect(Number(gucheng.expected)).toBeCloseTo(2, 6);
    expect(Number(gucheng.hot_p)).toBeCloseTo(poissonTail(8, 2), 8);
    expect(shown.find(({ code }) => code === '350821103')).toMatchObject({ n: 2, hot: false });
    // Cases known only to the county itself do not form an area to compare.
    expect(shown[0]).toMatchObject({ code: '350821', n: 75, expected: null, hot: false, rising: false });
  });

  it('only with a period, and with records to compare with', async () => {
    expect(
      (await areas({})).filter(
        ({ rising, rising_p, previous_n }) => rising || rising_p !== null || previous_n !== null,
      ),
    ).toEqual([]);
    const [township] = (await areas({ parent_code: '350821', from_on: day(250), to_on: day(0) })).filter(
      ({ code }) => code === '350821102',
    );
    expect(township).toMatchObject({ expected: null, hot: false, hot_p: null });
    // Without earlier records a count cannot have risen.
    expect(township).toMatchObject({ previous_n: null, previous_rate: null, rising: false, rising_p: null });
  });
});
