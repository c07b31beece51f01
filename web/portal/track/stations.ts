import type { ExpectedStep, ReachedStage } from '../../data/public';

/** A station of the way, reached or still ahead. `word` names its label in the catalogue. */
export interface Passed {
  word: string;
  state: 'done' | 'current' | 'future';
  at: string | null;
  /** By when at the latest, of a station ahead. */
  due: string | null;
  organisation: string | null;
}

/** The step by which a station ahead is reached. */
const REACHED_BY: Record<string, ExpectedStep['stage']> = {
  accepted: 'accept',
  dispatched: 'dispatch',
  assigned: 'sign',
  result: 'mediate',
};

/** What is usually ahead after each stage. */
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

/** Where the way is at its end. */
const ENDS: readonly string[] = ['closed', 'rejected', 'withdrawn', 'merged', 'referred'];

/** A stage that is reached again, by what came before it, has a name of its own. */
function wordOf({ status }: ReachedStage, before: readonly string[]): string {
  const last = before.at(-1) ?? '';
  if (status === 'submitted' && last === 'needs_info') return 'supplemented';
  if (ENDS.includes(last)) return 'reopened';
  if (status === 'accepted' && before.includes('dispatched')) return 'returned';
  if (status === 'dispatched' && ['assigned', 'mediating'].includes(last)) return 'rearranged';
  return status;
}

/** The way of a case: every stage reached, in order, then what is ahead. A stage reached again is named as such. */
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
