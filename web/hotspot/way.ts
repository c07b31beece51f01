/** The codes from one's own reach down to an area, both included; just the area where it lies elsewhere. */
export function codesBetween(own: string, area: string): string[] {
  if (!area.startsWith(own)) return [area];
  return [4, 6, 9, 12]
    .filter((length) => length >= own.length && length <= area.length)
    .map((length) => area.slice(0, length));
}
