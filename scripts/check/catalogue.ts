import type pg from 'pg';
import { granted, ROLES } from '../../test/db/rights/granted';

/** A rule on the database's catalogue. */
interface Lint {
  name: string;
  /** Returns one column, `found`: each row is a violation. */
  sql: string;
  /** Accepted violations, each with its reason. */
  except?: Record<string, string>;
}

const OURS = `n.nspname in ('app', 'api')`;
const FUNCTIONS = 'pg_proc p join pg_namespace n on n.oid = p.pronamespace';
const RELATIONS = 'pg_class c join pg_namespace n on n.oid = c.relnamespace';
const POLICIES = `pg_policy o join pg_class c on c.oid = o.polrelid join pg_namespace n on n.oid = c.relnamespace`;
const POLICY_TEXT = `concat_ws(' ', pg_get_expr(o.polqual, o.polrelid), pg_get_expr(o.polwithcheck, o.polrelid))`;

/** Rules that the official advisors lack, or that their bundled version omits. */
const LINTS: readonly Lint[] = [
  {
    name: 'no function of api runs with its owner’s rights',
    sql: `select p.oid::regprocedure::text as found from ${FUNCTIONS} where n.nspname = 'api' and p.prosecdef`,
  },
  {
    name: 'every function fixes its search path',
    sql: `select p.oid::regprocedure::text as found from ${FUNCTIONS} where ${OURS} and not exists (
      select from unnest(p.proconfig) setting where setting like 'search_path=%')`,
  },
  {
    name: 'a function of api has one signature, so that named arguments find it',
    sql: `select p.proname as found from ${FUNCTIONS} where n.nspname = 'api' group by 1 having count(*) > 1`,
  },
  {
    name: 'row security is on for every table',
    sql: `select c.oid::regclass::text as found from ${RELATIONS}
      where ${OURS} and c.relkind in ('r', 'p') and not c.relrowsecurity`,
  },
  {
    name: 'api holds only views that read as their caller',
    sql: `select c.oid::regclass::text as found from ${RELATIONS} where n.nspname = 'api' and c.relkind <> 'c'
      and (c.relkind <> 'v' or not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false))`,
  },
  {
    name: 'no policy lets every row through',
    sql: `select c.oid::regclass::text as found from ${POLICIES}
      where pg_get_expr(o.polqual, o.polrelid) = 'true' or pg_get_expr(o.polwithcheck, o.polrelid) = 'true'`,
    except: {
      'app.channels': 'a list of names, the same for everybody who signed in',
      'app.required_papers': 'a list of names, the same for everybody who signed in',
      'app.dispute_types': 'a list of names, the same for everybody who signed in',
      'app.organisation_categories': 'a list of names, the same for everybody who signed in',
      'app.regions': 'the public tree of administrative regions',
      'app.region_outlines': 'the public outlines of counties',
    },
  },
  {
    name: 'every policy names its roles',
    sql: `select c.oid::regclass || ': ' || o.polname as found from ${POLICIES}
      where ${OURS} and o.polroles = '{0}'`,
  },
  {
    name: 'policies ask who is reading once a query, inside (select …)',
    sql: `select c.oid::regclass || ': ' || o.polname as found from ${POLICIES}
      where ${POLICY_TEXT} ~ '(?<!SELECT )(app\\.my_\\w+|auth\\.(uid|jwt|role)|realtime\\.topic)\\('`,
  },
  {
    name: 'every object of api has a comment',
    sql: `select p.oid::regprocedure::text as found from ${FUNCTIONS}
        where n.nspname = 'api' and obj_description(p.oid, 'pg_proc') is null
      union all
      select c.oid::regclass::text from ${RELATIONS} where n.nspname = 'api' and c.relkind <> 'c'
        and obj_description(c.oid, 'pg_class') is null
      union all
      select t.oid::regtype::text from pg_type t join pg_namespace n on n.oid = t.typnamespace
        join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
        where n.nspname = 'api' and obj_description(t.oid, 'pg_type') is null`,
  },
  {
    name: 'every foreign key has an index that begins with it',
    sql: `select k.conrelid::regclass || '.' || k.conname as found from pg_constraint k
      join pg_namespace n on n.oid = k.connamespace where ${OURS} and k.contype = 'f' and not exists (
        select from pg_index i where i.indrelid = k.conrelid and i.indisvalid and i.indpred is null
          and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,
  },
  {
    name: 'triggers are called <table>_<NN>_<task>',
    sql: `select t.tgrelid::regclass || '.' || t.tgname as found from pg_trigger t
      join ${RELATIONS} on c.oid = t.tgrelid
      where ${OURS} and not t.tgisinternal and t.tgname !~ ('^' || c.relname || '_[0-9]{2}_[a-z_]+$')`,
  },
];

/** Every privilege that the roles of `granted.ts` have on the product's objects, in the notation of that file. */
const RIGHTS = `
  with own as (select oid, nspname from pg_namespace where nspname in ('app', 'api'))
  select format('%s: %s %s', role, right_name, object) as line from (
    select a.grantee, a.privilege_type as right_name, format('%s.%s', own.nspname, c.relname) as object
      from pg_class c join own on own.oid = c.relnamespace, aclexplode(c.relacl) a
    union
    select a.grantee, a.privilege_type, format('%s.%s.%s', own.nspname, c.relname, t.attname)
      from pg_attribute t join pg_class c on c.oid = t.attrelid join own on own.oid = c.relnamespace,
        aclexplode(t.attacl) a where not t.attisdropped
    union
    select a.grantee, a.privilege_type, format('%s.%s', own.nspname, p.proname)
      from pg_proc p join own on own.oid = p.pronamespace,
        aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
  ) rights, lateral (select case when grantee = 0 then 'public' else pg_get_userbyid(grantee) end) g (role)
  where role = any ($1) order by 1`;

async function rightsProblems(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(RIGHTS, [ROLES]);
  const [is, should] = [new Set(rows.map(({ line }) => line)), new Set(granted())];
  return [
    ...[...is]
      .filter((line) => !should.has(line))
      .map((line) => `granted, but not in test/db/rights/granted.ts: ${line}`),
    ...[...should]
      .filter((line) => !is.has(line))
      .map((line) => `in test/db/rights/granted.ts, but not granted: ${line}`),
  ];
}

/** Creates a table and functions as a later migration would, reports who may use them, and removes them again. */
async function futureProblems(client: pg.Client): Promise<string[]> {
  await client.query('begin');
  try {
    await client.query(`create table app.later (id int primary key);
      create function app.later() returns int language sql as 'select 1';
      create function api.later() returns int language sql as 'select 1'`);
    const { rows } = await client.query<{ line: string }>(RIGHTS, [ROLES]);
    return rows
      .filter(({ line }) => line.endsWith('.later'))
      .map(({ line }) => `whatever is made later is open: ${line}`);
  } finally {
    await client.query('rollback');
  }
}

/** Checks a database against our own rules. Returns one sentence per violation. */
export async function judgeCatalogue(client: pg.Client): Promise<string[]> {
  const problems: string[] = [];
  for (const { name, sql, except = {} } of LINTS) {
    const { rows } = await client.query<{ found: string }>(sql);
    const found = new Set(rows.map((row) => row.found));
    for (const one of found) if (!(one in except)) problems.push(`${one}: ${name}`);
    for (const one of Object.keys(except))
      if (!found.has(one)) problems.push(`${one}: excepted in vain from "${name}"`);
  }
  return [...problems, ...(await rightsProblems(client)), ...(await futureProblems(client))];
}
