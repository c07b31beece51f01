import { createContext, useContext } from 'react';
import domain from '../text/domain.zh-CN';
import portal from '../text/portal.zh-CN';

/** The languages of the portal. */
export type Locale = 'zh-CN' | 'en';

interface Words {
  [key: string]: string | Words;
}

/** Values for the holes of a text. */
export type Figures = Record<string, unknown>;

/** Finds words by key; `%{name}` is filled in. A key without words gives `fallback`, else the key. */
export interface Text {
  (key: string, figures?: Figures, fallback?: string): string;
  locale: Locale;
}

function find(words: Words, key: string): string | undefined {
  const whole = words[key];
  if (typeof whole === 'string') return whole;
  // Names of fields hold dots themselves (applicant.name), so each dot may be the one that parts.
  for (let dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
    const inner = words[key.slice(0, dot)];
    const found = typeof inner === 'object' ? find(inner, key.slice(dot + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function textOf(locale: Locale, catalogues: Words[]): Text {
  const text = (key: string, figures: Figures = {}, fallback = key) => {
    const found = catalogues.map((words) => find(words, key)).find((words) => words !== undefined);
    return (found ?? fallback).replace(/%\{(\w+)\}/g, (hole, name: string) => String(figures[name] ?? hole));
  };
  return Object.assign(text, { locale });
}

/** Loads a language. Chinese is always at hand; English comes when it is asked for. */
export async function loadText(locale: Locale): Promise<Text> {
  if (locale === 'zh-CN') return textOf(locale, [portal, domain]);
  const loaded = await Promise.all([import('../text/portal.en'), import('../text/domain.en')]);
  return textOf(
    locale,
    loaded.map((words) => words.default),
  );
}

/** The words of the present language. */
export const TextContext = createContext<Text>(textOf('zh-CN', [portal, domain]));

/** The words of the present language. */
export const useText = () => useContext(TextContext);
