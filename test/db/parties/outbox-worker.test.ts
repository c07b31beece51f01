import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deliver } from '../../../scripts/outbox/deliver';
import { webhook } from '../../../scripts/outbox/webhook';
import { once, sharedCase } from '../../support/parties';
import { openScene } from '../../support/scene';

// The example worker: each message reaches the webhook; a failed one waits and is sent again under the same key.

const scene = openScene();
const got: { key: string; body: Record<string, unknown> }[] = [];
let answer = 503;
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (part) => (text += part));
  request.on('end', () => {
    got.push({ key: String(request.headers['idempotency-key']), body: JSON.parse(text) });
    response.writeHead(answer).end();
  });
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => server.close());

it('the outbox worker posts to the webhook, waits after a failure, and sends once', async () => {
  const row = await sharedCase(scene, 'mediating');
  const { anon, owner } = scene.people;
  await anon.call('set_messages', { ...row.holder, request_id: once(), channel: 'sms', wanted: true });
  await anon.call('withdraw_application', { ...row.holder, request_id: once(), reason: '已经和好了' });
  const send = webhook(`http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`);
  const run = () => deliver(scene.database.url, 'sms', send);
  expect(await run()).toEqual({ sent: 0, failed: 1 });
  expect(await run()).toEqual({ sent: 0, failed: 0 });
  await owner.run(`update app.outbox set next_at = now()`);
  answer = 200;
  expect(await run()).toEqual({ sent: 1, failed: 0 });
  expect(await run()).toEqual({ sent: 0, failed: 0 });
  expect(got.map(({ key }) => key)).toEqual([got[0]!.key, got[0]!.key]);
  expect(got[1]!.body).toMatchObject({
    kind: 'withdraw_application',
    recipient: '13859701234',
    params: { number: row.number },
  });
});
