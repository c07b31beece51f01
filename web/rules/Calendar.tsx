import { useState } from 'react';
import { Link } from 'react-router-dom';
import Upload from '@mui/icons-material/FileUploadOutlined';
import { Alert, Box, Button, Stack, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { type HolidayRecord, holidays } from '../data/console/calendar';
import { useRead } from '../data/hooks/useRead';
import { cityDay } from '../domain/dates';
import { Panel } from '../ui/console/Panel';
import { Empty, Failed, Waiting } from '../ui/console/States';
import { HolidayList } from './HolidayList';
import { RulesFrame, useEditsRules } from './RulesFrame';
import { YearGrid } from './YearGrid';

/** The years shown, relative to the current one. */
const AROUND = [-1, 0, 1, 2] as const;

/** The holidays and make-up workdays of a year, and whether the next year has been imported. */
export function Calendar() {
  const translate = useTranslate();
  const edits = useEditsRules();
  const now = Number(cityDay(new Date()).slice(0, 4));
  const years = AROUND.map((gap) => now + gap);
  const [year, setYear] = useState(now);
  const { data, error, refetch } = useRead(['holidays', now], (signal) =>
    holidays(now + AROUND[0], now + AROUND[3], signal),
  );
  const of = (wanted: number) => data?.filter(({ day }) => day.startsWith(`${wanted}-`)) ?? [];
  const missing = data ? [now, now + 1].filter((one) => of(one).length === 0) : [];
  return (
    <RulesFrame
      tab="calendar"
      actions={
        edits && (
          <Button
            component={Link}
            to="/rules/calendar/import"
            variant="contained"
            startIcon={<Upload />}
            sx={{ minHeight: { xs: 44, md: 0 } }}
          >
            {translate('console.rules.calendar.import')}
          </Button>
        )
      }
    >
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting rows={8} />}
      {data && (
        <Stack spacing={2}>
          {missing.map((one) => (
            <Alert key={one} severity="warning">
              {translate('console.rules.calendar.missing', { year: one })}
            </Alert>
          ))}
          <ToggleButtonGroup
            exclusive
            value={year}
            aria-label={translate('console.rules.calendar.year')}
            onChange={(_event, chosen: number | null) => chosen && setYear(chosen)}
            sx={{
              '& > button': { px: 2, minHeight: 44, color: 'text.primary', bgcolor: 'background.paper' },
              '& > button.Mui-selected, & > button.Mui-selected:hover': {
                color: 'primary.contrastText',
                bgcolor: 'primary.main',
              },
            }}
          >
            {years.map((one) => (
              <ToggleButton key={one} value={one}>
                {one}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <YearPanels year={year} days={of(year)} edits={edits} />
        </Stack>
      )}
    </RulesFrame>
  );
}

/** The holidays of a year as a grid and as a list. */
function YearPanels({ year, days, edits }: { year: number; days: HolidayRecord[]; edits: boolean }) {
  const translate = useTranslate();
  if (days.length === 0) {
    return (
      <Empty
        title={translate('console.rules.calendar.none', { year })}
        hint={translate(edits ? 'console.rules.calendar.none_edit' : 'console.rules.calendar.none_read')}
      />
    );
  }
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 340px' },
      }}
    >
      <Panel title={translate('console.rules.calendar.of_year', { year })}>
        <YearGrid year={year} days={days} />
      </Panel>
      <Panel title={translate('console.rules.calendar.list')}>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
          {translate('console.rules.calendar.totals', {
            off: days.filter((day) => !day.is_workday).length,
            worked: days.filter((day) => day.is_workday).length,
          })}
        </Typography>
        <HolidayList days={days} />
      </Panel>
    </Box>
  );
}
