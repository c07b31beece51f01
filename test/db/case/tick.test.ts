import { describe, expect, it } from 'vitest';
import { at, caseAt } from '../../support/case';
import { openScene } from '../../support/scene';

// What the scheduler tick does, each once.

const scene = openScene();

describe('the scheduler tick', () => {
  it('warns, reports along the escalation chain, and issues an order from the desk above after a long delay; each once', async () => {
    const row = await caseAt(scene.people, scene.actors, 'dispatched');
    const late = (hours: number) =>
      scene.people.owner.run(
        `update app.deadlines set starts_at = now() - interval '9 days', warn_at = now() - interval '8 days', due_at = now() - make_interval(hours => $2)
         where case_id = $1 and stage = 'sign'`,
        [row.id, hours],
      );
    const notices = () =>
      scene.people.owner.run<{ kind: string; level: number }>(
        `select n.kind, o.level from app.notices n join app.organisations o on o.id = n.organisation_id
         where n.case_id = $1 and n.kind in ('warning', 'overdue', 'order') order by n.id`,
        [row.id],
      );
    await scene.people.owner.run(
      `update app.deadlines set starts_at = now() - interval '1 day', warn_at = now() - interval '1 minute' where case_id = $1 and stage = 'sign'`,
      [row.id],
    );
    for (const _ of [1, 2]) await scene.people.owner.run('select app.tick()');
    expect(await notices()).toEqual([{ kind: 'warning', level: 3 }]);
    await late(2);
    for (const _ of [1, 2]) await scene.people.owner.run('select app.tick()');
    expect((await notices()).slice(1).toSorted((a, b) => a.level - b.level)).toEqual([
      { kind: 'overdue', level: 2 },
      { kind: 'overdue', level: 3 },
    ]);
    await late(30);
    await Promise.all([1, 2, 3].map(() => scene.people.owner.run('select app.tick()')));
    const orders = await scene.people.owner.run(
      `select issued_by_organisation_name, issued_by_name, demand, status from app.supervision_orders where case_id = $1`,
      [row.id],
    );
    expect(orders).toEqual([
      {
        issued_by_organisation_name: '长汀县矛盾纠纷调解联动中心',
        issued_by_name: null,
        demand: 'overdue:sign',
        status: 'issued',
      },
    ]);
  });

  it('lets an application lapse when the requested information is not supplied', async () => {
    const row = await caseAt(scene.people, scene.actors, 'submitted');
    await scene.actors.desk.call('request_info', { ...at(row), items: ['身份证明'] });
    await scene.people.owner.run(
      `update app.deadlines set starts_at = now() - interval '30 days', warn_at = now() - interval '20 days', due_at = now() - interval '5 days' where case_id = $1 and stage = 'supplement'`,
      [row.id],
    );
    await scene.people.owner.run('select app.tick()');
    expect(await scene.actors.desk.run('select status from api.cases where id = $1', [row.id])).toEqual([
      { status: 'withdrawn' },
    ]);
  });
});
