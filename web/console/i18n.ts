import polyglotI18nProvider from 'ra-i18n-polyglot';
import type { I18nProvider, TranslationMessages } from 'react-admin';
import { catalogueIn, knownLocale, LANGUAGES } from '../text/languages';

const LOADERS = import.meta.glob<TranslationMessages>('./*/console.catalogue.ts', {
  base: '../text',
  import: 'default',
});

/** All words of the console in a language; the reference's where there is no such language (any more). */
export async function loadCatalogue(locale: string): Promise<TranslationMessages> {
  const load = catalogueIn(LOADERS, knownLocale(locale), 'console.catalogue');
  if (!load) throw new Error(`no words in ${locale}`);
  return load();
}

/** An i18n provider for react-admin from our catalogues; a language is loaded when it is chosen. */
export async function i18n(remembered: string | undefined): Promise<I18nProvider> {
  const first = knownLocale(remembered);
  const catalogue = await loadCatalogue(first);
  const provider = polyglotI18nProvider(
    (locale) => (locale === first ? catalogue : loadCatalogue(locale)),
    first,
    [...LANGUAGES],
    { allowMissing: true },
  );
  const announce = () => (document.documentElement.lang = provider.getLocale());
  announce();
  return {
    ...provider,
    changeLocale: async (locale) => {
      await provider.changeLocale(locale);
      announce();
    },
  };
}
