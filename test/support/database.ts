import { inject } from 'vitest';
import { withClient, withRole } from '../../scripts/stack/database/client';

/** A database of one test file. */
export interface TestDatabase {
  /** As `postgres`, the owner of the product's schemas. */
  url: string;
  /** As superuser. */
  adminUrl: string;
  /** Drops the database; otherwise it is dropped at the end of the run. */
  drop(): Promise<void>;
}

/**
 * A new database with platform, migrations and reference data, copied from the run's template.
 * With `staffed` it also has the demo accounts.
 */
export async function testDatabase({ staffed = false } = {}): Promise<TestDatabase> {
  const { adminUrl, templates } = inject('server');
  const database = `t_${crypto.randomUUID().slice(0, 8)}`;
  const template = staffed ? templates.staffed : templates.plain;
  await withClient(adminUrl, async (client) => {
    // Two test files may copy the same template at once, but PostgreSQL allows only one copy at a time.
    await client.query(`select pg_advisory_lock(hashtext('template'))`);
    await client.query(`create database ${database} template ${template} owner postgres`);
  });
  return {
    url: withRole(adminUrl, 'postgres', { database }),
    adminUrl: withRole(adminUrl, 'supabase_admin', { database }),
    drop: async () => {
      await withClient(adminUrl, (client) =>
        client.query(`drop database if exists ${database} with (force)`),
      );
    },
  };
}
