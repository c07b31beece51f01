import { columns, type RowOf } from '../core/columns';
import { read } from '../core/read';

/** What lists and pages read of an organisation. */
export const ORGANISATION = columns(
  'organisations',
  [
    'id',
    'name',
    'short_name',
    'kind',
    'level',
    'region_code',
    'region_path',
    'territorial',
    'capacity',
    'open_cases',
    'type_codes',
    'region_codes',
    'active',
    'version',
  ],
  [
    'category',
    'parent_id',
    'parent_name',
    'phone',
    'contact_name',
    'contact_phone',
    'address',
    'longitude',
    'latitude',
    'duty_hours',
  ],
);

/** One row of `api.organisations`. */
export type OrganisationRecord = RowOf<typeof ORGANISATION>;

const CATEGORY = columns('organisation_categories', ['code', 'kind', 'name', 'name_en', 'sort']);

/** One row of `api.organisation_categories`. */
export type OrganisationCategory = RowOf<typeof CATEGORY>;

/** Categories of function rooms, professional committees and departments. Throws ApiError. */
export const organisationCategories = (signal: AbortSignal): Promise<OrganisationCategory[]> =>
  read(CATEGORY, (all) => all.order('sort').order('code'), signal);

const RATINGS = columns('organisation_ratings', ['month', 'n', 'low', 'service', 'result']);

/**
 * The parties' ratings of an organisation in a month: averages from 1 to 5, number of ratings, number of low
 * ones.
 */
export type MonthOfRatings = RowOf<typeof RATINGS>;

/** The latest months in which an organisation was rated, newest first. Throws ApiError. */
export const readOrganisationRatings = (
  organisationId: string,
  months: number,
  signal: AbortSignal,
): Promise<MonthOfRatings[]> =>
  read(
    RATINGS,
    (all) => all.eq('organisation_id', organisationId).order('month', { ascending: false }).limit(months),
    signal,
  );
