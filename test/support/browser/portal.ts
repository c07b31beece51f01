import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Story } from './browser';

/** A realistic dispute of 长汀. */
export const LEAK: Story = {
  type: /^邻里/,
  summary: '楼上卫生间漏水三个月，天花板起皮，对方一直拖着不修，希望尽快修好并赔偿粉刷费。',
  county: '长汀县',
  name: '罗春生',
  phone: '13859701234',
  respondent: '范小军',
};

/** Presses 下一步. */
export const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click();

/** The step of the filing form with this question. */
export const question = (page: Page, title: string) =>
  page.getByRole('heading', { name: title, level: 1 }).waitFor();

/**
 * Expects that each given input, by its id, shows its error, is marked as invalid for screen readers, and is listed
 * in the summary above; and that there is no other error.
 */
export async function expectWrong(page: Page, problems: Record<string, string>): Promise<void> {
  const summary = page.getByRole('alert').getByRole('listitem');
  await summary.first().waitFor();
  expect(await summary.allInnerTexts()).toEqual(Object.values(problems));
  for (const [id, message] of Object.entries(problems)) {
    expect(await page.locator(`[id="${id}-error"]`).innerText()).toContain(message);
    const described = page.locator(`[aria-describedby~="${id}-error"]`);
    expect({ id, described: await described.count() }).toEqual({ id, described: 1 });
  }
}

/** Whether the page is wider than its screen. */
export const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** Presses Tab until an element has the focus; fails when Tab does not lead there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const focused = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 60; presses += 1) {
    if (await focused()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}

/** Opens the map and taps it at a relative position within the shown county's bounding box; returns the position. */
export async function tapCounty(page: Page, share: { x: number; y: number }): Promise<void> {
  await page.getByRole('button', { name: '在地图上标出来' }).click();
  const county = page.locator('path.emap-here');
  await county.waitFor();
  const box = (await county.boundingBox())!;
  const map = page.getByRole('application');
  await map.scrollIntoViewIfNeeded();
  const frame = (await map.boundingBox())!;
  const shown = (await county.boundingBox())!;
  await map.click({
    position: { x: shown.x - frame.x + share.x * box.width, y: shown.y - frame.y + share.y * box.height },
  });
  await page.getByRole('button', { name: '去掉标记' }).waitFor();
}
