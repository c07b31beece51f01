import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadFilings } from '../test/perf/loadFilings';
import { loadWrongCodes } from '../test/perf/loadWrongCodes';
import type { LoadTarget } from '../test/perf/loadTarget';

const USAGE = `npm run load -- file [--rate 50] [--seconds 60]     files so many cases a second and follows others meanwhile
npm run load -- codes [--tries 100000]            tries wrong tracking codes while others follow their cases
Starts a stack of its own in a temporary folder, and prints what came of it.`;

/** Starts the product as anybody would, behind a proxy that names the caller's address. */
async function start(): Promise<LoadTarget & { stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mediation-load-'));
  // Under root the database has an account of its own, which must reach its folder.
  await chmod(dataDir, 0o755);
  const args = ['--import', 'tsx', 'scripts/start.ts', '--port', '0', '--data-dir', dataDir];
  const child = spawn(process.execPath, [...args, '--no-demo', '--trust-proxy', '--json'], {
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

async function load(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rate: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '60' },
      tries: { type: 'string', default: '100000' },
    },
  });
  const [rate, seconds, tries] = [values.rate, values.seconds, values.tries].map(Number) as [
    number,
    number,
    number,
  ];
  const name = positionals[0] ?? '';
  if (!['file', 'codes'].includes(name) || ![rate, seconds, tries].every((one) => one >= 1)) {
    console.error(USAGE);
    process.exit(2);
  }
  const target = await start();
  try {
    const right = await (name === 'file'
      ? loadFilings(target, rate, seconds)
      : loadWrongCodes(target, tries));
    if (!right) process.exitCode = 1;
  } finally {
    await target.stop();
  }
}

load().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
