import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { fillForm, PHONE, type Screen, sendForm } from '../../support/browser/browser';
import { expectWrong, LEAK, question, tapCounty } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// Filing on a phone with everything that may go wrong: an outdated form, a double click, a lost connection. What the
// form says of a mistake is tested without a browser, in test/ui/filing-question.

const stage = openStage();
let screen: Screen;
let page: Page;

beforeEach(async () => {
  await screen?.context.close();
  screen = await stage.open(PHONE);
  page = screen.page;
});

const cases = async () => (await stage.ask<{ n: number }>('select count(*)::int as n from app.cases')).n;
const send = () => page.getByRole('button', { name: '提交申请' });
const agree = () => page.getByRole('checkbox', { name: /同意按此办理/ }).check();
const receipt = () => page.getByRole('heading', { name: '已经提交，我们收到了' }).waitFor();

describe('an unfinished application', () => {
  it('loses no answer: going back and reloading keep them all', async () => {
    await fillForm(page, stage.stack.url, LEAK);
    for (const title of [
      '对方是谁？',
      '怎么联系您？',
      '事情发生在哪里？',
      '是哪一类纠纷？',
      '发生了什么事？',
    ]) {
      await page.goBack();
      await question(page, title);
    }
    expect(await page.getByLabel('事情经过').inputValue()).toBe(LEAK.summary);
    await page.reload();
    await question(page, '发生了什么事？');
    expect(await page.getByLabel('事情经过').inputValue()).toBe(LEAK.summary);
    await page.goto(`${stage.stack.url}/#/`);
    await page.getByRole('link', { name: /接着填申请/ }).click();
    await page.getByRole('button', { name: '接着填' }).click();
    await question(page, '请核对一遍');
  });
});

describe('a refusal by the server', () => {
  it('of a type that was retired meanwhile leads to the types', async () => {
    await fillForm(page, stage.stack.url, LEAK);
    await agree();
    await stage.ask(`update app.dispute_types set active = false where code like '02%' returning code`);
    await send().click();
    await question(page, '是哪一类纠纷？');
    await expectWrong(page, { type_code: '“纠纷类型”不在可选范围内，请重新选择。' });
    await stage.ask(`update app.dispute_types set active = true where code like '02%' returning code`);
    await page.getByRole('button', { name: '改好了，回去核对' }).click();
    await question(page, '请核对一遍');
  });

  it('of a pin in another county leads to the map when it could not be checked before', async () => {
    await page.route('**/rpc/locate', (route) => route.abort());
    await fillForm(page, stage.stack.url, LEAK);
    await page.getByRole('link', { name: '修改：发生地点' }).click();
    await tapCounty(page, { x: 1.08, y: 0.6 });
    await page.getByText('现在没能核对位置，提交时会再核对。').waitFor();
    await page.getByRole('button', { name: '改好了，回去核对' }).click();
    await agree();
    await send().click();
    await question(page, '事情发生在哪里？');
    await expectWrong(page, { longitude: '地图上的位置在连城县，与所选区划不一致，请核对。' });
    await page.getByRole('button', { name: '去掉标记' }).click();
    await page.getByRole('button', { name: '改好了，回去核对' }).click();
    await agree();
    await send().click();
    await receipt();
  });

  it('of a consent text that was renewed meanwhile is shown at the consent', async () => {
    await fillForm(page, stage.stack.url, LEAK);
    await agree();
    await stage.ask(
      `insert into app.consent_texts (version, texts)
       select '2026-12', replace(texts::text, '申请和调解都不收取任何费用。', '申请和调解都不花钱。')::jsonb
       from app.consent_texts where version = '2026-11' returning version`,
    );
    await send().click();
    await expectWrong(page, {
      consent_version: '告知内容已更新。请刷新页面，重新阅读并同意；填写的内容还在。',
    });
    await page.reload();
    await page.getByText('申请和调解都不花钱。').waitFor();
    await agree();
    await send().click();
    await receipt();
    expect(await stage.ask('select consent_version from app.cases order by created_at desc limit 1')).toEqual(
      {
        consent_version: '2026-12',
      },
    );
  });
});

describe('one application is one case', () => {
  it('after a double click', async () => {
    const before = await cases();
    await fillForm(page, stage.stack.url, LEAK);
    await agree();
    await send().dblclick();
    await receipt();
    expect(await cases()).toBe(before + 1);
  });

  it('when the answer and then the network are lost', async () => {
    const before = await cases();
    await fillForm(page, stage.stack.url, LEAK);
    await agree();
    await page.route('**/rpc/file_case', async (route) => {
      await route.fetch();
      await screen.context.setOffline(true);
      await route.abort('internetdisconnected');
    });
    await send().click();
    await page.getByText('网络不通，请检查网络后再试。您填写的内容还在。').waitFor();
    await page.getByText('同一份申请不会重复登记').waitFor();
    await page.getByText('现在没有网络。').waitFor();
    expect(await cases()).toBe(before + 1);
    await page.unroute('**/rpc/file_case');
    await screen.context.setOffline(false);
    await page.getByText('现在没有网络。').waitFor({ state: 'hidden' });
    await send().click();
    await receipt();
    expect(await cases()).toBe(before + 1);
  });

  it('also with a receipt saved by an earlier release, which has no next steps', async () => {
    await fillForm(page, stage.stack.url, LEAK);
    const { number } = await sendForm(page);
    await page.evaluate(() => {
      const kept = 'e-mediation.portal.receipt';
      const { steps, ...older } = JSON.parse(sessionStorage.getItem(kept)!) as { steps: unknown[] };
      if (steps.length === 0) throw new Error('There was nothing to leave out.');
      sessionStorage.setItem(kept, JSON.stringify(older));
    });
    await page.reload();
    await page.getByRole('article', { name: '调解申请回执' }).getByText(number).waitFor();
    await page.getByRole('button', { name: '办完了，清除这张回执' }).click();
  });

  it('and the next application is another case', async () => {
    const before = await cases();
    const numbers = [];
    for (let time = 0; time < 2; time += 1) {
      await fillForm(page, stage.stack.url, LEAK);
      numbers.push((await sendForm(page)).number);
      await page.getByRole('button', { name: '办完了，清除这张回执' }).click();
    }
    expect(new Set(numbers).size).toBe(2);
    expect(await cases()).toBe(before + 2);
  });
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
