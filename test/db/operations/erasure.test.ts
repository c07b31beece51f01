import { beforeAll, describe, expect, it } from 'vitest';
import { at, closing } from '../../support/case';
import { once, sharedCase, type Shared } from '../../support/parties';
import type { Person } from '../../support/people';
import { openScene, rowOf } from '../../support/scene';

// Personal data is erased when two administrators decide so or the retention period ends; the case and its history
// stay.

const scene = openScene();
let county: Person;
let city: Person;
beforeAll(async () => {
  county = await scene.people.as('changting.administrator');
  city = await scene.people.as('city.administrator');
  await scene.people.owner.run(`update app.settings set value = '100000' where name like '%_per_hour'`);
});
const owner = () => scene.people.owner;
const now = async (id: string) => ({ id, version: Number((await rowOf(scene, id)).version) });
const ask = async (row: Shared) => ({ ...at(await now(row.id)), reason: '当事人申请删除' });
const waiting = async (id: string) =>
  (
    await owner().run<{ id: string; version: number }>(
      `select id, version from app.erasures where case_id = $1 and state = 'waiting'`,
      [id],
    )
  )[0]!;
const confirm = async (id: string, granted = true) => {
  const erasure = await waiting(id);
  return { erasure_id: erasure.id, expected_version: erasure.version, request_id: once(), granted };
};

/** A closed case with nothing running, with messages, a rating and a question. */
async function over(): Promise<Shared> {
  const row = await sharedCase(scene, 'mediating', { summary: '楼上罗春生家卫生间漏水，多次找他不理。' });
  await scene.people.anon.call('write_message', {
    ...row.holder,
    request_id: once(),
    kind: 'statement',
    message: '我住三楼，电话没变。',
  });
  await scene.actors.mediator.call('conclude_case', {
    ...at(await now(row.id)),
    outcome: 'not_settled',
    terms: '双方分歧较大，无法达成一致。',
  });
  await scene.actors.desk.call('close_case', { ...at(await now(row.id)), ...closing });
  await scene.people.anon.call('rate_case', {
    ...row.holder,
    request_id: once(),
    service: 5,
    result: 5,
    message: '罗师傅很耐心。',
  });
  await owner().run('update app.deadlines set met_at = now() where case_id = $1 and met_at is null', [
    row.id,
  ]);
  return row;
}

/** Every row that belongs to a case as text, as a complete search of the database would find it. */
const everything = async (id: string) =>
  (
    await owner().run<{ text: string }>(
      `select concat((select c::text from app.cases c where c.id = $1),
         (select string_agg(p::text, '') from app.parties p where p.case_id = $1),
         (select string_agg(m::text, '') from app.party_messages m where m.case_id = $1),
         (select string_agg(s::text, '') from app.sessions s where s.case_id = $1),
         (select string_agg(r::text, '') from app.ratings r where r.case_id = $1)) as text`,
      [id],
    )
  )[0]!.text;

const fold = () => owner().run('select app.apply_map_changes(100000)');
/** The stored counts of the map, row by row. */
const sums = () =>
  Promise.all(
    ['map_counts', 'map_lead_counts', 'map_cells'].map((table) =>
      owner().run<{ line: string }>(`select t::text as line from app.${table} t order by 1`),
    ),
  );

describe('the personal data of a closed case', () => {
  it('is erased when a second administrator confirms, and the case, its parameters and its hash chain stay', async () => {
    const row = await over();
    const figures = `select status, outcome, region_code, type_code, grade, closed_at from app.cases where id = $1`;
    const before = await owner().run(figures, [row.id]);
    const history = await owner().run('select hash from app.case_events where case_id = $1 order by seq', [
      row.id,
    ]);
    expect(await everything(row.id)).toMatch(/罗春生|三楼|很耐心/);

    const asked = await ask(row);
    await county.call('erase_case', asked);
    await county.call('erase_case', asked);
    expect(await county.refused('erase_case', await ask(row))).toMatchObject({ code: 'erasure_waiting' });
    expect(await county.refused('confirm_erasure', await confirm(row.id))).toMatchObject({
      state: 'PT409',
      code: 'same_person',
    });
    expect(await everything(row.id)).toMatch(/罗春生/);
    const yes = await confirm(row.id);
    await city.call('confirm_erasure', yes);
    await city.call('confirm_erasure', yes);

    expect(await everything(row.id)).not.toMatch(/罗春生|三楼|很耐心|漏水/);
    expect(
      await owner().run(
        'select 1 from app.parties_private v join app.parties p on p.id = v.party_id where p.case_id = $1',
        [row.id],
      ),
    ).toEqual([]);
    expect(await owner().run(figures, [row.id])).toEqual(before);
    expect(await owner().run('select app.broken_event($1) as broken', [row.id])).toEqual([{ broken: null }]);
    const after = await owner().run('select hash from app.case_events where case_id = $1 order by seq', [
      row.id,
    ]);
    expect(after.slice(0, history.length)).toEqual(history);
    const shown = await scene.actors.desk.run('select payload from api.case_events where case_id = $1', [
      row.id,
    ]);
    expect(JSON.stringify(shown)).not.toMatch(/分歧较大/);
    expect(await scene.people.anon.call('track_case', row.holder)).toEqual([]);
    expect(await scene.people.anon.call('party_view', row.holder)).toEqual([]);
    expect(
      await county.run(
        `select kind, actor_name is not null as known, (counts ->> 'parties')::int as parties from api.privacy_log where case_id = $1 order by id`,
        [row.id],
      ),
    ).toEqual([
      { kind: 'erasure_asked', known: true, parties: null },
      { kind: 'erased', known: true, parties: 2 },
    ]);
    expect(await county.refused('erase_case', await ask(row))).toMatchObject({ code: 'erased' });
    expect(
      await scene.actors.desk.refused('reopen_case', {
        ...at(await now(row.id)),
        reason: '当事人又来反映问题',
      }),
    ).toMatchObject({ code: 'erased' });
    expect(
      await owner().refusedRun(`update app.ratings set message = '改' where case_id = $1`, [row.id]),
    ).toMatchObject({ code: 'append_only' });
    expect(
      await owner().refusedRun(`delete from app.privacy_log where case_id = $1`, [row.id]),
    ).toMatchObject({ code: 'append_only' });
  });

  it('is erased with the exact pin: the middle of the region replaces it, and the counts of the map are updated', async () => {
    const row = await over();
    const pin = { longitude: 116.35712, latitude: 25.83344 };
    await owner().run(
      `update app.cases set longitude = $2, latitude = $3, location_basis = 'pin', place_problem = null where id = $1`,
      [row.id, pin.longitude, pin.latitude],
    );
    const unplaced = await over();
    await fold();
    const inCell =
      'select sum(red + yellow + blue)::int as n from app.map_cells where size = 1 and cell = app.map_cell($1, $2)';
    const cellOf = async () =>
      (await owner().run<{ n: number | null }>(inCell, [pin.longitude, pin.latitude]))[0]!.n ?? 0;
    const before = await cellOf();

    await county.call('erase_case', await ask(row));
    await city.call('confirm_erasure', await confirm(row.id));
    const [middle] = await owner().run<{ longitude: number; latitude: number }>(
      'select p.* from app.cases c cross join lateral app.middle_of(c.region_code) as p where c.id = $1',
      [row.id],
    );
    expect(await rowOf(scene, row.id)).toMatchObject({
      ...middle,
      location_basis: 'region',
      place_problem: null,
    });
    expect(middle).not.toEqual(pin);

    // A region without a position.
    const places = await owner().run<{ code: string; longitude: number; latitude: number }>(
      `select r.code, r.longitude, r.latitude from app.regions r join app.cases c on starts_with(c.region_code, r.code) where c.id = $1`,
      [unplaced.id],
    );
    await owner().run('update app.regions set longitude = null, latitude = null where code = any ($1)', [
      places.map(({ code }) => code),
    ]);
    await county.call('erase_case', await ask(unplaced));
    await city.call('confirm_erasure', await confirm(unplaced.id));
    await owner().run(
      `update app.regions r set longitude = p.longitude, latitude = p.latitude
       from jsonb_populate_recordset(null::app.regions, $1) p where p.code = r.code`,
      [JSON.stringify(places)],
    );
    expect(await rowOf(scene, unplaced.id)).toMatchObject({
      longitude: null,
      latitude: null,
      location_basis: 'none',
      place_problem: 'no_position',
    });

    await fold();
    expect(await cellOf()).toBe(before - 1);
    const kept = await sums();
    await owner().run('select app.rebuild_map_counts()');
    expect(await sums()).toEqual(kept);
  });

  it('is erased with the coordinates that the history shows', async () => {
    const row = await sharedCase(scene, 'dispatched');
    await scene.actors.desk.call('place_case', {
      ...at(await now(row.id)),
      longitude: 116.36,
      latitude: 25.83,
    });
    const placing = () =>
      scene.actors.desk.run<{ payload: Record<string, unknown> }>(
        `select payload from api.case_events where case_id = $1 and verb = 'place_case'`,
        [row.id],
      );
    expect((await placing())[0]!.payload).toMatchObject({ point: '116.36000, 25.83000' });
    await owner().run('select app.erase_data($1)', [row.id]);
    expect(JSON.stringify(await placing())).not.toMatch(/116\.|25\./);
  });

  it('is kept while a case is open, a deadline is running, or a legal hold is set', async () => {
    const open = await sharedCase(scene, 'mediating');
    expect(await county.refused('erase_case', await ask(open))).toMatchObject({ code: 'not_possible_now' });
    const row = await over();
    await county.call('erase_case', await ask(row));
    await county.call('set_legal_hold', { ...at(await now(row.id)), held: true, reason: '法院调取卷宗' });
    expect(await city.refused('confirm_erasure', await confirm(row.id))).toMatchObject({
      code: 'under_hold',
    });
    expect(
      await county.refused('set_legal_hold', {
        ...at(await now(row.id)),
        held: true,
        reason: '法院调取卷宗',
      }),
    ).toMatchObject({ code: 'held_before' });
    await county.call('set_legal_hold', { ...at(await now(row.id)), held: false, reason: '案件已经审结' });
    await owner().run(
      `update app.deadlines set met_at = null where id = (select max(id) from app.deadlines where case_id = $1)`,
      [row.id],
    );
    expect(await city.refused('confirm_erasure', await confirm(row.id))).toMatchObject({
      code: 'still_running',
    });
    // Whoever requested the erasure may cancel it.
    await county.call('confirm_erasure', await confirm(row.id, false));
    expect(await everything(row.id)).toMatch(/罗春生/);
  });

  it('is erased automatically when the retention period ends, a few cases at a time, and once', async () => {
    const rows = [await over(), await over(), await over()];
    const ids = rows.map(({ id }) => id);
    await owner().run(
      `update app.cases set closed_at = now() - interval '6 years', first_closed_at = now() - interval '6 years' where id = any ($1)`,
      [ids],
    );
    await county.call('set_legal_hold', { ...at(await now(ids[0]!)), held: true, reason: '纪检正在核查' });
    const erased = async () =>
      (await owner().run('select id from app.cases where id = any ($1) and erased_at is not null', [ids]))
        .length;
    const tick = async () => (await owner().run<{ n: number }>('select app.tick_erasures(1) as n'))[0]!.n;
    expect(await tick()).toBe(1);
    expect(await erased()).toBe(1);
    expect([await tick(), await tick()]).toEqual([1, 0]);
    expect(await erased()).toBe(2);
    expect((await rowOf(scene, ids[0]!)).summary).toMatch(/罗春生/);
    const [line] = await owner().run(
      'select verb, actor_kind, app.broken_event(case_id) as broken from app.case_events where case_id = $1 order by seq desc limit 1',
      [ids[2]],
    );
    expect(line).toEqual({ verb: 'expire_case', actor_kind: 'system', broken: null });
  });
});

describe('a request about personal data', () => {
  it('comes from a holder, has a due date, and is decided only by administrators of the territory', async () => {
    const row = await sharedCase(scene, 'mediating');
    const copy = { ...row.holder, request_id: once(), kind: 'copy', message: '想看看登记了我哪些信息' };
    await scene.people.anon.call('request_privacy', copy);
    await scene.people.anon.call('request_privacy', copy);
    expect(await scene.people.anon.refused('request_privacy', { ...copy, request_id: once() })).toMatchObject(
      { code: 'request_open' },
    );
    const counter = { request_id: once(), kind: 'erase', side: 'applicant', identity: 'id_card' };
    await scene.actors.desk.call('record_privacy_request', { case_id: row.id, ...counter });
    const asked = await county.run<{ id: string; version: number; due: number }>(
      `select id, version, kind, party_side, identity, light, due_at > now() + interval '14 days' as due from api.privacy_requests where case_id = $1 order by kind`,
      [row.id],
    );
    expect(asked).toMatchObject([
      { kind: 'copy', party_side: 'applicant', identity: null, due: true },
      { kind: 'erase', party_side: 'applicant', identity: 'id_card' },
    ]);
    const [first, second] = asked;
    const decide = (id: string, more: object) => ({
      privacy_request_id: id,
      expected_version: 1,
      request_id: once(),
      decision: 'done',
      ...more,
    });
    expect(
      await county.refused('decide_privacy_request', decide(first!.id, { decision: 'refused' })),
    ).toMatchObject({
      code: 'field_required',
    });
    await county.call('decide_privacy_request', decide(first!.id, {}));
    expect(await county.refused('decide_privacy_request', decide(first!.id, {}))).toMatchObject({
      code: 'stale_record',
    });
    expect(await county.refused('decide_privacy_request', decide(second!.id, {}))).toMatchObject({
      code: 'not_erased',
    });
  });
});
