import { AsyncLocalStorage } from 'node:async_hooks';
import { createPostgresConnection, type PostgresConnection } from '@supabase/lite/postgres';
import { sendArgumentsAsText } from './parameters';

/** What happens while one HTTP request runs; the gateway reads it to tell the client the true cause of a failure. */
export interface RequestTrace {
  failure?: unknown;
}

/** The trace of the request in whose course the caller runs. */
export const requestTrace = new AsyncLocalStorage<RequestTrace>();

/** Milliseconds a statement may take, per role: the platform's own defaults. */
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

/** The library's inner methods that this file replaces. They are private there, so their names are checked below. */
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

/** Sets transaction-local settings in one round trip instead of one each. */
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
 * Opens the gateway's connections as a role that owns nothing, and mends three habits of the library: granting
 * everything on every table at the first request, one round trip per setting, and no time limit per role.
 * `ownerUrl` reads the catalogue, since information_schema shows a role only what it has rights on.
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
    // The library's back-off grows to 20 s; a database on this machine is back within one.
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
  // The library answers an empty catalogue when it cannot read one, and would call every view unknown.
  connection.introspect = async (options) => {
    const found = await catalogue.introspect(options);
    // It looks for types and base tables in the text of every view at each request, which this schema does not need.
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
 * Whether an uncaught error is the driver's own stumble over a socket that closed under it (it writes in a later turn
 * of the event loop). The query has been rejected already, so nothing is lost by going on.
 */
export function isDriverStumble(error: unknown): boolean {
  return error instanceof TypeError && /node_modules\/postgres\/.*connection\.js/.test(error.stack ?? '');
}
