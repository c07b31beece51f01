import { withClient, withRole } from '../stack/client';
import { applyMigrations } from '../stack/migrations';
import { ADMIN } from '../stack/postgres';
import { judgeCatalogue } from './catalogue';
import { cli, forCli } from './cli';
import type { Gate } from './gate';

/** A finding of the official advisors. */
interface Advice {
  name: string;
  level: string;
  detail: string;
  cache_key: string;
}

/** Findings that we accept, by name or by cache key, each with its reason. One that never comes up is reported. */
export const ACCEPTED: Record<string, string> = {
  unused_index: 'says only that a fresh database has answered no queries yet',
  rls_enabled_no_policy:
    'tables that nobody but functions of the owner reads: no row for anybody else is the point',
  no_primary_key_app_transitions:
    'filing has no stage before, and a key takes no null: its unique constraint does',
};

/**
 * Asks the official advisors about a database that may be spoilt. Half of their rules look only at `public`,
 * whatever the project exposes, so `api` takes that name first. Throws when they give no answer.
 */
export async function askAdvisors(root: string, url: string): Promise<Advice[]> {
  await withClient(withRole(url, ADMIN), (client) =>
    client.query('alter schema public rename to formerly_public; alter schema api rename to public'),
  );
  const { code, stdout, stderr } = await cli(root, [
    'db',
    'advisors',
    `--db-url=${forCli(url)}`,
    '--type=all',
    '--level=info',
    '--fail-on=info',
  ]);
  const start = stdout.indexOf('[');
  if (start >= 0) return JSON.parse(stdout.slice(start)) as Advice[];
  if (code === 0) return [];
  throw new Error(stderr.trim().split('\n').at(-1) ?? 'the advisors gave no answer');
}

/** Official advisors and our own rules on the catalogue of a database as installed. */
export const advisors: Gate = {
  name: 'advisors',
  run: async ({ root, databases }) => {
    const { migrated, fresh } = await databases();
    const advised = await fresh('advised');
    await applyMigrations(advised);
    const advice = await askAdvisors(root, advised);
    const used = new Set<string>();
    const problems = advice.flatMap(({ name, level, detail, cache_key }) => {
      const accepted = [name, cache_key].find((key) => key in ACCEPTED);
      if (accepted === undefined) return [`${level} ${name}: ${detail}`];
      used.add(accepted);
      return [];
    });
    for (const key of Object.keys(ACCEPTED)) if (!used.has(key)) problems.push(`accepted in vain: ${key}`);
    problems.push(...(await withClient(migrated, judgeCatalogue)));
    return { problems, note: `${advice.length} accepted` };
  },
};
