import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { Role } from '../domain/roles';
import { Empty } from '../ui/console/States';

/** Shows a page only to the roles it is made for. This is guidance: the database enforces the rights. */
export function RoleGate({ roles, children }: { roles: readonly Role[]; children: ReactNode }) {
  const { role } = useMe();
  const translate = useTranslate();
  if (roles.includes(role)) return children;
  return (
    <Empty page title={translate('console.other_role.title')} hint={translate('console.other_role.hint')}>
      <Button component={Link} to="/" variant="outlined">
        {translate('console.action.home')}
      </Button>
    </Empty>
  );
}
