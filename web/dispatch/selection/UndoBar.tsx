import { useEffect, useState } from 'react';
import { Box, Button, IconButton, Paper } from '@mui/material';
import CloseIcon from '@mui/icons-material/Close';
import { useTranslate } from 'react-admin';
import type { useUndo } from './useUndo';

interface UndoBarProps {
  undo: ReturnType<typeof useUndo>;
  /** Shown as a line in the layout instead of floating above it. */
  inline: boolean;
}

/** Time left, as minutes and seconds. */
const clock = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** The time, second by second while something may be undone; the offers are read again when one has run out. */
function useOfferClock({ offers, refresh }: UndoBarProps['undo']): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (offers.length === 0) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [offers.length]);
  const over = offers.some(({ until }) => until <= now);
  useEffect(() => {
    if (over) void refresh();
  }, [over, refresh]);
  return now;
}

/** Each dispatch that may be undone, with a button of its own. */
function OfferList({
  undo: { offers, busy, undo: takeBack },
  now,
}: Pick<UndoBarProps, 'undo'> & { now: number }) {
  const translate = useTranslate();
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0, maxHeight: '30dvh', overflowY: 'auto' }}>
      {offers.map((offer) => (
        <Box
          component="li"
          key={offer.case_id}
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            py: 0.25,
            borderTop: 1,
            borderColor: 'divider',
          }}
        >
          <Box sx={{ flex: 1, minWidth: 0, fontSize: 14, overflowWrap: 'anywhere' }}>
            {translate('desk.undo.given', {
              number: offer.number,
              organisation: offer.organisation_name,
            })}
          </Box>
          <Button
            size="small"
            disabled={busy}
            onClick={() => void takeBack([offer])}
            aria-label={translate('desk.undo.one_of', { number: offer.number })}
          >
            {translate('desk.undo.one', { time: clock(offer.until - now) })}
          </Button>
        </Box>
      ))}
    </Box>
  );
}

/** The latest dispatches with undo and the time left for it, together or one by one. */
export function UndoBar({ undo, inline }: UndoBarProps) {
  const { offers, latest, busy, undo: takeBack, close } = undo;
  const translate = useTranslate();
  const now = useOfferClock(undo);
  const first = Math.min(...offers.map(({ until }) => until));
  const [open, setOpen] = useState(false);

  const [one] = latest;
  if (!one) return null;
  const many = offers.length > 1;
  const earlier = offers.length - latest.length;
  const soonest = Math.min(...latest.map(({ until }) => until));
  const message = [
    latest.length > 1
      ? translate('desk.undo.offer_many', { count: latest.length })
      : translate('dispatch.confirm.done', { number: one.number, organisation: one.organisation_name }),
    earlier > 0 ? translate('desk.undo.earlier', { count: earlier }) : '',
  ].join('');
  return (
    <Paper
      elevation={inline ? 0 : 6}
      role="region"
      aria-label={translate('desk.undo.label')}
      sx={{
        ...(!inline && {
          position: 'fixed',
          zIndex: (theme) => theme.zIndex.snackbar,
          left: '50%',
          // Above the console's short notifications.
          bottom: 84,
          transform: 'translateX(-50%)',
          maxWidth: 560,
        }),
        px: inline ? 1.5 : 2,
        py: 1,
        border: 1,
        borderColor: 'divider',
        flexShrink: 0,
        ...(inline && { borderRadius: 0, borderInline: 0 }),
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', columnGap: 1, flexWrap: 'wrap' }}>
        <Box role="status" sx={{ flex: '1 1 200px', minWidth: 0, overflowWrap: 'anywhere' }}>
          {message}
        </Box>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, ml: 'auto' }}>
          {many && (
            <Button size="small" color="inherit" aria-expanded={open} onClick={() => setOpen(!open)}>
              {translate('desk.undo.single')}
            </Button>
          )}
          {earlier > 0 && (
            <Button size="small" color="inherit" disabled={busy} onClick={() => void takeBack(offers)}>
              {translate('desk.undo.all', { time: clock(first - now) })}
            </Button>
          )}
          <Button variant="outlined" size="small" loading={busy} onClick={() => void takeBack(latest)}>
            {translate(latest.length > 1 && earlier === 0 ? 'desk.undo.all' : 'desk.undo.one', {
              time: clock(soonest - now),
            })}
          </Button>
          <IconButton size="small" onClick={close} aria-label={translate('desk.undo.close')}>
            <CloseIcon fontSize="small" />
          </IconButton>
        </Box>
      </Box>
      {many && open && <OfferList undo={undo} now={now} />}
    </Paper>
  );
}
