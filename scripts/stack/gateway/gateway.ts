import { createServer, type IncomingMessage, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { describe, openApi, readBody, type ApiOptions } from './api';
import { malformed, tooLarge, unavailable } from './failures';
import { servePages } from './pages';
import { createSignInGuard, isSignIn } from './signInGuard';
import { isStorageCall } from './storageGuard';
import { tileHosts } from './tileHosts';

/**
 * Keep-alive timeout in milliseconds. It is longer than that of proxies and browsers, so that the client closes an
 * idle connection and never sends a request into one that is being closed.
 */
const KEEP_ALIVE = 75_000;

/** Staff sign in as `<account>@<this domain>`; the domain is reserved, so no mail can ever be delivered there. */
export const STAFF_DOMAIN = 'staff.invalid';

export interface GatewayOptions extends ApiOptions {
  /** Folder of the built pages; without it only the APIs are served. */
  dist?: string;
  /** Trusts x-forwarded-for. Only safe behind a proxy that sets it. */
  trustProxy?: boolean;
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

/** Interfaces of a Supabase project that the embedded stack does not have. */
const NOT_EMBEDDED = /^\/(auth|storage|functions|realtime)\/v1(\/|$)/;

/** A proxy appends the address that it saw to what the client claims, so only the last one can be trusted. */
function addressOf(request: Request, incoming: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers.get('x-forwarded-for') : null;
  const address = forwarded?.split(',').at(-1)?.trim() || incoming.socket.remoteAddress || '';
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** Builds the HTTP server: REST, sign-in and files through @supabase/lite, pages from `dist`. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { dist, anonKey, ownerUrl, isUp, log, trustProxy = false } = options;
  const api = await openApi(options);
  const signInGuard = createSignInGuard(ownerUrl, (error) => {
    if (isUp()) log(`A sign-in failed: ${describe(error)}`);
  });
  const pages = dist
    ? servePages(dist, { anonKey, staffDomain: STAFF_DOMAIN, tileHosts: () => tileHosts(ownerUrl) })
    : null;

  async function handle(request: Request, incoming: IncomingMessage): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === '/health') return isUp() ? Response.json({ ok: true }) : unavailable();
    const address = addressOf(request, incoming, trustProxy);
    if (isSignIn(request.method, pathname)) {
      const body = request.body ? await readBody(request) : new Uint8Array();
      if (!body) return tooLarge();
      return signInGuard.pass(request, body, address, (inner) => api.call(inner, address));
    }
    if (API.test(pathname)) return api.call(request, address);
    if (isStorageCall(request.method, pathname)) return api.call(request, address, 'files');
    if (NOT_EMBEDDED.test(pathname)) {
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
        log(`A request failed: ${describe(error)}`);
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
    reload: () => void api.reload().catch((error: Error) => log(error.message)),
    replace: api.replace,
    close: async () => {
      server.closeAllConnections();
      if (server.listening) await new Promise((done) => server.close(done));
      api.close();
      await signInGuard.close();
    },
  };
}
