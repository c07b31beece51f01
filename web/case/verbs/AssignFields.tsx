import { Box, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { disputeTypes, listMediators } from '../../data/console/cases';
import type { DisputeTypeRecord, MediatorChoice } from '../../data/console/records';
import { useRead } from '../../data/hooks/useRead';
import { inLanguage } from '../../text/languages';
import { exactDay } from '../../ui/console/clock';
import { Empty, Failed, Waiting } from '../../ui/console/States';
import { Tag } from '../../ui/console/Tag';
import { RadioInput } from '../../ui/form/RadioInput';
import { useCaseOfForm } from './caseOfForm';

const NO_TYPES: DisputeTypeRecord[] = [];

/** Assignment of the mediator: the people of the lead organisation, their specialities, and who is absent. */
export function AssignFields() {
  const translate = useTranslate();
  const file = useCaseOfForm();
  const { id, version, type_code } = file.case;
  const people = useRead(['list_mediators', id, version], (signal) => listMediators(id, signal));
  const { data: types = NO_TYPES } = useRead(['dispute_types'], disputeTypes);
  if (people.error) return <Failed error={people.error} retry={() => void people.refetch()} />;
  if (!people.data) return <Waiting rows={3} />;
  if (people.data.length === 0) {
    return (
      <Empty
        title={translate('console.form.no_mediator')}
        hint={translate('console.form.no_mediator_hint')}
      />
    );
  }
  // Specialities are first-level types.
  const about = types.find((type) => type.code === type_code)?.parent_code ?? type_code;
  return (
    <RadioInput
      name="mediator_id"
      label={translate('console.form.mediator')}
      required
      choices={people.data.map((person) => ({
        value: person.staff_id,
        name: person.name,
        disabled: person.on_leave_until !== null,
        label: <Mediator person={person} about={about} types={types} />,
      }))}
    />
  );
}

interface MediatorProps {
  person: MediatorChoice;
  /** The first-level type of the case. */
  about: string;
  types: DisputeTypeRecord[];
}

function Mediator({ person, about, types }: MediatorProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const comma = translate('console.list_comma');
  const pause = translate('console.list_pause');
  const named = (code: string) => {
    const type = types.find((one) => one.code === code);
    return type ? inLanguage(locale, type.name, type.name_en) : code;
  };
  const fits = person.specialities.includes(about);
  const others = person.specialities.filter((code) => code !== about).map(named);
  const { on_leave_until: away, deputy_name: deputy } = person;
  return (
    <Box sx={{ pb: 0.75, borderBottom: 1, borderColor: 'divider' }}>
      <Stack direction="row" spacing={0.75} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <span>{person.is_me ? translate('console.form.me', { name: person.name }) : person.name}</span>
        {person.grade !== 'none' && (
          <Tag tone={person.grade === 'gold' ? 'amber' : 'neutral'}>
            {translate(`mediator_grade.${person.grade}`)}
          </Tag>
        )}
        {fits && <Tag tone="green">{translate('console.form.speciality_fits', { type: named(about) })}</Tag>}
        <Typography component="span" variant="body2" color="text.secondary">
          {translate('console.form.open_cases', { smart_count: person.open_cases })}
        </Typography>
      </Stack>
      {(others.length > 0 || person.languages.length > 0) && (
        <Typography variant="body2" color="text.secondary">
          {[
            others.length > 0 && translate('console.form.specialities', { types: others.join(pause) }),
            person.languages.length > 0 &&
              translate('console.form.languages', { languages: person.languages.join(pause) }),
          ]
            .filter(Boolean)
            .join(comma)}
        </Typography>
      )}
      {away && (
        <Typography variant="body2" sx={{ color: 'warning.main' }}>
          {deputy
            ? translate('console.form.on_leave', { until: exactDay(away, locale), deputy })
            : translate('console.form.on_leave_alone', { until: exactDay(away, locale) })}
        </Typography>
      )}
    </Box>
  );
}
