import { describe, expect, it } from 'vitest';
import { at, caseAt } from '../../support/case';
import { openScene } from '../../support/scene';

const scene = openScene();

const hints = (since: string) =>
  scene.people.owner.run<{
    topic: string;
    event: string;
    payload: Record<string, unknown>;
    private: boolean;
  }>(
    `select topic, event, payload, private from realtime.messages where inserted_at >= $1::timestamp order by topic`,
    [since],
  );
const now = async () =>
  (await scene.people.owner.run<{ now: string }>('select now()::timestamp::text as now'))[0]!.now;

describe('realtime hints', () => {
  it('tell each level, the case itself and the organisations which case is new, and nothing else about it', async () => {
    const since = await now();
    const { id } = await caseAt(scene.people, scene.actors, 'submitted');
    const sent = await hints(since);
    expect(sent.map(({ topic }) => topic)).toEqual([
      `case:${id}`,
      'region:3508',
      'region:350821',
      'region:350821100',
      'region:350821100010',
    ]);
    for (const hint of sent) {
      expect(hint).toEqual({
        topic: hint.topic,
        event: 'case_created',
        private: true,
        payload: { id, version: 1, op: 'one' },
      });
    }
  });

  it('reach the lead organisation from dispatch on', async () => {
    const accepted = await caseAt(scene.people, scene.actors, 'accepted');
    const since = await now();
    await scene.actors.desk.call('dispatch_case', {
      ...at(accepted),
      organisation_id: scene.actors.committeeId,
    });
    expect((await hints(since)).map(({ topic }) => topic)).toContain(
      `organisation:${scene.actors.committeeId}`,
    );
  });

  it('say "many" once per topic when a statement changes many cases', async () => {
    await caseAt(scene.people, scene.actors, 'submitted');
    await caseAt(scene.people, scene.actors, 'submitted');
    const since = await now();
    await scene.people.owner.run(`update app.cases set version = version + 1 where county_code = '350821'`);
    const county = (await hints(since)).filter(({ topic }) => topic === 'region:350821');
    expect(county.map(({ payload }) => payload)).toEqual([{ id: null, version: 0, op: 'many' }]);
  });

  it('are not sent by a verb that was refused', async () => {
    const accepted = await caseAt(scene.people, scene.actors, 'accepted');
    const since = await now();
    await scene.actors.desk.refused('dispatch_case', { ...at(accepted), organisation_id: null });
    expect(await hints(since)).toEqual([]);
  });
});

describe('the scheduler tick', () => {
  it('reports an overdue deadline once, even after a day without a run, and may run twice at a time', async () => {
    const { id } = await caseAt(scene.people, scene.actors, 'submitted');
    await scene.people.owner.run(
      `update app.deadlines set starts_at = now() - interval '3 days', warn_at = now() - interval '2 days', due_at = now() - interval '23 hours' where case_id = $1`,
      [id],
    );
    const since = await now();
    await Promise.all([1, 2, 3].map(() => scene.people.owner.run('select app.tick()')));
    expect((await hints(since)).filter(({ topic }) => topic === `case:${id}`)).toHaveLength(1);
  });

  it('deletes throttle counters and requests that are no longer needed, and keeps recent ones', async () => {
    await caseAt(scene.people, scene.actors, 'submitted');
    await scene.people.owner.run(`update app.throttles set window_at = now() - interval '3 hours'`);
    await scene.people.owner.run(`update app.idempotency_keys set at = now() - interval '31 days'`);
    await caseAt(scene.people, scene.actors, 'submitted');
    await scene.people.owner.run('select app.tick()');
    const [left] = await scene.people.owner.run(
      `select (select count(*)::int from app.throttles where window_at < now() - interval '2 hours') as old,
         exists (select 1 from app.throttles) as young, (select count(*)::int from app.idempotency_keys) as requests`,
    );
    expect(left).toEqual({ old: 0, young: true, requests: 1 });
  });
});
