import { createContext, useContext } from 'react';
import { catalogueIn, type Locale, REFERENCE, type DataLanguage, dataLanguage } from '../text/languages';
import portal from '../text/zh-CN/portal';

/** Words under keys, as a catalogue file exports them. */
export interface Words {
  [key: string]: string | Words;
}

/** Values for the holes of a text. */
export type Params = Record<string, unknown>;

/** Finds words by key; `%{name}` is filled in. A key without words gives `fallback`, else the key. */
export interface Text {
  (key: string, params?: Params, fallback?: string): string;
  locale: Locale;
  /** The language in which its reader gets what the database says. */
  data: DataLanguage;
  /** Where it looks, first one first. */
  catalogues: readonly Words[];
}

function find(catalogue: Words, key: string): string | undefined {
  const whole = catalogue[key];
  if (typeof whole === 'string') return whole;
  // Names of fields hold dots themselves (applicant.name), so each dot may be the one that parts.
  for (let dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
    const inner = catalogue[key.slice(0, dot)];
    const found = typeof inner === 'object' ? find(inner, key.slice(dot + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The words of some catalogues, in a language. */
export function textOf(locale: Locale, catalogues: readonly Words[]): Text {
  const text = (key: string, params: Params = {}, fallback = key) => {
    const found = catalogues
      .map((catalogue) => find(catalogue, key))
      .find((catalogue) => catalogue !== undefined);
    return (found ?? fallback).replace(/%\{(\w+)\}/g, (hole, name: string) => String(params[name] ?? hole));
  };
  return Object.assign(text, { locale, data: dataLanguage(locale), catalogues });
}

/** The first page, in the languages other than the reference. */
const OTHERS = import.meta.glob<Words>(['./*/portal.ts', '!./zh-CN/*'], {
  base: '../text',
  import: 'default',
});

/** Loads a language of the first page. The reference is always at hand; another comes when it is asked for. */
export async function loadText(locale: Locale): Promise<Text> {
  const load = catalogueIn(OTHERS, locale, 'portal');
  return textOf(locale, [load ? await load() : portal]);
}

/** The words of the present language. */
export const TextContext = createContext<Text>(textOf(REFERENCE, [portal]));

/** The words of the present language. */
export const useText = () => useContext(TextContext);
