import { setExperimental } from '@supabase/lite';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { openBackend, type BackendOptions } from './backend';
import { requestTrace, type RequestTrace } from './connection';
import { explainFailure, malformed, noSession, tooLarge, unavailable } from './failures';
import { servePages } from './pages';
import { tileHosts } from './tileHosts';
import { FILE_LIMIT } from './storage';
import { isSignIn, createSignInGuard } from './signInGuard';
import { explainStorage, isStorageCall, nameAddresses, prepare, tame } from './storageGuard';
import { isForeignToken } from './tokens';

/** Largest request body in bytes. */
const BODY_LIMIT = 1_000_000;

/** Bytes of a body beyond its limit that are still read, so that its sender hears the refusal. */
const READ_AWAY = 40_000_000;

/** Milliseconds after which a request is given up; no statement may take so long. */
const REQUEST_LIMIT = 20_000;

/**
 * Milliseconds for which an idle connection stays open: longer than proxies and browsers keep one, so that the caller
 * is the one who ends it and never sends into a connection that is just being closed.
 */
const KEEP_ALIVE = 75_000;

/** Staff sign in as `<account>@<this>`; a reserved name, so that no mail ever goes there. */
export const STAFF_DOMAIN = 'staff.invalid';

/** What the gateway stands on. */
export interface GatewayOptions extends BackendOptions {
  /** Folder of the built pages; without it only the interfaces are served. */
  dist?: string;
  /** Believes x-forwarded-for: only behind a proxy that sets it. */
  trustProxy?: boolean;
  /** False while the database is known to be away. */
  isUp: () => boolean;
  log: (line: string) => void;
}

/** A gateway that does not listen yet. */
export interface Gateway {
  server: Server;
  /** Reads the catalogue anew after a change of views or functions. */
  reload(): void;
  /** Gives up the present connections to the database: it has gone away. */
  replace(): void;
  close(): Promise<void>;
}

/** What the library may answer: all of REST, and of sign-in only what the product uses. Its other doors stay shut. */
const API = /^\/(rest\/v1(\/|$)|auth\/v1\/(signup|token|user|logout|settings|health)$)/;

/** The library prints every refused request with its stack; inside a request the gateway reports for itself. */
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
 * Reads a body up to the limit; null when it is longer. The rest is read away first, as long as that is bearable: whoever is
 * still sending when the connection closes never hears why.
 */
async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get('content-length') ?? 0) > READ_AWAY) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > READ_AWAY) return null;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > limit ? null : new Uint8Array(Buffer.concat(chunks));
}

/** Runs `work`, unless `lost` comes first or the time is up. */
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
  // A query cut off inside a transaction may never come back from the driver, and keeps its place in the pool.
  const replace = () => {
    backend.lose();
    backend = openBackend(options);
  };
  await backend.app.init();
  // After that, since the library prints a warning about what is switched on before.
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
      // A form around a file adds some lines to it.
      body = await readBody(request, files ? FILE_LIMIT + 10_000 : BODY_LIMIT);
      if (!body) return tooLarge();
      // It may have gone away while the body came in; fresh connections would wait for it in vain.
      if (!options.isUp()) return unavailable();
    }
    const trace: RequestTrace = {};
    const forApp = new Request(request.url, { method: request.method, headers, body });
    const mine = backend;
    const answer = await within(REQUEST_LIMIT, mine.lost, () =>
      requestTrace
        .run(trace, async () => {
          if (!files) return mine.app.fetch(forApp);
          return nameAddresses(forApp, await mine.app.fetch(await prepare(forApp)));
        })
        .catch((error: unknown) => {
          trace.failure ??= error;
          return null;
        }),
    );
    // A query that never comes back has cost its connection, too; another request may have replaced it already.
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

  /** A proxy adds the address that it saw to whatever the client claims, so the last one is true. */
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

/** One line about an error, without statements or values. */
function describe(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return `${code ? `${code} ` : ''}${(message ?? 'unknown error').split('\n')[0]}`;
}
