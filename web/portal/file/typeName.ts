import type { DisputeType } from '../../data/public';
import type { Text } from '../text';

/** A type's name in the language of the page; empty when the type is not known (any more). */
export function typeName(types: readonly DisputeType[], code: string, text: Text): string {
  const type = types.find((known) => known.code === code);
  if (!type) return '';
  return text.locale === 'en' ? type.name_en || type.name : type.name;
}
