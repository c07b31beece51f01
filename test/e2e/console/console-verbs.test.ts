import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { DESKTOP, type Screen } from '../../support/browser/browser';
import { openStage } from '../../support/browser/stage';

// Of two dispatchers with the same case only one succeeds; and the desk can be used with the keyboard only. What the
// forms say of a mistake is tested without a browser, in test/ui/verb-forms.

const stage = openStage();
/** The dispatcher of 长汀. */
const DESK = 'changting.dispatcher';
const seats: Record<string, Promise<Screen>> = {};
const seat = async (account: string) =>
  (await (seats[account] ??= stage.enter(account, DESKTOP, { keep: true }))).page;

const versionOf = async (id: string) =>
  (await stage.ask<{ version: number }>('select version from app.cases where id = $1', [id])).version;

const open = async (page: Page, id: string, verb: string) => {
  await page.goto(`${stage.stack.url}/console/cases/${id}/show`);
  await page.getByRole('button', { name: verb, exact: true }).first().click();
  return page.getByRole('dialog', { name: verb });
};

describe('two dispatchers on the same case', () => {
  it('the later one is told who did what, keeps the input and may send it again', async () => {
    const { id, number, version } = await stage.caseAt('submitted');
    const [first, { page: second }] = await Promise.all([seat(DESK), stage.enter(DESK, DESKTOP)]);
    const answer = await open(second, id, '直接答复');
    const message = '此事请先到水东街社区服务中心登记，社区会在三日内上门。';
    await answer.getByLabel('答复内容').fill(message);

    const accept = await open(first, id, '受理');
    await accept.getByRole('button', { name: '确认受理' }).click();
    await first.getByText(`已受理 ${number}`).waitFor();

    await answer.getByRole('button', { name: '确认答复' }).click();
    await answer.getByText(/您填写期间，赖秀英于 .* 办理了“受理”，案件现为“已受理”。/).waitFor();
    expect(await versionOf(id)).toBe(version + 1);
    expect(await answer.getByLabel('答复内容').inputValue()).toBe(message);
    await answer.getByRole('button', { name: '确认答复' }).click();
    await second.getByText(`已答复 ${number}`).waitFor();
    await second.context().close();
  });

  it('the form of a step that is no longer possible says so before it is sent', async () => {
    const { id, number } = await stage.caseAt('submitted');
    const [first, { page: second }] = await Promise.all([seat(DESK), stage.enter(DESK, DESKTOP)]);
    const late = await open(second, id, '受理');
    const accept = await open(first, id, '受理');
    await accept.getByRole('button', { name: '确认受理' }).click();
    await first.getByText(`已受理 ${number}`).waitFor();
    await late.getByText('案件现为“已受理”，这一步不能再办理。').waitFor();
    expect(await late.getByRole('button', { name: '确认受理' }).isDisabled()).toBe(true);
    await second.context().close();
  });
});

describe('the desk with the keyboard only', () => {
  it('goes to the next case, opens it, chooses the best organisation and dispatches: j, Enter, d, Enter', async () => {
    const { id, number } = await stage.caseAt('accepted', {
      summary: '键盘办理：邻居堆放杂物，堵住了楼道。',
    });
    const page = await seat(DESK);
    await page.goto(`${stage.stack.url}/console/desk?tab=accepted`);
    const rows = page.getByRole('list', { name: '案件队列' }).getByRole('button');
    await rows.first().waitFor();
    const place = (await rows.allInnerTexts()).findIndex((row) => row.includes(number));
    for (let press = 0; press <= place; press += 1) await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: `案件 ${number}` }).waitFor();
    await page.getByRole('list', { name: '推荐的承办组织' }).getByRole('button').first().waitFor();
    await page.keyboard.press('d');
    await page.getByText(/^分派给 长汀县/).waitFor();
    await page.keyboard.press('Enter');
    await page
      .getByText(new RegExp(`${number} 已分派给`))
      .first()
      .waitFor();
    const { status } = await stage.ask<{ status: string }>('select status from app.cases where id = $1', [
      id,
    ]);
    expect(status).toBe('dispatched');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '快捷键' }).waitFor();
  });
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
