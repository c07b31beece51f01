import { describe, expect, it } from 'vitest';
import { at, caseAt } from '../../support/case';
import type { Person } from '../../support/people';
import { actions, history, openScene, rowOf } from '../../support/scene';

// People change posts, act as deputies, hand over cases, and are suspended.

const scene = openScene();
const id = () => ({ request_id: crypto.randomUUID() });
const as = (account: string) => scene.people.as(account);

const person = async (account: string) =>
  (
    await scene.people.owner.run<{ id: string; version: number; post: string; organisation: string }>(
      `select s.id, s.version, p.id as post, p.organisation_id as organisation from app.staff s
       join app.posts p on p.staff_id = s.id where s.account = $1 order by p.valid_from desc, p.id limit 1`,
      [account],
    )
  )[0]!;
const today = (days = 0) =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

describe('suspending a person', () => {
  it('has effect from the next request on, ends their sessions, and can be reversed', async () => {
    const county = await as('changting.administrator');
    const { id: staff_id } = await person('tingzhou.reporter');
    const reporter = await as('tingzhou.reporter');
    expect(await reporter.call('who_am_i')).toHaveLength(1);
    await scene.people.owner.run(`insert into auth.sessions (id, user_id) values (gen_random_uuid(), $1)`, [
      staff_id,
    ]);
    await county.call('suspend_staff', { staff_id, expected_version: 1, ...id(), reason: '借调外单位' });
    expect(await reporter.call('who_am_i')).toEqual([]);
    expect(
      await scene.people.owner.run('select 1 from auth.sessions where user_id = $1', [staff_id]),
    ).toEqual([]);
    await county.call('restore_staff', { staff_id, expected_version: 2, ...id() });
    expect(await reporter.call('who_am_i')).toHaveLength(1);
  });

  it('never removes the last administrator of a level, not even by two at once', async () => {
    const city = await as('city.administrator');
    const { id: staff_id, version } = await person('changting.administrator');
    expect(
      await city.refused('suspend_staff', {
        staff_id,
        expected_version: version,
        ...id(),
        reason: '借调外单位',
      }),
    ).toMatchObject({ state: 'PT409', code: 'last_administrator', details: { region: '长汀县' } });

    // A second administrator, and both try to remove each other.
    const { organisation } = await person('changting.administrator');
    await city.call('add_post', {
      ...id(),
      account: 'changting.dispatcher',
      organisation_id: organisation,
      role: 'administrator',
    });
    const posts = await scene.people.owner.run<{ id: string; account: string }>(
      `select p.id, s.account from app.posts p join app.staff s on s.id = p.staff_id where p.organisation_id = $1 and p.role = 'administrator'`,
      [organisation],
    );
    const second = await as('changting.dispatcher');
    await second.call('switch_post', {
      post_id: posts.find(({ account }) => account === 'changting.dispatcher')!.id,
    });
    const first = await as('changting.administrator');
    const end = (who: Person, account: string) =>
      who.call('end_post', {
        post_id: posts.find((one) => one.account === account)!.id,
        expected_version: 1,
        ...id(),
      });
    const results = await Promise.allSettled([
      end(first, 'changting.dispatcher'),
      end(second, 'changting.administrator'),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(
      await scene.people.owner.run(
        `select 1 from app.posts where organisation_id = $1 and role = 'administrator' and app.is_current(valid_from, valid_to)`,
        [organisation],
      ),
    ).toHaveLength(1);
  });

  it('and granting posts are impossible for one’s own account', async () => {
    const city = await as('city.administrator');
    const me = await person('city.administrator');
    expect(
      await city.refused('add_post', {
        ...id(),
        account: 'city.administrator',
        organisation_id: me.organisation,
        role: 'dispatcher',
      }),
    ).toMatchObject({ state: '42501', code: 'own_account' });
  });
});

describe('a session that was ended', () => {
  it('gives its token no rights any more, although the token has not expired', async () => {
    const { id: staff_id } = await person('city.leader');
    const [session] = await scene.people.owner.run<{ id: string }>(
      `insert into auth.sessions (id, user_id) values (gen_random_uuid(), $1) returning id`,
      [staff_id],
    );
    const phone = scene.people.user(staff_id, session!.id);
    expect(await phone.call('who_am_i')).toHaveLength(1);
    const [here] = await phone.call('my_sessions');
    expect(here).toMatchObject({ id: session!.id, is_current: true });
    const desktop = await as('city.leader');
    await desktop.call('end_session', { session_id: session!.id });
    expect(await phone.call('who_am_i')).toEqual([]);
    expect(await phone.run('select 1 from api.cases')).toEqual([]);
  });
});

describe('leave with a deputy', () => {
  it('lets the deputy work on the cases during the leave, and only then', async () => {
    const row = await caseAt(scene.people, scene.actors, 'assigned');
    const [absent, deputy] = [await person('tingzhou.mediator'), await person('tingzhou.mediator2')];
    const colleague = await as('tingzhou.mediator2');
    expect(await actions(colleague, row.id)).not.toContain('log_session');
    const [leave] = await scene.actors.mediator.call<{ id: string }>('take_leave', {
      ...id(),
      deputy_id: deputy.id,
      from_on: today(),
      to_on: today(3),
      reason: '陪护家人',
    });
    expect(await actions(colleague, row.id)).toContain('log_session');
    const mediators = await scene.actors.mediator.call('list_mediators', { case_id: row.id });
    // A person on leave comes last.
    expect(mediators.at(-1)).toMatchObject({ staff_id: absent.id, deputy_name: '廖桂花' });
    const [logged] = await colleague.call<{ version: number }>('log_session', {
      ...at(row),
      kind: 'call',
      held_at: new Date(),
      summary: '代为电话联系双方，约定周末见面。',
    });
    const acts = await history(scene.actors.desk, row.id);
    expect(acts.at(-1)).toMatchObject({ actor_name: '廖桂花', payload: { deputy_for: '李金水' } });

    await scene.actors.mediator.call('cancel_leave', { leave_id: leave!.id, expected_version: 1, ...id() });
    expect(
      await colleague.refused('log_session', {
        case_id: row.id,
        expected_version: logged!.version,
        ...id(),
        kind: 'call',
        held_at: new Date(),
        summary: '代为电话联系双方，约定周末见面。',
      }),
    ).toMatchObject({ state: '42501' });
  });

  it('prevents new cases from being assigned', async () => {
    const row = await caseAt(scene.people, scene.actors, 'dispatched');
    const [absent, deputy] = [await person('tingzhou.mediator2'), await person('tingzhou.mediator')];
    const away = await as('tingzhou.mediator2');
    const [leave] = await away.call<{ id: string }>('take_leave', {
      ...id(),
      deputy_id: deputy.id,
      from_on: today(),
      to_on: today(1),
      reason: '体检',
    });
    expect(
      await scene.actors.mediator.refused('assign_mediator', { ...at(row), mediator_id: absent.id }),
    ).toMatchObject({ code: 'mediator_on_leave', details: { deputy: '李金水' } });
    // A deputy cannot take leave on the same days, and a person on leave cannot be a deputy.
    expect(
      await scene.actors.mediator.refused('take_leave', {
        ...id(),
        deputy_id: absent.id,
        from_on: today(),
        to_on: today(),
        reason: '体检',
      }),
    ).toMatchObject({ state: 'PT409' });
    await away.call('cancel_leave', { leave_id: leave!.id, expected_version: 1, ...id() });
  });

  it('requires a deputy who already holds the same post', async () => {
    const stranger = await person('changting.mediator');
    expect(
      await scene.actors.mediator.refused('take_leave', {
        ...id(),
        deputy_id: stranger.id,
        from_on: today(20),
        to_on: today(21),
        reason: '年休假',
      }),
    ).toMatchObject({ code: 'deputy_unsuitable' });
  });
});

describe('moving on', () => {
  it('hands over all open cases in one step, and only then ends the post', async () => {
    const rows = [
      await caseAt(scene.people, scene.actors, 'assigned'),
      await caseAt(scene.people, scene.actors, 'mediating'),
    ];
    const closed = await caseAt(scene.people, scene.actors, 'closed');
    const [from, to] = [await person('tingzhou.mediator'), await person('tingzhou.mediator2')];
    const county = await scene.people.as('city.administrator');
    const end = { post_id: from.post, expected_version: 1, ...id() };
    expect(await county.refused('end_post', end)).toMatchObject({ state: 'PT409', code: 'open_cases' });
    const request = {
      ...id(),
      organisation_id: from.organisation,
      from_staff_id: from.id,
      to_staff_id: to.id,
      reason: '调任县调解中心',
    };
    const [moved] = await county.call<{ n: number }>('hand_over', request);
    expect(moved!.n).toBeGreaterThanOrEqual(2);
    expect(await county.call('hand_over', request)).toEqual([moved]);
    for (const row of rows) {
      expect(await rowOf(scene, row.id)).toMatchObject({ mediator_id: to.id, mediator_name: '廖桂花' });
      expect((await history(scene.actors.desk, row.id)).at(-1)).toMatchObject({ verb: 'hand_over' });
    }
    expect(await rowOf(scene, closed.id)).toMatchObject({ mediator_id: from.id });
    await county.call('end_post', { ...end, ...id() });
    expect(await (await as('tingzhou.mediator')).call('who_am_i')).toEqual([]);
  });
});

describe('the list of colleagues', () => {
  it('is refused when the organisation is missing', async () => {
    const dispatcher = await as('shanghang.dispatcher');
    for (const args of [
      { organisation_id: null, role: 'mediator' },
      { organisation_id: null, role: null },
    ]) {
      expect(await dispatcher.refused('list_colleagues', args)).toMatchObject({
        state: '42501',
        code: 'refused',
      });
    }
  });
});

describe('a profile', () => {
  it('contains what a person may state about themselves; only somebody else awards a medal', async () => {
    const me = await as('shanghang.mediator');
    const { id: staff_id } = await person('shanghang.mediator');
    await me.call('update_profile', {
      staff_id,
      expected_version: 0,
      ...id(),
      specialities: ['01', '02'],
      languages: ['客家话', '普通话', '客家话'],
      introduction: '从事基层调解十五年。',
    });
    expect(
      await me.refused('rate_mediator', { staff_id, expected_version: 1, ...id(), grade: 'gold' }),
    ).toMatchObject({
      state: '42501',
    });
    const city = await as('city.administrator');
    await city.call('rate_mediator', {
      staff_id,
      expected_version: 1,
      ...id(),
      grade: 'gold',
      qualification: '法律职业资格',
    });
    expect(
      await me.run('select grade, languages, specialities, profile_version from api.staff where id = $1', [
        staff_id,
      ]),
    ).toEqual([
      { grade: 'gold', languages: ['客家话', '普通话'], specialities: ['01', '02'], profile_version: 2 },
    ]);
  });
});
