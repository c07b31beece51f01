import { useEffect, useState } from 'react';
import { Autocomplete, Box, TextField, Typography } from '@mui/material';
import { useGetList, useGetOne, useTranslate } from 'react-admin';
import type { OrganisationRecord } from '../data/console/records';
import { useField, useOrganisationForm } from './formContext';

const DEBOUNCE_MS = 300;

/** Finds the organisation above by its name. */
export function ParentPicker() {
  const translate = useTranslate();
  const { form, set, id } = useOrganisationForm();
  const { label, problem, disabled } = useField('parent_id');
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const chosen = useGetOne<OrganisationRecord>(
    'organisations',
    { id: form.parent_id },
    { enabled: form.parent_id !== '' },
  );
  const value = form.parent_id && chosen.data?.id === form.parent_id ? chosen.data : null;
  // The field contains the name of the chosen one, which must not start a search.
  const question = asked === value?.name ? '' : asked;
  const found = useGetList<OrganisationRecord>(
    'organisations',
    {
      filter: { active: true, ...(question && { q: question }) },
      sort: { field: 'region_code', order: 'ASC' },
      pagination: { page: 1, perPage: 20 },
    },
    { enabled: !disabled },
  );
  const others = (found.data ?? []).filter((one) => one.id !== id);
  const missing = value !== null && question === '' && !others.some((one) => one.id === value.id);
  const options = missing ? [value, ...others] : others;
  return (
    <Autocomplete<OrganisationRecord>
      value={value}
      options={options}
      getOptionLabel={(one) => one.name}
      getOptionKey={(one) => one.id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      // The database has already filtered.
      filterOptions={(all) => all}
      loading={found.isPending || typed.trim() !== asked}
      loadingText={translate('console.organisation.form.parent_searching')}
      noOptionsText={translate('console.organisation.form.parent_none')}
      clearText={translate('ra.action.clear_input_value')}
      openText={translate('ra.action.open')}
      closeText={translate('ra.action.close')}
      disabled={disabled}
      slotProps={{ paper: { sx: { border: 1, borderColor: 'divider', boxShadow: 6 } } }}
      onChange={(_event, one) => set({ parent_id: one?.id ?? '' })}
      onInputChange={(_event, text) => setTyped(text)}
      renderOption={({ key, ...props }, one) => (
        <Box component="li" key={key} {...props} sx={{ minHeight: 44 }}>
          <Box>
            {one.name}
            <Typography variant="body2" color="text.secondary">
              {one.region_path}
            </Typography>
          </Box>
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          name="parent_id"
          label={label}
          error={problem !== null}
          helperText={problem ?? translate('console.organisation.form.parent_hint')}
        />
      )}
    />
  );
}
