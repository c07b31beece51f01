import { createHmac, timingSafeEqual } from 'node:crypto';

/** Claims of a token. */
export interface Claims {
  role: string;
  sub?: string;
  /** Seconds since 1970; missing only for the public key, which does not expire. */
  exp?: number;
  [name: string]: unknown;
}

/** Roles that a token may contain. The database has other roles, none of which may be used over the network. */
const ROLES = new Set(['anon', 'authenticated', 'service_role']);

/** A rejected token; `message` is the reason, worded as on the Supabase server. */
export class TokenError extends Error {}

/** Parses and verifies an HS256 token. Throws TokenError. */
export function readToken(token: string, secret: string): Claims {
  const parts = token.split('.');
  if (parts.length !== 3) throw new TokenError('MalformedJWT: The token provided is not a valid JWT');
  const [head, body, signature] = parts as [string, string, string];
  let header: { alg?: unknown };
  let claims: Claims;
  try {
    header = JSON.parse(Buffer.from(head, 'base64url').toString('utf8'));
    claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  } catch {
    throw new TokenError('MalformedJWT: The token provided is not a valid JWT');
  }
  const expected = createHmac('sha256', secret).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (header?.alg !== 'HS256' || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new TokenError('JwtSignatureError: Failed to validate JWT signature');
  }
  if (typeof claims?.role !== 'string' || typeof claims.exp !== 'number') {
    throw new TokenError('InvalidJWTToken: Fields `role` and `exp` are required in JWT');
  }
  const late = Math.floor(Date.now() / 1000) - claims.exp;
  if (late >= 0) throw new TokenError(`InvalidJWTToken: Token has expired ${late} seconds ago`);
  if (!ROLES.has(claims.role))
    throw new TokenError('Unauthorized: The role of the token may not use channels');
  return claims;
}
