import { describe, expect, it } from 'vitest';
import { expectAccessible, expectAccessibleDayAndNight } from '../../support/browser/axe';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import {
  answers,
  area,
  heading,
  map,
  openHotspots,
  rest,
  SOON,
  total,
  VILLAGE,
} from '../../support/browser/hotspots';
import { overflows, tabTo } from '../../support/browser/portal';

// The hotspot map requests no more than needed, is updated live, recovers after a lost connection, hides what is
// outside of one's jurisdiction, and is accessible on every screen, with and without outlines.

const { stage, file, url, openAt } = openHotspots();

describe('the spots', () => {
  it('zoom in, list the cases at the same place, and lead to one', async () => {
    const { page } = await openAt('changting.dispatcher', '?layer=clusters&area=350821100');
    const marks = map(page).getByRole('button', { name: /件案件，点开细看$/ });
    await marks.first().waitFor();
    const dialog = page.getByRole('dialog');
    for (let turn = 0; turn < 8 && (await dialog.count()) === 0; turn += 1) {
      await marks.first().click();
      await rest(page);
    }
    await dialog.getByText('此处 5 件案件').waitFor();
    await dialog.getByRole('link').first().click();
    await page.getByRole('heading', { name: /^350821-/ }).waitFor();
  });

  it('are requested once when the map stops moving, cancelled when it moves on, and never requested needlessly', async () => {
    const { page } = await openAt('city.leader', '?layer=heat');
    await expect.poll(() => answers(page, 'map_spots'), SOON).toBe(1);
    await rest(page);
    const asked: string[] = [];
    const broken: string[] = [];
    const ours = (address: string) => address.includes('/rpc/map_spots');
    page.on('request', (request) => ours(request.url()) && asked.push(request.postData()!));
    page.on('requestfailed', (request) => ours(request.url()) && broken.push(request.postData()!));
    const nearer = page.getByRole('button', { name: '放大' });
    // Zooms in three times in quick succession.
    await nearer.evaluate((button: HTMLElement) => {
      for (const turn of [0, 1, 2]) setTimeout(() => button.click(), turn * 100);
    });
    await expect.poll(() => asked.length, SOON).toBe(1);
    await rest(page);
    expect(asked).toHaveLength(1);

    await page.getByRole('button', { name: '蜂窝' }).click();
    await rest(page);
    expect(asked).toHaveLength(1);

    // The answer is held back until the page no longer waits for it.
    let cancel = () => undefined as void;
    const cancelled = new Promise<void>((done) => (cancel = done));
    await page.route(/map_spots/, async (route) => {
      await cancelled;
      await route.continue().catch(() => undefined);
    });
    await nearer.click();
    await expect.poll(() => asked.length, SOON).toBe(2);
    await page.getByRole('button', { name: '缩小' }).click();
    await page.getByRole('button', { name: '缩小' }).click();
    await expect.poll(() => broken.length, SOON).toBe(1);
    expect(broken[0]).toBe(asked[1]);
    cancel();
    await page.unroute(/map_spots/);
    await rest(page);
    // Three moves, at most three questions: neither the other layer nor the steps between asked anything.
    expect(asked.length).toBeLessThanOrEqual(3);
  });
});

describe('a change', () => {
  it('of a case updates the counts at once', async () => {
    const { page } = await openAt('changting.dispatcher');
    const before = Number(await total(page).innerText());
    await page.getByText('实时', { exact: true }).waitFor();
    await file('350821101');
    await expect.poll(() => total(page).innerText(), { timeout: 5000 }).toBe(String(before + 1));
  });

  it('made while the connection was lost is shown once it is back', async () => {
    const { page, context } = await openAt('changting.dispatcher');
    const before = Number(await total(page).innerText());
    await page.getByText('实时', { exact: true }).waitFor();
    await context.setOffline(true);
    await page.getByText(/实时连接自 \d\d:\d\d 起中断/).waitFor();
    await file('350821101');
    expect(await total(page).innerText()).toBe(String(before));
    await context.setOffline(false);
    await expect.poll(() => total(page).innerText(), { timeout: 30_000 }).toBe(String(before + 1));
    await page.getByText(/实时连接自/).waitFor({ state: 'detached' });
  });

  it('that cannot be loaded leaves the old numbers, with a button to try again', async () => {
    const { page } = await openAt('changting.dispatcher');
    const before = await total(page).innerText();
    await page.route(/rpc\/map_areas/, (route) =>
      route.fulfill({ status: 400, json: { message: 'no', code: 'XX' } }),
    );
    await page.getByLabel('时间').selectOption({ label: '今年' });
    const again = page.getByRole('button', { name: '重试' });
    await again.waitFor();
    expect(await total(page).innerText()).toBe(before);
    await page.unroute(/rpc\/map_areas/);
    await again.click();
    await again.waitFor({ state: 'detached' });
    await expect.poll(() => total(page).innerText(), SOON).not.toBe(before);
  });
});

describe('access rights', () => {
  it('hide another county from the dispatcher of a county', async () => {
    const { page } = await stage.enter('changting.dispatcher', DESKTOP, { at: '/hotspots?area=350823' });
    await page.getByText('超出您的管理范围').waitFor();
    expect(await page.getByText('件案件').count()).toBe(0);
    await page.getByRole('button', { name: '回到本人范围' }).click();
    await heading(page, '长汀县').waitFor();
    expect(await page.getByRole('navigation', { name: '当前位置' }).innerText()).toBe('长汀县');
  });

  it('show a mediator only the cases of their own organisation', async () => {
    const led = await stage.caseAt('dispatched');
    const { page } = await openAt('tingzhou.mediator');
    await expect.poll(() => total(page).innerText(), SOON).toBe('1');
    await page.getByRole('button', { name: '查看案件', exact: true }).click();
    await page.getByRole('dialog').getByRole('link', { name: led.number }).waitFor();
  });
});

describe('the screens', () => {
  const LAYERS = ['?layer=areas', '?layer=heat', '?layer=hexagons', '?layer=clusters', '?view=table'];

  it('have no accessibility violations, in light and in dark mode', async () => {
    const { page } = await openAt('city.leader');
    for (const query of LAYERS) {
      await page.goto(url(query));
      await (query === '?view=table' ? page.getByRole('table') : map(page)).waitFor();
      await rest(page);
      await expectAccessibleDayAndNight(page, query);
    }
  });

  it('explain how cases are counted', async () => {
    const { page } = await openAt('city.leader');
    await page.getByRole('button', { name: '怎么算的' }).click();
    await page.getByRole('dialog').getByText('泊松检验').waitFor();
    await expectAccessible(page, 'how it is counted');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await heading(page, '龙岩市').waitFor();
  });

  it('fit a phone', async () => {
    const { page } = await openAt('city.leader', '?area=350821', PHONE);
    for (const query of ['?area=350821', '?area=350821&view=table', `?area=${VILLAGE}`]) {
      await page.goto(url(query));
      await total(page).waitFor();
      await rest(page);
      expect({ query, wide: await overflows(page) }).toEqual({ query, wide: false });
      await expectAccessible(page, `phone ${query}`);
    }
    await page.getByRole('button', { name: '筛选' }).click();
    await page.getByRole('combobox', { name: '类型' }).waitFor();
    await expectAccessible(page, 'phone, filters');
  });
});

it('show a city without outlines as bubbles that can be opened in the same way', async () => {
  await stage.people.owner.run('delete from app.region_outlines');
  const { page } = await openAt('city.leader');
  await area(page, '长汀县').waitFor();
  expect(await map(page).locator('path.emap-area.emap-bubble').count()).toBe(7);
  await tabTo(page, area(page, '长汀县'));
  await page.keyboard.press('Enter');
  await area(page, '汀州镇').waitFor();
  expect(await map(page).locator('path.emap-area.emap-bubble').count()).toBe(18);
  await expectAccessible(page, 'a city without outlines');
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
