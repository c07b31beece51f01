import { useMemo, type RefObject } from 'react';
import { Box, InputAdornment, TextField } from '@mui/material';
import SearchIcon from '@mui/icons-material/Search';
import { useLocaleState, useTranslate } from 'react-admin';
import { disputeTypes } from '../../data/console/disputeTypes';
import { useRead } from '../../data/hooks/useRead';
import { inLanguage } from '../../text/languages';
import { type FilterChoice, typeFamily } from './queue';

/** Dispute types, and for the chosen one its code with those of its sub-types. */
export function useTypeChoice(chosen: string | null) {
  const { data } = useRead(['dispute_types'], disputeTypes, { staleTime: Infinity });
  const types = useMemo(() => (chosen ? typeFamily(data ?? [], chosen) : null), [data, chosen]);
  return { all: data ?? [], types };
}

interface QueueFiltersProps {
  choice: FilterChoice;
  onChange: (choice: FilterChoice) => void;
  searchField: RefObject<HTMLInputElement | null>;
}

/** One filter, as a list to choose from. */
function Choice({
  name,
  value,
  options,
  onChoose,
}: {
  name: 'grade' | 'type' | 'order';
  value: string;
  options: { value: string; label: string }[];
  onChoose: (value: string) => void;
}) {
  const translate = useTranslate();
  return (
    <TextField
      select
      size="small"
      value={value}
      onChange={(event) => onChoose(event.target.value)}
      slotProps={{
        select: { native: true },
        htmlInput: { 'aria-label': translate(`dispatch.filter.${name}`) },
      }}
      sx={{
        flex: 1,
        minWidth: 0,
        '& select.MuiInputBase-input.MuiInputBase-input': {
          pr: 2.5,
          py: 0.75,
          pl: 1,
          fontSize: { xs: 13, sm: 14 },
        },
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </TextField>
  );
}

/** Search by number, and the filters for grade, type and order. */
export function QueueFilters({ choice, onChange, searchField }: QueueFiltersProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { all } = useTypeChoice(choice.type);

  const select = (
    name: 'grade' | 'type' | 'order',
    value: string,
    options: { value: string; label: string }[],
  ) => (
    <Choice
      name={name}
      value={value}
      options={options}
      onChoose={(chosen) => onChange({ ...choice, [name]: chosen || null })}
    />
  );

  return (
    <Box
      role="search"
      aria-label={translate('dispatch.filter.label')}
      sx={{ display: 'grid', gap: 1, px: 1.5, py: 1 }}
    >
      <TextField
        size="small"
        type="search"
        value={choice.search}
        onChange={(event) => onChange({ ...choice, search: event.target.value })}
        placeholder={translate('dispatch.filter.search_hint')}
        inputRef={searchField}
        slotProps={{
          htmlInput: {
            'aria-label': translate('dispatch.filter.search'),
            inputMode: 'numeric',
            autoComplete: 'off',
          },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon fontSize="small" />
              </InputAdornment>
            ),
          },
        }}
        sx={{ '& input': { py: 0.75 } }}
      />
      <Box sx={{ display: 'flex', gap: 1 }}>
        {select('grade', choice.grade ?? '', [
          { value: '', label: translate('dispatch.filter.all_grades') },
          ...(['red', 'yellow', 'blue'] as const).map((grade) => ({
            value: grade,
            label: translate(`grade.${grade}`),
          })),
        ])}
        {select('type', choice.type ?? '', [
          { value: '', label: translate('dispatch.filter.all_types') },
          ...all
            .filter(({ parent_code }) => parent_code === null)
            .map(({ code, name, name_en }) => ({ value: code, label: inLanguage(locale, name, name_en) })),
        ])}
        {select(
          'order',
          choice.order,
          (['urgent', 'newest'] as const).map((order) => ({
            value: order,
            label: translate(`dispatch.filter.${order}`),
          })),
        )}
      </Box>
    </Box>
  );
}
