import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAdvisors, ACCEPTED } from '../../../scripts/check/advisors';
import { judgeCatalogue } from '../../../scripts/check/catalogue';
import { difference } from '../../../scripts/check/drift';
import { withClient } from '../../../scripts/stack/database/client';
import { testDatabase, type TestDatabase } from '../../support/database';

const ROOT = process.cwd();
let database: TestDatabase;
let other: TestDatabase;

beforeAll(async () => {
  [database, other] = [await testDatabase(), await testDatabase()];
});
afterAll(async () => {
  await database.drop();
  await other.drop();
});

/** What our own rules report about the database after `sql`, which is then rolled back. */
async function judgedWith(sql: string): Promise<string> {
  return withClient(database.url, async (client) => {
    // The rules open a transaction of their own; savepoints nest it in this one.
    const inner = {
      query: (text: string, values?: unknown[]) => client.query(nested(text), values),
    } as pg.Client;
    await client.query('begin');
    await client.query(sql);
    const problems = await judgeCatalogue(inner);
    await client.query('rollback');
    return problems.join('\n');
  });
}

function nested(text: string): string {
  if (text === 'begin') return 'savepoint inner_work';
  return text === 'rollback' ? 'rollback to savepoint inner_work' : text;
}

describe('the database catalogue', () => {
  it('follows our own rules', async () => {
    expect(await withClient(database.url, judgeCatalogue)).toEqual([]);
  });

  it.each([
    [
      'a definer function in api',
      `create function api.peek() returns int language sql security definer set search_path = '' as 'select 1'`,
      'api.peek(): no function of api runs',
    ],
    [
      'a function with a loose search path',
      `create function app.loose() returns int language sql as 'select 1'`,
      'app.loose(): every function fixes',
    ],
    [
      'two signatures of one function',
      `create function api.who_am_i(extra int) returns int language sql set search_path = '' as 'select 1'`,
      'who_am_i: a function of api has one',
    ],
    [
      'a table without row security',
      'create table app.open_table (id int primary key)',
      'app.open_table: row security',
    ],
    ['a table in api', 'create table api.things (id int primary key)', 'api.things: api holds only views'],
    [
      'a view with its owner’s eyes',
      'create view api.all_cases as select id from app.cases',
      'api.all_cases: api holds only views',
    ],
    [
      'a policy without limits',
      'create policy everything on app.deadlines for select to authenticated using (true)',
      'app.deadlines: no policy lets',
    ],
    [
      'a policy for everybody',
      'create policy anybody on app.deadlines for select using (false)',
      'anybody: every policy names',
    ],
    [
      'a policy that asks per row',
      'create policy slow on app.deadlines for select to authenticated using (app.my_role() is null)',
      'slow: policies ask',
    ],
    [
      'an object without a comment',
      'create view api.mute with (security_invoker = true) as select 1 as one',
      'api.mute: every object of api',
    ],
    [
      'a foreign key without an index',
      'alter table app.settings add column region text references app.regions',
      'every foreign key has an index',
    ],
    [
      'a trigger without its number',
      `create trigger tidy before update on app.cases for each row execute function suppress_redundant_updates_trigger()`,
      'app.cases.tidy: triggers are called',
    ],
    [
      'a function open to everybody',
      'grant execute on function app.my_role() to public',
      'granted, but not in test/db/rights/granted.ts: public: EXECUTE app.my_role',
    ],
    [
      'a staff function open to people without account',
      'grant execute on function api.who_am_i() to anon',
      'anon: EXECUTE api.who_am_i',
    ],
    ['a write on a table', 'grant update on app.cases to authenticated', 'authenticated: UPDATE app.cases'],
    [
      'a column that was withheld',
      'grant select (tracking_hash) on app.cases to authenticated',
      'authenticated: SELECT app.cases.tracking_hash',
    ],
    ['emptying a table', 'grant truncate on app.cases to service_role', 'service_role: TRUNCATE app.cases'],
    [
      'a right that was lost',
      'revoke select on api.cases from authenticated',
      'but not granted: authenticated: SELECT api.cases',
    ],
    [
      'rights on whatever comes later',
      'alter default privileges in schema app grant select on tables to anon',
      'whatever is made later is open: anon: SELECT app.later',
    ],
  ])('the rules report %s', async (_name, sql, problem) => {
    expect(await judgedWith(sql)).toContain(problem);
  });
});

describe('the official advisors', () => {
  it('report a planted problem, and nothing else that is not accepted', async () => {
    const spoilt = await testDatabase();
    await withClient(spoilt.url, (client) =>
      client.query('create view api.leak as select id from app.cases; grant select on api.leak to anon'),
    );
    const advice = await askAdvisors(ROOT, spoilt.url);
    await spoilt.drop();
    const unaccepted = advice.filter(({ name, cache_key }) => !(name in ACCEPTED || cache_key in ACCEPTED));
    expect(unaccepted.map(({ name }) => name)).toEqual(['security_definer_view']);
  });

  it('report no drift between equal databases, and each kind of difference', async () => {
    expect(await difference(ROOT, database.url, other.url)).toBe('');
    await withClient(other.url, (client) =>
      client.query(`grant update (status) on app.cases to authenticated;
        comment on view api.cases is 'Something else.';
        alter view api.parties set (security_invoker = false);
        alter policy "signed-in people read channels" on app.channels using (false);
        create index extra on app.cases (summary)`),
    );
    const sql = await difference(ROOT, database.url, other.url);
    for (const part of [
      'UPDATE ("status")',
      'COMMENT ON VIEW',
      'security_invoker',
      'POLICY',
      'CREATE INDEX extra',
    ])
      expect(sql).toContain(part);
  });
});
