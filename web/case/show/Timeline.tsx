import { Box, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { CaseEventRecord } from '../../data/console/caseParts';
import { regionsOf } from '../../data/console/regions';
import { useChannels } from '../../data/hooks/useChannels';
import { useRead } from '../../data/hooks/useRead';
import { Time } from '../../ui/console/Time';
import { sideOf, toldAct } from './acts';
import { regionsIn, saidIn } from './payload';
import { StatusTag } from '../tags';

interface TimelineProps {
  events: CaseEventRecord[];
  /** Shows only this many of the latest events. */
  last?: number;
}

/** Who did what and when, latest first. */
export function Timeline({ events, last }: TimelineProps) {
  const translate = useTranslate();
  const { nameOf: channel } = useChannels();
  const codes = regionsIn(events);
  const { data: regions } = useRead(['regions_of', codes], (signal) => regionsOf(codes, signal), {
    enabled: codes.length > 0,
    staleTime: Infinity,
  });
  const region = (code: string) => {
    const name = regions?.find((one) => one.code === code)?.name;
    return name ? translate('console.case.filed_region_value', { name, code }) : code;
  };
  const newestFirst = [...events].sort((one, other) => other.seq - one.seq).slice(0, last);
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {newestFirst.map((event, index) => (
        <Entry
          key={event.id}
          event={event}
          region={region}
          channel={channel}
          first={index === 0}
          end={index === newestFirst.length - 1}
        />
      ))}
    </Box>
  );
}

interface EntryProps {
  event: CaseEventRecord;
  /** The name of a region by its code. */
  region: (code: string) => string;
  /** The name of a channel by its code. */
  channel: (code: string) => string;
  first: boolean;
  end: boolean;
}

function Entry({ event, region, channel, first, end }: EntryProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const actor =
    event.actor_name ??
    ((event.actor_kind === 'public' && sideOf(event, translate)) ||
      translate(`console.actor.${event.actor_kind}`));
  const deputyFor = event.payload.deputy_for;
  const post = [
    event.role && translate(`role.${event.role}`),
    event.organisation_name,
    typeof deputyFor === 'string' && translate('console.said.deputy_for', { name: deputyFor }),
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <Box component="li" sx={{ position: 'relative', pl: 3, pb: end ? 0 : 2.25 }}>
      <Box
        aria-hidden
        sx={{
          position: 'absolute',
          left: 0,
          top: 6,
          width: 11,
          height: 11,
          borderRadius: '50%',
          border: 2,
          borderColor: 'primary.main',
          bgcolor: first ? 'primary.main' : 'background.paper',
        }}
      />
      {!end && (
        <Box
          aria-hidden
          sx={{ position: 'absolute', left: 5, top: 20, bottom: -4, width: '1px', bgcolor: 'divider' }}
        />
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography variant="h3">{toldAct(event, translate)}</Typography>
        {event.from_status !== event.to_status && <StatusTag status={event.to_status} />}
        <Box sx={{ flex: 1 }} />
        <Typography component="span" variant="body2" color="text.secondary">
          <Time at={event.at} show="exact" />
        </Typography>
      </Box>
      <Typography variant="body2" color="text.secondary">
        {post ? `${actor} · ${post}` : actor}
      </Typography>
      <Box component="dl" sx={{ m: 0 }}>
        {saidIn(event, { translate, locale, region, channel }).map((said) => (
          <Box key={said.key} sx={{ mt: 0.25 }}>
            <Box component="dt" sx={{ display: 'inline', color: 'text.secondary' }}>
              {said.label}
              {translate('console.colon')}
            </Box>
            <Box
              component="dd"
              sx={{ display: 'inline', m: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}
            >
              {said.valueText}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
