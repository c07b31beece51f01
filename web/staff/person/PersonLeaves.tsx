import { useState } from 'react';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useGetList, useLocaleState, useTranslate } from 'react-admin';
import type { LeaveRecord, PostRecord, StaffRecord } from '../../data/console/records';
import { cityDay, exactDay } from '../../ui/console/clock';
import { Panel } from '../../ui/console/Panel';
import { Failed, Waiting } from '../../ui/console/States';
import { Tag, type Tone } from '../../ui/console/Tag';
import { CancelLeaveDialog, LeaveDialog } from './AbsenceDialogs';
import { postState } from '../postState';
import { TOUCH } from '../staff';

const NEWEST = { page: 1, perPage: 20 };

const TONES: Record<LeaveRecord['state'], Tone> = {
  running: 'amber',
  ahead: 'blue',
  over: 'neutral',
  cancelled: 'neutral',
};

interface PersonLeavesProps {
  person: StaffRecord;
  posts: PostRecord[];
  administers: boolean;
}

/** A person's leaves with their deputies. */
export function PersonLeaves({ person, posts, administers }: PersonLeavesProps) {
  const translate = useTranslate();
  const [taking, setTaking] = useState(false);
  const [cancelling, setCancelling] = useState<string | null>(null);
  const { data, error, refetch } = useGetList<LeaveRecord>('leaves', {
    filter: { staff_id: person.id },
    sort: { field: 'from_on', order: 'DESC' },
    pagination: NEWEST,
  });
  const held = posts.filter((post) => postState(post, cityDay(new Date())) === 'held');
  const cancelled = data?.find(({ id }) => id === cancelling);
  return (
    <Panel
      title={translate('console.staff.leave.list')}
      aside={
        administers &&
        held.length > 0 && (
          <Button size="small" sx={TOUCH} onClick={() => setTaking(true)}>
            {translate('console.staff.leave.title')}
          </Button>
        )
      }
    >
      {error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : data ? (
        <Leaves rows={data} onCancel={administers ? setCancelling : undefined} />
      ) : (
        <Waiting rows={2} height={28} />
      )}
      {taking && <LeaveDialog posts={held} onClose={() => setTaking(false)} />}
      {cancelled && <CancelLeaveDialog leave={cancelled} onClose={() => setCancelling(null)} />}
    </Panel>
  );
}

function Leaves({ rows, onCancel }: { rows: LeaveRecord[]; onCancel: ((id: string) => void) | undefined }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  if (rows.length === 0)
    return <Typography color="text.secondary">{translate('console.staff.leave.none')}</Typography>;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {rows.map((leave) => (
        <Box component="li" key={leave.id} sx={{ py: 0.75 }}>
          <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
            <Box sx={{ flex: '1 1 220px', minWidth: 0 }}>
              <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
                <span>
                  {translate('console.staff.period', {
                    from: exactDay(leave.from_on, locale),
                    to: exactDay(leave.to_on, locale),
                  })}
                </span>
                <Tag tone={TONES[leave.state]}>{translate(`console.staff.leave.state.${leave.state}`)}</Tag>
              </Stack>
              <Typography variant="body2" color="text.secondary">
                {translate('console.staff.leave.line', {
                  deputy: leave.deputy_name ?? '–',
                  role: translate(`role.${leave.role}`),
                  reason: leave.reason,
                })}
              </Typography>
            </Box>
            {onCancel && (leave.state === 'ahead' || leave.state === 'running') && (
              <Button size="small" variant="outlined" sx={TOUCH} onClick={() => onCancel(leave.id)}>
                {translate('console.staff.cancel_leave.title')}
              </Button>
            )}
          </Stack>
        </Box>
      ))}
    </Box>
  );
}
