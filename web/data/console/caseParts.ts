import type { Role } from '../../domain/roles';
import type { Part } from '../core/types';
import type { Flag, Status } from '../../domain/stages';
import type { ExtensionRecord } from './deadlines';
import type { OrderRecord } from './supervision';

/** A current or past flag. Its reason is free text, or the code of a reason for suspension. */
export type FlagRecord = Part<
  'case_flags',
  'id' | 'flag' | 'started_at' | 'started_by',
  'reason' | 'until_on' | 'ended_at' | 'ended_by',
  { flag: Flag }
>;

/** A link between cases: `case_id` was merged into, continues, or is related to `other_id`. */
export type LinkRecord = Part<
  'case_links',
  'case_id' | 'other_id' | 'kind' | 'number' | 'other_number' | 'other_status',
  never,
  { kind: 'merged' | 'continues' | 'related'; other_status: Status }
>;

/** An organisation's part in a case; `until` is null while it takes part. */
export type ParticipantRecord = Part<
  'case_participants',
  'organisation_id' | 'part' | 'since',
  'organisation_name' | 'until'
>;

/** What a case's page shows besides its stage and history. */
export interface CaseParts {
  flags: FlagRecord[];
  links: LinkRecord[];
  participants: ParticipantRecord[];
  extensions: ExtensionRecord[];
  orders: OrderRecord[];
}

/** One event of a case's history: who did what, and when. */
export type CaseEventRecord = Part<
  'case_events',
  'id' | 'case_id' | 'seq' | 'verb' | 'to_status' | 'actor_kind' | 'payload' | 'at',
  'from_status' | 'actor_name' | 'role' | 'organisation_name',
  {
    from_status: Status;
    to_status: Status;
    actor_kind: 'public' | 'staff' | 'system';
    role: Role;
    payload: Record<string, unknown>;
  }
>;

/** A contact, meeting, visit or call of a case. */
export type SessionRecord = Part<
  'sessions',
  'id' | 'case_id' | 'seq' | 'kind' | 'held_at' | 'summary' | 'created_at',
  'place' | 'attendees' | 'recorded_by_name',
  { kind: 'contact' | 'meeting' | 'visit' | 'call' }
>;

/** An agreement that a case was concluded with. */
export type AgreementRecord = Part<
  'agreements',
  'id' | 'case_id' | 'form' | 'terms' | 'created_at',
  'amount' | 'perform_by' | 'effective_on',
  { form: 'written' | 'oral' }
>;
