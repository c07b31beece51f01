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

/** Parses the fragment of a URL: a tracking code in the fragment never reaches a server's log. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const [room = '', first = '', second = '', ...more] = path.split('/').filter(Boolean).map(plain);
  const asked = new URLSearchParams(query);
  if (more.length) return { name: 'missing' };
  if (room === '') return { name: 'home' };
  if (room === 'track') return { name: 'track', number: first, code: second };
  if (room === 'join' && !second) return { name: 'join', token: first };
  if (room === 'help' && !second) return { name: 'help', type: first, query: asked.get('query') ?? '' };
  if (room === 'aid' && !first) return { name: 'aid' };
  if (room === 'places' && !first) return { name: 'places', type: asked.get('type') ?? '' };
  if (room === 'figures' && !second) return { name: 'figures', set: first };
  if (room !== 'file' || second) return { name: 'missing' };
  if (first === '') {
    const region = asked.get('region') ?? '';
    const source = asked.get('s') ?? '';
    return {
      name: 'file',
      region: /^\d{6}$/.test(region) ? region : null,
      source: /^[0-9A-Za-z]{8}$/.test(source) ? source.toUpperCase() : null,
    };
  }
  if (first === 'receipt') return { name: 'receipt' };
  const step = STEPS.find((known) => known === first);
  return step ? { name: 'step', step, review: asked.get('from') === 'review' } : { name: 'missing' };
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
