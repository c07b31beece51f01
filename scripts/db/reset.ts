import { withClient } from '../stack/database/client';
import { resetData } from '../stack/server/reset';
import { prepareDatabase } from '../stack/stack';
import { startPostgres } from '../stack/server/postgres';

/** Recreates the embedded database of a data folder: all data is lost, reference data is loaded again. */
export async function resetEmbedded(dataDir: string): Promise<void> {
  await resetData(dataDir);
  const postgres = await startPostgres({ dataDir, log: console.error });
  try {
    await prepareDatabase(postgres.url);
  } finally {
    await postgres.stop();
  }
}

/**
 * Recreates the product's schemas in an external database. Accounts in `auth` remain, without posts. Throws when
 * `app` or `api` contain something that is not this product.
 */
export async function resetForeign(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ ours: boolean }>(
      `select to_regclass('app.cases') is not null or to_regnamespace('app') is null as ours`,
    );
    if (!rows[0]?.ours) throw new Error('Schema "app" of that database is not ours; nothing was dropped.');
    await client.query('begin');
    await client.query('drop schema if exists app, api cascade');
    await client.query(`do $$ begin
      if to_regclass('supabase_migrations.schema_migrations') is not null then
        delete from supabase_migrations.schema_migrations;
      end if;
    end $$`);
    await client.query('commit');
  });
  await prepareDatabase(url);
}
