import type { DisputeType } from '../../data/public';
import type { Text } from '../text';

/** The name of a dispute type in the page's language; empty when the type is unknown. */
export function typeName(types: readonly DisputeType[], code: string, text: Text): string {
  const type = types.find((known) => known.code === code);
  if (!type) return '';
  return text.locale === 'en' ? type.name_en || type.name : type.name;
}
