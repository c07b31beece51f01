import { useLocaleState, useTranslate } from 'react-admin';
import { disputeTypes } from '../data/console/disputeTypes';
import { useRead } from '../data/hooks/useRead';
import { inLanguage } from '../text/languages';
import { Failed, Waiting } from '../ui/console/States';
import { CheckGroupInput } from '../ui/form/CheckInput';
import { useFieldNamed } from './organisationOfForm';

/** The first-level dispute types that an organisation handles; none ticked means all. */
export function TypeBoxes() {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const field = useFieldNamed();
  const { data, error, refetch } = useRead(['dispute_types'], disputeTypes);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting rows={3} height={28} />;
  return (
    <CheckGroupInput
      {...field('type_codes')}
      hint={translate('console.organisation.form.types_hint')}
      layout="thirds"
      choices={data
        .filter((type) => type.parent_code === null)
        .map((type) => ({ value: type.code, label: inLanguage(locale, type.name, type.name_en) }))}
    />
  );
}
