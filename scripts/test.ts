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
const LIMIT = 30;
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

/** Tests in the browser, on the pages as they are built now. */
async function runInBrowser(files: readonly string[]): Promise<Outcome> {
  try {
    await buildPages();
    const env = { CHROMIUM_PATH: await chromium(ROOT) };
    return await runTests(ROOT, { suites: ['e2e'], files, limit: secondsLeft(), env });
  } catch (error) {
    console.error((error as Error).message);
    return { passed: 0, failed: 1 };
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
  const quick = found.filter(({ suite, files }) => suite !== 'e2e' && files.length > 0);
  const inBrowser = found.find(({ suite }) => suite === 'e2e')!.files;

  if (gates.length === 0 && quick.length === 0 && inBrowser.length === 0) {
    console.error(`No test and no gate matches ${filters.join(' ')}.`);
    total.failed = 1;
    return;
  }
  if (gates.length > 0) add(await runGates(ROOT, gates, console.log));
  if (quick.length > 0) {
    const suites = quick.map(({ suite }) => suite);
    add(await runTests(ROOT, { suites, files: quick.flatMap(({ files }) => files), limit: secondsLeft() }));
  }
  if (inBrowser.length > 0) add(await runInBrowser(inBrowser));
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
