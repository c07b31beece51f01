import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** Screen sizes that the product supports. */
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** Starts the Chromium that the test command found or installed. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath) throw new Error('CHROMIUM_PATH names no browser: run the tests with "npm test".');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}

/** A page in its own browser context; `problems` collects everything that went wrong on it. */
export interface Screen {
  page: Page;
  context: BrowserContext;
  /** Errors of the page and 5xx responses. */
  problems: string[];
}

/** Options of a new screen. */
export interface ScreenOptions {
  /** Whether the device prefers a dark colour scheme. */
  dark?: boolean;
  /** Allows service workers, by which the page stores itself on the device. */
  workers?: boolean;
  /** Whether animations run: the device does not ask for reduced motion. */
  moving?: boolean;
  /** The browser storage of another screen. */
  storageState?: Awaited<ReturnType<BrowserContext['storageState']>> | undefined;
}

/** Opens a screen of the city: Chinese, Shanghai time; a phone has a touch screen. */
export async function openScreen(
  browser: Browser,
  size: { width: number; height: number },
  { dark = false, workers = false, moving = false, storageState }: ScreenOptions = {},
): Promise<Screen> {
  const phone = size.width < 600;
  const context = await browser.newContext({
    viewport: size,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: dark ? 'dark' : 'light',
    // Animations cost processor time that the tests need; only a test of motion enables them.
    reducedMotion: moving ? 'no-preference' : 'reduce',
    serviceWorkers: workers ? 'allow' : 'block',
    ...(storageState && { storageState }),
    isMobile: phone,
    hasTouch: phone,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`${error.name}: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  return { page, context, problems };
}

/**
 * Waits until the console has opened: the realtime connection is live, or the form of a reporter is shown, who gets
 * no live changes.
 */
export async function pageSettled(page: Page): Promise<void> {
  const live = page.getByText('实时', { exact: true });
  await live
    .or(page.getByRole('button', { name: '提交登记' }))
    .first()
    .waitFor();
}

/** Signs in on the sign-in page of the console. */
export async function signIn(page: Page, url: string, account: string, password: string): Promise<void> {
  await page.goto(`${url}/console`);
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await pageSettled(page);
}

/** The entries of a person on the public form. */
export interface Story {
  type: RegExp;
  summary: string;
  county: string;
  town?: string;
  name: string;
  phone: string;
  respondent: string;
}

/** Fills in the public form up to the review page. */
export async function fillForm(page: Page, url: string, story: Story): Promise<void> {
  const next = () => page.getByRole('button', { name: '下一步' }).click();
  await page.goto(`${url}/#/file`);
  await page.getByLabel('事情经过').fill(story.summary);
  await page.getByRole('radio', { name: '没有', exact: true }).check();
  await next();
  await page.getByRole('radio', { name: story.type }).check();
  await next();
  await page.getByRole('radio', { name: story.county }).check();
  if (story.town) await page.getByLabel('乡镇、街道（可以不填）').selectOption({ label: story.town });
  await next();
  await page.getByLabel('您的姓名').fill(story.name);
  await page.getByLabel('您的电话').fill(story.phone);
  await next();
  await page.getByRole('radio', { name: '个人' }).check();
  await page.getByLabel('对方姓名').fill(story.respondent);
  await next();
  await page.getByRole('heading', { name: '请核对一遍' }).waitFor();
}

/** Consents and sends the form; returns number and tracking code of the receipt. */
export async function sendForm(page: Page): Promise<{ number: string; code: string }> {
  await page.getByRole('checkbox', { name: /同意按此办理/ }).check();
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByRole('heading', { name: '已经提交，我们收到了' }).waitFor();
  const receipt = await page.getByRole('article', { name: '调解申请回执' }).innerText();
  const number = /\d{6}-\d{6}-\d{5}/.exec(receipt)![0];
  const code = /([0-9A-Z]{4}-){3}[0-9A-Z]{4}/.exec(receipt)![0];
  return { number, code };
}
