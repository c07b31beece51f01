import { ask } from '../core/changes';
import { columns, type RowOf } from '../core/columns';
import { read } from '../core/read';
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

/** What is read of a notice. */
export const NOTICE = columns(
  'notices',
  ['id', 'organisation_id', 'case_id', 'case_number', 'kind', 'at'],
  // The stage is that of the deadline that it is about.
  ['stage', 'due_at', 'read_at', 'read_by_name'],
).typed<{ kind: NoticeKind; stage: Stage }>();

/** One row of `api.notices`. */
export type NoticeRecord = RowOf<typeof NOTICE>;

/** Unread notices are counted up to here. */
export const MOST_UNREAD = 50;

const UNREAD = columns('notices', ['id', 'case_id']);

/** The newest unread notices of an organisation. Throws ApiError. */
export const unreadNotices = (organisationId: string, signal: AbortSignal): Promise<RowOf<typeof UNREAD>[]> =>
  read(
    UNREAD,
    (all) =>
      all
        .eq('organisation_id', organisationId)
        .is('read_at', null)
        .order('id', { ascending: false })
        .limit(MOST_UNREAD),
    signal,
  );

/**
 * Marks notices of the user's organisation as read: those up to one, or those of a case. Returns how many.
 * Throws ApiError.
 */
export async function readNotices(which: { upto_id: number } | { case_id: string }): Promise<number> {
  const [count] = await ask('read_notices', which);
  return count ?? 0;
}
