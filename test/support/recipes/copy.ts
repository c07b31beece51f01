import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { command, type Finished } from '../../../scripts/check/command';
import type { Edits } from './edits';

/** What is not copied: what is installed, built or kept by git. */
const NOT_OURS = new Set(['node_modules', 'dist', '.data', '.git', '.temp', 'test-results']);

/** A copy of the project that is thrown away. */
export interface Copy {
  root: string;
  /** Changes files; a recipe that does not find its place says which file and what it looked for. */
  change(edits: Edits): Promise<void>;
  /** Runs a program of the copy, such as `npm`. */
  run(program: string, ...args: string[]): Promise<Finished>;
  remove(): Promise<void>;
}

/** Packages as they are, but caches of the copy's own. */
async function linkPackages(from: string, to: string): Promise<void> {
  await mkdir(to);
  const names = (await readdir(from)).filter((name) => name !== '.cache');
  await Promise.all(names.map((name) => symlink(join(from, name), join(to, name))));
}

/** Copies the project at `root` beside its packages. */
export async function copyProject(root: string): Promise<Copy> {
  const copy = await mkdtemp(join(tmpdir(), 'mediation-recipes-'));
  await cp(root, copy, {
    recursive: true,
    filter: (path) =>
      !relative(root, path)
        .split(/[\\/]/)
        .some((part) => NOT_OURS.has(part)),
  });
  await linkPackages(join(root, 'node_modules'), join(copy, 'node_modules'));
  return {
    root: copy,
    change: async (edits) => {
      for (const [path, edit] of Object.entries(edits)) {
        const file = join(copy, path);
        const text = await readFile(file, 'utf8').catch(() => '');
        let changed: string;
        try {
          changed = edit(text);
        } catch (error) {
          throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
        }
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, changed);
      }
    },
    run: (program, ...args) => command(program, args, { cwd: copy, limit: 240, env: { NO_COLOR: '1' } }),
    remove: () => rm(copy, { recursive: true, force: true }),
  };
}
