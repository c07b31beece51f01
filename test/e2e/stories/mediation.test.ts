import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../../scripts/demo/accounts';
import { DIST } from '../../../scripts/stack/build';
import {
  DESKTOP,
  fillForm,
  launchBrowser,
  openScreen,
  PHONE,
  type Screen,
  sendForm,
  signIn,
} from '../../support/browser/browser';
import { testStack, type TestStack } from '../../support/stack';

// The product as built and served, used by four people at once: an applicant from 长汀 with a phone, the dispatchers
// of 长汀 and of 上杭, and a mediator of 汀州镇 with a phone.

let stack: TestStack;
let browser: Browser;
let changting: Screen;
let shanghang: Screen;
let person: Screen;
let mediator: Screen;

const STORY = {
  type: /^邻里/,
  summary: '楼上卫生间漏水三个月，天花板起皮，对方一直拖着不修，希望尽快修好并赔偿粉刷费。',
  county: '长汀县',
  town: '汀州镇',
  name: '罗春生',
  phone: '13859701234',
  respondent: '范小军',
};
let number = '';
let code = '';

beforeAll(async () => {
  stack = await testStack({ dist: DIST });
  browser = await launchBrowser();
  [changting, shanghang, person, mediator] = await Promise.all([
    openScreen(browser, DESKTOP),
    openScreen(browser, DESKTOP),
    openScreen(browser, PHONE),
    openScreen(browser, PHONE),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const stageOnPhone = async (heading: string) => {
  await person.page.getByRole('button', { name: '刷新' }).click();
  await person.page.getByRole('heading', { name: heading, level: 2 }).waitFor();
};
/** Waits for the confirmation of a verb on any screen. */
const done = (screen: Screen, pattern: RegExp) => screen.page.getByText(pattern).first().waitFor();

describe('a dispute from the public form to its closing', () => {
  it('is filed on a phone and appears on the county’s desk within a moment, without a reload', async () => {
    await Promise.all([
      signIn(changting.page, stack.url, 'changting.dispatcher', DEMO_PASSWORD),
      signIn(shanghang.page, stack.url, 'shanghang.dispatcher', DEMO_PASSWORD),
    ]);
    await fillForm(person.page, stack.url, STORY);
    const answered = person.page
      .waitForResponse((response) => response.url().endsWith('/rpc/file_case') && response.ok())
      .then(() => performance.now());
    const row = changting.page
      .getByRole('list', { name: '案件队列' })
      .getByRole('button', { name: /漏水三个月/ });
    const shown = row.waitFor().then(() => performance.now());
    ({ number, code } = await sendForm(person.page));
    const wait = (await shown) - (await answered);
    process.stdout.write(`from receipt to desk: ${Math.max(0, Math.round(wait))} ms\n`);
    expect(await row.innerText()).toContain(number);
    await changting.page.getByRole('button', { name: new RegExp(`案件 ${number}`) }).waitFor();
  });

  it('is hidden from the desk of the next county, on the screen and in every API call', async () => {
    const { page } = shanghang;
    await page.getByText('没有待受理的案件').waitFor();
    expect(await page.getByText(number).count()).toBe(0);
    const client = await stack.signIn('shanghang.dispatcher');
    const owner = await stack.signIn('changting.dispatcher');
    const { data: rows } = await owner.from('cases').select('id,version').eq('number', number);
    const { id, version } = rows![0]!;
    for (const view of ['cases', 'parties', 'case_events', 'sessions', 'agreements', 'deadlines']) {
      const { data, error } = await client
        .from(view)
        .select('*')
        .eq(view === 'cases' ? 'id' : 'case_id', id);
      expect({ view, data, error }).toEqual({ view, data: [], error: null });
    }
    for (const [name, args] of Object.entries({
      available_actions: {},
      suggest_dispatch: {},
      list_mediators: {},
      accept_case: { type_code: '0202', grade: 'blue' },
      answer_case: { answer: '请到物业服务中心办理。' },
      close_case: {},
    })) {
      const verb = name.endsWith('_case')
        ? { expected_version: version, request_id: crypto.randomUUID() }
        : {};
      const { error, status } = await client.rpc(name, { case_id: id, ...verb, ...args });
      expect({ name, status, message: error?.message }).toEqual({
        name,
        status: 404,
        message: 'case_not_found',
      });
    }
    await client.realtime.setAuth();
    for (const topic of ['region:350821', `case:${id}`]) {
      const channel = client.channel(topic, { config: { private: true } });
      const refused = await new Promise<string>((resolve) => channel.subscribe((status) => resolve(status)));
      await client.removeChannel(channel);
      expect({ topic, refused }).toEqual({ topic, refused: 'CHANNEL_ERROR' });
    }
  });

  it('is accepted at the desk and dispatched on the map', async () => {
    const { page } = changting;
    await page
      .getByRole('list', { name: '案件队列' })
      .getByRole('button', { name: new RegExp(number) })
      .click();
    await page.getByRole('button', { name: '受理', exact: true }).click();
    const form = page.getByRole('dialog', { name: '受理' });
    await form.getByLabel('纠纷类型').selectOption({ label: '邻里 › 渗漏排水' });
    await form.getByRole('button', { name: '确认受理' }).click();
    await form.waitFor({ state: 'hidden' });
    await stageOnTracking('已受理');
    const pin = page.getByRole('button', { name: '选择第 1 位：长汀县汀州镇人民调解委员会' });
    await pin.waitFor();
    await pin.focus();
    await page.keyboard.press('Enter');
    await page.getByText('分派给 长汀县汀州镇人民调解委员会').waitFor();
    await page.getByLabel('给承办组织的话（选填）').fill('请尽快上门查看漏水情况。');
    await page.getByRole('button', { name: '确认分派' }).click();
    await done(changting, new RegExp(`${number} 已分派给长汀县汀州镇人民调解委员会`));
    await stageOnPhone('等调解组织接手');
  });

  it('is signed for and mediated on a phone: two sessions and an agreement', async () => {
    const { page } = mediator;
    await signIn(page, stack.url, 'tingzhou.mediator', DEMO_PASSWORD);
    await page.getByText('漏水三个月').first().waitFor();
    await page.getByRole('button', { name: '签收并指派调解员' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('radio', { name: '李金水' }).check();
    await form.getByRole('button', { name: '确认指派' }).click();
    await done(mediator, new RegExp(`已指派调解员：${number}`));
    await stageOnPhone('已安排调解员');

    for (const [kind, summary] of [
      ['联系', '电话联系双方，范小军同意周三上门查看漏点。'],
      ['调解会', '双方在社区见面，范小军认可漏水由其卫生间防水层破损引起，愿意维修。'],
    ] as const) {
      await page.getByRole('button', { name: '记录进展' }).first().click();
      await form.getByRole('radio', { name: kind, exact: true }).check();
      await form.getByLabel('进展情况').fill(summary);
      await form.getByRole('button', { name: '保存记录' }).click();
      await form.waitFor({ state: 'hidden' });
    }
    await stageOnPhone('正在调解');

    await page.getByText('漏水三个月').first().click();
    await page.getByRole('heading', { name: '调解记录' }).waitFor();
    await page.getByRole('button', { name: '登记调解结果' }).click();
    await form.getByRole('radio', { name: '达成书面协议' }).check();
    await form.getByLabel('协议内容').fill('范小军于十日内修好漏水，并赔偿罗春生粉刷费八百元，当场付清。');
    await form.getByLabel('涉及金额').fill('800');
    await form.getByRole('button', { name: '确认结果' }).click();
    await done(mediator, new RegExp(`已登记调解结果：${number}`));
    await stageOnPhone('达成协议');
  });

  it('is closed at the desk, and the applicant reads the outcome', async () => {
    const { page } = changting;
    await page.getByRole('tab', { name: /待结案/ }).click();
    await page
      .getByRole('list', { name: '案件队列' })
      .getByRole('button', { name: new RegExp(number) })
      .click();
    await page.getByRole('button', { name: '结案', exact: true }).click();
    const form = page.getByRole('dialog', { name: '结案' });
    await form.getByLabel('涉及人数').fill('2');
    for (const paper of ['人民调解申请书', '权利义务告知书', '调解记录', '人民调解协议书'])
      await form.getByRole('checkbox', { name: paper }).check();
    await form.getByRole('button', { name: '确认结案' }).click();
    await done(changting, new RegExp(`已结案 ${number}`));
    await stageOnPhone('已办结');
    await person.page.getByText('双方达成协议，签了书面协议书。').first().waitFor();
  });

  it('has a history of who did what and when, with a complete chain of hashes', async () => {
    const owner = await stack.signIn('changting.dispatcher');
    const { data } = await owner.from('cases').select('id').eq('number', number);
    await changting.page.goto(`${stack.url}/console/cases/${data![0]!.id}/show`);
    const { page } = changting;
    await page.getByRole('heading', { name: '办理经过' }).waitFor();
    const text = await page.getByRole('main').innerText();
    for (const pattern of [
      '赖秀英 · 调度员',
      '李金水 · 调解员',
      '签收并指派调解员',
      '登记调解结果',
      '请尽快上门查看漏水情况。',
    ]) {
      expect(text).toContain(pattern);
    }
    const { data: events } = await owner
      .from('case_events')
      .select('verb,actor_name')
      .eq('case_id', data![0]!.id)
      .order('seq');
    expect(events!.map(({ verb }) => verb)).toEqual([
      'file_case',
      'accept_case',
      'dispatch_case',
      'assign_mediator',
      'log_session',
      'log_session',
      'conclude_case',
      'close_case',
    ]);
  });

  it('reported no error on any screen', () => {
    for (const screen of [changting, shanghang, person, mediator]) expect(screen.problems).toEqual([]);
  });
});

/** Opens the tracking page once by the link of the receipt; later stages are loaded with its refresh button. */
async function stageOnTracking(heading: string): Promise<void> {
  await person.page.goto(`${stack.url}/#/track/${number}/${code}`);
  await person.page.getByRole('heading', { name: heading, level: 2 }).waitFor();
}
