import { describe, expect, it } from 'vitest';
import { at, caseAt, filing, type Receipt, type VerbResult } from '../../support/case';
import { actions, history, openScene, rowOf } from '../../support/scene';

// The desk's work before a case is dispatched: sources and their numbers, missing information, duplicates.

const scene = openScene();
const registration = (changes: object = {}) => {
  const { consent_version: _none, ...rest } = filing(changes);
  return rest;
};

describe('a push from another system', () => {
  const push = (changes: object = {}) => ({
    ...registration({ people_count: 3 }),
    channel: 'court',
    external_number: '（2026）闽0821诉前调字第118号',
    ...changes,
  });

  it('creates one case when it arrives twice, or at two counters at once', async () => {
    const { desk } = scene.actors;
    const receipts = await Promise.all(
      [1, 2, 3].map(() =>
        desk.call<Receipt>('register_case', { ...push(), request_id: crypto.randomUUID() }),
      ),
    );
    expect(new Set(receipts.map(([receipt]) => receipt!.number)).size).toBe(1);
    // Only the first receipt has the tracking code.
    expect(receipts.filter(([receipt]) => receipt!.tracking_code !== null)).toHaveLength(1);
    expect(
      await scene.people.owner.run(`select 1 from app.cases where external_number like '%118号'`),
    ).toHaveLength(1);
  });

  it('must contain what its channel requires, and gets at least the channel’s grade', async () => {
    const { desk } = scene.actors;
    for (const [changes, field] of [
      [{ external_number: null }, 'external_number'],
      [{ respondent: null }, 'respondent'],
      [{ channel: 'police', external_number: '警 1', place: null }, 'place'],
      [{ channel: 'labour', external_number: '裁 1' }, 'amount'],
      [{ channel: 'petition', external_number: '访 1', people_count: null }, 'people_count'],
    ] as const) {
      expect(
        await desk.refused('register_case', { ...push(changes), request_id: crypto.randomUUID() }),
      ).toMatchObject({ code: 'field_required', details: { field } });
    }
    const [receipt] = await desk.call<Receipt>(
      'register_case',
      push({ channel: 'police', external_number: '警 2' }),
    );
    expect(
      await desk.run('select grade, channel, external_number from api.cases where number = $1', [
        receipt!.number,
      ]),
    ).toEqual([{ grade: 'yellow', channel: 'police', external_number: '警 2' }]);
  });

  it('requires a reply to its source before its case is closed', async () => {
    const { desk } = scene.actors;
    const [receipt] = await desk.call<Receipt>(
      'register_case',
      push({ channel: 'hotline', external_number: '12348-9' }),
    );
    let [row] = await desk.run<VerbResult>(
      'select id, number, status, version from api.cases where number = $1',
      [receipt!.number],
    );
    [row] = await desk.call<VerbResult>('answer_case', {
      ...at(row!),
      answer: '请持合同到物业服务中心办理。',
    });
    expect(await desk.refused('close_case', { ...at(row!), people_count: 2 })).toMatchObject({
      code: 'field_required',
      details: { field: 'reply' },
    });
    expect(
      await desk.call('close_case', { ...at(row!), people_count: 2, reply: '已答复申请人，未立案。' }),
    ).toMatchObject([{ status: 'closed' }]);
  });
});

describe('missing information', () => {
  it('is requested once; acceptance waits; the applicant adds it with the tracking code', async () => {
    const { anon, desk } = scene.actors;
    const [receipt] = await anon.call<Receipt>('file_case', filing());
    let [row] = await desk.run<VerbResult>(
      'select id, number, status, version from api.cases where number = $1',
      [receipt!.number],
    );
    [row] = await desk.call<VerbResult>('request_info', {
      ...at(row!),
      items: ['租赁合同', '身份证明', '租赁合同'],
    });
    const pair = { number: receipt!.number, tracking_code: receipt!.tracking_code };
    expect(await anon.call('track_case', pair)).toMatchObject([
      { status: 'needs_info', missing_items: ['租赁合同', '身份证明'], due_stage: 'supplement' },
    ]);
    const supplement = { ...pair, request_id: crypto.randomUUID(), info: '合同编号 2025-07，房东签字。' };
    const done = await anon.call('supplement_info', supplement);
    expect(done).toEqual([{ status: 'submitted' }]);
    expect(await anon.call('supplement_info', supplement)).toEqual(done);
    expect(
      await anon.call('supplement_info', {
        ...supplement,
        request_id: crypto.randomUUID(),
        tracking_code: 'X',
      }),
    ).toEqual([]);
    expect(await actions(desk, row!.id)).not.toContain('request_info');
    expect((await history(desk, row!.id)).map(({ verb }) => verb)).toEqual([
      'file_case',
      'request_info',
      'supplement_info',
    ]);
  });
});

describe('a duplicate filing', () => {
  it('is found by telephone, terms and place, with reasons, only among cases that the caller may read', async () => {
    const first = await caseAt(scene.people, scene.actors, 'submitted', {
      summary: '水东街八十八号楼上漏水，厨房天花板大面积起皮。',
      applicant: { kind: 'person', name: '罗春生', phone: '13900001111' },
    });
    const ask = {
      region_code: '350821100010',
      type_code: '0202',
      summary: '水东街八十八号楼上住户漏水，天花板起皮。',
      phone: '139 0000 1111',
    };
    const [found] = await scene.actors.desk.call<{ id: string; reasons: string[] }>('find_similar', ask);
    expect(found).toMatchObject({ id: first.id });
    expect(found!.reasons).toEqual(['same_person', 'same_words', 'same_type']);
    const elsewhere = await scene.people.as('shanghang.dispatcher');
    expect(await elsewhere.call('find_similar', ask)).toEqual([]);
  });

  it('is merged into one case with the earliest deadline, both histories and both tracking codes', async () => {
    const { anon, desk } = scene.actors;
    const [older, younger] = [
      await anon.call<Receipt>('file_case', filing()),
      await anon.call<Receipt>('file_case', filing()),
    ];
    const row = async (number: string) =>
      (
        await desk.run<VerbResult>('select id, number, status, version from api.cases where number = $1', [
          number,
        ])
      )[0]!;
    const [stays, goes] = [await row(younger[0]!.number), await row(older[0]!.number)];
    await scene.people.owner.run(
      `update app.deadlines set due_at = due_at - interval '3 hours', starts_at = starts_at - interval '5 hours', warn_at = warn_at - interval '4 hours' where case_id = $1`,
      [goes.id],
    );
    await desk.call('merge_case', { ...at(goes), into_case_id: stays.id, reason: '同一起漏水纠纷' });
    const clocks = await scene.people.owner.run<{ met: boolean }>(
      `select d.met_at is not null as met from app.deadlines d where case_id = $1`,
      [goes.id],
    );
    expect(clocks.every(({ met }) => met)).toBe(true);
    for (const receipt of [older[0]!, younger[0]!]) {
      expect(
        await anon.call('track_case', { number: receipt.number, tracking_code: receipt.tracking_code }),
      ).toMatchObject([{ number: younger[0]!.number, status: 'submitted' }]);
    }
    expect((await history(desk, stays.id)).at(-1)).toMatchObject({ verb: 'take_in' });
    expect(
      await desk.run('select kind, other_number from api.case_links where case_id = $1', [goes.id]),
    ).toEqual([{ kind: 'merged', other_number: younger[0]!.number }]);
    // Two opposite merges at once: one succeeds, and there is no deadlock.
    const [a, b] = [
      await caseAt(scene.people, scene.actors, 'submitted'),
      await caseAt(scene.people, scene.actors, 'submitted'),
    ];
    const both = await Promise.allSettled([
      desk.call('merge_case', { ...at(a), into_case_id: b.id, reason: '同一起纠纷' }),
      desk.call('merge_case', { ...at(b), into_case_id: a.id, reason: '同一起纠纷' }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('withdrawing a case', () => {
  it('is the applicant’s right, unless a risk flag is set', async () => {
    const { anon, desk } = scene.actors;
    const [receipt] = await anon.call<Receipt>('file_case', filing());
    const pair = { number: receipt!.number, tracking_code: receipt!.tracking_code };
    const [row] = await desk.run<VerbResult>(
      'select id, number, status, version from api.cases where number = $1',
      [receipt!.number],
    );
    const [risky] = await desk.call<VerbResult>('report_risk', {
      ...at(row!),
      risk_kind: 'violence',
      description: '一方扬言动手。',
    });
    expect(await rowOf(scene, row!.id)).toMatchObject({ grade: 'red', danger: true, flags: ['risk'] });
    const withdraw = { ...pair, request_id: crypto.randomUUID(), reason: '已经和解' };
    expect(await anon.refused('withdraw_application', withdraw)).toMatchObject({
      state: 'PT409',
      code: 'risk_open',
    });
    await desk.call('clear_risk', { ...at(risky!), reason: '双方已冷静。' });
    expect(await anon.call('withdraw_application', { ...withdraw, request_id: crypto.randomUUID() })).toEqual(
      [{ status: 'withdrawn' }],
    );
  });
});

describe('automatic dispatch', () => {
  it('dispatches an accepted case only after the desk has enabled it', async () => {
    const { desk } = scene.actors;
    const set = (enabled: boolean) =>
      desk.call('set_auto_dispatch', {
        request_id: crypto.randomUUID(),
        type_code: '02',
        grade: 'blue',
        enabled,
      });
    await set(true);
    const row = await caseAt(scene.people, scene.actors, 'submitted');
    const request = { ...at(row), type_code: '0202', grade: 'blue' };
    const answer = await desk.call('accept_case', request);
    expect(answer).toMatchObject([{ status: 'dispatched', version: 3 }]);
    expect(await desk.call('accept_case', request), 'sent again').toEqual(answer);
    expect(await rowOf(scene, row.id)).toMatchObject({ status: 'dispatched', version: 3 });
    const acts = await history(desk, row.id);
    expect(acts.at(-1)).toMatchObject({
      verb: 'dispatch_case',
      actor_name: null,
      payload: { by_itself: true },
    });
    await set(false);
    const other = await caseAt(scene.people, scene.actors, 'submitted');
    await desk.call('accept_case', { ...at(other), type_code: '0202', grade: 'blue' });
    expect(await rowOf(scene, other.id)).toMatchObject({ status: 'accepted' });
  });
});
