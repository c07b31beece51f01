import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { at, caseAt } from '../../support/case';
import { openRights } from '../../support/rights/rights';
import { openScene } from '../../support/scene';

// The stored counts of the map must equal counts over the cases after verbs, changes of every counted column, moves
// to another region and deletions, with the log applied completely, partly, or not at all.

const scene = openScene();
const owner = () => scene.people.owner;

beforeAll(async () => {
  // A case at each stage, created by the verbs.
  await openRights(scene);
}, 120_000);

const TABLES = ['map_counts', 'map_lead_counts', 'map_cells'];
/** All stored counts, row by row. */
const kept = async () =>
  Object.fromEntries(
    await Promise.all(
      TABLES.map(async (table) => [
        table,
        (await owner().run<{ line: string }>(`select t::text as line from app.${table} t order by 1`)).map(
          ({ line }) => line,
        ),
      ]),
    ),
  ) as Record<string, string[]>;
const waiting = async () =>
  (await owner().run<{ n: number }>('select count(*)::int as n from app.map_changes'))[0]!.n;
const fold = async (limit: number) =>
  (await owner().run<{ n: number }>('select app.apply_map_changes($1) as n', [limit]))[0]!.n;

/** Applies the whole log, then recounts from the cases: nothing may differ. */
async function expectProof(): Promise<void> {
  while ((await fold(1000)) > 0);
  expect(await waiting()).toBe(0);
  const before = await kept();
  expect(before.map_counts!.length).toBeGreaterThan(100);
  await owner().run('select app.rebuild_map_counts()');
  const after = await kept();
  for (const table of TABLES) expect(before[table], table).toEqual(after[table]);
}

/** Changes of each counted column without the verbs; r is a number from 0 to 1. */
const CHANGES: ((r: number) => string)[] = [
  (r) => `grade = (array['red', 'yellow', 'blue'])[1 + floor(${r} * 3)::int]`,
  (r) => `type_code = (select code from app.dispute_types order by md5(code || ${r}) limit 1)`,
  (r) => `channel = (array['grid', 'police', 'hotline'])[1 + floor(${r} * 3)::int]`,
  (r) => `region_code = (select code from app.regions where active order by md5(code || ${r}) limit 1)`,
  (r) => `lead_organisation_id = (select id from app.organisations order by md5(id::text || ${r}) limit 1)`,
  (r) => `longitude = 116 + ${r}, latitude = 25 + ${r}, location_basis = 'region', place_problem = null`,
  () => `longitude = null, latitude = null, location_basis = 'none', place_problem = 'missing'`,
  (r) => `created_at = now() - ${r} * interval '900 days'`,
  (r) =>
    `status = 'withdrawn', closed_at = now(), merged_into = null, reject_reason = null, people_count = ${1 + Math.floor(r * 9)}`,
  // A change of columns that are not counted.
  (r) => `summary = summary || '。', version = version + ${1 + Math.floor(r * 3)}`,
];

describe('the counts of the map', () => {
  it('equal those of the cases after every verb', async () => {
    expect(await waiting()).toBeGreaterThan(50);
    await expectProof();
  });

  it('get no log row for a change that is not counted', async () => {
    await owner().run(`update app.cases set updated_at = now(), version = version + 1`);
    expect(await waiting()).toBe(0);
  });

  it('equal those of the cases after any changes in any order, applied step by step', async () => {
    for (let round = 0; round < 120; round += 1) {
      const roll = Math.random();
      if (roll < 0.2)
        await owner().run(
          `insert into app.cases (number, channel, type_code, summary, longitude, latitude, location_basis, region_code, responsible_organisation_id, created_at)
           select 'Z' || gen_random_uuid(), 'grid', '0101', '赡养老人引发争吵', 115.9 + random(), 24.5 + random(), 'region', r.code, app.desk_of('350821'),
             now() - random() * interval '1500 days' from (select code from app.regions where active order by random() limit 3) r`,
        );
      else if (roll < 0.3) await fold(1 + Math.floor(Math.random() * 12));
      else if (roll < 0.35)
        await owner().run(
          `delete from app.cases where id in (select id from app.cases where number like 'Z%' order by random() limit 1)`,
        );
      else {
        const change = CHANGES[Math.floor(Math.random() * CHANGES.length)]!(Math.random());
        await owner().run(
          `update app.cases set ${change} where id in (select id from app.cases where number like 'Z%' order by random() limit 4)`,
        );
      }
      if (round % 40 === 39) await expectProof();
    }
  }, 60_000);

  it('follow cases into another region, and a merged case stays one', async () => {
    const administrator = await scene.people.as('changting.administrator');
    const desk = scene.actors.desk;
    const first = await caseAt(scene.people, scene.actors, 'submitted');
    const second = await caseAt(scene.people, scene.actors, 'submitted');
    await desk.call('merge_case', { ...at(second), into_case_id: first.id, reason: '同一起漏水纠纷' });
    const [into] = await owner().run<{ version: number }>(
      `select version from app.regions where code = '350821101'`,
    );
    const before = (await kept()).map_counts!.filter((line) => line.startsWith('(350821100,')).length;
    expect(before).toBeGreaterThan(0);
    await administrator.call('merge_regions', {
      code: '350821101',
      expected_version: into!.version,
      request_id: crypto.randomUUID(),
      from_codes: ['350821100'],
      effective_on: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
    });
    await owner().run('select app.tick()');
    expect(await waiting(), 'the tick folds').toBe(0);
    await expectProof();
    expect((await kept()).map_counts!.filter((line) => line.startsWith('(350821100,'))).toEqual([]);
  });

  it('return the same whether the log is applied or not', async () => {
    await owner().run(`update app.settings set value = '0' where name = 'map_direct_rows'`);
    const leader = await scene.people.as('city.leader');
    const lead = await scene.people.as('tingzhou.mediator');
    const led = { parent_code: '350824', from_on: '2023-01-01' };
    const ask = async () => [
      await lead.call('map_areas', { ...led, type_codes: ['01'] }),
      await lead.call('map_areas', { ...led, channels: ['grid', 'police'], grades: ['red'] }),
      await lead.call('map_months', { ...led, type_codes: ['01', '02'], channels: ['grid'] }),
      await lead.call('map_spots', {
        west: 110,
        south: 20,
        east: 122,
        north: 30,
        zoom: 12,
        parent_code: '350824',
        channels: ['grid'],
      }),
      await leader.call('map_areas', { from_on: '2025-03-10', to_on: '2026-08-20' }),
      await leader.call('map_areas', { parent_code: '350821', type_codes: ['01', '02'] }),
      await leader.call('map_months', { channels: ['grid'] }),
      await leader.call('map_spots', { west: 110, south: 20, east: 122, north: 30, zoom: 9 }),
      await leader.call('map_spots', {
        west: 110,
        south: 20,
        east: 122,
        north: 30,
        zoom: 9,
        type_codes: ['01'],
      }),
    ];
    await owner().run(
      `update app.cases set lead_organisation_id = (select organisation_id from app.posts p join app.staff s on s.id = p.staff_id
         where s.account = 'tingzhou.mediator'), grade = 'red', region_code = '350824', longitude = 116.1, latitude = 25.1, location_basis = 'region', place_problem = null where number like 'Z%' and created_at < now() - interval '300 days'`,
    );
    expect(await waiting()).toBeGreaterThan(1);
    const unfolded = await ask();
    for (const answer of unfolded.slice(0, 4)) expect(JSON.stringify(answer)).toMatch(/"(n|total)":[1-9]/);
    expect(await fold(1)).toBe(1);
    expect(await ask()).toEqual(unfolded);
    while ((await fold(1000)) > 0);
    expect(await ask()).toEqual(unfolded);
  });

  it('are updated by one caller at a time, and no filing waits for that', async () => {
    await owner().run(`update app.cases set grade = 'blue' where number like 'Z%' and grade <> 'blue'`);
    expect(await waiting()).toBeGreaterThan(1);
    const slow = new pg.Client({ connectionString: scene.database.url });
    await slow.connect();
    await slow.query('begin');
    const { rows } = await slow.query<{ n: number }>('select app.apply_map_changes(1) as n');
    expect(rows[0]!.n).toBe(1);
    expect(await fold(1000), 'a second fold leaves').toBe(0);
    // If a count were locked, this call would never return.
    await caseAt(scene.people, scene.actors, 'mediating');
    await slow.query('commit');
    await slow.end();
    await expectProof();
  });
});
