import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Button } from '@mui/material';
import { CanAccess, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { Empty } from '../ui/console/States';
import { OPEN_PAGE } from './access';
import { isFor } from './pages';

interface PageAccessProps {
  resource: string;
  /** Shown to the roles that the page is not made for. */
  denied?: ReactNode;
  children: ReactNode;
}

/** Shows a page, or what belongs to it, only to the roles that it is made for. */
export function PageAccess({ resource, denied = null, children }: PageAccessProps) {
  const { role } = useMe();
  return (
    // The role is known already: without this first answer the page before would vanish for a moment.
    <CanAccess
      resource={resource}
      action={OPEN_PAGE}
      initialData={isFor(resource, role)}
      accessDenied={denied}
    >
      {children}
    </CanAccess>
  );
}

/** What other roles find instead of the page. */
export function OtherRole() {
  const translate = useTranslate();
  return (
    <Empty page title={translate('console.other_role.title')} hint={translate('console.other_role.hint')}>
      <Button component={Link} to="/" variant="outlined">
        {translate('console.action.home')}
      </Button>
    </Empty>
  );
}
