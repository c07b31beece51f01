import type { Page } from 'playwright-core';
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

export const rest = (page: Page) => page.waitForTimeout(1200);
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
