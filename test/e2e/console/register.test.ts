import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import { overflows } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// Staff register disputes reported to them: a grid worker on a visit without a network, a dispatcher at the counter.

const stage = openStage();
const STORY = '楼下早点摊凌晨四点开始剁肉，楼上老人睡不好，双方吵了两次。';
const DRAFT = 'e-mediation.draft.register.tingzhou.reporter';

const send = (page: Page) => page.getByRole('button', { name: '提交登记' });
const filedOf = (story: string) =>
  stage.ask<{ n: number; channel: string; region_code: string }>(
    `select count(*)::int as n, min(channel) as channel, min(region_code) as region_code from app.cases where summary = $1`,
    [story],
  );

describe('a grid worker with a phone', () => {
  let page: Page;
  beforeAll(async () => {
    await stage.caseAt('submitted', { summary: '别人申请的案件：屋后排水沟被堵，雨天倒灌。' });
    ({ page } = await stage.enter('tingzhou.reporter', PHONE));
  });

  it('starts on the form, which fits the screen and asks for no channel', async () => {
    await send(page).waitFor();
    await page.getByText('本岗位所在地区：长汀县 汀州镇').waitFor();
    expect(await page.getByLabel('来源渠道').count()).toBe(0);
    expect(await overflows(page)).toBe(false);
    await expectAccessible(page, 'registering on a phone');
  });

  it('is told at the field what is missing or wrong', async () => {
    await send(page).click();
    await page.getByText('请填写“纠纷类型”。').waitFor();
    await page.getByLabel('纠纷类型').selectOption({ label: '邻里' });
    await page.getByLabel('事情经过').fill('太短');
    await page.getByLabel('姓名').fill('罗春生');
    await page.getByLabel('电话（可不填）').fill('12');
    await send(page).click();
    await page.getByText('请填写“详细地点”。').waitFor();
    await page.getByLabel('详细地点').fill('水东街 88 号');
    await send(page).click();
    await page.getByText('“事情经过”太短，至少 10 个字。').waitFor();
    await page.getByLabel('事情经过').fill(STORY);
    await send(page).click();
    await page.getByText('“电话（可不填）”不是有效的电话号码。').waitFor();
    await page.getByLabel('电话（可不填）').fill('13859701234');
    expect(await filedOf(STORY)).toMatchObject({ n: 0 });
  });

  it('keeps the text over a reload, sees that there is no network, and files once when it is back', async () => {
    await page.getByLabel('村、社区').selectOption({ index: 1 });
    await page.reload();
    await expect.poll(() => page.getByLabel('事情经过').inputValue()).toBe(STORY);
    await page.context().setOffline(true);
    await send(page).click();
    await page.getByText('现在没有网络。').waitFor();
    expect(await filedOf(STORY)).toMatchObject({ n: 0 });
    await page.context().setOffline(false);
    await expect.poll(() => page.getByText('现在没有网络。').count()).toBe(0);
    await send(page).dblclick();
    await page.getByRole('heading', { name: '登记成功' }).waitFor();
    const filed = await filedOf(STORY);
    expect(filed).toMatchObject({ n: 1, channel: 'grid' });
    expect(filed.region_code).toMatch(/^350821100\d{3}$/);
    expect(await page.evaluate((key) => localStorage.getItem(key), DRAFT)).toBe(null);
  });

  it('hands over a receipt whose code leads to the case', async () => {
    const receipt = page.getByRole('article', { name: '调解申请回执' });
    const content = await receipt.innerText();
    const number = /\d{6}-\d{6}-\d{5}/.exec(content)![0];
    const code = /([0-9A-Z]{4}-){3}[0-9A-Z]{4}/.exec(content)![0];
    await receipt.getByRole('img', { name: '查询进度的二维码' }).waitFor();
    expect(await overflows(page)).toBe(false);
    await expectAccessible(page, 'receipt');
    // The code is shown only once, so a reload must not lose it.
    await page.reload();
    await page.getByText(code).waitFor();
    const { page: applicant } = await stage.open(PHONE);
    await applicant.goto(`${stage.stack.url}/#/track/${number}/${code}`);
    await applicant.getByText(number).first().waitFor();
    await applicant.getByText('长汀县矛盾纠纷调解联动中心').first().waitFor();
  });

  it('sees only the own case, masked and without any action', async () => {
    await page.getByRole('link', { name: '查看案件' }).click();
    await page.getByRole('heading', { name: '我上报的纠纷' }).waitFor();
    const cases = page.getByRole('list', { name: '案件' }).getByRole('listitem');
    await expect.poll(() => cases.count()).toBe(1);
    await cases.getByRole('link').click();
    await page.getByText('罗某').waitFor();
    await page.getByText('网格员上报').first().waitFor();
    for (const name of ['谁能看到此案', /查看完整信息/, '受理'])
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
    expect(await overflows(page)).toBe(false);
  });

  it('registers another case; a draft is cleared on request and when signing out', async () => {
    await page.goto(`${stage.stack.url}/console/register`);
    await page.getByRole('button', { name: '再登记一件' }).click();
    await page.getByLabel('姓名').fill('张三丰');
    await page.getByRole('button', { name: '清除草稿' }).click();
    expect(await page.getByLabel('姓名').inputValue()).toBe('');
    await page.getByLabel('姓名').fill('李四光');
    expect(await page.evaluate((key) => localStorage.getItem(key), DRAFT)).toContain('李四光');
    await page.getByRole('button', { name: /账号菜单/ }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.getByLabel('账号').waitFor();
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('李四光');
  });
});

describe('a dispatcher at the counter', () => {
  const story = '法院诉前引导：买卖木材欠款八万元，双方愿意先行调解。';
  let page: Page;
  const fill = async () => {
    await page.getByLabel('来源渠道').selectOption({ label: '诉调对接' });
    await page.getByLabel('来源编号').fill('（2026）闽0821诉前调118号');
    await page.getByLabel('纠纷类型').selectOption({ index: 3 });
    await page.getByLabel('事情经过').fill(story);
    await page.getByLabel('乡镇、街道').selectOption({ label: '汀州镇' });
    await page.getByRole('group', { name: '申请人' }).getByLabel('姓名').fill('罗春生');
    await page.getByRole('group', { name: '对方' }).getByLabel('姓名').fill('范小军');
  };

  it('registers a case referred by the court, with its number, the other side and the amount', async () => {
    ({ page } = await stage.enter('changting.dispatcher', DESKTOP, { keep: true, at: '/register' }));
    await page.getByLabel('来源渠道').selectOption({ label: '访调对接' });
    await page.getByText('这个渠道的案件不低于黄色。').waitFor();
    await page.getByLabel('来源渠道').selectOption({ label: '诉调对接' });
    await page.getByText('结案时须向来源单位反馈办理结果。').waitFor();
    await send(page).click();
    await page.getByText('请填写“来源编号”。').waitFor();
    await page.getByLabel('来源编号').fill('（2026）闽0821诉前调118号');
    await page.getByLabel('纠纷类型').selectOption({ index: 3 });
    await page.getByLabel('事情经过').fill(story);
    await page.getByLabel('乡镇、街道').selectOption({ label: '汀州镇' });
    await page.getByRole('group', { name: '申请人' }).getByLabel('姓名').fill('罗春生');
    expect(await page.getByLabel('知道对方是谁').count()).toBe(0);
    const other = page.getByRole('group', { name: '对方' });
    await other.getByRole('radio', { name: '单位' }).check();
    await other.getByLabel('单位名称').fill('长汀县青山木业有限公司');
    await page.getByLabel('涉及金额，元（可不填）').fill('80,000');
    await expectAccessible(page, 'registering at the counter');
    await send(page).click();
    await page.getByRole('heading', { name: '登记成功' }).waitFor();
    expect(await filedOf(story)).toMatchObject({ n: 1, channel: 'court', region_code: '350821100' });
    const { amount, name } = await stage.ask<{ amount: string; name: string }>(
      `select c.amount, p.name from app.cases c join app.parties p on p.case_id = c.id and p.side = 'respondent'
       where c.summary = $1`,
      [story],
    );
    expect({ amount: Number(amount), name }).toEqual({ amount: 80000, name: '长汀县青山木业有限公司' });
  });

  it('is shown a probable duplicate with reasons before saving, and told that the number was used before', async () => {
    await page.getByRole('button', { name: '再登记一件' }).click();
    await fill();
    const likely = page.getByRole('status').filter({ hasText: '可能是同一件事' });
    await likely.getByText('内容相近 · 类型相同').waitFor();
    await expectAccessible(page, 'a probable duplicate');
    const number = await likely.getByRole('link').first().innerText();
    await send(page).click();
    await page.getByRole('heading', { name: '这件案件已经登记过' }).waitFor();
    await page.getByText(number).waitFor();
    await expectAccessible(page, 'a number used before');
    expect(await filedOf(story)).toMatchObject({ n: 1 });
    await page.getByRole('button', { name: '返回修改' }).click();
    expect(await page.getByLabel('事情经过').inputValue()).toBe(story);
    await send(page).click();
    await page.getByRole('link', { name: '查看案件' }).click();
    await page
      .getByRole('link', { name: new RegExp(number) })
      .first()
      .waitFor();
  });
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
