import { supabase } from './client';
import { ApiError, toApiError } from './errors';
import { plainRows } from './plain';
import { readByIds } from './query';
import type { Verb } from './verbs';
import type {
  AgreementRecord,
  CaseEventRecord,
  CaseRecord,
  DeadlineRecord,
  DispatchSuggestion,
  DisputeTypeRecord,
  Grade,
  MediatorChoice,
  PartyRecord,
  Role,
  SessionRecord,
  StatusCount,
} from './records';

/** A case with everything its page shows. */
export interface CaseFile {
  case: CaseRecord;
  actions: Verb[];
  parties: PartyRecord[];
  events: CaseEventRecord[];
  sessions: SessionRecord[];
  agreements: AgreementRecord[];
  deadlines: DeadlineRecord[];
}

const PARTS = {
  parties: { columns: 'id,case_id,side,kind,name,phone,id_number,minor', order: 'side' },
  case_events: {
    columns:
      'id,case_id,seq,verb,from_status,to_status,actor_kind,actor_name,role,organisation_name,payload,at',
    order: 'seq',
  },
  sessions: {
    columns: 'id,case_id,seq,kind,held_at,place,attendees,summary,recorded_by_name,created_at',
    order: 'seq',
  },
  agreements: {
    columns: 'id,case_id,form,terms,amount,perform_by,effective_on,created_at',
    order: 'created_at',
  },
  deadlines: {
    columns:
      'id,case_id,stage,starts_at,due_at,met_at,paused_at,subject_id,provisional,amount,unit,basis,rule_of,pauses,light',
    order: 'id',
  },
} as const;

async function readPart<Row>(view: keyof typeof PARTS, caseId: string, signal?: AbortSignal): Promise<Row[]> {
  const part = PARTS[view];
  let query = supabase
    .from(view as string)
    .select(part.columns as string)
    .eq('case_id', caseId)
    .order(part.order)
    .order('id');
  if (signal) query = query.abortSignal(signal);
  const { data, error, status } = await query;
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as Row[]);
}

async function call<Row>(name: string, args: Record<string, unknown>, signal?: AbortSignal): Promise<Row[]> {
  const request = supabase.rpc(name, args);
  const { data, error, status } = await (signal ? request.abortSignal(signal) : request);
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as Row[]);
}

/** Reads one case; `not_found` when it does not exist or is out of reach. Throws ApiError. */
async function readCase(id: string, signal?: AbortSignal): Promise<CaseRecord> {
  const [row] = await readByIds<CaseRecord>('cases', [id], signal);
  if (!row) throw new ApiError({ status: 404, code: 'case_not_found' });
  return row;
}

/** What the caller may do with a case now; the database alone decides. Throws ApiError. */
export async function availableActions(caseId: string, signal?: AbortSignal): Promise<Verb[]> {
  const rows = await call<{ verb: Verb }>('available_actions', { case_id: caseId }, signal);
  return rows.map((row) => row.verb);
}

/** Reads a case with its parties, history, sessions, agreement, clocks and possible actions. Throws ApiError. */
export async function readCaseFile(id: string, signal?: AbortSignal): Promise<CaseFile> {
  const [row, actions, parties, events, sessions, agreements, deadlines] = await Promise.all([
    readCase(id, signal),
    availableActions(id, signal),
    readPart<PartyRecord>('parties', id, signal),
    readPart<CaseEventRecord>('case_events', id, signal),
    readPart<SessionRecord>('sessions', id, signal),
    readPart<AgreementRecord>('agreements', id, signal),
    readPart<DeadlineRecord>('deadlines', id, signal),
  ]);
  return { case: row, actions, parties, events, sessions, agreements, deadlines };
}

/** A verb about personal data, as `privacy_actions` names it. */
export type PrivacyVerb = 'record_privacy_request' | 'erase_case' | 'set_legal_hold';

/** What the caller may do now about the personal data of a case. Throws ApiError. */
export async function privacyActions(caseId: string, signal?: AbortSignal): Promise<PrivacyVerb[]> {
  return (await call<{ verb: PrivacyVerb }>('privacy_actions', { case_id: caseId }, signal)).map(
    ({ verb }) => verb,
  );
}

/** Organisations that could take the case, best first, with reasons. Throws ApiError. */
export const suggestDispatch = (caseId: string, signal?: AbortSignal) =>
  call<DispatchSuggestion>('suggest_dispatch', { case_id: caseId }, signal);

/** Mediators of the lead organisation. Throws ApiError. */
export const listMediators = (caseId: string, signal?: AbortSignal) =>
  call<MediatorChoice>('list_mediators', { case_id: caseId }, signal);

/** Cases per status in the caller's scope; each count stops at 10,000. Throws ApiError. */
export const caseCounts = (signal?: AbortSignal) => call<StatusCount>('case_counts', {}, signal);

/** The official list of dispute types, first and second level. Throws ApiError. */
export async function disputeTypes(signal?: AbortSignal): Promise<DisputeTypeRecord[]> {
  let query = supabase
    .from('dispute_types')
    .select('code,parent_code,name,name_en,sort')
    .order('sort')
    .order('code');
  if (signal) query = query.abortSignal(signal);
  const { data, error, status } = await query;
  if (error) throw toApiError({ ...error, status });
  return data as DisputeTypeRecord[];
}

/** One row of `api.channels`: a way by which disputes arrive, and the roles that register by it. */
export interface ChannelRecord {
  code: string;
  name: string;
  name_en: string;
  roles: Role[];
  /** Whether the source has a number of its own for each case. */
  external_number: 'none' | 'optional' | 'required';
  /** What must be told beside what every case needs: `place`, `respondent`, `people_count`, `amount`. */
  required_fields: string[];
  /** A case of it is never graded lower. */
  least_grade: Grade;
  /** Its source is owed a reply at closing. */
  reply_duty: boolean;
}

/** The channels by which disputes arrive. Throws ApiError. */
export async function channels(signal: AbortSignal): Promise<ChannelRecord[]> {
  const { data, error, status } = await supabase
    .from('channels')
    .select('code,name,name_en,roles,external_number,required_fields,least_grade,reply_duty')
    .order('sort')
    .abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  return data as ChannelRecord[];
}
