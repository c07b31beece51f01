import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildPages, DIST } from '../stack/build';
import type { Gate } from './gate';
import { firstGroups } from './sources';

/**
 * Maximum size in kilobytes (1000 bytes, compressed) of the JavaScript that the first page of each entry point may
 * load. The portal must work on a slow connection.
 */
const LIMITS: Record<string, number> = { portal: 90, console: 300 };

const IMPORT = /(?:^|[;}\s])import\s*(?:[\w*{}\s,$]+from\s*)?["'](\.[^"']+\.js)["']/g;

/** Files that a page loads before it shows anything: its scripts and their static imports. */
async function firstFiles(dist: string, page: string): Promise<Set<string>> {
  const html = await readFile(join(dist, page), 'utf8');
  const waiting = firstGroups(html, /(?:src|href)="([^"]+\.js)"/g).map((path) =>
    path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(page), path),
  );
  const seen = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const code = await readFile(join(dist, path), 'utf8');
    for (const next of firstGroups(code, IMPORT)) waiting.push(posix.join(posix.dirname(path), next));
  }
  return seen;
}

/** Compressed size of built files, in kilobytes. */
async function weigh(dist: string, files: Iterable<string>): Promise<number> {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(await readFile(join(dist, file)), { level: 9 }).length;
  return bytes / 1000;
}

/** Builds the web and checks the size of its first pages. */
export const sizes: Gate = {
  name: 'sizes',
  run: async () => {
    await buildPages();
    const problems: string[] = [];
    const notes: string[] = [];
    for (const [entry, limit] of Object.entries(LIMITS)) {
      const size = await weigh(DIST, await firstFiles(DIST, `${entry}/index.html`));
      notes.push(`${entry} ${size.toFixed(1)} kB`);
      if (size > limit)
        problems.push(`${entry}: the first page loads ${size.toFixed(1)} kB; ${limit} kB are the most`);
    }
    return { problems, note: `${notes.join(', ')} of JavaScript, compressed` };
  },
};
