import type { DataLanguage } from '../../text/languages';
import { ask } from '../core/changes';
import { columns, type RowOf } from '../core/columns';
import { read } from '../core/read';
import type { NoticeWords } from '../portal/public';
import type { Light } from '../../domain/stages';

/** An action on personal data, as `privacy_actions` names it. */
export type PrivacyVerb = 'record_privacy_request' | 'erase_case' | 'set_legal_hold';

/** What the user may do now with the personal data of a case. Throws ApiError. */
export async function privacyActions(caseId: string, signal?: AbortSignal): Promise<PrivacyVerb[]> {
  const rows = await ask('privacy_actions', { case_id: caseId }, signal);
  return rows.map(({ verb }) => verb as PrivacyVerb);
}

/** What is read of a person's request about their data. */
export const PRIVACY_REQUEST = columns(
  'privacy_requests',
  ['id', 'case_id', 'case_number', 'kind', 'state', 'due_at', 'created_at', 'version'],
  [
    'party_side',
    'received_by_name',
    // How staff verified the requester's identity; null for a holder of a tracking code.
    'identity',
    'message',
    'reason',
    'decided_by_name',
    'light',
  ],
).typed<{
  identity: 'id_card' | 'authority' | 'tracking_code' | 'called_back';
  kind: 'copy' | 'correct' | 'erase';
  state: 'open' | 'done' | 'refused';
  light: Light;
}>();

/** One row of `api.privacy_requests`. */
export type PrivacyRequest = RowOf<typeof PRIVACY_REQUEST>;

/** What is read of an erasure: one administrator requests it, another one decides. */
export const ERASURE = columns(
  'erasures',
  ['id', 'case_id', 'case_number', 'reason', 'asked_by', 'asked_by_name', 'asked_at', 'state', 'version'],
  ['settled_by_name'],
).typed<{ state: 'waiting' | 'done' | 'refused' }>();

/** One row of `api.erasures`. */
export type Erasure = RowOf<typeof ERASURE>;

/** What is read of the log of dealings with personal data. */
export const PRIVACY_LINE = columns(
  'privacy_log',
  ['id', 'kind', 'case_id', 'case_number', 'counts', 'at'],
  ['actor_name', 'asked_by_name'],
).typed<{ counts: { parties?: number; files?: number; messages?: number } }>();

/** One line of `api.privacy_log`. */
export type PrivacyLine = RowOf<typeof PRIVACY_LINE>;

const CONSENT_TEXT = columns('consent_texts', ['texts']).typed<{
  texts: Record<DataLanguage, NoticeWords>;
}>();

/** A version of the consent text for applicants or other parties. Throws ApiError. */
export async function readConsentText(
  version: string,
  signal: AbortSignal,
): Promise<Record<DataLanguage, NoticeWords> | null> {
  const [row] = await read(CONSENT_TEXT, (all) => all.eq('version', version), signal);
  return row?.texts ?? null;
}
