import { lazy } from 'react';

const loadFile = () => import('./file/FileRoom');
const loadTrack = () => import('./track/Track');

/** Filing, in a chunk of its own so that the home page stays small. */
export const FileRoom = lazy(loadFile);

/** Tracking, likewise. */
export const Track = lazy(loadTrack);

/** Self-help and the legal-aid check. */
export const HelpRoom = lazy(() => import('./help/HelpRoom'));

/** Mediation rooms. */
export const PlacesRoom = lazy(() => import('./places/PlacesRoom'));

/** Published statistics. */
export const FiguresRoom = lazy(() => import('./figures/FiguresRoom'));

/** The page where the other party decides whether to join. */
export const JoinRoom = lazy(() => import('./join/JoinRoom'));

/** Milliseconds after the home page before anything else is loaded. */
const FIRST_PAGE = 4000;

/**
 * Loads filing and tracking in idle time after the home page, so that a weak network later does not stop
 * anybody.
 */
export function loadRooms(): void {
  const load = () => void Promise.all([loadFile(), loadTrack()]).catch(() => undefined);
  const whenQuiet = () => ('requestIdleCallback' in window ? window.requestIdleCallback(load) : load());
  setTimeout(whenQuiet, FIRST_PAGE);
}
