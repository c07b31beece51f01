import { Box, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { HolidayRecord } from '../data/console/calendar';

const MONTHS = Array.from({ length: 12 }, (_, month) => month);

/** A week from Monday, to format the names of the weekdays. */
const WEEK = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)));

const iso = (date: Date) => date.toISOString().slice(0, 10);

/** The days of a month in whole weeks from Monday; null before the first. */
function weeksOf(year: number, month: number): (Date | null)[] {
  const first = new Date(Date.UTC(year, month, 1));
  const lead = (first.getUTCDay() + 6) % 7;
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return [
    ...Array.from({ length: lead }, () => null),
    ...Array.from({ length }, (_, day) => new Date(Date.UTC(year, month, day + 1))),
  ];
}

/** Twelve months with their days off and make-up workdays: a picture of the list next to it. */
export function YearGrid({ year, days }: { year: number; days: readonly HolidayRecord[] }) {
  const translate = useTranslate();
  const known = new Map(days.map((day) => [day.day, day]));
  return (
    <>
      <Box sx={{ display: 'flex', gap: 2, mb: 1.5 }}>
        {(['off', 'worked'] as const).map((kind) => (
          <Box key={kind} sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}>
            <Cell worked={kind === 'worked'} special>
              {translate(`console.rules.calendar.mark_${kind}`)}
            </Cell>
            {translate(`console.rules.calendar.legend_${kind}`)}
          </Box>
        ))}
      </Box>
      <Box
        aria-hidden
        sx={{
          display: 'grid',
          gap: 2.5,
          gridTemplateColumns: { xs: 'repeat(auto-fill, minmax(216px, 1fr))' },
        }}
      >
        {MONTHS.map((month) => (
          <Month key={month} year={year} month={month} known={known} />
        ))}
      </Box>
    </>
  );
}

interface MonthProps {
  year: number;
  month: number;
  known: ReadonlyMap<string, HolidayRecord>;
}

function Month({ year, month, known }: MonthProps) {
  const [locale] = useLocaleState();
  const name = new Date(Date.UTC(year, month, 1)).toLocaleDateString(locale, {
    timeZone: 'UTC',
    month: 'long',
  });
  return (
    <Box>
      <Typography component="p" sx={{ fontWeight: 650, mb: 0.5 }}>
        {name}
      </Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(7, 1fr)', rowGap: 0.25, textAlign: 'center' }}>
        {WEEK.map((day) => (
          <Box key={day.getTime()} sx={{ fontSize: 12, color: 'text.secondary' }}>
            {day.toLocaleDateString(locale, { timeZone: 'UTC', weekday: 'narrow' })}
          </Box>
        ))}
        {weeksOf(year, month).map((day, index) => {
          if (!day) return <span key={index} />;
          const special = known.get(iso(day));
          return (
            <Box key={index} title={special?.name} sx={{ display: 'flex', justifyContent: 'center' }}>
              <Cell
                special={special !== undefined}
                worked={special?.is_workday === true}
                faint={day.getUTCDay() % 6 === 0}
              >
                {day.getUTCDate()}
              </Cell>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}

interface CellProps {
  special: boolean;
  worked: boolean;
  /** Whether it is an ordinary weekend. */
  faint?: boolean;
  children: number | string;
}

/** A day off is filled, a make-up workday framed: shape and colour both show it. */
function Cell({ special, worked, faint = false, children }: CellProps) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        justifyContent: 'center',
        minWidth: 26,
        height: 26,
        borderRadius: 0.75,
        fontSize: 13,
        color: faint ? 'text.secondary' : 'text.primary',
        ...(special && !worked && { bgcolor: 'error.main', color: 'background.paper', fontWeight: 650 }),
        ...(special &&
          worked && { border: 2, borderColor: 'primary.main', color: 'primary.main', fontWeight: 650 }),
      }}
    >
      {children}
    </Box>
  );
}
