import { type ReactNode, useEffect, useState } from 'react';
import { Autocomplete, TextField } from '@mui/material';
import { useGetList, useGetOne, useTranslate } from 'react-admin';
import type { OrganisationRecord } from '../data/console/organisations';
import { useFilter } from '../ui/console/filters';
import { useField } from '../ui/form/useField';
import { useSetValues } from '../ui/form/values';
import { usePart } from './staff';

const DEBOUNCE_MS = 300;
const A_PAGE = { page: 1, perPage: 20 };

type Picked = Pick<OrganisationRecord, 'id' | 'name'>;

interface PickerProps {
  label: string;
  value: string;
  onChange: (id: string, name: string) => void;
  name?: string;
  required?: boolean;
  disabled?: boolean;
  problem?: ReactNode;
  /** Whether it is in a row of filters. */
  small?: boolean;
}

/** Finds an organisation in the user's scope by words of its name. */
function OrganisationPicker({ label, value, onChange, small = false, ...field }: PickerProps) {
  const translate = useTranslate();
  const { within } = usePart();
  const [typed, setTyped] = useState('');
  const [query, setWords] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data: found = [], isFetching } = useGetList<OrganisationRecord>('organisations', {
    filter: { active: true, q: query, within },
    sort: { field: 'region_code', order: 'ASC' },
    pagination: A_PAGE,
  });
  const { data: named } = useGetOne<OrganisationRecord>(
    'organisations',
    { id: value },
    { enabled: value !== '' && !found.some(({ id }) => id === value) },
  );
  const chosen: Picked | null =
    value === '' ? null : (found.find(({ id }) => id === value) ?? named ?? { id: value, name: '…' });
  return (
    <Autocomplete<Picked>
      options={found}
      value={chosen}
      getOptionLabel={(one) => one.name}
      getOptionKey={(one) => one.id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      // The database has already filtered.
      filterOptions={(all) => all}
      onChange={(_event, one) => onChange(one?.id ?? '', one?.name ?? '')}
      onInputChange={(_event, text, reason) => setTyped(reason === 'input' ? text : '')}
      loading={isFetching}
      disabled={field.disabled ?? false}
      size={small ? 'small' : 'medium'}
      loadingText={translate('console.loading')}
      noOptionsText={translate('console.staff.organisation_none')}
      openText={translate('console.staff.organisation_open')}
      closeText={translate('console.action.close')}
      clearText={translate('console.staff.organisation_clear')}
      sx={small ? { minWidth: { xs: 0, md: 260 } } : {}}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          placeholder={small ? translate('console.list.all') : ''}
          required={field.required ?? false}
          error={Boolean(field.problem)}
          helperText={field.problem ?? (small ? undefined : translate('console.staff.organisation_hint'))}
          slotProps={{
            inputLabel: { shrink: true },
            htmlInput: { ...params.inputProps, name: field.name },
          }}
        />
      )}
    />
  );
}

/** Initial values of the fields `organisation_id` and `organisation_name`. */
export function useOrganisationFields() {
  const { only } = usePart();
  return { organisation_id: only?.id ?? '', organisation_name: only?.name ?? '' };
}

/** The organisation of a form, already filled in for users who administer only one. */
export function OrganisationInput({ label }: { label: string }) {
  const { only } = usePart();
  const set = useSetValues<Record<'organisation_id' | 'organisation_name', string>>();
  const field = useField({ name: 'organisation_id', label, required: true });
  if (only) return <TextField label={label} value={only.name} disabled fullWidth />;
  return (
    <OrganisationPicker
      name="organisation_id"
      required
      label={label}
      value={field.value}
      onChange={(organisation_id, organisation_name) => set({ organisation_id, organisation_name })}
      disabled={field.disabled}
      problem={field.problem}
    />
  );
}

/** The filter of a list by organisation. */
export function OrganisationFilter({ label }: { label: string }) {
  const [value, setValue] = useFilter('organisation_id');
  return <OrganisationPicker small label={label} value={value} onChange={(id) => setValue(id)} />;
}
