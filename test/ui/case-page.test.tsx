import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/ui/axe';
import { openConsole } from '../support/ui/console';
import { caseFile, caseId, caseRow, TYPES } from '../support/ui/records';
import { FakeServer, failure, forbidden, later, refusal } from '../support/ui/server';

// The page of a case in all its states, and the dialog in which one of its steps is filled in and sent.

const PATH = `/cases/${caseId(1)}/show`;
const { number } = caseRow(1);

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer().reply('rpc/case_file', [caseFile()]).reply('dispute_types', TYPES);
});

const title = () => screen.findByRole('heading', { name: number, level: 1 });

describe('the page of a case', () => {
  it('shows what is known, its deadline, its parties masked, its history, and what may be done now', async () => {
    await openConsole(PATH, { server });
    await title();
    const main = within(screen.getByRole('main'));
    for (const part of ['案情', '时限', '当事人', '基本情况', '办理经过'])
      expect(main.getByRole('region', { name: part })).toBeVisible();
    expect(main.getByText('138****1234')).toBeVisible();
    const actions = within(main.getByRole('group', { name: '可办理事项' }));
    expect(actions.getByRole('button', { name: '直接答复' })).toBeEnabled();
    expect(actions.getByRole('button', { name: '分流转办' })).toBeEnabled();
    await expectAccessible(screen.getByRole('main'));
    // Who opened a case is recorded for those who oversee it.
    await waitFor(() => expect(server.askedFor('rpc/note_reading')).toHaveLength(1));
  });

  it('offers nothing to somebody who may only read, and leaves out the parts that have no content', async () => {
    await openConsole(PATH, {
      server: server.reply('rpc/case_file', [caseFile({ actions: [], events: [] })]),
    });
    await title();
    expect(screen.queryByRole('group', { name: '可办理事项' })).toBeNull();
    for (const part of ['调解记录', '调解协议', '督办'])
      expect(screen.queryByRole('region', { name: part })).toBeNull();
  });

  it('says that it is loading until the case arrives', async () => {
    const file = later();
    await openConsole(PATH, { server: server.reply('rpc/case_file', file.reply) });
    await screen.findByRole('heading', { name: '案件', level: 1 });
    expect(screen.getByRole('status', { name: '正在加载' })).toBeVisible();
    file.answer([caseFile()]);
    await title();
  });

  it('says that it failed, and shows the case after another try', async () => {
    const { user } = await openConsole(PATH, { server: server.reply('rpc/case_file', () => failure(400)) });
    const again = await screen.findByRole('button', { name: '重试' });
    server.reply('rpc/case_file', [caseFile()]);
    await user.click(again);
    await title();
  });

  it('says that the case is not within the jurisdiction, without a button to try again', async () => {
    await openConsole(PATH, { server: server.reply('rpc/case_file', refusal(404, 'case_not_found')) });
    expect(await screen.findByText('没有找到这件案件，可能不在您的权限内。')).toBeVisible();
    expect(screen.queryByRole('button', { name: '重试' })).toBeNull();
  });
});

describe('the dialog of a step', () => {
  const answer = '此事请先到水东街社区服务中心登记，社区会在三日内上门。';
  const open = async () => {
    const { user } = await openConsole(PATH, { server });
    await title();
    await user.click(screen.getByRole('button', { name: '直接答复' }));
    const dialog = within(await screen.findByRole('dialog', { name: '直接答复' }));
    const send = () => user.click(dialog.getByRole('button', { name: '确认答复' }));
    return { user, dialog, send };
  };

  it('names a missing input, and sends nothing', async () => {
    const { dialog, send } = await open();
    await send();
    expect(await dialog.findByText('请填写“答复内容”。')).toBeVisible();
    expect(dialog.getByRole('textbox', { name: /答复内容/ })).toBeInvalid();
    expect(server.askedFor('rpc/answer_case')).toEqual([]);
    await expectAccessible(screen.getByRole('dialog'));
  });

  it('shows a refusal at the input that the server names, and keeps what was typed', async () => {
    const { user, dialog, send } = await open();
    server.reply('rpc/answer_case', refusal(422, 'field_too_short', { field: 'answer', min: 5 }));
    await user.type(dialog.getByRole('textbox', { name: /答复内容/ }), '不行');
    await send();
    expect(await dialog.findByText('“答复内容”太短，至少 5 个字。')).toBeVisible();
    expect(dialog.getByRole('textbox', { name: /答复内容/ })).toHaveValue('不行');
  });

  it('says that the person may not do it', async () => {
    const { user, dialog, send } = await open();
    server.reply('rpc/answer_case', forbidden());
    await user.type(dialog.getByRole('textbox', { name: /答复内容/ }), answer);
    await send();
    expect(await dialog.findByText('您没有办理此事的权限。')).toBeVisible();
  });

  it('tells who changed the case meanwhile, and sends the next try for the new version', async () => {
    const { user, dialog, send } = await open();
    const changed = {
      verb: 'accept_case',
      actor: '赖秀英',
      at: new Date().toISOString(),
      status: 'accepted',
      version: 3,
    };
    server.reply('rpc/answer_case', refusal(409, 'stale_version', changed));
    await user.type(dialog.getByRole('textbox', { name: /答复内容/ }), answer);
    await send();
    expect(await dialog.findByText(/您填写期间，赖秀英于 .* 办理了“受理”，案件现为“已受理”。/)).toBeVisible();
    expect(dialog.getByRole('textbox', { name: /答复内容/ })).toHaveValue(answer);
    server.reply('rpc/answer_case', [{ id: caseId(1), number, version: 4, status: 'answered' }]);
    await send();
    expect(await screen.findByText(`已答复 ${number}`)).toBeVisible();
    expect(server.askedFor('rpc/answer_case').map(({ args }) => args.expected_version)).toEqual([2, 3]);
  });

  it('sends once however often the button is pressed, and waits with a disabled button', async () => {
    const { user, dialog, send } = await open();
    const sent = later();
    server.reply('rpc/answer_case', sent.reply);
    await user.type(dialog.getByRole('textbox', { name: /答复内容/ }), answer);
    await send();
    expect(await dialog.findByRole('button', { name: '正在提交…' })).toBeDisabled();
    sent.answer([{ id: caseId(1), number, version: 3, status: 'answered' }]);
    expect(await screen.findByText(`已答复 ${number}`)).toBeVisible();
    expect(server.askedFor('rpc/answer_case')).toHaveLength(1);
  });

  it('closes with Escape without sending anything', async () => {
    const { user } = await open();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.askedFor('rpc/answer_case')).toEqual([]);
  });
});
