import { setExperimental } from '@supabase/lite';
import { openBackend, type BackendOptions } from './backend';
import { requestTrace, type RequestTrace } from './connection';
import { explainFailure, noSession, tooLarge, unavailable } from './failures';
import { FILE_LIMIT } from './storage';
import { explainStorage, nameAddresses, prepare, tame } from './storageGuard';
import { isForeignToken } from './tokens';

/** Largest request body in bytes. */
const BODY_LIMIT = 1_000_000;

/** Maximum number of bytes of an oversized body that are still read, so that the sender receives the refusal. */
const MAX_DRAINED = 40_000_000;

/** Request timeout in milliseconds; longer than any statement timeout. */
const REQUEST_LIMIT = 20_000;

export interface ApiOptions extends BackendOptions {
  /** False while the database is known to be down. */
  isUp: () => boolean;
  log: (line: string) => void;
}

/** Which of the library's interfaces a request is for: tables, functions and accounts, or stored files. */
type Part = 'data' | 'files';

/** The library's interfaces, with limits and with answers that our clients understand. */
export interface Api {
  call(request: Request, address: string, part?: Part): Promise<Response>;
  /** Reads the catalogue again after a change of views or functions. */
  reload(): Promise<void>;
  /** Abandons the current connections, because the database has gone down. */
  replace(): void;
  close(): void;
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
export async function readBody(
  request: Request,
  limit = BODY_LIMIT,
): Promise<Uint8Array<ArrayBuffer> | null> {
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

/** The headers that the library sees: of the sender only the address that we know. */
function headersFor(request: Request, address: string): Headers {
  const headers = new Headers(request.headers);
  for (const name of ['x-real-ip', 'forwarded', 'cf-connecting-ip']) headers.delete(name);
  headers.set('x-forwarded-for', address);
  return headers;
}

/** Our answer for one of the library that failed or never came. */
function explain(answer: Response | null | 'late', failure: unknown, part: Part): Response {
  if (answer === 'late' || answer?.status === 503) return unavailable();
  return (part === 'files' && explainStorage(failure)) || explainFailure(failure);
}

/** Opens the library's interfaces: REST, sign-in and stored files through @supabase/lite. */
export async function openApi(options: ApiOptions): Promise<Api> {
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

  async function ask(request: Request, trace: RequestTrace, part: Part): Promise<Response | null | 'late'> {
    const mine = backend;
    const answer = await within(REQUEST_LIMIT, mine.lost, () =>
      requestTrace
        .run(trace, async () => {
          if (part === 'data') return mine.app.fetch(request);
          return nameAddresses(request, await mine.app.fetch(await prepare(request)));
        })
        .catch((error: unknown) => {
          trace.failure ??= error;
          return null;
        }),
    );
    // A query that never returns blocks its connection as well, unless another request has already replaced the
    // connections.
    if (answer === 'late' && mine === backend) replace();
    return answer;
  }

  async function call(request: Request, address: string, part: Part = 'data'): Promise<Response> {
    if (!options.isUp()) return unavailable();
    if (isForeignToken(request.headers.get('authorization'))) return noSession();
    let body: Uint8Array<ArrayBuffer> | null = null;
    if (request.body) {
      // Multipart encoding adds some bytes to a file.
      body = await readBody(request, part === 'files' ? FILE_LIMIT + 10_000 : BODY_LIMIT);
      if (!body) return tooLarge();
      // The database may have gone down while the body was read; new connections would wait for it in vain.
      if (!options.isUp()) return unavailable();
    }
    const trace: RequestTrace = {};
    const { url, method } = request;
    const answer = await ask(
      new Request(url, { method, headers: headersFor(request, address), body }),
      trace,
      part,
    );
    if (answer instanceof Response && answer.status < 500) return part === 'files' ? tame(answer) : answer;
    const failed = explain(answer, trace.failure, part);
    if (failed.status >= 500 && options.isUp())
      options.log(`${method} ${new URL(url).pathname}: ${failed.status}, ${describe(trace.failure)}`);
    return failed;
  }

  return { call, replace, reload: () => backend.reload(), close: () => backend.lose() };
}

/** A one-line description of an error, without statements or values. */
export function describe(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return `${code ? `${code} ` : ''}${(message ?? 'unknown error').split('\n')[0]}`;
}
