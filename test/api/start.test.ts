import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { buildPages } from '../../scripts/stack/build';
import { withClient } from '../../scripts/stack/database/client';
import { STAFF_DOMAIN } from '../../scripts/stack/gateway/gateway';
import { filing, type Receipt } from '../support/case';
import { dataFolder, processesOf } from '../support/folder';
import { call, startCommand, type Ready, type Run } from '../support/startCommand';

let folder: Awaited<ReturnType<typeof dataFolder>>;
const { run, start, kill } = startCommand();

beforeAll(async () => {
  await buildPages();
  folder = await dataFolder();
}, 180_000);
afterAll(async () => {
  kill();
  // The watchdog of a killed start command stops its database.
  for (const end = Date.now() + 10_000; Date.now() < end && (await processesOf(folder.path)).length > 0;)
    await sleep(100);
  await folder?.remove();
});

/** Expects an end with one clear line on the terminal and nothing else. */
async function expectOneLine({ output, ended }: Run, code: number, line: RegExp) {
  expect(await ended, output.err).toBe(code);
  expect(output.out).toBe('');
  expect(output.err.trim().split('\n'), output.err).toHaveLength(1);
  expect(output.err).toMatch(line);
  expect(output.err).not.toMatch(/\bat .*:\d+:\d+|node:internal|Error:/);
}

describe('npm start', () => {
  let receipt: Receipt;
  let keys: string;

  test('prints one line of JSON, serves pages and APIs, and leaves nothing running after SIGTERM', async () => {
    const { child, ready, output, ended } = await start(folder.path);
    expect(ready).toMatchObject({ console: `${ready.url}/console`, accounts: [] });
    for (const [path, text] of [
      ['/', '智慧e调解'],
      ['/console', '智慧e调解'],
    ] as const) {
      const page = await fetch(ready.url + path);
      const html = await page.text();
      expect(page.status).toBe(200);
      expect(html).toContain(text);
      expect(html).toMatch(new RegExp(`<meta\\s+name="supabase-key"\\s+content="${ready.anonKey}"`));
      for (const name of [
        'content-security-policy',
        'x-content-type-options',
        'referrer-policy',
        'permissions-policy',
      ])
        expect(page.headers.get(name), name).toBeTruthy();
      const scripts = [...html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, file]) => file!);
      expect(scripts.length).toBeGreaterThan(0);
      for (const file of scripts)
        expect((await fetch(new URL(file, ready.url + path))).status, file).toBe(200);
    }
    expect(await (await fetch(`${ready.url}/console`)).text()).toContain('staff.invalid');
    expect((await fetch(`${ready.url}/health`)).status).toBe(200);
    receipt = (await call<Receipt>(ready, 'file_case', filing()))!;
    keys = ready.anonKey;

    const second = run('--port', '0', '--data-dir', folder.path, '--json', '--no-demo');
    await expectOneLine(second, 1, /in use by another start/);
    expect((await fetch(`${ready.url}/health`)).status).toBe(200);

    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(output.out.trim().split('\n')).toHaveLength(1);
    expect(output.err).toBe('');
    expect(await processesOf(folder.path)).toEqual([]);
  }, 60_000);

  test('keeps the data, and after kill -9 the database stops by itself and the next start recovers', async () => {
    const killed = await start(folder.path);
    expect(killed.ready.anonKey).toBe(keys);
    const pair = { number: receipt.number, tracking_code: receipt.tracking_code };
    expect(await call(killed.ready, 'track_case', pair)).toMatchObject({ number: receipt.number });
    const late = (await call<Receipt>(killed.ready, 'file_case', filing()))!;
    killed.child.kill('SIGKILL');
    await killed.ended;

    const next = await start(folder.path);
    for (const { number, tracking_code } of [receipt, late])
      expect(await call(next.ready, 'track_case', { number, tracking_code })).toMatchObject({ number });
    const { rows } = await withClient(next.ready.dbUrl, (client) =>
      client.query('select count(*) from app.cases'),
    );
    expect(rows[0].count).toBe('2');
    next.child.kill('SIGTERM');
    expect(await next.ended).toBe(0);
    expect(await processesOf(folder.path)).toEqual([]);
  }, 60_000);

  test('prints one line when the port is in use, and stops the database that it started', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    await expectOneLine(run('--port', port, '--data-dir', folder.path, '--no-demo'), 1, /Port \d+ is in use/);
    expect(await processesOf(folder.path)).toEqual([]);
    other.close();
  }, 30_000);

  test('prints one line for each invalid argument', async () => {
    const file = join(folder.path, 'file');
    await writeFile(file, '');
    await Promise.all([
      expectOneLine(run('--prot', '80'), 2, /--prot.*Known: --port/),
      expectOneLine(run('--port', 'x'), 2, /--port takes a number/),
      expectOneLine(run('--city', '3501'), 2, /--city takes a city of China.*3501=福州市@119.30,26.08/),
      expectOneLine(run('--city', '3501=福州市@26.08,119.30'), 2, /--city takes a city of China/),
      expectOneLine(run('--city', '3508=龙岩市@117.02,25.07'), 2, /comes with the product/),
      expectOneLine(run('--port', '0', '--data-dir', file, '--no-demo'), 1, /file/),
      expectOneLine(run('--port', '0', '--data-dir', join(file, 'below'), '--no-demo'), 1, /file/),
    ]);
    const help = run('--help');
    expect(await help.ended).toBe(0);
    expect(help.output.out).toContain('--data-dir');
  }, 30_000);

  test('starts another city empty, and its first administrator joins by the link and finds only that city', async () => {
    const empty = await dataFolder();
    try {
      const { ready, child, ended } = await start(empty.path, '--city', '3501=福州市@119.30,26.08');
      const link = new URL(ready.firstAdministrator!);
      expect(`${link.origin}${link.pathname}`).toBe(`${ready.url}/console/join`);
      const token = link.hash.slice(1);
      expect(await call(ready, 'read_invitation', { token })).toMatchObject({
        purpose: 'join',
        account: 'admin.3501',
        role: 'administrator',
      });

      const client = createClient(ready.url, ready.anonKey, {
        db: { schema: 'api' },
        auth: { persistSession: false, autoRefreshToken: false },
        realtime: { transport: WebSocket as never },
      });
      const email = `admin.3501@${STAFF_DOMAIN}`;
      expect((await client.auth.signUp({ email, password: 'river-mountain-88' })).error).toBeNull();
      expect((await client.rpc('accept_invitation', { token })).data).toMatchObject([{ scope_code: '3501' }]);
      const organisations = await client.from('organisations').select('kind, region_code');
      expect(organisations.data).toEqual([{ kind: 'dispatch_centre', region_code: '3501' }]);
      expect((await client.rpc('region_tree')).data).toMatchObject([{ code: '3501', children: 0 }]);
      child.kill('SIGTERM');
      expect(await ended).toBe(0);

      // Without the option, or with the demo option, it is still the same city with the same administrator.
      const again = run('--port', '0', '--data-dir', empty.path, '--json');
      for (const end = Date.now() + 60_000; !again.output.out.includes('\n') && Date.now() < end;)
        await sleep(30);
      const second = JSON.parse(again.output.out) as Ready;
      expect(second).toMatchObject({ accounts: [] });
      expect(second.firstAdministrator).toBeUndefined();
      const { rows } = await withClient(second.dbUrl, (database) =>
        database.query('select code from app.regions'),
      );
      expect(rows).toEqual([{ code: '3501' }]);
      await withClient(second.dbUrl, (database) =>
        database.query(
          `update supabase_migrations.schema_migrations set statements = array['-- an earlier one'] where version = '00000000000000'`,
        ),
      );
      again.child.kill('SIGTERM');
      expect(await again.ended).toBe(0);

      const other = run('--port', '0', '--data-dir', empty.path, '--json');
      await expectOneLine(other, 1, /earlier development version.*--reset.*--data-dir/);
    } finally {
      await empty.remove();
    }
  }, 120_000);
});
