import { Link } from 'react-router-dom';
import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Empty } from '../ui/console/States';

/** The page for an unknown URL. */
export function NotFound() {
  const translate = useTranslate();
  return (
    <Empty page title={translate('console.not_found.title')} hint={translate('console.not_found.hint')}>
      <Button component={Link} to="/" variant="outlined">
        {translate('console.action.home')}
      </Button>
    </Empty>
  );
}
