import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { area, heading, map, openHotspots, SOON, total, VILLAGE } from '../../support/browser/hotspots';
import { tabTo } from '../../support/browser/portal';

// The hotspot map: a leader drills down from the city to a village and back, by mouse and by keyboard; counts follow
// filters and months; table, file and picture show the same as the map.

const { stage, openAt } = openHotspots();
const here = (page: Page) =>
  page.getByRole('navigation', { name: '当前位置' }).locator('[aria-current="location"]');

/** Clicks an area on the map at its label. */
async function press(page: Page, name: string) {
  await area(page, name).waitFor();
  const label = page.locator('.emap-area-name:not(.emap-covered)', { hasText: name }).locator('> span');
  const box = (await label.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

describe('drilling down', () => {
  it('works by mouse from the city to a village and back', async () => {
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

  it('works with the keyboard only, without losing the focus', async () => {
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

  it('can be shared as a link', async () => {
    const { page } = await openAt('city.leader', '?area=350821100&layer=clusters&period=all&grade=blue');
    expect(await here(page).innerText()).toBe('汀州镇');
    await expect.poll(() => total(page).innerText(), SOON).toBe('6');
    expect(await page.getByRole('button', { name: '聚合', pressed: true }).count()).toBe(1);
    expect(await page.getByLabel('时间').inputValue()).toBe('all');
  });
});

describe('the counts', () => {
  it('follow the filters', async () => {
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

  it('are the same on the map, in the table and in the file', async () => {
    const { page } = await openAt('city.leader', '?area=350821');
    await area(page, '汀州镇').waitFor();
    const labels = await map(page)
      .getByRole('button', { name: /按回车进入$/ })
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')!));
    const onMap = new Map(
      labels.map((pattern) => [pattern.split('，')[0]!, /，(\d+) 件/.exec(pattern)![1]!]),
    );
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

  it('can be saved as a picture', async () => {
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

  it('can be played month by month and stopped', async () => {
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
    await page.clock.install();
    await player.getByRole('button', { name: '播放', exact: true }).click();
    await expect.poll(() => slider.getAttribute('aria-valuetext'), SOON).not.toBe(first);
    await player.getByRole('button', { name: '暂停' }).click();
    const stopped = await slider.getAttribute('aria-valuetext');
    await page.clock.fastForward(10_000);
    expect(await slider.getAttribute('aria-valuetext')).toBe(stopped);
    await slider.focus();
    await page.keyboard.press('End');
    await expect.poll(() => total(page).innerText(), SOON).toBe('5');
    expect(asked).toBe(0);
    await player.getByRole('button', { name: '关闭逐月播放' }).click();
    await player.waitFor({ state: 'detached' });
  });
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
