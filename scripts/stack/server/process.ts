import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, statSync, truncateSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account';
import { withClient } from '../database/client';
import { clusterAccess } from '../clusterFolder';

/** A started server process. */
export interface Server {
  /** Resolves when the process is gone, for whatever reason. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

interface Launch {
  program: string;
  args: string[];
  cluster: string;
  account: Account;
  adminUrl: string;
}

const LOG_LIMIT = 5_000_000;
const environment = () => ({ ...process.env, LC_ALL: 'C', LANG: 'C', TZ: 'UTC', PGTZ: 'UTC' });

/** Turns what the programs print into one sentence. */
function explain(output: string, fallback: string): string {
  const library = /error while loading shared libraries: (\S+?):|Library not loaded: (\S+)/.exec(output);
  if (library)
    return `The database server cannot start: library ${library[1] ?? library[2]} is missing. Run npm ci again.`;
  if (/could not bind|Address already in use/.test(output))
    return 'The database port is in use by another program.';
  const line = output
    .split('\n')
    .reverse()
    .find((one) => /FATAL|PANIC|error|denied/i.test(one));
  return line
    ? `The database server cannot start: ${line.replace(/^.*?(FATAL|PANIC|error):\s*/i, '').trim()}`
    : fallback;
}

/** Runs a program to its end. Throws one sentence when it fails. */
export async function runToEnd(
  program: string,
  args: string[],
  { account, cwd = '/', input = 'ignore' }: { account: Account; cwd?: string; input?: number | 'ignore' },
): Promise<void> {
  const child = spawn(program, args, {
    ...account,
    cwd,
    env: environment(),
    stdio: [input, 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', (error: NodeJS.ErrnoException) => fail(cannotRun(program, error)));
    child.once('close', done);
  });
  if (code !== 0) throw new Error(explain(output, `${program} failed with code ${code}.`));
}

function cannotRun(program: string, error: NodeJS.ErrnoException): Error {
  return new Error(`The database program ${program} cannot be run: ${error.code}.`);
}

/**
 * Watches over the server from a process of its own: when we end without stopping it, even by SIGKILL, the pipe
 * closes and the server is told to stop. The lock file guards against a process number used again.
 */
function watch(pid: number, cluster: string, account: Account): ChildProcess | null {
  if (process.platform === 'win32') return null;
  const script = 'read _; [ "$(head -n 1 "$2/postmaster.pid" 2>/dev/null)" = "$1" ] && kill -INT "$1"';
  const { cwd, folder } = clusterAccess(cluster, account);
  const guard = spawn('/bin/sh', ['-c', script, cluster, String(pid), folder], {
    ...account,
    cwd,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined);
  guard.unref();
  (guard.stdin as unknown as { unref?: () => void }).unref?.();
  return guard;
}

/** Starts the server and waits until it answers. Throws one sentence when it does not. */
export async function launch({ program, args, cluster, account, adminUrl }: Launch): Promise<Server> {
  const logPath = `${cluster}.log`;
  const log = openSync(logPath, 'a', 0o600);
  if (statSync(logPath).size > LOG_LIMIT) truncateSync(logPath, 0);
  const before = statSync(logPath).size;
  // Detached: Ctrl-C in the terminal reaches only us, and we stop the server in order.
  const { cwd, folder } = clusterAccess(cluster, account);
  const child = spawn(program, ['-D', folder, ...args], {
    ...account,
    cwd,
    env: environment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let failure: Error | null = null;
  let running = true;
  const ended = new Promise<void>((done) => {
    child.once('error', (error) => {
      failure = cannotRun(program, error);
      running = false;
      done();
    });
    child.once('exit', () => {
      running = false;
      done();
    });
  });
  const guard = child.pid ? watch(child.pid, cluster, account) : null;
  const stop = async () => {
    if (running) {
      child.kill('SIGINT');
      const late = setTimeout(() => child.kill('SIGQUIT'), 15_000);
      await ended;
      clearTimeout(late);
    }
    guard?.kill('SIGKILL');
  };
  void ended.then(() => guard?.kill('SIGKILL'));

  for (const end = Date.now() + 60_000; running && Date.now() < end; await sleep(40)) {
    const answers = await withClient(adminUrl, (client) => client.query('select')).then(
      () => true,
      (error: { code?: string }) => {
        if (error.code === '28P01')
          failure = new Error('The kept database password does not fit. Restore keys.json.');
        return false;
      },
    );
    if (answers) return { ended, stop };
    if (failure) break;
  }
  await stop();
  const output = (await readFile(logPath, 'utf8')).slice(before).replaceAll(folder, cluster);
  throw failure ?? new Error(explain(output, 'The database server did not answer within a minute.'));
}
