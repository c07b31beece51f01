import { LIGHTS } from '../domain/stages';
import { Box, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { PickFilter } from '../audit';
import { DueLight, ORDER_TONE, useLeftWords } from '../case';
import { useMe } from '../data/hooks/Me';
import type { RegisteredOrder } from '../data/console/supervision';
import { exactTime } from '../domain/dates';
import { ExportButton } from '../ui/console/ExportButton';
import { ChoiceFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { orderPath } from '../ui/console/links';
import { ListBody } from '../ui/console/ListBody';
import { Page } from '../ui/console/Page';
import { RecordList } from '../ui/console/RecordList';
import type { Column } from '../ui/console/RecordTable';
import { Tag } from '../ui/console/Tag';
import { Time } from '../ui/console/Time';
import { useChoices } from '../data/hooks/useLists';
import { Board } from './Board';
import { useLiveOrders } from './useLiveOrders';

/** The register of supervision orders; for a leader with the board of the organisations above it. */
export function Register() {
  useLiveOrders();
  return (
    <RecordList resource="supervision_orders" sort={{ field: 'created_at', order: 'DESC' }}>
      <Orders />
    </RecordList>
  );
}

function Orders() {
  const translate = useTranslate();
  const me = useMe();
  const columns = useOrderColumns();
  return (
    <Page
      title={translate('console.supervision.title')}
      lead={translate('console.supervision.lead', { scope: me.scope_name ?? me.organisation_name })}
      actions={
        <ExportButton<RegisteredOrder> name={translate('console.supervision.title')} columns={columns} />
      }
    >
      <Stack spacing={2}>
        {me.role === 'leader' && <Board />}
        <ListBody<RegisteredOrder>
          label={translate('console.supervision.title')}
          filters={<OrderFilters />}
          columns={columns}
          to={(row) => orderPath(row.id)}
          card={(row) => <OrderCard row={row} />}
          empty={{
            title: translate('console.supervision.none'),
            hint: translate('console.supervision.none_hint'),
          }}
        />
      </Stack>
    </Page>
  );
}

function OrderTag({ row }: { row: RegisteredOrder }) {
  const translate = useTranslate();
  return <Tag tone={ORDER_TONE[row.status]}>{translate(`console.life.order_status.${row.status}`)}</Tag>;
}

function OrderFilters() {
  const translate = useTranslate();
  const statuses = useChoices('order_statuses', 'console.life.order_status');
  const me = useMe();
  return (
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
  );
}

/** The columns of table and export. */
function useOrderColumns(): Column<RegisteredOrder>[] {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const shownText = useLeftWords();
  const time = (at: string | null) => at && exactTime(at, locale, new Date(0));
  return [
    {
      key: 'number',
      label: translate('console.supervision.number'),
      sort: 'number',
      width: 170,
      value: (row) => row.number,
    },
    {
      key: 'case',
      label: translate('console.supervision.case'),
      sort: 'case_number',
      value: (row) => row.case_number,
    },
    {
      key: 'status',
      label: translate('console.supervision.status'),
      sort: 'status',
      value: (row) => translate(`console.life.order_status.${row.status}`),
      render: (row) => <OrderTag row={row} />,
    },
    {
      key: 'due',
      label: translate('console.supervision.due'),
      sort: 'due_at',
      render: (row) => <OrderDue row={row} />,
    },
    {
      key: 'to',
      label: translate('console.supervision.to'),
      sort: 'to_organisation_name',
      wrap: true,
      value: (row) => row.to_organisation_name,
    },
    {
      key: 'by',
      label: translate('console.supervision.by'),
      sort: 'issued_by_organisation_name',
      wrap: true,
      wide: true,
      value: (row) => row.issued_by_organisation_name,
    },
    {
      key: 'issuer',
      label: translate('console.supervision.issuer'),
      value: (row) => row.issued_by_name ?? translate('console.actor.system'),
      exportOnly: true,
    },
    {
      key: 'demand',
      label: translate('console.supervision.demand'),
      wrap: true,
      wide: true,
      width: '20%',
      value: (row) => shownText(row.demand),
      render: (row) => <Demand shownText={shownText(row.demand) ?? ''} />,
    },
    {
      key: 'at',
      label: translate('console.supervision.at'),
      sort: 'created_at',
      value: (row) => time(row.created_at),
      render: (row) => <Time at={row.created_at} show="relative" />,
    },
    ...courseColumns(translate, time),
  ];
}

/** What only the export says of an order: when it was due and what came of it. */
const courseColumns = (
  translate: (key: string) => string,
  time: (at: string | null) => string | null,
): Column<RegisteredOrder>[] => {
  const column = (key: string, text: string, value: Column<RegisteredOrder>['value']) => ({
    key,
    label: translate(text),
    value,
    exportOnly: true,
  });
  return [
    column('due_at', 'console.supervision.due_at', (row) => time(row.due_at)),
    column('answer', 'console.life.order_answer', (row) => row.answer),
    column('answered', 'console.supervision.answered_at', (row) => time(row.answered_at)),
    column('review', 'console.life.order_review', (row) => row.review),
    column('reminders', 'console.supervision.reminders', (row) => row.reminders),
    column('rejections', 'console.supervision.rejections', (row) => row.rejections),
    column('closed', 'console.supervision.closed_at', (row) => time(row.closed_at)),
  ];
};

/** The deadline of an open order; of another one, what it waits for. */
function OrderDue({ row }: { row: RegisteredOrder }) {
  const translate = useTranslate();
  if (row.light) return <DueLight light={row.light} dueAt={row.due_at} />;
  return (
    <Typography component="span" variant="body2" color="text.secondary">
      {translate(row.closed_at ? 'console.supervision.over' : 'console.supervision.waits')}
    </Typography>
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
