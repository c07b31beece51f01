import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed } from 'vitest';
import WebSocket from 'ws';
import { DIST } from '../../../scripts/stack/build';
import { foundCity } from '../../../scripts/stack/database/city';
import { STAFF_DOMAIN } from '../../../scripts/stack/gateway/gateway';
import { startStack, type Stack } from '../../../scripts/stack/stack';
import { launchBrowser, openScreen, type Screen } from './browser';
import { dataFolder } from '../folder';
import { FUZHOU } from './newCity';

/** The password that everybody in the new city chooses. */
const PASSWORD = 'river-mountain-88';

/** An empty installation with its own database, as `npm start -- --city` makes it, and a browser. */
export interface NewCity {
  stack: Stack;
  browser: Browser;
  /** The link of the first administrator. */
  link: string;
  /** A new screen. */
  open(size: { width: number; height: number }): Promise<Page>;
  /** Opens a person's invitation link, chooses a password, and enters the console. */
  join(page: Page, link: string): Promise<void>;
  /** The unmodified client, signed in when an account is given. */
  client(account?: string): Promise<SupabaseClient<any, any, 'api'>>;
  /**
   * Holds back the calls of a function until the returned function is called, so that the test can check what the
   * page shows meanwhile.
   */
  hold(page: Page, name: string): Promise<() => void>;
  /** All problems on the screens so far. */
  problems(): string[];
}

/**
 * Creates the city before the tests of a file. The tests build on each other: after one fails, the rest are skipped.
 */
export function openNewCity(): NewCity {
  const screens: Screen[] = [];
  const city = {} as NewCity;
  let folder: Awaited<ReturnType<typeof dataFolder>> | undefined;
  let failed = false;
  beforeAll(async () => {
    folder = await dataFolder();
    [city.stack, city.browser] = await Promise.all([
      startStack({ dataDir: folder.path, port: 0, dist: DIST, city: FUZHOU }),
      launchBrowser(),
    ]);
    city.link = `${city.stack.url}/console/join#${await foundCity(city.stack.dbUrl, city.stack.city)}`;
  });
  beforeEach(({ skip }) => {
    if (failed) skip('an earlier step of the story failed');
    onTestFailed(() => void (failed = true));
  });
  afterAll(async () => {
    await city.browser?.close();
    await city.stack?.stop();
    await folder?.remove();
  });
  city.open = async (size) => {
    const screen = await openScreen(city.browser, size);
    screens.push(screen);
    return screen.page;
  };
  city.join = async (page, link) => {
    await page.goto(link);
    await page.getByRole('heading', { name: /欢迎加入/ }).waitFor();
    await page.getByLabel('新密码').fill(PASSWORD);
    await page.getByLabel('再输入一次').fill(PASSWORD);
    await page.getByRole('button', { name: '设置密码并加入' }).click();
  };
  city.client = async (account) => {
    const made = createClient<any, 'api'>(city.stack.url, city.stack.anonKey, {
      db: { schema: 'api' },
      auth: { persistSession: false, autoRefreshToken: false },
      realtime: { transport: WebSocket as never },
    });
    if (account) {
      const email = `${account}@${STAFF_DOMAIN}`;
      expect((await made.auth.signInWithPassword({ email, password: PASSWORD })).error).toBeNull();
    }
    return made;
  };
  city.hold = async (page, name) => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    await page.route(`**/rpc/${name}`, async (route) => {
      await gate;
      await route.continue();
    });
    return release;
  };
  city.problems = () => screens.flatMap(({ problems }) => problems);
  return city;
}
