import { describe, expect, it } from 'vitest';
import { at, caseAt, type VerbResult } from '../../support/case';
import { history, isWhole, openScene, rowOf } from '../../support/scene';

const scene = openScene();

describe('a repeated request', () => {
  it('takes effect once and returns the same result', async () => {
    const row = await caseAt(scene.people, scene.actors, 'submitted');
    const args = { ...at(row), type_code: '0202', grade: 'yellow' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => scene.actors.desk.call('accept_case', args)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await history(scene.actors.desk, row.id)).map(({ verb }) => verb)).toEqual([
      'file_case',
      'accept_case',
    ]);
  });

  it('is rejected when its id comes with other arguments, or from somebody else', async () => {
    const row = await caseAt(scene.people, scene.actors, 'submitted');
    const args = { ...at(row), type_code: '0202', grade: 'yellow' };
    await scene.actors.desk.call('accept_case', args);
    expect(await scene.actors.desk.refused('accept_case', { ...args, grade: 'red' })).toMatchObject({
      state: 'PT409',
      code: 'request_reused',
    });
    expect(await scene.actors.mediator.refused('accept_case', args)).toMatchObject({
      code: 'request_reused',
    });
  });

  it('needs a request id and a version', async () => {
    const row = await caseAt(scene.people, scene.actors, 'submitted');
    const args = { ...at(row), type_code: '0202', grade: 'blue' };
    expect(await scene.actors.desk.refused('accept_case', { ...args, request_id: null })).toMatchObject({
      details: { field: 'request_id' },
    });
    expect(await scene.actors.desk.refused('accept_case', { ...args, expected_version: null })).toMatchObject(
      {
        details: { field: 'expected_version' },
      },
    );
    expect(await scene.actors.desk.refused('accept_case', { ...args, case_id: null })).toMatchObject({
      details: { field: 'case_id' },
    });
  });
});

describe('two people at once', () => {
  it('have one winner; the others learn what happened, who did it and at which stage the case is', async () => {
    const row = await caseAt(scene.people, scene.actors, 'submitted');
    const grades = ['red', 'yellow', 'blue'];
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) =>
        scene.actors.desk.call<VerbResult>('accept_case', {
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
    expect(await history(scene.actors.desk, row.id)).toHaveLength(2);
  });

  it('sending 200 conflicting verbs on one case get exactly the legal ones, each once', async () => {
    const row = await caseAt(scene.people, scene.actors, 'dispatched');
    const attempts = Array.from({ length: 200 }, (_, index) => {
      const verb = ['assign_mediator', 'return_case', 'dispatch_case', 'accept_case'][index % 4]!;
      const person = index % 4 < 2 ? scene.actors.mediator : scene.actors.desk;
      const args = {
        assign_mediator: { mediator_id: scene.actors.mediatorId },
        return_case: { reason: '不属于本委职责范围。' },
        dispatch_case: { organisation_id: scene.actors.committeeId },
        accept_case: { type_code: '0202', grade: 'blue' },
      }[verb]!;
      return person.call<VerbResult>(verb, { ...at(row), ...args });
    });
    const won = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
    const after = await rowOf(scene, row.id);
    expect(after.version).toBe(row.version + 1);
    expect(await history(scene.actors.desk, row.id)).toHaveLength(4);
    expect(await isWhole(scene, row.id)).toBe(true);
  });
});

describe('two hundred people at once', () => {
  it('with mutually exclusive verbs get exactly one legal one, once', async () => {
    const row = await caseAt(scene.people, scene.actors, 'mediating');
    const { desk, mediator } = scene.actors;
    const leader = await scene.people.as('changting.leader');
    const [county] = await scene.people.owner.run<{ id: string }>(
      `select id from app.organisations where kind = 'people_mediation' and region_code = '350821'`,
    );
    const reason = '按规定办理，情况属实。';
    const steps = [
      () =>
        mediator.call('conclude_case', {
          ...at(row),
          outcome: 'agreed_oral',
          terms: '双方互谅互让，当场履行。',
        }),
      () => mediator.call('recuse_mediator', { ...at(row), reason }),
      () => desk.call('transfer_case', { ...at(row), organisation_id: county!.id, reason }),
      () => desk.call('withdraw_case', { ...at(row), reason }),
      () => desk.call('escalate_case', { ...at(row), reason }),
      () => mediator.call('request_extension', { ...at(row), days: 5, reason, parties_agree: true }),
      () => leader.call('issue_order', { ...at(row), demand: '请三日内反馈办理情况。' }),
      () => desk.call('report_risk', { ...at(row), risk_kind: 'group', description: '多户聚集，情绪激动。' }),
      // These verbs are not the leader's, whatever happens first.
      () => leader.call('withdraw_case', { ...at(row), reason }),
      () => mediator.call('close_case', at(row)),
    ];
    const tries = await Promise.allSettled(
      Array.from({ length: 200 }, (_, index) => steps[index % steps.length]!()),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [now] = await scene.people.owner.run<{ version: number; events: number }>(
      `select c.version, (select count(*)::int from app.case_events e where e.case_id = c.id) as events from app.cases c where id = $1`,
      [row.id],
    );
    expect(now).toEqual({ version: row.version + 1, events: row.version + 1 });
    expect(await isWhole(scene, row.id)).toBe(true);
  });

  it('each with the newest version get their verbs in one order, each once', async () => {
    const row = await caseAt(scene.people, scene.actors, 'mediating');
    const { desk, mediator } = scene.actors;
    const add = async (n: number) => {
      const request_id = crypto.randomUUID();
      for (let tries = 0; tries < 100; tries++) {
        const [now] = await desk.run<{ version: number }>('select version from api.cases where id = $1', [
          row.id,
        ]);
        const person = n % 2 === 0 ? desk : mediator;
        const done = await person
          .call('add_note', {
            case_id: row.id,
            expected_version: now!.version,
            request_id,
            note: `第${n}次登记情况。`,
          })
          .then(
            () => true,
            (error: Error) => (error.message === 'stale_version' ? false : Promise.reject(error)),
          );
        if (done) return;
      }
      throw new Error('never got through');
    };
    await Promise.all(Array.from({ length: 20 }, (_, n) => add(n)));
    const notes = await scene.people.owner.run<{ note: string }>(
      `select payload ->> 'note' as note from app.case_events where case_id = $1 and verb = 'add_note'`,
      [row.id],
    );
    expect(new Set(notes.map(({ note }) => note)).size).toBe(20);
    expect(notes).toHaveLength(20);
    expect(await isWhole(scene, row.id)).toBe(true);
  });
});
