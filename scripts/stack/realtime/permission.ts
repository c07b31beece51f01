import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Claims } from './tokens';

/** A feature that a client uses on a channel. */
export type Extension = 'broadcast' | 'presence';

/** Evaluates the policies on realtime.messages for private channels. */
export interface Permission {
  /** What the policies let the bearer receive: broadcasts, presence or both. An empty set refuses the join. */
  mayRead(claims: Claims, topic: string): Promise<ReadonlySet<Extension>>;
  /** Whether the policies let the bearer send. */
  mayWrite(claims: Claims, topic: string, extension: Extension): Promise<boolean>;
  close(): Promise<void>;
}

/** The database was unavailable; the client should try again. */
export class PermissionUnavailable extends Error {}

const SETTINGS = `select set_config('role', $1, true), set_config('realtime.topic', $2, true),
  set_config('request.jwt.claims', $3, true), set_config('request.jwt.claim.sub', $4, true),
  set_config('request.jwt.claim.role', $1, true), set_config('request.headers', '{}', true),
  set_config('statement_timeout', '3000', true)`;

const REFUSAL = '42501';

/** Opens a small pool as the owner, whose probe rows no policy blocks. Every transaction is rolled back. */
export function openPermission(ownerUrl: string): Permission {
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    max: 4,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
  });
  pool.on('error', () => undefined);

  async function inTransaction<Answer>(
    claims: Claims,
    topic: string,
    denial: Answer,
    work: (client: pg.PoolClient, impersonate: () => Promise<unknown>) => Promise<Answer>,
  ): Promise<Answer> {
    let client: pg.PoolClient;
    try {
      client = await pool.connect();
    } catch {
      throw new PermissionUnavailable();
    }
    let broken = false;
    try {
      await client.query('begin');
      const settings = [claims.role, topic, JSON.stringify(claims), claims.sub ?? ''];
      return await work(client, () => client.query(SETTINGS, settings));
    } catch (error) {
      // An error inside a policy denies access; a connection error decides nothing.
      if (typeof (error as { severity?: string }).severity !== 'string') {
        broken = true;
        throw new PermissionUnavailable();
      }
      if (/^(57P|08|53)/.test((error as { code?: string }).code ?? '')) throw new PermissionUnavailable();
      return denial;
    } finally {
      await client.query('rollback').catch(() => (broken = true));
      client.release(broken);
    }
  }

  return {
    mayRead: (claims, topic) =>
      inTransaction<ReadonlySet<Extension>>(claims, topic, new Set(), async (client, impersonate) => {
        const ids = [randomUUID(), randomUUID()];
        await client.query(
          `insert into realtime.messages (id, topic, extension) values ($1, $3, 'broadcast'), ($2, $3, 'presence')`,
          [...ids, topic],
        );
        await impersonate();
        const { rows } = await client.query<{ extension: Extension }>(
          'select extension from realtime.messages where id = any($1::uuid[])',
          [ids],
        );
        return new Set(rows.map(({ extension }) => extension));
      }),
    mayWrite: (claims, topic, extension) =>
      inTransaction(claims, topic, false, async (client, impersonate) => {
        await impersonate();
        await client
          .query('insert into realtime.messages (topic, extension) values ($1, $2)', [topic, extension])
          .catch((error: { code?: string }) => {
            throw error.code === REFUSAL
              ? Object.assign(new Error('refused'), { severity: 'ERROR', code: REFUSAL })
              : error;
          });
        return true;
      }),
    close: () => pool.end(),
  };
}
