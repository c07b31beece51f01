import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withClient, withRole } from '../stack/database/client';
import { applyMigrations, applySchemas } from '../stack/database/migrations';
import { installPlatform } from '../stack/database/platform';
import { startPostgres } from '../stack/server/postgres';
import { throwAwayFolder } from '../stack/server/throwAway';

/** Two temporary databases with the platform's objects, and their server. The URLs connect as the owner. */
export interface Scratch {
  /** Built from `supabase/migrations`, as in an installation. */
  migrated: string;
  /** Built from `supabase/schemas`, the source of truth. */
  declared: string;
  /** Creates another database like `migrated`, but without any migration applied. */
  fresh(name: string): Promise<string>;
  stop(): Promise<void>;
}

const open = new Set<() => Promise<void>>();

/** Removes the servers and folders that an interrupted run would leave behind. */
export async function stopScratches(): Promise<void> {
  await Promise.all([...open].map((stop) => stop().catch(() => undefined)));
}

/** Starts an embedded server in its own folder and builds both databases. */
export async function startScratch(): Promise<Scratch> {
  const dataDir = await mkdtemp(join(await throwAwayFolder(), 'mediation-check-'));
  const postgres = await startPostgres({ dataDir, durable: false, log: console.error });
  const stop = async () => {
    open.delete(stop);
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  open.add(stop);
  const make = async (name: string, template: string) => {
    await withClient(postgres.adminUrl, (client) =>
      client.query(`create database ${name} template ${template} owner postgres`),
    );
    return withRole(postgres.url, 'postgres', { database: name });
  };
  try {
    await installPlatform(await make('platform', 'template1'));
    const [migrated, declared] = [await make('migrated', 'platform'), await make('declared', 'platform')];
    await applyMigrations(migrated);
    await applySchemas(declared);
    return { migrated, declared, fresh: (name) => make(name, 'platform'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
