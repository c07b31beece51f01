import type { AuthProvider } from 'react-admin';
import { forgetDrafts } from './drafts';
import { ApiError } from './errors';
import { hasSession, signIn, signOut, whoAmI } from './session';

/** Whether the server says that the session itself is over. A refusal (403) says only "not this". */
function sessionEnded(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

let ended = false;

/** react-admin's auth provider over the staff session. */
export const authProvider: AuthProvider = {
  login: ({ account, password }: { account: string; password: string }) => signIn(account, password),
  logout: () => {
    // Who leaves takes the words along; whose session merely ended comes back and finds them.
    if (!ended) forgetDrafts();
    ended = false;
    return signOut();
  },
  checkAuth: async () => {
    // `message: false`: opening the sign-in page says enough.
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
  getPermissions: async () => (await whoAmI())?.role ?? null,
};
