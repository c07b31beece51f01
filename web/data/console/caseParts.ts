import type { DataLanguage } from '../../text/languages';
import { supabase } from '../core/client';
import { toApiError } from '../core/errors';
import { plainRows } from '../core/plain';
import type { NoticeWords } from '../portal/public';
import { find } from '../lists/query';
import type { Flag, Light, Status } from '../../domain/stages';

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

/** What closing a case requires besides its note. */
export interface ClosingNeeds {
  /** Codes of the documents of the file. */
  papers: string[];
  /** Whether the source must get a reply. */
  replyDuty: boolean;
}

/** What closing a case of this outcome and channel requires. Throws ApiError. */
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

/** A version of the consent text for applicants or other parties. Throws ApiError. */
export async function readConsentText(
  version: string,
  signal: AbortSignal,
): Promise<Record<DataLanguage, NoticeWords> | null> {
  const rows = await rowsOf<{ texts: Record<DataLanguage, NoticeWords> }>(
    'consent_texts',
    'texts',
    ['version', version],
    'version',
    signal,
  );
  return rows[0]?.texts ?? null;
}

/** One row of `api.case_flags`: a current or past flag. */
export interface FlagRecord {
  id: number;
  flag: Flag;
  /** Free text, or the code of a reason for suspension. */
  reason: string | null;
  until_on: string | null;
  started_at: string;
  started_by: string;
  ended_at: string | null;
  ended_by: string | null;
}

/** One row of `api.case_links`: `case_id` was merged into, continues, or is related to `other_id`. */
export interface LinkRecord {
  case_id: string;
  other_id: string;
  kind: 'merged' | 'continues' | 'related';
  number: string;
  other_number: string;
  other_status: Status;
}

/** One row of `api.case_participants`; `until` is null while the organisation takes part. */
export interface ParticipantRecord {
  organisation_id: string;
  organisation_name: string | null;
  part: string;
  since: string;
  until: string | null;
}

/** One row of `api.extensions`; undecided while `decided_at` is null. */
export interface ExtensionRecord {
  id: number;
  days: number;
  reason: string;
  asked_by: string;
  asked_at: string;
  decided_at: string | null;
  granted: boolean | null;
  decision: string | null;
  due_before: string | null;
  due_after: string | null;
}

/** One row of `api.supervision_orders`. */
export interface OrderRecord {
  id: string;
  number: string;
  version: number;
  issued_by_organisation_id: string;
  issued_by_organisation_name: string;
  /** Null when the system issued it because of a missed deadline. */
  issued_by_name: string | null;
  to_organisation_id: string;
  to_organisation_name: string;
  demand: string;
  status: 'issued' | 'answered' | 'rejected' | 'accepted' | 'cancelled';
  answer: string | null;
  answered_at: string | null;
  answered_by_name: string | null;
  review: string | null;
  reviewed_at: string | null;
  reviewed_by_name: string | null;
  reminders: number;
  due_at: string;
  created_at: string;
  light: Light | null;
}

/** What a case's page shows besides its stage and history. */
export interface CaseParts {
  flags: FlagRecord[];
  links: LinkRecord[];
  participants: ParticipantRecord[];
  extensions: ExtensionRecord[];
  orders: OrderRecord[];
}

/** One row of `api.case_reads`: who opened a case on a day, how often. */
export interface ReadingRecord {
  staff_id: string;
  staff_name: string;
  role: string;
  organisation_name: string;
  day: string;
  last_at: string;
  n: number;
}

/** Who opened a case, by day. Throws ApiError. */
export const readReadings = (caseId: string, signal: AbortSignal) =>
  rowsOf<ReadingRecord>(
    'case_reads',
    'staff_id,staff_name,role,organisation_name,day,last_at,n',
    ['case_id', caseId],
    'last_at',
    signal,
  );

/** A case as a selection list shows it. */
export interface CaseChoice {
  id: string;
  number: string;
  status: Status;
  summary: string;
}

/** Some cases in the user's scope that match these words or this number. Throws ApiError. */
export async function searchCases(query: string, signal: AbortSignal): Promise<CaseChoice[]> {
  const { data, error, status } = await find('search_cases', query, ['id', 'number', 'status', 'summary'])
    .order('created_at', { ascending: false })
    .limit(10)
    .abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  return data as unknown as CaseChoice[];
}
