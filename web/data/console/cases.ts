import { ask } from '../core/changes';
import { columns, type RowOf } from '../core/columns';
import { ApiError } from '../core/errors';
import type { Proposal } from '../core/proposals';
import { queryOfCall, rowsOf } from '../core/read';
import type { Known, Row } from '../core/types';
import type { Grade } from '../../domain/grades';
import type { Flag, Light, Stage, Status } from '../../domain/stages';
import type { CaseParts } from './caseParts';
import type { CaseEventRecord } from './caseParts';
import type { DeadlineRecord } from './deadlines';
import type { AgreementRecord, SessionRecord } from './caseParts';
import type { PartyRecord } from './parties';
import type { Verb } from './verbs';

/** What a list, the desk and a case's page read of a case. */
export const CASE = columns(
  'cases',
  [
    'id',
    'number',
    'version',
    'status',
    'grade',
    'channel',
    'type_code',
    'type_name',
    'type_name_en',
    'summary',
    // Pin, region or none; then longitude and latitude are null.
    'location_basis',
    'danger',
    'region_code',
    'region_path',
    'responsible_organisation_id',
    'responsible_organisation_name',
    'return_count',
    'created_at',
    'updated_at',
    // Kept from erasure by law.
    'legal_hold',
    // The region where it was filed; differs from the code in use after a region was merged, split or given another.
    'filed_region_code',
    'flags',
    'difficulty',
    'reopen_count',
  ],
  [
    'place',
    'longitude',
    'latitude',
    // The location that the source gave although it is not valid, and the problem, until somebody fixes it.
    'claimed_longitude',
    'claimed_latitude',
    'place_problem',
    'people_count',
    'amount',
    'lead_organisation_id',
    'lead_organisation_name',
    'mediator_id',
    'mediator_name',
    'outcome',
    'answer',
    'closed_at',
    // When the personal data were erased.
    'erased_at',
    'due_at',
    'due_stage',
    'light',
    'filed_by',
    // The version of the consent text that the applicant agreed to; null for a case that staff entered.
    'consent_version',
    // The source's own case number.
    'external_number',
    // What the applicant was asked to supplement, once.
    'missing_items',
    'reject_reason',
    'referred_to',
    'merged_into',
    'first_closed_at',
    'first_outcome',
  ],
).typed<{
  status: Status;
  grade: Grade;
  location_basis: 'pin' | 'region' | 'none';
  flags: Flag[];
  difficulty: 'simple' | 'ordinary' | 'major';
  due_stage: Stage;
  light: Light;
}>();

/** One row of `api.cases`. */
export type CaseRecord = RowOf<typeof CASE>;

/** What is read of an open case without a valid location. */
export const UNPLACED = columns(
  'unplaced_cases',
  [
    'id',
    'number',
    'version',
    'status',
    'grade',
    'type_code',
    'type_name',
    'type_name_en',
    'summary',
    'region_code',
    'region_path',
    'responsible_organisation_id',
    'responsible_organisation_name',
    'place_problem',
    'created_at',
    // The proposed fixes.
    'proposals',
  ],
  ['place', 'claimed_longitude', 'claimed_latitude', 'due_at', 'due_stage', 'light'],
).typed<{ status: Status; grade: Grade; due_stage: Stage; light: Light; proposals: Proposal[] }>();

/** One row of `api.unplaced_cases`. */
export type UnplacedRecord = RowOf<typeof UNPLACED>;

/** One row of `case_counts`. */
export type StatusCount = Known<Row<'case_counts'>, never, { status: Status }>;

/** A case with everything its page shows. */
export interface CaseFile extends CaseParts {
  case: CaseRecord;
  actions: Verb[];
  parties: PartyRecord[];
  events: CaseEventRecord[];
  sessions: SessionRecord[];
  agreements: AgreementRecord[];
  deadlines: DeadlineRecord[];
}

/** Reads a case with its possible actions and everything its page shows, in one request. Throws ApiError. */
export async function readCaseFile(id: string, signal?: AbortSignal): Promise<CaseFile> {
  const [answer] = await ask<'case_file', CaseFile>('case_file', { case_id: id }, signal);
  if (!answer) throw new ApiError({ status: 404, code: 'case_not_found' });
  return answer;
}

/** Cases per status in the user's scope; each count stops at 10,000. Throws ApiError. */
export const caseCounts = (signal?: AbortSignal): Promise<StatusCount[]> => ask('case_counts', {}, signal);

const CHOICE = CASE.only(['id', 'number', 'status', 'summary']);

/** A case as a selection list shows it. */
export type CaseChoice = RowOf<typeof CHOICE>;

/** Some cases in the user's scope that match these words or this number. Throws ApiError. */
export function searchCases(query: string, signal: AbortSignal): Promise<CaseChoice[]> {
  const found = queryOfCall('search_cases', { query }, CHOICE);
  return rowsOf(found.order('created_at', { ascending: false }).limit(10), signal);
}
