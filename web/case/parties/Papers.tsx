import { useState } from 'react';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { PartiesSide, SidePaper } from '../../data/console/partiesSide';
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

type Open =
  'write' | 'photos' | 'discard' | 'sign_as_mediator' | 'stamp_agreement' | 'text' | { party: string };

/** The written agreement: its texts, who has signed, and the steps until it takes effect. */
export function Papers({
  side,
  ...props
}: Omit<DialogProps, 'onClose'> & { side: PartiesSide; onClose: () => void }) {
  const translate = useTranslate();
  const [open, setOpen] = useState<Open | null>(null);
  const current = side.papers.find(({ discarded_at }) => discarded_at === null);
  const may = (verb: PartiesSide['actions'][number]) => side.actions.includes(verb);
  if (side.papers.length === 0 && !may('write_agreement')) return null;
  const dialog = { ...props, onClose: () => setOpen(null) };
  const signed = current?.mediator_signed_at || current?.signers.some(({ signed_at }) => signed_at);
  const running = current && !current.in_force_on;
  return (
    <Panel
      title={translate('console.parties.papers')}
      aside={
        may('write_agreement') &&
        !signed && (
          <Button size="small" onClick={() => setOpen('write')}>
            {translate(current ? 'console.parties.rewrite' : 'verb.write_agreement')}
          </Button>
        )
      }
    >
      {!current && <Typography color="text.secondary">{translate('console.parties.papers_none')}</Typography>}
      {current && (
        <>
          <Paper
            paper={current}
            parties={props.parties}
            record={running && may('record_paper_signature') ? (party) => setOpen({ party }) : null}
          />
          {current.photos.length > 0 && (
            <Box sx={{ mt: 1.5 }}>
              <PaperPhotos caseId={props.caseId} ids={current.photos} />
            </Box>
          )}
          <Stack direction="row" useFlexGap spacing={1} sx={{ mt: 1.5, flexWrap: 'wrap' }}>
            <Button size="small" variant="outlined" onClick={() => setOpen('text')}>
              {translate('console.parties.text')}
            </Button>
            {may('add_paper_photos') && (
              <Button size="small" variant="outlined" onClick={() => setOpen('photos')}>
                {translate('verb.add_paper_photos')}
              </Button>
            )}
            {running && !current.mediator_signed_at && may('sign_as_mediator') && (
              <Button size="small" variant="outlined" onClick={() => setOpen('sign_as_mediator')}>
                {translate('verb.sign_as_mediator')}
              </Button>
            )}
            {running && !current.stamped_at && may('stamp_agreement') && (
              <Button size="small" variant="outlined" onClick={() => setOpen('stamp_agreement')}>
                {translate('verb.stamp_agreement')}
              </Button>
            )}
            {running && may('discard_agreement') && (
              <Button size="small" color="error" onClick={() => setOpen('discard')}>
                {translate('console.parties.discard')}
              </Button>
            )}
          </Stack>
        </>
      )}
      {side.papers
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
        ))}
      {open === 'write' && <WriteDialog {...dialog} paperOnly={side.paper_only} before={current} />}
      {current && open === 'photos' && <PhotosDialog {...dialog} paper={current} />}
      {current && open === 'discard' && <DiscardDialog {...dialog} paper={current} />}
      {current && (open === 'sign_as_mediator' || open === 'stamp_agreement') && (
        <SealDialog {...dialog} paper={current} verb={open} />
      )}
      {current && open !== null && typeof open === 'object' && (
        <RecordDialog {...dialog} paper={current} partyId={open.party} />
      )}
      {current && open === 'text' && <PaperText paperId={current.id} onClose={() => setOpen(null)} />}
    </Panel>
  );
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
