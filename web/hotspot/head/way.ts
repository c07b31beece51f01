/**
 * The codes from the user's own scope down to an area, both included; only the area when it lies elsewhere.
 */
export function codesBetween(own: string, area: string): string[] {
  if (!area.startsWith(own)) return [area];
  return [4, 6, 9, 12]
    .filter((length) => length >= own.length && length <= area.length)
    .map((length) => area.slice(0, length));
}
