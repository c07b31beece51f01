import Download from '@mui/icons-material/FileDownloadOutlined';
import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { type CsvColumn, toCsv } from '../../domain/csv';
import { download } from '../../ui/console/download';
import { COLUMNS, type Line } from './inviteRows';
import { ROLES } from '../staff';
import { useLineError } from './useLineError';

/** Saves the refused lines with their reasons, to be corrected and chosen again. */
export function FixButton({ lines }: { lines: Line[] }) {
  const translate = useTranslate();
  const reason = useLineError();
  if (lines.length === 0) return null;
  const cell = ({ row }: Line, column: (typeof COLUMNS)[number]) =>
    column === 'role' && ROLES.some((role) => role === row.role)
      ? translate(`role.${row.role}`)
      : row[column];
  const columns: CsvColumn<Line>[] = [
    ...COLUMNS.map((column) => ({
      label: translate(`console.staff.bulk.column.${column}`),
      value: (line: Line) => cell(line, column),
    })),
    { label: translate('console.staff.bulk.reason'), value: reason },
  ];
  return (
    <Button
      variant="outlined"
      startIcon={<Download />}
      sx={{ minHeight: 44 }}
      onClick={() => download(`${translate('console.staff.bulk.fix_name')}.csv`, toCsv(columns, lines))}
    >
      {translate('console.staff.bulk.fix', { smart_count: lines.length })}
    </Button>
  );
}
