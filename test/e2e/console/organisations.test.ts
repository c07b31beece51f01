import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP, PHONE } from '../../support/browser/browser';
import { createActors } from '../../support/case';
import { once, sharedCase } from '../../support/parties';
import { overflows } from '../../support/browser/portal';
import type { Scene } from '../../support/scene';
import { openStage } from '../../support/browser/stage';

// An administrator creates an organisation, updates it, deactivates it and reactivates it.

const stage = openStage();
let page: Page;

const NAME = '长汀县物业纠纷联合调解委员会';
const TAKEN = '长汀县汀州镇人民调解委员会';

beforeAll(async () => {
  ({ page } = await stage.enter('changting.administrator', DESKTOP));
});

const go = (at: Page, path: string) => at.goto(`${stage.stack.url}/console/${path}`);
const field = (name: string) => page.locator(`[name="${name}"]`);
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const title = (name: string, at = page) => at.getByRole('heading', { name, level: 1 }).waitFor();
const focused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

interface Stored {
  id: string;
  version: number;
  category: string;
  phone: string;
  types: string[];
  regions: string[];
  pinned: boolean;
  parent: string;
}

/** The organisation as stored in the database. */
const stored = (name: string) =>
  stage.ask<Stored>(
    `select o.id, o.version, o.category, o.phone, o.longitude is not null as pinned,
       array(select type_code from app.organisation_types t where t.organisation_id = o.id order by 1) as types,
       array(select region_code from app.organisation_regions r where r.organisation_id = o.id order by 1) as regions,
       (select kind from app.organisations p where p.id = o.parent_id) as parent
     from app.organisations o where o.name = $1`,
    [name],
  );

describe('an administrator of a county', () => {
  it('is told at the field what is wrong, and loses nothing', async () => {
    await go(page, 'organisations');
    await page.getByRole('link', { name: '新建组织' }).click();
    await title('新建组织');
    await page.getByRole('application').waitFor();
    await field('kind').selectOption({ label: '行业性专业性调委会' });
    await field('category').selectOption({ label: '物业' });
    await field('phone').fill('0597-6831234');
    await press('创建');
    await page.getByText('请填写“名称”。').waitFor();
    expect(await focused(field('name'))).toBe(true);
    await expectAccessible(page, 'form with a validation error');
    await field('name').fill(TAKEN);
    await field('capacity').fill('许多');
    await press('创建');
    await page.getByText('“容量”填写有误，请检查。').waitFor();
    expect(await focused(field('capacity'))).toBe(true);
    await field('capacity').fill('20');
    await press('创建');
    await page.getByText('已有同名的组织，请换一个名称。').waitFor();
    expect(await focused(field('name'))).toBe(true);
    expect(await field('phone').inputValue()).toBe('0597-6831234');
  });

  it('is asked before unsaved input is discarded', async () => {
    const stay = () => page.getByRole('dialog').getByRole('button', { name: '留在此页' }).click();
    await page.getByRole('link', { name: '审计' }).click();
    await page.getByRole('dialog', { name: '离开此页？' }).waitFor();
    await expectAccessible(page, 'leaving');
    await stay();
    await page.evaluate(() => window.history.back());
    await page.getByRole('dialog', { name: '离开此页？' }).waitFor();
    await stay();
    await title('新建组织');
    expect(page.url()).toContain('/organisations/create');
    expect(await field('name').inputValue()).toBe(TAKEN);
  });

  it('creates a joint committee with types, two townships and a pin', async () => {
    await field('name').fill(NAME);
    for (const town of ['汀州镇', '大同镇']) {
      await field('region_codes').selectOption({ label: town });
      await press('添加');
      await page.getByRole('button', { name: new RegExp(`${town}，移除$`) }).waitFor();
    }
    await page.getByRole('checkbox', { name: '物业', exact: true }).check();
    await page.getByRole('checkbox', { name: '邻里', exact: true }).check();
    await press('放在地图中间');
    await page.getByText(/^已标在长汀县/).waitFor();
    const before = await field('longitude').inputValue();
    await page.getByRole('button', { name: /^组织位置标记/ }).press('ArrowRight');
    await expect
      .poll(async () => Number(await field('longitude').inputValue()))
      .toBeGreaterThan(Number(before));
    await expectAccessible(page, 'form filled in');
    await press('创建');
    await title(NAME);
    const row = await stored(NAME);
    expect(row).toMatchObject({
      category: 'property',
      phone: '05976831234',
      pinned: true,
      parent: 'dispatch_centre',
      regions: ['350821100', '350821101'],
    });
    expect(row.types).toHaveLength(2);
    await expect.poll(() => page.getByText('服务区域：汀州镇，大同镇').count()).toBe(2);
    await page.getByRole('heading', { name: '变更记录' }).waitFor();
    await page.getByText('还没有办结的案件。').waitFor();
    await expectAccessible(page, 'organisation');
  });

  it('edits its phone, and everything else stays as it was', async () => {
    const before = await stored(NAME);
    await page.getByRole('link', { name: '修改', exact: true }).click();
    await title(`修改：${NAME}`);
    await field('phone').fill('0597-6839999');
    await press('保存');
    await title(NAME);
    await page.getByRole('link', { name: '05976839999' }).waitFor();
    expect(await stored(NAME)).toEqual({ ...before, phone: '05976839999', version: before.version + 1 });
    await page.getByText('05976831234 → 05976839999').waitFor();
  });

  it('keeps the input when somebody else saved first', async () => {
    await page.getByRole('link', { name: '修改', exact: true }).click();
    await title(`修改：${NAME}`);
    await field('address').fill('汀州镇兆征路 1 号');
    const { id } = await stored(NAME);
    await stage.people.owner.run(
      `update app.organisations set duty_hours = '全天', version = version + 1 where id = $1`,
      [id],
    );
    await press('保存');
    await page.getByText(/^内容刚被他人更改.*“值班时间”已被他人修改/).waitFor();
    expect(await field('duty_hours').inputValue()).toBe('全天');
    expect(await field('address').inputValue()).toBe('汀州镇兆征路 1 号');
    await press('保存');
    await title(NAME);
    await page.getByText('全天').waitFor();
  });

  it('deactivates it for a reason, and reactivates it', async () => {
    await press('停用');
    const dialog = page.getByRole('dialog', { name: `停用${NAME}` });
    await dialog.getByRole('button', { name: '停用' }).click();
    await dialog.getByText('请填写“停用理由”。').waitFor();
    await expectAccessible(page, 'retiring');
    await dialog.getByLabel('停用理由').fill('职能并入县调委会');
    await dialog.getByRole('button', { name: '停用' }).click();
    await page.getByText(/^该组织已停用/).waitFor();
    await page.getByText('职能并入县调委会').waitFor();
    expect(await page.getByRole('link', { name: '修改', exact: true }).count()).toBe(0);
    await press('恢复使用');
    await page.getByRole('dialog').getByRole('button', { name: '恢复使用' }).click();
    await page.getByRole('link', { name: '修改', exact: true }).waitFor();
    const { active } = await stage.ask<{ active: boolean }>(
      'select active from app.organisations where name = $1',
      [NAME],
    );
    expect(active).toBe(true);
  });

  it('is told why an organisation with open cases cannot be deactivated', async () => {
    await stage.caseAt('dispatched');
    const { id } = await stage.ask<{ id: string }>(
      'select lead_organisation_id as id from app.cases where lead_organisation_id is not null and closed_at is null limit 1',
    );
    await go(page, `organisations/${id}/show`);
    await press('停用');
    await page.getByRole('dialog').getByLabel('停用理由').fill('试一试');
    await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
    await page.getByText('名下还有未结案件，请先移交。').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  });

  it('finds it by county, township and category', async () => {
    await go(page, 'organisations');
    // The page adds a filter to those that it has applied, not to those still on their way into the address.
    const choose = async (label: string, choice: string) => {
      const select = page.getByLabel(label, { exact: true });
      await select.selectOption({ label: choice });
      await expect.poll(() => select.locator('option:checked').innerText(), { timeout: 10_000 }).toBe(choice);
    };
    await choose('县（市、区）', '长汀县');
    await choose('类别', '行业性专业性调委会');
    await choose('专业类别', '物业');
    await page.getByRole('table').getByRole('link', { name: NAME }).waitFor();
    await choose('乡镇（街道）', '汀州镇');
    await page.getByText('没有符合条件的记录').waitFor();
  });
});

describe('other users', () => {
  it('see the page without its buttons', async () => {
    const { id } = await stored(NAME);
    const { page: leader } = await stage.enter('changting.leader', DESKTOP);
    await go(leader, `organisations/${id}/show`);
    await title(NAME, leader);
    await leader.getByText('还没有办结的案件。').waitFor();
    await leader.getByRole('heading', { name: '变更记录' }).waitFor();
    for (const name of ['修改', '停用'])
      expect(await leader.getByText(name, { exact: true }).and(leader.locator('a, button')).count()).toBe(0);
    await go(leader, 'organisations');
    await leader.getByRole('row').first().waitFor();
    expect(await leader.getByRole('link', { name: '新建组织' }).count()).toBe(0);
    await go(leader, `organisations/${id}`);
    await leader.getByText('只有管理员可以新建和修改组织。').waitFor();
  });

  it('are told discreetly when they may not see the results', async () => {
    const { id } = await stored(NAME);
    const { page: neighbour } = await stage.enter('shanghang.dispatcher', DESKTOP);
    await go(neighbour, `organisations/${id}/show`);
    await title(NAME, neighbour);
    await neighbour.getByText(/^办理成效仅供/).waitFor();
  });

  it('with a phone get a form and a page that fit the screen', async () => {
    const { id } = await stored(NAME);
    const { page: phone } = await stage.enter('changting.administrator', PHONE);
    for (const path of [`organisations/${id}/show`, `organisations/${id}`]) {
      await go(phone, path);
      await phone.getByRole('application').waitFor();
      expect({ path, wide: await overflows(phone) }).toEqual({ path, wide: false });
      await expectAccessible(phone, `${path} on a phone`);
    }
  });
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));

describe('the ratings of an organisation', () => {
  it('appear on its page, for the year and by month, once somebody has rated', async () => {
    const actors = await createActors(stage.people);
    await go(page, `organisations/${actors.committeeId}/show`);
    await title(TAKEN);
    await page.getByText('还没有当事人评价。').waitFor();
    const { holder } = await sharedCase({ people: stage.people, actors } as Scene, 'closed');
    await stage.people.anon.call('rate_case', { ...holder, request_id: once(), service: 2, result: 5 });
    await page.reload();
    const months = page.getByRole('table', { name: '按月评价' });
    await months.waitFor();
    expect(await months.getByRole('row').nth(1).innerText()).toMatch(/2\.00\s+5\.00\s+1\s+1$/);
    await expectAccessible(page, 'an organisation with ratings');
  });
});
