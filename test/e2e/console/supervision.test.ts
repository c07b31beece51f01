import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import type { VerbResult } from '../../support/case';
import { overflows } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// Supervision: a leader demands an answer about a case, the committee is notified, the answer is sent back once, and
// the order closes when the second answer is accepted; an order that the system issues for a delay explains itself.

const stage = openStage();
const COMMITTEE = '长汀县汀州镇人民调解委员会';
const DEMAND = '群众来电反映漏水三个月未修，请三日内查明原因并书面反馈。';
let filed: VerbResult;
let leader: Page;
let mediator: Page;

const at = (path: string) => `${stage.stack.url}/console/${path}`;
const rows = (page: Page, name: string) =>
  page.getByRole('table', { name }).locator('tbody').getByRole('row');
const dialog = (page: Page) => page.getByRole('dialog');

beforeAll(async () => {
  filed = await stage.caseAt('mediating');
  ({ page: leader } = await stage.enter('city.leader', DESKTOP));
  ({ page: mediator } = await stage.enter('tingzhou.mediator', DESKTOP));
});

/** Opens the register of orders and in it the order about the case. */
async function openOrder(page: Page) {
  await page.goto(at('supervision'));
  await rows(page, '督办台账').filter({ hasText: filed.number }).getByRole('link').click();
  await page.getByRole('heading', { name: '督办单', exact: true }).waitFor();
}

async function answer(message: string) {
  await mediator.getByRole('button', { name: '反馈督办单' }).click();
  await dialog(mediator).getByLabel('反馈').fill(message);
  await dialog(mediator).getByRole('button', { name: '确认反馈督办单' }).click();
  await dialog(mediator).waitFor({ state: 'detached' });
}

async function review(conclusion: string, message: string) {
  await leader.getByRole('button', { name: '审核反馈' }).click();
  await dialog(leader).getByRole('radio', { name: conclusion }).check();
  await dialog(leader).getByLabel('审核意见').fill(message);
  await expectAccessible(leader, `review: ${conclusion}`);
  await dialog(leader).getByRole('button', { name: '确认审核反馈' }).click();
  await dialog(leader).waitFor({ state: 'detached' });
}

describe('an order', () => {
  it('is issued on the page of the case', async () => {
    await leader.goto(at(`cases/${filed.id}/show`));
    await leader.getByRole('button', { name: '下达督办单' }).click();
    await dialog(leader).getByLabel('督办要求').fill(DEMAND);
    await dialog(leader).getByRole('button', { name: '确认下达督办单' }).click();
    await dialog(leader).waitFor({ state: 'detached' });
    await leader.goto(at('supervision'));
    const row = rows(leader, '督办台账').filter({ hasText: filed.number });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/待反馈[\s\S]*长汀县汀州镇人民调解委员会[\s\S]*书面反馈/);
    await expectAccessible(leader, 'register');
  });

  it('shows as an unread notice at the committee until its case is opened', async () => {
    await mediator.goto(at('mine'));
    await mediator.getByRole('link', { name: /通知，\d+ 条未读/ }).click();
    const notice = rows(mediator, '通知').filter({ hasText: '收到督办' });
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(new RegExp(`${filed.number}[\\s\\S]*未读`));
    await expectAccessible(mediator, 'notices');
    await notice.getByRole('link').click();
    await mediator.getByRole('heading', { name: filed.number }).waitFor();
    await mediator.getByRole('link', { name: '通知，没有未读' }).click();
    await expect.poll(() => notice.innerText()).toContain('李金水');
  });

  it('is answered, sent back with a reason, answered again and accepted', async () => {
    await openOrder(mediator);
    await answer('已联系双方，正在处理。');
    await mediator.getByText('已反馈，等待下达单位审核。').waitFor();
    await expectAccessible(mediator, 'order');

    await leader.goto(at('supervision'));
    await leader.getByRole('link', { name: `${COMMITTEE} · 待审核 1` }).click();
    await rows(leader, '督办台账').filter({ hasText: filed.number }).getByRole('link').click();
    await review('退回重办', '没有写明漏水原因和修复日期，请补充。');
    await leader.getByText('没有写明漏水原因和修复日期，请补充。').first().waitFor();

    await openOrder(mediator);
    await answer('经查为楼上防水层破损，范小军已请施工队，本周五修复。');
    await openOrder(leader);
    await review('同意销号', '');
    const course = leader.getByRole('region', { name: '办理经过' });
    await course.getByText('督办销号').waitFor();
    expect(await course.getByRole('listitem').count()).toBe(5);
    expect(await course.innerText()).toContain('已联系双方，正在处理。');
    const row = await stage.ask<{ status: string; rejections: number }>(
      'select status, rejections from app.supervision_orders where case_number = $1',
      [filed.number],
    );
    expect(row).toEqual({ status: 'accepted', rejections: 1 });
  });

  it('is reported to its issuer, who marks all notices as read at once', async () => {
    await leader.goto(at('notices'));
    const unread = rows(leader, '通知').filter({ hasText: '未读' });
    await rows(leader, '通知').filter({ hasText: '督办已反馈' }).first().waitFor();
    const button = leader.getByRole('button', { name: '全部标为已读' });
    if (await button.isEnabled()) await button.click();
    await leader.getByText('0 条未读').waitFor();
    await expect.poll(() => unread.count()).toBe(0);
  });
});

describe('an order issued by the system', () => {
  let late: VerbResult;
  beforeAll(async () => {
    late = await stage.caseAt('assigned');
    await stage.people.owner.run(
      `update app.deadlines set starts_at = now() - interval '40 days', warn_at = now() - interval '12 days',
       due_at = now() - interval '10 days' where case_id = $1 and stage = 'contact'`,
      [late.id],
    );
    await stage.people.owner.run('select app.tick()');
  });

  it('says what is late, and is found by number, delay and organisation', async () => {
    const { page } = await stage.enter('changting.dispatcher', DESKTOP);
    await page.goto(at('supervision'));
    const list = rows(page, '督办台账');
    const row = list.filter({ hasText: late.number });
    await row.waitFor();
    expect(await row.innerText()).toContain('“首次联系”超期，系统自动督办');
    await page.getByLabel('按督办编号或案件编号查找').fill(late.number);
    await expect.poll(() => list.count()).toBe(1);
    await page.getByLabel('按督办编号或案件编号查找').fill('');
    await page.getByRole('combobox', { name: '反馈时限' }).selectOption({ label: '超期' });
    await page.getByText('没有符合条件的记录').waitFor();
    await page.getByRole('combobox', { name: '反馈时限' }).selectOption({ label: '全部' });
    await page.getByRole('combobox', { name: '办结情况' }).selectOption({ label: '未办结' });
    await row.waitFor();
    expect(await list.filter({ hasText: filed.number }).count()).toBe(0);
  });

  it("is counted on the dashboard of the county's leader until it is revoked", async () => {
    const { page } = await stage.enter('changting.leader', DESKTOP);
    await page.goto(at('supervision'));
    await page.getByRole('link', { name: `${COMMITTEE} · 未办结 1` }).click();
    await rows(page, '督办台账').filter({ hasText: late.number }).getByRole('link').click();
    await page.getByRole('button', { name: '催报' }).click();
    await dialog(page).getByRole('button', { name: '确认催报' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await page.getByText('督办催报').first().waitFor();
    await page.getByRole('button', { name: '撤销督办单' }).click();
    await dialog(page).getByLabel('撤销理由').fill('已电话核实，当天完成联系。');
    await dialog(page).getByRole('button', { name: '确认撤销督办单' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await page.getByText('撤销督办', { exact: true }).waitFor();
  });
});

it('fits a phone', async () => {
  for (const account of ['city.leader', 'tingzhou.mediator']) {
    const { page } = await stage.enter(account, PHONE);
    for (const path of ['supervision', 'notices']) {
      await page.goto(at(path));
      await page.getByText(filed.number).first().waitFor();
      expect({ account, path, wide: await overflows(page) }).toEqual({ account, path, wide: false });
      await expectAccessible(page, `${account}, ${path}, phone`);
    }
    await page.goto(at('supervision'));
    await page.getByRole('list', { name: '督办台账' }).getByRole('link').first().click();
    await page.getByText('办理经过').waitFor();
    expect(await overflows(page)).toBe(false);
  }
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
