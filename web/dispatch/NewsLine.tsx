import { Box } from '@mui/material';
import { visuallyHidden } from '@mui/utils';
import { useLocaleState, useTranslate } from 'react-admin';
import { typeName } from '../case';
import { cityClock } from '../domain/dates';
import type { News } from './useDesk';
import type { Liveness } from './queue/useLiveQueue';

/** Announces to screen readers which cases others added or removed. */
export function NewsLine({ news }: { news: News | null }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const newsText = () => {
    if (!news) return '';
    const { arrived, left } = news;
    const [only] = arrived;
    const said: string[] = [];
    if (only && arrived.length === 1) {
      said.push(
        translate('dispatch.news.one', {
          number: only.number,
          type: typeName(only, locale),
          grade: translate(`grade.${only.grade}`),
        }),
      );
    } else if (arrived.length) {
      said.push(translate('dispatch.news.arrived', { smart_count: arrived.length }));
    }
    if (left.length) said.push(translate('dispatch.news.left', { smart_count: left.length }));
    return said.join(' ');
  };
  return (
    <Box role="status" aria-live="polite" sx={visuallyHidden}>
      {newsText()}
    </Box>
  );
}

/** Shown above the rows while live updates are interrupted: since when, and that the list is polled. */
export function StaleLine({ state, since }: Liveness) {
  const translate = useTranslate();
  if (state !== 'stale') return null;
  return (
    <Box
      sx={{
        px: 1.5,
        py: 0.75,
        fontSize: 13,
        bgcolor: 'action.hover',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      {translate('dispatch.live.stale', { time: cityClock(since).slice(11) })}
    </Box>
  );
}
