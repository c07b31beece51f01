import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../scripts/stack/database/client';
import { at, closing, filing, type Receipt, type VerbResult } from '../support/case';
import { testStack, type TestStack } from '../support/stack';
import { countRows, openWire, type Wire } from '../support/wire/wire';

type Client = SupabaseClient<any, any, 'api'>;

let stack: TestStack;
let desk: Client;
let mediator: Client;
let wire: Wire;

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
  await withClient(stack.database.url, (client) =>
    client.query(`update app.settings set value = '100000' where name = 'file_case_per_hour'`),
  );
  desk = await stack.signIn('changting.dispatcher');
  mediator = await stack.signIn('tingzhou.mediator');
  wire = await openWire(stack);
});
afterAll(() => stack?.stop());

const ask = async <T>(client: Client, name: string, args: object): Promise<T[]> => {
  const { data, error, status } = await client.rpc(name, args);
  if (error) throw new Error(`${name}: ${status} ${JSON.stringify(error)}`);
  return data as T[];
};
const file = async (changes: object = {}) =>
  (await ask<Receipt>(stack.anon(), 'file_case', filing(changes)))[0]!;
const find = async (number: string) => {
  const { data } = await desk
    .from('cases')
    .select('id, number, status, version')
    .eq('number', number)
    .single();
  return data as VerbResult;
};
const track = async ({ number, tracking_code }: Receipt) =>
  (await ask<Record<string, unknown>>(stack.anon(), 'track_case', { number, tracking_code }))[0]!;

describe('the life cycle of a case through the client library', () => {
  test('leads from filing to closing, each step by the responsible person', async () => {
    const receipt = await file({
      respondent: { kind: 'organisation', name: '长汀县宏远物业有限公司', phone: '0597-6831234' },
    });
    let row = await find(receipt.number);
    const step = async (client: Client, verb: string, args: object, status: string) => {
      const { data: actions } = await client.rpc('available_actions', { case_id: row.id });
      expect((actions as { verb: string }[]).map((one) => one.verb)).toContain(verb);
      row = (await ask<VerbResult>(client, verb, { ...at(row), ...args }))[0]!;
      expect(row.status).toBe(status);
      expect(await track(receipt)).toMatchObject({ number: receipt.number, status });
    };
    await step(desk, 'accept_case', { type_code: '0202', grade: 'yellow' }, 'accepted');
    const suggested = await ask<{ organisation_id: string; name: string }>(desk, 'suggest_dispatch', {
      case_id: row.id,
    });
    const [me] = await ask<{ organisation_id: string; staff_id: string }>(mediator, 'who_am_i', {});
    expect(suggested.map((one) => one.organisation_id)).toContain(me!.organisation_id);
    await step(
      desk,
      'dispatch_case',
      { organisation_id: me!.organisation_id, note: '请尽快联系。' },
      'dispatched',
    );
    await step(mediator, 'return_case', { reason: '当事人已搬到邻镇居住。' }, 'accepted');
    await step(desk, 'dispatch_case', { organisation_id: me!.organisation_id }, 'dispatched');
    const mediators = await ask<{ staff_id: string }>(mediator, 'list_mediators', { case_id: row.id });
    expect(mediators[0]!.staff_id).toBe(me!.staff_id);
    await step(mediator, 'assign_mediator', { mediator_id: me!.staff_id }, 'assigned');
    const held_at = new Date().toISOString();
    await step(
      mediator,
      'log_session',
      { kind: 'contact', held_at, summary: '电话联系了双方。' },
      'mediating',
    );
    await step(
      mediator,
      'log_session',
      { kind: 'meeting', held_at, summary: '双方到场，谈了赔偿。', place: '调解室', attendees: '双方' },
      'mediating',
    );
    await step(
      mediator,
      'conclude_case',
      {
        outcome: 'agreed_written',
        terms: '三十日内修好并赔偿八百元。',
        amount: 800.5,
        perform_by: '2099-01-01',
      },
      'agreed',
    );
    await step(desk, 'close_case', { note: '已归档。', ...closing }, 'closed');
    expect((await track(receipt)).stages).toHaveLength(9);

    const { data: parties } = await mediator.from('parties').select('id, name').eq('case_id', row.id);
    const shown = await ask<{ name: string }>(mediator, 'reveal_party', {
      party_id: parties![0]!.id,
      reason: '核对送达地址',
    });
    expect(shown).toHaveLength(1);
  });

  test('can end with a direct reply', async () => {
    const receipt = await file();
    const answer = '这属于物业维修，请先联系物业公司登记。';
    const [row] = await ask<VerbResult>(desk, 'answer_case', { ...at(await find(receipt.number)), answer });
    expect(await track(receipt)).toMatchObject({ status: 'answered', answer });
    expect((await ask<VerbResult>(desk, 'close_case', { ...at(row!), ...closing }))[0]!.status).toBe(
      'closed',
    );
  });

  test('can be tracked with a code as people type it, and a wrong code returns no row', async () => {
    const receipt = await file();
    const typed = ` ${receipt.tracking_code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `;
    expect(await track({ ...receipt, tracking_code: typed })).toMatchObject({ status: 'submitted' });
    const wrong = { number: receipt.number, tracking_code: '0000-0000-0000-0000' };
    expect(await ask(stack.anon(), 'track_case', wrong)).toEqual([]);
  });
});

describe('a repeated request', () => {
  test('files one case when it is sent eight times in parallel', async () => {
    const args = filing();
    const before = await countRows(stack.database.url);
    const answers = await Promise.all(Array.from({ length: 8 }, () => wire.call('file_case', args)));
    expect(answers.map((one) => one.status)).toEqual(Array(8).fill(200));
    expect(new Set(answers.map((one) => JSON.stringify(one.body))).size).toBe(1);
    const after = await countRows(stack.database.url);
    expect(Number(after.cases) - Number(before.cases)).toBe(1);
    expect(Number(after.idempotency_keys) - Number(before.idempotency_keys)).toBe(1);
  });

  test('performs a verb once, and of several people with the same version only one succeeds', async () => {
    const row = await find((await file()).number);
    const args = { ...at(row), type_code: '0202', grade: 'blue' };
    const twice = await Promise.all([desk.rpc('accept_case', args), desk.rpc('accept_case', args)]);
    expect(twice.map((one) => one.data)).toEqual([twice[0].data, twice[0].data]);
    const accepted = (twice[0].data as VerbResult[])[0]!;
    expect(accepted.version).toBe(row.version + 1);
    const answers = await Promise.all(
      [0, 1, 2].map(() => desk.rpc('answer_case', { ...at(accepted), answer: '请先联系物业公司。' })),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409]);
    expect(answers.find((one) => one.error)!.error).toMatchObject({
      message: 'stale_version',
      hint: 'error.stale_version',
    });
  });

  test('is refused when its request id was used with other arguments', async () => {
    const args = filing();
    await wire.call('file_case', args);
    const { error, status } = await stack.anon().rpc('file_case', { ...args, place: '别处' });
    expect([status, error!.message]).toEqual([409, 'request_reused']);
  });
});

describe('a text that looks like something else', () => {
  test.each([
    ['SQL', `'; drop table app.cases; -- \\' " $$ union select * from app.secrets`],
    ['HTML', `<script>alert(1)</script><img src=x onerror="alert('x')">&amp;`],
    ['a formula', `=HYPERLINK("https://example.org","点我")+cmd|' /C calc'!A0`],
    ['a template', '${process.env} {{constructor}} %{field} %s %n \\u0041'],
    ['emoji and rare characters', '👨‍👩‍👧‍👦吵架了 🧑🏽‍⚖️ 𠮷野家门口 𪚥 café'],
    ['writing from the right', 'שלום עולם، مرحبا بالعالم، 楼上漏水'],
    ['JSON', '{"a": [1, null, "\\"]}'],
  ])('is stored as it was written: %s', async (_, message) => {
    const receipt = await file({ summary: message, place: message.slice(0, 60) });
    const { data } = await desk.from('cases').select('summary, place').eq('number', receipt.number).single();
    expect(data).toEqual({
      summary: message.normalize('NFC'),
      place: message.slice(0, 60).normalize('NFC').trim(),
    });
  });

  test('loses its direction marks and other invisible characters', async () => {
    const receipt = await file({ summary: '对方欠款\u202e0001\u202c元，\ufeff一直\u200b不还。\u0007' });
    const { data } = await desk.from('cases').select('summary').eq('number', receipt.number).single();
    expect(data!.summary).toBe('对方欠款0001元，一直不还。');
  });
});
