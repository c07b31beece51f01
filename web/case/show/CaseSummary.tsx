import { Alert, Box, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { CaseRecord } from '../../data/console/cases';
import { CaseFacts } from './CaseFacts';
import { Timeline } from './Timeline';
import { useCaseFile } from './useCaseFile';

/** Warns of danger to people; nothing when there is none. */
export function DangerNotice({ case: row }: { case: Pick<CaseRecord, 'danger'> }) {
  const translate = useTranslate();
  return row.danger ? <Alert severity="error">{translate('console.case.danger')}</Alert> : null;
}

/**
 * A case in short, next to a list or map: description, facts, latest events. A list reads only what it shows, so the
 * facts come with the case itself.
 */
export function CaseSummary({ case: row }: { case: Pick<CaseRecord, 'id' | 'danger' | 'summary'> }) {
  const translate = useTranslate();
  const { file } = useCaseFile(row.id);
  return (
    <Stack spacing={2}>
      <DangerNotice case={row} />
      <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{row.summary}</Typography>
      {file && <CaseFacts case={file.case} />}
      {file && file.events.length > 0 && (
        <Box>
          <Typography variant="h3" sx={{ mb: 1 }}>
            {translate('console.case.latest')}
          </Typography>
          <Timeline events={file.events} last={3} />
        </Box>
      )}
    </Stack>
  );
}
