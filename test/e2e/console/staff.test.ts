import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import { overflows } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// Staff administration: inviting one by one and from a spreadsheet, suspending and restoring, granting and ending
// posts, handing over cases.

const stage = openStage();
let page: Page;
let committee: string;

beforeAll(async () => {
  ({ page } = await stage.enter('changting.administrator', DESKTOP));
  const { name } = await stage.ask<{ name: string }>('select name from app.organisations where id = $1', [
    stage.actors.committeeId,
  ]);
  committee = name;
});

const path = (to: string) => page.goto(`${stage.stack.url}/console/${to}`);
const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');
const gone = () => dialog().waitFor({ state: 'detached' });

/** Opens the page of a person found by name. */
async function person(name: string) {
  await path('posts');
  await page.getByLabel('按姓名或账号查找').fill(name);
  await page.getByRole('table').getByRole('link', { name }).first().click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

async function pickOrganisation(form: Locator, typed: string, name: string) {
  await form.getByLabel('所在组织').fill(typed);
  await page.getByRole('option', { name, exact: true }).click();
}

/** The form field that shows this validation error. */
const wrong = (says: string) => dialog().locator('.MuiFormControl-root', { hasText: says });

describe('one person', () => {
  it('is not invited with an account that is taken: the field says so, and nothing is written', async () => {
    await path('posts');
    await button('邀请人员').click();
    const form = dialog();
    await form.getByRole('button', { name: '生成邀请' }).click();
    await form.getByText('请填写“姓名”。').waitFor();
    await form.getByLabel('姓名').fill('林小明');
    await form.getByLabel('账号').fill('tingzhou.mediator');
    await pickOrganisation(form, '汀州镇人民', committee);
    await form.getByLabel('调解员').check();
    await expectAccessible(page, 'the form of an invitation');
    await form.getByRole('button', { name: '生成邀请' }).click();
    expect(await wrong('这个账号已有人使用').innerText()).toContain('账号');
    const { n } = await stage.ask<{ n: string }>('select count(*) as n from app.invitations');
    expect(Number(n)).toBe(0);
  });

  it('is invited with another account: a link and its code are shown once', async () => {
    const form = dialog();
    await form.getByLabel('账号').fill('Lin.XiaoMing');
    await form.getByRole('button', { name: '生成邀请' }).click();
    await page.getByAltText('邀请链接的二维码').waitFor();
    await page.getByText('链接只显示这一次').waitFor();
    const link = await dialog().getByLabel('链接', { exact: true }).inputValue();
    expect(link).toMatch(new RegExp(`^${stage.stack.url}/console/join#[0-9a-f]{32}$`));
    const [opened] = await stage.people.anon.call<{ account: string; organisation_name: string }>(
      'read_invitation',
      { token: link.split('#')[1] },
    );
    expect(opened).toMatchObject({ account: 'lin.xiaoming', organisation_name: committee });
    await expectAccessible(page, 'the link of an invitation');
    await button('已交给本人，关闭').click();
    await gone();
  });

  it('appears in the list of invitations, gets a new link, and has the invitation withdrawn', async () => {
    await button('邀请记录')
      .or(page.getByRole('link', { name: '邀请记录' }))
      .click();
    await page.getByRole('link', { name: '林小明' }).click();
    await button('更换新链接').click();
    await page.getByAltText('邀请链接的二维码').waitFor();
    await button('已交给本人，关闭').click();
    await gone();
    await expectAccessible(page, 'the invitations');
    await page.getByRole('link', { name: '林小明' }).click();
    await button('撤回邀请').click();
    await page.getByText('已撤回对林小明的邀请').waitFor();
    await gone();
    await page.getByRole('table').getByText('已撤回', { exact: true }).waitFor();
    await page.getByLabel('状态').selectOption({ label: '待接受' });
    await page.getByText('没有符合条件的记录').waitFor();
    await button('清除筛选').first().click();
  });
});

describe('a spreadsheet of five people, of whom two are invalid', () => {
  const choose = (lines: string[]) =>
    page.getByLabel(/选择(名单)?文件/).setInputFiles({
      name: '名单.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`),
    });

  it('is refused without its headings', async () => {
    await path('invitations/bulk');
    await choose(['姓名,账号', '甲,a1']);
    await page.getByText('表头缺少：组织，岗位。').waitFor();
  });

  it('yields three links, two errors at their fields, and a file of the two rows to correct', async () => {
    await choose([
      '姓名,账号,组织,岗位,截止日期',
      `蓝春梅,lan.cm,${committee},调解员,2099/12/31`,
      `丘志强,qiu.zq,${committee},mediator,`,
      `李金水,tingzhou.mediator,${committee},调解员,`,
      '吴小兰,wu.xl,没有这个组织,网格员,',
      `赖阿秀,lai.ax,${committee},网格员,`,
    ]);
    await page.getByText('可以邀请 3 人，2 行有误。').waitFor();
    const rows = page.getByRole('table', { name: '名单' }).locator('tbody').getByRole('row');
    expect(await rows.nth(2).innerText()).toContain('这个账号已有人使用');
    expect(await rows.nth(3).innerText()).toContain('没有找到这个组织');
    await button('邀请 3 人').click();
    await page.getByText('已邀请 3 人，2 行有误。').waitFor();
    expect(await rows.getByText('/console/join#').count()).toBe(3);
    await expectAccessible(page, 'the result of a list');

    const saved = page.waitForEvent('download');
    await button('下载有误的 2 行').click();
    const fix = await readFile(await (await saved).path(), 'utf8');
    expect(fix.trimEnd().split('\r\n')).toHaveLength(3);
    expect(fix).toContain('吴小兰,wu.xl,没有这个组织,网格员,,没有找到这个组织。');
    const roles = await stage.ask<{ roles: string[] }>(
      `select array_agg(role order by account) as roles from app.invitations where account in ('lan.cm', 'qiu.zq', 'lai.ax')`,
    );
    expect(roles.roles).toEqual(['reporter', 'mediator', 'mediator']);
  });

  it('asks before its links are lost, but no longer once they are printed and saved', async () => {
    await page.getByRole('link', { name: '人员岗位', exact: true }).click();
    await page.getByRole('dialog', { name: '离开此页？' }).getByRole('button', { name: '留在此页' }).click();
    await page.evaluate(() =>
      Object.assign(window, { print: () => Object.assign(window, { printed: true }) }),
    );
    await button('打印全部纸条').click();
    await page.waitForFunction(() => 'printed' in window);
    expect(await page.locator('.slip img').count()).toBe(3);
    const saved = page.waitForEvent('download');
    await button('下载链接').click();
    const links = await readFile(await (await saved).path(), 'utf8');
    expect(links.match(/\/console\/join#[0-9a-f]{32}/g)).toHaveLength(3);
    await page.getByRole('link', { name: '人员岗位', exact: true }).click();
    await page.getByRole('heading', { name: '人员岗位', level: 1 }).waitFor();
  });
});

describe('the page of a person', () => {
  it('suspends with a reason, and restores', async () => {
    await person('廖桂花');
    await button('停用账号').click();
    await dialog().getByRole('button', { name: '停用', exact: true }).click();
    await dialog().getByText('请填写“停用理由”。').waitFor();
    await dialog().getByLabel('停用理由').fill('长期病假');
    await dialog().getByRole('button', { name: '停用', exact: true }).click();
    await page.getByText('此账号已停用。理由：长期病假').waitFor();
    await gone();
    await page.getByText('停用人员').waitFor();
    await button('恢复账号').click();
    await dialog().getByRole('button', { name: '恢复', exact: true }).click();
    await page.getByText('账号正常').waitFor();
    await gone();
  });

  it('adds a post and ends it, and refuses the same post twice at its field', async () => {
    await button('增加岗位').click();
    await pickOrganisation(dialog(), '汀州镇人民', committee);
    await dialog().getByLabel('调解员').check();
    await dialog().getByRole('button', { name: '增加岗位' }).click();
    expect(await wrong('此人在这段时间已有同样的岗位。').first().innerText()).toContain('角色');
    await dialog().getByLabel('调度员').check();
    await dialog().getByRole('button', { name: '增加岗位' }).click();
    await page.getByText('已增加岗位').waitFor();
    await gone();
    const posts = page.getByRole('region', { name: '岗位' }).getByRole('listitem');
    await expect.poll(() => posts.count()).toBe(2);
    await posts.filter({ hasText: '调度员' }).getByRole('button', { name: '结束岗位' }).click();
    await dialog().getByRole('button', { name: '结束岗位' }).click();
    await page.getByText('已结束岗位').waitFor();
    await gone();
    await posts.filter({ hasText: '已结束' }).waitFor();
  });

  it('hands all open cases over when a post with cases ends', async () => {
    const { id } = await stage.caseAt('assigned');
    await person('李金水');
    await button('结束岗位').click();
    await dialog().getByRole('button', { name: '结束岗位' }).click();
    await dialog().getByText('名下还有未结案件，请先移交。').waitFor();
    await dialog().getByRole('button', { name: '移交案件' }).click();
    const form = page.getByRole('dialog', { name: '移交案件' });
    const option = await form
      .getByLabel('接收人')
      .getByRole('option', { name: /廖桂花/ })
      .innerText();
    await form.getByLabel('接收人').selectOption({ label: option });
    await form.getByLabel('移交理由').fill('工作调动');
    await form.getByRole('button', { name: '全部移交' }).click();
    await page.getByText('已移交 1 件案件').waitFor();
    const { mediator_name: now } = await stage.ask<{ mediator_name: string }>(
      'select mediator_name from app.cases where id = $1',
      [id],
    );
    expect(now).toBe('廖桂花');
  });

  it('enters a leave with a deputy, and cancels it', async () => {
    await gone();
    await button('登记请假').click();
    const option = await dialog()
      .getByLabel('代理人')
      .getByRole('option', { name: /廖桂花/ })
      .innerText();
    await dialog().getByLabel('代理人').selectOption({ label: option });
    await dialog().getByLabel('结束日期').fill('2020-01-01');
    await dialog().getByLabel('事由').fill('年休假');
    await dialog().getByRole('button', { name: '登记请假' }).click();
    await wrong('“结束日期”').waitFor();
    await dialog()
      .getByLabel('结束日期')
      .fill(await dialog().getByLabel('开始日期').inputValue());
    await dialog().getByRole('button', { name: '登记请假' }).click();
    await page.getByText('已登记请假').waitFor();
    await gone();
    await page.getByText('请假中', { exact: true }).waitFor();
    await button('取消请假').click();
    await dialog().getByRole('button', { name: '取消请假' }).click();
    await page.getByText('已取消请假').waitFor();
    await gone();
  });

  it('awards a gold medal, saves languages, and shows a reduced photo', async () => {
    await button('评定等级').click();
    await dialog().getByLabel('金牌调解员').check();
    await dialog().getByRole('button', { name: '保存等级' }).click();
    await gone();
    await button('编辑资料').click();
    await dialog().getByLabel('婚姻家庭').check();
    await dialog().getByLabel('语言方言').fill('普通话、客家话');
    await dialog()
      .getByLabel('选择照片')
      .setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: await page.screenshot() });
    await dialog().getByRole('img', { name: '李金水的照片' }).waitFor();
    await dialog().getByRole('button', { name: '保存资料' }).click();
    await gone();
    const photo = page.getByRole('img', { name: '李金水的照片' });
    await photo.waitFor();
    expect(await photo.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(800);
    await page.getByText('普通话、客家话').waitFor();
    await page.getByText('金牌调解员').first().waitFor();
    await expectAccessible(page, 'the page of a person');
  });

  it('creates a link for a new password', async () => {
    await button('新密码链接').click();
    await dialog().getByRole('button', { name: '生成链接' }).click();
    await page.getByAltText('邀请链接的二维码').waitFor();
    await button('已交给本人，关闭').click();
    await gone();
  });

  it("offers no actions on one's own page, and none to a leader", async () => {
    await person('曾晓燕');
    expect(await button('停用账号').count()).toBe(0);
    expect(await button('结束岗位').count()).toBe(0);
    const { page: leader } = await stage.enter('changting.leader', DESKTOP, { at: '/posts' });
    await leader.getByRole('link', { name: '李金水' }).click();
    await leader.getByRole('heading', { name: '变更记录' }).waitFor();
    expect(await leader.getByRole('button', { name: /停用账号|结束岗位|增加岗位|编辑资料/ }).count()).toBe(0);
    await leader.goto(`${stage.stack.url}/console/invitations`);
    await leader.getByText('此页不属于您的岗位').waitFor();
  });
});

it('fits a phone', async () => {
  const { page: phone } = await stage.enter('changting.administrator', PHONE);
  for (const [to, typed] of [
    ['posts', '李金水'],
    ['invitations', '蓝春梅'],
    ['invitations/bulk', '下载模板'],
    [`staff/${stage.actors.mediatorId}`, '变更记录'],
  ] as const) {
    await phone.goto(`${stage.stack.url}/console/${to}`);
    await phone.getByText(typed).first().waitFor();
    expect({ to, wide: await overflows(phone) }).toEqual({ to, wide: false });
    await expectAccessible(phone, `${to} on a phone`);
  }
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
