import { useState } from 'react';
import Tune from '@mui/icons-material/Tune';
import { Badge, Button, Collapse, Stack, TextField, type Theme, useMediaQuery } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useDisputeTypes } from '../../case';
import { useChannels } from '../../data/hooks/useChannels';
import { useChoices } from '../../data/hooks/useLists';
import { FIRST, narrowings, type Shown } from './address';
import { ManyFilter } from './ManyFilter';
import { type PeriodName, PERIODS } from './period';
import type { Show } from './useShown';

const NOT_NARROWED = {
  types: FIRST.types,
  grades: FIRST.grades,
  channels: FIRST.channels,
  statuses: FIRST.statuses,
};

/** Which cases are counted: days, types, grades, channels and stages. */
export function Filters({ shown, show, today }: { shown: Shown; show: Show; today: string }) {
  const translate = useTranslate();
  const types = useDisputeTypes();
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'), { noSsr: true });
  const [open, setOpen] = useState(false);
  const statuses = useChoices('case_statuses', 'status');
  const grades = useChoices('grades', 'grade');
  const channels = useChannels();
  const period = (
    <TextField
      select
      size="small"
      label={translate('hotspot.period_label')}
      value={shown.period}
      onChange={(event) => show({ period: event.target.value as PeriodName, month: null })}
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
      sx={{ minWidth: 112, flex: { xs: 1, md: 'none' } }}
    >
      {PERIODS.map((name) => (
        <option key={name} value={name}>
          {translate(`hotspot.period.${name}`)}
        </option>
      ))}
    </TextField>
  );
  const day = (end: 'from' | 'to') => (
    <TextField
      type="date"
      size="small"
      label={translate(`hotspot.${end}`)}
      value={shown[end] ?? ''}
      onChange={(event) => show({ [end]: event.target.value || null, month: null })}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: today } }}
      sx={{ flex: { xs: 1, md: 'none' } }}
    />
  );
  const days = shown.period === 'custom' && (
    <Stack direction="row" spacing={1}>
      {day('from')}
      {day('to')}
    </Stack>
  );
  const rest = (
    <>
      <ManyFilter
        label={translate('console.case.type')}
        choices={types}
        chosen={shown.types}
        onChoose={(chosen) => show({ types: chosen })}
      />
      <ManyFilter
        label={translate('console.case.grade')}
        choices={grades}
        chosen={shown.grades}
        onChoose={(chosen) => show({ grades: chosen })}
      />
      <ManyFilter
        label={translate('console.case.channel')}
        choices={channels.choices}
        chosen={shown.channels}
        onChoose={(chosen) => show({ channels: chosen })}
      />
      <ManyFilter
        label={translate('console.case.status')}
        choices={statuses}
        chosen={shown.statuses}
        onChoose={(chosen) => show({ statuses: chosen })}
      />
      {narrowings(shown) > 0 && (
        <Button size="small" onClick={() => show(NOT_NARROWED)}>
          {translate('console.list.clear')}
        </Button>
      )}
    </>
  );
  if (!narrow) {
    return (
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        {period}
        {days}
        {rest}
      </Stack>
    );
  }
  return (
    <Stack spacing={1.5}>
      <Stack direction="row" spacing={1}>
        {period}
        <Badge badgeContent={narrowings(shown)} color="primary">
          <Button
            variant="outlined"
            startIcon={<Tune />}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            sx={{ whiteSpace: 'nowrap' }}
          >
            {translate('console.list.filters')}
          </Button>
        </Badge>
      </Stack>
      {days}
      <Collapse in={open} unmountOnExit>
        <Stack spacing={1.5} sx={{ pt: 1 }}>
          {rest}
        </Stack>
      </Collapse>
    </Stack>
  );
}
