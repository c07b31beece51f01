import type { CaseRecord, Grade, Status, StatusCount } from '../data/records';

/** The columns the desk shows; a view may grow without the queue reading more. */
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
export type QueueCase = CaseRecord;

/** The columns that a mark on the map needs, and with which it is kept up to date. */
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

/** The desk's tabs, in the order of work, with the states in each. */
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

/** The tab of a state; a closed case lies in none. */
export function tabOf(status: Status): Tab | null {
  return TAB_NAMES.find((tab) => (TABS[tab] as readonly Status[]).includes(status)) ?? null;
}

/** Only what waits to be dispatched can be selected for it. */
export const maySelect = ({ status }: Pick<QueueCase, 'status'>): boolean => tabOf(status) === 'accepted';

/** How many cases lie in each tab. */
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

/** What the dispatcher asks to see. */
export interface QueueFilter {
  tab: Tab;
  order: Order;
  grade: Grade | null;
  /** Codes of the wanted dispute type with its sub-types; null for all. */
  types: readonly string[] | null;
  /** Part of a case number: looks through every tab. */
  search: string;
}

const sortValue = (row: MarkedCase, order: Order): number => {
  if (order === 'newest') return -Date.parse(row.created_at);
  return row.due_at ? Date.parse(row.due_at) : Infinity;
};

/** Compares as the server sorts, `id` last, so that a page never overlaps or skips. */
export function compareCases(order: Order): (a: MarkedCase, b: MarkedCase) => number {
  return (a, b) => {
    const [x, y] = [sortValue(a, order), sortValue(b, order)];
    if (x !== y) return x - y;
    const byId = a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
    return order === 'newest' ? -byId : byId;
  };
}

/** Whether a case belongs to what the dispatcher asked to see. */
export function matches(row: MarkedCase, filter: QueueFilter): boolean {
  if (filter.search) return row.number.includes(searchText(filter.search));
  return (
    tabOf(row.status) === filter.tab &&
    (!filter.grade || row.grade === filter.grade) &&
    (!filter.types || filter.types.includes(row.type_code))
  );
}

/** A typed number as it is stored: full-width digits folded, spaces gone, letters and wildcards dropped. */
export function searchText(typed: string): string {
  return typed.normalize('NFKC').replace(/[^\d-]/g, '');
}

/** Where the next page starts: behind the last row that a page brought, not behind one that came live. */
export interface Cursor {
  value: string | null;
  id: string;
}

/** The cursor behind a row. */
export function cursorAfter(row: MarkedCase, order: Order): Cursor {
  return { value: order === 'newest' ? row.created_at : row.due_at, id: row.id };
}

/** The cursor as a REST `or` filter. Values are timestamps and ids that the server itself sent. */
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
 * The case a step before or behind another in the shown order. From nowhere it is the first or last; from a case that
 * has left the queue, the one that took its place (`was`: where it stood).
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

/** The case to go on with when one has been dealt with: the next, else the one before; none when it was the only one. */
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

/** The tab beside another; the row of tabs has two ends. */
export function adjacentTab(tab: Tab, step: 1 | -1): Tab {
  const at = TAB_NAMES.indexOf(tab) + step;
  return TAB_NAMES[Math.max(0, Math.min(TAB_NAMES.length - 1, at))] ?? tab;
}
