import { useState } from 'react';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { regionsOf } from '../data/console/regions';
import { type RegionChange, regionChanges } from '../data/console/regionTree';
import { useRead } from '../data/hooks/useRead';
import { exactDay } from '../domain/dates';
import { Panel } from '../ui/console/Panel';
import { Failed } from '../ui/console/States';
import { ChangeProgress, Progress } from './ChangeProgress';

const SHOWN = 5;

/** Changes of codes in the user's territory: unfinished ones first, then the latest. */
export function ChangesPanel() {
  const translate = useTranslate();
  const { role } = useMe();
  const [followed, follow] = useState<RegionChange | null>(null);
  const { data, error, refetch } = useRead(['region_changes'], (signal) => regionChanges(SHOWN, signal), {
    enabled: role === 'administrator',
  });
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data || data.length === 0) return null;
  return (
    <Panel title={translate('console.region.changes')}>
      <Stack spacing={2}>
        {data.map((change) => (
          <OneChange key={change.id} change={change} onFollow={() => follow(change)} />
        ))}
      </Stack>
      {followed && (
        <ChangeProgress
          action={followed.kind}
          progress={{ ...followed, finished: followed.finished_at !== null }}
          onClose={() => follow(null)}
        />
      )}
    </Panel>
  );
}

function OneChange({ change, onFollow }: { change: RegionChange; onFollow: () => void }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { code, kind, effective_on, cases_total: total, cases_moved: moved, finished_at } = change;
  const { data } = useRead(['regions', code, null], (signal) => regionsOf([code], signal));
  const params = { moved: moved.toLocaleString('en-US'), total: total.toLocaleString('en-US') };
  return (
    <Box>
      <Typography sx={{ fontWeight: 600 }}>
        {translate(`console.region.kind.${kind}`, { name: data?.[0]?.path ?? code })}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {translate('console.region.effective', { day: exactDay(effective_on, locale) })}
        {finished_at && ` · ${translate('console.region.progress.followed', params)}`}
      </Typography>
      {!finished_at && (
        <Stack direction="row" spacing={2} sx={{ alignItems: 'center', mt: 1 }}>
          <Box sx={{ flex: 1 }}>
            <Progress label={translate('console.region.progress.cases', params)} done={moved} total={total} />
          </Box>
          <Button variant="outlined" onClick={onFollow} sx={{ minHeight: 44 }}>
            {translate('console.region.progress.continue')}
          </Button>
        </Stack>
      )}
    </Box>
  );
}
