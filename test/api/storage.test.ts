import { readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { withClient } from '../../scripts/stack/database/client';
import { FILE_LIMIT, folderStorage } from '../../scripts/stack/gateway/storage';
import { dataFolder } from '../support/folder';
import { testStack, type TestStack } from '../support/stack';

type Client = SupabaseClient<any, any, 'api'>;

let stack: TestStack;
let desk: Client;
let other: Client;
let deskId: string;
/** A bucket for this test only, since all tests of a run share one storage folder. */
const BUCKET = `scans-${crypto.randomUUID().slice(0, 8)}`;
const sql = (text: string) => withClient(stack.database.url, (client) => client.query(text));

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
  desk = await stack.signIn('changting.dispatcher');
  other = await stack.signIn('tingzhou.mediator');
  deskId = (await desk.auth.getUser()).data.user!.id;
});
afterAll(() => stack?.stop());

const text = (content: string, type = 'text/plain') => new Blob([content], { type });
const bearer = async (client: Client) =>
  `Bearer ${(await client.auth.getSession()).data.session!.access_token}`;
/** Sends a request that the client library would not send. */
async function call(path: string, init: RequestInit = {}) {
  const response = await fetch(`${stack.url}/storage/v1/${path}`, {
    ...init,
    headers: { apikey: stack.anonKey, ...(init.headers as Record<string, string>) },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
/** Tries every operation on a bucket and returns the results. */
async function tries(client: Client, bucket: string, file: string) {
  const files = client.storage.from(bucket);
  const ends = await Promise.all([
    files.upload('mine.txt', text('x')),
    files.upload(file, text('x'), { upsert: true }),
    files.update(file, text('x')),
    files.download(file),
    files.info(file),
    files.createSignedUrl(file, 60),
    files.createSignedUploadUrl('later.txt'),
    files.move(file, 'moved.txt'),
    files.copy(file, 'copy.txt'),
    client.storage.createBucket(`${bucket}-2`),
    client.storage.updateBucket(bucket, { public: true }),
    client.storage.emptyBucket(bucket),
    client.storage.deleteBucket(bucket),
    client.storage.getBucket(bucket),
  ]);
  const [listed, removed, buckets] = await Promise.all([
    files.list(),
    files.remove([file]),
    client.storage.listBuckets(),
  ]);
  return {
    through: ends.filter(({ error }) => !error).length,
    broken: [...ends, listed, removed].filter(
      ({ error }) => error && Number((error as { status?: number }).status) >= 500,
    ),
    // All staff may see the bucket of staff photos; its policies have a test of their own.
    seen: [
      ...(listed.data ?? []),
      ...(removed.data ?? []),
      ...(buckets.data ?? []).filter(({ id }) => id !== 'staff-photos'),
    ],
  };
}

const storedFiles = async () =>
  (await sql('select bucket_id, name, owner from storage.objects order by 1, 2')).rows;

test('a fresh installation has only the evidence bucket, and nobody can read or write anything elsewhere', async () => {
  for (const client of [stack.anon(), desk, other])
    expect(await tries(client, BUCKET, 'a.txt')).toEqual({ through: 0, broken: [], seen: [] });
  expect(await storedFiles()).toEqual([]);
});

test('a bucket without policies is inaccessible as well', async () => {
  await sql(`insert into storage.buckets (id, name) values ('${BUCKET}', '${BUCKET}')`);
  for (const client of [stack.anon(), desk])
    expect(await tries(client, BUCKET, 'a.txt')).toEqual({ through: 0, broken: [], seen: [] });
  expect(await storedFiles()).toEqual([]);
});

describe('a bucket with personal files', () => {
  const files = (client: Client) => client.storage.from(BUCKET);

  beforeAll(async () => {
    await sql(`create policy "own files" on storage.objects to authenticated
        using (bucket_id = '${BUCKET}' and owner = (select auth.uid())) with check (bucket_id = '${BUCKET}' and owner = (select auth.uid()));
      create policy "everybody sees the bucket" on storage.buckets for select to authenticated using (id = '${BUCKET}')`);
  });

  test('supports upload, list, download, replace, copy, move and remove', async () => {
    const content = '笔录：双方到场。'.repeat(1000);
    expect((await files(desk).upload('案卷/笔录.txt', text(content))).error).toMatchObject({ status: 400 });
    expect((await files(desk).upload('2026/record-1.txt', text(content))).error).toBeNull();
    expect((await files(desk).upload('2026/record-1.txt', text('again'))).error).not.toBeNull();
    const { data: back } = await files(desk).download('2026/record-1.txt');
    expect(await back!.text()).toBe(content);
    expect((await files(desk).list('2026')).data).toHaveLength(1);
    expect(
      (await files(desk).upload('2026/record-1.txt', text('second'), { upsert: true })).error,
    ).toBeNull();
    expect((await files(desk).copy('2026/record-1.txt', 'copy.txt')).error).toBeNull();
    expect((await files(desk).move('copy.txt', 'moved.txt')).error).toBeNull();
    expect(await (await files(desk).download('moved.txt')).data!.text()).toBe('second');
    expect((await files(desk).download('copy.txt')).error).not.toBeNull();
    expect((await files(desk).remove(['2026/record-1.txt'])).data).toHaveLength(1);
    expect(await storedFiles()).toEqual([{ bucket_id: BUCKET, name: 'moved.txt', owner: deskId }]);
  });

  test('does not give others access to them in any way', async () => {
    for (const client of [stack.anon(), other]) {
      const { through, broken, seen } = await tries(client, BUCKET, 'moved.txt');
      expect(broken).toEqual([]);
      expect(seen.filter((one) => 'name' in one && one.name === 'moved.txt')).toEqual([]);
      // A signed-in user may store a file of their own, create a signed upload URL, and see the bucket.
      expect(through).toBe(client === other ? 3 : 0);
    }
    await files(other).remove(['mine.txt']);
    expect(await storedFiles()).toEqual([{ bucket_id: BUCKET, name: 'moved.txt', owner: deskId }]);
    expect(await (await files(desk).download('moved.txt')).data!.text()).toBe('second');
  });

  test('has signed URLs that open one file for a limited time and nothing else', async () => {
    const { data } = await files(desk).createSignedUrl('moved.txt', 60);
    const open = async (url: string) => {
      const response = await fetch(url);
      return { status: response.status, text: await response.text() };
    };
    const url = data!.signedUrl;
    expect(await open(url)).toEqual({ status: 200, text: 'second' });
    expect((await open(url.replace('moved.txt', 'other.txt'))).status).toBe(403);
    expect((await open(url.slice(0, -3))).status).toBe(400);
    expect((await open(url.replace(/token=.*/, 'token=a.b.c'))).status).toBe(400);
    const { data: late } = await files(desk).createSignedUrl('moved.txt', -60);
    expect((await open(late!.signedUrl)).status).toBe(400);
  });

  test('has signed upload URLs that accept one file', async () => {
    const { data } = await files(desk).createSignedUploadUrl('later.txt');
    const upload = (name: string) =>
      stack.anon().storage.from(BUCKET).uploadToSignedUrl(name, data!.token, text('later'));
    expect((await upload('another.txt')).error).not.toBeNull();
    expect((await upload('later.txt')).error).toBeNull();
    expect((await upload('later.txt')).error).not.toBeNull();
    expect(await (await files(desk).download('later.txt')).data!.text()).toBe('later');
    await files(desk).remove(['later.txt']);
  });

  test('does not accept the token of a signed URL as a session, even for a file named like a user id', async () => {
    await files(desk).upload(deskId, text('x'));
    const { data } = await files(desk).createSignedUrl(deskId, 600);
    const authorization = `Bearer ${new URL(data!.signedUrl).searchParams.get('token')}`;
    const headers = { apikey: stack.anonKey, authorization, 'content-type': 'application/json' };
    const answers = await Promise.all([
      fetch(`${stack.url}/auth/v1/user`, { headers }),
      fetch(`${stack.url}/auth/v1/user`, { headers, method: 'PUT', body: '{"password":"taken-over-1"}' }),
      fetch(`${stack.url}/rest/v1/cases`, { headers: { ...headers, 'accept-profile': 'api' } }),
      fetch(`${stack.url}/storage/v1/object/${BUCKET}/moved.txt`, { headers }),
    ]);
    expect(answers.map((one) => one.status)).toEqual([401, 401, 401, 401]);
    await files(desk).remove([deskId]);
    await stack.signIn('changting.dispatcher');
  });

  test('serves files in such a way that they cannot act as a page of the product', async () => {
    await files(desk).upload('page.html', text('<script>alert(1)</script>', 'text/html'));
    const { headers } = await call(`object/${BUCKET}/page.html`, {
      headers: { authorization: await bearer(desk) },
    });
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('content-disposition')).toBe('attachment');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    await files(desk).remove(['page.html']);
  });

  test.each([
    '../x',
    '..%2fx',
    'a/../../x',
    '%2e%2e/x',
    '%2e%2e%2fx',
    '/x',
    '%00',
    'a%00b',
    '....//x',
    'a%5c..%5cx',
    '%',
    '%E0%A4%A',
    'x'.repeat(2000),
    '.',
    '%2e',
  ])('handles the name %s without leaving the folder and without a server error', async (name) => {
    const before = await readdir(inject('server').dataDir);
    const init = { headers: { authorization: await bearer(desk), 'content-type': 'text/plain' } };
    const answer = await call(`object/${BUCKET}/${name}`, { ...init, method: 'POST', body: 'x' });
    expect(answer.status, answer.text).toBeLessThan(500);
    expect(new Set([...before, 'storage'])).toEqual(
      new Set(await readdir(inject('server').dataDir).then((now) => [...now, 'storage'])),
    );
    const read = await call(`object/${BUCKET}/${name}`, init);
    expect(read.status, read.text).toBeLessThan(500);
    if (read.status === 200) expect(read.text).toBe('x');
  });

  test('refuses a file beyond the size limit with 413 and stores nothing', async () => {
    const authorization = await bearer(desk);
    const headers = { authorization, 'content-type': 'application/octet-stream' };
    const path = `object/${BUCKET}/large.bin`;
    expect((await files(desk).upload('fits.bin', new Blob([new Uint8Array(FILE_LIMIT)]))).error).toBeNull();
    const answer = await call(path, { method: 'POST', headers, body: new Uint8Array(FILE_LIMIT + 100_000) });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([413, 'too_large']);
    // A body without a declared length that exceeds what the server still reads. It must end, since the sender of a
    // refused body keeps producing it.
    let left = 100;
    const stream = new ReadableStream({
      pull: (controller) =>
        (left -= 1) < 0 ? controller.close() : controller.enqueue(new Uint8Array(1_000_000)),
    });
    const longer = { method: 'POST', headers, body: stream, duplex: 'half' };
    const end = await call(path, longer as RequestInit).catch(() => ({ status: 413 }));
    expect(end.status).toBe(413);
    expect((await storedFiles()).map((row) => row.name)).not.toContain('large.bin');
    await files(desk).remove(['fits.bin']);
  });

  test('answers bad requests with a client error', async () => {
    const headers = { authorization: await bearer(desk), 'content-type': 'application/json' };
    for (const [path, body] of [
      [`object/list/${BUCKET}`, '{'],
      [`object/list/${BUCKET}`, '{"limit": "x"}'],
      [`object/list/${BUCKET}`, '{"sortBy": {"column": "name; drop table x", "order": "asc"}}'],
      [`object/list/${BUCKET}`, '{"prefix": "%_\\\\", "limit": -1}'],
      [`object/list/${BUCKET}`, '{"prefix": "a\\u0000"}'],
      [`object/sign/${BUCKET}/moved.txt`, '{"expiresIn": "x"}'],
      ['object/move', `{"bucketId": "${BUCKET}", "sourceKey": "moved.txt", "destinationKey": "../../x"}`],
      [
        'object/copy',
        `{"bucketId": "${BUCKET}", "sourceKey": "moved.txt", "destinationKey": "${'y'.repeat(5000)}"}`,
      ],
      [
        'object/copy',
        `{"bucketId": "${BUCKET}", "sourceKey": "moved.txt", "destinationBucket": "no", "destinationKey": "x"}`,
      ],
      ['bucket', '{"id": "x", "name": "x"}'],
      [`bucket/${BUCKET}/empty`, '{}'],
    ] as const) {
      const answer = await call(path, { method: 'POST', headers, body });
      expect(answer.status, `${path} ${body.slice(0, 80)}: ${answer.text}`).toBeLessThan(500);
    }
    expect(
      (await call(`object/${BUCKET}/moved.txt`, { headers: { authorization: 'Bearer a.b.c' } })).status,
    ).toBeGreaterThanOrEqual(400);
    expect((await storedFiles()).map((row) => row.name)).toEqual(['moved.txt']);
  });
});

describe('the storage folder', () => {
  test('does not follow a symbolic link in the place of a file, and keeps nothing of a broken upload', async () => {
    const folder = await dataFolder();
    const store = folderStorage(join(folder.path, 'storage'));
    await store.uploadObject('b', 'k', undefined, new Uint8Array([1, 2]), 'text/plain', 'no-cache');
    const all = async () =>
      (await readdir(folder.path, { recursive: true, withFileTypes: true })).filter(
        (one) => !one.isDirectory(),
      );
    const [file] = await all();
    const path = join(file!.parentPath, file!.name);
    const secret = join(folder.path, 'secret');
    await writeFile(secret, 'x'.repeat(5000));
    await store.deleteObject('b', 'k', undefined);
    await symlink(secret, path);
    await expect(store.getObject('b', 'k', undefined)).rejects.toThrow('ELOOP');
    const broken = (async function* () {
      yield await Promise.resolve(new Uint8Array(10));
      throw new Error('cut off');
    })();
    await expect(store.uploadObject('b', 'other', undefined, broken as never, 'a/b', '')).rejects.toThrow(
      'cut off',
    );
    await expect(store.headObject('b', 'other', undefined)).rejects.toThrow('not there');
    expect((await all()).filter((one) => one.name.endsWith('.new'))).toEqual([]);
    await folder.remove();
  });
});
