import type { AuthProvider } from 'react-admin';
import { forgetDrafts } from './drafts';
import { ApiError } from '../core/errors';
import { hasSession, signIn, signOut, whoAmI } from './session';

/** Whether the server says that the session itself has ended; a 403 only refuses this one request. */
function sessionEnded(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

let ended = false;

/** react-admin's auth provider over the staff session. */
export const authProvider: AuthProvider = {
  login: ({ account, password }: { account: string; password: string }) => signIn(account, password),
  logout: () => {
    // Signing out removes the drafts; a session that merely expired keeps them for the next sign-in.
    if (!ended) forgetDrafts();
    ended = false;
    return signOut();
  },
  checkAuth: async () => {
    // `message: false`: opening the sign-in page is enough of a message.
    if (!(await hasSession())) throw Object.assign(new Error('no session'), { message: false });
  },
  checkError: async (error: unknown) => {
    if (!sessionEnded(error)) return;
    ended = true;
    throw new Error('ra.notification.logged_out');
  },
  getIdentity: async () => {
    const me = await whoAmI();
    return { id: me?.staff_id ?? '', fullName: me?.name ?? '' };
  },
  // The page of an invitation has no session: asking for its role must not lead to the sign-in page.
  getPermissions: async () => ((await hasSession()) && (await whoAmI())?.role) || null,
};
