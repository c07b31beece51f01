import { createClient } from '@supabase/supabase-js';
import WebSocket from 'ws';
import type pg from 'pg';
import { withClient } from '../stack/database/client';
import { STAFF_DOMAIN } from '../stack/gateway/gateway';
import { DEMO_ACCOUNTS, type DemoAccount } from './people';

export { DEMO_ACCOUNTS };

/** The password of every demo account, printed at the start. */
export const DEMO_PASSWORD = 'mediation-2026';

/** A demo account as the start command prints it. */
export interface PrintedAccount {
  account: string;
  name: string;
  role: string;
  level: string;
  organisation: string;
}

/** The organisation of a post. The reference data has no centre for a village, so the demo creates its station. */
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
  const client = createClient(url, anonKey, options);
  const { data, error } = await client.auth.signUp({
    email: `${account}@${STAFF_DOMAIN}`,
    password: DEMO_PASSWORD,
  });
  if (error || !data.user)
    throw new Error(`The demo account ${account} cannot be made: ${error?.message ?? 'no answer'}`);
  // No person uses this session, so it must not appear in the person's list of devices.
  await client.auth.signOut();
  return data.user.id;
}

/**
 * Creates the missing demo accounts: sign-up through the auth interface, then the post as the owner. A repeated run
 * only reads.
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
        // An interrupted start may have left a sign-up without its post.
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
