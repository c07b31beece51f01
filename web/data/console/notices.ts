import { ask } from '../core/changes';
import { supabase } from '../core/client';
import { toApiError } from '../core/errors';
import { plainRows } from '../core/plain';
import type { Stage } from '../../domain/stages';

/** Why an organisation is notified of a case. */
export type NoticeKind =
  | 'warning'
  | 'overdue'
  | 'order'
  | 'answer'
  | 'rejected'
  | 'urge'
  | 'reminder'
  | 'risk'
  | 'escalated'
  | 'extension'
  | 'returned'
  | 'transferred'
  | 'called_in'
  | 'dispatched'
  | 'undone'
  | 'delegated'
  | 'question'
  | 'statement'
  | 'joined'
  | 'declined'
  | 'move_asked'
  | 'signed'
  | 'low_rating';

/** One row of `api.notices`. */
export interface NoticeRecord {
  id: number;
  organisation_id: string;
  case_id: string;
  case_number: string;
  kind: NoticeKind;
  /** The stage of the deadline that it is about. */
  stage: Stage | null;
  due_at: string | null;
  at: string;
  read_at: string | null;
  read_by_name: string | null;
}

/** Unread notices are counted up to here. */
export const MOST_UNREAD = 50;

/** The newest unread notices of an organisation. Throws ApiError. */
export async function unreadNotices(
  organisationId: string,
  signal: AbortSignal,
): Promise<Pick<NoticeRecord, 'id' | 'case_id'>[]> {
  const { data, error, status } = await supabase
    .from('notices')
    .select('id,case_id')
    .eq('organisation_id', organisationId)
    .is('read_at', null)
    .order('id', { ascending: false })
    .limit(MOST_UNREAD)
    .abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as Pick<NoticeRecord, 'id' | 'case_id'>[]);
}

/**
 * Marks notices of the user's organisation as read: those up to one, or those of a case. Returns how many.
 * Throws ApiError.
 */
export async function readNotices(which: { upto_id: number } | { case_id: string }): Promise<number> {
  const [count] = await ask('read_notices', which);
  return count ?? 0;
}
