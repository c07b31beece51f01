import type { ReactNode, Ref } from 'react';
import { Alert, Box, Button, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Liveness } from '../../data/live/useLive';
import { cityClock } from '../../domain/dates';
import type { Figures } from './figures';
import type { FigureWords } from './useFigureWords';

interface SummaryProps {
  name: string;
  days: string;
  /** The days of the comparison; empty for none. */
  before: string;
  figures: Figures;
  figureText: FigureWords;
  live: Liveness;
  /** When the counts were read. */
  updatedAt: number;
  heading: Ref<HTMLHeadingElement>;
  onCases: (() => void) | null;
  onMethod: () => void;
  children?: ReactNode;
}

/** The numbers of the shown area, how recent they are, and how they are computed. */
export function Summary(props: SummaryProps) {
  const { name, days, before, figures, figureText, live, updatedAt, heading, onCases, onMethod, children } =
    props;
  const translate = useTranslate();
  const clock = (at: Date) => cityClock(at).slice(11);
  const facts: [string, string][] = [
    [
      translate('hotspot.table.previous'),
      figures.previous === null ? '—' : figureText.count(figures.previous),
    ],
    [translate('hotspot.table.growth'), figureText.change(figures)],
    [translate('hotspot.table.rate'), figureText.rate(figures.rate)],
  ];
  return (
    <Box sx={{ px: 2, py: 1.5, borderBottom: 1, borderColor: 'divider' }}>
      <Typography variant="h2" ref={heading} tabIndex={-1} sx={{ outline: 'none' }}>
        {name}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {days}
        {before && figures.previous !== null && (
          <>
            <br />
            {before}
          </>
        )}
      </Typography>
      <Stack direction="row" sx={{ alignItems: 'baseline', gap: 0.75, mt: 0.5 }}>
        <Typography component="strong" sx={{ fontSize: 28, fontWeight: 600, lineHeight: 1.3 }}>
          {figureText.count(figures.n)}
        </Typography>
        <Typography component="span">{translate('hotspot.unit')}</Typography>
      </Stack>
      <Stack
        component="dl"
        direction="row"
        useFlexGap
        sx={{ m: 0, mt: 0.5, columnGap: 2.5, flexWrap: 'wrap' }}
      >
        {facts.map(([label, value]) => (
          <Box key={label}>
            <Box component="dt" sx={{ color: 'text.secondary', fontSize: 12.5 }}>
              {label}
            </Box>
            <Box component="dd" sx={{ m: 0, fontWeight: 500 }}>
              {value}
            </Box>
          </Box>
        ))}
      </Stack>
      {children}
      <Stack
        direction="row"
        useFlexGap
        sx={{ alignItems: 'center', flexWrap: 'wrap', mt: 1, gap: 0.5, ml: -0.75 }}
      >
        {onCases && figures.n > 0 && (
          <Button size="small" onClick={onCases}>
            {translate('hotspot.see_cases')}
          </Button>
        )}
        <Button size="small" onClick={onMethod}>
          {translate('hotspot.method.open')}
        </Button>
        <Box sx={{ flex: 1 }} />
        <Typography variant="caption" color="text.secondary">
          {translate('hotspot.updated', { time: clock(new Date(updatedAt)) })}
        </Typography>
      </Stack>
      {live.state === 'stale' && (
        <Alert severity="warning" sx={{ mt: 1, py: 0 }}>
          {translate('hotspot.stale', { time: clock(live.since) })}
        </Alert>
      )}
    </Box>
  );
}
