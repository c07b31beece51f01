import { type FormEvent, useState } from 'react';
import { TextField } from '../../ui/portal/Field';
import { PhotoPicker } from '../photos/PhotoPicker';
import { useText } from '../text';
import type { Pair } from '../tracking';
import { Trouble } from './Trouble';
import { useAddPhotos } from './useAddPhotos';

const MAX_LENGTH = 200;

interface AddPhotosProps {
  pair: Pair;
  onDone: () => void;
  onStale: () => void;
  onCancel: () => void;
}

/** Chooses photos with a note, and uploads them one after the other. */
export default function AddPhotos({ pair, onDone, onStale, onCancel }: AddPhotosProps) {
  const text = useText();
  const [note, setNote] = useState('');
  const [lacks, setLacks] = useState(false);
  const { photos, change, send, sent, busy, error, tries } = useAddPhotos(pair, onDone, onStale);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setLacks(photos.length === 0);
    if (photos.length === 0) document.getElementById('more-photos')?.focus();
    else void send(note.trim());
  };
  return (
    <form noValidate onSubmit={submit} className="holder">
      <Trouble error={error} tries={tries} field="more-photos" />
      <fieldset className="bare" disabled={busy}>
        <PhotoPicker
          id="more-photos"
          label={text('photos.label')}
          hint={text('photos.hint')}
          error={lacks && photos.length === 0 ? text('part.photos_missing') : undefined}
          needed
          photos={photos}
          onChange={change}
        />
        <TextField
          id="photos-note"
          label={text('part.photos_note')}
          optional={text('optional')}
          hint={text('part.photos_note_hint')}
          maxLength={MAX_LENGTH}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </fieldset>
      <p role="status" className="hint">
        {sent && text('photos.sending', sent)}
      </p>
      <div className="buttons">
        <button type="submit" className="button" aria-disabled={busy}>
          {text(busy ? 'part.sending' : error ? 'retry' : 'part.photos_send')}
        </button>
        <button type="button" className="button button-plain" onClick={onCancel} disabled={busy}>
          {text('part.later')}
        </button>
      </div>
    </form>
  );
}
