import { beforeAll, describe, expect, it } from 'vitest';
import { joined, linkFor, once, sharedCase, sideOf, viewOf } from '../../support/parties';
import { openScene } from '../../support/scene';

// Planned sessions: confirmed, moved, cancelled.

const scene = openScene();
const anon = () => scene.people.anon;
beforeAll(() =>
  scene.people.owner.run(`update app.settings set value = '100000' where name like '%_per_hour'`),
);

const tomorrow = () => new Date(Date.now() + 86_400_000);
const plan = (row: { id: string }, parties: string[]) => ({
  case_id: row.id,
  request_id: once(),
  starts_at: tomorrow(),
  minutes: 60,
  way: 'room',
  place: '汀州镇调解室',
  party_ids: parties,
});

describe('a planned session', () => {
  it('is confirmed, moved, confirmed again, and cancelled', async () => {
    const row = await sharedCase(scene, 'mediating');
    const respondent = await joined(anon(), await linkFor(scene.actors.mediator, row.id, row.respondentId));
    await scene.actors.mediator.call('plan_session', plan(row, [row.applicantId, row.respondentId]));
    const session = (await viewOf(anon(), row.holder))!.sessions[0]!;
    const reply = (holder: object, version: number, more: object) => ({
      ...holder,
      request_id: once(),
      session_id: session.id,
      expected_version: version,
      ...more,
    });
    await anon().call('reply_session', reply(row.holder, 1, { reply: 'confirmed' }));
    await anon().call(
      'reply_session',
      reply(respondent, 1, { reply: 'move', message: '那天要上班，周末可以。' }),
    );
    let [planned] = (await sideOf(scene.actors.mediator, row.id)).sessions;
    expect(planned!.replies.map(({ reply: said }) => said).sort()).toEqual(['confirmed', 'move']);
    await scene.actors.mediator.call('move_session', {
      session_id: session.id,
      expected_version: 1,
      request_id: once(),
      starts_at: new Date(Date.now() + 3 * 86_400_000),
      minutes: 90,
      way: 'online',
      place: '腾讯会议 123-456-789',
    });
    [planned] = (await sideOf(scene.actors.mediator, row.id)).sessions;
    expect(planned!.replies.map(({ reply: said }) => said)).toEqual([null, null]);
    // A reply to the old time is rejected.
    expect(await anon().refused('reply_session', reply(respondent, 1, { reply: 'confirmed' }))).toMatchObject(
      {
        code: 'stale_record',
      },
    );
    await anon().call('reply_session', reply(respondent, 2, { reply: 'confirmed' }));
    await scene.actors.mediator.call('cancel_session', {
      session_id: session.id,
      expected_version: 2,
      request_id: once(),
      reason: '双方已自行和解',
    });
    expect(await anon().refused('reply_session', reply(respondent, 3, { reply: 'confirmed' }))).toMatchObject(
      {
        code: 'session_over',
      },
    );
  });

  it('is for those invited, and ends with the case', async () => {
    const row = await sharedCase(scene, 'mediating');
    const other = await sharedCase(scene, 'mediating');
    const respondent = await joined(anon(), await linkFor(scene.actors.mediator, row.id, row.respondentId));
    await scene.actors.mediator.call('plan_session', plan(row, [row.applicantId]));
    expect(await scene.actors.mediator.refused('plan_session', plan(row, [other.applicantId]))).toMatchObject(
      {
        code: 'party_not_found',
      },
    );
    const session = (await viewOf(anon(), row.holder))!.sessions[0]!;
    expect((await viewOf(anon(), respondent))!.sessions).toEqual([]);
    const reply = {
      ...respondent,
      request_id: once(),
      session_id: session.id,
      expected_version: 1,
      reply: 'confirmed',
    };
    expect(await anon().refused('reply_session', reply)).toMatchObject({ code: 'record_not_found' });
    await anon().call('withdraw_application', { ...row.holder, request_id: once(), reason: '已经和好了' });
    const [gone] = await scene.people.owner.run(
      'select cancel_reason from app.planned_sessions where id = $1',
      [session.id],
    );
    expect(gone).toEqual({ cancel_reason: 'case_ended' });
  });
});
