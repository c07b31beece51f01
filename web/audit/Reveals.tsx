import { Link } from 'react-router-dom';
import Print from '@mui/icons-material/PrintOutlined';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useListContext, useLocaleState, useTranslate } from 'react-admin';
import type { RevealRecord } from '../data/console/audit';
import { exactTime } from '../domain/dates';
import { ExportButton } from '../ui/console/ExportButton';
import { DayFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { casePath } from '../ui/console/links';
import { ListBody } from '../ui/console/ListBody';
import { RecordList } from '../ui/console/RecordList';
import type { Column } from '../ui/console/RecordTable';
import { Time } from '../ui/console/Time';
import { AuditFrame } from './AuditFrame';
import { PickFilter } from './PickFilter';

const caseLink = (row: RevealRecord) => casePath(row.case_id);

/** Who viewed whose full personal data, when, for which organisation, and why. */
export function Reveals() {
  return (
    // Rows are numbered chronologically, and the number has an index.
    <RecordList resource="party_reveals" sort={{ field: 'id', order: 'DESC' }}>
      <RevealRows />
    </RecordList>
  );
}

/** Opens the report of the current filters. */
function PrintLink() {
  const translate = useTranslate();
  const { filterValues } = useListContext();
  const query = new URLSearchParams({ filter: JSON.stringify(filterValues) });
  return (
    <Button component={Link} to={`/audit/print?${query}`} variant="contained" startIcon={<Print />}>
      {translate('console.audit.print')}
    </Button>
  );
}

function useParty() {
  const translate = useTranslate();
  return (row: RevealRecord) =>
    row.party_name
      ? `${row.party_name}${row.party_side ? ` · ${translate(`console.party.${row.party_side}`)}` : ''}`
      : '—';
}

function RevealRows() {
  const translate = useTranslate();
  const columns = useRevealColumns();
  return (
    <AuditFrame
      tab="reveals"
      actions={
        <>
          <ExportButton<RevealRecord> name={translate('console.audit.reveals')} columns={columns} />
          <PrintLink />
        </>
      }
    >
      <ListBody<RevealRecord>
        label={translate('console.audit.reveals')}
        filters={
          <FilterBar search={<SearchFilter label={translate('console.audit.reveal.search')} />}>
            <DayFilter source="since" label={translate('console.audit.since')} />
            <DayFilter source="until" label={translate('console.audit.until')} />
            <PickFilter source="staff_id" label={translate('console.audit.person')} resource="staff" />
            <PickFilter
              source="organisation_id"
              label={translate('console.audit.organisation')}
              resource="organisations"
            />
          </FilterBar>
        }
        columns={columns}
        to={caseLink}
        card={(row) => <RevealCard row={row} />}
        empty={{
          title: translate('console.audit.reveal.none'),
          hint: translate('console.audit.reveal.none_hint'),
        }}
      />
    </AuditFrame>
  );
}

/** The columns of table and export. */
function useRevealColumns(): Column<RevealRecord>[] {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const party = useParty();
  return [
    {
      key: 'case',
      label: translate('console.audit.reveal.case'),
      width: 180,
      value: (row) => row.case_number,
      render: (row) => row.case_number ?? translate('console.audit.reveal.no_case'),
    },
    {
      key: 'at',
      label: translate('console.audit.reveal.at'),
      sort: 'id',
      value: (row) => exactTime(row.at, locale, new Date(0)),
      render: (row) => <Time at={row.at} show="exact" />,
    },
    {
      key: 'actor',
      label: translate('console.audit.reveal.actor'),
      sort: 'actor_name',
      value: (row) => row.actor_name,
    },
    {
      key: 'organisation',
      label: translate('console.audit.reveal.organisation'),
      sort: 'organisation_name',
      wrap: true,
      value: (row) => row.organisation_name,
    },
    { key: 'party', label: translate('console.audit.reveal.party'), value: party },
    {
      key: 'reason',
      label: translate('console.audit.reveal.reason'),
      wrap: true,
      width: '26%',
      value: (row) => row.reason,
      render: (row) => <span style={{ overflowWrap: 'anywhere' }}>{row.reason}</span>,
    },
  ];
}

function RevealCard({ row }: { row: RevealRecord }) {
  const party = useParty();
  return (
    <Stack spacing={0.25}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}>
        <Typography sx={{ fontWeight: 600, flex: 1 }}>{row.actor_name}</Typography>
        <Typography component="span" variant="body2" color="text.secondary">
          <Time at={row.at} show="exact" />
        </Typography>
      </Box>
      <Typography sx={{ overflowWrap: 'anywhere' }}>{row.reason}</Typography>
      <Typography variant="body2" color="text.secondary">
        {party(row)} · {row.case_number}
        <br />
        {row.organisation_name}
      </Typography>
    </Stack>
  );
}
