import { describe, expect, it } from 'vitest';
import type { DispatchSuggestion } from '../../../web/data/console/dispatch';
import { candidatePins, caseMarks, loadPercent, ranked } from '../../../web/dispatch/panel/candidates';
import type { QueueCase } from '../../../web/dispatch/queue/queue';

const suggestion = (id: string, more: Partial<DispatchSuggestion> = {}): DispatchSuggestion => ({
  organisation_id: id,
  name: id,
  kind: 'people_mediation',
  level: 3,
  score: 50,
  open_cases: 3,
  capacity: 12,
  distance_km: 2.4,
  longitude: 116.3,
  latitude: 25.8,
  phone: null,
  reasons: [],
  on_duty: true,
  staffed: true,
  returned_before: false,
  specialised: false,
  mediators: [],
  ...more,
});

const row = (id: string, more: Partial<QueueCase> = {}): QueueCase =>
  ({
    id,
    status: 'submitted',
    grade: 'red',
    longitude: 116,
    latitude: 25,
    location_basis: 'region',
    ...more,
  }) as QueueCase;

describe('candidates', () => {
  it('are numbered as the database ranked them', () => {
    expect(ranked([suggestion('x'), suggestion('y')]).map(({ rank, name }) => `${rank}${name}`)).toEqual([
      '1x',
      '2y',
    ]);
  });

  it('keep their rank as pins when another one has no place', () => {
    const candidates = ranked([
      suggestion('x', { longitude: null, latitude: null }),
      suggestion('y', { distance_km: null }),
    ]);
    const pins = candidatePins(
      candidates,
      ({ rank, name }) => `${rank} ${name}`,
      (kilometres) => `${kilometres} km`,
    );
    expect(pins).toEqual([
      { id: 'y', rank: 2, longitude: 116.3, latitude: 25.8, label: '2 y', distance: '' },
    ]);
  });

  it('show how full an organisation is', () => {
    expect(loadPercent(suggestion('x'))).toBe(25);
    expect(loadPercent(suggestion('x', { open_cases: 40 }))).toBe(100);
    expect(loadPercent(suggestion('x', { capacity: 0 }))).toBe(0);
  });
});

describe('markers', () => {
  it('pulse while nobody handles the case, and include the open case of another tab once', () => {
    const marks = caseMarks(
      [row('a'), row('b', { status: 'mediating' })],
      [row('c', { status: 'accepted' })],
      ({ id }) => id,
    );
    expect(marks.map(({ id, waiting }) => [id, waiting])).toEqual([
      ['a', true],
      ['b', false],
      ['c', true],
    ]);
    expect(caseMarks([row('a')], [row('a')], ({ id }) => id)).toHaveLength(1);
  });
});
