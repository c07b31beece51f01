/**
 * Who may do what in the database: the one list that the gate "advisors" and the test of rights compare with the
 * catalogue. What is not named here is refused to everybody but the owner.
 */

/** Roles that requests run as, and PUBLIC, which every role belongs to. */
export const ROLES = ['public', 'anon', 'authenticated', 'service_role'] as const;

/** Functions for people without an account, each in `api` and its inner part in `app`. */
export const PUBLIC_FUNCTIONS = [
  'file_case',
  'filing_form',
  'locate',
  'public_outlines',
  'public_regions',
  'track_case',
];

/** Functions for staff, each in `api` and its inner part in `app`. */
export const STAFF_FUNCTIONS = [
  'accept_case',
  'answer_case',
  'assign_mediator',
  'available_actions',
  'case_counts',
  'close_case',
  'conclude_case',
  'dispatch_case',
  'list_mediators',
  'log_session',
  'return_case',
  'reveal_party',
  'search_cases',
  'suggest_dispatch',
  'switch_post',
  'who_am_i',
];

/** Functions of `app` that policies and views call as the reader. */
export const HELPERS = ['is_current', 'light', 'may_hear', 'my_organisation', 'my_role', 'my_scope'];

/** Views of `api`, all for staff only. */
export const VIEWS = [
  'agreements',
  'case_events',
  'cases',
  'channels',
  'deadlines',
  'dispute_types',
  'organisations',
  'parties',
  'posts',
  'region_outlines',
  'regions',
  'sessions',
];

/** Tables of `app` that staff may read whole, as far as the policies let rows through. */
export const TABLES = [
  'agreements',
  'case_participants',
  'channels',
  'deadlines',
  'dispute_types',
  'organisation_loads',
  'organisation_regions',
  'organisation_types',
  'organisations',
  'parties',
  'posts',
  'regions',
];

/** Tables of `app` of which staff may read only these columns. */
export const COLUMNS: Record<string, string[]> = {
  case_events: words(`id case_id seq verb from_status to_status at
    actor_kind actor_name role organisation_name payload`),
  cases: words(`id number version status grade channel type_code summary people_count amount danger
    region_code city_code county_code town_code village_code place longitude latitude location_basis
    responsible_organisation_id lead_organisation_id mediator_id mediator_name participant_organisation_ids
    return_count outcome answer due_at warn_at due_stage created_at updated_at closed_at`),
  region_outlines: words('region_code outline'),
  sessions: words('id case_id seq kind held_at place attendees summary recorded_by_name created_at'),
  staff: words('id account name active'),
};

function words(text: string): string[] {
  return text.split(/\s+/);
}

/** Every right as one line, `role: privilege object`, the way the catalogue is read. */
export function granted(): string[] {
  const staff = (line: string) => `authenticated: ${line}`;
  return [
    ...PUBLIC_FUNCTIONS.flatMap((name) =>
      ['anon', 'authenticated'].flatMap((role) => [
        `${role}: EXECUTE api.${name}`,
        `${role}: EXECUTE app.${name}`,
      ]),
    ),
    ...STAFF_FUNCTIONS.flatMap((name) => [staff(`EXECUTE api.${name}`), staff(`EXECUTE app.${name}`)]),
    ...HELPERS.map((name) => staff(`EXECUTE app.${name}`)),
    ...VIEWS.map((name) => staff(`SELECT api.${name}`)),
    ...TABLES.map((name) => staff(`SELECT app.${name}`)),
    ...Object.entries(COLUMNS).flatMap(([table, columns]) =>
      columns.map((column) => staff(`SELECT app.${table}.${column}`)),
    ),
  ].toSorted();
}
