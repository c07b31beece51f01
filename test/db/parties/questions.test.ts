import { beforeAll, describe, expect, it } from 'vitest';
import { once, sharedCase, sideOf, STROKES, viewOf } from '../../support/parties';
import { clocks, history, openScene, rowOf } from '../../support/scene';

// What parties ask and write, and what a number and code that do not match reveal.

const scene = openScene();
const anon = () => scene.people.anon;
beforeAll(() =>
  scene.people.owner.run(`update app.settings set value = '100000' where name like '%_per_hour'`),
);

describe('a question of a party', () => {
  it('sets a flag, starts a deadline, notifies the organisation, and ends with its answer', async () => {
    const row = await sharedCase(scene, 'mediating');
    const sent = { request_id: once(), ...row.holder, kind: 'question', message: '调解要带哪些材料？' };
    expect(await anon().call('write_message', sent)).toEqual([{ status: 'mediating' }]);
    expect(await anon().call('write_message', sent)).toEqual([{ status: 'mediating' }]);
    expect((await rowOf(scene, row.id)).flags).toEqual(['question']);
    expect((await clocks(scene, row.id)).at(-1)).toMatchObject({ stage: 'question', met: false });
    const notices = await scene.actors.mediator.run(
      'select kind from api.notices where case_id = $1 order by id desc limit 1',
      [row.id],
    );
    expect(notices).toEqual([{ kind: 'question' }]);
    const side = await sideOf(scene.actors.mediator, row.id);
    expect(side.actions).toContain('answer_question');
    expect(side.messages).toHaveLength(1);
    const answer = {
      message_id: side.messages[0]!.id,
      expected_version: 1,
      answer: '带身份证和房产证复印件。',
    };
    await scene.actors.mediator.call('answer_question', { ...answer, request_id: once() });
    expect(
      await scene.actors.desk.refused('answer_question', { ...answer, request_id: once() }),
    ).toMatchObject({
      state: 'PT409',
    });
    const view = await viewOf(anon(), row.holder);
    expect(view!.messages).toMatchObject([
      { message: '调解要带哪些材料？', answer: '带身份证和房产证复印件。', due_at: null },
    ]);
    expect((await rowOf(scene, row.id)).flags).toEqual([]);
    // The history says that it was asked and answered, without the text.
    const acts = (await history(scene.actors.desk, row.id)).slice(-2);
    expect(acts.map(({ verb }) => verb)).toEqual(['write_message', 'answer_question']);
    expect(JSON.stringify(acts)).not.toMatch(/材料|复印件/);
  });

  it('is rejected while three are unanswered', async () => {
    const row = await sharedCase(scene, 'accepted');
    const ask = (message: string) => ({ request_id: once(), ...row.holder, kind: 'question', message });
    for (const message of ['什么时候开始？', '要交钱吗？', '可以委托儿子来吗？'])
      await anon().call('write_message', ask(message));
    expect(await anon().refused('write_message', ask('还有一个问题'))).toMatchObject({
      code: 'too_many_questions',
    });
  });

  it('is answered once when two people try at the same moment', async () => {
    const row = await sharedCase(scene, 'mediating');
    await anon().call('write_message', {
      request_id: once(),
      ...row.holder,
      kind: 'question',
      message: '在哪里调解？',
    });
    const [message] = (await sideOf(scene.actors.desk, row.id)).messages;
    const answer = (reply: string) => ({
      message_id: message!.id,
      expected_version: 1,
      request_id: once(),
      answer: reply,
    });
    const ends = await Promise.allSettled([
      scene.actors.desk.call('answer_question', answer('在县调解中心。')),
      scene.actors.mediator.call('answer_question', answer('在镇调解室。')),
    ]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a number and code that do not match', () => {
  it('reveal and change nothing in any function', async () => {
    const row = await sharedCase(scene, 'mediating');
    const other = await sharedCase(scene, 'mediating');
    const before = (await rowOf(scene, row.id)).version;
    // The right code of another case does not match either.
    for (const tracking_code of ['AAAA-BBBB-CCCC-DDDD', other.holder.tracking_code]) {
      const wrong = { number: row.number, tracking_code };
      const asked: [string, object][] = [
        ['party_view', wrong],
        ['write_message', { ...wrong, request_id: once(), kind: 'question', message: '在吗？' }],
        [
          'reply_session',
          { ...wrong, request_id: once(), session_id: once(), expected_version: 1, reply: 'confirmed' },
        ],
        ['decide_mediation', { ...wrong, request_id: once(), decision: 'decline' }],
        [
          'sign_agreement',
          {
            ...wrong,
            request_id: once(),
            paper_id: once(),
            sha256: 'x',
            name: '罗春生',
            strokes: JSON.stringify(STROKES),
          },
        ],
        ['rate_case', { ...wrong, request_id: once(), service: 1, result: 1 }],
        ['set_messages', { ...wrong, request_id: once(), channel: 'sms', wanted: true }],
      ];
      for (const [name, args] of asked) expect(await anon().call(name, args), name).toEqual([]);
    }
    expect((await rowOf(scene, row.id)).version).toBe(before);
  });

  it('require a proof of work after a few attempts', async () => {
    await scene.people.owner.run(`update app.settings set value = '3' where name = 'track_case_per_hour'`);
    await scene.people.owner.run('delete from app.throttles');
    const wrong = { number: '350821-261124-00001', tracking_code: 'AAAA-BBBB-CCCC-DDDD' };
    for (let n = 0; n < 2; n += 1) expect(await anon().call('party_view', wrong)).toEqual([]);
    expect(await anon().refused('party_view', wrong)).toMatchObject({
      code: 'challenge_required',
      state: 'PT429',
    });
    await scene.people.owner.run(
      `update app.settings set value = '100000' where name = 'track_case_per_hour'`,
    );
  });
});
