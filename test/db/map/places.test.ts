import { describe, expect, it } from 'vitest';
import { at, caseAt, filing, type Receipt, type VerbResult } from '../../support/case';
import type { Person } from '../../support/people';
import { openScene } from '../../support/scene';

// The place of a case: wrong coordinates are rejected with proposed fixes, or listed until somebody places the case.

const scene = openScene();

interface Proposal {
  kind: string;
  longitude: number;
  latitude: number;
  region_code: string;
}

const reported = async (region_code: string, longitude: unknown, latitude: unknown) =>
  (
    await scene.actors.desk.call<{ problem: string | null; county: string | null; proposals: Proposal[] }>(
      'judge_point',
      { region_code, longitude, latitude },
    )
  )[0]!;

const caseOf = async (number: string) =>
  (
    await scene.people.owner.run<VerbResult & Record<string, unknown>>(
      `select id, number, status, version, longitude, latitude, location_basis, claimed_longitude, claimed_latitude,
         place_problem, region_code, town_code from app.cases where number = $1`,
      [number],
    )
  )[0]!;

/** A case that the hotline pushed with the reported place. */
const pushed = async (place: object, changes: object = {}) => {
  const { consent_version: _none, ...form } = filing({ ...place, ...changes });
  const [receipt] = await scene.actors.desk.call<Receipt>('register_case', {
    ...form,
    channel: 'hotline',
    external_number: crypto.randomUUID(),
    keep_unplaced: true,
  });
  return caseOf(receipt!.number);
};

const unplaced = (person: Person) =>
  person.run<{ id: string; place_problem: string; proposals: Proposal[] }>(
    'select id, place_problem, proposals from api.unplaced_cases',
  );

describe('a pair of coordinates', () => {
  it.each([
    ['that is right', '350821', 116.36, 25.83, null, []],
    ['that was left out', '350821', null, null, null, []],
    ['of which one half was left out', '350821', 116.36, null, 'point_half', ['region']],
    ['of zeros', '350821', 0, 0, 'point_zero', ['region']],
    ['the wrong way round', '350821', 25.83, 116.36, 'point_swapped', ['swap', 'region']],
    ['in Beijing', '350821', 116.39, 39.9, 'point_outside', ['region']],
    ['in the next county', '350821', 116.42, 25.05, 'point_elsewhere', ['county', 'region']],
    ['that is no number', '350821', 'NaN', 25.83, 'point_impossible', ['region']],
    ['without end', '350821', '-Infinity', 'Infinity', 'point_impossible', ['region']],
    ['in metres', '350821', 39408123.4, 2858123.2, 'point_impossible', ['region']],
  ])('%s is checked and gets valid proposals', async (_name, region, longitude, latitude, problem, kinds) => {
    const verdict = await reported(region, longitude, latitude);
    expect(verdict.problem).toBe(problem);
    expect(verdict.proposals.map(({ kind }) => kind)).toEqual(kinds);
    for (const one of verdict.proposals) {
      // Every proposed position is valid.
      expect((await reported(one.region_code, one.longitude, one.latitude)).problem).toBeNull();
    }
  });

  it('that is swapped and in another county gets one fix for both', async () => {
    const { proposals } = await reported('350821', 25.05, 116.42);
    expect(proposals[0]).toMatchObject({
      kind: 'swap',
      longitude: 116.42,
      latitude: 25.05,
      region_code: '350823',
    });
  });

  it('that is rejected at filing comes with its fix', async () => {
    const { anon } = scene.people;
    const refusal = await anon.refused('file_case', filing({ longitude: 25.83, latitude: 116.36 }));
    expect(refusal).toMatchObject({
      state: 'PT422',
      code: 'point_swapped',
      details: { field: 'longitude', longitude: 25.83, latitude: 116.36, region_code: '350821100010' },
    });
    const [swap] = refusal.details.proposals as Proposal[];
    const { longitude, latitude, region_code } = swap!;
    const [receipt] = await anon.call<Receipt>('file_case', filing({ longitude, latitude, region_code }));
    expect(await caseOf(receipt!.number)).toMatchObject({
      location_basis: 'pin',
      longitude: 116.36,
      latitude: 25.83,
    });
  });

  it('without known outlines is wrong only when it lies hundreds of kilometres away', async () => {
    const { owner } = scene.people;
    await owner.run('create table pg_temp_outlines as select * from app.region_outlines');
    await owner.run('delete from app.region_outlines');
    expect((await reported('350821', 117.9, 24.9)).problem).toBeNull();
    expect((await reported('350821', 25.83, 116.36)).problem).toBe('point_swapped');
    expect((await reported('350821', 116.39, 39.9)).problem).toBe('point_outside');
    await owner.run('insert into app.region_outlines select * from pg_temp_outlines');
    await owner.run('drop table pg_temp_outlines');
  });

  it('of an unknown region is not checked', async () => {
    const { desk } = scene.actors;
    expect(
      await desk.refused('judge_point', { region_code: '999999', longitude: 1, latitude: 1 }),
    ).toMatchObject({
      code: 'unknown_choice',
    });
  });
});

describe('a case that cannot be placed', () => {
  it('is stored with the reported position when the source cannot be asked', async () => {
    const row = await pushed({ longitude: 25.83, latitude: 116.36 });
    expect(row).toMatchObject({
      location_basis: 'none',
      longitude: null,
      latitude: null,
      claimed_longitude: 25.83,
      claimed_latitude: 116.36,
      place_problem: 'point_swapped',
    });
    const listed = (await unplaced(scene.actors.desk)).find(({ id }) => id === row.id)!;
    expect(listed.place_problem).toBe('point_swapped');
    expect(listed.proposals.map(({ kind }) => kind)).toEqual(['swap', 'region']);
    // Others at the county's desk see it, other counties do not.
    expect(await unplaced(await scene.people.as('shanghang.dispatcher'))).toEqual([]);
    const [event] = await scene.people.owner.run<{ payload: object }>(
      'select payload from app.case_events where case_id = $1',
      [row.id],
    );
    expect(event!.payload).toMatchObject({ place_problem: 'point_swapped', claimed: '25.83000, 116.36000' });
  });

  it('is placed at once when the pair is valid', async () => {
    expect(await pushed({ longitude: 116.36, latitude: 25.83 })).toMatchObject({
      location_basis: 'pin',
      place_problem: null,
    });
    expect(await pushed({})).toMatchObject({ location_basis: 'region', place_problem: null });
  });

  it('does not store a position that is not a number', async () => {
    expect(await pushed({ longitude: 'NaN', latitude: 1e300 })).toMatchObject({
      place_problem: 'point_impossible',
      claimed_longitude: null,
      claimed_latitude: null,
    });
  });

  it('is ranked without distances, and with them once it is placed', async () => {
    const row = await pushed({ longitude: 0, latitude: 0 });
    const { desk } = scene.actors;
    const accepted = (
      await desk.call<VerbResult>('accept_case', { ...at(row), type_code: '0202', grade: 'blue' })
    )[0]!;
    const before = await desk.call<{ distance_km: number | null }>('suggest_dispatch', { case_id: row.id });
    expect(before.length).toBeGreaterThan(0);
    expect(before.every(({ distance_km }) => distance_km === null)).toBe(true);
    await desk.call('place_case', { ...at(accepted), longitude: 116.36, latitude: 25.83 });
    const after = await desk.call<{ distance_km: number | null }>('suggest_dispatch', { case_id: row.id });
    expect(after.some(({ distance_km }) => distance_km !== null)).toBe(true);
    expect((await unplaced(desk)).map(({ id }) => id)).not.toContain(row.id);
  });

  it('is also listed in a county without a position', async () => {
    const { owner, anon } = scene.people;
    const known = await owner.run<{ code: string; longitude: number; latitude: number }>(
      `select code, longitude, latitude from app.regions where code like '350825%' and longitude is not null`,
    );
    await owner.run(`update app.regions set longitude = null, latitude = null where code like '350825%'`);
    const [receipt] = await anon.call<Receipt>('file_case', filing({ region_code: '350825' }));
    const row = await caseOf(receipt!.number);
    expect(row).toMatchObject({
      location_basis: 'none',
      place_problem: 'no_position',
      claimed_longitude: null,
    });
    const city = await scene.people.as('city.dispatcher');
    const listed = async () => (await unplaced(city)).find(({ id }) => id === row.id)!;
    expect((await listed()).proposals).toEqual([]);
    for (const { code, longitude, latitude } of known) {
      await owner.run('update app.regions set longitude = $2, latitude = $3 where code = $1', [
        code,
        longitude,
        latitude,
      ]);
    }
    // Once the county has a position, its middle is offered.
    expect((await listed()).proposals.map(({ kind }) => kind)).toEqual(['region']);
  });
});

describe('placing a case', () => {
  it('fixes a wrong pin, records from where to where, and takes effect once', async () => {
    const { desk } = scene.actors;
    const row = await caseAt(scene.people, scene.actors, 'submitted', { longitude: 116.36, latitude: 25.83 });
    const form = { ...at(row), longitude: 116.3512345, latitude: 25.84 };
    const [result] = await desk.call<VerbResult>('place_case', form);
    expect(result).toMatchObject({ status: 'submitted', version: row.version + 1 });
    expect(await desk.call('place_case', form)).toEqual([result]);
    const [event] = await scene.people.owner.run<{ payload: object; actor_name: string }>(
      'select payload, actor_name from app.case_events where case_id = $1 order by seq desc limit 1',
      [row.id],
    );
    expect(event!.payload).toMatchObject({
      basis: 'pin',
      point: '116.35123, 25.84000',
      former_basis: 'pin',
      former_point: '116.36000, 25.83000',
    });
    // A page opened earlier does not overwrite it.
    expect(await desk.refused('place_case', { ...at(row), longitude: 116.3, latitude: 25.8 })).toMatchObject({
      state: 'PT409',
      code: 'stale_version',
    });
  });

  it('uses the middle of the region when no pair is given', async () => {
    const row = await caseAt(scene.people, scene.actors, 'submitted', { longitude: 116.36, latitude: 25.83 });
    await scene.actors.desk.call('place_case', at(row));
    expect(await caseOf(row.number)).toMatchObject({ location_basis: 'region' });
  });

  it('moves the case to another region of the desk, and no further', async () => {
    const { desk } = scene.actors;
    const row = await caseAt(scene.people, scene.actors, 'submitted');
    const place = { longitude: 116.36, latitude: 25.83 };
    expect(
      await desk.refused('place_case', {
        ...at(row),
        longitude: 116.42,
        latitude: 25.05,
        region_code: '350823',
      }),
    ).toMatchObject({ state: '42501', code: 'outside_scope', details: { field: 'region_code' } });
    expect(
      await desk.refused('place_case', { ...at(row), longitude: 116.42, latitude: 25.05 }),
    ).toMatchObject({ code: 'point_elsewhere', details: { county: '上杭县' } });
    await desk.call('place_case', { ...at(row), ...place, region_code: '350821101' });
    expect(await caseOf(row.number)).toMatchObject({ region_code: '350821101', town_code: '350821101' });
    const [event] = await scene.people.owner.run<{ payload: Record<string, string> }>(
      'select payload from app.case_events where case_id = $1 order by seq desc limit 1',
      [row.id],
    );
    expect(event!.payload.former_region).toBe('长汀县 汀州镇 水东街社区居民委员会');
    // The township that lost it gets a hint.
    const topics = await scene.people.owner.run<{ topic: string }>(
      `select distinct topic from realtime.messages where payload ->> 'id' = $1`,
      [row.id],
    );
    expect(topics.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining(['region:350821100', 'region:350821101']),
    );
  });

  it('is for the desk and the lead, while the case is open', async () => {
    const place = { longitude: 116.36, latitude: 25.83 };
    const mediating = await caseAt(scene.people, scene.actors, 'mediating');
    expect(
      await (await scene.people.as('changting.leader')).refused('place_case', { ...at(mediating), ...place }),
    ).toMatchObject({ state: '42501', code: 'refused' });
    await scene.actors.mediator.call('place_case', { ...at(mediating), ...place });
    const closed = await caseAt(scene.people, scene.actors, 'closed');
    expect(await scene.actors.desk.refused('place_case', { ...at(closed), ...place })).toMatchObject({
      state: 'PT409',
      code: 'not_possible_now',
    });
  });
});
