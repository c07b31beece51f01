import { useRef, useState } from 'react';
import { useGetOne } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { OrganisationRecord } from '../data/console/records';
import { currentPlace, type Place, type PositionFailure } from '../map';

/** The place from which distances are measured. */
export interface Origin {
  place: Place | null;
  from: 'position' | 'organisation' | 'nowhere';
  /** Accuracy of the position in metres. */
  accuracy: number;
  asking: boolean;
  /** Why the position is unknown, after it was requested. */
  failure: PositionFailure | null;
  /** Requests the position from the device, which asks the user. The position stays on the device. */
  ask: () => Promise<void>;
}

/** The user's own position once it was requested and allowed; otherwise the location of the organisation. */
export function useOrigin(): Origin {
  const me = useMe();
  const office = useGetOne<OrganisationRecord>(
    'organisations',
    { id: me.organisation_id },
    { onError: () => undefined },
  );
  const [own, setOwn] = useState<{ place: Place; accuracy: number } | null>(null);
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<PositionFailure | null>(null);
  const turn = useRef(0);
  const ask = async () => {
    const mine = (turn.current += 1);
    setAsking(true);
    setFailure(null);
    try {
      const found = await currentPlace();
      if (mine === turn.current) setOwn(found);
    } catch (reason) {
      if (mine === turn.current) setFailure(reason as PositionFailure);
    } finally {
      if (mine === turn.current) setAsking(false);
    }
  };
  const shared = { accuracy: own?.accuracy ?? 0, asking, failure, ask };
  if (own) return { place: own.place, from: 'position', ...shared };
  const { longitude = null, latitude = null } = office.data ?? {};
  return longitude === null || latitude === null
    ? { place: null, from: 'nowhere', ...shared }
    : { place: { longitude, latitude }, from: 'organisation', ...shared };
}
