import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A violation that axe reports: its rule and the elements. */
interface Finding {
  rule: string;
  nodes: string[];
}

/** Expects that axe finds no violation on the current page: WCAG 2.2 A and AA, and its best practices. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await source);
  // A running colour transition has no meaningful contrast, so it is awaited; endless animations are not.
  await page.evaluate(async () => {
    const passing = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.all(passing.map((one) => one.finished.catch(() => null)));
  });
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(root: Document, options: object): Promise<{ violations: Violation[] }> };
    };
    interface Violation {
      id: string;
      nodes: { target: unknown[]; any: { message: string }[] }[];
    }
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => ({
      rule: id,
      nodes: nodes.slice(0, 5).map(({ target, any }) => `${target.join(' ')}: ${any[0]?.message ?? ''}`),
    }));
  });
  expect({ screen, found }).toEqual({ screen, found: [] satisfies Finding[] });
}

/** Expects the same of the current page in light and in dark mode, without opening it again. */
export async function expectAccessibleDayAndNight(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${screen}, ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: null });
}
