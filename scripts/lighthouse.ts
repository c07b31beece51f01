import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPages } from './stack/build';

// Prints the Lighthouse scores of the portal's main pages on a phone with a slow connection. Not part of the tests,
// since the scores depend on the machine. Needs CHROMIUM_PATH; Lighthouse itself runs through npx and is no
// dependency. Arguments select pages: npm run lighthouse -- '#/file' '#/track'.

const PAGES = ['#/', '#/file', '#/track', '#/help', '#/help/12', '#/aid', '#/places', '#/figures'];
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
const TIMES = [
  'first-contentful-paint',
  'speed-index',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
];
const LIGHTHOUSE = 'lighthouse@12.8.2';
const PORT = 9490;

interface Report {
  categories: Record<string, { score: number | null }>;
  audits: Record<
    string,
    { score: number | null; title: string; displayValue?: string; scoreDisplayMode: string }
  >;
}

/** Runs a program to its end. Returns its exit code. */
function run(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<number | null> {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  return new Promise((done, fail) => child.once('error', fail).once('close', done));
}

async function judge(url: string, folder: string): Promise<Report> {
  const file = join(folder, 'report.json');
  const flags = [
    '--yes',
    LIGHTHOUSE,
    url,
    '--quiet',
    '--output=json',
    `--output-path=${file}`,
    `--only-categories=${CATEGORIES.join(',')}`,
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
  ];
  const code = await run('npx', flags, { ...process.env, CHROME_PATH: process.env.CHROMIUM_PATH });
  if (code !== 0) throw new Error(`Lighthouse ended with ${code} on ${url}`);
  return JSON.parse(await readFile(file, 'utf8')) as Report;
}

/** The report with the median performance of three runs, as Lighthouse recommends: a single run varies too much. */
async function median(url: string, folder: string): Promise<Report> {
  const first = await judge(url, folder);
  const reports = [first, await judge(url, folder), await judge(url, folder)];
  const performance = (report: Report) => report.categories.performance?.score ?? 0;
  return reports.toSorted((one, other) => performance(one) - performance(other))[1] ?? first;
}

const percent = (score: number | null | undefined) => String(Math.round((score ?? 0) * 100)).padStart(4);

/** The audits that cost points, on one line. */
function lost({ audits }: Report): string {
  return Object.values(audits)
    .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0)
    .map(({ title }) => title)
    .join('; ');
}

async function main(): Promise<void> {
  if (!process.env.CHROMIUM_PATH) throw new Error('CHROMIUM_PATH names no browser.');
  await buildPages();
  const folder = await mkdtemp(join(tmpdir(), 'e-mediation-lighthouse-'));
  const start = join(import.meta.dirname, 'start.ts');
  const stack = spawn(
    process.execPath,
    ['--import', 'tsx', start, '--json', '--port', String(PORT), '--data-dir', join(folder, 'data')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    await new Promise<void>((ready, fail) => {
      stack.stdout.once('data', () => ready());
      stack.once('close', () => fail(new Error('The stack did not start.')));
    });
    console.log(`${'page'.padEnd(14)}perf a11y best    FCP       SI      LCP      TBT      CLS`);
    const wanted = process.argv.slice(2);
    for (const page of wanted.length > 0 ? wanted : PAGES) {
      const report = await median(`http://127.0.0.1:${PORT}/${page}`, folder);
      const scores = CATEGORIES.map((name) => percent(report.categories[name]?.score)).join(' ');
      const times = TIMES.map((name) => (report.audits[name]?.displayValue ?? '').padStart(8)).join(' ');
      console.log(`${page.padEnd(14)}${scores} ${times}  ${lost(report)}`);
    }
  } finally {
    stack.kill('SIGINT');
    await new Promise((done) => stack.once('close', done));
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
