import { createContext, useContext } from 'react';
import { catalogueIn, type Locale, REFERENCE, type DataLanguage, dataLanguage } from '../text/languages';
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
  /** The catalogues to search, in this order. */
  data: DataLanguage;
  /** Where it looks, first one first. */
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

/** Loads a language of the home page. Chinese is included; English is loaded on demand. */
const OTHERS = import.meta.glob<Words>(['./*/portal.ts', '!./zh-CN/*'], {
  base: '../text',
  import: 'default',
});

/** Loads a language of the first page. The reference is always at hand; another comes when it is asked for. */
export async function loadText(locale: Locale): Promise<Text> {
  const load = catalogueIn(OTHERS, locale, 'portal');
  return textOf(locale, [load ? await load() : portal]);
}

/** The messages of the current language. */
export const TextContext = createContext<Text>(textOf(REFERENCE, [portal]));

/** The messages of the current language. */
export const useText = () => useContext(TextContext);
