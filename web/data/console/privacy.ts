import type { Light } from '../../domain/stages';

/** One row of `api.privacy_requests`: a person's request about their data. */
export interface PrivacyRequest {
  id: string;
  case_id: string;
  case_number: string;
  party_side: string | null;
  received_by_name: string | null;
  /** How staff verified the requester's identity; null for a holder of a tracking code. */
  identity: 'id_card' | 'authority' | 'tracking_code' | 'called_back' | null;
  kind: 'copy' | 'correct' | 'erase';
  message: string | null;
  state: 'open' | 'done' | 'refused';
  reason: string | null;
  decided_by_name: string | null;
  due_at: string;
  created_at: string;
  version: number;
  light: Light | null;
}

/** One row of `api.erasures`: one administrator requests it, another one decides. */
export interface Erasure {
  id: string;
  case_id: string;
  case_number: string;
  reason: string;
  asked_by: string;
  asked_by_name: string;
  asked_at: string;
  state: 'waiting' | 'done' | 'refused';
  settled_by_name: string | null;
  version: number;
}

/** One line of `api.privacy_log`. */
export interface PrivacyLine {
  id: number;
  kind: string;
  case_id: string;
  case_number: string;
  actor_name: string | null;
  asked_by_name: string | null;
  counts: { parties?: number; files?: number; messages?: number };
  at: string;
}
