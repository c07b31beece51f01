import { useRef, useState } from 'react';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import { ask } from '../../data/core/changes';
import { ApiError } from '../../data/core/errors';
import { uploadPhoto } from '../../data/files/evidence';
import type { SidePaper } from '../../data/console/partiesSide';
import { newRequestId } from '../../data/core/requestId';
import { MOST_PHOTOS, type Photo } from '../../data/files/photo';
import { shrink } from '../../data/files/shrink';
import { FormDialog } from '../../ui/form/FormDialog';
import { useFormStatus } from '../../ui/form/formStatus';
import { TextInput } from '../../ui/form/TextInput';
import type { DialogProps } from './SideDialogs';

const MAX_LENGTH = 200;

const lacking = () =>
  new ApiError({ status: 422, code: 'field_required', params: { field: 'photos' }, field: 'photos' });

/** Photos of a text signed by hand: chosen, made smaller, uploaded, then attached to the text. */
export function PhotosDialog({ paper, refetch, onClose }: DialogProps & { paper: SidePaper }) {
  const translate = useTranslate();
  const notify = useNotify();
  const [photos, setPhotos] = useState<Photo[]>([]);
  const [said, setSaid] = useState('');
  // Other photos are another request; photos uploaded under a request id are still there on a retry.
  const attempt = useRef(newRequestId());
  const label = (name: string, params?: object) => translate(`console.parties.photos.${name}`, params);

  const choose = async (files: FileList | null) => {
    const chosen: Photo[] = [];
    let wrong = 0;
    setSaid(label('working'));
    for (const file of [...(files ?? [])].slice(0, MOST_PHOTOS)) {
      try {
        chosen.push({ id: newRequestId(), blob: await shrink(file) });
      } catch {
        wrong += 1;
      }
    }
    attempt.current = newRequestId();
    setPhotos(chosen);
    setSaid(label(wrong ? 'chosen_but' : 'chosen', { count: chosen.length, wrong }));
  };

  const send = async (note: string) => {
    if (photos.length === 0) throw lacking();
    const request_id = attempt.current;
    const [ticket] = await ask('open_upload', { request_id });
    for (const [index, photo] of photos.entries()) {
      if (!ticket?.folder || ticket.closed) break;
      setSaid(label('sending', { n: index + 1, of: photos.length }));
      await uploadPhoto(ticket.folder, photo);
    }
    // A closed folder means that the request was carried out and only the answer was lost.
    if (!ticket?.closed)
      await ask('add_paper_photos', {
        request_id,
        paper_id: paper.id,
        expected_version: paper.version,
        ...(note && { note }),
      });
    await refetch();
    notify(translate('console.parties.done', { verb: translate('verb.add_paper_photos') }), {
      type: 'success',
    });
    onClose();
  };

  return (
    <FormDialog
      title={translate('verb.add_paper_photos')}
      lead={label('lead', { no: paper.no, max: MOST_PHOTOS })}
      initial={{ note: '' }}
      confirm={label('send')}
      refetch={refetch}
      onSubmit={({ note }) => send(note.trim())}
      onClose={onClose}
    >
      <PhotoButton said={said} onChoose={(files) => void choose(files)} />
      <TextInput name="note" label={translate('field.note')} hint={label('note_hint', { max: MAX_LENGTH })} />
    </FormDialog>
  );
}

interface PhotoButtonProps {
  /** What became of the chosen photos. */
  said: string;
  onChoose: (files: FileList | null) => void;
}

function PhotoButton({ said, onChoose }: PhotoButtonProps) {
  const translate = useTranslate();
  const { sending } = useFormStatus();
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
      {/* The input inside is the control; the button is only its look. */}
      <Button
        component="label"
        role={undefined}
        tabIndex={-1}
        variant="outlined"
        disabled={sending}
        sx={{
          minHeight: 44,
          '&:focus-within': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: 2 },
        }}
      >
        {translate('console.parties.photos.choose')}
        <Box
          component="input"
          type="file"
          accept="image/*"
          multiple
          disabled={sending}
          onChange={(event: React.ChangeEvent<HTMLInputElement>) => onChoose(event.target.files)}
          sx={{ position: 'absolute', width: 1, height: 1, opacity: 0, overflow: 'hidden' }}
        />
      </Button>
      <Typography role="status">{said}</Typography>
    </Stack>
  );
}
