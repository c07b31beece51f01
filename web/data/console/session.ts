import { isAuthRetryableFetchError } from '@supabase/supabase-js';
import { ask } from '../core/changes';
import { supabase } from '../core/client';
import { STORAGE_KEY } from '../core/storageKey';
import { staffDomain } from '../core/config';
import { ApiError, toApiError } from '../core/errors';
import type { Known, Row } from '../core/types';
import type { Role } from '../../domain/roles';

/** One of a person's current posts, as the post menu offers it. */
export interface PostChoice {
  id: string;
  role: Role;
  organisation_name: string;
}

/** The signed-in person in the active post: the row of `who_am_i()`. */
export type Identity = Known<
  Row<'who_am_i'>,
  'scope_code' | 'scope_level' | 'scope_name',
  { role: Role; scope_level: 1 | 2 | 3 | 4; posts: PostChoice[] }
>;

/**
 * Written when the active post changes, so that the person's other browser tabs reload instead of showing the
 * old scope.
 */
const POST_KEY = 'e-mediation-post';

let known: Promise<Identity | null> | null = null;
/** The user of the session; undefined until the stored session has been read. */
let signedIn: string | null | undefined;

/** Drops the cached identity, so that the next `whoAmI` asks the server. */
export function forgetIdentity() {
  known = null;
}

supabase.auth.onAuthStateChange((_event, session) => {
  const user = session?.user.id ?? null;
  // The client also announces a sign-in whenever the browser tab comes back to the front.
  if (signedIn !== undefined && user !== signedIn) forgetIdentity();
  signedIn = user;
});

/**
 * The sign-in address of an account name: `zhang.san` → `zhang.san@<staff domain>`. Full-width letters are
 * converted to half-width.
 */
export function accountEmail(account: string): string {
  return `${account.normalize('NFKC').trim().toLowerCase()}@${staffDomain}`;
}

/** Signs in with account name and password. Throws ApiError: `bad_credentials`, `too_many_requests`, `network`. */
export async function signIn(account: string, password: string): Promise<void> {
  forgetIdentity();
  const { error } = await supabase.auth.signInWithPassword({ email: accountEmail(account), password });
  if (error) throw toApiError(error);
}

/** Ends the session in this browser whatever the server answers, waiting three seconds at most. */
export async function signOut(): Promise<void> {
  forgetIdentity();
  const ended = supabase.auth.signOut({ scope: 'local' }).then(({ error }) => !error);
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 3000));
  const clean = await Promise.race([ended.catch(() => false), late]);
  if (clean) return;
  localStorage.removeItem(STORAGE_KEY);
  await supabase.removeAllChannels();
}

/**
 * Whether a session is stored here. A session whose token cannot be renewed because the network is down still
 * counts.
 */
export async function hasSession(): Promise<boolean> {
  const { data, error } = await supabase.auth.getSession();
  return data.session !== null || isAuthRetryableFetchError(error);
}

/** The signed-in person in the active post, cached; null for somebody without a post. Throws ApiError. */
export function whoAmI(): Promise<Identity | null> {
  known ??= readIdentity().catch((error: unknown) => {
    forgetIdentity();
    throw error;
  });
  return known;
}

async function readIdentity(): Promise<Identity | null> {
  // The server answers the same without a session and without a post; only the missing session leads to the
  // sign-in page.
  if (!(await hasSession())) throw new ApiError({ status: 401, code: 'session_ended' });
  const [me] = await ask<'who_am_i', Identity>('who_am_i', {});
  if (me) return me;
  await checkSession();
  return null;
}

/**
 * Asks the sign-in service whether the session still exists: its token stays valid for up to an hour after
 * the session ended, but gives no access, just like that of somebody without a post. Throws ApiError:
 * `session_ended`, or the code of a failed request.
 */
async function checkSession(): Promise<void> {
  const { error } = await supabase.auth.getUser();
  if (!error) return;
  const failure = toApiError(error);
  const unanswered = failure.status === 0 || failure.status >= 500;
  throw unanswered ? failure : new ApiError({ status: 401, code: 'session_ended' });
}

/** The account that is signed in in this browser; empty without a session. */
export async function signedInAccount(): Promise<string> {
  const { data } = await supabase.auth.getSession();
  return data.session?.user.email?.split('@')[0] ?? '';
}

/** Switches to another of the person's posts, in every browser tab. */
export async function switchPost(postId: string): Promise<void> {
  await ask('switch_post', { post_id: postId });
  forgetIdentity();
  localStorage.setItem(POST_KEY, `${postId} ${Date.now()}`);
}

/** Calls back when another browser tab signs out or changes the active post. */
export function onOtherTab(changed: () => void): () => void {
  const heard = (event: StorageEvent) => {
    const signedOut = event.key === STORAGE_KEY && event.newValue === null;
    if (event.key === POST_KEY || signedOut) changed();
  };
  window.addEventListener('storage', heard);
  return () => window.removeEventListener('storage', heard);
}
