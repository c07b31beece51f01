import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import portal from '../text/portal.zh-CN';

/** The languages of the portal. */
export type Locale = 'zh-CN' | 'en';

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
  return Object.assign(text, { locale, catalogues });
}

/** Loads a language of the first page. Chinese is always at hand; English comes when it is asked for. */
export async function loadText(locale: Locale): Promise<Text> {
  const catalogue = locale === 'zh-CN' ? portal : (await import('../text/portal.en')).default;
  return textOf(locale, [catalogue]);
}

/** The words of the present language. */
export const TextContext = createContext<Text>(textOf('zh-CN', [portal]));

/** The words of the present language. */
export const useText = () => useContext(TextContext);

/**
 * The words of the page and those of a room, which travel with the room: Chinese in its own part, English when it is
 * asked for. Null while English is on its way; Chinese where it does not come.
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
