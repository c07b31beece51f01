import { Box, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { HolidayRecord } from '../data/console/calendar';
import { holidaysOf, type Span } from './holidaySpans';

/** `9月25日周五`: a date of the shown year. */
function dayWords(day: string, locale: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
  });
}

/** The holidays of a year as text: days off, and their make-up workdays. */
export function HolidayList({ days }: { days: readonly HolidayRecord[] }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const spansText = (spans: readonly Span[]) =>
    spans
      .map(({ from, to }) =>
        from === to
          ? dayWords(from, locale)
          : translate('console.rules.calendar.span', {
              from: dayWords(from, locale),
              to: dayWords(to, locale),
            }),
      )
      .join(translate('console.list_comma'));
  return (
    <Stack component="ul" spacing={1.25} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {holidaysOf(days).map((holiday) => (
        <Box component="li" key={holiday.name}>
          <Typography sx={{ fontWeight: 600 }}>{holiday.name}</Typography>
          {holiday.off.length > 0 && (
            <Typography>
              {translate('console.rules.calendar.off', { days: spansText(holiday.off) })}
            </Typography>
          )}
          {holiday.worked.length > 0 && (
            <Typography variant="body2" color="text.secondary">
              {translate('console.rules.calendar.worked', { days: spansText(holiday.worked) })}
            </Typography>
          )}
        </Box>
      ))}
    </Stack>
  );
}
