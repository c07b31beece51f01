import { isIP } from 'node:net';
import pg from 'pg';
import { onlyRow } from '../database/client';
import { accountLocked, badCredentialsForm, tooManyRequests, unavailable } from './failures';
import { throttle } from './throttle';

const WINDOW_MS = 5 * 60_000;

/** Wrong passwords allowed per address and window, across all accounts. Successful sign-ins do not count. */
const FAILED_SIGN_INS = 30;

/**
 * Sign-ups allowed per address and window: a whole office may join from one address, while a script makes thousands.
 */
const SIGN_UPS = 60;

/** The library's own request handler. */
type Handler = (request: Request) => Promise<Response>;

/** Checks before the library's sign-in: rate limit per address, account lock-out, and the record of sessions. */
export interface SignInGuard {
  /** `body` is the request's body, which has already been read. */
  pass(request: Request, body: Uint8Array<ArrayBuffer>, address: string, handler: Handler): Promise<Response>;
  close(): Promise<void>;
}

/** Whether a request asks for a session or an account. */
export function isSignIn(method: string, pathname: string): boolean {
  return method === 'POST' && /^\/auth\/v1\/(token|signup)$/.test(pathname);
}

interface Credentials {
  email?: unknown;
  password?: unknown;
}

/** Parses the submitted credentials; null when their form is wrong. Invalid JSON counts as empty. */
function readCredentials(body: Uint8Array): Credentials | null {
  let credentials: unknown;
  try {
    credentials = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    // The library reports what is wrong with it.
    return {};
  }
  if (typeof credentials !== 'object' || credentials === null) return null;
  const { email, password } = credentials as Credentials;
  return [email, password].every((word) => (word ?? '') === '' || typeof word === 'string')
    ? credentials
    : null;
}

interface Answer {
  access_token?: string;
  error_code?: string;
}

const readAnswer = (response: Response) =>
  response
    .clone()
    .json()
    .catch(() => ({})) as Promise<Answer>;

/** User id and session id of a response. */
function sessionOf({ access_token }: Answer): { userId: string; sessionId: string } | null {
  if (!access_token) return null;
  const claims = Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString('utf8');
  const { sub, session_id } = JSON.parse(claims) as { sub: string; session_id: string };
  return { userId: sub, sessionId: session_id };
}

/** Counts an attempt for the account's lock-out; true when the account is locked. */
async function isRejected(pool: pg.Pool, userId: string, valid: boolean): Promise<boolean> {
  const answer = await pool.query<{ verdict: { decision: string } }>(
    'select app.verify_password_attempt($1) as verdict',
    [JSON.stringify({ user_id: userId, valid })],
  );
  return onlyRow(answer).verdict.decision === 'reject';
}

/** The library does not record the origin of a session, which the account's owner wants to see. */
async function recordSession(
  pool: pg.Pool,
  answer: Answer,
  request: Request,
  address: string,
): Promise<void> {
  const session = sessionOf(answer);
  if (!session) return;
  const device = request.headers.get('user-agent')?.slice(0, 300) ?? null;
  await pool.query('update auth.sessions set user_agent = $2, ip = $3 where id = $1', [
    session.sessionId,
    device,
    isIP(address) ? address : null,
  ]);
}

/** Deletes a session that was not handed out to the client. */
async function deleteSession(pool: pg.Pool, sessionId: string | undefined): Promise<void> {
  if (sessionId) await pool.query('delete from auth.sessions where id = $1', [sessionId]);
}

/** The user whose password was tried; null for an unknown account. */
async function findUser(pool: pg.Pool, { email }: Credentials): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>('select id from auth.users where email = $1', [
    String(email).toLowerCase(),
  ]);
  return rows[0]?.id ?? null;
}

/**
 * Creates the guard. It connects as the owner, since the lock-out is a database function that neither strangers nor
 * the gateway's own role may call; its interface is the one that a hosted auth server calls.
 */
export function createSignInGuard(ownerUrl: string, onFailure: (error: unknown) => void): SignInGuard {
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    max: 2,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
    allowExitOnIdle: true,
  });
  // A broken idle connection is replaced at the next use.
  pool.on('error', () => undefined);
  const failures = throttle(FAILED_SIGN_INS, WINDOW_MS);
  const signUps = throttle(SIGN_UPS, WINDOW_MS);

  async function signIn(
    request: Request,
    credentials: Credentials,
    address: string,
    handler: Handler,
  ): Promise<Response> {
    if (failures.spent(address)) return tooManyRequests();
    // Counted before the result is known, so that parallel attempts cannot bypass the limit.
    const uncount = failures.count(address);
    const response = await handler(request);
    const answer = await readAnswer(response);
    const session = response.ok ? sessionOf(answer) : null;
    const wrong = answer.error_code === 'invalid_credentials';
    if (!wrong) uncount();
    if (!session && !wrong) return response;
    const userId = session?.userId ?? (await findUser(pool, credentials));
    // An unknown account cannot be locked; it gets the same answer as a wrong password.
    if (!userId) return response;
    try {
      if (!(await isRejected(pool, userId, session !== null))) return response;
    } catch (error) {
      await deleteSession(pool, session?.sessionId);
      throw error;
    }
    await deleteSession(pool, session?.sessionId);
    return accountLocked();
  }

  async function pass(
    outer: Request,
    body: Uint8Array<ArrayBuffer>,
    address: string,
    handler: Handler,
  ): Promise<Response> {
    const url = new URL(outer.url);
    const credentials = readCredentials(body);
    if (!credentials) return badCredentialsForm();
    const grant = url.searchParams.get('grant_type') ?? '';
    const signsUp = url.pathname.endsWith('/signup');
    // Rewritten, so that the library reads the same grant type as this check.
    url.search = signsUp ? '' : `?grant_type=${encodeURIComponent(grant)}`;
    const request = new Request(url, { method: 'POST', headers: outer.headers, body });
    if (signsUp) {
      if (signUps.spent(address)) return tooManyRequests();
      signUps.count(address);
    }
    const response = await (grant === 'password' && !signsUp
      ? signIn(request, credentials, address, handler)
      : handler(request));
    if (response.ok) await recordSession(pool, await readAnswer(response), request, address);
    return response;
  }

  return {
    pass: (request, body, address, handler) =>
      pass(request, body, address, handler).catch((error: unknown) => {
        onFailure(error);
        return unavailable();
      }),
    close: () => pool.end(),
  };
}
