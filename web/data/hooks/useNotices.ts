import { useCallback, useEffect, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from './Me';
import { readNotices, unreadNotices } from '../console/notices';
import { caseTopics } from '../lists/scope';
import { useLive } from '../live/useLive';
import { useRead } from './useRead';

/**
 * Polling interval: deadline warnings arise from the passing of time, and no change of a case announces them.
 */
const POLL_MS = 2 * 60_000;

/** Minimum pause between two reads: in a busy city some case changes every second. */
const MIN_INTERVAL_MS = 5_000;

/** Returns a function that refetches the unread notices, and the list of notices if it is open. */
export function useInvalidateNotices() {
  const client = useQueryClient();
  return useCallback(
    () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['unread_notices'] }),
        client.invalidateQueries({ queryKey: ['notices'] }),
      ]),
    [client],
  );
}

/** The newest unread notices of the user's organisation, as `useNoticeWatch` keeps them. */
export function useUnreadNotices() {
  const { organisation_id: organisation } = useMe();
  return useRead(['unread_notices', organisation], (signal) => unreadNotices(organisation, signal));
}

/** Keeps notices up to date by announcements and polling; use it once per screen. */
export function useNoticeWatch() {
  const me = useMe();
  const invalidate = useInvalidateNotices();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // The page has just read them when the connection opens.
  const asked = useRef(Date.now());
  const heard = useCallback(() => {
    if (timer.current) return;
    const wait = Math.max(0, asked.current + MIN_INTERVAL_MS - Date.now());
    timer.current = setTimeout(() => {
      timer.current = undefined;
      asked.current = Date.now();
      void invalidate();
    }, wait);
  }, [invalidate]);
  useLive(caseTopics(me), heard);
  useEffect(() => {
    const again = setInterval(heard, POLL_MS);
    return () => {
      clearInterval(again);
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [heard]);
}

/** Marks the notices of a case as read as soon as its page is open, whichever way led there. */
export function useReadOnOpening(caseId: string | undefined, unread: readonly { case_id: string }[]) {
  const invalidate = useInvalidateNotices();
  const waits = caseId !== undefined && unread.some((notice) => notice.case_id === caseId);
  useEffect(() => {
    if (!waits || !caseId) return;
    // A failure is ignored: the notice stays unread and appears again.
    readNotices({ case_id: caseId }).then(invalidate, () => undefined);
  }, [waits, caseId, invalidate]);
}
