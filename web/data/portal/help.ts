import { ApiError } from '../core/errors';
import type { Input, Known, Row } from '../core/types';
import { call } from './public';

/** A guide in the list of self-help guides. */
export type GuideEntry = Known<Row<'list_guides'>>;

/** Statistics of a county, a dispute type or the whole city; null is suppressed or rests on too few cases. */
export interface FigureRow {
  filed: number | null;
  concluded: number | null;
  /** Percent. */
  settled_rate: number | null;
  days: number | null;
  /** Average from 1 to 5. */
  satisfaction: number | null;
}

/**
 * A complete guide. Lists are text with one item per line; the parts of an item are separated by `｜`. It has no day of
 * review until somebody of the city has reviewed it.
 */
export type Guide = Known<
  Row<'read_guide'>,
  'reviewed_on' | 'chances',
  { chances: FigureRow & { from_on: string; to_on: string } }
>;

/** A mediation room as the public sees it; `open_now` is null when its opening hours are unknown. */
export type PublicRoom = Known<
  Row<'public_rooms'>,
  | 'category'
  | 'category_en'
  | 'address'
  | 'phone'
  | 'duty_hours'
  | 'open_now'
  | 'longitude'
  | 'latitude'
  | 'distance_km'
>;

/**
 * A matter or an applicant's characteristic in the legal-aid check, with the matters for which it counts; none means
 * all.
 */
export type AidQuestion = Known<Row<'aid_questions'>, never, { question: 'matter' | 'mark' }>;

/** Whether legal aid is likely, and by which rules. */
export type AidAnswer = Known<
  Row<'check_aid'>,
  never,
  {
    answer: 'yes' | 'ask' | 'no';
    rules: { name: string; name_en: string; basis: string; basis_en: string }[];
  }
>;

/** A set of published statistics in the list. */
export type FigureSet = Known<Row<'list_figures'>>;

/** The content of a set of statistics. */
export interface Figures {
  total: FigureRow;
  counties: (FigureRow & { code: string; name: string; by_type: (number | null)[] })[];
  types: (FigureRow & { code: string; name: string; name_en: string })[];
  /** How many numbers were suppressed. */
  hidden: number;
}

/** A published set with its content. */
export type PublishedFigures = Omit<FigureSet, 'latest'> & { figures: Figures };

/** The guides of a language; with search words only those that match, best first. Throws ApiError. */
export const listGuides = (locale: string, query: string, signal?: AbortSignal): Promise<GuideEntry[]> =>
  call('list_guides', { locale, query }, signal);

/** One guide, or null when there is none. Throws ApiError. */
export async function readGuide(type_code: string, locale: string, signal?: AbortSignal) {
  const [guide] = await call<'read_guide', Guide>('read_guide', { type_code, locale }, signal);
  return guide ?? null;
}

/** Where to look for a mediation room. */
export type RoomQuestion = Input<'public_rooms'> & { page: number };

/** Mediation rooms per page. */
export const ROOMS_A_PAGE = 20;

/** One page of mediation rooms. Throws ApiError. */
export const publicRooms = (question: RoomQuestion, signal?: AbortSignal): Promise<PublicRoom[]> =>
  call('public_rooms', question, signal);

/** The questions of the legal-aid check. Throws ApiError. */
export const aidQuestions = (signal?: AbortSignal): Promise<AidQuestion[]> =>
  call('aid_questions', {}, signal);

/** Whether legal aid is likely; the server stores nothing. Throws ApiError. */
export async function checkAid(matter: string, income: string, marks: string[], signal?: AbortSignal) {
  const [answer] = await call<'check_aid', AidAnswer>('check_aid', { matter, income, marks }, signal);
  if (!answer) throw new ApiError({ status: 500, code: 'server' });
  return answer;
}

/** The published sets, latest period first. Throws ApiError. */
export const listFigures = (signal?: AbortSignal): Promise<FigureSet[]> => call('list_figures', {}, signal);

/** One set, or the latest without an id; null when nothing has been published. Throws ApiError. */
export async function readFigures(set: string, signal?: AbortSignal): Promise<PublishedFigures | null> {
  const which = set ? { set_id: set } : {};
  const [published] = await call<'read_figures', PublishedFigures>('read_figures', which, signal);
  return published ?? null;
}
