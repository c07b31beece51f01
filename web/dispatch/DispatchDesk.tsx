import { useCallback, useEffect, useRef, useState } from 'react';
import { Button, Typography } from '@mui/material';
import { visuallyHidden } from '@mui/utils';
import { useStore, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { VerbResult } from '../data/console/verbs';
import { useDocumentTitle } from '../ui/console/Page';
import type { Candidate } from './panel/candidates';
import { CasePanel } from './panel/CasePanel';
import { peerActivityOf } from './presence/peers';
import { SelectionPanel } from './selection/SelectionPanel';
import { UndoBar } from './selection/UndoBar';
import { useSelectPlaces } from './selection/useSelectPlaces';
import { DeskFrame } from './DeskFrame';
import { MapFoot, ViewSwitch } from './DeskParts';
import { DispatchStep } from './panel/DispatchStep';
import { KeyHelp } from './keyboard/KeyHelp';
import { LazyDeskMap } from './map/LazyDeskMap';
import { NewsLine } from './NewsLine';
import { QueueSide } from './queue/QueueSide';
import { useDeskMarks } from './map/useDeskMarks';
import { useDeskSession } from './useDeskSession';
import { maySelect, nextAfter, stepFrom, tabOf } from './queue/queue';
import type { QueueCursor } from './queue/QueueList';
import { useDeskAddress } from './useDeskAddress';
import { usePointerPress } from './keyboard/usePointerPress';
import { useDeskFilter } from './queue/useDeskFilter';
import { useDeskKeys } from './keyboard/useDeskKeys';
import { useDeskVerb } from './useDeskVerb';
import { useNarrow } from './useNarrow';
import { useOpenCase } from './panel/useOpenCase';
import { useSuggestions } from './panel/useSuggestions';

/** The dispatch desk: live queue, map and open case, all usable by keyboard. */
export default function DispatchDesk() {
  const me = useMe();
  const translate = useTranslate();
  const narrow = useNarrow();
  useDocumentTitle(translate('dispatch.title'));

  const { tab, openId, goToTab, stepTab, goCase } = useDeskAddress();
  const { choice, setChoice, filter } = useDeskFilter(tab);
  const { scope, desk, selection, undo, tell, batch, peers, ...selectionState } = useDeskSession(
    me,
    filter,
    openId,
  );
  const { showSelection, nothingSelected, setSelectionOpen } = selectionState;
  const opened = useOpenCase(
    openId,
    desk.cases.find(({ id }) => id === openId),
  );
  const { row } = opened;
  const mayDispatch = opened.actions.includes('dispatch_case');
  const suggestions = useSuggestions(mayDispatch && row ? row.id : null, row?.version ?? 0);
  const { candidates } = suggestions;

  const [chosen, setChosen] = useState<string | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const [cursor, setCursor] = useState<QueueCursor | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [showMap, setShowMap] = useState(false);
  const [help, setHelp] = useState(false);
  const [letters, setLetters] = useStore('desk.letters', true);
  const searchField = useRef<HTMLInputElement>(null);
  const stepHeading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const lastIndex = useRef<number | null>(null);

  useEffect(() => {
    setChosen(null);
    setPointed(null);
    setDone(null);
  }, [openId]);

  const current = openId ?? cursor?.id ?? null;
  const standing = desk.cases.findIndex(({ id }) => id === current);
  if (standing >= 0) lastIndex.current = standing;

  const open = useCallback(
    (id: string) => {
      setCursor({ id });
      setShowMap((map) => map && !narrow);
      goCase(id);
    },
    [goCase, narrow],
  );
  const step = (by: 1 | -1) => {
    const next = stepFrom(desk.cases, current, by, lastIndex.current);
    if (!next) return;
    setCursor({ id: next.id });
    if (openId && next.id !== openId) goCase(next.id);
  };
  const chooseTarget = batch.choose;
  const choose = useCallback(
    (id: string | null) => {
      if (showSelection) chooseTarget(id);
      else setChosen(id);
      setShowMap(false);
    },
    [showSelection, chooseTarget],
  );
  const openSelection = () => {
    if (nothingSelected) return;
    goCase(null);
    setSelectionOpen(true);
    setShowMap(false);
  };
  const selectPlaces = useSelectPlaces(scope, desk.cases, selection, () => {
    // A selection drawn on the map opens the selection at once; on a phone the map stays, and the selection
    // bar leads there.
    goCase(null);
    if (!narrow) setSelectionOpen(true);
  });

  // The organisation chosen by key before the ranked list has loaded; it is applied as soon as the list
  // arrives.
  const [pendingChoice, setPendingChoice] = useState<string | null>(null);
  const first = candidates[0]?.organisation_id;
  useEffect(() => {
    if (!pendingChoice || pendingChoice !== openId || !first) return;
    setPendingChoice(null);
    setChosen((before) => before ?? first);
    stepHeading.current?.scrollIntoView({ block: 'start' });
  }, [pendingChoice, openId, first]);
  const unchoose = () => {
    setChosen(null);
    stepHeading.current?.focus();
  };
  const close = () => {
    if (openId) setCursor({ id: openId });
    goCase(null);
  };

  const changed = () => {
    void opened.refetch();
    if (openId) void desk.readCases([openId]);
  };
  /** After a dispatch by key the next case of the selection opens, so that its keys work at once. */
  const moveOn = (id: string) => {
    const next = nextAfter(desk.cases, id, lastIndex.current);
    setCursor(next ? { id: next.id } : null);
    goCase(next?.id ?? null);
    if (!next) document.getElementById(`tab-${tab}`)?.focus();
  };
  const byKey = useRef(false);
  usePointerPress(() => void (byKey.current = false));
  const settle = (result: VerbResult) => {
    changed();
    if (!byKey.current) return;
    if (tabOf(result.status) === tab) setCursor({ id: result.id });
    else moveOn(result.id);
  };
  const verb = useDeskVerb({
    file: opened.file,
    refetch: opened.refetch,
    onDone: settle,
    onClose: (id) => setCursor({ id }),
  });
  const begin = (then: (id: string) => void) => {
    if (!current) return;
    byKey.current = true;
    if (!openId) open(current);
    then(openId ?? current);
  };

  useDeskKeys(
    {
      step,
      open: () => current && open(current),
      dispatch: () => begin(setPendingChoice),
      verb: (verbs) => begin((id) => verb.ask(id, verbs)),
      // The menu opens at its button, wherever the panel placed it.
      more: () => begin(() => panel.current?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.click()),
      tab: stepTab,
      choose: (rank) => {
        const candidate = (showSelection ? batch.fits : candidates)?.[rank - 1];
        if (!candidate) return;
        byKey.current = true;
        choose(candidate.organisation_id);
      },
      toggleSelected: () => {
        // The focused row, or else the row of the keyboard cursor.
        const focused = document.activeElement?.closest('li')?.querySelector<HTMLElement>('[data-case]');
        const id = focused?.dataset.case ?? current;
        const at = desk.cases.find((one) => one.id === id);
        if (!at || !maySelect(at)) return;
        setCursor({ id: at.id });
        selection.toggle(at);
      },
      openSelection,
      undo: () => undo.latest.length > 0 && void undo.undo(undo.latest),
      back: () => {
        if (showSelection) {
          if (batch.target) batch.choose(null);
          else setSelectionOpen(false);
        } else if (chosen) unchoose();
        else if (openId) close();
      },
      search: () => searchField.current?.focus(),
      help: () => setHelp(true),
    },
    letters,
  );

  const shownBatch = showSelection ? batch : null;
  const shown = {
    cases: desk.marked,
    row,
    mayDispatch,
    selection,
    peers,
    batchDispatch: shownBatch,
    candidates,
  };
  const { marks, dragged, pins } = useDeskMarks(shown);

  const dispatched = (candidate: Candidate) => {
    if (!row) return;
    tell([row.id], 'dispatch.confirm.done', { number: row.number, organisation: candidate.name });
    setChosen(null);
    setDone(row.id);
    changed();
    if (byKey.current) moveOn(row.id);
  };

  return (
    <>
      <Typography variant="h1" sx={visuallyHidden}>
        {translate('dispatch.title')}
      </Typography>
      <NewsLine news={desk.news} />
      <DeskFrame
        narrow={narrow}
        showMap={showMap}
        toggle={<ViewSwitch map={showMap} onMap={setShowMap} />}
        queue={
          <QueueSide
            desk={desk}
            tab={tab}
            onTab={goToTab}
            choice={choice}
            onChoice={setChoice}
            searchField={searchField}
            openId={openId}
            cursor={cursor}
            selection={selection}
            peers={peers}
            onOpen={open}
            onOpenSelection={openSelection}
            onHelp={() => setHelp(true)}
          />
        }
        map={
          <LazyDeskMap
            cases={marks}
            openId={openId}
            onOpen={open}
            onToggle={(id) => selectPlaces([id], true)}
            onLasso={marks.some(({ selectable }) => selectable) ? selectPlaces : null}
            organisations={pins}
            dragged={dragged}
            chosen={showSelection ? batch.target : chosen}
            pointed={pointed}
            onChoose={choose}
            onPoint={setPointed}
            scope={me.scope_code}
            at={row?.region_code ?? null}
            liveness={desk.liveness}
          />
        }
        notice={<UndoBar undo={undo} inline={narrow} />}
        mapFoot={
          pins.length > 0 && (showSelection || row) ? (
            <MapFoot
              number={showSelection ? null : (row?.number ?? '')}
              count={selection.rows.length}
              onBack={() => setShowMap(false)}
            />
          ) : null
        }
        panel={
          showSelection ? (
            <SelectionPanel
              batchDispatch={batch}
              pointed={pointed}
              onPoint={setPointed}
              onOpen={open}
              onClose={() => setSelectionOpen(false)}
              onMap={narrow ? () => setShowMap(true) : null}
            />
          ) : openId ? (
            <CasePanel
              id={openId}
              row={row}
              error={opened.error}
              onRetry={() => void opened.refetch()}
              onDone={settle}
              frame={panel}
              onClose={close}
              takeFocus={narrow}
              peerActivity={peerActivityOf(peers, openId)}
              next={
                done === openId && desk.cases.length > 0 ? (
                  <Button variant="outlined" onClick={() => step(1)}>
                    {translate('dispatch.panel.next')}
                  </Button>
                ) : null
              }
            >
              {mayDispatch && row && (
                <DispatchStep
                  row={row}
                  suggestions={suggestions}
                  chosen={chosen}
                  pointed={pointed}
                  onChoose={choose}
                  onPoint={setPointed}
                  onCancel={unchoose}
                  onDone={(_, candidate) => dispatched(candidate)}
                  onStale={changed}
                  onMap={narrow ? () => setShowMap(true) : null}
                  heading={stepHeading}
                />
              )}
            </CasePanel>
          ) : null
        }
      />
      {verb.dialog}
      <KeyHelp open={help} onClose={() => setHelp(false)} letters={letters} onLetters={setLetters} />
    </>
  );
}
