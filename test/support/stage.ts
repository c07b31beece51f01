import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished, TestRunner } from 'vitest';

import { DIST } from '../../scripts/stack/build';
import { launchBrowser, openScreen, type Screen, type ScreenOptions, pageSettled } from './browser';
import { createActors, caseAt, type Actors, type Stage as Reached, type VerbResult } from './case';
import { openPeople, type People } from './people';
import { STORAGE_KEY } from '../../web/data/storageKey';
import { testStack, type TestStack } from './stack';

/** What a screen begins with, and whether it outlives the test that opens it. */
export interface Opening extends ScreenOptions {
  keep?: boolean;
}

/** At which page somebody comes in. */
export interface Entry extends Opening {
  at?: string;
}

/** What a browser test plays on: the running product, a browser, and the people of its database. */
export interface Stage {
  stack: TestStack;
  browser: Browser;
  people: People;
  actors: Actors;
  /** Everything that went wrong on the screens so far. */
  problems(): string[];
  /** A new screen of somebody from the public. One that a test opens is closed when the test is over. */
  open(size: { width: number; height: number }, options?: Opening): Promise<Screen>;
  /** A new screen on which a demo account has signed in, at a page of the console: `/hotspots`. Closed like those of `open`. */
  enter(account: string, size: { width: number; height: number }, options?: Entry): Promise<Screen>;
  /** Files a case past the browser and takes it along to a stage. */
  caseAt(reached: Reached, changes?: object): Promise<VerbResult>;
  /** The first row of a question to the database, past row-level security. */
  ask<Row>(sql: string, values?: unknown[]): Promise<Row>;
}

/** What a browser keeps of somebody who has signed in; the form for it is tested by itself. */
async function sessionOf(stack: TestStack, account: string): Promise<ScreenOptions['storageState']> {
  const { data } = await (await stack.signIn(account)).auth.getSession();
  const kept = { name: STORAGE_KEY, value: JSON.stringify(data.session) };
  return { cookies: [], origins: [{ origin: stack.url, localStorage: [kept] }] };
}

/** Opens a stage before the tests of a file and clears it away after them. The public is not throttled. */
export function openStage(): Stage {
  const screens: Screen[] = [];
  const sessions = new Map<string, Promise<ScreenOptions['storageState']>>();
  const stage = {} as Stage;
  stage.problems = () => screens.flatMap(({ problems }) => problems);
  stage.open = async (size, { keep = false, ...options } = {}) => {
    const screen = await openScreen(stage.browser, size, options);
    screens.push(screen);
    // A forgotten console hears every later case, and draws it.
    if (TestRunner.getCurrentTest() && !keep) onTestFinished(() => screen.context.close());
    return screen;
  };
  stage.enter = async (account, size, { at = '', ...options } = {}) => {
    if (!sessions.has(account)) sessions.set(account, sessionOf(stage.stack, account));
    const screen = await stage.open(size, { ...options, storageState: await sessions.get(account) });
    await screen.page.goto(`${stage.stack.url}/console${at}`);
    await pageSettled(screen.page);
    return screen;
  };
  stage.caseAt = (reached, changes) => caseAt(stage.people, stage.actors, reached, changes);
  stage.ask = async <Row>(sql: string, values?: unknown[]) =>
    (await stage.people.owner.run<Row>(sql, values))[0]!;
  beforeAll(async () => {
    [stage.stack, stage.browser] = await Promise.all([testStack({ dist: DIST }), launchBrowser()]);
    stage.people = openPeople(stage.stack.database.url);
    stage.actors = await createActors(stage.people);
    await stage.people.owner.run(`update app.settings set value = '100000' where name like '%_per_hour'`);
  });
  afterAll(async () => {
    await stage.browser?.close();
    await stage.people?.end();
    await stage.stack?.stop();
  });
  return stage;
}
