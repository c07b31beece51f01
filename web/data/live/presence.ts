import { supabase } from '../core/client';
import { newRequestId } from '../core/requestId';

/** What a peer on a channel says about themselves. It is not verified. */
export interface Said {
  /** The account that the sender claims to be. */
  person: string;
  state: Record<string, unknown>;
}

/** Presence on a channel, until `leave`. */
export interface Meeting {
  /** Shares a state with the peers; debounced, the last state counts. */
  say: (state: Record<string, unknown>) => void;
  leave: () => void;
}

/** Debounce in milliseconds: quick steps from case to case are sent once. */
const DEBOUNCE_MS = 250;

/** The last leave of a channel: it must complete before the same topic is joined again. */
let left: Promise<unknown> = Promise.resolve();

/**
 * Joins the presence of a private channel. `onPeople` gets the states of all others, and an empty list while
 * disconnected. Each window has its own key and leaves before it joins again: the client would keep the old
 * entry next to one that is changed in place.
 */
export function meet(topic: string, person: string, onPeople: (people: Said[]) => void): Meeting {
  const window = newRequestId().slice(0, 8);
  const key = `${person}.${window}`;
  let channel: ReturnType<typeof supabase.channel> | null = null;
  let joined = false;
  let ended = false;
  let state: Record<string, unknown> | null = null;
  let saying: Promise<unknown> = Promise.resolve();
  const timers: { say?: ReturnType<typeof setTimeout>; tell?: ReturnType<typeof setTimeout> } = {};

  const speak = () => {
    saying = saying.then(async () => {
      if (!channel || !joined || !state) return;
      await channel.untrack();
      if (joined) await channel.track(state);
    });
  };
  const look = () => {
    const people: Said[] = [];
    for (const [other, entries] of Object.entries(channel?.presenceState() ?? {})) {
      if (other === key) continue;
      for (const entry of entries)
        people.push({ person: other.split('.')[0] ?? '', state: { ...(entry as object) } });
    }
    onPeople(joined ? people : []);
  };

  const begin = async () => {
    await left;
    if (ended) return;
    const made = supabase.channel(topic, { config: { private: true, presence: { key } } });
    channel = made;
    made.on('presence', { event: 'sync' }, () => {
      clearTimeout(timers.tell);
      timers.tell = setTimeout(look, DEBOUNCE_MS);
    });
    await supabase.realtime.setAuth();
    if (ended) return;
    made.subscribe((status, error) => {
      joined = status === 'SUBSCRIBED';
      if (joined) speak();
      else onPeople([]);
      // The server would refuse every retry, and the client would retry forever.
      if (status === 'CHANNEL_ERROR' && /unauthorized|permission/i.test(error?.message ?? '')) leave();
    });
  };
  const leave = () => {
    if (ended) return;
    ended = true;
    joined = false;
    clearTimeout(timers.say);
    clearTimeout(timers.tell);
    if (channel) left = supabase.removeChannel(channel);
  };
  void begin();
  return {
    say: (said) => {
      state = said;
      clearTimeout(timers.say);
      timers.say = setTimeout(speak, DEBOUNCE_MS);
    },
    leave,
  };
}
