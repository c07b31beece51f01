import { supabase } from '../core/client';
import { toApiError } from '../core/errors';
import { plainRows } from '../core/plain';

/** One row of `api.evidence`: a photo of a case; a removed one has no path. */
export interface EvidenceRecord {
  id: string;
  side: 'applicant' | 'respondent' | 'staff';
  path: string | null;
  bytes: number;
  note: string | null;
  added_by_name: string | null;
  created_at: string;
  removed_at: string | null;
}

/** The photos of a case, oldest first. Throws ApiError. */
export async function readEvidence(caseId: string, signal: AbortSignal): Promise<EvidenceRecord[]> {
  const { data, error, status } = await supabase
    .from('evidence')
    .select('id,side,path,bytes,note,added_by_name,created_at,removed_at')
    .eq('case_id', caseId)
    .order('created_at')
    .abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as EvidenceRecord[]);
}

/** The picture at a path. Throws ApiError. */
export async function readPicture(path: string): Promise<Blob> {
  const { data, error } = await supabase.storage.from('case-evidence').download(path);
  if (error)
    throw toApiError({ message: error.message, status: Number((error as { status?: number }).status) || 0 });
  return data;
}
