import type { Part } from '../core/types';
import type { Role } from '../../domain/roles';
import type { Status } from '../../domain/stages';

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
