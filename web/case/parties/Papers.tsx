import { useState } from 'react';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { PartiesSide, SidePaper, SideVerb } from '../../data/console/partiesSide';
import { exactDay, exactTime } from '../../domain/dates';
import { Panel } from '../../ui/console/Panel';
import { Tag } from '../../ui/console/Tag';
import { PaperPhotos } from '../show/Evidence';
import { PaperText } from './PaperText';
import { PhotosDialog } from './PhotosDialog';
import {
  type DialogProps,
  DiscardDialog,
  RecordDialog,
  SealDialog,
  usePartyName,
  WriteDialog,
} from './SideDialogs';

type Step = 'text' | 'photos' | 'sign_as_mediator' | 'stamp_agreement' | 'discard';

/** Whose signature by hand is being recorded. */
interface Recording {
  party: string;
}

type May = (verb: SideVerb) => boolean;

/** Whether anyone has signed it; from then on it is no longer rewritten. */
const isSigned = (paper: SidePaper) =>
  Boolean(paper.mediator_signed_at) || paper.signers.some(({ signed_at }) => Boolean(signed_at));

/** Whether signatures or the stamp are still awaited. */
const isRunning = (paper: SidePaper) => !paper.in_force_on;

/** The steps with a text that the user may take now, in the order of their buttons. */
function stepsOf(paper: SidePaper, may: May): Step[] {
  const running = isRunning(paper);
  const steps: Step[] = ['text'];
  if (may('add_paper_photos')) steps.push('photos');
  if (running && !paper.mediator_signed_at && may('sign_as_mediator')) steps.push('sign_as_mediator');
  if (running && !paper.stamped_at && may('stamp_agreement')) steps.push('stamp_agreement');
  if (running && may('discard_agreement')) steps.push('discard');
  return steps;
}

const STEP_LABEL: Record<Step, string> = {
  text: 'console.parties.text',
  photos: 'verb.add_paper_photos',
  sign_as_mediator: 'verb.sign_as_mediator',
  stamp_agreement: 'verb.stamp_agreement',
  discard: 'console.parties.discard',
};

/** The written agreement: its texts, who has signed, and the steps until it takes effect. */
export function Papers({
  side,
  ...props
}: Omit<DialogProps, 'onClose'> & { side: PartiesSide; onClose: () => void }) {
  const translate = useTranslate();
  const [open, setOpen] = useState<'write' | Step | Recording | null>(null);
  const current = side.papers.find(({ discarded_at }) => discarded_at === null);
  const may: May = (verb) => side.actions.includes(verb);
  if (side.papers.length === 0 && !may('write_agreement')) return null;
  const dialog = { ...props, onClose: () => setOpen(null) };
  return (
    <Panel
      title={translate('console.parties.papers')}
      aside={
        may('write_agreement') &&
        !(current && isSigned(current)) && (
          <Button size="small" onClick={() => setOpen('write')}>
            {translate(current ? 'console.parties.rewrite' : 'verb.write_agreement')}
          </Button>
        )
      }
    >
      {!current && <Typography color="text.secondary">{translate('console.parties.papers_none')}</Typography>}
      {current && (
        <CurrentPaper
          paper={current}
          caseId={props.caseId}
          parties={props.parties}
          may={may}
          onChoose={setOpen}
        />
      )}
      <DiscardedPapers papers={side.papers} />
      {open === 'write' && <WriteDialog {...dialog} paperOnly={side.paper_only} before={current} />}
      {current && open && open !== 'write' && <PaperDialog {...dialog} paper={current} open={open} />}
    </Panel>
  );
}

interface CurrentPaperProps extends Pick<DialogProps, 'caseId' | 'parties'> {
  paper: SidePaper;
  may: May;
  onChoose: (step: Step | Recording) => void;
}

/** The text that counts, its photos, and what may be done with it. */
function CurrentPaper({ paper, caseId, parties, may, onChoose }: CurrentPaperProps) {
  const records = isRunning(paper) && may('record_paper_signature');
  return (
    <>
      <Paper paper={paper} parties={parties} record={records ? (party) => onChoose({ party }) : null} />
      {paper.photos.length > 0 && (
        <Box sx={{ mt: 1.5 }}>
          <PaperPhotos caseId={caseId} ids={paper.photos} />
        </Box>
      )}
      <PaperSteps paper={paper} may={may} onChoose={onChoose} />
    </>
  );
}

type PaperStepsProps = Pick<CurrentPaperProps, 'paper' | 'may' | 'onChoose'>;

function PaperSteps({ paper, may, onChoose }: PaperStepsProps) {
  const translate = useTranslate();
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ mt: 1.5, flexWrap: 'wrap' }}>
      {stepsOf(paper, may).map((step) => (
        <Button
          key={step}
          size="small"
          color={step === 'discard' ? 'error' : 'primary'}
          variant={step === 'discard' ? 'text' : 'outlined'}
          onClick={() => onChoose(step)}
        >
          {translate(STEP_LABEL[step])}
        </Button>
      ))}
    </Stack>
  );
}

/** The texts that no longer count, each with its reason. */
function DiscardedPapers({ papers }: { papers: SidePaper[] }) {
  const translate = useTranslate();
  return papers
    .filter(({ discarded_at }) => discarded_at !== null)
    .map((paper) => (
      <Typography key={paper.id} variant="body2" color="text.secondary" sx={{ mt: 1 }}>
        {translate('console.parties.discarded', {
          no: paper.no,
          reason:
            paper.discard_reason === 'rewritten'
              ? translate('console.parties.rewritten')
              : paper.discard_reason,
        })}
      </Typography>
    ));
}

/** The dialog of the step that the user has chosen with a text. */
function PaperDialog({ paper, open, ...dialog }: DialogProps & { paper: SidePaper; open: Step | Recording }) {
  if (typeof open === 'object') return <RecordDialog {...dialog} paper={paper} partyId={open.party} />;
  switch (open) {
    case 'photos':
      return <PhotosDialog {...dialog} paper={paper} />;
    case 'discard':
      return <DiscardDialog {...dialog} paper={paper} />;
    case 'sign_as_mediator':
    case 'stamp_agreement':
      return <SealDialog {...dialog} paper={paper} verb={open} />;
    case 'text':
      return <PaperText paperId={paper.id} onClose={dialog.onClose} />;
  }
}

interface PaperProps {
  paper: SidePaper;
  parties: DialogProps['parties'];
  record: ((partyId: string) => void) | null;
}

function Paper({ paper, parties, record }: PaperProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const name = usePartyName();
  const time = (at: string | null) => (at ? exactTime(at, locale) : translate('console.parties.unsigned'));
  return (
    <Stack spacing={1}>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <Typography variant="h3">{translate('console.parties.draft', { no: paper.no })}</Typography>
        <Tag tone={paper.in_force_on ? 'green' : 'amber'}>
          {paper.in_force_on
            ? translate('console.parties.in_force', { day: exactDay(paper.in_force_on, locale) })
            : translate('console.parties.signing')}
        </Tag>
        <Tag tone="neutral">{translate(`console.parties.sign.${paper.way}`)}</Tag>
      </Stack>
      <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{paper.terms}</Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {paper.signers.map(({ party_id, signed_at }) => (
          <li key={party_id}>
            {name(parties.find(({ id }) => id === party_id))}
            {translate('console.colon')}
            {time(signed_at)}
            {!signed_at && record && (
              <Button size="small" sx={{ ml: 1 }} onClick={() => record(party_id)}>
                {translate('console.parties.record')}
              </Button>
            )}
          </li>
        ))}
        <li>
          {translate('console.parties.mediator')}
          {translate('console.colon')}
          {paper.mediator_name} {time(paper.mediator_signed_at)}
        </li>
        <li>
          {translate('console.parties.stamp')}
          {translate('console.colon')}
          {paper.stamped_at ? exactTime(paper.stamped_at, locale) : translate('console.parties.unstamped')}
        </li>
      </Box>
    </Stack>
  );
}
