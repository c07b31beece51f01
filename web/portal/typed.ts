/** The digits of a phone number typed in any form: full width, spaces, hyphens, +86. */
export function plainPhone(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}().]/gu, '')
    .replace(/^(\+|00)86/, '');
}

/** Whether it can be a mainland mobile number or a landline number with area code. */
export function isPhone(text: string): boolean {
  return /^(1[3-9]\d{9}|0[1-9]\d{8,10})$/.test(plainPhone(text));
}

/** A number of people, null when empty; NaN when it is not a whole number. */
export function parseCount(text: string): number | null {
  const bare = text.normalize('NFKC').replace(/[\s,，人个]/g, '');
  if (bare === '') return null;
  return /^\d{1,9}$/.test(bare) ? Number(bare) : Number.NaN;
}

/** Yuan from 1,200.50, ￥5000, 3万 or 1.5 亿元; null when empty, NaN when it is not an amount. */
export function parseAmount(text: string): number | null {
  const bare = text.normalize('NFKC').replace(/[\s,，¥￥元块]/g, '');
  if (bare === '') return null;
  const parts = /^(\d{1,12}(?:\.\d{1,6})?)([万亿]?)$/.exec(bare);
  if (!parts) return Number.NaN;
  const unit = parts[2] === '万' ? 1e4 : parts[2] === '亿' ? 1e8 : 1;
  return Math.round(Number(parts[1]) * unit * 100) / 100;
}

/** Number of characters (code points) of the trimmed text. */
export const lengthOf = (text: string): number => [...text.trim()].length;
