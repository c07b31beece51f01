import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { withClient } from './client';

const SUPABASE = join(import.meta.dirname, '..', '..', 'supabase');

async function sqlFiles(folder: string): Promise<{ name: string; sql: string }[]> {
  const names = await readdir(join(SUPABASE, folder)).catch(() => [] as string[]);
  return Promise.all(
    names
      .filter((name) => name.endsWith('.sql'))
      .sort()
      .map(async (name) => ({ name, sql: await readFile(join(SUPABASE, folder, name), 'utf8') })),
  );
}

/** Runs one file as one transaction; the error says which file and which line. */
async function runFile(client: pg.Client, name: string, sql: string): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    const failure = error as Error & { position?: string; where?: string };
    const line = failure.position ? sql.slice(0, Number(failure.position)).split('\n').length : null;
    const place = line === null ? name : `${name}:${line}`;
    throw new Error(
      `${place}: ${failure.message}${failure.where ? ` (${failure.where.split('\n')[0]})` : ''}`,
      { cause: error },
    );
  }
}

/**
 * Applies the migrations that the database does not have yet and records them where the official CLI does.
 * Returns the names applied. Throws with file and line when one fails; that one is undone as a whole.
 */
export async function applyMigrations(url: string): Promise<string[]> {
  const files = await sqlFiles('migrations');
  const applied: string[] = [];
  await withClient(url, async (client) => {
    await client.query(`
      create schema if not exists supabase_migrations;
      create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
    `);
    const { rows } = await client.query<{ version: string }>(
      'select version from supabase_migrations.schema_migrations',
    );
    const known = new Set(rows.map((row) => row.version));
    for (const { name, sql } of files) {
      const [version, title] = name.replace(/\.sql$/, '').split(/_(.*)/s) as [string, string | undefined];
      if (known.has(version)) continue;
      await client.query('begin');
      await runFile(client, name, sql);
      await client.query('insert into supabase_migrations.schema_migrations values ($1, $2, $3)', [
        version,
        [sql],
        title ?? '',
      ]);
      await client.query('commit');
      applied.push(name);
    }
  });
  return applied;
}

/** Builds an empty database straight from the schema chapters, in order. For development and drift checks. */
export async function applySchemas(url: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('begin');
    for (const { name, sql } of await sqlFiles('schemas')) await runFile(client, name, sql);
    await client.query('commit');
  });
}

/** Loads the reference data. Each file may be repeated. */
export async function applySeed(url: string): Promise<void> {
  await withClient(url, async (client) => {
    for (const { name, sql } of await sqlFiles('seed')) await runFile(client, name, sql);
  });
}
