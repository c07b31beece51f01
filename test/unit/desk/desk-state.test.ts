import { describe, expect, it } from 'vitest';
import type { Status } from '../../../web/domain/stages';
import {
  deskReducer,
  type DeskEvent,
  type DeskState,
  MAX_SELECTED,
  type Offer,
  openedDesk,
  openOffers,
  showsSelection,
} from '../../../web/dispatch/deskState';
import type { QueueCase } from '../../../web/dispatch/queue/queue';

const desk = openedDesk({ tab: 'accepted', openId: null });
const after = (state: DeskState, ...events: DeskEvent[]) => events.reduce(deskReducer, state);
const row = (id: string, version = 1, status: Status = 'accepted') => ({ id, version, status }) as QueueCase;
const ids = ({ selected }: DeskState) => selected.map(({ id }) => id);
const offer = (case_id: string, version = 1) => ({ case_id, version, until: 0 }) as Offer;

describe('the open case', () => {
  it('drops what was chosen for the case before it', () => {
    const chosen = after(
      desk,
      { type: 'moved', tab: 'accepted', openId: 'a' },
      { type: 'organisationChosen', id: 'station' },
      { type: 'organisationPointed', id: 'station' },
      { type: 'dispatched', id: 'a' },
      { type: 'organisationChosen', id: 'station' },
    );
    expect(chosen).toMatchObject({ chosen: 'station', pointed: 'station', done: 'a' });
    expect(after(chosen, { type: 'moved', tab: 'submitted', openId: 'a' })).toMatchObject({
      tab: 'submitted',
      chosen: 'station',
    });
    expect(after(chosen, { type: 'moved', tab: 'accepted', openId: 'b' })).toMatchObject({
      chosen: null,
      pointed: null,
      done: null,
    });
  });

  it('hides the map on a phone only', () => {
    const map = after(desk, { type: 'mapShown', on: true });
    expect(after(map, { type: 'opening', id: 'a', narrow: true })).toMatchObject({
      showMap: false,
      cursor: { id: 'a' },
    });
    expect(after(map, { type: 'opening', id: 'a', narrow: false }).showMap).toBe(true);
  });

  it('moves the focus again when the cursor is set to the same case', () => {
    const first = after(desk, { type: 'cursorSet', id: 'a' });
    const second = after(first, { type: 'cursorSet', id: 'a' });
    expect(second.cursor).toEqual(first.cursor);
    expect(second.cursor).not.toBe(first.cursor);
    expect(after(second, { type: 'cursorSet', id: null }).cursor).toBe(null);
  });
});

describe('a dispatch by key', () => {
  const asked = after(
    desk,
    { type: 'moved', tab: 'accepted', openId: 'a' },
    { type: 'dispatchWanted', id: 'a' },
  );

  it('chooses the best organisation once the ranked list has arrived', () => {
    expect(asked).toMatchObject({ pendingDispatch: 'a', chosen: null });
    expect(after(asked, { type: 'candidatesArrived', id: 'a', first: 'best' })).toMatchObject({
      pendingDispatch: null,
      chosen: 'best',
    });
  });

  it('keeps an organisation that was chosen in the meantime', () => {
    const own = after(asked, { type: 'organisationChosen', id: 'own' });
    expect(after(own, { type: 'candidatesArrived', id: 'a', first: 'best' }).chosen).toBe('own');
  });

  it('chooses nothing for another case', () => {
    const other = after(asked, { type: 'moved', tab: 'accepted', openId: 'b' });
    expect(after(other, { type: 'candidatesArrived', id: 'b', first: 'best' }).chosen).toBe(null);
    expect(after(other, { type: 'candidatesArrived', id: 'a', first: 'best' }).chosen).toBe(null);
  });

  it('ends with a press of the pointer', () => {
    const key = after(desk, { type: 'keyPressed' });
    expect(key.byKey).toBe(true);
    expect(after(key, { type: 'pointerPressed' }).byKey).toBe(false);
    expect(after(desk, { type: 'pointerPressed' })).toBe(desk);
  });
});

describe('a verb by key', () => {
  const wanted = after(desk, { type: 'verbWanted', id: 'a', verbs: ['request_info', 'record_info'] });

  it('opens the form of the verb that was found', () => {
    const found = after(wanted, { type: 'verbFound', verb: 'record_info' });
    expect(found).toMatchObject({ wantedVerb: null, form: { id: 'a', verb: 'record_info' } });
    expect(after(found, { type: 'formEnded' }).form).toBe(null);
  });

  it('opens no form when none of the verbs is available', () => {
    expect(after(wanted, { type: 'verbFound', verb: null })).toMatchObject({ wantedVerb: null, form: null });
  });
});

describe('the selection', () => {
  const two = after(desk, { type: 'added', rows: [row('a'), row('b')] });

  it('takes each case that waits for dispatch once', () => {
    const more = after(two, { type: 'added', rows: [row('b'), row('c'), row('d', 1, 'submitted')] });
    expect(ids(more)).toEqual(['a', 'b', 'c']);
  });

  it('takes no more cases than one batch may have', () => {
    const many = Array.from({ length: MAX_SELECTED + 5 }, (_, n) => row(`case ${n}`));
    expect(ids(after(two, { type: 'added', rows: many }))).toHaveLength(MAX_SELECTED);
  });

  it('is shown while it holds cases and no case is open', () => {
    expect(showsSelection(after(desk, { type: 'selectionShown', on: true }))).toBe(false);
    const shown = after(two, { type: 'selectionShown', on: true });
    expect(showsSelection(shown)).toBe(true);
    expect(showsSelection(after(shown, { type: 'moved', tab: 'accepted', openId: 'a' }))).toBe(false);
    expect(showsSelection(after(shown, { type: 'selectionShown', on: false }))).toBe(false);
    const fromMap = after(two, { type: 'mapShown', on: true }, { type: 'selectionOpened' });
    expect(fromMap).toMatchObject({ selectionOpen: true, showMap: false });
    expect(after(desk, { type: 'selectionOpened' }).selectionOpen).toBe(false);
  });

  it('has its own organisation, and loses it with its last case', () => {
    const chosen = after(
      two,
      { type: 'selectionShown', on: true },
      { type: 'organisationChosen', id: 'station' },
    );
    expect(chosen).toMatchObject({ target: 'station', chosen: null });
    expect(after(chosen, { type: 'targetChosen', id: null }).target).toBe(null);
    const one = after(chosen, { type: 'removed', ids: ['a'] });
    expect(one).toMatchObject({ target: 'station', selectionOpen: true });
    expect(after(one, { type: 'removed', ids: ['b'] })).toMatchObject({ target: null, selectionOpen: false });
    expect(after(chosen, { type: 'cleared' })).toMatchObject({ selected: [], target: null });
  });

  it('keeps newer versions, and loses cases that no longer wait', () => {
    const renewed = after(two, {
      type: 'renewed',
      asked: ['a', 'b', 'x'],
      rows: [row('a', 3), row('b', 2, 'dispatched')],
    });
    expect(renewed.selected).toEqual([row('a', 3)]);
    const older = after(renewed, { type: 'renewed', asked: ['a'], rows: [row('a', 2)] });
    expect(older.selected).toEqual([row('a', 3)]);
    expect(ids(after(renewed, { type: 'renewed', asked: ['a'], rows: [] }))).toEqual([]);
    expect(after(two, { type: 'renewed', asked: ['x'], rows: [] })).toBe(two);
  });
});

describe('undo', () => {
  const offered = after(desk, { type: 'offersRead', offers: [offer('a'), offer('b'), offer('c')] });

  it('applies to the cases of the last step, or to all where that is unknown', () => {
    expect(openOffers(offered).latest).toHaveLength(3);
    const sent = after(offered, { type: 'sent', ids: ['b', 'c'] });
    expect(openOffers(sent).latest.map(({ case_id }) => case_id)).toEqual(['b', 'c']);
    expect(openOffers(sent).offers).toHaveLength(3);
  });

  it('hides offers that were closed until a case is dispatched again', () => {
    const closed = after(offered, { type: 'offersClosed' });
    expect(openOffers(closed).offers).toEqual([]);
    const again = after(closed, { type: 'offersRead', offers: [offer('a', 3)] });
    expect(openOffers(again).offers).toEqual([offer('a', 3)]);
  });
});

describe('the settings of the desk', () => {
  it('are kept: filter, place in the queue, help', () => {
    const choice = { ...desk.choice, search: '350821', grade: 'red' as const };
    const state = after(
      desk,
      { type: 'filtered', choice },
      { type: 'listedAt', index: 4 },
      { type: 'helpShown', on: true },
    );
    expect(state).toMatchObject({ choice, lastIndex: 4, help: true });
    expect(after(state, { type: 'listedAt', index: 4 })).toBe(state);
  });
});
