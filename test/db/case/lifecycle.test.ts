import { describe, expect, it } from 'vitest';
import { at, caseAt, closing, type Stage, type VerbResult } from '../../support/case';
import { actions, clocks, history, isWhole, openScene, rowOf } from '../../support/scene';

const scene = openScene();

describe('a dispute from filing to closing', () => {
  it('passes each stage, with who did what in its history', async () => {
    const closed = await caseAt(scene.people, scene.actors, 'closed');
    expect(closed.version).toBe(7);
    const events = await history(scene.actors.desk, closed.id);
    expect(events.map(({ verb, to_status, actor_name }) => [verb, to_status, actor_name])).toEqual([
      ['file_case', 'submitted', null],
      ['accept_case', 'accepted', '赖秀英'],
      ['dispatch_case', 'dispatched', '赖秀英'],
      ['assign_mediator', 'assigned', '李金水'],
      ['log_session', 'mediating', '李金水'],
      ['conclude_case', 'agreed', '李金水'],
      ['close_case', 'closed', '赖秀英'],
    ]);
    expect(await isWhole(scene, closed.id)).toBe(true);
    expect(await rowOf(scene, closed.id)).toMatchObject({
      outcome: 'agreed_written',
      due_at: null,
      mediator_name: '李金水',
    });
  });

  it('has a deadline for each stage, completed when the stage is passed', async () => {
    const closed = await caseAt(scene.people, scene.actors, 'closed');
    expect((await clocks(scene, closed.id)).map(({ stage, met }) => [stage, met])).toEqual([
      ...['accept', 'dispatch', 'sign', 'contact', 'mediate'].map((stage) => [stage, true]),
      // Judicial confirmation is possible for thirty days, and the follow-up call comes after the day of
      // performance.
      ...Object.entries({ close: true, confirm: false, follow_up: false }),
    ]);
  });

  it('starts the deadlines for contact and mediation at dispatch, not at signing', async () => {
    const dispatched = await caseAt(scene.people, scene.actors, 'dispatched');
    expect((await clocks(scene, dispatched.id)).filter(({ met }) => !met).map(({ stage }) => stage)).toEqual([
      'sign',
      'contact',
      'mediate',
    ]);
    expect(await rowOf(scene, dispatched.id)).toMatchObject({ due_stage: 'sign' });
  });

  it('may be answered directly at the desk', async () => {
    const filed = await caseAt(scene.people, scene.actors, 'submitted');
    const [answered] = await scene.actors.desk.call<VerbResult>('answer_case', {
      ...at(filed),
      answer: '此事可凭物业合同要求物业维修，本中心已通知物业三日内上门。',
    });
    expect(answered).toMatchObject({ status: 'answered' });
    const [closed] = await scene.actors.desk.call<VerbResult>('close_case', { ...at(answered!), ...closing });
    expect(closed).toMatchObject({ status: 'closed' });
    expect(await rowOf(scene, filed.id)).toMatchObject({ outcome: 'answered', lead_organisation_id: null });
  });

  it('may end without a settlement, and keeps the reasons', async () => {
    const mediating = await caseAt(scene.people, scene.actors, 'mediating');
    const [failed] = await scene.actors.mediator.call<VerbResult>('conclude_case', {
      ...at(mediating),
      outcome: 'not_settled',
      terms: '对方拒绝承担任何费用，双方差距过大。',
    });
    expect(failed).toMatchObject({ status: 'not_settled' });
    const events = await history(scene.actors.desk, failed!.id);
    expect(events.at(-1)!.payload).toMatchObject({
      outcome: 'not_settled',
      reason: '对方拒绝承担任何费用，双方差距过大。',
    });
    expect(
      await scene.actors.desk.run('select 1 from api.agreements where case_id = $1', [failed!.id]),
    ).toEqual([]);
  });
});

describe('a return', () => {
  it('goes back to the desk at most twice, and gives no extra time', async () => {
    let row = await caseAt(scene.people, scene.actors, 'dispatched');
    const mediate = (await clocks(scene, row.id)).find(({ stage }) => stage === 'mediate')!.due_at;
    for (const count of [1, 2]) {
      // The second return is a jurisdiction dispute, which goes to the common superior.
      const desk = count === 1 ? scene.actors.desk : await scene.people.as('city.dispatcher');
      const reason = '案情与我委职责不符，建议转交物业纠纷调委会。';
      row = (await scene.actors.mediator.call<VerbResult>('return_case', { ...at(row), reason }))[0]!;
      expect(row.status).toBe('accepted');
      expect(await rowOf(scene, row.id)).toMatchObject({ return_count: count, lead_organisation_id: null });
      row = (
        await desk.call<VerbResult>('dispatch_case', {
          ...at(row),
          organisation_id: scene.actors.committeeId,
        })
      )[0]!;
    }
    expect(await actions(scene.actors.mediator, row.id)).not.toContain('return_case');
    const third = await scene.actors.mediator.refused('return_case', {
      ...at(row),
      reason: '仍然不属于本委职责。',
    });
    expect(third).toMatchObject({ state: 'PT409', code: 'returned_twice' });
    const running = (await clocks(scene, row.id)).filter(({ met }) => !met);
    expect(running.find(({ stage }) => stage === 'mediate')!.due_at).toEqual(mediate);
    expect(running.map(({ stage }) => stage).sort()).toEqual(['contact', 'mediate', 'sign']);
  });
});

describe('the state machine', () => {
  const verbs: Record<string, (row: VerbResult) => object> = {
    accept_case: (row) => ({ ...at(row), type_code: '0202', grade: 'blue' }),
    answer_case: (row) => ({ ...at(row), answer: '请持合同到物业服务中心办理。' }),
    dispatch_case: (row) => ({ ...at(row), organisation_id: scene.actors.committeeId }),
    return_case: (row) => ({ ...at(row), reason: '不属于本委职责范围。' }),
    assign_mediator: (row) => ({ ...at(row), mediator_id: scene.actors.mediatorId }),
    log_session: (row) => ({
      ...at(row),
      kind: 'meeting',
      held_at: new Date(),
      summary: '双方到场，各自陈述。',
    }),
    conclude_case: (row) => ({ ...at(row), outcome: 'agreed_oral', terms: '双方当场和解，互不追究。' }),
    close_case: (row) => ({ ...at(row), ...closing }),
  };
  const stages: Stage[] = [
    'submitted',
    'accepted',
    'dispatched',
    'assigned',
    'mediating',
    'agreed',
    'closed',
  ];

  it.each(stages)('refuses at %s every verb that is not offered, and changes nothing', async (stage) => {
    const row = await caseAt(scene.people, scene.actors, stage);
    for (const person of [scene.actors.desk, scene.actors.mediator]) {
      const offered = await actions(person, row.id);
      for (const [verb, args] of Object.entries(verbs)) {
        if (offered.includes(verb)) continue;
        const before = await rowOf(scene, row.id);
        const refusal = await person.refused(verb, args(row));
        expect(['PT409 not_possible_now', '42501 refused', 'PT404 case_not_found']).toContain(
          `${refusal.state} ${refusal.code}`,
        );
        expect(await rowOf(scene, row.id)).toEqual(before);
      }
    }
  });

  it('offers exactly what the table of transitions says', async () => {
    const offered: Record<string, string[][]> = {};
    for (const stage of stages) {
      const row = await caseAt(scene.people, scene.actors, stage);
      offered[stage] = [
        await actions(scene.actors.desk, row.id),
        await actions(scene.actors.mediator, row.id),
      ];
    }
    const rows = await scene.people.owner.run<{ stage: string; who: string; verb: string }>(
      `select from_status as stage, who, verb from app.transitions where from_status is not null order by sort, verb`,
    );
    // Verbs that something other than the stage prevents for these cases, listed by hand.
    const impossible = new Set(['resume_case', 'clear_risk', 'decide_extension', 'remove_co_handler']);
    for (const stage of stages) {
      const expected = (who: string[]) => [
        ...new Set(
          rows
            .filter((row) => row.stage === stage && who.includes(row.who) && !impossible.has(row.verb))
            .map(({ verb }) => verb),
        ),
      ];
      // When the lead is responsible, the county's dispatcher is also above it.
      const led = !['submitted', 'accepted', 'closed'].includes(stage);
      expect(offered[stage]![0], stage).toEqual(
        expect.arrayContaining(expected(led ? ['desk', 'above'] : ['desk'])),
      );
      expect(offered[stage]![0]!.length, stage).toBe(expected(led ? ['desk', 'above'] : ['desk']).length);
      const mine = { dispatched: ['lead'], closed: ['mediator'] }[stage as string] ?? ['lead', 'mediator'];
      const atMediator = ['submitted', 'accepted'].includes(stage) ? [] : expected(mine);
      expect(offered[stage]![1]!.toSorted(), stage).toEqual(atMediator.toSorted());
    }
    // The usual verbs come first.
    expect(
      Object.fromEntries(stages.map((stage) => [stage, offered[stage]!.map(([usual]) => usual)])),
    ).toEqual({
      submitted: ['accept_case', undefined],
      accepted: ['dispatch_case', undefined],
      dispatched: ['urge_case', 'assign_mediator'],
      assigned: ['urge_case', 'log_session'],
      mediating: ['urge_case', 'log_session'],
      agreed: ['close_case', 'report_risk'],
      closed: ['record_follow_up', 'record_follow_up'],
    });
  });

  it('lets a mediator hand over to a colleague, who alone may act from then on', async () => {
    const row = await caseAt(scene.people, scene.actors, 'mediating');
    const [colleague] = await scene.people.owner.run<{ id: string }>(
      `select id from app.staff where account = 'tingzhou.mediator2'`,
    );
    const [handed] = await scene.actors.mediator.call<VerbResult>('assign_mediator', {
      ...at(row),
      mediator_id: colleague!.id,
    });
    expect(await scene.actors.mediator.refused('log_session', verbs.log_session!(handed!))).toMatchObject({
      code: 'refused',
    });
    const [logged] = await (
      await scene.people.as('tingzhou.mediator2')
    ).call<VerbResult>('log_session', verbs.log_session!(handed!));
    expect(logged).toMatchObject({ status: 'mediating' });
  });

  it('does not offer closing to whoever recorded the result', async () => {
    const { desk, committeeId } = scene.actors;
    const row = await caseAt(scene.people, scene.actors, 'dispatched');
    const [self] = await scene.people.owner.run<{ id: string; post: string }>(
      `select s.id, p.id as post from app.staff s join app.posts p on p.staff_id = s.id where s.account = 'changting.dispatcher'`,
    );
    const [second] = await scene.people.owner.run<{ id: string }>(
      `insert into app.posts (staff_id, organisation_id, role) values ($1, $2, 'mediator') returning id`,
      [self!.id, committeeId],
    );
    await desk.call('switch_post', { post_id: second!.id });
    const step = async (verb: string, args: object) =>
      desk.call(verb, {
        ...at({ id: row.id, version: Number((await rowOf(scene, row.id)).version) }),
        ...args,
      });
    await step('assign_mediator', { mediator_id: self!.id });
    await step('log_session', { kind: 'call', held_at: new Date(), summary: '电话了解双方诉求。' });
    await step('conclude_case', { outcome: 'not_settled', terms: '双方分歧较大，无法达成一致。' });
    await desk.call('switch_post', { post_id: self!.post });
    expect(await actions(desk, row.id)).not.toContain('close_case');
    const version = Number((await rowOf(scene, row.id)).version);
    expect(await desk.refused('close_case', { ...at({ id: row.id, version }), ...closing })).toMatchObject({
      state: 'PT409',
      code: 'same_person',
    });
    await scene.people.owner.run(`update app.posts set valid_to = now() where id = $1`, [second!.id]);
  });

  it('refuses nothing inside a verb that the available actions do not know', async () => {
    // A conflict with the state of the case belongs to app.obstacle; only faults of the input are found in the verb.
    expect(
      await scene.people.owner.run(
        `select proname from pg_proc where pronamespace = 'app'::regnamespace and prosrc ~ '''PT409'''
           and proname in (select verb from app.transitions where who not in ('public', 'filer', 'system'))`,
      ),
    ).toEqual([]);
  });
});
