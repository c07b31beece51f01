import type { DispatchSuggestion } from '../../data/console/dispatch';

type Translate = (key: string, params?: Record<string, unknown>) => string;

/** The reasons for an organisation's rank, in one line. */
export function reasonWords(suggestion: Pick<DispatchSuggestion, 'reasons'>, translate: Translate): string {
  return suggestion.reasons
    .map(({ key, params }) => translate(key, params))
    .join(translate('console.list_comma'));
}
