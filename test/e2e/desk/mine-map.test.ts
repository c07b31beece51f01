import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import { overflows } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// A mediator with a phone: which case is nearest, and how to get there.

const stage = openStage();
const NEAR = '近处：楼上漏水，天花板起皮。邻居说月底前来看。';
const FAR = '远处：山林地界不清，两家各有一张旧契。约好现场指界。';
const NOWHERE = '不明：来电人只说在镇上，地址要再问。已约回电。';

beforeAll(async () => {
  // Filed in this order, so that only sorting by distance can reverse it.
  await stage.caseAt('mediating', { summary: FAR, longitude: 116.44, latitude: 25.9 });
  await stage.caseAt('mediating', { summary: NEAR, longitude: 116.361, latitude: 25.831 });
  await stage.caseAt('mediating', { summary: NOWHERE });
  await stage.people.owner.run(
    `update app.cases set longitude = null, latitude = null, location_basis = 'none', place_problem = 'no_position' where summary = $1`,
    [NOWHERE],
  );
  await stage.people.owner.run(`update app.cases set due_at = now() - interval '1 hour' where summary = $1`, [
    FAR,
  ]);
  await stage.people.owner.run(
    `update app.organisations o set longitude = 116.36, latitude = 25.83 from app.posts p join app.staff s on s.id = p.staff_id
     where s.account = 'tingzhou.mediator' and o.id = p.organisation_id`,
  );
});

const listed = (page: Page) => page.getByRole('region', { name: '由近到远' }).getByRole('listitem');
const order = async (page: Page) =>
  (await listed(page).allInnerTexts()).map((text) =>
    text.includes('近处') ? 'near' : text.includes('远处') ? 'far' : 'nowhere',
  );
const openMap = async (page: Page) => {
  await page.getByRole('button', { name: '地图', exact: true }).click();
  await page.locator('.emap .leaflet-container').waitFor();
};

describe('a mediator on the way', () => {
  it('sees the cases sorted by distance from the organisation first, without being asked for the location', async () => {
    const { page } = await stage.enter('tingzhou.mediator', PHONE, { at: '/mine' });
    await openMap(page);
    await page.getByText(/按.*的位置计算距离。/).waitFor();
    expect(await order(page)).toEqual(['near', 'far', 'nowhere']);
    await listed(page).first().getByText('150 米').waitFor();
    await listed(page).last().getByText('没有位置').waitFor();
    expect(await listed(page).last().getByRole('button').count()).toBe(0);
    // A marker also shows when a case is overdue.
    await page.locator('.emap-light-red').waitFor();
    expect(await overflows(page)).toBe(false);
    await expectAccessible(page, 'the map of one’s cases on a phone');
  });

  it('sees them sorted from the current location when the device provides it', async () => {
    const { page, context } = await stage.enter('tingzhou.mediator', PHONE, { at: '/mine' });
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ longitude: 116.44, latitude: 25.9, accuracy: 25 });
    await openMap(page);
    await page.getByRole('button', { name: '用我现在的位置' }).click();
    await page.getByText('按您现在的位置计算距离，误差约 25 米；位置不会上传。').waitFor();
    expect(await order(page)).toEqual(['far', 'near', 'nowhere']);
    await listed(page).first().getByText('10 米').waitFor();
  });

  it('still sees them from the organisation when the device refuses the location', async () => {
    const { page, context } = await stage.enter('tingzhou.mediator', PHONE, { at: '/mine' });
    await context.clearPermissions();
    await openMap(page);
    await page.getByRole('button', { name: '用我现在的位置' }).click();
    await page.getByText('没有得到定位许可；仍按本组织的位置计算。').waitFor();
    expect(await order(page)).toEqual(['near', 'far', 'nowhere']);
  });

  it('is led to a case by another app, which receives only the place', async () => {
    const { page } = await stage.enter('tingzhou.mediator', PHONE, { at: '/mine' });
    await openMap(page);
    await listed(page)
      .first()
      .getByRole('button', { name: /导航到/ })
      .click();
    const dialog = page.getByRole('dialog', { name: '导航' });
    await dialog.getByText('将打开另一个应用，只发送这个地点').waitFor();
    await expectAccessible(page, 'navigation');
    const links = await dialog
      .getByRole('link')
      .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
    expect(links).toHaveLength(4);
    expect(links[0]).toBe('geo:25.831000,116.361000?q=25.831000,116.361000');
    for (const link of links) {
      const address = decodeURIComponent(link);
      expect(address).not.toMatch(/3508\d\d-\d{6}/);
      expect(address).not.toContain('漏水');
    }
  });

  it('finds the marker of a case with its card', async () => {
    const { page } = await stage.enter('tingzhou.mediator', DESKTOP, { at: '/mine' });
    await openMap(page);
    await page
      .getByRole('button', { name: /^350821-/ })
      .first()
      .click();
    await page.locator('.emap-selected').waitFor();
    await page.getByRole('button', { name: '列表', exact: true }).click();
    await page.getByText(NEAR).first().waitFor();
    await expect.poll(() => page.locator('.emap').count()).toBe(0);
  });
});

describe('a mediator without cases', () => {
  it('is told so', async () => {
    const { page } = await stage.enter('shanghang.mediator', PHONE, { at: '/mine?view=map' });
    await page.getByText(/没有/).first().waitFor();
    expect(await page.locator('.emap').count()).toBe(0);
  });
});
