import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../support/database';
import { openPeople, type People } from '../../support/people';

let database: TestDatabase;
let people: People;
beforeAll(async () => {
  database = await testDatabase();
  people = openPeople(database.url);
});
afterAll(async () => {
  await people.end();
  await database.drop();
});

const due = async (from: string, amount: number, unit: string) => {
  const [row] = await people.owner.run<{ due: string }>(
    `select to_char(app.add_working_time(($1 || ' Asia/Shanghai')::timestamptz, $2, $3) at time zone 'Asia/Shanghai',
       'YYYY-MM-DD HH24:MI:SS') as due`,
    [from, amount, unit],
  );
  return row!.due;
};

describe('periods around holidays', () => {
  // Expected values computed by hand from the published calendars; the start day never counts.
  it.each([
    ['2026-09-24', 3, 'workday', '2026-09-30'],
    ['2026-09-30', 1, 'workday', '2026-10-08'],
    ['2026-09-30', 3, 'workday', '2026-10-10'],
    ['2026-02-13', 1, 'workday', '2026-02-14'],
    ['2026-02-13', 3, 'workday', '2026-02-25'],
    ['2026-01-03', 1, 'workday', '2026-01-04'],
    ['2025-09-26', 5, 'workday', '2025-10-10'],
    ['2026-09-24', 30, 'workday', '2026-11-12'],
    ['2026-09-01', 30, 'day', '2026-10-08'],
    ['2026-09-10', 30, 'day', '2026-10-10'],
    ['2026-09-11', 30, 'day', '2026-10-12'],
    ['2026-01-16', 30, 'day', '2026-02-24'],
    ['2026-01-31', 1, 'month', '2026-02-28'],
    ['2026-09-03', 1, 'month', '2026-10-08'],
  ])('%s + %i %s = %s', async (from, amount, unit, expected) => {
    expect(await due(`${from} 10:00`, amount, unit)).toBe(`${expected} 23:59:59`);
  });
});

describe('working hours', () => {
  it.each([
    ['inside a window', '2026-11-24 08:30', 2, '2026-11-24 10:30:00'],
    ['across the noon break', '2026-11-24 11:00', 2, '2026-11-24 15:30:00'],
    ['over night', '2026-11-24 17:00', 2, '2026-11-25 09:30:00'],
    ['filed at midnight', '2026-11-24 00:10', 2, '2026-11-24 10:00:00'],
    ['filed on the eve of National Day', '2026-09-30 17:00', 2, '2026-10-08 09:30:00'],
    ['filed on a make-up Sunday', '2026-01-04 09:00', 2, '2026-01-04 11:00:00'],
  ])('%s', async (_name, from, hours, expected) => {
    expect(await due(from, hours, 'workhour')).toBe(expected);
  });
});

describe('a year whose holidays are not announced', () => {
  it('makes a date provisional', async () => {
    const [row] = await people.owner.run(
      `select app.is_provisional('2026-12-31') as known, app.is_provisional('2027-01-04') as unknown`,
    );
    expect(row).toEqual({ known: false, unknown: true });
  });
});

describe('the seed', () => {
  it('contains the whole region tree of Longyan, with each place inside its county', async () => {
    const levels = await people.owner.run(
      'select level, count(*)::int as n from app.regions group by 1 order by 1',
    );
    expect(levels).toEqual([
      { level: 1, n: 1 },
      { level: 2, n: 7 },
      { level: 3, n: 133 },
      { level: 4, n: 1959 },
    ]);
    const astray = await people.owner.run(
      `select code from app.regions where level > 1 and app.county_at(longitude, latitude) is distinct from left(code, 6)`,
    );
    expect(astray).toEqual([]);
  });
});
