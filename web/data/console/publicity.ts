import { inLanguage } from '../../text/languages';
import { ask } from '../core/changes';
import { ApiError } from '../core/errors';
import type { Figures, FigureSet, Guide, GuideEntry } from '../portal/help';
import { disputeTypes } from './disputeTypes';

/** The guides of a language as the console lists them. Throws ApiError. */
export const guidesFor = (locale: string, signal: AbortSignal): Promise<GuideEntry[]> =>
  ask('list_guides', { locale }, signal);

/**
 * A guide for editing: the existing one, or an empty one of version 0 for a first-level type. Null for an
 * unknown type. Throws ApiError.
 */
export async function guideToWrite(
  type_code: string,
  locale: string,
  signal: AbortSignal,
): Promise<Guide | null> {
  const [guide] = await ask<'read_guide', Guide>('read_guide', { type_code, locale }, signal);
  if (guide) return guide;
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
export const figureSets = (signal: AbortSignal): Promise<FigureSet[]> => ask('list_figures', {}, signal);

/** The statistics of a past period as they would be published; changes nothing. Throws ApiError. */
export async function previewFigures(from_on: string, to_on: string): Promise<Figures> {
  const [figures] = await ask<'preview_figures', Figures>('preview_figures', { from_on, to_on });
  if (!figures) throw new ApiError({ status: 500, code: 'server' });
  return figures;
}
