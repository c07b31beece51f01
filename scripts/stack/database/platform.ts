import { readFile } from 'node:fs/promises';
import { App, getStorageSchemaSql } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import { withClient, withRole } from './client';
import { ADMIN } from '../server/postgres';

async function isSuperuser(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    const { rows } = await client.query('select rolsuper from pg_roles where rolname = current_user');
    return rows[0].rolsuper === true;
  });
}

/** Creates the sign-in tables through the gateway's library. */
async function installAuth(url: string): Promise<void> {
  const connection = createPostgresConnection({
    url,
    postgresOptions: { max: 1, onnotice: () => undefined },
  });
  try {
    const app = new App({
      connection,
      auth: { enabled: true, jwt_secret: 'only for making tables, never used to sign' },
      db: { migrations: { enabled: false } },
      options: { server: { admin: false } },
    });
    await app.ensureSystemSchema();
  } finally {
    await connection.close();
  }
}

/**
 * Installs what a hosted Supabase project has before its first migration: roles, default privileges, and the schemas
 * auth, realtime, cron, storage and extensions. Can be repeated. `url` connects as the owner; the embedded server's
 * superuser does the work. A database that is already a Supabase project stays unchanged.
 */
export async function installPlatform(url: string): Promise<void> {
  const admin = (await isSuperuser(url)) ? url : withRole(url, ADMIN);
  try {
    if (admin !== url && !(await isSuperuser(admin))) return;
  } catch (error) {
    // A hosted project refuses the connection as superuser, and already has everything.
    if (['28P01', '28000', 'XX000'].includes((error as { code?: string }).code ?? '')) return;
    throw error;
  }
  process.env.DO_NOT_TRACK = '1';
  await installAuth(admin);
  const sql = await readFile(new URL('./platform.sql', import.meta.url), 'utf8');
  await withClient(admin, async (client) => {
    await client.query("begin; select pg_advisory_xact_lock(hashtext('platform'))");
    await client.query(getStorageSchemaSql());
    await client.query(sql);
    await client.query('commit');
  });
}
