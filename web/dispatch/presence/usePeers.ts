import { useEffect, useMemo, useRef, useState } from 'react';
import { peerDispatchers } from '../../data/console/dispatch';
import { meet, type Meeting, type Said } from '../../data/live/presence';
import type { Identity } from '../../data/console/session';
import { useRead } from '../../data/hooks/useRead';
import { peersOf, type Peer } from './peers';

const FIVE_MINUTES = 5 * 60_000;

/** Colleagues at the same desk, live; they see which case is open here and which are selected. */
export function usePeers(me: Identity, openId: string | null, inSelection: readonly string[]): Peer[] {
  const topic = me.role === 'dispatcher' && me.scope_code ? `desk:${me.scope_code}` : null;
  const [said, setSaid] = useState<Said[]>([]);
  const meeting = useRef<Meeting | null>(null);
  const { data: colleagues } = useRead(
    ['fellow_dispatchers', me.organisation_id],
    (signal) => peerDispatchers(me.organisation_id, signal),
    { enabled: topic !== null && said.some(({ person }) => person !== me.staff_id), staleTime: FIVE_MINUTES },
  );

  const stateKey = `${openId ?? ''} ${inSelection.join()}`;
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
    meeting.current?.say({ looking: openId, inSelection });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the list is a new object each time, so its content, the key, decides
  }, [stateKey, topic]);

  return useMemo(() => peersOf(said, colleagues ?? [], me.staff_id), [said, colleagues, me.staff_id]);
}
