import type { Page, Request } from 'playwright-core';
import { beforeAll } from 'vitest';
import { DESKTOP } from './browser';
import { openStage } from './stage';

/** The village with most cases of the hotspot tests. */
export const VILLAGE = '350821100010';

/** Where the cases are filed: a village, a township, the county itself, a sibling county. */
const PLACES: [string, number][] = [
  [VILLAGE, 5],
  ['350821101', 3],
  ['350821', 2],
  ['350823', 4],
];

/** A timeout long enough for a busy machine. */
export const SOON = { timeout: 10_000 };

/** How often the page has got an answer from a function of the database. */
export const answers = (page: Page, name: string) =>
  page.evaluate(
    (path) =>
      performance.getEntriesByType('resource').filter(({ name: address }) => address.includes(path)).length,
    `/rpc/${name}`,
  );

/** Questions to the database that a page still waits for. */
const open = new WeakMap<Page, Set<Request>>();

function watchQuestions(page: Page): void {
  if (open.has(page)) return;
  const asked = new Set<Request>();
  open.set(page, asked);
  page.on('request', (request) => request.url().includes('/rest/v1/') && asked.add(request));
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
}

/** Frames without a change after which a map is at rest: longer than it waits before it asks after a move. */
const FRAMES = 20;

/** Waits until the page waits for no answer and shows the same for some frames. */
export async function rest(page: Page): Promise<void> {
  do {
    await page.waitForFunction(async (count) => {
      const look = () => document.querySelector('main')?.innerHTML;
      const before = look();
      for (let frames = 0; frames < count; frames += 1) await new Promise(requestAnimationFrame);
      return look() === before;
    }, FRAMES);
  } while (open.get(page)?.size);
}
export const map = (page: Page) => page.getByRole('application', { name: /^热点地图/ });

/** An area on the map, by the beginning of its name. */
export const area = (page: Page, name: string) =>
  map(page).getByRole('button', { name: new RegExp(`^${name}[^，]*，`) });

/** The number of cases of the shown area. */
export const total = (page: Page) => page.getByRole('region', { name: '区域情况' }).locator('strong').first();
export const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 2, name, exact: true });

/** Opens a stage with a few cases at known places, one of them old, some of them red. */
export function openHotspots() {
  const stage = openStage();
  const file = (region: string) => stage.caseAt('submitted', { region_code: region, place: '大路口' });
  const url = (query = '') => `${stage.stack.url}/console/hotspots${query}`;
  const openAt = async (account: string, query = '', size = DESKTOP) => {
    const { page, context } = await stage.enter(account, size, { at: `/hotspots${query}` });
    watchQuestions(page);
    await total(page).waitFor();
    return { page, context };
  };
  beforeAll(async () => {
    for (const [region, count] of PLACES) for (let made = 0; made < count; made += 1) await file(region);
    const past = await file(VILLAGE);
    const { owner } = stage.people;
    await owner.run(`update app.cases set created_at = now() - interval '200 days' where id = $1`, [past.id]);
    await owner.run(`update app.cases set grade = 'red' where region_code = '350821101'`);
  }, 240_000);
  return { stage, file, url, openAt };
}
