import { readFile } from 'node:fs/promises';
import { describe, expect, inject, it } from 'vitest';
import { carriesPosition, pictureType } from '../../../scripts/stack/gateway/fileContent';
import { folderStorage } from '../../../scripts/stack/gateway/storage';
import { join } from 'node:path';
import { DESKTOP, fillForm, PHONE, sendForm } from '../../support/browser/browser';
import { LEAK, next, overflows, question } from '../../support/browser/portal';
import { openStage } from '../../support/browser/stage';

// Additional parts of a filing: photos, more people, the poster that led to it; and a proof of work under high load.

const stage = openStage();

/** A photo as a camera saves it: a real JPEG of the page with a GPS position inserted at its start. */
function located(picture: Buffer): Buffer {
  const exif = Buffer.from('ffe1002245786966000049492a0008000000010025880400010000001a00000000000000', 'hex');
  return Buffer.concat([picture.subarray(0, 2), exif, picture.subarray(2)]);
}

describe('photos', () => {
  it('are made smaller on the phone, lose their GPS position, and reach the desk', async () => {
    const { page } = await stage.open(PHONE);
    await fillForm(page, stage.stack.url, LEAK);
    const photo = located(await page.screenshot({ type: 'jpeg' }));
    expect(carriesPosition(photo)).toBe(true);
    await page.getByRole('link', { name: '修改：事情经过' }).first().click();
    await question(page, '发生了什么事？');
    await page.getByLabel('照片（可以不填）').setInputFiles([
      { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: photo },
      { name: 'IMG_0002.jpg', mimeType: 'image/jpeg', buffer: photo },
      { name: 'letter.jpg', mimeType: 'image/jpeg', buffer: await readFile('package.json') },
    ]);
    await page.getByText('有 1 个文件不是照片，没有加上。').waitFor();
    await page.getByRole('button', { name: '去掉第 2 张照片' }).click();
    await page.reload();
    await page.getByRole('img', { name: '第 1 张照片' }).waitFor();
    expect(await overflows(page)).toBe(false);
    await page.getByRole('button', { name: '改好了，回去核对' }).click();
    await page.getByText('1 张', { exact: true }).waitFor();
    const { number } = await sendForm(page);
    const { path } = await stage.ask<{ path: string }>(
      'select e.path from app.evidence e join app.cases c on c.id = e.case_id where c.number = $1',
      [number],
    );
    const storage = folderStorage(join(inject('server').dataDir, 'storage'));
    const kept = new Uint8Array((await storage.getObject('case-evidence', path, undefined)).body as Buffer);
    expect(pictureType(kept)).toBe('image/jpeg');
    expect(carriesPosition(kept)).toBe(false);

    const { id } = await stage.ask<{ id: string }>('select id from app.cases where number = $1', [number]);
    const { page: desk } = await stage.enter('changting.dispatcher', DESKTOP, { at: `/cases/${id}/show` });
    await desk.getByRole('button', { name: '放大第 1 张照片' }).click();
    await desk.getByRole('dialog').getByRole('img', { name: '第 1 张照片' }).waitFor();
  });
});

describe('a filing for a child', () => {
  it('names the guardian next to the child, and the school and a teacher on the other side', async () => {
    const { page } = await stage.open(PHONE);
    await fillForm(page, stage.stack.url, LEAK);
    await page.getByRole('link', { name: '修改：您' }).click();
    await page.getByRole('radio', { name: '替别人' }).check();
    await page.getByRole('button', { name: '改好了，回去核对' }).click();
    await page.getByRole('alert').getByText('请填替谁申请：姓名或单位名称。').waitFor();
    await page.getByLabel('当事人的姓名').fill('罗小雨');
    await page.getByRole('checkbox', { name: /未满 18 周岁/ }).check();
    await page.getByRole('button', { name: '改好了，回去核对' }).click();
    await page.getByRole('link', { name: '修改：对方' }).click();
    await page.getByRole('button', { name: '再加一个人或单位' }).click();
    await page.getByRole('button', { name: '改好了，回去核对' }).click();
    await page.getByRole('alert').getByText('请填姓名或单位名称；不需要就把这一个去掉。').waitFor();
    await page.getByLabel('姓名或单位名称').fill('长汀县实验小学');
    await page.getByRole('checkbox', { name: '这是一个单位' }).check();
    await page.getByRole('button', { name: '改好了，回去核对' }).click();
    await question(page, '请核对一遍');
    const { number } = await sendForm(page);
    const { parties } = await stage.ask<{ parties: string }>(
      `select string_agg(p.side || ' ' || app.unseal(s.name) || case when p.minor then ' minor' else '' end, ', ' order by p.side, p.kind) as parties
       from app.parties p join app.parties_private s on s.party_id = p.id join app.cases c on c.id = p.case_id where c.number = $1`,
      [number],
    );
    expect(parties).toBe(
      'applicant 罗小雨 minor, guardian 罗春生, respondent 长汀县实验小学, respondent 范小军',
    );
  });
});

describe('a poster', () => {
  it('presets the place, and the case records its source', async () => {
    await stage.ask(
      `insert into app.filing_sources (code, label, region_code, made_by, made_by_name)
       select 'DATANG77', '汀州镇政府大厅', '350821100', id, name from app.staff where account = 'changting.dispatcher' returning code`,
    );
    const { page } = await stage.open({ width: 320, height: 568 });
    await page.goto(`${stage.stack.url}/#/file?s=datang77`);
    await question(page, '发生了什么事？');
    await page.getByLabel('事情经过').fill(LEAK.summary);
    await page.getByRole('radio', { name: '没有', exact: true }).check();
    await next(page);
    await page.getByRole('button', { name: /^邻里 · 渗漏排水/ }).click();
    await next(page);
    await question(page, '事情发生在哪里？');
    expect(await page.getByRole('radio', { name: '长汀县' }).isChecked()).toBe(true);
    expect(await overflows(page)).toBe(false);
    await next(page);
    await page.getByLabel('您的姓名').fill(LEAK.name);
    await page.getByLabel('您的电话').fill(LEAK.phone);
    await next(page);
    await page.getByRole('radio', { name: /^不清楚/ }).check();
    await next(page);
    const { number } = await sendForm(page);
    expect(
      await stage.ask(
        `select s.label, c.region_code, c.type_code, n.scans, n.filings from app.case_sources s
         join app.cases c on c.id = s.case_id join app.source_counts n using (source_id) where c.number = $1`,
        [number],
      ),
    ).toMatchObject({
      label: '汀州镇政府大厅',
      region_code: '350821100',
      type_code: '0202',
      scans: 1,
      filings: 1,
    });
  });

  it('is created, found and retired by the desk', async () => {
    const { page } = await stage.enter('changting.dispatcher', DESKTOP, { at: '/sources' });
    await page.getByRole('button', { name: '新增二维码' }).click();
    await page.getByLabel(/^名称/).fill('大同镇便民中心海报');
    await page.getByRole('button', { name: '生成' }).click();
    const row = page.getByRole('row', { name: /大同镇便民中心海报/ });
    await row.waitFor();
    await row.getByRole('button', { name: '停用' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
    await row.getByText('已停用').waitFor();
  });

  it('that is no longer in use leads to the plain form', async () => {
    const { page } = await stage.open(PHONE);
    await page.goto(`${stage.stack.url}/#/file?s=ZZZZZZZZ`);
    await question(page, '发生了什么事？');
  });
});

describe('under high load', () => {
  it('the phone computes a proof of work, says so, and then files', async () => {
    await stage.ask(
      `update app.settings set value = case name when 'file_case_per_minute' then '1' else '20000' end::jsonb
       where name in ('file_case_per_minute', 'challenge_numbers') returning name`,
    );
    const { page } = await stage.open(PHONE);
    await fillForm(page, stage.stack.url, LEAK);
    await sendForm(page);
    // The load is counted by calendar minute: it stays high however long the second form takes.
    await stage.people.owner.run(
      `insert into app.throttles (key, window_at, shard, n)
       select k.key, k.window_at + minute * interval '1 minute', 0, 1
       from app.throttle_keys('file_case') k, generate_series(1, 10) minute where k.kind = 'site'`,
    );
    const { page: second } = await stage.open(PHONE);
    const proofs: string[] = [];
    second.on('request', (request) => {
      const proof = request.headers()['x-proof'];
      if (proof) proofs.push(proof);
    });
    await fillForm(second, stage.stack.url, LEAK);
    // A fast machine shows the note so briefly that polling misses it.
    await second.evaluate(() => {
      const look = () => {
        if (document.body.innerText.includes('现在办事的人很多')) document.body.dataset.proofShown = 'yes';
      };
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    });
    const { number } = await sendForm(second);
    expect(await second.evaluate(() => document.body.dataset.proofShown)).toBe('yes');
    expect(number).toMatch(/^350821-/);
    expect(proofs).toHaveLength(1);
    await stage.ask(
      `update app.settings set value = '1200' where name = 'file_case_per_minute' returning name`,
    );
  });
});
