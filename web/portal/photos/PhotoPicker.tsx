import { useEffect, useMemo, useRef, useState } from 'react';
import { newRequestId } from '../../data/core/requestId';
import { described, Wrong } from '../../ui/portal/Field';
import { useText } from '../text';
import { MOST_PHOTOS, type Photo } from '../../data/files/photo';
import { shrink } from '../../data/files/shrink';

/**
 * Photos to attach: taken or chosen, shown as thumbnails, each removable. They are made smaller on the
 * device.
 */
export function PhotoPicker(props: {
  id: string;
  label: string;
  hint: string;
  /** Error of the current choice. */
  error?: string | undefined;
  /** Whether at least one photo is required. */
  needed?: boolean;
  photos: readonly Photo[];
  onChange: (photos: Photo[]) => void;
}) {
  const { id, label, hint, error, needed, photos, onChange } = props;
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const take = async (files: FileList | null) => {
    if (!files?.length) return;
    setBusy(true);
    setSaid(text('photos.working'));
    const room = MOST_PHOTOS - photos.length;
    const fresh: Photo[] = [];
    let failed = 0;
    for (const file of [...files].slice(0, room)) {
      try {
        fresh.push({ id: newRequestId(), blob: await shrink(file) });
      } catch {
        failed += 1;
      }
    }
    if (input.current) input.current.value = '';
    setBusy(false);
    setSaid(
      failed > 0
        ? text('photos.failed', { count: failed })
        : files.length > room
          ? text('photos.too_many', { max: MOST_PHOTOS })
          : text('photos.added', { count: fresh.length }),
    );
    if (fresh.length > 0) onChange([...photos, ...fresh]);
  };

  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={id}>
        {label}
        {!needed && <span className="optional">{text('optional')}</span>}
      </label>
      <div className="hint" id={`${id}-hint`}>
        {hint}
      </div>
      {error && <Wrong id={id} text={error} />}
      <Thumbnails
        photos={photos}
        onRemove={(photo) => {
          setSaid(text('photos.removed'));
          onChange(photos.filter((one) => one !== photo));
        }}
      />
      {photos.length < MOST_PHOTOS && (
        <div className="photo-door">
          {/* The transparent file input covers this label, because its own text would be in the browser's language. */}
          <span aria-hidden="true">{text('photos.take')}</span>
          <input
            ref={input}
            {...described(id, hint, error)}
            type="file"
            accept="image/*"
            multiple
            disabled={busy}
            onChange={(event) => void take(event.target.files)}
          />
        </div>
      )}
      <p role="status" className="hint">
        {said}
      </p>
    </div>
  );
}

function Thumbnails({ photos, onRemove }: { photos: readonly Photo[]; onRemove: (photo: Photo) => void }) {
  const text = useText();
  const shown = useMemo(
    () => photos.map((photo) => ({ photo, url: URL.createObjectURL(photo.blob) })),
    [photos],
  );
  useEffect(() => () => shown.forEach(({ url }) => URL.revokeObjectURL(url)), [shown]);
  if (shown.length === 0) return null;
  return (
    <ul className="photos">
      {shown.map(({ photo, url }, index) => (
        <li key={photo.id}>
          <img src={url} alt={text('photos.one', { n: index + 1 })} />
          <button
            type="button"
            className="link"
            aria-label={text('photos.remove_one', { n: index + 1 })}
            onClick={() => onRemove(photo)}
          >
            {text('photos.remove')}
          </button>
        </li>
      ))}
    </ul>
  );
}
