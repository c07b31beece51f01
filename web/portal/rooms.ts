import { lazy } from 'react';

const loadFile = () => import('./file/FileRoom');
const loadTrack = () => import('./track/Track');

/** Filing, in a part of its own so that the first page is small. */
export const FileRoom = lazy(loadFile);

/** Tracking, likewise. */
export const Track = lazy(loadTrack);

/** Fetches both parts in quiet moments of the first page, so that a weak network later does not stop anybody. */
export function loadRooms(): void {
  const load = () => void Promise.all([loadFile(), loadTrack()]).catch(() => undefined);
  if ('requestIdleCallback' in window) window.requestIdleCallback(load);
  else setTimeout(load, 1500);
}
