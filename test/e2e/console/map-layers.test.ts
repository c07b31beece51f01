import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromWgs84 } from '../../../web/domain/coordinates';
import { type Place, toSpot } from '../../../web/map/geometry/projection';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, fillForm, PHONE } from '../../support/browser/browser';
import { overflows } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';
import { openTileServer } from '../../support/browser/tileServer';

// Base maps of third parties: configured by the city's administrator, allowed by host, and correctly aligned.

const stage = openStage();
let tiles: Awaited<ReturnType<typeof openTileServer>>;
beforeAll(async () => {
  tiles = await openTileServer();
});
afterAll(() => tiles?.close());

const policy = async () => {
  const answer = await fetch(`${stage.stack.url}/console`);
  const rule = answer.headers.get('content-security-policy') ?? '';
  return rule.split('; ').find((one) => one.startsWith('img-src'));
};

const add = async (page: Page, fields: Record<string, string>, system: RegExp) => {
  await page.getByRole('button', { name: '添加底图' }).click();
  const dialog = page.getByRole('dialog', { name: '添加底图' });
  for (const [label, value] of Object.entries(fields))
    await dialog.getByLabel(label, { exact: false }).first().fill(value);
  const select = dialog.getByLabel('坐标系');
  await select.selectOption({ label: (await select.getByText(system).textContent())! });
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'detached' });
};

const choose = async (page: Page, name: string) => {
  const details = page.locator('.emap-tiles');
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  // click() instead of check(), since a tile server that fails at once resets the choice.
  await page.getByRole('radio', { name, exact: true }).click();
};

/** Waits until every tile of the view is drawn. */
const drawn = (page: Page) =>
  page.waitForFunction(() => {
    const all = document.querySelectorAll('.leaflet-tile');
    return all.length > 0 && [...all].every((tile) => tile.classList.contains('leaflet-tile-loaded'));
  });

/** The screen position of a place in the coordinate system of the tiles, derived from a drawn tile. */
async function spotOf(page: Page, place: Place) {
  const squares = await page.$$eval('.leaflet-tile-loaded', (images) =>
    images.map((image) => {
      const { left, top, width } = image.getBoundingClientRect();
      const [z, x, y] = /\/(\d+)\/(\d+)\/(\d+)\.png/
        .exec((image as HTMLImageElement).src)!
        .slice(1)
        .map(Number);
      return { left, top, width, z: z!, x: x!, y: y! };
    }),
  );
  // The current zoom level is the one with most tiles.
  const zoom = Math.max(...squares.map(({ z }) => z));
  const square = squares.find(({ z }) => z === zoom)!;
  const { x, y } = toSpot(place, zoom);
  const scale = square.width / 256;
  return {
    x: square.left + (x - square.x * 256) * scale,
    y: square.top + (y - square.y * 256) * scale,
    metres: (156_543.03 * Math.cos((place.latitude * Math.PI) / 180)) / 2 ** zoom / scale,
  };
}

describe('base maps', () => {
  let page: Page;

  it('are absent by default: no switch, no host', async () => {
    expect(await policy()).toBe("img-src 'self' data: blob:");
    const { page: desk } = await stage.enter('changting.dispatcher', DESKTOP, { at: '/desk' });
    await desk.locator('.emap .leaflet-container').waitFor();
    expect(await desk.locator('.emap-tiles').count()).toBe(0);
  });

  it('are added by the city’s administrator, who is told what is wrong with an address', async () => {
    ({ page } = await stage.enter('city.administrator', DESKTOP, { at: '/rules/map', keep: true }));
    await page.getByText('还没有配置底图').waitFor();
    await page.getByRole('button', { name: '添加底图' }).click();
    const dialog = page.getByRole('dialog', { name: '添加底图' });
    await dialog.getByLabel('从常用服务开始').selectOption({ label: '天地图矢量（需密钥）' });
    await dialog.getByLabel('名称', { exact: false }).first().fill('天地图');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('请填写“密钥”。').waitFor();
    await dialog.getByLabel('瓦片地址').fill('https://*/{z}/{x}/{y}');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('瓦片地址不对').waitFor();
    await expectAccessible(page, 'a base map');
    await dialog.getByRole('button', { name: '取消' }).click();
    const url = `${tiles.url}/{z}/{x}/{y}.png`;
    await add(
      page,
      { 名称: '国标图', 瓦片地址: url, 版权说明: '测试图商', 审图号: 'GS（2026）1号' },
      /WGS-84/,
    );
    await add(page, { 名称: '火星图', 瓦片地址: url }, /GCJ-02/);
    await add(page, { 名称: '坏服务', 瓦片地址: 'http://127.0.0.1:9/{z}/{x}/{y}.png' }, /WGS-84/);
    expect(await policy()).toBe(
      `img-src 'self' data: blob: ${['http://127.0.0.1:9', tiles.url].sort().join(' ')}`,
    );
    expect(tiles.asked).toEqual([]);
    await page.reload();
    await page.getByRole('region', { name: '火星图' }).waitFor();
    await expectAccessible(page, 'base maps');
  });

  it('are aligned: those in WGS-84 as they are, those in GCJ-02 shifted by the offset of that system', async () => {
    await choose(page, '国标图');
    await page.locator('.emap[data-tiles=shown]').waitFor();
    await page.getByText('测试图商 · 审图号：GS（2026）1号').waitFor();
    const scale = () => page.locator('.leaflet-control-scale-line').innerText();
    for (let press = 0; press < 6; press += 1) {
      const before = await scale();
      await page.getByRole('button', { name: '放大' }).click();
      await expect.poll(scale).not.toBe(before);
    }
    await drawn(page);
    const place = { longitude: 117.0174, latitude: 25.0755 };
    const straight = await spotOf(page, place);
    expect(straight.metres).toBeLessThan(40);
    await choose(page, '火星图');
    await expect
      .poll(async () => {
        await drawn(page);
        const same = await spotOf(page, fromWgs84(place, 'gcj02'));
        return Math.hypot(same.x - straight.x, same.y - straight.y);
      })
      .toBeLessThan(6);
    const moved = await spotOf(page, place);
    const metres = Math.hypot(moved.x - straight.x, moved.y - straight.y) * straight.metres;
    expect(metres).toBeGreaterThan(520);
    expect(metres).toBeLessThan(630);
  });

  it('that do not answer are reported and switched off, and the vector map remains', async () => {
    await choose(page, '坏服务');
    await page.getByText('“坏服务”没有响应，已显示矢量底图。').waitFor();
    expect(await page.locator('.emap[data-tiles=shown]').count()).toBe(0);
    expect(await page.getByRole('radio', { name: '矢量底图' }).isChecked()).toBe(true);
    expect(await page.locator('path.emap-county').count()).toBe(7);
  });

  it('are offered on the desk and to the public, on a phone as well', async () => {
    const { page: desk } = await stage.enter('changting.dispatcher', DESKTOP, { at: '/desk' });
    await choose(desk, '国标图');
    await desk.locator('.emap[data-tiles=shown]').waitFor();
    const { page: phone } = await stage.open(PHONE);
    await fillForm(phone, stage.stack.url, {
      type: /邻里/,
      summary: '邻居家的狗整夜叫，已经半个月没有睡好觉了。',
      county: '长汀县',
      name: '丘小梅',
      phone: '13859701234',
      respondent: '范小军',
    });
    await phone.goto(`${stage.stack.url}/#/file/place`);
    await phone.getByRole('button', { name: /在地图上/ }).click();
    await choose(phone, '国标图');
    await phone.locator('.emap[data-tiles=shown]').waitFor();
    expect(await overflows(phone)).toBe(false);
  });

  it('are removed again together with their hosts', async () => {
    for (const name of ['国标图', '火星图', '坏服务']) {
      await page.getByRole('button', { name: `删除“${name}”` }).click();
      await page.getByRole('dialog').getByRole('button', { name: '确认删除' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('region', { name }).waitFor({ state: 'detached' });
    }
    expect(await policy()).toBe("img-src 'self' data: blob:");
  });
});
