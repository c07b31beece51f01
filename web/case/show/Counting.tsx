import { Box, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { ExtensionRecord, DeadlineRecord } from '../../data/console/deadlines';
import { exactDay, exactTime } from '../../domain/dates';

interface CountingProps {
  deadline: DeadlineRecord;
  /** Extensions of the mediation deadline; empty for other deadlines. */
  extensions: ExtensionRecord[];
}

/** How a deadline is computed: its rule, pauses and extensions, each with the time it added. */
export function Counting({ deadline, extensions }: CountingProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { starts_at: start, due_at: due, amount, unit, basis, rule_of: since, pauses } = deadline;
  const lines = [
    translate('console.life.counting_rule', {
      span: translate(`console.life.unit.${unit}`, { smart_count: amount }),
    }),
    basis && translate('console.life.counting_basis', { basis }),
    since && translate('console.life.counting_since', { day: exactDay(since, locale) }),
    translate('console.life.counting_start', { time: exactTime(start, locale) }),
    ...(pauses ?? []).map((pause) =>
      translate('console.life.counting_pause', {
        from: exactTime(pause.from, locale),
        to: exactTime(pause.to, locale),
        before: exactTime(pause.before, locale),
        after: exactTime(pause.after, locale),
      }),
    ),
    deadline.paused_at &&
      translate('console.life.counting_paused', { time: exactTime(deadline.paused_at, locale) }),
    ...extensions.map((one) => extensionWords(one, translate, locale)),
    translate('console.life.counting_due', { time: exactTime(due, locale) }),
  ];
  return (
    <Box
      component="ol"
      sx={{ m: 0, mt: 0.75, pl: 1.5, listStyle: 'none', borderLeft: 2, borderColor: 'divider' }}
    >
      {lines.filter(Boolean).map((line) => (
        <Typography component="li" variant="body2" key={String(line)} sx={{ overflowWrap: 'anywhere' }}>
          {line}
        </Typography>
      ))}
    </Box>
  );
}

type Translate = (key: string, params?: Record<string, unknown>) => string;

function extensionWords(one: ExtensionRecord, translate: Translate, locale: string): string {
  const asked = translate('console.life.extension_asked', {
    name: one.asked_by,
    time: exactTime(one.asked_at, locale),
    days: one.days,
    reason: one.reason,
  });
  if (!one.decided_at) return `${asked} ${translate('console.life.extension_waits')}`;
  const decision = translate(
    one.granted ? 'console.life.extension_granted' : 'console.life.extension_refused',
    {
      time: exactTime(one.decided_at, locale),
      before: one.due_before ? exactTime(one.due_before, locale) : '',
      after: one.due_after ? exactTime(one.due_after, locale) : '',
    },
  );
  return [asked, decision, one.decision].filter(Boolean).join(' ');
}
