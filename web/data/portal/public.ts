import { PostgrestClient } from '@supabase/postgrest-js';
import type { DataLanguage } from '../../text/languages';
import { config } from '../core/config';
import { deviceName } from '../core/device';
import { ApiError } from '../core/errors';
import type { MapLayer } from '../console/mapLayers';
import type { RegionOutline } from '../core/outlines';
import { rpcOver } from '../core/rpc';
import type { ChangeName, FunctionName, Input, Known, Row } from '../core/types';

export { answerLost } from '../core/rpc';

/** A dispute type; a second-level one names its parent. */
export interface DisputeType {
  code: string;
  parent_code: string | null;
  name: string;
  name_en: string;
  /** An explanation for people who do not know the official term. */
  hint: string | null;
}

/** A region: level 1 city, 2 county, 3 township, 4 village; longitude and latitude in WGS-84 degrees. */
export type Region = Known<Row<'public_regions'>, 'longitude' | 'latitude'>;

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

/** A person or an organisation as an applicant names it. */
interface Named {
  kind: 'person' | 'organisation';
  name: string;
  phone?: string;
}

/** The arguments of `file_case`; the respondent is null when the applicant does not know who it is. */
export type FileCaseInput = Known<
  Required<Input<'file_case'>>,
  'place' | 'longitude' | 'latitude' | 'people_count' | 'amount' | 'respondent' | 'others' | 'source',
  {
    applicant: Named & { phone: string; minor?: boolean };
    respondent: Named;
    /** Parties besides the applicant and the first respondent. */
    others: (Named & { side: 'applicant' | 'respondent' | 'agent' | 'guardian' | 'third_party' })[];
  }
>;

/** A dispute type that a description may be about, with the words that matched. */
export type TypeSuggestion = Known<Row<'suggest_types'>>;

/** What a poster's code presets: the regions from the county down. */
export type OpenedSource = Known<
  Row<'open_source'>,
  'organisation_name',
  { regions: { code: string; name: string; level: number }[] }
>;

/** A folder that accepts the photos of a request; a closed one has its files attached already. */
export type UploadTicket = Known<Row<'open_upload'>>;

/** An upcoming step of a case and its latest date. */
export interface ExpectedStep {
  stage: 'accept' | 'dispatch' | 'sign' | 'contact' | 'mediate';
  due_at: string;
  /** The date falls in a year whose holidays are not announced yet. */
  provisional: boolean;
}

/**
 * What the applicant receives after filing: when the desk has to answer at the latest, whether that date falls in a
 * year whose holidays are not announced yet, and the steps up to the result of mediation.
 */
export type Receipt = Known<Row<'file_case'>, 'desk_phone' | 'due_at', { steps: ExpectedStep[] }>;

/** A stage that a case has reached, and when. */
export interface ReachedStage {
  status: string;
  at: string;
  organisation_name: string | null;
}

/**
 * A case as its applicant sees it; the items that are missing while the desk waits for them, and the upcoming steps
 * unless the case has ended or is suspended.
 */
export type TrackedCase = Known<
  Row<'track_case'>,
  | 'organisation_name'
  | 'organisation_phone'
  | 'due_stage'
  | 'due_at'
  | 'provisional'
  | 'light'
  | 'answer'
  | 'outcome'
  | 'agreement_form'
  | 'effective_on'
  | 'perform_by'
  | 'closed_at'
  | 'missing_items'
  | 'reject_reason'
  | 'referred_to'
  | 'steps',
  { light: 'green' | 'amber' | 'red'; stages: ReachedStage[]; steps: ExpectedStep[] }
>;

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
const rpc = rpcOver(client, { timeout: TIMEOUT_MS, proof: true });

/** Calls a function and returns its rows. Throws ApiError. */
export const call = <Name extends FunctionName, Result = Row<Name>>(
  name: Name,
  args: Input<Name>,
  signal?: AbortSignal,
): Promise<Result[]> => rpc(name, args, { signal });

/** Dispute types, counties and the consent text in force. Throws ApiError. */
export async function filingForm(signal?: AbortSignal): Promise<FilingForm> {
  const [form] = await call<'filing_form', FilingForm>('filing_form', {}, signal);
  if (!form) throw new ApiError({ status: 500, code: 'server' });
  return form;
}

/** Up to three dispute types that match a description. Throws ApiError. */
export const suggestTypes = (story: string, signal?: AbortSignal): Promise<TypeSuggestion[]> =>
  call('suggest_types', { story }, signal);

/** What a poster's code presets; null for a code that is not in use. Throws ApiError. */
export async function openSource(code: string, signal?: AbortSignal) {
  const [opened] = await call<'open_source', OpenedSource>('open_source', { code }, signal);
  return opened ?? null;
}

/** A folder for the photos of the filing with this request id. Throws ApiError. */
export async function openUpload(request_id: string): Promise<UploadTicket> {
  const ticket = await once<'open_upload', UploadTicket>('open_upload', { request_id });
  if (!ticket) throw new ApiError({ status: 500, code: 'server' });
  return ticket;
}

/** The regions directly below one. Throws ApiError. */
export const publicRegions = (parent_code: string, signal?: AbortSignal): Promise<Region[]> =>
  call('public_regions', { parent_code }, signal);

/** The outlines of the counties. Throws ApiError. */
export const publicOutlines = (signal?: AbortSignal): Promise<RegionOutline[]> =>
  call('public_outlines', {}, signal);

/** The tile layers that the map may show; none by default. Throws ApiError. */
export const publicMapLayers = (signal?: AbortSignal): Promise<MapLayer[]> => call('map_layers', {}, signal);

/** The county at a point; null outside the city. Throws ApiError. */
export async function locate(longitude: number, latitude: number, signal?: AbortSignal) {
  const rows = await call('locate', { longitude, latitude }, signal);
  return rows[0] ?? null;
}

/**
 * Sends a request that must be carried out once: a lost answer is retried with the same request id. Returns
 * null without a row.
 */
export async function once<Name extends ChangeName, Result = Row<Name>>(
  name: Name,
  input: Input<Name>,
): Promise<Result | null> {
  const [row] = await rpc<Name, Result>(name, input, { retry: RETRY_AFTER_MS });
  return row ?? null;
}

/**
 * Files a dispute. A lost answer is retried with the same request id, which never files twice. Throws
 * ApiError, with `field` when one input caused it.
 */
export async function fileCase(input: FileCaseInput): Promise<Receipt> {
  const receipt = await once<'file_case', Receipt>('file_case', input);
  if (!receipt) throw new ApiError({ status: 500, code: 'server' });
  return receipt;
}

/**
 * Sends a request of a tracking code's holder. Throws ApiError: an empty answer means that the code is wrong.
 */
export async function byHolder<Name extends ChangeName>(name: Name, input: Input<Name>): Promise<void> {
  if (!(await once(name, input))) throw new ApiError({ status: 404, code: 'tracking_not_found' });
}

/** Sends the information that the desk asked for. Throws ApiError. */
export const supplementInfo = (input: HolderInput & { info: string }) => byHolder('supplement_info', input);

/** Withdraws the application. Throws ApiError. */
export const withdrawApplication = (input: HolderInput & { reason: string }) =>
  byHolder('withdraw_application', input);

/** The case with this number and tracking code; null when they do not belong together. Throws ApiError. */
export async function trackCase(number: string, tracking_code: string, signal?: AbortSignal) {
  const [found] = await call<'track_case', TrackedCase>('track_case', { number, tracking_code }, signal);
  return found ?? null;
}
