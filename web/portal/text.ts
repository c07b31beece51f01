import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import portal from '../text/portal.zh-CN';

/** The languages of the portal. */
export type Locale = 'zh-CN' | 'en';

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
  return Object.assign(text, { locale, catalogues });
}

/** Loads a language of the home page. Chinese is included; English is loaded on demand. */
export async function loadText(locale: Locale): Promise<Text> {
  const catalogue = locale === 'zh-CN' ? portal : (await import('../text/portal.en')).default;
  return textOf(locale, [catalogue]);
}

/** The messages of the current language. */
export const TextContext = createContext<Text>(textOf('zh-CN', [portal]));

/** The messages of the current language. */
export const useText = () => useContext(TextContext);

/**
 * The messages of the page together with those of a lazily loaded folder: Chinese comes with its chunk,
 * English is loaded on demand. Null while English loads; Chinese when it cannot be loaded.
 */
export function useRoomText(
  chinese: readonly Words[],
  english: () => Promise<{ default: Words }[]>,
): Text | null {
  const page = useText();
  const [loaded, setLoaded] = useState<readonly Words[] | null>(null);
  const foreign = page.locale === 'en';
  useEffect(() => {
    if (!foreign || loaded) return;
    let here = true;
    english().then(
      (found) => {
        if (here) setLoaded(found.map((catalogue) => catalogue.default));
      },
      () => {
        if (here) setLoaded(chinese);
      },
    );
    return () => {
      here = false;
    };
  }, [foreign, loaded, english, chinese]);
  return useMemo(() => {
    const catalogue = foreign ? loaded : chinese;
    return catalogue && textOf(page.locale, [...page.catalogues, ...catalogue]);
  }, [page, foreign, loaded, chinese]);
}
