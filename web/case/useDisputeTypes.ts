import { useLocaleState } from 'react-admin';
import { disputeTypes } from '../data/console/cases';
import { useRead } from '../data/hooks/useRead';
import { inLanguage } from '../text/languages';
import type { Choice } from '../ui/console/filters';

/** The dispute types as choices in the user's language; a second-level type includes its parent's name. */
export function useDisputeTypes(): Choice[] {
  const [locale] = useLocaleState();
  const { data = [] } = useRead(['dispute_types'], disputeTypes);
  const named = new Map(data.map((type) => [type.code, inLanguage(locale, type.name, type.name_en)]));
  // Each second-level type stands below its first-level one; the server sorts within a level.
  const inOrder = data
    .filter((type) => type.parent_code === null)
    .flatMap((first) => [first, ...data.filter((type) => type.parent_code === first.code)]);
  return inOrder.map((type) => {
    const parent = type.parent_code ? named.get(type.parent_code) : undefined;
    const name = named.get(type.code) ?? type.code;
    return { value: type.code, label: parent ? `${parent} › ${name}` : name };
  });
}
