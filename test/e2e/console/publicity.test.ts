import { describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import { question } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// Staff edit what the public reads: a guide is edited, statistics are published, posters are printed.

const stage = openStage();

describe('the city’s administrator', () => {
  it('corrects a guide, and the public reads it', async () => {
    const { page } = await stage.enter('city.administrator', DESKTOP, { at: '/publicity' });
    await page.getByRole('link', { name: '邻里' }).click();
    await page.getByLabel('标题').fill('漏水、噪音、占道、宠物');
    const law = page.getByLabel('法律条文');
    const before = await law.inputValue();
    await law.fill('《民法典》第二百八十八条');
    await page.getByRole('button', { name: '保存并公开' }).click();
    await page
      .getByText(/每行 2 部分/)
      .first()
      .waitFor();
    await expectAccessible(page, 'guide with a wrong line');
    await law.fill(before);
    await page.getByRole('button', { name: '保存并公开' }).click();
    await page.getByText('已保存，公众页面已更新。').waitFor();
    await page.getByRole('cell', { name: '漏水、噪音、占道、宠物' }).waitFor();
    await expectAccessible(page, 'guides');

    const { page: phone } = await stage.open(PHONE);
    await phone.goto(`${stage.stack.url}/#/help/02`);
    await phone.getByText('漏水、噪音、占道、宠物').waitFor();
    await phone.getByText(/本市最近一次审核/).waitFor();
  });
});

describe('a missing guide', () => {
  it('is written for a type that has none, and nothing is offered once each type has one', async () => {
    await stage.people.owner.run(`delete from app.guides where type_code = '23' and locale = 'zh-CN'`);
    const { page } = await stage.enter('city.administrator', DESKTOP, { at: '/publicity' });
    await page.getByRole('button', { name: '写一篇新的' }).click();
    await page.getByRole('menuitem', { name: '海事渔业' }).click();
    await page.getByRole('heading', { name: '新写：海事渔业 · 中文' }).waitFor();
    await expectAccessible(page, 'a new guide');
    for (const [label, message] of [
      ['标题', '船和养殖'],
      ['内容', '渔船碰撞、海水养殖的纠纷先找人说合。'],
      ['通常会怎样', '调解员先到码头看。'],
      ['要多久', '一般一个月内。'],
      ['准备什么', '照片、票据'],
      ['法律条文', '《民法典》第二百八十八条｜相邻各方公平合理地处理。'],
      ['还可以找谁', '人民法院｜三年｜《民法典》第一百八十八条'],
      ['示例', '网具被割｜夜里过船割断了网。｜七天赔了网钱。'],
      ['依据', '《民法典》'],
    ] as const)
      await page.getByLabel(label).first().fill(message);
    await page.getByRole('button', { name: '保存并公开' }).click();
    await page.getByText('已保存，公众页面已更新。').waitFor();
    await page.getByRole('cell', { name: '船和养殖' }).waitFor();
    expect(await page.getByRole('button', { name: '写一篇新的' }).count()).toBe(0);
  });
});

describe('the city’s leader', () => {
  it("publishes a month's statistics after a preview, and the public finds them with a table", async () => {
    await stage.people.owner
      .run(`insert into app.cases (number, channel, type_code, summary, longitude, latitude, location_basis,
        filed_region_code, region_code, responsible_organisation_id, status, outcome, created_at, closed_at)
      select '350821-000101-' || lpad(n::text, 5, '0'), 'party', case when n <= 2 then '17' else '0202' end, '楼上漏水，商量赔偿', 116.36, 25.83,
        'region', '350821', '350821', app.desk_of('350821'), 'closed', 'agreed_oral', date_trunc('month', now()) - interval '20 days', now()
      from generate_series(1, 30) n`);
    const { page } = await stage.enter('city.leader', DESKTOP, { at: '/publicity/figures' });
    await page.getByRole('button', { name: '先看看' }).click();
    await page.getByRole('rowheader', { name: '长汀县' }).waitFor();
    await expectAccessible(page, 'statistics before they are published');
    await page.getByRole('button', { name: '公布', exact: true }).click();
    await page.getByText('已公布。').waitFor();

    const { page: phone } = await stage.open(PHONE);
    await phone.goto(`${stage.stack.url}/#/figures`);
    await question(phone, '公布的数字');
    const schools = phone.getByRole('row', { name: /教育校园/ });
    await schools.waitFor();
    expect(await schools.innerText()).not.toContain('2');
    const sheet = phone.waitForEvent('download');
    await phone.getByRole('button', { name: '下载表格（CSV）' }).click();
    expect((await sheet).suggestedFilename()).toMatch(/^\d{4}-\d\d-01_.*_1\.csv$/);
  });

  it('cannot publish a period that has not ended', async () => {
    const { page } = await stage.enter('city.leader', DESKTOP, { at: '/publicity/figures' });
    await page.getByLabel('结束日期').fill('2099-12-31');
    await page.getByRole('button', { name: '先看看' }).click();
    await page
      .getByRole('alert')
      .getByText(/结束日期/)
      .waitFor();
  });
});

describe('a dispatcher', () => {
  it('prints posters of the right size on one page, in both languages', async () => {
    const desk = await stage.people.as('changting.dispatcher');
    await desk.call('create_source', {
      request_id: crypto.randomUUID(),
      label: '政务服务中心二楼窗口',
      region_code: '350821',
    });
    const { page } = await stage.enter('changting.dispatcher', DESKTOP, { at: '/publicity/posters' });
    await page.getByRole('img', { name: /海报预览/ }).waitFor();
    await expectAccessible(page, 'posters');
    await page.getByRole('switch', { name: '加上英文' }).or(page.getByLabel('加上英文')).first().check();
    for (const [name, width, height] of [
      ['A4 海报', 595, 842],
      ['A3 海报', 842, 1191],
      ['桌面小卡（一页 8 张）', 595, 842],
    ] as const) {
      await page.getByRole('combobox', { name: '纸张' }).click();
      await page.getByRole('option', { name }).click();
      await page.getByRole('option', { name }).waitFor({ state: 'detached' });
      const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect({ name, pages: paper.match(/\/Type\s*\/Page\b/g)?.length }).toEqual({ name, pages: 1 });
      const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(paper)!;
      expect([Math.round(Number(box[1])), Math.round(Number(box[2]))], name).toEqual([width, height]);
    }
  });
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
