/** What of the router's navigator is watched. */
export interface Way {
  push: (...to: any[]) => void;
  replace: (...to: any[]) => void;
}

/** The watch on the page in the browser, if there is one. */
let watch: { place: number; allowed: () => boolean; ask: (go: () => void) => void } | null = null;

/** The address is on its way back to the page that was kept. */
let returning = false;

/** Where the router keeps the place of a page in the history. */
const placeInHistory = () => Number((window.history.state as { idx?: number } | null)?.idx ?? 0);

function holdBack(event: PopStateEvent) {
  // A jump within the page has no place of its own.
  if (event.state === null || (!returning && (!watch || watch.allowed()))) return;
  event.stopImmediatePropagation();
  if (returning) {
    returning = false;
    return;
  }
  const away = placeInHistory() - watch!.place;
  if (away === 0) return;
  returning = true;
  window.history.go(-away);
  watch!.ask(() => window.history.go(away));
}

/**
 * Lets a watched page hold the browser's back button. To be called before the router starts: listeners of the window
 * are heard in their order, and what the router has heard is done.
 */
export function holdBackButton(): void {
  window.addEventListener('popstate', holdBack);
}

/**
 * Holds every way off the page until it is allowed: links, the browser's back button, closing the tab. `ask` gets the
 * way that was taken, to be gone after all. Returns what ends the watch.
 */
export function watchLeaving(way: Way, allowed: () => boolean, ask: (go: () => void) => void): () => void {
  watch = { place: placeInHistory(), allowed, ask };
  const { push, replace } = way;
  const asking =
    (go: Way['push']): Way['push'] =>
    (...to) =>
      allowed() ? go(...to) : ask(() => go(...to));
  way.push = asking(push);
  way.replace = asking(replace);
  const close = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener('beforeunload', close);
  return () => {
    watch = null;
    way.push = push;
    way.replace = replace;
    window.removeEventListener('beforeunload', close);
  };
}
