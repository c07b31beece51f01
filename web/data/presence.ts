import { supabase } from './client';
import { newRequestId } from './requestId';

/** What somebody on a channel says of themselves. Nobody vouches for it. */
export interface Said {
  /** Whom the sender claims to be. */
  person: string;
  state: Record<string, unknown>;
}

/** Being on a channel, until `leave`. */
export interface Meeting {
  /** Tells the others; the last words count, a little later. */
  say: (state: Record<string, unknown>) => void;
  leave: () => void;
}

/** Quick steps from case to case are told once. */
const SETTLE_MS = 250;

/** The channel of a topic that was left last: it must be gone before the topic is joined anew. */
let left: Promise<unknown> = Promise.resolve();

/**
 * Meets the others on a private channel. `onPeople` is called with everybody else's words, and with nobody's while
 * there is no connection. Each window has a key of its own and goes before it comes anew: an entry that is changed in
 * place would be kept by the client beside the new one.
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
      timers.tell = setTimeout(look, SETTLE_MS);
    });
    await supabase.realtime.setAuth();
    if (ended) return;
    made.subscribe((status, error) => {
      joined = status === 'SUBSCRIBED';
      if (joined) speak();
      else onPeople([]);
      // The server will not change its mind, and the client would ask for ever.
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
      timers.say = setTimeout(speak, SETTLE_MS);
    },
    leave,
  };
}
