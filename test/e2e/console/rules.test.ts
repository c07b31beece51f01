import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import { at as verb, type VerbResult } from '../../support/case';
import { overflows } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// Rules as data: a rule changed today does not affect running deadlines, next year's calendar shows beforehand which
// deadlines move, and a desk can dispatch simple cases automatically.

const stage = openStage();
const next = new Date().getFullYear() + 1;
let before: VerbResult;
let administrator: Page;

const at = (path: string) => `${stage.stack.url}/console/${path}`;
const rows = (page: Page, name: string) =>
  page.getByRole('table', { name }).locator('tbody').getByRole('row');
const dialog = (page: Page) => page.getByRole('dialog');

beforeAll(async () => {
  before = await stage.caseAt('assigned');
  ({ page: administrator } = await stage.enter('city.administrator', DESKTOP));
});

const ruleOf = (id: string) =>
  stage.ask<{ amount: number; unit: string }>(
    `select p.amount, p.unit from app.deadlines d join app.deadline_policies p on p.id = d.policy_id
     where d.case_id = $1 and d.stage = 'mediate'`,
    [id],
  );

async function save(page: Page) {
  await dialog(page).getByRole('button', { name: '保存规则' }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

describe('deadlines', () => {
  const mediate = () => rows(administrator, '调解时限规则');

  it('are read by leaders, who find nothing to edit', async () => {
    const { page } = await stage.enter('changting.leader', DESKTOP);
    await page.goto(at('rules'));
    await rows(page, '调解时限规则').first().waitFor();
    expect(await rows(page, '调解时限规则').first().innerText()).toContain('1 个月');
    for (const name of [/^修改/, /^停用/, /^增加/])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    await page.goto(at('rules/calendar/import'));
    await page.getByText('只有市级管理员可以导入').waitFor();
  });

  it('change for future cases, while running ones keep their version', async () => {
    await administrator.goto(at('rules'));
    await mediate().first().waitFor();
    await expectAccessible(administrator, 'deadlines');
    await administrator.getByRole('button', { name: '修改：调解时限规则 通用规则' }).click();
    await dialog(administrator).getByText('正在计时的案件仍按原规则计算').waitFor();
    await dialog(administrator).getByLabel('数量').fill('一个月');
    await dialog(administrator).getByRole('button', { name: '保存规则' }).click();
    await dialog(administrator).getByText('“数量”填写有误，请检查。').waitFor();
    await dialog(administrator).getByLabel('数量').fill('260');
    await dialog(administrator).getByLabel('单位').selectOption({ label: '工作日' });
    await dialog(administrator).getByLabel('依据').fill('本市试点：重大项目纠纷一年内办结');
    await expectAccessible(administrator, 'change a rule');
    await save(administrator);
    await mediate().filter({ hasText: '260 个工作日' }).waitFor();
    expect(await ruleOf(before.id)).toEqual({ amount: 1, unit: 'month' });
    await administrator.getByRole('button', { name: '调解历史版本' }).click();
    await rows(administrator, '调解历史版本').filter({ hasText: '1 个月' }).waitFor();
  });

  it('have special rules, which can be added and ended', async () => {
    await administrator.getByRole('button', { name: '增加特别规则：调解' }).click();
    await dialog(administrator).getByLabel('数量').fill('20');
    await dialog(administrator).getByLabel('依据').fill('本市规定：红色案件 20 个工作日办结');
    await dialog(administrator).getByRole('button', { name: '保存规则' }).click();
    await dialog(administrator).getByText('请填写“纠纷类型”。').waitFor();
    await dialog(administrator).getByLabel('案件级别').selectOption({ label: '红色' });
    await save(administrator);
    const row = mediate().filter({ hasText: '红色案件' });
    await row.waitFor();
    expect(await row.innerText()).toContain('20 个工作日');
    await row.getByRole('button', { name: /^停用/ }).click();
    await dialog(administrator).getByRole('button', { name: '停用规则' }).click();
    await row.waitFor({ state: 'detached' });
    // What a law fixes cannot be edited.
    expect(await rows(administrator, '司法确认时限规则').getByRole('button').count()).toBe(0);
  });
});

describe('the calendar', () => {
  const file = (lines: string[]) => ({
    name: `${next}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(`\ufeff日期,类型,名称\r\n${lines.join('\r\n')}\r\n`),
  });
  let running: VerbResult;

  it('says that next year is missing', async () => {
    running = await stage.caseAt('assigned');
    expect(await ruleOf(running.id)).toEqual({ amount: 260, unit: 'workday' });
    await administrator.goto(at('rules/calendar'));
    await administrator.getByText(`${next} 年放假安排尚未公布/导入，落入该年的时限均为暂定。`).waitFor();
    await administrator.getByText(/春节/).first().waitFor();
    await expectAccessible(administrator, 'calendar');
    await administrator.getByRole('link', { name: '导入放假安排' }).click();
    await administrator.getByRole('heading', { name: '导入放假安排' }).waitFor();
    await expectAccessible(administrator, 'import');
  });

  it('reports what is wrong with a file, line by line', async () => {
    const chosen = file([`${next}-02-30,休,春节`, `${next}/2/6,休息日,春节`, `${next - 1}-05-01,休,劳动节`]);
    await administrator.getByLabel('选择文件').last().setInputFiles(chosen);
    await administrator.getByText('第 2 行：日期有误').waitFor();
    await administrator.getByText('第 3 行：类型应为“休”或“班”').waitFor();
    await administrator.getByText(`第 4 行：不是 ${next} 年的日期`).waitFor();
  });

  it('shows beforehand which deadlines move, and moves them', async () => {
    const days = ['01-01', '01-02', '01-03', '05-01', '05-02', '05-03'].map(
      (day) => `${next}-${day},休,${day < '02' ? '元旦' : '劳动节'}`,
    );
    await administrator.getByLabel('选择文件').last().setInputFiles(file(days));
    await administrator.getByText(`将导入 ${next} 年 6 天安排，1 个正在计时的时限会变动。`).waitFor();
    const moved = rows(administrator, '会变动的时限：1 个');
    expect(await moved.innerText()).toMatch(new RegExp(`${running.number}[\\s\\S]*调解`));
    await expectAccessible(administrator, 'preview');
    const due = () =>
      stage.ask<{ due: string; provisional: boolean }>(
        `select due_at::text as due, provisional from app.deadlines where case_id = $1 and stage = 'mediate'`,
        [running.id],
      );
    const was = await due();
    expect(was.provisional).toBe(true);
    await administrator.getByRole('button', { name: `确认导入 ${next} 年安排` }).click();
    await administrator.getByText(`已导入 ${next} 年 6 天安排，1 个时限已调整。`).waitFor();
    const is = await due();
    expect(is.due > was.due).toBe(true);
    await administrator.getByRole('link', { name: '查看节假日' }).click();
    await administrator.getByRole('button', { name: String(next) }).click();
    await administrator.getByText('放假 6 天，调休上班 0 天。').waitFor();
    expect(await administrator.getByText('尚未公布/导入').count()).toBe(0);
  });
});

describe('automatic dispatch', () => {
  it('is switched on by the desk for a type and grade, and works accordingly', async () => {
    const { page } = await stage.enter('changting.dispatcher', DESKTOP);
    await page.goto(at('rules/auto'));
    await page.getByLabel('按类型名称查找').fill('邻里');
    await page.getByRole('switch', { name: '邻里，蓝色，自动分派' }).click();
    await page.getByText('已开启 1 项').waitFor();
    await page.getByRole('button', { name: /^邻里：/ }).click();
    expect(
      await page.getByRole('switch', { name: /蓝色，自动分派/, disabled: true }).count(),
    ).toBeGreaterThan(0);
    await expectAccessible(page, 'automatic dispatch');
    const filed = await stage.caseAt('submitted');
    await stage.actors.desk.call('accept_case', {
      ...verb(filed),
      type_code: '0202',
      grade: 'blue',
    });
    const { status } = await stage.ask<{ status: string }>('select status from app.cases where id = $1', [
      filed.id,
    ]);
    expect(status).toBe('dispatched');
    await page.getByRole('switch', { name: '邻里，蓝色，自动分派' }).click();
    await page.getByText('已开启 0 项').waitFor();
  });
});

it('fits a phone', async () => {
  const { page } = await stage.enter('city.administrator', PHONE);
  for (const [path, message] of [
    ['rules', '260 个工作日'],
    ['rules/calendar', '放假安排'],
    ['rules/calendar/import', '下载模板'],
  ] as const) {
    await page.goto(at(path));
    await page.getByText(message).first().waitFor();
    expect({ path, wide: await overflows(page) }).toEqual({ path, wide: false });
    await expectAccessible(page, `${path}, phone`);
  }
  await page.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: '督办' }).click();
  await page.getByRole('heading', { name: '督办台账' }).waitFor();
  const { page: desk } = await stage.enter('changting.dispatcher', PHONE);
  await desk.goto(at('rules/auto'));
  await desk.getByText('邻里').first().waitFor();
  expect(await overflows(desk)).toBe(false);
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
