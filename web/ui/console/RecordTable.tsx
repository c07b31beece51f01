import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import {
  Box,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TableSortLabel,
  type Theme,
  useMediaQuery,
} from '@mui/material';
import { useTranslate } from 'react-admin';

/** One column of a list. */
export interface Column<Row> {
  key: string;
  label: string;
  render: (row: Row) => ReactNode;
  /** The column of the view to sort by. */
  sort?: string;
  /** Numbers are right-aligned. */
  numeric?: boolean;
  width?: number | string;
  /** Whether the text may wrap; other columns stay on one line. */
  wrap?: boolean;
  /** Shown only on a wide screen; the row's own page shows it as well. */
  wide?: boolean;
}

/** The order of a list. */
export interface Sort {
  field: string;
  order: 'ASC' | 'DESC';
}

interface RecordTableProps<Row> {
  /** Names the table for screen readers. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  /** The link of a row, in its first column. */
  to?: (row: Row) => string;
  /** A row on a phone. */
  card: (row: Row) => ReactNode;
  sort: Sort;
  onSort: (sort: Sort) => void;
}

/** Rows as a dense table, or as cards where a table would not fit. */
export function RecordTable<Row extends { id: string | number }>(props: RecordTableProps<Row>) {
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'), { noSsr: true });
  return narrow ? <Cards {...props} /> : <WideTable {...props} />;
}

/** On a medium screen cells are narrower and some columns are hidden. */
const shown = ({ wide }: { wide?: boolean }) => ({
  px: { xs: 0.75, lg: 1.5 },
  ...(wide && { display: { xs: 'none', lg: 'table-cell' } }),
});

function WideTable<Row extends { id: string | number }>({
  label,
  columns,
  rows,
  to,
  sort,
  onSort,
}: RecordTableProps<Row>) {
  const navigate = useNavigate();
  const translate = useTranslate();
  const heading = (column: Column<Row>) => {
    if (!column.sort) return column.label;
    const field = column.sort;
    const active = sort.field === field;
    const next = active && sort.order === 'ASC' ? 'DESC' : 'ASC';
    return (
      <TableSortLabel
        active={active}
        direction={active && sort.order === 'DESC' ? 'desc' : 'asc'}
        onClick={() => onSort({ field, order: next })}
        title={translate('console.list.sort_by', { column: column.label })}
      >
        {column.label}
      </TableSortLabel>
    );
  };
  return (
    <TableContainer>
      <Table size="small" aria-label={label}>
        <TableHead>
          <TableRow>
            {columns.map((column) => (
              <TableCell
                key={column.key}
                align={column.numeric ? 'right' : 'left'}
                sx={{ width: column.width, ...shown(column) }}
                sortDirection={sort.field === column.sort ? (sort.order === 'ASC' ? 'asc' : 'desc') : false}
              >
                {heading(column)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow
              key={row.id}
              {...(to && { hover: true, onClick: () => navigate(to(row)), sx: { cursor: 'pointer' } })}
            >
              {columns.map((column, index) => (
                <TableCell
                  key={column.key}
                  align={column.numeric ? 'right' : 'left'}
                  sx={{ whiteSpace: column.wrap ? 'normal' : 'nowrap', ...shown(column) }}
                >
                  {to && index === 0 ? (
                    <Box
                      component={Link}
                      to={to(row)}
                      onClick={(event) => event.stopPropagation()}
                      sx={{ color: 'primary.main', fontWeight: 600, textDecoration: 'none' }}
                    >
                      {column.render(row)}
                    </Box>
                  ) : (
                    column.render(row)
                  )}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function Cards<Row extends { id: string | number }>({ label, rows, to, card }: RecordTableProps<Row>) {
  return (
    <Box component="ul" aria-label={label} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {rows.map((row) => (
        <Box
          component="li"
          key={row.id}
          sx={{ borderBottom: 1, borderColor: 'divider', '&:last-child': { border: 0 } }}
        >
          {to ? (
            <Box
              component={Link}
              to={to(row)}
              sx={{ display: 'block', px: 2, py: 1.5, color: 'text.primary', textDecoration: 'none' }}
            >
              {card(row)}
            </Box>
          ) : (
            <Box sx={{ px: 2, py: 1.5 }}>{card(row)}</Box>
          )}
        </Box>
      ))}
    </Box>
  );
}
