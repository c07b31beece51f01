import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { REFERENCE } from '../../web/text/languages';
import { firstGroups } from './sources';

/** Texts by key, as a catalogue file exports them. */
export interface Words {
  [key: string]: string | Words;
}

/** A flattened catalogue: `group.key` → text. */
export type Flat = Map<string, string>;

/** The catalogues of `web/text` by name, each by language; null when the file, or one that it imports, is missing. */
export type Catalogues = Record<string, Record<string, Flat | null>>;

/** Flattens a nested catalogue. */
export function flatten(message: Words, prefix = ''): Flat {
  return new Map(
    Object.entries(message).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

/** Folders of `web/text` that belong to no language of the list: nobody could choose it. */
export async function unlistedFolders(root: string, locales: readonly string[]): Promise<string[]> {
  const entries = await readdir(join(root, 'web', 'text'), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !locales.includes(entry.name))
    .map(({ name }) => `web/text/${name}: web/text/languages.ts has no line for it`);
}

/** The catalogue of a file; null where the file imports one that is missing. */
const readCatalogue = (path: string): Promise<Flat | null> =>
  (import(pathToFileURL(path).href) as Promise<{ default: Words }>).then(
    (module) => flatten(module.default),
    () => null,
  );

/** Loads every `web/text/<language>/<name>.ts` under a root. */
export async function loadCatalogues(root: string, locales: readonly string[]): Promise<Catalogues> {
  const folder = join(root, 'web', 'text');
  const found: Catalogues = {};
  for (const locale of locales) {
    const files = await readdir(join(folder, locale), { recursive: true }).catch(() => []);
    for (const file of files.map((path) => path.replaceAll('\\', '/'))) {
      if (!file.endsWith('.ts')) continue;
      const languages = (found[file.slice(0, -'.ts'.length)] ??= Object.fromEntries(
        locales.map((one) => [one, null]),
      ));
      languages[locale] = await readCatalogue(join(folder, locale, file));
    }
  }
  return found;
}

/** The placeholder names, `%{…}`, of a text. */
export function holes(message: string): Set<string> {
  return new Set(firstGroups(message, /%\{(\w+)\}/g));
}

const names = (set: Set<string>) => [...set].toSorted().join(', ') || 'none';

/** Reports where a language differs from the reference in keys or parameters, or where a text is missing. */
export function compareLanguages(catalogues: Catalogues): string[] {
  const problems = new Set<string>();
  for (const [name, languages] of Object.entries(catalogues)) {
    const reference = languages[REFERENCE];
    if (!reference) {
      problems.add(`web/text/${REFERENCE}/${name}.ts: missing, or imports a missing file`);
      continue;
    }
    for (const [locale, texts] of Object.entries(languages)) {
      const file = `web/text/${locale}/${name}.ts`;
      if (!texts) {
        problems.add(`${file}: missing, or imports a missing file`);
        continue;
      }
      for (const [key, message] of texts) {
        const original = reference.get(key);
        if (message === '') problems.add(`${file}: ${key} is empty`);
        if (original === undefined)
          problems.add(`web/text/${REFERENCE}/${name}.ts: no ${key}, which ${locale} has`);
        else if (names(holes(message)) !== names(holes(original))) {
          problems.add(
            `${file}: ${key} has figures ${names(holes(message))}; ${REFERENCE} has ${names(holes(original))}`,
          );
        }
      }
      for (const key of reference.keys()) if (!texts.has(key)) problems.add(`${file}: no ${key}`);
    }
  }
  return [...problems];
}
