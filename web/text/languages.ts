/**
 * The languages of the screens: each has a folder of its tag here, and is called by its own name. The tag is the one of
 * BCP 47 that pages and `Intl` take.
 */
export const LANGUAGES = [
  { locale: 'zh-CN', name: '中文' },
  { locale: 'en', name: 'English' },
] as const;

/** A language of the screens. */
export type Locale = (typeof LANGUAGES)[number]['locale'];

/** The language that the others are translated from and compared with; the portal's first bundle contains it. */
export const REFERENCE = 'zh-CN';

/** The languages that one can change to. */
export const otherLanguages = (locale: string) => LANGUAGES.filter((language) => language.locale !== locale);

/** A remembered language, if there still is such a one; else the reference. */
export const knownLocale = (locale: unknown): Locale =>
  LANGUAGES.find((language) => language.locale === locale)?.locale ?? REFERENCE;

/** What stands for a language's catalogue in what `import.meta.glob` has found with this folder as its base. */
export const catalogueIn = <T>(found: Record<string, T>, locale: string, name: string): T | undefined =>
  found[`./${locale}/${name}.ts`];

/**
 * The languages in which the database keeps what it says itself: names, guides, notices. The screens may speak more; whoever
 * reads them in another language gets the data in English.
 */
export const DATA_LANGUAGES = ['zh-CN', 'en'] as const;

/** A language of the data. */
export type DataLanguage = (typeof DATA_LANGUAGES)[number];

/** The language in which a reader of this locale gets the data. */
export const dataLanguage = (locale: string): DataLanguage => (locale.startsWith('zh') ? 'zh-CN' : 'en');

/** What a row says in two languages, for a reader of this locale; Chinese where the English is missing. */
export const inLanguage = <T extends string | null | undefined>(
  locale: string,
  chinese: T,
  english: string | null | undefined,
): T | string => (dataLanguage(locale) === 'en' && english ? english : chinese);
