import { columns, type RowOf } from '../core/columns';
import { read } from '../core/read';
import type { Grade } from '../../domain/grades';
import type { Role } from '../../domain/roles';

const CHANNEL = columns('channels', [
  'code',
  'name',
  'name_en',
  'roles',
  // Whether the source gives each case a number of its own.
  'external_number',
  // Fields required in addition to those of every case: place, respondent, people_count, amount.
  'required_fields',
  // The lowest grade that a case of this channel may have.
  'least_grade',
  // Whether the source must get a reply at closing.
  'reply_duty',
]).typed<{ roles: Role[]; external_number: 'none' | 'optional' | 'required'; least_grade: Grade }>();

/** One row of `api.channels`: a channel by which disputes arrive, and the roles that may register them. */
export type ChannelRecord = RowOf<typeof CHANNEL>;

/** The channels by which disputes arrive. Throws ApiError. */
export const channels = (signal: AbortSignal): Promise<ChannelRecord[]> =>
  read(CHANNEL, (all) => all.order('sort'), signal);
