import type { Args } from '../data/core/changes';
import type { ChannelRecord } from '../data/console/channels';
import { levelOf } from '../domain/regionCode';
import type { Values } from '../ui/console/form';

/** What is stored of a form while it is being filled in. */
export interface Draft {
  values: Values;
  /** Content and id of the request last sent: sent again after a reload, it is still the same request. */
  sent: [label: string, id: string];
}

/** The values of an empty form. */
export const BLANK: Values = {
  channel: '',
  external_number: '',
  type_code: '',
  detail: '',
  summary: '',
  region_code: '',
  place: '',
  longitude: '',
  latitude: '',
  keep_unplaced: '',
  'applicant.kind': 'person',
  'applicant.name': '',
  'applicant.phone': '',
  'applicant.id_number': '',
  has_respondent: '',
  'respondent.kind': 'person',
  'respondent.name': '',
  'respondent.phone': '',
  'respondent.id_number': '',
  people_count: '',
  amount: '',
  danger: '',
};

/** Whether there is any input; default values are not a draft. */
export const isBegun = (values: Values): boolean =>
  Object.entries(values).some(
    ([name, value]) => name !== 'channel' && name !== 'region_code' && value !== BLANK[name],
  );

const text = (values: Values, name: string) => values[name]?.trim() ?? '';

/** The pin, null while there is none. */
export function placeIn(values: Values): { longitude: number; latitude: number } | null {
  const [longitude, latitude] = [text(values, 'longitude'), text(values, 'latitude')];
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
  values.has_respondent === 'yes' || demands?.required_fields.includes('respondent') === true;

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

/** The first field that must be corrected before the server is asked, with the code of the reason. */
export function validationErrorOf(values: Values, demands?: Demands): { field: string; code: string } | null {
  const required = requiredFields(values, demands);
  const missing = required.find((name) => !text(values, name));
  if (missing) return { field: missing, code: 'field_required' };
  if (levelOf(text(values, 'region_code')) < 2) return { field: 'region_code', code: 'field_required' };
  const people = figureOf(text(values, 'people_count'));
  if (people !== null && !Number.isInteger(people)) return { field: 'people_count', code: 'invalid_value' };
  if (Number.isNaN(figureOf(text(values, 'amount')))) return { field: 'amount', code: 'invalid_value' };
  return null;
}

function party(values: Values, who: 'applicant' | 'respondent') {
  const kind = text(values, `${who}.kind`) || 'person';
  const optional = (name: string) => text(values, `${who}.${name}`) || null;
  return {
    kind,
    name: text(values, `${who}.name`),
    phone: optional('phone'),
    id_number: kind === 'person' ? optional('id_number') : null,
  };
}

/** The form as the verb takes it. */
export function toArgs(values: Values, demands?: Demands): Args<'register_case'> {
  const optional = (name: string) => text(values, name) || undefined;
  const figure = (name: string) => figureOf(text(values, name)) ?? undefined;
  const degrees = (name: string) => (text(values, name) ? Number(text(values, name)) : undefined);
  const args = {
    channel: text(values, 'channel'),
    type_code: text(values, 'detail') || text(values, 'type_code'),
    summary: text(values, 'summary'),
    region_code: text(values, 'region_code'),
    applicant: party(values, 'applicant'),
    respondent: needsRespondent(values, demands) ? party(values, 'respondent') : undefined,
    place: optional('place'),
    longitude: degrees('longitude'),
    latitude: degrees('latitude'),
    people_count: figure('people_count'),
    amount: figure('amount'),
    danger: values.danger === 'yes',
    // Only useful while there is a pin that may be wrong.
    keep_unplaced: values.keep_unplaced === 'yes' && placeIn(values) ? true : undefined,
    external_number: demands && demands.external_number !== 'none' ? optional('external_number') : undefined,
  };
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Args<'register_case'>;
}
