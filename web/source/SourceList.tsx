import { useState } from 'react';
import { Button, Stack, Typography } from '@mui/material';
import { useListContext, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { SourceRecord } from '../data/console/sources';
import { ExportButton } from '../ui/console/ExportButton';
import { ChoiceFilter, FilterBar, SearchFilter } from '../ui/console/filters';
import { ListBody } from '../ui/console/ListBody';
import { Page } from '../ui/console/Page';
import { RecordList } from '../ui/console/RecordList';
import type { Column } from '../ui/console/RecordTable';
import { Tag } from '../ui/console/Tag';
import { Time } from '../ui/console/Time';
import { CreateSource, SwitchSource } from './SourceDialogs';

/**
 * The codes of posters and counters: where they are, how often they were opened, how many cases were filed
 * through them.
 */
export function SourceList() {
  const translate = useTranslate();
  const me = useMe();
  return (
    <RecordList resource="filing_sources" sort={{ field: 'created_at', order: 'DESC' }}>
      <Page
        title={translate('console.source.title')}
        lead={translate('console.source.lead', { scope: me.scope_name ?? me.organisation_name })}
        actions={<Actions />}
      >
        <Sources />
      </Page>
    </RecordList>
  );
}

/** Whether the user creates and deactivates codes; a leader only reads them. */
const useRuns = () => ['dispatcher', 'administrator'].includes(useMe().role);

function Actions() {
  const translate = useTranslate();
  const runs = useRuns();
  const { refetch } = useListContext();
  const [making, setMaking] = useState(false);
  const columns = useSourceColumns();
  return (
    <>
      <ExportButton<SourceRecord> name={translate('console.source.title')} columns={columns} />
      {runs && (
        <Button variant="contained" onClick={() => setMaking(true)}>
          {translate('console.source.create')}
        </Button>
      )}
      {making && <CreateSource onDone={() => refetch()} onClose={() => setMaking(false)} />}
    </>
  );
}

/** The URL in the printed code. */
const addressOf = ({ code }: SourceRecord) => `${window.location.origin}/#/file?s=${code}`;

function ActiveTag({ row }: { row: SourceRecord }) {
  const translate = useTranslate();
  return (
    <Tag tone={row.active ? 'green' : 'neutral'}>
      {translate(row.active ? 'console.source.active' : 'console.source.retired')}
    </Tag>
  );
}

/** The columns of table and export; the address and the parts of the place need room of their own. */
function useSourceColumns(): Column<SourceRecord>[] {
  const translate = useTranslate();
  return [
    {
      key: 'label',
      label: translate('console.source.label'),
      sort: 'label',
      wrap: true,
      value: (row) => row.label,
    },
    { key: 'address', label: translate('console.source.address'), value: addressOf, exportOnly: true },
    { key: 'code', label: translate('console.source.code'), sort: 'code', render: (row) => row.code },
    {
      key: 'where',
      label: translate('console.source.region'),
      sort: 'region_code',
      wrap: true,
      render: (row) => [row.region_path, row.organisation_name, row.poster_place].filter(Boolean).join(' · '),
    },
    {
      key: 'region',
      label: translate('console.source.region'),
      value: (row) => row.region_path,
      exportOnly: true,
    },
    {
      key: 'organisation',
      label: translate('console.source.organisation'),
      value: (row) => row.organisation_name,
      exportOnly: true,
    },
    {
      key: 'place',
      label: translate('console.source.place'),
      value: (row) => row.poster_place,
      exportOnly: true,
    },
    { key: 'scans', label: translate('console.source.scans'), value: (row) => row.scans },
    { key: 'filings', label: translate('console.source.filings'), value: (row) => row.filings },
    { key: 'state', label: translate('console.source.state'), render: (row) => <ActiveTag row={row} /> },
    {
      key: 'at',
      label: translate('console.source.created'),
      sort: 'created_at',
      wide: true,
      render: (row) => <Time at={row.created_at} show="relative" />,
    },
  ];
}

function Sources() {
  const translate = useTranslate();
  const runs = useRuns();
  const { refetch } = useListContext();
  const [switching, setSwitching] = useState<SourceRecord | null>(null);
  const button = (row: SourceRecord) =>
    runs ? (
      <Button size="small" onClick={() => setSwitching(row)}>
        {translate(row.active ? 'console.source.retire' : 'console.source.restore')}
      </Button>
    ) : null;
  const columns: Column<SourceRecord>[] = [
    ...useSourceColumns(),
    { key: 'do', label: translate('console.source.do'), render: button },
  ];
  return (
    <>
      <ListBody<SourceRecord>
        label={translate('console.source.title')}
        filters={
          <FilterBar search={<SearchFilter label={translate('console.source.search')} />}>
            <ChoiceFilter
              source="active"
              label={translate('console.source.state')}
              choices={['true', 'false'].map((value) => ({
                value,
                label: translate(value === 'true' ? 'console.source.active' : 'console.source.retired'),
              }))}
            />
          </FilterBar>
        }
        columns={columns}
        card={(row) => (
          <Stack spacing={0.5}>
            <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
              <ActiveTag row={row} />
              <Typography sx={{ fontWeight: 600 }}>{row.label}</Typography>
            </Stack>
            <Typography variant="body2" color="text.secondary">
              {row.region_path} · {row.code}
              <br />
              {translate('console.source.counts', { scans: row.scans, filings: row.filings })}
            </Typography>
            {button(row)}
          </Stack>
        )}
        empty={{ title: translate('console.source.none'), hint: translate('console.source.none_hint') }}
      />
      {switching && (
        <SwitchSource source={switching} onDone={() => refetch()} onClose={() => setSwitching(null)} />
      )}
    </>
  );
}
