import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openConsole } from '../support/ui/console';
import { DISPATCHER, type Me } from '../support/ui/records';

// What each role finds in the console: its start page, its own menu, and a polite refusal elsewhere.

const as = (role: Me['role']): Me => ({ ...DISPATCHER, role });

describe('each role', () => {
  it.each([
    [
      'leader',
      '总览',
      ['总览', '热点地图', '案件', '督办', '无法定位', '调解组织', '人员岗位', '审计', '公众服务', '规则'],
    ],
    [
      'administrator',
      '调解组织',
      [
        '调解组织',
        '区划',
        '人员岗位',
        '扫码来源',
        '规则',
        '公众服务',
        '督办',
        '审计',
        '个人信息',
        '案件',
        '热点地图',
      ],
    ],
    ['mediator', '我的案件', ['我的案件', '登记纠纷', '案件', '热点地图', '督办']],
    [
      'dispatcher',
      '指挥调度',
      [
        '调度台',
        '登记纠纷',
        '案件',
        '热点地图',
        '督办',
        '无法定位',
        '扫码来源',
        '调解组织',
        '公众服务',
        '规则',
      ],
    ],
  ] as const)('starts on the page of its work and has only its own menu: %s', async (role, landing, menu) => {
    await openConsole('', { me: as(role) });
    await screen.findByRole('heading', { name: landing, level: 1 });
    const links = within(
      within(screen.getByRole('banner')).getByRole('navigation', { name: '主菜单' }),
    ).getAllByRole('link');
    expect(links.map((link) => link.textContent)).toEqual(menu);
  });

  it('is told politely that a page belongs to other roles, with a way to its own', async () => {
    const { user } = await openConsole('/desk', { me: as('mediator'), width: 390 });
    await screen.findByRole('heading', { name: '此页不属于您的岗位' });
    await user.click(screen.getByRole('link', { name: '回首页' }));
    await screen.findByRole('heading', { name: '我的案件', level: 1 });
    expect(await screen.findByText('手上没有案件')).toBeVisible();
  });
});
