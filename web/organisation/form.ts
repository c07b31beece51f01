import type { Args } from '../data/core/changes';
import { ApiError } from '../data/core/errors';
import type { Identity } from '../data/console/session';
import type { OrganisationRecord } from '../data/console/organisations';

/** The values of an organisation's form: text as typed, lists as chosen. */
export interface OrganisationForm {
  name: string;
  short_name: string;
  kind: string;
  category: string;
  region_code: string;
  /** Empty: its own region only. */
  region_codes: string[];
  /** First-level dispute types; empty: all of them. */
  type_codes: string[];
  parent_id: string;
  phone: string;
  contact_name: string;
  contact_phone: string;
  address: string;
  longitude: string;
  latitude: string;
  capacity: string;
  duty_hours: string;
}

/** Name of a field of the form. */
export type FieldName = keyof OrganisationForm;

/** The form of a new organisation in the user's territory. */
export function emptyForm(me: Identity): OrganisationForm {
  return {
    name: '',
    short_name: '',
    kind: '',
    category: '',
    region_code: me.scope_code ?? '',
    region_codes: [],
    type_codes: [],
    parent_id: me.organisation_id,
    phone: '',
    contact_name: '',
    contact_phone: '',
    address: '',
    longitude: '',
    latitude: '',
    capacity: '',
    duty_hours: '',
  };
}

const typed = (value: string | number | null) => (value === null ? '' : String(value));

/** The form of an existing organisation. */
export function formOf(row: OrganisationRecord): OrganisationForm {
  const [only, ...others] = row.region_codes;
  return {
    name: row.name,
    short_name: row.short_name === row.name.slice(0, 40) ? '' : row.short_name,
    kind: row.kind,
    category: typed(row.category),
    region_code: row.region_code,
    region_codes: only === row.region_code && others.length === 0 ? [] : row.region_codes,
    type_codes: row.type_codes,
    parent_id: typed(row.parent_id),
    phone: typed(row.phone),
    contact_name: typed(row.contact_name),
    contact_phone: typed(row.contact_phone),
    address: typed(row.address),
    longitude: typed(row.longitude),
    latitude: typed(row.latitude),
    capacity: typed(row.capacity),
    duty_hours: typed(row.duty_hours),
  };
}

const FIGURES: readonly FieldName[] = ['capacity', 'longitude', 'latitude'];

/** Full-width digits count as digits. */
const figure = (text: string) => (text.trim() === '' ? null : Number(text.normalize('NFKC').trim()));

/** An invalid number cannot be sent; the database checks everything else. */
export function validationErrorOf(form: OrganisationForm): ApiError | null {
  const field = FIGURES.find((name) => {
    const value = figure(form[name] as string);
    return value !== null && !(name === 'capacity' ? Number.isInteger(value) : Number.isFinite(value));
  });
  return field ? new ApiError({ status: 422, code: 'invalid_value', params: { field }, field }) : null;
}

/** The location in the form, null until both coordinates are filled in. */
export function placeOf(form: OrganisationForm): { longitude: number; latitude: number } | null {
  const [longitude, latitude] = [figure(form.longitude), figure(form.latitude)];
  if (longitude === null || latitude === null) return null;
  const real = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85;
  return real ? { longitude, latitude } : null;
}

/** The arguments for creating and editing. An empty field is left out, and thereby cleared. */
export function argsOf(form: OrganisationForm): Args<'create_organisation'> {
  const args: Args<'create_organisation'> = {
    name: form.name,
    kind: form.kind,
    region_code: form.region_code,
    region_codes: form.kind === 'dispatch_centre' ? [] : form.region_codes,
    type_codes: form.type_codes,
  };
  const texts = [
    'short_name',
    'category',
    'parent_id',
    'phone',
    'contact_name',
    'contact_phone',
    'address',
    'duty_hours',
  ] as const;
  for (const name of texts) if (form[name].trim()) args[name] = form[name];
  for (const name of ['longitude', 'latitude', 'capacity'] as const) {
    const value = figure(form[name]);
    if (value !== null) args[name] = value;
  }
  return args;
}

/** Guesses whether the user administers an organisation; the database decides. */
export function seemsMine(me: Identity, row: OrganisationRecord): boolean {
  if (me.role !== 'administrator') return false;
  return (
    row.id === me.organisation_id || (me.scope_code !== null && row.region_code.startsWith(me.scope_code))
  );
}
