import { useState } from 'react';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import { changeLines, type ChangeLine, useChangeWords } from '../audit';
import type { AdministrationEventRecord } from '../data/console/records';
import { Failed, Waiting } from '../ui/console/States';
import { Time } from '../ui/console/Time';

const STEP = 10;
const NO_ROWS: AdministrationEventRecord[] = [];

/** Who changed what about an organisation and when, newest first. */
export function History({ organisationId }: { organisationId: string }) {
  const translate = useTranslate();
  const [shown, setShown] = useState(STEP);
  const { data, error, refetch, pageInfo } = useGetList<AdministrationEventRecord>(
    'administration_events',
    {
      filter: { object_kind: 'organisation', object_id: organisationId },
      sort: { field: 'id', order: 'DESC' },
      pagination: { page: 1, perPage: shown },
    },
    { placeholderData: (before) => before },
  );
  const changeText = useChangeWords(data ?? NO_ROWS);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting rows={3} height={28} />;
  if (data.length === 0) {
    return <Typography color="text.secondary">{translate('console.organisation.history.none')}</Typography>;
  }
  return (
    <Box>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map((event) => (
          <Box
            component="li"
            key={event.id}
            sx={{ py: 1, borderBottom: 1, borderColor: 'divider', '&:last-child': { borderBottom: 0 } }}
          >
            <Stack direction="row" useFlexGap sx={{ columnGap: 1, flexWrap: 'wrap', alignItems: 'baseline' }}>
              <Typography component="span" sx={{ fontWeight: 600 }}>
                {translate(`console.audit.verb.${event.verb}`)}
              </Typography>
              <Typography component="span">
                {event.actor_name ?? translate('console.organisation.history.operator')}
              </Typography>
              <Typography component="span" variant="body2" color="text.secondary">
                {event.actor_organisation_name}
              </Typography>
              <Box component="span" sx={{ flex: 1 }} />
              <Typography component="span" variant="body2" color="text.secondary">
                <Time at={event.at} show="exact" />
              </Typography>
            </Stack>
            <Lines lines={changeLines(event, changeText)} />
          </Box>
        ))}
      </Box>
      {pageInfo?.hasNextPage && (
        <Button sx={{ minHeight: 44 }} onClick={() => setShown(shown + STEP)}>
          {translate('console.organisation.history.more')}
        </Button>
      )}
    </Box>
  );
}

function Lines({ lines }: { lines: readonly ChangeLine[] }) {
  const translate = useTranslate();
  return lines.map(({ label, before, after }) => (
    <Typography key={label} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {label}
        {translate('console.colon')}
      </Box>
      {before === undefined ? after : translate('console.organisation.history.change', { before, after })}
    </Typography>
  ));
}
