import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Whether a process exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Parent and command line of a process; null when unknown. Slim images have no `ps`, so /proc is tried first. */
async function inspect(pid: number): Promise<{ parent: number; command: string } | null> {
  try {
    const state = await readFile(`/proc/${pid}/stat`, 'utf8');
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    // The second field is the name in parentheses and may contain spaces.
    return { parent: Number(state.slice(state.lastIndexOf(')') + 2).split(' ')[1]), command };
  } catch {
    const listed = await promisify(execFile)('ps', ['-o', 'ppid=,command=', '-p', String(pid)]).catch(
      () => null,
    );
    const [, parent, command] = /^\s*(\d+)\s+(.*)$/s.exec(listed?.stdout ?? '') ?? [];
    return command === undefined ? null : { parent: Number(parent), command };
  }
}

async function waitForEnd(pid: number, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await sleep(50))
    if (!isAlive(pid)) return true;
  return !isAlive(pid);
}

/**
 * Cleans up after a crash: stops a server that still runs on this cluster although its parent process is gone, and
 * removes a stale lock file. Throws when the parent process of the server is alive.
 */
export async function stopOrphan(cluster: string): Promise<void> {
  const lock = join(cluster, 'postmaster.pid');
  const text = await readFile(lock, 'utf8').catch(() => null);
  if (text === null) return;
  const pid = Number(text.split('\n')[0]);
  if (Number.isInteger(pid) && pid > 1 && isAlive(pid)) {
    const found = await inspect(pid);
    if (found?.command.includes('postgres') && found.command.includes(cluster)) {
      const starter = Number(await readFile(`${cluster}.starter`, 'utf8').catch(() => '0'));
      if (found.parent === starter && isAlive(starter)) {
        throw new Error(
          `The data folder is in use by another start (process ${starter}). Stop that one first.`,
        );
      }
      process.kill(pid, 'SIGINT');
      if (!(await waitForEnd(pid, 15_000))) {
        process.kill(pid, 'SIGQUIT');
        await waitForEnd(pid, 5_000);
      }
    }
  }
  await rm(lock, { force: true });
}
