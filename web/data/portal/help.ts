import { call } from './public';
import { isoMoment } from '../core/plain';

/** A guide in the list of self-help guides. */
export interface GuideEntry {
  type_code: string;
  type_name: string;
  title: string;
  summary: string;
}

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

/** A complete guide. Lists are text with one item per line; the parts of an item are separated by `｜`. */
export interface Guide extends GuideEntry {
  locale: string;
  version: number;
  happens: string;
  duration: string;
  prepare: string;
  articles: string;
  elsewhere: string;
  examples: string;
  source: string;
  /** Null until somebody of the city has reviewed it. */
  reviewed_on: string | null;
  chances: (FigureRow & { from_on: string; to_on: string }) | null;
}

/** A mediation room as the public sees it. */
export interface PublicRoom {
  id: string;
  name: string;
  kind: string;
  category: string | null;
  category_en: string | null;
  address: string | null;
  phone: string | null;
  duty_hours: string | null;
  /** Null when its opening hours are unknown. */
  open_now: boolean | null;
  longitude: number | null;
  latitude: number | null;
  distance_km: number | null;
  region_path: string;
}

/** A matter or an applicant's characteristic in the legal-aid check. */
export interface AidQuestion {
  code: string;
  question: 'matter' | 'mark';
  name: string;
  name_en: string;
  /** The matters for which a characteristic counts; empty means all. */
  matters: string[];
}

/** Whether legal aid is likely, and by which rules. */
export interface AidAnswer {
  answer: 'yes' | 'ask' | 'no';
  why: string;
  rules: { name: string; name_en: string; basis: string; basis_en: string }[];
}

/** A set of published statistics in the list. */
export interface FigureSet {
  id: string;
  from_on: string;
  to_on: string;
  edition: number;
  published_at: string;
  latest: boolean;
}

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
export const listGuides = (locale: string, query: string, signal?: AbortSignal) =>
  call<GuideEntry[]>('list_guides', { locale, query }, signal);

/** One guide, or null when there is none. Throws ApiError. */
export async function readGuide(type_code: string, locale: string, signal?: AbortSignal) {
  const rows = await call<Guide[]>('read_guide', { type_code, locale }, signal);
  return rows[0] ?? null;
}

/** Where to look for a mediation room. */
export interface RoomQuestion {
  region_code?: string;
  type_code?: string;
  longitude?: number;
  latitude?: number;
  page: number;
}

/** Mediation rooms per page. */
export const ROOMS_A_PAGE = 20;

/** One page of mediation rooms. Throws ApiError. */
export const publicRooms = (question: RoomQuestion, signal?: AbortSignal) =>
  call<PublicRoom[]>('public_rooms', question, signal);

/** The questions of the legal-aid check. Throws ApiError. */
export const aidQuestions = (signal?: AbortSignal) => call<AidQuestion[]>('aid_questions', {}, signal);

/** Whether legal aid is likely; the server stores nothing. Throws ApiError. */
export async function checkAid(matter: string, income: string, marks: string[], signal?: AbortSignal) {
  const rows = await call<AidAnswer[]>('check_aid', { matter, income, marks }, signal);
  return rows[0]!;
}

/** The published sets, latest period first. Throws ApiError. */
export const listFigures = (signal?: AbortSignal) => call<FigureSet[]>('list_figures', {}, signal);

/** One set, or the latest without an id; null when nothing has been published. Throws ApiError. */
export async function readFigures(set: string, signal?: AbortSignal): Promise<PublishedFigures | null> {
  const rows = await call<PublishedFigures[]>('read_figures', set ? { set_id: set } : {}, signal);
  const [row] = rows;
  return row ? { ...row, published_at: isoMoment(row.published_at) } : null;
}
