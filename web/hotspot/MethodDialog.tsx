import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

const PARTS = ['counts', 'rate', 'previous', 'hot', 'rising', 'borders'] as const;

/** Explains how the counts and the terms "hot" and "rising" are defined. */
export function MethodDialog({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="hotspot-method">
      <DialogTitle id="hotspot-method">{translate('hotspot.method.title')}</DialogTitle>
      <DialogContent>
        {PARTS.map((part) => (
          <section key={part}>
            <Typography variant="h3" sx={{ mt: 1.5 }}>
              {translate(`hotspot.method.${part}`)}
            </Typography>
            <Typography color="text.secondary">{translate(`hotspot.method.${part}_words`)}</Typography>
          </section>
        ))}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {translate('console.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
