import { expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import { once, type Shared, sharedCase } from '../../support/parties';
import { overflows } from '../../support/browser/portal';
import type { Scene } from '../../support/scene';
import { openStage } from '../../support/browser/stage';

// A data subject requests erasure, one administrator starts it, a second one confirms, and the case shows it.

const stage = openStage();

it('personal data are erased by two administrators at the request of the data subject', async () => {
  const { people, actors } = stage;
  const row: Shared = await sharedCase({ people, actors } as Scene, 'closed');
  await people.owner.run('update app.deadlines set met_at = now() where case_id = $1 and met_at is null', [
    row.id,
  ]);
  const look = async (page: import('playwright-core').Page, name: string) => {
    await expectAccessible(page, name);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
  };

  const { page: phone } = await stage.open(PHONE);
  await phone.goto(`${stage.stack.url}/#/track/${row.holder.number}/${row.holder.tracking_code}`);
  await phone.getByRole('button', { name: '查阅、更正或删除我的信息' }).click();
  await phone.getByRole('button', { name: '删除', exact: true }).click();
  await phone.getByLabel(/想说明的情况/).fill('事情已经了结，请删除。');
  await look(phone, 'holder asks');
  expect(await overflows(phone)).toBe(false);
  await phone.getByRole('button', { name: /^提交申请/ }).click();
  await phone.getByText('申请已收到').waitFor();

  const { page: first } = await stage.enter('changting.administrator', DESKTOP, { at: '/privacy' });
  await first.getByText('事情已经了结，请删除。').waitFor();
  await look(first, 'requests');
  await first.getByRole('button', { name: '登记个人信息请求' }).click();
  const counter = first.getByRole('dialog');
  await counter.getByLabel('案件编号').fill('350821-000101-00001');
  await counter.getByLabel('被申请人').check();
  await counter.getByLabel('已核对身份证件', { exact: true }).check();
  await counter.getByLabel('更正').check();
  await look(first, 'request at the counter');
  await counter.getByRole('button', { name: '登记', exact: true }).click();
  await counter.getByText('没有找到这件案件，可能不在您的权限内。').waitFor();
  await counter.getByLabel('案件编号').fill(row.number);
  await counter.getByRole('button', { name: '登记', exact: true }).click();
  await first.getByText(/^被申请人（已核对身份证件；.+登记）$/).waitFor();
  await first.getByRole('link', { name: row.number }).first().click();
  await first.getByRole('button', { name: '告知事项 2026-11 版' }).click();
  await first.getByRole('dialog').getByText('申请和调解都不收取任何费用。').waitFor();
  await look(first, 'notice agreed to');
  await first.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  await first.getByRole('button', { name: '申请删除个人信息' }).click();
  await first.getByLabel(/理由/).fill('当事人申请删除');
  await first.getByRole('dialog').getByRole('button', { name: '申请删除个人信息' }).click();
  await first.getByText('已提交，等待另一位管理员复核').waitFor();
  await first.goto(`${stage.stack.url}/console/privacy/erasures`);
  await first.getByText('由您申请，须由另一位管理员复核').waitFor();

  const { page: second } = await stage.enter('city.administrator', DESKTOP, { at: '/privacy/erasures' });
  await second.getByRole('button', { name: '同意删除' }).click();
  await look(second, 'confirm');
  await second.getByRole('dialog').getByRole('button', { name: '同意删除' }).click();
  await second.getByText('个人信息已删除').waitFor();
  await second.goto(`${stage.stack.url}/console/privacy/log`);
  await second.getByRole('cell', { name: '已删除' }).waitFor();
  await look(second, 'log');
  await second.getByRole('link', { name: row.number }).first().click();
  await second.getByText(/个人信息已于.*依法删除/).waitFor();
  await look(second, 'erased case');

  await phone.getByRole('button', { name: '刷新' }).click();
  await phone
    .getByText(/没有查到/)
    .first()
    .waitFor();
  expect(await people.anon.call('track_case', row.holder)).toEqual([]);
  expect(
    await people.anon.call('request_privacy', { ...row.holder, request_id: once(), kind: 'copy' }),
  ).toEqual([]);
  expect(stage.problems()).toEqual([]);
});
