import { setExperimental } from '@supabase/lite';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { openBackend, type BackendOptions } from './backend';
import { requestTrace, type RequestTrace } from './connection';
import { explainFailure, isLockConflict, malformed, noSession, tooLarge, unavailable } from './failures';
import { servePages } from './pages';
import { tileHosts } from './tileHosts';
import { FILE_LIMIT } from './storage';
import { isSignIn, createSignInGuard } from './signInGuard';
import { explainStorage, isStorageCall, nameAddresses, prepare, tame } from './storageGuard';
import { isForeignToken } from './tokens';

/** Largest request body in bytes. */
const BODY_LIMIT = 1_000_000;

/** Maximum number of bytes of an oversized body that are still read, so that the sender receives the refusal. */
const MAX_DRAINED = 40_000_000;

/** Request timeout in milliseconds; longer than any statement timeout. */
const REQUEST_LIMIT = 20_000;

/**
 * Keep-alive timeout in milliseconds. It is longer than that of proxies and browsers, so that the client closes an
 * idle connection and never sends a request into one that is being closed.
 */
const KEEP_ALIVE = 75_000;

/** Staff sign in as `<account>@<this domain>`; the domain is reserved, so no mail can ever be delivered there. */
export const STAFF_DOMAIN = 'staff.invalid';

export interface GatewayOptions extends BackendOptions {
  /** Folder of the built pages; without it only the APIs are served. */
  dist?: string;
  /** Trusts x-forwarded-for. Only safe behind a proxy that sets it. */
  trustProxy?: boolean;
  /** False while the database is known to be down. */
  isUp: () => boolean;
  log: (line: string) => void;
}

/** A gateway that is not listening yet. */
export interface Gateway {
  server: Server;
  /** Reads the catalogue again after a change of views or functions. */
  reload(): void;
  /** Abandons the current connections, because the database has gone down. */
  replace(): void;
  close(): Promise<void>;
}

/** Requests that are passed to the library: all of REST, and only those sign-in endpoints that the product uses. */
const API = /^\/(rest\/v1(\/|$)|auth\/v1\/(signup|token|user|logout|settings|health)$)/;

/** Sends a call, and once more when the database undid it because of another transaction. */
async function sendAgainAfterConflict(
  trace: RequestTrace,
  send: () => Response | Promise<Response>,
): Promise<Response> {
  const answer = await send();
  if (!isLockConflict(trace.failure)) return answer;
  delete trace.failure;
  return send();
}

/** The library prints every refused request with its stack trace; the gateway logs requests itself. */
function quietRequests(): void {
  const original = console.error;
  if ('quiet' in original) return;
  console.error = Object.assign(
    (...args: unknown[]) => {
      const trace = requestTrace.getStore();
      if (!trace) return original(...args);
      trace.failure ??= args.find((one) => one instanceof Error);
    },
    { quiet: true },
  );
}

/**
 * Reads a body up to the limit; null when it is longer. An oversized body is read to its end first, up to MAX_DRAINED:
 * a client that is still sending when the connection closes would not receive the answer.
 */
async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_DRAINED) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_DRAINED) return null;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > limit ? null : new Uint8Array(Buffer.concat(chunks));
}

/** Runs `work`, unless `lost` resolves first or the timeout is reached. */
async function within<T>(
  milliseconds: number,
  lost: Promise<T>,
  work: () => Promise<T | null>,
): Promise<T | null | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((done) => (timer = setTimeout(() => done('late'), milliseconds)));
  try {
    return await Promise.race([work(), lost, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Builds the HTTP server: REST and sign-in through @supabase/lite, pages from `dist`. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  process.env.DO_NOT_TRACK = '1';
  quietRequests();
  let backend = openBackend(options);
  // A query interrupted inside a transaction may never return from the driver and keeps its connection in the pool,
  // so all connections are replaced.
  const replace = () => {
    backend.lose();
    backend = openBackend(options);
  };
  await backend.app.init();
  // Only after `init`, which prints a warning about experimental features that are already enabled.
  setExperimental('storage', true);
  await backend.app.connection.introspect({ useCache: true });
  const signInGuard = createSignInGuard(options.ownerUrl, (error) => {
    if (options.isUp()) options.log(`A sign-in failed: ${describe(error)}`);
  });
  const pages = options.dist
    ? servePages(options.dist, {
        anonKey: options.anonKey,
        staffDomain: STAFF_DOMAIN,
        tileHosts: () => tileHosts(options.ownerUrl),
      })
    : null;

  async function callApi(request: Request, address: string, files = false): Promise<Response> {
    if (!options.isUp()) return unavailable();
    if (isForeignToken(request.headers.get('authorization'))) return noSession();
    const headers = new Headers(request.headers);
    for (const name of ['x-real-ip', 'forwarded', 'cf-connecting-ip']) headers.delete(name);
    headers.set('x-forwarded-for', address);
    let body: Uint8Array<ArrayBuffer> | null = null;
    if (request.body) {
      // Multipart encoding adds some bytes to a file.
      body = await readBody(request, files ? FILE_LIMIT + 10_000 : BODY_LIMIT);
      if (!body) return tooLarge();
      // The database may have gone down while the body was read; new connections would wait for it in vain.
      if (!options.isUp()) return unavailable();
    }
    const trace: RequestTrace = {};
    const forApp = () => new Request(request.url, { method: request.method, headers, body });
    const mine = backend;
    const answer = await within(REQUEST_LIMIT, mine.lost, () =>
      requestTrace
        .run(trace, async () => {
          if (files) return nameAddresses(forApp(), await mine.app.fetch(await prepare(forApp())));
          return sendAgainAfterConflict(trace, () => mine.app.fetch(forApp()));
        })
        .catch((error: unknown) => {
          trace.failure ??= error;
          return null;
        }),
    );
    // A query that never returns blocks its connection as well, unless another request has already replaced the
    // connections.
    if (answer === 'late' && mine === backend) replace();
    if (answer !== 'late' && answer && answer.status < 500) return files ? tame(answer) : answer;
    const away = answer === 'late' || answer?.status === 503;
    const fixed = away
      ? unavailable()
      : (files && explainStorage(trace.failure)) || explainFailure(trace.failure);
    if (fixed.status >= 500 && options.isUp()) {
      options.log(
        `${request.method} ${new URL(request.url).pathname}: ${fixed.status}, ${describe(trace.failure)}`,
      );
    }
    return fixed;
  }

  /** A proxy appends the address that it saw to what the client claims, so only the last one can be trusted. */
  function addressOf(request: Request, incoming: IncomingMessage): string {
    const forwarded = options.trustProxy ? request.headers.get('x-forwarded-for') : null;
    const address = forwarded?.split(',').at(-1)?.trim() || incoming.socket.remoteAddress || '';
    return address.replace(/^::ffff:(?=\d+\.)/i, '');
  }

  async function handle(request: Request, incoming: IncomingMessage): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === '/health') return options.isUp() ? Response.json({ ok: true }) : unavailable();
    const address = addressOf(request, incoming);
    if (isSignIn(request.method, pathname)) {
      const body = request.body ? await readBody(request, BODY_LIMIT) : new Uint8Array();
      if (!body) return tooLarge();
      return signInGuard.pass(request, body, address, (inner) => callApi(inner, address));
    }
    if (API.test(pathname)) return callApi(request, address);
    if (isStorageCall(request.method, pathname)) return callApi(request, address, true);
    if (/^\/(auth|storage|functions|realtime)\/v1(\/|$)/.test(pathname)) {
      return Response.json(
        { code: 'not_found', message: 'Not part of the embedded stack.', details: null, hint: null },
        { status: 404 },
      );
    }
    return pages ? pages(request) : new Response('Not found', { status: 404 });
  }

  const listener = getRequestListener(
    (request, env) => handle(request, (env as { incoming: IncomingMessage }).incoming),
    {
      overrideGlobalObjects: false,
      errorHandler: (error) => {
        options.log(`A request failed: ${describe(error)}`);
        return malformed('The request cannot be read.');
      },
    },
  );
  const server = createServer(
    { requestTimeout: 60_000, headersTimeout: 20_000, keepAliveTimeout: KEEP_ALIVE },
    listener,
  );
  return {
    server,
    reload: () => void backend.reload().catch((error: Error) => options.log(error.message)),
    replace,
    close: async () => {
      server.closeAllConnections();
      if (server.listening) await new Promise((done) => server.close(done));
      backend.lose();
      await signInGuard.close();
    },
  };
}

/** A one-line description of an error, without statements or values. */
function describe(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return `${code ? `${code} ` : ''}${(message ?? 'unknown error').split('\n')[0]}`;
}
