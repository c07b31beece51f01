import { add, type Edits } from './edits';

/** The tag of a language that the screens did not have. */
export const TAG = 'fr';

/** The one line beside its folder of catalogues. */
export const LANGUAGE: Edits = {
  'web/text/languages.ts': add(
    'const LANGUAGES',
    "name: 'English' },\n",
    `  { locale: '${TAG}', name: 'Français' },\n`,
  ),
};
