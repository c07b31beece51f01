import type { SchemaFile } from '../../scripts/stack/database/schemas';

/** A statement of a schema file, without comments, string literals and function bodies. */
export interface Statement {
  file: string;
  sql: string;
}

/** The statements of all files; names in double quotes are kept. */
export function statementsOf(files: readonly SchemaFile[]): Statement[] {
  return files.flatMap(({ name, sql }) =>
    sql
      .replace(/\$\$[\s\S]*?\$\$|--[^\n]*|'(?:[^']|'')*'|"[^"]*"/g, (found) =>
        found.startsWith('"') ? found : found.startsWith('--') ? '' : "''",
      )
      .split(';')
      .map((text) => ({ file: name, sql: text.replace(/\s+/g, ' ').trim() }))
      .filter((statement) => statement.sql !== ''),
  );
}

const MAKES: readonly [RegExp, (found: string[]) => string][] = [
  [/^create (?:table|view|sequence|type|domain) ([\w.]+)/, ([name]) => name!],
  [/^create (?:unique )?index (\w+) on (\w+)\./, ([name, schema]) => `${schema}.${name}`],
  [/^create function ([\w.]+)/, ([name]) => `${name}()`],
  [/^create trigger (\w+) .*? on ([\w.]+)/, ([name, table]) => `${name} on ${table}`],
  [/^create policy "([^"]+)" on ([\w.]+)/, ([name, table]) => `${name} on ${table}`],
  [/^alter table ([\w.]+) add constraint (\w+)/, ([table, name]) => `${name} on ${table}`],
];

/** The file in which each object is created, by the name that `objectName` gives it. */
export function homesOf(statements: readonly Statement[]): Map<string, string> {
  const homes = new Map<string, string>();
  for (const { file, sql } of statements)
    for (const [pattern, name] of MAKES) {
      const found = pattern.exec(sql);
      if (found) homes.set(name(found.slice(1)), file);
    }
  return homes;
}

/**
 * Dependencies between objects in the catalogue, except parts that the server creates. Function bodies are not part
 * of it.
 */
export const DEPENDENCIES = `
  select a.type, a.identity, b.type as needed_type, b.identity as needed
  from pg_depend d
  cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) a
  cross join lateral pg_identify_object(d.refclassid, d.refobjid, d.refobjsubid) b
  where d.deptype in ('n', 'a')`;

/** A row of `DEPENDENCIES`. */
export interface Dependency {
  type: string;
  identity: string;
  needed_type: string;
  needed: string;
}

/** The names under which an object may be listed, the most specific first. */
function namesOf(type: string, identity: string): string[] {
  const plain = identity.replaceAll('"', '');
  // For a rule, a constraint, a trigger or a policy: its own name, else that of its table or view.
  const [, owner] = / on ([\w.]+)$/.exec(plain) ?? [];
  if (owner !== undefined) return [plain, owner];
  if (type === 'function') return [plain.replace(/\(.*$/, '()')];
  if (type.endsWith('column') || type === 'default value')
    return [/(\w+\.\w+)\.\w+$/.exec(plain)?.[1] ?? plain];
  return [plain.replace(/\[\]$/, '')];
}

/** A message for each object that depends on one of a later folder. */
export function forwardReferences(
  homes: ReadonlyMap<string, string>,
  dependencies: readonly Dependency[],
): string[] {
  const homeOf = (type: string, identity: string) =>
    namesOf(type, identity)
      .map((name) => homes.get(name))
      .find((home) => home !== undefined);
  const folder = (file: string) => file.split('/')[0]!;
  const found = dependencies.flatMap(({ type, identity, needed_type, needed }) => {
    const [own, other] = [homeOf(type, identity), homeOf(needed_type, needed)];
    if (own === undefined || other === undefined || folder(other) <= folder(own)) return [];
    return [`${own}: ${type} ${identity} needs ${needed_type} ${needed} of ${other}`];
  });
  return [...new Set(found)].toSorted();
}
