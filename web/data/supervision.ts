import { ask } from './changes';
import type { OrderRecord } from './caseParts';
import { supabase } from './client';
import { toApiError } from './errors';
import { plainRows } from './plain';

/** One row of `api.supervision_orders` as the register reads it. */
export interface RegisteredOrder extends OrderRecord {
  case_id: string;
  case_number: string;
  /** How often its answer was sent back. */
  rejections: number;
  reminded_at: string | null;
  closed_at: string | null;
}

/** Open orders of one organisation: all, overdue, answered and waiting for review. */
export interface BoardLine {
  organisation_id: string;
  organisation_name: string;
  open_orders: number;
  overdue_orders: number;
  answered_orders: number;
}

/** The open orders of the reader's part by organisation, worst first. Throws ApiError. */
export async function supervisionBoard(signal: AbortSignal): Promise<BoardLine[]> {
  const rows = await ask('supervision_board', {}, signal);
  return rows as BoardLine[];
}

/** One step of an order, as the history of its case tells it. */
export interface OrderStepRecord {
  id: number;
  verb: string;
  actor_name: string | null;
  actor_kind: 'public' | 'staff' | 'system';
  organisation_name: string | null;
  payload: Record<string, unknown>;
  at: string;
}

/** The verbs by which an order goes on. */
const STEPS = [
  'issue_order',
  'answer_order',
  'accept_answer',
  'reject_answer',
  'remind_order',
  'cancel_order',
];

/** The steps of an order in the order of time; the history of a case names its orders by number. Throws ApiError. */
export async function orderSteps(
  order: Pick<RegisteredOrder, 'case_id' | 'number'>,
  signal: AbortSignal,
): Promise<OrderStepRecord[]> {
  const { data, error, status } = await supabase
    .from('case_events')
    .select('id,verb,actor_name,actor_kind,organisation_name,payload,at')
    .eq('case_id', order.case_id)
    .in('verb', STEPS)
    .order('seq')
    .abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as OrderStepRecord[]).filter((step) => step.payload.order === order.number);
}
