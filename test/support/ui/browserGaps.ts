// What a page expects of a browser and jsdom does not have: a size, media queries, observers, a canvas, sockets.

let width = 1440;

/** Sets the width of the screen, which media queries ask for. */
export function setWidth(pixels: number): void {
  width = pixels;
}

const bound = (query: string, name: 'min' | 'max') =>
  Number(new RegExp(`${name}-width:\\s*([\\d.]+)px`).exec(query)?.[1] ?? (name === 'min' ? 0 : Infinity));

/** Judges widths and reduced motion; anything else does not match. */
function matches(query: string): boolean {
  if (query.includes('prefers-reduced-motion')) return query.includes('reduce');
  return query.includes('-width') && width >= bound(query, 'min') && width <= bound(query, 'max');
}

class SilentObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
}

/** A connection that never opens: pages then read again at intervals, as they do on a bad line. */
class SilentSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readyState = SilentSocket.CONNECTING;
  send() {}
  close() {
    this.readyState = SilentSocket.CLOSED;
  }
}

/** A drawing surface on which everything may be drawn and nothing is seen. */
const surface = new Proxy(
  {},
  {
    get: (_target, name) => (name === 'measureText' ? () => ({ width: 0 }) : () => surface),
    set: () => true,
  },
);

/** Fills the gaps of the current window. */
export function fillBrowserGaps(): void {
  const query = (media: string) => ({
    media,
    matches: matches(media),
    onchange: null,
    addEventListener() {},
    removeEventListener() {},
    addListener() {},
    removeListener() {},
    dispatchEvent: () => true,
  });
  const gaps = {
    matchMedia: query,
    ResizeObserver: SilentObserver,
    IntersectionObserver: SilentObserver,
    WebSocket: SilentSocket,
    scrollTo() {},
  };
  for (const [name, value] of Object.entries(gaps))
    Object.defineProperty(window, name, { value, configurable: true, writable: true });
  Object.assign(globalThis, gaps);
  // Cascading styles takes most of the time of a query by role, and jsdom heeds no media query: what is visible is for
  // the tests in a browser to judge, but for an element's own style.
  const own = (element: Element) => (element as HTMLElement).style;
  Object.assign(window, { getComputedStyle: own });
  Object.assign(globalThis, { getComputedStyle: own });
  Element.prototype.scrollIntoView = () => undefined;
  HTMLCanvasElement.prototype.getContext = (() => surface) as never;
}
