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

/** The most important reason of a case at a moment. */
export function whyOf(row: QueueCase, tasks: Tasks, now: number): Why {
  const left = row.due_at ? Date.parse(row.due_at) - now : null;
  const over = left !== null && left < 0;
  const why = (key: Why['key'], rank: Why['rank']): Why => ({
    key,
    rank,
    stage: row.due_stage,
    span: Math.abs(left ?? 0),
  });
  const { flags = [], status } = row;
  if (row.danger || flags.includes('risk')) return why(over ? 'risk_over' : 'risk', 0);
  if (status === 'needs_info') return why('waiting', 3);
  if (over) return why('overdue', 1);
  if (row.grade === 'red') return why('red', 1);
  if (flags.includes('jurisdiction')) return why('jurisdiction', 2);
  if (tasks.extensions.has(row.id)) return why('extension', 2);
  if (tasks.orders.has(row.id)) return why('order', 2);
  if (flags.includes('suspended')) return why('suspended', 3);
  if (status === 'submitted' && row.missing_items) return why('supplemented', 2);
  if (status === 'accepted' && row.return_count > 0) return why('returned', 2);
  if (left === null) return why('open', 2);
  return why(row.light === 'amber' ? 'soon' : 'due', 2);
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
