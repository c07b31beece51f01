import pg from 'pg';
import { COLUMNS, connectAs } from './list';
import { compare, type Measurement } from './measure';

/** Users of a list, each with the equality filter of their lists. */
const ROLES = [
  ['city dispatcher', 'city.dispatcher', 'city_code'],
  ['city leader', 'city.leader', 'city_code'],
  ['city administrator', 'city.administrator', 'city_code'],
  ['county dispatcher', 'changting.dispatcher', 'county_code'],
  ['county leader', 'changting.leader', 'county_code'],
  ['county administrator', 'changting.administrator', 'county_code'],
  ['township dispatcher', 'tingzhou.dispatcher', 'town_code'],
  ['village dispatcher', 'shuidong.dispatcher', 'village_code'],
  ['mediator', 'tingzhou.mediator', 'lead_organisation_id'],
  ['committee mediator', 'city.committee', 'lead_organisation_id'],
  ['reporter', 'tingzhou.reporter', 'filed_by'],
] as const;

/**
 * The first page of a list as each role, compared with the same page as the county's dispatcher: all roles should
 * cost the same.
 */
export async function* benchRoles(url: string, n: number): AsyncGenerator<Measurement> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  const opened: pg.Client[] = [];
  const open = async (account: string, column: string) => {
    const { rows } = await owner.query<{ id: string; organisation_id: string; region_code: string }>(
      `select s.id, o.id as organisation_id, o.region_code from app.staff s join app.posts p on p.staff_id = s.id
       join app.organisations o on o.id = p.organisation_id where s.account = $1`,
      [account],
    );
    const person = rows[0]!;
    const client = await connectAs(url, person.id);
    opened.push(client);
    const scope =
      column === 'lead_organisation_id'
        ? person.organisation_id
        : column === 'filed_by'
          ? person.id
          : person.region_code;
    const sql = `select ${COLUMNS} from api.cases where ${column} = $1 order by created_at desc, id desc limit 26`;
    return () => client.query(sql, [scope]);
  };
  try {
    const yardstick = await open('changting.dispatcher', 'county_code');
    for (const [role, account, column] of ROLES) {
      yield await compare(
        { bench: 'roles', case: `newest 25 · ${role}`, n, baseline: 'county dispatcher, the same page' },
        await open(account, column),
        yardstick,
      );
    }
  } finally {
    for (const client of opened) await client.end();
    await owner.end();
  }
}
