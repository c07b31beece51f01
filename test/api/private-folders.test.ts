import { chmod, chown, lstat, mkdir, mkdtemp, readdir, readlink, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { serverAccount } from '../../scripts/stack/server/account';
import { binariesIn, findBinaries } from '../../scripts/stack/server/binaries';
import { reachableBinaries } from '../../scripts/stack/binariesCopy';
import { buildPages } from '../../scripts/stack/build';
import { withClient } from '../../scripts/stack/database/client';
import { resetData } from '../../scripts/stack/server/reset';
import { makeRootFolder } from '../../scripts/stack/rootFolder';
import { filing } from '../support/case';
import { postmasterOf, processesOf } from '../support/folder';
import { privateProject, type PrivateProject } from '../support/privateProject';
import { call, startCommand, type Ready, type Starter } from '../support/startCommand';

const ROOT = join(import.meta.dirname, '..', '..');
const NOBODY = 65_534;
const asRoot = process.platform === 'linux' && process.getuid?.() === 0;

/** A test that is switched off counts as failed; one that cannot be tried here says so and passes. */
function canTry(): boolean {
  if (!asRoot) console.warn(`Not tried: ${expect.getState().currentTestName} (needs root on Linux).`);
  return asRoot;
}

let project: PrivateProject;
const cleaners: (() => unknown)[] = [];

beforeAll(async () => {
  await buildPages();
  project = await privateProject();
}, 180_000);
afterAll(() => project?.remove());
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const clean of cleaners.splice(0).reverse()) await clean();
});

/** A folder that is removed after the test. */
async function folder(mode = 0o700, owner = process.getuid?.() ?? 0): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'mediation-test-folder-'));
  cleaners.push(() => rm(path, { recursive: true, force: true }));
  if (asRoot) await chown(path, owner, owner);
  await chmod(path, mode);
  return path;
}

/** The start command, and the wait until nothing of it runs on a data folder any more. */
function commandOn(dataDir: string, starter: Starter) {
  const { start, kill } = startCommand(starter);
  const ended = async () => {
    for (const end = Date.now() + 10_000; (await processesOf(dataDir)).length > 0; await sleep(50))
      if (Date.now() > end) throw new Error(`Still running: ${(await processesOf(dataDir)).join('; ')}`);
  };
  cleaners.push(async () => {
    kill();
    await ended();
  });
  return { start: (...more: string[]) => start(dataDir, ...more), ended };
}

const modeOf = async (path: string) => ((await stat(path)).mode & 0o7777).toString(8);

const file = (ready: Ready) => call<object>(ready, 'file_case', filing());

async function countCases({ dbUrl }: Ready): Promise<number> {
  const { rows } = await withClient(dbUrl, (client) => client.query('select count(*)::int from app.cases'));
  return rows[0].count;
}

describe('project and data in folders that only their owner may enter', () => {
  test('root starts there; the copy of the programs is notice once, found again, and removed by a reset', async () => {
    if (!canTry()) return;
    const [dataDir, cache] = [await folder(), await folder(0o755)];
    const copies = join(cache, 'e-mediation');
    const env = { CACHE_DIRECTORY: cache };
    const { start, ended } = commandOn(dataDir, { root: project.path, env });

    await mkdir(join(dataDir, 'storage', 'left-over'), { recursive: true });
    const first = await start('--reset');
    expect(await readdir(join(dataDir, 'storage')).catch(() => [])).not.toContain('left-over');
    expect(first.output.err.trim().split('\n')).toEqual([expect.stringContaining(copies)]);
    const [name, ...others] = await readdir(copies);
    expect(name).toMatch(/^postgresql-17\./);
    expect(others).toEqual([]);
    const made = await stat(join(copies, name!));
    expect(await readlink(`/proc/${await postmasterOf(dataDir)}/exe`)).toContain(join(copies, name!));
    expect([await modeOf(project.path), await modeOf(dataDir)]).toEqual(['700', '700']);
    expect(await file(first.ready)).toBeDefined();
    // The guard, which runs as the account as well, stops the database.
    first.child.kill('SIGKILL');
    await ended();

    const second = await start();
    expect(second.output.err).toBe('');
    expect((await stat(join(copies, name!))).ino).toBe(made.ino);
    expect(await countCases(second.ready)).toBe(1);
    await mkdir(join(copies, 'postgresql-16.4.0-linux-x64'));
    // A copy from which another installation runs stays.
    vi.stubEnv('CACHE_DIRECTORY', cache);
    await resetData(await folder());
    expect(await readdir(copies)).toEqual([name]);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    await ended();

    await resetData(dataDir);
    expect([await readdir(dataDir), await readdir(cache)]).toEqual([[], []]);
  }, 120_000);

  test('a plain user starts there, with a home that cannot be written, and nothing is kept elsewhere', async () => {
    const owner = asRoot ? NOBODY : (process.getuid?.() ?? 0);
    const [dataDir, cache, home] = [
      await folder(0o700, owner),
      await folder(0o755),
      await folder(0o555, owner),
    ];
    if (asRoot) await project.give(owner, owner);
    const { start, ended } = commandOn(dataDir, {
      root: project.path,
      env: { CACHE_DIRECTORY: cache, HOME: home },
      ...(asRoot ? { node: project.node, uid: owner, gid: owner } : {}),
    });

    const first = await start();
    expect(await file(first.ready)).toBeDefined();
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    await ended();

    const second = await start();
    expect(await countCases(second.ready)).toBe(1);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    expect([first, second].map(({ output }) => output.err)).toEqual(['', '']);
    expect([await readdir(cache), await readdir(home)]).toEqual([[], []]);
    expect([await modeOf(project.path), await modeOf(dataDir)]).toEqual(['700', '700']);
  }, 120_000);
});

test('a cluster keeps the account that root made it for; one that a plain user made has none', async () => {
  if (!canTry()) return;
  const [ofRoot, ofUser] = [await folder(), await folder(0o700, NOBODY)];
  for (const dataDir of [ofRoot, ofUser]) {
    await mkdir(join(dataDir, 'postgres'));
    await chown(join(dataDir, 'postgres'), NOBODY, NOBODY);
  }
  const nobody = { uid: NOBODY, gid: NOBODY };
  expect(await serverAccount(join(ofRoot, 'postgres'))).toEqual(nobody);
  expect(await serverAccount(join(ofUser, 'postgres'))).toEqual(
    await serverAccount(join(ofRoot, 'none-yet')),
  );
});

describe('the folder for copies of programs', () => {
  test('is made for everybody to read, whatever the mask of the terminal, and accepted again', async () => {
    if (!canTry()) return;
    const path = join(await folder(0o1777), 'copies');
    const mask = process.umask(0o077);
    await makeRootFolder(path).finally(() => process.umask(mask));
    await makeRootFolder(path);
    expect(await modeOf(path)).toBe('755');
  });

  test('is refused when another user made it, may write to it, could exchange it, or set a link there', async () => {
    if (!canTry()) return;
    const sound = await folder(0o755);
    const link = join(await folder(0o1777), 'link');
    await symlink(sound, link);
    await chmod(sound, 0o755);
    const refused = [
      await folder(0o755, NOBODY),
      await folder(0o777),
      await folder(0o775),
      link,
      join(await folder(0o777), 'below-a-folder-of-all'),
      join(await folder(0o755, NOBODY), 'below-a-folder-of-another'),
    ];
    for (const path of refused)
      await expect(makeRootFolder(path), path).rejects.toThrow(/can be changed by other users/);
    await makeRootFolder(sound);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
  });

  test('in place of a refused one, the next serves; a copy that lost files is made anew', async () => {
    if (!canTry()) return;
    const [planted, spare] = [await folder(0o755), await folder(0o755)];
    await mkdir(join(planted, 'e-mediation'));
    await chown(join(planted, 'e-mediation'), NOBODY, NOBODY);
    vi.stubEnv('CACHE_DIRECTORY', planted);
    vi.stubEnv('TMPDIR', spare);
    const { root, version } = await findBinaries();
    const own = binariesIn(join(project.path, relative(ROOT, root)), version);
    await chown(project.path, 0, 0);
    const notice: string[] = [];
    const find = () => reachableBinaries(own, { uid: NOBODY, gid: NOBODY }, (line) => notice.push(line));

    const found = await find();
    expect(found.postgres).toContain(join(spare, 'e-mediation'));
    expect(await readdir(join(planted, 'e-mediation'))).toEqual([]);
    expect([await find(), notice.length]).toEqual([found, 1]);
    const zones = join(found.root, 'native', 'share', 'postgresql', 'timezone');
    const complete = (await readdir(zones)).length;
    await rm(join(zones, 'Asia'), { recursive: true });
    expect([await find(), notice.length]).toEqual([found, 2]);
    expect(await readdir(zones)).toHaveLength(complete);
  }, 60_000);
});
