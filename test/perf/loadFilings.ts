import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '../../scripts/stack/database/client';
import { addressOf, loadForm, type LoadTarget, openCaller, spread } from './loadTarget';

interface Receipt {
  number: string;
  tracking_code: string;
}

/** Cases tracked per second in parallel. */
const FOLLOWED = 10;

/**
 * Files `rate` cases a second, every twentieth twice in parallel, and tracks filed ones meanwhile. Calls are sent on
 * schedule, whether earlier ones have returned or not. Prints the results and returns whether none was lost or
 * duplicated.
 */
export async function loadFilings(target: LoadTarget, rate: number, seconds: number): Promise<boolean> {
  await withClient(target.dbUrl, (client) =>
    // The limits are raised, since the test measures the machine and not the throttling.
    client.query(`update app.settings set value = '10000000' where name = 'file_case_per_minute'`),
  );
  const call = openCaller(target);
  const receipts: Receipt[] = [];
  const requests: string[] = [];
  const filing: number[] = [];
  const tracking: number[] = [];
  const failed: string[] = [];
  let doubled = 0;
  const work: Promise<void>[] = [];

  async function file(n: number): Promise<void> {
    const form = loadForm(n);
    requests.push(form.request_id);
    const sendings = n % 20 === 0 ? 2 : 1;
    const answers = await Promise.all(
      Array.from({ length: sendings }, () => call('file_case', form, addressOf(n))),
    );
    for (const { status, body, ms } of answers) {
      filing.push(ms);
      if (status !== 200) failed.push(`file ${status} ${JSON.stringify(body).slice(0, 150)}`);
    }
    const got = answers.filter(({ status }) => status === 200).map(({ body }) => (body as Receipt[])[0]!);
    if (new Set(got.map(({ number }) => number)).size > 1) doubled += 1;
    if (got[0]) receipts.push(got[0]);
  }
  async function follow(n: number): Promise<void> {
    const known = receipts[Math.floor(Math.random() * receipts.length)];
    if (!known) return;
    const { number, tracking_code } = known;
    const { status, body, ms } = await call(
      'track_case',
      { number, tracking_code },
      addressOf(9_000_000 + n),
    );
    tracking.push(ms);
    if (status !== 200 || (body as Receipt[])[0]?.number !== number) failed.push(`track ${status}`);
  }
  const note = (error: Error) => void failed.push(error.message);

  // Warm-up: the first calls read the catalogue and open connections.
  for (let n = 0; n < 20; n += 1) await file(8_000_000 + n);
  filing.length = 0;
  const began = performance.now();
  const total = rate * seconds;
  for (let n = 0; n < total; n += 1) {
    const wait = began + (n * 1000) / rate - performance.now();
    if (wait > 0) await sleep(wait);
    work.push(file(n).catch(note));
    if (n % Math.max(1, Math.round(rate / FOLLOWED)) === 0) work.push(follow(n).catch(note));
  }
  const sent = performance.now();
  await Promise.all(work);
  const ended = performance.now();

  const { rows } = await withClient(target.dbUrl, (client) =>
    client.query<{ cases: number; requests: number; numbers: number; broken: number }>(
      `select count(*)::int as cases, count(distinct e.request_id)::int as requests, count(distinct c.number)::int as numbers,
         count(*) filter (where app.broken_event(c.id) is not null)::int as broken
       from app.case_events e join app.cases c on c.id = e.case_id
       where e.verb = 'file_case' and e.request_id = any ($1)`,
      [requests],
    ),
  );
  const there = rows[0]!;
  const lost = requests.length - there.requests;
  doubled += there.cases - there.requests + (there.cases - there.numbers);
  console.log(
    `sent      ${total} filings in ${((sent - began) / 1000).toFixed(1)} s (${(total / ((sent - began) / 1000)).toFixed(1)}/s), answered by ${((ended - began) / 1000).toFixed(1)} s`,
  );
  console.log(`filing    ${spread(filing)}`);
  console.log(`tracking  ${spread(tracking)} (${tracking.length} beside it)`);
  console.log(`lost ${lost}, doubled ${doubled}, histories broken ${there.broken}, failed ${failed.length}`);
  for (const line of new Set(failed.slice(0, 5))) console.log(`  ${line}`);
  return lost === 0 && doubled === 0 && failed.length === 0 && there.broken === 0;
}
