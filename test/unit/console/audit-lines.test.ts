import { describe, expect, it } from 'vitest';
import { changeLines, type ChangeWords } from '../../../web/audit/changeLines';
import { byOrganisation, byPerson, casesIn } from '../../../web/audit/totals';
import type { AdministrationEventRecord, RevealRecord } from '../../../web/data/console/audit';
import { BLANK, isBegun, validationErrorOf, toArgs } from '../../../web/intake/draft';

const changeText: ChangeWords = {
  translate: (key, params) => (params?.count === undefined ? key.split('.').at(-1)! : `+${params.count}`),
  day: (value) => `day ${value}`,
  region: (code) => `region ${code}`,
  type: (code) => `type ${code}`,
  category: (code) => code,
  channel: (code) => code,
  organisation: (id) => `organisation ${id}`,
};

const lines = (verb: string, details: Record<string, unknown>) =>
  changeLines({ verb, details } as AdministrationEventRecord, changeText).map(
    ({ label, before, after }) => `${label}: ${before === undefined ? '' : `${before} > `}${after}`,
  );

describe('the description of a change', () => {
  it('shows `from` and `to` with their meaning for each verb', () => {
    expect(lines('rename_region', { from: '甲', to: '乙' })).toEqual(['name: 甲 > 乙']);
    expect(lines('rename_region', { from: '甲', to: '甲' })).toEqual(['position: moved']);
    expect(lines('rate_mediator', { from: null, to: 'gold' })).toEqual(['grade: none > gold']);
    expect(lines('take_leave', { deputy: '丙', from: '2026-11-25', to: '2026-12-01' })).toEqual([
      'from: day 2026-11-25',
      'to: day 2026-12-01',
      'deputy: 丙',
    ]);
    expect(lines('hand_over', { to: '丁', n: 3, reason: '调离' })).toEqual([
      'receiver: 丁',
      'cases: 3',
      'reason: 调离',
    ]);
    expect(lines('merge_region', { from: [{ code: '1', name: '子' }], effective_on: '2026-01-01' })).toEqual([
      'merged: 子',
      'effective_on: day 2026-01-01',
    ]);
  });

  it('shows the old and new length of a rule, and to which cases it applies', () => {
    const month = { amount: 1, unit: 'month' };
    expect(lines('set_policy', { from: month, to: { amount: 20, unit: 'workday' }, grade: 'red' })).toEqual([
      'length_label: month > workday',
      'case_grade: red',
    ]);
    expect(lines('set_policy', { from: month, to: null, type: '0202' })).toEqual([
      'length_label: month > ended',
      'type: type 0202',
    ]);
    expect(lines('import_calendar', { days: 33, moved: 2 })).toEqual(['days: 33', 'moved_clocks: 2']);
  });

  it('lists an organisation column by column, with the old value only where there was one', () => {
    const to = { name: '新', parent_id: 'x', region_codes: ['350821'], phone: null, latitude: 25 };
    expect(lines('create_organisation', { to })).toEqual([
      'name: 新',
      'parent_id: organisation x',
      'region_codes: region 350821',
    ]);
    expect(
      lines('update_organisation', { from: { capacity: 40, phone: null }, to: { capacity: 66, phone: '1' } }),
    ).toEqual(['capacity: 40 > 66', 'phone: empty > 1']);
  });

  it('shortens long lists and omits fields without a label', () => {
    const accounts = Array.from({ length: 10 }, (_, at) => `a${at}`);
    const [line] = lines('invite_many', { accounts, secret: 'x' });
    expect(line).toMatch(/a7.*\+2$/);
    expect(lines('restore_staff', {})).toEqual([]);
  });
});

it('totals count viewings and distinct cases, per organisation and per person in it', () => {
  const row = (staff_id: string, organisation_id: string, case_id: string) =>
    ({
      staff_id,
      actor_name: staff_id,
      organisation_id,
      organisation_name: organisation_id,
      case_id,
    }) as RevealRecord;
  const rows = [
    row('a', 'o', '1'),
    row('a', 'o', '1'),
    row('a', 'p', '2'),
    row('b', 'p', '2'),
    row('b', 'p', '3'),
  ];
  expect(byOrganisation(rows)).toEqual([
    { name: 'p', times: 3, cases: 2 },
    { name: 'o', times: 2, cases: 1 },
  ]);
  expect(byPerson(rows)).toHaveLength(3);
  expect(casesIn(rows)).toBe(3);
});

describe('a registration', () => {
  const filled = {
    ...BLANK,
    channel: 'grid',
    type_code: '02',
    summary: ' 邻居 ',
    region_code: '350821',
    applicant: { ...BLANK.applicant, name: '罗春生' },
  };

  it('sends only what was filled in, and the second-level type instead of the first', () => {
    expect(toArgs(filled)).toEqual({
      channel: 'grid',
      type_code: '02',
      summary: '邻居',
      region_code: '350821',
      applicant: { kind: 'person', name: '罗春生', phone: null, id_number: null },
      danger: false,
    });
    expect(toArgs({ ...filled, detail: '0202', amount: '8,000', longitude: '116.36073' })).toMatchObject({
      type_code: '0202',
      amount: 8000,
      longitude: 116.36073,
    });
  });

  it('reports the first validation error', () => {
    expect(validationErrorOf(filled)).toBe(null);
    expect(validationErrorOf({ ...filled, region_code: '3508' })).toEqual({
      field: 'region_code',
      code: 'field_required',
    });
    expect(validationErrorOf({ ...filled, has_respondent: true })?.field).toBe('respondent.name');
    expect(validationErrorOf({ ...filled, people_count: '1.5' })).toEqual({
      field: 'people_count',
      code: 'invalid_value',
    });
    expect(validationErrorOf({ ...filled, amount: '很多' })?.field).toBe('amount');
  });

  it('is a draft only when something was typed', () => {
    expect(isBegun({ ...BLANK, channel: 'grid', region_code: '350821' })).toBe(false);
    expect(isBegun({ ...BLANK, place: '水东街' })).toBe(true);
  });
});
