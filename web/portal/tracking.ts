/** A case number with its tracking code. */
export interface Pair {
  number: string;
  code: string;
}

const NUMBER = /\d{6}-\d{6}-\d{5}/;

/** A tracking code in its printed form: 16 Crockford characters in groups of four; null when invalid. */
export function normalCode(text: string): string | null {
  const bare = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.·]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]{16}$/.test(bare)) return null;
  return bare.replace(/(.{4})(?=.)/g, '$1-');
}

/** A case number in its printed form: `350821-261124-00042`; null when invalid. */
export function normalNumber(text: string): string | null {
  const bare = text.normalize('NFKC').replace(/[\s\p{Pd}_]/gu, '');
  const parts = /^(\d{6})(\d{6})(\d{5})$/.exec(bare);
  return parts ? parts.slice(1).join('-') : null;
}

/**
 * Finds number and code in any pasted text: a link, a copied receipt, a message. Null when it contains no
 * pair.
 */
export function findPair(text: string): Pair | null {
  const plain = text.normalize('NFKC').replace(/\p{Pd}/gu, '-');
  const number = NUMBER.exec(plain)?.[0];
  if (!number) return null;
  const rest = plain.replace(number, ' ');
  const candidates = rest.match(/[0-9A-Za-z]{4}([-\s]?[0-9A-Za-z]{4}){3}/g) ?? [];
  const code = candidates.map(normalCode).find((known) => known !== null);
  return code ? { number, code } : null;
}
