/**
 * Whether a bearer token was signed by the library for another purpose. It signs the URLs of stored files with the
 * same key as sessions and puts the file name into the claim that holds the user id of a session: a file named like
 * a user id would give access to that account.
 */
export function isForeignToken(authorization: string | null): boolean {
  const token = /^Bearer\s+(.*)$/i.exec(authorization ?? '')?.[1]?.trim() ?? '';
  const [, payload, signature, ...more] = token.split('.');
  if (payload === undefined || signature === undefined || more.length > 0) return false;
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<
      string,
      unknown
    > | null;
    return typeof claims?.role !== 'string' || typeof claims.session_id !== 'string';
  } catch {
    // Not a JWT: the library refuses it itself.
    return false;
  }
}
