import { describe, expect, it } from 'vitest';
import type { Person } from '../../support/people';
import { openScene } from '../../support/scene';

// People join by a one-time link, reset their password by another, and are locked out after wrong passwords.

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

interface Link {
  id: string;
  token: string;
  account: string;
}

/** A person who has signed up under an account name, as the auth server stores them. */
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

  it('gives a person their post and nothing else', async () => {
    const link = await invite('liu.guiying');
    expect(await scene.people.anon.call('read_invitation', { token: link.token })).toMatchObject([
      { purpose: 'join', name: '刘桂英', account: 'liu.guiying', role: 'mediator' },
    ]);
    const newcomer = await signUp('liu.guiying');
    expect(await newcomer.call('who_am_i')).toEqual([]);
    expect(await newcomer.call('accept_invitation', { token: link.token })).toMatchObject([
      { account: 'liu.guiying', name: '刘桂英', role: 'mediator', territorial: false },
    ]);
    // The response was lost: a repeated call returns the same result.
    expect(await newcomer.call('accept_invitation', { token: link.token })).toHaveLength(1);
    expect(await newcomer.run('select 1 from api.cases')).toEqual([]);
  });

  it('can be used once', async () => {
    const link = await invite('chen.zhong');
    await (await signUp('chen.zhong')).call('accept_invitation', { token: link.token });
    const thief = await signUp('thief');
    expect(await thief.refused('accept_invitation', { token: link.token })).toMatchObject({
      state: 'PT404',
      code: 'invitation_invalid',
    });
    expect(await scene.people.anon.call('read_invitation', { token: link.token })).toEqual([]);
  });

  it('exists only once per account, and never for an account in use', async () => {
    await invite('wang.xiuzhen');
    await expect(invite('wang.xiuzhen')).rejects.toMatchObject({ message: 'account_invited' });
    await expect(invite('tingzhou.mediator')).rejects.toMatchObject({ message: 'account_taken' });
    await expect(invite('王秀珍')).rejects.toMatchObject({ message: 'invalid_account' });
  });

  it('can be revoked, and renewed with a new link', async () => {
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

  it('ends when it expires, and when its inviter loses their post', async () => {
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

  it('to a post that has already ended cannot be used', async () => {
    const link = await invite('jian.yiguo', { valid_to: '2030-12-31' });
    await scene.people.owner.run(`update app.invitations set valid_to = app.today() - 1 where id = $1`, [
      link.id,
    ]);
    const newcomer = await signUp('jian.yiguo');
    expect(await newcomer.refused('accept_invitation', { token: link.token })).toMatchObject({
      code: 'invitation_invalid',
    });
  });

  it('stores no token in the database', async () => {
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

  it('first reports per row what is wrong, without changing anything', async () => {
    const county = await as('changting.administrator');
    const { name } = await office('people_mediation', '350821100');
    const reported = await county.call<{ error: string; field: string; token: string | null }>(
      'preview_invitations',
      {
        rows: JSON.stringify(rows(name)),
      },
    );
    expect(reported.map(({ error, field }) => [error, field])).toEqual(expected);
    expect(reported.every(({ token }) => token === null)).toBe(true);
    expect(
      await scene.people.owner.run(`select 1 from app.invitations where account = 'lai.jianping'`),
    ).toEqual([]);
  });

  it('then invites the valid rows, and a repeated request returns the same links', async () => {
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

describe('a reset link', () => {
  it('ends every session and can be used once', async () => {
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

  it('for somebody with a post elsewhere can be made only by a higher administrator', async () => {
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

describe('a reset link made before the person got a post elsewhere', () => {
  it('is invalid from then on', async () => {
    const county = await as('changting.administrator');
    const city = await as('city.administrator');
    const { id: staff_id, version } = await person('changting.dispatcher');
    const { id: organisation_id } = await office('labour_linkage', '3508');
    const [link] = await county.call<Link>('invite_reset', { staff_id, expected_version: version, ...id() });
    expect(await scene.people.anon.call('read_invitation', { token: link!.token })).toHaveLength(1);
    await city.call('add_post', {
      ...id(),
      account: 'changting.dispatcher',
      organisation_id,
      role: 'leader',
    });
    expect(
      await scene.people.anon.refused('reset_password', { token: link!.token, password: 'kejia-2027-tulou' }),
    ).toMatchObject({ code: 'invitation_invalid' });
  });
});

describe('consecutive wrong passwords', () => {
  const attempt = async (user: string, valid: boolean) => {
    const [row] = await scene.people.owner.run<{ answer: { decision: string; message?: string } }>(
      `select app.verify_password_attempt(jsonb_build_object('user_id', $1::text, 'valid', $2::boolean)) as answer`,
      [user, valid],
    );
    return row!.answer.decision;
  };

  it('lock an account for a while, even for the right password', async () => {
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

  it('are reset after a right one', async () => {
    const { id: user } = await person('shanghang.dispatcher');
    for (let n = 1; n <= 4; n++) await attempt(user, false);
    await attempt(user, true);
    for (let n = 1; n <= 4; n++) expect(await attempt(user, false)).toBe('continue');
  });
});

describe('the operator', () => {
  it('creates a city whose first administrator joins by a link', async () => {
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
