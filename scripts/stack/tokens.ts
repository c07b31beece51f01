/**
 * Whether a bearer token is one that the library signed for another purpose. It signs the addresses of stored files with
 * the key of sessions and puts the file's name where a session has the person: a file named like a person's id would
 * open that person's account.
 */
export function isForeignToken(authorization: string | null): boolean {
  const parts = /^Bearer\s+(.*)$/i
    .exec(authorization ?? '')?.[1]
    ?.trim()
    .split('.');
  if (parts?.length !== 3) return false;
  try {
    const claims = JSON.parse(Buffer.from(parts[1]!, 'base64url').toString('utf8')) as Record<
      string,
      unknown
    > | null;
    return typeof claims?.role !== 'string' || typeof claims.session_id !== 'string';
  } catch {
    // No token at all: the library says so itself.
    return false;
  }
}
