import { supabase } from '../core/client';
import { columns, type RowOf } from '../core/columns';
import { toApiError } from '../core/errors';
import { newRequestId } from '../core/requestId';
import type { MediatorGrade } from '../../domain/grades';
import type { Role } from '../../domain/roles';

/** What is read of a person with the profile of a mediator. */
export const STAFF = columns(
  'staff',
  [
    'id',
    'account',
    'name',
    'active',
    'version',
    'grade',
    'specialities',
    'languages',
    // 0 while no profile has been written.
    'profile_version',
  ],
  ['suspended_reason', 'qualification', 'certificate_number', 'introduction', 'photo_path'],
).typed<{ grade: MediatorGrade }>();

/** One row of `api.staff`. */
export type StaffRecord = RowOf<typeof STAFF>;

/** What is read of a post. */
export const POST = columns(
  'posts',
  [
    'id',
    'staff_id',
    'staff_name',
    'account',
    'role',
    'organisation_id',
    'organisation_name',
    'organisation_level',
    'region_code',
    'region_path',
    'valid_from',
    'version',
    'active',
    'open_cases',
  ],
  ['valid_to'],
).typed<{ role: Role }>();

/** One row of `api.posts`. */
export type PostRecord = RowOf<typeof POST>;

/** What is read of a leave. */
export const LEAVE = columns(
  'leaves',
  [
    'id',
    'staff_id',
    'organisation_id',
    'organisation_name',
    'role',
    'deputy_id',
    'from_on',
    'to_on',
    'reason',
    'version',
    'created_at',
    'state',
  ],
  ['staff_name', 'deputy_name', 'cancelled_at'],
).typed<{ role: Role; state: 'ahead' | 'running' | 'over' | 'cancelled' }>();

/** One row of `api.leaves`. */
export type LeaveRecord = RowOf<typeof LEAVE>;

/** What is read of an invitation. */
export const INVITATION = columns(
  'invitations',
  [
    'id',
    'purpose',
    'name',
    'account',
    'organisation_id',
    'organisation_name',
    'region_code',
    'expires_at',
    'created_at',
    'version',
    'state',
  ],
  ['staff_id', 'role', 'valid_to', 'created_by_name', 'accepted_at'],
).typed<{ purpose: 'join' | 'reset'; role: Role; state: 'open' | 'accepted' | 'revoked' | 'expired' }>();

/** One row of `api.invitations`. */
export type InvitationRecord = RowOf<typeof INVITATION>;

/** Bucket of staff photos: each in the folder of its person, readable for all staff in office. */
const BUCKET = 'staff-photos';

interface StorageFailure {
  message: string;
  status?: number | undefined;
  statusCode?: string | number | undefined;
}

function failure(error: StorageFailure) {
  const status = error.status ?? Number(error.statusCode);
  return toApiError({ message: error.message, status: Number.isFinite(status) ? status : undefined });
}

/** Reads a photo. Throws ApiError. */
export async function readPhoto(path: string): Promise<Blob> {
  const { data, error } = await supabase.storage.from(BUCKET).download(path);
  if (error) throw failure(error);
  return data;
}

/**
 * Stores a person's photo under a new name, so that no cached copy is shown, and returns its path. Throws
 * ApiError.
 */
export async function storePhoto(staffId: string, photo: Blob): Promise<string> {
  const path = `${staffId}/${newRequestId()}.jpg`;
  const { error } = await supabase.storage.from(BUCKET).upload(path, photo, { contentType: 'image/jpeg' });
  if (error) throw failure(error);
  return path;
}

/** Deletes a photo that is no longer used. A photo left behind does no harm, so a failure is ignored. */
export async function dropPhoto(path: string): Promise<void> {
  await supabase.storage
    .from(BUCKET)
    .remove([path])
    .catch(() => undefined);
}
