import { supabase } from './client';
import { ask, type Row } from './changes';
import { ApiError, toApiError } from './errors';
import type { Role } from './records';
import {
  accountEmail,
  forgetIdentity,
  hasSession,
  signIn,
  signedInAccount,
  signOut,
  whoAmI,
} from './session';

/** What an unspent invitation link is for. */
export interface Invitation {
  purpose: 'join' | 'reset';
  name: string;
  account: string;
  organisation_name: string;
  /** The post to take up; null for a new password. */
  role: Role | null;
  expires_at: string;
}

/** A sign-in that has not ended. */
export type SignIn = Row<'my_sessions'>;

/** Who sits at this browser: nobody, somebody at work, or somebody who signed up and has no post yet. */
export type Here =
  | { kind: 'nobody' }
  | { kind: 'staff'; name: string; account: string }
  | { kind: 'stranger'; account: string };

/** Finds out who is signed in here. A session that has ended elsewhere is cleared away. Throws ApiError. */
export async function whoIsHere(): Promise<Here> {
  if (!(await hasSession())) return { kind: 'nobody' };
  try {
    const me = await whoAmI();
    if (me) return { kind: 'staff', name: me.name, account: me.account };
  } catch (error) {
    if (toApiError(error).code !== 'session_ended') throw error;
    await signOut();
    return { kind: 'nobody' };
  }
  return { kind: 'stranger', account: await signedInAccount() };
}

/** Reads an invitation; null when its link is wrong, spent or expired. Throws ApiError. */
export async function readInvitation(token: string): Promise<Invitation | null> {
  return ((await ask('read_invitation', { token }))[0] as Invitation | undefined) ?? null;
}

/** Signs up, or in again when an earlier attempt of the same person broke off after the sign-up. */
async function signUp(account: string, password: string): Promise<void> {
  const { data, error } = await supabase.auth.signUp({ email: accountEmail(account), password });
  if (data.session) return;
  const problem = error && toApiError(error);
  if (problem && problem.code !== 'account_taken') throw problem;
  await signIn(account, password).catch((refusal: ApiError) => {
    throw refusal.code === 'bad_credentials' && problem ? problem : refusal;
  });
}

/** Takes up the post of an invitation as whoever is signed in. May be repeated. Throws ApiError. */
export async function acceptInvitation(token: string): Promise<void> {
  forgetIdentity();
  try {
    await ask('accept_invitation', { token });
  } catch (error) {
    // The password of somebody who works here already opened their account; it is not the one to join with.
    if (toApiError(error).code === 'already_staff') await signOut();
    throw error;
  }
}

/** Makes the account and takes up the post. After a failure the same words may be sent again. Throws ApiError. */
export async function join(token: string, account: string, password: string): Promise<void> {
  await signUp(account, password);
  await acceptInvitation(token);
}

/**
 * Sets a new password by a reset link, and signs in with it. After a failure the same words may be sent again: when the
 * answer was lost, the link is spent and the password is already the new one. Throws ApiError.
 */
export async function resetPassword(token: string, account: string, password: string): Promise<void> {
  try {
    await ask('reset_password', { token, password });
  } catch (error) {
    if (toApiError(error).code !== 'invitation_invalid') throw error;
    return signIn(account, password).catch(() => {
      throw error;
    });
  }
  await signIn(account, password);
}

/**
 * Changes one's own password: signs in with the present one first, so that an unlocked screen is not enough. Every other
 * session ends. Throws ApiError; a wrong present password belongs to the field `current`.
 */
export async function changePassword(account: string, current: string, next: string): Promise<void> {
  try {
    await signIn(account, current);
  } catch (error) {
    const { status, code } = toApiError(error);
    throw new ApiError({ status, code, field: code === 'bad_credentials' ? 'current' : undefined });
  }
  const { error } = await supabase.auth.updateUser({ password: next });
  if (error) throw toApiError(error);
  await endSession();
}

/** One's own sign-ins that have not ended, this one first. Throws ApiError. */
export const mySessions = (signal?: AbortSignal): Promise<SignIn[]> => ask('my_sessions', {}, signal);

/** Ends one of one's own sessions, or all others. Throws ApiError. */
export async function endSession(id?: string): Promise<void> {
  await ask('end_session', id ? { session_id: id } : {});
}

/** Ends all of one's own sessions, this one too. Throws ApiError when the server did not hear it. */
export async function signOutEverywhere(): Promise<void> {
  const { error } = await supabase.auth.signOut({ scope: 'global' });
  if (error) throw toApiError(error);
  forgetIdentity();
}
