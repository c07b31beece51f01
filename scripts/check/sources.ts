import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A text file of the project. */
export interface Source {
  /** Relative to the project's root, with forward slashes. */
  path: string;
  text: string;
}

const NOT_OURS = new Set(['node_modules', 'dist', '.data', '.git', '.temp', 'test-results']);
const TEXT =
  /\.(tsx?|mts|css|html|sql|json|md|toml|ya?ml|csv|geojson)$|(^|\/)\.(npmrc|prettierrc|gitignore)$|\.ci\/run$/;

/** Reads every text file of the project except installed, generated and ignored ones. Sorted by path. */
export async function readSources(root: string): Promise<Source[]> {
  const found: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !NOT_OURS.has(entry.name)) await walk(path);
      else if (entry.isFile() && TEXT.test(path)) found.push(path);
    }
  };
  await walk('');
  found.sort();
  return Promise.all(found.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));
}

/** What the first group of a pattern holds, at each place where the pattern fits. */
export function firstGroups(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, group]) => group ?? []);
}

/** Formats a position in a file as `path:line`. */
export function place(source: Source, position: number): string {
  return `${source.path}:${source.text.slice(0, position).split('\n').length}`;
}
