import { LANGUAGES, REFERENCE } from '../../web/text/languages';
import {
  compareLanguages,
  holes,
  loadCatalogues,
  unlistedFolders,
  type Catalogues,
  type Flat,
} from './catalogues';
import type { Gate } from './gate';
import { firstGroups, readSources, type Source } from './sources';
import { COMMON, FILLED_LATER, READ_ELSEWHERE, SAME_EVERYWHERE, SIDES, type Side } from './textRules';
import { readWords, type Reading } from './textUses';

interface Reader {
  side: Side;
  reading: Reading;
}

/** All keys that a side can use, with their Chinese texts. */
function keysOf(side: Side, catalogues: Catalogues): Flat {
  return new Map(
    side.catalogues.flatMap(({ catalogue, under }) =>
      [...(catalogues[catalogue]?.[REFERENCE] ?? [])].map(
        ([key, message]) => [under + key, message] as const,
      ),
    ),
  );
}

function readAll(sources: readonly Source[]): Reader[] {
  return sources
    .filter(({ path }) => /^web\/.*\.tsx?$/.test(path) && !path.startsWith('web/text/'))
    .map((source) => {
      const side = SIDES.find(({ files }) => files.some((start) => source.path.startsWith(start)));
      if (!side) throw new Error(`${source.path} belongs to no side that textRules.ts knows.`);
      return { side, reading: readWords(source, side.asks) };
    });
}

function askProblems({ side, reading }: Reader, keys: Flat): string[] {
  return reading.asks.flatMap(({ at, keys: asked, params }) =>
    asked.flatMap((key) => {
      if (key instanceof RegExp) {
        return [...keys.keys()].some((one) => key.test(one))
          ? []
          : [`${at}: no key of the ${side.name} fits ${key}`];
      }
      const message = keys.get(key);
      if (message === undefined) return [`${at}: the ${side.name} has no words under ${key}`];
      const later = params === null || FILLED_LATER.some((rule) => rule.keys.test(key));
      const missing = later ? [] : [...holes(message)].filter((name) => !params.has(name));
      return missing.map((name) => `${at}: ${key} needs the figure ${name}`);
    }),
  );
}

/** Keys that no code uses, as far as static analysis can tell. */
function unused(who: string, keys: Flat, readers: readonly Reader[], named: ReadonlySet<string>): string[] {
  const strings = new Set(readers.flatMap(({ reading }) => [...reading.strings]));
  const patterns = readers.flatMap(({ reading }) => [
    ...reading.templates,
    ...reading.asks.flatMap((ask) => ask.keys.filter((key) => key instanceof RegExp)),
  ]);
  // A template such as `${group}.${value}` matches every key, so it proves no use; its group must be named
  // literally.
  const specific = patterns.filter((pattern) => /[a-z]/.test(pattern.source));
  return [...keys.keys()]
    .filter((key) => {
      const group = key.replace(/\.[^.]+$/, '');
      return !(
        strings.has(key) ||
        named.has(key) ||
        (group.includes('.') && strings.has(group)) ||
        specific.some((pattern) => pattern.test(key)) ||
        READ_ELSEWHERE.some((rule) => rule.keys.test(key))
      );
    })
    .map((key) => `web/text: nothing in the ${who} asks for ${key}`);
}

/** Checks catalogues and code against each other. Returns one sentence per problem. */
export function judgeText(catalogues: Catalogues, sources: readonly Source[]): string[] {
  const readers = readAll(sources);
  const sql = sources
    .filter(({ path }) => path.startsWith('supabase/schemas/'))
    .map(({ text }) => text)
    .join('\n');
  const refusals = new Set(firstGroups(sql, /app\.refuse\('(\w+)'/g).map((code) => `error.${code}`));
  const named = new Set(firstGroups(sql, /'([a-z_]+(?:\.\w+)+)'/g));

  const common = new Set(COMMON.flatMap((name) => [...(catalogues[name]?.[REFERENCE]?.keys() ?? [])]));
  const problems = compareLanguages(catalogues);
  for (const key of refusals)
    if (!common.has(key))
      problems.push(`web/text/domain: the database refuses with ${key}, which has no words`);
  for (const side of SIDES) {
    const keys = keysOf(side, catalogues);
    const own = readers.filter((reader) => reader.side === side);
    problems.push(...own.flatMap((reader) => askProblems(reader, keys)));
    for (const key of common) keys.delete(key);
    problems.push(...unused(side.name, keys, own, named));
  }
  const shared: Flat = new Map([...common].map((key) => [key, '']));
  problems.push(...unused('portal, console or database', shared, readers, named));
  for (const { at, message } of readers.flatMap(({ reading }) => reading.hardCoded)) {
    const allowed = SAME_EVERYWHERE.some((one) => at.startsWith(`${one.file}:`) && one.message === message);
    if (!allowed) problems.push(`${at}: words for people belong into web/text: ${message.slice(0, 40)}`);
  }
  return problems;
}

/** Checks that every language is complete, that every key exists and is used, and that no text is hard-coded. */
export const text: Gate = {
  name: 'text',
  run: async ({ root }) => {
    const locales = LANGUAGES.map(({ locale }) => locale);
    const catalogues = await loadCatalogues(root, locales);
    const keys = Object.values(catalogues).reduce(
      (sum, languages) => sum + (languages[REFERENCE]?.size ?? 0),
      0,
    );
    const problems = [
      ...(await unlistedFolders(root, locales)),
      ...judgeText(catalogues, await readSources(root)),
    ];
    return { problems, note: `${keys} keys in ${locales.length} languages` };
  },
};
