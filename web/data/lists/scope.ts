import type { Identity } from '../console/session';

/** The column of each level that holds the region code of a territorial post. */
const LEVEL_COLUMN = { 1: 'city_code', 2: 'county_code', 3: 'town_code', 4: 'village_code' } as const;

type LevelColumn = (typeof LEVEL_COLUMN)[keyof typeof LEVEL_COLUMN];

/**
 * The equality filter that a list sends, so that the database can use an index; row-level security still
 * checks every row.
 */
export interface Scope {
  column: LevelColumn | 'lead_organisation_id' | 'filed_by' | 'organisation_id' | 'to_organisation_id';
  value: string;
}

/**
 * Filter for the cases of a post: those of its region for a territorial organisation, those it filed for a
 * reporter, otherwise those it leads.
 */
export function caseScope(me: Identity): Scope {
  if (me.role === 'reporter') return { column: 'filed_by', value: me.staff_id };
  if (me.scope_level && me.scope_code) return { column: LEVEL_COLUMN[me.scope_level], value: me.scope_code };
  return { column: 'lead_organisation_id', value: me.organisation_id };
}

/**
 * Filter for the audit log (unmaskings, changes) that a post may read: that of its region, or of its
 * organisation.
 */
export function auditScope(me: Identity): Scope {
  if (me.scope_level && me.scope_code) return { column: LEVEL_COLUMN[me.scope_level], value: me.scope_code };
  return { column: 'organisation_id', value: me.organisation_id };
}

/**
 * Filter for the supervision orders of a post: those about cases of its region for a territorial
 * organisation, otherwise those it has to answer.
 */
export function orderScope(me: Identity): Scope {
  if (me.scope_level && me.scope_code) return { column: LEVEL_COLUMN[me.scope_level], value: me.scope_code };
  return { column: 'to_organisation_id', value: me.organisation_id };
}

/** Filter for the notices of a post: they are addressed to its organisation. */
export const noticeScope = (me: Identity): Scope => ({
  column: 'organisation_id',
  value: me.organisation_id,
});

/** The realtime topic that announces changes of a post's cases; a reporter has none, see `caseTopics`. */
export function caseTopic(me: Identity): string {
  return me.scope_code ? `region:${me.scope_code}` : `organisation:${me.organisation_id}`;
}

/**
 * The realtime topics that a list of cases listens to; a reporter, who gets no announcements, polls instead.
 */
export function caseTopics(me: Identity): string[] {
  return me.role === 'reporter' ? [] : [caseTopic(me)];
}
