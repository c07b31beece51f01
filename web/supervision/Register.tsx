import { Box, Stack, Typography } from '@mui/material';
import { ListBase, useLocaleState, useTranslate } from 'react-admin';
import { PickFilter } from '../audit';
import { DueLight, ORDER_TONE, useLeftWords } from '../case';
import { useMe } from '../data/hooks/Me';
import type { RegisteredOrder } from '../data/console/supervision';
import { exactTime } from '../ui/console/clock';
import { ExportButton } from '../ui/console/ExportButton';
import { ChoiceFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { ListBody } from '../ui/console/ListBody';
import { Page } from '../ui/console/Page';
import type { Column } from '../ui/console/RecordTable';
import { Tag } from '../ui/console/Tag';
import { Time } from '../ui/console/Time';
import { useChoices } from '../data/hooks/useLists';
import { orderPage } from './address';
import { Board } from './Board';
import { useLiveOrders } from './useLiveOrders';

const quiet = { onError: () => undefined };

const LIGHTS = ['red', 'amber', 'green'] as const;

/** The register of supervision orders; for a leader with the board of the organisations above it. */
export function Register() {
  const translate = useTranslate();
  const me = useMe();
  useLiveOrders();
  return (
    <ListBase
      resource="supervision_orders"
      perPage={25}
      sort={{ field: 'created_at', order: 'DESC' }}
      queryOptions={quiet}
      disableAuthentication
    >
      <Page
        title={translate('console.supervision.title')}
        lead={translate('console.supervision.lead', { scope: me.scope_name ?? me.organisation_name })}
        actions={<OrderExport />}
      >
        <Stack spacing={2}>
          {me.role === 'leader' && <Board />}
          <Orders />
        </Stack>
      </Page>
    </ListBase>
  );
}

function OrderTag({ row }: { row: RegisteredOrder }) {
  const translate = useTranslate();
  return <Tag tone={ORDER_TONE[row.status]}>{translate(`console.life.order_status.${row.status}`)}</Tag>;
}

function Orders() {
  const translate = useTranslate();
  const me = useMe();
  const shownText = useLeftWords();
  const columns: Column<RegisteredOrder>[] = [
    {
      key: 'number',
      label: translate('console.supervision.number'),
      sort: 'number',
      width: 170,
      render: (row) => row.number,
    },
    {
      key: 'case',
      label: translate('console.supervision.case'),
      sort: 'case_number',
      render: (row) => row.case_number,
    },
    {
      key: 'status',
      label: translate('console.supervision.status'),
      sort: 'status',
      render: (row) => <OrderTag row={row} />,
    },
    {
      key: 'due',
      label: translate('console.supervision.due'),
      sort: 'due_at',
      render: (row) =>
        row.light ? (
          <DueLight light={row.light} dueAt={row.due_at} />
        ) : (
          <Typography component="span" variant="body2" color="text.secondary">
            {translate(row.closed_at ? 'console.supervision.over' : 'console.supervision.waits')}
          </Typography>
        ),
    },
    {
      key: 'to',
      label: translate('console.supervision.to'),
      sort: 'to_organisation_name',
      wrap: true,
      render: (row) => row.to_organisation_name,
    },
    {
      key: 'by',
      label: translate('console.supervision.by'),
      sort: 'issued_by_organisation_name',
      wrap: true,
      wide: true,
      render: (row) => row.issued_by_organisation_name,
    },
    {
      key: 'demand',
      label: translate('console.supervision.demand'),
      wrap: true,
      wide: true,
      width: '20%',
      render: (row) => <Demand shownText={shownText(row.demand) ?? ''} />,
    },
    {
      key: 'at',
      label: translate('console.supervision.at'),
      sort: 'created_at',
      render: (row) => <Time at={row.created_at} show="relative" />,
    },
  ];
  const statuses = useChoices('order_statuses', 'console.life.order_status');
  return (
    <ListBody<RegisteredOrder>
      label={translate('console.supervision.title')}
      filters={
        <FilterBar search={<SearchFilter label={translate('console.supervision.search')} />}>
          <ChoiceFilter source="status" label={translate('console.supervision.status')} choices={statuses} />
          <ChoiceFilter
            source="light"
            label={translate('console.supervision.due')}
            choices={LIGHTS.map((value) => ({ value, label: translate(`console.light.${value}`) }))}
          />
          <ChoiceFilter
            source="open"
            label={translate('console.supervision.open_label')}
            choices={[{ value: 'true', label: translate('console.supervision.open') }]}
          />
          {me.role !== 'mediator' && (
            <ChoiceFilter
              source="issued_by_organisation_id"
              label={translate('console.supervision.by')}
              choices={[{ value: me.organisation_id, label: translate('console.supervision.by_us') }]}
            />
          )}
          {me.role !== 'mediator' && (
            <PickFilter
              source="to_organisation_id"
              label={translate('console.supervision.to')}
              resource="organisations"
            />
          )}
        </FilterBar>
      }
      columns={columns}
      to={(row) => orderPage(row.id)}
      card={(row) => <OrderCard row={row} />}
      empty={{
        title: translate('console.supervision.none'),
        hint: translate('console.supervision.none_hint'),
      }}
    />
  );
}

/** Two lines are enough to recognise it; the order's page has the rest. */
function Demand({ shownText }: { shownText: string }) {
  return (
    <Box
      component="span"
      sx={{ display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' }}
    >
      {shownText}
    </Box>
  );
}

function OrderCard({ row }: { row: RegisteredOrder }) {
  const shownText = useLeftWords();
  return (
    <Stack spacing={0.5}>
      <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <OrderTag row={row} />
        <DueLight light={row.light} dueAt={row.due_at} />
      </Stack>
      <Demand shownText={shownText(row.demand) ?? ''} />
      <Typography variant="body2" color="text.secondary">
        {row.to_organisation_name}
        <br />
        {row.number} · {row.case_number}
      </Typography>
    </Stack>
  );
}

function OrderExport() {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const shownText = useLeftWords();
  const time = (at: string | null) => at && exactTime(at, locale, new Date(0));
  return (
    <ExportButton<RegisteredOrder>
      resource="supervision_orders"
      name={translate('console.supervision.title')}
      columns={[
        { label: translate('console.supervision.number'), value: (row) => row.number },
        { label: translate('console.supervision.case'), value: (row) => row.case_number },
        {
          label: translate('console.supervision.status'),
          value: (row) => translate(`console.life.order_status.${row.status}`),
        },
        { label: translate('console.supervision.by'), value: (row) => row.issued_by_organisation_name },
        {
          label: translate('console.supervision.issuer'),
          value: (row) => row.issued_by_name ?? translate('console.actor.system'),
        },
        { label: translate('console.supervision.to'), value: (row) => row.to_organisation_name },
        { label: translate('console.supervision.demand'), value: (row) => shownText(row.demand) },
        { label: translate('console.supervision.at'), value: (row) => time(row.created_at) },
        { label: translate('console.supervision.due_at'), value: (row) => time(row.due_at) },
        { label: translate('console.life.order_answer'), value: (row) => row.answer },
        { label: translate('console.supervision.answered_at'), value: (row) => time(row.answered_at) },
        { label: translate('console.life.order_review'), value: (row) => row.review },
        { label: translate('console.supervision.reminders'), value: (row) => row.reminders },
        { label: translate('console.supervision.rejections'), value: (row) => row.rejections },
        { label: translate('console.supervision.closed_at'), value: (row) => time(row.closed_at) },
      ]}
    />
  );
}
