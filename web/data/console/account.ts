import { supabase } from '../core/client';
import { ask } from '../core/changes';
import { ApiError, toApiError } from '../core/errors';
import type { Known, Row } from '../core/types';
import type { Role } from '../../domain/roles';
import {
  accountEmail,
  forgetIdentity,
  hasSession,
  signIn,
  signedInAccount,
  signOut,
  whoAmI,
} from './session';

/** An unused invitation link; the role of the post to accept is null for a password reset. */
export type Invitation = Known<Row<'read_invitation'>, 'role', { purpose: 'join' | 'reset'; role: Role }>;

/** A session that has not ended. */
export type SignIn = Row<'my_sessions'>;

/** Who uses this browser: nobody, a staff member, or somebody who signed up and has no post yet. */
export type Here =
  | { kind: 'nobody' }
  | { kind: 'staff'; name: string; account: string }
  | { kind: 'stranger'; account: string };

/** Finds out who is signed in here, and removes a session that was ended elsewhere. Throws ApiError. */
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

/** Reads an invitation; null when its link is wrong, used or expired. Throws ApiError. */
export async function readInvitation(token: string): Promise<Invitation | null> {
  const [invitation] = await ask<'read_invitation', Invitation>('read_invitation', { token });
  return invitation ?? null;
}

/** Signs up, or signs in when an earlier attempt of the same person stopped after the sign-up. */
async function signUp(account: string, password: string): Promise<void> {
  const { data, error } = await supabase.auth.signUp({ email: accountEmail(account), password });
  if (data.session) return;
  const problem = error && toApiError(error);
  if (problem && problem.code !== 'account_taken') throw problem;
  await signIn(account, password).catch((refusal: ApiError) => {
    throw refusal.code === 'bad_credentials' && problem ? problem : refusal;
  });
}

/** Accepts the post of an invitation as the signed-in person. May be repeated. Throws ApiError. */
export async function acceptInvitation(token: string): Promise<void> {
  forgetIdentity();
  try {
    await ask('accept_invitation', { token });
  } catch (error) {
    // The password opened the account of an existing staff member, who cannot join again.
    if (toApiError(error).code === 'already_staff') await signOut();
    throw error;
  }
}

/**
 * Creates the account and accepts the post. After a failure the same input may be sent again. Throws
 * ApiError.
 */
export async function join(token: string, account: string, password: string): Promise<void> {
  await signUp(account, password);
  await acceptInvitation(token);
}

/**
 * Sets a new password by a reset link and signs in with it. After a failure the same input may be sent again:
 * when the answer was lost, the link is used up and the new password is already valid. Throws ApiError.
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
 * Changes the own password: signs in with the current one first, so that an unlocked screen is not enough.
 * Every other session ends. Throws ApiError; a wrong current password belongs to the field `current`.
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

/** The own sessions that have not ended, this one first. Throws ApiError. */
export const mySessions = (signal?: AbortSignal): Promise<SignIn[]> => ask('my_sessions', {}, signal);

/** Ends one of the own sessions, or all except this one. Throws ApiError. */
export async function endSession(id?: string): Promise<void> {
  await ask('end_session', id ? { session_id: id } : {});
}

/** Ends all own sessions, including this one. Throws ApiError when the server did not confirm it. */
export async function signOutEverywhere(): Promise<void> {
  const { error } = await supabase.auth.signOut({ scope: 'global' });
  if (error) throw toApiError(error);
  forgetIdentity();
}
