import { Box, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { AgreementRecord, SessionRecord } from '../../data/console/caseParts';
import { exactDay } from '../../domain/dates';
import { Facts } from '../../ui/console/Facts';
import { Time } from '../../ui/console/Time';
import { money } from '../../domain/numbers';

/** The sessions of a case, in order. */
export function Sessions({ sessions }: { sessions: SessionRecord[] }) {
  const translate = useTranslate();
  return (
    <Stack component="ol" spacing={2} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {sessions.map((session) => (
        <Box component="li" key={session.id}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'baseline' }}>
            <Typography variant="h3">
              {translate('console.session.title', {
                count: session.seq,
                kind: translate(`console.session.${session.kind}`),
              })}
            </Typography>
            <Typography component="span" variant="body2" color="text.secondary">
              <Time at={session.held_at} show="exact" />
            </Typography>
          </Box>
          <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{session.summary}</Typography>
          <Typography variant="body2" color="text.secondary">
            {[session.place, session.attendees, session.recorded_by_name].filter(Boolean).join(' · ')}
          </Typography>
        </Box>
      ))}
    </Stack>
  );
}

/** The agreement of a case. */
export function Agreement({ agreement }: { agreement: AgreementRecord }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  return (
    <Facts
      facts={[
        {
          label: translate('console.agreement.form'),
          value: translate(`console.agreement.${agreement.form}`),
        },
        {
          label: translate('console.agreement.terms'),
          value: <span style={{ whiteSpace: 'pre-line' }}>{agreement.terms}</span>,
        },
        {
          label: translate('console.agreement.amount'),
          value: agreement.amount !== null && money(agreement.amount, locale),
        },
        {
          label: translate('console.agreement.perform_by'),
          value: agreement.perform_by && exactDay(agreement.perform_by, locale),
        },
        {
          label: translate('console.agreement.effective_on'),
          value: agreement.effective_on && exactDay(agreement.effective_on, locale),
        },
      ]}
    />
  );
}
