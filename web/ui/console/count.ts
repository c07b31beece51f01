/** The database stops counting here; beyond it only "more" is known. */
const LIMIT = 10_000;

/** A count as the screens show it: grouped digits, `10,000+` at the limit. */
export function countWords(count: number): string {
  return count >= LIMIT ? `${LIMIT.toLocaleString('en-US')}+` : count.toLocaleString('en-US');
}
