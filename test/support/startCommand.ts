import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..', '..');

/** A running start command. */
export interface Run {
  child: ChildProcess;
  /** Everything printed so far. */
  output: { out: string; err: string };
  ended: Promise<number | string>;
}

/** The one line of JSON that a start prints when it is ready. */
export interface Ready {
  url: string;
  console: string;
  dbUrl: string;
  anonKey: string;
  accounts: unknown[];
  firstAdministrator?: string;
}

/** Which project's command is run, and as whom. */
export interface Starter {
  root?: string;
  /** Path of Node; this process's own when missing. */
  node?: string;
  uid?: number;
  gid?: number;
  env?: Record<string, string>;
}

/** Runs what `npm start` runs, and knows what still runs. */
export function startCommand({ root = ROOT, node = process.execPath, env: given, ...account }: Starter = {}) {
  const children = new Set<ChildProcess>();

  function run(...args: string[]): Run {
    const { DATABASE_URL: _, npm_lifecycle_event: __, ...env } = process.env;
    const child = spawn(node, ['--import', 'tsx', 'scripts/start.ts', ...args], {
      cwd: root,
      env: { ...env, ...given },
      ...account,
    });
    children.add(child);
    const output = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()));
    const ended = new Promise<number | string>((done) => {
      child.once('error', (error) => (output.err += error.message));
      child.once('close', (code, signal) => {
        children.delete(child);
        done(code ?? signal!);
      });
    });
    return { child, output, ended };
  }

  /** Starts on a data folder and waits for the one line of JSON. */
  async function start(dataDir: string, ...more: string[]): Promise<Run & { ready: Ready }> {
    const running = run('--port', '0', '--data-dir', dataDir, '--json', '--no-demo', ...more);
    for (const end = Date.now() + 110_000; !running.output.out.includes('\n'); await sleep(30)) {
      if (Date.now() > end || running.child.exitCode !== null)
        throw new Error(`It does not start: ${running.output.err}`);
    }
    return { ...running, ready: JSON.parse(running.output.out) as Ready };
  }

  return { run, start, kill: () => children.forEach((child) => child.kill('SIGKILL')) };
}

/** Calls a function of the started product as anybody; undefined when it is refused. */
export async function call<T>({ url, anonKey }: Ready, name: string, args: object): Promise<T | undefined> {
  const response = await fetch(`${url}/rest/v1/rpc/${name}`, {
    method: 'POST',
    headers: { apikey: anonKey, 'content-type': 'application/json', 'content-profile': 'api' },
    body: JSON.stringify(args),
  });
  return ((await response.json()) as T[])[0];
}
