import type { Proposal } from './proposals';
import type { CaseRecord } from './records';

/** What the source of a case claimed although it cannot be, and why, until somebody places it. */
export interface Claimed {
  claimed_longitude: number | null;
  claimed_latitude: number | null;
  place_problem: string | null;
}

/** One row of `api.unplaced_cases`: an open case that cannot be placed, and what may mend it. */
export type UnplacedRecord = Pick<
  CaseRecord,
  | 'id'
  | 'number'
  | 'version'
  | 'status'
  | 'grade'
  | 'type_code'
  | 'type_name'
  | 'type_name_en'
  | 'summary'
  | 'place'
  | 'region_code'
  | 'region_path'
  | 'responsible_organisation_id'
  | 'responsible_organisation_name'
  | 'claimed_longitude'
  | 'claimed_latitude'
  | 'created_at'
  | 'due_at'
  | 'due_stage'
  | 'light'
> & { place_problem: string; proposals: Proposal[] };
