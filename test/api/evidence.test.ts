import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import WebSocket from 'ws';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { withClient } from '../../scripts/stack/database/client';
import { hostedKeeper } from '../../scripts/removal/hosted';
import { removeFiles } from '../../scripts/removal/remove';
import { loadKeys } from '../../scripts/stack/server/keys';
import { folderKeeper } from '../../scripts/stack/removal';
import { folderStorage } from '../../scripts/stack/gateway/storage';
import { testStack, type TestStack } from '../support/stack';

// Photos from people without an account over HTTP: which are accepted, refused and removed.

let stack: TestStack;
let desk: SupabaseClient<any, any, 'api'>;
const sql = (text: string) => withClient(stack.database.url, (client) => client.query(text));

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
  desk = await stack.signIn('changting.dispatcher');
});
afterAll(() => stack?.stop());

const BYTES = {
  // Only the first bytes matter.
  jpeg: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xda, 0, 2, 1, 2, 3]),
  page: new TextEncoder().encode('<html><script>alert(1)</script>'),
  // Little-endian Exif with one directory and one entry: the GPS position.
  located: new Uint8Array(
    Buffer.from(
      'ffd8ffe100224578696600004949 2a0008000000 0100 2588 0400 01000000 1a000000 00000000 ffda0002'.replaceAll(
        ' ',
        '',
      ),
      'hex',
    ),
  ),
};
const open = async () => {
  const { data } = await stack.anon().rpc('open_upload', { request_id: crypto.randomUUID() }).single();
  return (data as { folder: string }).folder;
};
const send = (name: string, body: Uint8Array<ArrayBuffer>, type = 'image/jpeg') =>
  fetch(`${stack.url}/storage/v1/object/case-evidence/${name}`, {
    method: 'POST',
    headers: { apikey: stack.anonKey, 'content-type': type },
    body,
  });

test('anybody with an upload ticket can add evidence, and only those with access to the case can download it', async () => {
  const name = `${await open()}/${crypto.randomUUID()}.jpg`;
  expect((await send(name, BYTES.jpeg)).status).toBe(200);
  // The same photo again, as after a lost answer: it is refused because it exists.
  expect((await send(name, BYTES.jpeg)).status).toBe(400);
  for (const client of [stack.anon(), desk])
    expect((await client.storage.from('case-evidence').download(name)).error).not.toBeNull();
});

test.each([
  ['a page that says it is a photo', 'page', 'image/jpeg'],
  ['a photo that says it is another kind', 'jpeg', 'image/png'],
  ['a page', 'page', 'text/html'],
  ['a photo that tells where it was taken', 'located', 'image/jpeg'],
] as const)('evidence is refused when it is %s', async (_name, what, type) => {
  const name = `${await open()}/${crypto.randomUUID()}.jpg`;
  const answer = await send(name, BYTES[what], type);
  expect(answer.status).toBe(400);
  expect((await sql(`select 1 from storage.objects where name = '${name}'`)).rows).toEqual([]);
});

test('released evidence is removed from the storage folder', async () => {
  const name = `${await open()}/${crypto.randomUUID()}.jpg`;
  await send(name, BYTES.jpeg);
  const storage = folderStorage(join(inject('server').dataDir, 'storage'));
  expect((await storage.headObject('case-evidence', name, undefined)).size).toBe(BYTES.jpeg.length);
  await sql(`insert into app.removed_files (path) values ('${name}')`);
  await withClient(stack.database.url, async (client) => {
    expect(await removeFiles(folderKeeper(client, storage))).toBe(1);
    expect(await removeFiles(folderKeeper(client, storage))).toBe(0);
  });
  await expect(storage.headObject('case-evidence', name, undefined)).rejects.toThrow('not there');
  expect((await sql(`select 1 from storage.objects where name = '${name}'`)).rows).toEqual([]);
});

/** A client with the service key of a hosted project; the embedded stack has no such key but knows the role. */
async function serviceClient(): Promise<SupabaseClient<any, any, 'api'>> {
  const { jwtSecret } = await loadKeys(inject('server').dataDir);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 600;
  const claims = { role: 'service_role', session_id: crypto.randomUUID(), sub: crypto.randomUUID(), exp };
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  const signature = createHmac('sha256', jwtSecret).update(signed).digest('base64url');
  return createClient(stack.url, stack.anonKey, {
    db: { schema: 'api' },
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: WebSocket as never },
    global: { headers: { authorization: `Bearer ${signed}.${signature}` } },
  });
}

test('released evidence can be removed by a worker with the service key and by nobody else', async () => {
  const folder = await open();
  const [gone, kept] = [crypto.randomUUID(), crypto.randomUUID()].map((id) => `${folder}/${id}.jpg`);
  for (const name of [gone!, kept!]) expect((await send(name, BYTES.jpeg)).status).toBe(200);
  // A file that is already gone does not stop the others from being removed.
  await sql(`insert into app.removed_files (path) values ('${gone}'), ('${folder}/never.jpg')`);
  for (const client of [stack.anon(), desk])
    await expect(removeFiles(hostedKeeper(client))).rejects.toThrow(/permission denied/);
  const worker = hostedKeeper(await serviceClient());
  // When the storage fails, the files are removed at the next check.
  await expect(
    removeFiles({ ...worker, remove: () => Promise.reject(new Error('The storage is away.')) }),
  ).rejects.toThrow('away');
  expect(await removeFiles(worker)).toBe(2);
  expect(await removeFiles(worker)).toBe(0);
  const storage = folderStorage(join(inject('server').dataDir, 'storage'));
  await expect(storage.headObject('case-evidence', gone!, undefined)).rejects.toThrow('not there');
  expect((await storage.headObject('case-evidence', kept!, undefined)).size).toBe(BYTES.jpeg.length);
  expect((await sql(`select name from storage.objects where name in ('${gone}', '${kept}')`)).rows).toEqual([
    { name: kept },
  ]);
});
