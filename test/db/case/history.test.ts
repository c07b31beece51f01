import { describe, expect, it } from 'vitest';
import { caseAt } from '../../support/case';
import { openScene } from '../../support/scene';

const scene = openScene();

describe('the history of a case', () => {
  it.each([
    `update app.case_events set actor_name = '某人'`,
    'delete from app.case_events',
    'truncate app.case_events cascade',
    `update app.sessions set summary = '改写的记录'`,
    'delete from app.agreements',
  ])('cannot be changed, not even by the owner: %s', async (sql) => {
    await caseAt(scene.people, scene.actors, 'agreed');
    expect(await scene.people.owner.refusedRun(sql)).toMatchObject({ state: '42501', code: 'append_only' });
  });

  it('reveals a change that bypassed its protection', async () => {
    const row = await caseAt(scene.people, scene.actors, 'accepted');
    await scene.people.owner.run('alter table app.case_events disable trigger case_events_30_append_only');
    await scene.people.owner.run(
      `update app.case_events set payload = '{"grade": "red"}' where case_id = $1 and seq = 2`,
      [row.id],
    );
    await scene.people.owner.run('alter table app.case_events enable trigger case_events_30_append_only');
    const [found] = await scene.people.owner.run('select app.broken_event($1) as broken', [row.id]);
    expect(found).toEqual({ broken: 2 });
  });
});
