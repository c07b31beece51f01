/** One message of the Phoenix channel protocol, independent of the serialization. */
export interface Frame {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
}

/** Serializations that a client may request with `vsn`. */
export type Version = '1.0.0' | '2.0.0';

const text = (value: unknown) => (typeof value === 'string' ? value : null);

/** Parses a text frame; null when it is invalid. */
export function decodeText(data: string, version: Version): Frame | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(data);
  } catch {
    return null;
  }
  if (version === '2.0.0') {
    if (!Array.isArray(parsed) || typeof parsed[2] !== 'string' || typeof parsed[3] !== 'string') return null;
    return {
      joinRef: text(parsed[0]),
      ref: text(parsed[1]),
      topic: parsed[2],
      event: parsed[3],
      payload: parsed[4],
    };
  }
  const { topic, event, payload, ref, join_ref } = (parsed ?? {}) as Record<string, unknown>;
  if (typeof topic !== 'string' || typeof event !== 'string') return null;
  return { joinRef: text(join_ref), ref: text(ref), topic, event, payload };
}

const USER_BROADCAST_PUSH = 3;
const USER_BROADCAST = 4;

/** Parses a client's binary frame: a broadcast of type 3 with a JSON or binary payload. Null for anything else. */
export function decodeBinary(data: Buffer): Frame | null {
  if (data.length < 7 || data[0] !== USER_BROADCAST_PUSH) return null;
  let at = 7;
  const next = (length: number) => {
    at += length;
    return data.subarray(at - length, at).toString('utf8');
  };
  const [joinRef, ref, topic, event] = [
    next(data.readUInt8(1)),
    next(data.readUInt8(2)),
    next(data.readUInt8(3)),
    next(data.readUInt8(4)),
  ];
  at += data.readUInt8(5);
  if (at > data.length) return null;
  const body = data.subarray(at);
  let payload: unknown = body;
  if (data[6] === 1) {
    try {
      payload = JSON.parse(body.toString('utf8'));
    } catch {
      return null;
    }
  }
  return {
    joinRef: joinRef || null,
    ref: ref || null,
    topic,
    event: 'broadcast',
    payload: { type: 'broadcast', event, payload },
  };
}

/** Encodes a text frame. */
export function encode({ joinRef, ref, topic, event, payload }: Frame, version: Version): string {
  if (version === '2.0.0') return JSON.stringify([joinRef, ref, topic, event, payload]);
  return JSON.stringify({ topic, event, payload, ref, join_ref: joinRef });
}

/** Encodes a server's binary broadcast, type 4. Topic and event are at most 255 bytes each. */
export function encodeBinary(topic: string, event: string, meta: unknown, payload: Buffer): Buffer {
  const [t, e, m] = [Buffer.from(topic), Buffer.from(event), Buffer.from(JSON.stringify(meta))];
  return Buffer.concat([Buffer.from([USER_BROADCAST, t.length, e.length, m.length, 0]), t, e, m, payload]);
}
