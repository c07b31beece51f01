/** Counts of cases stop here; beyond it only "more" is known, whatever the number of cases. */
const LIMIT = 10_000;

/** A count as the screens show it: grouped digits, `10,000+` where the counting stopped. */
export function countWords(count: number): string {
  return count >= LIMIT ? `${LIMIT.toLocaleString('en-US')}+` : count.toLocaleString('en-US');
}
