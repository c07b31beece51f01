import { describe, expect, it } from 'vitest';
import { at, caseAt } from '../../support/case';
import { once, sharedCase } from '../../support/parties';
import { openScene, rowOf } from '../../support/scene';

// Records that copy the code of a region are found under its new code.

const scene = openScene();
const owner = () => scene.people.owner;

describe('columns with the code of a region', () => {
  it('are all registered with how they follow a change', async () => {
    const columns = await owner().run<{ name: string }>(
      `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
         and a.attgenerated = '' and (a.attname ~ '(region|city|county|town|village|parent|successor|old|new)_code$'
           or exists (select 1 from pg_constraint f where f.conrelid = c.oid and f.confrelid = 'app.regions'::regclass and a.attnum = any (f.conkey)))
         and c.relname not in ('dispute_types')
       order by 1`,
    );
    const registered = await owner().run<{ name: string }>(
      `select relation || '.' || field as name from app.region_columns() order by 1`,
    );
    expect(registered).toEqual(columns);
  });
});

describe('a county that gets a new code', () => {
  it('keeps the requests, orders and books of its cases, its sources and its audit log', async () => {
    const city = await scene.people.as('city.administrator');
    const county = await scene.people.as('changting.administrator');
    const leader = await scene.people.as('changting.leader');
    const open = await caseAt(scene.people, scene.actors, 'mediating');
    const ended = await sharedCase(scene, 'submitted');
    await scene.people.anon.call('request_privacy', { ...ended.holder, request_id: once(), kind: 'copy' });
    await scene.actors.desk.call('reveal_party', { party_id: ended.applicantId, reason: '电话通知调解时间' });
    const now = async (id: string) => at({ id, version: Number((await rowOf(scene, id)).version) });
    await scene.actors.desk.call('withdraw_case', { ...(await now(ended.id)), reason: '当事人自行和解。' });
    await county.call('erase_case', { ...(await now(ended.id)), reason: '当事人申请删除' });
    await leader.call('issue_order', { ...(await now(open.id)), demand: '请三日内反馈办理情况。' });
    await county.call('rename_region', {
      code: '350821101',
      expected_version: 1,
      request_id: once(),
      name: '大同街道',
    });

    const views = [
      'privacy_requests',
      'erasures',
      'privacy_log',
      'party_reveals',
      'supervision_orders',
      'administration_events',
    ];
    const counts = async (code: string) =>
      Object.fromEntries(
        await Promise.all(
          views.map(async (view) => {
            const rows = await county.run(`select 1 from api.${view} where region_code like $1`, [
              `${code}%`,
            ]);
            return [view, rows.length] as const;
          }),
        ),
      );
    const before = await counts('350821');
    expect(Math.min(...Object.values(before))).toBeGreaterThan(0);
    const [region] = await owner().run<{ version: number }>(
      `select version from app.regions where code = '350821'`,
    );
    const [change] = await city.call<{ id: string }>('recode_region', {
      code: '350821',
      expected_version: region!.version,
      request_id: once(),
      new_code: '350899',
      effective_on: '2026-01-01',
    });
    await county.call('continue_region_change', { change_id: change!.id });
    expect(await county.run('select finished_at is not null as finished from api.region_changes')).toEqual([
      { finished: true },
    ]);
    expect(await counts('350821')).toEqual(Object.fromEntries(views.map((view) => [view, 0])));
    expect(await counts('350899')).toEqual(before);
    // The audit log is append-only otherwise.
    expect(
      await owner().refusedRun(`update app.privacy_log set region_code = '3508', kind = 'erased'`),
    ).toMatchObject({ state: '42501' });
  });
});
