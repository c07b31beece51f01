import { useState } from 'react';

/** The user's position. */
export interface Position {
  longitude: number;
  latitude: number;
}

/** Why the position is unknown. */
export type PositionFailure = 'denied' | 'unavailable';

const TIMEOUT_MS = 15_000;

/** Rounded to some hundred metres: accurate enough for a list, without revealing the user's home. */
const rounded = (degrees: number) => Math.round(degrees * 200) / 200;

/** The device's position, requested only when the user presses the button. */
export function usePosition() {
  const [place, setPlace] = useState<Position | null>(null);
  const [failure, setFailure] = useState<PositionFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const ask = () => {
    setFailure(null);
    if (!('geolocation' in navigator)) return setFailure('unavailable');
    setBusy(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setBusy(false);
        setPlace({ longitude: rounded(coords.longitude), latitude: rounded(coords.latitude) });
      },
      ({ code, PERMISSION_DENIED }) => {
        setBusy(false);
        setFailure(code === PERMISSION_DENIED ? 'denied' : 'unavailable');
      },
      { timeout: TIMEOUT_MS, maximumAge: 60_000 },
    );
  };
  return { place, failure, busy, ask, forget: () => setPlace(null) };
}
