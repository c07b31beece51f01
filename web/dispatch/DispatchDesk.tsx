import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Box, Button, CircularProgress, Typography } from '@mui/material';
import { visuallyHidden } from './visuallyHidden';
import { useLocaleState, useNotify, useStore, useTranslate } from 'react-admin';
import { typeName } from '../case';
import { useMe } from '../data/Me';
import type { VerbResult } from '../data/records';
import { useDocumentTitle } from '../ui/console/Page';
import { candidatePins, caseMarks, focusCounty, type Candidate } from './candidates';
import { CasePanel } from './CasePanel';
import { DeskFrame } from './DeskFrame';
import { DeskFoot, MapFoot, ViewSwitch } from './DeskParts';
import { DispatchStep } from './DispatchStep';
import { KeyHelp } from './KeyHelp';
import { NewsLine, StaleLine } from './NewsLine';
import { nextAfter, stepFrom, tabOf, type QueueFilter } from './queue';
import { useTypeChoice, type FilterChoice } from './QueueFilters';
import type { QueueCursor } from './QueueList';
import { QueuePane } from './QueuePane';
import { useDesk } from './useDesk';
import { useDeskAddress } from './useDeskAddress';
import { useDeskKeys } from './useDeskKeys';
import { useDeskVerb } from './useDeskVerb';
import { useNarrow } from './useNarrow';
import { useOpenCase } from './useOpenCase';
import { useSettled } from './useSettled';
import { useSuggestions } from './useSuggestions';

const DeskMap = lazy(() => import('./DeskMap'));

const NO_CHOICE: FilterChoice = { search: '', grade: null, type: null, order: 'urgent' };

/** The dispatcher's desk: live queue, map, the open case; everything by key. */
export default function DispatchDesk() {
  const me = useMe();
  const translate = useTranslate();
  const notify = useNotify();
  const [locale] = useLocaleState();
  const narrow = useNarrow();
  useDocumentTitle(translate('dispatch.title'));

  const { pile, openId, goPile, stepPile, goCase } = useDeskAddress();
  const [choice, setChoice] = useState(NO_CHOICE);
  const { types } = useTypeChoice(choice.type);
  const search = useSettled(choice.search.trim(), 250);
  const filter = useMemo<QueueFilter>(
    () => ({ tab: pile, order: choice.order, grade: choice.grade, types, search }),
    [pile, choice.order, choice.grade, types, search],
  );
  const desk = useDesk(me, filter, openId);
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
  const choose = useCallback((id: string | null) => {
    setChosen(id);
    setShowMap(false);
  }, []);

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
  // Whether what is under way was begun by key; a hand on the mouse stays with its case.
  const byKey = useRef(false);
  useEffect(() => {
    const byHand = () => void (byKey.current = false);
    document.addEventListener('pointerdown', byHand);
    return () => document.removeEventListener('pointerdown', byHand);
  }, []);
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
        const candidate = candidates[rank - 1];
        if (!candidate) return;
        byKey.current = true;
        choose(candidate.organisation_id);
      },
      back: () => {
        if (chosen) unchoose();
        else if (openId) close();
      },
      search: () => searchField.current?.focus(),
      help: () => setHelp(true),
    },
    letters,
  );

  const marks = useMemo(
    () =>
      caseMarks(desk.cases, row, (item) =>
        translate('map.case', {
          number: item.number,
          type: typeName(item, locale),
          grade: translate(`grade.${item.grade}`),
        }),
      ),
    [desk.cases, row, locale, translate],
  );
  const pins = useMemo(
    () =>
      candidatePins(
        candidates,
        ({ rank, name }) => translate('map.organisation', { rank, name }),
        (kilometres) => translate('map.distance', { km: kilometres.toFixed(1) }),
      ),
    [candidates, translate],
  );

  const dispatched = (candidate: Candidate) => {
    if (!row) return;
    notify('dispatch.confirm.done', {
      type: 'success',
      messageArgs: { number: row.number, organisation: candidate.name },
    });
    setChosen(null);
    setDone(row.id);
    changed();
    if (byKey.current) moveOn(row.id);
  };

  const waitingMap = (
    <Box sx={{ height: '100%', display: 'grid', placeItems: 'center' }}>
      <CircularProgress size={28} aria-label={translate('dispatch.map.loading')} />
    </Box>
  );

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
          <>
            <StaleLine {...desk.liveness} />
            <QueuePane
              pile={pile}
              onPile={goPile}
              counts={desk.counts}
              choice={choice}
              onChoice={setChoice}
              searchField={searchField}
              queue={desk}
              cases={desk.cases}
              tasks={desk.tasks}
              fresh={desk.fresh}
              openId={openId}
              cursor={cursor}
              onOpen={open}
              onMore={() => void desk.more()}
              onRetry={() => void desk.reload()}
            />
            <DeskFoot shown={desk.cases.length} onHelp={() => setHelp(true)} />
          </>
        }
        map={
          <Suspense fallback={waitingMap}>
            <DeskMap
              cases={marks}
              openId={openId}
              onOpen={open}
              organisations={pins}
              chosen={chosen}
              pointed={pointed}
              onChoose={choose}
              onPoint={setPointed}
              focus={focusCounty(me.scope_code)}
            />
          </Suspense>
        }
        mapFoot={
          pins.length > 0 && row ? <MapFoot number={row.number} onBack={() => setShowMap(false)} /> : null
        }
        panel={
          openId && (
            <CasePanel
              id={openId}
              row={row}
              error={opened.error}
              onRetry={() => void opened.refetch()}
              onDone={settle}
              frame={panel}
              onClose={close}
              takeFocus={narrow}
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
          )
        }
      />
      {verb.dialog}
      <KeyHelp open={help} onClose={() => setHelp(false)} letters={letters} onLetters={setLetters} />
    </>
  );
}
