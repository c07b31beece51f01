import { withClient } from '../stack/client';

/** A message as the database hands it out. */
export interface Outgoing {
  /** The same at each try: whoever sends tells a repetition by it. */
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

/** Sends one message; throws when it could not. */
export type Send = (channel: string, message: Outgoing) => Promise<void>;

/** Takes what is due once, sends it, and tells the database how it went. */
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
      // An address never gets into a log: only what went wrong does.
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
