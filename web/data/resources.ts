/** What the lists of the console may ask for: named columns and named filters only. */
export interface ResourceShape {
  /** The columns a list or page reads, and may sort by. */
  columns: readonly string[];
  /** Filters by equality, or by membership when the value is a list. */
  equals: readonly string[];
  /** Where the free-text filter `q` looks: a function of the database with an index of its own, or columns. */
  search?: { call: 'search_cases' } | { prefix?: { column: string; when: RegExp }; contains: string };
  /** Whether a list carries the poster's scope as an equality on a level column. */
  scoped?: true;
}

const CASE_COLUMNS =
  'id number version status grade channel type_code type_name type_name_en summary place longitude latitude location_basis people_count amount danger region_code region_path responsible_organisation_id responsible_organisation_name lead_organisation_id lead_organisation_name mediator_id mediator_name return_count outcome answer created_at updated_at closed_at due_at due_stage light';

const ORGANISATION_COLUMNS =
  'id name short_name kind level region_code region_path territorial parent_id parent_name phone address longitude latitude capacity open_cases duty_hours type_codes region_codes active';

const POST_COLUMNS =
  'id staff_id staff_name account role organisation_id organisation_name organisation_level region_code region_path valid_from valid_to active open_cases';

/** The resources of the console, by name of their `api` view. */
export const RESOURCES: Record<string, ResourceShape> = {
  cases: {
    columns: CASE_COLUMNS.split(' '),
    equals: [
      'status',
      'grade',
      'channel',
      'type_code',
      'mediator_id',
      'lead_organisation_id',
      'county_code',
      'town_code',
    ],
    search: { call: 'search_cases' },
    scoped: true,
  },
  organisations: {
    columns: ORGANISATION_COLUMNS.split(' '),
    equals: ['kind', 'level', 'region_code', 'parent_id', 'active'],
    search: { contains: 'name' },
  },
  posts: {
    columns: POST_COLUMNS.split(' '),
    equals: ['role', 'organisation_level', 'organisation_id', 'staff_id', 'active'],
    search: { prefix: { column: 'account', when: /^[a-z0-9][a-z0-9._-]*$/i }, contains: 'staff_name' },
  },
};
