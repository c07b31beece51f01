import { type ReactNode, useEffect } from 'react';
import { useParams } from 'react-router-dom';
import { Alert, Box, Stack, type Theme, Typography, useMediaQuery } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { CaseRecord } from '../../data/console/cases';
import { ask } from '../../data/core/changes';
import { Page } from '../../ui/console/Page';
import { Panel } from '../../ui/console/Panel';
import { Failed, Waiting } from '../../ui/console/States';
import { ActionButtons } from '../verbs/CaseActions';
import { CaseFacts } from './CaseFacts';
import { CasePrivacy } from './CasePrivacy';
import { DangerNotice } from './CaseSummary';
import { Clocks } from './Clocks';
import { Evidence } from './Evidence';
import { FlagHistory, FlagTags } from '../flags';
import { Orders } from './Orders';
import { Parties } from './Parties';
import { PartiesSide } from '../parties/PartiesSide';
import { Ratings } from '../parties/Ratings';
import { Agreement, Sessions } from './Sessions';
import { DueLight, GradeTag, StatusTag } from '../tags';
import { Timeline } from './Timeline';
import { Links, Participants } from './Related';
import { WhoRead } from './WhoRead';
import { WhoSees } from './WhoSees';
import { type OpenCase, useCaseFile } from './useCaseFile';
import { type OpenParts, useCaseParts } from './useCaseParts';

/** The page of a case: facts, history, available actions. */
export function CaseShow() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const open = useCaseFile(id);
  const readable = open.file !== undefined;
  useEffect(() => {
    // Records who opened the case, for those who oversee it; a failed record does not prevent reading.
    if (readable) ask('note_reading', { case_id: id }).catch(() => undefined);
  }, [id, readable]);
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
  const phone = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'), { noSsr: true });
  const row = file.case;
  const actions = <ActionButtons file={file} refetch={open.refetch} stretch={phone} />;
  const read = useCaseParts(row);
  return (
    <Page
      title={row.number}
      back={back}
      tags={
        <>
          <GradeTag grade={row.grade} />
          <StatusTag status={row.status} />
          <FlagTags flags={row.flags} />
          <DueLight light={row.light} dueAt={row.due_at} stage={row.due_stage} />
        </>
      }
      actions={
        <>
          <WhoSees case={row} stretch={phone} />
          <WhoRead case={row} stretch={phone} />
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
        <Proceedings open={open} file={file} read={read} phone={phone} />
        <Particulars open={open} file={file} read={read} phone={phone} />
      </Box>
      {phone && file.actions.length > 0 && <ThumbBar>{actions}</ThumbBar>}
    </Page>
  );
}

interface ColumnProps extends Pick<OpenedProps, 'open' | 'file'> {
  read: OpenParts;
  phone: boolean;
}

/** What the case is about and what has been done in it: the wide column. */
function Proceedings({ open, file, read: { parts, error, retry }, phone }: ColumnProps) {
  const translate = useTranslate();
  const row = file.case;
  const agreement = file.agreements.at(-1);
  return (
    <Stack spacing={2} sx={{ minWidth: 0 }}>
      <DangerNotice case={row} />
      <MissingItems case={row} />
      <Panel title={translate('console.case.summary')}>
        <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', fontSize: 15 }}>
          {row.summary}
        </Typography>
      </Panel>
      <Evidence case={row} />
      {error && <Failed error={error} retry={retry} />}
      {parts && parts.orders.length > 0 && (
        <Panel title={translate('console.life.orders')}>
          <Orders orders={parts.orders} refetch={open.refetch} />
        </Panel>
      )}
      <PartiesSide case={row} parties={file.parties} refetch={open.refetch} />
      <Ratings case={row} />
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
  );
}

/** What the case is waiting for while it lacks information. */
function MissingItems({ case: row }: { case: CaseRecord }) {
  const translate = useTranslate();
  if (row.status !== 'needs_info' || !row.missing_items) return null;
  return (
    <Alert severity="info">
      {translate('console.life.waiting_for')}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {row.missing_items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </Box>
    </Alert>
  );
}

/** What is known about the case at a glance: clocks, people, facts, links; the narrow column. */
function Particulars({ open, file, read: { parts }, phone }: ColumnProps) {
  const translate = useTranslate();
  const row = file.case;
  return (
    <Stack spacing={2} sx={{ minWidth: 0 }}>
      <Panel title={translate('console.due.title')}>
        <Clocks deadlines={file.deadlines} extensions={parts?.extensions} />
      </Panel>
      {parts && parts.flags.length > 0 && (
        <Panel title={translate('console.life.flags')}>
          <FlagHistory flags={parts.flags} />
        </Panel>
      )}
      <Panel title={translate('console.party.list')}>
        <Parties parties={file.parties} />
      </Panel>
      <Panel title={translate('console.case.facts')}>
        <CaseFacts case={row} />
      </Panel>
      <CasePrivacy case={row} refetch={open.refetch} />
      {parts && parts.links.length > 0 && (
        <Panel title={translate('console.life.links')}>
          <Links caseId={row.id} links={parts.links} />
        </Panel>
      )}
      {parts && parts.participants.length > 0 && (
        <Panel title={translate('console.life.participants')}>
          <Participants participants={parts.participants} />
        </Panel>
      )}
      {phone && <History file={file} />}
    </Stack>
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

/** Buttons within reach of the thumb, above the menu of a phone. */
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
