import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The one list of all schema files, by folder, in the order in which they are applied. */
const ORDER = 'order.json';

/** Stands before the first file: the body of a function may name what a later file makes. */
export const BODIES_UNCHECKED = 'set check_function_bodies = off;';
/** Stands behind the last one. */
export const BODIES_CHECKED = 'reset check_function_bodies;';

/** A file of `supabase/schemas`. */
export interface SchemaFile {
  /** Below `supabase/schemas`: `20_places/tables.sql`. */
  name: string;
  sql: string;
}

/** All schema files in their order. Throws when the list and the folders do not hold the same files. */
export async function readSchemas(root: string): Promise<SchemaFile[]> {
  const folder = join(root, 'supabase', 'schemas');
  const order = JSON.parse(await readFile(join(folder, ORDER), 'utf8')) as Record<string, string[]>;
  const names = Object.entries(order).flatMap(([room, files]) => files.map((file) => `${room}/${file}`));
  const there = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== ORDER)
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const unlisted = there.filter((name) => !names.includes(name));
  const missing = names.filter((name) => !there.includes(name));
  const problems = [
    ...twice.map((name) => `lists ${name} twice`),
    ...unlisted.map((name) => `does not list ${name}`),
    ...missing.map((name) => `lists ${name}, which is not there`),
  ];
  if (problems.length > 0) throw new Error(`supabase/schemas/${ORDER} ${problems.toSorted().join('; ')}`);
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(join(folder, name), 'utf8') })));
}
