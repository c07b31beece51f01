import { describe, expect, it } from 'vitest';
import { judgeLeftovers } from '../../../scripts/check/leftovers';
import { count } from '../../../scripts/test/vitest';

// Joined at runtime, so that this file itself passes the check.
const join = (...parts: string[]) => parts.join('');

describe('leftovers', () => {
  it.each([
    ['web/case/x.ts', join('// TO', 'DO: later')],
    ['supabase/schemas/10_base/x.sql', join('-- FIX', 'ME')],
    ['test/unit/x.test.ts', join('it.sk', `ip('x', () => {})`)],
    ['test/db/x.test.ts', join('describe.on', `ly('x', () => {})`)],
    ['web/case/x.ts', join('console.', 'log(1)')],
    ['scripts/x.ts', join(`'/ho`, `me/someone/file'`)],
    ['README.md', join('cd /wo', 'rk/project')],
    ['package-lock.json', join('"resolved": "https://regis', 'try.example.org/x"')],
    ['scripts/x.ts', join(`import '../sha`, `red/x'`)],
    ['web/portal/x.ts', join('// oxlint-dis', 'able-next-line complexity')],
    ['test/unit/x.ts', join('/* eslint-dis', 'able complexity -- */')],
    ['web/x.css', join('<<<<', '<<< HEAD')],
  ])('in %s are found: %s', (path, text) => {
    expect(judgeLeftovers([{ path, text }])).toHaveLength(1);
  });
});

it('a lint rule may be switched off with a reason beside it', () => {
  const text = join('// oxlint-dis', 'able-next-line complexity -- each branch is one line of a table');
  expect(judgeLeftovers([{ path: 'web/portal/x.ts', text }])).toEqual([]);
});

describe('the test summary', () => {
  it('counts a disabled test and a broken file as failures', () => {
    const file = (status: string, tests: number) => ({
      status,
      assertionResults: Array.from({ length: tests }),
    });
    const report = { numPassedTests: 3, numFailedTests: 1, numTotalTests: 5 };
    expect(
      count({ ...report, testResults: [file('passed', 3), file('failed', 2), file('failed', 0)] }),
    ).toEqual({
      passed: 3,
      failed: 3,
    });
  });
});
