import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import { at, filing, type Receipt } from '../../support/case';
import { overflows } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// What an applicant does after filing: supplements information, withdraws an application, reads why it was not
// accepted.

const stage = openStage();
const INFO = '一、对方电话 13900001111。二、照片已拍好，可当面出示。';
const DRAFT = 'e-mediation.portal.supplement';

interface Filed extends Receipt {
  id: string;
  version: number;
}

/** Files a dispute through the API and keeps its code. */
async function file(summary: string): Promise<Filed> {
  const [receipt] = await stage.people.anon.call<Receipt>('file_case', filing({ summary }));
  const row = await stage.ask<{ id: string; version: number }>(
    'select id, version from app.cases where number = $1',
    [receipt!.number],
  );
  return { ...receipt!, ...row };
}

/** Calls a verb on a case as the desk, through the API. */
async function byDesk(verb: string, filed: Filed, input: object): Promise<void> {
  const desk = await stage.stack.signIn('changting.dispatcher');
  const { error } = await desk.rpc(verb, { ...at(filed), ...input });
  expect(error).toBe(null);
}

const follow = (page: Page, { number, tracking_code }: Filed) =>
  page.goto(`${stage.stack.url}/#/track/${number}/${tracking_code}`);

const statusOf = async ({ id }: Filed) =>
  (await stage.ask<{ status: string }>('select status from app.cases where id = $1', [id])).status;

describe('an applicant whom the desk asks for more information', () => {
  let page: Page;
  let filed: Filed;
  beforeAll(async () => {
    filed = await file('隔壁装修敲掉了承重墙，我家墙面开裂，要求停工并修复。');
    ({ page } = await stage.open(PHONE));
    await follow(page, filed);
    await page.getByRole('heading', { name: '等待受理' }).waitFor();
  });

  it('reads what is missing, until when, and the status of the case', async () => {
    await byDesk('request_info', filed, { items: ['对方的姓名和电话', '墙面开裂的照片'] });
    await page.getByRole('button', { name: '刷新' }).click();
    await page.getByRole('heading', { name: '等您补充内容' }).waitFor();
    const asked = page.getByRole('region', { name: '请您补充' }).getByRole('listitem');
    expect(await asked.allInnerTexts()).toEqual(['对方的姓名和电话', '墙面开裂的照片']);
    await page.getByText('您补充缺少的内容', { exact: true }).waitFor();
    expect(await overflows(page)).toBe(false);
    await expectAccessible(page, 'asked for more, on a phone');
  });

  it('is told at the input what is wrong', async () => {
    await page.getByRole('button', { name: '提交补充内容' }).click();
    await page.getByRole('alert').getByText('请写上补充的内容。').waitFor();
    await page.getByLabel('补充内容', { exact: true }).fill('有了');
    await page.getByRole('button', { name: '提交补充内容' }).click();
    await page.getByRole('alert').getByText('请再多写一点，至少 5 个字。').waitFor();
    await expectAccessible(page, 'a validation error in the supplement');
  });

  it('keeps the text over a reload, sees that there is no network, and sends it once', async () => {
    await page.getByLabel('补充内容', { exact: true }).fill(INFO);
    await page.reload();
    await expect.poll(() => page.getByLabel('补充内容', { exact: true }).inputValue()).toBe(INFO);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '提交补充内容' }).click();
    await page.getByRole('alert', { name: '没有提交成功' }).getByText('网络不通').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '提交补充内容' }).dblclick();
    await page.getByText('已经收到您补充的内容，调度台会接着办。').waitFor();
    await page.getByRole('heading', { name: '等待受理' }).waitFor();
    await page.getByText('您已补充').first().waitFor();
    expect(await statusOf(filed)).toBe('submitted');
    const { n } = await stage.ask<{ n: number }>(
      `select count(*)::int as n from app.case_events where case_id = $1 and verb = 'supplement_info' and payload ->> 'info' = $2`,
      [filed.id, INFO],
    );
    expect(n).toBe(1);
    expect(await page.evaluate(() => Object.keys(localStorage).join())).not.toContain(DRAFT);
    await expectAccessible(page, 'supplemented');
  });
});

describe('an applicant who withdraws', () => {
  it('takes the application back after a confirmation', async () => {
    const filed = await file('邻居的狗咬坏了菜地围栏，要求赔偿二百元。');
    const { page } = await stage.open(PHONE);
    await follow(page, filed);
    await page.getByRole('button', { name: '撤回申请' }).click();
    const ask = page.getByRole('region', { name: '确定撤回申请吗？' });
    await ask.waitFor();
    await expectAccessible(page, 'withdrawing');
    await ask.getByRole('button', { name: '不撤回' }).click();
    await expect.poll(() => ask.count()).toBe(0);
    await page.getByRole('button', { name: '撤回申请' }).click();
    await ask.getByLabel('为什么撤回').fill('双方已经自己谈好了。');
    expect(await statusOf(filed)).toBe('submitted');
    await ask.getByRole('button', { name: '确定撤回' }).click();
    await page.getByText('已经撤回申请。').waitFor();
    await page.getByRole('region', { name: '申请已撤回' }).waitFor();
    expect(await page.getByRole('button', { name: '撤回申请' }).count()).toBe(0);
    expect(await statusOf(filed)).toBe('withdrawn');
    expect(await overflows(page)).toBe(false);
  });

  it('is shown other ways when an application was not accepted, and the case that it was merged into', async () => {
    const [refused, twice, stays] = [
      await file('法院已经立案的借款纠纷，想请调解员再帮忙谈一谈。'),
      await file('楼下烧烤店油烟太大，住户不能开窗，要求装净化设备。'),
      await file('楼下烧烤店的油烟飘进家里，大家都受不了，要求整改。'),
    ];
    await byDesk('reject_case', refused, {
      reject_reason: 'in_court',
      ways: '请向审理法院申请庭前调解，由法官主持。',
    });
    await byDesk('merge_case', twice, { into_case_id: stays.id, reason: '同一件事' });
    const { page } = await stage.open(DESKTOP);
    await follow(page, refused);
    const end = page.getByRole('region', { name: '为什么没有受理' });
    await end.getByText('法院正在审理这件事').waitFor();
    await end.getByText('请向审理法院申请庭前调解，由法官主持。').waitFor();
    await expectAccessible(page, 'not accepted');
    await follow(page, twice);
    await page.getByText(`下面是合并后 ${stays.number} 的进度。`).waitFor();
    expect(await page.getByRole('button', { name: '撤回申请' }).count()).toBe(0);
  });
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
