import { randomUUID } from 'node:crypto';
import { filing, createActors } from '../support/case';
import { openPeople } from '../support/people';
import { judgeRefusal } from '../support/wire/wire';
import type { LoadTarget } from '../perf/loadTarget';
import { openChance } from './chance';
import { FORMS, type Form } from './forms';
import { breakForm } from './hostile';

/** Results of a run. */
export interface Outcome {
  tried: number;
  /** Answered with a row that was then read back. */
  stored: number;
  /** Answered without storing anything: an empty or read-only answer. */
  answered: number;
  refused: number;
  /** Server errors. */
  broken: number;
  failed: string[];
}

/** Longest acceptable response time. */
const TIMEOUT = 15_000;

/** An independent implementation of app.clean_text. */
function cleaned(value: string): string | null {
  const kept = value
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .normalize('NFC')
    .replace(/[^\P{Cc}\t\n]|[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .replace(/^[\s\u3000]+|[\s\u3000]+$/g, '');
  return kept === '' ? null : kept;
}

const shorten = (value: unknown) => JSON.stringify(value)?.slice(0, 120);

/** Describes how stored texts differ from what was sent; null when they are equal. */
function difference(sent: Record<string, unknown>, row: Record<string, unknown> | undefined): string | null {
  if (!row) return 'nothing is stored';
  for (const [path, kept] of Object.entries(row)) {
    const value = path
      .split('.')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], sent);
    // Other types are converted like on the platform; texts must come back as sent, but cleaned.
    if (typeof value === 'string' && kept !== cleaned(value))
      return `${path}: sent ${shorten(value)}, kept ${shorten(kept)}`;
  }
  return null;
}

/**
 * Sends the broken forms of a seed, judges each answer, and reports failures at once. The installation must have the
 * demo accounts.
 */
export async function fuzzForms(
  target: LoadTarget,
  tries: number,
  seed: number,
  say: (line: string) => void = () => undefined,
): Promise<Outcome> {
  const people = openPeople(target.dbUrl);
  const out: Outcome = { tried: 0, stored: 0, answered: 0, refused: 0, broken: 0, failed: [] };
  const send = async (name: string, body: string) => {
    const response = await fetch(`${target.url}/rest/v1/rpc/${name}`, {
      method: 'POST',
      headers: { apikey: target.anonKey, 'content-type': 'application/json', 'content-profile': 'api' },
      body,
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.startsWith('application/json');
    return { status: response.status, body: json && text ? (JSON.parse(text) as unknown) : undefined };
  };
  try {
    // The limits are raised, since the test is about the forms and not about throttling.
    await people.owner.run(`update app.settings set value = '10000000'
      where name ~ '_per_(hour|minute|device)$' or name in ('messages_per_day', 'open_questions')`);
    const play = { people, actors: await createActors(people) };
    const ready = new Map<string, Record<string, unknown>>();
    const refusedRequests: string[] = [];
    const keptRequests: string[] = [];

    // oxlint-disable-next-line complexity -- the kinds of answers are told apart in one order
    const judge = async (form: Form, sent: string, own: unknown): Promise<string | null> => {
      const answer = await send(form.name, sent);
      if (answer.status >= 500) out.broken += 1;
      let args: Record<string, unknown> = {};
      try {
        args = JSON.parse(sent) as Record<string, unknown>;
      } catch {
        // A broken body contains no request id.
      }
      const request = typeof args?.request_id === 'string' ? args.request_id : '';
      // Any other request id may have been used before.
      const isOwn = request !== '' && request === own;
      if (answer.status < 200 || answer.status > 299) {
        if (isOwn) refusedRequests.push(request);
        const { fault, error } = judgeRefusal(answer);
        if (fault) return fault;
        if (!error.code || error.code === 'unknown') return `no stable code: ${shorten(answer.body)}`;
        out.refused += 1;
        return null;
      }
      if (answer.body === undefined) return 'the answer is no JSON';
      if (!form.stored || !Array.isArray(answer.body) || answer.body.length === 0) {
        if (form.stored && isOwn) refusedRequests.push(request);
        if (!form.stored) ready.delete(form.name);
        out.answered += 1;
        return null;
      }
      ready.delete(form.name);
      keptRequests.push(request);
      const rows = await people.owner.run<Record<string, unknown>>(form.stored, [request]);
      if (rows.length > 1) return `stored ${rows.length} times`;
      const wrong = difference(args, rows[0]);
      if (wrong) return wrong;
      out.stored += 1;
      // The same request again must change nothing.
      if (out.stored % 5 === 0) {
        const again = await send(form.name, sent);
        if (again.status !== 200 && again.status !== 409)
          return `sent again: ${again.status} ${shorten(again.body)}`;
      }
      return null;
    };

    for (let n = 0; n < tries; n += 1) {
      const chance = openChance(seed * 1_000_003 + n);
      const form = chance.pick(FORMS);
      if (!ready.has(form.name)) ready.set(form.name, await form.good(play));
      const good = ready.get(form.name)!;
      const fresh = 'request_id' in good && good.request_id ? { ...good, request_id: randomUUID() } : good;
      const body =
        n % 400 === 7
          ? JSON.stringify({ ...fresh, [chance.pick(form.texts)]: '长'.repeat(3_400_000) })
          : breakForm(fresh, chance, form.texts);
      const fault = await judge(form, body, fresh.request_id).catch((error: Error) => error.message);
      out.tried += 1;
      if (fault) {
        const line = `seed ${seed}, try ${n}, ${form.name}: ${fault}\n    ${body.slice(0, 600)}`;
        out.failed.push(line);
        say(line);
      }
      if (out.tried % 500 === 0) say(`${out.tried} tried, ${out.failed.length} failed`);
    }

    const [after] = await people.owner.run<{ doubled: number; written: number; broken: number }>(
      `select (select count(*) from (select 1 from app.case_events where request_id = any ($1) group by request_id having count(*) > 1) d)::int as doubled,
         (select count(*) from app.case_events where request_id = any ($2))::int as written,
         (select count(*) from app.cases c where app.broken_event(c.id) is not null)::int as broken`,
      [keptRequests, refusedRequests],
    );
    if (after!.doubled > 0) out.failed.push(`${after!.doubled} requests are written twice`);
    if (after!.written > 0) out.failed.push(`${after!.written} refused requests left a trace in the history`);
    if (after!.broken > 0) out.failed.push(`${after!.broken} histories do not hold`);
    const plain = filing();
    const filed = await send('file_case', JSON.stringify(plain));
    const [kept] = await people.owner.run<{ summary: string }>(
      `select c.summary from app.cases c join app.case_events e on e.case_id = c.id where e.request_id = $1`,
      [plain.request_id],
    );
    if (filed.status !== 200 || kept?.summary !== plain.summary)
      out.failed.push(`a plain filing no longer works: ${filed.status} ${shorten(filed.body)}`);
    return out;
  } finally {
    await people.end();
  }
}
