import { Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { CaseRecord } from '../../data/console/cases';
import { exactTime } from '../../domain/dates';
import { Panel } from '../../ui/console/Panel';
import { useRatings } from './useSide';

/** The parties' ratings of service and result. */
export function Ratings({ case: row }: { case: CaseRecord }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const ratings = useRatings(row);
  if (ratings.length === 0) return null;
  return (
    <Panel title={translate('console.parties.ratings')}>
      <Stack component="ul" spacing={1.5} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {ratings.map((rating) => (
          <li key={rating.side + rating.at}>
            <Typography>
              {translate(`console.party.${rating.side}`)}
              {translate('console.colon')}
              {translate('console.parties.rating', { service: rating.service, result: rating.result })}
            </Typography>
            {rating.message && <Typography sx={{ overflowWrap: 'anywhere' }}>{rating.message}</Typography>}
            <Typography variant="body2" color="text.secondary">
              {rating.organisation_name} · {exactTime(rating.at, locale)}
            </Typography>
          </li>
        ))}
      </Stack>
    </Panel>
  );
}
