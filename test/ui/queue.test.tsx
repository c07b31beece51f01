import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/ui/axe';
import { openConsole } from '../support/ui/console';
import { caseFile, caseRow, TYPES } from '../support/ui/records';
import { FakeServer, failure, forbidden, later } from '../support/ui/server';

// The queue of the dispatch desk in all its states, on a phone, where the map is a page of its own.

const PHONE = { width: 390 };
const PATH = '/desk?tab=accepted';

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer()
    .reply('cases', [caseRow(1), caseRow(2)])
    .reply('rpc/case_counts', [{ status: 'accepted', n: 2 }])
    .reply('rpc/case_file', [caseFile()])
    .reply('dispute_types', TYPES);
});

const list = () => screen.findByRole('list', { name: '案件队列' });

describe('the queue of the desk', () => {
  it('shows each waiting case with what is to be done and until when, and how many wait in each stage', async () => {
    await openConsole(PATH, { server, ...PHONE });
    const rows = within(await list()).getAllByRole('button');
    expect(rows).toHaveLength(2);
    expect(rows[0]).toHaveTextContent('350821-202611-00001');
    expect(rows[0]).toHaveTextContent(/内分派/);
    await waitFor(() => expect(screen.getByRole('tab', { name: /待分派/ })).toHaveTextContent(/^2/));
    expect(screen.getByRole('tab', { name: /待分派/ })).toHaveAttribute('aria-selected', 'true');
    await expectAccessible(screen.getByRole('main'));
  });

  it('says that nothing waits in this stage', async () => {
    await openConsole(PATH, { server: server.reply('cases', []), ...PHONE });
    expect(await screen.findByRole('heading', { name: '没有待分派的案件' })).toBeVisible();
  });

  it('says that it is loading until the cases arrive', async () => {
    const rows = later();
    await openConsole(PATH, { server: server.reply('cases', rows.reply), ...PHONE });
    const panel = await screen.findByRole('tabpanel', { name: '待分派' });
    expect(within(panel).getByRole('status', { name: '正在加载' })).toBeVisible();
    rows.answer([caseRow(1)]);
    await list();
  });

  it('says that it failed, and shows the cases after another try', async () => {
    const { user } = await openConsole(PATH, { server: server.reply('cases', () => failure()), ...PHONE });
    expect(await screen.findByText('系统暂时出错，请稍后再试。')).toBeVisible();
    server.reply('cases', [caseRow(1)]);
    await user.click(screen.getByRole('button', { name: '重试' }));
    await list();
  });

  it('says that the person has no right to it', async () => {
    await openConsole(PATH, { server: server.reply('cases', forbidden), ...PHONE });
    const panel = within(await screen.findByRole('tabpanel', { name: '待分派' }));
    expect(await panel.findByText('您没有办理此事的权限。')).toBeVisible();
    expect(panel.queryByRole('button', { name: '重试' })).toBeNull();
  });

  it('asks for a grade and a type with its sub-types, says that nothing matches, and is cleared', async () => {
    server.reply('cases', ({ query }) => (query.has('grade') ? [] : [caseRow(1)]));
    const { user } = await openConsole(PATH, { server, ...PHONE });
    await list();
    await user.selectOptions(screen.getByLabelText('级别'), '红色');
    expect(await screen.findByRole('heading', { name: '这个环节里没有符合条件的案件' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: '清除条件' }));
    await list();
    await user.selectOptions(screen.getByLabelText('纠纷类型'), '邻里纠纷');
    await waitFor(() => expect(server.askedFor('cases').at(-1)?.query.get('type_code')).toBe('in.(01,0101)'));
  });

  it('selects cases for one dispatch, and opens one with a click', async () => {
    const { user } = await openConsole(PATH, { server, ...PHONE });
    await list();
    await user.click(screen.getByRole('checkbox', { name: /350821-202611-00002/ }));
    expect(screen.getByRole('button', { name: '分派所选' })).toBeEnabled();
    await user.click(within(await list()).getByRole('button', { name: /350821-202611-00001/ }));
    expect(await screen.findByRole('complementary', { name: '案件 350821-202611-00001' })).toBeVisible();
  });
});
