type Meta = Record<string, unknown> & { phx_ref: string };
type State = Record<string, { metas: Meta[] }>;

/** What a change of presence tells the members. */
export interface Diff {
  joins: State;
  leaves: State;
}

interface Tracker {
  presence: { key: string };
}

/** Who is on a channel, as its members say of themselves. Each member has at most one entry. */
export class Presence {
  private readonly metas = new Map<Tracker, Meta>();
  /** What each said last, to the letter. */
  private readonly said = new Map<Tracker, string>();

  /** Everybody present, by key. */
  state(): State {
    const state: State = {};
    for (const [member, meta] of this.metas) (state[member.presence.key] ??= { metas: [] }).metas.push(meta);
    return state;
  }

  /** Adds or replaces a member's entry; null when it says nothing new. */
  track(member: Tracker, meta: Record<string, unknown>): Diff | null {
    const said = JSON.stringify(meta);
    const before = this.metas.get(member);
    if (before && this.said.get(member) === said) return null;
    const leaves = this.untrack(member)?.leaves ?? {};
    const ref = crypto.randomUUID().slice(0, 12);
    const entry = { ...meta, phx_ref: ref, ...(before && { phx_ref_prev: before.phx_ref }) };
    this.said.set(member, said);
    this.metas.set(member, entry);
    return { joins: { [member.presence.key]: { metas: [entry] } }, leaves };
  }

  /** Removes a member's entry; null when it has none. */
  untrack(member: Tracker): Diff | null {
    const meta = this.metas.get(member);
    if (!meta) return null;
    this.metas.delete(member);
    this.said.delete(member);
    return { joins: {}, leaves: { [member.presence.key]: { metas: [meta] } } };
  }
}
