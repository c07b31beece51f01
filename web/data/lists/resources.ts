/** What the lists of the console may ask for: only named columns and named filters. */
export interface ResourceShape {
  /** The columns that a list or page reads and may sort by. */
  columns: readonly string[];
  /** Filters by equality, or by membership when the value is a list. */
  equals: readonly string[];
  /** Where the free-text filter `q` searches: a database function with an index, or columns. */
  search?: { call: 'search_cases' } | { prefix?: { column: string; when: RegExp }; contains: string };
  /**
   * The timestamp column that the filters `since` and `until` bound: days of the city's time zone, both
   * included.
   */
  period?: 'at';
  /**
   * Which scope filter of the active post a list sends: that of cases, of the audit log, of orders or of
   * notices.
   */
  scoped?: 'cases' | 'audit' | 'orders' | 'notices';
  /** The region code column for the filter `within`, which matches a region and everything below it. */
  within?: 'region_code';
}

const CASE_COLUMNS =
  'id number version status grade channel type_code type_name type_name_en summary place longitude latitude location_basis people_count amount danger region_code region_path responsible_organisation_id responsible_organisation_name lead_organisation_id lead_organisation_name mediator_id mediator_name return_count outcome answer created_at updated_at closed_at due_at due_stage light filed_region_code filed_by flags difficulty external_number missing_items reject_reason referred_to merged_into reopen_count first_closed_at first_outcome claimed_longitude claimed_latitude place_problem legal_hold erased_at consent_version';

const ORGANISATION_COLUMNS =
  'id name short_name kind category level region_code region_path territorial parent_id parent_name phone contact_name contact_phone address longitude latitude capacity open_cases duty_hours type_codes region_codes active version';

const POST_COLUMNS =
  'id staff_id staff_name account role organisation_id organisation_name organisation_level region_code region_path valid_from valid_to version active open_cases';

const ORDER_COLUMNS =
  'id number version case_id case_number issued_by_organisation_id issued_by_organisation_name issued_by_name to_organisation_id to_organisation_name demand status answer answered_at answered_by_name review reviewed_at reviewed_by_name rejections reminders reminded_at due_at created_at closed_at light';

/** The resources of the console, by the name of their `api` view. */
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
    scoped: 'cases',
  },
  unplaced_cases: {
    columns:
      'id number version status grade type_code type_name type_name_en summary place region_code region_path responsible_organisation_id responsible_organisation_name claimed_longitude claimed_latitude place_problem created_at due_at due_stage light proposals'.split(
        ' ',
      ),
    equals: ['status', 'grade', 'place_problem'],
    search: { prefix: { column: 'number', when: /^\d{1,6}(-|$)/ }, contains: 'summary' },
    scoped: 'cases',
    within: 'region_code',
  },
  organisations: {
    columns: ORGANISATION_COLUMNS.split(' '),
    equals: ['kind', 'category', 'level', 'region_code', 'parent_id', 'active'],
    search: { contains: 'name' },
    within: 'region_code',
  },
  posts: {
    columns: POST_COLUMNS.split(' '),
    equals: ['role', 'organisation_level', 'organisation_id', 'staff_id', 'active'],
    search: { prefix: { column: 'account', when: /^[a-z0-9][a-z0-9._-]*$/i }, contains: 'staff_name' },
    within: 'region_code',
  },
  staff: {
    columns:
      'id account name active suspended_reason version grade qualification certificate_number specialities languages introduction photo_path profile_version'.split(
        ' ',
      ),
    equals: ['account', 'active', 'grade'],
    search: { prefix: { column: 'account', when: /^[a-z0-9][a-z0-9._-]*$/i }, contains: 'name' },
  },
  leaves: {
    columns:
      'id staff_id staff_name organisation_id organisation_name role deputy_id deputy_name from_on to_on reason cancelled_at version created_at state'.split(
        ' ',
      ),
    equals: ['staff_id', 'deputy_id', 'organisation_id', 'state'],
    search: { contains: 'staff_name' },
  },
  invitations: {
    columns:
      'id purpose staff_id name account organisation_id organisation_name region_code role valid_to expires_at created_by_name created_at accepted_at version state'.split(
        ' ',
      ),
    equals: ['purpose', 'role', 'organisation_id', 'state'],
    search: { prefix: { column: 'account', when: /^[a-z0-9][a-z0-9._-]*$/i }, contains: 'name' },
    within: 'region_code',
  },
  party_reveals: {
    columns:
      'id at case_id case_number party_id party_name party_side staff_id actor_name organisation_id organisation_name region_code reason'.split(
        ' ',
      ),
    equals: ['staff_id', 'case_id', 'organisation_id', 'county_code'],
    period: 'at',
    search: { contains: 'actor_name' },
    scoped: 'audit',
  },
  administration_events: {
    columns:
      'id verb actor_id actor_name actor_organisation_name object_kind object_id object_name organisation_id region_code details at'.split(
        ' ',
      ),
    equals: ['verb', 'object_kind', 'object_id', 'actor_id', 'organisation_id'],
    period: 'at',
    search: { contains: 'object_name' },
    scoped: 'audit',
  },
  privacy_requests: {
    columns:
      'id case_id case_number party_side received_by_name identity kind message state reason decided_by_name due_at created_at version light'.split(
        ' ',
      ),
    equals: ['kind', 'state', 'case_id'],
    search: { prefix: { column: 'case_number', when: /^\d{1,6}(-|$)/ }, contains: 'case_number' },
  },
  erasures: {
    columns:
      'id case_id case_number reason asked_by asked_by_name asked_at state settled_by_name version'.split(
        ' ',
      ),
    equals: ['state', 'case_id'],
    search: { prefix: { column: 'case_number', when: /^\d{1,6}(-|$)/ }, contains: 'case_number' },
  },
  privacy_log: {
    columns: 'id kind case_id case_number actor_name asked_by_name counts at'.split(' '),
    equals: ['kind', 'case_id'],
    period: 'at',
    search: { prefix: { column: 'case_number', when: /^\d{1,6}(-|$)/ }, contains: 'case_number' },
  },
  filing_sources: {
    columns:
      'id code label region_code region_path organisation_id organisation_name poster_place made_by_name created_at active version scans filings'.split(
        ' ',
      ),
    equals: ['active', 'organisation_id', 'code'],
    search: { prefix: { column: 'code', when: /^[0-9A-Z]{3,8}$/i }, contains: 'label' },
    within: 'region_code',
  },
  supervision_orders: {
    columns: ORDER_COLUMNS.split(' '),
    equals: ['status', 'to_organisation_id', 'issued_by_organisation_id', 'case_id'],
    search: { prefix: { column: 'case_number', when: /^\d{1,6}(-|$)/ }, contains: 'number' },
    scoped: 'orders',
  },
  notices: {
    columns: 'id organisation_id case_id case_number kind stage due_at at read_at read_by_name'.split(' '),
    equals: ['kind', 'case_id'],
    search: { contains: 'case_number' },
    scoped: 'notices',
  },
};
