import { Box, FormHelperText, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useChoices } from '../data/hooks/useLists';
import { Panel } from '../ui/console/Panel';
import { Row, SelectInput, TextInput } from './fields';
import { useOrganisationForm } from './formContext';
import { ParentPicker } from './ParentPicker';
import { HomeRegion, ServedRegions } from './PlaceFields';
import { PositionField } from './PositionField';
import { TypeBoxes } from './TypeBoxes';
import { useCategories } from './useCategories';

/** Every field of an organisation, in panels. */
export function OrganisationFields() {
  const translate = useTranslate();
  const label = (name: string) => translate(`console.organisation.form.${name}`);
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
      }}
    >
      <Stack spacing={2} sx={{ minWidth: 0 }}>
        <Panel title={label('basics')}>
          <Basics />
        </Panel>
        <Panel title={label('place')}>
          <Stack spacing={3}>
            <HomeRegion />
            <ServedRegions />
          </Stack>
        </Panel>
        <Panel title={label('work')}>
          <Stack spacing={2.5}>
            <TypeBoxes />
            <Row>
              <TextInput name="capacity" numeric hint={label('capacity_hint')} />
              <TextInput name="duty_hours" hint={label('duty_hours_hint')} />
            </Row>
          </Stack>
        </Panel>
      </Stack>
      <Stack spacing={2} sx={{ minWidth: 0 }}>
        <Panel title={label('contact')}>
          <Stack spacing={2.5}>
            <TextInput name="phone" type="tel" hint={label('phone_hint')} />
            <Row>
              <TextInput name="contact_name" />
              <TextInput name="contact_phone" type="tel" />
            </Row>
            <TextInput name="address" />
          </Stack>
        </Panel>
        <Panel title={label('position')}>
          <PositionField />
        </Panel>
      </Stack>
    </Box>
  );
}

function Basics() {
  const translate = useTranslate();
  const { form, set, fixed } = useOrganisationForm();
  const kinds = useChoices('organisation_kinds', 'console.kind');
  const categories = useCategories().filter((one) => one.kind === form.kind);
  const label = (name: string) => translate(`console.organisation.form.${name}`);
  const hint = fixed.includes('name')
    ? label('own_only')
    : fixed.includes('kind')
      ? label('kind_fixed')
      : null;
  return (
    <Stack spacing={2.5}>
      {hint && <FormHelperText sx={{ mx: 0 }}>{hint}</FormHelperText>}
      <TextInput name="name" required />
      <TextInput name="short_name" hint={label('short_name_hint')} />
      <Row>
        <SelectInput
          name="kind"
          required
          choices={kinds}
          // A category belongs to one kind.
          onChange={(kind) => set({ kind, category: '' })}
        />
        {(categories.length > 0 || form.category !== '') && (
          <SelectInput
            name="category"
            none={label('optional')}
            choices={categories.map((one) => ({ value: one.code, label: one.name }))}
          />
        )}
      </Row>
      <ParentPicker />
    </Stack>
  );
}
