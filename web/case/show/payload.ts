import type { CaseEventRecord } from '../../data/console/caseParts';
import { exactDay, exactTime } from '../../domain/dates';
import { money } from '../../domain/numbers';

type Translate = (key: string, params?: Record<string, unknown>) => string;

/** One detail of an event: its label and its text. */
export interface Said {
  key: string;
  label: string;
  valueText: string;
}

/** How a value is shown; with `life.…` the value is a key of that group of messages. */
type Kind =
  'text' | 'grade' | 'kind' | 'outcome' | 'money' | 'day' | 'time' | 'channel' | 'list' | `life.${string}`;

/** The details of an event that are shown, in reading order. Ids and technical values are left out. */
const SHOWN: Record<string, Kind> = {
  type_name: 'text',
  channel: 'channel',
  grade: 'grade',
  difficulty: 'life.difficulty',
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
};

/** Details of the secondary actions; their labels are among this folder's messages. */
const SECONDARY: Record<string, Kind> = {
  items: 'list',
  info: 'text',
  reject_reason: 'life.reject_reason',
  ways: 'text',
  into: 'text',
  other: 'text',
  number: 'text',
  proposed: 'text',
  superior: 'text',
  task: 'text',
  suspend_reason: 'life.suspend_reason',
  until_on: 'day',
  days: 'text',
  granted: 'life.granted',
  due_before: 'time',
  due_after: 'time',
  risk_kind: 'life.risk_kind',
  description: 'text',
  notified_to: 'text',
  referred_to: 'life.referred_to',
  performed: 'life.performed',
  satisfied: 'life.satisfied',
  order: 'text',
  demand: 'text',
  stage: 'text',
  review: 'text',
  people_count: 'text',
  papers: 'list',
  reply: 'text',
};

/** Details whose name has another meaning in some events: another kind of value, or another label. */
const OVERRIDES: Record<string, { kind?: Kind; label?: string }> = {
  'regrade_case.from': { kind: 'grade', label: 'former_grade' },
  'report_risk.from': { kind: 'grade', label: 'former_grade' },
  'transfer_case.from': { label: 'former_lead' },
  'undo_dispatch.organisation_name': { label: 'taken_from' },
  'return_case.organisation_name': { label: 'returned_by' },
  'escalate_case.organisation_name': { label: 'desk' },
  'delegate_case.organisation_name': { label: 'desk' },
  'add_co_handler.organisation_name': { label: 'co_handler' },
  'remove_co_handler.organisation_name': { label: 'co_handler' },
  'urge_case.organisation_name': { label: 'addressed' },
  'issue_order.organisation_name': { label: 'addressed' },
  'link_case.kind': { kind: 'life.link_means' },
  'take_in.number': { label: 'taken_in' },
};

/** Details of a change of location. */
const PLACING: Record<string, Kind> = {
  basis: 'text',
  point: 'text',
  region: 'text',
  former_basis: 'text',
  former_point: 'text',
  former_region: 'text',
  claimed: 'text',
  place_problem: 'text',
};

/** Details of the events on the parties' side, except who decided how, see `toldAct`. */
const PARTIES: Record<string, Kind> = {
  no: 'text',
  starts_before: 'time',
  starts_at: 'time',
  way: 'text',
  in_force_on: 'day',
};

/** `from` and `to` are people in one verb and regions in another. */
const isRegion = (event: CaseEventRecord, key: string) =>
  event.verb === 'move_region' && (key === 'from' || key === 'to');

/** The codes of the regions that events mention. */
export function regionsIn(events: readonly CaseEventRecord[]): string[] {
  const codes = events.flatMap((event) =>
    ['from', 'to'].filter((key) => isRegion(event, key)).map((key) => String(event.payload[key])),
  );
  return [...new Set(codes)].sort();
}

/** What turning codes into text needs. */
export interface SaidWords {
  translate: Translate;
  locale: string;
  region: (code: string) => string;
  channel: (code: string) => string;
}

/** The details of an event as text. */
export function saidIn(event: CaseEventRecord, { translate, locale, region, channel }: SaidWords): Said[] {
  const paper = (code: unknown) => translate(`console.life.paper.${String(code)}`);
  const valueText = (key: string, kind: Kind, value: unknown): string => {
    if (key === 'stage') return translate(`stage.${String(value)}`);
    if (key === 'place_problem') return translate(`error.${String(value)}`, { county: '' });
    if (key === 'basis' || key === 'former_basis') return translate(`place.basis.${String(value)}`);
    if (key === 'no') return translate('console.parties.draft', { no: value });
    if (key === 'way')
      return translate(
        `console.parties.${event.verb.endsWith('_session') ? 'way' : 'sign'}.${String(value)}`,
      );
    if (Array.isArray(value))
      return value
        .map(key === 'papers' ? paper : String)
        .join(translate(key === 'papers' ? 'console.list_pause' : 'console.life.list_stop'));
    if (kind === 'channel') return channel(String(value));
    if (kind === 'grade') return translate(`grade.${String(value)}`);
    if (kind === 'kind') return translate(`console.session.${String(value)}`);
    if (kind === 'outcome') return translate(`console.outcome.${String(value)}`);
    if (kind === 'money') return money(Number(value), locale);
    if (kind === 'day') return exactDay(String(value), locale);
    if (kind === 'time') return exactTime(String(value), locale);
    if (key === 'granted') return translate(`console.life.granted.${value === true ? 'yes' : 'no'}`);
    if (kind.startsWith('life.')) return translate(`console.${kind}.${String(value)}`);
    return String(value);
  };
  const said = (shown: Record<string, Kind>, under: string): Said[] =>
    Object.entries(shown).flatMap(([key, kind]) => {
      const value = event.payload[key];
      if (value === undefined || value === null || value === '') return [];
      if (isRegion(event, key))
        return [{ key, label: translate(`console.said.${key}_region`), valueText: region(String(value)) }];
      const other = OVERRIDES[`${event.verb}.${key}`];
      const label = other?.label
        ? translate(`console.life.said.${other.label}`)
        : translate(`${under}.${key}`);
      return [{ key, label, valueText: valueText(key, other?.kind ?? kind, value) }];
    });
  return [
    ...(event.payload.by_itself === true
      ? [
          {
            key: 'by_itself',
            label: translate('console.life.said.by_itself'),
            valueText: translate('console.life.by_itself'),
          },
        ]
      : []),
    ...said(SHOWN, 'console.said'),
    ...said(SECONDARY, 'console.life.said'),
    ...said(PARTIES, 'console.parties.said'),
    ...said(PLACING, 'place.said'),
    ...said({ note: 'text' }, 'console.said'),
  ];
}
