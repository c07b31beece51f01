import { describe, expect, it } from 'vitest';
import { at, caseAt, type Stage } from '../../support/case';
import { clocks, history, openScene, rowOf } from '../../support/scene';

const scene = openScene();

describe('the input of a verb', () => {
  const now = () => new Date();
  const wrong: [
    verb: string,
    stage: Stage,
    who: 'desk' | 'mediator',
    args: () => object,
    code: string,
    field: string,
  ][] = [
    [
      'accept_case',
      'submitted',
      'desk',
      () => ({ type_code: '', grade: 'blue' }),
      'field_required',
      'type_code',
    ],
    [
      'accept_case',
      'submitted',
      'desk',
      () => ({ type_code: 'zz', grade: 'blue' }),
      'unknown_choice',
      'type_code',
    ],
    [
      'accept_case',
      'submitted',
      'desk',
      () => ({ type_code: '0202', grade: 'green' }),
      'unknown_choice',
      'grade',
    ],
    ['answer_case', 'submitted', 'desk', () => ({ answer: '　 \n' }), 'field_required', 'answer'],
    ['answer_case', 'submitted', 'desk', () => ({ answer: '好' }), 'field_too_short', 'answer'],
    ['answer_case', 'submitted', 'desk', () => ({ answer: '长'.repeat(2001) }), 'field_too_long', 'answer'],
    [
      'dispatch_case',
      'accepted',
      'desk',
      () => ({ organisation_id: null }),
      'field_required',
      'organisation_id',
    ],
    [
      'dispatch_case',
      'accepted',
      'desk',
      () => ({ organisation_id: crypto.randomUUID() }),
      'organisation_unsuitable',
      'organisation_id',
    ],
    [
      'dispatch_case',
      'accepted',
      'desk',
      () => ({ organisation_id: scene.actors.committeeId, note: '注'.repeat(501) }),
      'field_too_long',
      'note',
    ],
    ['return_case', 'dispatched', 'mediator', () => ({ reason: '不' }), 'field_too_short', 'reason'],
    [
      'assign_mediator',
      'dispatched',
      'mediator',
      () => ({ mediator_id: null }),
      'field_required',
      'mediator_id',
    ],
    [
      'assign_mediator',
      'dispatched',
      'mediator',
      () => ({ mediator_id: crypto.randomUUID() }),
      'mediator_unsuitable',
      'mediator_id',
    ],
    [
      'assign_mediator',
      'assigned',
      'mediator',
      () => ({ mediator_id: scene.actors.mediatorId }),
      'already_mediator',
      'mediator_id',
    ],
    [
      'log_session',
      'assigned',
      'mediator',
      () => ({ kind: 'party', held_at: now(), summary: '双方到场陈述。' }),
      'unknown_choice',
      'kind',
    ],
    [
      'log_session',
      'assigned',
      'mediator',
      () => ({ kind: 'call', held_at: now(), summary: '' }),
      'field_required',
      'summary',
    ],
    [
      'log_session',
      'assigned',
      'mediator',
      () => ({ kind: 'call', held_at: null, summary: '双方到场陈述。' }),
      'field_required',
      'held_at',
    ],
    [
      'log_session',
      'assigned',
      'mediator',
      () => ({ kind: 'call', held_at: '2099-01-01', summary: '双方到场陈述。' }),
      'date_in_future',
      'held_at',
    ],
    [
      'log_session',
      'assigned',
      'mediator',
      () => ({ kind: 'call', held_at: 'infinity', summary: '双方到场陈述。' }),
      'date_in_future',
      'held_at',
    ],
    [
      'log_session',
      'assigned',
      'mediator',
      () => ({ kind: 'call', held_at: '2020-01-01', summary: '双方到场陈述。' }),
      'date_too_early',
      'held_at',
    ],
    [
      'log_session',
      'assigned',
      'mediator',
      () => ({ kind: 'call', held_at: now(), summary: '双方到场陈述。', place: '远'.repeat(101) }),
      'field_too_long',
      'place',
    ],
    [
      'conclude_case',
      'mediating',
      'mediator',
      () => ({ outcome: 'won', terms: '双方互不追究。' }),
      'unknown_choice',
      'outcome',
    ],
    [
      'conclude_case',
      'mediating',
      'mediator',
      () => ({ outcome: 'agreed_oral', terms: '' }),
      'field_required',
      'terms',
    ],
    [
      'conclude_case',
      'mediating',
      'mediator',
      () => ({ outcome: 'agreed_oral', terms: '双方互不追究。', amount: -1 }),
      'out_of_range',
      'amount',
    ],
    [
      'conclude_case',
      'mediating',
      'mediator',
      () => ({ outcome: 'agreed_oral', terms: '双方互不追究。', amount: 'NaN' }),
      'out_of_range',
      'amount',
    ],
    [
      'conclude_case',
      'mediating',
      'mediator',
      () => ({ outcome: 'agreed_oral', terms: '双方互不追究。', perform_by: '2020-01-01' }),
      'date_in_past',
      'perform_by',
    ],
    [
      'conclude_case',
      'mediating',
      'mediator',
      () => ({ outcome: 'agreed_oral', terms: '双方互不追究。', perform_by: 'infinity' }),
      'invalid_value',
      'perform_by',
    ],
    ['close_case', 'agreed', 'desk', () => ({ note: '注'.repeat(501) }), 'field_too_long', 'note'],
  ];

  it.each(wrong)('%s at %s by the %s: %s → %s of %s', async (verb, stage, who, args, code, field) => {
    const row = await caseAt(scene.people, scene.actors, stage);
    const before = [
      await rowOf(scene, row.id),
      await clocks(scene, row.id),
      await history(scene.actors.desk, row.id),
    ];
    const refusal = await scene.actors[who].refused(verb, { ...at(row), ...args() });
    expect(refusal).toMatchObject({ state: 'PT422', code, details: { field } });
    expect([
      await rowOf(scene, row.id),
      await clocks(scene, row.id),
      await history(scene.actors.desk, row.id),
    ]).toEqual(before);
  });

  it('keeps emoji and strips characters that could mislead a reader', async () => {
    const row = await caseAt(scene.people, scene.actors, 'submitted');
    await scene.actors.desk.call('answer_case', { ...at(row), answer: ' 已转物业😀\u202e，请放心\u0007 ' });
    expect(await rowOf(scene, row.id)).toMatchObject({ answer: '已转物业😀，请放心' });
  });
});
