import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Box, Button, ButtonGroup, Stack, Typography } from '@mui/material';
import { useGetList, useLocaleState, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { CaseRecord } from '../data/console/cases';
import type { LeaveRecord } from '../data/console/staff';
import { caseTopic } from '../data/lists/scope';
import { useLive } from '../data/live/useLive';
import type { Verb } from '../data/console/verbs';
import { exactDay } from '../domain/dates';
import { Page } from '../ui/console/Page';
import { Empty, Failed, Waiting } from '../ui/console/States';
import { agendaOf } from './agenda';
import { MyCard } from './MyCard';
import { useActionsOf } from './useActionsOf';

// Lazy, because it includes the map.
const MyMap = lazy(() => import('./MyMap'));

const BY_END = { field: 'to_on', order: 'ASC' } as const;
const BY_DEADLINE = { field: 'due_at', order: 'ASC' } as const;

/** More than anybody has open; the list of cases shows any further ones. */
const AT_MOST = { page: 1, perPage: 60 };

/** The cases of a mediator, of those they stand in for, and those that nobody of the organisation has yet. */
function useMyCases() {
  const me = useMe();
  const mine = useGetList<CaseRecord>('cases', {
    filter: { mediator_id: me.staff_id, open: true },
    sort: BY_DEADLINE,
    pagination: AT_MOST,
  });
  const incoming = useGetList<CaseRecord>('cases', {
    filter: { lead_organisation_id: me.organisation_id, status: 'dispatched' },
    sort: BY_DEADLINE,
    pagination: AT_MOST,
  });
  const away = useGetList<LeaveRecord>('leaves', {
    filter: { deputy_id: me.staff_id, state: 'running' },
    sort: BY_END,
    pagination: AT_MOST,
  });
  const absent = [...new Set(away.data?.map((leave) => leave.staff_id))];
  const deputised = useGetList<CaseRecord>(
    'cases',
    { filter: { mediator_id: absent, open: true }, sort: BY_DEADLINE, pagination: AT_MOST },
    { enabled: absent.length > 0 },
  );
  const refetch = () => {
    void mine.refetch();
    void away.refetch();
    if (absent.length > 0) void deputised.refetch();
    void incoming.refetch();
  };
  useLive([...new Set([caseTopic(me), `organisation:${me.organisation_id}`])], refetch);
  const forOthers = absent.length > 0 ? (deputised.data ?? []) : [];
  return {
    mine: mine.data,
    incoming: incoming.data ?? [],
    forOthers,
    nothing: mine.data?.length === 0 && incoming.data?.length === 0 && forOthers.length === 0,
    pending: mine.isPending || incoming.isPending,
    error: mine.error ?? incoming.error ?? away.error ?? deputised.error,
    refetch,
  };
}

/** A mediator's day: what is due, what is new for the organisation, what comes next. */
export function MyCases() {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { mine, incoming, forOthers, nothing, pending, error, refetch } = useMyCases();
  const [address, setAddress] = useSearchParams();
  const view = address.get('view') === 'map' ? 'map' : 'list';
  const going = [...(mine ?? []), ...forOthers];
  const actions = useActionsOf([...going, ...incoming]);
  const agenda = agendaOf(mine ?? []);
  const groups = [
    { title: 'console.mine.today', rows: agenda.today },
    { title: 'console.mine.standing_in', rows: forOthers, standingIn: true },
    { title: 'console.mine.incoming', rows: incoming },
    { title: 'console.mine.later', rows: agenda.later },
  ];
  return (
    <Page
      title={translate('console.mine.title')}
      lead={exactDay(new Date().toISOString(), locale)}
      actions={
        <ViewButtons
          view={view}
          onView={(one) => setAddress(one === 'map' ? { view: 'map' } : {}, { replace: true })}
        />
      }
    >
      {error && <Failed error={error} retry={refetch} />}
      {!error && pending && <Waiting rows={3} height={150} />}
      {nothing && <Empty title={translate('console.mine.none')} hint={translate('console.mine.none_hint')} />}
      {view === 'map' && !error && mine && (
        <Suspense fallback={<Waiting rows={1} height={260} />}>
          {going.length > 0 && <MyMap rows={going} />}
          {going.length === 0 && !nothing && (
            <Empty title={translate('place.mine.none')} hint={translate('place.mine.none_hint')} />
          )}
        </Suspense>
      )}
      <Stack spacing={3} sx={{ display: view === 'map' ? 'none' : 'flex' }}>
        {groups.map(({ title, ...group }) => (
          <Group key={title} title={translate(title)} {...group} actions={actions} onChange={refetch} />
        ))}
      </Stack>
    </Page>
  );
}

type View = 'list' | 'map';

function ViewButtons({ view, onView }: { view: View; onView: (view: View) => void }) {
  const translate = useTranslate();
  return (
    <ButtonGroup aria-label={translate('place.mine.view')}>
      {(['list', 'map'] as const).map((one) => (
        <Button
          key={one}
          variant={view === one ? 'contained' : 'outlined'}
          aria-pressed={view === one}
          onClick={() => onView(one)}
          sx={{ minHeight: 44 }}
        >
          {translate(`place.mine.${one === 'map' ? 'on_map' : 'as_list'}`)}
        </Button>
      ))}
    </ButtonGroup>
  );
}

interface GroupProps {
  title: string;
  rows: CaseRecord[];
  actions: ReadonlyMap<string, Verb[]>;
  onChange: () => void;
  /** Whether the cases belong to an absent colleague: then each shows whose it is. */
  standingIn?: boolean;
}

function Group({ title, rows, actions, onChange, standingIn = false }: GroupProps) {
  if (rows.length === 0) return null;
  return (
    <Box component="section" aria-label={title}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {title}
        <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400, ml: 1 }}>
          {rows.length}
        </Box>
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 380px), 1fr))',
        }}
      >
        {rows.map((row) => (
          <MyCard
            key={row.id}
            row={row}
            actions={actions.get(row.id) ?? []}
            onChange={onChange}
            standingIn={standingIn}
          />
        ))}
      </Box>
    </Box>
  );
}
