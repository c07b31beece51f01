import { Stack, Typography } from '@mui/material';
import { useListContext, useLocaleState, useTranslate } from 'react-admin';
import { useMe } from '../../data/hooks/Me';
import type { CaseRecord } from '../../data/console/cases';
import { useChannels } from '../../data/hooks/useChannels';
import { caseTopics } from '../../data/lists/scope';
import { useLive } from '../../data/live/useLive';
import { ExportButton } from '../../ui/console/ExportButton';
import { ListBody } from '../../ui/console/ListBody';
import { Page } from '../../ui/console/Page';
import { RecordList } from '../../ui/console/RecordList';
import type { Column } from '../../ui/console/RecordTable';
import { Time } from '../../ui/console/Time';
import { exactTime } from '../../domain/dates';
import { casePath } from '../../ui/console/links';
import { typeName } from '../case';
import { CaseFilters } from './CaseFilters';
import { DueLight, GradeTag, StatusTag } from '../tags';

const caseLink = (row: CaseRecord) => casePath(row.id);

/** A reporter gets no announcements of changes, so the list polls. */
const POLL_MS = 60_000;

/** The list of cases in the user's scope. */
export function CaseList() {
  const own = useMe().role === 'reporter';
  return (
    <RecordList
      resource="cases"
      sort={{ field: 'created_at', order: 'DESC' }}
      everyMs={own ? POLL_MS : undefined}
    >
      <Cases />
    </RecordList>
  );
}

function Cases() {
  const translate = useTranslate();
  const { refetch } = useListContext();
  const me = useMe();
  const columns = useCaseColumns();
  useLive(caseTopics(me), () => void refetch());
  const own = me.role === 'reporter';
  const scope = me.scope_name ?? me.organisation_name;
  const none = own ? 'own_none' : 'none';
  return (
    <Page
      title={translate(own ? 'console.case.own_list' : 'console.case.list')}
      lead={
        own
          ? translate('console.case.own_scope')
          : translate(me.territorial ? 'console.case.scope_region' : 'console.case.scope_organisation', {
              scope,
            })
      }
      actions={<ExportButton<CaseRecord> name={translate('console.case.list')} columns={columns} />}
    >
      <ListBody<CaseRecord>
        label={translate('console.case.list')}
        filters={<CaseFilters />}
        columns={columns}
        to={caseLink}
        card={(row) => <CaseCard row={row} />}
        empty={{ title: translate(`console.case.${none}`), hint: translate(`console.case.${none}_hint`) }}
      />
    </Page>
  );
}

/** The columns of table and export. */
function useCaseColumns(): Column<CaseRecord>[] {
  const translate = useTranslate();
  const channels = useChannels();
  const [locale] = useLocaleState();
  const time = (at: string | null) => at && exactTime(at, locale, new Date(0));
  return [
    { key: 'number', label: translate('console.case.number'), value: (row) => row.number, width: 180 },
    {
      key: 'grade',
      label: translate('console.case.grade'),
      value: (row) => translate(`grade.${row.grade}`),
      render: (row) => <GradeTag grade={row.grade} />,
    },
    {
      key: 'status',
      label: translate('console.case.status'),
      value: (row) => translate(`status.${row.status}`),
      render: (row) => <StatusTag status={row.status} />,
    },
    {
      key: 'due',
      label: translate('console.case.due'),
      sort: 'due_at',
      value: (row) => time(row.due_at),
      render: (row) => <DueLight light={row.light} dueAt={row.due_at} stage={row.due_stage} />,
    },
    { key: 'type', label: translate('console.case.type'), value: (row) => typeName(row, locale) },
    {
      key: 'channel',
      label: translate('console.case.channel'),
      value: (row) => channels.nameOf(row.channel),
      exportOnly: true,
    },
    {
      key: 'summary',
      label: translate('console.case.summary'),
      wrap: true,
      value: (row) => row.summary,
      render: (row) => <Clamped lines={2} text={row.summary} />,
    },
    {
      key: 'region',
      label: translate('console.case.region'),
      wrap: true,
      wide: true,
      width: '14%',
      value: (row) => row.region_path,
    },
    {
      key: 'who',
      label: translate('console.case.responsible'),
      wrap: true,
      wide: true,
      width: '14%',
      value: (row) => row.responsible_organisation_name,
    },
    {
      key: 'mediator',
      label: translate('console.case.mediator'),
      value: (row) => row.mediator_name,
      exportOnly: true,
    },
    {
      key: 'created',
      label: translate('console.case.created'),
      sort: 'created_at',
      value: (row) => time(row.created_at),
      render: (row) => <Time at={row.created_at} show="relative" />,
    },
    {
      key: 'closed',
      label: translate('console.case.closed'),
      value: (row) => time(row.closed_at),
      exportOnly: true,
    },
  ];
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

/** What a case's card shows of it. */
type CardCase = Pick<
  CaseRecord,
  | 'grade'
  | 'status'
  | 'light'
  | 'due_at'
  | 'summary'
  | 'number'
  | 'type_name'
  | 'type_name_en'
  | 'region_path'
  | 'created_at'
>;

/** A case on a phone. */
export function CaseCard({ row }: { row: CardCase }) {
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
