import { supabase } from '../core/client';
import { columns, type RowOf } from '../core/columns';
import { toApiError } from '../core/errors';
import { read } from '../core/read';

const EVIDENCE = columns(
  'evidence',
  ['id', 'side', 'bytes', 'created_at'],
  // A removed photo has no path.
  ['path', 'note', 'added_by_name', 'removed_at'],
).typed<{ side: 'applicant' | 'respondent' | 'staff' }>();

/** One row of `api.evidence`: a photo of a case. */
export type EvidenceRecord = RowOf<typeof EVIDENCE>;

/** The photos of a case, oldest first. Throws ApiError. */
export const readEvidence = (caseId: string, signal: AbortSignal): Promise<EvidenceRecord[]> =>
  read(EVIDENCE, (all) => all.eq('case_id', caseId).order('created_at'), signal);

/** The picture at a path. Throws ApiError. */
export async function readPicture(path: string): Promise<Blob> {
  const { data, error } = await supabase.storage.from('case-evidence').download(path);
  if (error)
    throw toApiError({ message: error.message, status: Number((error as { status?: number }).status) || 0 });
  return data;
}
