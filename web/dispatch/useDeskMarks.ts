import { useMemo } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import { typeName } from '../case';
import type { DispatchFit } from '../data/records';
import { candidatePins, caseMarks, type Candidate, type Placed } from './candidates';
import { besideOf, type Fellow } from './fellows';
import { handOfCase, handOfPile } from './hand';
import type { MarkedCase, QueueCase } from './queue';
import type { Picks } from './usePicks';

interface MarksOf {
  cases: readonly MarkedCase[];
  row: QueueCase | null;
  mayDispatch: boolean;
  picks: Picks;
  fellows: readonly Fellow[];
  /** The pile is open, with the organisations for it once they are known. */
  pile: { fits: readonly DispatchFit[] | null } | null;
  candidates: readonly Candidate[];
}

/** More pins than these would cover one another. */
const MOST_PINS = 20;

/** What the map shows: cases as marks, organisations as pins, and what may be put onto them. */
export function useDeskMarks({ cases, row, mayDispatch, picks, fellows, pile, candidates }: MarksOf) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const marks = useMemo(
    () =>
      caseMarks(
        cases,
        [...(row ? [row] : []), ...picks.rows],
        (item) =>
          [
            translate('map.case', {
              number: item.number,
              type: typeName(item, locale),
              grade: translate(`grade.${item.grade}`),
            }),
            picks.ids.has(item.id) && translate('desk.map.picked'),
            ...besideOf(fellows, item.id).looking.map((name) =>
              translate('desk.fellows.looking', { names: name }),
            ),
          ]
            .filter(Boolean)
            .join(translate('console.list_comma')),
        { picked: picks.ids, fellows },
      ),
    [cases, row, picks.rows, picks.ids, fellows, locale, translate],
  );
  const open = pile !== null;
  const fits = pile?.fits ?? null;
  const hand = useMemo(
    () => (open ? handOfPile(picks.rows) : mayDispatch && row ? handOfCase(row) : null),
    [open, picks.rows, mayDispatch, row],
  );
  const pins = useMemo(
    () =>
      candidatePins<Placed>(
        open
          ? (fits ?? []).slice(0, MOST_PINS).map((fit, index) => ({ ...fit, rank: index + 1 }))
          : candidates,
        ({ rank, name }) => translate('map.organisation', { rank, name }),
        (kilometres) => translate('map.distance', { km: kilometres.toFixed(1) }),
      ),
    [open, fits, candidates, translate],
  );
  return { marks, hand, pins };
}
