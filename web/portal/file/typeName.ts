import type { DisputeType } from '../../data/public';
import { inLanguage } from '../../text/languages';
import type { Text } from '../text';

/** A type's name in the language of the page; empty when the type is not known (any more). */
export function typeName(types: readonly DisputeType[], code: string, text: Text): string {
  const type = types.find((known) => known.code === code);
  if (!type) return '';
  return inLanguage(text.locale, type.name, type.name_en);
}
