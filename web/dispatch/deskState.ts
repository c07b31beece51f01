import type { UndoableDispatch } from '../data/console/dispatch';
import type { Verb } from '../data/console/verbs';
import { type FilterChoice, maySelect, NO_CHOICE, type QueueCase, type Tab } from './queue/queue';

/** Maximum number of cases in one batch dispatch. */
export const MAX_SELECTED = 50;

/** A dispatch that may be undone until a moment of this machine's clock. */
export interface Offer extends UndoableDispatch {
  until: number;
}

/** Position of the keyboard cursor in the queue; a new object moves the focus there again. */
export interface QueueCursor {
  id: string;
}

/** What the dispatcher has before them. What the server says (queue, open case, candidates) is no part of it. */
export interface DeskState {
  tab: Tab;
  openId: string | null;
  choice: FilterChoice;
  cursor: QueueCursor | null;
  /** Where the current case was last seen in the queue, for the time after it has left. */
  lastIndex: number | null;
  /** Whether the last act was begun with a key: then the next case opens after it. */
  byKey: boolean;
  /** The organisation chosen for the open case, and the one that the pointer is over. */
  chosen: string | null;
  pointed: string | null;
  /** The case that has just been dispatched. */
  done: string | null;
  /** The case whose best organisation is chosen as soon as the ranked list has arrived. */
  pendingDispatch: string | null;
  /** Verbs asked for by key before the case has been read; its form opens as soon as it has. */
  wantedVerb: { id: string; verbs: readonly Verb[] } | null;
  form: { id: string; verb: Verb } | null;
  selected: readonly QueueCase[];
  selectionOpen: boolean;
  /** The organisation chosen for the selection, or `best`. */
  target: string | null;
  /** Whether a phone shows the map instead of the list. */
  showMap: boolean;
  help: boolean;
  /** What may be undone; the cases dispatched last, together; and the offers that were closed. */
  offers: readonly Offer[];
  lastDispatched: ReadonlySet<string>;
  closedOffers: ReadonlySet<string>;
}

type Address = Pick<DeskState, 'tab' | 'openId'>;

/** The desk as it opens at an address. */
export const openedDesk = ({ tab, openId }: Address): DeskState => ({
  tab,
  openId,
  choice: NO_CHOICE,
  cursor: null,
  lastIndex: null,
  byKey: false,
  chosen: null,
  pointed: null,
  done: null,
  pendingDispatch: null,
  wantedVerb: null,
  form: null,
  selected: [],
  selectionOpen: false,
  target: null,
  showMap: false,
  help: false,
  offers: [],
  lastDispatched: new Set(),
  closedOffers: new Set(),
});

interface Events {
  /** The address names another tab or case. */
  moved: Address;
  filtered: { choice: FilterChoice };
  cursorSet: { id: string | null };
  /** The current case stands at this place of the queue. */
  listedAt: { index: number };
  keyPressed: object;
  pointerPressed: object;
  /** A case is opened from queue or map; on a wide screen the map stays beside it. */
  opening: { id: string; narrow: boolean };
  organisationChosen: { id: string | null };
  targetChosen: { id: string | null };
  organisationPointed: { id: string | null };
  dispatchWanted: { id: string };
  candidatesArrived: { id: string; first: string };
  dispatched: { id: string };
  verbWanted: { id: string; verbs: readonly Verb[] };
  verbFound: { verb: Verb | null };
  formEnded: object;
  added: { rows: readonly QueueCase[] };
  removed: { ids: readonly string[] };
  cleared: object;
  /** Cases were read again: those that no longer wait for dispatch leave the selection. */
  renewed: { asked: readonly string[]; rows: readonly QueueCase[] };
  selectionShown: { on: boolean };
  /** The selection is opened from the list; a phone leaves the map for it. */
  selectionOpened: object;
  mapShown: { on: boolean };
  helpShown: { on: boolean };
  /** The dispatches that may be undone were read; `dispatched` names those of this moment. */
  offersRead: { offers: readonly Offer[] };
  sent: { ids: readonly string[] };
  offersClosed: object;
}

/** Something that happened at the desk. */
export type DeskEvent = { [Name in keyof Events]: { type: Name } & Events[Name] }[keyof Events];

/** Reports what happened. */
export type Send = (event: DeskEvent) => void;

/** An empty selection is not shown and has no target. */
const withSelected = (state: DeskState, selected: readonly QueueCase[]): DeskState =>
  selected.length > 0 ? { ...state, selected } : { ...state, selected, selectionOpen: false, target: null };

/** The cases that may join the selection, whether there is room for them or not. */
export const joining = ({ selected }: Pick<DeskState, 'selected'>, rows: readonly QueueCase[]) =>
  rows.filter((row) => maySelect(row) && !selected.some(({ id }) => id === row.id));

/** Whether the selection takes the place of an open case. */
export const showsSelection = ({ selectionOpen, selected, openId }: DeskState): boolean =>
  selectionOpen && selected.length > 0 && openId === null;

const offerKey = ({ case_id, version }: Offer) => `${case_id}:${version}`;

/** The offers to undo, oldest first, and those of the last step; all of them where that is unknown. */
export function openOffers({ offers, closedOffers, lastDispatched }: DeskState) {
  const open = offers.filter((offer) => !closedOffers.has(offerKey(offer)));
  const latest = open.filter(({ case_id }) => lastDispatched.has(case_id));
  return { offers: open, latest: latest.length > 0 ? latest : open };
}

/** The later version of a selected case; none when it no longer waits for dispatch. */
function renewedRow(row: QueueCase, now: QueueCase | undefined): QueueCase[] {
  if (!now || !maySelect(now)) return [];
  return [now.version >= row.version ? now : row];
}

const changes: { [Name in keyof Events]: (state: DeskState, event: Events[Name]) => DeskState } = {
  moved: (state, { tab, openId }) => ({
    ...state,
    tab,
    openId,
    ...(openId !== state.openId && { chosen: null, pointed: null, done: null }),
  }),
  filtered: (state, { choice }) => ({ ...state, choice }),
  cursorSet: (state, { id }) => ({ ...state, cursor: id === null ? null : { id } }),
  listedAt: (state, { index }) => (index === state.lastIndex ? state : { ...state, lastIndex: index }),
  keyPressed: (state) => (state.byKey ? state : { ...state, byKey: true }),
  pointerPressed: (state) => (state.byKey ? { ...state, byKey: false } : state),
  opening: (state, { id, narrow }) => ({ ...state, cursor: { id }, showMap: state.showMap && !narrow }),
  organisationChosen: (state, { id }) => ({
    ...state,
    ...(showsSelection(state) ? { target: id } : { chosen: id }),
    showMap: false,
  }),
  targetChosen: (state, { id }) => ({ ...state, target: id }),
  organisationPointed: (state, { id }) => ({ ...state, pointed: id }),
  dispatchWanted: (state, { id }) => ({ ...state, pendingDispatch: id }),
  candidatesArrived: (state, { id, first }) =>
    state.pendingDispatch === id && state.openId === id
      ? { ...state, pendingDispatch: null, chosen: state.chosen ?? first }
      : state,
  dispatched: (state, { id }) => ({ ...state, chosen: null, done: id }),
  verbWanted: (state, { id, verbs }) => ({ ...state, wantedVerb: { id, verbs } }),
  verbFound: (state, { verb }) => ({
    ...state,
    wantedVerb: null,
    form: verb && state.wantedVerb ? { id: state.wantedVerb.id, verb } : state.form,
  }),
  formEnded: (state) => ({ ...state, form: null }),
  added: (state, { rows }) =>
    withSelected(state, [
      ...state.selected,
      ...joining(state, rows).slice(0, MAX_SELECTED - state.selected.length),
    ]),
  removed: (state, { ids }) =>
    withSelected(
      state,
      state.selected.filter(({ id }) => !ids.includes(id)),
    ),
  cleared: (state) => withSelected(state, []),
  renewed: (state, { asked, rows }) => {
    if (!state.selected.some(({ id }) => asked.includes(id))) return state;
    const later = new Map(rows.map((row) => [row.id, row]));
    return withSelected(
      state,
      state.selected.flatMap((row) => (asked.includes(row.id) ? renewedRow(row, later.get(row.id)) : [row])),
    );
  },
  selectionShown: (state, { on }) => ({
    ...state,
    selectionOpen: on && state.selected.length > 0,
  }),
  selectionOpened: (state) => ({ ...state, selectionOpen: state.selected.length > 0, showMap: false }),
  mapShown: (state, { on }) => ({ ...state, showMap: on }),
  helpShown: (state, { on }) => ({ ...state, help: on }),
  offersRead: (state, { offers }) => ({ ...state, offers }),
  sent: (state, { ids }) => ({ ...state, lastDispatched: new Set(ids) }),
  offersClosed: (state) => ({ ...state, closedOffers: new Set(state.offers.map(offerKey)) }),
};

/** The desk after something has happened. */
export function deskReducer(state: DeskState, event: DeskEvent): DeskState {
  const change = changes[event.type] as (state: DeskState, event: DeskEvent) => DeskState;
  return change(state, event);
}
