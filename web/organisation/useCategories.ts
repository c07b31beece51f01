import { useLocaleState } from 'react-admin';
import { organisationCategories } from '../data/console/organisations';
import { useRead } from '../data/hooks/useRead';
import { inLanguage } from '../text/languages';

/** Categories of rooms, committees and departments, named in the user's language. */
export function useCategories(): { code: string; kind: string; name: string }[] {
  const [locale] = useLocaleState();
  const { data = [] } = useRead(['organisation_categories'], organisationCategories);
  return data.map(({ code, kind, name, name_en }) => ({
    code,
    kind,
    name: inLanguage(locale, name, name_en),
  }));
}
