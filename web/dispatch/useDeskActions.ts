import { useCallback, useEffect, useRef } from 'react';
import type { VerbResult } from '../data/console/verbs';
import { type DeskState, type Send, showsSelection } from './deskState';
import { type DeskKeys, useDeskKeys } from './keyboard/useDeskKeys';
import type { Candidate } from './panel/candidates';
import { maySelect, nextAfter, type QueueCase, stepFrom, tabOf } from './queue/queue';
import { useSelectPlaces } from './selection/useSelectPlaces';
import type { DeskData } from './useDeskData';
import type { DeskStore } from './useDeskStore';

/** The case that keys apply to: the open one, or that of the keyboard cursor. */
function useCurrentCase({ openId, cursor }: DeskState, send: Send, cases: readonly QueueCase[]) {
  const current = openId ?? cursor?.id ?? null;
  const standing = cases.findIndex(({ id }) => id === current);
  useEffect(() => {
    if (standing >= 0) send({ type: 'listedAt', index: standing });
  }, [standing, send]);
  return current;
}

/** What the dispatcher can do at the desk, with pointer or keys. */
export function useDeskActions({ state, send, go }: DeskStore, data: DeskData, narrow: boolean) {
  const { tab, openId } = state;
  // An answer of the server arrives when the dispatcher may have gone on already.
  const latest = useRef(state);
  latest.current = state;
  const { goCase } = go;
  const { desk, selection, opened } = data;
  const stepHeading = useRef<HTMLHeadingElement>(null);

  const current = useCurrentCase(state, send, desk.cases);
  const open = useCallback(
    (id: string) => {
      send({ type: 'opening', id, narrow });
      goCase(id);
    },
    [goCase, narrow, send],
  );
  const step = (by: 1 | -1) => {
    const next = stepFrom(desk.cases, current, by, state.lastIndex);
    if (!next) return;
    send({ type: 'cursorSet', id: next.id });
    if (openId && next.id !== openId) goCase(next.id);
  };
  const choose = useCallback((id: string | null) => send({ type: 'organisationChosen', id }), [send]);
  const point = useCallback((id: string | null) => send({ type: 'organisationPointed', id }), [send]);
  const unchoose = () => {
    choose(null);
    stepHeading.current?.focus();
  };
  const openSelection = () => {
    if (selection.rows.length === 0) return;
    goCase(null);
    send({ type: 'selectionOpened' });
  };
  const selectPlaces = useSelectPlaces(data.scope, desk.cases, selection, () => {
    // A selection drawn on the map opens the selection at once; on a phone the map stays, and the selection
    // bar leads there.
    goCase(null);
    if (!narrow) send({ type: 'selectionShown', on: true });
  });
  const close = () => {
    if (openId) send({ type: 'cursorSet', id: openId });
    goCase(null);
  };

  const changed = () => {
    void opened.refetch();
    if (openId) void desk.readCases([openId]);
  };
  /** After a dispatch by key the next case of the selection opens, so that its keys work at once. */
  const moveOn = (id: string) => {
    const next = nextAfter(desk.cases, id, latest.current.lastIndex);
    send({ type: 'cursorSet', id: next?.id ?? null });
    goCase(next?.id ?? null);
    if (!next) document.getElementById(`tab-${tab}`)?.focus();
  };
  const settle = (result: VerbResult) => {
    changed();
    if (!latest.current.byKey) return;
    if (tabOf(result.status) === tab) send({ type: 'cursorSet', id: result.id });
    else moveOn(result.id);
  };
  const dispatched = (candidate: Candidate) => {
    const { row } = opened;
    if (!row) return;
    data.tell([row.id], 'dispatch.confirm.done', { number: row.number, organisation: candidate.name });
    send({ type: 'dispatched', id: row.id });
    changed();
    if (latest.current.byKey) moveOn(row.id);
  };
  return {
    current,
    stepHeading,
    open,
    step,
    choose,
    point,
    unchoose,
    openSelection,
    selectPlaces,
    close,
    changed,
    settle,
    dispatched,
  };
}

/** What the dispatcher can do at the desk. */
export type DeskActions = ReturnType<typeof useDeskActions>;

/** Binds the desk's keys. Returns where the open case and the search field must be mounted. */
export function useDeskKeyboard(
  { state, send, go }: DeskStore,
  data: DeskData,
  actions: DeskActions,
  letters: boolean,
) {
  const { openId } = state;
  const { desk, selection, batch, undo, suggestions } = data;
  const { current, open } = actions;
  const panel = useRef<HTMLDivElement>(null);
  const searchField = useRef<HTMLInputElement>(null);

  // A pointer press ends an act that was begun by key.
  useEffect(() => {
    const press = () => send({ type: 'pointerPressed' });
    document.addEventListener('pointerdown', press);
    return () => document.removeEventListener('pointerdown', press);
  }, [send]);

  const begin = (then: (id: string) => void) => {
    if (!current) return;
    send({ type: 'keyPressed' });
    if (!openId) open(current);
    then(openId ?? current);
  };
  const back = () => {
    if (showsSelection(state)) {
      if (state.target) actions.choose(null);
      else send({ type: 'selectionShown', on: false });
    } else if (state.chosen) actions.unchoose();
    else if (openId) actions.close();
  };
  const toggleSelected = () => {
    // The focused row, or else the row of the keyboard cursor.
    const focused = document.activeElement?.closest('li')?.querySelector<HTMLElement>('[data-case]');
    const id = focused?.dataset.case ?? current;
    const at = desk.cases.find((one) => one.id === id);
    if (!at || !maySelect(at)) return;
    send({ type: 'cursorSet', id: at.id });
    selection.toggle(at);
  };
  const chooseRank = (rank: number) => {
    const candidate = (showsSelection(state) ? batch.fits : suggestions.candidates)?.[rank - 1];
    if (!candidate) return;
    send({ type: 'keyPressed' });
    actions.choose(candidate.organisation_id);
  };

  const keys: DeskKeys = {
    step: actions.step,
    open: () => current && open(current),
    dispatch: () => begin((id) => send({ type: 'dispatchWanted', id })),
    verb: (verbs) => begin((id) => send({ type: 'verbWanted', id, verbs })),
    // The menu opens at its button, wherever the panel placed it.
    more: () => begin(() => panel.current?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.click()),
    tab: go.stepTab,
    choose: chooseRank,
    toggleSelected,
    openSelection: actions.openSelection,
    undo: () => undo.latest.length > 0 && void undo.undo(undo.latest),
    back,
    search: () => searchField.current?.focus(),
    help: () => send({ type: 'helpShown', on: true }),
  };
  useDeskKeys(keys, letters);

  // The organisation chosen by key before the ranked list has loaded is applied as soon as it has.
  const first = suggestions.candidates[0]?.organisation_id;
  const waiting = state.pendingDispatch !== null && state.pendingDispatch === openId;
  const { stepHeading } = actions;
  useEffect(() => {
    if (!waiting || !openId || !first) return;
    send({ type: 'candidatesArrived', id: openId, first });
    stepHeading.current?.scrollIntoView({ block: 'start' });
  }, [waiting, openId, first, send, stepHeading]);
  return { panel, searchField };
}
