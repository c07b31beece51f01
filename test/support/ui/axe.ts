import axe from 'axe-core';
import { expect } from 'vitest';

/**
 * Expects that axe finds no violation in an element: names, roles, order. What depends on how a page is drawn, and the
 * page as a whole, is for the tests in a browser.
 */
export async function expectAccessible(element: HTMLElement): Promise<void> {
  const { violations } = await axe.run(element, {
    resultTypes: ['violations'],
    rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } },
  });
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found).toEqual([]);
}
