import { describe, expect, it } from 'vitest';
import { at, caseAt, type VerbResult } from '../support/case';
import { history, isWhole, openScene, rowOf } from '../support/scene';

const scene = openScene();

describe('repetition', () => {
  it('does the same request once and answers it alike', async () => {
    const row = await caseAt(scene.people, scene.folk, 'submitted');
    const args = { ...at(row), type_code: '0202', grade: 'yellow' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => scene.folk.desk.call('accept_case', args)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await history(scene.folk.desk, row.id)).map(({ verb }) => verb)).toEqual([
      'file_case',
      'accept_case',
    ]);
  });

  it('refuses a request id with other words, or from somebody else', async () => {
    const row = await caseAt(scene.people, scene.folk, 'submitted');
    const args = { ...at(row), type_code: '0202', grade: 'yellow' };
    await scene.folk.desk.call('accept_case', args);
    expect(await scene.folk.desk.refused('accept_case', { ...args, grade: 'red' })).toMatchObject({
      state: 'PT409',
      code: 'request_reused',
    });
    expect(await scene.folk.mediator.refused('accept_case', args)).toMatchObject({ code: 'request_reused' });
  });

  it('needs a request id and a version', async () => {
    const row = await caseAt(scene.people, scene.folk, 'submitted');
    const args = { ...at(row), type_code: '0202', grade: 'blue' };
    expect(await scene.folk.desk.refused('accept_case', { ...args, request_id: null })).toMatchObject({
      details: { field: 'request_id' },
    });
    expect(await scene.folk.desk.refused('accept_case', { ...args, expected_version: null })).toMatchObject({
      details: { field: 'expected_version' },
    });
    expect(await scene.folk.desk.refused('accept_case', { ...args, case_id: null })).toMatchObject({
      details: { field: 'case_id' },
    });
  });
});

describe('two scene.people at once', () => {
  it('one wins; the others are told what happened, who did it and where the case stands', async () => {
    const row = await caseAt(scene.people, scene.folk, 'submitted');
    const grades = ['red', 'yellow', 'blue'];
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) =>
        scene.folk.desk.call<VerbResult>('accept_case', {
          ...at(row),
          type_code: '0202',
          grade: grades[index % 3],
        }),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const lost of tries.filter((one) => one.status === 'rejected')) {
      expect(lost.reason).toMatchObject({ code: 'PT409', message: 'stale_version' });
      expect(JSON.parse((lost.reason as { detail: string }).detail)).toMatchObject({
        verb: 'accept_case',
        actor: '赖秀英',
        status: 'accepted',
        version: 2,
      });
    }
    expect(await history(scene.folk.desk, row.id)).toHaveLength(2);
  });

  it('200 conflicting verbs on one case: exactly the legal ones happen, each once', async () => {
    const row = await caseAt(scene.people, scene.folk, 'dispatched');
    const attempts = Array.from({ length: 200 }, (_, index) => {
      const verb = ['assign_mediator', 'return_case', 'dispatch_case', 'accept_case'][index % 4]!;
      const person = index % 4 < 2 ? scene.folk.mediator : scene.folk.desk;
      const args = {
        assign_mediator: { mediator_id: scene.folk.mediatorId },
        return_case: { reason: '不属于本委职责范围。' },
        dispatch_case: { organisation_id: scene.folk.committeeId },
        accept_case: { type_code: '0202', grade: 'blue' },
      }[verb]!;
      return person.call<VerbResult>(verb, { ...at(row), ...args });
    });
    const won = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
    const after = await rowOf(scene, row.id);
    expect(after.version).toBe(row.version + 1);
    expect(await history(scene.folk.desk, row.id)).toHaveLength(4);
    expect(await isWhole(scene, row.id)).toBe(true);
  });
});
