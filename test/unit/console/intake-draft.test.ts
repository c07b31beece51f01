import { describe, expect, it } from 'vitest';
import { BLANK, validationErrorOf, toArgs } from '../../../web/intake/draft';
import { questionOf } from '../../../web/intake/similarQuestion';

const filled = {
  ...BLANK,
  channel: 'court',
  type_code: '07',
  summary: '买卖木材欠款八万元，双方愿意先行调解。',
  region_code: '350821',
  applicant: { ...BLANK.applicant, name: '罗春生' },
};
const court = { external_number: 'required' as const, required_fields: ['respondent'] };
const petition = { external_number: 'required' as const, required_fields: ['people_count'] };
const grid = { external_number: 'none' as const, required_fields: ['place'] };

describe('the fields of a channel', () => {
  it('are validated in the order of the form', () => {
    expect(validationErrorOf(filled)).toBe(null);
    expect(validationErrorOf(filled, court)?.field).toBe('external_number');
    const numbered = { ...filled, external_number: '118' };
    expect(validationErrorOf(numbered, court)?.field).toBe('respondent.name');
    expect(
      validationErrorOf({ ...numbered, respondent: { ...BLANK.respondent, name: '范小军' } }, court),
    ).toBe(null);
    expect(validationErrorOf(numbered, petition)?.field).toBe('people_count');
    expect(validationErrorOf(filled, grid)?.field).toBe('place');
  });

  it('are sent, except the number for a channel that has none', () => {
    const values = {
      ...filled,
      external_number: ' 118 ',
      respondent: { ...BLANK.respondent, name: '范小军' },
    };
    expect(toArgs(values, court)).toMatchObject({
      external_number: '118',
      respondent: { kind: 'person', name: '范小军' },
    });
    expect(toArgs(values, grid)).not.toHaveProperty('external_number');
    expect(toArgs(values, grid)).not.toHaveProperty('respondent');
  });
});

describe('the search for probable duplicates', () => {
  it('waits for enough text or a person, and for a county', () => {
    expect(questionOf({ ...filled, summary: '欠钱' })).toBe(null);
    expect(questionOf({ ...filled, region_code: '3508' })).toBe(null);
    expect(
      questionOf({ ...filled, summary: '欠钱', applicant: { ...filled.applicant, phone: '13859701234' } }),
    ).toEqual({
      region_code: '350821',
      type_code: '07',
      summary: '欠钱',
      phone: '13859701234',
    });
  });

  it('includes the place only when it is marked', () => {
    expect(questionOf(filled)).not.toHaveProperty('longitude');
    expect(questionOf({ ...filled, longitude: '116.36', latitude: '25.83' })).toMatchObject({
      longitude: 116.36,
      latitude: 25.83,
    });
  });
});
