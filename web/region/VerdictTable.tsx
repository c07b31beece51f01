import { type ReactNode, useState } from 'react';
import Download from '@mui/icons-material/FileDownloadOutlined';
import {
  Box,
  Button,
  Chip,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { ApiError } from '../data/core/errors';
import { cityDay } from '../domain/dates';
import { download } from '../ui/console/download';
import { toCsv } from '../domain/csv';
import { Tag, type Tone } from '../ui/console/Tag';
import { useErrorText } from '../ui/console/useErrorText';
import type { ImportLine } from './importPlan';
import { PageButtons } from './PageButtons';

const VERDICTS = ['error', 'create', 'rename', 'move', 'same'] as const;

const TONES: Record<ImportLine['verdict'], Tone> = {
  error: 'red',
  create: 'green',
  rename: 'blue',
  move: 'blue',
  same: 'neutral',
};

const PER_PAGE = 50;

/** The error message of a line. */
function useLineWords() {
  const translate = useTranslate();
  const errorText = useErrorText();
  return (line: ImportLine): string => {
    // Only the name of a line can be missing: an empty code is an invalid one.
    if (line.error)
      return errorText(new ApiError({ status: 422, code: line.error }), translate('field.name'));
    return line.verdict === 'rename' ? translate('console.region.import.before', { name: line.before }) : '';
  };
}

interface VerdictTableProps {
  lines: ImportLine[];
  /** Whether the import is finished: then the texts say what was done. */
  done: boolean;
}

/** The lines of a file with their effects, by verdict, fifty at a time. */
export function VerdictTable({ lines, done }: VerdictTableProps) {
  const translate = useTranslate();
  const lineWords = useLineWords();
  const counts = Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, lines.filter((line) => line.verdict === verdict).length]),
  ) as Record<ImportLine['verdict'], number>;
  const [chosen, choose] = useState<ImportLine['verdict'] | null>(counts.error > 0 ? 'error' : null);
  const [page, setPage] = useState(1);
  const shown = chosen === null ? lines : lines.filter((line) => line.verdict === chosen);
  const rows = shown.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const show = (verdict: ImportLine['verdict'] | null) => {
    choose(verdict);
    setPage(1);
  };
  const verdictWords = (verdict: ImportLine['verdict']) =>
    translate(`console.region.${done ? 'did' : 'verdict'}.${verdict}`);
  const save = () => {
    const columns = [
      { label: translate('console.region.import.line'), value: (line: ImportLine) => line.line },
      { label: translate('console.region.column.code'), value: (line: ImportLine) => line.row.code },
      { label: translate('console.region.column.name'), value: (line: ImportLine) => line.row.name },
      { label: translate('console.region.import.problem'), value: lineWords },
    ];
    const wrong = lines.filter((line) => line.verdict === 'error');
    const name = translate('console.region.import.errors_name');
    download(`${name}-${cityDay(new Date())}.csv`, toCsv(columns, wrong));
  };
  const chip = (verdict: ImportLine['verdict'] | null, label: string, count: number) => (
    <Chip
      key={label}
      clickable
      variant={chosen === verdict ? 'filled' : 'outlined'}
      color={chosen === verdict ? 'primary' : 'default'}
      aria-pressed={chosen === verdict}
      onClick={() => show(verdict)}
      label={translate('console.region.import.count', { label, count: count.toLocaleString('en-US') })}
      sx={{ height: { xs: 44, sm: 32 }, borderRadius: 5 }}
    />
  );
  return (
    <Frame>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center', p: 1.5 }}>
        {chip(null, translate('console.list.all'), lines.length)}
        {VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) =>
          chip(verdict, verdictWords(verdict), counts[verdict]),
        )}
        <Box sx={{ flex: 1 }} />
        {counts.error > 0 && (
          <Button
            variant="outlined"
            startIcon={<Download />}
            onClick={save}
            sx={{ minHeight: { xs: 44, sm: 36 } }}
          >
            {translate('console.region.import.save_errors')}
          </Button>
        )}
      </Stack>
      <TableContainer>
        <Table size="small" aria-label={translate('console.region.import.lines')}>
          <LineHead />
          <TableBody>
            {rows.map((line) => (
              <LineRow
                key={line.line}
                line={line}
                verdict={<Tag tone={TONES[line.verdict]}>{verdictWords(line.verdict)}</Tag>}
                lineText={lineWords(line)}
              />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <PageButtons page={page} perPage={PER_PAGE} total={shown.length} onPage={setPage} />
    </Frame>
  );
}

function LineHead() {
  const translate = useTranslate();
  return (
    <TableHead sx={{ display: { xs: 'none', sm: 'table-header-group' } }}>
      <TableRow>
        <TableCell align="right" sx={{ width: 72 }}>
          {translate('console.region.import.line')}
        </TableCell>
        <TableCell>{translate('console.region.column.code')}</TableCell>
        <TableCell>{translate('console.region.column.name')}</TableCell>
        <TableCell>{translate('console.region.import.verdict')}</TableCell>
        <TableCell>{translate('console.region.import.problem')}</TableCell>
      </TableRow>
    </TableHead>
  );
}

const Frame = ({ children }: { children: ReactNode }) => (
  <Box
    sx={{
      border: 1,
      borderColor: 'divider',
      borderRadius: 1,
      bgcolor: 'background.paper',
      overflow: 'hidden',
    }}
  >
    {children}
  </Box>
);

/** One line: cells in a row, stacked on a phone. */
function LineRow({ line, verdict, lineText }: { line: ImportLine; verdict: ReactNode; lineText: string }) {
  const translate = useTranslate();
  const cell = { border: { xs: 0, sm: undefined }, py: { xs: 0.25, sm: 0.75 } };
  return (
    <TableRow
      sx={{
        display: { xs: 'flex', sm: 'table-row' },
        flexWrap: 'wrap',
        alignItems: 'center',
        py: { xs: 0.75, sm: 0 },
        borderBottomStyle: 'solid',
        borderBottomWidth: { xs: 1, sm: 0 },
        borderColor: 'divider',
      }}
    >
      <TableCell align="right" sx={{ ...cell, color: 'text.secondary', whiteSpace: 'nowrap' }}>
        <Box component="span" sx={{ display: { sm: 'none' } }}>
          {translate('console.region.import.line')}{' '}
        </Box>
        {line.line}
      </TableCell>
      <TableCell sx={{ ...cell, whiteSpace: 'nowrap' }}>{line.row.code}</TableCell>
      <TableCell sx={{ ...cell, overflowWrap: 'anywhere' }}>{line.row.name}</TableCell>
      <TableCell sx={cell}>{verdict}</TableCell>
      <TableCell
        sx={{ ...cell, width: { xs: lineText ? '100%' : 0, sm: '40%' }, p: { xs: lineText ? undefined : 0 } }}
      >
        <Typography component="span" variant="body2">
          {lineText}
        </Typography>
      </TableCell>
    </TableRow>
  );
}
