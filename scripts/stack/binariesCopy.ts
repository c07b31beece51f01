import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readlink, rename, rm, rmdir, stat } from 'node:fs/promises';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Account } from './server/account';
import { binariesIn, linkLibraries, type Binaries } from './server/binaries';
import { isAlive } from './server/orphan';
import { runToEnd } from './server/process';
import { checkRootFolder, makeRootFolder } from './rootFolder';

/** Copies carry this name, the version of the package and the machine; unfinished ones the process that makes them. */
const COPY = /^postgresql-[^/]*?(?:\.new-(\d+)-\w+)?$/;

/** Folders that hold copies and nothing else: the first one that can be used is taken. systemd sets CACHE_DIRECTORY. */
const folders = (): string[] =>
  [process.env.CACHE_DIRECTORY?.split(':')[0] || '/var/cache', tmpdir()].map((folder) =>
    join(folder, 'e-mediation'),
  );

const canRun = ({ postgres }: Binaries, account: Account): Promise<boolean> =>
  runToEnd(postgres, ['--version'], { account }).then(
    () => true,
    () => false,
  );

/** Paths of all files below a folder; none when it is not there. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** A system that clears its temporary folders takes single files away. */
async function isComplete(root: string, copy: string): Promise<boolean> {
  const [wanted, there] = await Promise.all([filesIn(join(root, 'native')), filesIn(join(copy, 'native'))]);
  return wanted.join('\n') === there.join('\n');
}

/** Copies beside the place and moves it there, so that nobody ever starts half a copy. */
async function copyTo(copy: string, { root }: Binaries): Promise<void> {
  const fresh = `${copy}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    const made = new Set<string>();
    const makeFolder = async (folder: string): Promise<void> => {
      if (made.has(folder)) return;
      if (folder !== fresh) await makeFolder(dirname(folder));
      made.add(folder);
      await mkdir(folder);
      await chmod(folder, 0o755);
    };
    for (const file of await filesIn(join(root, 'native'))) {
      const [from, to] = [join(root, 'native', file), join(fresh, 'native', file)];
      await makeFolder(dirname(to));
      await copyFile(from, to, constants.COPYFILE_FICLONE);
      await chmod(to, ((await stat(from)).mode & 0o100) !== 0 ? 0o755 : 0o644);
    }
    await linkLibraries(fresh);
    await rm(copy, { recursive: true, force: true });
    await rename(fresh, copy).catch((error: NodeJS.ErrnoException) => {
      // Another start was quicker with the same copy.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Programs that run now. */
async function runningPrograms(): Promise<string[]> {
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  return Promise.all(processes.map((number) => readlink(`/proc/${number}/exe`).catch(() => '')));
}

/** Removes the copies in a folder that nobody uses or makes. */
async function removeUnused(folder: string, keep?: string): Promise<void> {
  const running = await runningPrograms();
  for (const name of await readdir(folder)) {
    const [ours, maker] = COPY.exec(name) ?? [];
    const copy = join(folder, name);
    const inUse = running.some((program) => program.startsWith(`${copy}/`));
    if (ours && copy !== keep && !inUse && !(maker && isAlive(Number(maker))))
      await rm(copy, { recursive: true, force: true });
  }
}

const isOurs = (folder: string): Promise<boolean> =>
  checkRootFolder(folder).then(
    () => true,
    () => false,
  );

/** Removes all copies that nobody uses, of every version. */
export async function removeCopies(): Promise<void> {
  if (process.getuid?.() !== 0) return;
  for (const folder of folders()) {
    if (!(await isOurs(folder))) continue;
    await removeUnused(folder);
    await rmdir(folder).catch(() => undefined);
  }
}

/** Whether a complete copy stands in a folder that only root can change. */
async function isKept(folder: string, copy: Binaries, own: Binaries): Promise<boolean> {
  return (await isOurs(folder)) && (await isComplete(own.root, copy.root));
}

/** Makes a copy that the account can run. Throws the reason when the folder does not allow it. */
async function makeCopy(folder: string, copy: Binaries, own: Binaries, account: Account): Promise<void> {
  await makeRootFolder(folder);
  await copyTo(copy.root, own);
  if (await canRun(copy, account)) return removeUnused(folder, copy.root);
  await rm(copy.root, { recursive: true, force: true });
  throw new Error(`the account cannot run programs in ${folder}`);
}

/**
 * Finds programs that the account of the database can run: the package's own or, where it may not enter the folders
 * above them, a copy for everybody to read. The copy stays for the next start; copies of other versions go.
 */
export async function reachableBinaries(
  own: Binaries,
  account: Account,
  log: (line: string) => void,
): Promise<Binaries> {
  if (account.uid === undefined || (await canRun(own, account))) return own;
  // What root cannot run either is broken, and a copy would be broken too: starting it tells why.
  if (!(await canRun(own, {}))) return own;
  const name = `postgresql-${own.version}-${platform()}-${arch()}`;
  const places = folders().map((folder) => ({
    folder,
    copy: binariesIn(join(folder, name), own.version),
  }));
  for (const { folder, copy } of places)
    if ((await isKept(folder, copy, own)) && (await canRun(copy, account))) return copy;
  const reasons: string[] = [];
  for (const { folder, copy } of places) {
    try {
      await makeCopy(folder, copy, own, account);
      log(
        `The account of the database may not enter this project's folder: a copy of the database's programs is kept in ${folder} (--reset removes it).`,
      );
      return copy;
    } catch (error) {
      reasons.push((error as Error).message);
    }
  }
  throw new Error(
    `The account of the database cannot reach its programs in ${own.root}, nor can they be copied: ${reasons.join('; ')}.`,
  );
}
