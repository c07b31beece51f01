import { ask, change } from '../core/changes';
import { supabase } from '../core/client';
import { toApiError } from '../core/errors';
import { isoMoment, plainRows } from '../core/plain';
import type { DeadlineRecord } from './records';
import type { Grade } from '../../domain/grades';
import type { Stage } from '../../domain/stages';
import type { IdempotencyKey } from './verbs';

/** One row of `api.deadline_policies`: how long a stage may take, and for which cases. */
export interface PolicyRecord {
  id: number;
  stage: Stage;
  type_code: string | null;
  channel: string | null;
  grade: Grade | null;
  level: number | null;
  amount: number;
  unit: DeadlineRecord['unit'];
  pausable: boolean;
  basis: string;
  valid_from: string;
  /** Null for the version in force. */
  valid_to: string | null;
}

const POLICY_COLUMNS =
  'id,stage,type_code,channel,grade,level,amount,unit,pausable,basis,valid_from,valid_to';

/** The deadline rules in force. Throws ApiError. */
export async function currentPolicies(signal: AbortSignal): Promise<PolicyRecord[]> {
  const { data, error, status } = await supabase
    .from('deadline_policies')
    .select(POLICY_COLUMNS)
    .is('valid_to', null)
    .order('id')
    .abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as PolicyRecord[]);
}

/** Maximum number of past versions of a stage's rules on the screen. */
const MOST_OLD = 100;

/** The past rules of a stage, latest first. Throws ApiError. */
export async function oldPolicies(stage: Stage, signal: AbortSignal): Promise<PolicyRecord[]> {
  const { data, error, status } = await supabase
    .from('deadline_policies')
    .select(POLICY_COLUMNS)
    .eq('stage', stage)
    .not('valid_to', 'is', null)
    .order('valid_to', { ascending: false })
    .order('id', { ascending: false })
    .limit(MOST_OLD)
    .abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as PolicyRecord[]);
}

/** A day that differs from the regular working week. */
export interface HolidayRecord {
  /** `2027-02-06` */
  day: string;
  is_workday: boolean;
  name: string;
}

/** The announced days of a range of years, in order. Throws ApiError. */
export async function holidays(from: number, to: number, signal: AbortSignal): Promise<HolidayRecord[]> {
  const { data, error, status } = await supabase
    .from('holidays')
    .select('day,is_workday,name')
    .gte('day', `${from}-01-01`)
    .lte('day', `${to}-12-31`)
    .order('day')
    .abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  return data as HolidayRecord[];
}

/** A running deadline that a new calendar moves. */
export interface MovedClock {
  case_id: string;
  case_number: string;
  stage: Stage;
  due_before: string;
  due_after: string;
}

const moved = (rows: unknown): MovedClock[] =>
  (rows as MovedClock[]).map((row) => ({
    ...row,
    due_before: isoMoment(row.due_before),
    due_after: isoMoment(row.due_after),
  }));

const sent = (days: readonly HolidayRecord[]) =>
  days.map(({ day, is_workday, name }) => ({ day, is_workday, name }));

/** Which running deadlines the days of a year would move; changes nothing. Throws ApiError. */
export const previewCalendar = async (year: number, days: readonly HolidayRecord[]) =>
  moved(await ask('preview_calendar', { year, rows: sent(days) }));

/** Puts the days of a year into force and returns the deadlines that moved. Throws ApiError. */
export const importCalendar = async (
  year: number,
  days: readonly HolidayRecord[],
  idempotencyKey: IdempotencyKey,
) => moved(await change('import_calendar', { year, rows: sent(days) }, idempotencyKey));

/** One row of `api.auto_dispatches`. */
export interface AutoDispatch {
  type_code: string;
  grade: Grade;
}

/** The types and grades that a desk dispatches automatically. Throws ApiError. */
export async function autoDispatches(organisationId: string, signal: AbortSignal): Promise<AutoDispatch[]> {
  const { data, error, status } = await supabase
    .from('auto_dispatches')
    .select('type_code,grade')
    .eq('organisation_id', organisationId)
    .abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  return data as AutoDispatch[];
}
