import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, fillForm, PHONE } from '../../support/browser/browser';
import { overflows } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// Wrong places are reported where they are entered, together with a fix; cases that cannot be located wait in a
// list.

const stage = openStage();

const caseOf = (summary: string) =>
  stage.ask<{
    number: string;
    longitude: number;
    latitude: number;
    location_basis: string;
    region_code: string;
  }>('select number, longitude, latitude, location_basis, region_code from app.cases where summary = $1', [
    summary,
  ]);

const paste = async (page: Page, pair: string, system?: RegExp) => {
  await page.getByLabel('经纬度（可粘贴）', { exact: true }).and(page.getByRole('textbox')).fill(pair);
  if (system) {
    const select = page.getByLabel('坐标系');
    const label = await select.getByText(system).textContent();
    await select.selectOption({ label: label! });
  }
  await page.getByRole('button', { name: '标到地图上' }).click();
};

const fillRegistration = async (page: Page, summary: string) => {
  await page.goto(`${stage.stack.url}/console/register`);
  await page.getByLabel('来源渠道').selectOption({ label: '12348推送' });
  await page
    .getByLabel(/来源编号|案号/)
    .first()
    .fill(crypto.randomUUID().slice(0, 12));
  await page.getByLabel('纠纷类型').selectOption({ label: '邻里' });
  await page.getByLabel('事情经过').fill(summary);
  await page.getByLabel('姓名').first().fill('罗春生');
  await page.getByRole('button', { name: '在地图上标出来（可不标）' }).click();
};

describe('a dispatcher who registers a case', () => {
  const converted = '热线转来：楼上空调外机滴水，楼下雨棚整夜作响。';
  const kept = '热线转来：邻居在公共走廊堆放纸箱，来电人说不清地址。';

  it('pastes coordinates from 高德, which are stored as WGS-84', async () => {
    const { page } = await stage.enter('changting.dispatcher', DESKTOP);
    await fillRegistration(page, converted);
    await paste(page, '116.36530, 25.82650', /GCJ-02/);
    await page.getByText('已标在经度').waitFor();
    await page.getByRole('button', { name: '提交登记' }).click();
    await page.getByRole('heading', { name: '登记成功' }).waitFor();
    const row = await caseOf(converted);
    expect(row.location_basis).toBe('pin');
    // About half a kilometre from the pasted coordinates, the offset of GCJ-02.
    expect(Math.hypot((row.longitude - 116.3653) * 100.2, (row.latitude - 25.8265) * 111.3)).toBeGreaterThan(
      0.4,
    );
    expect(Math.hypot((row.longitude - 116.3653) * 100.2, (row.latitude - 25.8265) * 111.3)).toBeLessThan(
      0.7,
    );
  });

  it('is told at once that a place lies in another county, and may keep the case without a place', async () => {
    const { page } = await stage.enter('changting.dispatcher', DESKTOP);
    await fillRegistration(page, kept);
    await paste(page, '116.42, 25.05');
    await page.getByText('地图上的位置在上杭县').waitFor();
    await expectAccessible(page, 'a place in another county');
    await page.getByRole('checkbox', { name: '无法核实，先保留这件案件，不标位置' }).check();
    await page.getByRole('button', { name: '提交登记' }).click();
    await page.getByRole('heading', { name: '登记成功' }).waitFor();
    expect(await caseOf(kept)).toMatchObject({ location_basis: 'none', longitude: null });
  });

  it('accepts the suggested centre of the region with one click', async () => {
    const { page } = await stage.enter('changting.dispatcher', DESKTOP);
    await fillRegistration(page, '热线转来：两户因宅基地滴水檐起争执，已劝开。');
    await paste(page, '0, 0');
    await page.getByText('坐标是 0，0，不是真实的位置。').waitFor();
    await page.getByRole('button', { name: '不用坐标，按长汀县' }).click();
    await page.getByText('坐标是 0，0，不是真实的位置。').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '清除草稿' }).click();
  });
});

describe('the list of cases without a place', () => {
  const kept = '热线转来：邻居在公共走廊堆放纸箱，来电人说不清地址。';

  it('shows the case to the desk, on a phone as well', async () => {
    const { number } = await caseOf(kept);
    const { page } = await stage.enter('changting.dispatcher', DESKTOP, { at: '/unplaced' });
    await page
      .getByRole('row', { name: new RegExp(number) })
      .getByText('116.42, 25.05')
      .waitFor();
    await expectAccessible(page, 'unplaced cases');
    const phone = await stage.enter('changting.dispatcher', PHONE);
    await phone.page.goto(`${stage.stack.url}/console/unplaced`);
    await phone.page.getByRole('link', { name: number }).waitFor();
    expect(await overflows(phone.page)).toBe(false);
    await expectAccessible(phone.page, 'unplaced cases on a phone');
  });

  it('lets a dispatcher put the case on the map, and is then empty', async () => {
    const { number } = await caseOf(kept);
    const { page } = await stage.enter('changting.dispatcher', DESKTOP, { at: '/unplaced' });
    await page.getByRole('button', { name: `在地图上标出 ${number}` }).click();
    const dialog = page.getByRole('dialog', { name: '标定位置' });
    await dialog.getByText('来源报的坐标：116.42, 25.05').waitFor();
    await dialog.getByLabel('乡镇、街道').selectOption({ label: '汀州镇' });
    await paste(page, '116.36, 25.83');
    await expectAccessible(page, 'placing a case');
    await dialog.getByRole('button', { name: /标定位置/ }).click();
    await page.getByText('没有无法定位的案件').waitFor();
    expect(await caseOf(kept)).toMatchObject({
      location_basis: 'pin',
      longitude: 116.36,
      region_code: '350821100',
    });
  });

  it('accepts a suggestion with one click', async () => {
    const [row] = await stage.people.owner.run<{ number: string }>(
      `update app.cases set location_basis = 'none', longitude = null, latitude = null, claimed_longitude = 25.83,
         claimed_latitude = 116.36, place_problem = 'point_swapped' where summary = $1 returning number`,
      [kept],
    );
    const { page } = await stage.enter('changting.dispatcher', DESKTOP, { at: '/unplaced' });
    await page
      .getByRole('row', { name: new RegExp(row!.number) })
      .getByRole('button', { name: /对调经纬度/ })
      .click();
    await page.getByText(`${row!.number} 已定位`).waitFor();
    expect(await caseOf(kept)).toMatchObject({ location_basis: 'pin', longitude: 116.36, latitude: 25.83 });
    await page.goto(`${stage.stack.url}/console/cases`);
    await page.getByRole('link', { name: row!.number }).click();
    await page.getByText('地图上已标出').first().waitFor();
  });
});

describe('an applicant', () => {
  it('whose pin lies in another county is offered to file in that county', async () => {
    const { page, context } = await stage.open(PHONE);
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ longitude: 116.42, latitude: 25.05 });
    // The lookup of the county at a point fails, so only the server finds the mistake when the form is sent.
    await page.route('**/rpc/locate', (route) => route.abort());
    const summary = '邻居家的狗整夜叫，已经半个月没有睡好觉了。';
    await fillForm(page, stage.stack.url, {
      type: /邻里/,
      summary,
      county: '长汀县',
      name: '丘小梅',
      phone: '13859701234',
      respondent: '范小军',
    });
    await page.goto(`${stage.stack.url}/#/file/place`);
    await page.getByRole('button', { name: /在地图上/ }).click();
    await page.getByRole('button', { name: '用我现在的位置' }).click();
    await page.getByText('去掉标记').waitFor();
    for (let step = 0; step < 3; step += 1) await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('checkbox', { name: /同意按此办理/ }).check();
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('地图上的位置在上杭县').first().waitFor();
    expect(await overflows(page)).toBe(false);
    await page.getByRole('button', { name: '改为上杭县' }).click();
    expect(await page.getByRole('radio', { name: '上杭县' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: '改好了，回去核对' }).click();
    await page.getByRole('checkbox', { name: /同意按此办理/ }).check();
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByRole('heading', { name: '已经提交，我们收到了' }).waitFor();
    expect(await caseOf(summary)).toMatchObject({ region_code: '350823', location_basis: 'pin' });
  });
});
