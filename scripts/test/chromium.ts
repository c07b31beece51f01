import { access, readdir } from 'node:fs/promises';
import { constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { command } from '../check/command';

/** The first one has no windows to paint, and does the same work in three quarters of the time. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const runs = (path: string) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** Browsers that Playwright keeps for all projects of this person, newest first. */
async function kept(): Promise<string[]> {
  const folder =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    (process.platform === 'darwin'
      ? join(homedir(), 'Library', 'Caches', 'ms-playwright')
      : process.platform === 'win32'
        ? join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright')
        : join(homedir(), '.cache', 'ms-playwright'));
  const names = await readdir(folder).catch(() => [] as string[]);
  const programs = [
    'chrome-linux/headless_shell',
    'chrome-headless-shell-linux64/chrome-headless-shell',
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-win/chrome.exe',
    'chrome-win64/chrome.exe',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  ];
  return names
    .filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name))
    .toSorted()
    .reverse()
    .flatMap((name) => programs.map((program) => join(folder, name, program)));
}

async function find(): Promise<string | null> {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => NAMES.flatMap((name) => [join(folder, name), join(folder, `${name}.exe`)]));
  for (const path of [...onPath, ...PLACES, ...(await kept())]) if (await runs(path)) return path;
  return null;
}

/** Installs a browser the way the machine offers: its own packages under root on Debian, else Playwright's. */
async function install(root: string): Promise<void> {
  const debian = process.getuid?.() === 0 && (await runs('/usr/bin/apt-get'));
  if (debian) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    console.log('Installing Chromium and Chinese fonts with apt-get, once …');
    await command('apt-get', ['update', '-qq'], { cwd: root, limit: 180, env });
    // Older systems have the whole browser alone.
    for (const browser of ['chromium-headless-shell', 'chromium']) {
      const packages = ['install', '-y', '-qq', '--no-install-recommends', browser, 'fonts-noto-cjk'];
      await command('apt-get', packages, { cwd: root, limit: 420, env });
      if ((await find()) !== null) return;
    }
  }
  console.log('Installing Chromium with Playwright, once …');
  const playwright = join(root, 'node_modules', 'playwright-core', 'cli.js');
  await command(process.execPath, [playwright, 'install', 'chromium'], { cwd: root, limit: 420 });
}

/**
 * Path of a Chromium: CHROMIUM_PATH, one found on the machine, or one installed now.
 * Throws one sentence when there is none to be had.
 */
export async function chromium(root: string): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await runs(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which cannot be run.`);
  }
  const found = await find();
  if (found !== null) return found;
  await install(root);
  const installed = await find();
  if (installed !== null) return installed;
  throw new Error('The tests in a browser need Chromium, which cannot be installed here. Set CHROMIUM_PATH.');
}
