/** The methods of the router's navigator that are intercepted. */
export interface Way {
  push: (...to: any[]) => void;
  replace: (...to: any[]) => void;
}

/** The guard of the current page, if there is one. */
let watch: { place: number; allowed: () => boolean; ask: (go: () => void) => void } | null = null;

/** Whether the URL is being restored to that of the guarded page. */
let returning = false;

/** The router's index of a page in the browser history. */
const placeInHistory = () => Number((window.history.state as { idx?: number } | null)?.idx ?? 0);

function holdBack(event: PopStateEvent) {
  // A jump within the page has no history index.
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
 * Lets a guarded page hold the browser's back button. Call it before the router starts: window listeners run
 * in order, and what the router has handled cannot be stopped.
 */
export function holdBackButton(): void {
  window.addEventListener('popstate', holdBack);
}

/**
 * Guards every way of leaving the page until it is allowed: links, the browser's back button, closing the
 * browser tab. `ask` gets a function that completes the navigation. Returns a function that removes the
 * guard.
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
