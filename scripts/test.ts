import { resolve } from 'node:path';
import { stopCommands } from './check/command';
import { GATES, runGates, type Outcome } from './check/run';
import { stopScratches } from './check/scratch';
import { buildPages } from './stack/build';
import { stopWithParent } from './stack/signals';
import { chromium } from './test/chromium';
import { SUITES, testFiles } from './test/suites';
import { runTests } from './test/vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** Minutes after which everything is stopped, whatever it does. */
const LIMIT = 25;
const deadline = Date.now() + LIMIT * 60_000;
const secondsLeft = () => Math.max(1, Math.round((deadline - Date.now()) / 1000));

const total: Outcome = { passed: 0, failed: 0 };
const add = ({ passed, failed }: Outcome) => {
  total.passed += passed;
  total.failed += failed;
};

let finishing = false;

/** Ends everything. The last line is the sum, alone, for whoever reads it by machine. */
async function finish(): Promise<void> {
  if (finishing) return;
  finishing = true;
  await Promise.all([stopCommands(), stopScratches()]);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
}

/** What browser tests need: the pages as they are built now, and a browser. Null if there is none. */
async function prepareBrowser(): Promise<Record<string, string> | null> {
  try {
    await buildPages();
    return { CHROMIUM_PATH: await chromium(ROOT) };
  } catch (error) {
    console.error((error as Error).message);
    add({ passed: 0, failed: 1 });
    return null;
  }
}

async function main(filters: readonly string[]): Promise<void> {
  const gates = GATES.filter(
    ({ name }) =>
      filters.length === 0 || filters.includes('check') || filters.includes(name.replace(' ', '-')),
  );
  const found = await Promise.all(
    SUITES.map(async (suite) => ({ suite, files: await testFiles(ROOT, suite, filters) })),
  );
  const tests = found.filter(({ files }) => files.length > 0);

  if (gates.length === 0 && tests.length === 0) {
    console.error(`No test and no gate matches ${filters.join(' ')}.`);
    total.failed = 1;
    return;
  }
  // Before the gates, one of which measures the pages.
  const browser = tests.some(({ suite }) => suite === 'e2e') ? await prepareBrowser() : null;
  const possible = tests.filter(({ suite }) => suite !== 'e2e' || browser !== null);
  // Beside the tests one gate at a time is enough to keep the processors busy.
  const atOnce = possible.length > 0 ? 1 : undefined;
  const checked = gates.length > 0 && runGates(ROOT, gates, console.log, atOnce).then(add);
  const tested =
    possible.length > 0 &&
    runTests(ROOT, {
      suites: possible.map(({ suite }) => suite),
      files: possible.flatMap(({ files }) => files),
      limit: secondsLeft(),
      env: browser ?? {},
    }).then(add);
  await Promise.all([checked, tested]);
}

setTimeout(() => {
  console.error(`The tests were stopped after ${LIMIT} minutes.`);
  total.failed += 1;
  void finish();
}, LIMIT * 60_000).unref();

stopWithParent(() => {
  total.failed += 1;
  void finish();
});

try {
  await main(process.argv.slice(2).filter((argument) => argument !== '--'));
} catch (error) {
  console.error((error as Error).message);
  total.failed += 1;
}
await finish();
