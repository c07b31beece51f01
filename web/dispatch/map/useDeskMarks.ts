import { useMemo } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import { typeName } from '../../case';
import type { DispatchFit } from '../../data/console/dispatch';
import { candidatePins, caseMarks, type Candidate, type Placed } from '../panel/candidates';
import { peerActivityOf, type Peer } from '../presence/peers';
import { draggedCase, draggedSelection } from './draggedItem';
import type { MarkedCase, QueueCase } from '../queue/queue';
import type { Selection } from '../selection/useSelection';

interface MarksOf {
  cases: readonly MarkedCase[];
  row: QueueCase | null;
  mayDispatch: boolean;
  selection: Selection;
  peers: readonly Peer[];
  /** Set while the selection is open; its candidate organisations are null until read. */
  batchDispatch: { fits: readonly DispatchFit[] | null } | null;
  candidates: readonly Candidate[];
}

/** More pins than these would overlap. */
const MAX_PINS = 20;

/** What the map shows: cases as markers, organisations as pins, and what may be dragged onto them. */
export function useDeskMarks({
  cases,
  row,
  mayDispatch,
  selection,
  peers,
  batchDispatch,
  candidates,
}: MarksOf) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const marks = useMemo(
    () =>
      caseMarks(
        cases,
        [...(row ? [row] : []), ...selection.rows],
        (item) =>
          [
            translate('map.case', {
              number: item.number,
              type: typeName(item, locale),
              grade: translate(`grade.${item.grade}`),
            }),
            selection.ids.has(item.id) && translate('desk.map.selected'),
            ...peerActivityOf(peers, item.id).looking.map((name) =>
              translate('desk.peers.looking', { names: name }),
            ),
          ]
            .filter(Boolean)
            .join(translate('console.list_comma')),
        { inSelection: selection.ids, peers },
      ),
    [cases, row, selection.rows, selection.ids, peers, locale, translate],
  );
  const open = batchDispatch !== null;
  const fits = batchDispatch?.fits ?? null;
  const dragged = useMemo(
    () => (open ? draggedSelection(selection.rows) : mayDispatch && row ? draggedCase(row) : null),
    [open, selection.rows, mayDispatch, row],
  );
  const pins = useMemo(
    () =>
      candidatePins<Placed>(
        open
          ? (fits ?? []).slice(0, MAX_PINS).map((fit, index) => ({ ...fit, rank: index + 1 }))
          : candidates,
        ({ rank, name }) => translate('map.organisation', { rank, name }),
        (kilometres) => translate('map.distance', { km: kilometres.toFixed(1) }),
      ),
    [open, fits, candidates, translate],
  );
  return { marks, dragged, pins };
}
