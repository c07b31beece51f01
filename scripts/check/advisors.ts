import { withClient, withRole } from '../stack/database/client';
import { applyMigrations } from '../stack/database/migrations';
import { ADMIN } from '../stack/server/postgres';
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

/** Findings that we accept, by rule name or cache key, with the reason. An entry that no longer occurs is reported. */
export const ACCEPTED: Record<string, string> = {
  unused_index: 'only means that a new database has not run any queries yet',
  rls_enabled_no_policy: 'tables that only functions of the owner read: other roles are meant to see no row',
  no_primary_key_app_transitions:
    'filing has no previous stage, and a primary key allows no null; its unique constraint does',
};

/**
 * Runs the official advisors on a throw-away database, which this function modifies: half of the rules only look at
 * the schema `public`, so `api` is renamed to `public` first. Throws when the advisors return no result.
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

/** Runs the official advisors and our own catalogue rules on a freshly installed database. */
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
