import { ask } from '../core/changes';
import type { OrderRecord } from './caseParts';
import { supabase } from '../core/client';
import { toApiError } from '../core/errors';
import { plainRows } from '../core/plain';

/** One row of `api.supervision_orders` as the register reads it. */
export interface RegisteredOrder extends OrderRecord {
  case_id: string;
  case_number: string;
  /** How many times its answer was rejected. */
  rejections: number;
  reminded_at: string | null;
  closed_at: string | null;
}

/** Open orders of one organisation: all, overdue, and answered ones that wait for review. */
export interface BoardLine {
  organisation_id: string;
  organisation_name: string;
  open_orders: number;
  overdue_orders: number;
  answered_orders: number;
}

/** The open orders in the user's scope by organisation, worst first. Throws ApiError. */
export async function supervisionBoard(signal: AbortSignal): Promise<BoardLine[]> {
  const rows = await ask('supervision_board', {}, signal);
  return rows as BoardLine[];
}

/** One step of an order, from the history of its case. */
export interface OrderStepRecord {
  id: number;
  verb: string;
  actor_name: string | null;
  actor_kind: 'public' | 'staff' | 'system';
  organisation_name: string | null;
  payload: Record<string, unknown>;
  at: string;
}

/** The events that are steps of an order. */
const STEPS = [
  'issue_order',
  'answer_order',
  'accept_answer',
  'reject_answer',
  'remind_order',
  'cancel_order',
];

/**
 * The steps of an order in chronological order; the history of a case names its orders by number. Throws
 * ApiError.
 */
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
