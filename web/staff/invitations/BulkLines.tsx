import { useState } from 'react';
import {
  Box,
  Button,
  FormControlLabel,
  Stack,
  Switch,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { Panel } from '../../ui/console/Panel';
import { Tag } from '../../ui/console/Tag';
import { COLUMNS, type ColumnName, type Line } from './inviteRows';
import { linkOf } from './link';
import { ROLES } from '../staff';
import { useLineError } from './useLineError';

/** Number of lines rendered at once; a button shows more. */
const STEP = 100;

/** The lines of the file, each with the result of its check. */
export function BulkLines({ lines, checked }: { lines: Line[]; checked: boolean }) {
  const translate = useTranslate();
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'), { noSsr: true });
  const [onlyBad, setOnlyBad] = useState(false);
  const [most, setMost] = useState(STEP);
  const wanted = onlyBad ? lines.filter(({ error }) => error) : lines;
  const shown = wanted.slice(0, most);
  const label = (name: string) => translate(`console.staff.bulk.${name}`);
  return (
    <Panel
      title={label('lines')}
      aside={
        lines.some(({ error }) => error) && (
          <FormControlLabel
            control={<Switch size="small" checked={onlyBad} onChange={(_event, on) => setOnlyBad(on)} />}
            label={label('only_bad')}
            sx={{ mr: 0 }}
          />
        )
      }
    >
      {narrow ? <Cards lines={shown} checked={checked} /> : <Wide lines={shown} checked={checked} />}
      {wanted.length > most && (
        <Button sx={{ mt: 1, minHeight: 44 }} onClick={() => setMost(most + STEP)}>
          {translate('console.staff.bulk.more', { rest: wanted.length - most })}
        </Button>
      )}
    </Panel>
  );
}

interface ShownProps {
  lines: Line[];
  checked: boolean;
}

function useCell() {
  const translate = useTranslate();
  return ({ row }: Line, column: ColumnName) =>
    column === 'role' && ROLES.some((role) => role === row.role)
      ? translate(`role.${row.role}`)
      : row[column];
}

function Verdict({ line, checked }: { line: Line; checked: boolean }) {
  const translate = useTranslate();
  const reason = useLineError();
  if (line.error)
    return (
      <Typography component="span" color="error">
        {reason(line)}
      </Typography>
    );
  if (line.token)
    return (
      <>
        <Tag tone="green">{translate('console.staff.bulk.invited')}</Tag>
        <Box
          component="code"
          sx={{ display: 'block', fontSize: 12, overflowWrap: 'anywhere', minWidth: 200 }}
        >
          {linkOf(line.token)}
        </Box>
      </>
    );
  return checked ? <Tag tone="blue">{translate('console.staff.bulk.good')}</Tag> : null;
}

function Wide({ lines, checked }: ShownProps) {
  const translate = useTranslate();
  const cell = useCell();
  return (
    <TableContainer>
      <Table size="small" aria-label={translate('console.staff.bulk.lines')}>
        <TableHead>
          <TableRow>
            <TableCell align="right">{translate('console.staff.bulk.line')}</TableCell>
            {COLUMNS.map((column) => (
              <TableCell key={column}>{translate(`console.staff.bulk.column.${column}`)}</TableCell>
            ))}
            <TableCell>{translate('console.staff.bulk.outcome')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {lines.map((line) => (
            <TableRow key={line.line}>
              <TableCell align="right">{line.line}</TableCell>
              {COLUMNS.map((column) => (
                <TableCell
                  key={column}
                  sx={{
                    overflowWrap: 'anywhere',
                    ...(line.field === column && { color: 'error.main', fontWeight: 600 }),
                  }}
                >
                  {cell(line, column)}
                </TableCell>
              ))}
              <TableCell>
                <Verdict line={line} checked={checked} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function Cards({ lines, checked }: ShownProps) {
  const translate = useTranslate();
  const cell = useCell();
  return (
    <Box
      component="ul"
      aria-label={translate('console.staff.bulk.lines')}
      sx={{ listStyle: 'none', m: 0, p: 0 }}
    >
      {lines.map((line) => (
        <Box
          component="li"
          key={line.line}
          sx={{ py: 1, borderBottom: 1, borderColor: 'divider', '&:last-child': { border: 0 } }}
        >
          <Stack direction="row" spacing={1} sx={{ justifyContent: 'space-between' }}>
            <Typography sx={{ fontWeight: 600 }}>
              {line.line}. {line.row.name}
            </Typography>
            <span>{cell(line, 'role')}</span>
          </Stack>
          <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
            {[line.row.account, line.row.organisation, line.row.valid_to].filter(Boolean).join(' · ')}
          </Typography>
          <Verdict line={line} checked={checked} />
        </Box>
      ))}
    </Box>
  );
}
