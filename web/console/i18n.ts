import type { I18nProvider } from 'react-admin';
import { catalogueIn, knownLocale, LANGUAGES } from '../text/languages';

/** A catalogue: messages by key, in groups. */
interface Words {
  [key: string]: string | Words;
}

const LOADERS = import.meta.glob<Words>('./*/console.catalogue.ts', { base: '../text', import: 'default' });

/** All words of the console in a language; the reference's where there is no such language (any more). */
export const loadCatalogue = (locale: string): Promise<Words> =>
  catalogueIn(LOADERS, knownLocale(locale), 'console.catalogue')!();

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
export async function i18n(first: string | undefined): Promise<I18nProvider> {
  let current: string = knownLocale(first);
  let catalogue = await loadCatalogue(current);
  const announce = () => (document.documentElement.lang = current);
  announce();
  return {
    translate: (key, params: Record<string, unknown> = {}) => {
      const text = find(catalogue, key) ?? (params._ as string | undefined);
      return text === undefined ? key : fill(text, params);
    },
    changeLocale: async (locale) => {
      catalogue = await loadCatalogue(locale);
      current = locale;
      announce();
    },
    getLocale: () => current,
    getLocales: () => [...LANGUAGES],
  };
}
