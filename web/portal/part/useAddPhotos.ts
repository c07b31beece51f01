import { useRef, useState } from 'react';
import { type ApiError, toApiError } from '../../data/core/errors';
import { uploadPhoto } from '../../data/files/evidence';
import { addEvidence, openPartyUpload } from '../../data/portal/parties';
import { newRequestId } from '../../data/core/requestId';
import type { Photo } from '../../data/files/photo';
import type { Pair } from '../tracking';

/**
 * Uploads photos, then attaches them to the case. After a failure, uploaded photos are not sent again, and a
 * request whose answer was lost is not carried out twice.
 */
export function useAddPhotos({ number, code }: Pair, onDone: () => void, onStale: () => void) {
  const [photos, setPhotos] = useState<Photo[]>([]);
  const [sent, setSent] = useState<{ n: number; of: number } | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [tries, setTries] = useState(0);
  const sending = useRef(false);
  // The request id, and the photos uploaded under it: whether their arrival was confirmed.
  const attempt = useRef({ id: newRequestId(), tried: new Map<string, boolean>() });

  const open = async () => {
    const ticket = await openPartyUpload({ request_id: attempt.current.id, number, tracking_code: code });
    const wanted = new Set(photos.map(({ id }) => id));
    // A removed photo that may already have arrived must not be attached, so a new folder is used.
    if (ticket.closed || [...attempt.current.tried.keys()].every((id) => wanted.has(id))) return ticket;
    attempt.current = { id: newRequestId(), tried: new Map() };
    return openPartyUpload({ request_id: attempt.current.id, number, tracking_code: code });
  };

  const send = async (note: string) => {
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    setError(null);
    setTries((before) => before + 1);
    try {
      const { folder, closed } = await open();
      if (!closed) {
        for (const [index, photo] of photos.entries()) {
          setSent({ n: index + 1, of: photos.length });
          if (attempt.current.tried.get(photo.id)) continue;
          // It may arrive although its answer is lost.
          attempt.current.tried.set(photo.id, false);
          await uploadPhoto(folder, photo);
          attempt.current.tried.set(photo.id, true);
        }
        await addEvidence({
          request_id: attempt.current.id,
          number,
          tracking_code: code,
          ...(note && { note }),
        });
      }
      onDone();
    } catch (failure) {
      const problem = toApiError(failure);
      setError(problem);
      if (problem.status === 409) onStale();
    } finally {
      sending.current = false;
      setBusy(false);
      setSent(null);
    }
  };
  return { photos, change: setPhotos, send, sent, busy, error, tries };
}
