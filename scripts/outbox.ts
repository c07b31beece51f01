import { parseArgs } from 'node:util';
import { deliver } from './outbox/deliver';
import { webhook } from './outbox/webhook';

/** Pause when no message is due. */
const REST_MS = 5000;

const { values } = parseArgs({
  options: {
    database: { type: 'string', default: process.env.DATABASE_URL ?? '' },
    webhook: { type: 'string', default: process.env.OUTBOX_WEBHOOK ?? '' },
    channel: { type: 'string', default: 'sms' },
    once: { type: 'boolean', default: false },
  },
});

if (!values.database || !values.webhook) {
  process.stderr.write(
    'Takes messages of the outbox and posts each to a webhook of yours; without one nothing is sent.\n' +
      'npm run outbox -- --database <url> --webhook <url> [--channel sms|email|wechat] [--once]\n',
  );
  process.exit(2);
}

let going = true;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (going = false));
while (going) {
  const { sent, failed } = await deliver(values.database, values.channel, webhook(values.webhook));
  if (sent + failed > 0) process.stdout.write(`${values.channel}: ${sent} sent, ${failed} failed\n`);
  if (values.once) break;
  if (sent + failed === 0) await new Promise((resolve) => setTimeout(resolve, REST_MS));
}
