import {
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { FigureRow, Figures } from '../data/portal/help';
import { inLanguage } from '../text/languages';

const COLUMNS = ['filed', 'concluded', 'settled_rate', 'days', 'satisfaction'] as const;

/** Statistics as they would be published, with the same numbers suppressed. */
export function FigurePreview({ figures }: { figures: Figures }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const types = figures.types.map((row) => ({ ...row, label: inLanguage(locale, row.name, row.name_en) }));
  const counties = figures.counties.map((row) => ({ ...row, label: row.name }));
  const whole = { ...figures.total, code: 'whole', label: translate('console.publicity.figures.whole') };
  return (
    <Stack spacing={1.5}>
      <Typography>
        {translate('console.publicity.figures.hidden', { smart_count: figures.hidden })}
      </Typography>
      <FigureTable label={translate('console.publicity.figures.by_county')} rows={[whole, ...counties]} />
      <FigureTable
        label={translate('console.publicity.figures.by_type')}
        rows={types.filter(({ filed }) => filed !== 0)}
      />
    </Stack>
  );
}

function FigureTable({
  label,
  rows,
}: {
  label: string;
  rows: (FigureRow & { code: string; label: string })[];
}) {
  const translate = useTranslate();
  const shown = (row: FigureRow, column: (typeof COLUMNS)[number]) => {
    const value = row[column];
    if (value === null) return translate('console.publicity.figures.not_shown');
    return column === 'settled_rate' ? `${value}%` : value;
  };
  return (
    <TableContainer tabIndex={0} role="region" aria-label={label}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{label}</TableCell>
            {COLUMNS.map((column) => (
              <TableCell key={column} align="right">
                {translate(`console.publicity.figures.column.${column}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.code}>
              <TableCell component="th" scope="row">
                {row.label}
              </TableCell>
              {COLUMNS.map((column) => (
                <TableCell key={column} align="right">
                  {shown(row, column)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
