import { useId, useState } from 'react';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { ExtensionRecord, DeadlineRecord } from '../../data/console/deadlines';
import { exactTime } from '../../domain/dates';
import { Tag } from '../../ui/console/Tag';
import { Counting } from './Counting';
import { DueLight } from '../tags';

const NONE: ExtensionRecord[] = [];

/** The extensions requested while a deadline ran: a reopened case has two mediation deadlines. */
function extensionsOf(clock: DeadlineRecord, all: ExtensionRecord[]): ExtensionRecord[] {
  if (clock.stage !== 'mediate') return NONE;
  const [from, to] = [Date.parse(clock.starts_at), clock.met_at ? Date.parse(clock.met_at) : Infinity];
  return all.filter(({ asked_at: at }) => Date.parse(at) >= from && Date.parse(at) <= to);
}

interface ClocksProps {
  deadlines: DeadlineRecord[];
  extensions?: ExtensionRecord[] | undefined;
}

/** The deadlines of a case: when each is due, and which were met in time or late. */
export function Clocks({ deadlines, extensions = NONE }: ClocksProps) {
  const translate = useTranslate();
  if (deadlines.length === 0)
    return <Typography color="text.secondary">{translate('console.due.none')}</Typography>;
  return (
    <Stack component="ul" spacing={1.25} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {deadlines.map((deadline) => (
        <Clock key={deadline.id} deadline={deadline} extensions={extensionsOf(deadline, extensions)} />
      ))}
    </Stack>
  );
}

function Clock({ deadline, extensions }: { deadline: DeadlineRecord; extensions: ExtensionRecord[] }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { stage, due_at: due, met_at: met, paused_at: paused, light, provisional } = deadline;
  const late = met !== null && light === 'red';
  return (
    <Box component="li">
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
        <span>{translate(`stage.${stage}`)}</span>
        {met === null ? (
          paused ? (
            <Tag tone="neutral">{translate('console.life.paused')}</Tag>
          ) : (
            <DueLight light={light} dueAt={due} />
          )
        ) : (
          <Box component="span" sx={{ color: late ? 'error.main' : 'success.main' }}>
            {translate(late ? 'console.due.met_late' : 'console.due.met')}
          </Box>
        )}
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography variant="body2" color="text.secondary" sx={{ flex: 1 }}>
          {met === null
            ? translate(paused ? 'console.life.paused_since' : 'console.due.until', {
                time: exactTime(paused ?? due, locale),
              })
            : translate('console.due.met_at', { time: exactTime(met, locale) })}
          {provisional && met === null && ` · ${translate('console.life.provisional')}`}
        </Typography>
        <Button
          size="small"
          color="inherit"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          aria-label={translate('console.life.counting_of', { stage: translate(`stage.${stage}`) })}
          onClick={() => setOpen(!open)}
          sx={{ color: 'text.secondary', minHeight: { xs: 44, md: 30 } }}
        >
          {translate('console.life.counting')}
        </Button>
      </Box>
      {open && (
        <Box id={id}>
          <Counting deadline={deadline} extensions={extensions} />
        </Box>
      )}
    </Box>
  );
}
