import type { DispatchSuggestion } from '../data/records';

type Translate = (key: string, params?: Record<string, unknown>) => string;

/** Why an organisation stands where it stands, in one line. */
export function reasonWords(suggestion: Pick<DispatchSuggestion, 'reasons'>, translate: Translate): string {
  return suggestion.reasons
    .map(({ key, params }) => translate(key, params))
    .join(translate('console.list_comma'));
}
