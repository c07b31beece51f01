import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { withClient } from './client';
import { BODIES_CHECKED, BODIES_UNCHECKED, readSchemas } from './schemas';

const ROOT = join(import.meta.dirname, '..', '..', '..');

async function sqlFiles(folder: string): Promise<{ name: string; sql: string }[]> {
  const names = await readdir(join(ROOT, 'supabase', folder)).catch(() => [] as string[]);
  return Promise.all(
    names
      .filter((name) => name.endsWith('.sql'))
      .sort()
      .map(async (name) => ({ name, sql: await readFile(join(ROOT, 'supabase', folder, name), 'utf8') })),
  );
}

/** Runs one file in one transaction; the error names the file and the line. */
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
 * Applies pending migrations and records them in the same table as the official CLI. Returns the names of those
 * applied. When one fails, it is rolled back as a whole and the error names file and line. Also throws when an
 * applied migration was changed since: before the first release the baseline is still rewritten.
 */
export async function applyMigrations(url: string): Promise<string[]> {
  const files = await sqlFiles('migrations');
  const applied: string[] = [];
  await withClient(url, async (client) => {
    await client.query(`
      create schema if not exists supabase_migrations;
      create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
    `);
    const { rows } = await client.query<{ version: string; statements: string[] | null }>(
      'select version, statements from supabase_migrations.schema_migrations',
    );
    const known = new Map(rows.map((row) => [row.version, row.statements]));
    for (const { name, sql } of files) {
      const [version, title] = name.replace(/\.sql$/, '').split(/_(.*)/s) as [string, string | undefined];
      const recorded = known.get(version);
      // The official CLI records a file as several statements; only records with one statement, written here, can be
      // compared.
      if (recorded?.length === 1 && recorded[0] !== sql)
        throw new Error(
          `The database was made by an earlier development version (${name} has changed since). Start with --reset, which deletes it, or with another --data-dir.`,
        );
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

/** Builds an empty database straight from the schema files. For development and drift checks. */
export async function applySchemas(url: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(`begin; ${BODIES_UNCHECKED}`);
    for (const { name, sql } of await readSchemas(ROOT)) await runFile(client, name, sql);
    await client.query(BODIES_CHECKED);
    await client.query('commit');
  });
}

/** Regions and organisations of the demo city; all other reference data applies to any city. */
const DEMO_CITY_FILE = /_longyan_/;

/**
 * Loads the reference data, including the demo city's unless the database serves another city. Each file can be run
 * repeatedly.
 */
export async function applySeed(url: string, demoCity = true): Promise<void> {
  const files = await sqlFiles('seed');
  await withClient(url, async (client) => {
    for (const { name, sql } of files)
      if (demoCity || !DEMO_CITY_FILE.test(name)) await runFile(client, name, sql);
  });
}
