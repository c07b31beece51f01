import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/ui/axe';
import { openConsole } from '../support/ui/console';
import { caseId, caseRow, REPORTER } from '../support/ui/records';
import { FakeServer, failure, forbidden, later } from '../support/ui/server';

// The list page, on the list of cases: all its states, and what search, filters, order and pages ask the database.

const PAGE = 25;
/** The list asks for one row more than a page, to know whether there is another page. */
const rowsOf = (count: number) => Array.from({ length: count }, (_, index) => caseRow(index + 1));
const table = () => screen.findByRole('table', { name: '案件' });

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer().reply('cases', rowsOf(3));
});

/** The latest question put to the list of cases. */
const latest = () => server.askedFor('cases').at(-1)?.query;

describe('the list page', () => {
  it('shows each case with its number as a link, its grade, its stage and its deadline', async () => {
    await openConsole('/cases', { server });
    const rows = within(await table()).getAllByRole('row');
    expect(rows).toHaveLength(1 + 3);
    const [, first] = rows;
    expect(within(first as HTMLElement).getByRole('link', { name: '350821-202611-00001' })).toHaveAttribute(
      'href',
      `/console/cases/${caseId(1)}/show`,
    );
    for (const shown of ['黄色', '已受理', '相邻关系纠纷', '长汀县汀州镇'])
      expect(first).toHaveTextContent(shown);
    expect(screen.getByText('长汀县辖区内的案件')).toBeVisible();
    await expectAccessible(screen.getByRole('main'));
  });

  it('says what will appear there while there is no case at all', async () => {
    await openConsole('/cases', { server: server.reply('cases', []) });
    expect(await screen.findByRole('heading', { name: '还没有案件' })).toBeVisible();
    expect(screen.getByText('群众提交申请或部门转来案件后，会自动出现在这里。')).toBeVisible();
    expect(screen.queryByRole('navigation', { name: '翻页' })).toBeNull();
  });

  it('tells a grid worker without an own case how to enter one', async () => {
    await openConsole('/cases', { server: server.reply('cases', []), me: REPORTER });
    expect(await screen.findByRole('heading', { name: '您还没有上报纠纷' })).toBeVisible();
    expect(latest()?.get('filed_by')).toBe(`eq.${REPORTER.staff_id}`);
  });

  it('says that it is loading until the rows arrive', async () => {
    const rows = later();
    await openConsole('/cases', { server: server.reply('cases', rows.reply) });
    const main = await screen.findByRole('main');
    expect(await within(main).findByRole('status', { name: '正在加载' })).toBeVisible();
    rows.answer(rowsOf(1));
    await table();
    expect(within(main).queryByRole('status', { name: '正在加载' })).toBeNull();
  });

  it('says that the server failed, and shows the rows after another try', async () => {
    const { user } = await openConsole('/cases', { server: server.reply('cases', () => failure()) });
    expect(await screen.findByText('系统暂时出错，请稍后再试。')).toBeVisible();
    server.reply('cases', rowsOf(2));
    await user.click(screen.getByRole('button', { name: '重试' }));
    expect(within(await table()).getAllByRole('row')).toHaveLength(1 + 2);
  });

  it('says that the person has no right to it, without a button to try again', async () => {
    await openConsole('/cases', { server: server.reply('cases', forbidden) });
    expect(await screen.findByText('您没有办理此事的权限。')).toBeVisible();
    expect(screen.queryByRole('button', { name: '重试' })).toBeNull();
  });

  it('shows cards on a phone, with the filters behind a button', async () => {
    const { user } = await openConsole('/cases', { server, width: 390 });
    const cards = await screen.findByRole('list', { name: '案件' });
    expect(within(cards).getAllByRole('link')).toHaveLength(3);
    expect(screen.queryByRole('table')).toBeNull();
    const filters = screen.getByRole('button', { name: '筛选' });
    expect(filters).toHaveAttribute('aria-expanded', 'false');
    await user.click(filters);
    expect(filters).toHaveAttribute('aria-expanded', 'true');
    await expectAccessible(screen.getByRole('main'));
  });
});

describe('the filters of the list page', () => {
  it('ask for a stage and a grade, and stand in the address', async () => {
    const { user } = await openConsole('/cases', { server });
    await table();
    await user.selectOptions(screen.getByLabelText('状态'), '已受理');
    await waitFor(() => expect(latest()?.get('status')).toBe('eq.accepted'));
    await user.selectOptions(screen.getByLabelText('级别'), '黄色');
    await waitFor(() => expect(latest()?.get('grade')).toBe('eq.yellow'));
    expect(decodeURIComponent(window.location.search)).toContain('"status":"accepted"');
  });

  it('are taken from the address', async () => {
    const filter = encodeURIComponent(JSON.stringify({ status: 'accepted', light: 'red' }));
    await openConsole(`/cases?filter=${filter}`, { server });
    await table();
    expect(screen.getByLabelText('状态')).toHaveValue('accepted');
    expect(screen.getByLabelText('时限')).toHaveValue('red');
    expect(latest()?.get('due_at')).toMatch(/^lt\./);
    expect(latest()?.get('closed_at')).toBe('is.null');
  });

  it('say that nothing matches, and are cleared by one button', async () => {
    server.reply('cases', ({ query }) => (query.has('grade') ? [] : rowsOf(3)));
    const { user } = await openConsole('/cases', { server });
    await table();
    await user.selectOptions(screen.getByLabelText('级别'), '红色');
    expect(await screen.findByRole('heading', { name: '没有符合条件的记录' })).toBeVisible();
    await user.click(screen.getAllByRole('button', { name: '清除筛选' })[0] as HTMLElement);
    await table();
    expect(screen.getByLabelText('级别')).toHaveValue('');
  });

  it('are remembered for the next visit', async () => {
    const { user } = await openConsole('/cases', { server });
    await table();
    await user.selectOptions(screen.getByLabelText('状态'), '已受理');
    await waitFor(() => expect(latest()?.get('status')).toBe('eq.accepted'));
    cleanup();
    await openConsole('/cases', { server });
    await table();
    expect(screen.getByLabelText('状态')).toHaveValue('accepted');
  });

  it('search the words once typing has paused, and at once with Enter', async () => {
    server.reply('rpc/search_cases', ({ args }) => (String(args.query).includes('杉木林') ? rowsOf(1) : []));
    const { user } = await openConsole('/cases', { server });
    await table();
    await user.type(screen.getByLabelText('查编号或案情'), '杉木林{Enter}');
    await waitFor(() => expect(server.askedFor('rpc/search_cases')).toHaveLength(1));
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(1 + 1));
    await user.clear(screen.getByLabelText('查编号或案情'));
    await user.type(screen.getByLabelText('查编号或案情'), '没有');
    expect(await screen.findByRole('heading', { name: '没有符合条件的记录' })).toBeVisible();
    // Not once for each letter.
    expect(server.askedFor('rpc/search_cases')).toHaveLength(2);
  });
});

describe('order and pages of the list page', () => {
  it('sorts by time and by deadline, in both directions', async () => {
    const { user } = await openConsole('/cases', { server });
    await table();
    expect(latest()?.get('order')).toMatch(/^created_at\.desc/);
    await user.click(screen.getByRole('button', { name: '申请时间' }));
    await waitFor(() => expect(latest()?.get('order')).toMatch(/^created_at\.asc/));
    await user.click(screen.getByRole('button', { name: '下一时限' }));
    await waitFor(() => expect(latest()?.get('order')).toMatch(/^due_at\./));
    expect(screen.getByRole('columnheader', { name: '下一时限' })).toHaveAttribute('aria-sort');
    // Only open cases have a next deadline.
    expect(latest()?.get('closed_at')).toBe('is.null');
  });

  it('turns the pages, without a count of all rows', async () => {
    const all = rowsOf(PAGE + 7);
    server.reply('cases', ({ query }) => {
      const from = Number(query.get('offset') ?? 0);
      return all.slice(from, from + Number(query.get('limit')));
    });
    const { user } = await openConsole('/cases', { server });
    await table();
    expect(screen.getByText('第 1–25 条')).toBeVisible();
    expect(screen.getByRole('button', { name: '上一页' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: '下一页' }));
    expect(await screen.findByText('第 26–32 条')).toBeVisible();
    expect(screen.getByRole('button', { name: '下一页' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: '上一页' }));
    expect(await screen.findByText('第 1–25 条')).toBeVisible();
    await user.selectOptions(screen.getByLabelText('每页条数'), '50');
    expect(await screen.findByText('第 1–32 条')).toBeVisible();
  });
});
