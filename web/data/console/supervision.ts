import { ask } from '../core/changes';
import { columns, type RowOf } from '../core/columns';
import { read } from '../core/read';
import type { Known, Part, Row } from '../core/types';
import type { Light } from '../../domain/stages';

interface OrderWords {
  status: 'issued' | 'answered' | 'rejected' | 'accepted' | 'cancelled';
  light: Light;
}

/** A supervision order as the page of its case shows it; without `issued_by_name` the system issued it. */
export type OrderRecord = Part<
  'supervision_orders',
  | 'id'
  | 'number'
  | 'version'
  | 'issued_by_organisation_id'
  | 'issued_by_organisation_name'
  | 'to_organisation_id'
  | 'to_organisation_name'
  | 'demand'
  | 'status'
  | 'reminders'
  | 'due_at'
  | 'created_at',
  | 'issued_by_name'
  | 'answer'
  | 'answered_at'
  | 'answered_by_name'
  | 'review'
  | 'reviewed_at'
  | 'reviewed_by_name'
  | 'light',
  OrderWords
>;

/** What the register reads of a supervision order. */
export const ORDER = columns(
  'supervision_orders',
  [
    'id',
    'number',
    'version',
    'case_id',
    'case_number',
    'issued_by_organisation_id',
    'issued_by_organisation_name',
    'to_organisation_id',
    'to_organisation_name',
    'demand',
    'status',
    // How many times its answer was rejected.
    'rejections',
    'reminders',
    'due_at',
    'created_at',
  ],
  [
    'issued_by_name',
    'answer',
    'answered_at',
    'answered_by_name',
    'review',
    'reviewed_at',
    'reviewed_by_name',
    'reminded_at',
    'closed_at',
    'light',
  ],
).typed<OrderWords>();

/** One row of `api.supervision_orders` as the register reads it. */
export type RegisteredOrder = RowOf<typeof ORDER>;

/** Open orders of one organisation: all, overdue, and answered ones that wait for review. */
export type BoardLine = Known<Row<'supervision_board'>>;

/** The open orders in the user's scope by organisation, worst first. Throws ApiError. */
export const supervisionBoard = (signal: AbortSignal): Promise<BoardLine[]> =>
  ask('supervision_board', {}, signal);

const STEP = columns(
  'case_events',
  ['id', 'verb', 'actor_kind', 'payload', 'at'],
  ['actor_name', 'organisation_name'],
).typed<{ actor_kind: 'public' | 'staff' | 'system'; payload: Record<string, unknown> }>();

/** One step of an order, from the history of its case. */
export type OrderStepRecord = RowOf<typeof STEP>;

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
  const steps = await read(
    STEP,
    (all) => all.eq('case_id', order.case_id).in('verb', STEPS).order('seq'),
    signal,
  );
  return steps.filter((step) => step.payload.order === order.number);
}

const ORDER_CASE = columns('supervision_orders', ['case_id']);

/** Which of some cases have an order that waits for an answer. Throws ApiError. */
export async function casesWithOrders(caseIds: readonly string[], signal: AbortSignal): Promise<string[]> {
  const open = ['issued', 'rejected'];
  const rows = await read(ORDER_CASE, (all) => all.in('case_id', caseIds).in('status', open), signal);
  return rows.map(({ case_id }) => case_id);
}
