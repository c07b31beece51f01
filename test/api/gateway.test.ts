import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../scripts/stack/database/client';
import { testStack, type TestStack } from '../support/stack';

let stack: TestStack;
let token: string;
let dist: string;

/** Functions and a table in the exposed schema that only this test needs. */
const FIXTURES = `
  create function api.test_sleep(seconds double precision) returns void language sql as $$ select pg_sleep(seconds) $$;
  create function api.test_headers() returns jsonb language sql stable as $$ select current_setting('request.headers')::jsonb $$;
  create function api.test_fault() returns void language plpgsql as $$ begin raise exception 'inner words' using errcode = 'XX000'; end $$;
  create sequence app.test_tries;
  grant usage on sequence app.test_tries to anon, authenticated;
  create function api.test_conflict(failures int) returns int language plpgsql as $$
  declare n int := nextval('app.test_tries');
  begin
    if n <= failures then raise exception 'deadlock detected' using errcode = '40P01'; end if;
    return n;
  end $$;
  create function api.test_number(n int, id uuid default null, doc jsonb default null, word text default null) returns int language sql as $$ select n $$;
  create table app.test_cells (id int primary key, open text, kept text default 'safe');
  alter table app.test_cells enable row level security;
  create policy "anybody" on app.test_cells to authenticated using (true) with check (true);
  grant select, update (open) on app.test_cells to authenticated;
  insert into app.test_cells values (1, 'a');
  create view api.test_cells with (security_invoker = true) as select * from app.test_cells;
  grant select, update (open, kept) on api.test_cells to authenticated;
  grant execute on function api.test_sleep, api.test_headers, api.test_fault, api.test_conflict, api.test_number to anon, authenticated;
`;

/** Every grant on objects of the product's schemas, as text. */
const GRANTS = `
  select n.nspname, c.relname as name, c.relacl::text as acl from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('app', 'api')
  union all select n.nspname, c.relname || '.' || a.attname, a.attacl::text from pg_attribute a join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('app', 'api') and a.attnum > 0 and not a.attisdropped
  union all select n.nspname, p.oid::regprocedure::text, p.proacl::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('app', 'api')
  union all select 'schema', nspname, nspacl::text from pg_namespace where nspname in ('app', 'api')
  union all select 'default', d.oid::text, defaclacl::text from pg_default_acl d
  order by 1, 2`;

const grants = () => withClient(stack.database.url, async (client) => (await client.query(GRANTS)).rows);
let before: unknown[];

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'mediation-pages-'));
  for (const [path, text] of Object.entries({
    'portal/index.html':
      '<meta name="supabase-url" content="" /><meta name="supabase-key" content="" /><meta name="staff-domain" content="" /><script>first()</script>portal',
    'console/index.html': '<meta name="supabase-key" content="" />console',
    'assets/main-1.js': `/* ${'x'.repeat(5000)} */`,
    '.built-from': 'secret',
  })) {
    await mkdir(join(dist, path, '..'), { recursive: true });
    await writeFile(join(dist, path), text);
  }
  stack = await testStack({ dist, scheduler: false });
  await withClient(stack.database.url, async (client) => {
    await client.query(FIXTURES);
    await client.query(`notify pgrst, 'reload schema'`);
  });
  before = await grants();
  const staff = await stack.signIn('changting.dispatcher');
  token = (await staff.auth.getSession()).data.session!.access_token;
});
afterAll(async () => {
  await stack?.stop();
  await rm(dist, { recursive: true, force: true });
});

interface Call {
  body?: unknown;
  raw?: string;
  method?: string;
  headers?: Record<string, string>;
  signedIn?: boolean;
}

async function call(path: string, { body, raw, method, headers, signedIn }: Call = {}) {
  const given = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(stack.url + path, {
    method: method ?? (given === undefined ? 'GET' : 'POST'),
    headers: {
      apikey: stack.anonKey,
      'content-type': 'application/json',
      'accept-profile': 'api',
      'content-profile': 'api',
      ...(signedIn ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    ...(given === undefined ? {} : { body: given }),
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    json: (() => {
      try {
        return JSON.parse(text);
      } catch {
        return null;
      }
    })(),
    headers: response.headers,
  };
}

describe('a client error', () => {
  const number = '/rest/v1/rpc/test_number';
  test.each<[string, string, Call, number]>([
    ['a broken body', number, { raw: '{"n": ' }, 400],
    ['a body that is no object', number, { raw: '"x"' }, 404],
    ['an empty body', number, { raw: '' }, 404],
    ['a text for a number', number, { body: { n: 'abc' } }, 400],
    ['a number too large', number, { body: { n: 99999999999999 } }, 400],
    ['infinity', number, { raw: '{"n": 1e999}' }, 400],
    ['an object for a number', number, { body: { n: { a: 1 } } }, 400],
    ['a wrong uuid', number, { body: { n: 1, id: 'x' } }, 400],
    ['NUL in a text', number, { raw: '{"n": 1, "word": "a\\u0000b"}' }, 400],
    ['an unknown function', '/rest/v1/rpc/nothing', { body: {} }, 404],
    ['an unknown argument', number, { body: { m: 1 } }, 404],
    ['an unknown view', '/rest/v1/nothing', { signedIn: true }, 404],
    ['an unknown column', '/rest/v1/cases?select=nothing', { signedIn: true }, 400],
    ['a broken filter', '/rest/v1/cases?id=foo', { signedIn: true }, 400],
    ['a wrong uuid in a filter', '/rest/v1/cases?id=eq.abc', { signedIn: true }, 400],
    ['NUL in a filter', '/rest/v1/cases?number=eq.a%00b', { signedIn: true }, 400],
    ['half a character in a filter', '/rest/v1/cases?id=eq.%E0%A4%A', { signedIn: true }, 400],
    ['a broken expression', '/rest/v1/cases?number=match.%5B', { signedIn: true }, 400],
    ['a broken or', '/rest/v1/cases?or=(id.eq.1', { signedIn: true }, 400],
    ['a broken select', '/rest/v1/cases?select=a,b(c', { signedIn: true }, 400],
    ['a cast to an unknown type', '/rest/v1/cases?select=id::nothing', { signedIn: true }, 400],
    [
      'a write to a view that only shows',
      '/rest/v1/cases',
      { signedIn: true, body: { status: 'closed' } },
      400,
    ],
    [
      'a schema that is not exposed',
      '/rest/v1/staff',
      { signedIn: true, headers: { 'accept-profile': 'app' } },
      406,
    ],
    ['a forged token', '/rest/v1/cases', { headers: { authorization: 'Bearer a.b.c' } }, 401],
    ['no key', '/rest/v1/cases', { headers: { apikey: '' } }, 401],
    ['a wrong key', '/rest/v1/cases', { headers: { apikey: 'sb_publishable_wrong' } }, 401],
    [
      'NUL in a sign-in',
      '/auth/v1/token?grant_type=password',
      { raw: '{"email":"a\\u0000@b.cd","password":"1234567890"}' },
      400,
    ],
    ['a sign-in that is a list', '/auth/v1/token?grant_type=password', { raw: '[]' }, 400],
    ['a broken sign-in', '/auth/v1/token?grant_type=password', { raw: '{' }, 400],
    ['a body beyond the limit', number, { body: { n: 1, word: 'x'.repeat(1_100_000) } }, 413],
    // The answer is ready while the body is still being sent; the client must receive it all the same.
    ['a body far beyond the limit', number, { body: { n: 1, word: '长'.repeat(10_000_000) } }, 413],
  ])('is answered with the right status: %s', async (_, path, request, status) => {
    const answer = await call(path, request);
    expect(answer.status, answer.text).toBe(status);
    // Auth errors have another format, with `msg`.
    expect(answer.json.message ?? answer.json.msg, answer.text).toEqual(expect.any(String));
    expect(answer.text).not.toMatch(/\bat .*\.(js|ts):\d/);
  });

  test('half a surrogate pair is replaced or refused but never causes a server error', async () => {
    expect((await call(number, { raw: '{"n": 1, "word": "a\\ud800b"}' })).status).toBeLessThan(500);
    expect((await call(number, { raw: '{"n": 1, "doc": {"a": "\\ud800"}}' })).status).toBeLessThan(500);
    expect((await call(number, { raw: '{"n": 1, "doc": {"a": "\\u0000"}}' })).status).toBeLessThan(500);
  });
});

describe('the server', () => {
  test('reveals no internals when it fails itself', async () => {
    const answer = await call('/rest/v1/rpc/test_fault', { body: {} });
    expect(answer.status).toBe(500);
    expect(answer.json).toEqual({
      code: 'XX000',
      message: 'The server failed.',
      details: null,
      hint: 'error.server',
    });
  });

  test('tells the client that a deadlock has undone its call, and leaves it to the client to send it again', async () => {
    const first = await call('/rest/v1/rpc/test_conflict', { body: { failures: 1 } });
    expect(first).toMatchObject({ status: 409, json: { code: '40P01' } });
    const second = await call('/rest/v1/rpc/test_conflict', { body: { failures: 1 } });
    expect([second.status, second.json]).toEqual([200, 2]);
  });

  test('ends the statement of an anonymous caller after three seconds', async () => {
    const answer = await call('/rest/v1/rpc/test_sleep', { body: { seconds: 6 } });
    expect(answer.json).toMatchObject({ code: '57014', hint: 'error.timeout' });
  });

  test('takes the client address from the socket, whatever the client claims', async () => {
    const headers = {
      'x-forwarded-for': '203.0.113.9',
      'cf-connecting-ip': '203.0.113.9',
      'x-real-ip': '203.0.113.9',
    };
    const seen = (await call('/rest/v1/rpc/test_headers', { body: {}, headers })).json;
    expect(seen['x-forwarded-for']).toBe('127.0.0.1');
    expect(JSON.stringify(seen)).not.toContain('203.0.113.9');
  });

  test.each(['admin/users', 'admin', 'otp', 'recover', 'magiclink', 'authorize', 'nothing', 'token/x'])(
    'does not serve the unused auth endpoint /auth/v1/%s',
    async (path) => {
      const answer = await call(`/auth/v1/${path}`);
      expect(answer.status).toBe(404);
      expect(answer.json).toMatchObject({ code: 'not_found' });
    },
  );

  test('reports its health', async () => {
    expect((await call('/health')).status).toBe(200);
  });
});

describe('grants', () => {
  test('column grants apply: columns that may not be written are refused', async () => {
    const patch = (body: object) =>
      call('/rest/v1/test_cells?id=eq.1', { method: 'PATCH', body, signedIn: true });
    expect((await patch({ open: 'b' })).status).toBe(204);
    expect((await patch({ kept: 'stolen' })).status).toBe(403);
    expect((await call('/rest/v1/test_cells', { body: { id: 2 }, signedIn: true })).status).toBe(403);
    expect((await call('/rest/v1/test_cells')).status).toBe(401);
  });

  test('all grants on app and api are the same after requests as after the migration', async () => {
    await call('/rest/v1/cases?select=id', { signedIn: true });
    await call('/rest/v1/rpc/filing_form', { body: {} });
    expect(await grants()).toEqual(before);
  });
});

describe('the pages', () => {
  test('contain the facts, are not cached and cannot be framed', async () => {
    const portal = await call('/');
    expect(portal.text).toContain(`<meta name="supabase-key" content="${stack.anonKey}" />`);
    expect(portal.text).toContain('<meta name="staff-domain" content="staff.invalid" />');
    expect(portal.text).toContain('<meta name="supabase-url" content="" />');
    expect(portal.headers.get('cache-control')).toBe('no-cache');
    expect(portal.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    // The page's only inline script is allowed by its digest.
    expect(portal.headers.get('content-security-policy')).toMatch(/script-src 'self' 'sha256-[\w+/=]{44}';/);
    expect(portal.headers.get('x-content-type-options')).toBe('nosniff');
    expect(portal.headers.get('referrer-policy')).toBe('no-referrer');
    for (const path of ['/console', '/console/cases/1']) expect((await call(path)).text).toContain('console');
  });

  test('have assets that are compressed and cached forever', async () => {
    const asset = await call('/assets/main-1.js', { headers: { 'accept-encoding': 'br' } });
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect(asset.headers.get('content-encoding')).toBe('br');
    expect(Number(asset.headers.get('content-length'))).toBeLessThan(500);
  });

  test.each([
    '/assets/none.js',
    '/nothing',
    '/.built-from',
    '/..%2f..%2fpackage.json',
    '/portal/index.html',
    '/%',
    '/functions/v1/any',
  ])('are not found under %s', async (path) => {
    expect((await call(path)).status).toBe(404);
  });

  test('refuse other methods', async () => {
    expect((await call('/', { method: 'DELETE' })).status).toBe(405);
  });
});
