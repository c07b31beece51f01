import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished, TestRunner } from 'vitest';

import { DIST } from '../../../scripts/stack/build';
import { launchBrowser, openScreen, type Screen, type ScreenOptions, pageSettled } from './browser';
import { createActors, caseAt, type Actors, type Stage as Reached, type VerbResult } from '../case';
import { openPeople, type People } from '../people';
import { screenPool } from '../screenPool';
import { STORAGE_KEY } from '../../../web/data/core/storageKey';
import { testStack, type TestStack } from '../stack';

/** Options of a new screen, and whether it stays open after the test that opened it. */
export interface Opening extends ScreenOptions {
  keep?: boolean;
}

/** Options of a screen that starts signed in, with the page to open. */
export interface Entry extends Opening {
  at?: string;
}

/** The setting of a browser test: the running product, a browser, and the people of its database. */
export interface Stage {
  stack: TestStack;
  browser: Browser;
  people: People;
  actors: Actors;
  /** All problems on the screens so far. */
  problems(): string[];
  /** A new screen of a member of the public. One that a test opens is closed when the test ends. */
  open(size: { width: number; height: number }, options?: Opening): Promise<Screen>;
  /**
   * A new screen signed in as a demo account, at a page of the console such as `/hotspots`. Closed like those of
   * `open`.
   */
  enter(account: string, size: { width: number; height: number }, options?: Entry): Promise<Screen>;
  /** Files a case without the browser and brings it to a stage. */
  caseAt(reached: Reached, changes?: object): Promise<VerbResult>;
  /** The first row of a database query, bypassing row-level security. */
  ask<Row>(sql: string, values?: unknown[]): Promise<Row>;
}

/** The stored session of a signed-in person; the sign-in form has its own test. */
async function sessionOf(stack: TestStack, account: string): Promise<string> {
  const { data } = await (await stack.signIn(account)).auth.getSession();
  return JSON.stringify(data.session);
}

/** Opens a stage before the tests of a file and closes it after them. The public is not throttled. */
export function openStage(): Stage {
  const screens: Screen[] = [];
  const sessions = new Map<string, Promise<string>>();
  const stage = {} as Stage;
  const pool = screenPool(() => `${stage.stack.url}/icon.svg`);
  stage.problems = () => screens.flatMap(({ problems }) => problems);
  stage.open = async (size, { keep = false, ...options } = {}) => {
    const screen = await openScreen(stage.browser, size, options);
    screens.push(screen);
    // A console left open would receive and draw every later case.
    if (TestRunner.getCurrentTest() && !keep) onTestFinished(() => screen.context.close());
    return screen;
  };
  stage.enter = async (account, size, { at = '', keep = false, ...options } = {}) => {
    if (!sessions.has(account)) sessions.set(account, sessionOf(stage.stack, account));
    const session = await sessions.get(account)!;
    const stored = { name: STORAGE_KEY, value: session };
    const storageState = { cookies: [], origins: [{ origin: stage.stack.url, localStorage: [stored] }] };
    const key = JSON.stringify([size, options]);
    const used = pool.take(key);
    const screen = used ?? (await stage.open(size, { ...options, keep: true, storageState }));
    if (used) await used.page.evaluate(({ name, value }) => localStorage.setItem(name, value), stored);
    else pool.watch(screen);
    // A console left open would receive and draw every later case.
    if (TestRunner.getCurrentTest() && !keep) onTestFinished(() => pool.put(key, screen));
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
