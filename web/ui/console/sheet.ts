import { ApiError } from '../../data/core/errors';

/** A larger file cannot be a list of people or regions. */
const MAX_BYTES = 10 * 1024 * 1024;

/** Maximum unpacked size of a workbook, which still fits into a phone's memory. */
const MAX_UNPACKED = 100 * 1024 * 1024;

/** Signature of a zip archive, which an .xlsx file is. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** Signature of an old .xls file, and of an .xlsx file with a password. */
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0];

const startsWith = (bytes: Uint8Array, mark: number[]) => mark.every((byte, at) => bytes[at] === byte);

/**
 * Decodes UTF-8 and UTF-16 by their byte order mark; without one UTF-8 if it is valid, otherwise the encoding
 * that Excel in China writes.
 */
function decode(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/**
 * Excel's separator depends on the computer's regional settings: comma, semicolon, or a tab when saved as
 * text.
 */
function separatorOf(text: string): string {
  const [head = ''] = text.split(/\r|\n/, 1);
  const count = (mark: string) => head.split(mark).length;
  return ['\t', ',', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/**
 * Splits the text of a CSV file into rows of cells; quoted cells may contain separators, quotes and line
 * breaks.
 */
export function parseCsv(text: string): string[][] {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  let at = 0;
  const endRow = () => {
    rows.push([...row, cell]);
    row = [];
    cell = '';
  };
  while (at < text.length) {
    const mark = text.charAt(at++);
    if (quoted) {
      if (mark !== '"') cell += mark;
      else if (text[at] === '"') cell += text[at++];
      else quoted = false;
    } else if (mark === '"' && cell === '') quoted = true;
    else if (mark === separator) {
      row.push(cell);
      cell = '';
    } else if (mark === '\n' || mark === '\r') {
      if (mark === '\r' && text[at] === '\n') at++;
      endRow();
    } else cell += mark;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

/** A cell of a workbook as people see it: a date as 2026-03-01, a long number without exponent. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  // Excel keeps fifteen digits; further digits are rounding noise.
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  return String(value);
}

/**
 * The first sheet of a workbook. The reader is loaded on demand; it would unpack large parts in workers made
 * from blobs, which our content security policy forbids, so it is given unpacked parts.
 */
async function parseWorkbook(bytes: Uint8Array): Promise<string[][]> {
  const [{ readSheet: firstSheet }, { unzipSync, zipSync }] = await Promise.all([
    import('read-excel-file/universal'),
    import('fflate'),
  ]);
  let unpacked = 0;
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!/\.(xml|rels)$/.test(name)) return false;
      unpacked += originalSize;
      if (unpacked > MAX_UNPACKED) throw new ApiError({ status: 413, code: 'too_large' });
      return true;
    },
  });
  const stored = zipSync(parts, { level: 0 });
  const rows: unknown[][] = await firstSheet(new Blob([stored as BlobPart]));
  return rows.map((row) => row.map(cellText));
}

/**
 * The rows of a CSV file (UTF-8, UTF-16 or GB18030) or of the first sheet of an XLSX file, cells trimmed. A
 * blank line stays as a row of empty cells, so that row n is line n of the file; blank lines at the end are
 * left out. Throws ApiError: `too_large`, `file_unreadable`.
 */
export async function readSheet(file: Blob): Promise<string[][]> {
  if (file.size > MAX_BYTES) throw new ApiError({ status: 413, code: 'too_large' });
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (startsWith(bytes, OLD_EXCEL)) throw new Error('an old workbook');
    const rows = startsWith(bytes, ZIP) ? await parseWorkbook(bytes) : parseCsv(decode(bytes));
    const trimmed = rows.map((row) => row.map((cell) => cell.trim()));
    while (trimmed.at(-1)?.every((cell) => cell === '')) trimmed.pop();
    return trimmed;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new ApiError({ status: 422, code: 'file_unreadable' });
  }
}
