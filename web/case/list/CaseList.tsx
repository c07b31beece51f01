import { Stack, Typography } from '@mui/material';
import { ListBase, useListContext, useLocaleState, useTranslate } from 'react-admin';
import { useMe } from '../../data/hooks/Me';
import type { CaseRecord } from '../../data/console/records';
import { useChannels } from '../../data/hooks/useChannels';
import { caseTopics } from '../../data/lists/scope';
import { useLive } from '../../data/live/useLive';
import { ExportButton } from '../../ui/console/ExportButton';
import { ListBody } from '../../ui/console/ListBody';
import { Page } from '../../ui/console/Page';
import type { Column } from '../../ui/console/RecordTable';
import { Time } from '../../ui/console/Time';
import { exactTime } from '../../ui/console/clock';
import { typeName } from '../case';
import { CaseFilters } from './CaseFilters';
import { DueLight, GradeTag, StatusTag } from '../tags';

const caseLink = (row: CaseRecord) => `/cases/${row.id}/show`;

/** The list shows its failures itself. */
const quiet = { onError: () => undefined };

/** A reporter gets no announcements of changes, so the list polls. */
const asking = { ...quiet, refetchInterval: 60_000 };

/** The list of cases in the user's scope. */
export function CaseList() {
  const translate = useTranslate();
  const me = useMe();
  const own = me.role === 'reporter';
  const scope = me.scope_name ?? me.organisation_name;
  return (
    <ListBase
      resource="cases"
      perPage={25}
      sort={{ field: 'created_at', order: 'DESC' }}
      queryOptions={own ? asking : quiet}
      disableAuthentication
    >
      <Page
        title={translate(own ? 'console.case.own_list' : 'console.case.list')}
        lead={
          own
            ? translate('console.case.own_scope')
            : translate(me.territorial ? 'console.case.scope_region' : 'console.case.scope_organisation', {
                scope,
              })
        }
        actions={<CaseExport />}
      >
        <Cases />
      </Page>
    </ListBase>
  );
}

function Cases() {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { refetch } = useListContext();
  const me = useMe();
  const none = me.role === 'reporter' ? 'own_none' : 'none';
  useLive(caseTopics(me), () => void refetch());
  const columns: Column<CaseRecord>[] = [
    { key: 'number', label: translate('console.case.number'), render: (row) => row.number, width: 180 },
    { key: 'grade', label: translate('console.case.grade'), render: (row) => <GradeTag grade={row.grade} /> },
    {
      key: 'status',
      label: translate('console.case.status'),
      render: (row) => <StatusTag status={row.status} />,
    },
    {
      key: 'due',
      label: translate('console.case.due'),
      sort: 'due_at',
      render: (row) => <DueLight light={row.light} dueAt={row.due_at} stage={row.due_stage} />,
    },
    { key: 'type', label: translate('console.case.type'), render: (row) => typeName(row, locale) },
    {
      key: 'summary',
      label: translate('console.case.summary'),
      wrap: true,
      render: (row) => <Clamped lines={2} text={row.summary} />,
    },
    {
      key: 'region',
      label: translate('console.case.region'),
      wrap: true,
      wide: true,
      width: '14%',
      render: (row) => row.region_path,
    },
    {
      key: 'who',
      label: translate('console.case.responsible'),
      wrap: true,
      wide: true,
      width: '14%',
      render: (row) => row.responsible_organisation_name,
    },
    {
      key: 'created',
      label: translate('console.case.created'),
      sort: 'created_at',
      render: (row) => <Time at={row.created_at} show="relative" />,
    },
  ];
  return (
    <ListBody<CaseRecord>
      label={translate('console.case.list')}
      filters={<CaseFilters />}
      columns={columns}
      to={caseLink}
      card={(row) => <CaseCard row={row} />}
      empty={{ title: translate(`console.case.${none}`), hint: translate(`console.case.${none}_hint`) }}
    />
  );
}

/** Text truncated after some lines. */
function Clamped({ text, lines }: { text: string; lines: number }) {
  return (
    <Typography
      component="span"
      sx={{
        display: '-webkit-box',
        WebkitLineClamp: lines,
        WebkitBoxOrient: 'vertical',
        overflow: 'hidden',
        minWidth: 200,
      }}
    >
      {text}
    </Typography>
  );
}

/** A case on a phone. */
export function CaseCard({ row }: { row: CaseRecord }) {
  const [locale] = useLocaleState();
  return (
    <Stack spacing={0.75}>
      <Stack direction="row" spacing={0.75} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <GradeTag grade={row.grade} />
        <StatusTag status={row.status} />
        <span style={{ flex: 1 }} />
        <DueLight light={row.light} dueAt={row.due_at} />
      </Stack>
      <Clamped lines={2} text={row.summary} />
      <Typography variant="body2" color="text.secondary">
        {row.number} · {typeName(row, locale)}
        <br />
        {row.region_path} · <Time at={row.created_at} show="relative" />
      </Typography>
    </Stack>
  );
}

function CaseExport() {
  const translate = useTranslate();
  const channels = useChannels();
  const [locale] = useLocaleState();
  const time = (at: string | null) => (at ? exactTime(at, locale, new Date(0)) : '');
  return (
    <ExportButton<CaseRecord>
      resource="cases"
      name={translate('console.case.list')}
      columns={[
        { label: translate('console.case.number'), value: (row) => row.number },
        { label: translate('console.case.status'), value: (row) => translate(`status.${row.status}`) },
        { label: translate('console.case.grade'), value: (row) => translate(`grade.${row.grade}`) },
        { label: translate('console.case.type'), value: (row) => typeName(row, locale) },
        { label: translate('console.case.channel'), value: (row) => channels.nameOf(row.channel) },
        { label: translate('console.case.region'), value: (row) => row.region_path },
        { label: translate('console.case.summary'), value: (row) => row.summary },
        { label: translate('console.case.responsible'), value: (row) => row.responsible_organisation_name },
        { label: translate('console.case.mediator'), value: (row) => row.mediator_name },
        { label: translate('console.case.created'), value: (row) => time(row.created_at) },
        { label: translate('console.case.due'), value: (row) => time(row.due_at) },
        { label: translate('console.case.closed'), value: (row) => time(row.closed_at) },
      ]}
    />
  );
}
