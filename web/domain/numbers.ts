/** The database stops counting here; beyond it only "more" is known. */
const LIMIT = 10_000;

/** A count as the screens show it: grouped digits, `10,000+` at the limit. */
export function countWords(count: number): string {
  return count >= LIMIT ? `${LIMIT.toLocaleString('en-US')}+` : count.toLocaleString('en-US');
}

/** `¥12,000`: an amount of money, with fen only where there are any. */
export function money(amount: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'CNY',
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
  }).format(amount);
}
