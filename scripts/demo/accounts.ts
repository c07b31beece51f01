import { createClient } from '@supabase/supabase-js';
import WebSocket from 'ws';
import type pg from 'pg';
import { withClient } from '../stack/client';
import { STAFF_DOMAIN } from '../stack/gateway';

/** One password for every demo account, printed at the start. */
export const DEMO_PASSWORD = 'mediation-2026';

/** A demo account and its post. */
export interface DemoAccount {
  account: string;
  name: string;
  role: 'dispatcher' | 'administrator' | 'leader' | 'mediator';
  /** Kind and region of the organisation. */
  kind: string;
  region: string;
  level: 'city' | 'county' | 'township' | 'village';
}

const CENTRE = 'dispatch_centre';
const CITY = '3508';
const CHANGTING = '350821';
const SHANGHANG = '350823';
const TINGZHOU = '350821100';
const VILLAGE = '350821100010';

/** Every role, at every level that has it. */
export const DEMO_ACCOUNTS: DemoAccount[] = [
  {
    account: 'city.dispatcher',
    name: '林志远',
    role: 'dispatcher',
    kind: CENTRE,
    region: CITY,
    level: 'city',
  },
  { account: 'city.leader', name: '陈国栋', role: 'leader', kind: CENTRE, region: CITY, level: 'city' },
  {
    account: 'city.administrator',
    name: '黄丽萍',
    role: 'administrator',
    kind: CENTRE,
    region: CITY,
    level: 'city',
  },
  {
    account: 'city.committee',
    name: '郑伟明',
    role: 'mediator',
    kind: 'professional_committee',
    region: CITY,
    level: 'city',
  },
  {
    account: 'changting.dispatcher',
    name: '赖秀英',
    role: 'dispatcher',
    kind: CENTRE,
    region: CHANGTING,
    level: 'county',
  },
  {
    account: 'changting.leader',
    name: '钟建华',
    role: 'leader',
    kind: CENTRE,
    region: CHANGTING,
    level: 'county',
  },
  {
    account: 'changting.administrator',
    name: '曾晓燕',
    role: 'administrator',
    kind: CENTRE,
    region: CHANGTING,
    level: 'county',
  },
  {
    account: 'changting.mediator',
    name: '王德福',
    role: 'mediator',
    kind: 'people_mediation',
    region: CHANGTING,
    level: 'county',
  },
  {
    account: 'shanghang.dispatcher',
    name: '丘文斌',
    role: 'dispatcher',
    kind: CENTRE,
    region: SHANGHANG,
    level: 'county',
  },
  {
    account: 'shanghang.mediator',
    name: '蓝玉兰',
    role: 'mediator',
    kind: 'people_mediation',
    region: SHANGHANG,
    level: 'county',
  },
  {
    account: 'tingzhou.dispatcher',
    name: '吴小红',
    role: 'dispatcher',
    kind: CENTRE,
    region: TINGZHOU,
    level: 'township',
  },
  {
    account: 'tingzhou.mediator',
    name: '李金水',
    role: 'mediator',
    kind: 'people_mediation',
    region: TINGZHOU,
    level: 'township',
  },
  {
    account: 'tingzhou.mediator2',
    name: '廖桂花',
    role: 'mediator',
    kind: 'people_mediation',
    region: TINGZHOU,
    level: 'township',
  },
  {
    account: 'shuidong.dispatcher',
    name: '范永昌',
    role: 'dispatcher',
    kind: CENTRE,
    region: VILLAGE,
    level: 'village',
  },
];

/** A demo account as the start command prints it. */
export interface PrintedAccount {
  account: string;
  name: string;
  role: string;
  level: string;
  organisation: string;
}

/** The organisation of a post; a village has no centre in the reference data, so the demo opens its station. */
async function organisationOf(
  client: pg.Client,
  { kind, region }: DemoAccount,
): Promise<{ id: string; name: string }> {
  const find = () =>
    client.query<{ id: string; name: string }>(
      'select id, name from app.organisations where kind = $1 and region_code = $2 and active order by name, id limit 1',
      [kind, region],
    );
  const known = (await find()).rows[0];
  if (known) return known;
  await client.query(
    `insert into app.organisations (name, short_name, kind, region_code, longitude, latitude)
     select replace(short.path, ' ', '') || '综治工作站', short.name || '综治站', $1, r.code, r.longitude, r.latitude 
     from app.regions r cross join lateral (
       select regexp_replace(r.path, '(居民|村民)委员会$', '') as path, regexp_replace(r.name, '(居民|村民)委员会$', '') as name
     ) as short where r.code = $2`,
    [kind, region],
  );
  const made = (await find()).rows[0];
  if (!made) throw new Error(`The demo needs a ${kind} in region ${region}; the reference data has none.`);
  return made;
}

async function signUp(url: string, anonKey: string, account: string): Promise<string> {
  const options = {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: WebSocket as never },
  };
  const { data, error } = await createClient(url, anonKey, options).auth.signUp({
    email: `${account}@${STAFF_DOMAIN}`,
    password: DEMO_PASSWORD,
  });
  if (error || !data.user)
    throw new Error(`The demo account ${account} cannot be made: ${error?.message ?? 'no answer'}`);
  return data.user.id;
}

/**
 * Makes the demo accounts that are missing: sign-up through the auth interface, then the post as the owner.
 * The second time it only reads.
 */
export async function makeAccounts(stack: {
  url: string;
  dbUrl: string;
  anonKey: string;
}): Promise<PrintedAccount[]> {
  return withClient(stack.dbUrl, async (client) => {
    const { rows } = await client.query<{ account: string }>('select account from app.staff');
    const known = new Set(rows.map((row) => row.account));
    const printed: PrintedAccount[] = [];
    for (const one of DEMO_ACCOUNTS) {
      const organisation = await organisationOf(client, one);
      if (!known.has(one.account)) {
        // A start cut short may have left the sign-up without its post.
        const email = `${one.account}@${STAFF_DOMAIN}`;
        const user = await client.query<{ id: string }>('select id from auth.users where email = $1', [
          email,
        ]);
        const id = user.rows[0]?.id ?? (await signUp(stack.url, stack.anonKey, one.account));
        await client.query('begin');
        await client.query('insert into app.staff (id, account, name) values ($1, $2, $3)', [
          id,
          one.account,
          one.name,
        ]);
        await client.query('insert into app.posts (staff_id, organisation_id, role) values ($1, $2, $3)', [
          id,
          organisation.id,
          one.role,
        ]);
        await client.query('commit');
      }
      printed.push({
        account: one.account,
        name: one.name,
        role: one.role,
        level: one.level,
        organisation: organisation.name,
      });
    }
    return printed;
  });
}
