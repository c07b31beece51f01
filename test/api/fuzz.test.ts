import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzzForms } from '../fuzz/fuzzForms';
import { testStack, type TestStack } from '../support/stack';

// What anybody may send, broken in every way that a seed brings: `npm run fuzz` tries many more.

let stack: TestStack;

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
});
afterAll(() => stack?.stop());

test('hostile forms are kept as the text they are, or refused with a reason; the platform goes on', async () => {
  const { url, anonKey } = stack;
  const { failed, ...counts } = await fuzzForms({ url, anonKey, dbUrl: stack.database.url }, 150, 20261124);
  expect(failed).toEqual([]);
  expect(counts).toMatchObject({ tried: 150, broken: 0 });
  // A run that is refused throughout, or never, tries nothing.
  expect(Math.min(counts.stored, counts.refused)).toBeGreaterThan(15);
}, 120_000);
