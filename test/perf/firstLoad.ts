import { loadavg } from 'node:os';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import { DEMO_PASSWORD } from '../../scripts/demo/accounts';
import { buildPages } from '../../scripts/stack/build';
import { DESKTOP, launchBrowser, openScreen, signIn } from '../support/browser/browser';
import { percentile } from './measure';
import { startTarget } from './startTarget';

const DISPATCHER = 'changting.dispatcher';
/** The tab that has cases in the demo, so that its first row says when the desk can be used. */
const DESK = '/console/desk?tab=submitted';

/** What the browser loads for a page, and when the page can be used. Sizes in kilobytes (1000 bytes), compressed. */
export interface Load {
  bench: 'first-load';
  case: string;
  /** Files of the build that the browser fetches: page, scripts, styles. */
  files: number;
  files_kb: number;
  /** Questions to the server. */
  questions: number;
  questions_kb: number;
  /** Time from the start of the navigation until the first row of the queue stands there, in milliseconds. */
  usable_p50_ms: number;
  usable_p95_ms: number;
  /** Load average of the machine in the last minute. */
  load: number;
  /** The fetched addresses, in order. */
  fetched: string[];
}

/** Notes when the first row of the queue stands in the page. */
const ROW_PROBE = `(() => {
  const look = () => {
    if (document.querySelector('[data-case]')) window.benchUsable = performance.now();
    else requestAnimationFrame(look);
  };
  look();
})()`;

interface Visit {
  usable: number;
  fetched: { path: string; bytes: number; isFile: boolean }[];
}

/** Opens or reloads the desk and records what the browser fetches, past its cache, until nothing more is loaded. */
async function visit(page: Page, go: () => Promise<unknown>): Promise<Visit> {
  const answers: Promise<Visit['fetched'][number]>[] = [];
  const cached = new Set<string>();
  const weigh = async (answer: Response) => {
    const { pathname, search } = new URL(answer.url());
    const body = await answer.body().catch(() => Buffer.alloc(0));
    const isFile = pathname.startsWith('/assets/') || pathname.startsWith('/console');
    return { path: pathname + search, bytes: gzipSync(body).length, isFile };
  };
  const note = (answer: Response) => {
    if (answer.url().startsWith('http')) answers.push(weigh(answer));
  };
  const network = await page.context().newCDPSession(page);
  const skip = (url: string) => {
    const { pathname, search } = new URL(url);
    cached.add(pathname + search);
  };
  network.on('Network.responseReceived', ({ response }) => {
    if (response.fromDiskCache) skip(response.url);
  });
  const started = new Map<string, string>();
  network.on('Network.requestWillBeSent', ({ requestId, request }) => started.set(requestId, request.url));
  network.on('Network.requestServedFromCache', ({ requestId }) => skip(started.get(requestId) ?? ''));
  await network.send('Network.enable');
  page.on('response', note);
  await go();
  await page.waitForFunction(() => 'benchUsable' in window);
  await page.waitForLoadState('networkidle');
  page.off('response', note);
  await network.detach();
  const usable = await page.evaluate(() => (window as unknown as { benchUsable: number }).benchUsable);
  const fetched = (await Promise.all(answers)).filter(({ path }) => !cached.has(path));
  return { usable, fetched };
}

/** A person who is signed in already, on a device that has none of the files yet. */
async function freshDesk(
  browser: Browser,
  storageState: Awaited<ReturnType<BrowserContext['storageState']>>,
) {
  const screen = await openScreen(browser, DESKTOP, { storageState });
  await screen.page.addInitScript(ROW_PROBE);
  return screen;
}

function summary(name: string, visits: Visit[]): Load {
  const times = visits.map(({ usable }) => usable);
  const { fetched } = visits.at(-1) ?? { fetched: [] };
  const files = fetched.filter(({ isFile }) => isFile);
  const questions = fetched.filter(({ isFile }) => !isFile);
  const kilobytes = (some: typeof fetched) =>
    Math.round(some.reduce((sum, { bytes }) => sum + bytes, 0) / 100) / 10;
  return {
    bench: 'first-load',
    case: name,
    files: files.length,
    files_kb: kilobytes(files),
    questions: questions.length,
    questions_kb: kilobytes(questions),
    usable_p50_ms: Math.round(percentile(times, 0.5)),
    usable_p95_ms: Math.round(percentile(times, 0.95)),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    fetched: fetched.map(({ path, bytes }) => `${(bytes / 1000).toFixed(1)} kB ${path}`),
  };
}

/**
 * The desk of a dispatcher who is signed in, opened on a device that has none of the files, and reloaded. Times say
 * something on an idle machine only; its load is printed with them.
 */
export async function* benchFirstLoad(runs: number): AsyncGenerator<Load> {
  await buildPages();
  const target = await startTarget();
  const browser = await launchBrowser();
  try {
    const { page, context } = await openScreen(browser, DESKTOP);
    await signIn(page, target.url, DISPATCHER, DEMO_PASSWORD);
    const storageState = await context.storageState();
    await context.close();
    const first: Visit[] = [];
    const again: Visit[] = [];
    for (let run = 0; run < runs; run += 1) {
      const desk = await freshDesk(browser, storageState);
      first.push(await visit(desk.page, () => desk.page.goto(target.url + DESK)));
      again.push(await visit(desk.page, () => desk.page.reload()));
      await desk.context.close();
    }
    yield summary('desk, first visit', first);
    yield summary('desk, reload', again);
  } finally {
    await browser.close();
    await target.stop();
  }
}
