/** One line of a file of regions, as it is sent; all texts as in the file. */
export interface FileRow {
  code: string;
  name: string;
  longitude: string;
  latitude: string;
}

/** The content of a file of regions. */
export interface RegionFile {
  rows: FileRow[];
  /** Line of the file of each row, from 1. */
  lines: number[];
  /** Required columns whose heading was not found. */
  missing: (keyof FileRow)[];
}

/** Headings as the ministry, its copies and our own template write them, whatever the user's language. */
const HEADINGS: Record<keyof FileRow, RegExp> = {
  code: /^(行政|统计用)?(区划)?代码$|^(region )?code$/i,
  name: /^(行政)?(区划|单位)?名称$|^(region )?name$/i,
  longitude: /^经度$|^(longitude|lon|lng)$/i,
  latitude: /^纬度$|^(latitude|lat)$/i,
};

const FIELDS = ['code', 'name', 'longitude', 'latitude'] as const;

const isBlank = (row: string[]) => row.every((cell) => cell === '');

/**
 * Finds the columns by their headings; a file that begins with a code has no headings and uses the template's
 * order.
 */
export function readRegionFile(sheet: string[][]): RegionFile {
  const head = sheet.find((row) => !isBlank(row));
  if (!head) return { rows: [], lines: [], missing: [] };
  const first = sheet.indexOf(head);
  const headless = /^\d{4,12}$/.test((head[0] ?? '').normalize('NFKC'));
  const column = (field: keyof FileRow) =>
    headless ? FIELDS.indexOf(field) : head.findIndex((cell) => HEADINGS[field].test(cell.trim()));
  const at = Object.fromEntries(FIELDS.map((field) => [field, column(field)])) as Record<
    keyof FileRow,
    number
  >;
  const missing = (['code', 'name'] as const).filter((field) => at[field] < 0);
  const file: RegionFile = { rows: [], lines: [], missing };
  if (missing.length > 0) return file;
  sheet.forEach((row, index) => {
    if (index < first || (index === first && !headless) || isBlank(row)) return;
    const cell = (field: keyof FileRow) => row[at[field]] ?? '';
    file.rows.push({
      code: cell('code'),
      name: cell('name'),
      longitude: cell('longitude'),
      latitude: cell('latitude'),
    });
    file.lines.push(index + 1);
  });
  return file;
}
