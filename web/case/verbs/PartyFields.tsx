import { useTranslate } from 'react-admin';
import { CheckInput } from '../../ui/form/CheckInput';
import { useChoices } from '../../data/hooks/useLists';
import { RadioInput } from '../../ui/form/RadioInput';
import { SelectInput } from '../../ui/form/SelectInput';
import { TextInput } from '../../ui/form/TextInput';

/** Adds a party, agent, guardian or third party, encrypted like every party. */
export function PartyFields() {
  const translate = useTranslate();
  const sides = useChoices('party_sides', 'console.party');
  const optional = translate('console.life.optional');
  return (
    <>
      <SelectInput name="side" label={translate('field.side')} required choices={sides} />
      <RadioInput
        name="party.kind"
        label={translate('console.life.party_kind')}
        required
        choices={['person', 'organisation'].map((kind) => ({
          value: kind,
          label: translate(`console.life.party_kinds.${kind}`),
        }))}
      />
      <TextInput name="party.name" label={translate('console.life.party_name')} required />
      <TextInput name="party.phone" label={translate('console.life.party_phone')} hint={optional} />
      <TextInput name="party.id_number" label={translate('console.life.party_id_number')} hint={optional} />
      <TextInput name="party.address" label={translate('console.life.party_address')} hint={optional} />
      <CheckInput
        name="minor"
        label={translate('console.life.minor')}
        hint={translate('console.life.minor_hint')}
      />
    </>
  );
}
