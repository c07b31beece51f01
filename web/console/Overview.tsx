import { Link } from 'react-router-dom';
import { Box, Button, Divider, Stack, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import { CaseCard } from '../case';
import { caseCounts } from '../data/console/cases';
import { useMe } from '../data/hooks/Me';
import type { CaseRecord, Status } from '../data/console/records';
import { caseTopic } from '../data/lists/scope';
import { useLive } from '../data/live/useLive';
import { useRead } from '../data/hooks/useRead';
import { countWords } from '../ui/console/count';
import { Page } from '../ui/console/Page';
import { Panel } from '../ui/console/Panel';
import { Failed, Waiting } from '../ui/console/States';

/** The stages grouped by who has to act. */
const GROUPS: { key: string; statuses: Status[] }[] = [
  { key: 'desk', statuses: ['submitted', 'accepted'] },
  { key: 'organisations', statuses: ['dispatched', 'assigned', 'mediating'] },
  { key: 'closing', statuses: ['agreed', 'not_settled', 'answered'] },
  { key: 'closed', statuses: ['closed'] },
];

const listOf = (filter: object) => `/cases?filter=${encodeURIComponent(JSON.stringify(filter))}&page=1`;

/** A few key numbers, each a link to its list. */
export default function Overview() {
  const me = useMe();
  const translate = useTranslate();
  const counts = useRead(['case_counts', me.post_id], caseCounts);
  const { refetch } = counts;
  useLive([caseTopic(me)], () => void refetch());
  const of = (status: Status) => Number(counts.data?.find((row) => row.status === status)?.n ?? 0);
  const open =
    counts.data?.reduce((sum, row) => (row.status === 'closed' ? sum : sum + Number(row.n)), 0) ?? 0;
  return (
    <Page
      title={translate('console.menu.overview')}
      lead={translate('console.overview.lead', {
        scope: me.scope_name ?? me.organisation_name,
        open: countWords(open),
      })}
      actions={
        <Button component={Link} to={listOf({ light: 'red' })} variant="outlined" color="error">
          {translate('console.overview.overdue')}
        </Button>
      }
    >
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          alignItems: 'start',
          gridTemplateColumns: { xs: '1fr', lg: '1fr 1fr' },
        }}
      >
        <Stack spacing={3}>
          {counts.error && <Failed error={counts.error} retry={() => void refetch()} />}
          {counts.isPending && <Waiting rows={4} height={96} />}
          {counts.data &&
            GROUPS.map((group) => (
              <Box
                component="section"
                key={group.key}
                aria-label={translate(`console.overview.${group.key}`)}
              >
                <Typography variant="h2" sx={{ mb: 1 }}>
                  {translate(`console.overview.${group.key}`)}
                </Typography>
                <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' }}>
                  {group.statuses.map((status) => (
                    <Figure
                      key={status}
                      label={translate(`status.${status}`)}
                      count={of(status)}
                      to={listOf({ status })}
                    />
                  ))}
                </Box>
              </Box>
            ))}
        </Stack>
        <Nearest />
      </Box>
    </Page>
  );
}

const FIRST_EIGHT = { page: 1, perPage: 8 };
const BY_DEADLINE = { field: 'due_at', order: 'ASC' } as const;

/** The open cases with the longest overdue or the next deadlines. */
function Nearest() {
  const me = useMe();
  const translate = useTranslate();
  const { data, error, refetch } = useGetList<CaseRecord>('cases', {
    filter: { open: true },
    sort: BY_DEADLINE,
    pagination: FIRST_EIGHT,
  });
  useLive([caseTopic(me)], () => void refetch());
  return (
    <Panel title={translate('console.overview.nearest')}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!error && !data && <Waiting rows={4} height={64} />}
      {data?.length === 0 && (
        <Typography color="text.secondary">{translate('console.overview.nearest_none')}</Typography>
      )}
      <Stack
        component="ul"
        divider={<Divider component="li" aria-hidden />}
        spacing={1.5}
        sx={{ listStyle: 'none', m: 0, p: 0 }}
      >
        {data?.map((row) => (
          <Box component="li" key={row.id}>
            <Box
              component={Link}
              to={`/cases/${row.id}/show`}
              sx={{ color: 'text.primary', textDecoration: 'none', display: 'block' }}
            >
              <CaseCard row={row} />
            </Box>
          </Box>
        ))}
      </Stack>
    </Panel>
  );
}

/** A number that links to its list. */
function Figure({ label, count, to }: { label: string; count: number; to: string }) {
  return (
    <Box
      component={Link}
      to={to}
      sx={{
        p: 2,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
        color: 'text.primary',
        textDecoration: 'none',
        '&:hover': { borderColor: 'primary.main' },
        '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main' },
      }}
    >
      <Typography color="text.secondary">{label}</Typography>
      <Typography
        component="strong"
        sx={{ display: 'block', fontSize: 30, fontWeight: 600, lineHeight: 1.3 }}
      >
        {countWords(count)}
      </Typography>
    </Box>
  );
}
