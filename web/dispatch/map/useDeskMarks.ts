import { useMemo } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import { typeName } from '../../case';
import { showsSelection } from '../deskState';
import { candidatePins, caseMarks, type Placed } from '../panel/candidates';
import { peerActivityOf } from '../presence/peers';
import type { DeskData } from '../useDeskData';
import type { DeskStore } from '../useDeskStore';
import { draggedCase, draggedSelection } from './draggedItem';

/** More pins than these would overlap. */
const MAX_PINS = 20;

/** What the map shows: cases as markers, organisations as pins, and what may be dragged onto them. */
export function useDeskMarks({ state }: DeskStore, data: DeskData) {
  const { mayDispatch, selection, peers } = data;
  const { marked: cases } = data.desk;
  const { row } = data.opened;
  const { candidates } = data.suggestions;
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
  const open = showsSelection(state);
  const fits = open ? data.batch.fits : null;
  const dragged = useMemo(
    () => (open ? draggedSelection(selection.rows) : mayDispatch && row ? draggedCase(row) : null),
    [open, selection.rows, mayDispatch, row],
  );
  const organisations = useMemo(
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
  return { cases: marks, dragged, organisations };
}
