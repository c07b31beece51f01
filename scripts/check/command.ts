import { spawn } from 'node:child_process';

/** Exit code and output of a finished program. */
export interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

interface Options {
  cwd: string;
  /** Timeout in seconds. */
  limit: number;
  env?: Record<string, string>;
  /** Writes the output straight to the terminal instead of capturing it. */
  show?: boolean;
}

const running = new Map<number, Promise<void>>();

function signal(pid: number, name: 'SIGINT' | 'SIGKILL'): void {
  try {
    process.kill(-pid, name);
  } catch {
    // The process has just ended by itself.
  }
}

/** Ends every running program that was started here, together with its child processes: SIGTERM first, then SIGKILL. */
export async function stopCommands(): Promise<void> {
  const ends = [...running.values()];
  for (const pid of running.keys()) signal(pid, 'SIGINT');
  await Promise.race([Promise.all(ends), new Promise((done) => setTimeout(done, 10_000))]);
  for (const pid of running.keys()) signal(pid, 'SIGKILL');
}

/** Runs a program of node_modules/.bin, or node itself, without standard input. Never throws when the program fails. */
export function command(program: string, args: string[], options: Options): Promise<Finished> {
  return new Promise((done, fail) => {
    const output = options.show ? 'inherit' : 'pipe';
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      // A process group of its own, so that its children can be ended with it.
      detached: true,
      stdio: ['ignore', output, output],
    });
    const pid = child.pid;
    if (pid !== undefined) {
      running.set(pid, new Promise((ended) => child.once('close', () => ended())));
    }
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const timer = setTimeout(() => {
      stderr += `\n${program} was stopped after ${options.limit} s.`;
      if (pid !== undefined) signal(pid, 'SIGKILL');
    }, options.limit * 1000);
    child.once('error', (error) => {
      clearTimeout(timer);
      fail(new Error(`${program} cannot be run: ${error.message}`));
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      if (pid !== undefined) running.delete(pid);
      done({ code: code ?? 1, stdout, stderr });
    });
  });
}

/** The non-empty lines of a program's output. */
export function lines(finished: Finished): string[] {
  return `${finished.stdout}\n${finished.stderr}`
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '');
}
