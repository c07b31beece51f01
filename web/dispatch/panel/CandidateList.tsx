import { Box } from '@mui/material';
import { styled } from '@mui/material/styles';
import { useTranslate } from 'react-admin';
import { loadPercent, type Candidate } from './candidates';
import { FreeMediators } from './FreeMediators';

/** Buttons to choose an organisation, numbered like the pins on the map. */
export const CandidateButtons = styled('ol')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: 8,
  '& button': {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr)',
    columnGap: 10,
    width: '100%',
    padding: '10px 12px',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
  },
  '& button:focus-visible': { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: 1 },
  '& button.pointed, & button:hover': { borderColor: theme.palette.primary.main },
  '& button[aria-pressed="true"]': {
    borderColor: theme.palette.primary.main,
    background: `color-mix(in srgb, ${theme.palette.primary.main} 9%, transparent)`,
  },
  '& .rank': {
    width: 26,
    height: 26,
    borderRadius: '50%',
    border: `2px solid ${theme.palette.primary.main}`,
    textAlign: 'center',
    lineHeight: '22px',
    fontSize: 13,
    fontWeight: 700,
  },
  '& button[aria-pressed="true"] .rank': {
    background: theme.palette.primary.main,
    color: theme.palette.primary.contrastText,
  },
  '& .name': { fontWeight: 600, overflowWrap: 'anywhere' },
  '& .facts': {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: 14,
    alignItems: 'center',
    color: theme.palette.text.secondary,
    fontSize: 13,
  },
  '& .load': { display: 'inline-flex', alignItems: 'center', gap: 6 },
  '& .bar': {
    width: 44,
    height: 5,
    borderRadius: 3,
    overflow: 'hidden',
    background: theme.palette.divider,
  },
  '& .bar > span': { display: 'block', height: '100%', background: theme.palette.primary.main },
  '& .bar.full > span': { background: theme.palette.warning.main },
}));

/** The current or expected load of an organisation. */
export function LoadBar({ open, capacity }: { open: number; capacity: number }) {
  const load = loadPercent({ open_cases: open, capacity });
  return (
    <span className={load >= 85 ? 'bar full' : 'bar'} aria-hidden="true">
      <span style={{ width: `${load}%` }} />
    </span>
  );
}

interface CandidateListProps {
  candidates: readonly Candidate[];
  chosen: string | null;
  pointed: string | null;
  onChoose: (id: string) => void;
  onPoint: (id: string | null) => void;
}

/** The ranked organisations with the reasons for their rank; the numbers match the pins on the map. */
export function CandidateList({ candidates, chosen, pointed, onChoose, onPoint }: CandidateListProps) {
  const translate = useTranslate();
  return (
    <CandidateButtons aria-label={translate('dispatch.candidates.label')}>
      {candidates.map((candidate) => {
        const { organisation_id: id, rank, name, distance_km, open_cases, capacity, reasons } = candidate;
        return (
          <li key={id}>
            <button
              type="button"
              data-rank={rank}
              aria-pressed={id === chosen}
              className={id === pointed ? 'pointed' : undefined}
              onClick={() => onChoose(id)}
              onMouseEnter={() => onPoint(id)}
              onMouseLeave={() => onPoint(null)}
              onFocus={() => onPoint(id)}
              onBlur={() => onPoint(null)}
            >
              <span className="rank">{rank}</span>
              <span>
                <span className="name">{name}</span>
                <span className="facts">
                  {distance_km !== null && (
                    <span>{translate('dispatch.candidates.distance', { km: distance_km.toFixed(1) })}</span>
                  )}
                  <span className="load">
                    {translate('dispatch.candidates.load', { open: open_cases, capacity, reasons })}
                    <LoadBar open={open_cases} capacity={capacity} />
                  </span>
                </span>
                <Box component="span" sx={{ display: 'block', fontSize: 13 }}>
                  {reasons
                    .map(({ key, params }) => translate(key, params))
                    .join(translate('console.list_comma'))}
                </Box>
                <FreeMediators {...candidate} />
              </span>
            </button>
          </li>
        );
      })}
    </CandidateButtons>
  );
}
