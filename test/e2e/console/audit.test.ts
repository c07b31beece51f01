import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import { overflows } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// Oversight: the leader sees, on the screen and on paper, who viewed personal data in full; changes by
// administrators are shown with before and after; and a case shows who can see it.

const stage = openStage();
const REASON = '电话核对申请人身份，准备受理';
let filed: { id: string; number: string };

const at = (path: string) => `${stage.stack.url}/console/${path}`;

beforeAll(async () => {
  filed = await stage.caseAt('assigned');
  const { page } = await stage.enter('changting.dispatcher', DESKTOP);
  await page.goto(at(`cases/${filed.id}/show`));
  await page.getByRole('button', { name: '查看完整信息：罗某' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('查看理由').fill(REASON);
  await dialog.getByRole('button', { name: '查看', exact: true }).click();
  await page.getByText('罗春生').waitFor();
  await page.context().close();

  const administrator = await stage.people.as('changting.administrator');
  const { id, version } = await stage.ask<{ id: string; version: number }>(
    `select s.id, coalesce(m.version, 0) as version from app.staff s
     left join app.mediator_profiles m on m.staff_id = s.id where s.account = 'tingzhou.mediator2'`,
  );
  await administrator.call('rate_mediator', {
    request_id: crypto.randomUUID(),
    staff_id: id,
    expected_version: version,
    grade: 'gold',
  });
});

const reveals = (page: Page) =>
  page.getByRole('table', { name: '查看个人信息记录' }).locator('tbody').getByRole('row');

describe('the leader of the county', () => {
  let page: Page;
  beforeAll(async () => {
    ({ page } = await stage.enter('changting.leader', DESKTOP));
  });

  it('sees who viewed whose data, for which case, and why', async () => {
    await page.goto(at('audit'));
    const row = reveals(page).filter({ hasText: REASON });
    await row.waitFor();
    const content = await row.innerText();
    for (const part of ['赖秀英', '长汀县矛盾纠纷调解联动中心', '罗某', '申请人', filed.number])
      expect(content).toContain(part);
    expect(content).not.toContain('罗春生');
    await expectAccessible(page, 'audit');
  });

  it('filters by person, period and text, and saves the filtered list', async () => {
    await page.goto(at('audit'));
    await page.getByRole('combobox', { name: '人员' }).fill('赖秀英');
    await page.getByRole('option', { name: '赖秀英' }).click();
    await reveals(page).first().waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出' }).click();
    expect(await readFile(await (await download).path(), 'utf8')).toContain(REASON);
    await page.getByLabel('起始日期').fill('2020-01-01');
    await page.getByLabel('截止日期').fill('2020-12-31');
    await page.getByText('没有符合条件的记录').waitFor();
    await page.getByRole('button', { name: '清除筛选' }).first().click();
    await reveals(page).filter({ hasText: REASON }).waitFor();
    await page.getByLabel('按查看人姓名查找').fill('查无此人');
    await page.getByText('没有符合条件的记录').waitFor();
    await page.getByRole('button', { name: '清除筛选' }).first().click();
    await reveals(page).filter({ hasText: REASON }).waitFor();
  });

  it("prints a report with totals and a line for the signature, without the console's navigation", async () => {
    await page.goto(at('audit'));
    await page.getByLabel('起始日期').fill('2026-01-01');
    await page.waitForURL(/since/);
    await page.locator('a[href*="since"]', { hasText: '打印报告' }).click();
    const report = page.getByRole('article', { name: '个人信息查看情况报告' });
    await report.waitFor();
    const content = await report.innerText();
    for (const part of ['长汀县', '自2026年1月1日起', '钟建华（领导', '审计人签字', REASON])
      expect(content).toContain(part);
    const totals = report.getByRole('table', { name: '按人员合计' });
    expect(await totals.getByRole('row', { name: '赖秀英' }).innerText()).toMatch(/1\s+1$/);
    await expectAccessible(page, 'audit report');
    await page.emulateMedia({ media: 'print' });
    for (const part of [page.getByRole('banner'), page.getByRole('button', { name: '打印' })])
      expect(await part.isVisible()).toBe(false);
    expect(await report.isVisible()).toBe(true);
    const paper = await report.evaluate((sheet) => getComputedStyle(sheet).backgroundColor);
    expect(paper).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ media: 'screen' });
  });

  it('can read the audit log on a phone', async () => {
    const { page: phone } = await stage.enter('changting.leader', PHONE);
    for (const path of ['audit', 'audit/changes', 'audit/print']) {
      await phone.goto(at(path));
      await phone
        .getByText(/赖秀英|曾晓燕/)
        .first()
        .waitFor();
      expect({ path, wide: await overflows(phone) }).toEqual({ path, wide: false });
    }
  });
});

describe('the administrator of the county', () => {
  let page: Page;
  beforeAll(async () => {
    ({ page } = await stage.enter('changting.administrator', DESKTOP));
  });

  it('sees what was changed, before and after, and finds it by verb and kind', async () => {
    await page.goto(at('audit/changes'));
    const rows = page.getByRole('table', { name: '管理变更记录' }).locator('tbody').getByRole('row');
    const row = rows.filter({ hasText: '廖桂花' });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/评定调解员等级[\s\S]*等级：未评定 → 金牌调解员[\s\S]*曾晓燕/);
    await page.getByLabel('事项', { exact: true }).selectOption({ label: '合并区划' });
    await page.getByText('没有符合条件的记录').waitFor();
    await page.getByLabel('事项', { exact: true }).selectOption({ label: '评定调解员等级' });
    await row.waitFor();
    await expectAccessible(page, 'changes');
  });

  it('is told why a case shows no parties', async () => {
    await page.goto(at(`cases/${filed.id}/show`));
    await page.getByText('管理员负责组织和人员，不查看当事人信息。').waitFor();
  });
});

describe('a case', () => {
  it('shows who can see it, why, and who may do what', async () => {
    const { page } = await stage.enter('changting.dispatcher', DESKTOP);
    await page.goto(at(`cases/${filed.id}/show`));
    await page.getByRole('button', { name: '谁能看到此案' }).click();
    const dialog = page.getByRole('dialog', { name: /^谁能看到此案/ });
    await dialog.getByText('因为此案由他在长汀县汀州镇人民调解委员会承办。').waitFor();
    const person = (name: string) => dialog.getByRole('listitem').filter({ hasText: name });
    expect(await person('李金水').innerText()).toMatch(/现在可办理[\s\S]*可查看完整信息/);
    // A leader may issue a supervision order; an administrator may only view.
    expect(await person('钟建华').innerText()).toContain('现在可办理');
    expect(await person('曾晓燕').innerText()).toContain('仅查看');
    await dialog.getByText('因为他所在的龙岩市矛盾纠纷多元化解指挥调度中心负责龙岩市这个地区。').waitFor();
    await expectAccessible(page, 'who can see');
    await page.emulateMedia({ media: 'print' });
    expect(await dialog.isVisible()).toBe(false);
    expect(await page.locator('.print-sheet').getByText('李金水').isVisible()).toBe(true);
  });
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
