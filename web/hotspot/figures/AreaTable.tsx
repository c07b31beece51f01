import { useState } from 'react';
import {
  Link,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TableSortLabel,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Level } from './figures';
import { Marks } from './AreaList';
import { type ColumnName, COLUMNS, type Order, tableRows, type TableRow as Row } from './tableRows';
import type { FigureWords } from './useFigureWords';

interface AreaTableProps {
  level: Level;
  label: string;
  figureText: FigureWords;
  order: Order;
  onOrder: (order: Order) => void;
  onOpen: (code: string) => void;
}

const NONE = '—';

/** Initial sorting of the table: most cases on top. */
export const useOrder = () => useState<Order>({ by: 'n', down: true });

/** The map's counts as a table, with the total below. */
export function AreaTable({ level, label, figureText, order, onOrder, onOpen }: AreaTableProps) {
  const translate = useTranslate();
  const cell: Record<ColumnName, (row: Row) => string> = {
    name: (row) => row.name,
    n: (row) => figureText.count(row.n),
    share: (row) => (row.share === null ? NONE : `${(row.share * 100).toFixed(1)}%`),
    previous: (row) => (row.previous === null ? NONE : figureText.count(row.previous)),
    growth: (row) => figureText.change(row),
    rate: (row) => figureText.rate(row.rate),
    population: (row) => (row.population === null ? NONE : figureText.count(row.population)),
  };
  const first = (row: Row) => {
    if (row.kind === 'total') return translate('hotspot.table.total');
    if (row.kind === 'own') return translate('hotspot.table.own', { area: row.name });
    return (
      <Link
        component="button"
        type="button"
        onClick={() => onOpen(row.code)}
        sx={{ fontSize: 14, fontWeight: 600 }}
      >
        {row.name}
      </Link>
    );
  };
  return (
    <TableContainer tabIndex={0} role="region" aria-label={label}>
      <Table size="small" aria-label={label}>
        <SortedHead order={order} onOrder={onOrder} />
        <TableBody>
          {tableRows(level, order).map((row) => (
            <TableRow
              key={`${row.kind} ${row.code}`}
              hover={row.kind === 'area'}
              sx={
                row.kind === 'total'
                  ? { '& > *': { fontWeight: 600, borderTop: 2, borderColor: 'divider' } }
                  : null
              }
            >
              {COLUMNS.map((name) => (
                <TableCell
                  key={name}
                  component={name === 'name' ? 'th' : 'td'}
                  {...(name === 'name' && { scope: 'row' })}
                  align={name === 'name' ? 'left' : 'right'}
                  sx={{ whiteSpace: 'nowrap' }}
                >
                  {name === 'name' ? first(row) : cell[name](row)}
                </TableCell>
              ))}
              <TableCell sx={{ whiteSpace: 'nowrap', '& > * + *': { ml: 0.75 } }}>
                <Marks figures={row} figureText={figureText} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

/** The names of the columns, by which the table is sorted. */
function SortedHead({ order, onOrder }: Pick<AreaTableProps, 'order' | 'onOrder'>) {
  const translate = useTranslate();
  const direction = order.down ? 'desc' : 'asc';
  return (
    <TableHead>
      <TableRow>
        {COLUMNS.map((name) => (
          <TableCell
            key={name}
            align={name === 'name' ? 'left' : 'right'}
            sortDirection={order.by === name ? direction : false}
          >
            <TableSortLabel
              active={order.by === name}
              direction={order.by === name ? direction : 'desc'}
              onClick={() => onOrder({ by: name, down: order.by === name ? !order.down : name !== 'name' })}
            >
              {translate(`hotspot.table.${name}`)}
            </TableSortLabel>
          </TableCell>
        ))}
        <TableCell>{translate('hotspot.table.marks')}</TableCell>
      </TableRow>
    </TableHead>
  );
}
