import { createContext, useContext } from 'react';
import { catalogueIn, type DataLanguage, dataLanguage, type Locale, REFERENCE } from '../text/languages';
import portal from '../text/zh-CN/portal';

/** Messages by key, as a catalogue file exports them. */
export interface Words {
  [key: string]: string | Words;
}

/** Values for the placeholders of a message. */
export type Params = Record<string, unknown>;

/**
 * Finds a message by key; `%{name}` is replaced. A key without a message returns `fallback`, otherwise the
 * key.
 */
export interface Text {
  (key: string, params?: Params, fallback?: string): string;
  locale: Locale;
  /** The language in which this reader gets what the database says. */
  data: DataLanguage;
  /** The catalogues to search, in this order. */
  catalogues: readonly Words[];
}

function find(catalogue: Words, key: string): string | undefined {
  const whole = catalogue[key];
  if (typeof whole === 'string') return whole;
  // Names of fields contain dots themselves (applicant.name), so each dot may be the separator.
  for (let dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
    const inner = catalogue[key.slice(0, dot)];
    const found = typeof inner === 'object' ? find(inner, key.slice(dot + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The messages of some catalogues, in a language. */
export function textOf(locale: Locale, catalogues: readonly Words[]): Text {
  const text = (key: string, params: Params = {}, fallback = key) => {
    const found = catalogues
      .map((catalogue) => find(catalogue, key))
      .find((catalogue) => catalogue !== undefined);
    return (found ?? fallback).replace(/%\{(\w+)\}/g, (hole, name: string) => String(params[name] ?? hole));
  };
  return Object.assign(text, { locale, data: dataLanguage(locale), catalogues });
}

/** The catalogue of the home page in each language but the reference, which is in the first bundle. */
const OTHERS = import.meta.glob<Words>(['./*/portal.ts', '!./zh-CN/*'], {
  base: '../text',
  import: 'default',
});

/** The messages of the home page in a language; rejects when that language cannot be loaded. */
export async function loadText(locale: Locale): Promise<Text> {
  const load = catalogueIn(OTHERS, locale, 'portal');
  return textOf(locale, [load ? await load() : portal]);
}

/** The messages of the current language. */
export const TextContext = createContext<Text>(textOf(REFERENCE, [portal]));

/** The messages of the current language. */
export const useText = () => useContext(TextContext);
