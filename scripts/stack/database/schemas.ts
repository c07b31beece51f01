import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The single list of all schema files, by folder, in the order in which they are applied. */
const ORDER = 'order.json';

/** Placed before the first file: a function body may refer to objects of later files. */
export const BODIES_UNCHECKED = 'set check_function_bodies = off;';
/** Placed after the last file. */
export const BODIES_CHECKED = 'reset check_function_bodies;';

/** A file of `supabase/schemas`. */
export interface SchemaFile {
  /** Path below `supabase/schemas`: `20_places/tables.sql`. */
  name: string;
  sql: string;
}

/** Reads all schema files in order. Throws when the list and the folders do not contain the same files. */
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
