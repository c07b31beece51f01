import { describe, expect, it } from 'vitest';
import { at, caseAt } from '../support/case';
import type { Person } from '../support/people';
import { actions, history, openScene, rowOf } from '../support/scene';

// People come by invitation, move, stand in for each other, hand over, and are suspended.

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
const office = async (kind: string, region: string) =>
  (
    await scene.people.owner.run<{ id: string; name: string }>(
      'select id, name from app.organisations where kind = $1 and region_code = $2 and active order by name, id limit 1',
      [kind, region],
    )
  )[0]!;
const today = (days = 0) =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

interface Link {
  id: string;
  token: string;
  account: string;
}

/** Somebody who has signed up under an account name, as the auth server leaves them. */
async function signUp(account: string): Promise<Person> {
  const [user] = await scene.people.owner.run<{ id: string }>(
    `insert into auth.users (id, email) values (gen_random_uuid(), $1 || '@staff.invalid') returning id`,
    [account],
  );
  return scene.people.user(user!.id);
}

describe('an invitation', () => {
  const invite = async (account: string, changes: object = {}) => {
    const county = await as('changting.administrator');
    const { id: organisation_id } = await office('people_mediation', '350821100');
    const [link] = await county.call<Link>('invite', {
      ...id(),
      name: '刘桂英',
      account,
      organisation_id,
      role: 'mediator',
      ...changes,
    });
    return link!;
  };

  it('brings a person to their post and to nothing else', async () => {
    const link = await invite('liu.guiying');
    expect(await scene.people.anon.call('read_invitation', { token: link.token })).toMatchObject([
      { purpose: 'join', name: '刘桂英', account: 'liu.guiying', role: 'mediator' },
    ]);
    const newcomer = await signUp('liu.guiying');
    expect(await newcomer.call('who_am_i')).toEqual([]);
    expect(await newcomer.call('accept_invitation', { token: link.token })).toMatchObject([
      { account: 'liu.guiying', name: '刘桂英', role: 'mediator', territorial: false },
    ]);
    // The answer was lost: asking again gives the same one.
    expect(await newcomer.call('accept_invitation', { token: link.token })).toHaveLength(1);
    expect(await newcomer.run('select 1 from api.cases')).toEqual([]);
  });

  it('serves once', async () => {
    const link = await invite('chen.zhong');
    await (await signUp('chen.zhong')).call('accept_invitation', { token: link.token });
    const thief = await signUp('thief');
    expect(await thief.refused('accept_invitation', { token: link.token })).toMatchObject({
      state: 'PT404',
      code: 'invitation_invalid',
    });
    expect(await scene.people.anon.call('read_invitation', { token: link.token })).toEqual([]);
  });

  it('of one account stands once, and not for an account in use', async () => {
    await invite('wang.xiuzhen');
    await expect(invite('wang.xiuzhen')).rejects.toMatchObject({ message: 'account_invited' });
    await expect(invite('tingzhou.mediator')).rejects.toMatchObject({ message: 'account_taken' });
    await expect(invite('王秀珍')).rejects.toMatchObject({ message: 'invalid_account' });
  });

  it('can be withdrawn, and renewed with a fresh link', async () => {
    const link = await invite('zeng.fugui');
    const county = await as('changting.administrator');
    await county.call('revoke_invitation', { invitation_id: link.id, expected_version: 1, ...id() });
    expect(await scene.people.anon.call('read_invitation', { token: link.token })).toEqual([]);
    const [fresh] = await county.call<Link>('renew_invitation', {
      invitation_id: link.id,
      expected_version: 2,
      ...id(),
    });
    expect(fresh!.token).not.toBe(link.token);
    expect(await scene.people.anon.call('read_invitation', { token: link.token })).toEqual([]);
    expect(await scene.people.anon.call('read_invitation', { token: fresh!.token })).toHaveLength(1);
  });

  it('ends with its time, and with the office of whoever gave it', async () => {
    const late = await invite('qiu.late');
    await scene.people.owner.run(
      `update app.invitations set expires_at = now() - interval '1 second' where id = $1`,
      [late.id],
    );
    expect(await scene.people.anon.call('read_invitation', { token: late.token })).toEqual([]);
    const orphan = await invite('qiu.orphan');
    await scene.people.owner.run(
      `update app.staff set active = false where account = 'changting.administrator'`,
    );
    expect(await scene.people.anon.call('read_invitation', { token: orphan.token })).toEqual([]);
    await scene.people.owner.run(
      `update app.staff set active = true where account = 'changting.administrator'`,
    );
    expect(await scene.people.anon.call('read_invitation', { token: orphan.token })).toHaveLength(1);
  });

  it('keeps no token in the database', async () => {
    const link = await invite('secret.keeper');
    const [kept] = await scene.people.owner.run<{ text: string }>(
      `select (select string_agg(i::text, '') from app.invitations i) || (select string_agg(e::text, '') from app.administration_events e) as text`,
    );
    expect(kept!.text).not.toContain(link.token);
  });
});

describe('inviting many from a list', () => {
  const rows = (name: string) => [
    { name: '赖建平', account: 'lai.jianping', organisation: name, role: 'mediator' },
    { name: '', account: 'no.name', organisation: name, role: 'mediator' },
    { name: '罗小明', account: 'lai.jianping', organisation: name, role: 'mediator' },
    { name: '吴卫东', account: 'wu.weidong', organisation: '不存在的组织', role: 'mediator' },
    { name: '范美玲', account: 'fan.meiling', organisation: name, role: 'boss' },
    { name: '游志强', account: 'you.zhiqiang', organisation: name, role: 'reporter', valid_to: '2026-02-30' },
    { name: '池永福', account: 'chi.yongfu', organisation: name, role: 'reporter', valid_to: '2030-12-31' },
  ];
  const expected = [
    [null, null],
    ['field_required', 'name'],
    ['account_invited', 'account'],
    ['organisation_not_found', 'organisation'],
    ['unknown_choice', 'role'],
    ['invalid_value', 'valid_to'],
    [null, null],
  ];

  it('says per line what is wrong, first without doing anything', async () => {
    const county = await as('changting.administrator');
    const { name } = await office('people_mediation', '350821100');
    const told = await county.call<{ error: string; field: string; token: string | null }>(
      'preview_invitations',
      {
        rows: JSON.stringify(rows(name)),
      },
    );
    expect(told.map(({ error, field }) => [error, field])).toEqual(expected);
    expect(told.every(({ token }) => token === null)).toBe(true);
    expect(
      await scene.people.owner.run(`select 1 from app.invitations where account = 'lai.jianping'`),
    ).toEqual([]);
  });

  it('then invites the lines that hold, and the same request finds the same links', async () => {
    const county = await as('changting.administrator');
    const { name } = await office('people_mediation', '350821100');
    const request = { ...id(), rows: JSON.stringify(rows(name)) };
    const done = await county.call<Link & { error: string; field: string }>('invite_many', request);
    expect(done.map(({ error, field }) => [error, field])).toEqual(expected);
    const [first] = done;
    expect(await scene.people.anon.call('read_invitation', { token: first!.token })).toMatchObject([
      { name: '赖建平' },
    ]);
    const again = await county.call<Link>('invite_many', request);
    expect(again.map(({ token }) => token)).toEqual(done.map(({ token }) => token));
  });
});

describe('a new password', () => {
  it('comes by a link that ends every session and serves once', async () => {
    const county = await as('changting.administrator');
    const { id: staff_id, version } = await person('changting.mediator');
    await scene.people.owner.run(`insert into auth.sessions (id, user_id) values (gen_random_uuid(), $1)`, [
      staff_id,
    ]);
    const [link] = await county.call<Link>('invite_reset', { staff_id, expected_version: version, ...id() });
    const { anon, owner } = scene.people;
    for (const [password, code] of [
      ['short1', 'field_too_short'],
      ['onlyletters', 'weak_password'],
      ['1234567890', 'weak_password'],
      ['changting.mediator1', 'weak_password'],
      [`a1${'x'.repeat(80)}`, 'field_too_long'],
    ]) {
      expect(await anon.refused('reset_password', { token: link!.token, password })).toMatchObject({ code });
    }
    const before = await owner.run(`select encrypted_password from auth.users where id = $1`, [staff_id]);
    await anon.call('reset_password', { token: link!.token, password: 'kejia-2027-tulou' });
    expect(
      await owner.run(`select encrypted_password from auth.users where id = $1`, [staff_id]),
    ).not.toEqual(before);
    expect(await owner.run('select 1 from auth.sessions where user_id = $1', [staff_id])).toEqual([]);
    expect(
      await anon.refused('reset_password', { token: link!.token, password: 'kejia-2027-tulou' }),
    ).toMatchObject({ code: 'invitation_invalid' });
  });

  it('for somebody who also serves elsewhere is a higher administrator’s business', async () => {
    const city = await as('city.administrator');
    const county = await as('changting.administrator');
    const { id: organisation_id } = await office('labour_linkage', '3508');
    await city.call('add_post', { ...id(), account: 'changting.leader', organisation_id, role: 'leader' });
    const { id: staff_id, version } = await person('changting.leader');
    expect(
      await county.refused('invite_reset', { staff_id, expected_version: version, ...id() }),
    ).toMatchObject({ state: '42501', code: 'posts_elsewhere' });
    expect(
      await county.refused('suspend_staff', {
        staff_id,
        expected_version: version,
        ...id(),
        reason: '借调外单位',
      }),
    ).toMatchObject({ code: 'posts_elsewhere' });
  });
});

describe('wrong passwords in a row', () => {
  const attempt = async (user: string, valid: boolean) => {
    const [row] = await scene.people.owner.run<{ answer: { decision: string; message?: string } }>(
      `select app.verify_password_attempt(jsonb_build_object('user_id', $1::text, 'valid', $2::boolean)) as answer`,
      [user, valid],
    );
    return row!.answer.decision;
  };

  it('lock an account for a while, even for the right one', async () => {
    const { id: user } = await person('shanghang.mediator');
    for (let n = 1; n <= 4; n++) expect(await attempt(user, false)).toBe('continue');
    expect(await attempt(user, false)).toBe('reject');
    expect(await attempt(user, true)).toBe('reject');
    await scene.people.owner.run(
      `update app.sign_in_failures set locked_until = now() - interval '1 second' where user_id = $1`,
      [user],
    );
    expect(await attempt(user, true)).toBe('continue');
    expect(await attempt(user, false)).toBe('continue');
  });

  it('are forgotten after a right one', async () => {
    const { id: user } = await person('shanghang.dispatcher');
    for (let n = 1; n <= 4; n++) await attempt(user, false);
    await attempt(user, true);
    for (let n = 1; n <= 4; n++) expect(await attempt(user, false)).toBe('continue');
  });
});

describe('suspending a person', () => {
  it('works from the next request on, ends their sessions, and can be taken back', async () => {
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

  it('never takes the last administrator of a level, not even by two at once', async () => {
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

    // A second one, and both try to remove each other.
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

  it('and granting are never done to oneself', async () => {
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
  it('gives its token no rights any more, though the token lives on', async () => {
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
  it('lets the deputy work on the cases meanwhile, and only then', async () => {
    const row = await caseAt(scene.people, scene.folk, 'received');
    const [absent, deputy] = [await person('tingzhou.mediator'), await person('tingzhou.mediator2')];
    const colleague = await as('tingzhou.mediator2');
    expect(await actions(colleague, row.id)).not.toContain('log_session');
    const [leave] = await scene.folk.mediator.call<{ id: string }>('take_leave', {
      ...id(),
      deputy_id: deputy.id,
      from_on: today(),
      to_on: today(3),
      reason: '陪护家人',
    });
    expect(await actions(colleague, row.id)).toContain('log_session');
    const mediators = await scene.folk.mediator.call('list_mediators', { case_id: row.id });
    // Whoever is away stands last.
    expect(mediators.at(-1)).toMatchObject({ staff_id: absent.id, deputy_name: '廖桂花' });
    const [logged] = await colleague.call<{ version: number }>('log_session', {
      ...at(row),
      kind: 'call',
      held_at: new Date(),
      summary: '代为电话联系双方，约定周末见面。',
    });
    const acts = await history(scene.folk.desk, row.id);
    expect(acts.at(-1)).toMatchObject({ actor_name: '廖桂花', payload: { deputy_for: '李金水' } });

    await scene.folk.mediator.call('cancel_leave', { leave_id: leave!.id, expected_version: 1, ...id() });
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

  it('is not given a case meanwhile', async () => {
    const row = await caseAt(scene.people, scene.folk, 'dispatched');
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
      await scene.folk.mediator.refused('assign_mediator', { ...at(row), mediator_id: absent.id }),
    ).toMatchObject({ code: 'mediator_on_leave', details: { deputy: '李金水' } });
    // Who stands in cannot leave in the same days, nor be left to somebody who is away.
    expect(
      await scene.folk.mediator.refused('take_leave', {
        ...id(),
        deputy_id: absent.id,
        from_on: today(),
        to_on: today(),
        reason: '体检',
      }),
    ).toMatchObject({ state: 'PT409' });
    await away.call('cancel_leave', { leave_id: leave!.id, expected_version: 1, ...id() });
  });

  it('takes a deputy who holds the same post already', async () => {
    const stranger = await person('changting.mediator');
    expect(
      await scene.folk.mediator.refused('take_leave', {
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
      await caseAt(scene.people, scene.folk, 'received'),
      await caseAt(scene.people, scene.folk, 'mediating'),
    ];
    const closed = await caseAt(scene.people, scene.folk, 'closed');
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
      expect((await history(scene.folk.desk, row.id)).at(-1)).toMatchObject({ verb: 'hand_over' });
    }
    expect(await rowOf(scene, closed.id)).toMatchObject({ mediator_id: from.id });
    await county.call('end_post', { ...end, ...id() });
    expect(await (await as('tingzhou.mediator')).call('who_am_i')).toEqual([]);
  });
});

describe('a profile', () => {
  it('says of oneself what one may say; a medal is awarded by somebody else', async () => {
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

describe('the operator', () => {
  it('founds a city whose first administrator joins by a link', async () => {
    const { owner, anon } = scene.people;
    const [{ token }] = (await owner.run<{ token: string }>(
      `select app.found_city('3501', '福州市', 119.30, 26.08) as token`,
    )) as [{ token: string }];
    const [opened] = await anon.call<{ account: string }>('read_invitation', { token });
    expect(opened).toMatchObject({ role: 'administrator', account: 'admin.3501' });
    const first = await signUp('admin.3501');
    await first.call('accept_invitation', { token });
    expect(await first.call('who_am_i')).toMatchObject([{ scope_code: '3501', role: 'administrator' }]);
    expect(await owner.run(`select app.found_city('3501', '福州市', 119.30, 26.08) as token`)).toEqual([
      { token: null },
    ]);
    expect(await first.refused('create_region', { ...id(), code: '350899', name: '别人的县' })).toMatchObject(
      {
        code: 'outside_scope',
      },
    );
  });
});
