import { readFile, rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { command, lines } from './command';
import type { Gate } from './gate';

/** Kilobytes (1000 bytes, compressed) of JavaScript that the first page of each entry may load. */
const LIMITS: Record<string, number> = { portal: 95, console: 480 };

/** Files that one page loads before it shows anything: its scripts and whatever they import at once. */
async function firstFiles(dist: string, page: string): Promise<Set<string>> {
  const html = await readFile(join(dist, page), 'utf8');
  const waiting = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) =>
    path!.startsWith('/') ? path!.slice(1) : posix.join(posix.dirname(page), path!),
  );
  const seen = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const code = await readFile(join(dist, path), 'utf8');
    for (const [, next] of code.matchAll(
      /(?:^|[;}\s])import\s*(?:[\w*{}\s,$]+from\s*)?["'](\.[^"']+\.js)["']/g,
    )) {
      waiting.push(posix.join(posix.dirname(path), next!));
    }
  }
  return seen;
}

/** Compressed size of some built files, in kilobytes. */
async function weigh(dist: string, files: Iterable<string>): Promise<number> {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(await readFile(join(dist, file)), { level: 9 }).length;
  return bytes / 1000;
}

/** Builds the web into `dist`. Throws with the builder's last words when it fails. */
export async function build(root: string): Promise<void> {
  await rm(join(root, 'dist'), { recursive: true, force: true });
  const finished = await command(join(root, 'node_modules', '.bin', 'vite'), ['build', '--logLevel=warn'], {
    cwd: root,
    limit: 300,
  });
  if (finished.code !== 0) throw new Error(lines(finished).slice(0, 5).join(' '));
}

/** The web builds, and its first pages stay light. */
export const sizes: Gate = {
  name: 'sizes',
  run: async ({ root }) => {
    await build(root);
    const problems: string[] = [];
    const notes: string[] = [];
    for (const [entry, limit] of Object.entries(LIMITS)) {
      const size = await weigh(
        join(root, 'dist'),
        await firstFiles(join(root, 'dist'), `${entry}/index.html`),
      );
      notes.push(`${entry} ${size.toFixed(1)} kB`);
      if (size > limit)
        problems.push(`${entry}: the first page loads ${size.toFixed(1)} kB; ${limit} kB are the most`);
    }
    return { problems, note: `${notes.join(', ')} of JavaScript, compressed` };
  },
};
