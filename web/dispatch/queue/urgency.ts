import type { Stage } from '../../domain/stages';
import type { QueueCase } from './queue';

/** What waits for the desk besides the stage of a case; read separately from the queue. */
export interface Tasks {
  /** Cases with an undecided request for an extension. */
  extensions: ReadonlySet<string>;
  /** Cases with an unanswered supervision order. */
  orders: ReadonlySet<string>;
}

/** Used until the tasks have been read. */
export const NO_TASKS: Tasks = { extensions: new Set(), orders: new Set() };

/** Why a case has its position in the queue. */
export interface Why {
  /** Its message is `dispatch.why.<key>`. */
  key:
    | 'risk'
    | 'risk_over'
    | 'overdue'
    | 'red'
    | 'jurisdiction'
    | 'extension'
    | 'order'
    | 'supplemented'
    | 'returned'
    | 'soon'
    | 'due'
    | 'open'
    | 'waiting'
    | 'suspended';
  /** 0 danger, 1 overdue or red, 2 normal, 3 waits for somebody else. */
  rank: 0 | 1 | 2 | 3;
  /** The stage of the running deadline, and the time left or overdue. */
  stage: Stage | null;
  span: number;
}

type Reason = Pick<Why, 'key' | 'rank'>;

/** What makes a case dangerous, overdue or urgent; null for a case that is none of these. */
function alarmOf(row: QueueCase, over: boolean): Reason | null {
  if (row.danger || row.flags?.includes('risk')) return { key: over ? 'risk_over' : 'risk', rank: 0 };
  if (row.status === 'needs_info') return { key: 'waiting', rank: 3 };
  if (over) return { key: 'overdue', rank: 1 };
  return row.grade === 'red' ? { key: 'red', rank: 1 } : null;
}

/** What the desk has to decide about a case, or that it waits for somebody else; null for the usual next step. */
function decisionOf(
  { id, flags = [], status, missing_items, return_count }: QueueCase,
  tasks: Tasks,
): Reason | null {
  if (flags.includes('jurisdiction')) return { key: 'jurisdiction', rank: 2 };
  if (tasks.extensions.has(id)) return { key: 'extension', rank: 2 };
  if (tasks.orders.has(id)) return { key: 'order', rank: 2 };
  if (flags.includes('suspended')) return { key: 'suspended', rank: 3 };
  if (status === 'submitted' && missing_items) return { key: 'supplemented', rank: 2 };
  return status === 'accepted' && return_count > 0 ? { key: 'returned', rank: 2 } : null;
}

function nextStepOf(row: QueueCase, left: number | null): Reason {
  if (left === null) return { key: 'open', rank: 2 };
  return { key: row.light === 'amber' ? 'soon' : 'due', rank: 2 };
}

/** The most important reason of a case at a moment. */
export function whyOf(row: QueueCase, tasks: Tasks, now: number): Why {
  const left = row.due_at ? Date.parse(row.due_at) - now : null;
  const reason = alarmOf(row, left !== null && left < 0) ?? decisionOf(row, tasks) ?? nextStepOf(row, left);
  return { ...reason, stage: row.due_stage, span: Math.abs(left ?? 0) };
}

const endOf = (row: QueueCase) => (row.due_at ? Date.parse(row.due_at) : Infinity);

/**
 * Worst first: danger, then overdue or red, then the rest, each by due time; cases that wait for others come
 * last.
 */
export function worstFirst(rows: readonly QueueCase[], tasks: Tasks, now: number): QueueCase[] {
  const judged = rows.map((row) => ({ row, rank: whyOf(row, tasks, now).rank, end: endOf(row) }));
  return judged
    .sort((a, b) => a.rank - b.rank || (a.end === b.end ? 0 : a.end - b.end))
    .map(({ row }) => row);
}
