import { Box } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { caseTopics } from '../data/lists/scope';
import { useLive } from '../data/live/useLive';
import { cityClock } from '../domain/dates';

const COLOUR = { live: 'success.main', connecting: 'text.disabled', stale: 'warning.main' };

/** Whether the screens are updated live, and if not, since when. */
export function LiveState() {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const topics = caseTopics(useMe());
  const { state, since } = useLive(topics, () => undefined);
  const time = cityClock(since).slice(11);
  if (topics.length === 0) return null;
  return (
    <Box
      role="status"
      title={translate(`console.live.${state}_hint`, { time, locale })}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.75,
        fontSize: 13,
        color: 'text.secondary',
        whiteSpace: 'nowrap',
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{
          width: 9,
          height: 9,
          borderRadius: state === 'stale' ? 0.25 : '50%',
          bgcolor: state === 'connecting' ? 'transparent' : COLOUR[state],
          border: 2,
          borderColor: COLOUR[state],
        }}
      />
      {translate(`console.live.${state}`, { time })}
    </Box>
  );
}
