type Meta = Record<string, unknown> & { phx_ref: string };
type State = Record<string, { metas: Meta[] }>;

/** A change of presence as it is sent to the members. */
export interface Diff {
  joins: State;
  leaves: State;
}

interface Tracker {
  presence: { key: string };
}

/** The presence state of a channel, as its members report it. Each member has at most one entry. */
export class Presence {
  private readonly metas = new Map<Tracker, Meta>();
  /** The last metadata of each member as JSON, to detect repetitions. */
  private readonly lastMeta = new Map<Tracker, string>();

  /** All entries, by key. */
  state(): State {
    const state: State = {};
    for (const [member, meta] of this.metas) (state[member.presence.key] ??= { metas: [] }).metas.push(meta);
    return state;
  }

  /** Adds or replaces a member's entry; null when nothing changed. */
  track(member: Tracker, meta: Record<string, unknown>): Diff | null {
    const text = JSON.stringify(meta);
    const before = this.metas.get(member);
    if (before && this.lastMeta.get(member) === text) return null;
    const leaves = this.untrack(member)?.leaves ?? {};
    const ref = crypto.randomUUID().slice(0, 12);
    const entry = { ...meta, phx_ref: ref, ...(before && { phx_ref_prev: before.phx_ref }) };
    this.lastMeta.set(member, text);
    this.metas.set(member, entry);
    return { joins: { [member.presence.key]: { metas: [entry] } }, leaves };
  }

  /** Removes a member's entry; null when it has none. */
  untrack(member: Tracker): Diff | null {
    const meta = this.metas.get(member);
    if (!meta) return null;
    this.metas.delete(member);
    this.lastMeta.delete(member);
    return { joins: {}, leaves: { [member.presence.key]: { metas: [meta] } } };
  }
}
