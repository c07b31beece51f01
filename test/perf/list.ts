import pg from 'pg';
import { DEMO_ACCOUNTS } from '../../scripts/demo/accounts';
import { compare, type Measurement } from './measure';

/** The columns that the list screen reads. */
export const COLUMNS =
  'id, number, version, status, grade, type_name, summary, region_path, responsible_organisation_name, created_at, due_at, light';

/** Roles whose lists are measured, each with the equality filter of its lists. */
const POSTS = [
  ['city', 'city.dispatcher', 'city_code'],
  ['county', 'changting.dispatcher', 'county_code'],
  ['township', 'tingzhou.dispatcher', 'town_code'],
  ['village', 'shuidong.dispatcher', 'village_code'],
  ['organisation', 'tingzhou.mediator', 'lead_organisation_id'],
] as const;

/** Gives the demo accounts posts without signing anybody up, since only the database is measured. */
export async function makePosts(client: pg.Client): Promise<void> {
  for (const { account, name, role, kind, region } of DEMO_ACCOUNTS) {
    await client.query(
      `insert into app.organisations (name, short_name, kind, region_code, longitude, latitude)
       select path || '综治工作站', name, $1, code, longitude, latitude from app.regions
       where code = $2 and not exists (select 1 from app.organisations where kind = $1 and region_code = $2)`,
      [kind, region],
    );
    await client.query(
      `with person as (
         insert into auth.users (id, email) select gen_random_uuid(), $1 || '@bench.invalid'
         where not exists (select 1 from app.staff where account = $1) returning id
       ), known as (insert into app.staff (id, account, name) select id, $1, $2 from person returning id)
       insert into app.posts (staff_id, organisation_id, role)
       select known.id, (select id from app.organisations where kind = $4 and region_code = $5 order by name, id limit 1), $3 from known`,
      [account, name, role, kind, region],
    );
  }
}

/** A connection with the permanent identity of a person: claims and role are set once and apply to all queries. */
export async function connectAs(url: string, staffId: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`select set_config('request.jwt.claims', $1, false)`, [
    JSON.stringify({ sub: staffId, role: 'authenticated' }),
  ]);
  await client.query('set role authenticated');
  return client;
}

/**
 * Newest 25, newest 25 of a status, oldest deadlines first, and counts, as each role, compared with the owner, who
 * bypasses row-level security.
 */
export async function* benchList(url: string, n: number): AsyncGenerator<Measurement> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    for (const [level, account, column] of POSTS) {
      const { rows } = await owner.query<{ id: string; organisation_id: string; region_code: string }>(
        `select s.id, o.id as organisation_id, o.region_code from app.staff s join app.posts p on p.staff_id = s.id
         join app.organisations o on o.id = p.organisation_id where s.account = $1`,
        [account],
      );
      const person = rows[0]!;
      const scope = column === 'lead_organisation_id' ? person.organisation_id : person.region_code;
      const asPerson = await connectAs(url, person.id);
      const lists = {
        'newest 25': `select ${COLUMNS} from api.cases where ${column} = $1 order by created_at desc, id desc limit 26`,
        'newest 25 dispatched': `select ${COLUMNS} from api.cases where ${column} = $1 and status = 'dispatched' order by created_at desc, id desc limit 26`,
        'nearest deadlines': `select ${COLUMNS} from api.cases where ${column} = $1 and closed_at is null order by due_at nulls last, id limit 26`,
        'count up to 10,000': `select count(*) from (select 1 from api.cases where ${column} = $1 limit 10000) as counted`,
      };
      for (const [question, sql] of Object.entries(lists)) {
        yield await compare(
          { bench: 'list', case: `${question} · ${level}`, n, baseline: 'owner, the same statement' },
          () => asPerson.query(sql, [scope]),
          () => owner.query(sql, [scope]),
        );
      }
      const counts = `select s.status, (select count(*) from (select 1 from app.cases c where c.${column} = $1 and c.status = s.status limit 10000) as counted)
        from (select distinct from_status as status from app.transitions where from_status is not null union select 'closed') s`;
      yield await compare(
        { bench: 'list', case: `counts per status · ${level}`, n, baseline: 'owner, plain statement' },
        () => asPerson.query('select * from api.case_counts()'),
        () => owner.query(counts, [scope]),
      );
      await asPerson.end();
    }
  } finally {
    await owner.end();
  }
}
