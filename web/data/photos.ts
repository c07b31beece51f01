import { supabase } from './client';
import { toApiError } from './errors';
import { newRequestId } from './requestId';

/** Photos of people in office: each in the folder of its person, read by whoever is in office. */
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

/** Stores a photo of a person under a name of its own, so that no old copy is shown; answers its path. Throws ApiError. */
export async function storePhoto(staffId: string, photo: Blob): Promise<string> {
  const path = `${staffId}/${newRequestId()}.jpg`;
  const { error } = await supabase.storage.from(BUCKET).upload(path, photo, { contentType: 'image/jpeg' });
  if (error) throw failure(error);
  return path;
}

/** Takes a photo away that nobody shows any more. Leaving it would harm nobody, so a failure is not told. */
export async function dropPhoto(path: string): Promise<void> {
  await supabase.storage
    .from(BUCKET)
    .remove([path])
    .catch(() => undefined);
}
