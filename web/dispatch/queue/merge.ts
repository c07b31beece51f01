import { compareCases, matches, type MarkedCase, type QueueCase, type QueueFilter } from './queue';

/** What changed in the shown queue when announced cases were refetched. */
export interface Merge<Row = QueueCase> {
  cases: Row[];
  /** Cases that have entered the queue. */
  arrived: Row[];
  /** Cases that have left the queue: their stage or scope changed. */
  left: Row[];
}

/**
 * Merges refetched cases into the queue. `asked` are the requested ids: a case missing from the answer is
 * outside the user's scope. An older version never overwrites a newer one, whichever answer comes last.
 */
export function mergeCases<Row extends MarkedCase = QueueCase>(
  cases: readonly Row[],
  asked: readonly string[],
  read: readonly Row[],
  filter: QueueFilter,
): Merge<Row> {
  const known = new Map(cases.map((row) => [row.id, row]));
  const answers = new Map(read.map((row) => [row.id, row]));
  const arrived: Row[] = [];
  const left: Row[] = [];
  for (const id of asked) {
    const [before, now] = [known.get(id), answers.get(id)];
    if (before && now && before.version > now.version) continue;
    if (now && matches(now, filter)) {
      known.set(id, now);
      if (!before) arrived.push(now);
    } else if (before) {
      known.delete(id);
      left.push(before);
    }
  }
  return { cases: [...known.values()].sort(compareCases(filter.order)), arrived, left };
}

/** Appends a page; a case that arrived live in the meantime is kept once, in its newer version. */
export function appendPage<Row extends MarkedCase = QueueCase>(
  cases: readonly Row[],
  page: readonly Row[],
  filter: QueueFilter,
): Row[] {
  const known = new Map(cases.map((row) => [row.id, row]));
  for (const row of page) {
    const before = known.get(row.id);
    if (!before || before.version < row.version) known.set(row.id, row);
  }
  return [...known.values()].sort(compareCases(filter.order));
}

/**
 * Puts cases that have just arrived on top until they are opened, so that none appears below the visible
 * part.
 */
export function arrivedFirst(cases: readonly QueueCase[], arrivedIds: ReadonlySet<string>): QueueCase[] {
  return [...cases.filter(({ id }) => arrivedIds.has(id)), ...cases.filter(({ id }) => !arrivedIds.has(id))];
}
