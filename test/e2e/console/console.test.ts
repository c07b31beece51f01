import { describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../../scripts/demo/accounts';
import { STAFF_DOMAIN } from '../../../scripts/stack/gateway/gateway';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import { openStage } from '../../support/browser/stage';

// Sign-in to the console, what a leader and a mediator find there, and a lost network connection. The menu of each role
// is tested without a browser, in test/ui/roles.

const stage = openStage();

describe('the sign-in page', () => {
  it('reports an empty field and a wrong password in words, and keeps the account', async () => {
    const { page } = await stage.open(PHONE);
    await page.goto(`${stage.stack.url}/console`);
    const enter = page.getByRole('button', { name: '登录', exact: true });
    await enter.click();
    await page.getByText('请填写“账号”。').waitFor();
    await page.getByText('请填写“密码”。').waitFor();
    await page.getByLabel('账号').fill('changting.dispatcher');
    await page.getByLabel('密码', { exact: true }).fill('wrong-password');
    await enter.click();
    await page.getByText('账号或密码不对。').waitFor();
    expect(await page.getByLabel('账号').inputValue()).toBe('changting.dispatcher');
  });

  it('tells a user without a post what is missing, and lets them sign out', async () => {
    const account = 'new.colleague';
    const signedUp = await stage.stack
      .anon()
      .auth.signUp({ email: `${account}@${STAFF_DOMAIN}`, password: DEMO_PASSWORD });
    expect(signedUp.error).toBeNull();
    const { page } = await stage.open(PHONE);
    await page.goto(`${stage.stack.url}/console/cases`);
    await page.getByLabel('账号').fill(account);
    await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('heading', { name: '您的账号还没有岗位' }).waitFor();
    await page.getByText('请联系本单位管理员为您设置岗位').waitFor();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByLabel('账号').waitFor();
  });
});

describe('each role', () => {
  it('shows a leader a few statistics, each with a link to its list', async () => {
    const { number } = await stage.caseAt('accepted');
    const { page } = await stage.enter('changting.leader', DESKTOP);
    await page
      .getByRole('region', { name: '调度台待办' })
      .getByRole('link', { name: /已受理 1/ })
      .click();
    const row = page.getByRole('table', { name: '案件' }).getByRole('link', { name: number });
    await row.waitFor();
    expect(await page.getByLabel('状态', { exact: true }).inputValue()).toBe('accepted');
    await row.click();
    await page.getByRole('heading', { name: number, level: 1 }).waitFor();
    expect(await page.getByRole('group', { name: '可办理事项' }).count()).toBe(0);
  });

  it('is told politely when a case is outside of its jurisdiction', async () => {
    const { page } = await stage.enter('tingzhou.mediator', PHONE);
    const { id } = await stage.caseAt('submitted');
    await page.goto(`${stage.stack.url}/console/cases/${id}/show`);
    await page.getByText('没有找到这件案件，可能不在您的权限内。').waitFor();
  });
});

describe('personal data', () => {
  it('are shown for a reason and for a minute, and the reason is recorded', async () => {
    const { id } = await stage.caseAt('accepted');
    const { page } = await stage.enter('changting.dispatcher', DESKTOP);
    await page.clock.install();
    await page.goto(`${stage.stack.url}/console/cases/${id}/show`);
    const panel = page.getByRole('region', { name: '当事人', exact: true });
    await panel.getByText('138****1234').waitFor();
    const reveal = async () => {
      await panel.getByRole('button', { name: '查看完整信息：罗某' }).click();
      await page.getByRole('dialog').getByLabel('查看理由').fill('电话通知调解时间');
      await page.getByRole('dialog').getByRole('button', { name: '查看' }).click();
      await panel.getByRole('link', { name: '13859701234' }).waitFor();
    };
    await panel.getByRole('button', { name: '查看完整信息：罗某' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '查看' }).click();
    await page.getByText('请填写“查看理由”。').waitFor();
    await page.keyboard.press('Escape');
    expect(await panel.innerText()).not.toContain('13859701234');
    await reveal();
    await panel.getByRole('button', { name: /^隐藏/ }).click();
    await panel.getByText('138****1234').waitFor();
    await reveal();
    await page.clock.fastForward(61_000);
    await panel.getByText('138****1234').waitFor();
    const { n } = await stage.ask<{ n: number }>(
      `select count(*)::int as n from app.party_reveals where reason = '电话通知调解时间'`,
    );
    expect(n).toBe(2);
  });
});

describe('a lost connection', () => {
  it('is reported with its time, recovers without a reload, and loads what was missed', async () => {
    const { page, context } = await stage.enter('changting.dispatcher', DESKTOP);
    // The network connection is up before the desk's own code is loaded.
    await page.getByRole('list', { name: '案件队列' }).waitFor();
    await page.evaluate(() => Object.assign(window, { stillTheSamePage: true }));
    await context.setOffline(true);
    await page.getByText(/\d\d:\d\d 起未更新/).waitFor();
    await page.getByText(/自 \d\d:\d\d 起没有收到实时消息/).waitFor();
    const { number } = await stage.caseAt('submitted', {
      summary: '断网期间提交的申请：邻居夜里装修，噪声很大。',
    });
    await context.setOffline(false);
    await page.getByText('实时', { exact: true }).waitFor();
    await page
      .getByRole('list', { name: '案件队列' })
      .getByRole('button', { name: new RegExp(number) })
      .waitFor();
    expect(await page.evaluate(() => 'stillTheSamePage' in window)).toBe(true);
  });
});

describe('language and sign-out', () => {
  it('the language changes all texts at once and is remembered, and signing out leaves no data behind', async () => {
    const { page } = await stage.enter('changting.dispatcher', DESKTOP);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('tab', { name: /To accept/ }).waitFor();
    await page.goto(`${stage.stack.url}/console/cases`);
    await page.getByRole('heading', { name: 'Cases', level: 1 }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.getByRole('main').innerText()).not.toMatch(/%\{|console\.\w|ra\.\w/);
    await page.getByRole('button', { name: /account menu/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByLabel('Account', { exact: true }).waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage).join(' '))).not.toContain('e-mediation-staff');
    await page.goto(`${stage.stack.url}/console/cases`);
    await page.getByLabel('Account', { exact: true }).waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
