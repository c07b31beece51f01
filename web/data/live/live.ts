import { supabase } from '../core/client';

/** State of the realtime connection: not connected yet, connected, or lost. */
export type LiveState = 'connecting' | 'live' | 'stale';

/**
 * What the database announces about a change: which row, never its content. The client refetches it with its
 * own rights.
 */
export interface Hint {
  topic: string;
  event: string;
  /** The changed case; null after a bulk change of many cases. */
  id: string | null;
  version: number;
}

interface Listener {
  topics: Set<string>;
  onHint: (hint: Hint) => void;
  onState: (state: LiveState, since: Date) => void;
  state: LiveState | null;
}

interface Line {
  channel: ReturnType<typeof supabase.channel>;
  state: LiveState;
}

/**
 * Milliseconds for which an unused channel is kept, because a change of page unmounts one listener before it
 * mounts the next.
 */
const KEEP_ALIVE_MS = 3000;

const lines = new Map<string, Line>();
const listeners = new Set<Listener>();
/** Channels being left: a topic may be joined again only after the leave has completed. */
const leaving = new Map<string, Promise<unknown>>();

const wanted = (topic: string) => [...listeners].some((listener) => listener.topics.has(topic));

function tell(listener: Listener) {
  const states = [...listener.topics].map((topic) => lines.get(topic)?.state ?? 'connecting');
  const state =
    (['stale', 'connecting', 'live'] as const).find((one) => states.includes(one)) ?? 'connecting';
  if (state === listener.state) return;
  // A slow first join is not yet stale; a lost connection stays stale until it is live again.
  if (state === 'connecting' && listener.state === 'stale') return;
  listener.state = state;
  listener.onState(state, new Date());
}

function setState(topic: string, state: LiveState) {
  const line = lines.get(topic);
  if (line) line.state = state;
  for (const listener of listeners) if (listener.topics.has(topic)) tell(listener);
}

function drop(topic: string) {
  const line = lines.get(topic);
  if (!line) return;
  lines.delete(topic);
  const left = supabase.removeChannel(line.channel).finally(() => leaving.delete(topic));
  leaving.set(topic, left);
}

/**
 * Whether the server refused the channel: it would refuse every retry, and the client would retry forever.
 */
const refused = (error: Error | undefined) => /unauthorized|permission/i.test(error?.message ?? '');

async function join(topic: string) {
  await leaving.get(topic);
  if (lines.has(topic) || !wanted(topic)) return;
  const channel = supabase.channel(topic, { config: { private: true } });
  lines.set(topic, { channel, state: 'connecting' });
  channel.on('broadcast', { event: '*' }, (message) => {
    const { id, version } = message.payload as { id: string | null; version: number };
    const hint = { topic, event: message.event, id, version };
    for (const listener of listeners) if (listener.topics.has(topic)) listener.onHint(hint);
  });
  // Private channels are authorised by the user's token, which the socket must have before it joins.
  await supabase.realtime.setAuth();
  if (lines.get(topic)?.channel !== channel) return;
  channel.subscribe((status, error) => {
    if (lines.get(topic)?.channel !== channel) return;
    setState(topic, status === 'SUBSCRIBED' ? 'live' : 'stale');
    if (status === 'CHANNEL_ERROR' && refused(error)) drop(topic);
  });
}

/**
 * Reacts to the browser's own online and offline events at once; a fresh socket then gives a reliable state.
 */
function watchConnection() {
  window.addEventListener('offline', () => {
    for (const topic of lines.keys()) setState(topic, 'stale');
  });
  window.addEventListener('online', () => {
    void Promise.resolve(supabase.realtime.disconnect()).then(() => supabase.realtime.connect());
  });
}
watchConnection();

/**
 * Listens to private topics until the returned function is called. `onState` reports when announcements begin
 * and stop; the caller refetches on each `live`, because announcements in between were missed.
 */
export function listen(
  topics: string[],
  onHint: (hint: Hint) => void,
  onState: (state: LiveState, since: Date) => void,
): () => void {
  const listener: Listener = { topics: new Set(topics), onHint, onState, state: null };
  listeners.add(listener);
  tell(listener);
  for (const topic of listener.topics) if (!lines.has(topic)) void join(topic);
  return () => {
    listeners.delete(listener);
    setTimeout(() => {
      for (const topic of listener.topics) if (!wanted(topic)) drop(topic);
    }, KEEP_ALIVE_MS);
  };
}
