import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../../support/browser/axe';
import { DESKTOP } from '../../support/browser/browser';
import { MAP_PROBE } from '../../support/browser/mapProbe';
import { openStage } from '../../support/browser/stage';

// A desk with hundreds of waiting cases, which the map draws as points on a canvas instead of one element each.

const stage = openStage();
const WAITING = 400;
/** Far from the others, so that a click there can only mean this case. */
const ISOLATED = { longitude: 116.2, latitude: 25.6 };

let page: Page;
let isolatedNumber: string;

beforeAll(async () => {
  const { id } = await stage.caseAt('submitted');
  // Copies of one filed case, since filing hundreds would take minutes.
  await stage.people.owner.run(
    `insert into app.cases (number, channel, type_code, summary, grade, region_code, responsible_organisation_id,
       participant_organisation_ids, longitude, latitude, location_basis, due_at, warn_at, due_stage)
     select '350821-261101-' || lpad(i::text, 5, '0'), channel, type_code, summary, (array['red', 'yellow', 'blue'])[1 + i % 3],
       region_code, responsible_organisation_id, participant_organisation_ids,
       case when i = 1 then $3 else 116.30 + (i % 20) * 0.005 end, case when i = 1 then $4 else 25.75 + (i / 20) * 0.005 end,
       'pin', now() + make_interval(hours => 2, secs => i), now() + interval '1 hour', 'accept'
     from app.cases, generate_series(1, $2::int) as i where id = $1`,
    [id, WAITING, ISOLATED.longitude, ISOLATED.latitude],
  );
  ({ number: isolatedNumber } = await stage.ask<{ number: string }>(
    `select number from app.cases where longitude = $1 and latitude = $2`,
    [ISOLATED.longitude, ISOLATED.latitude],
  ));
  ({ page } = await stage.enter('changting.dispatcher', DESKTOP));
  await page.addInitScript(MAP_PROBE);
  await page.goto(`${stage.stack.url}/console/desk?tab=submitted`);
  await drawing().waitFor();
});

const map = () => page.getByRole('application', { name: /^地图/ });
const drawing = (): Locator => page.locator('canvas.emap-points');
const rows = () => page.getByRole('list', { name: '案件队列' }).getByRole('button');

/** The current screen position of a place. */
async function onScreen({ longitude, latitude }: typeof ISOLATED): Promise<{ x: number; y: number }> {
  const box = (await map().boundingBox())!;
  const spot = await page.evaluate<{ x: number; y: number }>(
    `window.probedMap.latLngToContainerPoint([${latitude}, ${longitude}])`,
  );
  return { x: box.x + spot.x, y: box.y + spot.y };
}

/** Whether the canvas shows anything near a screen position. */
const painted = ({ x, y }: { x: number; y: number }) =>
  drawing().evaluate(
    (canvas, spot) => {
      const of = canvas as HTMLCanvasElement;
      const box = of.getBoundingClientRect();
      const scale = of.width / box.width;
      const { data } = of
        .getContext('2d')!
        .getImageData((spot.x - box.x) * scale - 4, (spot.y - box.y) * scale - 4, 8, 8);
      return data.some((value, index) => index % 4 === 3 && value > 0);
    },
    { x, y },
  );

describe('hundreds of cases', () => {
  it('are drawn as points on one canvas, and each of them is also in the list', async () => {
    expect(await map().locator('.emap-case, .emap-cluster').count()).toBe(0);
    await expect.poll(async () => painted(await onScreen(ISOLATED)), { timeout: 20_000 }).toBe(true);
    await expectAccessible(page, 'a desk with hundreds of points');
  });

  it('move along when the map is dragged', async () => {
    const before = await onScreen(ISOLATED);
    const box = (await map().boundingBox())!;
    const [x, y] = [box.x + box.width * 0.7, box.y + box.height * 0.7];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let step = 1; step <= 10; step += 1) await page.mouse.move(x + step * 6, y - step * 4);
    expect(await painted({ x: before.x + 60, y: before.y - 40 })).toBe(true);
    await page.mouse.up();
    await expect.poll(async () => painted(await onScreen(ISOLATED))).toBe(true);
  });

  it('open with a click on their point, which is then highlighted', async () => {
    const { x, y } = await onScreen(ISOLATED);
    await page.mouse.click(x, y);
    await page.getByRole('complementary', { name: `案件 ${isolatedNumber}` }).waitFor();
    await page.getByRole('button', { name: '关闭案件' }).click();
  });

  it('are distinguishable from the base map, which names the townships of the county', async () => {
    const names = map().locator('.emap-part-name');
    await expect.poll(() => names.count()).toBe(18);
    expect(await names.allInnerTexts()).toContain('汀州镇');
    for (let step = 0; step < 2; step += 1) await page.getByRole('button', { name: '缩小' }).click();
    await expect.poll(() => names.count()).toBe(0);
    await page.getByRole('button', { name: '看全图' }).click();
    await expect.poll(() => names.count()).toBe(18);
  });
});

describe('a selection', () => {
  it('is dragged onto an organisation as a whole, and asks for confirmation', async () => {
    for (const side of [1, 2])
      await stage.caseAt('accepted', {
        longitude: 116.35 + side * 0.02,
        latitude: 25.83,
        place: `${side} 号楼`,
      });
    await page.goto(`${stage.stack.url}/console/desk?tab=accepted`);
    await expect.poll(() => rows().count(), { timeout: 20_000 }).toBe(2);
    for (const box of await page.getByRole('checkbox', { name: /^选入批量分派/ }).all()) await box.check();
    await page.getByRole('button', { name: '分派所选' }).click();
    const pin = page.getByRole('button', { name: /^选择第 1 位/ });
    await pin.waitFor();
    // A trial click waits until its target keeps its place.
    for (const mark of [pin, page.locator('.emap-dragged')]) await mark.click({ trial: true });
    const middle = async (of: Locator) => {
      const box = (await of.boundingBox())!;
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const [from, to] = [await middle(page.locator('.emap-dragged')), await middle(pin)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    for (let step = 1; step <= 10; step += 1)
      await page.mouse.move(from.x + ((to.x - from.x) * step) / 10, from.y + ((to.y - from.y) * step) / 10);
    await page.mouse.up();
    await page.getByRole('button', { name: '确认分派 2 件' }).waitFor();
    const { n } = await stage.ask<{ n: number }>(
      `select count(*)::int as n from app.cases where status = 'dispatched'`,
    );
    expect(n).toBe(0);
  });
});

it('reported no error on any screen', () => expect(stage.problems()).toEqual([]));
