import type { ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import { Box, Stack, type Theme, Typography, useMediaQuery } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Page } from '../ui/console/Page';
import { Panel } from '../ui/console/Panel';
import { Failed, Waiting } from '../ui/console/States';
import { ActionButtons } from './CaseActions';
import { CaseFacts } from './CaseFacts';
import { DangerNotice } from './CaseSummary';
import { Clocks } from './Clocks';
import { Parties } from './Parties';
import { Agreement, Sessions } from './Sessions';
import { DueLight, GradeTag, StatusTag } from './tags';
import { Timeline } from './Timeline';
import { WhoSees } from './WhoSees';
import { type OpenCase, useCaseFile } from './useCaseFile';

/** The page of a case: what it is, what has happened, what may be done now. */
export function CaseShow() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const open = useCaseFile(id);
  const back = { to: '/cases', label: translate('console.case.back') };
  if (open.file) return <Opened open={open} file={open.file} back={back} />;
  return (
    <Page title={translate('console.case.one')} back={back}>
      {open.error ? (
        <Failed error={open.error} retry={() => void open.refetch()} />
      ) : (
        <Waiting rows={5} height={72} />
      )}
    </Page>
  );
}

interface OpenedProps {
  open: OpenCase;
  file: NonNullable<OpenCase['file']>;
  back: { to: string; label: string };
}

function Opened({ open, file, back }: OpenedProps) {
  const translate = useTranslate();
  const phone = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'), { noSsr: true });
  const row = file.case;
  const actions = <ActionButtons file={file} refetch={open.refetch} stretch={phone} />;
  const agreement = file.agreements.at(-1);
  return (
    <Page
      title={row.number}
      back={back}
      tags={
        <>
          <GradeTag grade={row.grade} />
          <StatusTag status={row.status} />
          <DueLight light={row.light} dueAt={row.due_at} stage={row.due_stage} />
        </>
      }
      actions={
        <>
          <WhoSees case={row} stretch={phone} />
          {!phone && actions}
        </>
      }
    >
      {open.error && <Failed error={open.error} retry={() => void open.refetch()} />}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: '1fr', md: '7fr 5fr' },
        }}
      >
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <DangerNotice case={row} />
          <Panel title={translate('console.case.summary')}>
            <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', fontSize: 15 }}>
              {row.summary}
            </Typography>
          </Panel>
          {agreement && (
            <Panel title={translate('console.agreement.title')}>
              <Agreement agreement={agreement} />
            </Panel>
          )}
          {file.sessions.length > 0 && (
            <Panel title={translate('console.session.list')}>
              <Sessions sessions={file.sessions} />
            </Panel>
          )}
          {!phone && <History file={file} />}
        </Stack>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Panel title={translate('console.due.title')}>
            <Clocks deadlines={file.deadlines} />
          </Panel>
          <Panel title={translate('console.party.list')}>
            <Parties parties={file.parties} />
          </Panel>
          <Panel title={translate('console.case.facts')}>
            <CaseFacts case={row} />
          </Panel>
          {phone && <History file={file} />}
        </Stack>
      </Box>
      {phone && file.actions.length > 0 && <ThumbBar>{actions}</ThumbBar>}
    </Page>
  );
}

function History({ file }: { file: OpenedProps['file'] }) {
  const translate = useTranslate();
  return (
    <Panel title={translate('console.case.history')}>
      <Timeline events={file.events} />
    </Panel>
  );
}

/** Buttons within a thumb's reach, above the menu of a phone. */
function ThumbBar({ children }: { children: ReactNode }) {
  return (
    <Box
      sx={{
        position: 'sticky',
        bottom: 'calc(var(--console-foot, 0px) + env(safe-area-inset-bottom))',
        mx: -2,
        mt: 2,
        mb: -2,
        px: 2,
        py: 1.25,
        bgcolor: 'background.paper',
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      {children}
    </Box>
  );
}
