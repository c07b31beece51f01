import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, toApiError } from '../../data/core/errors';
import { uploadPhoto } from '../../data/files/evidence';
import { answerLost, fileCase, openUpload, type FileCaseInput, type Receipt } from '../../data/portal/public';
import type { Problem } from '../check';
import { emptyDraft, forgetDraft, keepDraft, keptDraft, toInput, type Draft } from '../draft';
import { deviceStore } from '../deviceStore';
import type { Photo } from '../../data/files/photo';
import { keepPhotos, readPhotos } from '../photos/photoStore';

/** The stored receipt; `earlier` when it answers an earlier attempt than the last one. */
export interface HeldReceipt extends Receipt {
  earlier: boolean;
}

/** The receipt survives a reload, but not the closing of the browser tab. */
const heldReceipt = deviceStore<HeldReceipt>('receipt', 'session');

/** After two attempts with a lost answer and an edit, the server knows the request id with other content. */
const isReused = (error: ApiError) => error.code === 'request_reused';

/** The receipt of this visit. One stored by an earlier release has no upcoming steps but is still valid. */
function readReceipt(): HeldReceipt | null {
  const held = heldReceipt.read();
  return held && { ...held, steps: held.steps ?? [] };
}

async function sendOnce(input: FileCaseInput, unanswered: readonly FileCaseInput[]): Promise<HeldReceipt> {
  try {
    return { ...(await fileCase(input)), earlier: false };
  } catch (failure) {
    const error = toApiError(failure);
    if (!isReused(error)) throw error;
    // One of the earlier attempts was filed after all: request its receipt with its original content.
    for (const earlier of [...unanswered].reverse()) {
      try {
        return { ...(await fileCase(earlier)), earlier: true };
      } catch (again) {
        if (!isReused(toApiError(again))) throw again;
      }
    }
    throw error;
  }
}

/** The photos of an application, kept on the device until they are sent. */
function usePhotos(requestId: string) {
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  /** How many photos have been uploaded, during the upload. */
  const [sent, setSent] = useState<{ n: number; of: number } | null>(null);
  useEffect(() => {
    let here = true;
    void readPhotos(requestId).then((kept) => here && kept.length > 0 && setPhotos(kept));
    return () => {
      here = false;
    };
  }, [requestId]);
  const change = (next: readonly Photo[]) => {
    setPhotos(next);
    void keepPhotos(requestId, next);
  };
  const clear = useCallback(() => {
    void keepPhotos('', []);
    setPhotos([]);
  }, []);
  /** Photos are uploaded first, under the same request id; after a lost answer they are already there. */
  const send = async () => {
    if (photos.length === 0) return;
    const { folder, closed } = await openUpload(requestId);
    if (closed) return;
    try {
      for (const [index, photo] of photos.entries()) {
        setSent({ n: index + 1, of: photos.length });
        await uploadPhoto(folder, photo);
      }
    } finally {
      setSent(null);
    }
  };
  return { photos, sent, change, clear, send };
}

/** The draft, on the screen and on the device. */
function useDraft() {
  const [draft, setDraft] = useState<Draft>(() => keptDraft() ?? emptyDraft());
  const [keptHere, setKeptHere] = useState(true);
  const latest = useRef(draft);
  const merge = useCallback((part: Partial<Draft>) => {
    latest.current = { ...latest.current, ...part };
    setDraft(latest.current);
    setKeptHere(keepDraft(latest.current));
  }, []);
  /** Removes the draft from the device; the answers stay on the screen. */
  const forget = useCallback(() => {
    forgetDraft();
    latest.current = emptyDraft();
  }, []);
  const clear = useCallback(() => {
    forget();
    setDraft(latest.current);
  }, [forget]);
  return { draft, keptHere, merge, forget, clear };
}

/** The application being filled in: draft, errors, sending, receipt. */
export function useFiling() {
  const { draft, keptHere, merge, forget, clear: clearDraft } = useDraft();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [sending, setSending] = useState(false);
  const [receipt, setReceipt] = useState<HeldReceipt | null>(readReceipt);
  // A second click can arrive before the screen is rendered again.
  const underway = useRef(false);

  const { photos, sent, clear: clearPhotos, ...files } = usePhotos(draft.requestId);
  const changePhotos = (next: readonly Photo[]) => {
    files.change(next);
    setFailure(null);
  };

  /** Changes answers; `fields` are the inputs whose errors are cleared. */
  const change = useCallback(
    (part: Partial<Draft>, ...fields: string[]) => {
      merge({ savedAt: new Date().toISOString(), ...part });
      setProblems((before) => before.filter(({ field }) => !fields.includes(field)));
      setFailure(null);
    },
    [merge],
  );

  const clear = useCallback(() => {
    clearDraft();
    clearPhotos();
    setProblems([]);
    setFailure(null);
  }, [clearDraft, clearPhotos]);

  /**
   * Sends the application: returns the receipt, the failure, or null while an earlier click is in progress.
   * `consent`: version of the consent text agreed to.
   */
  const send = async (consent: string): Promise<HeldReceipt | ApiError | null> => {
    if (underway.current) return null;
    underway.current = true;
    setSending(true);
    setFailure(null);
    const input = toInput(draft, consent);
    try {
      await files.send();
      const got = await sendOnce(input, draft.unanswered);
      heldReceipt.write(got);
      setReceipt(got);
      // The answers stay on the screen until the receipt replaces them; on the device they are removed now.
      forget();
      return got;
    } catch (thrown) {
      const error = toApiError(thrown);
      if (answerLost(error)) merge({ unanswered: [...draft.unanswered, input].slice(-3) });
      setFailure(error);
      if (error.field) setProblems([{ field: error.field, code: error.code, params: error.params }]);
      return error;
    } finally {
      underway.current = false;
      setSending(false);
    }
  };

  const dropReceipt = useCallback(() => {
    heldReceipt.clear();
    setReceipt(null);
  }, []);

  const begun = draft.savedAt !== '';
  return {
    draft,
    photos,
    changePhotos,
    sent,
    begun,
    keptHere,
    change,
    clear,
    problems,
    setProblems,
    failure,
    sending,
    send,
    receipt,
    dropReceipt,
  };
}

/** The state and actions of the application being filled in. */
export type Filing = ReturnType<typeof useFiling>;
