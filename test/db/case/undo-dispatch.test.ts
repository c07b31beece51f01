import { describe, expect, it } from 'vitest';
import { at, caseAt, type VerbResult } from '../../support/case';
import { actions, history, isWhole, openScene, rowOf } from '../../support/scene';

// A dispatch may be undone for some minutes, as long as nobody has acted: then it is as if it had never happened.

const scene = openScene();

const undo = (row: VerbResult) => scene.actors.desk.call<VerbResult>('undo_dispatch', at(row));
const setGrace = (minutes: number) =>
  scene.people.owner.run(`update app.settings set value = $1 where name = 'undo_dispatch_minutes'`, [
    minutes,
  ]);
const load = async () =>
  (
    await scene.people.owner.run<{ open_cases: number }>(
      'select open_cases from app.organisation_loads where organisation_id = $1',
      [scene.actors.committeeId],
    )
  )[0]?.open_cases ?? 0;

/** Everything about a case that a dispatch changes. */
async function standing(id: string) {
  const { owner } = scene.people;
  const { status, lead_organisation_id, responsible_organisation_id, due_at, due_stage, flags, ...row } =
    await rowOf(scene, id);
  return {
    case: { status, lead_organisation_id, responsible_organisation_id, due_at, due_stage, flags },
    participants: row.participant_organisation_ids,
    parts: await owner.run(
      'select organisation_id, part, until is null as now from app.case_participants where case_id = $1 order by 1, 2',
      [id],
    ),
    clocks: await owner.run(
      'select stage, starts_at, due_at, warn_at, met_at from app.deadlines where case_id = $1 order by id',
      [id],
    ),
    flags: await owner.run('select flag, ended_at from app.case_flags where case_id = $1 order by id', [id]),
    load: await load(),
  };
}

describe('an undone dispatch', () => {
  it('leaves everything as it was, except for both events in the history', async () => {
    const accepted = await caseAt(scene.people, scene.actors, 'accepted');
    const before = await standing(accepted.id);
    const [dispatched] = await scene.actors.desk.call<VerbResult>('dispatch_case', {
      ...at(accepted),
      organisation_id: scene.actors.committeeId,
    });
    expect(await load()).toBe(before.load + 1);
    expect(await actions(scene.actors.mediator, accepted.id)).toContain('assign_mediator');
    expect(await actions(scene.actors.desk, accepted.id)).toContain('undo_dispatch');
    const [back] = await undo(dispatched!);
    expect(back).toMatchObject({ status: 'accepted', version: dispatched!.version + 1 });
    expect(await standing(accepted.id)).toEqual(before);
    expect((await history(scene.actors.desk, accepted.id)).map(({ verb }) => verb)).toEqual([
      'file_case',
      'accept_case',
      'dispatch_case',
      'undo_dispatch',
    ]);
    expect(await isWhole(scene, accepted.id)).toBe(true);
  });

  it('is no longer visible to the organisation that never took part, which gets a hint', async () => {
    const dispatched = await caseAt(scene.people, scene.actors, 'dispatched');
    const [{ now: since } = { now: '' }] = await scene.people.owner.run<{ now: string }>(
      'select now()::timestamp::text as now',
    );
    await undo(dispatched);
    expect(await actions(scene.actors.mediator, dispatched.id)).toEqual([]);
    expect(
      await scene.actors.mediator.run('select id from api.cases where id = $1', [dispatched.id]),
    ).toEqual([]);
    const notices = await scene.actors.mediator.run<{ kind: string }>(
      'select kind from api.notices where case_id = $1 order by id',
      [dispatched.id],
    );
    expect(notices.map(({ kind }) => kind)).toEqual(['dispatched', 'undone']);
    const hints = await scene.people.owner.run<{ topic: string }>(
      'select topic from realtime.messages where inserted_at >= $1::timestamp',
      [since],
    );
    expect(hints.map(({ topic }) => topic)).toContain(`organisation:${scene.actors.committeeId}`);
  });

  it('still counts against an organisation that had returned the case before, and does not count for the other', async () => {
    const first = await caseAt(scene.people, scene.actors, 'dispatched');
    const [returned] = await scene.actors.mediator.call<VerbResult>('return_case', {
      ...at(first),
      reason: '双方均已搬离本镇。',
    });
    const before = await standing(first.id);
    const [again] = await scene.actors.desk.call<VerbResult>('dispatch_case', {
      ...at(returned!),
      organisation_id: scene.actors.committeeId,
    });
    await undo(again!);
    expect(await standing(first.id)).toEqual(before);
    const reasons = async (id: string) => {
      const rows = await scene.actors.desk.call<{ organisation_id: string; reasons: { key: string }[] }>(
        'suggest_dispatch',
        { case_id: id },
      );
      return rows
        .find(({ organisation_id }) => organisation_id === scene.actors.committeeId)!
        .reasons.map(({ key }) => key);
    };
    expect(await reasons(first.id)).toContain('reason.returned_before');
    const fresh = await caseAt(scene.people, scene.actors, 'dispatched');
    await undo(fresh);
    expect(await reasons(fresh.id)).not.toContain('reason.returned_before');
  });

  it('restores the participation of a co-handler', async () => {
    const first = await caseAt(scene.people, scene.actors, 'dispatched');
    const [county] = await scene.people.owner.run<{ id: string }>(
      `select id from app.organisations where kind = 'people_mediation' and region_code = '350821'`,
    );
    const [joint] = await scene.actors.desk.call<VerbResult>('add_co_handler', {
      ...at(first),
      organisation_id: county!.id,
      task: '协助核对房屋权属。',
    });
    const [returned] = await scene.actors.mediator.call<VerbResult>('return_case', {
      ...at(joint!),
      reason: '应由县调委会办理。',
    });
    const before = await standing(first.id);
    const [given] = await scene.actors.desk.call<VerbResult>('dispatch_case', {
      ...at(returned!),
      organisation_id: county!.id,
    });
    await undo(given!);
    expect(await standing(first.id)).toEqual(before);
  });

  it('may be followed by another dispatch, which has an undo offer of its own', async () => {
    const dispatched = await caseAt(scene.people, scene.actors, 'dispatched');
    const [back] = await undo(dispatched);
    const [again] = await scene.actors.desk.call<VerbResult>('dispatch_case', {
      ...at(back!),
      organisation_id: scene.actors.committeeId,
    });
    expect(again).toMatchObject({ status: 'dispatched' });
    const offered = await scene.actors.desk.call<{ case_id: string }>('undoable_dispatches');
    expect(offered.filter(({ case_id }) => case_id === dispatched.id)).toHaveLength(1);
    expect(
      await scene.actors.mediator.call('assign_mediator', {
        ...at(again!),
        mediator_id: scene.actors.mediatorId,
      }),
    ).toHaveLength(1);
  });
});

describe('undoing a dispatch is refused', () => {
  const refusal = (row: VerbResult) => scene.actors.desk.refused('undo_dispatch', at(row));

  it('once something has happened since', async () => {
    const dispatched = await caseAt(scene.people, scene.actors, 'dispatched');
    const [noted] = await scene.actors.mediator.call<VerbResult>('add_note', {
      ...at(dispatched),
      note: '已与申请人约定明天见面。',
    });
    expect(await refusal(noted!)).toMatchObject({ state: 'PT409', code: 'dispatch_moved_on' });
    const received = await caseAt(scene.people, scene.actors, 'assigned');
    expect(await refusal(received)).toMatchObject({ state: 'PT409', code: 'not_possible_now' });
  });

  it('after the grace period, and always when that is zero', async () => {
    const dispatched = await caseAt(scene.people, scene.actors, 'dispatched');
    await setGrace(0);
    expect(await refusal(dispatched)).toMatchObject({ state: 'PT409', code: 'undo_too_late' });
    expect(await actions(scene.actors.desk, dispatched.id)).not.toContain('undo_dispatch');
    expect(await scene.actors.desk.call('undoable_dispatches')).toEqual([]);
    await setGrace(5);
    expect(await actions(scene.actors.desk, dispatched.id)).toContain('undo_dispatch');
  });

  it('to a colleague of the same desk', async () => {
    const dispatched = await caseAt(scene.people, scene.actors, 'dispatched');
    await scene.people.owner.run(
      `insert into app.posts (staff_id, organisation_id, role)
       select s.id, o.id, 'dispatcher' from app.staff s, app.organisations o
       where s.account = 'shanghang.dispatcher' and o.kind = 'dispatch_centre' and o.region_code = '350821'`,
    );
    await scene.people.owner.run(
      `update app.staff s set acting_post_id = p.id from app.posts p join app.organisations o on o.id = p.organisation_id
       where s.account = 'shanghang.dispatcher' and p.staff_id = s.id and o.region_code = '350821'`,
    );
    const colleague = await scene.people.as('shanghang.dispatcher');
    expect(await colleague.refused('undo_dispatch', at(dispatched))).toMatchObject({
      state: 'PT409',
      code: 'dispatched_by_other',
    });
    const own = await scene.actors.desk.call<{ case_id: string; seconds_left: number }>(
      'undoable_dispatches',
    );
    const reported = own.find(({ case_id }) => case_id === dispatched.id);
    expect(reported!.seconds_left).toBeGreaterThan(200);
    expect(reported!.seconds_left).toBeLessThanOrEqual(300);
    expect(await colleague.call('undoable_dispatches')).toEqual([]);
  });
});

describe('at the same moment', () => {
  it('either the lead signs or the desk undoes the dispatch, whoever is first', async () => {
    const winners = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const row = await caseAt(scene.people, scene.actors, 'dispatched');
      const sign = () =>
        scene.actors.mediator.call('assign_mediator', { ...at(row), mediator_id: scene.actors.mediatorId });
      const tries = await Promise.allSettled(round % 2 ? [undo(row), sign()] : [sign(), undo(row)]);
      const lost = tries.filter((one) => one.status === 'rejected');
      expect(lost).toHaveLength(1);
      // After an undo the lead can no longer read the case; after signing its version is newer.
      expect((lost[0]!.reason as { message: string }).message).toMatch(/^(stale_version|case_not_found)$/);
      const { status, mediator_id } = await rowOf(scene, row.id);
      winners.add(String(status));
      expect(mediator_id === null).toBe(status === 'accepted');
      expect(await isWhole(scene, row.id)).toBe(true);
    }
    expect([...winners].every((status) => ['accepted', 'assigned'].includes(status))).toBe(true);
  });

  it('two undo requests have one effect', async () => {
    const row = await caseAt(scene.people, scene.actors, 'dispatched');
    const args = at(row);
    const answers = await Promise.all([1, 2, 3].map(() => scene.actors.desk.call('undo_dispatch', args)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const verbs = (await history(scene.actors.desk, row.id)).map(({ verb }) => verb);
    expect(verbs.filter((verb) => verb === 'undo_dispatch')).toHaveLength(1);
  });
});
