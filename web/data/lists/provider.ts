import type { DataProvider, GetListParams, RaRecord } from 'react-admin';
import { ApiError } from '../core/errors';
import { readByIds, readRows, shapeOf } from './query';
import { auditScope, caseScope, noticeScope, orderScope } from './scope';
import { whoAmI } from '../console/session';

const DEFAULT_PAGE = { page: 1, perPage: 25 };
const DEFAULT_SORT = { field: 'id', order: 'ASC' } as const;

const SCOPES = { cases: caseScope, audit: auditScope, orders: orderScope, notices: noticeScope };

/** The scope filter of a list of this resource; a person without a post has none and sees no rows anyway. */
async function scopeOf(resource: string) {
  const { scoped } = shapeOf(resource);
  if (!scoped) return null;
  const me = await whoAmI();
  return me && SCOPES[scoped](me);
}

async function readPage<Row>(resource: string, params: GetListParams & { signal?: AbortSignal }) {
  const { page, perPage } = params.pagination ?? DEFAULT_PAGE;
  const rows = await readRows<Row>(resource, {
    filter: params.filter ?? {},
    sort: params.sort ?? DEFAULT_SORT,
    from: (page - 1) * perPage,
    // One row more than shown tells whether there is a next page, without counting the rest.
    limit: perPage + 1,
    scope: await scopeOf(resource),
    signal: params.signal,
  });
  return {
    data: rows.slice(0, perPage),
    pageInfo: { hasNextPage: rows.length > perPage, hasPreviousPage: page > 1 },
  };
}

/** Rows change only through the verbs of the lifecycle; the console never edits a resource as a row. */
function readOnly(): never {
  throw new Error('rows change through verbs only');
}

/** react-admin's data provider over the `api` views. */
export const dataProvider: DataProvider = {
  supportAbortSignal: true,
  getList: <Row extends RaRecord>(resource: string, params: GetListParams & { signal?: AbortSignal }) =>
    readPage<Row>(resource, params),
  getOne: async <Row extends RaRecord>(resource: string, params: { id: Row['id']; signal?: AbortSignal }) => {
    const [row] = await readByIds<Row>(resource, [params.id], params.signal);
    // A hidden row deliberately looks the same as a missing one.
    if (!row) throw new ApiError({ status: 404, code: 'not_found' });
    return { data: row };
  },
  getMany: async <Row extends RaRecord>(
    resource: string,
    params: { ids: Row['id'][]; signal?: AbortSignal },
  ) => ({
    data: await readByIds<Row>(resource, params.ids, params.signal),
  }),
  getManyReference: <Row extends RaRecord>(
    resource: string,
    params: GetListParams & { target: string; id: Row['id']; signal?: AbortSignal },
  ) => readPage<Row>(resource, { ...params, filter: { ...params.filter, [params.target]: params.id } }),
  create: readOnly,
  update: readOnly,
  updateMany: readOnly,
  delete: readOnly,
  deleteMany: readOnly,
};

const EXPORT_PAGE = 500;

/**
 * Maximum number of exported rows; the file says when it was reached. A whole year is a report, not a list.
 */
export const EXPORT_LIMIT = 5000;

/** Reads a list page by page up to the limit. `complete` is false when there was more. */
export async function readAll<Row>(
  resource: string,
  ask: Pick<GetListParams, 'filter' | 'sort'>,
  signal?: AbortSignal,
): Promise<{ rows: Row[]; complete: boolean }> {
  const scope = await scopeOf(resource);
  const rows: Row[] = [];
  while (rows.length < EXPORT_LIMIT) {
    const sort = ask.sort ?? DEFAULT_SORT;
    const filter = ask.filter ?? {};
    const page = await readRows<Row>(resource, {
      filter,
      sort,
      from: rows.length,
      limit: EXPORT_PAGE,
      scope,
      signal,
    });
    rows.push(...page);
    if (page.length < EXPORT_PAGE) return { rows, complete: true };
  }
  return { rows, complete: false };
}
