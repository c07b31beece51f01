import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadTarget } from './loadTarget';

/** Starts the product in a temporary folder like a normal start, trusting the client address of a proxy header. */
export async function startTarget(...more: string[]): Promise<LoadTarget & { stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mediation-load-'));
  const args = ['--import', 'tsx', 'scripts/start.ts', '--port', '0', '--data-dir', dataDir];
  const child = spawn(process.execPath, [...args, ...more, '--trust-proxy', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    const line = text.split('\n').find((one) => one.startsWith('{'));
    if (!line) continue;
    const { url, anonKey, dbUrl } = JSON.parse(line) as LoadTarget;
    return { url, anonKey, dbUrl, stop };
  }
  await stop();
  throw new Error('The stack did not start.');
}
