import { describe, expect, it } from 'vitest';
import { caseAt } from '../../support/case';
import type { Person } from '../../support/people';
import { history, isWhole, openScene, rowOf } from '../../support/scene';

// Regions change every year; cases keep the region of their filing and move to the successor.

const scene = openScene();
const id = () => ({ request_id: crypto.randomUUID() });
const county = () => scene.people.as('changting.administrator');

interface Progress {
  id: string;
  cases_total: number;
  cases_moved: number;
  finished: boolean;
}

const region = async (code: string) =>
  (
    await scene.people.owner.run<{
      name: string;
      path: string;
      active: boolean;
      successor_code: string | null;
      version: number;
    }>('select name, path, active, successor_code, version from app.regions where code = $1', [code])
  )[0];
const at = async (code: string) => ({ code, expected_version: (await region(code))!.version, ...id() });
const sees = async (person: Person, caseId: string) =>
  (await person.run('select 1 from api.cases where id = $1', [caseId])).length > 0;

describe('the name of a region', () => {
  it('changes together with the paths of everything below', async () => {
    const administrator = await county();
    await administrator.call('rename_region', { ...(await at('350821101')), name: '大同街道' });
    expect((await region('350821101'))!.path).toBe('长汀县 大同街道');
    const [village] = await scene.people.owner.run<{ path: string }>(
      `select path from app.regions where parent_code = '350821101' order by code limit 1`,
    );
    expect(village!.path).toMatch(/^长汀县 大同街道 /);
  });

  it('is not overwritten by a second person who did not see the first change', async () => {
    const administrator = await county();
    const seen = await at('350821102');
    await administrator.call('rename_region', { ...seen, name: '古城街道' });
    expect(
      await administrator.refused('rename_region', { ...seen, ...id(), name: '古城新镇' }),
    ).toMatchObject({ state: 'PT409', code: 'stale_record' });
    expect((await region('350821102'))!.name).toBe('古城街道');
  });

  it('is changed once when the same request is sent twice, and the request id cannot be reused', async () => {
    const administrator = await county();
    const request = { ...(await at('350821103')), name: '新桥街道' };
    const first = await administrator.call('rename_region', request);
    expect(await administrator.call('rename_region', request)).toEqual(first);
    expect(await administrator.refused('rename_region', { ...request, name: '别的名字' })).toMatchObject({
      code: 'request_reused',
    });
  });
});

describe('merging a township into its neighbour', () => {
  it('moves villages, organisations and cases; each case keeps the region of its filing', async () => {
    const administrator = await county();
    const [village] = await scene.people.owner.run<{ code: string }>(
      `select code from app.regions where parent_code = '350821104' and active order by code limit 1`,
    );
    const filed = await caseAt(scene.people, scene.actors, 'accepted', { region_code: village!.code });
    const neighbour = await scene.people.owner.run<{ id: string }>(
      `select id from app.organisations where kind = 'dispatch_centre' and region_code = '350821105'`,
    );
    expect(neighbour).toHaveLength(1);

    const [progress] = await administrator.call<Progress>('merge_regions', {
      ...(await at('350821105')),
      from_codes: ['350821104'],
      effective_on: '2026-01-01',
    });
    expect(progress).toMatchObject({ cases_total: 1, cases_moved: 1, finished: true });

    expect(await region('350821104')).toMatchObject({ active: false, successor_code: '350821105' });
    const row = await rowOf(scene, filed.id);
    expect(row).toMatchObject({
      filed_region_code: village!.code,
      town_code: '350821105',
      county_code: '350821',
    });
    expect(row.region_code).not.toBe(village!.code);
    expect(await history(scene.actors.desk, filed.id)).toEqual(
      expect.arrayContaining([expect.objectContaining({ verb: 'move_region' })]),
    );
    expect(await isWhole(scene, filed.id)).toBe(true);
    // One desk for the new township, and no committee lost.
    const offices = await scene.people.owner.run<{ kind: string; active: boolean }>(
      `select kind, active from app.organisations where region_code in ('350821104', '350821105') order by kind, active`,
    );
    expect(offices.filter(({ kind, active }) => kind === 'dispatch_centre' && active)).toHaveLength(1);
    expect(offices.filter(({ kind }) => kind === 'people_mediation').every(({ active }) => active)).toBe(
      true,
    );
  });

  it('lets a draft with the old code be filed in the new place', async () => {
    const filed = await caseAt(scene.people, scene.actors, 'submitted', { region_code: '350821104' });
    expect(await rowOf(scene, filed.id)).toMatchObject({ region_code: '350821105' });
  });

  it('hides the retired code from the public form, but not from any history', async () => {
    const towns = await scene.people.anon.call<{ code: string }>('public_regions', { parent_code: '350821' });
    expect(towns.map(({ code }) => code)).not.toContain('350821104');
    const administrator = await county();
    const all = await administrator.call<{ code: string }>('region_tree', {
      parent_code: '350821',
      with_retired: true,
    });
    expect(all.map(({ code }) => code)).toContain('350821104');
  });

  it('moves many cases in batches that continue automatically', async () => {
    const administrator = await county();
    const filed = await caseAt(scene.people, scene.actors, 'submitted', { region_code: '350821106' });
    // Copies of one case simulate years of cases.
    await scene.people.owner.run(
      `insert into app.cases (number, channel, type_code, summary, longitude, latitude, location_basis, region_code, responsible_organisation_id,
         participant_organisation_ids)
       select 'copy-' || n, channel, type_code, summary, longitude, latitude, location_basis, region_code, responsible_organisation_id,
         participant_organisation_ids from app.cases, generate_series(1, 1200) n where id = $1`,
      [filed.id],
    );
    const [first] = await administrator.call<Progress>('merge_regions', {
      ...(await at('350821107')),
      from_codes: ['350821106'],
      effective_on: '2026-01-01',
    });
    expect(first).toMatchObject({ cases_total: 1201, cases_moved: 500, finished: false });
    await scene.people.owner.run('select app.tick()');
    const [last] = await administrator.call<Progress>('continue_region_change', { change_id: first!.id });
    expect(last).toMatchObject({ cases_moved: 1201, finished: true });
    expect(
      await scene.people.owner.run(`select 1 from app.cases where region_code like '350821106%'`),
    ).toEqual([]);
  });

  it('is refused for regions that are not siblings', async () => {
    const administrator = await county();
    expect(
      await administrator.refused('merge_regions', {
        ...(await at('350821105')),
        from_codes: ['350823100'],
        effective_on: '2026-01-01',
      }),
    ).toMatchObject({ state: 'PT422', code: 'not_siblings' });
  });
});

describe('splitting a township', () => {
  it('moves the named villages to the new one, with codes below it', async () => {
    const administrator = await county();
    const villages = await scene.people.owner.run<{ code: string }>(
      `select code from app.regions where parent_code = '350821108' and active order by code`,
    );
    const [taken, kept] = [villages[0]!.code, villages[1]!.code];
    const moving = await caseAt(scene.people, scene.actors, 'submitted', { region_code: taken });
    const staying = await caseAt(scene.people, scene.actors, 'submitted', { region_code: kept });
    await administrator.call('split_region', {
      ...(await at('350821108')),
      new_code: '350821190000',
      new_name: '新设镇',
      child_codes: [taken],
      effective_on: '2026-01-01',
    });
    expect(await rowOf(scene, moving.id)).toMatchObject({ town_code: '350821190', filed_region_code: taken });
    expect(await rowOf(scene, staying.id)).toMatchObject({ region_code: kept });
    expect((await region('350821190'))!.path).toBe('长汀县 新设镇');
  });
});

describe('a county that gets a new code', () => {
  it('keeps its people, its map and its cases', async () => {
    const city = await scene.people.as('city.administrator');
    const leader = await scene.people.as('changting.leader');
    const filed = await caseAt(scene.people, scene.actors, 'accepted', { region_code: '350821100010' });
    let [progress] = await city.call<Progress>('recode_region', {
      ...(await at('350821')),
      new_code: '350805',
      new_name: '长汀区',
      effective_on: '2026-01-01',
    });
    for (let round = 0; round < 10 && !progress!.finished; round++)
      [progress] = await city.call<Progress>('continue_region_change', { change_id: progress!.id });
    expect(progress).toMatchObject({ finished: true });
    expect(await rowOf(scene, filed.id)).toMatchObject({
      region_code: '350805100010',
      filed_region_code: '350821100010',
    });
    expect(await sees(leader, filed.id)).toBe(true);
    expect(await sees(await scene.people.as('tingzhou.dispatcher'), filed.id)).toBe(true);
    expect(await leader.call('who_am_i')).toMatchObject([{ scope_code: '350805', scope_name: '长汀区' }]);
    expect(await scene.people.anon.call('locate', { longitude: 116.36, latitude: 25.83 })).toEqual([
      { code: '350805', name: '长汀区' },
    ]);
    expect(await scene.people.owner.run(`select 1 from app.cases where county_code = '350821'`)).toEqual([]);
    const seen = await scene.actors.desk.call<{ verb: string }>('available_actions', { case_id: filed.id });
    expect(seen.map(({ verb }) => verb)).toContain('dispatch_case');
  });
});

describe('retiring a region', () => {
  it('is only for empty ones; others must be merged', async () => {
    const administrator = await scene.people.as('city.administrator');
    expect(
      await administrator.refused('retire_region', { ...(await at('350823100')), reason: '撤销' }),
    ).toMatchObject({ state: 'PT409', code: 'region_in_use' });
    await administrator.call('create_region', { ...id(), code: '350823100990', name: '临时安置点' });
    await administrator.call('retire_region', { ...(await at('350823100990')), reason: '安置结束' });
    expect(await region('350823100990')).toMatchObject({ active: false, successor_code: null });
  });
});

describe('importing a region tree', () => {
  const rows = [
    { code: '350824000000', name: '武平县' },
    { code: '350824990000', name: '新镇', longitude: '116.1', latitude: '25.1' },
    { code: '350824990001', name: '一村' },
    { code: '350824990001', name: '重复' },
    { code: '350824991001', name: '无上级村' },
    { code: '35082', name: '短码' },
    { code: '440100', name: '广州市' },
    { code: '350823100', name: '临江街道' },
    { code: '350824101', name: '' },
    { code: '350824102', name: '某镇', longitude: 'x', latitude: '25' },
  ];
  const verdicts = [
    ['same', null],
    ['create', null],
    ['create', null],
    ['error', 'line_repeated'],
    ['error', 'parent_missing'],
    ['error', 'invalid_region_code'],
    ['error', 'outside_scope'],
    ['rename', null],
    ['error', 'field_required'],
    ['error', 'invalid_position'],
  ];

  it('first previews what each row would do, and changes nothing', async () => {
    const city = await scene.people.as('city.administrator');
    const reported = await city.call<{ verdict: string; error: string | null }>('preview_region_import', {
      rows: JSON.stringify(rows),
    });
    expect(reported.map(({ verdict, error }) => [verdict, error])).toEqual(verdicts);
    expect(await region('350824990')).toBeUndefined();
  });

  it('carries out the valid rows, once', async () => {
    const city = await scene.people.as('city.administrator');
    const request = { ...id(), rows: JSON.stringify(rows) };
    const done = await city.call<{ verdict: string; error: string | null }>('import_regions', request);
    expect(done.map(({ verdict, error }) => [verdict, error]).toSorted()).toEqual(verdicts.toSorted());
    expect((await region('350824990001'))!.path).toBe('武平县 新镇 一村');
    expect((await region('350823100'))!.name).toBe('临江街道');
    await city.call('import_regions', request);
    expect(
      await scene.people.owner.run(`select 1 from app.administration_events where request_id = $1`, [
        request.request_id,
      ]),
    ).toHaveLength(1);
  });

  it('has a maximum number of rows', async () => {
    const city = await scene.people.as('city.administrator');
    const many = Array.from({ length: 501 }, (_, n) => ({ code: `35082499${n}`, name: '村' }));
    expect(await city.refused('import_regions', { ...id(), rows: JSON.stringify(many) })).toMatchObject({
      code: 'too_many_rows',
      details: { max: 500 },
    });
  });
});
