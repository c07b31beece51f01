import { describe, expect, it } from 'vitest';
import { at, caseAt, closing, type VerbResult } from '../../support/case';
import { openScene } from '../../support/scene';

// Supervision orders, their answers and reviews; notices and whether they were read; who read a case.

const scene = openScene();
const id = () => ({ request_id: crypto.randomUUID() });
const orderOf = async (caseId: string) =>
  (
    await scene.people.owner.run<{ id: string; version: number; status: string; number: string }>(
      'select id, version, status, number from app.supervision_orders where case_id = $1 order by created_at desc limit 1',
      [caseId],
    )
  )[0]!;
const step = async (caseId: string) => {
  const order = await orderOf(caseId);
  return { order_id: order.id, expected_version: order.version, ...id() };
};

describe('a supervision order', () => {
  it('is answered, sent back, answered again and accepted, and until then the case cannot be closed', async () => {
    const { desk, mediator } = scene.actors;
    const leader = await scene.people.as('city.leader');
    const row = await caseAt(scene.people, scene.actors, 'agreed');
    const [issued] = await leader.call<VerbResult>('issue_order', {
      ...at(row),
      demand: '请说明协议履行安排。',
    });
    expect(await desk.refused('close_case', { ...at(issued!), ...closing })).toMatchObject({
      state: 'PT409',
      code: 'order_open',
    });
    expect(await leader.refused('issue_order', { ...at(issued!), demand: '再次要求说明。' })).toMatchObject({
      code: 'order_exists',
    });
    await mediator.call('answer_order', {
      ...(await step(row.id)),
      answer: '双方约定十日内修好，已登记回访。',
    });
    await leader.call('review_order', {
      ...(await step(row.id)),
      accepted: false,
      review: '请补充具体日期。',
    });
    expect(await orderOf(row.id)).toMatchObject({ status: 'rejected' });
    const request = { ...(await step(row.id)), answer: '约定本月二十日前修好。' };
    const answered = await mediator.call('answer_order', request);
    expect(await mediator.call('answer_order', request)).toEqual(answered);
    const [accepted] = await leader.call<VerbResult>('review_order', {
      ...(await step(row.id)),
      accepted: true,
    });
    expect(await orderOf(row.id)).toMatchObject({ status: 'accepted' });
    expect(await desk.call('close_case', { ...at(accepted!), ...closing })).toMatchObject([
      { status: 'closed' },
    ]);
    const verbs = await scene.people.owner.run<{ verb: string }>(
      `select verb from app.case_events where case_id = $1 and verb like '%answer%' or verb like '%order' and case_id = $1 order by seq`,
      [row.id],
    );
    expect(verbs.map(({ verb }) => verb)).toEqual([
      'issue_order',
      'answer_order',
      'reject_answer',
      'answer_order',
      'accept_answer',
    ]);
  });

  it('has a deadline in working days, and reminders once a day', async () => {
    const leader = await scene.people.as('changting.leader');
    const row = await caseAt(scene.people, scene.actors, 'mediating');
    await leader.call('issue_order', { ...at(row), demand: '请三日内反馈办理情况。' });
    const [clock] = await scene.people.owner.run<{ amount: number; unit: string }>(
      `select p.amount, p.unit from app.deadlines d join app.deadline_policies p on p.id = d.policy_id where d.case_id = $1 and d.stage = 'supervise'`,
      [row.id],
    );
    expect(clock).toEqual({ amount: 3, unit: 'workday' });
    await leader.call('remind_order', await step(row.id));
    expect(await leader.refused('remind_order', await step(row.id))).toMatchObject({ code: 'urged_today' });
    // It is not the deadline of the case's own stage.
    const [shown] = await scene.actors.desk.run<{ due_stage: string }>(
      'select due_stage from api.cases where id = $1',
      [row.id],
    );
    expect(shown!.due_stage).toBe('mediate');
  });

  it('is counted on the board by the organisation that must answer', async () => {
    const leader = await scene.people.as('city.leader');
    const board = await leader.call<{ organisation_id: string; open_orders: number }>('supervision_board');
    const [counted] = await scene.people.owner.run<{ n: number }>(
      'select count(*)::int as n from app.supervision_orders where closed_at is null and to_organisation_id = $1',
      [scene.actors.committeeId],
    );
    expect(
      board.find(({ organisation_id }) => organisation_id === scene.actors.committeeId)!.open_orders,
    ).toBe(counted!.n);
  });

  it('is decided by one of two simultaneous reviewers', async () => {
    const leader = await scene.people.as('changting.leader');
    const { desk, mediator } = scene.actors;
    const row = await caseAt(scene.people, scene.actors, 'mediating');
    await leader.call('issue_order', { ...at(row), demand: '请三日内反馈办理情况。' });
    await mediator.call('answer_order', { ...(await step(row.id)), answer: '已约定周五上门调解。' });
    const [one, two] = [await step(row.id), await step(row.id)];
    const both = await Promise.allSettled([
      leader.call('review_order', { ...one, accepted: true }),
      desk.call('review_order', { ...two, accepted: false, review: '请补充具体日期。' }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('notices', () => {
  it('reach the organisation concerned, and show who of it has read them', async () => {
    const row = await caseAt(scene.people, scene.actors, 'dispatched');
    const { mediator } = scene.actors;
    const unread = () =>
      mediator.run<{ kind: string; id: string }>(
        'select id, kind from api.notices where case_id = $1 and read_at is null order by id',
        [row.id],
      );
    expect((await unread()).map(({ kind }) => kind)).toEqual(['dispatched']);
    await mediator.call('read_notices', { case_id: row.id });
    expect(await unread()).toEqual([]);
    expect(
      await scene.actors.desk.run('select read_by_name from api.notices where case_id = $1', [row.id]),
    ).toEqual([{ read_by_name: '李金水' }]);
  });

  it('of a risk go along the escalation chain at once', async () => {
    const row = await caseAt(scene.people, scene.actors, 'mediating');
    await scene.actors.mediator.call('report_risk', {
      ...at(row),
      risk_kind: 'domestic_violence',
      description: '申请人称遭到殴打。',
      notified_to: '县公安局汀州派出所',
    });
    const reported = await scene.people.owner.run<{ level: number }>(
      `select o.level from app.notices n join app.organisations o on o.id = n.organisation_id where n.case_id = $1 and n.kind = 'risk' order by 1`,
      [row.id],
    );
    expect(reported).toEqual([{ level: 1 }, { level: 2 }]);
    const other = await caseAt(scene.people, scene.actors, 'mediating');
    expect(
      await scene.actors.mediator.refused('report_risk', {
        ...at(other),
        risk_kind: 'minor',
        description: '孩子有伤。',
      }),
    ).toMatchObject({ code: 'field_required', details: { field: 'notified_to' } });
  });
});

describe('reading a case', () => {
  it('is logged once per person and day, and visible to those who oversee it', async () => {
    const row = await caseAt(scene.people, scene.actors, 'mediating');
    for (const _ of [1, 2]) await scene.actors.mediator.call('note_reading', { case_id: row.id });
    const leader = await scene.people.as('changting.leader');
    expect(await leader.run('select staff_name, n from api.case_reads where case_id = $1', [row.id])).toEqual(
      [{ staff_name: '李金水', n: 2 }],
    );
    expect(
      await scene.actors.mediator.run('select 1 from api.case_reads where case_id = $1', [row.id]),
    ).toEqual([]);
  });
});
