import { type Query, queryOf, queryOfCall, rowsOf } from '../core/read';
import { RESOURCES, type ResourceShape } from './resources';
import type { Scope } from './scope';

/** The filters, order and range that a list asks for. */
export interface ListQuery {
  filter: Record<string, unknown>;
  sort: { field: string; order: 'ASC' | 'DESC' };
  /** Number of rows to skip and number of rows to read. */
  from: number;
  limit: number;
  scope?: Scope | null;
  signal?: AbortSignal | undefined;
}

/** Maximum number of search words; every one of them must occur. */
const MAX_WORDS = 4;

/** Escapes the wildcards of a LIKE pattern. */
const literal = (word: string) => word.replace(/[\\%_]/g, '\\$&');

type ColumnSearch = Extract<ResourceShape['search'], { contains: string }>;

function searched(query: Query, search: ColumnSearch, text: string): Query {
  const terms = text.normalize('NFKC').trim().split(/\s+/u).filter(Boolean).slice(0, MAX_WORDS);
  const [first] = terms;
  if (first && terms.length === 1 && search.prefix?.when.test(first)) {
    return query.like(search.prefix.column, `${literal(first)}%`);
  }
  return terms.reduce((narrowed, word) => narrowed.ilike(search.contains, `%${literal(word)}%`), query);
}

/**
 * `open` and `light` follow from the next open deadline; overdue is a comparison of times, so that an index
 * can be used.
 */
function caseFilters(query: Query, filter: Record<string, unknown>): Query {
  const { open, light } = filter;
  let narrowed = query;
  if (open === true || light) narrowed = narrowed.is('closed_at', null);
  if (light === 'red') narrowed = narrowed.lt('due_at', new Date().toISOString());
  else if (light) narrowed = narrowed.eq('light', light);
  return narrowed;
}

/** `open`, and the `light` of an order whose answer is due; overdue is a comparison of times here, too. */
function orderFilters(query: Query, filter: Record<string, unknown>): Query {
  const { open, light } = filter;
  let narrowed = query;
  if (open === true || open === 'true') narrowed = narrowed.is('closed_at', null);
  if (light === 'red')
    narrowed = narrowed.in('status', ['issued', 'rejected']).lt('due_at', new Date().toISOString());
  else if (light) narrowed = narrowed.eq('light', light);
  return narrowed;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Days as a person chooses them: from the start of `since` to the end of `until`. */
function inPeriod(query: Query, column: string, filter: Record<string, unknown>): Query {
  const [since, until] = [filter.since, filter.until].map((day) =>
    DAY.test(String(day)) ? String(day) : null,
  );
  let narrowed = query;
  if (since) narrowed = narrowed.gte(column, `${since}T00:00:00+08:00`);
  if (until) narrowed = narrowed.lte(column, `${until}T23:59:59.999999+08:00`);
  return narrowed;
}

/** One filter: the search, the region, or a column that the resource names; any other is ignored. */
function filteredBy(query: Query, shape: ResourceShape, field: string, value: unknown): Query {
  if (value === undefined || value === null || value === '') return query;
  if (field === 'q' && shape.search && 'contains' in shape.search)
    return searched(query, shape.search, String(value));
  if (field === 'within' && shape.within) return query.like(shape.within, `${literal(String(value))}%`);
  if (!shape.equals.includes(field)) return query;
  return Array.isArray(value) ? query.in(field, value) : query.eq(field, value);
}

function filtered(query: Query, shape: ResourceShape, filter: Record<string, unknown>): Query {
  let narrowed = query;
  for (const [field, value] of Object.entries(filter)) narrowed = filteredBy(narrowed, shape, field, value);
  if (shape.period) narrowed = inPeriod(narrowed, shape.period, filter);
  if (shape.scoped === 'orders') return orderFilters(narrowed, filter);
  if (shape.scoped === 'notices') return filter.unread ? narrowed.is('read_at', null) : narrowed;
  return shape.scoped === 'cases' ? caseFilters(narrowed, filter) : narrowed;
}

/** The shape of a resource. Throws for an undeclared name, which is a programming error. */
export function shapeOf(resource: string): ResourceShape {
  const shape = RESOURCES[resource];
  if (!shape) throw new Error(`no resource ${resource}`);
  return shape;
}

/** Reads rows of a resource in a stable order: `id` is the last sort key. Throws ApiError. */
export async function readRows<Row>(resource: string, ask: ListQuery): Promise<Row[]> {
  const shape = shapeOf(resource);
  const terms = typeof ask.filter.q === 'string' ? ask.filter.q.trim() : '';
  const from =
    terms && shape.search && 'call' in shape.search
      ? queryOfCall(shape.search.call, { query: terms }, shape.read)
      : queryOf(shape.read);
  let query = filtered(from, shape, ask.filter);
  if (ask.scope) query = query.eq(ask.scope.column, ask.scope.value);
  const ascending = ask.sort.order === 'ASC';
  const { field } = ask.sort;
  // Only open cases have a next deadline; without this filter all closed ones would be sorted last.
  if (field === 'due_at' && shape.scoped === 'cases') query = query.is('closed_at', null);
  if (field !== 'id' && shape.read.names.includes(field))
    query = query.order(field, { ascending, nullsFirst: false });
  query = query.order('id', { ascending }).range(ask.from, ask.from + ask.limit - 1);
  return rowsOf(query, ask.signal);
}

/** Reads rows by their ids. Throws ApiError. */
export const readByIds = <Row>(
  resource: string,
  ids: readonly unknown[],
  signal?: AbortSignal,
): Promise<Row[]> => rowsOf(queryOf(shapeOf(resource).read).in('id', ids as string[]), signal);
