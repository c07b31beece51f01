import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import type { VerbResult } from '../../support/case';
import { secondDispatcher } from '../../support/colleague';
import { overflows } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// Dispatching on the map: several cases by drawing a line around them, one case by dragging it onto a pin, and undo;
// with the keyboard only; with a colleague at the same desk; with a lost connection.

const stage = openStage();
let page: Page;
const made: VerbResult[] = [];

/** An accepted case, slightly away from the others. */
const accepted = async (place: number, changes: object = {}) => {
  const row = await stage.caseAt('accepted', {
    longitude: 116.35 + (place % 4) * 0.012,
    latitude: 25.82 + Math.floor(place / 4) * 0.012,
    ...changes,
  });
  made.push(row);
  return row;
};

beforeAll(async () => {
  await secondDispatcher(stage.stack.database.url);
  for (let place = 0; place < 12; place += 1) await accepted(place);
  ({ page } = await stage.enter('changting.dispatcher', DESKTOP, { at: '/desk?tab=accepted' }));
  await rows(page).first().waitFor();
}, 240_000);

const rows = (of: Page) => of.getByRole('list', { name: '案件队列' }).getByRole('button');
const selectionPanel = (of: Page) => of.getByRole('complementary', { name: /^已选的 \d+ 件案件/ });
const panel = (of: Page) => of.getByRole('complementary', { name: /^案件 \d/ });
const undoBar = (of: Page) => of.getByRole('region', { name: '撤回分派' });
const map = (of: Page) => of.getByRole('application', { name: /^地图/ });
const statuses = async () =>
  (
    await stage.people.owner.run<{ status: string; n: number }>(
      `select status, count(*)::int as n from app.cases where id = any ($1) group by 1 order by 1`,
      [made.map(({ id }) => id)],
    )
  ).reduce<Record<string, number>>((all, { status, n }) => ({ ...all, [status]: n }), {});

const middleOf = async (mark: Locator) => {
  const box = (await mark.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

/** Draws a line around the middle of the map. */
async function lasso(of: Page, share = 0.42): Promise<void> {
  const box = (await map(of).boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  for (let step = 0; step <= 40; step += 1) {
    const angle = (2 * Math.PI * step) / 40;
    await of.mouse.move(x + Math.cos(angle) * box.width * share, y + Math.sin(angle) * box.height * share);
    if (step === 0) await of.mouse.down();
  }
  await of.mouse.up();
}

/** Drags a marker onto a pin. */
async function drag(of: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await of.mouse.move(from.x, from.y);
  await of.mouse.down();
  for (let step = 1; step <= 10; step += 1)
    await of.mouse.move(from.x + ((to.x - from.x) * step) / 10, from.y + ((to.y - from.y) * step) / 10);
  await of.mouse.up();
}

describe('a selection of cases', () => {
  it('is made by a line around twelve cases, and each is dispatched to its best organisation', async () => {
    await page.getByRole('button', { name: '圈选案件' }).click();
    await page.getByText('按住画一圈').waitFor();
    await lasso(page);
    await selectionPanel(page).waitFor();
    await selectionPanel(page).getByRole('heading', { name: '已选 12 件' }).waitFor();
    await page.locator('.emap-pin').first().waitFor();
    await expectAccessible(page, 'the selection panel');
    await page.getByRole('button', { name: '各去最合适的组织（12 件）' }).click();
    await page.getByLabel('给承办组织的话').fill('请于今日内联系当事人。');
    const send = page.getByRole('button', { name: '确认分派 12 件' });
    // A double click must not dispatch twice.
    await send.dblclick();
    await undoBar(page).getByText('已分派 12 件案件。').waitFor({ timeout: 40_000 });
    expect(await statuses()).toEqual({ dispatched: 12 });
    const { n } = await stage.ask<{ n: number }>(
      `select count(*)::int as n from app.case_events where verb = 'dispatch_case' and payload ->> 'note' = '请于今日内联系当事人。'`,
    );
    expect(n).toBe(12);
    await page.getByText('没有待分派的案件').waitFor();
    await selectionPanel(page).waitFor({ state: 'hidden' });
  });

  it('can be undone with one click, also after a reload, and is back in the queue', async () => {
    await page.reload();
    await undoBar(page).getByText('已分派 12 件案件。').waitFor();
    await undoBar(page).getByRole('button', { name: '逐件' }).click();
    await expectAccessible(page, 'undo, case by case');
    await undoBar(page)
      .getByRole('button', { name: /^全部撤回（[0-4]:\d\d）$/ })
      .click();
    await page.getByText('已撤回 12 件案件的分派。').waitFor({ timeout: 40_000 });
    expect(await statuses()).toEqual({ accepted: 12 });
    await expect.poll(() => rows(page).count(), { timeout: 20_000 }).toBe(12);
    await undoBar(page).waitFor({ state: 'hidden' });
  });

  it('reports the cases that a colleague dispatched first, and dispatches the rest', async () => {
    for (const number of [0, 1]) await page.getByRole('checkbox', { name: made[number]!.number }).check();
    await page.getByRole('button', { name: '分派所选' }).click();
    await selectionPanel(page).getByText('可接 2 件').first().waitFor();
    await selectionPanel(page)
      .getByRole('list', { name: '可以承办所选案件的组织' })
      .getByRole('button')
      .first()
      .click();
    // The other dispatch happens between preview and click; the realtime connection is closed, so that the screen
    // does not know yet.
    const send = page.getByRole('button', { name: '确认分派 2 件' });
    await send.waitFor();
    await page.route('**/rest/v1/rpc/dispatch_case', async (route) => {
      const { case_id } = route.request().postDataJSON() as { case_id: string };
      if (case_id === made[0]!.id)
        await route.fulfill({
          status: 409,
          contentType: 'application/json',
          body: JSON.stringify({
            code: 'PT409',
            message: 'suspended_now',
            details: '{}',
            hint: 'error.suspended_now',
          }),
        });
      else await route.continue();
    });
    await send.click();
    await selectionPanel(page).getByText('已分派 1 件，1 件没有成功').waitFor();
    await selectionPanel(page).getByText(`${made[0]!.number}：案件已中止，请先恢复。`).waitFor();
    expect(await statuses()).toEqual({ accepted: 11, dispatched: 1 });
    await page.unroute('**/rest/v1/rpc/dispatch_case');
    await selectionPanel(page).getByRole('button', { name: '重试这些' }).click();
    await expect.poll(statuses, { timeout: 20_000 }).toEqual({ accepted: 10, dispatched: 2 });
    await undoBar(page)
      .getByRole('button', { name: /^全部撤回/ })
      .click();
    await expect.poll(statuses, { timeout: 20_000 }).toEqual({ accepted: 12 });
  });
});

describe('a single case', () => {
  it('is dragged onto a pin, confirmed, and taken back from its own actions', async () => {
    await rows(page).first().click();
    await panel(page).waitFor();
    const pin = page.getByRole('button', { name: /^选择第 1 位/ });
    await pin.waitFor();
    // A trial click waits until its target keeps its place: the map moves to the case and the pins.
    for (const mark of [pin, page.locator('.emap-dragged')]) await mark.click({ trial: true });
    await drag(page, await middleOf(page.locator('.emap-dragged')), await middleOf(pin));
    await page.getByRole('heading', { name: /^分派给 长汀县/ }).waitFor();
    await page.getByRole('button', { name: '确认分派', exact: true }).click();
    await undoBar(page).waitFor();
    expect(await statuses()).toEqual({ accepted: 11, dispatched: 1 });
    await panel(page).getByRole('button', { name: '撤回分派' }).click();
    const dialog = page.getByRole('dialog', { name: '撤回分派' });
    await dialog.getByText(/分派时限照原来的时间继续计算/).waitFor();
    await dialog.getByRole('button', { name: /^确认/ }).click();
    await expect.poll(statuses, { timeout: 20_000 }).toEqual({ accepted: 12 });
    // The undo bar disappears.
    await undoBar(page).waitFor({ state: 'hidden' });
    await panel(page).getByRole('button', { name: '关闭案件' }).click();
  });

  it('shows which mediators are on duty, with their workload', async () => {
    await rows(page).first().click();
    await panel(page)
      .getByText(/在岗：.+（.*在办 \d+）/)
      .first()
      .waitFor();
    await panel(page).getByRole('button', { name: '关闭案件' }).click();
  });
});

describe('with the keyboard only', () => {
  it('three cases are selected, dispatched to the second organisation, and undone', async () => {
    await rows(page).first().focus();
    for (let selectedCount = 1; selectedCount <= 3; selectedCount += 1) {
      await page.keyboard.press('s');
      await page.getByText(`已选 ${selectedCount} 件（最多 50）`).waitFor();
      await page.keyboard.press('j');
    }
    await page.keyboard.press('b');
    await selectionPanel(page).getByText('可接 3 件').first().waitFor();
    await page.keyboard.press('2');
    await page.getByRole('button', { name: /^确认分派 \d 件/ }).waitFor();
    await page.keyboard.press('Enter');
    await undoBar(page).waitFor({ timeout: 20_000 });
    await expect.poll(async () => (await statuses()).dispatched ?? 0, { timeout: 20_000 }).toBeGreaterThan(0);
    await page.keyboard.press('z');
    await expect.poll(statuses, { timeout: 20_000 }).toEqual({ accepted: 12 });
    const clear = page.getByRole('button', { name: '清空' });
    while ((await clear.count()) > 0) await clear.first().click();
  });

  it('a rectangle selects cases on the map', async () => {
    const button = page.getByRole('button', { name: '圈选案件' });
    await button.focus();
    await page.keyboard.press('Enter');
    const frame = page.getByRole('application', { name: /^选择框/ });
    await expect
      .poll(() => frame.evaluate((one) => one === document.activeElement), { timeout: 5000 })
      .toBe(true);
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowUp');
    for (let step = 0; step < 40; step += 1) await page.keyboard.press('Shift+ArrowDown');
    for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowLeft');
    for (let step = 0; step < 60; step += 1) await page.keyboard.press('Shift+ArrowRight');
    await expect
      .poll(async () => Number(/\d+/.exec(await frame.innerText())?.[0]), { timeout: 5000 })
      .toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await selectionPanel(page).waitFor();
    await page.keyboard.press('Escape');
    await selectionPanel(page).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '清空' }).click();
  });
});

describe('two dispatchers of one desk', () => {
  it('see live who views which case and who has selected which', async () => {
    const other = await stage.enter('shanghang.dispatcher', DESKTOP);
    await other.page.goto(`${stage.stack.url}/console/desk?tab=accepted`);
    await rows(other.page).first().waitFor();
    const { number } = made[4]!;
    const rowOf = (of: Page) =>
      of.getByRole('list', { name: '案件队列' }).getByRole('listitem').filter({ hasText: number });
    const { name: mine } = await stage.ask<{ name: string }>(
      `select name from app.staff where account = 'changting.dispatcher'`,
    );
    const { name: colleague } = await stage.ask<{ name: string }>(
      `select name from app.staff where account = 'shanghang.dispatcher'`,
    );
    await rowOf(page).getByRole('button', { name: number }).click();
    await rowOf(other.page).getByText(`${mine} 正在查看`).waitFor();
    await rowOf(other.page).getByRole('button', { name: number }).click();
    await panel(page).getByText(`${colleague} 正在查看`).waitFor();
    await panel(other.page).getByText(`${mine} 正在查看`).waitFor();
    await panel(other.page).getByRole('button', { name: '关闭案件' }).click();
    await other.page.getByRole('checkbox', { name: number }).check();
    await panel(page).getByText(`${colleague} 已选入分派`).waitFor();
    await other.page.close();
    await panel(page).getByText(`${colleague} 已选入分派`).waitFor({ state: 'hidden' });
    await panel(page).getByRole('button', { name: '关闭案件' }).click();
  });
});

describe('the map of the desk', () => {
  const marks = (of: Page) => of.locator('.emap-case, .emap-cluster');

  it('shows new cases without a reload and removes those that others dispatch', async () => {
    const row = await accepted(0, { longitude: 116.3, latitude: 25.75 });
    const mark = page.getByRole('button', { name: new RegExp(`^案件 ${row.number}`) }).and(marks(page));
    await mark.waitFor({ timeout: 5000 });
    await stage.actors.desk.call('dispatch_case', {
      case_id: row.id,
      expected_version: row.version,
      request_id: crypto.randomUUID(),
      organisation_id: stage.actors.committeeId,
    });
    await mark.waitFor({ state: 'detached', timeout: 5000 });
  });

  it('shows since when it is outdated, and recovers without a reload', async () => {
    await page.context().setOffline(true);
    await page.getByText(/没有实时消息，地图可能不是最新的/).waitFor();
    const row = await accepted(0, { longitude: 116.29, latitude: 25.74 });
    const mark = page.getByRole('button', { name: new RegExp(`^案件 ${row.number}`) }).and(marks(page));
    expect(await mark.count()).toBe(0);
    await page.context().setOffline(false);
    await mark.waitFor();
    await page.getByText(/没有实时消息，地图可能不是最新的/).waitFor({ state: 'hidden' });
  });
});

describe('in dark mode and on a phone', () => {
  it('the map is readable in dark mode', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const number of [0, 1, 2]) await page.getByRole('checkbox', { name: made[number]!.number }).check();
    await page.getByRole('button', { name: '分派所选' }).click();
    await selectionPanel(page).getByText('可接 3 件').first().waitFor();
    await expectAccessible(page, 'the selection panel in dark mode');
    await selectionPanel(page).getByRole('button', { name: '清空' }).click();
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('cases are selected, dispatched and taken back on a phone', async () => {
    const phone = (await stage.enter('changting.dispatcher', PHONE)).page;
    await phone.goto(`${stage.stack.url}/console/desk?tab=accepted`);
    for (const number of [0, 1]) await phone.getByRole('checkbox', { name: made[number]!.number }).check();
    await phone.getByRole('button', { name: '分派所选' }).tap();
    await selectionPanel(phone).getByRole('button', { name: '各去最合适的组织（2 件）' }).tap();
    await expectAccessible(phone, 'the selection panel on a phone');
    expect(await overflows(phone)).toBe(false);
    await phone.getByRole('button', { name: '确认分派 2 件' }).tap();
    await undoBar(phone).waitFor({ timeout: 20_000 });
    expect(await overflows(phone)).toBe(false);
    await expectAccessible(phone, 'undo on a phone');
    await undoBar(phone)
      .getByRole('button', { name: /^全部撤回/ })
      .tap();
    await phone.getByText(/^已撤回 \d 件案件的分派。/).waitFor({ timeout: 20_000 });
  });

  it('no screen reported an error', () => {
    expect(stage.problems()).toEqual([]);
  });
});
