import type { ReachedStage } from '../../data/public';

/** A station of the way, reached or still ahead. `word` names its label in the catalogue. */
export interface Passed {
  word: string;
  state: 'done' | 'current' | 'future';
  at: string | null;
  organisation: string | null;
}

/** What is usually ahead after each stage. */
const AHEAD: Record<string, readonly string[]> = {
  submitted: ['accepted', 'dispatched', 'received', 'mediating', 'result', 'closed'],
  accepted: ['dispatched', 'received', 'mediating', 'result', 'closed'],
  dispatched: ['received', 'mediating', 'result', 'closed'],
  received: ['mediating', 'result', 'closed'],
  mediating: ['result', 'closed'],
  agreed: ['closed'],
  failed: ['closed'],
  answered: ['closed'],
};

/** The way of a case: every stage reached, in order, then what is ahead. A return to the desk is named as such. */
export function stationsOf(reached: readonly ReachedStage[], status: string): Passed[] {
  const past: Passed[] = reached.map((stage, index) => {
    const back =
      stage.status === 'accepted' && reached.slice(0, index).some((before) => before.status === 'dispatched');
    const last = index === reached.length - 1;
    return {
      word: `reached.${back ? 'returned' : stage.status}`,
      state: last && status !== 'closed' ? 'current' : 'done',
      at: stage.at,
      organisation: stage.organisation_name,
    };
  });
  const ahead = (AHEAD[status] ?? []).map((stage): Passed => {
    return { word: `ahead.${stage}`, state: 'future', at: null, organisation: null };
  });
  return [...past, ...ahead];
}
