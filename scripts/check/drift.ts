import { cli, forCli } from './cli';
import type { Gate } from './gate';
import { baselineText, migrationNames, readBaseline } from '../db/baseline';

/**
 * The SQL that turns one database into another, including privileges, comments, policies and view options. Empty
 * when the databases are equal. Throws when the tool cannot compare them.
 */
export async function difference(root: string, from: string, to: string): Promise<string> {
  const { code, stdout, stderr } = await cli(root, [
    'db',
    'diff',
    '--use-pg-delta',
    '--strict-coverage',
    `--from=${forCli(from)}`,
    `--to=${forCli(to)}`,
  ]);
  if (code !== 0) throw new Error(stderr.trim().split('\n')[0] ?? 'the comparison failed');
  return stdout.trim();
}

/**
 * Checks that migrations and schemas build the same database. While the baseline is the only migration, its text
 * must match as well.
 */
export const drift: Gate = {
  name: 'drift',
  run: async ({ root, databases }) => {
    const names = await migrationNames(root);
    if (names.length === 0)
      return { problems: ['supabase/migrations is empty: npm run db -- migration baseline'] };
    const problems: string[] = [];
    if (names.length === 1 && (await readBaseline(root)) !== (await baselineText(root))) {
      problems.push(
        'supabase/migrations: the baseline is not that of the schemas: npm run db -- migration baseline',
      );
    }
    const { migrated, declared } = await databases();
    const sql = await difference(root, migrated, declared);
    if (sql !== '')
      problems.push(...sql.split(/;\s*\n/).map((statement) => `missing in migrations: ${statement.trim()}`));
    return { problems, note: `${names.length} migration${names.length === 1 ? '' : 's'}` };
  },
};
