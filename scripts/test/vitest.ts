import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '../check/command';
import type { Outcome } from '../check/run';
import type { Suite } from './suites';

/** What vitest writes about a run, as far as it is counted here. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numTotalTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** What to run and how long it may take. */
export interface Run {
  suites: readonly Suite[];
  /** Paths from the project's root. */
  files: readonly string[];
  /** Seconds. */
  limit: number;
  env?: Record<string, string>;
}

/** Counts a report. A test that neither passed nor failed was switched off, and a file without tests broke: both fail. */
export function count(report: Report): Outcome {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  return { passed: report.numPassedTests, failed: report.numTotalTests - report.numPassedTests + broken };
}

/** Runs test files with their output on the terminal. A run that breaks counts as one failure more. */
export async function runTests(root: string, { suites, files, limit, env = {} }: Run): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'mediation-report-'));
  const reportPath = join(folder, 'report.json');
  // An interrupted run ends before its turn to clean up comes.
  const clean = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', clean);
  try {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const { code } = await command(
      process.execPath,
      [
        vitest,
        'run',
        ...suites.map((suite) => `--project=${suite}`),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reportPath}`,
        ...files,
      ],
      { cwd: root, limit, env, show: true },
    );
    const report = await readFile(reportPath, 'utf8').then(
      (text) => JSON.parse(text) as Report,
      () => null,
    );
    if (report === null) {
      console.error(`The tests ${suites.join(', ')} came to no end within ${limit} s, or broke.`);
      return { passed: 0, failed: 1 };
    }
    const outcome = count(report);
    // An error outside of any test: it belongs to no test, but the run is not sound.
    if (code !== 0 && outcome.failed === 0) outcome.failed = 1;
    return outcome;
  } finally {
    process.off('exit', clean);
    clean();
  }
}
