import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SCHEMAS = join(process.cwd(), 'supabase', 'schemas');

/** A list of values of the schemas: `app.name()`, as an array, or as other lists and arrays joined by `||`. */
const LIST = /create function app\.(\w+)\(\) returns text\[\][^$]*\$\$\s*select ([^$]*?)\s*\$\$/g;

const sources = readdirSync(SCHEMAS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => readFileSync(join(SCHEMAS, name, 'tables.sql'), 'utf8'));

const definitions = new Map(
  sources.flatMap((sql) => [...sql.matchAll(LIST)].map(([, name = '', body = '']) => [name, body] as const)),
);

function codesOf(name: string): string[] {
  return (definitions.get(name) ?? '').split('||').flatMap((part) => {
    const other = /app\.(\w+)\(\)/.exec(part)?.[1];
    return other ? codesOf(other) : [...part.matchAll(/'(\w[\w-]*)'/g)].map(([, code = '']) => code);
  });
}

/** What `list_values` answers: the lists of the rules, read from the schemas themselves. */
export const LIST_VALUES = [...definitions.keys()].flatMap((list) =>
  codesOf(list).map((code) => ({ list, code })),
);
