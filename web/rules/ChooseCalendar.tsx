import { useId, useRef } from 'react';
import Download from '@mui/icons-material/FileDownloadOutlined';
import Upload from '@mui/icons-material/FileUploadOutlined';
import { Alert, Box, Button, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import { cityDay } from '../domain/dates';
import { download } from '../ui/console/download';
import { toCsv } from '../domain/csv';
import { Panel } from '../ui/console/Panel';
import { useErrorText } from '../ui/console/useErrorText';
import { type CalendarFile, COLUMNS } from './calendarFile';
import type { CalendarImport } from './useCalendarImport';

/** Maximum number of invalid lines that are listed. */
const MAX_LISTED = 20;

/** The holidays whose date is fixed by law; the others change every year. */
const FIXED = [
  { day: '01-01', name: 'new_year' },
  { day: '05-01', name: 'labour_day' },
  { day: '05-02', name: 'labour_day' },
  { day: '10-01', name: 'national_day' },
  { day: '10-02', name: 'national_day' },
  { day: '10-03', name: 'national_day' },
] as const;

const nextYear = () => Number(cityDay(new Date()).slice(0, 4)) + 1;

/** Chooses the file, describes its format, offers a template, and shows the errors of the last file. */
export function ChooseCalendar({ state, onFile }: { state: CalendarImport; onFile: (file: File) => void }) {
  const translate = useTranslate();
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const { failure, file, fileName } = state;
  const next = nextYear();
  const heading = (name: string) => translate(`console.rules.calendar.column.${name}`);
  const template = () => {
    const columns = [
      { label: heading('day'), value: (row: (typeof FIXED)[number]) => `${next}-${row.day}` },
      { label: heading('type'), value: () => translate('console.rules.calendar.mark_off') },
      {
        label: heading('name'),
        value: (row: (typeof FIXED)[number]) => translate(`console.rules.calendar.fixed.${row.name}`),
      },
    ];
    download(`${translate('console.rules.calendar.template_name')}-${next}.csv`, toCsv(columns, [...FIXED]));
  };
  const problem = failure
    ? errorText(failure)
    : file && file.missing.length > 0
      ? translate('console.rules.calendar.no_columns', {
          columns: file.missing.map(heading).join(translate('console.list_pause')),
        })
      : file && file.wrong.length === 0 && file.days.length === 0
        ? translate('console.rules.calendar.empty_file')
        : null;
  return (
    <Panel title={translate('console.rules.calendar.choose')}>
      <Stack spacing={2}>
        {problem && (
          <Alert severity="error">
            {fileName}
            {translate('console.colon')}
            {problem}
          </Alert>
        )}
        {file && file.wrong.length > 0 && <WrongLines file={file} fileName={fileName} />}
        <Box component="ul" id={hint} sx={{ m: 0, pl: 2.5, '& > li': { mb: 0.5 } }}>
          <li>
            {translate('console.rules.calendar.columns', {
              columns: COLUMNS.map(heading).join(translate('console.list_pause')),
            })}
          </li>
          <li>{translate('console.rules.calendar.one_year')}</li>
          <li>{translate('console.rules.calendar.preview_first')}</li>
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, '& > button': { minHeight: 44 } }}>
          <Button
            variant="contained"
            startIcon={<Upload />}
            aria-describedby={hint}
            onClick={() => input.current?.click()}
          >
            {translate('console.rules.calendar.pick')}
          </Button>
          <Button variant="outlined" startIcon={<Download />} onClick={template}>
            {translate('console.rules.calendar.template')}
          </Button>
        </Box>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={translate('console.rules.calendar.pick')}
          accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            // Allows the same file to be chosen again after it was corrected.
            event.target.value = '';
            if (chosen) onFile(chosen);
          }}
        />
      </Stack>
    </Panel>
  );
}

/** The lines of a file that cannot be read, and why. */
function WrongLines({ file, fileName }: { file: CalendarFile; fileName: string }) {
  const translate = useTranslate();
  const year = file.year ?? nextYear();
  return (
    <Alert severity="error" sx={{ alignItems: 'flex-start' }}>
      {translate('console.rules.calendar.wrong', { file: fileName, count: file.wrong.length })}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {file.wrong.slice(0, MAX_LISTED).map(({ line, why }) => (
          <li key={line}>
            {translate('console.rules.calendar.line', {
              line,
              why: translate(`console.rules.calendar.why.${why}`, { year }),
            })}
          </li>
        ))}
      </Box>
    </Alert>
  );
}
