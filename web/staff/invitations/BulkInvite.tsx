import { useState } from 'react';
import Download from '@mui/icons-material/FileDownloadOutlined';
import Upload from '@mui/icons-material/UploadFileOutlined';
import { Alert, Box, Button, LinearProgress, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { download } from '../../ui/console/download';
import { toCsv } from '../../domain/csv';
import { LeaveGuard } from '../../ui/console/LeaveGuard';
import { Page } from '../../ui/console/Page';
import { Panel } from '../../ui/console/Panel';
import { Failed } from '../../ui/console/States';
import { readSheet } from '../../ui/console/sheet';
import { useErrorText } from '../../ui/console/useErrorText';
import { BulkLines } from './BulkLines';
import { BulkResult } from './BulkResult';
import { FileButton } from '../FileButton';
import { COLUMNS, type Line, readLines } from './inviteRows';
import { FixButton } from './FixButton';
import { useBulkInvite } from './useBulkInvite';
import { useKnownWords } from './useKnownWords';

/** A longer file cannot be a list of colleagues. */
const MAX_LINES = 2000;

const KINDS = '.csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Invites many people from a spreadsheet: choose, check, invite, hand over the links. */
export function BulkInvite() {
  const translate = useTranslate();
  const errorText = useErrorText();
  const known = useKnownWords();
  const bulk = useBulkInvite();
  const [problem, setProblem] = useState('');
  const [kept, setKept] = useState(false);
  const label = (name: string) => translate(`console.staff.bulk.${name}`);
  const columnName = (column: string) => translate(`console.staff.bulk.column.${column}`);

  const take = async (file: File) => {
    bulk.clear();
    setProblem('');
    setKept(false);
    try {
      const { lines, missing } = readLines(await readSheet(file), known);
      if (missing.length > 0) {
        const columns = missing.map(columnName).join(translate('console.list_comma'));
        setProblem(translate('console.staff.bulk.no_column', { columns }));
      } else if (lines.length === 0) setProblem(label('no_lines'));
      else if (lines.length > MAX_LINES)
        setProblem(translate('console.staff.bulk.too_long', { max: MAX_LINES }));
      else await bulk.check(lines);
    } catch (error) {
      setProblem(errorText(error));
    }
  };

  const { phase, lines, done } = bulk;
  const good = lines.filter(({ error }) => !error);
  const bad = lines.filter(({ error }) => error);
  const busy = (phase === 'checking' || phase === 'inviting') && !bulk.failure;

  return (
    <Page
      title={label('title')}
      lead={label('lead')}
      back={{ to: '/posts', label: translate('console.staff.back') }}
    >
      <LeaveGuard unsaved={!kept && (phase === 'inviting' || (phase === 'done' && good.length > 0))} />
      <Stack spacing={2}>
        {phase !== 'done' && (
          <ChooseFile
            first={phase === 'empty'}
            busy={busy}
            problem={problem}
            onFile={(file) => void take(file)}
          />
        )}
        {busy && (
          <Progress label={label(phase)} done={done} of={phase === 'checking' ? lines.length : good.length} />
        )}
        {bulk.failure && (
          <Failed
            error={bulk.failure}
            retry={() => void (phase === 'checking' ? bulk.check(lines) : bulk.invite())}
          />
        )}
        {(phase === 'checked' || (phase === 'inviting' && !bulk.failure)) && (
          <Checked good={good.length} bad={bad} busy={busy} invite={() => void bulk.invite()} />
        )}
        {phase === 'done' && <BulkResult lines={lines} onKept={() => setKept(true)} onAnother={bulk.clear} />}
        {lines.length > 0 && <BulkLines lines={lines} checked={phase !== 'checking'} />}
      </Stack>
    </Page>
  );
}

interface CheckedProps {
  /** Number of lines that can be invited. */
  good: number;
  bad: Line[];
  busy: boolean;
  invite: () => void;
}

/** What the check has found, and the button that invites. */
function Checked({ good, bad, busy, invite }: CheckedProps) {
  const translate = useTranslate();
  return (
    <Panel title={translate('console.staff.bulk.checked')}>
      <Typography role="status" sx={{ mb: 1.5 }}>
        {translate('console.staff.bulk.verdict', { good, bad: bad.length })}
      </Typography>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
        <Button variant="contained" sx={{ minHeight: 44 }} disabled={busy || good === 0} onClick={invite}>
          {translate('console.staff.bulk.invite', { smart_count: good })}
        </Button>
        <FixButton lines={bad} />
      </Stack>
    </Panel>
  );
}

interface ChooseFileProps {
  /** Whether no file has been chosen yet. */
  first: boolean;
  busy: boolean;
  /** What is wrong with the chosen file. */
  problem: string;
  onFile: (file: File) => void;
}

/** The choice of the file, and its template. */
function ChooseFile({ first, busy, problem, onFile }: ChooseFileProps) {
  const translate = useTranslate();
  const label = (name: string) => translate(`console.staff.bulk.${name}`);
  const columnName = (column: string) => translate(`console.staff.bulk.column.${column}`);
  const template = () =>
    download(
      `${label('template_name')}.csv`,
      toCsv(
        COLUMNS.map((one) => ({ label: columnName(one), value: () => '' })),
        [],
      ),
    );
  return (
    <Panel title={label('file')}>
      <Typography sx={{ mb: 1.5 }}>{label('columns_hint')}</Typography>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
        <FileButton
          variant={first ? 'contained' : 'outlined'}
          startIcon={<Upload />}
          label={label(first ? 'choose' : 'choose_other')}
          accept={KINDS}
          disabled={busy}
          onFile={onFile}
        />
        <Button startIcon={<Download />} sx={{ minHeight: 44 }} onClick={template}>
          {label('template')}
        </Button>
      </Stack>
      {problem && (
        <Alert severity="error" sx={{ mt: 2 }}>
          {problem}
        </Alert>
      )}
    </Panel>
  );
}

function Progress({ label, done, of }: { label: string; done: number; of: number }) {
  return (
    <Box role="status">
      <Typography sx={{ mb: 0.5, fontVariantNumeric: 'tabular-nums' }}>
        {label} {done}/{of}
      </Typography>
      <LinearProgress variant="determinate" aria-label={label} value={of === 0 ? 0 : (100 * done) / of} />
    </Box>
  );
}
