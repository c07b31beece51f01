import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEMO_ACCOUNTS } from '../../../scripts/demo/people';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import { filing } from '../../support/case';
import { overflows } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// The lists before the real database: search, order and export. Filters, pages and what an empty list says are tested
// without a browser, in test/ui/case-list.

const stage = openStage();
let page: Page;

const FORMULA = '=HYPERLINK("http://example.org","点这里领取赔偿款")';
const MANY = 30;

beforeAll(async () => {
  for (let row = 0; row < MANY; row += 1) {
    await stage.people.anon.call(
      'file_case',
      filing({ summary: `第 ${row + 1} 件：邻居夜里装修，噪声很大。` }),
    );
  }
  await stage.people.anon.call('file_case', filing({ summary: FORMULA, type_code: '0101' }));
  await stage.caseAt('accepted', { summary: '山林界址不清，两组村民都说这片杉木林是自己的。', danger: true });
  ({ page } = await stage.enter('changting.dispatcher', DESKTOP));
});

const list = (name: string) => page.getByRole('table', { name }).locator('tbody').getByRole('row');
/** Waits until the list has this number of rows. */
const rows = (name: string, count: number) =>
  expect.poll(() => list(name).count(), { timeout: 20_000 }).toBe(count);
const path = (name: string) => page.goto(`${stage.stack.url}/console/${name}`);

async function exported(): Promise<string[]> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text.startsWith('\ufeff')).toBe(true);
  return text.slice(1).trimEnd().split('\r\n');
}

describe('the list of cases', () => {
  it('is sorted by time, in both directions', async () => {
    await path('cases');
    const times = async () => {
      const found = await list('案件')
        .locator('td:last-child time')
        .evaluateAll((all) => all.map((one) => Date.parse((one as HTMLTimeElement).dateTime)));
      expect(found.some(Number.isNaN)).toBe(false);
      return found;
    };
    await rows('案件', 25);
    const newest = await times();
    expect(newest).toEqual([...newest].sort((one, other) => other - one));
    await page.getByRole('button', { name: '申请时间' }).click();
    await list('案件').first().getByText('第 1 件').waitFor();
    const oldest = await times();
    expect(oldest).toEqual([...oldest].sort((one, other) => one - other));
  });

  it('is searched by text and by number', async () => {
    await path('cases');
    const search = page.getByLabel('查编号或案情');
    await search.fill('杉木林');
    await rows('案件', 1);
    const number = await list('案件').first().getByRole('link').innerText();
    await search.fill(number);
    await list('案件').getByText('杉木林').waitFor();
    await rows('案件', 1);
    await page.getByRole('button', { name: '清除筛选' }).click();
    await rows('案件', 25);
  });

  it('is exported as filtered, and no cell is executed as a formula', async () => {
    await path('cases');
    await rows('案件', 25);
    const all = await exported();
    expect(all).toHaveLength(1 + MANY + 2);
    expect(all[0]!.startsWith('编号,级别,状态,')).toBe(true);
    expect(all.filter((line) => line.includes('HYPERLINK'))).toHaveLength(1);
    const formula = all.find((line) => line.includes('HYPERLINK'))!;
    expect(formula).toContain(`"'${FORMULA.replaceAll('"', '""')}"`);
    expect(all.join('\n')).not.toMatch(/(^|,)"?[=+@]/m);
    await page.getByLabel('查编号或案情').fill('杉木林');
    await rows('案件', 1);
    expect(await exported()).toHaveLength(2);
  });
});

describe('the lists of organisations and posts', () => {
  it('are searched, filtered and exported', async () => {
    await path('organisations');
    await rows('调解组织', 50);
    await page.getByLabel('按名称查找').fill('汀州镇');
    await list('调解组织').getByText('长汀县汀州镇人民调解委员会').first().waitFor();
    await page.getByLabel('类别', { exact: true }).selectOption({ label: '人民调解' });
    await expect
      .poll(async () => (await list('调解组织').allInnerTexts()).every((row) => row.includes('人民调解')), {
        timeout: 20_000,
      })
      .toBe(true);
    const found = await list('调解组织').count();
    expect(await exported()).toHaveLength(1 + found);
    await list('调解组织').getByRole('link', { name: '长汀县汀州镇人民调解委员会' }).click();
    await page.getByRole('heading', { name: '长汀县汀州镇人民调解委员会', level: 1 }).waitFor();
    await page.getByRole('heading', { name: '基本情况' }).waitFor();

    const { page: office } = await stage.enter('city.administrator', DESKTOP);
    page = office;
    await path('posts');
    await rows('人员岗位', DEMO_ACCOUNTS.length);
    await page.getByLabel('角色', { exact: true }).selectOption({ label: '调解员' });
    await rows('人员岗位', DEMO_ACCOUNTS.filter(({ role }) => role === 'mediator').length);
    await page.getByLabel('按姓名或账号查找').fill('tingzhou');
    await rows(
      '人员岗位',
      DEMO_ACCOUNTS.filter(({ account, role }) => role === 'mediator' && account.includes('tingzhou')).length,
    );
    await page.getByLabel('按姓名或账号查找').fill('李金');
    await rows('人员岗位', 1);
    const [heading, row] = await exported();
    expect(heading).toContain('姓名');
    expect(row).toContain('李金水');
  });
});

describe('the lists on a phone', () => {
  it('show cards that fit the screen, with the filters collapsed', async () => {
    const phone = await stage.enter('changting.dispatcher', PHONE);
    page = phone.page;
    for (const name of ['cases', 'organisations']) {
      await path(name);
      await page.getByRole('main').getByRole('listitem').first().waitFor();
      expect({ name, wide: await overflows(page) }).toEqual({ name, wide: false });
    }
    await page.getByRole('button', { name: '筛选' }).click();
    await page.getByLabel('层级', { exact: true }).selectOption({ label: '市级' });
    await page.getByRole('main').getByRole('listitem').getByText('市级').first().waitFor();
    expect(await overflows(page)).toBe(false);
  });
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
