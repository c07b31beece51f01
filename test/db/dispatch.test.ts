import { describe, expect, it } from 'vitest';
import { caseAt, filing, type Receipt } from '../support/case';
import { openScene } from '../support/scene';

const scene = openScene();

describe('the ranking of organisations', () => {
  const ranked = async (changes: object) => {
    const [receipt] = await scene.folk.anon.call<Receipt>('file_case', filing(changes));
    const [row] = await scene.people.owner.run<{ id: string }>('select id from app.cases where number = $1', [
      receipt!.number,
    ]);
    return scene.folk.desk.call<{ name: string; kind: string; reasons: { key: string }[] }>(
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

  it('names specialists of the type only, and none of another county', async () => {
    const names = (await ranked({ type_code: '1301' })).map(({ name }) => name);
    expect(names).toContain('长汀县物业纠纷人民调解委员会');
    expect(names).not.toContain('长汀县道路交通事故纠纷人民调解委员会');
    expect(names.filter((name) => name.startsWith('上杭县'))).toEqual([]);
  });

  it('counts open cases against capacity, and forgets none', async () => {
    const load = async () =>
      (
        await scene.people.owner.run<{ open_cases: number }>(
          'select open_cases from app.organisation_loads where organisation_id = $1',
          [scene.folk.committeeId],
        )
      )[0]?.open_cases ?? 0;
    const before = await load();
    await caseAt(scene.people, scene.folk, 'mediating');
    await caseAt(scene.people, scene.folk, 'closed');
    expect(await load()).toBe(before + 1);
    const [counted] = await scene.people.owner.run<{ n: number }>(
      `select count(*)::int as n from app.cases where lead_organisation_id = $1 and status in ('dispatched', 'received', 'mediating')`,
      [scene.folk.committeeId],
    );
    expect(await load()).toBe(counted!.n);
  });
});
