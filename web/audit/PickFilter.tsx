import { useEffect, useState } from 'react';
import { Autocomplete, TextField } from '@mui/material';
import { useGetList, useGetOne, useTranslate } from 'react-admin';
import { useFilter } from '../ui/console/filters';

interface Named {
  id: string;
  name: string;
}

interface PickFilterProps {
  source: string;
  label: string;
  resource: 'staff' | 'organisations';
}

const FIRST = { page: 1, perPage: 20 };
const BY_NAME = { field: 'name', order: 'ASC' } as const;
const DEBOUNCE_MS = 300;

/** A filter by one of many options, found by typing, since nobody scrolls through thousands of names. */
export function PickFilter({ source, label, resource }: PickFilterProps) {
  const translate = useTranslate();
  const [value, setValue] = useFilter(source);
  const [typed, setTyped] = useState('');
  const [query, setWords] = useState('');
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useGetList<Named>(
    resource,
    { filter: query ? { q: query } : {}, pagination: FIRST, sort: BY_NAME },
    { enabled: open },
  );
  const chosen = useGetOne<Named>(resource, { id: value }, { enabled: value !== '' });
  return (
    <Autocomplete<Named>
      size="small"
      value={value ? (chosen.data ?? null) : null}
      options={found.data ?? []}
      loading={found.isFetching}
      open={open}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      // The database has already filtered; filtering again by label would hide matches by account.
      filterOptions={(all) => all}
      getOptionLabel={(one) => one.name}
      getOptionKey={(one) => one.id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      onChange={(_event, one) => setValue(one?.id ?? '')}
      onInputChange={(_event, text, reason) => setTyped(reason === 'input' ? text : '')}
      loadingText={translate('console.loading')}
      noOptionsText={translate('console.audit.pick_none')}
      clearText={translate('console.list.clear')}
      openText={label}
      closeText={translate('console.action.close')}
      sx={{ minWidth: 180, width: { md: 200 } }}
      renderInput={(params) => (
        <TextField {...params} label={label} slotProps={{ inputLabel: { shrink: true } }} />
      )}
    />
  );
}
