import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '../../scripts/stack/database/client';
import { isDriverStumble } from '../../scripts/stack/gateway/connection';
import { startStack, type Stack } from '../../scripts/stack/stack';
import { filing, type Receipt } from '../support/case';
import { dataFolder, postmasterOf } from '../support/folder';

/** Number of clients that file in parallel, number of crashes, and maximum number of filings. */
const CLIENTS = 4;
const CRASHES = 3;
const MOST = 600;

type Filing = ReturnType<typeof filing>;

let folder: Awaited<ReturnType<typeof dataFolder>>;
let stack: Stack;
const lines: string[] = [];

// Like the start command, ignores the driver's errors on closed sockets: those queries have already been rejected.
const listeners = process.listeners('uncaughtException');
const filter: NodeJS.UncaughtExceptionListener = (error, origin) => {
  if (!isDriverStumble(error)) for (const listener of listeners) listener(error, origin);
};

beforeAll(async () => {
  process.removeAllListeners('uncaughtException').on('uncaughtException', filter);
  folder = await dataFolder();
  stack = await startStack({
    dataDir: folder.path,
    port: 0,
    scheduler: false,
    log: (line) => lines.push(line),
  });
  await withClient(stack.dbUrl, (client) =>
    client.query(`update app.settings set value = '1000000' where name like '%_per_hour'`),
  );
});
afterAll(async () => {
  await stack?.stop();
  await folder?.remove();
  process.off('uncaughtException', filter);
  for (const listener of listeners) process.on('uncaughtException', listener);
});

async function call<T>(name: string, args: object): Promise<{ status: number; row: T | undefined }> {
  const response = await fetch(`${stack.url}/rest/v1/rpc/${name}`, {
    method: 'POST',
    headers: { apikey: stack.anonKey, 'content-type': 'application/json', 'content-profile': 'api' },
    body: JSON.stringify(args),
    signal: AbortSignal.timeout(25_000),
  });
  const body = (await response.json()) as T[];
  return { status: response.status, row: response.ok ? body[0] : undefined };
}

/** Waits until the stack responds again. */
async function recovered(): Promise<void> {
  for (const end = Date.now() + 15_000; Date.now() < end; await sleep(50))
    if ((await fetch(`${stack.url}/health`)).ok) return;
  throw new Error(`The database has not come back: ${lines.at(-1)}`);
}

/** A complete case has one party on each side, one running deadline, one event and one processed request. */
const COMPLETE = `
  select c.number, r.request_id, c.due_at is not null
    and (select count(*) from app.parties p join app.parties_private s on s.party_id = p.id where p.case_id = c.id) = 2
    and (select count(*) from app.case_participants p where p.case_id = c.id) = 1
    and (select array_agg(d.stage) from app.deadlines d where d.case_id = c.id) = array['accept']
    and (select array_agg(e.verb) from app.case_events e where e.case_id = c.id) = array['file_case']
    and app.broken_event(c.id) is null as whole
  from app.cases c left join app.idempotency_keys r on r.case_id = c.id`;

test('acknowledged filings survive three crashes of the database, and none is stored partially or twice', async () => {
  const acknowledged = new Map<Filing, Receipt>();
  const lost: Filing[] = [];
  const statuses = new Set<number>();
  let going = true;
  const client = async () => {
    while (going && acknowledged.size + lost.length < MOST) {
      const args = filing();
      const { status, row } = await call<Receipt>('file_case', args);
      statuses.add(status);
      if (row) acknowledged.set(args, row);
      else {
        lost.push(args);
        // A page also waits before it tries again.
        await sleep(200);
      }
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  for (let crash = 0; crash < CRASHES; crash++) {
    const before = acknowledged.size;
    for (const end = Date.now() + 5_000; acknowledged.size < before + 15 && Date.now() < end;)
      await sleep(20);
    // The crash happens while the other clients are filing.
    process.kill(await postmasterOf(folder.path), 'SIGKILL');
    await sleep(100);
    await recovered();
  }
  await sleep(300);
  going = false;
  await Promise.all(clients);
  await recovered();

  expect([...statuses].sort()).toEqual([200, 503]);
  expect(acknowledged.size).toBeGreaterThanOrEqual(45);
  expect(lost.length).toBeGreaterThan(0);
  const read = () =>
    withClient(stack.dbUrl, async (owner) => {
      const { rows } = await owner.query<{ number: string; request_id: string; whole: boolean }>(COMPLETE);
      return rows;
    });
  const rows = await read();
  expect(rows.filter((row) => !row.whole || !row.request_id)).toEqual([]);
  expect(new Set(rows.map((row) => row.number)).size).toBe(rows.length);
  const byRequest = new Map(rows.map((row) => [row.request_id, row.number]));
  for (const [{ request_id }, receipt] of acknowledged)
    expect(byRequest.get(request_id), receipt.number).toBe(receipt.number);

  // A retry finds the processed request or files now; in both cases there is one case.
  const sample = [...acknowledged].filter((_, index) => index % Math.ceil(acknowledged.size / 40) === 0);
  for (const [args, receipt] of sample) {
    const again = await call<Receipt>('file_case', args);
    expect(again).toEqual({ status: 200, row: receipt });
  }
  // First the filings that were stored although no answer arrived.
  const landed = lost.filter(({ request_id }) => byRequest.has(request_id));
  const absent = lost.filter(({ request_id }) => !byRequest.has(request_id));
  for (const args of [...landed, ...absent.slice(0, 20)]) {
    const [first, second] = await Promise.all([
      call<Receipt>('file_case', args),
      call<Receipt>('file_case', args),
    ]);
    expect(first.status).toBe(200);
    expect(second).toEqual(first);
    const done = byRequest.get(args.request_id);
    if (done) expect(first.row!.number).toBe(done);
    acknowledged.set(args, first.row!);
  }
  const after = await read();
  expect(after.length).toBe(acknowledged.size);
  expect(after.every((row) => row.whole)).toBe(true);
  for (const [, { number, tracking_code }] of sample)
    expect(await call('track_case', { number, tracking_code })).toMatchObject({
      row: { number, status: 'submitted' },
    });
  expect(lines.filter((line) => line === 'The database is back.')).toHaveLength(CRASHES);
}, 60_000);
