/**
 * A refusal or failure as the screens know it: a stable code, its parameters, and the field it belongs to.
 */
export class ApiError extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Stable code; its message in the catalogues is `error.<code>`. */
  readonly code: string;
  /** Parameters of the message. */
  readonly params: Record<string, unknown>;
  /** Name of the input that caused the failure. */
  readonly field: string | undefined;
  /** Whether the database undid everything because of another transaction, so that the call may be sent again. */
  readonly undone: boolean;

  constructor(of: {
    status: number;
    code: string;
    params?: Record<string, unknown>;
    field?: string | undefined;
    undone?: boolean;
  }) {
    super(of.code);
    this.name = 'ApiError';
    this.status = of.status;
    this.code = of.code;
    this.params = of.params ?? {};
    this.field = of.field;
    this.undone = of.undone ?? false;
  }
}

/** The common shape of the errors that supabase-js returns. */
interface Failure {
  message?: string;
  code?: string | null;
  details?: string | null;
  hint?: string | null;
  status?: number;
  name?: string;
}

/** Codes of PostgreSQL, PostgREST and the sign-in service that have a message of their own. */
const KNOWN: Record<string, string> = {
  '42501': 'refused',
  '57014': 'timeout',
  PGRST102: 'invalid_value',
  PGRST301: 'session_ended',
  invalid_credentials: 'bad_credentials',
  over_request_rate_limit: 'too_many_requests',
  over_email_send_rate_limit: 'too_many_requests',
  account_locked: 'account_locked',
  weak_password: 'weak_password',
  same_password: 'same_password',
  user_already_exists: 'account_taken',
  email_exists: 'account_taken',
  session_not_found: 'session_ended',
};

/** The input of the sign-up and password forms to which an error of the sign-in service belongs. */
const INPUT_OF: Record<string, string> = {
  weak_password: 'password',
  same_password: 'password',
  account_taken: 'account',
};

/** PostgreSQL's codes of a transaction that gave way to another one: serialisation failure, deadlock. */
const UNDONE = /^(40001|40P01)$/;

/** PostgreSQL's error class of invalid values, and the code of casts that do not exist. */
const WRONG_VALUE = /^(22...|42846)$/;

const BY_STATUS: Record<number, string> = {
  0: 'network',
  401: 'session_ended',
  403: 'refused',
  404: 'not_found',
  413: 'too_large',
  429: 'too_many_requests',
};

function paramsOf(details: string | null | undefined): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(details ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The stable code of a failure that the database did not name itself. */
function codeOf(code: string, status: number): string {
  const known = KNOWN[code] ?? (WRONG_VALUE.test(code) ? 'invalid_value' : undefined);
  return known ?? BY_STATUS[status] ?? (status >= 500 ? 'server' : 'unknown');
}

/**
 * Converts any failure of the client. The database's own refusals carry `error.<code>` as hint and the
 * parameters as details.
 */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const failure = (typeof error === 'object' && error !== null ? error : {}) as Failure;
  const status = Math.max(0, failure.status ?? 0);
  const undone = UNDONE.test(failure.code ?? '');
  const refusal = /^error\.(\w+)$/.exec(failure.hint ?? '')?.[1];
  if (refusal) {
    const params = paramsOf(failure.details);
    const field = typeof params.field === 'string' ? params.field : undefined;
    return new ApiError({ status, code: refusal, params, field, undone });
  }
  // A hosted sign-in service passes the account lock on as the message of a wrong password.
  if (failure.message === 'account_locked') return new ApiError({ status, code: 'account_locked' });
  if (failure.message === 'Invalid login credentials')
    return new ApiError({ status, code: 'bad_credentials' });
  const code = codeOf(failure.code ?? '', status);
  return new ApiError({ status, code, field: INPUT_OF[code], undone });
}
