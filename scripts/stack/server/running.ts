import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { withClient } from '../database/client';
import { loadKeys } from './keys';
import { prepareDatabase } from '../stack';
import { startPostgres } from './postgres';

/** A database to work on, running anywhere. */
export interface OpenDatabase {
  /** URL as the owner. */
  url: string;
  close(): Promise<void>;
}

/** URL of the database server that a running start command keeps on a data folder; null when none answers. */
async function runningUrl(dataDir: string): Promise<string | null> {
  const lock = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => null);
  const port = lock?.split('\n')[3]?.trim();
  if (!port) return null;
  const { databasePassword } = await loadKeys(dataDir);
  const url = `postgres://postgres:${databasePassword}@127.0.0.1:${port}/postgres`;
  return withClient(url, () => Promise.resolve(url)).catch(() => null);
}

/**
 * Opens the database of DATABASE_URL, else the one of a running start command on the data folder, else starts the
 * one in the data folder and brings it up to date.
 */
export async function openDatabase(folder: string, log?: (line: string) => void): Promise<OpenDatabase> {
  const dataDir = resolve(folder);
  const elsewhere = process.env.DATABASE_URL ?? (await runningUrl(dataDir));
  if (elsewhere) return { url: elsewhere, close: () => Promise.resolve() };
  const postgres = await startPostgres({ dataDir, ...(log ? { log } : {}) });
  try {
    // The seed needs the tables that the gateway's library creates in schema auth together with the platform.
    await prepareDatabase(postgres.url);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return { url: postgres.url, close: postgres.stop };
}
