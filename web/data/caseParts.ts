import { supabase } from './client';
import { toApiError } from './errors';
import { plainRows } from './plain';

/** The rows of a view that belong to a case, in order. */
async function rowsOf<Row>(
  view: string,
  columns: string,
  where: [column: string, value: string],
  order: string,
  signal?: AbortSignal,
): Promise<Row[]> {
  let query = supabase.from(view).select(columns).eq(where[0], where[1]).order(order);
  if (signal) query = query.abortSignal(signal);
  const { data, error, status } = await query;
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as Row[]);
}

/** What the closing of a case needs beside its note. */
export interface ClosingNeeds {
  /** Codes of the papers of the file. */
  papers: string[];
  /** Its source is owed a reply. */
  replyDuty: boolean;
}

/** What the closing of a case of this outcome and channel needs. Throws ApiError. */
export async function closingNeeds(
  outcome: string,
  channel: string,
  signal: AbortSignal,
): Promise<ClosingNeeds> {
  const [papers, channels] = await Promise.all([
    rowsOf<{ paper: string }>('required_papers', 'paper', ['outcome', outcome], 'sort', signal),
    rowsOf<{ reply_duty: boolean }>('channels', 'reply_duty', ['code', channel], 'sort', signal),
  ]);
  return { papers: papers.map(({ paper }) => paper), replyDuty: channels[0]?.reply_duty === true };
}
