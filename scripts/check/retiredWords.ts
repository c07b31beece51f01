import { basename } from 'node:path';
import type { Gate } from './gate';
import { GLOSSARY, readRetired, type Retired } from './glossary';
import { identifiersIn } from './identifiers';
import { place, readSources, type Source } from './sources';

/** Generated files: their sources are checked instead. */
const GENERATED = /^(supabase\/migrations\/|web\/data\/(core\/)?database\.types\.ts$)/;

/** Reference data is prose in two languages. */
const PROSE = /^supabase\/seed\//;

/** Finds retired names used as identifiers or file names. Returns one sentence per use. */
function judgeWords(sources: readonly Source[], retired: readonly Retired[]): string[] {
  const instead = new Map(retired.map((one) => [one.name, one.instead]));
  return sources.flatMap((source) => {
    if (GENERATED.test(source.path) || PROSE.test(source.path)) return [];
    const file = basename(source.path).replace(/(\.test)?\.\w+$/, '');
    // Names of test files describe behaviour and serve as filters, so they are not checked.
    const named =
      instead.has(file) && !source.path.startsWith('test/')
        ? [`${source.path}: ${file} is retired, see ${GLOSSARY}`]
        : [];
    const used = identifiersIn(source)
      .filter(({ name }) => instead.has(name))
      .map(({ name, at }) => `${place(source, at)}: ${name} is retired: ${instead.get(name) || GLOSSARY}`);
    return [...named, ...used];
  });
}

/** Checks that no identifier or file has a name that the glossary retired. */
export const retiredWords: Gate = {
  name: 'words',
  run: async ({ root }) => {
    const retired = await readRetired(root);
    if (retired.length === 0) return { problems: [`${GLOSSARY}: no retired names found`] };
    return {
      problems: judgeWords(await readSources(root), retired),
      note: `${retired.length} names retired`,
    };
  },
};
