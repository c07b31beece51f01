import { Box, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { FlagRecord } from '../data/console/caseParts';
import { useList } from '../data/hooks/useLists';
import type { Flag } from '../domain/stages';
import { exactDay, exactTime } from '../domain/dates';
import { Tag, type Tone } from '../ui/console/Tag';

const FLAG_TONE: Record<Flag, Tone> = {
  risk: 'red',
  supervised: 'amber',
  question: 'amber',
  suspended: 'neutral',
  escalated: 'accent',
  jurisdiction: 'accent',
  co_handled: 'accent',
};

/** The flags of a case as labels. */
export function FlagTags({ flags }: { flags: readonly Flag[] }) {
  const translate = useTranslate();
  return flags.map((flag) => (
    <Tag key={flag} tone={FLAG_TONE[flag] ?? 'neutral'}>
      {translate(`console.life.flag.${flag}`)}
    </Tag>
  ));
}

/** The system stores a code where people enter text. */
function useReason() {
  const translate = useTranslate();
  const suspensions = useList('suspend_reasons');
  return (reason: string | null) => {
    if (!reason) return null;
    if (suspensions.includes(reason)) return translate(`console.life.suspend_reason.${reason}`);
    if (reason === 'question') return translate('console.parties.question_waits');
    const stage = /^overdue:(\w+)$/.exec(reason)?.[1];
    return stage ? translate('console.life.overdue_demand', { stage: translate(`stage.${stage}`) }) : reason;
  };
}

/** The text of a demand or reason, entered by a person or stored as a code. */
export const useLeftWords = useReason;

/** Current and past flags: reason, begin, end; current ones first. */
export function FlagHistory({ flags }: { flags: FlagRecord[] }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const reasonLabel = useReason();
  const who = (name: string | null) => (name === 'system' ? translate('console.actor.system') : (name ?? ''));
  const running = flags.filter((flag) => flag.ended_at === null);
  const past = flags.filter((flag) => flag.ended_at !== null);
  return (
    <Stack component="ul" spacing={1.5} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {[...running, ...past].map((flag) => (
        <Box component="li" key={flag.id}>
          <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
            {flag.ended_at === null ? (
              <FlagTags flags={[flag.flag]} />
            ) : (
              <Tag tone="neutral">{translate(`console.life.flag.${flag.flag}`)}</Tag>
            )}
            {flag.until_on && flag.ended_at === null && (
              <span>{translate('console.life.flag_until', { day: exactDay(flag.until_on, locale) })}</span>
            )}
            {flag.ended_at !== null && (
              <Typography component="span" variant="body2" color="text.secondary">
                {translate('console.life.flag_over')}
              </Typography>
            )}
          </Stack>
          <Typography sx={{ mt: 0.25, overflowWrap: 'anywhere' }}>{reasonLabel(flag.reason)}</Typography>
          <Typography variant="body2" color="text.secondary">
            {translate('console.life.flag_since', {
              time: exactTime(flag.started_at, locale),
              name: who(flag.started_by),
            })}
            {flag.ended_at &&
              ` · ${translate('console.life.flag_ended', {
                time: exactTime(flag.ended_at, locale),
                name: who(flag.ended_by),
              })}`}
          </Typography>
        </Box>
      ))}
    </Stack>
  );
}
