import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
/** Folder of the built pages. */
export const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.built-from');

/** Digest of all input files of the build. */
async function digestSources(): Promise<string> {
  const folders = [join(ROOT, 'web'), join(ROOT, 'scripts', 'pages')];
  const entries = await Promise.all(
    folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })),
  );
  const files = entries
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  files.push(join(ROOT, 'vite.config.ts'), join(ROOT, 'package-lock.json'));
  const digest = createHash('sha256');
  for (const file of files.sort())
    digest
      .update(file.slice(ROOT.length))
      .update('\0')
      .update(await readFile(file));
  return digest.digest('hex');
}

/**
 * Builds the pages unless the last build has the same sources. Returns whether it built. Throws the last output of
 * the build tool when the build fails.
 */
export async function buildPages(signal?: AbortSignal): Promise<boolean> {
  const sources = await digestSources();
  if ((await readFile(STAMP, 'utf8').catch(() => '')) === sources) return false;
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn', '--configLoader', 'runner'], {
    cwd: ROOT,
    // Always a production build, also when a test starts it.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((done) => {
    child.once('error', () => done(null));
    child.once('close', done);
  });
  if (signal?.aborted) return false;
  if (code !== 0)
    throw new Error(`The pages cannot be built: ${output.trim().split('\n').slice(0, 6).join(' ')}`);
  await writeFile(STAMP, sources);
  return true;
}
