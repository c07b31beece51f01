import { supabase } from '../core/client';
import { toApiError } from '../core/errors';
import { plainRows } from '../core/plain';

/**
 * The parties' ratings of an organisation in a month: averages from 1 to 5, number of ratings, number of low
 * ones.
 */
export interface MonthOfRatings {
  month: string;
  n: number;
  low: number;
  service: number;
  result: number;
}

/** The latest months in which an organisation was rated, newest first. Throws ApiError. */
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
  // Averages may arrive as text, like every `numeric`.
  return (plainRows(data) as MonthOfRatings[]).map((one) => ({
    ...one,
    service: Number(one.service),
    result: Number(one.result),
  }));
}
