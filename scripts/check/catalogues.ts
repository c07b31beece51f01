import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Texts by key, as a catalogue file exports them. */
export interface Words {
  [key: string]: string | Words;
}

/** A flattened catalogue: `group.key` → text. */
export type Flat = Map<string, string>;

/** The catalogues of `web/text` by name, each in both languages; null when a file is missing. */
export type Catalogues = Record<string, { 'zh-CN': Flat | null; en: Flat | null }>;

/** Flattens a nested catalogue. */
export function flatten(message: Words, prefix = ''): Flat {
  return new Map(
    Object.entries(message).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

/** Loads every `web/text/<name>.<language>.ts`. */
export async function loadCatalogues(root: string): Promise<Catalogues> {
  const folder = join(root, 'web', 'text');
  const found: Catalogues = {};
  for (const file of await readdir(folder)) {
    const match = /^(.+)\.(zh-CN|en)\.ts$/.exec(file);
    if (!match) continue;
    const module = (await import(pathToFileURL(join(folder, file)).href)) as { default: Words };
    const pair = (found[match[1]!] ??= { 'zh-CN': null, en: null });
    pair[match[2] as 'zh-CN' | 'en'] = flatten(module.default);
  }
  return found;
}

/** The placeholder names, `%{…}`, of a text. */
export function holes(message: string): Set<string> {
  return new Set([...message.matchAll(/%\{(\w+)\}/g)].map((match) => match[1]!));
}

const names = (set: Set<string>) => [...set].toSorted().join(', ') || 'none';

/** Reports where the two languages differ in keys or parameters, or where a text is missing. */
export function comparePairs(catalogues: Catalogues): string[] {
  const problems: string[] = [];
  for (const [name, { 'zh-CN': chinese, en: english }] of Object.entries(catalogues)) {
    if (!chinese || !english) {
      problems.push(`web/text/${name}.${chinese ? 'en' : 'zh-CN'}.ts: missing`);
      continue;
    }
    for (const key of new Set([...chinese.keys(), ...english.keys()])) {
      const [one, other] = [chinese.get(key), english.get(key)];
      if (one === undefined || other === undefined) {
        problems.push(`web/text/${name}.${one === undefined ? 'zh-CN' : 'en'}.ts: no ${key}`);
      } else if (one === '' || other === '') {
        problems.push(`web/text/${name}: ${key} is empty`);
      } else if (names(holes(one)) !== names(holes(other))) {
        problems.push(
          `web/text/${name}: ${key} has figures ${names(holes(one))} in Chinese, ${names(holes(other))} in English`,
        );
      }
    }
  }
  return problems;
}
