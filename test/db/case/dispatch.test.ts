import { describe, expect, it } from 'vitest';
import { caseAt, filing, type Receipt } from '../../support/case';
import { openScene } from '../../support/scene';

const scene = openScene();

describe('the ranking of organisations', () => {
  const ranked = async (changes: object) => {
    const [receipt] = await scene.actors.anon.call<Receipt>('file_case', filing(changes));
    const [row] = await scene.people.owner.run<{ id: string }>('select id from app.cases where number = $1', [
      receipt!.number,
    ]);
    return scene.actors.desk.call<{ name: string; kind: string; reasons: { key: string }[] }>(
      'suggest_dispatch',
      { case_id: row!.id },
    );
  };

  it('puts the staffed committee of the place first, with its reasons', async () => {
    const [first] = await ranked({});
    expect(first).toMatchObject({ name: '长汀县汀州镇人民调解委员会', kind: 'people_mediation' });
    expect(first!.reasons.map(({ key }) => key)).toEqual([
      'reason.same_town',
      'reason.handles_all',
      'reason.free',
      'reason.near',
    ]);
  });

  it('contains only specialists of the type, and none of another county', async () => {
    const names = (await ranked({ type_code: '1301' })).map(({ name }) => name);
    expect(names).toContain('长汀县物业纠纷人民调解委员会');
    expect(names).not.toContain('长汀县道路交通事故纠纷人民调解委员会');
    expect(names.filter((name) => name.startsWith('上杭县'))).toEqual([]);
  });

  it('lists mediators on duty, the least busy first, and none on leave', async () => {
    const first = async () =>
      (
        await scene.actors.desk.call<{ mediators: { name: string; open_cases: number; grade: string }[] }>(
          'suggest_dispatch',
          { case_id: accepted.id },
        )
      )[0]!.mediators;
    const accepted = await caseAt(scene.people, scene.actors, 'accepted');
    await caseAt(scene.people, scene.actors, 'assigned');
    const before = await first();
    expect(before.map(({ name }) => name)).toHaveLength(2);
    expect(before[0]!.open_cases).toBeLessThan(before[1]!.open_cases);
    expect(Object.keys(before[0]!).sort()).toEqual(['grade', 'name', 'open_cases']);
    const [away] = await scene.people.owner.run<{ id: string }>('select id from app.staff where name = $1', [
      before[0]!.name,
    ]);
    await scene.people.owner.run(
      `insert into app.leaves (staff_id, organisation_id, role, deputy_id, from_on, to_on, reason, created_by)
       values ($1, $2, 'mediator', $3, app.today(), app.today() + 2, '事假', $1)`,
      [away!.id, scene.actors.committeeId, scene.actors.mediatorId],
    );
    expect((await first()).map(({ name }) => name)).toEqual([before[1]!.name]);
  });

  it('counts open cases against capacity, and omits no organisation', async () => {
    const load = async () =>
      (
        await scene.people.owner.run<{ open_cases: number }>(
          'select open_cases from app.organisation_loads where organisation_id = $1',
          [scene.actors.committeeId],
        )
      )[0]?.open_cases ?? 0;
    const before = await load();
    await caseAt(scene.people, scene.actors, 'mediating');
    await caseAt(scene.people, scene.actors, 'closed');
    expect(await load()).toBe(before + 1);
    const [counted] = await scene.people.owner.run<{ n: number }>(
      `select count(*)::int as n from app.cases where lead_organisation_id = $1 and status in ('dispatched', 'assigned', 'mediating')`,
      [scene.actors.committeeId],
    );
    expect(await load()).toBe(counted!.n);
  });
});
