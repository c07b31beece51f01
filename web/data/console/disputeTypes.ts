import { columns, type RowOf } from '../core/columns';
import { read } from '../core/read';

const TYPE = columns('dispute_types', ['code', 'name', 'name_en', 'sort'], ['parent_code']);

/** One row of `api.dispute_types`. */
export type DisputeTypeRecord = RowOf<typeof TYPE>;

/** The official list of dispute types, first and second level. Throws ApiError. */
export const disputeTypes = (signal?: AbortSignal): Promise<DisputeTypeRecord[]> =>
  read(TYPE, (all) => all.order('sort').order('code'), signal);
