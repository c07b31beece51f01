/** What of the router's navigator is watched. */
export interface Way {
  push: (...to: any[]) => void;
  replace: (...to: any[]) => void;
}

/** Where the router keeps the place of a page in the history. */
const placeInHistory = () => Number((window.history.state as { idx?: number } | null)?.idx ?? 0);

/**
 * Holds every way off the page until it is allowed: links, the browser's back button, closing the tab. `ask` gets the
 * way that was taken, to be gone after all. Returns what ends the watch.
 */
export function watchLeaving(way: Way, allowed: () => boolean, ask: (go: () => void) => void): () => void {
  const here = placeInHistory();
  const { push, replace } = way;
  const asking =
    (go: Way['push']): Way['push'] =>
    (...to) =>
      allowed() ? go(...to) : ask(() => go(...to));
  way.push = asking(push);
  way.replace = asking(replace);
  // Heard before the router, which then never learns of it; the address is put back at once.
  let returning = false;
  const back = (event: PopStateEvent) => {
    // A jump within the page has no place of its own.
    if (allowed() || event.state === null) return;
    event.stopImmediatePropagation();
    if (returning) {
      returning = false;
      return;
    }
    const away = placeInHistory() - here;
    if (away === 0) return;
    returning = true;
    window.history.go(-away);
    ask(() => window.history.go(away));
  };
  const close = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener('popstate', back, { capture: true });
  window.addEventListener('beforeunload', close);
  return () => {
    way.push = push;
    way.replace = replace;
    window.removeEventListener('popstate', back, { capture: true });
    window.removeEventListener('beforeunload', close);
  };
}
