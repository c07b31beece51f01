import type { Grade, MediatorGrade } from '../../domain/grades';
import type { Role } from '../../domain/roles';
import type { Flag, Light, Stage, Status } from '../../domain/stages';
import type { Claimed } from './unplaced';

export type * from './staffRecords';

/** One row of `api.cases`. */
export interface CaseRecord extends Claimed {
  id: string;
  number: string;
  version: number;
  status: Status;
  grade: Grade;
  channel: string;
  type_code: string;
  type_name: string;
  type_name_en: string;
  summary: string;
  place: string | null;
  /** Null while the location is unknown; then `location_basis` is none. */
  longitude: number | null;
  latitude: number | null;
  location_basis: 'pin' | 'region' | 'none';
  people_count: number | null;
  amount: number | null;
  danger: boolean;
  region_code: string;
  region_path: string;
  responsible_organisation_id: string;
  responsible_organisation_name: string;
  lead_organisation_id: string | null;
  lead_organisation_name: string | null;
  mediator_id: string | null;
  mediator_name: string | null;
  return_count: number;
  outcome: string | null;
  answer: string | null;
  created_at: string;
  updated_at: string;
  closed_at: string | null;
  /** Kept from erasure by law; below, when the personal data were erased. */
  legal_hold: boolean;
  erased_at: string | null;
  due_at: string | null;
  due_stage: Stage | null;
  light: Light | null;
  /**
   * The region where it was filed; differs from `region_code` after a region was merged, split or given a new
   * code.
   */
  filed_region_code: string;
  filed_by: string | null;
  /** The version of the consent text that the applicant agreed to; null for a case that staff entered. */
  consent_version: string | null;
  flags: Flag[];
  difficulty: 'simple' | 'ordinary' | 'major';
  /** The source's own case number. */
  external_number: string | null;
  /** What the applicant was asked to supplement, once. */
  missing_items: string[] | null;
  reject_reason: string | null;
  referred_to: string | null;
  merged_into: string | null;
  reopen_count: number;
  first_closed_at: string | null;
  first_outcome: string | null;
}

/** One row of `api.parties`: masked. */
export interface PartyRecord {
  id: string;
  case_id: string;
  side: 'applicant' | 'respondent' | 'agent' | 'guardian' | 'third_party';
  kind: 'person' | 'organisation';
  name: string;
  phone: string | null;
  id_number: string | null;
  /** Under eighteen. */
  minor: boolean;
}

/** What `reveal_party` shows for a minute. */
export interface RevealedParty {
  name: string;
  phone: string | null;
  id_number: string | null;
  address: string | null;
}

/** One row of `api.case_events`: who did what, and when. */
export interface CaseEventRecord {
  id: number;
  case_id: string;
  seq: number;
  verb: string;
  from_status: Status | null;
  to_status: Status;
  actor_kind: 'public' | 'staff' | 'system';
  actor_name: string | null;
  role: Role | null;
  organisation_name: string | null;
  payload: Record<string, unknown>;
  at: string;
}

/** One row of `api.sessions`: a contact, meeting, visit or call. */
export interface SessionRecord {
  id: string;
  case_id: string;
  seq: number;
  kind: 'contact' | 'meeting' | 'visit' | 'call';
  held_at: string;
  place: string | null;
  attendees: string | null;
  summary: string;
  recorded_by_name: string | null;
  created_at: string;
}

/** One row of `api.agreements`. */
export interface AgreementRecord {
  id: string;
  case_id: string;
  form: 'written' | 'oral';
  terms: string;
  amount: number | null;
  perform_by: string | null;
  effective_on: string | null;
  created_at: string;
}

/** One row of `api.deadlines`. */
export interface DeadlineRecord {
  id: number;
  case_id: string;
  stage: Stage;
  starts_at: string;
  due_at: string;
  met_at: string | null;
  /** Paused since; a paused deadline has no light. */
  paused_at: string | null;
  /** The supervision order that it belongs to. */
  subject_id: string | null;
  provisional: boolean;
  /** The rule that it runs by, fixed at its start. */
  amount: number;
  unit: 'workhour' | 'workday' | 'day' | 'month';
  basis: string;
  rule_of: string;
  pauses: { from: string; to: string; before: string; after: string }[] | null;
  light: Light | null;
}

/** One row of `api.dispute_types`. */
export interface DisputeTypeRecord {
  code: string;
  parent_code: string | null;
  name: string;
  name_en: string;
  sort: number;
}

/** One row of `api.organisations`. */
export interface OrganisationRecord {
  id: string;
  name: string;
  short_name: string;
  kind: string;
  category: string | null;
  level: number;
  region_code: string;
  region_path: string;
  territorial: boolean;
  parent_id: string | null;
  parent_name: string | null;
  phone: string | null;
  contact_name: string | null;
  contact_phone: string | null;
  address: string | null;
  longitude: number | null;
  latitude: number | null;
  capacity: number;
  open_cases: number;
  duty_hours: string | null;
  type_codes: string[];
  region_codes: string[];
  active: boolean;
  version: number;
}

/** One row of `api.posts`. */
export interface PostRecord {
  id: string;
  staff_id: string;
  staff_name: string;
  account: string;
  role: Role;
  organisation_id: string;
  organisation_name: string;
  organisation_level: number;
  region_code: string;
  region_path: string;
  valid_from: string;
  valid_to: string | null;
  version: number;
  active: boolean;
  open_cases: number;
}

/** One ranked candidate of `suggest_dispatch`, with the reasons for its rank. */
export interface DispatchSuggestion {
  organisation_id: string;
  name: string;
  kind: string;
  level: number;
  score: number;
  open_cases: number;
  capacity: number;
  distance_km: number | null;
  longitude: number | null;
  latitude: number | null;
  phone: string | null;
  reasons: Reason[];
  /** By its opening hours; null when they are unknown. */
  on_duty: boolean | null;
  /** Mediators on duty, the least busy first. */
  mediators: FreeMediator[];
}

/** Why an organisation has its rank: the message `reason.…` with parameters. */
export interface Reason {
  key: string;
  params?: Record<string, unknown>;
}

/** A mediator on duty of a candidate organisation. */
export interface FreeMediator {
  name: string;
  open_cases: number;
  grade: MediatorGrade;
}

/** One row of `suggest_dispatch_many`: an organisation for several cases. */
export interface DispatchFit extends Omit<DispatchSuggestion, 'distance_km'> {
  load_after: number;
  /** The cases that it may take, and those that it is the best choice for. */
  case_ids: string[];
  best_for: string[];
}

/** One row of `list_colleagues`. */
export interface Colleague {
  staff_id: string;
  name: string;
  open_cases: number;
  on_leave_until: string | null;
}

/** One row of `undoable_dispatches`: a dispatch that the user may still undo. */
export interface UndoableDispatch {
  case_id: string;
  number: string;
  version: number;
  organisation_name: string;
  seconds_left: number;
}

/** One row of `list_mediators`. */
export interface MediatorChoice {
  staff_id: string;
  name: string;
  open_cases: number;
  is_me: boolean;
  grade: MediatorGrade;
  /** First-level dispute types. */
  specialities: string[];
  languages: string[];
  on_leave_until: string | null;
  deputy_name: string | null;
}

/** One row of `case_counts`. */
export interface StatusCount {
  status: Status;
  n: number;
}

/** What every verb returns. */
export interface VerbResult {
  id: string;
  number: string;
  status: Status;
  version: number;
}
