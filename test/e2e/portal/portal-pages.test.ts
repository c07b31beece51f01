import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { overflows, tabTo } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// Checks every address of the portal with axe on the smallest phone, in both languages, with large letters and in
// dark mode; and use without a test elsewhere: by keyboard, offline, in WeChat's browser.

const stage = openStage();
const SMALL = { width: 320, height: 640 };

/** Addresses that need no filed case. The steps of filing are covered by the accessibility test. */
const ADDRESSES = [
  '#/',
  '#/file',
  '#/file/receipt',
  '#/track',
  '#/help',
  '#/help?query=漏水',
  '#/help/01',
  '#/help/12',
  '#/help/zz',
  '#/aid',
  '#/places',
  '#/figures',
  '#/nowhere',
];

const BY_DAY = { name: 'by day', dark: false, big: false };
const LARGE_BY_NIGHT = { name: 'by night, with large letters', dark: true, big: true };

const pageSettled = async (page: Page) => {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('.spinner').waitFor({ state: 'detached' });
};

describe('every page', () => {
  /** The looks of a page in each language; the first is set when it opens, each further one by a button. */
  for (const { language, locale, looks } of [
    { language: 'Chinese', locale: 'zh-CN', looks: [BY_DAY, LARGE_BY_NIGHT] },
    { language: 'English', locale: 'en', looks: [LARGE_BY_NIGHT] },
  ]) {
    it(`is accessible and never scrolls sideways in ${language}`, async () => {
      const [{ big }] = looks as [typeof BY_DAY];
      const { page, context } = await stage.open(SMALL);
      await context.addInitScript(
        (kept) => {
          // The blank page between two addresses has no storage.
          if (location.protocol === 'about:') return;
          for (const [key, value] of Object.entries(kept))
            localStorage.setItem(`e-mediation.portal.${key}`, JSON.stringify(value));
        },
        { locale, big },
      );
      for (const address of ADDRESSES) {
        await page.goto('about:blank');
        await page.goto(`${stage.stack.url}/${address}`);
        await pageSettled(page);
        for (const look of looks) {
          await page.emulateMedia({ colorScheme: look.dark ? 'dark' : 'light' });
          if (look.big !== big) await page.getByRole('button', { name: '大字' }).click();
          const screen = `${address} in ${language}, ${look.name}`;
          await expectAccessible(page, screen);
          expect({ screen, wide: await overflows(page) }).toEqual({ screen, wide: false });
        }
        expect(await page.locator('html').getAttribute('lang')).toBe(locale);
        expect(await page.getByRole('main').count()).toBe(1);
      }
    }, 180_000);
  }

  it('never shows the home page at another address, however slowly that part loads', async () => {
    const { page } = await stage.open(SMALL);
    await page.addInitScript(`(() => {
      window.homeSeen = 0;
      window.looked = 0;
      const look = () => {
        window.looked += 1;
        if (document.querySelector('.home')?.checkVisibility({ visibilityProperty: true })) window.homeSeen += 1;
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    })()`);
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    await page.route(/assets\/FileRoom/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${stage.stack.url}/#/file`, { waitUntil: 'commit' });
    // Until the page has drawn its beginning many times.
    await expect.poll(() => page.evaluate('window.looked')).toBeGreaterThan(30);
    release();
    await page.getByLabel('事情经过').waitFor();
    expect(await page.evaluate('window.homeSeen')).toBe(0);
    // The same probe does see it at its own address.
    await page.goto(`${stage.stack.url}/#/`);
    await expect.poll(() => page.evaluate('window.homeSeen')).toBeGreaterThan(0);
  });

  it('sets title and focus when the address changes', async () => {
    const { page } = await stage.open(SMALL);
    await page.goto(`${stage.stack.url}/`);
    await pageSettled(page);
    for (const [way, title] of [
      ['先看看怎么办', '先看看怎么办'],
      ['劳动争议', '劳动争议'],
    ] as const) {
      const link = page.getByRole('link', { name: way }).first();
      await tabTo(page, link);
      await page.keyboard.press('Enter');
      const heading = page.getByRole('heading', { level: 1, name: title });
      await heading.waitFor();
      await expect.poll(() => heading.evaluate((one) => one === document.activeElement)).toBe(true);
      expect(await page.title()).toContain(title);
    }
  });

  it('can be read in forced colours', async () => {
    const { page } = await stage.open(SMALL);
    await page.emulateMedia({ forcedColors: 'active' });
    for (const address of ['#/', '#/help/12', '#/aid']) {
      await page.goto(`${stage.stack.url}/${address}`);
      await pageSettled(page);
      await expectAccessible(page, `${address} in forced colours`);
    }
  });
});

describe('the check of legal aid', () => {
  it('asks for what is missing, and answers by keyboard', async () => {
    const { page } = await stage.open(SMALL);
    await page.goto(`${stage.stack.url}/#/aid`);
    await pageSettled(page);
    const look = page.getByRole('button', { name: '看看结果' });
    await look.press('Enter');
    await page.getByText('请选一项。').first().waitFor();
    await expectAccessible(page, 'aid, empty');
    await page.getByRole('radio', { name: /要工资/ }).press('Space');
    await page.getByRole('radio', { name: '不算困难' }).press('Space');
    await page.getByRole('checkbox', { name: /进城务工人员/ }).press('Space');
    await look.press('Enter');
    const answer = page.getByRole('heading', { name: '很可能可以' });
    await answer.waitFor();
    await expect.poll(() => answer.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.getByText('法律援助法第四十二条第（三）项').waitFor();
    await expectAccessible(page, 'aid, answered');
  });
});

describe('service places', () => {
  it('are filtered by county and type, called with a tap, and shown on the map', async () => {
    const { page } = await stage.open(SMALL);
    await page.goto(`${stage.stack.url}/#/places`);
    await pageSettled(page);
    await page.getByLabel('县（市、区）').selectOption({ label: '长汀县' });
    await page.getByLabel('哪一类纠纷').selectOption({ label: '道路交通事故' });
    const first = page.getByRole('listitem').first();
    await expect.poll(() => first.innerText()).toContain('长汀县');
    expect(await first.getByRole('link', { name: /拨打/ }).getAttribute('href')).toMatch(/^tel:\d+$/);
    await page.getByRole('button', { name: '在地图上看' }).click();
    await page.getByRole('application').waitFor();
    await expectAccessible(page, 'places with the map');
    expect(await overflows(page)).toBe(false);
  });
});

describe('without a network', () => {
  it('the portal opens again, and the application can be continued', async () => {
    const { page, context } = await stage.open(SMALL, { workers: true });
    await page.goto(`${stage.stack.url}/#/file`);
    await page.getByLabel('事情经过').waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.filter((path) => !/^\/($|assets\/|manifest\.webmanifest$|icon)/.test(path))).toEqual([]);
    await context.setOffline(true);
    await page.reload();
    await page.getByText(/现在没有网络/).waitFor();
    await page.getByLabel('事情经过').fill('楼上卫生间漏水三个月，天花板起皮。');
    await page.reload();
    await expect
      .poll(() => page.getByLabel('事情经过').inputValue())
      .toBe('楼上卫生间漏水三个月，天花板起皮。');
  });
});

describe('before any script has run', () => {
  it('the home page can be read at its own address and is hidden at any other', async () => {
    const { page } = await stage.open(SMALL);
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.goto(`${stage.stack.url}/`);
    await page.getByRole('heading', { name: '有了纠纷，来这里调解' }).waitFor();
    expect(await page.getByRole('link', { name: /110 报警/ }).getAttribute('href')).toBe('tel:110');
    await page.goto('about:blank');
    await page.goto(`${stage.stack.url}/#/help`);
    expect(await page.getByRole('heading', { name: '有了纠纷，来这里调解' }).isVisible()).toBe(false);
  });
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
