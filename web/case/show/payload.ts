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

/** What turning codes into text needs. */
export interface SaidWords {
  translate: Translate;
  locale: string;
  region: (code: string) => string;
  channel: (code: string) => string;
}

/** How a value is shown: in a way of its own, or as a key of a group of messages. */
type Form =
  | 'text'
  | 'grade'
  | 'stage'
  | 'kind'
  | 'outcome'
  | 'granted'
  | 'money'
  | 'day'
  | 'time'
  | 'channel'
  | 'list'
  | 'papers'
  | 'basis'
  | 'place_problem'
  | 'draft'
  | 'way';
type MessageGroup = `life.${string}`;
type Kind = Form | MessageGroup;

const isMessageGroup = (kind: Kind): kind is MessageGroup => kind.startsWith('life.');

/** Turns a detail's value into text; the event tells apart what one name means in several verbs. */
type Format = (value: unknown, texts: SaidWords, event: CaseEventRecord) => string;

const FORMATS: Record<Form, Format> = {
  text: String,
  grade: (value, { translate }) => translate(`grade.${String(value)}`),
  stage: (value, { translate }) => translate(`stage.${String(value)}`),
  kind: (value, { translate }) => translate(`console.session.${String(value)}`),
  outcome: (value, { translate }) => translate(`console.outcome.${String(value)}`),
  granted: (value, { translate }) => translate(`console.life.granted.${value === true ? 'yes' : 'no'}`),
  money: (value, { locale }) => money(Number(value), locale),
  day: (value, { locale }) => exactDay(String(value), locale),
  time: (value, { locale }) => exactTime(String(value), locale),
  channel: (value, { channel }) => channel(String(value)),
  list: (value, { translate }) => [value].flat().map(String).join(translate('console.life.list_stop')),
  papers: (value, { translate }) =>
    [value]
      .flat()
      .map((code) => translate(`console.life.paper.${String(code)}`))
      .join(translate('console.list_pause')),
  basis: (value, { translate }) => translate(`place.basis.${String(value)}`),
  // The error's text names a county, which the event does not have.
  place_problem: (value, { translate }) => translate(`error.${String(value)}`, { county: '' }),
  draft: (value, { translate }) => translate('console.parties.draft', { no: value }),
  // A session is held in one way, an agreement is signed in another.
  way: (value, { translate }, { verb }) =>
    translate(`console.parties.${verb.endsWith('_session') ? 'way' : 'sign'}.${String(value)}`),
};

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
  granted: 'granted',
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
  stage: 'stage',
  review: 'text',
  people_count: 'text',
  papers: 'papers',
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
  basis: 'basis',
  point: 'text',
  region: 'text',
  former_basis: 'basis',
  former_point: 'text',
  former_region: 'text',
  claimed: 'text',
  place_problem: 'place_problem',
};

/** Details of the events on the parties' side, except who decided how, see `toldAct`. */
const PARTIES: Record<string, Kind> = {
  no: 'draft',
  starts_before: 'time',
  starts_at: 'time',
  way: 'way',
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

function valueText(kind: Kind, value: unknown, texts: SaidWords, event: CaseEventRecord): string {
  const { translate } = texts;
  if (isMessageGroup(kind)) return translate(`console.${kind}.${String(value)}`);
  return FORMATS[kind](value, texts, event);
}

/** The details of an event that `shown` names, their labels from the group of messages `under`. */
function detailsIn(
  event: CaseEventRecord,
  shown: Record<string, Kind>,
  under: string,
  texts: SaidWords,
): Said[] {
  const { translate, region } = texts;
  return Object.entries(shown).flatMap(([key, kind]) => {
    const value = event.payload[key];
    if (value === undefined || value === null || value === '') return [];
    if (isRegion(event, key))
      return [{ key, label: translate(`console.said.${key}_region`), valueText: region(String(value)) }];
    const other = OVERRIDES[`${event.verb}.${key}`];
    const label = other?.label ? translate(`console.life.said.${other.label}`) : translate(`${under}.${key}`);
    return [{ key, label, valueText: valueText(other?.kind ?? kind, value, texts, event) }];
  });
}

/** The details of an event as text. */
export function saidIn(event: CaseEventRecord, texts: SaidWords): Said[] {
  const { translate } = texts;
  const said = (shown: Record<string, Kind>, under: string) => detailsIn(event, shown, under, texts);
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
