import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf, loadForm, type LoadTarget, openCaller, spread } from './loadTarget';

interface Receipt {
  number: string;
  tracking_code: string;
}

/** Number of parallel wrong calls, each from another address. */
const ATTACKERS = 8;
/** Milliseconds between two honest calls. */
const HONEST_EVERY = 100;
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const guess = () => Array.from({ length: 16 }, () => SIGNS[Math.floor(Math.random() * 32)]).join('');

/**
 * Tries wrong codes for real case numbers as fast as they are answered while others track their cases. Prints the
 * results of both.
 */
export async function loadWrongCodes(target: LoadTarget, tries: number): Promise<boolean> {
  const call = openCaller(target);
  const receipts: Receipt[] = [];
  for (let n = 0; n < 50; n += 1) {
    const { body } = await call('file_case', loadForm(n), addressOf(n));
    receipts.push((body as Receipt[])[0]!);
  }
  const answers = new Map<string, number>();
  const failed: string[] = [];
  let found = 0;
  let honestRun = true;
  let times: number[] = [];
  const pending: Promise<void>[] = [];
  const honest = (async () => {
    for (let n = 0; honestRun; n += 1) {
      const { number, tracking_code } = receipts[n % receipts.length]!;
      pending.push(
        call('track_case', { number, tracking_code }, addressOf(1_000_000 + n)).then(
          ({ status, body, ms }) => {
            times.push(ms);
            if (status !== 200 || (body as Receipt[]).length !== 1) failed.push(`honest ${status}`);
          },
        ),
      );
      await sleep(HONEST_EVERY);
    }
  })();
  await sleep(5000);
  const before = times;
  times = [];
  const began = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: ATTACKERS }, async (_, attacker) => {
      while (next < tries) {
        next += 1;
        const { number } = receipts[next % receipts.length]!;
        const { status, body } = await call(
          'track_case',
          { number, tracking_code: guess() },
          addressOf(2_000_000 + attacker),
        );
        if (status === 200 && (body as unknown[]).length > 0) found += 1;
        const answer =
          status === 200
            ? 'no such pair'
            : ((body as { message?: string } | null)?.message ?? String(status));
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  honestRun = false;
  await honest;
  await Promise.all(pending);
  console.log(
    `tried     ${tries} wrong codes in ${seconds.toFixed(0)} s (${(tries / seconds).toFixed(0)}/s): ${found} found`,
  );
  for (const [answer, n] of answers) console.log(`          ${n} × ${answer}`);
  console.log(`following before: ${spread(before)}`);
  console.log(`following beside: ${spread(times)} (${times.length} looks, ${failed.length} failed)`);
  for (const line of new Set(failed.slice(0, 5))) console.log(`  ${line}`);
  return found === 0 && failed.length === 0;
}
