import { useEffect, useState } from 'react';
import { Autocomplete, TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useRead } from '../../data/hooks/useRead';
import { type FieldProps, useField } from './useField';

/** A search result. */
export interface Found {
  id: string;
  name: string;
  /** A second line below the name. */
  more?: string;
}

interface SearchInputProps extends FieldProps {
  /** What is searched; part of the cache key. */
  among: string;
  look: (query: string, signal: AbortSignal) => Promise<Found[]>;
  /** Whether another input of the same name shows the error. */
  quiet?: boolean;
}

const DEBOUNCE_MS = 300;

/** A choice among very many, found by typing. */
export function SearchInput(props: SearchInputProps) {
  const { name, label, hint, required = false, among, look, quiet = false } = props;
  const translate = useTranslate();
  const field = useField(props);
  const [typed, setTyped] = useState('');
  const [query, setWords] = useState('');
  const [chosen, setChosen] = useState<Found | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useRead(['find', among, query], (signal) => look(query, signal), {
    enabled: query !== '',
    staleTime: 30_000,
  });
  const problem = quiet ? null : field.problem;
  return (
    <Autocomplete<Found>
      value={chosen?.id === field.value ? chosen : null}
      options={query ? (found.data ?? []) : []}
      loading={found.isFetching}
      disabled={field.disabled}
      // The database has already filtered.
      filterOptions={(all) => all}
      getOptionLabel={(one) => one.name}
      getOptionKey={(one) => one.id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      onChange={(_event, one) => {
        setChosen(one);
        field.change(one?.id ?? '');
      }}
      onInputChange={(_event, text, reason) => setTyped(reason === 'input' ? text : '')}
      renderOption={({ key, ...option }, one) => (
        <li key={key} {...option} style={{ display: 'block', minHeight: 44 }}>
          <div style={{ overflowWrap: 'anywhere' }}>{one.name}</div>
          {one.more && <div style={{ opacity: 0.75, fontSize: 13 }}>{one.more}</div>}
        </li>
      )}
      loadingText={translate('console.loading')}
      noOptionsText={translate(query ? 'console.life.found_none' : 'console.life.type_to_find')}
      clearText={translate('console.list.clear')}
      openText={label}
      closeText={translate('console.action.close')}
      renderInput={(params) => (
        <TextField
          {...params}
          name={name}
          label={label}
          required={required}
          error={problem !== null}
          helperText={problem ?? (found.error ? translate('console.life.found_failed') : hint)}
        />
      )}
    />
  );
}
