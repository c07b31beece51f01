import type { CaseRecord, StatusCount } from '../../data/console/cases';
import type { Grade } from '../../domain/grades';
import type { Status } from '../../domain/stages';

/** The columns that the desk shows, so that the queue reads no more when the view grows. */
export const QUEUE_COLUMNS = [
  'id',
  'number',
  'version',
  'status',
  'grade',
  'channel',
  'type_code',
  'type_name',
  'type_name_en',
  'summary',
  'place',
  'longitude',
  'latitude',
  'location_basis',
  'claimed_longitude',
  'claimed_latitude',
  'place_problem',
  'people_count',
  'amount',
  'danger',
  'region_code',
  'region_path',
  'responsible_organisation_id',
  'responsible_organisation_name',
  'lead_organisation_id',
  'lead_organisation_name',
  'mediator_id',
  'mediator_name',
  'return_count',
  'outcome',
  'answer',
  'created_at',
  'updated_at',
  'closed_at',
  'due_at',
  'due_stage',
  'light',
  'flags',
  'missing_items',
] as const satisfies readonly (keyof CaseRecord)[];

/** One case in the queue. */
export type QueueCase = Pick<CaseRecord, (typeof QUEUE_COLUMNS)[number]>;

/** The columns that a marker on the map needs to be drawn and updated. */
export const MARK_COLUMNS = [
  'id',
  'number',
  'version',
  'status',
  'grade',
  'type_code',
  'type_name',
  'type_name_en',
  'longitude',
  'latitude',
  'location_basis',
  'created_at',
  'due_at',
] as const satisfies readonly (keyof CaseRecord)[];

/** One case on the map. */
export type MarkedCase = Pick<CaseRecord, (typeof MARK_COLUMNS)[number]>;

/** The desk's tabs, in the order of work, with the stages in each. */
export const TABS = {
  submitted: ['submitted', 'needs_info'],
  accepted: ['accepted'],
  dispatched: ['dispatched'],
  handling: ['assigned', 'mediating'],
  closing: ['agreed', 'not_settled', 'answered'],
} as const satisfies Record<string, readonly Status[]>;

/** One of the tabs. */
export type Tab = keyof typeof TABS;

/** The tabs in the order of work. */
export const TAB_NAMES = Object.keys(TABS) as Tab[];

/** The tab of a stage; null for a closed case. */
export function tabOf(status: Status): Tab | null {
  return TAB_NAMES.find((tab) => (TABS[tab] as readonly Status[]).includes(status)) ?? null;
}

/** Only a case that waits for dispatch can be selected. */
export const maySelect = ({ status }: Pick<QueueCase, 'status'>): boolean => tabOf(status) === 'accepted';

/** The number of cases in each tab. */
export function countTabs(counts: readonly StatusCount[]): Record<Tab, number> {
  const sums = { submitted: 0, accepted: 0, dispatched: 0, handling: 0, closing: 0 };
  for (const { status, n } of counts) {
    const tab = tabOf(status);
    if (tab) sums[tab] += Number(n);
  }
  return sums;
}

/** Most overdue first, or latest first. */
export type Order = 'urgent' | 'newest';

/** The dispatcher's current filter. */
export interface QueueFilter {
  tab: Tab;
  order: Order;
  grade: Grade | null;
  /** Codes of the chosen dispute type with its sub-types; null for all. */
  types: readonly string[] | null;
  /** Part of a case number; it is searched in every tab. */
  search: string;
}

/** The dispatcher's settings besides the tab. */
export interface FilterChoice {
  search: string;
  grade: Grade | null;
  /** Code of a first-level dispute type. */
  type: string | null;
  order: Order;
}

/** The settings of a desk that has just opened. */
export const NO_CHOICE: FilterChoice = { search: '', grade: null, type: null, order: 'urgent' };

const sortValue = (row: MarkedCase, order: Order): number => {
  if (order === 'newest') return -Date.parse(row.created_at);
  return row.due_at ? Date.parse(row.due_at) : Infinity;
};

/** Compares in the server's sort order with `id` last, so that pages neither overlap nor leave gaps. */
export function compareCases(order: Order): (a: MarkedCase, b: MarkedCase) => number {
  return (a, b) => {
    const [x, y] = [sortValue(a, order), sortValue(b, order)];
    if (x !== y) return x - y;
    const byId = a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
    return order === 'newest' ? -byId : byId;
  };
}

/** Whether a case matches the filter. */
export function matches(row: MarkedCase, filter: QueueFilter): boolean {
  if (filter.search) return row.number.includes(searchText(filter.search));
  return (
    tabOf(row.status) === filter.tab &&
    (!filter.grade || row.grade === filter.grade) &&
    (!filter.types || filter.types.includes(row.type_code))
  );
}

/** A typed number in its stored form: full-width digits converted, spaces, letters and wildcards removed. */
export function searchText(typed: string): string {
  return typed.normalize('NFKC').replace(/[^\d-]/g, '');
}

/** Where the next page starts: after the last row of a page, not after a row that arrived live. */
export interface Cursor {
  value: string | null;
  id: string;
}

/** The cursor after a row. */
export function cursorAfter(row: MarkedCase, order: Order): Cursor {
  return { value: order === 'newest' ? row.created_at : row.due_at, id: row.id };
}

/** The cursor as a REST `or` filter. Its values are timestamps and ids from the server. */
export function beyondCursor({ value, id }: Cursor, order: Order): string {
  if (order === 'newest') return `created_at.lt."${value}",and(created_at.eq."${value}",id.lt.${id})`;
  if (value === null) return `and(due_at.is.null,id.gt.${id})`;
  return `due_at.gt."${value}",and(due_at.eq."${value}",id.gt.${id}),due_at.is.null`;
}

/** The dispute type with its sub-types. */
export function typeFamily(
  types: readonly { code: string; parent_code: string | null }[],
  code: string,
): readonly string[] {
  return [code, ...types.filter(({ parent_code }) => parent_code === code).map((type) => type.code)];
}

/**
 * The case one step before or after another in the shown order. Without a current case it is the first or
 * last; for a case that has left the queue, the one that took its place (`was`: its former index).
 */
export function stepFrom(
  rows: readonly QueueCase[],
  id: string | null,
  step: 1 | -1,
  was: number | null = null,
): QueueCase | undefined {
  const index = rows.findIndex((row) => row.id === id);
  if (index >= 0) return rows[Math.max(0, Math.min(rows.length - 1, index + step))];
  if (id !== null && was !== null) {
    return rows[Math.max(0, Math.min(rows.length - 1, step === 1 ? was : was - 1))];
  }
  return step === 1 ? rows[0] : rows.at(-1);
}

/**
 * The case to continue with after one is done: the next, otherwise the previous; null when it was the only
 * one.
 */
export function nextAfter(
  rows: readonly QueueCase[],
  id: string,
  was: number | null = null,
): QueueCase | undefined {
  const next = stepFrom(rows, id, 1, was);
  if (next?.id !== id) return next;
  const before = stepFrom(rows, id, -1);
  return before?.id === id ? undefined : before;
}

/** The next or previous tab; the row of tabs does not wrap around. */
export function adjacentTab(tab: Tab, step: 1 | -1): Tab {
  const at = TAB_NAMES.indexOf(tab) + step;
  return TAB_NAMES[Math.max(0, Math.min(TAB_NAMES.length - 1, at))] ?? tab;
}
