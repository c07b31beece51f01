import type { WebSocket } from 'ws';
import { expel, guard, join, maySend, renew, type Realm } from './channel';
import { decodeBinary, decodeText, encode, type Frame, type Version } from './frames';
import type { Member } from './hub';
import { TokenError } from './tokens';

const MAX_CHANNELS = 100;
const MAX_WAITING = 500;
/** A client with more unsent bytes than this is dropped; it reconnects and refetches. */
const MAX_UNSENT = 4_000_000;
/** Maximum number of messages per socket and second. */
const MAX_PER_SECOND = 100;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One connected client: its channels, and its messages, which are processed one after the other. */
export class ClientSocket {
  private readonly members = new Map<string, Member>();
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;
  private second = 0;
  private inSecond = 0;
  /** Time of the client's last message, in milliseconds. */
  heardAt = Date.now();

  constructor(
    private readonly ws: WebSocket,
    private readonly version: Version,
    private readonly key: string,
    private readonly realm: Realm,
  ) {
    ws.on('message', (data, isBinary) => this.receive(data as Buffer, isBinary));
    ws.on('error', () => ws.terminate());
    ws.on('close', () => this.members.forEach((member) => this.drop(member)));
  }

  close(): void {
    this.ws.close(1001);
  }

  terminate(): void {
    this.ws.terminate();
  }

  private readonly send = (data: string | Buffer): void => {
    if (this.ws.readyState !== this.ws.OPEN) return;
    if (this.ws.bufferedAmount > MAX_UNSENT) return this.ws.terminate();
    this.ws.send(data);
  };

  private receive(data: Buffer, isBinary: boolean): void {
    this.heardAt = Date.now();
    const second = Math.floor(this.heardAt / 1000);
    this.inSecond = second === this.second ? this.inSecond + 1 : 1;
    this.second = second;
    const frame = isBinary ? decodeBinary(data) : decodeText(data.toString('utf8'), this.version);
    if (!frame) return;
    if (this.inSecond > MAX_PER_SECOND || this.waiting > MAX_WAITING) {
      const member = this.members.get(frame.topic);
      if (member) this.end(member, 'Too many messages per second');
      return;
    }
    this.waiting += 1;
    this.queue = this.queue
      .then(() => this.handle(frame))
      .catch(() => this.push({ ...frame, event: 'phx_error', payload: {}, ref: frame.joinRef }))
      .finally(() => (this.waiting -= 1));
  }

  private push(frame: Frame): void {
    this.send(encode(frame, this.version));
  }

  private reply(frame: Frame, status: 'ok' | 'error', response: unknown = {}): void {
    this.push({ ...frame, event: 'phx_reply', payload: { status, response } });
  }

  private async handle(frame: Frame): Promise<void> {
    if (frame.topic === 'phoenix') {
      if (frame.event === 'heartbeat') this.reply(frame, 'ok');
      return;
    }
    if (frame.event === 'phx_join') return this.join(frame);
    const member = this.members.get(frame.topic);
    if (!member) return this.reply(frame, 'error', { reason: 'unmatched topic' });
    switch (frame.event) {
      case 'phx_leave':
        this.drop(member);
        this.reply(frame, 'ok');
        return this.push({ ...frame, ref: member.joinRef, event: 'phx_close', payload: {} });
      case 'access_token':
        return this.renew(member, (frame.payload as { access_token?: unknown } | null)?.access_token);
      case 'broadcast':
        return this.broadcast(member, frame);
      case 'presence':
        return this.presence(member, frame);
    }
  }

  private async join(frame: Frame): Promise<void> {
    const previous = this.members.get(frame.topic);
    if (previous) {
      this.drop(previous);
      this.push({
        joinRef: previous.joinRef,
        ref: previous.joinRef,
        topic: frame.topic,
        event: 'phx_close',
        payload: {},
      });
    }
    try {
      if (this.members.size >= MAX_CHANNELS)
        throw new TokenError('ChannelRateLimitReached: Too many channels');
      const { member, response } = await join(
        frame,
        { version: this.version, key: this.key, send: this.send },
        this.realm,
      );
      if (this.ws.readyState !== this.ws.OPEN) return;
      this.members.set(frame.topic, member);
      this.reply(frame, 'ok', response);
      this.realm.hub.add(member);
      this.watch(member);
      if ((response as { postgres_changes: unknown[] }).postgres_changes.length > 0) {
        const message = 'Postgres changes are not part of the embedded stack';
        const payload = { extension: 'postgres_changes', status: 'error', message, channel: member.name };
        this.push({ ...frame, ref: null, event: 'system', payload });
      }
    } catch (error) {
      const reason = error instanceof TokenError ? error.message : 'Unknown Error on Channel';
      this.reply(frame, 'error', { reason });
    }
  }

  private watch(member: Member): void {
    guard(member, this.realm, (message) => this.end(member, message));
  }

  private async renew(member: Member, token: unknown): Promise<void> {
    try {
      await renew(member, token, this.realm);
      this.watch(member);
    } catch (error) {
      this.end(
        member,
        error instanceof TokenError ? error.message.replace(/^\w+: /, '') : 'Unknown Error on Channel',
      );
    }
  }

  private async broadcast(member: Member, frame: Frame): Promise<void> {
    const { event, payload } = (frame.payload ?? {}) as { event?: unknown; payload?: unknown };
    const valid = typeof event === 'string' && Buffer.byteLength(event) <= 255;
    if (valid && (await maySend(member, 'broadcast', this.realm))) {
      const { name, isPrivate } = member;
      this.realm.hub.broadcast({ name, isPrivate, event, payload }, member.self ? undefined : member);
      if (member.ack) this.reply(frame, 'ok');
    }
  }

  private async presence(member: Member, frame: Frame): Promise<void> {
    const { event, payload = {} } = (frame.payload ?? {}) as { event?: unknown; payload?: unknown };
    // Leaving needs no permission; announcing one's presence does.
    if (event === 'untrack') this.realm.hub.untrack(member);
    else if (event !== 'track' || !isRecord(payload) || !(await maySend(member, 'presence', this.realm)))
      return this.reply(frame, 'error');
    else this.realm.hub.track(member, payload);
    this.reply(frame, 'ok');
  }

  private end(member: Member, message: string): void {
    if (this.members.get(`realtime:${member.name}`) !== member) return;
    this.drop(member);
    expel(member, message);
  }

  private drop(member: Member): void {
    clearTimeout(member.timer);
    this.members.delete(`realtime:${member.name}`);
    this.realm.hub.remove(member);
  }
}
