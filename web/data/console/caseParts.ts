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
