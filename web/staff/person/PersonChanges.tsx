import { Box, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import type { AdministrationEventRecord, LeaveRecord, PostRecord } from '../../data/console/records';
import { Panel } from '../../ui/console/Panel';
import { Failed, Waiting } from '../../ui/console/States';
import { Time } from '../../ui/console/Time';

const NEWEST = { page: 1, perPage: 30 };

/** The changes of a person's account, posts and leaves, newest first. */
export function PersonChanges({ personId, posts }: { personId: string; posts: PostRecord[] }) {
  const translate = useTranslate();
  const leaves = useGetList<LeaveRecord>('leaves', {
    filter: { staff_id: personId },
    sort: { field: 'from_on', order: 'DESC' },
    pagination: { page: 1, perPage: 20 },
  });
  const about = [personId, ...posts.map(({ id }) => id), ...(leaves.data ?? []).map(({ id }) => id)];
  const { data, error, refetch } = useGetList<AdministrationEventRecord>(
    'administration_events',
    { filter: { object_id: about }, sort: { field: 'id', order: 'DESC' }, pagination: NEWEST },
    { enabled: !leaves.isPending },
  );
  return (
    <Panel title={translate('console.staff.changes')}>
      {error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : data ? (
        <Changes rows={data} />
      ) : (
        <Waiting rows={3} height={28} />
      )}
    </Panel>
  );
}

function Changes({ rows }: { rows: AdministrationEventRecord[] }) {
  const translate = useTranslate();
  if (rows.length === 0)
    return <Typography color="text.secondary">{translate('console.staff.no_changes')}</Typography>;
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.25 }}>
      {rows.map((row) => (
        <Box component="li" key={row.id}>
          <Typography sx={{ fontWeight: 600 }}>
            {translate(`console.audit.verb.${row.verb}`, { _: row.verb })}
          </Typography>
          <Details row={row} />
          <Typography variant="body2" color="text.secondary">
            {row.actor_name ?? translate('console.staff.operator')} · <Time at={row.at} show="exact" />
          </Typography>
        </Box>
      ))}
    </Box>
  );
}

/** The details of a change that say more than its name. */
function Details({ row }: { row: AdministrationEventRecord }) {
  const translate = useTranslate();
  const { role, reason, deputy, to, n, last_day } = row.details as Record<string, string | undefined>;
  const parts = [
    role && translate(`role.${role}`, { _: role }),
    row.verb === 'rate_mediator' && to && translate(`console.staff.grade.${to}`, { _: to }),
    row.verb === 'hand_over' && translate('console.staff.handed', { to: to ?? '', n: n ?? '' }),
    deputy && translate('console.staff.deputised', { deputy }),
    last_day && translate('console.staff.ends_on', { day: last_day }),
    reason,
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return (
    <Typography sx={{ overflowWrap: 'anywhere' }}>{parts.join(translate('console.list_comma'))}</Typography>
  );
}
