import { lazy, Suspense, useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router-dom';
import { Alert, Box, Button, Link, Stack } from '@mui/material';
import { useGetOne, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { OrganisationRecord } from '../data/console/records';
import { Page } from '../ui/console/Page';
import { Panel } from '../ui/console/Panel';
import { Failed, Waiting } from '../ui/console/States';
import { Tag } from '../ui/console/Tag';
import { ActiveDialog } from './ActiveDialog';
import { seemsMine } from './form';
import { History } from './History';
import { OrganisationFacts } from './OrganisationFacts';
import { Below, People } from './People';
import { Ratings } from './Ratings';
import { Results } from './Results';

const Area = lazy(() => import('./Area'));

const postsOf = (id: string) =>
  `/posts?filter=${encodeURIComponent(JSON.stringify({ organisation_id: id }))}`;

/** The page of an organisation: facts, area, results, people, organisations below it. */
export function OrganisationShow() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const { role, organisation_id: own } = useMe();
  const { data, error, refetch } = useGetOne<OrganisationRecord>('organisations', { id });
  const back = { to: '/organisations', label: translate('console.organisation.back') };
  if (!data) {
    return (
      <Page title={translate('console.organisation.one')} back={back}>
        {error ? <Failed error={error} retry={() => void refetch()} /> : <Waiting rows={4} height={64} />}
      </Page>
    );
  }
  const above = role === 'administrator' || role === 'leader';
  const label = (name: string) => translate(`console.organisation.${name}`);
  return (
    <Page
      title={data.name}
      back={back}
      tags={!data.active && <Tag tone="neutral">{translate('console.active.false')}</Tag>}
      lead={`${translate(`console.kind.${data.kind}`)} · ${data.region_path}`}
      actions={<Actions row={data} />}
    >
      {!data.active && (
        <Alert severity="info" sx={{ mb: 2 }}>
          {label('retired_notice')}
        </Alert>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' },
        }}
      >
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Panel title={label('facts')}>
            <OrganisationFacts row={data} />
          </Panel>
          <Panel title={label('results.title')}>
            <Results row={data} />
          </Panel>
          {(above || own === data.id) && (
            <Panel title={translate('console.parties.rated.title')}>
              <Ratings organisationId={data.id} />
            </Panel>
          )}
        </Stack>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Panel title={label('map.title')}>
            <Suspense fallback={<Waiting rows={1} height={280} />}>
              <Area row={data} />
            </Suspense>
          </Panel>
          <Panel
            title={label('people')}
            aside={
              <Link component={RouterLink} to={postsOf(data.id)}>
                {label('all_people')}
              </Link>
            }
          >
            <People organisationId={data.id} />
          </Panel>
          <Panel title={label('below')}>
            <Below organisationId={data.id} />
          </Panel>
        </Stack>
        {above && (
          <Box sx={{ gridColumn: '1 / -1', minWidth: 0 }}>
            <Panel title={label('history.title')}>
              <History organisationId={data.id} />
            </Panel>
          </Box>
        )}
      </Box>
    </Page>
  );
}

/** The actions of its administrator; the database decides which are allowed. */
function Actions({ row }: { row: OrganisationRecord }) {
  const translate = useTranslate();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  if (!seemsMine(me, row)) return null;
  // Nobody may deactivate their own organisation.
  const own = row.id === me.organisation_id;
  return (
    <Stack direction="row" spacing={1} sx={{ '& > *': { minHeight: { xs: 44, md: 36 } } }}>
      {row.active && (
        <Button component={RouterLink} to={`/organisations/${row.id}`} variant="contained">
          {translate('console.organisation.edit')}
        </Button>
      )}
      {!own && (
        <Button variant="outlined" color={row.active ? 'error' : 'primary'} onClick={() => setAsking(true)}>
          {translate(`console.organisation.${row.active ? 'retire' : 'restore'}`)}
        </Button>
      )}
      {asking && <ActiveDialog row={row} onClose={() => setAsking(false)} />}
    </Stack>
  );
}
