import { parentCode, plainCode } from '../domain/regionCode';
import type { RegionVerdict } from '../data/console/regionTree';
import type { FileRow } from './regionFile';

/** A line of the file with the database's verdict. */
export interface ImportLine extends Omit<RegionVerdict, 'line'> {
  /** Line of the file. */
  line: number;
  row: FileRow;
}

/** Lines of one request. */
export interface Batch {
  rows: FileRow[];
  /**
   * The row of the file of each line; null for a line that is only context, because its verdict belongs to
   * another batch.
   */
  own: (number | null)[];
}

/** The maximum number of lines of a file; the database accepts no more for a preview. */
export const MOST_ROWS = 20_000;

/** An answer has at most a thousand rows, and even a busy database checks this many in time. */
const PREVIEW_ROWS = 300;

/** Few enough to be imported within a second or two. */
const IMPORT_ROWS = 300;

/**
 * Divides a file for its preview. A line is checked together with its parent and the first line of the same
 * code, wherever in the file they are, so that the verdicts are those of the whole file.
 */
export function previewBatches(rows: FileRow[], most = PREVIEW_ROWS): Batch[] {
  const lines = rows.map((row, index) => ({ row, index, code: plainCode(row.code) }));
  type Line = (typeof lines)[number];
  const first = new Map<string, Line>();
  for (const line of lines) if (!first.has(line.code)) first.set(line.code, line);
  const batches: Batch[] = [];
  let own = new Set<Line>();
  let all = new Set<Line>();
  const flush = () => {
    if (own.size === 0) return;
    // In the order of the file: of two lines with the same code the later one is the repetition.
    const sorted = [...all].sort((a, b) => a.index - b.index);
    batches.push({
      rows: sorted.map(({ row }) => row),
      own: sorted.map((line) => (own.has(line) ? line.index : null)),
    });
    own = new Set();
    all = new Set();
  };
  const byCode = (a: Line, b: Line) => (a.code < b.code ? -1 : a.code > b.code ? 1 : a.index - b.index);
  for (const line of [...lines].sort(byCode)) {
    const neighbours = [first.get(line.code), first.get(parentCode(line.code) ?? '')];
    const needed = [line, ...neighbours.filter((one) => one !== undefined)];
    if (all.size + needed.filter((one) => !all.has(one)).length > most) flush();
    for (const one of needed) all.add(one);
    own.add(line);
  }
  flush();
  return batches;
}

/** Whether a line changes anything. */
export const hasEffect = (line: ImportLine) => line.verdict !== 'same' && line.verdict !== 'error';

/** The lines that change something, parents before children, divided into requests. */
export function importChunks(lines: ImportLine[], most = IMPORT_ROWS): ImportLine[][] {
  const todo = lines.filter(hasEffect);
  todo.sort((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const chunks: ImportLine[][] = [];
  for (let from = 0; from < todo.length; from += most) chunks.push(todo.slice(from, from + most));
  return chunks;
}
