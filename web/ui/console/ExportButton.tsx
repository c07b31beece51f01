import { useState } from 'react';
import Download from '@mui/icons-material/FileDownloadOutlined';
import { Button } from '@mui/material';
import { useListContext, useNotify, useTranslate } from 'react-admin';
import { EXPORT_LIMIT, readAll } from '../../data/lists/provider';
import { toCsv } from '../../domain/csv';
import { download } from './download';
import { exportColumns } from './exportColumns';
import type { Column } from './RecordTable';
import { cityDay } from '../../domain/dates';
import { useErrorText } from './useErrorText';

interface ExportButtonProps<Row> {
  /** Beginning of the file name. */
  name: string;
  /** The columns of the list; those with a value are saved. */
  columns: Column<Row>[];
}

/**
 * Saves the list as filtered and sorted, page by page up to the limit, and says when the limit cut it off.
 */
export function ExportButton<Row>({ name, columns }: ExportButtonProps<Row>) {
  const translate = useTranslate();
  const notify = useNotify();
  const errorText = useErrorText();
  const { resource, filterValues, filter, sort } = useListContext();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { rows, complete } = await readAll<Row>(resource, {
        filter: { ...filterValues, ...filter },
        sort,
      });
      download(`${name}-${cityDay(new Date())}.csv`, toCsv(exportColumns(columns), rows));
      if (!complete)
        notify('console.list.export_cut', { type: 'warning', messageArgs: { limit: EXPORT_LIMIT } });
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
