import { useState } from 'react';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useGetList, useLocaleState, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { LeaveRecord } from '../data/console/records';
import { exactDay } from '../ui/console/clock';
import { Panel } from '../ui/console/Panel';
import { Failed, Waiting } from '../ui/console/States';
import { Tag } from '../ui/console/Tag';

const STEP = 10;

/** The absent colleagues for whom the user is or was the deputy. */
export function StandIns() {
  const me = useMe();
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const [shown, setShown] = useState(STEP);
  const { data, error, refetch, pageInfo } = useGetList<LeaveRecord>('leaves', {
    filter: { deputy_id: me.staff_id },
    sort: { field: 'from_on', order: 'DESC' },
    pagination: { page: 1, perPage: shown },
  });
  return (
    <Panel title={translate('console.self.stand_ins')}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!error && !data && <Waiting rows={2} height={28} />}
      {data?.length === 0 && (
        <Typography color="text.secondary">{translate('console.self.no_stand_ins')}</Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data?.map((leave) => (
          <Box component="li" key={leave.id} sx={{ py: 0.75 }}>
            <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
              <Typography component="span" sx={{ fontWeight: 600 }}>
                {leave.staff_name ?? '–'}
              </Typography>
              <span>
                {translate('console.self.period', {
                  from: exactDay(leave.from_on, locale),
                  to: exactDay(leave.to_on, locale),
                })}
              </span>
              <Tag tone={leave.state === 'running' ? 'amber' : 'neutral'}>
                {translate(`console.self.leave.${leave.state}`)}
              </Tag>
            </Stack>
            <Typography variant="body2" color="text.secondary">
              {translate(`role.${leave.role}`)} · {leave.organisation_name}
            </Typography>
          </Box>
        ))}
      </Box>
      {pageInfo?.hasNextPage && (
        <Button onClick={() => setShown(shown + STEP)} sx={{ minHeight: 44 }}>
          {translate('console.self.earlier')}
        </Button>
      )}
    </Panel>
  );
}
