import type { CsvColumn } from '../../domain/csv';
import type { Column } from './RecordTable';

/** The columns of a table that its file has, too. */
export const exportColumns = <Row>(columns: Column<Row>[]): CsvColumn<Row>[] =>
  columns.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
