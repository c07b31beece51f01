import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Suites from the quickest to the slowest. The last one needs the built pages and a browser. */
export const SUITES = ['unit', 'ui', 'db', 'api', 'e2e'] as const;

/** Name of a suite: a folder of `test` and a project of vite.config.ts. */
export type Suite = (typeof SUITES)[number];

/** Whether the path holds the parts of the filter in their order, whatever folders stand between: `db/lifecycle`. */
function matches(path: string, filter: string): boolean {
  let from = 0;
  for (const part of filter.split('/')) {
    const at = path.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

/** Test files of a suite whose path below `test/` matches one of the filters; without filters all. */
export async function testFiles(root: string, suite: Suite, filters: readonly string[]): Promise<string[]> {
  const folder = join(root, 'test', suite);
  const names = await readdir(folder, { recursive: true }).catch(() => [] as string[]);
  return names
    .map((name) => `${suite}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.test\.tsx?$/.test(path))
    .filter((path) => filters.length === 0 || filters.some((filter) => matches(path, filter)))
    .map((path) => `test/${path}`)
    .toSorted();
}
