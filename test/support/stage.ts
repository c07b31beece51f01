import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { DEMO_PASSWORD } from '../../scripts/demo/accounts';
import { DIST } from '../../scripts/stack/build';
import { launchBrowser, openScreen, type Screen, type ScreenOptions, settled, signIn } from './browser';
import { cast, caseAt, type Cast, type Stage as Reached, type VerbResult } from './case';
import { openPeople, type People } from './people';
import { testStack, type TestStack } from './stack';

/** What a browser test plays on: the running product, a browser, and the people of its database. */
export interface Stage {
  stack: TestStack;
  browser: Browser;
  people: People;
  folk: Cast;
  /** Everything that went wrong on the screens so far. */
  problems(): string[];
  /** A new screen of somebody from the public. */
  open(size: { width: number; height: number }, options?: ScreenOptions): Promise<Screen>;
  /** A new screen on which a demo account has signed in; the second time it comes in with the session of the first. */
  enter(account: string, size: { width: number; height: number }): Promise<Screen>;
  /** Files a case past the browser and takes it along to a stage. */
  caseAt(reached: Reached, changes?: object): Promise<VerbResult>;
  /** The first row of a question to the database, past row-level security. */
  ask<Row>(sql: string, values?: unknown[]): Promise<Row>;
}

/** Opens a stage before the tests of a file and clears it away after them. The public is not throttled. */
export function openStage(): Stage {
  const screens: Screen[] = [];
  const sessions = new Map<string, ScreenOptions['storageState']>();
  const stage = {} as Stage;
  stage.problems = () => screens.flatMap(({ problems }) => problems);
  stage.open = async (size, options) => {
    const screen = await openScreen(stage.browser, size, options);
    screens.push(screen);
    return screen;
  };
  stage.enter = async (account, size) => {
    const kept = sessions.get(account);
    const screen = await stage.open(size, kept && { storageState: kept });
    const { page, context } = screen;
    if (kept) {
      await page.goto(`${stage.stack.url}/console`);
      await settled(page);
    } else {
      await signIn(page, stage.stack.url, account, DEMO_PASSWORD);
      sessions.set(account, await context.storageState());
    }
    return screen;
  };
  stage.caseAt = (reached, changes) => caseAt(stage.people, stage.folk, reached, changes);
  stage.ask = async <Row>(sql: string, values?: unknown[]) =>
    (await stage.people.owner.run<Row>(sql, values))[0]!;
  beforeAll(async () => {
    [stage.stack, stage.browser] = await Promise.all([testStack({ dist: DIST }), launchBrowser()]);
    stage.people = openPeople(stage.stack.database.url);
    stage.folk = await cast(stage.people);
    await stage.people.owner.run(`update app.settings set value = '100000' where name like '%_per_hour'`);
  });
  afterAll(async () => {
    await stage.browser?.close();
    await stage.people?.end();
    await stage.stack?.stop();
  });
  return stage;
}
