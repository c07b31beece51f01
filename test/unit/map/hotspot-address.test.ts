import { describe, expect, it } from 'vitest';
import {
  addressOf,
  FIRST,
  LAYERS,
  MEASURES,
  readAddress,
  type Shown,
} from '../../../web/hotspot/head/address';
import {
  daysBefore,
  daysOf,
  daysOfMonth,
  isDay,
  lengthOf,
  monthsBetween,
  PERIODS,
  shifted,
} from '../../../web/hotspot/head/period';
import { codesBetween } from '../../../web/hotspot/head/way';

describe('a period', () => {
  const custom = { from: null, to: null };
  const on = (today: string, name: (typeof PERIODS)[number]) => {
    const { from, to } = daysOf(name, today, custom);
    return `${from} ${to}`;
  };

  it('includes today and the days before', () => {
    expect(on('2026-11-25', 'week')).toBe('2026-11-19 2026-11-25');
    expect(on('2026-03-01', 'thirty')).toBe('2026-01-31 2026-03-01');
    expect(on('2024-03-01', 'ninety')).toBe('2023-12-03 2024-03-01');
    for (const [name, length] of [
      ['week', 7],
      ['thirty', 30],
      ['ninety', 90],
    ] as const)
      expect(lengthOf(daysOf(name, '2026-11-25', custom))).toBe(length);
  });

  it('starts with the month, quarter or year', () => {
    expect(on('2026-11-25', 'month')).toBe('2026-11-01 2026-11-25');
    expect(on('2026-11-25', 'quarter')).toBe('2026-10-01 2026-11-25');
    expect(on('2026-03-31', 'quarter')).toBe('2026-01-01 2026-03-31');
    expect(on('2026-11-25', 'year')).toBe('2026-01-01 2026-11-25');
    expect(on('2026-11-25', 'last_year')).toBe('2025-01-01 2025-12-31');
    expect(on('2026-11-25', 'all')).toBe('null null');
  });

  it('chosen freely is put in order, and may be open', () => {
    expect(daysOf('custom', '2026-11-25', { from: '2026-05-01', to: '2026-04-01' })).toEqual({
      from: '2026-04-01',
      to: '2026-05-01',
    });
    expect(daysOf('custom', '2026-11-25', { from: null, to: '2026-04-01' })).toEqual({
      from: null,
      to: '2026-04-01',
    });
  });

  it('is compared with the preceding one of the same length', () => {
    expect(daysBefore({ from: '2026-11-01', to: '2026-11-25' })).toEqual({
      from: '2026-10-07',
      to: '2026-10-31',
    });
    expect(daysBefore({ from: null, to: '2026-11-25' })).toBe(null);
  });

  it('follows the calendar', () => {
    expect(['2024-02-29', '2026-02-29', '2026-13-01', '26-1-1'].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(daysOfMonth('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(shifted('2025-12-31', 1)).toBe('2026-01-01');
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  });
});

describe('the address', () => {
  const full: Shown = {
    area: '350821100',
    layer: 'clusters',
    measure: 'rate',
    table: true,
    period: 'custom',
    from: '2026-01-01',
    to: '2026-03-31',
    month: '2026-02',
    types: ['01', '0202'],
    grades: ['red', 'yellow'],
    channels: ['grid'],
    statuses: ['submitted', 'needs_info'],
  };

  it('contains everything that is shown, and is read back the same', () => {
    expect(readAddress(addressOf(full))).toEqual(full);
    for (const layer of LAYERS)
      for (const measure of MEASURES)
        for (const period of PERIODS) {
          const shown = { ...FIRST, layer, measure, period };
          expect(readAddress(addressOf(shown))).toEqual(shown);
        }
  });

  it('is empty for the initial view', () => {
    expect(addressOf(FIRST).toString()).toBe('');
    expect(readAddress('')).toEqual(FIRST);
  });

  it('omits values that nobody could have chosen', () => {
    const wild = `area=35;drop&layer=3d&measure=${'x'.repeat(999)}&period=ever&from=2026-02-30&to=soon&month=2026-00&type=01.%27--.02&view=hologram`;
    expect(readAddress(wild)).toEqual({ ...FIRST, types: ['01', '02'] });
  });
});

it("the breadcrumb leads from one's own territory down to the area", () => {
  expect(codesBetween('3508', '350821100010')).toEqual(['3508', '350821', '350821100', '350821100010']);
  expect(codesBetween('350821', '350821100')).toEqual(['350821', '350821100']);
  expect(codesBetween('350821', '350823')).toEqual(['350823']);
});
