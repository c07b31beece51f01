import { useState } from 'react';

/** Where somebody is. */
export interface Position {
  longitude: number;
  latitude: number;
}

/** Why nobody knows where somebody is. */
export type PositionFailure = 'denied' | 'unavailable';

const TIMEOUT_MS = 15_000;

/** Rounded to some hundred metres: near enough for a list, and nobody's door. */
const rounded = (degrees: number) => Math.round(degrees * 200) / 200;

/** The device's position, asked for only when somebody presses the button. */
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
