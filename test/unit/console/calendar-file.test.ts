import { describe, expect, it } from 'vitest';
import { readCalendar } from '../../../web/rules/calendarFile';
import { holidaysOf } from '../../../web/rules/holidaySpans';
import { ofStage, wholeNumber } from '../../../web/rules/policies';

describe('a calendar file', () => {
  it('is read by its headings in either language, with dates in any common format', () => {
    const chinese = readCalendar([
      ['名称', '日期', '类型'],
      ['元旦', '2027/1/1', '休'],
      ['春节', '2027年2月6日', '放假'],
      ['春节', '20270130', '班'],
    ]);
    expect(chinese).toMatchObject({ year: 2027, wrong: [], missing: [] });
    expect(chinese.days).toEqual([
      { day: '2027-01-01', is_workday: false, name: '元旦' },
      { day: '2027-01-30', is_workday: true, name: '春节' },
      { day: '2027-02-06', is_workday: false, name: '春节' },
    ]);
    const english = readCalendar([
      ['day', 'type', 'name'],
      ['2027-05-08', 'workday', 'Labour Day'],
      ['2027-05-01', 'holiday', 'Labour Day'],
    ]);
    expect(english.days.map(({ is_workday: worked }) => worked)).toEqual([false, true]);
  });

  it('accepts the columns of the stored calendar, and a file without headings', () => {
    const stored = [
      ['day', 'is_workday', 'name'],
      ['2027-01-01', 'false', '元旦'],
    ];
    expect(readCalendar(stored).days).toEqual([{ day: '2027-01-01', is_workday: false, name: '元旦' }]);
    expect(readCalendar([['2027-01-01', '休', '元旦']]).days).toHaveLength(1);
  });

  it('reports what is wrong, by line of the file', () => {
    const { wrong } = readCalendar([
      ['日期', '类型', '名称'],
      ['2027-01-01', '休', '元旦'],
      [''],
      ['2027-02-30', '休', '春节'],
      ['2028-02-01', '休', '春节'],
      ['2027-01-01', '休', '元旦'],
      ['2027-01-02', '也许', '元旦'],
      ['2027-01-03', '休', ''],
    ]);
    expect(wrong).toEqual([
      { line: 4, why: 'day' },
      { line: 5, why: 'year' },
      { line: 6, why: 'repeated' },
      { line: 7, why: 'type' },
      { line: 8, why: 'name' },
    ]);
    expect(readCalendar([['日期', '名称']]).missing).toEqual(['type']);
    expect(readCalendar([])).toMatchObject({ year: null, days: [] });
  });
});

describe('the holidays of a year', () => {
  it('are shown as spans, with the days worked in exchange, across the end of a month', () => {
    const day = (date: string, worked = false, name = '春节') => ({ day: date, is_workday: worked, name });
    expect(
      holidaysOf([
        day('2027-01-24', true),
        day('2027-01-31'),
        day('2027-02-01'),
        day('2027-02-03'),
        day('2027-01-01', false, '元旦'),
      ]),
    ).toEqual([
      { name: '元旦', off: [{ from: '2027-01-01', to: '2027-01-01' }], worked: [] },
      {
        name: '春节',
        off: [
          { from: '2027-01-31', to: '2027-02-01' },
          { from: '2027-02-03', to: '2027-02-03' },
        ],
        worked: [{ from: '2027-01-24', to: '2027-01-24' }],
      },
    ]);
  });
});

describe('deadline rules', () => {
  const rule = (id: number, conditions: object) => ({
    id,
    stage: 'sign' as const,
    type_code: null,
    channel: null,
    grade: null,
    level: null,
    amount: 1,
    unit: 'workday' as const,
    pausable: false,
    basis: '本市规定',
    valid_from: '2026-01-01T00:00:00Z',
    valid_to: null,
    ...conditions,
  });
  it('are ordered from the general rule to the most specific ones', () => {
    const rules = [
      rule(1, { channel: 'court', grade: 'red' }),
      rule(2, { grade: 'red' }),
      rule(3, {}),
      rule(4, { stage: 'accept' }),
    ];
    expect(ofStage(rules, 'sign').map(({ id }) => id)).toEqual([3, 2, 1]);
  });

  it('accept only whole numbers, in any form that people type', () => {
    expect(['15', ' ３０ ', '1.5', '-3', '一', ''].map(wholeNumber)).toEqual([
      15,
      30,
      null,
      null,
      null,
      null,
    ]);
  });
});
