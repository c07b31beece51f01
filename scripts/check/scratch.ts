import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withClient, withRole } from '../stack/client';
import { applyMigrations, applySchemas } from '../stack/migrations';
import { installPlatform } from '../stack/platform';
import { startPostgres } from '../stack/postgres';
import { throwAwayFolder } from '../stack/throwAway';

/** Two throw-away databases with the platform's objects, and the server they live on. Addresses are the owner's. */
export interface Scratch {
  /** Built from `supabase/migrations`, as an installation gets it. */
  migrated: string;
  /** Built from `supabase/schemas`, the truth. */
  declared: string;
  /** A further database like `migrated`, before any migration. */
  fresh(name: string): Promise<string>;
  stop(): Promise<void>;
}

const open = new Set<() => Promise<void>>();

/** Removes what an interrupted run would leave. */
export async function stopScratches(): Promise<void> {
  await Promise.all([...open].map((stop) => stop().catch(() => undefined)));
}

/** Starts the embedded server in a folder of its own and builds both databases. */
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
