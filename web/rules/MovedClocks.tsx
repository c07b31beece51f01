import { useState } from 'react';
import Download from '@mui/icons-material/FileDownloadOutlined';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { MovedClock } from '../data/console/calendar';
import { exactTime } from '../domain/dates';
import { download } from '../ui/console/download';
import { exportColumns } from '../ui/console/exportColumns';
import { toCsv } from '../domain/csv';
import { casePath } from '../ui/console/links';
import { Panel } from '../ui/console/Panel';
import { type Column, RecordTable } from '../ui/console/RecordTable';

/** An answer has at most this many rows; a full answer means that there may be more. */
const MAX_ROWS = 1000;

/** Rows shown per page; the file has all of them. */
const PER_PAGE = 50;

/** The number of moved deadlines, as far as it is known. */
export const movedCount = (moved: readonly MovedClock[]) =>
  moved.length >= MAX_ROWS ? `${MAX_ROWS}+` : String(moved.length);

interface MovedClocksProps {
  moved: readonly MovedClock[];
  year: number;
  done: boolean;
}

type Line = MovedClock & { id: string };

const AS_GIVEN = { field: 'id', order: 'ASC' } as const;

/** The running deadlines that a calendar moves: case, stage, old and new due date. */
export function MovedClocks({ moved, year, done }: MovedClocksProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const [shown, setShown] = useState(PER_PAGE);
  const time = (at: string) => exactTime(at, locale, new Date(0));
  const lines: Line[] = moved.map((clock, index) => ({ ...clock, id: `${index} ${clock.case_id}` }));
  const labels = {
    case: translate('console.rules.calendar.moved_case'),
    stage: translate('console.rules.calendar.moved_stage'),
    before: translate('console.rules.calendar.moved_before'),
    after: translate('console.rules.calendar.moved_after'),
  };
  const columns: Column<Line>[] = [
    { key: 'case', label: labels.case, value: (row) => row.case_number },
    { key: 'stage', label: labels.stage, value: (row) => translate(`stage.${row.stage}`) },
    { key: 'before', label: labels.before, value: (row) => time(row.due_before) },
    {
      key: 'after',
      label: labels.after,
      value: (row) => time(row.due_after),
      render: (row) => <strong>{time(row.due_after)}</strong>,
    },
  ];
  const save = () =>
    download(
      `${translate('console.rules.calendar.moved_file', { year })}.csv`,
      toCsv(exportColumns(columns), lines),
    );
  const title = translate(done ? 'console.rules.calendar.moved_done' : 'console.rules.calendar.moved', {
    count: movedCount(moved),
  });
  return (
    <Panel
      title={title}
      aside={
        moved.length > 0 && (
          <Button size="small" startIcon={<Download />} onClick={save} sx={{ minHeight: { xs: 44, md: 32 } }}>
            {translate('console.list.export')}
          </Button>
        )
      }
    >
      {moved.length === 0 ? (
        <Typography color="text.secondary">{translate('console.rules.calendar.moved_none')}</Typography>
      ) : (
        <Box sx={{ m: -2 }}>
          <RecordTable<Line>
            label={title}
            columns={columns}
            rows={lines.slice(0, shown)}
            to={(row) => casePath(row.case_id)}
            sort={AS_GIVEN}
            onSort={() => undefined}
            card={(row) => (
              <Stack spacing={0.25}>
                <Typography sx={{ fontWeight: 600 }}>
                  {row.case_number} · {translate(`stage.${row.stage}`)}
                </Typography>
                <Typography variant="body2" color="text.secondary">
                  {labels.before} {time(row.due_before)}
                </Typography>
                <Typography variant="body2">
                  {labels.after} {time(row.due_after)}
                </Typography>
              </Stack>
            )}
          />
          {lines.length > shown && (
            <Box sx={{ p: 1, textAlign: 'center' }}>
              <Button onClick={() => setShown(shown + PER_PAGE)} sx={{ minHeight: 44 }}>
                {translate('console.rules.calendar.more', { count: lines.length - shown })}
              </Button>
            </Box>
          )}
        </Box>
      )}
    </Panel>
  );
}
