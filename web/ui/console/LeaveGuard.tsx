import { useContext, useEffect, useId, useRef, useState } from 'react';
import { UNSAFE_NavigationContext } from 'react-router-dom';
import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { useTranslate } from 'react-admin';
import { watchLeaving } from './leaving';

/**
 * Asks for confirmation before a page with unsaved input is left: by a link, by the browser's back button, by
 * closing the browser tab. The router's own blocker works only with its data routers.
 */
export function LeaveGuard({ unsaved }: { unsaved: boolean }) {
  const translate = useTranslate();
  const title = useId();
  const { navigator } = useContext(UNSAFE_NavigationContext);
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const free = useRef(false);

  useEffect(() => {
    if (!unsaved) return;
    free.current = false;
    return watchLeaving(
      navigator,
      () => free.current,
      (go) => setLeave(() => go),
    );
  }, [unsaved, navigator]);

  const stay = () => setLeave(null);
  return (
    <Dialog open={leave !== null} onClose={stay} aria-labelledby={title}>
      <DialogTitle id={title} component="h2">
        {translate('console.unsaved.title')}
      </DialogTitle>
      <DialogContent>
        <DialogContentText>{translate('console.unsaved.hint')}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button
          color="inherit"
          onClick={() => {
            free.current = true;
            stay();
            leave?.();
          }}
        >
          {translate('console.unsaved.leave')}
        </Button>
        <Button variant="contained" autoFocus onClick={stay}>
          {translate('console.unsaved.stay')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
