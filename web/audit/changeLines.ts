import type { AdministrationEventRecord } from '../data/console/audit';

/** One value of a change; `before` only where there was an old value. */
export interface ChangeLine {
  label: string;
  before?: string;
  after: string;
}

/** How the screen formats codes, days and ids. */
export interface ChangeWords {
  translate: (key: string, params?: Record<string, unknown>) => string;
  day: (value: string) => string;
  region: (code: string) => string;
  type: (code: string) => string;
  category: (code: string) => string;
  channel: (code: string) => string;
  organisation: (id: string) => string;
}

/** Longer lists are truncated: an invitation of hundreds can be read in the list of invitations. */
const LIST_SHOWN = 8;

/** The message key of a value, by the name of the detail. */
const LABEL: Record<string, string> = {
  deputy: 'deputy',
  account: 'account',
  accounts: 'accounts',
  role: 'role',
  valid_to: 'valid_to',
  last_day: 'last_day',
  reason: 'reason',
  invited: 'invited',
  refused: 'refused',
  specialities: 'specialities',
  languages: 'languages',
  new_code: 'new_code',
  new_name: 'new_name',
  children: 'children',
  effective_on: 'effective_on',
  create: 'create',
  rename: 'rename',
  move: 'move',
  same: 'same',
  error: 'error',
  type: 'type',
  channel: 'channel',
  grade: 'case_grade',
  level: 'level',
  days: 'days',
  moved: 'moved_clocks',
  enabled: 'enabled',
  layers: 'layers',
  former_layers: 'former_layers',
  from_on: 'from',
  to_on: 'to',
  edition: 'edition',
  locale: 'locale',
};

/** Columns of an organisation that are redundant, or that people do not read. */
const HIDDEN = new Set(['longitude', 'latitude']);

type Details = Record<string, unknown>;

const isObject = (value: unknown): value is Details =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isBare = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

type ValueText = (text: string, change: ChangeWords) => string;

const typeText: ValueText = (text, change) => change.type(text);
const regionText: ValueText = (text, change) => change.region(text);

/** The details whose values are codes, and what people read instead. */
const VALUE_TEXTS = new Map<string, ValueText>([
  ['role', (text, change) => change.translate(`role.${text}`, { _: text })],
  ['kind', (text, change) => change.translate(`console.kind.${text}`, { _: text })],
  ['channel', (text, change) => change.channel(text)],
  ['grade', (text, change) => change.translate(`grade.${text}`, { _: text })],
  ['level', (text, change) => change.translate(`console.level.${text}`, { _: text })],
  ['enabled', (text, change) => change.translate(`console.audit.change.enabled_${text}`)],
  ['specialities', typeText],
  ['type_codes', typeText],
  ['type', typeText],
  ['region_code', regionText],
  ['region_codes', regionText],
  ['children', regionText],
  ['category', (text, change) => change.category(text)],
  ['parent_id', (text, change) => change.organisation(text)],
]);

/** The text of a detail's value. */
function wordsOf(name: string, value: unknown, changeText: ChangeWords): string {
  if (isBare(value)) return changeText.translate('console.audit.change.empty');
  if (Array.isArray(value)) {
    const shown = value.slice(0, LIST_SHOWN).map((one) => wordsOf(name, one, changeText));
    const rest = value.length - shown.length;
    if (rest > 0) shown.push(changeText.translate('console.audit.change.more', { count: rest }));
    return shown.join(changeText.translate('console.list_comma'));
  }
  if (isObject(value)) return String(value.name ?? value.code ?? '');
  const text = String(value);
  const valueText = VALUE_TEXTS.get(name);
  if (valueText) return valueText(text, changeText);
  return /^\d{4}-\d\d-\d\d$/.test(text) ? changeText.day(text) : text;
}

/** An organisation before and after, column by column; a new one has no old values. */
function columnLines(from: Details | null, to: Details, changeText: ChangeWords): ChangeLine[] {
  return Object.entries(to)
    .filter(([name, value]) => !HIDDEN.has(name) && (from !== null || !isBare(value)))
    .map(([name, value]) => ({
      label: changeText.translate(name === 'kind' ? 'console.audit.detail.kind' : `field.${name}`),
      ...(from && { before: wordsOf(name, from[name], changeText) }),
      after: wordsOf(name, value, changeText),
    }));
}

/** The old and new length of a deadline rule; no new length when it was ended. */
function lengthLine(from: unknown, to: unknown, { translate }: ChangeWords): ChangeLine {
  const length = (rule: Details) =>
    translate(`console.rules.length.${String(rule.unit)}`, { smart_count: rule.amount });
  return {
    label: translate('console.rules.length_label'),
    ...(isObject(from) && { before: length(from) }),
    after: isObject(to) ? length(to) : translate('console.audit.change.ended'),
  };
}

/** `from` and `to` have another meaning in each verb: a name, a grade, days, people. */
function fromTo(verb: string, { from, to }: Details, changeText: ChangeWords): ChangeLine[] {
  const { translate } = changeText;
  const named = (key: string, value: unknown): ChangeLine[] =>
    isBare(value)
      ? []
      : [{ label: translate(`console.audit.detail.${key}`), after: wordsOf(key, value, changeText) }];
  if (verb === 'set_policy') return [lengthLine(from, to, changeText)];
  if (isObject(to)) return columnLines(isObject(from) ? from : null, to, changeText);
  // The same verb also moves a region on the map.
  if (verb === 'rename_region' && from === to)
    return [
      { label: translate('console.audit.detail.position'), after: translate('console.audit.change.moved') },
    ];
  if (verb === 'rename_region')
    return [{ label: translate('console.audit.detail.name'), before: String(from), after: String(to) }];
  if (verb === 'rate_mediator') {
    const grade = (value: unknown) => translate(`mediator_grade.${String(value ?? 'none')}`);
    return [{ label: translate('console.audit.detail.grade'), before: grade(from), after: grade(to) }];
  }
  if (verb === 'merge_region') return named('merged', from);
  if (verb === 'hand_over') return named('receiver', to);
  return [...named('from', from), ...named('to', to)];
}

/** The details of a change, line by line. */
export function changeLines(event: AdministrationEventRecord, changeText: ChangeWords): ChangeLine[] {
  const { from, to, n, ...others } = event.details;
  const lines = from === undefined && to === undefined ? [] : fromTo(event.verb, { from, to }, changeText);
  if (typeof n === 'number')
    lines.push({ label: changeText.translate('console.audit.detail.cases'), after: String(n) });
  for (const [name, value] of Object.entries(others)) {
    const key = LABEL[name];
    if (!key || isBare(value)) continue;
    lines.push({
      label: changeText.translate(`console.audit.detail.${key}`),
      after: wordsOf(name, value, changeText),
    });
  }
  return lines;
}

/** The lines as one text, for a file. */
export function linesAsText(lines: readonly ChangeLine[], colon: string): string {
  return lines
    .map(
      ({ label, before, after }) =>
        `${label}${colon}${before === undefined ? after : `${before} → ${after}`}`,
    )
    .join('; ');
}
