import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BODIES_CHECKED, BODIES_UNCHECKED, readSchemas } from '../stack/database/schemas';

/** File name of the first migration. */
const BASELINE = '00000000000000_baseline.sql';

const HEADER = `-- Generated from supabase/schemas by "npm run db -- migration baseline". Do not edit: edit the schemas.
`;

/** File names of `supabase/migrations` in order. */
export async function migrationNames(root: string): Promise<string[]> {
  const names = await readdir(join(root, 'supabase', 'migrations')).catch(() => [] as string[]);
  return names.filter((name) => name.endsWith('.sql')).toSorted();
}

/** The baseline generated from the schemas: all schema files in order, each below its name. */
export async function baselineText(root: string): Promise<string> {
  const files = (await readSchemas(root)).map(
    ({ name, sql }) => `\n-- ${name} ${'-'.repeat(Math.max(3, 110 - name.length))}\n\n${sql.trim()}\n`,
  );
  return `${HEADER}${BODIES_UNCHECKED}\n${files.join('')}\n${BODIES_CHECKED}\n`;
}

/** The committed baseline; empty when missing. */
export function readBaseline(root: string): Promise<string> {
  return readFile(join(root, 'supabase', 'migrations', BASELINE), 'utf8').catch(() => '');
}

/** Generates the baseline from the schemas. Throws when there are later migrations. Returns its path. */
export async function writeBaseline(root: string): Promise<string> {
  const later = (await migrationNames(root)).filter((name) => name !== BASELINE);
  if (later.length > 0) {
    throw new Error(`The baseline is fixed since ${later[0]}. Name a new migration instead of "baseline".`);
  }
  await writeFile(join(root, 'supabase', 'migrations', BASELINE), await baselineText(root));
  return `supabase/migrations/${BASELINE}`;
}
