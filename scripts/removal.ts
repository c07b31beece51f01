import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createClient } from '@supabase/supabase-js';
import WebSocket from 'ws';
import { hostedKeeper } from './removal/hosted';
import { removeFiles } from './removal/remove';

/** Pause when there is nothing to remove. */
const REST_MS = 15_000;

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: process.env.SUPABASE_URL ?? '' },
    once: { type: 'boolean', default: false },
  },
});
// Only from the environment: every user of the machine can read the arguments of a command.
const key = process.env.SUPABASE_SERVICE_ROLE_KEY ?? '';

if (!values.url || !key) {
  process.stderr.write(
    'Removes files from the storage of a Supabase project that the database has let go of.\n' +
      'SUPABASE_SERVICE_ROLE_KEY=<key> npm run removal -- --url <address of the project> [--once]\n',
  );
  process.exit(2);
}

const keeper = hostedKeeper(
  createClient(values.url, key, {
    db: { schema: 'api' },
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: WebSocket as never },
  }),
);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
while (!stopping.signal.aborted) {
  const removed = await removeFiles(keeper).catch((error: Error) => {
    process.stderr.write(`Not removed: ${error.message}\n`);
    return null;
  });
  if (removed) process.stdout.write(`${removed} files removed\n`);
  if (values.once) {
    process.exitCode = removed === null ? 1 : 0;
    break;
  }
  if (!removed) await sleep(REST_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
}
