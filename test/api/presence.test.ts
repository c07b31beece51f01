import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { withClient } from '../../scripts/stack/database/client';
import { secondDispatcher } from '../support/colleague';
import { testStack, type TestStack } from '../support/stack';

// Two dispatchers of one desk see where the other one is; nobody else does, and nobody may broadcast there.

type Client = SupabaseClient<any, any, 'api'>;

const DESK = 'desk:350821';
let stack: TestStack;
let wang: Client;
let colleague: Client;

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
  await secondDispatcher(stack.database.url);
  wang = await stack.signIn('changting.dispatcher');
  colleague = await stack.signIn('shanghang.dispatcher');
});
afterAll(async () => {
  await stack?.stop();
});

const until = (check: () => void, timeout = 3000) => vi.waitFor(check, { timeout, interval: 10 });
const settle = () => new Promise((done) => setTimeout(done, 300));

function subscribe(channel: RealtimeChannel): Promise<{ status: string; error: string }> {
  return new Promise((done) => {
    channel.subscribe((status, error) => {
      if (status !== 'CLOSED') done({ status, error: error?.message ?? '' });
    });
  });
}

/** A channel with a presence key, and the presence events that it receives. */
function meet(client: Client, key: string, topic = DESK) {
  const channel = client.channel(topic, { config: { private: true, presence: { key } } });
  const events: { event: string; key?: string; count?: number }[] = [];
  channel.on('presence', { event: 'join' }, (one) =>
    events.push({ event: 'join', key: one.key, count: one.newPresences.length }),
  );
  channel.on('presence', { event: 'leave' }, (one) =>
    events.push({ event: 'leave', key: one.key, count: one.leftPresences.length }),
  );
  const seen = () =>
    Object.fromEntries(
      Object.entries(channel.presenceState<{ case: string }>()).map(([name, metas]) => [
        name,
        metas.map((meta) => meta.case),
      ]),
    );
  return { channel, events, seen };
}

/** Leaves and joins again: when an entry is changed in place, the client keeps the old one as well. */
async function move(channel: RealtimeChannel, to: string): Promise<void> {
  await channel.untrack();
  await channel.track({ case: to });
}

describe('on the channel of their desk', () => {
  test('two dispatchers see who is present, on which case, and who leaves', async () => {
    const one = meet(wang, '王');
    expect((await subscribe(one.channel)).status).toBe('SUBSCRIBED');
    expect(await one.channel.track({ case: '甲' })).toBe('ok');
    const other = meet(colleague, '李');
    await subscribe(other.channel);
    // A later member receives the current presence state.
    await until(() => expect(other.seen()).toEqual({ 王: ['甲'] }));
    expect(await other.channel.track({ case: '乙' })).toBe('ok');
    await until(() => expect(one.seen()).toEqual({ 王: ['甲'], 李: ['乙'] }));
    await move(other.channel, '丙');
    await until(() => expect(one.seen()).toEqual({ 王: ['甲'], 李: ['丙'] }));
    expect(await other.channel.untrack()).toBe('ok');
    await until(() => expect(one.seen()).toEqual({ 王: ['甲'] }));
    expect(one.events.at(-1)).toMatchObject({ event: 'leave', key: '李' });
    await Promise.all([wang.removeAllChannels(), colleague.removeAllChannels()]);
  });

  test('a dispatcher with two windows is shown in both, each under its own key', async () => {
    const window2 = await stack.signIn('changting.dispatcher');
    const [here, there, watching] = [meet(wang, '王.1'), meet(window2, '王.2'), meet(colleague, '李')];
    await Promise.all([here, there, watching].map(({ channel }) => subscribe(channel)));
    await here.channel.track({ case: '甲' });
    await there.channel.track({ case: '乙' });
    await until(() => expect(watching.seen()).toEqual({ '王.1': ['甲'], '王.2': ['乙'] }));
    await window2.removeAllChannels();
    await until(() => expect(watching.seen()).toEqual({ '王.1': ['甲'] }));
    await wang.removeAllChannels();
    await until(() => expect(watching.seen()).toEqual({}));
    await colleague.removeAllChannels();
  });

  test('a lost connection removes the presence of its user', async () => {
    const one = meet(wang, '王');
    await subscribe(one.channel);
    const lost = await stack.signIn('shanghang.dispatcher');
    const other = meet(lost, '李');
    await subscribe(other.channel);
    await other.channel.track({ case: '乙' });
    await until(() => expect(one.seen()).toEqual({ 李: ['乙'] }));
    await lost.realtime.disconnect();
    await until(() => expect(one.seen()).toEqual({}));
    await wang.removeAllChannels();
  });

  test('an unchanged presence sends no event', async () => {
    const [one, other] = [meet(wang, '王'), meet(colleague, '李')];
    await Promise.all([subscribe(one.channel), subscribe(other.channel)]);
    await one.channel.track({ case: '甲' });
    await until(() => expect(other.seen()).toEqual({ 王: ['甲'] }));
    const before = other.events.length;
    expect(await one.channel.track({ case: '甲' })).toBe('ok');
    await settle();
    expect(other.events).toHaveLength(before);
    await Promise.all([wang.removeAllChannels(), colleague.removeAllChannels()]);
  });

  test('nobody can broadcast and no broadcast is received', async () => {
    const [one, other] = [meet(wang, '王'), meet(colleague, '李')];
    const heard: unknown[] = [];
    one.channel.on('broadcast', { event: '*' }, (message) => heard.push(message));
    await Promise.all([subscribe(one.channel), subscribe(other.channel)]);
    await other.channel.send({ type: 'broadcast', event: 'note', payload: { text: '你好' } });
    // Not even a broadcast from the database arrives: the channel only carries presence.
    await withClient(stack.database.url, (client) =>
      client.query(`select realtime.send('{"text": "大家好"}', 'note', $1, true)`, [DESK]),
    );
    await settle();
    expect(heard).toEqual([]);
    await Promise.all([wang.removeAllChannels(), colleague.removeAllChannels()]);
  });
});

describe('for everybody else', () => {
  test.each(['tingzhou.mediator', 'changting.leader', 'changting.administrator', 'city.dispatcher'])(
    'joining as %s is refused',
    async (account) => {
      const client = await stack.signIn(account);
      const { status, error } = await subscribe(meet(client, '王').channel);
      expect(status).toBe('CHANNEL_ERROR');
      expect(error).toContain(
        `Unauthorized: You do not have permissions to read from this Channel topic: ${DESK}`,
      );
      await client.removeAllChannels();
    },
  );

  test('joining without an account is refused', async () => {
    const anon = stack.anon();
    expect((await subscribe(meet(anon, '王').channel)).status).toBe('CHANNEL_ERROR');
    await anon.removeAllChannels();
  });

  test('a receive-only channel refuses to track presence', async () => {
    const topic = 'region:350821';
    const [one, other] = [meet(wang, '王', topic), meet(colleague, '李', topic)];
    await Promise.all([subscribe(one.channel), subscribe(other.channel)]);
    expect(await one.channel.track({ case: '甲' })).toBe('error');
    expect(await one.channel.untrack()).toBe('ok');
    await settle();
    expect([one.seen(), other.seen()]).toEqual([{}, {}]);
    await Promise.all([wang.removeAllChannels(), colleague.removeAllChannels()]);
  });
});

describe('in the raw protocol', () => {
  test('malformed presence messages are answered with an error, and the first valid one enables presence', async () => {
    const { data } = await wang.auth.getSession();
    const socket = new WebSocket(
      `${stack.url.replace('http', 'ws')}/realtime/v1/websocket?apikey=${stack.anonKey}&vsn=2.0.0`,
    );
    const frames: any[] = [];
    socket.on('message', (message) => frames.push(JSON.parse(String(message))));
    await new Promise((done) => socket.once('open', done));
    const topic = `realtime:${DESK}`;
    const say = (ref: string, event: string, payload: unknown) =>
      socket.send(JSON.stringify(['1', ref, topic, event, payload]));
    const answer = (ref: string) => frames.find((frame) => frame[1] === ref && frame[3] === 'phx_reply')?.[4];
    say('1', 'phx_join', {
      config: { private: true, presence: { key: '王', enabled: false } },
      access_token: data.session!.access_token,
    });
    await until(() => expect(answer('1')?.status).toBe('ok'));
    say('2', 'presence', { type: 'presence', event: 'dance', payload: {} });
    say('3', 'presence', { type: 'presence', event: 'track', payload: ['甲'] });
    say('4', 'presence', null);
    await until(() => expect(answer('4')).toEqual({ status: 'error', response: {} }));
    expect([answer('2').status, answer('3').status]).toEqual(['error', 'error']);
    expect(frames.some((frame) => frame[3].startsWith('presence_'))).toBe(false);
    // A change in place is sent as one diff with a leave and a join.
    say('5', 'presence', { type: 'presence', event: 'track', payload: { case: '甲' } });
    await until(() => expect(frames.some((frame) => frame[3] === 'presence_state')).toBe(true));
    expect(frames.find((frame) => frame[3] === 'presence_state')[4]).toEqual({
      王: { metas: [{ case: '甲', phx_ref: expect.any(String) }] },
    });
    say('6', 'presence', { type: 'presence', event: 'track', payload: { case: '乙' } });
    await until(() => expect(answer('6')?.status).toBe('ok'));
    const { joins, leaves } = frames.findLast((frame) => frame[3] === 'presence_diff')[4];
    expect(joins.王.metas).toEqual([
      { case: '乙', phx_ref: expect.any(String), phx_ref_prev: leaves.王.metas[0].phx_ref },
    ]);
    expect(leaves.王.metas).toEqual([{ case: '甲', phx_ref: expect.any(String) }]);
    socket.close();
  });
});
