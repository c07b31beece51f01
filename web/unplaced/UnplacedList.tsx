import { useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { Box, Link, Stack, Typography } from '@mui/material';
import { useListContext, useLocaleState, useTranslate } from 'react-admin';
import { claimedPair, DueLight, GradeTag, StatusTag } from '../case';
import { useMe } from '../data/hooks/Me';
import { caseTopics } from '../data/lists/scope';
import type { UnplacedRecord } from '../data/console/cases';
import { useLive } from '../data/live/useLive';
import { exactTime } from '../domain/dates';
import { ExportButton } from '../ui/console/ExportButton';
import { ChoiceFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { casePath } from '../ui/console/links';
import { ListBody } from '../ui/console/ListBody';
import { Page } from '../ui/console/Page';
import { RecordList } from '../ui/console/RecordList';
import type { Column } from '../ui/console/RecordTable';
import { Time } from '../ui/console/Time';
import { PlaceDialog } from './PlaceDialog';
import { FixPanel } from './FixPanel';

/** The possible problems of a location. */
const PROBLEMS = [
  'point_half',
  'point_zero',
  'point_impossible',
  'point_swapped',
  'point_outside',
  'point_elsewhere',
  'no_position',
];

/** Open cases without a valid location, with the proposed fixes of each. */
export function UnplacedList() {
  const translate = useTranslate();
  const me = useMe();
  return (
    <RecordList resource="unplaced_cases" sort={{ field: 'created_at', order: 'DESC' }}>
      <Page
        title={translate('place.list.title')}
        lead={translate('place.list.lead', { scope: me.scope_name ?? me.organisation_name })}
        actions={<UnplacedExport />}
      >
        <Rows />
      </Page>
    </RecordList>
  );
}

function UnplacedExport() {
  const translate = useTranslate();
  const columns = useUnplacedColumns();
  return <ExportButton<UnplacedRecord> name={translate('place.list.title')} columns={columns} />;
}

/** The message of the problem; the county of its point is known only from the proposals. */
function useProblemWords() {
  const translate = useTranslate();
  return (row: UnplacedRecord) =>
    translate(`error.${row.place_problem}`, {
      county: row.proposals.find(({ kind }) => kind === 'county')?.region ?? '',
    });
}

/** The columns of table and export. */
function useUnplacedColumns(): Column<UnplacedRecord>[] {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const problemLabel = useProblemWords();
  return [
    {
      key: 'number',
      label: translate('place.list.number'),
      sort: 'number',
      width: 170,
      value: (row) => row.number,
      render: (row) => <CaseLink row={row} />,
    },
    {
      key: 'status',
      label: translate('console.case.status'),
      value: (row) => translate(`status.${row.status}`),
      exportOnly: true,
    },
    {
      key: 'problem',
      label: translate('place.list.problem'),
      wrap: true,
      width: '16%',
      value: problemLabel,
    },
    {
      key: 'claimed',
      label: translate('place.list.claimed'),
      value: claimedPair,
      render: (row) => claimedPair(row) ?? '–',
    },
    {
      key: 'region',
      label: translate('console.case.region'),
      value: (row) => row.region_path,
      exportOnly: true,
    },
    {
      key: 'place',
      label: translate('place.list.place'),
      wrap: true,
      value: (row) => row.place,
      render: (row) => [row.region_path, row.place].filter(Boolean).join(' '),
    },
    {
      key: 'summary',
      label: translate('place.list.summary'),
      wrap: true,
      wide: true,
      width: '20%',
      value: (row) => row.summary,
      render: (row) => <Clamped text={row.summary} />,
    },
    {
      key: 'who',
      label: translate('console.case.responsible'),
      value: (row) => row.responsible_organisation_name,
      exportOnly: true,
    },
    {
      key: 'created',
      label: translate('console.case.created'),
      sort: 'created_at',
      wide: true,
      value: (row) => exactTime(row.created_at, locale, new Date(0)),
      render: (row) => <Time at={row.created_at} show="relative" />,
    },
  ];
}

function Rows() {
  const translate = useTranslate();
  const me = useMe();
  const problemLabel = useProblemWords();
  const { refetch } = useListContext();
  const [placing, setPlacing] = useState<string | null>(null);
  useLive(caseTopics(me), () => void refetch());
  const fixing = (row: UnplacedRecord) =>
    me.role === 'dispatcher' && (
      <FixPanel row={row} onDone={() => void refetch()} onPick={() => setPlacing(row.id)} />
    );
  const columns: Column<UnplacedRecord>[] = [
    ...useUnplacedColumns(),
    { key: 'mend', label: translate('place.list.proposals'), wrap: true, width: '22%', render: fixing },
  ];
  return (
    <>
      <ListBody<UnplacedRecord>
        label={translate('place.list.title')}
        filters={
          <FilterBar search={<SearchFilter label={translate('place.list.search')} />}>
            <ChoiceFilter
              source="place_problem"
              label={translate('place.list.problem')}
              choices={PROBLEMS.map((value) => ({
                value,
                label: translate(`error.${value}`, { county: '…' }),
              }))}
            />
          </FilterBar>
        }
        columns={columns}
        card={(row) => (
          <Stack spacing={0.75}>
            <Stack direction="row" spacing={0.75} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
              <GradeTag grade={row.grade} />
              <StatusTag status={row.status} />
              <span style={{ flex: 1 }} />
              <DueLight light={row.light} dueAt={row.due_at} />
            </Stack>
            <Clamped text={row.summary} />
            <Typography variant="body2">{problemLabel(row)}</Typography>
            <Typography variant="body2" color="text.secondary">
              <CaseLink row={row} /> · {claimedPair(row) ?? '–'}
              <br />
              {[row.region_path, row.place].filter(Boolean).join(' ')}
            </Typography>
            {fixing(row)}
          </Stack>
        )}
        empty={{ title: translate('place.list.none'), hint: translate('place.list.none_hint') }}
      />
      {placing && (
        <PlaceDialog
          key={placing}
          id={placing}
          onClose={() => setPlacing(null)}
          onDone={() => {
            setPlacing(null);
            void refetch();
          }}
        />
      )}
    </>
  );
}

/** The case number, as a link to the case. */
function CaseLink({ row }: { row: UnplacedRecord }) {
  return (
    <Link component={RouterLink} to={casePath(row.id)} sx={{ fontWeight: 600 }}>
      {row.number}
    </Link>
  );
}

/** Two lines are enough to recognise it. */
function Clamped({ text }: { text: string }) {
  return (
    <Box
      component="span"
      sx={{ display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' }}
    >
      {text}
    </Box>
  );
}
