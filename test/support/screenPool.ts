import type { Page } from 'playwright-core';
import type { Screen } from './browser/browser';

/** What outlives a change of page: a screen on which a test did one of these is not used again. */
const LASTING = {
  page: [
    'addInitScript',
    'addScriptTag',
    'emulateMedia',
    'exposeFunction',
    'on',
    'route',
    'setDefaultTimeout',
    'setExtraHTTPHeaders',
    'setViewportSize',
  ],
  context: [
    'addCookies',
    'addInitScript',
    'exposeFunction',
    'grantPermissions',
    'newCDPSession',
    'newPage',
    'on',
    'route',
    'setGeolocation',
    'setOffline',
  ],
  clock: ['install', 'setFixedTime'],
} as const;

/** Screens between two tests, each empty again: a second page costs half the time of a new browser context. */
export interface ScreenPool {
  /** A waiting screen with this key. */
  take(key: string): Screen | undefined;
  /** Watches a new screen, so that one with lasting changes does not come back. */
  watch(screen: Screen): void;
  /** Empties a screen and stores it under the key, or closes it if that is not possible. */
  put(key: string, screen: Screen): Promise<void>;
}

function onCall(target: object, names: readonly string[], called: () => void): void {
  const methods = target as Record<string, (...args: unknown[]) => unknown>;
  for (const name of names) {
    const method = methods[name]!.bind(target);
    methods[name] = (...args) => {
      called();
      return method(...args);
    };
  }
}

/** Removes what a page stored in the browser for its origin. */
async function clearStorage(page: Page): Promise<void> {
  await page.evaluate(async () => {
    localStorage.clear();
    sessionStorage.clear();
    for (const { name } of await indexedDB.databases()) {
      await new Promise<void>((done, fail) => {
        const request = indexedDB.deleteDatabase(name!);
        const failed = () => fail(new Error(`${name} cannot be deleted`));
        request.addEventListener('success', () => done());
        request.addEventListener('error', failed);
        request.addEventListener('blocked', failed);
      });
    }
  });
}

/** Makes a pool for the screens of one stage. `blank` is a document of its origin that runs no script. */
export function screenPool(blank: () => string): ScreenPool {
  const waiting = new Map<string, Screen[]>();
  const changed = new Set<Screen>();
  return {
    take: (key) => waiting.get(key)?.pop(),
    watch: (screen) => {
      const called = () => changed.add(screen);
      onCall(screen.page, LASTING.page, called);
      onCall(screen.context, LASTING.context, called);
      onCall(screen.context.clock, LASTING.clock, called);
      if (screen.page.clock !== screen.context.clock) onCall(screen.page.clock, LASTING.clock, called);
    },
    put: async (key, screen) => {
      const { page, context } = screen;
      try {
        if (changed.has(screen) || context.pages().length !== 1) throw new Error('it was changed');
        await page.goto(blank(), { timeout: 5_000 });
        await page.mouse.move(0, 0);
        await context.clearCookies();
        await clearStorage(page);
        waiting.set(key, [...(waiting.get(key) ?? []), screen]);
      } catch {
        await context.close();
      }
    },
  };
}
