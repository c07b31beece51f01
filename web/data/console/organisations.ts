import { supabase } from '../core/client';
import { toApiError } from '../core/errors';

/** One row of `api.organisation_categories`. */
export interface OrganisationCategory {
  code: string;
  kind: string;
  name: string;
  name_en: string;
  sort: number;
}

/** Categories of function rooms, professional committees and departments. Throws ApiError. */
export async function organisationCategories(signal: AbortSignal): Promise<OrganisationCategory[]> {
  const { data, error, status } = await supabase
    .from('organisation_categories')
    .select('code,kind,name,name_en,sort')
    .order('sort')
    .order('code')
    .abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  return data as OrganisationCategory[];
}
