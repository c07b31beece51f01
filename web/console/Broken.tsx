import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Empty } from '../ui/console/States';

/** A page that failed to render: usually because a new version was published while this one was open. */
export function Broken() {
  const translate = useTranslate();
  return (
    <Empty page title={translate('console.broken.title')} hint={translate('console.broken.hint')}>
      <Button variant="contained" onClick={() => window.location.reload()}>
        {translate('console.action.reload')}
      </Button>
    </Empty>
  );
}
