import type { Gate } from './gate';
import { place, readSources, type Source } from './sources';

interface Leftover {
  what: string;
  pattern: RegExp;
  /** Applies to these files only. */
  within?: RegExp;
  /** Does not apply to these files. */
  except?: RegExp;
}

// Each pattern is written so that it does not match itself.
const LEFTOVERS: readonly Leftover[] = [
  {
    what: 'a note of unfinished work',
    pattern: /\b(TO[D]O|FIX[M]E|XX[X])\b/,
    except: /^package-lock\.json$/,
  },
  {
    what: 'a test that is switched off',
    pattern: /\b(it|test|describe)\.(ski[p]|onl[y]|tod[o])\b/,
    within: /^test\//,
  },
  {
    what: 'output meant for a programmer',
    pattern: /\bconsole\.(log|debug|info)\(/,
    within: /^web\/.*\.tsx?$/,
  },
  { what: 'a breakpoint', pattern: /^\s*debugge[r];?\s*$/m, within: /\.tsx?$/ },
  {
    what: 'a path of one machine',
    pattern: /(?<![\w.$}/])(\/(work|home|root|Users)\/[\w.-]+|[A-Z]:\\\\?(Users|Temp))/,
    except: /^package-lock\.json$/,
  },
  {
    what: 'the host of a package registry',
    pattern: /https?:\/\/[\w.-]*(registry|npmmirror|verdaccio)[\w.-]*/,
  },
  { what: 'a folder outside of the project', pattern: /(?<!\.)(\.\.\/)+share[d]\// },
  {
    what: 'a lint rule that is switched off without a reason beside it',
    pattern: /(ox|es)lint-disabl[e](?!.* -- \w).*/,
    within: /\.tsx?$/,
  },
  { what: 'a mark of a merge', pattern: /^(<{7}|>{7}) /m },
];

/** Finds leftovers in the sources. Returns one sentence per finding. */
export function judgeLeftovers(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    LEFTOVERS.flatMap(({ what, pattern, within, except }) => {
      if ((within && !within.test(source.path)) || except?.test(source.path)) return [];
      const match = pattern.exec(source.text);
      return match ? [`${place(source, match.index)}: ${what}: ${match[0].trim()}`] : [];
    }),
  );
}

/** Finds unfinished code, disabled tests and paths of one machine. */
export const leftovers: Gate = {
  name: 'leftovers',
  run: async ({ root }) => ({ problems: judgeLeftovers(await readSources(root)) }),
};
