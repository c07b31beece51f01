/** The screens of filing, in order. */
export const STEPS = ['story', 'type', 'place', 'you', 'other', 'review'] as const;

/** One screen of filing. */
export type Step = (typeof STEPS)[number];

/** The current screen, as the URL names it. */
export type Route =
  | { name: 'home' }
  /**
   * The start of filing, perhaps from a poster: of a county (`region`), or with a code of its own (`source`).
   */
  | { name: 'file'; region: string | null; source: string | null }
  /** One question; `review` means that the applicant came from the review to change an answer. */
  | { name: 'step'; step: Step; review: boolean }
  | { name: 'receipt' }
  | { name: 'track'; number: string; code: string }
  /** Self-help: all guides, those that match a query, or the one of a type. */
  | { name: 'help'; type: string; query: string }
  /** The legal-aid check. */
  | { name: 'aid' }
  /** Mediation rooms, perhaps those for a type. */
  | { name: 'places'; type: string }
  /** Published statistics: the latest set, or an earlier one. */
  | { name: 'figures'; set: string }
  /** The page on which the other party joins. */
  | { name: 'join'; token: string }
  | { name: 'missing' };

const plain = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** What a fragment holds behind the name of its room. */
interface Address {
  first: string;
  second: string;
  /** A parameter of the query; empty when it is not given. */
  asked: (name: string) => string;
}

function parseFile({ first, asked }: Address): Route {
  if (first === 'receipt') return { name: 'receipt' };
  if (first === '') {
    const [region, source] = [asked('region'), asked('s')];
    return {
      name: 'file',
      region: /^\d{6}$/.test(region) ? region : null,
      source: /^[0-9A-Za-z]{8}$/.test(source) ? source.toUpperCase() : null,
    };
  }
  const step = STEPS.find((known) => known === first);
  return step ? { name: 'step', step, review: asked('from') === 'review' } : { name: 'missing' };
}

/** The rooms of the portal: how many parts follow the name at most, and the screen that they name. */
const ROOMS = new Map<string, { parts: 0 | 1 | 2; route: (address: Address) => Route }>([
  ['', { parts: 0, route: () => ({ name: 'home' }) }],
  ['file', { parts: 1, route: parseFile }],
  ['track', { parts: 2, route: ({ first, second }) => ({ name: 'track', number: first, code: second }) }],
  ['join', { parts: 1, route: ({ first }) => ({ name: 'join', token: first }) }],
  ['help', { parts: 1, route: ({ first, asked }) => ({ name: 'help', type: first, query: asked('query') }) }],
  ['aid', { parts: 0, route: () => ({ name: 'aid' }) }],
  ['places', { parts: 0, route: ({ asked }) => ({ name: 'places', type: asked('type') }) }],
  ['figures', { parts: 1, route: ({ first }) => ({ name: 'figures', set: first }) }],
]);

/** Parses the fragment of a URL: a tracking code in the fragment never reaches a server's log. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const [name = '', ...parts] = path.split('/').filter(Boolean).map(plain);
  const room = ROOMS.get(name);
  if (!room || parts.length > room.parts) return { name: 'missing' };
  const [first = '', second = ''] = parts;
  const params = new URLSearchParams(query);
  return room.route({ first, second, asked: (param) => params.get(param) ?? '' });
}

/** The fragment of one question. */
export function stepHash(step: Step, fromReview = false): string {
  return `#/file/${step}${fromReview ? '?from=review' : ''}`;
}

/** The fragment of a case: number and tracking code. */
export function trackHash(number: string, code: string): string {
  return `#/track/${encodeURIComponent(number)}/${encodeURIComponent(code)}`;
}

/** Navigates to a fragment; `replace` replaces the current history entry. */
export function go(hash: string, replace = false): void {
  if (replace) window.location.replace(hash);
  else window.location.hash = hash;
}
