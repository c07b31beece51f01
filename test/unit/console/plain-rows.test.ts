import { describe, expect, it } from 'vitest';
import { isoMoment, plainRows } from '../../../web/data/core/plain';

describe('timestamps in an answer', () => {
  it('are converted to ISO form, which every browser reads', () => {
    expect(isoMoment('2026-11-24 15:28:13.271+00')).toBe('2026-11-24T15:28:13.271+00:00');
    expect(isoMoment('2026-11-24 23:28:13+08')).toBe('2026-11-24T23:28:13+08:00');
    expect(isoMoment('2026-11-24 20:58:13+05:30')).toBe('2026-11-24T20:58:13+05:30');
  });

  it('stay as they are when they are in ISO form, dates or text', () => {
    for (const value of ['2026-11-24T15:28:13.271+00:00', '2026-11-24', '明天 9 点'])
      expect(isoMoment(value)).toBe(value);
  });

  it('are converted only in timestamp fields, never in what people wrote', () => {
    const written = '2026-11-24 15:28:13+00';
    expect(plainRows([{ created_at: written, at: written, summary: written, closed_at: null }])).toEqual([
      { created_at: isoMoment(written), at: isoMoment(written), summary: written, closed_at: null },
    ]);
  });
});

describe('numbers in an answer', () => {
  it('are numbers even when a server sends them as text', () => {
    expect(plainRows([{ amount: '30000.00', distance_km: '4.0', number: '350821', score: null }])).toEqual([
      { amount: 30000, distance_km: 4, number: '350821', score: null },
    ]);
  });

  it('stay text where they are none', () => {
    expect(plainRows([{ amount: '三万元', score: '' }])).toEqual([{ amount: '三万元', score: '' }]);
  });
});

describe('what an answer contains', () => {
  it('is converted like the answer itself', () => {
    const written = '2026-11-24 15:28:13+00';
    const part = { held_at: written, amount: '12.50', note: written };
    expect(plainRows([{ case: part, sessions: [part], count: 2, none: null }])).toEqual([
      {
        case: { held_at: isoMoment(written), amount: 12.5, note: written },
        sessions: [{ held_at: isoMoment(written), amount: 12.5, note: written }],
        count: 2,
        none: null,
      },
    ]);
  });
});
