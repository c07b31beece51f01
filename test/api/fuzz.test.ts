import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzzForms } from '../fuzz/fuzzForms';
import { testStack, type TestStack } from '../support/stack';

// Sends forms broken in random ways by a seed; `npm run fuzz` tries many more.

let stack: TestStack;

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
});
afterAll(() => stack?.stop());

test('hostile forms are stored as plain text or refused with a reason, and the platform keeps working', async () => {
  const { url, anonKey } = stack;
  const { failed, ...counts } = await fuzzForms({ url, anonKey, dbUrl: stack.database.url }, 150, 20261124);
  expect(failed).toEqual([]);
  expect(counts).toMatchObject({ tried: 150, broken: 0 });
  // A run in which everything or nothing is refused would test nothing.
  expect(Math.min(counts.stored, counts.refused)).toBeGreaterThan(15);
}, 120_000);
