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

/** One column of a list: of its table, of its export, or of both. */
export interface Column<Row> {
  key: string;
  label: string;
  /** What the export says, and the table unless there is `render`; a column without it is not exported. */
  value?: (row: Row) => string | number | null | undefined;
  /** The cell of the table. */
  render?: (row: Row) => ReactNode;
  /** For the export alone; the row's own page shows it as well. */
  exportOnly?: boolean;
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
  /** Rows that are not a list of the data provider come in an order of their own. */
  sort?: Sort;
  onSort?: (sort: Sort) => void;
}

const cellOf = <Row,>({ render, value }: Column<Row>, row: Row): ReactNode => (render ?? value)?.(row);

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

/** The direction in which the rows are sorted by this column, if they are. */
function directionOf<Row>(column: Column<Row>, sort: Sort | undefined): 'asc' | 'desc' | false {
  if (!sort || sort.field !== column.sort) return false;
  return sort.order === 'ASC' ? 'asc' : 'desc';
}

interface HeadingProps<Row> {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

function Heading<Row>({ column, sort, onSort }: HeadingProps<Row>) {
  const translate = useTranslate();
  const field = column.sort;
  if (!field || !onSort) return column.label;
  const direction = directionOf(column, sort);
  return (
    <TableSortLabel
      active={direction !== false}
      direction={direction || 'asc'}
      onClick={() => onSort({ field, order: direction === 'asc' ? 'DESC' : 'ASC' })}
      title={translate('console.list.sort_by', { column: column.label })}
    >
      {column.label}
    </TableSortLabel>
  );
}

function WideTable<Row extends { id: string | number }>({
  label,
  columns,
  rows,
  to,
  sort,
  onSort,
}: RecordTableProps<Row>) {
  const navigate = useNavigate();
  const shownColumns = columns.filter((column) => !column.exportOnly);
  return (
    <TableContainer>
      <Table size="small" aria-label={label}>
        <TableHead>
          <TableRow>
            {shownColumns.map((column) => (
              <TableCell
                key={column.key}
                align={column.numeric ? 'right' : 'left'}
                sx={{ width: column.width, ...shown(column) }}
                sortDirection={directionOf(column, sort)}
              >
                <Heading column={column} sort={sort} onSort={onSort} />
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
              {shownColumns.map((column, index) => (
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
                      {cellOf(column, row)}
                    </Box>
                  ) : (
                    cellOf(column, row)
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
