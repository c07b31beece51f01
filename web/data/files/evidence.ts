import { config } from '../core/config';
import { ApiError, toApiError } from '../core/errors';

/** The private bucket of photos; names are `<folder>/<uuid>.jpg`, and the upload ticket names the folder. */
const BUCKET = 'case-evidence';

/** Milliseconds after which an upload counts as lost. */
const TIMEOUT_MS = 60_000;

/**
 * Uploads one photo into the folder of a ticket; one that is already there after a lost answer counts as
 * success. Throws ApiError.
 */
export async function uploadPhoto(folder: string, photo: { id: string; blob: Blob }): Promise<void> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
  try {
    const answer = await fetch(`${config.url}/storage/v1/object/${BUCKET}/${folder}/${photo.id}.jpg`, {
      method: 'POST',
      headers: {
        ...(config.key && { apikey: config.key, Authorization: `Bearer ${config.key}` }),
        'content-type': 'image/jpeg',
      },
      body: photo.blob,
      signal: timeout.signal,
    });
    if (answer.ok) return;
    const problem = (await answer.json().catch(() => ({}))) as {
      error?: string;
      hint?: string;
      message?: string;
    };
    if (/exist|duplicate/i.test(`${problem.error ?? ''} ${problem.message ?? ''}`)) return;
    throw toApiError({ ...problem, status: answer.status });
  } catch (failure) {
    throw failure instanceof ApiError ? failure : new ApiError({ status: 0, code: 'network' });
  } finally {
    clearTimeout(timer);
  }
}
