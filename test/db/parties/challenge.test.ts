import type pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { filing, type Receipt } from '../../support/case';
import { once, sharedCase, STROKES } from '../../support/parties';
import type { Refusal } from '../../support/people';
import { type Challenge, solve } from '../../support/wire/proof';
import { openScene } from '../../support/scene';

const scene = openScene();

const set = (name: string, value: number) =>
  scene.people.owner.run('update app.settings set value = to_jsonb($2::int) where name = $1', [name, value]);

beforeEach(async () => {
  await scene.people.owner.run('delete from app.throttles');
  await set('challenge_numbers', 500);
  await set('track_case_per_hour', 4);
  await set('track_case_per_minute', 100_000);
  await set('track_case_per_device', 100_000);
});

type Headers = Record<string, string>;

/** Calls a function without an account, with the headers of a request. */
function call<T = Record<string, unknown>>(name: string, args: object, headers: Headers): Promise<T[]> {
  const names = Object.keys(args);
  const values = Object.values(args).map((value: unknown) =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
  );
  const named = names.map((key, index) => `${key} => $${index + 2}`).join(', ');
  return scene.people.anon.run<T>(
    `with here as materialized (select set_config('request.headers', $1, true))
     select t.* from here, lateral (select * from api.${name}(${named}) where here.set_config is not null) t`,
    [JSON.stringify(headers), ...values],
  );
}
async function refused(name: string, args: object, headers: Headers): Promise<Refusal> {
  const answer = await call(name, args, headers).catch((error: pg.DatabaseError) => error);
  if (!(answer instanceof Error)) throw new Error('not refused');
  const { code = '', message, detail } = answer;
  return { state: code, code: message, details: JSON.parse(detail ?? '{}') as Record<string, unknown> };
}

const from = (address: string, more: Headers = {}) => ({ 'x-forwarded-for': address, ...more });
const WRONG = { number: '350821-000101-00001', tracking_code: 'wrong' };

/** Every function that anybody may call with a number and a code, with its other arguments. */
const PROTECTED_CALLS: [name: string, more: () => object][] = [
  ['track_case', () => ({})],
  ['supplement_info', () => ({ request_id: once(), info: '补充租赁合同。' })],
  ['withdraw_application', () => ({ request_id: once(), reason: '已和解' })],
  ['request_privacy', () => ({ request_id: once(), kind: 'copy' })],
  ['open_party_upload', () => ({ request_id: once() })],
  ['add_evidence', () => ({ request_id: once() })],
  ['decide_mediation', () => ({ request_id: once(), decision: 'agree' })],
  [
    'reply_session',
    () => ({ request_id: once(), session_id: once(), expected_version: 1, reply: 'confirmed' }),
  ],
  ['write_message', () => ({ request_id: once(), kind: 'question', message: '什么时候开始调解？' })],
  [
    'sign_agreement',
    () => ({ request_id: once(), paper_id: once(), sha256: 'a'.repeat(64), name: '陈', strokes: STROKES }),
  ],
  ['rate_case', () => ({ request_id: once(), service: 5, result: 5 })],
  ['set_messages', () => ({ request_id: once(), channel: 'sms', wanted: true })],
  ['party_view', () => ({})],
];
const challengeOf = ({ details }: Refusal) => details as unknown as Challenge;

describe('wrong tracking codes', () => {
  it('require a proof of work from half of the limit on, only for the same address', async () => {
    for (let n = 0; n < 2; n += 1) expect(await call('track_case', WRONG, from('10.0.0.1'))).toEqual([]);
    const refusal = await refused('track_case', WRONG, from('10.0.0.1'));
    expect(refusal).toMatchObject({ state: 'PT429', code: 'challenge_required' });
    expect(await call('track_case', WRONG, from('10.0.0.2'))).toEqual([]);
    const proof = solve(challengeOf(refusal));
    expect(await call('track_case', WRONG, from('10.0.0.1', { 'x-proof': proof }))).toEqual([]);
    // A proof is valid for one call.
    expect(await refused('track_case', WRONG, from('10.0.0.1', { 'x-proof': proof }))).toMatchObject({
      code: 'challenge_required',
    });
  });

  it('never lock out the holder of the right code behind the same address, and the difficulty doubles', async () => {
    const [receipt] = await scene.people.anon.call<Receipt>('file_case', filing());
    const right = { number: receipt!.number, tracking_code: receipt!.tracking_code };
    for (let n = 0; n < 2; n += 1) await call('track_case', WRONG, from('10.0.0.3'));
    const prices: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      const refusal = await refused('track_case', WRONG, from('10.0.0.3'));
      prices.push(Number(refusal.details.maxnumber));
      const header = { 'x-proof': solve(challengeOf(refusal)) };
      expect(await call('track_case', WRONG, from('10.0.0.3', header))).toEqual([]);
    }
    expect(prices).toEqual([500, 500, 1000, 1000, 2000, 2000]);
    const asked = await refused('track_case', right, from('10.0.0.3'));
    const header = { 'x-proof': solve(challengeOf(asked)) };
    expect(await call('track_case', right, from('10.0.0.3', header))).toMatchObject([
      { number: receipt!.number },
    ]);
  });

  it('also count against the device, whatever its address, and against all callers under load', async () => {
    await set('track_case_per_device', 2);
    const device = { 'x-device': '4c0f6c1e-9f5b-4a55-8b0e-0d9a51f6a001' };
    await call('track_case', WRONG, from('10.0.1.1', device));
    expect(await refused('track_case', WRONG, from('10.0.1.2', device))).toMatchObject({
      code: 'challenge_required',
    });
    expect(await call('track_case', WRONG, from('10.0.1.2'))).toEqual([]);
    await set('track_case_per_minute', 4);
    expect(await refused('track_case', WRONG, from('10.0.1.3'))).toMatchObject({
      code: 'challenge_required',
    });
  });

  it.each(PROTECTED_CALLS)('require the proof in %s', async (name, more) => {
    for (let n = 0; n < 2; n += 1) await call(name, { ...WRONG, ...more() }, from('10.0.2.1'));
    const refusal = await refused(name, { ...WRONG, ...more() }, from('10.0.2.1'));
    expect(refusal).toMatchObject({ state: 'PT429', code: 'challenge_required' });
    const proof = solve(challengeOf(refusal));
    expect(await call(name, { ...WRONG, ...more() }, from('10.0.2.1', { 'x-proof': proof }))).toEqual([]);
  });

  it('cannot be tried in any other function', async () => {
    const calls = await scene.people.owner.run<{ name: string }>(
      `select p.proname as name from pg_proc p
       where p.pronamespace = 'api'::regnamespace and has_function_privilege('anon', p.oid, 'execute')
         and 'tracking_code' = any (p.proargnames[1:p.pronargs]) order by 1`,
    );
    expect(calls.map(({ name }) => name)).toEqual(PROTECTED_CALLS.map(([name]) => name).sort());
  });

  it('let the holder in from an address with many failures, for a proof', async () => {
    const row = await sharedCase(scene, 'submitted');
    for (let n = 0; n < 2; n += 1) await call('party_view', WRONG, from('10.0.2.2'));
    const asked = await refused('party_view', row.holder, from('10.0.2.2'));
    const header = { 'x-proof': solve(challengeOf(asked)) };
    expect(await call('party_view', row.holder, from('10.0.2.2', header))).toMatchObject([
      { side: 'applicant' },
    ]);
  });
});

describe('a proof of work', () => {
  const asked = async () => {
    for (let n = 0; n < 2; n += 1) await call('track_case', WRONG, from('10.0.3.1'));
    return challengeOf(await refused('track_case', WRONG, from('10.0.3.1')));
  };
  const tried = (proof: string) => refused('track_case', WRONG, from('10.0.3.1', { 'x-proof': proof }));
  const packed = (proof: object) => Buffer.from(JSON.stringify(proof)).toString('base64');
  const opened = (proof: string) =>
    JSON.parse(Buffer.from(proof, 'base64').toString()) as Challenge & { number: number };

  it.each([
    ['no base64', () => '%%%'],
    ['no JSON', () => Buffer.from('x').toString('base64')],
    ['a list', () => packed([1])],
    ['too long', () => 'A'.repeat(3000)],
    ['another number', (proof: string) => packed({ ...opened(proof), number: 501 })],
    ['a number that is a text', (proof: string) => packed({ ...opened(proof), number: '1; --' })],
    ['another signature', (proof: string) => packed({ ...opened(proof), signature: '00' })],
    ['another algorithm', (proof: string) => packed({ ...opened(proof), algorithm: 'MD5' })],
    [
      'a later end',
      (proof: string) => {
        const one = opened(proof);
        return packed({ ...one, salt: one.salt.replace(/expires=\d+/, 'expires=9999999999') });
      },
    ],
    [
      'figures moved from the number into the salt',
      (proof: string) => {
        const one = opened(proof);
        return packed({ ...one, salt: `${one.salt}${String(one.number)[0]}`, number: 0 });
      },
    ],
  ])('is rejected when it is %s', async (_name, change) => {
    const proof = solve(await asked());
    expect(await tried(change(proof))).toMatchObject({ state: 'PT429', code: 'challenge_required' });
  });

  it('is rejected when it was made for another purpose or has expired', async () => {
    await set('file_case_per_hour', 1);
    await call('file_case', filing(), from('10.0.3.1'));
    const foreign = challengeOf(await refused('file_case', filing(), from('10.0.3.1')));
    await asked();
    expect(await tried(solve(foreign))).toMatchObject({ code: 'challenge_required' });
    await set('file_case_per_hour', 100_000);
    const [old] = await scene.people.owner.run<{ challenge: Challenge }>(
      `select app.make_challenge('track_case', 1) as challenge`,
    );
    const salt = old!.challenge.salt.replace(/expires=\d+/, 'expires=1700000000');
    const [signed] = await scene.people.owner.run<{ challenge: string; signature: string }>(
      `select c as challenge, app.challenge_signature(c) as signature
       from encode(extensions.digest($1 || '7', 'sha256'), 'hex') as c`,
      [salt],
    );
    expect(await tried(packed({ algorithm: 'SHA-256', number: 7, salt, ...signed }))).toMatchObject({
      code: 'challenge_required',
    });
  });

  it('lets one filing through while an address is above the threshold', async () => {
    await set('file_case_per_minute', 2);
    const form = filing();
    await call('file_case', filing(), from('10.0.4.1'));
    const refusal = await refused('file_case', form, from('10.0.4.2'));
    const header = { 'x-proof': solve(challengeOf(refusal)) };
    const [receipt] = await call<Receipt>('file_case', form, from('10.0.4.2', header));
    expect(receipt!.number).toMatch(/^350821-/);
    // Repeated after a lost response: the request was already processed, so no proof is needed.
    expect(await call<Receipt>('file_case', form, from('10.0.4.2', header))).toEqual([receipt]);
    await set('file_case_per_minute', 100_000);
  });

  it('stores neither address nor device', async () => {
    await call('track_case', WRONG, from('10.0.5.1', { 'x-device': 'device-number-one' }));
    const kept = await scene.people.owner.run<{ text: string }>(
      'select to_jsonb(t)::text as text from app.throttles t',
    );
    expect(kept.length).toBe(3);
    expect(kept.map(({ text }) => text).join()).not.toMatch(/10\.0\.5\.1|device-number/);
  });
});
