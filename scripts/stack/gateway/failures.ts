/** The body of every refused REST request, in PostgREST's format. */
interface Body {
  code: string;
  message: string;
  details: string | null;
  hint: string | null;
}

interface DatabaseError {
  code?: string;
  message?: string;
  detail?: string;
  hint?: string;
}

const json = (status: number, body: Body) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } });

/** The database is not available. The client may try again. */
export const unavailable = () =>
  json(503, {
    code: 'unavailable',
    message: 'The database does not answer.',
    details: null,
    hint: 'error.server',
  });

/** The token does not belong to a session. */
export const noSession = () =>
  json(401, {
    code: 'PGRST301',
    message: 'The token is not valid.',
    details: null,
    hint: 'error.session_ended',
  });

/** The request body is larger than the gateway accepts. */
export const tooLarge = () => {
  const body = {
    code: 'too_large',
    message: 'The request is too large.',
    details: null,
    hint: 'error.too_large',
  };
  const answer = json(413, body);
  // The rest of the body may stay unread, so this connection cannot be used for another request.
  answer.headers.set('connection', 'close');
  return answer;
};

/** An error in the format of the auth server, with the fields of both of its API versions. */
const refusal = (status: number, code: string, msg: string) =>
  Response.json({ code, error_code: code, msg }, { status, headers: { 'cache-control': 'no-store' } });

/** Too many requests from one address. */
export const tooManyRequests = () => refusal(429, 'over_request_rate_limit', 'Request rate limit reached');

/** Consecutive wrong passwords have locked the account; the correct password is refused as well. */
export const accountLocked = () => refusal(403, 'account_locked', 'account_locked');

/** Account or password is not a string. */
export const badCredentialsForm = () => refusal(400, 'validation_failed', 'Account and password are texts.');

/** The request is malformed. */
export const malformed = (message: string) =>
  json(400, { code: 'PGRST102', message, details: null, hint: 'error.invalid_value' });

/** Whether an error code means that the database is down: connection error classes, shutdown, and socket errors. */
function isAway(code: string): boolean {
  return /^(08|57P0|53300)/.test(code) || /^(ECONN|CONNECT|CONNECTION|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(code);
}

/** The HTTP status that PostgREST uses for an SQLSTATE; null for genuine server errors. */
function statusOf(code: string): number | null {
  if (isAway(code)) return 503;
  if (/^(22|21|0A|P0001|23|42|54|55000)/.test(code) && code !== '42P17')
    return /^23(505|503)/.test(code) ? 409 : 400;
  if (code === '57014') return 504;
  if (/^(40001|40P01|55P03)/.test(code)) return 409;
  return null;
}

/**
 * Replaces a 5xx answer that the client's own input has caused, and any answer that reveals internals of the server.
 * `failure` is the error of the database, if there was one.
 */
export function explainFailure(failure: unknown): Response {
  const error = (failure ?? {}) as DatabaseError;
  const code = error.code ?? '';
  const status = statusOf(code);
  if (status === 503) return unavailable();
  if (status !== null) {
    const hint = error.hint ?? (code === '57014' ? 'error.timeout' : null);
    return json(status, { code, message: error.message ?? '', details: error.detail ?? null, hint });
  }
  return json(500, {
    code: code || 'internal',
    message: 'The server failed.',
    details: null,
    hint: 'error.server',
  });
}
