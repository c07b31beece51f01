import type { Args } from '../data/core/changes';
import type { ChannelRecord } from '../data/console/channels';
import { levelOf } from '../domain/regionCode';
import { filled } from '../ui/form/values';

/** The values of an empty form: one for each argument of the verb, and what only the form knows. */
export const BLANK = {
  channel: '',
  external_number: '',
  type_code: '',
  /** The second-level type. */
  detail: '',
  summary: '',
  region_code: '',
  place: '',
  longitude: '',
  latitude: '',
  keep_unplaced: false,
  applicant: { kind: 'person', name: '', phone: '', id_number: '' },
  has_respondent: false,
  respondent: { kind: 'person', name: '', phone: '', id_number: '' },
  people_count: '',
  amount: '',
  danger: false,
} satisfies Record<keyof Args<'register_case'> | 'detail' | 'has_respondent', unknown>;

/** The values of the form. */
export type Values = typeof BLANK;

/** What is stored of a form while it is being filled in. */
export interface Draft {
  values: Values;
  /** Content and id of the request last sent: sent again after a reload, it is still the same request. */
  sent: [label: string, id: string];
}

/** Whether there is any input; default values are not a draft. */
export const isBegun = (values: Values): boolean => {
  const { channel, region_code } = values;
  return JSON.stringify({ ...BLANK, ...values }) !== JSON.stringify({ ...BLANK, channel, region_code });
};

/** The pin, null while there is none. */
export function placeIn({ longitude, latitude }: Pick<Values, 'longitude' | 'latitude'>) {
  return longitude && latitude ? { longitude: Number(longitude), latitude: Number(latitude) } : null;
}

/** A typed number; null when empty, NaN when invalid. */
function figureOf(typed: string): number | null {
  const bare = typed.normalize('NFKC').replace(/[\s,，]/g, '');
  return bare === '' ? null : /^\d{1,15}(\.\d{1,2})?$/.test(bare) ? Number(bare) : Number.NaN;
}

/** The fields that a channel requires, as the form needs them. */
export type Demands = Pick<ChannelRecord, 'external_number' | 'required_fields'>;

/** Whether the respondent must be named: the channel requires it, or the user has chosen to. */
const needsRespondent = (values: Values, demands: Demands | undefined): boolean =>
  values.has_respondent || demands?.required_fields.includes('respondent') === true;

/** The required fields, in the order of the form. */
function requiredFields(values: Values, demands: Demands | undefined): string[] {
  const asked = demands?.required_fields ?? [];
  return [
    'channel',
    ...(demands?.external_number === 'required' ? ['external_number'] : []),
    'type_code',
    'summary',
    'region_code',
    ...asked.filter((name) => name === 'place'),
    'applicant.name',
    ...(needsRespondent(values, demands) ? ['respondent.name'] : []),
    ...asked.filter((name) => name === 'people_count' || name === 'amount'),
  ];
}

/** The entered text of a field, by its path. */
const textAt = (values: Values, name: string) =>
  String(
    name
      .split('.')
      .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key] ?? '', values),
  ).trim();

/** The first field that must be corrected before the server is asked, with the code of the reason. */
export function validationErrorOf(values: Values, demands?: Demands): { field: string; code: string } | null {
  const missing = requiredFields(values, demands).find((name) => !textAt(values, name));
  if (missing) return { field: missing, code: 'field_required' };
  if (levelOf(values.region_code) < 2) return { field: 'region_code', code: 'field_required' };
  const people = figureOf(values.people_count);
  if (people !== null && !Number.isInteger(people)) return { field: 'people_count', code: 'invalid_value' };
  if (Number.isNaN(figureOf(values.amount))) return { field: 'amount', code: 'invalid_value' };
  return null;
}

function party({ kind, name, phone, id_number }: Values['applicant']) {
  return {
    kind,
    name: name.trim(),
    phone: phone.trim() || null,
    id_number: (kind === 'person' && id_number.trim()) || null,
  };
}

/** The form as the verb takes it: every text that was entered, and the values that are not texts. */
export function toArgs(values: Values, demands?: Demands): Args<'register_case'> {
  const { detail, has_respondent: _asked, applicant, respondent, keep_unplaced, ...rest } = values;
  const { external_number, people_count, amount, longitude, latitude, ...texts } = rest;
  const [people, sum] = [figureOf(people_count), figureOf(amount)];
  return {
    ...(filled(texts) as typeof texts),
    type_code: detail || values.type_code,
    applicant: party(applicant),
    ...(needsRespondent(values, demands) && { respondent: party(respondent) }),
    ...(longitude && { longitude: Number(longitude) }),
    ...(latitude && { latitude: Number(latitude) }),
    ...(people !== null && { people_count: people }),
    ...(sum !== null && { amount: sum }),
    // Only useful while there is a pin that may be wrong.
    ...(keep_unplaced && placeIn(values) && { keep_unplaced }),
    ...(demands && demands.external_number !== 'none' && filled({ external_number })),
  };
}
