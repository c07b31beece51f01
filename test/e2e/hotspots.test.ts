import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/axe';
import { DESKTOP, PHONE } from '../support/browser';
import { overflows, tabTo } from '../support/portal';
import { openStage } from '../support/stage';

// The hotspot map: a leader goes from the city down to a village and back, by mouse and by keyboard; counts follow
// filters, months and news; table, file and picture say the same as the map; nobody sees a sibling county.

const stage = openStage();
const VILLAGE = '350821100010';

/** Where the cases of the test are filed: a village, its neighbour, a township, the county itself, a sibling county. */
const PLACES: [string, number][] = [
  [VILLAGE, 5],
  ['350821100201', 0],
  ['350821101', 3],
  ['350821', 2],
  ['350823', 4],
];

const url = (query = '') => `${stage.stack.url}/console/hotspots${query}`;
const map = (page: Page) => page.getByRole('application', { name: /^热点地图/ });
const area = (page: Page, name: string) =>
  map(page).getByRole('button', { name: new RegExp(`^${name}[^，]*，`) });
const total = (page: Page) => page.getByRole('region', { name: '区域情况' }).locator('strong').first();
const here = (page: Page) =>
  page.getByRole('navigation', { name: '当前位置' }).locator('[aria-current="location"]');
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true });
/** A busy machine takes its time. */
const SOON = { timeout: 10_000 };
const rest = (page: Page) => page.waitForTimeout(1200);

/** Presses an area on the map where its name stands. */
async function press(page: Page, name: string) {
  await area(page, name).waitFor();
  const label = page.locator('.emap-area-name:not(.emap-covered)', { hasText: name }).locator('> span');
  const box = (await label.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

async function openAt(account: string, query = '', size = DESKTOP) {
  const { page, context } = await stage.enter(account, size);
  await page.goto(url(query));
  await total(page).waitFor();
  return { page, context };
}

const file = (region: string, changes: object = {}) =>
  stage.caseAt('submitted', { region_code: region, place: '大路口', ...changes });

beforeAll(async () => {
  for (const [region, count] of PLACES) for (let made = 0; made < count; made += 1) await file(region);
  const past = await file(VILLAGE);
  await stage.people.owner.run(
    `update app.cases set created_at = now() - interval '200 days' where id = $1`,
    [past.id],
  );
  await stage.people.owner.run(`update app.cases set grade = 'red' where region_code = '350821101'`);
}, 240_000);

describe('the way down', () => {
  it('leads by mouse from the city to a village, and back', async () => {
    const { page } = await openAt('city.leader');
    await expect.poll(() => total(page).innerText(), SOON).toBe('14');
    expect(await area(page, '长汀县').getAttribute('aria-label')).toMatch(
      /^长汀县，10 件，每万人 0\.25 件，上期 0 件/,
    );
    await press(page, '长汀县');
    await heading(page, '长汀县').waitFor();
    await page.getByText('另有 2 件只知道在长汀县，未细到下一级。').waitFor();
    await press(page, '汀州镇');
    await heading(page, '汀州镇').waitFor();
    await page.getByText('仅为示意').first().waitFor();
    await page.getByRole('list', { name: '区域排名' }).getByRole('button', { name: '水东街社区' }).click();
    await heading(page, '水东街社区居民委员会').waitFor();
    expect(new URL(page.url()).searchParams.get('area')).toBe(VILLAGE);
    const cases = page.getByRole('list', { name: '案件列表' }).getByRole('link');
    await expect.poll(() => cases.count(), SOON).toBe(5);
    await page.getByRole('button', { name: '返回汀州镇' }).click();
    await heading(page, '汀州镇').waitFor();
    await page.getByRole('navigation', { name: '当前位置' }).getByRole('button', { name: '龙岩市' }).click();
    await heading(page, '龙岩市').waitFor();
    await page.goBack();
    await heading(page, '汀州镇').waitFor();
    expect(await total(page).innerText()).toBe('5');
  });

  it('is gone by keyboard alone, and the focus is never lost', async () => {
    const { page } = await openAt('city.leader');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    for (const [name, next] of [
      ['长汀县', '汀州镇'],
      ['汀州镇', '水东街社区'],
    ] as const) {
      await tabTo(page, area(page, name));
      await page.keyboard.press('Enter');
      await area(page, next).waitFor();
      await expect.poll(focused, SOON).toContain('按回车');
    }
    await tabTo(page, area(page, '水东街社区'));
    await page.keyboard.press('Enter');
    await heading(page, '水东街社区居民委员会').waitFor();
    for (const [key, name] of [
      ['Escape', '汀州镇'],
      ['Backspace', '长汀县'],
      ['Escape', '龙岩市'],
    ] as const) {
      await page.keyboard.press(key);
      await heading(page, name).waitFor();
      await expect.poll(focused, SOON).toContain('按回车');
    }
    expect(await focused()).toMatch(/^长汀县，/);
    const scale = () => page.locator('.leaflet-control-scale-line').innerText();
    const before = await scale();
    await page.keyboard.press('+');
    await expect.poll(scale, SOON).not.toBe(before);
    await page.keyboard.press('-');
    await expect.poll(scale, SOON).toBe(before);
  });

  it('can be sent as a link', async () => {
    const { page } = await openAt('city.leader', '?area=350821100&layer=clusters&period=all&grade=blue');
    expect(await here(page).innerText()).toBe('汀州镇');
    await expect.poll(() => total(page).innerText(), SOON).toBe('6');
    expect(await page.getByRole('button', { name: '聚合', pressed: true }).count()).toBe(1);
    expect(await page.getByLabel('时间').inputValue()).toBe('all');
  });
});

describe('what is counted', () => {
  it('follows the filters', async () => {
    const { page } = await openAt('city.leader', '?area=350821');
    await page.getByRole('combobox', { name: '级别' }).click();
    await page.getByRole('option', { name: '红色' }).click();
    await page.keyboard.press('Escape');
    await expect.poll(() => total(page).innerText(), SOON).toBe('3');
    expect(await area(page, '大同镇').getAttribute('aria-label')).toContain('3 件');
    await page.getByRole('button', { name: '清除筛选' }).click();
    await expect.poll(() => total(page).innerText(), SOON).toBe('10');
    await page.getByLabel('时间').selectOption({ label: '去年' });
    await page.getByText('这段时间没有符合条件的案件').waitFor();
    await page.getByLabel('时间').selectOption({ label: '全部时间' });
    await expect.poll(() => total(page).innerText(), SOON).toBe('11');
  });

  it('is the same on the map, in the table and in the file', async () => {
    const { page } = await openAt('city.leader', '?area=350821');
    await area(page, '汀州镇').waitFor();
    const labels = await map(page)
      .getByRole('button', { name: /按回车进入$/ })
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')!));
    const onMap = new Map(labels.map((words) => [words.split('，')[0]!, /，(\d+) 件/.exec(words)![1]!]));
    expect(onMap.size).toBe(18);
    await page.getByRole('button', { name: '表格' }).click();
    const rows = page.getByRole('table').locator('tbody').getByRole('row');
    await expect.poll(() => rows.count(), SOON).toBe(20);
    const cells = await Promise.all((await rows.all()).map((row) => row.locator('th, td').allInnerTexts()));
    for (const [name, n] of cells.slice(0, 18)) expect([name, n]).toEqual([name, onMap.get(name!)]);
    expect(cells.at(-2)!.slice(0, 2)).toEqual(['仅知属长汀县', '2']);
    expect(cells.at(-1)!.slice(0, 2)).toEqual(['合计', '10']);
    await page.getByRole('button', { name: '区域', exact: true }).first().waitFor();
    await page.getByRole('columnheader', { name: '区域' }).getByRole('button').click();
    expect(await rows.first().innerText()).toContain('汀州镇');

    await page.getByRole('button', { name: '导出' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: '导出表格（CSV）' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toMatch(/^热点地图-长汀县-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
    const lines = (await readFile(await saved.path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(21);
    expect(lines[1]).toMatch(/^350821100,汀州镇,5,50,0,5,,,,/);
    expect(lines.at(-1)).toMatch(/^,合计,10,100,0,10,/);
  });

  it('is saved as a picture', async () => {
    const { page } = await openAt('city.leader', '?area=350821');
    await area(page, '汀州镇').waitFor();
    await page.getByRole('button', { name: '导出' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: '导出图片（PNG）' }).click();
    const bytes = await readFile(await (await saving).path());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(bytes.readUInt32BE(16)).toBe(1600);
    expect(bytes.length).toBeGreaterThan(40_000);
  });

  it('plays month by month, and stops', async () => {
    const { page } = await openAt('city.leader', '?area=350821100');
    await page.getByRole('button', { name: '逐月播放' }).click();
    const player = page.getByRole('group', { name: '逐月播放' });
    const slider = player.getByRole('slider', { name: '月份' });
    await slider.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => total(page).innerText(), SOON).toBe('1');
    const first = await slider.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => total(page).innerText(), SOON).toBe('0');
    let asked = 0;
    page.on('request', (request) => (asked += Number(request.url().includes('/rpc/map_'))));
    await player.getByRole('button', { name: '播放', exact: true }).click();
    await expect.poll(() => slider.getAttribute('aria-valuetext'), SOON).not.toBe(first);
    await player.getByRole('button', { name: '暂停' }).click();
    const stopped = await slider.getAttribute('aria-valuetext');
    await rest(page);
    expect(await slider.getAttribute('aria-valuetext')).toBe(stopped);
    await slider.focus();
    await page.keyboard.press('End');
    await expect.poll(() => total(page).innerText(), SOON).toBe('5');
    expect(asked).toBe(0);
    await player.getByRole('button', { name: '关闭逐月播放' }).click();
    await player.waitFor({ state: 'detached' });
  });
});

describe('the spots', () => {
  it('zoom in, list the cases that lie together, and lead to one', async () => {
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

  it('are asked for once when the map rests, broken off when it moves on, and never for nothing', async () => {
    const { page } = await openAt('city.leader', '?layer=heat');
    await rest(page);
    const asked: string[] = [];
    const broken: string[] = [];
    const ours = (address: string) => address.includes('/rpc/map_spots');
    page.on('request', (request) => ours(request.url()) && asked.push(request.postData()!));
    page.on('requestfailed', (request) => ours(request.url()) && broken.push(request.postData()!));
    const nearer = page.getByRole('button', { name: '放大' });
    // Three steps nearer, hardly one after the other.
    await nearer.evaluate((button: HTMLElement) => {
      for (const turn of [0, 1, 2]) setTimeout(() => button.click(), turn * 320);
    });
    await expect.poll(() => asked.length, SOON).toBe(1);
    await rest(page);
    expect(asked).toHaveLength(1);

    await page.getByRole('button', { name: '蜂窝' }).click();
    await rest(page);
    expect(asked).toHaveLength(1);

    await page.route(/map_spots/, async (route) => {
      await new Promise((done) => setTimeout(done, 2500));
      await route.continue().catch(() => undefined);
    });
    await nearer.click();
    await expect.poll(() => asked.length, SOON).toBe(2);
    await page.getByRole('button', { name: '缩小' }).click();
    await page.getByRole('button', { name: '缩小' }).click();
    await expect.poll(() => broken.length, SOON).toBe(1);
    expect(broken[0]).toBe(asked[1]);
    await page.unroute(/map_spots/);
  });
});

describe('news', () => {
  it('of a case change the counts at once', async () => {
    const { page } = await openAt('changting.dispatcher');
    const before = Number(await total(page).innerText());
    await page.getByText('实时', { exact: true }).waitFor();
    await file('350821101');
    await expect.poll(() => total(page).innerText(), { timeout: 5000 }).toBe(String(before + 1));
  });

  it('are caught up with when a lost connection is back', async () => {
    const { page, context } = await openAt('changting.dispatcher');
    const before = Number(await total(page).innerText());
    await page.getByText('实时', { exact: true }).waitFor();
    await context.setOffline(true);
    await page.getByText(/实时连接自 \d\d:\d\d 起中断/).waitFor();
    await file('350821101');
    await rest(page);
    expect(await total(page).innerText()).toBe(String(before));
    await context.setOffline(false);
    await expect.poll(() => total(page).innerText(), { timeout: 30_000 }).toBe(String(before + 1));
    await page.getByText(/实时连接自/).waitFor({ state: 'detached' });
  });

  it('that cannot be read leave the old figures, and a way to try again', async () => {
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

describe('rights', () => {
  it('hide a sibling county from the dispatcher of another', async () => {
    const { page } = await stage.enter('changting.dispatcher', DESKTOP);
    await page.goto(url('?area=350823'));
    await page.getByText('超出您的管理范围').waitFor();
    expect(await page.getByText('件案件').count()).toBe(0);
    await page.getByRole('button', { name: '回到本人范围' }).click();
    await heading(page, '长汀县').waitFor();
    expect(await page.getByRole('navigation', { name: '当前位置' }).innerText()).toBe('长汀县');
  });

  it('show a mediator the cases of their own organisation alone', async () => {
    const led = await stage.caseAt('dispatched');
    const { page } = await openAt('tingzhou.mediator');
    await expect.poll(() => total(page).innerText(), SOON).toBe('1');
    await page.getByRole('button', { name: '查看案件', exact: true }).click();
    await page.getByRole('dialog').getByRole('link', { name: led.number }).waitFor();
  });
});

describe('the screens', () => {
  const dark = (page: Page) => page.emulateMedia({ colorScheme: 'dark' });
  const wait = (page: Page, layer: string): Locator =>
    layer === 'table' ? page.getByRole('table') : map(page);

  it.each(['areas', 'heat', 'hexagons', 'clusters', 'table'])(
    'pass axe in both themes: %s',
    async (layer) => {
      const query = layer === 'table' ? '?view=table' : `?layer=${layer}`;
      const { page } = await openAt('city.leader', query);
      await wait(page, layer).waitFor();
      await rest(page);
      await expectAccessible(page, `${layer}, light`);
      await dark(page);
      await page.reload();
      await wait(page, layer).waitFor();
      await rest(page);
      await expectAccessible(page, `${layer}, dark`);
    },
  );

  it('explain how it is counted', async () => {
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

it('draws a city without outlines as bubbles that open just the same', async () => {
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

it('met no error on any screen', () => expect(stage.problems()).toEqual([]));
