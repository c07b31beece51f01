import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible, expectAccessibleDayAndNight } from '../../support/browser/axe';
import { DESKTOP, PHONE, sendForm } from '../../support/browser/browser';
import { LEAK, next, question, tapCounty } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// Checks every screen with axe: names, roles, order and contrast, in light and dark mode.

const stage = openStage();

/** Files a case from the first page to its tracking page, with mistakes that show validation errors. */
async function file(page: Page, look: (screen: string) => Promise<void>): Promise<void> {
  await page.goto(stage.stack.url);
  await question(page, '有了纠纷，来这里调解');
  await look('home');
  await page.getByRole('link', { name: /申请调解/ }).click();
  await question(page, '发生了什么事？');
  await next(page);
  await page.getByRole('alert').waitFor();
  await look('story, empty');
  await page.getByLabel('事情经过').fill(LEAK.summary);
  await page.getByRole('radio', { name: '有', exact: true }).check();
  await look('story, danger');
  await next(page);
  await question(page, '是哪一类纠纷？');
  await next(page);
  await page.getByRole('radio', { name: LEAK.type }).check();
  await page.getByRole('heading', { name: '根据您写的，可能是' }).waitFor();
  await look('type');
  await next(page);
  await page.getByRole('radio', { name: LEAK.county }).check();
  await tapCounty(page, { x: 0.36, y: 0.62 });
  await look('place, pinned');
  await next(page);
  await question(page, '怎么联系您？');
  await next(page);
  await page.getByRole('alert').waitFor();
  await look('you, empty');
  await page.getByLabel('您的姓名').fill(LEAK.name);
  await page.getByLabel('您的电话').fill(LEAK.phone);
  await next(page);
  await page.getByRole('radio', { name: /^个人/ }).check();
  await look('other');
  await page.getByLabel('对方姓名').fill(LEAK.respondent);
  await next(page);
  await question(page, '请核对一遍');
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByRole('alert').waitFor();
  await look('review, not agreed');
  await sendForm(page);
  await look('receipt');
  await page.getByRole('link', { name: '查看进度' }).click();
  await question(page, '案件进度');
  await page.getByRole('button', { name: '刷新' }).waitFor();
  await look('case');
  await page.goto(`${stage.stack.url}/#/track`);
  await question(page, '查询进度');
  await look('track');
}

describe('the portal is accessible', () => {
  it('in light and in dark mode', async () => {
    const { page } = await stage.open(PHONE);
    await file(page, (screen) => expectAccessibleDayAndNight(page, screen));
  });
});

const night = (page: Page) => page.getByRole('button', { name: '换成深色' }).click();

describe('the console is accessible', () => {
  it('for a dispatcher: sign-in, desk, case, forms, lists', async () => {
    const { page: signInPage } = await stage.open(DESKTOP);
    await signInPage.goto(`${stage.stack.url}/console`);
    await signInPage.getByRole('button', { name: '登录', exact: true }).click();
    await expectAccessible(signInPage, 'sign-in');
    await night(signInPage);
    await expectAccessible(signInPage, 'sign-in by night');

    const [waiting, accepted] = [
      await stage.caseAt('submitted', { danger: true }),
      await stage.caseAt('accepted'),
    ];
    const { page } = await stage.enter('changting.dispatcher', DESKTOP);
    await page
      .getByRole('button', { name: new RegExp(`^案件 ${waiting.number}|处有`) })
      .first()
      .waitFor();
    await expectAccessible(page, 'desk');
    await page.goto(`${stage.stack.url}/console/desk?tab=accepted&case=${accepted.id}`);
    await page.getByRole('list', { name: '推荐的承办组织' }).getByRole('button').first().click();
    await page.getByText(/^分派给 长汀县/).waitFor();
    await expectAccessible(page, 'desk, dispatching');
    await night(page);
    await expectAccessible(page, 'desk by night');
    for (const path of ['cases', `cases/${accepted.id}/show`]) {
      await page.goto(`${stage.stack.url}/console/${path}`);
      await page
        .getByRole('row')
        .or(page.getByRole('heading', { name: '办理经过' }))
        .first()
        .waitFor();
      await expectAccessible(page, `${path} by night`);
    }
    await page.getByRole('button', { name: '换成浅色' }).click();
    await expectAccessible(page, 'case');
    await page.getByRole('button', { name: '直接答复' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确认答复' }).click();
    await expectAccessible(page, 'form with a validation error');
    for (const path of ['cases', 'organisations']) {
      await page.goto(`${stage.stack.url}/console/${path}`);
      await page.getByRole('row').first().waitFor();
      await expectAccessible(page, path);
    }
  });

  it('for a mediator with a phone, a leader and an administrator', async () => {
    await stage.caseAt('dispatched');
    const { id } = await stage.caseAt('mediating');
    const { page: phone } = await stage.enter('tingzhou.mediator', PHONE);
    await phone.getByRole('button', { name: '记录进展' }).waitFor();
    await expectAccessible(phone, 'my cases');
    await phone.goto(`${stage.stack.url}/console/cases/${id}/show`);
    await phone.getByRole('heading', { name: '办理经过' }).waitFor();
    await expectAccessible(phone, 'case on a phone');
    await phone.getByRole('button', { name: '登记调解结果' }).click();
    await phone.getByRole('dialog').getByRole('button', { name: '确认结果' }).click();
    await expectAccessible(phone, 'form on a phone');
    await phone.goto(`${stage.stack.url}/console/desk`);
    await phone.getByRole('heading', { name: '此页不属于您的岗位' }).waitFor();
    await expectAccessible(phone, 'refused');

    const { page: leader } = await stage.enter('changting.leader', DESKTOP);
    await leader.getByRole('region', { name: '调度台待办' }).waitFor();
    await expectAccessible(leader, 'overview');
    await night(leader);
    await expectAccessible(leader, 'overview by night');
    const { page: office } = await stage.enter('city.administrator', DESKTOP, { at: '/posts' });
    await office.getByRole('row').first().waitFor();
    await expectAccessible(office, 'posts');
  });
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
