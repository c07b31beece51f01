import type { Said } from '../../data/live/presence';
import type { Colleague } from '../../data/console/dispatch';

/** A colleague at the same desk, and the case they say they are looking at. */
export interface Peer {
  id: string;
  name: string;
  looking: ReadonlySet<string>;
  inSelection: ReadonlySet<string>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uuids = (value: unknown, most: number): string[] =>
  (Array.isArray(value) ? value.slice(0, most) : []).filter(
    (one): one is string => typeof one === 'string' && UUID.test(one),
  );

/**
 * The peers from the presence states of the channel. Names come only from the colleagues whom the database
 * shows, so an unknown account is ignored; only case ids are taken from the state.
 */
export function peersOf(said: readonly Said[], colleagues: readonly Colleague[], me: string): Peer[] {
  return colleagues.flatMap(({ staff_id: id, name }) => {
    const own = id === me ? [] : said.filter(({ person }) => person === id);
    if (own.length === 0) return [];
    return [
      {
        id,
        name,
        looking: new Set(own.flatMap(({ state }) => uuids([state.looking], 1))),
        inSelection: new Set(own.flatMap(({ state }) => uuids(state.inSelection, 50))),
      },
    ];
  });
}

/** What peers are doing with one case. */
export interface PeerActivity {
  looking: string[];
  inSelection: string[];
}

/** The names of the peers who look at a case, and of those who have selected it. */
export function peerActivityOf(peers: readonly Peer[], caseId: string): PeerActivity {
  const names = (of: 'looking' | 'inSelection') =>
    peers.filter((peer) => peer[of].has(caseId)).map(({ name }) => name);
  return { looking: names('looking'), inSelection: names('inSelection') };
}
