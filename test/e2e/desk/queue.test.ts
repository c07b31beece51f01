import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import { at, type Stage, type VerbResult } from '../../support/case';
import { overflows, tabTo } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// The queue shows what to do next and why; a dispatcher processes twenty mixed cases with the keyboard only.

const stage = openStage();
const TABS: [Stage, number][] = [
  ['submitted', 7],
  ['accepted', 6],
  ['agreed', 5],
];
let page: Page;
let red: VerbResult;
let asks: VerbResult;

beforeAll(async () => {
  for (const [reached, count] of TABS)
    for (let made = 0; made < count; made += 1) await stage.caseAt(reached);
  red = await stage.caseAt('submitted', {
    danger: true,
    summary: '对方持刀堵门，扬言动手，家里有老人孩子。',
  });
  asks = await stage.caseAt('mediating');
  const mediator = await stage.stack.signIn('tingzhou.mediator');
  const { error } = await mediator.rpc('request_extension', {
    ...at(asks),
    days: 10,
    reason: '等待房屋安全鉴定结果。',
    parties_agree: true,
  });
  expect(error).toBe(null);
  ({ page } = await stage.enter('changting.dispatcher', DESKTOP, { at: '/desk?tab=submitted' }));
  await rows().first().waitFor();
}, 240_000);

const rows = () => page.getByRole('list', { name: '案件队列' }).getByRole('button');
const panel = () => page.getByRole('complementary', { name: /^案件 \d/ });
const press = (key: string) => page.keyboard.press(key);

/** Goes to another tab and waits until it is shown. */
async function goToTab(name: string, presses = 1): Promise<void> {
  for (let n = 0; n < presses; n += 1) await press(']');
  await page.getByRole('tab', { name, selected: true }).waitFor();
}

/** Opens the first case of the tab. */
async function begin(): Promise<void> {
  await rows().first().waitFor();
  await press('j');
  await press('Enter');
  await panel().waitFor();
}

/**
 * The label of the open case, null when none is open. Not queried by role, since an open dialog hides the panel from
 * such queries.
 */
const opened = () => page.evaluate(() => document.querySelector('aside')?.getAttribute('aria-label') ?? null);

/** Handles the open case until the desk shows the next one or none is left. Returns the number of cases. */
async function eachCase(act: (turn: number) => Promise<void>): Promise<number> {
  let turn = 0;
  for (let label = await opened(); label; label = await opened(), turn += 1) {
    await act(turn);
    // The panel shows the number once the case is loaded.
    const next = async () => ((await opened()) ?? '案件 none').replace(/^(?!案件 ).*/, label!);
    await expect.poll(next, { timeout: 20_000 }).not.toBe(label);
  }
  return turn;
}

/** Opens the form of a verb with its key, fills it in and sends it. */
async function form(key: string, name: string, fill: () => Promise<void>): Promise<void> {
  await press(key);
  const dialog = page.getByRole('dialog', { name });
  await dialog.waitFor();
  await fill();
  await press('Control+Enter');
  await dialog.waitFor({ state: 'hidden' });
}

const nothing = async () => undefined;

describe('the queue of the desk', () => {
  it('shows dangerous cases first, and the reason of each row', async () => {
    const [first] = await rows().allInnerTexts();
    expect(first).toContain(red.number);
    expect(first).toContain('有风险，优先处置');
    for (const text of await rows().allInnerTexts()) expect(text).toMatch(/优先处置|内受理|等申请人补正/);
    await expectAccessible(page, 'the queue with its reasons');
  });

  it('lists all keys, and ignores them while somebody types', async () => {
    await press('?');
    const help = page.getByRole('dialog', { name: '快捷键' });
    for (const message of ['受理', '一次性告知补正 / 登记补正', '审批延期', '催办', '更多操作'])
      await help.getByText(message, { exact: true }).waitFor();
    await press('Escape');
    await help.waitFor({ state: 'hidden' });
    await press('/');
    await page.keyboard.type('aco');
    expect(await page.getByRole('dialog').count()).toBe(0);
    for (let typed = 0; typed < 3; typed += 1) await press('Backspace');
    await press('Escape');
    await rows().first().waitFor();
  });

  it('reacts to keys again after a form is cancelled', async () => {
    await press('j');
    await press('a');
    const dialog = page.getByRole('dialog', { name: '受理' });
    await dialog.waitFor();
    await expect.poll(() => dialog.evaluate((root) => root.contains(document.activeElement))).toBe(true);
    await press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.matches('[data-case]'))).toBe(true);
    await press('o');
    await page.getByRole('menuitem', { name: '上报风险' }).waitFor();
    await press('Escape');
    await page.getByRole('menuitem').first().waitFor({ state: 'hidden' });
    await press('x');
    await page.getByText(/现在不能办理“审批延期”/).waitFor();
    await press('Escape');
  });

  it('is emptied of submitted cases: accepted, answered directly, not accepted', async () => {
    await begin();
    const done = await eachCase(async (turn) => {
      if (turn === 1)
        await form('r', '直接答复', () => page.keyboard.type('请到社区服务中心登记，三日内有人上门。'));
      else if (turn === 2)
        await form('n', '不予受理', async () => {
          await press('Space');
          await press('Tab');
          await page.keyboard.type('请向审理法院申请庭前调解。');
        });
      else await form('a', '受理', nothing);
    });
    expect(done).toBe(8);
  });

  it('is emptied of accepted cases: each dispatched to the best organisation', async () => {
    await goToTab('待分派');
    await begin();
    const done = await eachCase(async () => {
      await press('d');
      await page.getByText(/^分派给 长汀县/).waitFor();
      await press('Enter');
    });
    expect(done).toBe(12);
  });

  it('grants a requested extension', async () => {
    await goToTab('办理中', 2);
    await rows().first().waitFor();
    const row = page.getByRole('list', { name: '案件队列' }).getByRole('button', { name: asks.number });
    await row.getByText('延期申请待审批').waitFor();
    await begin();
    await form('x', '审批延期', async () => {
      const grant = page.getByRole('dialog').getByRole('radio').first();
      await grant.waitFor();
      await tabTo(page, grant);
      await press('Space');
    });
    const { granted } = await stage.ask<{ granted: boolean }>(
      'select granted from app.extensions where case_id = $1',
      [asks.id],
    );
    expect(granted).toBe(true);
    await press('Escape');
  });

  it('is emptied of cases to be closed', async () => {
    await goToTab('待结案');
    await begin();
    const done = await eachCase(async () => {
      await form('c', '结案', async () => {
        const people = page.getByLabel('涉及人数');
        await people.waitFor();
        await tabTo(page, people);
        await page.keyboard.type('2');
        const papers = page.getByRole('dialog').getByRole('checkbox');
        for (const paper of await papers.all()) {
          await tabTo(page, paper);
          await press('Space');
        }
      });
    });
    expect(done).toBe(6);
  });

  it('leaves no case in the tabs of the desk', async () => {
    const { n } = await stage.ask<{ n: number }>(
      `select count(*)::int as n from app.cases where status in ('submitted', 'accepted', 'agreed', 'not_settled', 'answered')`,
    );
    expect(n).toBe(0);
    for (const name of ['待受理', '待分派', '待结案'])
      await expect.poll(() => page.getByRole('tab', { name }).innerText()).toMatch(/^0/);
    await page.getByText('没有待结案的案件').waitFor();
  });
});

describe('the queue on a phone', () => {
  it('shows cases that wait for somebody else last, and fits the screen', async () => {
    const [first, second] = [await stage.caseAt('submitted'), await stage.caseAt('submitted')];
    const desk = await stage.stack.signIn('changting.dispatcher');
    const { error } = await desk.rpc('request_info', { ...at(first), items: ['对方的电话'] });
    expect(error).toBe(null);
    const { page: phone } = await stage.enter('changting.dispatcher', PHONE, { at: '/desk?tab=submitted' });
    const list = phone.getByRole('list', { name: '案件队列' }).getByRole('button');
    await list.first().waitFor();
    const texts = await list.allInnerTexts();
    expect(texts.some((text) => text.includes(second.number))).toBe(true);
    expect(texts.at(-1)).toContain(first.number);
    expect(texts.at(-1)).toContain('等申请人补正');
    expect(await overflows(phone)).toBe(false);
    await expectAccessible(phone, 'the queue on a phone');
  });
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
