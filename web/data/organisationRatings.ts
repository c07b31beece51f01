import { supabase } from './client';
import { toApiError } from './errors';
import { plainRows } from './plain';

/** What parties thought of an organisation in a month: averages of 1 to 5, how many, how many low. */
export interface MonthOfRatings {
  month: string;
  n: number;
  low: number;
  service: number;
  result: number;
}

/** The ratings of an organisation in the last so many months that had any, latest first. Throws ApiError. */
export async function readOrganisationRatings(
  organisationId: string,
  months: number,
  signal: AbortSignal,
): Promise<MonthOfRatings[]> {
  const { data, error, status } = await supabase
    .from('organisation_ratings')
    .select('month,n,low,service,result')
    .eq('organisation_id', organisationId)
    .order('month', { ascending: false })
    .limit(months)
    .abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  // Averages may arrive as text, as every `numeric` may.
  return (plainRows(data) as MonthOfRatings[]).map((one) => ({
    ...one,
    service: Number(one.service),
    result: Number(one.result),
  }));
}
