import type { AuthProvider } from 'react-admin';
import { authProvider as session } from '../data/console/auth';
import { whoAmI } from '../data/console/session';
import { isFor } from './pages';

/** The action of opening a page, for `canAccess`. */
export const OPEN_PAGE = 'open';

/** The staff session, and which pages are made for the role of the post. The database enforces the rights. */
export const authProvider: AuthProvider = {
  ...session,
  canAccess: async ({ resource }) => isFor(resource, (await whoAmI())?.role),
};
