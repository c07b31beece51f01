import { columns, type RowOf } from '../core/columns';
import { read } from '../core/read';

/** What is read of an unmasking of personal data. */
export const REVEAL = columns(
  'party_reveals',
  [
    'id',
    'at',
    'case_id',
    'party_id',
    'staff_id',
    'actor_name',
    'organisation_id',
    'organisation_name',
    'region_code',
    'reason',
  ],
  // The name is masked, and null for administrators, who may not read parties.
  ['case_number', 'party_name', 'party_side'],
).typed<{ party_side: 'applicant' | 'respondent' }>();

/** One row of `api.party_reveals`. */
export type RevealRecord = RowOf<typeof REVEAL>;

/** What is read of a change of regions, organisations, people or posts. */
export const ADMINISTRATION_EVENT = columns(
  'administration_events',
  ['id', 'verb', 'object_kind', 'object_id', 'object_name', 'region_code', 'details', 'at'],
  ['actor_id', 'actor_name', 'actor_organisation_name', 'organisation_id'],
).typed<{
  object_kind:
    | 'region'
    | 'organisation'
    | 'staff'
    | 'post'
    | 'invitation'
    | 'leave'
    | 'cases'
    | 'policy'
    | 'calendar'
    | 'source'
    | 'settings'
    | 'figures'
    | 'guide';
  details: Record<string, unknown>;
}>();

/** One row of `api.administration_events`. */
export type AdministrationEventRecord = RowOf<typeof ADMINISTRATION_EVENT>;

const READING = columns('case_reads', [
  'staff_id',
  'staff_name',
  'role',
  'organisation_name',
  'day',
  'last_at',
  'n',
]);

/** One row of `api.case_reads`: who opened a case on a day, how often. */
export type ReadingRecord = RowOf<typeof READING>;

/** Who opened a case, by day. Throws ApiError. */
export const readReadings = (caseId: string, signal: AbortSignal): Promise<ReadingRecord[]> =>
  read(READING, (all) => all.eq('case_id', caseId).order('last_at'), signal);
