import { useCallback, useEffect, useRef, useState } from 'react';
import { Button, Typography } from '@mui/material';
import { visuallyHidden } from './visuallyHidden';
import { useStore, useTranslate } from 'react-admin';
import { useMe } from '../data/Me';
import type { VerbResult } from '../data/records';
import { useDocumentTitle } from '../ui/console/Page';
import type { Candidate } from './candidates';
import { CasePanel } from './CasePanel';
import { besideOf } from './fellows';
import { PilePanel } from './PilePanel';
import { UndoBar } from './UndoBar';
import { usePickPlaces } from './usePickPlaces';
import { DeskFrame } from './DeskFrame';
import { MapFoot, ViewSwitch } from './DeskParts';
import { DispatchStep } from './DispatchStep';
import { KeyHelp } from './KeyHelp';
import { LazyDeskMap } from './LazyDeskMap';
import { NewsLine } from './NewsLine';
import { QueueSide } from './QueueSide';
import { useDeskMarks } from './useDeskMarks';
import { useTogether } from './useTogether';
import { mayPick, nextAfter, stepFrom, tabOf } from './queue';
import type { QueueCursor } from './QueueList';
import { useDeskAddress } from './useDeskAddress';
import { useByHand } from './useByHand';
import { useDeskFilter } from './useDeskFilter';
import { useDeskKeys } from './useDeskKeys';
import { useDeskVerb } from './useDeskVerb';
import { useNarrow } from './useNarrow';
import { useOpenCase } from './useOpenCase';
import { useSuggestions } from './useSuggestions';

/** The dispatcher's desk: live queue, map, the open case; everything by key. */
export default function DispatchDesk() {
  const me = useMe();
  const translate = useTranslate();
  const narrow = useNarrow();
  useDocumentTitle(translate('dispatch.title'));

  const { pile, openId, goPile, stepPile, goCase } = useDeskAddress();
  const { choice, setChoice, filter } = useDeskFilter(pile);
  const { scope, desk, picks, undo, tell, theirs, fellows, ...pileState } = useTogether(me, filter, openId);
  const { showPile, nonePicked, setPileOpen } = pileState;
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
  const stood = useRef<number | null>(null);

  useEffect(() => {
    setChosen(null);
    setPointed(null);
    setDone(null);
  }, [openId]);

  const current = openId ?? cursor?.id ?? null;
  const standing = desk.cases.findIndex(({ id }) => id === current);
  if (standing >= 0) stood.current = standing;

  const open = useCallback(
    (id: string) => {
      setCursor({ id });
      setShowMap((map) => map && !narrow);
      goCase(id);
    },
    [goCase, narrow],
  );
  const step = (by: 1 | -1) => {
    const next = stepFrom(desk.cases, current, by, stood.current);
    if (!next) return;
    setCursor({ id: next.id });
    if (openId && next.id !== openId) goCase(next.id);
  };
  const choosePile = theirs.choose;
  const choose = useCallback(
    (id: string | null) => {
      if (showPile) choosePile(id);
      else setChosen(id);
      setShowMap(false);
    },
    [showPile, choosePile],
  );
  const openPile = () => {
    if (nonePicked) return;
    goCase(null);
    setPileOpen(true);
    setShowMap(false);
  };
  const pickPlaces = usePickPlaces(scope, desk.cases, picks, () => {
    // A line drawn on the map leads to the pile at once; on a phone the map stays, and the bar leads on.
    goCase(null);
    if (!narrow) setPileOpen(true);
  });

  // Asked for before the ranked list has come: chosen as soon as it has.
  const [hurried, setHurried] = useState<string | null>(null);
  const first = candidates[0]?.organisation_id;
  useEffect(() => {
    if (!hurried || hurried !== openId || !first) return;
    setHurried(null);
    setChosen((before) => before ?? first);
    stepHeading.current?.scrollIntoView({ block: 'start' });
  }, [hurried, openId, first]);
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
  /** Dealt with by key: the next case of the pile is opened, so that its keys work at once. */
  const moveOn = (id: string) => {
    const next = nextAfter(desk.cases, id, stood.current);
    setCursor(next ? { id: next.id } : null);
    goCase(next?.id ?? null);
    if (!next) document.getElementById(`pile-${pile}`)?.focus();
  };
  const byKey = useRef(false);
  useByHand(() => void (byKey.current = false));
  const settle = (result: VerbResult) => {
    changed();
    if (!byKey.current) return;
    if (tabOf(result.status) === pile) setCursor({ id: result.id });
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
      dispatch: () => begin(setHurried),
      verb: (verbs) => begin((id) => verb.ask(id, verbs)),
      // The menu hangs at its button, wherever the panel puts it.
      more: () => begin(() => panel.current?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.click()),
      pile: stepPile,
      choose: (rank) => {
        const candidate = (showPile ? theirs.fits : candidates)?.[rank - 1];
        if (!candidate) return;
        byKey.current = true;
        choose(candidate.organisation_id);
      },
      pick: () => {
        // The row with the focus, or else where the keys stand.
        const focused = document.activeElement?.closest('li')?.querySelector<HTMLElement>('[data-case]');
        const id = focused?.dataset.case ?? current;
        const at = desk.cases.find((one) => one.id === id);
        if (!at || !mayPick(at)) return;
        setCursor({ id: at.id });
        picks.toggle(at);
      },
      picked: openPile,
      undo: () => undo.latest.length > 0 && void undo.undo(undo.latest),
      back: () => {
        if (showPile) {
          if (theirs.target) theirs.choose(null);
          else setPileOpen(false);
        } else if (chosen) unchoose();
        else if (openId) close();
      },
      search: () => searchField.current?.focus(),
      help: () => setHelp(true),
    },
    letters,
  );

  const shownPile = showPile ? theirs : null;
  const shown = { cases: desk.marked, row, mayDispatch, picks, fellows, pile: shownPile, candidates };
  const { marks, hand, pins } = useDeskMarks(shown);

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
            pile={pile}
            onPile={goPile}
            choice={choice}
            onChoice={setChoice}
            searchField={searchField}
            openId={openId}
            cursor={cursor}
            picks={picks}
            fellows={fellows}
            onOpen={open}
            onOpenPicks={openPile}
            onHelp={() => setHelp(true)}
          />
        }
        map={
          <LazyDeskMap
            cases={marks}
            openId={openId}
            onOpen={open}
            onToggle={(id) => pickPlaces([id], true)}
            onPick={marks.some(({ pickable }) => pickable) ? pickPlaces : null}
            organisations={pins}
            hand={hand}
            chosen={showPile ? theirs.target : chosen}
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
          pins.length > 0 && (showPile || row) ? (
            <MapFoot
              number={showPile ? null : (row?.number ?? '')}
              count={picks.rows.length}
              onBack={() => setShowMap(false)}
            />
          ) : null
        }
        panel={
          showPile ? (
            <PilePanel
              pile={theirs}
              pointed={pointed}
              onPoint={setPointed}
              onOpen={open}
              onClose={() => setPileOpen(false)}
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
              beside={besideOf(fellows, openId)}
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
