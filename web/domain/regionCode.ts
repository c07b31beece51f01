/** Level of a region by its code: 1 city to 4 village, 0 for an invalid code. */
export const levelOf = (code: string): number => ({ 4: 1, 6: 2, 9: 3, 12: 4 })[code.length] ?? 0;

/** The code one level above, null for a city. */
export function parentCode(code: string): string | null {
  const length = { 6: 4, 9: 6, 12: 9 }[code.length];
  return length === undefined ? null : code.slice(0, length);
}

/** The county of a region's code; null for a city, whose cases lie in many counties. */
export const countyOf = (code: string | null | undefined): string | null =>
  code && code.length >= 6 ? code.slice(0, 6) : null;

/** The township of a region's code; null for a county or city. */
export const townshipOf = (code: string | null | undefined): string | null =>
  code && code.length >= 9 ? code.slice(0, 9) : null;

/** The code cut to its level, only for sorting; the database parses codes itself. */
export function plainCode(code: string): string {
  const digits = code.normalize('NFKC').replace(/\s/g, '');
  const cut = /^\d{12}$/.test(digits) ? digits.replace(/0{6}$|000$/, '') : digits;
  return cut.replace(/^(\d{4})00$/, '$1');
}
