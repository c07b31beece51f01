import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import { at, createActors, closing } from '../../support/case';
import { once, type Shared, sharedCase } from '../../support/parties';
import { overflows } from '../../support/browser/portal';
import type { Scene } from '../../support/scene';
import { signAs, write } from '../../support/signing';
import { openStage } from '../../support/browser/stage';

// Two parties on two phones and their mediator: question and answer, joining, session planned and confirmed,
// agreement signed, case closed and rated.

const stage = openStage();
const NARROW = { width: 320, height: 640 };
let scene: Scene;
let row: Shared;
let applicant: Page;
let respondent: Page;
let mediator: Page;

const current = async () => {
  const { version } = await stage.ask<{ version: number }>('select version from app.cases where id = $1', [
    row.id,
  ]);
  return at({ id: row.id, version });
};
const fits = async (page: Page, screen: string) => {
  expect(await overflows(page), screen).toBe(false);
  await expectAccessible(page, screen);
};
const look = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};
const dialog = () => mediator.getByRole('dialog');

beforeAll(async () => {
  await stage.people.owner.run(`update app.settings set value = '100000' where name like '%_per_hour'`);
  scene = { people: stage.people, actors: await createActors(stage.people) } as Scene;
  row = await sharedCase(scene, 'mediating', {
    respondent: { kind: 'person', name: '范小军', phone: '13950012345' },
  });
  [applicant, respondent, mediator] = [
    (await stage.open(PHONE)).page,
    (await stage.open(NARROW)).page,
    (await stage.enter('tingzhou.mediator', DESKTOP)).page,
  ];
  await applicant.goto(`${stage.stack.url}/#/track/${row.holder.number}/${row.holder.tracking_code}`);
  await applicant.getByRole('heading', { name: '提问和说明' }).waitFor();
  await mediator.goto(`${stage.stack.url}/console/cases/${row.id}/show`);
  await mediator.getByRole('heading', { name: row.number }).waitFor();
}, 120_000);

describe('two parties and their mediator', () => {
  it('one party asks a question and reads the answer', async () => {
    await applicant.getByRole('button', { name: '我要提问' }).click();
    await applicant.getByRole('button', { name: '提交', exact: true }).click();
    await applicant
      .getByRole('alert')
      .getByText(/请填写/)
      .waitFor();
    await applicant.getByLabel('您想问什么').fill('调解那天要带房产证吗？');
    await fits(applicant, 'a question on a phone');
    await applicant.getByRole('button', { name: '提交', exact: true }).dblclick();
    await applicant.getByText('已经送到承办单位。').waitFor();
    await applicant.getByText(/等候答复，最迟/).waitFor();
    await mediator.getByText('待答复提问').first().waitFor();
    await mediator.getByRole('button', { name: '答复', exact: true }).click();
    await dialog().getByLabel('答复内容').fill('带身份证和房产证复印件就可以。');
    await expectAccessible(mediator, 'the dialog of an answer');
    await dialog().getByRole('button', { name: '发送答复' }).click();
    await dialog().waitFor({ state: 'detached' });
    await applicant.getByRole('button', { name: '刷新' }).click();
    await applicant.getByText('带身份证和房产证复印件就可以。').waitFor();
    await look(applicant, 'applicant-answered');
  });

  it('the other party joins by a link that reveals no personal data of the first', async () => {
    await mediator.getByRole('button', { name: '生成参加链接' }).click();
    await dialog().getByLabel('写给对方的说明').fill('楼上卫生间漏水，楼下希望尽快修好，并商量粉刷费用。');
    await dialog().getByRole('button', { name: '生成参加链接' }).click();
    const link = await dialog().getByLabel('链接').inputValue();
    await dialog().getByRole('img', { name: '参加链接的二维码' }).waitFor();
    await expectAccessible(mediator, 'a new link');
    await look(mediator, 'console-link');
    await dialog().getByRole('button', { name: '完成' }).click();
    await respondent.goto(link);
    await respondent.getByRole('heading', { name: '邀请您参加调解' }).waitFor();
    await respondent.getByText('楼上卫生间漏水，楼下希望尽快修好').waitFor();
    expect(await respondent.locator('body').innerText()).not.toMatch(/罗春生|13859701234|水东街/);
    await fits(respondent, 'the page of a link at 320 px');
    await look(respondent, 'join');
    await respondent.getByRole('button', { name: '提交我的决定' }).click();
    await respondent.getByText('请选一个。').waitFor();
    await respondent.getByLabel('您想说的话').fill('我愿意修，但是粉刷费要商量。');
    await respondent.reload();
    expect(await respondent.getByLabel('您想说的话').inputValue()).toBe('我愿意修，但是粉刷费要商量。');
    await respondent.getByRole('radio', { name: /^愿意参加/ }).check();
    await respondent.getByRole('checkbox', { name: /手机短信/ }).check();
    await respondent.getByRole('button', { name: '提交我的决定' }).click();
    await respondent.getByRole('heading', { name: '已收到：您愿意参加调解' }).waitFor();
    await fits(respondent, 'joined, at 320 px');
    await look(respondent, 'joined');
    await respondent.getByRole('link', { name: '查看这件事' }).click();
    await respondent.getByText('我愿意修，但是粉刷费要商量。').waitFor();
    await respondent.getByText(/您是本案的被申请人/).waitFor();
    expect(await respondent.locator('body').innerText()).not.toMatch(/罗春生|房产证|撤回申请/);
    await mediator.getByText('愿意调解', { exact: true }).waitFor();
    const other = (await stage.open(PHONE)).page;
    await other.goto(link);
    await other.getByText('这个链接不能用了。').waitFor();
    await fits(other, 'a link that is over');
  });

  it('one party adds photos, of which one upload fails and is repeated once; the mediator sees them, the other party does not', async () => {
    await applicant.getByRole('button', { name: '添加照片' }).click();
    await applicant.getByRole('button', { name: '提交照片' }).click();
    await applicant.getByText('请至少加一张照片。').waitFor();
    const photo = await applicant.screenshot({ type: 'jpeg' });
    await applicant.locator('#more-photos').setInputFiles([
      { name: 'IMG_2011.jpg', mimeType: 'image/jpeg', buffer: photo },
      { name: 'IMG_2012.jpg', mimeType: 'image/jpeg', buffer: photo },
    ]);
    await applicant.getByRole('button', { name: '去掉第 2 张照片' }).waitFor();
    await applicant.getByLabel(/照片说明/).fill('十一月二十日拍的，卫生间顶上的水印。');
    await fits(applicant, 'adding photos on a phone');
    await look(applicant, 'applicant-photos');
    // The network fails after the first photo.
    let uploads = 0;
    await applicant.route('**/storage/v1/object/case-evidence/**', (route) =>
      (uploads += 1) === 2 ? route.abort() : route.continue(),
    );
    await applicant.getByRole('button', { name: '提交照片' }).click();
    await applicant.getByRole('button', { name: '再试一次' }).dblclick();
    await applicant.getByText('照片已经送到承办单位。').waitFor();
    expect(uploads).toBe(3);
    await applicant.getByText(/添加 2 张/).waitFor();
    await applicant.getByText('十一月二十日拍的，卫生间顶上的水印。').waitFor();
    await look(applicant, 'applicant-photos-added');
    const { n } = await stage.ask<{ n: number }>(
      `select count(*)::int as n from app.evidence where case_id = $1 and side = 'applicant'`,
      [row.id],
    );
    expect(n).toBe(2);
    await mediator.getByRole('button', { name: '放大第 2 张照片' }).waitFor();
    await respondent.getByRole('button', { name: '刷新' }).click();
    await respondent.getByRole('button', { name: '添加照片' }).waitFor();
    expect(await respondent.locator('body').innerText()).not.toContain('水印');
    await respondent.getByRole('button', { name: '添加照片' }).click();
    await fits(respondent, 'adding photos at 320 px');
  });

  it('a session is planned; one confirms, the other asks for another time, and it is rescheduled', async () => {
    const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    await mediator.getByRole('button', { name: '安排调解时间' }).click();
    await dialog().getByLabel('开始时间').fill(`${day}T09:30`);
    await dialog().getByLabel('地点或参加办法').fill('汀州镇人民调解室（兆征路 12 号）');
    await expectAccessible(mediator, 'the dialog of a session');
    await look(mediator, 'console-plan');
    await dialog().getByRole('button', { name: '安排并通知' }).click();
    await dialog().waitFor({ state: 'detached' });
    await applicant.getByRole('button', { name: '刷新' }).click();
    await applicant.getByRole('button', { name: '我能参加' }).click();
    await applicant.getByText('您已确认参加。').waitFor();
    const calendar = await applicant.getByRole('link', { name: '加到手机日历' }).getAttribute('href');
    expect(decodeURIComponent(calendar!)).toContain('T013000Z');
    await look(applicant, 'applicant-session');
    await respondent.getByRole('button', { name: '刷新' }).click();
    await respondent.getByRole('button', { name: '我想改时间' }).click();
    await respondent.getByLabel('什么时间方便').fill('上午要上班，下午四点以后可以。');
    await respondent.getByRole('button', { name: '请求改时间' }).click();
    await respondent.getByText('您已请求改时间').waitFor();
    await fits(respondent, 'a session at 320 px');
    await mediator.getByText(/下午四点以后可以/).waitFor();
    await mediator.getByRole('button', { name: '改时间' }).click();
    await dialog().getByLabel('开始时间').fill(`${day}T16:30`);
    await dialog().getByRole('button', { name: '改时间' }).click();
    await dialog().waitFor({ state: 'detached' });
    for (const page of [applicant, respondent]) {
      await page.getByRole('button', { name: '刷新' }).click();
      await page.getByText(/16:30/).first().waitFor();
      await page.getByRole('button', { name: '我能参加' }).click();
      await page.getByText('您已确认参加。').waitFor();
    }
    await expect.poll(() => mediator.getByText(/：确认参加/).count()).toBe(2);
    await mediator.getByText('被申请人请求改调解时间').waitFor();
    await look(mediator, 'console-case');
    const { n } = await stage.ask<{ n: number }>(
      `select count(*)::int as n from app.outbox where case_id = $1 and kind in ('session_planned', 'session_moved')`,
      [row.id],
    );
    expect(n).toBe(2);
  });

  it('the agreement is written, read and signed by both parties and the mediator, and stamped', async () => {
    await mediator.getByRole('button', { name: '起草调解协议书' }).click();
    await dialog().getByLabel('纠纷简况').fill('范小军家卫生间漏水，致罗春生家天花板起皮。');
    await dialog().getByLabel('协议内容').fill('一、范小军十日内修好漏水。二、范小军赔偿粉刷费八百元。');
    await dialog().getByLabel('履行金额（元）').fill('800');
    await expectAccessible(mediator, 'the dialog of an agreement');
    await dialog().getByRole('button', { name: '定稿，请各方签名' }).click();
    await dialog().waitFor({ state: 'detached' });
    await signAs(applicant, '罗春生');
    await look(applicant, 'applicant-signed');
    await fits(applicant, 'a signed agreement');
    await respondent.getByRole('button', { name: '刷新' }).click();
    await respondent.getByRole('heading', { name: '在手机上签名' }).waitFor();
    await fits(respondent, 'signing at 320 px');
    await respondent.getByRole('checkbox', { name: /我已经读完全文/ }).check();
    await respondent.getByLabel('您的全名').fill('范大军');
    await write(respondent);
    await look(respondent, 'respondent-sign');
    await respondent.getByRole('button', { name: '确认签名' }).click();
    await respondent.getByText(/姓名与登记的不一致/).waitFor();
    await respondent.getByLabel('您的全名').fill('范小军');
    await respondent.getByRole('button', { name: '确认签名' }).dblclick();
    await respondent.getByText('已经签好，签名和时间都记下了。').waitFor();
    for (const step of ['调解员签名', '加盖印章']) {
      await mediator.getByRole('button', { name: step }).click();
      await dialog().getByRole('button', { name: step }).click();
      await dialog().waitFor({ state: 'detached' });
    }
    await mediator.getByText(/生效$/).first().waitFor();
    await mediator.getByRole('button', { name: '查看全文' }).click();
    await dialog()
      .getByText(/申请人：罗春生/)
      .waitFor();
    await expectAccessible(mediator, 'the whole text');
    await look(mediator, 'console-paper');
    await dialog().getByRole('button', { name: '完成' }).click();
    await respondent.getByRole('button', { name: '刷新' }).click();
    await respondent.getByText(/协议书已生效/).waitFor();
  });

  it('after closing, both rate once, and a low rating creates a follow-up', async () => {
    await scene.actors.mediator.call('conclude_case', {
      ...(await current()),
      outcome: 'agreed_written',
      terms: '范小军十日内修好漏水，赔偿粉刷费八百元。',
    });
    await scene.actors.desk.call('close_case', { ...(await current()), ...closing });
    for (const [page, grade] of [
      [applicant, '很满意'],
      [respondent, '很不满意'],
    ] as const) {
      await page.getByRole('button', { name: '刷新' }).click();
      await page.getByRole('heading', { name: '请您评价' }).waitFor();
      await fits(page, 'asked to rate');
      for (const group of ['调解服务', '处理结果'])
        await page
          .getByRole('group', { name: group })
          .getByRole('radio', { name: grade === '很满意' ? '非常满意' : grade })
          .check();
      if (grade === '很不满意') await page.getByLabel(/还想说什么/).fill('等得太久，电话没人接。');
      await page.getByRole('button', { name: '提交评价' }).click();
      await page.getByText('谢谢您的评价。').waitFor();
      await page.getByRole('heading', { name: '您的评价' }).waitFor();
    }
    await look(respondent, 'respondent-rated');
    const desk = (await stage.enter('changting.dispatcher', DESKTOP)).page;
    await desk.goto(`${stage.stack.url}/console/cases/${row.id}/show`);
    await desk.getByText('等得太久，电话没人接。').waitFor();
    await desk.getByRole('button', { name: /回访/ }).first().waitFor();
    await expectAccessible(desk, 'a rated case at the desk');
    await look(desk, 'desk-rated');
  });
});

describe('an agreement about a marriage', () => {
  it('is signed on paper: the phone explains why and how', async () => {
    const family = await sharedCase(scene, 'mediating');
    await stage.people.owner.run(`update app.cases set type_code = '0101' where id = $1`, [family.id]);
    await scene.actors.mediator.call('write_agreement', {
      case_id: family.id,
      request_id: once(),
      facts: '双方分居两年，因孩子抚养协商。',
      terms: '孩子随母亲生活，父亲每月支付抚养费一千五百元。',
    });
    const { page } = await stage.open(NARROW);
    await page.goto(`${stage.stack.url}/#/track/${family.holder.number}/${family.holder.tracking_code}`);
    await page.getByText('请在纸上签名').waitFor();
    await page.getByText(/法律规定不能电子签名/).waitFor();
    expect(await page.getByRole('heading', { name: '在手机上签名' }).count()).toBe(0);
    await fits(page, 'an agreement to be signed on paper');
    await look(page, 'paper-only');

    // Signed on paper: the mediator uploads photos of it with its text, after an attempt without photos.
    await mediator.goto(`${stage.stack.url}/console/cases/${family.id}/show`);
    await mediator.getByRole('button', { name: '拍照留存纸质协议' }).click();
    await dialog().getByRole('button', { name: '保存照片' }).click();
    await dialog().getByRole('alert').waitFor();
    const photo = await page.screenshot({ type: 'jpeg' });
    await dialog()
      .locator('input[type=file]')
      .setInputFiles([
        { name: 'IMG_3001.jpg', mimeType: 'image/jpeg', buffer: photo },
        { name: '协议.txt', mimeType: 'text/plain', buffer: Buffer.from('不是照片') },
      ]);
    await dialog().getByText('已选 1 张，1 个文件不是照片，没有选上。').waitFor();
    await dialog().getByLabel('备注').fill('双方签字页');
    await expectAccessible(mediator, 'the dialog of photos of a document');
    await look(mediator, 'console-paper-photos');
    await dialog().getByRole('button', { name: '保存照片' }).click();
    await dialog().waitFor({ state: 'detached' });
    await mediator.getByRole('button', { name: '放大第 1 张照片' }).first().waitFor();
    const kept = await stage.ask(
      `select e.side, e.note from app.paper_photos p join app.evidence e on e.id = p.evidence_id
       join app.agreement_papers a on a.id = p.paper_id where a.case_id = $1`,
      [family.id],
    );
    expect(kept).toEqual({ side: 'staff', note: '双方签字页' });
  });
});
