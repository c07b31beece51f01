import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../../scripts/demo/accounts';
import { STAFF_DOMAIN } from '../../../scripts/stack/gateway/gateway';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import { expectAccessible } from '../../support/browser/axe';
import { openStage } from '../../support/browser/stage';

// From a one-time link to the work, a forgotten password, and the account page.

const stage = openStage();
const GOOD = 'river-mountain-88';

interface Link {
  token: string;
}

/** Invites somebody to the mediation committee of Tingzhou as its administrator. */
async function invite(account: string): Promise<string> {
  const administrator = await stage.people.as('city.administrator');
  const { id } = await stage.ask<{ id: string }>(
    `select p.organisation_id as id from app.posts p join app.staff s on s.id = p.staff_id where s.account = 'tingzhou.mediator'`,
  );
  const [link] = await administrator.call<Link>('invite', {
    request_id: crypto.randomUUID(),
    name: '林晓梅',
    account,
    organisation_id: id,
    role: 'mediator',
  });
  return link!.token;
}

async function resetLink(account: string): Promise<string> {
  const administrator = await stage.people.as('city.administrator');
  const { id, version } = await stage.ask<{ id: string; version: number }>(
    'select id, version from app.staff where account = $1',
    [account],
  );
  const [link] = await administrator.call<Link>('invite_reset', {
    staff_id: id,
    expected_version: version,
    request_id: crypto.randomUUID(),
  });
  return link!.token;
}

const openLink = (page: Page, token: string) => page.goto(`${stage.stack.url}/console/join#${token}`);

async function choose(page: Page, password: string) {
  await page.getByLabel('新密码').fill(password);
  await page.getByLabel('再输入一次').fill(password);
}

const joinButton = (page: Page) => page.getByRole('button', { name: '设置密码并加入' });

/** Number of pixels by which the page is wider than the screen. */
const excess = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe('an invitation on a phone', () => {
  it('is opened, a password is chosen, and the new mediator only sees their own cases', async () => {
    await stage.caseAt('assigned');
    const token = await invite('lin.one');
    const { page } = await stage.open(PHONE);
    await openLink(page, token);
    await page.getByRole('heading', { name: '林晓梅，欢迎加入' }).waitFor();
    await page.getByText('长汀县汀州镇人民调解委员会').waitFor();
    // The token is removed from the address, so that it does not appear in a photo or in the history.
    await page.waitForURL(/\/console\/join$/);
    expect(await page.evaluate(() => window.history.length)).toBeLessThanOrEqual(2);
    expect(await excess(page)).toBe(0);
    await expectAccessible(page, 'an invitation');
    expect(await page.getByLabel('账号').getAttribute('readonly')).not.toBeNull();

    await joinButton(page).click();
    await page.getByText('请填写“新密码”。').waitFor();
    for (const weak of ['short-1', 'onlyletterslong', '1234567890', 'xlin.one2026x']) {
      await choose(page, weak);
      await joinButton(page).click();
      await page.getByText(/密码至少 10 位，须同时有字母和数字/).waitFor();
    }
    await choose(page, GOOD);
    await page.getByLabel('再输入一次').fill('something-else-1');
    await joinButton(page).click();
    await page.getByText('两次输入的密码不一致。').waitFor();
    await choose(page, GOOD);
    await joinButton(page).click();

    await page.getByRole('heading', { name: '我的案件', level: 1 }).waitFor();
    await page.getByText('手上没有案件').waitFor();
    expect(await page.evaluate(() => sessionStorage.getItem('e-mediation-invitation'))).toBeNull();
    const joined = await stage.ask<{ n: string }>(
      `select count(*) as n from app.posts p join app.staff s on s.id = p.staff_id where s.account = 'lin.one' and p.role = 'mediator'`,
    );
    expect(joined.n).toBe('1');
    // A page of another role does not open.
    await page.goto(`${stage.stack.url}/console/audit`);
    await page.getByRole('heading', { name: '此页不属于您的岗位' }).waitFor();

    const second = await stage.open(PHONE);
    await openLink(second.page, token);
    await second.page.getByRole('heading', { name: '链接已不能使用' }).waitFor();
    await second.page.getByRole('link', { name: '去登录' }).click();
    await second.page.getByRole('heading', { name: '工作人员登录' }).waitFor();
  });

  it('survives a connection lost between creating the account and the post, and a page closed at that point', async () => {
    const { page } = await stage.open(PHONE);
    await openLink(page, await invite('lin.two'));
    await page.route('**/rpc/accept_invitation*', (route) => route.abort(), { times: 1 });
    await choose(page, GOOD);
    await joinButton(page).click();
    await page.getByText('网络不通，请检查网络后再试。').waitFor();
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByRole('heading', { name: '我的案件', level: 1 }).waitFor();

    const other = await stage.open(PHONE);
    await openLink(other.page, await invite('lin.three'));
    await other.page.route('**/rpc/accept_invitation*', (route) => route.abort(), { times: 1 });
    await choose(other.page, GOOD);
    await joinButton(other.page).click();
    await other.page.getByText('网络不通，请检查网络后再试。').waitFor();
    await other.page.reload();
    await other.page.getByRole('heading', { name: '还差一步' }).waitFor();
    await other.page.getByRole('button', { name: '完成加入' }).click();
    await other.page.getByRole('heading', { name: '我的案件', level: 1 }).waitFor();
  });

  it('whose account somebody else has signed up with lets the person choose another', async () => {
    const taken = { email: `lin.four@${STAFF_DOMAIN}`, password: 'somebody-elses-1' };
    expect((await stage.stack.anon().auth.signUp(taken)).error).toBeNull();
    const { page } = await stage.open(PHONE);
    await openLink(page, await invite('lin.four'));
    await choose(page, GOOD);
    await joinButton(page).click();
    await page.getByText(/这个账号已有人使用.*请换一个账号/).waitFor();
    await page.getByLabel('账号').fill('林晓梅');
    await joinButton(page).click();
    await page.getByText(/账号只能用小写字母/).waitFor();
    await page.getByLabel('账号').fill('lin.four4');
    await joinButton(page).click();
    await page.getByRole('heading', { name: '我的案件', level: 1 }).waitFor();
  });

  it('without a token, or opened while somebody else is signed in, says what to do', async () => {
    const { page } = await stage.enter('tingzhou.mediator', PHONE);
    await openLink(page, await invite('lin.five'));
    await page.getByRole('heading', { name: '这里已登录为李金水' }).waitFor();
    await page.getByRole('button', { name: '退出登录并继续' }).click();
    await page.getByRole('heading', { name: '林晓梅，欢迎加入' }).waitFor();

    const bare = await stage.open(PHONE);
    await bare.page.goto(`${stage.stack.url}/console/join`);
    await bare.page.getByRole('heading', { name: '请用完整的邀请链接打开' }).waitFor();
    await openLink(bare.page, '0'.repeat(32));
    await bare.page.getByRole('heading', { name: '链接已不能使用' }).waitFor();
  });
});

describe('a forgotten password', () => {
  it('is replaced by a link, which ends the old sessions and works once', async () => {
    const account = 'changting.mediator';
    const old = await stage.enter(account, DESKTOP);
    const token = await resetLink(account);
    const { page } = await stage.open(PHONE);
    await openLink(page, token);
    await page.getByRole('heading', { name: '设置新密码' }).waitFor();
    await page.getByText(account, { exact: true }).waitFor();
    await choose(page, GOOD);
    // The answer is lost although the change was made: trying again must sign in, not report a used link.
    await page.route(
      '**/rpc/reset_password*',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await page.getByRole('button', { name: '保存新密码并登录' }).click();
    await page.getByText('网络不通，请检查网络后再试。').waitFor();
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByRole('heading', { name: '我的案件', level: 1 }).waitFor();

    await old.page.reload();
    await old.page.getByRole('heading', { name: '工作人员登录' }).waitFor();
    const stale = await stage.open(PHONE);
    await openLink(stale.page, token);
    await stale.page.getByRole('heading', { name: '链接已不能使用' }).waitFor();
  });
});

describe('the account page', () => {
  it('shows the devices, ends the other sessions, and changes the password', async () => {
    const account = 'tingzhou.mediator2';
    const elsewhere = await stage.stack.signIn(account);
    const { page } = await stage.enter(account, PHONE);
    await page.getByRole('button', { name: /账号菜单/ }).click();
    await page.getByRole('menuitem', { name: '我的账号' }).click();
    await page.getByRole('heading', { name: '我的账号', level: 1 }).waitFor();
    await page.getByText('本机', { exact: true }).waitFor();
    await page.getByRole('heading', { name: '我代理的' }).waitFor();
    expect(await excess(page)).toBe(0);
    await expectAccessible(page, 'one’s own account');

    await page.getByRole('button', { name: '退出其他所有设备' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '退出登录' }).click();
    await page.getByText('已退出', { exact: true }).waitFor();
    expect((await elsewhere.rpc('who_am_i')).data ?? []).toEqual([]);
    await page.getByRole('listitem').getByText('本机').waitFor();
    const others = page.getByRole('button', { name: /^退出登录：/ });
    await expect.poll(() => others.count(), { timeout: 10_000 }).toBe(0);

    await page.getByRole('button', { name: '修改密码' }).click();
    const dialog = page.getByRole('dialog', { name: '修改密码' });
    await dialog.getByLabel('现在的密码').fill('not-the-password-1');
    await choose(page, GOOD);
    const save = dialog.getByRole('button', { name: '保存新密码' });
    await save.click();
    await dialog.getByText('账号或密码不对。').waitFor();
    await dialog.getByLabel('现在的密码').fill(DEMO_PASSWORD);
    await save.click();
    await page.getByText('密码已修改').waitFor();
    expect((await stage.stack.signIn(account, GOOD)).auth).toBeDefined();

    await page.getByRole('button', { name: '全部退出' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('heading', { name: '工作人员登录' }).waitFor();
  });

  it('locks after wrong passwords, and says so', async () => {
    const { page } = await stage.open(PHONE);
    await page.goto(`${stage.stack.url}/console`);
    await page.getByLabel('账号').fill('shanghang.mediator');
    const enter = page.getByRole('button', { name: '登录', exact: true });
    for (let n = 0; n < 5; n++) {
      await page.getByLabel('密码', { exact: true }).fill(`wrong-${n}`);
      const answered = page.waitForResponse((response) => response.url().includes('/token'));
      await enter.click();
      await answered;
      await page.getByRole('alert').waitFor();
    }
    await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD);
    await enter.click();
    await page.getByText(/账号已锁定 15 分钟/).waitFor();
  });

  it('no screen reported an error', () => {
    expect(stage.problems()).toEqual([]);
  });
});
