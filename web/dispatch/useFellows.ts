import { useEffect, useMemo, useRef, useState } from 'react';
import { fellowDispatchers } from '../data/dispatch';
import { meet, type Meeting, type Said } from '../data/presence';
import type { Identity } from '../data/session';
import { useRead } from '../data/useRead';
import { fellowsOf, type Fellow } from './fellows';

const FIVE_MINUTES = 5 * 60_000;

/** Colleagues at the same desk, live; they are told which case is open here, and which are picked. */
export function useFellows(me: Identity, openId: string | null, picked: readonly string[]): Fellow[] {
  const topic = me.role === 'dispatcher' && me.scope_code ? `desk:${me.scope_code}` : null;
  const [said, setSaid] = useState<Said[]>([]);
  const meeting = useRef<Meeting | null>(null);
  const { data: colleagues } = useRead(
    ['fellow_dispatchers', me.organisation_id],
    (signal) => fellowDispatchers(me.organisation_id, signal),
    { enabled: topic !== null, staleTime: FIVE_MINUTES },
  );

  const words = `${openId ?? ''} ${picked.join()}`;
  useEffect(() => {
    if (!topic) return;
    const joined = meet(topic, me.staff_id, setSaid);
    meeting.current = joined;
    return () => {
      meeting.current = null;
      joined.leave();
    };
  }, [topic, me.staff_id]);
  useEffect(() => {
    meeting.current?.say({ looking: openId, picked });
    // The words alone decide: the list is built anew each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [words, topic]);

  return useMemo(() => fellowsOf(said, colleagues ?? [], me.staff_id), [said, colleagues, me.staff_id]);
}
