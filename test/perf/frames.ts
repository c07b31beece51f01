import { loadavg } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../scripts/demo/accounts';
import { buildPages } from '../../scripts/stack/build';
import { withClient } from '../../scripts/stack/database/client';
import { DESKTOP, launchBrowser, openScreen, signIn } from '../support/browser/browser';
import { MAP_PROBE } from '../support/browser/mapProbe';
import { frameTimes, type Measurement } from './measure';
import { startTarget } from './startTarget';

const DISPATCHER = 'changting.dispatcher';
const COUNTY = '350821';
/** Duration of the drag, and mouse steps per stroke. */
const DRAG_MS = 8000;
const STEPS = 60;

interface Pin {
  longitude: number;
  latitude: number;
}

/**
 * Copies a filed case of the county `count` times as waiting cases at the desk, scattered around its villages.
 * Returns the places of the newest ones.
 */
async function fillDesk(dbUrl: string, count: number): Promise<Pin[]> {
  return withClient(dbUrl, async (client) => {
    // The realtime messages of so many cases would be processed during the measurement.
    await client.query('alter table app.cases disable trigger cases_90_hints_created');
    const { rows } = await client.query<Pin>(
      `with villages as (
         select code, longitude, latitude, row_number() over (order by code) - 1 as rank, count(*) over () as n
         from app.regions where level = 4 and starts_with(code, $1) and longitude is not null
       ), pattern as (select * from app.cases where county_code = $1 order by created_at limit 1)
       insert into app.cases (number, channel, type_code, summary, grade, region_code, responsible_organisation_id,
         participant_organisation_ids, longitude, latitude, location_basis, due_at, warn_at, due_stage)
       select $1 || '-261101-' || lpad(i::text, 5, '0'), p.channel, p.type_code, p.summary, (array['red', 'yellow', 'blue'])[1 + i % 3],
         v.code, app.desk_of($1), array[app.desk_of($1)], v.longitude + sin(i) * 0.02, v.latitude + cos(i * 7) * 0.02, 'pin',
         now() + make_interval(hours => 2, secs => i), now() + interval '1 hour', 'accept'
       from generate_series(1, $2::int) as i cross join pattern p join villages v on v.rank = i % v.n
       returning longitude, latitude`,
      [COUNTY, count],
    );
    await client.query('alter table app.cases enable trigger cases_90_hints_created');
    await client.query('analyze app.cases');
    // Runs the minute job now, so that it does not run during the measurement.
    await client.query('select app.tick()');
    return rows;
  });
}

/** Records the start of each frame. */
const FRAME_PROBE = `(() => {
  window.benchFrames = [];
  const note = (at) => {
    window.benchFrames.push(at);
    requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
})()`;

/** Plain Leaflet markers, each a DOM element. */
const addMarkers = (page: Page, pins: Pin[]) =>
  page.evaluate((all) => {
    const { L, probedMap } = window as unknown as {
      L: typeof import('leaflet');
      probedMap: import('leaflet').Map;
    };
    const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="15" height="15"><circle cx="7.5" cy="7.5" r="7" fill="#b3261e" stroke="#fff"/></svg>`;
    const icon = L.icon({
      iconUrl: `data:image/svg+xml,${encodeURIComponent(picture)}`,
      iconSize: [15, 15],
    });
    for (const { longitude, latitude } of all) L.marker([latitude, longitude], { icon }).addTo(probedMap);
  }, pins);

/** Drags the map back and forth. Returns the milliseconds between its frames. */
async function drag(page: Page): Promise<number[]> {
  const box = (await page.locator('.emap-frame').boundingBox())!;
  const begun = await page.evaluate('window.benchFrames.length');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const ends = performance.now() + DRAG_MS;
  for (let stroke = 0; performance.now() < ends; stroke += 1) {
    const angle = (stroke * Math.PI * 5) / 4;
    const reach = Math.min(box.width, box.height) * 0.3;
    const at = (share: number) => ({
      x: middle.x + Math.cos(angle) * reach * (2 * share - 1),
      y: middle.y + Math.sin(angle) * reach * (2 * share - 1),
    });
    await page.mouse.move(at(0).x, at(0).y);
    await page.mouse.down();
    for (let step = 1; step <= STEPS && performance.now() < ends; step += 1) {
      const { x, y } = at(step / STEPS);
      await page.mouse.move(x, y);
    }
    await page.mouse.up();
  }
  const frames = await page.evaluate<number[]>(`window.benchFrames.slice(${Number(begun)})`);
  return frames.slice(1).map((at, index) => at - frames[index]!);
}

async function openDesk(browser: Browser, url: string, tab: string): Promise<Page> {
  const { page } = await openScreen(browser, DESKTOP, { moving: true });
  for (const probe of [MAP_PROBE, FRAME_PROBE]) await page.addInitScript(probe);
  await signIn(page, url, DISPATCHER, DEMO_PASSWORD);
  await page.goto(`${url}/console/desk?tab=${tab}`);
  await page.locator('.emap-frame .leaflet-zoom-animated').first().waitFor({ state: 'attached' });
  return page;
}

/**
 * Frames of the desk's map while it is dragged with many markers in view, on its own installation; and of the same
 * map with plain Leaflet markers. The machine must be idle; its load is printed with the results.
 */
export async function* benchFrames(count: number): AsyncGenerator<Measurement> {
  await buildPages();
  const target = await startTarget();
  const browser = await launchBrowser();
  try {
    const pins = await fillDesk(target.dbUrl, count);
    const desk = await openDesk(browser, target.url, 'submitted');
    // After the first page of the queue the markers arrive in batches of a thousand.
    await desk.locator('canvas.emap-points').waitFor({ state: 'attached' });
    await desk.waitForLoadState('networkidle');
    const [load] = loadavg();
    const times = await drag(desk);
    await desk.close();
    const plain = await openDesk(browser, target.url, 'closing');
    await addMarkers(plain, pins);
    await plain.waitForLoadState('networkidle');
    const baseline = await drag(plain);
    yield {
      ...frameTimes(times, baseline),
      bench: 'frames',
      case: `desk map dragged, ${count} marks`,
      n: count,
      baseline: 'plain Leaflet markers',
      load: load!,
    };
  } finally {
    await browser.close();
    await target.stop();
  }
}
