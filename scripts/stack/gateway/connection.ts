import { AsyncLocalStorage } from 'node:async_hooks';
import { createPostgresConnection, type PostgresConnection } from '@supabase/lite/postgres';
import { sendArgumentsAsText } from './parameters';

/** What happened during one HTTP request; the gateway uses it to report the real cause of a failure. */
export interface RequestTrace {
  failure?: unknown;
}

/** The trace of the current request. */
export const requestTrace = new AsyncLocalStorage<RequestTrace>();

/** Statement timeout in milliseconds per role: the platform's defaults. */
const TIMEOUTS: Record<string, string> = { anon: '3000', authenticated: '8000' };

interface Vars {
  auth?: { uid?: unknown; role?: string; jwt?: unknown };
  storage?: { operation?: unknown };
}
interface RpcRequest {
  method: string;
  path: string;
  readOnly: boolean;
  requestHeaders?: Record<string, string>;
}
type Driver = PostgresConnection['driver'];

/** Private methods of the library that this file replaces. A check below makes sure that they still exist. */
interface Inner {
  rlsState: string;
  applyJwtSessionContext(db: Executor, vars: Vars, setRole: boolean): Promise<void>;
  applyRpcRequestGucs(db: Executor, rpc: RpcRequest): Promise<void>;
}
interface Executor {
  executeQuery(query: {
    sql: string;
    parameters: unknown[];
    query: unknown;
    queryId: unknown;
  }): Promise<unknown>;
}

/** Sets transaction-local settings in a single round trip. */
async function setLocal(db: Executor, settings: Record<string, string>): Promise<void> {
  const names = Object.keys(settings);
  const calls = names.map((name, index) => `set_config('${name}', $${index + 1}, true)`);
  await db.executeQuery({
    sql: `select ${calls.join(', ')}`,
    parameters: Object.values(settings),
    query: { kind: 'RawNode' },
    queryId: { queryId: 'settings' },
  });
}

/**
 * Opens the gateway's connections as a role that owns nothing, and corrects three behaviours of the library: it
 * grants all privileges on every table at the first request, needs one round trip per setting, and has no timeout
 * per role. The catalogue is read through `ownerUrl`, since information_schema shows a role only what it has
 * privileges on.
 */
export function openConnection(
  url: string,
  ownerUrl: string,
): { connection: PostgresConnection; reload(): Promise<void>; close(): Promise<void> } {
  const postgresOptions = {
    max: 8,
    connect_timeout: 5,
    idle_timeout: 60,
    max_lifetime: 1800,
    // The library's back-off grows to 20 s, but a local database is back within one second.
    backoff: () => 0.2,
    onnotice: () => undefined,
  };
  const connection = createPostgresConnection({ url, postgresOptions });
  const catalogue = createPostgresConnection({
    url: ownerUrl,
    postgresOptions: { ...postgresOptions, max: 1 },
  });
  const inner = connection as unknown as Inner;
  for (const name of ['applyJwtSessionContext', 'applyRpcRequestGucs'] as const) {
    if (typeof inner[name] !== 'function') throw new Error(`@supabase/lite changed: no ${name} any more.`);
  }

  inner.rlsState = 'active';
  sendArgumentsAsText(connection.driver);
  inner.applyJwtSessionContext = (db, { auth, storage }) => {
    const role = auth?.role || 'anon';
    return setLocal(db, {
      role,
      statement_timeout: TIMEOUTS[role] ?? '0',
      'request.jwt.claim.sub': String(auth?.uid ?? ''),
      'request.jwt.claim.role': role,
      'request.jwt.claims': auth?.jwt ? JSON.stringify(auth.jwt) : '',
      'storage.operation': String(storage?.operation ?? ''),
    });
  };
  inner.applyRpcRequestGucs = (db, { method, path, readOnly, requestHeaders }) =>
    setLocal(db, {
      'response.status': '',
      'response.headers': '',
      'request.method': method,
      'request.path': path,
      'request.headers': JSON.stringify(requestHeaders ?? {}),
      ...(readOnly ? { transaction_read_only: 'on' } : {}),
    });
  // When the library cannot read the catalogue, it continues with an empty one and reports every view as unknown.
  connection.introspect = async (options) => {
    const found = await catalogue.introspect(options);
    // At each request the library parses the text of every view for types and base tables, which this schema does
    // not need.
    for (const view of found.views) view.sql = '';
    if (found.views.length > 0) return found;
    throw Object.assign(new Error('The catalogue cannot be read.'), { code: 'CONNECTION_FAILED' });
  };
  const normalize = connection.normalizeDbError.bind(connection);
  connection.normalizeDbError = (error) => {
    const trace = requestTrace.getStore();
    if (trace) trace.failure = error;
    return normalize(error);
  };
  return {
    connection,
    reload: () => catalogue.clearSchemaCache(),
    close: async () => {
      await Promise.all([
        (connection.driver as Driver).end({ timeout: 0 }),
        (catalogue.driver as Driver).end({ timeout: 0 }),
      ]);
    },
  };
}

/**
 * Whether an uncaught error comes from the driver writing to a socket that was closed (in a later turn of the event
 * loop). The query has already been rejected, so the process can safely continue.
 */
export function isDriverStumble(error: unknown): boolean {
  return error instanceof TypeError && /node_modules\/postgres\/.*connection\.js/.test(error.stack ?? '');
}
