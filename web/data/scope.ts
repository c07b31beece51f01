import type { Identity } from './session';

/** The level column that carries a territorial post's region code. */
const LEVEL_COLUMN = { 1: 'city_code', 2: 'county_code', 3: 'town_code', 4: 'village_code' } as const;

type LevelColumn = (typeof LEVEL_COLUMN)[keyof typeof LEVEL_COLUMN];

/** The equality that a list sends, so that an index drives and row-level security is a check on top. */
export interface Scope {
  column: LevelColumn | 'lead_organisation_id' | 'filed_by' | 'organisation_id' | 'to_organisation_id';
  value: string;
}

/** Cases of a post: its region's for a territorial organisation, what a reporter filed, otherwise those it leads. */
export function caseScope(me: Identity): Scope {
  if (me.role === 'reporter') return { column: 'filed_by', value: me.staff_id };
  if (me.scope_level && me.scope_code) return { column: LEVEL_COLUMN[me.scope_level], value: me.scope_code };
  return { column: 'lead_organisation_id', value: me.organisation_id };
}

/** Lines of the books of oversight (unmaskings, changes) that a post reads: its region's, or its organisation's. */
export function auditScope(me: Identity): Scope {
  if (me.scope_level && me.scope_code) return { column: LEVEL_COLUMN[me.scope_level], value: me.scope_code };
  return { column: 'organisation_id', value: me.organisation_id };
}

/** Supervision orders of a post: about its region's cases for a territorial organisation, otherwise those it answers. */
export function orderScope(me: Identity): Scope {
  if (me.scope_level && me.scope_code) return { column: LEVEL_COLUMN[me.scope_level], value: me.scope_code };
  return { column: 'to_organisation_id', value: me.organisation_id };
}

/** Notices are told to an organisation. */
export const noticeScope = (me: Identity): Scope => ({
  column: 'organisation_id',
  value: me.organisation_id,
});

/** The topic on which a post hears of its cases; a reporter has none, see `caseTopics`. */
export function caseTopic(me: Identity): string {
  return me.scope_code ? `region:${me.scope_code}` : `organisation:${me.organisation_id}`;
}

/** The topics that a list of cases listens to; a reporter, whom nobody tells, asks anew from time to time instead. */
export function caseTopics(me: Identity): string[] {
  return me.role === 'reporter' ? [] : [caseTopic(me)];
}
