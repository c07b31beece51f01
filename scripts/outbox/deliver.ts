import { withClient } from '../stack/database/client';

/** A message as the database returns it. */
export interface Outgoing {
  /** The same for each attempt, so that the receiving service can detect a repetition. */
  id: string;
  lease: string;
  kind: string;
  params: Record<string, unknown>;
  recipient: string;
  /** The token of an invitation. */
  secret: string | null;
  language: string;
  attempt: number;
}

/** Sends one message. Throws on failure. */
export type Send = (channel: string, message: Outgoing) => Promise<void>;

/** Claims the messages that are due, sends them, and reports each result to the database. */
export async function deliver(
  database: string,
  channel: string,
  send: Send,
): Promise<{ sent: number; failed: number }> {
  return withClient(database, async (client) => {
    await client.query('set role service_role');
    const { rows } = await client.query<Outgoing>('select * from api.take_outbox($1)', [channel]);
    let failed = 0;
    for (const message of rows) {
      // Only the error is logged, never a recipient's address.
      const error = await send(channel, message).then(
        () => null,
        (failure: Error) => failure.message,
      );
      if (error !== null) failed += 1;
      await client.query('select api.settle_outbox($1, $2, $3)', [message.id, message.lease, error]);
    }
    return { sent: rows.length - failed, failed };
  });
}
