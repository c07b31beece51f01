import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { DispatchFit } from '../../data/console/dispatch';
import { CandidateButtons, LoadBar } from '../panel/CandidateList';
import { FreeMediators } from '../panel/FreeMediators';

/** Reasons that are shown as numbers. */
const NUMERIC_REASONS: ReadonlySet<string> = new Set(['reason.takes', 'reason.load_after']);

interface FitListProps {
  fits: readonly DispatchFit[];
  chosen: string | null;
  pointed: string | null;
  onChoose: (id: string) => void;
  onPoint: (id: string | null) => void;
}

/**
 * Organisations for the selection, those that may take the most cases first; the numbers match the pins on
 * the map.
 */
export function FitList({ fits, chosen, pointed, onChoose, onPoint }: FitListProps) {
  const translate = useTranslate();
  return (
    <CandidateButtons aria-label={translate('desk.selection.fits')}>
      {fits.map((fit, index) => {
        const { organisation_id: id, name, score, load_after, capacity, reasons } = fit;
        return (
          <li key={id}>
            <button
              type="button"
              data-rank={index + 1}
              aria-pressed={id === chosen}
              className={id === pointed ? 'pointed' : undefined}
              onClick={() => onChoose(id)}
              onMouseEnter={() => onPoint(id)}
              onMouseLeave={() => onPoint(null)}
              onFocus={() => onPoint(id)}
              onBlur={() => onPoint(null)}
            >
              <span className="rank">{index + 1}</span>
              <span>
                <span className="name">{name}</span>
                <span className="facts">
                  <span>{translate('desk.selection.takes', { count: fit.case_ids.length })}</span>
                  <span>{translate('desk.selection.score', { score })}</span>
                  <span className="load">
                    {translate('desk.selection.after', { open: load_after, capacity })}
                    <LoadBar open={load_after} capacity={capacity} />
                  </span>
                </span>
                <Box component="span" sx={{ display: 'block', fontSize: 13 }}>
                  {reasons
                    .filter(({ key }) => !NUMERIC_REASONS.has(key))
                    .map(({ key, params }) => translate(key, params))
                    .join(translate('console.list_comma'))}
                </Box>
                <FreeMediators {...fit} />
              </span>
            </button>
          </li>
        );
      })}
    </CandidateButtons>
  );
}
