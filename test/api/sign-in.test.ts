import type { SupabaseClient } from '@supabase/supabase-js';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../scripts/demo/accounts';
import { STAFF_DOMAIN } from '../../scripts/stack/gateway/gateway';
import { throttle } from '../../scripts/stack/gateway/throttle';
import { toApiError } from '../../web/data/core/errors';
import { openPeople, type People } from '../support/people';
import { testStack, type TestStack } from '../support/stack';

// Passwords, lock-out, rate limits, sessions and invitations through the unmodified client.

const GOOD = 'river-mountain-88';

let stack: TestStack;
let people: People;
let sequence = 0;

beforeAll(async () => {
  stack = await testStack({ scheduler: false, trustProxy: true });
  people = openPeople(stack.database.url);
});
afterAll(async () => {
  await people?.end();
  await stack?.stop();
});

const email = (account: string) => `${account}@${STAFF_DOMAIN}`;

/** Calls from a new address each time, so that one test's failures do not count towards the limit of another. */
async function auth(path: string, body: unknown, address = `198.51.100.${++sequence}`) {
  const response = await fetch(`${stack.url}/auth/v1/${path}`, {
    method: 'POST',
    headers: {
      apikey: stack.anonKey,
      'content-type': 'application/json',
      'user-agent': 'Test/1.0',
      'x-forwarded-for': `203.0.113.1, ${address}`,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const json = (await response.json()) as Record<string, unknown>;
  return { status: response.status, json };
}

const signIn = (account: string, password: string, address?: string) =>
  auth('token?grant_type=password', { email: email(account), password }, address);

const sessionsOf = async (account: string) =>
  (
    await people.owner.run(
      'select 1 from auth.sessions n join auth.users u on u.id = n.user_id where u.email = $1',
      [email(account)],
    )
  ).length;

describe('a wrong password', () => {
  test('locks the account after five in a row, also for the right password, and locks no other account', async () => {
    const account = 'tingzhou.mediator2';
    const before = await sessionsOf(account);
    for (let n = 1; n <= 4; n++) {
      const { status, json } = await signIn(account, 'wrong');
      expect([status, json.error_code]).toEqual([400, 'invalid_credentials']);
    }
    for (const password of ['wrong', DEMO_PASSWORD, 'wrong'])
      expect(await signIn(account, password)).toEqual({
        status: 403,
        json: { code: 'account_locked', error_code: 'account_locked', msg: 'account_locked' },
      });
    expect(await sessionsOf(account)).toBe(before);
    const { error } = await stack
      .anon()
      .auth.signInWithPassword({ email: email(account), password: DEMO_PASSWORD });
    expect(toApiError(error)).toMatchObject({ status: 403, code: 'account_locked' });

    expect((await signIn('tingzhou.mediator', DEMO_PASSWORD)).status).toBe(200);
    await people.owner.run(`update app.sign_in_failures set locked_until = now() - interval '1 second'`);
    expect((await signIn(account, DEMO_PASSWORD)).status).toBe(200);
    expect(await people.owner.run('select 1 from app.sign_in_failures')).toEqual([]);
  });

  test('counts from zero again after a successful sign-in', async () => {
    for (let n = 0; n < 3; n++) {
      for (let m = 0; m < 4; m++) await signIn('city.leader', 'wrong');
      expect((await signIn('city.leader', DEMO_PASSWORD)).status).toBe(200);
    }
  });

  test('is answered like an unknown account', async () => {
    const wrong = await signIn('city.dispatcher', 'wrong');
    expect(await signIn('nobody.here', 'wrong')).toEqual(wrong);
    expect(await signIn('nobody.here', '')).toEqual(wrong);
    expect(toApiError({ ...wrong.json, message: wrong.json.msg, status: wrong.status }).code).toBe(
      'bad_credentials',
    );
  });

  test.each<[string, string, unknown]>([
    ['no text', 'token?grant_type=password', { email: 5, password: {} }],
    ['no JSON', 'token?grant_type=password', '{"email": '],
    ['no object', 'token?grant_type=password', 'null'],
    [
      'another grant first',
      'token?grant_type=refresh_token&grant_type=password',
      { email: email('city.leader') },
    ],
    ['no text to sign up with', 'signup', { email: ['a'], password: 7 }],
  ])('with %s is refused without a server error', async (_name, path, body) => {
    const { status } = await auth(path, body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  test('leaves the lock-out function inaccessible to strangers and staff', async () => {
    for (const client of [stack.anon(), await stack.signIn('city.leader')]) {
      const { error } = await client.rpc('verify_password_attempt', { event: {} });
      expect(error).not.toBeNull();
    }
  });
});

describe('one address', () => {
  test('is blocked for five minutes after thirty failures across all accounts, while others can sign in', async () => {
    const address = '192.0.2.7';
    const tries = Array.from({ length: 40 }, (_, n) => signIn(`guess.${n}`, 'wrong', address));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 400)).toHaveLength(30);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    expect(await signIn('city.leader', DEMO_PASSWORD, address)).toMatchObject({
      status: 429,
      json: { code: 'over_request_rate_limit' },
    });
    expect((await signIn('city.leader', DEMO_PASSWORD, '192.0.2.8')).status).toBe(200);
  });

  test('is limited to sixty sign-ups in five minutes, including those with weak passwords', async () => {
    const address = '192.0.2.9';
    for (let n = 0; n < 60; n++)
      expect((await auth('signup', { email: email(`bulk.${n}`), password: 'short' }, address)).status).toBe(
        422,
      );
    const late = await auth('signup', { email: email('bulk.late'), password: GOOD }, address);
    expect(late).toMatchObject({ status: 429, json: { error_code: 'over_request_rate_limit' } });
  });

  test('covers an IPv6 /64 network, and its window slides', async () => {
    const limit = throttle(2, 60);
    limit.count('2001:db8:0:1::1');
    limit.count('2001:db8::1:5:6:7:8');
    expect(limit.spent('2001:db8:0:1:ffff::')).toBe(true);
    expect(limit.spent('2001:db8:0:2::1')).toBe(false);
    expect(limit.spent('10.0.0.1')).toBe(false);
    const forgive = limit.count('10.0.0.1');
    limit.count('10.0.0.1');
    expect(limit.spent('10.0.0.1')).toBe(true);
    forgive();
    expect(limit.spent('10.0.0.1')).toBe(false);
    await sleep(80);
    expect(limit.spent('2001:db8:0:1::1')).toBe(false);
  });
});

describe('a weak password', () => {
  test.each(['short1a', 'onlyletters-long', '1234567890123'])('is refused with 422: %s', async (password) => {
    const { status, json } = await auth('signup', { email: email('weak.one'), password });
    expect([status, json.error_code]).toEqual([422, 'weak_password']);
    const { error } = await stack.anon().auth.signUp({ email: email('weak.one'), password });
    expect(toApiError(error)).toMatchObject({ status: 422, code: 'weak_password', field: 'password' });

    const client = await stack.signIn('changting.leader');
    const changed = await client.auth.updateUser({ password });
    expect(toApiError(changed.error)).toMatchObject({ status: 422, code: 'weak_password' });
  });

  test('that equals the current one has its own message', async () => {
    const client = await stack.signIn('changting.leader');
    const { error } = await client.auth.updateUser({ password: DEMO_PASSWORD });
    expect(toApiError(error)).toMatchObject({ code: 'same_password', field: 'password' });
  });
});

type Client = SupabaseClient<any, any, 'api'>;

const tokenOf = async (client: Client) => (await client.auth.getSession()).data.session!.access_token;

/** Status and data that a token still gives access to. */
async function opens(token: string) {
  const headers = { apikey: stack.anonKey, authorization: `Bearer ${token}`, 'accept-profile': 'api' };
  const rest = await fetch(`${stack.url}/rest/v1/organisations?select=id&limit=1`, { headers });
  const rows: unknown = await rest.json();
  const user = await fetch(`${stack.url}/auth/v1/user`, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ data: { seen: true } }),
  });
  return { rows: Array.isArray(rows) ? rows.length : 0, account: user.status < 300 };
}

describe('sessions', () => {
  test('show device and address, and mark the current one', async () => {
    const { json } = await signIn('changting.mediator', DEMO_PASSWORD, '198.51.100.200');
    const client = stack.anon();
    await client.auth.setSession({
      access_token: String(json.access_token),
      refresh_token: String(json.refresh_token),
    });
    const { data } = await client.rpc('my_sessions');
    expect(data).toContainEqual(
      expect.objectContaining({ user_agent: 'Test/1.0', ip: '198.51.100.200', is_current: true }),
    );
  });

  test('end at once, even for old tokens, when the user ends the others or signs out everywhere', async () => {
    const [first, second, third] = [
      await stack.signIn('changting.administrator'),
      await stack.signIn('changting.administrator'),
      await stack.signIn('changting.administrator'),
    ];
    const tokens = await Promise.all([first, second, third].map(tokenOf));
    for (const token of tokens) expect(await opens(token)).toEqual({ rows: 1, account: true });
    const all = await sessionsOf('changting.administrator');
    expect((await first.rpc('end_session', {})).data).toBe(all - 1);
    expect(await opens(tokens[0]!)).toEqual({ rows: 1, account: true });
    for (const token of tokens.slice(1)) expect(await opens(token)).toEqual({ rows: 0, account: false });
    expect((await second.auth.refreshSession()).error).not.toBeNull();
    await first.auth.signOut({ scope: 'global' });
    expect(await opens(tokens[0]!)).toEqual({ rows: 0, account: false });
  });
});

interface Link {
  id: string;
  token: string;
}

/** Calls a function of `api` and expects success. */
async function done<Row>(client: Client, name: string, args: object): Promise<Row> {
  const { data, error } = await client.rpc(name, args);
  expect(error).toBeNull();
  return (Array.isArray(data) ? data[0] : data) as Row;
}

async function invite(account: string, role = 'mediator'): Promise<Link> {
  const administrator = await stack.signIn('city.administrator');
  const [organisation] = await people.owner.run<{ id: string }>(
    `select organisation_id as id from app.posts p join app.staff s on s.id = p.staff_id where s.account = 'tingzhou.mediator'`,
  );
  return done(administrator, 'invite', {
    request_id: crypto.randomUUID(),
    name: '林晓梅',
    account,
    organisation_id: organisation!.id,
    role,
  });
}

describe('an invitation', () => {
  test('leads from the link to the post, and the account alone gives access to nothing', async () => {
    const { token } = await invite('lin.xiaomei');
    const opened = await done(stack.anon(), 'read_invitation', { token });
    expect(opened).toMatchObject({ purpose: 'join', account: 'lin.xiaomei', role: 'mediator' });

    const client = stack.anon();
    const { error } = await client.auth.signUp({ email: email('lin.xiaomei'), password: GOOD });
    expect(error).toBeNull();
    expect((await client.rpc('who_am_i')).data).toEqual([]);
    expect((await client.from('organisations').select('id').limit(1)).data).toEqual([]);
    expect((await client.from('cases').select('id').limit(1)).data).toEqual([]);

    expect(await done(client, 'accept_invitation', { token })).toMatchObject({ account: 'lin.xiaomei' });
    expect(await done(client, 'who_am_i', {})).toMatchObject({ name: '林晓梅', role: 'mediator' });
    // The answer may be lost, so the same person, but nobody else, may call it again.
    expect(await done(client, 'accept_invitation', { token })).toMatchObject({ account: 'lin.xiaomei' });
    expect((await stack.anon().rpc('read_invitation', { token })).data).toEqual([]);
    const other = stack.anon();
    await other.auth.signUp({ email: email('somebody.else'), password: GOOD });
    const refused = await other.rpc('accept_invitation', { token });
    expect(toApiError({ ...refused.error, status: refused.status })).toMatchObject({
      status: 404,
      code: 'invitation_invalid',
    });
  });

  test('for a new password ends the old sessions and the lock, and works once', async () => {
    const account = 'changting.mediator';
    const old = await stack.signIn(account);
    const oldToken = await tokenOf(old);
    for (let n = 0; n < 5; n++) await signIn(account, 'wrong');
    expect((await signIn(account, DEMO_PASSWORD)).status).toBe(403);

    const [staff] = await people.owner.run<{ id: string; version: number }>(
      'select id, version from app.staff where account = $1',
      [account],
    );
    const administrator = await stack.signIn('city.administrator');
    const { token } = await done<Link>(administrator, 'invite_reset', {
      staff_id: staff!.id,
      expected_version: staff!.version,
      request_id: crypto.randomUUID(),
    });
    const anon = stack.anon();
    const weak = await anon.rpc('reset_password', { token, password: 'weak' });
    expect(toApiError({ ...weak.error, status: weak.status })).toMatchObject({
      status: 422,
      field: 'password',
    });
    expect(await done(anon, 'reset_password', { token, password: GOOD })).toBe(account);

    const [row] = await people.owner.run<{ hash: string }>(
      'select encrypted_password as hash from auth.users where id = $1',
      [staff!.id],
    );
    expect(row!.hash).toMatch(/^\$2a\$/);
    expect((await signIn(account, GOOD)).status).toBe(200);
    expect((await signIn(account, DEMO_PASSWORD)).status).toBe(400);
    expect(await opens(oldToken)).toEqual({ rows: 0, account: false });
    expect((await old.auth.refreshSession()).error).not.toBeNull();
    expect((await anon.rpc('reset_password', { token, password: GOOD })).status).toBe(404);
  });
});
