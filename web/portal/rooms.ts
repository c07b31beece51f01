import { lazy } from 'react';

const loadFile = () => import('./file/FileRoom');
const loadTrack = () => import('./track/Track');

/** Filing, in a part of its own so that the first page is small. */
export const FileRoom = lazy(loadFile);

/** Tracking, likewise. */
export const Track = lazy(loadTrack);

/** Self-help and the check of legal aid. */
export const HelpRoom = lazy(() => import('./help/HelpRoom'));

/** Where to go. */
export const PlacesRoom = lazy(() => import('./places/PlacesRoom'));

/** Published figures. */
export const FiguresRoom = lazy(() => import('./figures/FiguresRoom'));

/** Where the other party decides whether to join. */
export const JoinRoom = lazy(() => import('./join/JoinRoom'));

/** Milliseconds in which the first page has the device to itself. */
const FIRST_PAGE = 4000;

/** Fetches both parts in a quiet moment after the first page, so that a weak network later does not stop anybody. */
export function loadRooms(): void {
  const load = () => void Promise.all([loadFile(), loadTrack()]).catch(() => undefined);
  const whenQuiet = () => ('requestIdleCallback' in window ? window.requestIdleCallback(load) : load());
  setTimeout(whenQuiet, FIRST_PAGE);
}
