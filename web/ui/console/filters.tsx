import { type ReactNode, useEffect, useRef, useState } from 'react';
import Search from '@mui/icons-material/Search';
import Tune from '@mui/icons-material/Tune';
import {
  Badge,
  Button,
  Collapse,
  InputAdornment,
  Stack,
  TextField,
  type Theme,
  useMediaQuery,
} from '@mui/material';
import { useListContext, useTranslate } from 'react-admin';

/** One option of a filter. */
export interface Choice {
  value: string;
  label: string;
}

/** One filter of the surrounding list: its value, empty when not set, and its setter. */
export function useFilter(source: string): [string, (value: string) => void] {
  const { filterValues, setFilters } = useListContext();
  const value = filterValues[source];
  return [
    value === undefined || value === null ? '' : String(value),
    (next) => {
      const rest = { ...filterValues };
      if (next === '') delete rest[source];
      else rest[source] = next;
      setFilters(rest);
    },
  ];
}

/** A filter with few options; "all" is the empty one. */
export function ChoiceFilter({
  source,
  label,
  choices,
}: {
  source: string;
  label: string;
  choices: Choice[];
}) {
  const translate = useTranslate();
  const [value, setValue] = useFilter(source);
  return (
    <TextField
      select
      size="small"
      label={label}
      value={value}
      onChange={(event) => setValue(event.target.value)}
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
      sx={{ minWidth: 112, maxWidth: { md: 200 } }}
    >
      <option value="">{translate('console.list.all')}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </TextField>
  );
}

/** A filter by day. */
export function DayFilter({ source, label }: { source: string; label: string }) {
  const [value, setValue] = useFilter(source);
  return (
    <TextField
      type="date"
      size="small"
      label={label}
      value={value}
      onChange={(event) => setValue(event.target.value)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}

const DEBOUNCE_MS = 350;

/** The free-text filter `q`, debounced while typing and applied at once on Enter. */
export function SearchFilter({ label }: { label: string }) {
  const [value, setValue] = useFilter('q');
  const [typed, setTyped] = useState(value);
  const asked = useRef(value);
  // The filter may also change elsewhere, for example when all filters are cleared.
  useEffect(() => {
    if (value !== asked.current) setTyped(value);
    asked.current = value;
  }, [value]);
  const ask = (text: string) => {
    asked.current = text;
    if (text !== value) setValue(text);
  };
  const here = useRef(window.location.pathname);
  useEffect(() => {
    const timer = setTimeout(() => {
      // Setting the filter after the user has followed a link would navigate back to the list.
      if (window.location.pathname === here.current) ask(typed.trim());
    }, DEBOUNCE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <TextField
      type="search"
      size="small"
      label={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => event.key === 'Enter' && ask(typed.trim())}
      slotProps={{
        inputLabel: { shrink: true },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <Search fontSize="small" />
            </InputAdornment>
          ),
        },
      }}
      sx={{ minWidth: { xs: 0, sm: 240 }, flex: { xs: 1, md: 'none' } }}
    />
  );
}

/** The filters of a list in a row; on a phone the options are collapsed behind a button. */
export function FilterBar({ search, children }: { search: ReactNode; children?: ReactNode }) {
  const translate = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'), { noSsr: true });
  const [open, setOpen] = useState(false);
  const chosen = Object.keys(filterValues).filter((key) => key !== 'q').length;
  const clear = Object.keys(filterValues).length > 0 && (
    <Button size="small" onClick={() => setFilters({})}>
      {translate('console.list.clear')}
    </Button>
  );
  if (!narrow) {
    return (
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', p: 1.5 }}>
        {search}
        {children}
        {clear}
      </Stack>
    );
  }
  return (
    <Stack sx={{ p: 1.5 }}>
      <Stack direction="row" spacing={1}>
        {search}
        {children && (
          <Badge badgeContent={chosen} color="primary">
            <Button
              variant="outlined"
              startIcon={<Tune />}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {translate('console.list.filters')}
            </Button>
          </Badge>
        )}
      </Stack>
      <Collapse in={open}>
        <Stack spacing={1.5} sx={{ pt: 2 }}>
          {children}
          {clear}
        </Stack>
      </Collapse>
    </Stack>
  );
}
