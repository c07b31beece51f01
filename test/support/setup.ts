import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { makeAccounts } from '../../scripts/demo/accounts';
import { withClient, withRole } from '../../scripts/stack/database/client';
import { applyMigrations, applySchemas, applySeed } from '../../scripts/stack/database/migrations';
import { installPlatform } from '../../scripts/stack/database/platform';
import { isAlive } from '../../scripts/stack/server/orphan';
import { startPostgres, type Postgres } from '../../scripts/stack/server/postgres';
import { startStack } from '../../scripts/stack/stack';
import { throwAwayFolder } from '../../scripts/stack/server/throwAway';

/** What a test file needs to make its own database. */
export interface TestServer {
  dataDir: string;
  adminUrl: string;
  /** Prefix that separates the databases of two runs on one server. */
  templates: { plain: string; staffed: string };
}

declare module 'vitest' {
  export interface ProvidedContext {
    server: TestServer;
  }
}

interface Shared {
  users: number;
  ready: Promise<{ server: TestServer; postgres: Postgres }>;
}

// Each project loads this file again, but all of them share one server, so it is stored on the process.
const holder = globalThis as { testServer?: Shared };

const onDatabase = (postgres: Postgres, database: string) => withRole(postgres.url, 'postgres', { database });

const PREFIX = 'mediation-test-';

/** Removes the folders of killed runs, whose servers have already been stopped by their watchdogs. */
async function sweep(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((one) => one.startsWith(PREFIX))) {
    const starter = Number(await readFile(join(folder, name, 'postgres.starter'), 'utf8').catch(() => NaN));
    if (Number.isInteger(starter) && !isAlive(starter))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function build(): Promise<{ server: TestServer; postgres: Postgres }> {
  const folder = await throwAwayFolder();
  await sweep(folder);
  const dataDir = await mkdtemp(join(folder, PREFIX));
  const postgres = await startPostgres({ dataDir, durable: false, log: console.error });
  const admin = (sql: string) => withClient(postgres.adminUrl, (client) => client.query(sql));
  await admin('create database plain owner postgres');
  const plain = onDatabase(postgres, 'plain');
  await installPlatform(plain);
  // The migrations are generated from the schemas; in a checkout without migrations the schemas are applied instead.
  if ((await applyMigrations(plain)).length === 0) await applySchemas(plain);
  await applySeed(plain);
  await admin('create database staffed template plain owner postgres');
  const stack = await startStack({
    dataDir,
    databaseUrl: onDatabase(postgres, 'staffed'),
    adminUrl: withRole(postgres.adminUrl, 'supabase_admin', { database: 'staffed' }),
    prepare: false,
    port: 0,
  });
  await makeAccounts(stack);
  await stack.stop();
  return {
    postgres,
    server: { dataDir, adminUrl: postgres.adminUrl, templates: { plain: 'plain', staffed: 'staffed' } },
  };
}

/** Starts one database server for the whole run, with template databases to copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  holder.testServer ??= { users: 0, ready: build() };
  const shared = holder.testServer;
  shared.users += 1;
  const { server, postgres } = await shared.ready;
  project.provide('server', server);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    delete holder.testServer;
    await postgres.stop();
    await rm(server.dataDir, { recursive: true, force: true });
  };
}
