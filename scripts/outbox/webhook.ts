import type { Send } from './deliver';

/** Timeout of the receiving service; shorter than the lease of a message. */
const TIMEOUT_MS = 10_000;

/**
 * Posts messages to a webhook as JSON. Any 2xx means that the message was accepted; the `Idempotency-Key` header is
 * the id of the message.
 */
export const webhook =
  (url: string): Send =>
  async (channel, { id, kind, params, recipient, secret, language }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify({ id, channel, kind, params, recipient, secret, language }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`the webhook answered ${response.status}`);
  };
