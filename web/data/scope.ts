import type { Identity } from './session';

/** The level column that carries a territorial post's region code. */
const LEVEL_COLUMN = { 1: 'city_code', 2: 'county_code', 3: 'town_code', 4: 'village_code' } as const;

/** The equality that every list of cases sends, so that an index drives and row-level security is a check on top. */
export interface CaseScope {
  column: 'city_code' | 'county_code' | 'town_code' | 'village_code' | 'lead_organisation_id';
  value: string;
}

/** Scope of a post: its region for a territorial organisation, otherwise the cases it leads. */
export function caseScope(me: Identity): CaseScope {
  if (me.scope_level && me.scope_code) return { column: LEVEL_COLUMN[me.scope_level], value: me.scope_code };
  return { column: 'lead_organisation_id', value: me.organisation_id };
}

/** The topic on which a post hears of its cases. */
export function caseTopic(me: Identity): string {
  return me.scope_code ? `region:${me.scope_code}` : `organisation:${me.organisation_id}`;
}
