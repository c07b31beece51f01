import type { ReactNode } from 'react';
import { Box, Button, LinearProgress } from '@mui/material';
import { useListContext, useTranslate } from 'react-admin';
import { Pager } from './Pager';
import { type Column, RecordTable } from './RecordTable';
import { Empty, Failed, Waiting } from './States';

interface ListBodyProps<Row> {
  label: string;
  filters: ReactNode;
  columns: Column<Row>[];
  /** The link of a row. */
  to?: (row: Row) => string;
  card: (row: Row) => ReactNode;
  /** Shown when there is nothing at all; filters without a match have their own message. */
  empty: { title: string; hint?: string };
  /**
   * The default filter of the list, if any: with it, too, an empty list means that there is nothing to do.
   */
  first?: Record<string, unknown>;
}

/** A list with filters, rows, pages and all its states. */
export function ListBody<Row extends { id: string | number }>({
  filters,
  empty,
  ...table
}: ListBodyProps<Row>) {
  const { isFetching, isPending } = useListContext();
  return (
    <Box
      sx={{
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
        overflow: 'hidden',
      }}
    >
      {filters}
      <Box sx={{ height: 2, borderTop: 1, borderColor: 'divider' }}>
        {isFetching && !isPending && <LinearProgress sx={{ height: 2 }} />}
      </Box>
      <Rows {...table} empty={empty} />
      <Pager />
    </Box>
  );
}

function Rows<Row extends { id: string | number }>({
  empty,
  first = {},
  ...table
}: Omit<ListBodyProps<Row>, 'filters'>) {
  const translate = useTranslate();
  const { data, isPending, error, refetch, filterValues, setFilters, sort, setSort } = useListContext<Row>();
  if (error) return <Box sx={{ px: 2 }}>{<Failed error={error} retry={() => void refetch()} />}</Box>;
  if (isPending) return <Box sx={{ px: 2 }}>{<Waiting rows={8} />}</Box>;
  if (data?.length) return <RecordTable {...table} rows={data} sort={sort} onSort={setSort} />;
  const chosen = Object.entries(filterValues).filter(([name, value]) => first[name] !== value);
  if (chosen.length === 0) return <Empty {...empty} />;
  return (
    <Empty title={translate('console.list.no_match')} hint={translate('console.list.no_match_hint')}>
      <Button variant="outlined" onClick={() => setFilters({})}>
        {translate('console.list.clear')}
      </Button>
    </Empty>
  );
}
