import { supabase } from '../data/client';
import { toApiError } from '../data/errors';
import { useRead } from '../data/useRead';
import type { CountyOutline, Outline } from '../map';

async function readOutlines(signal: AbortSignal): Promise<CountyOutline[]> {
  const [outlines, counties] = await Promise.all([
    supabase.from('region_outlines').select('region_code,outline').order('region_code').abortSignal(signal),
    supabase.from('regions').select('code,name').eq('level', 2).order('code').abortSignal(signal),
  ]);
  for (const { error, status } of [outlines, counties]) if (error) throw toApiError({ ...error, status });
  const names = new Map(counties.data?.map(({ code, name }) => [code as string, name as string]));
  return (outlines.data ?? []).map(({ region_code, outline }) => ({
    region_code: region_code as string,
    name: names.get(region_code as string) ?? '',
    outline: outline as Outline,
  }));
}

/** County outlines with their names; they do not change while the console is open. */
export function useOutlines() {
  return useRead(['county_outlines'], readOutlines, { staleTime: Infinity });
}
