import { useEffect, useId } from 'react';
import { type Location, useBlocker } from 'react-router-dom';
import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { useTranslate } from 'react-admin';

/** A jump within the page leaves nothing. */
const isOther = (one: Location, other: Location) =>
  one.pathname !== other.pathname || one.search !== other.search;

/**
 * Asks for confirmation before a page with unsaved input is left: by a link, by the browser's back button, by
 * closing the browser tab.
 */
export function LeaveGuard({ unsaved }: { unsaved: boolean }) {
  const translate = useTranslate();
  const title = useId();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && isOther(currentLocation, nextLocation),
  );

  useEffect(() => {
    if (!unsaved) return;
    const close = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', close);
    return () => window.removeEventListener('beforeunload', close);
  }, [unsaved]);

  const stay = () => blocker.reset?.();
  return (
    <Dialog open={blocker.state === 'blocked'} onClose={stay} aria-labelledby={title}>
      <DialogTitle id={title} component="h2">
        {translate('console.unsaved.title')}
      </DialogTitle>
      <DialogContent>
        <DialogContentText>{translate('console.unsaved.hint')}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={() => blocker.proceed?.()}>
          {translate('console.unsaved.leave')}
        </Button>
        <Button variant="contained" autoFocus onClick={stay}>
          {translate('console.unsaved.stay')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
