import type { MediatorGrade } from '../../domain/grades';
import type { Role } from '../../domain/roles';

/** One row of `api.staff`: a person with the profile of a mediator. */
export interface StaffRecord {
  id: string;
  account: string;
  name: string;
  active: boolean;
  suspended_reason: string | null;
  version: number;
  grade: MediatorGrade;
  qualification: string | null;
  certificate_number: string | null;
  specialities: string[];
  languages: string[];
  introduction: string | null;
  photo_path: string | null;
  /** 0 while no profile has been written. */
  profile_version: number;
}

/** One row of `api.leaves`. */
export interface LeaveRecord {
  id: string;
  staff_id: string;
  staff_name: string | null;
  organisation_id: string;
  organisation_name: string;
  role: Role;
  deputy_id: string;
  deputy_name: string | null;
  from_on: string;
  to_on: string;
  reason: string;
  cancelled_at: string | null;
  version: number;
  created_at: string;
  state: 'ahead' | 'running' | 'over' | 'cancelled';
}

/** One row of `api.invitations`. */
export interface InvitationRecord {
  id: string;
  purpose: 'join' | 'reset';
  staff_id: string | null;
  name: string;
  account: string;
  organisation_id: string;
  organisation_name: string;
  region_code: string;
  role: Role | null;
  valid_to: string | null;
  expires_at: string;
  created_by_name: string | null;
  created_at: string;
  accepted_at: string | null;
  version: number;
  state: 'open' | 'accepted' | 'revoked' | 'expired';
}

/** One row of `api.party_reveals`: an unmasking of personal data. */
export interface RevealRecord {
  id: number;
  at: string;
  case_id: string;
  case_number: string | null;
  party_id: string;
  /** Masked; null for administrators, who may not read parties. */
  party_name: string | null;
  party_side: 'applicant' | 'respondent' | null;
  staff_id: string;
  actor_name: string;
  organisation_id: string;
  organisation_name: string;
  region_code: string;
  reason: string;
}

/** One row of `api.administration_events`: a change of regions, organisations, people or posts. */
export interface AdministrationEventRecord {
  id: number;
  verb: string;
  actor_id: string | null;
  actor_name: string | null;
  actor_organisation_name: string | null;
  object_kind:
    | 'region'
    | 'organisation'
    | 'staff'
    | 'post'
    | 'invitation'
    | 'leave'
    | 'cases'
    | 'policy'
    | 'calendar'
    | 'source'
    | 'settings'
    | 'figures'
    | 'guide';
  object_id: string;
  object_name: string;
  organisation_id: string | null;
  region_code: string;
  details: Record<string, unknown>;
  at: string;
}
