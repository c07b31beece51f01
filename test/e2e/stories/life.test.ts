import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, PHONE, type Screen } from '../../support/browser/browser';
import type { VerbResult } from '../../support/case';
import { openStage } from '../../support/browser/stage';

// A case with detours: information requested, suspended, deadline extended, closed with its documents, reopened,
// supervised; all through the user interface.

const stage = openStage();
const seats: Record<string, Promise<Screen>> = {};
const seat = async (account: string) =>
  (await (seats[account] ??= stage.enter(account, DESKTOP, { keep: true }))).page;
const DESK = 'changting.dispatcher';
const MEDIATOR = 'tingzhou.mediator';

const show = async (page: Page, id: string) => {
  await page.goto(`${stage.stack.url}/console/cases/${id}/show`);
  await page.getByRole('heading', { name: '办理经过' }).waitFor();
};

/** Opens the form of a verb by its button or its menu item. */
const form = async (page: Page, verb: string): Promise<Locator> => {
  const button = page.getByRole('button', { name: verb, exact: true });
  const more = page.getByRole('button', { name: '更多', exact: true });
  await more.or(button).first().waitFor();
  if (await button.count()) await button.first().click();
  else {
    await more.click();
    await page.getByRole('menuitem', { name: verb, exact: true }).click();
  }
  return page.getByRole('dialog', { name: verb });
};

const confirm = async (page: Page, dialog: Locator, verb: string, notice: string) => {
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await page.getByText(notice).first().waitFor();
  await dialog.waitFor({ state: 'hidden' });
};

/** The date a number of days from now, in the city's time zone. */
const dayAfter = (days: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now() + days * 86_400_000);

describe('a case with detours', () => {
  let row: VerbResult;
  const statusOf = async () =>
    (await stage.ask<{ status: string }>('select status from app.cases where id = $1', [row.id])).status;

  it('has information requested, is accepted and dispatched by the desk', async () => {
    row = await stage.caseAt('submitted');
    const page = await seat(DESK);
    await show(page, row.id);
    const asked = await form(page, '一次性告知补正');
    await asked.getByLabel('需补正的内容').fill('房屋产权证复印件\n漏水照片');
    await confirm(page, asked, '确认一次性告知补正', `已办理“一次性告知补正”：${row.number}`);
    await page.getByText('已一次性告知申请人补正，等待补充：').waitFor();
    await page.getByText('暂停计时').first().waitFor();
    const added = await form(page, '登记补正');
    await added.getByLabel('补充内容').fill('申请人已送来产权证复印件和照片。');
    await confirm(page, added, '确认登记补正', `已办理“登记补正”：${row.number}`);
    const accept = await form(page, '受理');
    await confirm(page, accept, '确认受理', `已受理 ${row.number}`);
    const dispatch = await form(page, '分流转办');
    await dispatch.getByRole('radio', { name: '长汀县汀州镇人民调解委员会' }).check();
    await confirm(page, dispatch, '确认分派', `已分派 ${row.number}`);
    const history = await page.getByRole('main').innerText();
    for (const message of ['房屋产权证复印件；漏水照片', '申请人已送来产权证复印件和照片。'])
      expect(history).toContain(message);
    await page.getByRole('button', { name: '怎么算的：受理' }).click();
    await page.getByText(/^暂停：.*顺延至/).waitFor();
  });

  it('is signed for, suspended and resumed, and its mediator asks for an extension', async () => {
    const page = await seat(MEDIATOR);
    await show(page, row.id);
    const sign = await form(page, '签收并指派调解员');
    await sign.getByRole('radio', { name: '李金水' }).check();
    await confirm(page, sign, '确认指派', `已指派调解员：${row.number}`);
    const log = await form(page, '记录进展');
    await log.getByLabel('进展情况').fill('电话联系双方，约定请人查漏水点。');
    await confirm(page, log, '保存记录', `已记录进展：${row.number}`);

    const suspend = await form(page, '中止');
    await suspend.getByRole('radio', { name: '等待鉴定、检验或评估' }).check();
    await suspend.getByLabel('预计恢复日期').fill(dayAfter(10));
    await confirm(page, suspend, '确认中止', `已办理“中止”：${row.number}`);
    await page.getByRole('heading', { name: '特别情况' }).waitFor();
    expect(await page.getByRole('button', { name: '记录进展', exact: true }).count()).toBe(0);
    const resume = await form(page, '恢复');
    await confirm(page, resume, '确认恢复', `已办理“恢复”：${row.number}`);

    const more = await form(page, '申请延期');
    await more.getByLabel('延长天数').fill('15');
    await more.getByLabel('延期理由').fill('鉴定报告下周才能出来。');
    await more.getByRole('button', { name: '确认申请延期' }).click();
    await more.getByText('延期须经双方当事人同意。').waitFor();
    await more.getByRole('checkbox', { name: '双方当事人同意延期' }).check();
    await confirm(page, more, '确认申请延期', `已办理“申请延期”：${row.number}`);
  });

  it('gets its extension from the desk, is concluded, and closes only with all its documents', async () => {
    const desk = await seat(DESK);
    await show(desk, row.id);
    const decide = await form(desk, '审批延期');
    await decide.getByText('15 天').waitFor();
    await decide.getByText('鉴定报告下周才能出来。').waitFor();
    await decide.getByRole('radio', { name: '同意', exact: true }).check();
    await confirm(desk, decide, '确认审批延期', `已办理“审批延期”：${row.number}`);
    await desk.getByRole('button', { name: '怎么算的：调解' }).click();
    await desk.getByText(/申请延长 15 天，.*同意，截止由/).waitFor();

    const page = await seat(MEDIATOR);
    await show(page, row.id);
    const conclude = await form(page, '登记调解结果');
    await conclude.getByRole('radio', { name: '达成书面协议' }).check();
    await conclude.getByLabel('协议内容').fill('范小军于十日内修好漏水，并赔偿粉刷费八百元。');
    await confirm(page, conclude, '确认结果', `已登记调解结果：${row.number}`);

    await show(desk, row.id);
    const close = await form(desk, '结案');
    await close.getByLabel('涉及人数').fill('3');
    await close.getByRole('checkbox', { name: '调解记录' }).check();
    await close.getByRole('button', { name: '确认结案' }).click();
    await close.getByText('结案材料不齐，请补齐后勾选。').waitFor();
    for (const paper of ['人民调解申请书', '权利义务告知书', '人民调解协议书'])
      await close.getByRole('checkbox', { name: paper }).check();
    await confirm(desk, close, '确认结案', `已结案 ${row.number}`);
    expect(await statusOf()).toBe('closed');
    await desk.getByText('卷内材料').waitFor();
  });

  it('is reopened, and its page shows who read it', async () => {
    const page = await seat(DESK);
    const reopen = await form(page, '重启');
    await reopen.getByLabel('重启理由').fill('约定的维修没有履行，申请人要求继续调解。');
    await confirm(page, reopen, '确认重启', `已办理“重启”：${row.number}`);
    expect(await statusOf()).toBe('mediating');
    await page.getByRole('button', { name: '谁看过' }).click();
    const readers = page.getByRole('dialog', { name: '谁看过' });
    await readers.getByText('李金水').waitFor();
    await expectAccessible(page, 'who read it');
    await readers.getByRole('button', { name: '关闭' }).click();
  });

  it('gets a supervision order, which is answered and closed', async () => {
    const leader = await seat('changting.leader');
    await show(leader, row.id);
    const order = await form(leader, '下达督办单');
    await order.getByLabel('督办要求').fill('请三日内查明未履行的原因并上门督促。');
    await confirm(leader, order, '确认下达督办单', `已办理“下达督办单”：${row.number}`);

    const page = await seat(MEDIATOR);
    await show(page, row.id);
    await page.getByRole('button', { name: '反馈督办单' }).click();
    const answer = page.getByRole('dialog', { name: '反馈督办单' });
    await answer.getByLabel('反馈').fill('已上门，施工队明天进场维修。');
    await answer.getByRole('button', { name: '确认反馈督办单' }).click();
    await answer.waitFor({ state: 'hidden' });

    await show(leader, row.id);
    await leader.getByRole('button', { name: '审核反馈' }).click();
    const review = leader.getByRole('dialog', { name: '审核反馈' });
    await review.getByRole('radio', { name: '同意销号' }).check();
    await review.getByRole('button', { name: '确认审核反馈' }).click();
    await review.waitFor({ state: 'hidden' });
    await leader.getByText('已销号').first().waitFor();
  });

  it('gets a co-handling organisation and is related to another case', async () => {
    const other = await stage.caseAt('submitted', {
      summary: '楼下商铺占用消防通道堆放货物，多次劝说无效。',
    });
    const page = await seat(DESK);
    await show(page, row.id);
    const add = await form(page, '增加协办');
    await add.getByRole('combobox', { name: '协办单位' }).fill('长汀县');
    await page.getByRole('option').first().click();
    await add.getByLabel('协办事项').fill('请派人到现场一起查看。');
    await confirm(page, add, '确认增加协办', `已办理“增加协办”：${row.number}`);
    const remove = await form(page, '结束协办');
    await remove.getByRole('radio').first().check();
    await remove.getByLabel('结束理由').fill('查看已完成。');
    await confirm(page, remove, '确认结束协办', `已办理“结束协办”：${row.number}`);
    await page.getByText(/^原协办/).waitFor();

    const link = await form(page, '关联案件');
    await link.getByRole('combobox').fill(other.number);
    await page.getByRole('option').first().click();
    await link.getByRole('radio', { name: '人或事有关联' }).check();
    await confirm(page, link, '确认关联案件', `已办理“关联案件”：${row.number}`);
    await page.getByRole('link', { name: other.number }).waitFor();
  });

  it('is joined by an agent and by a child, masked like every party', async () => {
    const page = await seat(DESK);
    await show(page, row.id);
    const agent = await form(page, '增加当事人');
    await agent.getByLabel('姓名或名称').fill('丘');
    await agent.getByRole('button', { name: '确认增加当事人' }).click();
    await agent.getByText(/太短，至少 2 个字/).waitFor();
    await agent.getByLabel('姓名或名称').fill('丘明远');
    await agent.getByLabel('电话').fill('13859705678');
    await confirm(page, agent, '确认增加当事人', `已办理“增加当事人”：${row.number}`);
    const child = await form(page, '增加当事人');
    await child.getByLabel('身份').selectOption({ label: '第三人' });
    await child.getByLabel('姓名或名称').fill('赖小宝');
    await child.getByLabel('未满十八周岁').check();
    await confirm(page, child, '确认增加当事人', `已办理“增加当事人”：${row.number}`);
    await page.getByText('丘某', { exact: true }).waitFor();
    await page.getByText('138****5678').waitFor();
    await page.getByText('第三人 · 未成年人').waitFor();
  });

  it('reports a risk to the authorities that the law requires, and is merged with a case of the same dispute', async () => {
    const twice = await stage.caseAt('submitted', {
      applicant: { kind: 'person', name: '罗春生', phone: '13859701234' },
    });
    const first = await stage.caseAt('submitted');
    const page = await seat(DESK);
    await show(page, twice.id);
    const risk = await form(page, '上报风险');
    await risk.getByRole('radio', { name: '家庭暴力' }).check();
    await risk.getByLabel('情况说明').fill('对方扬言当晚上门动手。');
    await risk.getByRole('button', { name: '确认上报风险' }).click();
    await risk.getByText('请填写“已报告单位”。').waitFor();
    await risk.getByLabel('已报告单位').fill('汀州派出所');
    await confirm(page, risk, '确认上报风险', `已办理“上报风险”：${twice.number}`);
    await page.getByText('有风险', { exact: true }).first().waitFor();
    const grade = await form(page, '调整级别');
    await grade.getByRole('radio', { name: '黄色' }).check();
    await grade.getByLabel('难易程度').selectOption({ label: '重大疑难' });
    await grade.getByLabel('调整理由').fill('派出所已约谈对方，双方情绪平稳。');
    await confirm(page, grade, '确认调整级别', `已办理“调整级别”：${twice.number}`);
    const merge = await form(page, '并案');
    await merge
      .getByText(/案情相似/)
      .first()
      .waitFor();
    await merge.getByRole('radio', { name: first.number }).check();
    await merge.getByLabel('并案理由').fill('同一人就同一漏水重复申请。');
    await confirm(page, merge, '确认并案', `已办理“并案”：${twice.number}`);
    await page.getByRole('link', { name: first.number }).waitFor();
  });

  it('has an accessible menu, with items that are large enough on a phone', async () => {
    const desk = await seat(DESK);
    await show(desk, row.id);
    await desk.getByRole('button', { name: '更多', exact: true }).click();
    await desk.getByRole('menuitem', { name: '上报风险' }).waitFor();
    await expectAccessible(desk, 'case page with the menu open');
    await desk.keyboard.press('Escape');

    const { page } = await stage.enter(MEDIATOR, PHONE);
    await show(page, row.id);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: '更多', exact: true }).click();
    for (const line of await page.getByRole('menuitem').all())
      expect(await line.evaluate((one) => (one as HTMLElement).offsetHeight)).toBeGreaterThanOrEqual(44);
    await expectAccessible(page, 'phone, menu open');
    await page.getByRole('menuitem', { name: '登记情况' }).click();
    const note = page.getByRole('dialog', { name: '登记情况' });
    await note.getByLabel('情况记录').fill('施工队已进场，业主在场。');
    await confirm(page, note, '确认登记情况', `已办理“登记情况”：${row.number}`);

    await page.goto(`${stage.stack.url}/console/mine`);
    const card = page.getByRole('article', { name: row.number });
    await card.getByRole('button', { name: '更多', exact: true }).click();
    await page.getByRole('menuitem', { name: '申请延期' }).waitFor();
  });

  it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
});
