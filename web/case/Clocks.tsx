import { Box, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { DeadlineRecord } from '../data/records';
import { exactTime } from '../ui/console/clock';
import { DueLight } from './tags';

/** The clocks of a case: what is due when, and what was met, in time or late. */
export function Clocks({ deadlines }: { deadlines: DeadlineRecord[] }) {
  const translate = useTranslate();
  if (deadlines.length === 0)
    return <Typography color="text.secondary">{translate('console.due.none')}</Typography>;
  return (
    <Stack component="ul" spacing={1.25} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {deadlines.map((deadline) => (
        <Clock key={deadline.id} deadline={deadline} />
      ))}
    </Stack>
  );
}

function Clock({ deadline }: { deadline: DeadlineRecord }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { stage, due_at: due, met_at: met, light, provisional } = deadline;
  const late = met !== null && light === 'red';
  return (
    <Box component="li">
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
        <span>{translate(`stage.${stage}`)}</span>
        {met === null ? (
          <DueLight light={light} dueAt={due} />
        ) : (
          <Box component="span" sx={{ color: late ? 'error.main' : 'success.main' }}>
            {translate(late ? 'console.due.met_late' : 'console.due.met')}
          </Box>
        )}
      </Box>
      <Typography variant="body2" color="text.secondary">
        {met === null
          ? translate('console.due.until', { time: exactTime(due, locale) })
          : translate('console.due.met_at', { time: exactTime(met, locale) })}
        {provisional && met === null && ` · ${translate('console.due.provisional')}`}
      </Typography>
    </Box>
  );
}
