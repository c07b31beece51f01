import { ADMINISTRATION_EVENT, REVEAL } from '../console/audit';
import { CASE, UNPLACED } from '../console/cases';
import { NOTICE } from '../console/notices';
import { ORGANISATION } from '../console/organisations';
import { ERASURE, PRIVACY_LINE, PRIVACY_REQUEST } from '../console/privacy';
import { SOURCE } from '../console/sources';
import { INVITATION, LEAVE, POST, STAFF } from '../console/staff';
import { ORDER } from '../console/supervision';
import type { Columns } from '../core/columns';
import type { ViewName, ViewRow } from '../core/types';

/** What the lists of the console may ask for: only named columns and named filters. */
export interface ResourceShape<Column extends string = string> {
  /** The columns that a list or page reads and may sort by. */
  read: Columns;
  /** Filters by equality, or by membership when the value is a list. */
  equals: readonly Column[];
  /** Where the free-text filter `q` searches: a database function with an index, or columns. */
  search?: { call: 'search_cases' } | { prefix?: { column: Column; when: RegExp }; contains: Column };
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

/** A resource whose columns and filters the compiler holds against its view. */
const resource = <View extends ViewName, Always extends string, Maybe extends string, By>(
  read: Columns<View, Always, Maybe, By>,
  shape: Omit<ResourceShape<keyof ViewRow<View> & string>, 'read'>,
): ResourceShape => ({ read, ...shape });

/** The resources of the console, by the name of their `api` view. */
export const RESOURCES: Readonly<Record<string, ResourceShape>> = {
  cases: resource(CASE, {
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
  }),
  unplaced_cases: resource(UNPLACED, {
    equals: ['status', 'grade', 'place_problem'],
    search: { prefix: { column: 'number', when: /^\d{1,6}(-|$)/ }, contains: 'summary' },
    scoped: 'cases',
    within: 'region_code',
  }),
  organisations: resource(ORGANISATION, {
    equals: ['kind', 'category', 'level', 'region_code', 'parent_id', 'active'],
    search: { contains: 'name' },
    within: 'region_code',
  }),
  posts: resource(POST, {
    equals: ['role', 'organisation_level', 'organisation_id', 'staff_id', 'active'],
    search: { prefix: { column: 'account', when: /^[a-z0-9][a-z0-9._-]*$/i }, contains: 'staff_name' },
    within: 'region_code',
  }),
  staff: resource(STAFF, {
    equals: ['account', 'active', 'grade'],
    search: { prefix: { column: 'account', when: /^[a-z0-9][a-z0-9._-]*$/i }, contains: 'name' },
  }),
  leaves: resource(LEAVE, {
    equals: ['staff_id', 'deputy_id', 'organisation_id', 'state'],
    search: { contains: 'staff_name' },
  }),
  invitations: resource(INVITATION, {
    equals: ['purpose', 'role', 'organisation_id', 'state'],
    search: { prefix: { column: 'account', when: /^[a-z0-9][a-z0-9._-]*$/i }, contains: 'name' },
    within: 'region_code',
  }),
  party_reveals: resource(REVEAL, {
    equals: ['staff_id', 'case_id', 'organisation_id', 'county_code'],
    period: 'at',
    search: { contains: 'actor_name' },
    scoped: 'audit',
  }),
  administration_events: resource(ADMINISTRATION_EVENT, {
    equals: ['verb', 'object_kind', 'object_id', 'actor_id', 'organisation_id'],
    period: 'at',
    search: { contains: 'object_name' },
    scoped: 'audit',
  }),
  privacy_requests: resource(PRIVACY_REQUEST, {
    equals: ['kind', 'state', 'case_id'],
    search: { prefix: { column: 'case_number', when: /^\d{1,6}(-|$)/ }, contains: 'case_number' },
  }),
  erasures: resource(ERASURE, {
    equals: ['state', 'case_id'],
    search: { prefix: { column: 'case_number', when: /^\d{1,6}(-|$)/ }, contains: 'case_number' },
  }),
  privacy_log: resource(PRIVACY_LINE, {
    equals: ['kind', 'case_id'],
    period: 'at',
    search: { prefix: { column: 'case_number', when: /^\d{1,6}(-|$)/ }, contains: 'case_number' },
  }),
  filing_sources: resource(SOURCE, {
    equals: ['active', 'organisation_id', 'code'],
    search: { prefix: { column: 'code', when: /^[0-9A-Z]{3,8}$/i }, contains: 'label' },
    within: 'region_code',
  }),
  supervision_orders: resource(ORDER, {
    equals: ['status', 'to_organisation_id', 'issued_by_organisation_id', 'case_id'],
    search: { prefix: { column: 'case_number', when: /^\d{1,6}(-|$)/ }, contains: 'number' },
    scoped: 'orders',
  }),
  notices: resource(NOTICE, {
    equals: ['kind', 'case_id'],
    search: { contains: 'case_number' },
    scoped: 'notices',
  }),
};
