import type { Proposal } from '../core/proposals';
import type { CaseRecord } from './records';

/**
 * The location that a case's source gave although it is not valid, and the problem, until somebody fixes it.
 */
export interface Claimed {
  claimed_longitude: number | null;
  claimed_latitude: number | null;
  place_problem: string | null;
}

/** One row of `api.unplaced_cases`: an open case without a valid location, and the proposed fixes. */
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
