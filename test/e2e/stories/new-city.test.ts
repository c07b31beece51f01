import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { DESKTOP, fillForm, PHONE, sendForm } from '../../support/browser/browser';
import { filing } from '../../support/case';
import {
  COMMITTEE_TOWNS,
  DISPATCHER,
  guests,
  MEDIATOR,
  ORGANISATIONS,
  peopleWorkbook,
  type Plan,
  regionFile,
  REPORTER,
  SLIPS,
  TREE,
} from '../../support/browser/newCity';
import { openNewCity } from '../../support/browser/newCityStage';
import { overflows } from '../../support/browser/portal';

// The first administrator of an empty city: the regions from a file, twenty organisations by the form, fifty people
// from a workbook, and one of them who joins on a phone and finds exactly their own cases. Each step builds on the
// one before.

const COMMITTEE = ORGANISATIONS.find(({ at }) => at[1] === COMMITTEE_TOWNS[0]![1])!.name;

const city = openNewCity();
const { client, hold, join, open } = city;
let page: Page;

const press = (name: string, at = page) => at.getByRole('button', { name, exact: true }).click();
const menu = (name: string) =>
  page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name, exact: true }).click();
const title = (name: string, at = page) => at.getByRole('heading', { name, level: 1 }).waitFor();

/** A long timeout for busy machines. */
const eventually = <Value>(value: () => Value) => expect.poll(value, { timeout: 20_000 });

async function downloaded(button: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), press(button)]);
  return readFile(await file.path(), 'utf8');
}

const chooseFile = (name: string, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({
    name,
    mimeType: name.endsWith('.csv')
      ? 'text/csv'
      : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer,
  });

/** The numbers in a row of the tree: regions below, organisations, people. */
async function figuresOf(code: string): Promise<number[]> {
  const row = page.locator(`[role=treeitem][data-code="${code}"]`);
  const content = await row.innerText();
  return [...content.matchAll(/(?:下级|组织|人员)\s*([\d,]+)/g)].map(([, figure]) => Number(figure));
}

describe('the first administrator of an empty city', () => {
  it('joins by the link that the start command printed, and finds one organisation and one region', async () => {
    page = await open(DESKTOP);
    await join(page, city.link);
    await title('调解组织');
    await page.getByRole('link', { name: /福州市.*指挥调度中心/ }).waitFor();
    await page.getByRole('heading', { name: '开始使用' }).waitFor();
    await menu('区划');
    await page.getByRole('treeitem').first().waitFor();
    expect(await page.getByRole('treeitem').count()).toBe(1);
    await page.getByText('还没有下级区划').waitFor();
    await eventually(() => figuresOf('3501')).toEqual([0, 1, 1]);
  });

  it('imports a tree of 297 regions from a file: preview, three invalid lines, progress', async () => {
    await page.getByRole('link', { name: '从文件导入' }).click();
    const check = await hold(page, 'preview_region_import');
    await chooseFile('福州市.csv', Buffer.from(regionFile()));
    await page.getByRole('progressbar', { name: /正在核对 0 \/ 300 行/ }).waitFor();
    check();
    await page.getByText('将处理 296 行；有误的 3 行不会导入。').waitFor();
    const lines = page.getByRole('table', { name: '文件各行' }).locator('tbody').getByRole('row');
    expect(await lines.allInnerTexts()).toEqual([
      expect.stringContaining('区划代码应为 4、6、9 或 12 位数字。'),
      expect.stringContaining('超出您的管理范围'),
      expect.stringContaining('上级区划不存在或已停用。'),
    ]);
    await page.getByRole('button', { name: '新增 296' }).waitFor();
    await page.getByRole('button', { name: '不变 1' }).waitFor();
    const go = await hold(page, 'import_regions');
    await press('导入 296 行');
    await page.getByRole('progressbar', { name: /已处理 0 \/ 296 行/ }).waitFor();
    go();
    await page.getByText('导入完成，共 296 行；有误未导入 3 行').waitFor();
    expect((await downloaded('下载有误的行')).trimEnd().split('\r\n')).toHaveLength(1 + TREE.wrong);

    await menu('区划');
    await page.getByRole('treeitem', { name: /鼓楼区/ }).waitFor();
    expect(await page.getByRole('treeitem').count()).toBe(1 + TREE.counties);
    expect(await figuresOf('3501')).toEqual([TREE.counties, 1, 1]);
    expect(await figuresOf('350102')).toEqual([7, 0, 0]);
    const { data } = await (await client('admin.3501')).from('regions').select('level').limit(1000);
    const levels = [1, 2, 3, 4].map((level) => data!.filter((one) => one.level === level).length);
    expect(levels).toEqual([1, TREE.counties, TREE.towns, TREE.villages]);
  });

  it('creates twenty organisations by the form', async () => {
    const field = (name: string) => page.locator(`[name="${name}"]`);
    const found = async ({ name, kind, category, at, serves = [], types = [], phone, capacity }: Plan) => {
      await page.getByRole('link', { name: '新建组织' }).first().click();
      await title('新建组织');
      await field('name').fill(name);
      await field('kind').selectOption({ label: kind });
      if (category) await field('category').selectOption({ label: category });
      const home = page.getByRole('group', { name: '所在区划' });
      for (const [step, region] of at.entries())
        await home.getByLabel(['县（市、区）', '乡镇（街道）'][step]!).selectOption({ label: region });
      for (const county of serves) {
        await field('region_codes').selectOption({ label: county });
        await press('添加');
        await page.getByRole('button', { name: new RegExp(`${county}，移除$`) }).waitFor();
      }
      for (const type of types) await page.getByRole('checkbox', { name: type, exact: true }).check();
      await field('phone').fill(phone);
      if (capacity) await field('capacity').fill(capacity);
      // No outlines are loaded: the map names the counties and still accepts a pin.
      if (serves.length > 0) {
        expect(await page.locator('.emap-middle').count()).toBe(TREE.counties);
        await press('放在地图中间');
        await page.getByText('已放上标记').waitFor();
      }
      await press('创建');
      await title(name);
      await menu('调解组织');
      await title('调解组织');
    };
    await menu('调解组织');
    await title('调解组织');
    for (const plan of ORGANISATIONS) await found(plan);
    const rows = page.getByRole('table', { name: '调解组织' }).locator('tbody').getByRole('row');
    await eventually(() => rows.count()).toBe(1 + ORGANISATIONS.length);
    const { data } = await (
      await client('admin.3501')
    )
      .from('organisations')
      .select('name, kind, region_code, region_codes, type_codes, capacity, longitude')
      .in('name', ['福州市医疗纠纷人民调解委员会', COMMITTEE])
      .order('region_code');
    expect(data).toEqual([
      {
        name: '福州市医疗纠纷人民调解委员会',
        kind: 'professional_committee',
        region_code: '3501',
        region_codes: ['350102', '350103', '350104', '350111'],
        type_codes: ['11'],
        capacity: 60,
        longitude: expect.closeTo(119.3, 0),
      },
      {
        name: COMMITTEE,
        kind: 'people_mediation',
        region_code: '350102001',
        region_codes: ['350102001'],
        type_codes: [],
        capacity: 30,
        longitude: null,
      },
    ]);
  });
});

const links = new Map<string, string>();
/** Keeps the links of a downloaded file by account. */
const keep = (csv: string) => {
  for (const [, account, link] of csv.matchAll(
    /^[^,\n]*,([^,\n]*),.*?(https?:\/\/[^,\s"]*join#[0-9a-f]{32})/gm,
  ))
    links.set(account!, link!);
};

describe('fifty people from a workbook', () => {
  it('are checked: forty-five are invited, and five lines show at their field what is wrong', async () => {
    await menu('人员岗位');
    await page.getByRole('link', { name: '批量邀请' }).click();
    const check = await hold(page, 'preview_invitations');
    await chooseFile('名单.xlsx', peopleWorkbook());
    await page.getByRole('progressbar', { name: '正在检查' }).waitFor();
    check();
    await page.getByText('可以邀请 45 人，5 行有误。').waitFor();
    const rows = page.getByRole('table', { name: '名单' }).locator('tbody').getByRole('row');
    expect(await rows.count()).toBe(50);
    for (const { guest, says } of SLIPS)
      expect(await rows.filter({ hasText: guest[0] }).filter({ hasText: says }).count(), says).toBe(1);
    await press('邀请 45 人');
    await page.getByText('已邀请 45 人，5 行有误。').waitFor();
    keep(await downloaded('下载链接'));
    expect(links.size).toBe(45);
  });

  it('are complete once the five are corrected in the downloaded file and invited as well', async () => {
    let fixed = await downloaded('下载有误的 5 行');
    for (const { fix } of SLIPS) {
      expect(fixed).toContain(fix[0]);
      fixed = fixed.replace(fix[0], fix[1]);
    }
    await press('再导入一份');
    await chooseFile('有误的行.csv', Buffer.from(fixed));
    await page.getByText('可以邀请 5 人，0 行有误。').waitFor();
    await press('邀请 5 人');
    await page.getByText('已邀请 5 人，0 行有误。').waitFor();
    keep(await downloaded('下载链接'));
    expect([...links.keys()].filter((account) => guests().some((guest) => guest[1] === account)).length).toBe(
      45,
    );
    expect(links.size).toBe(50);
    await menu('人员岗位');
    await page.getByRole('link', { name: '邀请记录' }).click();
    await page.getByLabel('状态', { exact: true }).selectOption({ label: '待接受' });
    const waiting = page.getByRole('table', { name: '邀请记录' }).getByText('待接受', { exact: true });
    await eventually(() => waiting.count()).toBe(50);
    const { count } = await (
      await client('admin.3501')
    )
      .from('invitations')
      .select('id', { count: 'exact', head: true })
      .eq('state', 'open');
    expect(count).toBe(50);
  });
});

describe('the work in the new city', () => {
  let numbers: string[];
  let desk: Page;

  it('three disputes are filed in a county, one of them with the public form', async () => {
    const person = await open(PHONE);
    await fillForm(person, city.stack.url, {
      type: /^邻里/,
      summary: '楼上卫生间漏水三个月，天花板起皮，对方一直拖着不修，希望尽快修好。',
      county: '鼓楼区',
      town: '鼓东街道',
      name: '林春生',
      phone: '13859701234',
      respondent: '陈小军',
    });
    const { number } = await sendForm(person);
    const anybody = await client();
    const others = [];
    for (const [region_code, summary] of [
      ['350102001', '小区门口的早点摊天不亮就开火，油烟和声音吵得一楼住户睡不好。'],
      ['350102100', '洪山镇两户村民为自留地的界线争了半年，想请人来量一量。'],
    ]) {
      const { data, error } = await anybody.rpc('file_case', filing({ region_code, summary }));
      expect(error).toBeNull();
      others.push(data[0].number);
    }
    numbers = [number, ...others];
  });

  it('the dispatcher of the county joins, accepts one and dispatches it to the committee of its street', async () => {
    desk = await open(DESKTOP);
    await join(desk, links.get(DISPATCHER)!);
    const queue = desk.getByRole('list', { name: '案件队列' }).getByRole('button');
    await eventually(() => queue.count()).toBe(3);
    await queue.filter({ hasText: numbers[0]! }).click();
    await press('受理', desk);
    const form = desk.getByRole('dialog', { name: '受理' });
    await form.getByLabel('纠纷类型').selectOption({ label: '邻里 › 渗漏排水' });
    await form.getByRole('button', { name: '确认受理' }).click();
    await form.waitFor({ state: 'hidden' });
    await desk
      .getByRole('list', { name: '推荐的承办组织' })
      .getByRole('button', { name: new RegExp(COMMITTEE) })
      .click();
    await press('确认分派', desk);
    await desk.getByText(new RegExp(`${numbers[0]} 已分派给${COMMITTEE}`)).waitFor();
  });

  it('a mediator joins on a phone and sees exactly this case, on the page and through REST', async () => {
    const phone = await open(PHONE);
    await join(phone, links.get(MEDIATOR)!);
    await title('我的案件', phone);
    await phone.getByText('漏水三个月').first().waitFor();
    expect(await phone.getByText('早点摊').count()).toBe(0);
    expect(await overflows(phone)).toBe(false);
    await phone.goto(`${city.stack.url}/console/cases`);
    const cards = phone.getByRole('main').getByRole('listitem');
    await cards.filter({ hasText: numbers[0]! }).waitFor();
    expect(await cards.count()).toBe(1);
    const { data } = await (await client(MEDIATOR)).from('cases').select('number');
    expect(data).toEqual([{ number: numbers[0] }]);
    const { data: parties } = await (await client(MEDIATOR)).from('parties').select('case_id');
    expect(new Set(parties!.map((one) => one.case_id)).size).toBe(1);
  });

  it('a grid worker joins on a phone and sees none', async () => {
    const phone = await open(PHONE);
    await join(phone, links.get(REPORTER)!);
    await phone.getByRole('button', { name: '提交登记' }).waitFor();
    expect(await overflows(phone)).toBe(false);
    for (const view of ['cases', 'parties', 'case_events']) {
      const { data, error } = await (await client(REPORTER)).from(view).select('*');
      expect({ view, data, error }).toEqual({ view, data: [], error: null });
    }
  });

  it('the tree shows the number of regions, organisations and people', async () => {
    await menu('区划');
    await page.getByRole('treeitem', { name: /鼓楼区/ }).waitFor();
    await eventually(() => figuresOf('3501')).toEqual([TREE.counties, 1 + ORGANISATIONS.length, 4]);
    await eventually(() => figuresOf('350102')).toEqual([7, 4, 3]);
    await eventually(() => figuresOf('350103')).toEqual([6, 3, 0]);
  });

  it('no screen reported an error', () => expect(city.problems()).toEqual([]));
});
