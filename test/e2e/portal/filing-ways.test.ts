import { describe, expect, it } from 'vitest';
import { DESKTOP, fillForm, PHONE, sendForm } from '../../support/browser/browser';
import { LEAK, next, overflows, question, tabTo, tapCounty } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// Other ways to file: with the map, with the keyboard, in English, on the smallest phone.

const stage = openStage();

describe('filing with a pin', () => {
  it('puts the case on the dispatcher’s map at that place', async () => {
    const { page: desk } = await stage.enter('changting.dispatcher', DESKTOP);
    const { page } = await stage.open(PHONE);
    const place = { x: 0.36, y: 0.62 };
    await fillForm(page, stage.stack.url, LEAK);
    await page.getByRole('link', { name: '修改：发生地点' }).click();
    await tapCounty(page, place);
    await page.getByText('已标在长汀县').waitFor();
    await page.getByRole('button', { name: '改好了，回去核对' }).click();
    await page.getByText('地图上已标记').waitFor();
    const { number } = await sendForm(page);

    const mark = desk.getByRole('button', { name: new RegExp(`^案件 ${number}`) });
    await mark.waitFor();
    const at = (await mark.boundingBox())!;
    const county = (await desk.locator('path.emap-here').boundingBox())!;
    const x = (at.x + at.width / 2 - county.x) / county.width;
    const y = (at.y + at.height / 2 - county.y) / county.height;
    expect(Math.hypot(x - place.x, y - place.y)).toBeLessThan(0.02);
    const { location_basis } = await stage.ask<{ location_basis: string }>(
      'select location_basis from app.cases where number = $1',
      [number],
    );
    expect(location_basis).toBe('pin');
  });
});

describe('filing with the keyboard only', () => {
  it('needs only Tab, Space, Enter and the arrow keys', async () => {
    const { page } = await stage.open(DESKTOP);
    const field = (name: string) => page.getByLabel(name);
    const choose = async (first: string | RegExp, arrows: number) => {
      await tabTo(page, page.getByRole('radio', { name: first }).first());
      await page.keyboard.press('Space');
      for (let press = 0; press < arrows; press += 1) await page.keyboard.press('ArrowDown');
    };
    const type = async (name: string, message: string) => {
      await tabTo(page, field(name));
      await page.keyboard.insertText(message);
    };
    const press = async (name: string) => {
      await tabTo(page, page.getByRole('button', { name }));
      await page.keyboard.press('Enter');
    };
    await page.goto(stage.stack.url);
    await tabTo(page, page.getByRole('link', { name: /申请调解/ }));
    await page.keyboard.press('Enter');
    await question(page, '发生了什么事？');
    await type('事情经过', LEAK.summary);
    await choose('有', 1);
    await press('下一步');
    await question(page, '是哪一类纠纷？');
    // Chooses the first type that is suggested from the story.
    await press('邻里');
    await press('下一步');
    await question(page, '事情发生在哪里？');
    await choose('新罗区', 2);
    await press('下一步');
    await question(page, '怎么联系您？');
    await type('您的姓名', LEAK.name);
    await type('您的电话', LEAK.phone);
    // Enter in a single-line input goes to the next question.
    await page.keyboard.press('Enter');
    await question(page, '对方是谁？');
    await choose(/^个人/, 2);
    await press('下一步');
    await question(page, '请核对一遍');
    const review = await page.getByRole('main').innerText();
    for (const message of ['邻里', '没有', '长汀县', '罗春生', '不清楚是谁'])
      expect(review).toContain(message);
    await tabTo(page, page.getByRole('checkbox'));
    await page.keyboard.press('Space');
    await press('提交申请');
    await question(page, '已经提交，我们收到了');
  });
});

describe('filing in English', () => {
  it('asks, validates and answers in English', async () => {
    const { page } = await stage.open(PHONE);
    const go = (name = 'Next') => page.getByRole('button', { name, exact: true }).click();
    await page.goto(stage.stack.url);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('link', { name: /Ask for mediation/ }).click();
    await page
      .getByLabel('What happened', { exact: true })
      .fill('My neighbour’s pipe has leaked for three months.');
    await go();
    await page.getByRole('alert').getByText('Say whether anybody is in danger now.').waitFor();
    await page.getByRole('radio', { name: 'No', exact: true }).check();
    await go();
    await page.getByRole('radio', { name: 'Neighbours' }).check();
    await go();
    await page.getByRole('radio', { name: LEAK.county }).check();
    await go();
    await page.getByLabel('Your name').fill('John Smith');
    await page.getByLabel('Your phone number').fill(LEAK.phone);
    await go();
    await page.getByRole('radio', { name: /^I do not know/ }).check();
    await go();
    await page.getByRole('heading', { name: 'Please check', level: 1 }).waitFor();
    await page.getByRole('checkbox').check();
    await go('Send');
    await page.getByRole('heading', { name: 'We have received your application' }).waitFor();
    await page.getByRole('link', { name: 'See the progress' }).click();
    await page.getByRole('heading', { name: 'Waiting for the desk' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    const text = await page.locator('body').innerText();
    expect(text).not.toMatch(/%\{|\b(portal|error|case)\.\w+/);
  });
});

describe('filing on the smallest phone', () => {
  it('never scrolls sideways, even with large letters, and only calls our own server', async () => {
    const { page, context } = await stage.open({ width: 320, height: 568 });
    const foreign: string[] = [];
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== stage.stack.url) foreign.push(request.url());
    });
    const wide: string[] = [];
    const look = async () => {
      if (await overflows(page)) wide.push(page.url());
    };
    await page.goto(stage.stack.url);
    await look();
    await page.getByRole('button', { name: '大字' }).click();
    await look();
    await page.goto(`${stage.stack.url}/#/file`);
    await page.getByLabel('事情经过').fill(`${LEAK.summary}${'A'.repeat(200)}`);
    await page.getByRole('radio', { name: '有', exact: true }).check();
    await look();
    await next(page);
    await page.getByRole('radio', { name: LEAK.type }).check();
    await page.getByRole('heading', { name: '根据您写的，可能是' }).waitFor();
    await look();
    await next(page);
    await page.getByRole('radio', { name: LEAK.county }).check();
    await tapCounty(page, { x: 0.36, y: 0.62 });
    await look();
    await next(page);
    await page.getByLabel('您的姓名').fill('买买提'.repeat(13));
    await page.getByLabel('您的电话').fill(LEAK.phone);
    await look();
    await next(page);
    await page.getByRole('radio', { name: /^单位/ }).check();
    await page.getByLabel('单位名称').fill('龙岩市长汀县汀州镇水东街物业管理有限责任公司'.repeat(3));
    await look();
    await next(page);
    await question(page, '请核对一遍');
    await look();
    const { number, code } = await sendForm(page);
    await look();
    // The receipt and, later, the steps of the case show the same dates.
    const mediated = await page.locator('.next li').filter({ hasText: '调解有结果' }).innerText();
    const [day] = /\d+年\d+月\d+日星期./.exec(mediated)!;
    // Number and code are not broken across lines, since people copy them by hand.
    const lines = await page
      .locator('.receipt-keys dd')
      .evaluateAll((found) => found.map((one) => one.getClientRects().length && one.clientHeight));
    expect(lines.every((height) => height < 45)).toBe(true);
    await page.goto(`${stage.stack.url}/#/track/${number}/${code}`);
    await question(page, '案件进度');
    await look();
    await page.locator('.stages li').filter({ hasText: '有结果' }).getByText(day).waitFor();
    expect(wide).toEqual([]);
    expect(foreign).toEqual([]);
  });
});

describe('tracking', () => {
  it('says once that number and code do not match, and explains a mistyped input', async () => {
    const { page } = await stage.open(PHONE);
    const { number } = await stage.caseAt('submitted');
    await page.goto(`${stage.stack.url}/#/track`);
    await page.getByLabel('案件编号').fill(number);
    await page.getByLabel('查询码').fill('AAAA-BBBB');
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByRole('alert').getByText('查询码是 16 位字母和数字，请对照回执检查。').waitFor();
    await page.getByLabel('查询码').fill('AAAA-BBBB-CCCC-DDDD');
    await page.getByRole('button', { name: '查询', exact: true }).click();
    const said = page.getByText('编号与查询码对不上。');
    await said.waitFor();
    expect(await said.count()).toBe(1);
    expect(await page.getByLabel('案件编号').inputValue()).toBe(number);
    expect(await page.getByRole('alert').count()).toBe(1);
  });
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
