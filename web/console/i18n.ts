import type { I18nProvider } from 'react-admin';

/** A catalogue: messages by key, in groups. */
interface Words {
  [key: string]: string | Words;
}

/** The languages of the console, each labelled in its own language. */
export const LANGUAGES = [
  { locale: 'zh-CN', name: '中文' },
  { locale: 'en', name: 'English' },
];

const LOAD: Record<string, () => Promise<{ default: Words }>> = {
  'zh-CN': () => import('../text/console.catalogue.zh-CN'),
  en: () => import('../text/console.catalogue.en'),
};

function find(catalogue: Words, key: string): string | undefined {
  let found: string | Words | undefined = catalogue;
  for (const part of key.split('.')) {
    if (found === undefined || typeof found === 'string') return undefined;
    found = found[part];
  }
  return typeof found === 'string' ? found : undefined;
}

/** Replaces `%{name}`, after choosing singular or plural of `one |||| many`. */
function fill(text: string, params: Record<string, unknown>): string {
  const forms = text.split(/\s*\|{4}\s*/);
  const plural = params.smart_count !== undefined && Number(params.smart_count) !== 1;
  const form = (plural ? forms[forms.length - 1] : forms[0]) ?? text;
  return form.replace(/%\{(\w+)\}/g, (hole, name: string) => {
    const figure = params[name];
    return figure === undefined || figure === null ? hole : String(figure);
  });
}

/** An i18n provider for react-admin from our catalogues; a language is loaded when it is chosen. */
export async function i18n(first: string): Promise<I18nProvider> {
  const load = async (locale: string) => (await (LOAD[locale] ?? LOAD['zh-CN']!)()).default;
  let current = first;
  let catalogue = await load(first);
  const announce = () => (document.documentElement.lang = current);
  announce();
  return {
    translate: (key, params: Record<string, unknown> = {}) => {
      const text = find(catalogue, key) ?? (params._ as string | undefined);
      return text === undefined ? key : fill(text, params);
    },
    changeLocale: async (locale) => {
      catalogue = await load(locale);
      current = locale;
      announce();
    },
    getLocale: () => current,
    getLocales: () => LANGUAGES,
  };
}
