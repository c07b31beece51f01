import { useEffect, useState } from 'react';
import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import Close from '@mui/icons-material/Close';
import Pause from '@mui/icons-material/Pause';
import PlayArrow from '@mui/icons-material/PlayArrow';
import { IconButton, Slider, Stack, Typography, useMediaQuery } from '@mui/material';
import { useTranslate } from 'react-admin';

interface PlayerProps {
  months: readonly string[];
  month: string;
  onMonth: (month: string) => void;
  onClose: () => void;
}

/** Milliseconds per month; doubled for users who prefer reduced motion. */
const STEP_MS = 900;

/** Plays through the months, automatically or with the slider and its arrow keys. */
export function Player({ months, month, onMonth, onClose }: PlayerProps) {
  const translate = useTranslate();
  const still = useMediaQuery('(prefers-reduced-motion: reduce)', { noSsr: true });
  const [playing, setPlaying] = useState(false);
  const at = Math.max(0, months.indexOf(month));
  const last = months.length - 1;
  const go = (index: number) => {
    const next = months[Math.min(last, Math.max(0, index))];
    if (next) onMonth(next);
  };

  useEffect(() => {
    if (!playing) return;
    const next = months[at + 1];
    if (next === undefined) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => onMonth(next), still ? 2 * STEP_MS : STEP_MS);
    return () => clearTimeout(timer);
  }, [playing, at, months, still, onMonth]);

  const monthLabel = (index: number) => {
    const [year = '', number = ''] = (months[index] ?? month).split('-');
    return translate('hotspot.player.month', { year, month: Number(number) });
  };
  const toggle = () => {
    // At the end it starts again.
    if (!playing && at === last) go(0);
    setPlaying(!playing);
  };
  const button = (label: string, icon: React.ReactNode, press: () => void, off = false) => (
    <IconButton size="small" aria-label={label} title={label} onClick={press} disabled={off}>
      {icon}
    </IconButton>
  );
  return (
    <Stack
      role="group"
      aria-label={translate('hotspot.player.label')}
      direction="row"
      sx={{
        alignItems: 'center',
        gap: 1,
        px: 1.5,
        py: 0.5,
        borderTop: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
      }}
    >
      {button(
        translate(playing ? 'hotspot.player.pause' : 'hotspot.player.play'),
        playing ? <Pause /> : <PlayArrow />,
        toggle,
        months.length < 2,
      )}
      {button(translate('hotspot.player.before'), <ChevronLeft />, () => go(at - 1), at === 0)}
      <Slider
        size="small"
        min={0}
        max={Math.max(1, last)}
        value={at}
        onChange={(_event, value) => {
          setPlaying(false);
          go(value as number);
        }}
        aria-label={translate('hotspot.player.slider')}
        getAriaValueText={monthLabel}
        disabled={months.length < 2}
        sx={{ flex: 1, minWidth: 60 }}
      />
      {button(translate('hotspot.player.after'), <ChevronRight />, () => go(at + 1), at === last)}
      <Typography sx={{ minWidth: 92, textAlign: 'right', fontWeight: 600 }} aria-live="polite">
        {monthLabel(at)}
      </Typography>
      {button(translate('hotspot.player.close'), <Close fontSize="small" />, onClose)}
    </Stack>
  );
}
