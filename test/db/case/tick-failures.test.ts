import { beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../../scripts/stack/database/client';
import { at, caseAt } from '../../support/case';
import { openScene } from '../../support/scene';

// A row or a step of the scheduler that fails holds up nothing else; the clock of the server may jump.

const scene = openScene();
const owner = () => scene.people.owner;
const tick = () => owner().run('select app.tick()');
const failures = () =>
  owner().run<{ step: string; case_id: string | null; error: string; times: number; minutes: number }>(
    `select step, case_id, error, times, round(extract(epoch from next_at - last_at) / 60)::int as minutes
     from app.tick_failures order by step`,
  );
/** The pause before the next attempt of everything that failed is over. */
const waited = () => owner().run(`update app.tick_failures set next_at = now() - interval '1 second'`);

/** Moves the moments and days that are kept: a day ahead is the same as setting the clock back by a day. */
const shiftEverything = (days: number) =>
  withClient(scene.database.adminUrl, async (client) => {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    const { rows } = await client.query<{ sql: string }>(
      `select format('update app.%I set %s', c.relname,
         string_agg(format('%1$I = %1$I + %2$L::interval', a.attname, $1 || ' days'), ', ')) as sql
       from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         and a.atttypid in ('timestamptz'::regtype, 'date'::regtype)
         and c.relname in ('cases', 'deadlines', 'case_flags', 'deadline_pauses', 'tick_clock', 'tick_failures', 'throttles')
       group by c.relname`,
      [String(days)],
    );
    for (const { sql } of rows) await client.query(sql);
    await client.query('commit');
  });

const clock = async (id: string) =>
  (
    await owner().run<Record<string, unknown>>(
      `select warned_at is not null as warned, overdue_told_at is not null as reported,
         round(extract(epoch from due_at - now()) / 3600)::int as hours
       from app.deadlines where case_id = $1 and stage = 'sign' and met_at is null`,
      [id],
    )
  )[0];

beforeAll(async () => {
  await owner().run(`update app.settings set value = '100000' where name like '%_per_hour'`);
});

describe('a row that the scheduler fails on', () => {
  it('is recorded, tried again later and later, and holds up neither other rows nor other steps', async () => {
    const bad = await caseAt(scene.people, scene.actors, 'dispatched');
    const good = await caseAt(scene.people, scene.actors, 'dispatched');
    await owner().run(
      `update app.deadlines set starts_at = now() - interval '9 days', warn_at = now() - interval '8 days', due_at = now() - interval '2 hours'
       where case_id = any ($1) and stage = 'sign'`,
      [[bad.id, good.id]],
    );
    // Any constraint will do: notices about this one case are impossible.
    await owner().run(
      `alter table app.notices add constraint broken check (case_number <> '${bad.number}') not valid`,
    );
    await tick();
    const error = expect.stringMatching(/^23514 .*broken/) as string;
    expect(await failures()).toEqual([{ step: 'overdue', case_id: bad.id, error, times: 1, minutes: 1 }]);
    expect(await clock(good.id)).toMatchObject({ reported: true });
    expect(await clock(bad.id)).toMatchObject({ reported: false });
    expect(await owner().run('select 1 from app.map_changes')).toEqual([]);

    await tick();
    expect(await failures(), 'not yet tried again').toMatchObject([{ times: 1 }]);
    await waited();
    await tick();
    expect(await failures()).toMatchObject([{ times: 2, minutes: 2 }]);

    await owner().run('alter table app.notices drop constraint broken');
    await waited();
    await tick();
    expect(await failures()).toEqual([]);
    expect(await clock(bad.id)).toMatchObject({ reported: true });
  });

  it('is seen by the administrators of its place', async () => {
    const row = await caseAt(scene.people, scene.actors, 'submitted');
    await owner().run(
      `insert into app.tick_failures (step, subject, case_id, error, next_at) values ('resume', $1, $2, '23514 test', now())`,
      [row.id, row.id],
    );
    const county = await scene.people.as('changting.administrator');
    expect(await county.run('select step, case_number, error, times from api.tick_failures')).toEqual([
      { step: 'resume', case_number: row.number, error: '23514 test', times: 1 },
    ]);
    expect(await scene.actors.desk.run('select 1 from api.tick_failures')).toEqual([]);
    await owner().run('delete from app.tick_failures');
  });
});

describe('a case of a moving region that cannot be moved', () => {
  it('does not keep the others', async () => {
    const county = await scene.people.as('changting.administrator');
    const [village] = await owner().run<{ code: string }>(
      `select code from app.regions where parent_code = '350821110' and active order by code limit 1`,
    );
    const rows: Awaited<ReturnType<typeof caseAt>>[] = [];
    for (const _ of [1, 2, 3]) {
      rows.push(await caseAt(scene.people, scene.actors, 'submitted', { region_code: village!.code }));
    }
    await owner().run(
      `alter table app.cases add constraint broken check (number <> '${rows[1]!.number}' or region_code like '350821110%') not valid`,
    );
    await county.call('recode_region', {
      code: '350821110',
      expected_version: 1,
      request_id: crypto.randomUUID(),
      new_code: '350821990',
      effective_on: '2026-01-01',
    });
    const towns = async () => {
      const cases = await owner().run<{ town_code: string }>(
        'select town_code from app.cases where id = any ($1) order by created_at',
        [rows.map(({ id }) => id)],
      );
      return cases.map(({ town_code: town }) => town);
    };
    expect(await towns()).toEqual(['350821990', '350821110', '350821990']);
    expect(await failures()).toMatchObject([{ step: 'regions', case_id: rows[1]!.id }]);
    await owner().run('alter table app.cases drop constraint broken');
    await waited();
    await tick();
    expect(await towns()).toEqual(['350821990', '350821990', '350821990']);
    expect(await failures()).toEqual([]);
  });
});

describe('a step that fails as a whole', () => {
  it('is recorded, and the other steps run', async () => {
    await caseAt(scene.people, scene.actors, 'submitted');
    await owner().run('alter table app.map_counts rename to map_counts_gone');
    await tick();
    expect(await failures()).toMatchObject([{ step: 'map', case_id: null, times: 1 }]);
    await owner().run('alter table app.map_counts_gone rename to map_counts');
    await waited();
    await tick();
    expect(await failures()).toEqual([]);
    expect(await owner().run('select 1 from app.map_changes')).toEqual([]);
  });
});

describe('a clock that jumps by a day', () => {
  it('back: a pause that begins in the future ends without an error, and the deadline stays', async () => {
    const row = await caseAt(scene.people, scene.actors, 'mediating');
    const due = () =>
      owner().run(`select due_at from app.deadlines where case_id = $1 and stage = 'mediate'`, [row.id]);
    const before = await due();
    const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    await scene.actors.mediator.call('suspend_case', {
      ...at(row),
      suspend_reason: 'appraisal',
      until_on: until,
    });
    await owner().run(
      `update app.deadlines set paused_at = now() + interval '1 day' where case_id = $1 and paused_at is not null`,
      [row.id],
    );
    await owner().run(`update app.case_flags set until_on = current_date - 2 where case_id = $1`, [row.id]);
    await tick();
    expect(await failures()).toEqual([]);
    expect(await owner().run('select flags from app.cases where id = $1', [row.id])).toEqual([{ flags: [] }]);
    expect(await due()).toEqual(before);
  });

  it('ahead and back again: what was reported too early is reported once more at its time', async () => {
    const row = await caseAt(scene.people, scene.actors, 'dispatched');
    await owner().run(
      `update app.deadlines set warn_at = starts_at, due_at = now() + interval '5 hours' where case_id = $1 and stage = 'sign'`,
      [row.id],
    );
    await tick();
    expect(await clock(row.id)).toEqual({ warned: true, reported: false, hours: 5 });
    await shiftEverything(-1);
    await tick();
    expect(await clock(row.id)).toMatchObject({ reported: true, hours: -19 });
    await shiftEverything(1);
    await tick();
    expect(await clock(row.id)).toEqual({ warned: true, reported: false, hours: 5 });
    // A day of silence: everything is reported, once.
    await shiftEverything(-1);
    for (const _ of [1, 2]) await tick();
    expect(await clock(row.id)).toMatchObject({ reported: true, hours: -19 });
    expect(await failures()).toEqual([]);
  });

  it('back: what failed then is tried again at once, and a session of today can be logged', async () => {
    const row = await caseAt(scene.people, scene.actors, 'assigned');
    await owner().run(
      `insert into app.tick_failures (step, error, next_at) values ('map', 'test', now() + interval '1 hour')`,
    );
    await shiftEverything(1);
    await tick();
    expect(await failures()).toEqual([]);
    await scene.actors.mediator.call('log_session', {
      ...at(row),
      kind: 'contact',
      held_at: new Date(),
      summary: '电话联系双方，约定上门查看。',
    });
  });
});
