import { createHmac, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import WebSocket from 'ws';
import { withClient } from '../../scripts/stack/database/client';
import { attachRealtime } from '../../scripts/stack/realtime/server';
import { testStack, type TestStack } from '../support/stack';

type Client = SupabaseClient<any, any, 'api'>;

let stack: TestStack;
let staff: Client;

/** Policies for this test: topics `open:…` may only be received, topics `desk:…` may be received and sent to. */
const POLICIES = `
  create policy "test hears" on realtime.messages for select to authenticated
    using ((select realtime.topic()) ~ '^(open|desk):' and extension in ('broadcast', 'presence'));
  create policy "test speaks" on realtime.messages for insert to authenticated
    with check ((select realtime.topic()) ~ '^desk:');
`;

beforeAll(async () => {
  stack = await testStack({ realtime: { privateOnly: false }, scheduler: false });
  await withClient(stack.database.url, (client) => client.query(POLICIES));
  staff = await stack.signIn('changting.dispatcher');
});
afterAll(async () => {
  await stack?.stop();
});

function subscribe(channel: RealtimeChannel): Promise<{ status: string; error?: string }> {
  return new Promise((done) => {
    channel.subscribe((status, error) => {
      if (status !== 'CLOSED') done({ status, ...(error ? { error: error.message } : {}) });
    });
  });
}

const send = (topic: string, event: string, payload: object, isPrivate = true) =>
  withClient(stack.database.url, (client) =>
    client.query('select realtime.send($1, $2, $3, $4)', [payload, event, topic, isPrivate]),
  );

function heard(channel: RealtimeChannel, event = '*'): any[] {
  const messages: any[] = [];
  channel.on('broadcast', { event }, (message) => messages.push(message));
  return messages;
}

const until = (check: () => void, timeout = 2000) => vi.waitFor(check, { timeout, interval: 10 });
const settle = () => new Promise((done) => setTimeout(done, 300));

async function token(claims: object): Promise<string> {
  const { jwtSecret } = JSON.parse(await readFile(join(inject('server').dataDir, 'keys.json'), 'utf8'));
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${body}.${createHmac('sha256', jwtSecret).update(body).digest('base64url')}`;
}

describe('private channels', () => {
  test('deliver a message from the database within a second to whoever may join', async () => {
    const channel = staff.channel('open:one', { config: { private: true } });
    const messages = heard(channel);
    expect(await subscribe(channel)).toEqual({ status: 'SUBSCRIBED' });
    const before = performance.now();
    await send('open:one', 'case_changed', { version: 3 });
    await until(() => expect(messages).toHaveLength(1), 1000);
    expect(performance.now() - before).toBeLessThan(1000);
    expect(messages[0]).toMatchObject({
      event: 'case_changed',
      payload: { version: 3 },
      meta: { id: expect.any(String) },
    });
    await staff.removeChannel(channel);
  });

  test('refuse a join with the same reason as the Supabase server', async () => {
    const channel = staff.channel('closed:one', { config: { private: true } });
    const { status, error } = await subscribe(channel);
    expect(status).toBe('CHANNEL_ERROR');
    expect(error).toContain(
      'Unauthorized: You do not have permissions to read from this Channel topic: closed:one',
    );
    await staff.removeChannel(channel);
  });

  test('refuse an anonymous caller', async () => {
    const anon = stack.anon();
    const channel = anon.channel('open:one', { config: { private: true } });
    expect((await subscribe(channel)).status).toBe('CHANNEL_ERROR');
    await anon.removeAllChannels();
  });

  test('never deliver a message of a rolled-back transaction', async () => {
    const channel = staff.channel('open:rollback', { config: { private: true } });
    const messages = heard(channel);
    await subscribe(channel);
    await withClient(stack.database.url, (client) =>
      client.query(`begin; select realtime.send('{}', 'lost', 'open:rollback', true); rollback`),
    );
    await settle();
    expect(messages).toEqual([]);
    await staff.removeChannel(channel);
  });

  test('let a client send only with an insert policy', async () => {
    const other = await stack.signIn('shanghang.dispatcher');
    for (const [topic, count] of [
      ['open:talk', 0],
      ['desk:talk', 1],
    ] as const) {
      const channel = staff.channel(topic, { config: { private: true } });
      const messages = heard(channel);
      const sender = other.channel(topic, { config: { private: true } });
      await Promise.all([subscribe(channel), subscribe(sender)]);
      await sender.send({ type: 'broadcast', event: 'note', payload: { text: '你好' } });
      await settle();
      expect(messages).toHaveLength(count);
      if (count) expect(messages[0].payload).toEqual({ text: '你好' });
      await Promise.all([staff.removeChannel(channel), other.removeChannel(sender)]);
    }
  });

  test('are separate from public channels of the same name', async () => {
    const other = await stack.signIn('shanghang.dispatcher');
    const hidden = staff.channel('open:same', { config: { private: true } });
    const open = other.channel('open:same');
    const [inHidden, inOpen] = [heard(hidden), heard(open)];
    await Promise.all([subscribe(hidden), subscribe(open)]);
    await send('open:same', 'secret', {}, true);
    await send('open:same', 'known', {}, false);
    await until(() => expect(inOpen).toHaveLength(1));
    await settle();
    expect(inHidden.map((message) => message.event)).toEqual(['secret']);
    expect(inOpen.map((message) => message.event)).toEqual(['known']);
    await Promise.all([staff.removeChannel(hidden), other.removeChannel(open)]);
  });
});

describe('tokens', () => {
  test('a new token keeps the channel, and an anonymous token ends it', async () => {
    const client = await stack.signIn('city.dispatcher');
    const channel = client.channel('open:token', { config: { private: true } });
    const messages = heard(channel);
    const ended: string[] = [];
    channel.on('system', {}, (payload: { message: string }) => ended.push(payload.message));
    await subscribe(channel);
    await client.auth.refreshSession();
    await settle();
    await send('open:token', 'still', {});
    await until(() => expect(messages).toHaveLength(1));
    const anonymous = await token({ role: 'anon', exp: Math.floor(Date.now() / 1000) + 60 });
    await client.realtime.setAuth(anonymous);
    await until(() =>
      expect(ended.join()).toContain(
        'You no longer have permission to read from this Channel topic: open:token',
      ),
    );
    await client.removeAllChannels();
  });

  test('an expired token closes the channel', async () => {
    const client = stack.anon();
    const { data } = await staff.auth.getUser();
    const exp = Math.floor(Date.now() / 1000) + 2;
    await client.realtime.setAuth(await token({ role: 'authenticated', sub: data.user!.id, exp }));
    const channel = client.channel('open:expiry', { config: { private: true } });
    const ended: string[] = [];
    channel.on('system', {}, (payload: { message: string }) => ended.push(payload.message));
    expect((await subscribe(channel)).status).toBe('SUBSCRIBED');
    await until(() => expect(ended.join()).toMatch(/Token has expired \d+ seconds ago/), 5000);
    await client.removeAllChannels();
  });

  test.each([
    [
      'of another key',
      'eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYXV0aGVudGljYXRlZCIsImV4cCI6OTk5OTk5OTk5OX0.c2lnbmF0dXJl',
      'JwtSignatureError',
    ],
    ['without sense', 'a.b.c', 'MalformedJWT'],
  ])('a token %s is refused', async (_, forged, reason) => {
    const client = stack.anon();
    await client.realtime.setAuth(forged);
    const { status, error } = await subscribe(client.channel('open:forged', { config: { private: true } }));
    expect(status).toBe('CHANNEL_ERROR');
    expect(error).toContain(reason);
    await client.removeAllChannels();
  });
});

describe('the connection', () => {
  const address = (key: string, vsn = '2.0.0', origin = stack.url.replace('http', 'ws')) =>
    `${origin}/realtime/v1/websocket?apikey=${key}&vsn=${vsn}`;
  const open = async (vsn = '2.0.0', origin?: string) => {
    const socket = new WebSocket(address(stack.anonKey, vsn, origin));
    const frames: any[] = [];
    socket.on('message', (data) => frames.push(JSON.parse(String(data))));
    await new Promise((done) => socket.once('open', done));
    return { socket, frames };
  };

  test('is refused with 401 before the upgrade when the key is wrong', async () => {
    const socket = new WebSocket(address('sb_publishable_wrong'));
    const status = await new Promise((done) =>
      socket.once('unexpected-response', (_, response) => done(response.statusCode)),
    );
    expect(status).toBe(401);
  });

  test('is kept open by heartbeats and dropped after silence', async () => {
    // A separate server, since the client's own heartbeats are too slow for this idle time.
    const server = createServer();
    const { dbUrl: ownerUrl, anonKey } = stack;
    const realtime = attachRealtime({ server, ownerUrl, anonKey, jwtSecret: 'none', idleMs: 500 });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const { socket, frames } = await open('2.0.0', `ws://127.0.0.1:${port}`);
    for (let ref = 1; ref <= 5; ref++) {
      socket.send(JSON.stringify([null, String(ref), 'phoenix', 'heartbeat', {}]));
      await settle();
    }
    expect(frames.at(-1)).toEqual([null, '5', 'phoenix', 'phx_reply', { status: 'ok', response: {} }]);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    await new Promise((done) => socket.once('close', done));
    await realtime.close();
    server.close();
  });

  test('answers the first serialization, an unknown topic and malformed frames accordingly', async () => {
    const { socket, frames } = await open('1.0.0');
    socket.send('nonsense');
    socket.send(Buffer.from([3, 255, 255, 1]));
    socket.send(JSON.stringify({ topic: 'realtime:none', event: 'broadcast', payload: {}, ref: '1' }));
    socket.send(
      JSON.stringify({ topic: 'realtime:room', event: 'phx_join', payload: {}, ref: '2', join_ref: '2' }),
    );
    await until(() => expect(frames).toHaveLength(2));
    expect(frames[0]).toMatchObject({
      event: 'phx_reply',
      ref: '1',
      payload: { status: 'error', response: { reason: 'unmatched topic' } },
    });
    expect(frames[1]).toMatchObject({
      event: 'phx_reply',
      ref: '2',
      payload: { status: 'ok', response: { postgres_changes: [] } },
    });
    socket.close();
  });

  test('is closed by a frame beyond the size limit', async () => {
    const { socket } = await open();
    socket.send('x'.repeat(400_000));
    expect(await new Promise((done) => socket.once('close', done))).toBe(1009);
  });

  test('supports the options ack and self and text broadcasts', async () => {
    const client = stack.anon();
    const channel = client.channel(`room-${randomUUID()}`, {
      config: { broadcast: { ack: true, self: true } },
    });
    const messages = heard(channel, 'note');
    await subscribe(channel);
    expect(await channel.send({ type: 'broadcast', event: 'note', payload: { n: 1 } })).toBe('ok');
    await until(() => expect(messages.map((message) => message.payload)).toEqual([{ n: 1 }]));
    await client.removeAllChannels();
  });

  test('reports who is present, who joins and who leaves', async () => {
    const [first, second] = [stack.anon(), stack.anon()];
    const name = `room-${randomUUID()}`;
    const here = first.channel(name, { config: { presence: { key: 'first' } } });
    const there = second.channel(name, { config: { presence: { key: 'second' } } });
    here.on('presence', { event: 'sync' }, () => undefined);
    there.on('presence', { event: 'sync' }, () => undefined);
    await subscribe(here);
    await here.track({ name: '林' });
    await subscribe(there);
    await there.track({ name: '陈' });
    await until(() => expect(Object.keys(there.presenceState()).sort()).toEqual(['first', 'second']));
    await until(() => expect(Object.keys(here.presenceState()).sort()).toEqual(['first', 'second']));
    await second.removeAllChannels();
    await until(() => expect(Object.keys(here.presenceState())).toEqual(['first']));
    await first.removeAllChannels();
  });
});
