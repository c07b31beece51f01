import { useState } from 'react';
import Download from '@mui/icons-material/FileDownloadOutlined';
import { Button } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import { type RegionLine, regionsWithin } from '../data/console/regionTree';
import { cityDay } from '../domain/dates';
import { type CsvColumn, toCsv } from '../domain/csv';
import { download } from '../ui/console/download';
import { useErrorText } from '../ui/console/useErrorText';

/** The columns of a file of regions, as the import reads them. */
export function useRegionColumns(): CsvColumn<Omit<RegionLine, 'path' | 'active'>>[] {
  const translate = useTranslate();
  return [
    { label: translate('console.region.column.code'), value: (row) => row.code },
    { label: translate('console.region.column.name'), value: (row) => row.name },
    { label: translate('console.region.column.longitude'), value: (row) => row.longitude },
    { label: translate('console.region.column.latitude'), value: (row) => row.latitude },
  ];
}

/** Exports the active regions of a territory in the format of the import. */
export function RegionExport({ scope }: { scope: string }) {
  const translate = useTranslate();
  const notify = useNotify();
  const errorText = useErrorText();
  const columns = useRegionColumns();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const name = translate('console.region.export_name');
      download(`${name}-${scope}-${cityDay(new Date())}.csv`, toCsv(columns, await regionsWithin(scope)));
    } catch (error) {
      notify(errorText(error), { type: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="outlined" startIcon={<Download />} disabled={busy} onClick={() => void save()}>
      {translate(busy ? 'console.list.exporting' : 'console.list.export')}
    </Button>
  );
}
