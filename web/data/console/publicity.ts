import { inLanguage } from '../../text/languages';
import { disputeTypes } from './cases';
import { ask } from '../core/changes';
import { supabase } from '../core/client';
import { toApiError } from '../core/errors';
import type { Figures, FigureSet, Guide, GuideEntry } from '../portal/help';
import { plainRows } from '../core/plain';

/** The guides of a language as the console lists them. Throws ApiError. */
export const guidesFor = async (locale: string, signal: AbortSignal) =>
  (await ask('list_guides', { locale }, signal)) as GuideEntry[];

/**
 * A guide for editing: the existing one, or an empty one of version 0 for a first-level type. Null for an
 * unknown type. Throws ApiError.
 */
export async function guideToWrite(
  type_code: string,
  locale: string,
  signal: AbortSignal,
): Promise<Guide | null> {
  const rows = await ask('read_guide', { type_code, locale }, signal);
  if (rows[0]) return rows[0] as unknown as Guide;
  const type = (await disputeTypes(signal)).find((one) => one.code === type_code && one.parent_code === null);
  if (!type) return null;
  return {
    type_code,
    type_name: inLanguage(locale, type.name, type.name_en),
    locale,
    version: 0,
    title: '',
    summary: '',
    happens: '',
    duration: '',
    prepare: '',
    articles: '',
    elsewhere: '',
    examples: '',
    source: '',
    reviewed_on: null,
    chances: null,
  };
}

/** The published sets, latest period first. Throws ApiError. */
export const figureSets = async (signal: AbortSignal) =>
  (await ask('list_figures', {}, signal)) as FigureSet[];

/** The statistics of a past period as they would be published; changes nothing. Throws ApiError. */
export async function previewFigures(from_on: string, to_on: string): Promise<Figures> {
  const [figures] = await ask('preview_figures', { from_on, to_on });
  return figures as unknown as Figures;
}

/** A poster code with what it presets. */
export interface PosterSource {
  id: string;
  code: string;
  label: string;
  region_path: string;
  organisation_name: string | null;
  poster_place: string | null;
}

/** Maximum number of codes to choose from; the newest come first. */
const MOST_SOURCES = 500;

/** The codes in use that the user may see. Throws ApiError. */
export async function posterSources(signal: AbortSignal): Promise<PosterSource[]> {
  const { data, error, status } = await supabase
    .from('filing_sources')
    .select('id,code,label,region_path,organisation_name,poster_place')
    .eq('active', true)
    .order('created_at', { ascending: false })
    .limit(MOST_SOURCES)
    .abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as PosterSource[]);
}
