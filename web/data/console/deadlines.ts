import { columns, type RowOf } from '../core/columns';
import { read } from '../core/read';
import type { Part } from '../core/types';
import type { Grade } from '../../domain/grades';
import type { Light, Stage } from '../../domain/stages';

/** How a deadline is counted. */
type Unit = 'workhour' | 'workday' | 'day' | 'month';

/**
 * A deadline of a case: it is paused since `paused_at` and then has no light, belongs to the supervision order
 * `subject_id`, and runs by the rule that was fixed at its start.
 */
export type DeadlineRecord = Part<
  'deadlines',
  | 'id'
  | 'case_id'
  | 'stage'
  | 'starts_at'
  | 'due_at'
  | 'provisional'
  | 'amount'
  | 'unit'
  | 'basis'
  | 'rule_of',
  'met_at' | 'paused_at' | 'subject_id' | 'pauses' | 'light',
  {
    stage: Stage;
    unit: Unit;
    pauses: { from: string; to: string; before: string; after: string }[];
    light: Light;
  }
>;

/** A request for more time; undecided while `decided_at` is null. */
export type ExtensionRecord = Part<
  'extensions',
  'id' | 'days' | 'reason' | 'asked_by' | 'asked_at',
  'decided_at' | 'granted' | 'decision' | 'due_before' | 'due_after'
>;

const POLICY = columns(
  'deadline_policies',
  ['id', 'stage', 'amount', 'unit', 'pausable', 'basis', 'valid_from'],
  // The conditions; and the end of a version that is no longer in force.
  ['type_code', 'channel', 'grade', 'level', 'valid_to'],
).typed<{ stage: Stage; grade: Grade; unit: Unit }>();

/** One row of `api.deadline_policies`: how long a stage may take, and for which cases. */
export type PolicyRecord = RowOf<typeof POLICY>;

/** The deadline rules in force. Throws ApiError. */
export const currentPolicies = (signal: AbortSignal): Promise<PolicyRecord[]> =>
  read(POLICY, (all) => all.is('valid_to', null).order('id'), signal);

/** Maximum number of past versions of a stage's rules on the screen. */
const MOST_OLD = 100;

/** The past rules of a stage, latest first. Throws ApiError. */
export const oldPolicies = (stage: Stage, signal: AbortSignal): Promise<PolicyRecord[]> =>
  read(
    POLICY,
    (all) =>
      all
        .eq('stage', stage)
        .not('valid_to', 'is', null)
        .order('valid_to', { ascending: false })
        .order('id', { ascending: false })
        .limit(MOST_OLD),
    signal,
  );

const EXTENSION_CASE = columns('extensions', ['case_id']);

/** Which of some cases have a request for more time that waits for a decision. Throws ApiError. */
export async function casesWithExtensions(
  caseIds: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const rows = await read(EXTENSION_CASE, (all) => all.in('case_id', caseIds).is('decided_at', null), signal);
  return rows.map(({ case_id }) => case_id);
}
