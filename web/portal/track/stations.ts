import type { ExpectedStep, ReachedStage } from '../../data/portal/public';

/** A stage of the case, reached or upcoming. `word` is the key of its label in the catalogue. */
export interface Passed {
  word: string;
  state: 'done' | 'current' | 'future';
  at: string | null;
  /** Latest date of an upcoming stage. */
  due: string | null;
  organisation: string | null;
}

/** The expected step by which an upcoming stage is reached. */
const REACHED_BY: Record<string, ExpectedStep['stage']> = {
  accepted: 'accept',
  dispatched: 'dispatch',
  assigned: 'sign',
  result: 'mediate',
};

/** The stages that usually follow each stage. */
const AHEAD: Record<string, readonly string[]> = {
  submitted: ['accepted', 'dispatched', 'assigned', 'mediating', 'result', 'closed'],
  needs_info: ['supplemented', 'accepted', 'dispatched', 'assigned', 'mediating', 'result', 'closed'],
  accepted: ['dispatched', 'assigned', 'mediating', 'result', 'closed'],
  dispatched: ['assigned', 'mediating', 'result', 'closed'],
  assigned: ['mediating', 'result', 'closed'],
  mediating: ['result', 'closed'],
  agreed: ['closed'],
  not_settled: ['closed'],
  answered: ['closed'],
};

/** Final stages. */
const ENDS: readonly string[] = ['closed', 'rejected', 'withdrawn', 'merged', 'referred'];

/**
 * The label of a stage; one that is reached again has a label of its own, depending on the previous stages.
 */
function wordOf({ status }: ReachedStage, before: readonly string[]): string {
  const last = before.at(-1) ?? '';
  if (status === 'submitted' && last === 'needs_info') return 'supplemented';
  if (ENDS.includes(last)) return 'reopened';
  if (status === 'accepted' && before.includes('dispatched')) return 'returned';
  if (status === 'dispatched' && ['assigned', 'mediating'].includes(last)) return 'rearranged';
  return status;
}

/**
 * The course of a case: every reached stage in order, then the upcoming ones. A stage reached again is
 * labelled as such.
 */
export function stationsOf(
  reached: readonly ReachedStage[],
  status: string,
  steps: readonly ExpectedStep[],
): Passed[] {
  const past: Passed[] = reached.map((stage, index) => {
    const last = index === reached.length - 1;
    const before = reached.slice(0, index).map((earlier) => earlier.status);
    return {
      word: `reached.${wordOf(stage, before)}`,
      state: last && !ENDS.includes(status) ? 'current' : 'done',
      at: stage.at,
      due: null,
      organisation: stage.organisation_name,
    };
  });
  const ahead = (AHEAD[status] ?? []).map((stage): Passed => {
    const due = steps.find((step) => step.stage === REACHED_BY[stage])?.due_at ?? null;
    return { word: `ahead.${stage}`, state: 'future', at: null, due, organisation: null };
  });
  return [...past, ...ahead];
}
