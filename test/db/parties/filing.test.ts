import { beforeEach, describe, expect, it } from 'vitest';
import { filing, type Receipt } from '../../support/case';
import { openScene } from '../../support/scene';

const scene = openScene();

const count = async (table: string) =>
  (await scene.people.owner.run<{ n: number }>(`select count(*)::int as n from app.${table}`))[0]!.n;
const everything = async () =>
  Promise.all(
    [
      'cases',
      'case_participants',
      'parties',
      'parties_private',
      'deadlines',
      'case_events',
      'idempotency_keys',
    ].map(count),
  );
const file = async (changes: object = {}) =>
  (await scene.people.anon.call<Receipt>('file_case', filing(changes)))[0]!;

describe('filing a dispute', () => {
  it('returns a receipt with number, tracking code, desk and the date by which it must accept', async () => {
    const receipt = await file();
    expect(receipt.number).toMatch(/^350821-\d{6}-\d{5}$/);
    expect(receipt.tracking_code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(receipt).toMatchObject({
      region_path: '长汀县 汀州镇 水东街社区居民委员会',
      desk_name: '长汀县矛盾纠纷调解联动中心',
    });
    expect(receipt.due_at.getTime()).toBeGreaterThan(receipt.filed_at.getTime());
  });

  it('creates one case, however often the same request is sent', async () => {
    const form = filing();
    const before = await count('cases');
    const receipts = await Promise.all(
      [1, 2, 3, 4, 5].map(() => scene.people.anon.call<Receipt>('file_case', form)),
    );
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
    expect(await count('cases')).toBe(before + 1);
    expect(await scene.people.anon.refused('file_case', { ...form, danger: true })).toMatchObject({
      state: 'PT409',
      code: 'request_reused',
    });
  });

  it('goes to the desk of the county of its place', async () => {
    const receipt = await file({ region_code: '350823', longitude: 116.42, latitude: 25.05 });
    expect(receipt).toMatchObject({ region_path: '上杭县', desk_name: '上杭县矛盾纠纷调解联动中心' });
  });

  it('marks danger red, and a group or a large sum yellow', async () => {
    const gradeOf = async (changes: object) => {
      const { number } = await file(changes);
      const [row] = await scene.people.owner.run<{ grade: string }>(
        'select grade from app.cases where number = $1',
        [number],
      );
      return row!.grade;
    };
    expect(await gradeOf({ danger: true })).toBe('red');
    expect(await gradeOf({ people_count: 20 })).toBe('red');
    expect(await gradeOf({ people_count: 5 })).toBe('yellow');
    expect(await gradeOf({ amount: 100000 })).toBe('yellow');
    expect(await gradeOf({ amount: 99999.99, people_count: 4 })).toBe('blue');
  });

  it('accepts numbers as people write them', async () => {
    const { number } = await file({
      applicant: {
        kind: 'person',
        name: ' 罗春生 ',
        phone: '+86 138-5970-1234',
        id_number: '11010519491231002x',
      },
      respondent: { kind: 'organisation', name: '汀州物业服务有限公司', phone: '０５９７－６８３１２３４' },
    });
    const parties = await scene.people.owner.run(
      `select app.unseal(r.name) as name, app.unseal(r.phone) as phone, app.unseal(r.id_number) as id_number
       from app.parties p join app.parties_private r on r.party_id = p.id join app.cases c on c.id = p.case_id
       where c.number = $1 order by side`,
      [number],
    );
    expect(parties).toEqual([
      { name: '罗春生', phone: '13859701234', id_number: '11010519491231002X' },
      { name: '汀州物业服务有限公司', phone: '05976831234', id_number: null },
    ]);
  });
});

describe('the input of a filing', () => {
  const person = (changes: object) => ({
    applicant: { kind: 'person', name: '罗春生', phone: '13859701234', ...changes },
  });
  const wrong: [name: string, changes: object, code: string, field: string][] = [
    ['no consent', { consent_version: null }, 'consent_required', 'consent_version'],
    ['an old notice', { consent_version: '2020-01' }, 'consent_outdated', 'consent_version'],
    ['no type', { type_code: null }, 'field_required', 'type_code'],
    [
      'a type that does not exist',
      { type_code: "'; drop table app.cases; --" },
      'unknown_choice',
      'type_code',
    ],
    ['no words', { summary: null }, 'field_required', 'summary'],
    ['nine characters', { summary: '楼上漏水三个月了吧' }, 'field_too_short', 'summary'],
    ['2001 characters', { summary: '水'.repeat(2001) }, 'field_too_long', 'summary'],
    ['ten million characters', { summary: 'x'.repeat(10_000_000) }, 'field_too_long', 'summary'],
    ['only what cannot be seen', { summary: '\u200b\u202e\u0007'.repeat(20) }, 'field_required', 'summary'],
    ['no region', { region_code: null }, 'field_required', 'region_code'],
    ['the city alone', { region_code: '3508' }, 'unknown_choice', 'region_code'],
    ['a region of elsewhere', { region_code: '110101' }, 'unknown_choice', 'region_code'],
    ['a place too long', { place: '远'.repeat(101) }, 'field_too_long', 'place'],
    ['half a point', { longitude: 116.3 }, 'point_half', 'longitude'],
    ['a point at zero', { longitude: 0, latitude: 0 }, 'point_zero', 'longitude'],
    ['a swapped point', { longitude: 25.8, latitude: 116.3 }, 'point_swapped', 'longitude'],
    ['a point that is no number', { longitude: 'NaN', latitude: 'NaN' }, 'point_impossible', 'longitude'],
    ['a point without end', { longitude: 'Infinity', latitude: 25.8 }, 'point_impossible', 'longitude'],
    ['a point in Beijing', { longitude: 116.39, latitude: 39.9 }, 'point_outside', 'longitude'],
    ['a point in another county', { longitude: 116.42, latitude: 25.05 }, 'point_elsewhere', 'longitude'],
    ['nobody', { people_count: 0 }, 'out_of_range', 'people_count'],
    ['too many people', { people_count: 100001 }, 'out_of_range', 'people_count'],
    ['a negative amount', { amount: -0.01 }, 'out_of_range', 'amount'],
    ['an amount beyond counting', { amount: 1e15 }, 'out_of_range', 'amount'],
    ['no applicant', { applicant: null }, 'field_required', 'applicant'],
    ['an applicant that is a list', { applicant: '[1]' }, 'invalid_value', 'applicant'],
    ['a name that is a list', person({ name: ['罗春生'] }), 'invalid_value', 'applicant.name'],
    ['a phone that is a number', person({ phone: 13859701234 }), 'invalid_value', 'applicant.phone'],
    ['a kind nobody knows', person({ kind: 'robot' }), 'unknown_choice', 'applicant.kind'],
    ['no name', person({ name: ' ' }), 'field_required', 'applicant.name'],
    ['one character for a name', person({ name: '罗' }), 'field_too_short', 'applicant.name'],
    ['no phone', person({ phone: null }), 'field_required', 'applicant.phone'],
    ['a short phone', person({ phone: '1385970123' }), 'invalid_phone', 'applicant.phone'],
    ['a phone of letters', person({ phone: '请打我电话' }), 'invalid_phone', 'applicant.phone'],
    [
      'an ID with a wrong check digit',
      person({ id_number: '110105194912310021' }),
      'invalid_id_number',
      'applicant.id_number',
    ],
    ['a respondent without a name', { respondent: { kind: 'person' } }, 'field_required', 'respondent.name'],
    [
      'a respondent with a wrong phone',
      { respondent: { name: '范小军', phone: '110' } },
      'invalid_phone',
      'respondent.phone',
    ],
  ];

  it.each(wrong)('is rejected: %s', async (_name, changes, code, field) => {
    const before = await everything();
    expect(await scene.people.anon.refused('file_case', filing(changes))).toMatchObject({
      state: 'PT422',
      code,
      details: { field },
    });
    expect(await everything()).toEqual(before);
  });

  it('is rejected with the county in which the point lies', async () => {
    const refusal = await scene.people.anon.refused(
      'file_case',
      filing({ longitude: 116.42, latitude: 25.05 }),
    );
    expect(refusal.details).toMatchObject({ county: '上杭县', county_code: '350823' });
  });

  it('is rejected when no desk of the place is open', async () => {
    await scene.people.owner.run(
      `update app.organisations set active = false where kind = 'dispatch_centre' and region_code in ('3508', '350825')`,
    );
    const refusal = await scene.people.anon.refused('file_case', filing({ region_code: '350825' }));
    expect(refusal).toMatchObject({ state: 'PT422', code: 'no_desk', details: { field: 'region_code' } });
    await scene.people.owner.run(`update app.organisations set active = true where kind = 'dispatch_centre'`);
  });

  it('is stored as plain text when it looks like code', async () => {
    const summary = `<script>alert(1)</script> =HYPERLINK("http://x") '); drop table app.cases; --`;
    const { number } = await file({ summary });
    const [row] = await scene.people.owner.run('select summary from app.cases where number = $1', [number]);
    expect(row).toEqual({ summary });
  });
});

describe('following a dispute', () => {
  it('shows stage, organisation and dates to the holder of the code, however it is typed', async () => {
    const { number, tracking_code } = await file();
    for (const typed of [
      tracking_code,
      tracking_code.toLowerCase(),
      tracking_code.replaceAll('-', ' '),
      ` ${tracking_code.replaceAll('0', 'o').replaceAll('1', 'l')}`,
    ]) {
      const [tracked] = await scene.people.anon.call('track_case', {
        number: ` ${number}`,
        tracking_code: typed,
      });
      expect(tracked).toMatchObject({
        number,
        status: 'submitted',
        organisation_name: '长汀县矛盾纠纷调解联动中心',
        due_stage: 'accept',
        light: 'green',
      });
    }
  });

  it('shows nothing for a wrong code, a wrong number, or another case’s code', async () => {
    const [one, other] = [await file(), await file()];
    for (const pair of [
      { number: one.number, tracking_code: other.tracking_code },
      { number: one.number, tracking_code: 'AAAA-AAAA-AAAA-AAAA' },
      { number: '350821-000101-00001', tracking_code: one.tracking_code },
      { number: '%', tracking_code: '%' },
    ]) {
      expect(await scene.people.anon.call('track_case', pair)).toEqual([]);
    }
    expect(await scene.people.anon.refused('track_case', { number: '', tracking_code: 'x' })).toMatchObject({
      details: { field: 'number' },
    });
  });

  it('never stores the code itself', async () => {
    const { tracking_code } = await file();
    const kept = await scene.people.owner.run(
      `select 1 from app.cases c where to_jsonb(c)::text like '%' || $1 || '%'
       union all select 1 from app.idempotency_keys r where to_jsonb(r)::text like '%' || $1 || '%'
       union all select 1 from app.case_events e where to_jsonb(e)::text like '%' || $1 || '%'`,
      [tracking_code],
    );
    expect(kept).toEqual([]);
  });
});

describe('throttling', () => {
  beforeEach(async () => {
    await scene.people.owner.run('delete from app.throttles');
  });
  const from = (address: string) =>
    `select set_config('request.headers', '{"x-forwarded-for": "${address}"}', true)`;
  const track = (address: string) =>
    scene.people.anon.run(
      `with here as materialized (${from(address)}) select t.* from here, api.track_case('350821-000101-00001', 'wrong') t`,
    );

  it('blocks an address after too many filings', async () => {
    await scene.people.owner.run(
      `update app.settings set value = case name when 'challenge_percent' then '1000' else '2' end::jsonb
       where name in ('file_case_per_hour', 'challenge_percent')`,
    );
    await file();
    await file();
    expect(await scene.people.anon.refused('file_case', filing())).toMatchObject({
      state: 'PT429',
      code: 'too_many_requests',
    });
    await scene.people.owner.run(
      `update app.settings set value = case name when 'challenge_percent' then '50' else '100000' end::jsonb
       where name in ('file_case_per_hour', 'challenge_percent')`,
    );
  });

  it('stores no address', async () => {
    await track('10.0.0.1');
    const kept = await scene.people.owner.run<{ text: string }>(
      'select to_jsonb(t)::text as text from app.throttles t',
    );
    expect(kept.map(({ text }) => text).join()).not.toContain('10.0.0.1');
  });
});

describe('the data for the filing form', () => {
  it('comes in one response, and regions level by level', async () => {
    const [form] = await scene.people.anon.call<{
      filing_form: { types: unknown[]; regions: { code: string }[]; consent: object };
    }>('filing_form');
    expect(form!.filing_form.consent).toMatchObject({
      version: '2026-11',
      texts: { 'zh-CN': { title: '告知事项' }, en: { title: 'Notice' } },
    });
    expect(form!.filing_form.regions.map(({ code }) => code)).toContain('350821');
    expect(form!.filing_form.types.length).toBeGreaterThan(24);
    expect(await scene.people.anon.call('public_regions', { parent_code: '350821' })).toHaveLength(18);
    expect(await scene.people.anon.call('public_regions', { parent_code: '350821100' })).not.toHaveLength(0);
    expect(await scene.people.anon.call('public_outlines')).toHaveLength(7);
  });

  it.each([
    ['长汀', 116.36, 25.83, '350821'],
    ['上杭', 116.42, 25.05, '350823'],
  ])('gives the county at a point in %s', async (_name, longitude, latitude, code) => {
    expect(await scene.people.anon.call('locate', { longitude, latitude })).toMatchObject([{ code }]);
    expect(await scene.people.anon.call('locate', { longitude: latitude, latitude: longitude })).toEqual([]);
  });
});
