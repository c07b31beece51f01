import pg from 'pg';
import { onlyRow } from '../database/client';
import type { Broadcast } from './hub';

/** A subscription to new rows of realtime.messages, until it is closed. */
export interface Inserts {
  close(): Promise<void>;
}

interface Row {
  id: string;
  topic: string;
  event: string | null;
  payload: unknown;
  binary_payload: Buffer | null;
  private: boolean | null;
  inserted_at: string;
}

const COLUMNS = 'id, topic, event, payload, binary_payload, private, inserted_at::text';
/** Number of delivered ids that are remembered, so that catching up delivers nothing twice. */
const REMEMBERED = 5000;

/** Rows by their ids, in the order of the ids. */
async function readRows(on: pg.Client, ids: readonly string[]): Promise<Row[]> {
  const { rows } = await on.query<Row>(
    `select ${COLUMNS} from realtime.messages where id = any($1::uuid[])`,
    [ids],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Rows that were inserted after a time; those of the minute before it may have been committed later, so they too. */
async function readSince(on: pg.Client, since: string): Promise<Row[]> {
  const { rows } = await on.query<Row>(
    `select ${COLUMNS} from realtime.messages
     where inserted_at > $1::timestamp - interval '1 minute' and extension = 'broadcast'
       and (payload is not null or binary_payload is not null)
     order by inserted_at`,
    [since],
  );
  return rows;
}

async function readNow(on: pg.Client): Promise<string> {
  return onlyRow(await on.query<{ now: string }>('select now()::timestamp::text as now')).now;
}

/**
 * Passes every committed broadcast row to `deliver`, in commit order. The notification carries only the id; the row
 * is then read. After a lost connection it reads the rows inserted meanwhile. `onReload` reacts to PostgREST's
 * notification channel.
 */
export function followInserts(
  ownerUrl: string,
  deliver: (message: Broadcast) => void,
  onReload: () => void,
): Inserts {
  let client: pg.Client | null = null;
  let closed = false;
  let since: string | null = null;
  let waiting: string[] = [];
  const seen = new Set<string>();

  function forward(row: Row): void {
    if (seen.has(row.id)) return;
    seen.add(row.id);
    const [oldest] = seen;
    if (oldest !== undefined && seen.size > REMEMBERED) seen.delete(oldest);
    if (since === null || row.inserted_at > since) since = row.inserted_at;
    const payload = row.binary_payload ?? row.payload;
    deliver({
      id: row.id,
      name: row.topic,
      isPrivate: row.private === true,
      event: row.event ?? '',
      payload,
    });
  }

  async function flush(on: pg.Client): Promise<void> {
    const ids = waiting;
    waiting = [];
    if (ids.length > 0) for (const row of await readRows(on, ids)) forward(row);
  }

  async function connect(): Promise<void> {
    const connection = new pg.Client({
      connectionString: ownerUrl,
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    });
    const lost = new Promise<void>((done) => connection.once('end', done));
    connection.on('error', () => undefined);
    try {
      await connection.connect();
      if (closed) return void (await connection.end());
      client = connection;
      connection.on('notification', ({ channel, payload }) => {
        if (channel === 'pgrst') return onReload();
        if (!payload) return;
        // Several rows of one transaction are read with one query.
        if (waiting.push(payload) === 1) setImmediate(() => void flush(connection).catch(() => undefined));
      });
      await connection.query('listen realtime_messages; listen pgrst');
      if (since === null) since = await readNow(connection);
      else for (const row of await readSince(connection, since)) forward(row);
      await lost;
    } catch {
      await connection.end().catch(() => undefined);
    }
  }

  const running = (async () => {
    while (!closed) {
      await connect();
      if (!closed) await new Promise((done) => setTimeout(done, 300));
    }
  })();

  return {
    close: async () => {
      closed = true;
      await client?.end().catch(() => undefined);
      await running;
    },
  };
}
