import { encode, encodeBinary, type Version } from './frames';
import type { Extension } from './permission';
import { Presence } from './presence';
import type { Claims } from './tokens';

/** One joined channel of one socket. */
export interface Member {
  /** Channel name without the `realtime:` prefix. */
  name: string;
  isPrivate: boolean;
  joinRef: string | null;
  version: Version;
  /** Whether it receives its own broadcasts. */
  self: boolean;
  ack: boolean;
  presence: { enabled: boolean; key: string };
  token: string;
  claims: Claims;
  /** What the policies let it receive; everything on public channels. */
  hears: ReadonlySet<Extension>;
  /** Cached policy decisions about sending, one per token. */
  mayWrite: Map<string, boolean>;
  timer?: NodeJS.Timeout | undefined;
  send(data: string | Buffer): void;
}

/** A message for the members of a channel. */
export interface Broadcast {
  name: string;
  isPrivate: boolean;
  event: string;
  payload: unknown;
  id?: string;
}

const keyOf = (channel: { name: string; isPrivate: boolean }) =>
  `${channel.isPrivate ? 'private' : 'public'}:${channel.name}`;

const seesPresence = (member: Member) => member.presence.enabled && member.hears.has('presence');

/** The members of each channel. A private and a public channel of the same name are two channels. */
export class Hub {
  private readonly channels = new Map<string, { members: Set<Member>; presence: Presence }>();

  add(member: Member): void {
    const key = keyOf(member);
    const channel = this.channels.get(key) ?? { members: new Set<Member>(), presence: new Presence() };
    channel.members.add(member);
    this.channels.set(key, channel);
    if (seesPresence(member)) this.sendState(member, channel.presence);
  }

  remove(member: Member): void {
    const key = keyOf(member);
    const channel = this.channels.get(key);
    if (!channel?.members.delete(member)) return;
    if (channel.members.size === 0) this.channels.delete(key);
    else this.sendDiff(channel.members, member.name, channel.presence.untrack(member));
  }

  track(member: Member, meta: Record<string, unknown>): void {
    const channel = this.channels.get(keyOf(member));
    if (!channel) return;
    this.sendDiff(channel.members, member.name, channel.presence.track(member, meta));
    if (member.presence.enabled) return;
    // A member that announces its presence also receives that of the others from then on.
    member.presence.enabled = true;
    if (seesPresence(member)) this.sendState(member, channel.presence);
  }

  untrack(member: Member): void {
    const channel = this.channels.get(keyOf(member));
    if (channel) this.sendDiff(channel.members, member.name, channel.presence.untrack(member));
  }

  /** Sends to every member except `except`. */
  broadcast({ name, isPrivate, event, payload, id }: Broadcast, except?: Member): void {
    const channel = this.channels.get(keyOf({ name, isPrivate }));
    if (!channel) return;
    const topic = `realtime:${name}`;
    const meta = { id: id ?? crypto.randomUUID() };
    const encodeFor = (version: Version): string | Buffer | null => {
      if (!Buffer.isBuffer(payload)) {
        const body = { type: 'broadcast', event, payload, meta };
        return encode({ joinRef: null, ref: null, topic, event: 'broadcast', payload: body }, version);
      }
      // Only the second serialization supports binary payloads.
      return version === '1.0.0' ? null : encodeBinary(topic, event, meta, payload);
    };
    // Encoded once for all members that speak the same version.
    const encoded = new Map<Version, string | Buffer | null>();
    for (const member of channel.members) {
      if (member === except || !member.hears.has('broadcast')) continue;
      let data = encoded.get(member.version);
      if (data === undefined) encoded.set(member.version, (data = encodeFor(member.version)));
      if (data !== null) member.send(data);
    }
  }

  private sendState(member: Member, presence: Presence): void {
    const frame = {
      joinRef: member.joinRef,
      ref: null,
      topic: `realtime:${member.name}`,
      event: 'presence_state',
      payload: presence.state(),
    };
    member.send(encode(frame, member.version));
  }

  private sendDiff(members: Set<Member>, name: string, diff: unknown): void {
    if (!diff) return;
    const frame = {
      joinRef: null,
      ref: null,
      topic: `realtime:${name}`,
      event: 'presence_diff',
      payload: diff,
    };
    for (const member of members) if (seesPresence(member)) member.send(encode(frame, member.version));
  }
}
