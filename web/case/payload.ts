import type { CaseEventRecord } from '../data/records';
import { exactDay, exactTime } from '../ui/console/clock';
import { money } from './case';

type Translate = (key: string, figures?: Record<string, unknown>) => string;

/** One thing that an act said: its name and its words. */
export interface Said {
  key: string;
  label: string;
  words: string;
}

/** What an act may say, in the order of reading. Ids and what only machines need are not shown. */
const SHOWN: Record<string, 'text' | 'grade' | 'kind' | 'outcome' | 'money' | 'day' | 'time' | 'channel'> = {
  type_name: 'text',
  channel: 'channel',
  grade: 'grade',
  organisation_name: 'text',
  from: 'text',
  to: 'text',
  mediator_name: 'text',
  outcome: 'outcome',
  kind: 'kind',
  held_at: 'time',
  place: 'text',
  attendees: 'text',
  summary: 'text',
  answer: 'text',
  reason: 'text',
  terms: 'text',
  amount: 'money',
  perform_by: 'day',
  note: 'text',
};

/** `from` and `to` are people in one verb and regions in another. */
const isRegion = (event: CaseEventRecord, key: string) =>
  event.verb === 'move_region' && (key === 'from' || key === 'to');

/** The regions that acts name by their codes. */
export function regionsIn(events: readonly CaseEventRecord[]): string[] {
  const codes = events.flatMap((event) =>
    ['from', 'to'].filter((key) => isRegion(event, key)).map((key) => String(event.payload[key])),
  );
  return [...new Set(codes)].sort();
}

/** How codes are put into words. */
export interface SaidWords {
  translate: Translate;
  locale: string;
  region: (code: string) => string;
}

/** What an act said, in words. */
export function saidIn(event: CaseEventRecord, { translate, locale, region }: SaidWords): Said[] {
  const words = (kind: (typeof SHOWN)[string], value: unknown): string => {
    if (kind === 'channel') return translate(`channel.${String(value)}`);
    if (kind === 'grade') return translate(`grade.${String(value)}`);
    if (kind === 'kind') return translate(`console.session.${String(value)}`);
    if (kind === 'outcome') return translate(`console.outcome.${String(value)}`);
    if (kind === 'money') return money(Number(value), locale);
    if (kind === 'day') return exactDay(String(value), locale);
    if (kind === 'time') return exactTime(String(value), locale);
    return String(value);
  };
  return Object.entries(SHOWN).flatMap(([key, kind]) => {
    const value = event.payload[key];
    if (value === undefined || value === null || value === '') return [];
    if (isRegion(event, key))
      return [{ key, label: translate(`console.said.${key}_region`), words: region(String(value)) }];
    return [{ key, label: translate(`console.said.${key}`), words: words(kind, value) }];
  });
}
