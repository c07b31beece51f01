import type { CaseParts } from './caseParts';
import { supabase } from '../core/client';
import { ApiError, toApiError } from '../core/errors';
import { plainRows } from '../core/plain';
import type { Verb } from './verbs';
import type {
  AgreementRecord,
  CaseEventRecord,
  CaseRecord,
  DeadlineRecord,
  DispatchSuggestion,
  DisputeTypeRecord,
  MediatorChoice,
  PartyRecord,
  SessionRecord,
  StatusCount,
} from './records';
import type { Grade } from '../../domain/grades';
import type { Role } from '../../domain/roles';

/** A case with everything its page shows. */
export interface CaseFile extends CaseParts {
  case: CaseRecord;
  actions: Verb[];
  parties: PartyRecord[];
  events: CaseEventRecord[];
  sessions: SessionRecord[];
  agreements: AgreementRecord[];
  deadlines: DeadlineRecord[];
}

async function call<Row>(name: string, args: Record<string, unknown>, signal?: AbortSignal): Promise<Row[]> {
  const request = supabase.rpc(name, args);
  const { data, error, status } = await (signal ? request.abortSignal(signal) : request);
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as Row[]);
}

/** So many cases are asked about in one request at most. */
const AT_ONCE = 200;

/** What the caller may do now with each of some cases; the database alone decides. Throws ApiError. */
export async function availableActions(
  caseIds: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Verb[]>> {
  const chunks = Array.from({ length: Math.ceil(caseIds.length / AT_ONCE) }, (_, at) =>
    caseIds.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
  const answers = await Promise.all(
    chunks.map((case_ids) =>
      call<{ case_id: string; verb: Verb }>('available_actions_many', { case_ids }, signal),
    ),
  );
  const rows = answers.flat();
  const found = new Map<string, Verb[]>(caseIds.map((id) => [id, []]));
  for (const { case_id, verb } of rows) found.get(case_id)?.push(verb);
  return found;
}

/** Reads a case with its possible actions and everything its page shows, in one request. Throws ApiError. */
export async function readCaseFile(id: string, signal?: AbortSignal): Promise<CaseFile> {
  const [answer] = await call<CaseFile>('case_file', { case_id: id }, signal);
  if (!answer) throw new ApiError({ status: 404, code: 'case_not_found' });
  const [row] = plainRows([answer.case]);
  const part = <Row>(rows: readonly Row[]): Row[] => plainRows(rows as Row[]);
  return {
    case: row!,
    actions: answer.actions,
    parties: part(answer.parties),
    events: part(answer.events),
    sessions: part(answer.sessions),
    agreements: part(answer.agreements),
    deadlines: part(answer.deadlines),
    flags: part(answer.flags),
    links: part(answer.links),
    participants: part(answer.participants),
    extensions: part(answer.extensions),
    orders: part(answer.orders),
  };
}

/** An action on personal data, as `privacy_actions` names it. */
export type PrivacyVerb = 'record_privacy_request' | 'erase_case' | 'set_legal_hold';

/** What the user may do now with the personal data of a case. Throws ApiError. */
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

/** Cases per status in the user's scope; each count stops at 10,000. Throws ApiError. */
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

/** One row of `api.channels`: a channel by which disputes arrive, and the roles that may register them. */
export interface ChannelRecord {
  code: string;
  name: string;
  name_en: string;
  roles: Role[];
  /** Whether the source gives each case a number of its own. */
  external_number: 'none' | 'optional' | 'required';
  /** Fields required in addition to those of every case: `place`, `respondent`, `people_count`, `amount`. */
  required_fields: string[];
  /** The lowest grade that a case of this channel may have. */
  least_grade: Grade;
  /** Whether the source must get a reply at closing. */
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
