import { PostgrestClient } from '@supabase/postgrest-js';
import type { DataLanguage } from '../../text/languages';
import { config } from '../core/config';
import { deviceName } from '../core/device';
import { ApiError, toApiError } from '../core/errors';
import type { MapLayer } from '../console/mapLayers';
import type { RegionOutline } from '../core/outlines';
import { plainRows } from '../core/plain';

/** A dispute type; a second-level one names its parent. */
export interface DisputeType {
  code: string;
  parent_code: string | null;
  name: string;
  name_en: string;
  /** An explanation for people who do not know the official term. */
  hint: string | null;
}

/** A region; longitude and latitude in WGS-84 degrees. */
export interface Region {
  code: string;
  name: string;
  /** 1 city, 2 county, 3 township, 4 village. */
  level: number;
  longitude: number | null;
  latitude: number | null;
}

/** The consent text for applicants in one language. */
export interface NoticeWords {
  title: string;
  parts: { title: string; text: string }[];
  /** Label of the checkbox. */
  agree: string;
}

/** What the filing form loads before the applicant types anything. */
export interface FilingForm {
  /** The consent text in force; the filing records this version. */
  consent: { version: string; texts: Record<DataLanguage, NoticeWords> };
  types: DisputeType[];
  /** The city and its counties. */
  regions: Region[];
}

/** The arguments of `file_case`. */
export interface FileCaseInput {
  request_id: string;
  type_code: string;
  summary: string;
  region_code: string;
  applicant: { kind: 'person' | 'organisation'; name: string; phone: string; minor?: boolean };
  consent_version: string;
  /** Null when the applicant does not know who it is. */
  respondent: { kind: 'person' | 'organisation'; name: string; phone?: string } | null;
  place: string | null;
  longitude: number | null;
  latitude: number | null;
  people_count: number | null;
  /** Yuan. */
  amount: number | null;
  danger: boolean;
  /** Parties besides the applicant and the first respondent. */
  others:
    | {
        side: 'applicant' | 'respondent' | 'agent' | 'guardian' | 'third_party';
        kind: 'person' | 'organisation';
        name: string;
        phone?: string;
      }[]
    | null;
  /** The code of the poster that led here. */
  source: string | null;
}

/** A dispute type that a description may be about, with the words that matched. */
export interface TypeSuggestion {
  type_code: string;
  first_code: string;
  reasons: string[];
}

/** What a poster's code presets: the regions from the county down. */
export interface OpenedSource {
  code: string;
  label: string;
  regions: { code: string; name: string; level: number }[];
  organisation_name: string | null;
}

/** A folder that accepts the photos of a request. */
export interface UploadTicket {
  folder: string;
  /** True when its files have already been attached. */
  closed: boolean;
}

/** An upcoming step of a case and its latest date. */
export interface ExpectedStep {
  stage: 'accept' | 'dispatch' | 'sign' | 'contact' | 'mediate';
  due_at: string;
  /** The date falls in a year whose holidays are not announced yet. */
  provisional: boolean;
}

/** What the applicant receives after filing. */
export interface Receipt {
  number: string;
  tracking_code: string;
  filed_at: string;
  region_path: string;
  desk_name: string;
  desk_phone: string | null;
  /** When the desk has to answer at the latest. */
  due_at: string | null;
  /** The date falls in a year whose holidays are not announced yet. */
  provisional: boolean;
  /** The steps up to the result of mediation, in order. */
  steps: ExpectedStep[];
}

/** A stage that a case has reached, and when. */
export interface ReachedStage {
  status: string;
  at: string;
  organisation_name: string | null;
}

/** A case as its applicant sees it. */
export interface TrackedCase {
  number: string;
  status: string;
  type_name: string;
  type_name_en: string;
  region_path: string;
  filed_at: string;
  organisation_name: string | null;
  organisation_phone: string | null;
  due_stage: string | null;
  due_at: string | null;
  provisional: boolean | null;
  light: 'green' | 'amber' | 'red' | null;
  answer: string | null;
  outcome: string | null;
  agreement_form: string | null;
  effective_on: string | null;
  perform_by: string | null;
  closed_at: string | null;
  stages: ReachedStage[];
  /** What the desk asked the applicant to supplement, while it waits for it. */
  missing_items: string[] | null;
  suspended: boolean;
  reject_reason: string | null;
  referred_to: string | null;
  can_withdraw: boolean;
  /** The upcoming steps; null when the case has ended or is suspended. */
  steps: ExpectedStep[] | null;
}

/** What every request of a tracking code's holder contains. */
export interface HolderInput {
  request_id: string;
  number: string;
  tracking_code: string;
}

/** Milliseconds after which an answer counts as lost. */
const TIMEOUT_MS = 20_000;

/** Milliseconds to wait before each retry of a lost answer. */
const RETRY_AFTER_MS = [800, 2500];

const device = deviceName();
const headers: Record<string, string> = {
  ...(config.key && { apikey: config.key, Authorization: `Bearer ${config.key}` }),
  ...(device && { 'x-device': device }),
};
const client = new PostgrestClient(`${config.url}/rest/v1`, { headers, schema: 'api', retry: false });

async function callOnce<T>(name: string, args: object, proof: string, signal?: AbortSignal): Promise<T> {
  const timeout = new AbortController();
  const giveUp = () => timeout.abort();
  const timer = setTimeout(giveUp, TIMEOUT_MS);
  signal?.addEventListener('abort', giveUp);
  try {
    const asked = client.rpc(name, args).abortSignal(timeout.signal);
    const { data, error, status } = await (proof ? asked.setHeader('x-proof', proof) : asked);
    if (error) throw toApiError({ ...error, status });
    return (Array.isArray(data) ? plainRows(data) : data) as T;
  } catch (failure) {
    if (signal?.aborted) throw new DOMException('', 'AbortError');
    throw toApiError(failure);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}

/**
 * Maximum number of proofs of work for one call: when the difficulty rises in between, one more is computed.
 */
const MAX_PROOFS = 2;

/** Calls a function, with a proof of work when the database asks for one because of heavy load. */
export async function call<T>(name: string, args: object, signal?: AbortSignal): Promise<T> {
  let proof = '';
  for (let tries = 0; ; tries += 1) {
    try {
      return await callOnce<T>(name, args, proof, signal);
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.code !== 'challenge_required' || tries === MAX_PROOFS)
        throw failure;
      const { prove } = await import('../proof/prove');
      const found = await prove(failure.params, signal);
      if (found === null) throw failure;
      proof = found;
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the answer may have been lost, so that it is unknown whether the request was carried out. */
export function answerLost({ status }: ApiError): boolean {
  return status === 0 || status === 502 || status === 503 || status === 504;
}

/** Dispute types, counties and the consent text in force. Throws ApiError. */
export const filingForm = (signal?: AbortSignal) => call<FilingForm>('filing_form', {}, signal);

/** Up to three dispute types that match a description. Throws ApiError. */
export const suggestTypes = (story: string, signal?: AbortSignal) =>
  call<TypeSuggestion[]>('suggest_types', { story }, signal);

/** What a poster's code presets; null for a code that is not in use. Throws ApiError. */
export async function openSource(code: string, signal?: AbortSignal) {
  const rows = await call<OpenedSource[]>('open_source', { code }, signal);
  return rows[0] ?? null;
}

/** A folder for the photos of the filing with this request id. Throws ApiError. */
export async function openUpload(request_id: string): Promise<UploadTicket> {
  const ticket = await once<UploadTicket>('open_upload', { request_id });
  if (!ticket) throw new ApiError({ status: 500, code: 'server' });
  return ticket;
}

/** The regions directly below one. Throws ApiError. */
export const publicRegions = (parent_code: string, signal?: AbortSignal) =>
  call<Region[]>('public_regions', { parent_code }, signal);

/** The outlines of the counties. Throws ApiError. */
export const publicOutlines = (signal?: AbortSignal) => call<RegionOutline[]>('public_outlines', {}, signal);

/** The tile layers that the map may show; none by default. Throws ApiError. */
export const publicMapLayers = (signal?: AbortSignal) => call<MapLayer[]>('map_layers', {}, signal);

/** The county at a point; null outside the city. Throws ApiError. */
export async function locate(longitude: number, latitude: number, signal?: AbortSignal) {
  const rows = await call<{ code: string; name: string }[]>('locate', { longitude, latitude }, signal);
  return rows[0] ?? null;
}

/**
 * Sends a request that must be carried out once: a lost answer is retried with the same request id. Returns
 * null without a row.
 */
export async function once<T>(name: string, input: object & { request_id: string }): Promise<T | null> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return (await call<T[]>(name, input))[0] ?? null;
    } catch (failure) {
      const error = toApiError(failure);
      const wait = RETRY_AFTER_MS[attempt];
      if (wait === undefined || !answerLost(error) || !navigator.onLine) throw error;
      await pause(wait);
    }
  }
}

/**
 * Files a dispute. A lost answer is retried with the same request id, which never files twice. Throws
 * ApiError, with `field` when one input caused it.
 */
export async function fileCase(input: FileCaseInput): Promise<Receipt> {
  const receipt = await once<Receipt>('file_case', input);
  if (!receipt) throw new ApiError({ status: 500, code: 'server' });
  return receipt;
}

/**
 * Sends a request of a tracking code's holder. Throws ApiError: an empty answer means that the code is wrong.
 */
export async function byHolder(name: string, input: HolderInput): Promise<void> {
  if (!(await once<{ status: string }>(name, input)))
    throw new ApiError({ status: 404, code: 'tracking_not_found' });
}

/** Sends the information that the desk asked for. Throws ApiError. */
export const supplementInfo = (input: HolderInput & { info: string }) => byHolder('supplement_info', input);

/** Withdraws the application. Throws ApiError. */
export const withdrawApplication = (input: HolderInput & { reason: string }) =>
  byHolder('withdraw_application', input);

/** The case with this number and tracking code; null when they do not belong together. Throws ApiError. */
export async function trackCase(number: string, tracking_code: string, signal?: AbortSignal) {
  const rows = await call<TrackedCase[]>('track_case', { number, tracking_code }, signal);
  return rows[0] ?? null;
}
