import type { DisputeType } from '../../data/portal/public';
import { inLanguage } from '../../text/languages';
import type { Text } from '../text';

/** The name of a dispute type in the page's language; empty when the type is unknown. */
export function typeName(types: readonly DisputeType[], code: string, text: Text): string {
  const type = types.find((known) => known.code === code);
  if (!type) return '';
  return inLanguage(text.locale, type.name, type.name_en);
}
