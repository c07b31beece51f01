import { supabase } from '../core/client';
import { toApiError } from '../core/errors';

/**
 * One row of `api.filing_sources`: the code of a poster or counter, with the number of filings that came
 * through it.
 */
export interface SourceRecord {
  id: string;
  code: string;
  label: string;
  region_code: string;
  region_path: string;
  organisation_id: string | null;
  organisation_name: string | null;
  poster_place: string | null;
  made_by_name: string;
  created_at: string;
  active: boolean;
  version: number;
  scans: number;
  filings: number;
}

/** A region with its name. */
export interface NamedRegion {
  code: string;
  name: string;
}

/** A region and those directly below it. Throws ApiError. */
export async function regionAndBelow(code: string, signal: AbortSignal): Promise<NamedRegion[]> {
  const { data, error, status } = await supabase
    .from('regions')
    .select('code,name')
    .or(`code.eq.${code},parent_code.eq.${code}`)
    .order('code')
    .abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  return data as NamedRegion[];
}
