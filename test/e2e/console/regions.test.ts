import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, PHONE, type Screen } from '../../support/browser/browser';
import { overflows } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// The administrator's regions: the tree of the own territory, changes that move cases, and import from a file.

const stage = openStage();
const ADMINISTRATOR = 'changting.administrator';
const TOWN = '350821100';

let desk: Promise<Screen> | undefined;
const open = async (path = ''): Promise<Page> => {
  const { page } = await (desk ??= stage.enter(ADMINISTRATOR, DESKTOP, { keep: true }));
  await page.goto(`${stage.stack.url}/console/regions${path}`);
  return page;
};

const region = (code: string) =>
  stage.ask<{ name: string; path: string; active: boolean; successor_code: string | null } | undefined>(
    'select name, path, active, successor_code from app.regions where code = $1',
    [code],
  );

const row = (page: Page, name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name} ?\\d`) });
const actions = (page: Page) => page.getByRole('group', { name: '区划管理' });
const act = async (page: Page, name: string) => {
  await actions(page).getByRole('button', { name, exact: true }).click();
  return page.getByRole('dialog');
};

let serial = 80_000;

/** Inserts a number of cases into a village. */
async function fill(village: string, cases: number): Promise<void> {
  const { number } = await stage.caseAt('submitted', { region_code: village });
  await stage.people.owner.run(
    `insert into app.cases (number, channel, type_code, summary, longitude, latitude, location_basis,
       filed_region_code, region_code, responsible_organisation_id, participant_organisation_ids)
     select left(number, 14) || ($3 + n)::text, channel, type_code, summary, longitude, latitude,
       location_basis, filed_region_code, region_code, responsible_organisation_id, participant_organisation_ids
     from app.cases, generate_series(2, $2) as n where number = $1`,
    [number, cases, serial],
  );
  serial += cases;
}

describe('the tree', () => {
  it('opens at the own county and is used with the arrow keys', async () => {
    const page = await open();
    await row(page, '汀州镇').waitFor();
    expect(await page.getByRole('treeitem').first().getAttribute('data-code')).toBe('350821');
    expect(await row(page, '新罗区').count()).toBe(0);
    await row(page, '长汀县').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await row(page, '水东街社区居民委员会').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '水东街社区居民委员会' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await row(page, '水东街社区居民委员会').count()).toBe(0);
    expect(await row(page, '汀州镇').getAttribute('aria-expanded')).toBe('false');
    await expectAccessible(page, 'regions');
  });

  it('offers changes only for regions that the administrator may change', async () => {
    const page = await open();
    await actions(page).waitFor();
    expect(await actions(page).getByRole('button').allInnerTexts()).toEqual([
      '新增下级',
      '改名或定位',
      '更新常住人口',
    ]);
    await open('?code=350802');
    await page.getByRole('heading', { name: '新罗区' }).waitFor();
    expect(await actions(page).count()).toBe(0);
  });

  it('finds a region by name and by code, and leads to its organisations', async () => {
    const page = await open();
    await page.getByLabel('查名称或代码').fill('水东街');
    await page
      .getByRole('list', { name: '查找结果' })
      .getByRole('button', { name: /水东街/ })
      .click();
    await page.getByRole('heading', { name: '水东街社区居民委员会' }).waitFor();
    await page.getByLabel('查名称或代码').fill('350821101');
    await page.getByRole('button', { name: '长汀县 大同镇 350821101', exact: true }).click();
    await page.getByRole('heading', { name: '大同镇', exact: true }).waitFor();
    await page.getByRole('link', { name: '查看组织' }).click();
    await page.getByRole('heading', { name: '调解组织', exact: true }).waitFor();
    await page
      .getByRole('link', { name: /大同镇/ })
      .first()
      .waitFor();
  });

  it('is read-only for a leader', async () => {
    const { page, context } = await stage.enter('changting.leader', DESKTOP, { at: `/regions?code=${TOWN}` });
    await page.getByRole('heading', { name: '汀州镇' }).waitFor();
    await row(page, '汀州镇').waitFor();
    expect(await actions(page).count()).toBe(0);
    expect(await page.getByRole('link', { name: '从文件导入' }).count()).toBe(0);
    await context.close();
  });
});

describe('an administrator', () => {
  it('enters the population of a township, and is told of a mistake', async () => {
    const page = await open('?code=350821101');
    await page.getByRole('heading', { name: '大同镇' }).waitFor();
    const dialog = await act(page, '更新常住人口');
    await dialog.getByLabel('常住人口').fill('约三万');
    await dialog.getByLabel('年份').fill('2023');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText(/常住人口.*填写有误/).waitFor();
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/population.png` });
    await dialog.getByLabel('常住人口').fill('31，250');
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('31,250 人（2023 年末）').waitFor();
    expect(
      await stage.ask('select population, population_year from app.regions where code = $1', ['350821101']),
    ).toEqual({ population: 31_250, population_year: 2023 });
    await expectAccessible(page, 'the population of a region');
  });

  it('renames a village, and its full name follows', async () => {
    const page = await open(`?code=${TOWN}021`);
    const form = await act(page, '改名或定位');
    await form.getByLabel('名称').fill('腾飞新社区居民委员会');
    await form.getByLabel('经度').fill('东经');
    await form.getByRole('button', { name: '保存' }).click();
    await form.getByText('“经度”填写有误，请检查。').waitFor();
    await form.getByLabel('经度').fill('116.35');
    await form.getByLabel('纬度', { exact: true }).fill('25.83');
    await form.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存腾飞新社区居民委员会').waitFor();
    await row(page, '腾飞新社区居民委员会').waitFor();
    await page.getByText('经度 116.35000，纬度 25.83000').waitFor();
    expect((await region(`${TOWN}021`))?.path).toBe('长汀县 汀州镇 腾飞新社区居民委员会');
  });

  it('adds a village, and an existing code is refused at its field', async () => {
    const page = await open(`?code=${TOWN}`);
    const form = await act(page, '新增下级');
    await form.getByLabel('区划代码').fill(`${TOWN}010`);
    await form.getByLabel('名称').fill('新设社区居民委员会');
    await form.getByRole('button', { name: '确认新增' }).click();
    await form.getByText('这个区划代码已经存在。').waitFor();
    await expectAccessible(page, 'regions, form');
    await form.getByLabel('区划代码').fill(`${TOWN}099`);
    await form.getByRole('button', { name: '确认新增' }).click();
    await page.getByText('已新增新设社区居民委员会').waitFor();
    await row(page, '新设社区居民委员会').waitFor();
    expect(await region(`${TOWN}099`)).toMatchObject({ name: '新设社区居民委员会', active: true });
  });

  it('merges villages: the cases move with visible progress, and a merged village names its successor', async () => {
    const [into, from] = [`${TOWN}010`, `${TOWN}020`];
    await fill(from, 1700);
    const page = await open(`?code=${into}`);
    const form = await act(page, '合并其他区划');
    await form.getByText(/案件保留申请时的区划/).waitFor();
    await form.getByRole('button', { name: '确认合并' }).click();
    await form.getByText('请填写“被合并区划”。').waitFor();
    await form.getByRole('checkbox', { name: /东门街社区/ }).check();
    await form.getByRole('button', { name: '确认合并' }).click();
    const progress = page.getByRole('dialog', { name: '区划合并' });
    await progress.getByRole('progressbar', { name: /已转移案件 (500|1,500) \/ 1,700/ }).waitFor();
    await progress.getByText('办理完成，1,700 件案件已随区划转移。').waitFor();
    await progress.getByRole('button', { name: '完成' }).click();
    expect(await region(from)).toMatchObject({ active: false, successor_code: into });
    const { here, filed } = await stage.ask<{ here: number; filed: number }>(
      `select count(*) filter (where region_code = $1)::int as here,
         count(*) filter (where filed_region_code = $2)::int as filed from app.cases`,
      [into, from],
    );
    expect([here, filed]).toEqual([1700, 1700]);
    await page.getByText('合并：长汀县 汀州镇 水东街社区居民委员会').waitFor();

    expect(await row(page, '东门街社区居民委员会').count()).toBe(0);
    await page.getByLabel('显示停用代码').check();
    await row(page, '东门街社区居民委员会').getByText('东门街社区居民委员会').click();
    await page.getByText('此代码已停用，现由以下区划接替：').waitFor();
    await page.getByRole('button', { name: '长汀县 汀州镇 水东街社区居民委员会' }).click();
    await page.getByRole('heading', { name: '水东街社区居民委员会' }).waitFor();
  });

  it('continues a change that was interrupted', async () => {
    const from = `${TOWN}030`;
    await fill(from, 1700);
    const page = await open(`?code=${TOWN}031`);
    await page.route('**/rpc/continue_region_change', (route) => route.abort());
    const form = await act(page, '合并其他区划');
    await form.getByRole('checkbox', { name: /西门街社区/ }).check();
    await form.getByRole('button', { name: '确认合并' }).click();
    const progress = page.getByRole('dialog', { name: '区划合并' });
    await progress.getByText('网络不通').waitFor();
    await progress.getByText('系统每分钟会自动继续转移').waitFor();
    await progress.getByRole('button', { name: '关闭' }).click();
    await page.unroute('**/rpc/continue_region_change');
    await page.getByText('已转移案件 500 / 1,700').waitFor();
    await page.getByRole('button', { name: '继续转移' }).click();
    await progress.getByText('办理完成，1,700 件案件已随区划转移。').waitFor();
    await progress.getByRole('button', { name: '完成' }).click();
  });

  it('retires an empty region, and is told why one in use is refused', async () => {
    const page = await open(`?code=${TOWN}`);
    const refused = await act(page, '停用');
    await refused.getByLabel('理由').fill('撤销');
    await refused.getByRole('button', { name: '确认停用' }).click();
    await refused.getByText('该区划下还有区划、组织或案件').waitFor();
    await refused.getByRole('button', { name: '取消' }).click();
    await open(`?code=${TOWN}099`);
    const form = await act(page, '停用');
    await form.getByLabel('理由').fill('设立有误，撤销');
    await form.getByRole('button', { name: '确认停用' }).click();
    await page.getByText('已停用新设社区居民委员会').waitFor();
    expect(await region(`${TOWN}099`)).toMatchObject({ active: false, successor_code: null });
  });
});

describe('the import of a file', () => {
  const csv = [
    '代码,名称,经度,纬度',
    '350821300,城南镇,,',
    '350821300001,"城南社区, 一区",116.4,25.9',
    '350821101000,大同街道,,',
    '350802001000,东城街道,,',
    '',
  ].join('\r\n');
  const choose = (page: Page, name: string, text: string) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

  it('shows what each line would do, applies the valid ones and returns the invalid one', async () => {
    const page = await open();
    await page.getByRole('link', { name: '从文件导入' }).click();
    await page.getByRole('heading', { name: '从文件导入区划' }).waitFor();
    await choose(page, '人员.csv', '姓名,电话\r\n张三,1\r\n');
    await page.getByText('“人员.csv”第一行没有找到以下列标题：代码，名称。').waitFor();
    await choose(page, '区划.csv', csv);
    await page.getByText('将处理 3 行；有误的 1 行不会导入。').waitFor();
    await page.getByText('超出您的管理范围，请联系上级管理员。').waitFor();
    await page.getByRole('button', { name: '改名 1' }).click();
    await page.getByText('原名：大同镇').waitFor();
    await page.getByText(/文件中没有的区划：\d+ 个/).waitFor();
    await expectAccessible(page, 'regions, import');
    await page.getByRole('button', { name: '导入 3 行' }).click();
    await page.getByText('导入完成，共 3 行；有误未导入 1 行').waitFor();
    expect((await region('350821300001'))?.path).toBe('长汀县 城南镇 城南社区, 一区');
    expect((await region('350821101'))?.name).toBe('大同街道');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载有误的行' }).click();
    const text = await readFile(await (await saved).path(), 'utf8');
    expect(text).toContain('5,350802001000,东城街道,超出您的管理范围，请联系上级管理员。');
  });

  it('on a phone continues after a lost connection, without doing anything twice', async () => {
    const { page, context } = await stage.enter(ADMINISTRATOR, PHONE, { at: '/regions' });
    await row(page, '汀州镇').waitFor();
    expect(await overflows(page)).toBe(false);
    await row(page, '汀州镇').getByText('汀州镇', { exact: true }).tap();
    await page.getByRole('button', { name: '返回区划树' }).waitFor();
    expect(await page.getByRole('tree').isVisible()).toBe(false);
    expect(await overflows(page)).toBe(false);
    await page.getByRole('link', { name: '从文件导入' }).tap();
    await choose(page, '村.csv', '350821300002,城北社区\n');
    await page.getByText('将处理 1 行；有误的 0 行不会导入。').waitFor();
    expect(await overflows(page)).toBe(false);
    // The server applies the import, but its answers are lost.
    await page.route('**/rpc/import_regions', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: '导入 1 行' }).tap();
    await page.getByText('导入已暂停').waitFor();
    await page.unroute('**/rpc/import_regions');
    await page.getByRole('button', { name: '继续导入' }).tap();
    await page.getByText('导入完成，共 1 行。').waitFor();
    const { n } = await stage.ask<{ n: number }>(
      `select count(*)::int as n from app.administration_events where verb = 'import_regions' and details = '{"create": 1}'`,
    );
    expect(n).toBe(1);
    await context.close();
  });

  it('no screen reported an error', () => {
    expect(stage.problems()).toEqual([]);
  });
});
