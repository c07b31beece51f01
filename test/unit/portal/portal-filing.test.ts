import { describe, expect, it } from 'vitest';
import { firstOpenStep, problemsOf, stepOf } from '../../../web/portal/check';
import { emptyDraft, isCurrent, toInput, type Draft } from '../../../web/portal/draft';
import { STEPS } from '../../../web/portal/route';
import { isPhone, parseAmount, parseCount, plainPhone } from '../../../web/portal/typed';

const filled = (part: Partial<Draft> = {}): Draft => ({
  ...emptyDraft(),
  type: '02',
  detail: '0203',
  summary: ' 今年三月，邻居砌墙占了路。 ',
  danger: 'no',
  county: { code: '350821', name: '长汀县' },
  town: { code: '350821101', name: '大同镇' },
  name: '陈小明 ',
  phone: '１３８ 0000-1234',
  other: 'unknown',
  otherName: '写了又改的名字',
  ...part,
});

describe('the input', () => {
  it('is accepted as a phone number in any character width, with spaces or country code', () => {
    expect(plainPhone('+86 138-0000 1234')).toBe('13800001234');
    expect(['13800001234', '0597-3123456', '（0597）3123456'].every(isPhone)).toBe(true);
    expect(['1380000123', '23800001234', '110', 'abc', ''].some(isPhone)).toBe(false);
  });

  it('is accepted as an amount or a number of people', () => {
    expect([parseAmount(''), parseAmount('1,200.5 元'), parseAmount('3万'), parseAmount('１．５亿')]).toEqual(
      [null, 1200.5, 30_000, 150_000_000],
    );
    expect(parseAmount('很多')).toBeNaN();
    expect([parseCount(' '), parseCount('３ 人')]).toEqual([null, 3]);
    expect(parseCount('2.5')).toBeNaN();
  });
});

describe('the form', () => {
  it('requires what the server requires, step by step', () => {
    const draft = emptyDraft();
    expect(STEPS.map((step) => problemsOf(step, draft).map(({ field }) => field))).toEqual([
      ['summary', 'danger'],
      ['type_code'],
      ['region_code'],
      ['applicant.name', 'applicant.phone'],
      ['respondent.kind'],
      [],
    ]);
    expect(firstOpenStep(draft)).toBe('story');
    expect(firstOpenStep(filled({ name: '' }))).toBe('you');
    expect(firstOpenStep(filled())).toBe('review');
  });

  it('counts characters, not code units, and no surrounding spaces', () => {
    expect(problemsOf('story', filled({ summary: '𠮷'.repeat(9) }))[0]?.code).toBe('field_too_short');
    expect(problemsOf('story', filled({ summary: '𠮷'.repeat(2000) }))).toEqual([]);
    expect(problemsOf('story', filled({ summary: ` ${'字'.repeat(9)} ` }))[0]?.code).toBe('field_too_short');
  });

  it('allows an organisation a longer name than a person', () => {
    const otherName = '公'.repeat(60);
    expect(problemsOf('other', filled({ other: 'person', otherName }))[0]?.code).toBe('field_too_long');
    expect(problemsOf('other', filled({ other: 'organisation', otherName }))).toEqual([]);
  });

  it('finds the step of each field that the server may refuse', () => {
    const fields =
      'type_code summary region_code place longitude people_count amount applicant.name applicant.phone';
    const more = 'respondent.name respondent.phone consent_version';
    expect(`${fields} ${more}`.split(' ').map(stepOf)).toEqual(
      'type story place place place other other you you other other review'.split(' '),
    );
    expect(stepOf('request_id')).toBeNull();
  });
});

describe('the draft', () => {
  it('becomes the input of the server: trimmed, most specific region and type, unknown party as null', () => {
    const draft = filled();
    expect(toInput(draft, '2026-11')).toEqual({
      others: null,
      source: null,
      request_id: draft.requestId,
      type_code: '0203',
      summary: '今年三月，邻居砌墙占了路。',
      region_code: '350821101',
      applicant: { kind: 'person', name: '陈小明', phone: '13800001234' },
      consent_version: '2026-11',
      respondent: null,
      place: null,
      longitude: null,
      latitude: null,
      people_count: null,
      amount: null,
      danger: false,
    });
    expect(toInput(filled({ other: 'organisation', otherName: '某公司' }), '2026-11').respondent).toEqual({
      kind: 'organisation',
      name: '某公司',
    });
  });

  it('is kept for a week', () => {
    const now = new Date('2026-11-24T08:00:00Z');
    expect(isCurrent(filled({ savedAt: '2026-11-18T08:00:00Z' }), now)).toBe(true);
    expect(isCurrent(filled({ savedAt: '2026-11-17T07:00:00Z' }), now)).toBe(false);
    expect(isCurrent(filled({ savedAt: '' }), now)).toBe(false);
    expect(isCurrent(null, now)).toBe(false);
  });

  it('has its own request id', () => {
    expect(emptyDraft().requestId).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(emptyDraft().requestId).not.toBe(emptyDraft().requestId);
  });
});
