import { Table, TableBody, TableCell, TableContainer, TableFooter, TableHead, TableRow } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { RevealRecord } from '../data/console/audit';
import { exactTime } from '../domain/dates';
import type { Total } from './totals';

/** Nothing scrolls on paper; on a phone the table scrolls, not the page. */
const FRAME = { overflowX: 'auto', '@media print': { overflow: 'visible' } } as const;
const CELL = {
  '& th, & td': { overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums' },
  '@media print': {
    minWidth: '0 !important',
    '& th, & td': { px: '1.5mm', py: '1mm', fontSize: '9pt', whiteSpace: 'normal', border: '1px solid #777' },
  },
} as const;

interface TotalTableProps {
  label: string;
  totals: Total[];
  /** Number of cases in total: one case may count for several people. */
  cases: number;
  heading: string;
  under?: string;
}

/** Views and cases per organisation or person. */
export function TotalTable({ label, totals, cases, heading, under }: TotalTableProps) {
  const translate = useTranslate();
  return (
    <TableContainer sx={FRAME} tabIndex={0} aria-label={label} role="region">
      <Table size="small" aria-label={label} sx={CELL}>
        <TableHead>
          <TableRow>
            <TableCell>{heading}</TableCell>
            {under && <TableCell>{under}</TableCell>}
            <TableCell align="right">{translate('console.audit.report.times')}</TableCell>
            <TableCell align="right">{translate('console.audit.report.cases')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {totals.map((total) => (
            <TableRow key={`${total.name} ${total.under ?? ''}`}>
              <TableCell sx={under ? { whiteSpace: 'nowrap' } : {}}>{total.name}</TableCell>
              {under && <TableCell>{total.under}</TableCell>}
              <TableCell align="right">{total.times}</TableCell>
              <TableCell align="right">{total.cases}</TableCell>
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          <TableRow sx={{ '& td': { color: 'text.primary', fontWeight: 600, fontSize: 14 } }}>
            <TableCell colSpan={under ? 2 : 1}>{translate('console.audit.report.total')}</TableCell>
            <TableCell align="right">{totals.reduce((sum, total) => sum + total.times, 0)}</TableCell>
            <TableCell align="right">{cases}</TableCell>
          </TableRow>
        </TableFooter>
      </Table>
    </TableContainer>
  );
}

/** Every view of personal data in the period, in chronological order. */
export function RevealTable({ rows }: { rows: RevealRecord[] }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const label = translate('console.audit.report.list');
  return (
    <TableContainer sx={FRAME} tabIndex={0} aria-label={label} role="region">
      <Table size="small" aria-label={label} sx={{ ...CELL, minWidth: { xs: 760, md: 0 } }}>
        <TableHead>
          <TableRow>
            <TableCell align="right">{translate('console.audit.report.number')}</TableCell>
            {(['at', 'actor', 'organisation', 'case', 'party', 'reason'] as const).map((key) => (
              <TableCell key={key}>{translate(`console.audit.reveal.${key}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row, index) => (
            <TableRow key={row.id}>
              <TableCell align="right">{index + 1}</TableCell>
              <TableCell>{exactTime(row.at, locale, new Date(0))}</TableCell>
              <TableCell>{row.actor_name}</TableCell>
              <TableCell>{row.organisation_name}</TableCell>
              <TableCell>{row.case_number}</TableCell>
              <TableCell>{row.party_name ?? '—'}</TableCell>
              <TableCell>{row.reason}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
