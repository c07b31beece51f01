import { encode, type Frame, type Version } from './frames';
import type { Hub, Member } from './hub';
import { PermissionUnavailable, type Extension, type Permission } from './permission';
import { readToken, TokenError, type Claims } from './tokens';

/** State that all sockets share. */
export interface Realm {
  hub: Hub;
  permission: Permission;
  jwtSecret: string;
  anonKey: string;
  /** Refuses public channels, which would let strangers send messages to each other through this server. */
  privateOnly: boolean;
}

const MAX_TOPIC_BYTES = 255;
/**
 * How often the policies are checked again, so that a person whose post has ended stops receiving even with a valid
 * token.
 */
const RECHECK_MS = 5 * 60_000;
const EVERYTHING: ReadonlySet<Extension> = new Set(['broadcast', 'presence']);

interface Config {
  private?: unknown;
  broadcast?: { self?: unknown; ack?: unknown };
  presence?: { key?: unknown; enabled?: unknown };
  postgres_changes?: unknown[];
}

/** The claims of an API key or token. Throws TokenError. */
export function identify(token: string, realm: Realm): Claims {
  return token === realm.anonKey ? { role: 'anon' } : readToken(token, realm.jwtSecret);
}

/** The channel that a frame names. Throws TokenError. */
function readName({ topic }: Frame): string {
  const name = topic.replace(/^realtime:/, '');
  if (name === '' || name === topic) throw new TokenError('TopicNameRequired: You must provide a topic name');
  if (Buffer.byteLength(topic) > MAX_TOPIC_BYTES)
    throw new TokenError('TopicNameRequired: The topic name is too long');
  return name;
}

/** What a client asks for when it joins; what is missing or malformed counts as not asked for. */
function readConfig({ broadcast, presence, postgres_changes: changes, private: hidden }: Config) {
  const { key, enabled } = presence ?? {};
  return {
    isPrivate: hidden === true,
    self: broadcast?.self === true,
    ack: broadcast?.ack === true,
    presence: {
      enabled: enabled === true,
      key: typeof key === 'string' && key ? key : crypto.randomUUID(),
    },
    changes: Array.isArray(changes) ? changes : [],
  };
}

/**
 * Joins a channel: checks the token and, for a private channel, the policies. Throws TokenError with the same reason
 * as the Supabase server.
 */
export async function join(
  frame: Frame,
  socket: { version: Version; key: string; send: Member['send'] },
  realm: Realm,
): Promise<{ member: Member; response: unknown }> {
  const name = readName(frame);
  const { config, access_token } = (frame.payload ?? {}) as {
    config?: Config | null;
    access_token?: unknown;
  };
  const { isPrivate, changes, ...wishes } = readConfig(config ?? {});
  if (!isPrivate && realm.privateOnly)
    throw new TokenError('PrivateOnly: This project only allows private channels');
  const token = typeof access_token === 'string' && access_token !== '' ? access_token : socket.key;
  const claims = identify(token, realm);
  const hears = isPrivate ? await mayListen(claims, name, realm) : EVERYTHING;
  const member: Member = {
    name,
    isPrivate,
    joinRef: frame.joinRef ?? frame.ref,
    version: socket.version,
    ...wishes,
    token,
    claims,
    hears,
    mayWrite: new Map(),
    send: socket.send,
  };
  // The client compares these with its request field by field.
  const response = {
    postgres_changes: changes.map((change, index) => ({ id: index + 1, ...(change as object) })),
  };
  return { member, response };
}

async function mayListen(claims: Claims, name: string, realm: Realm): Promise<ReadonlySet<Extension>> {
  try {
    const hears = await realm.permission.mayRead(claims, name);
    if (hears.size > 0) return hears;
  } catch (error) {
    if (error instanceof PermissionUnavailable) {
      throw new TokenError('UnableToConnectToProject: The database does not answer');
    }
    throw error;
  }
  throw new TokenError(`Unauthorized: You do not have permissions to read from this Channel topic: ${name}`);
}

/** Closes a channel from the server's side: sends the reason, then the close event. */
export function expel(member: Member, message: string): void {
  const topic = `realtime:${member.name}`;
  const { joinRef, version } = member;
  const payload = { extension: 'system', status: 'error', message, channel: member.name };
  member.send(encode({ joinRef, ref: null, topic, event: 'system', payload }, version));
  member.send(encode({ joinRef, ref: joinRef, topic, event: 'phx_close', payload: {} }, version));
}

/** Monitors a member and expels it when its token expires or the policies no longer let it receive. */
export function guard(member: Member, realm: Realm, onEnd: (message: string) => void): void {
  clearTimeout(member.timer);
  const left = member.claims.exp === undefined ? Infinity : member.claims.exp * 1000 - Date.now();
  const check = async () => {
    const late = Math.floor(Date.now() / 1000 - (member.claims.exp ?? Infinity));
    if (late >= 0) return onEnd(`Token has expired ${late} seconds ago`);
    // When the database does not answer, the permission stays as it was.
    if (member.isPrivate)
      member.hears = await realm.permission.mayRead(member.claims, member.name).catch(() => member.hears);
    if (member.hears.size === 0)
      return onEnd(`You no longer have permission to read from this Channel topic: ${member.name}`);
    guard(member, realm, onEnd);
  };
  member.timer = setTimeout(() => void check(), Math.max(0, Math.min(left, RECHECK_MS))).unref();
}

/** Accepts a new token for a joined channel. Throws TokenError when the token ends the membership. */
export async function renew(member: Member, token: unknown, realm: Realm): Promise<void> {
  if (typeof token !== 'string' || token === member.token || token.startsWith('sb_')) return;
  const claims = identify(token, realm);
  const hears = member.isPrivate
    ? await realm.permission.mayRead(claims, member.name).catch(() => member.hears)
    : member.hears;
  if (hears.size === 0)
    throw new TokenError(`You no longer have permission to read from this Channel topic: ${member.name}`);
  Object.assign(member, { token, claims, hears, mayWrite: new Map() });
}

/** Whether a member may send. On private channels the policies are checked once per token. */
export async function maySend(member: Member, extension: Extension, realm: Realm): Promise<boolean> {
  if (!member.isPrivate) return true;
  const known = member.mayWrite.get(extension);
  if (known !== undefined) return known;
  try {
    const allowed = await realm.permission.mayWrite(member.claims, member.name, extension);
    member.mayWrite.set(extension, allowed);
    return allowed;
  } catch {
    return false;
  }
}
