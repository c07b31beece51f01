import { lazy, Suspense, useState } from 'react';
import type { PartyView } from '../../data/portal/parties';
import { Loading } from '../../ui/portal/States';
import { fullTime } from '../../domain/dates';
import { LoadGuard } from '../LoadGuard';
import { useText } from '../text';
import type { Pair } from '../tracking';

// Loaded only by parties who add a photo.
const AddPhotos = lazy(() => import('./AddPhotos'));

interface PhotosProps {
  pair: Pair;
  view: PartyView;
  onDone: () => void;
  onStale: () => void;
}

/** Groups photos that were sent together: they have the same time. */
function batchesOf(evidence: PartyView['evidence']) {
  const batches = new Map<string, { at: string; note: string | null; count: number; gone: number }>();
  for (const { at, note, removed_at } of evidence) {
    const batch = batches.get(at) ?? { at, note: null, count: 0, gone: 0 };
    batch.count += 1;
    if (removed_at) batch.gone += 1;
    batch.note ??= note;
    batches.set(at, batch);
  }
  return [...batches.values()];
}

/** A list of the photos that the party has added, without the pictures, and a button to add more. */
export function Photos({ pair, view, onDone, onStale }: PhotosProps) {
  const text = useText();
  const [adding, setAdding] = useState(false);
  const batches = batchesOf(view.evidence);
  if (!view.can_add && batches.length === 0) return null;
  return (
    <section className="result" aria-labelledby="own-photos">
      <h2 id="own-photos">{text('part.photos')}</h2>
      {batches.length === 0 && <p className="hint">{text('part.photos_none')}</p>}
      {batches.length > 0 && (
        <ol className="thread">
          {batches.map(({ at, note, count, gone }) => (
            <li key={at}>
              <p className="hint">
                {text('part.photos_batch', { count, when: fullTime(at, text.locale) })}
                {gone > 0 && ` ${text('part.photos_gone', { count: gone })}`}
              </p>
              {note && <p className="quoted">{note}</p>}
            </li>
          ))}
        </ol>
      )}
      {view.can_add && adding && (
        <LoadGuard text={text('part.photos_failed')}>
          <Suspense fallback={<Loading text={text('loading')} />}>
            <AddPhotos
              pair={pair}
              onDone={() => {
                setAdding(false);
                onDone();
              }}
              onStale={onStale}
              onCancel={() => setAdding(false)}
            />
          </Suspense>
        </LoadGuard>
      )}
      {view.can_add && !adding && (
        <div className="buttons">
          <button type="button" className="button button-plain" onClick={() => setAdding(true)}>
            {text('part.photos_add')}
          </button>
        </div>
      )}
    </section>
  );
}
