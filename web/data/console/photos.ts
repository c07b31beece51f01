import { supabase } from '../core/client';
import { toApiError } from '../core/errors';
import { newRequestId } from '../core/requestId';

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
