import { call } from './public';
import { isoMoment } from './plain';

/** A guide in the list of self-help. */
export interface GuideEntry {
  type_code: string;
  type_name: string;
  title: string;
  summary: string;
}

/** Numbers of a county, a type or the whole; null is hidden or stands on too few cases. */
export interface FigureRow {
  filed: number | null;
  concluded: number | null;
  /** Per cent. */
  settled_rate: number | null;
  days: number | null;
  /** One to five. */
  satisfaction: number | null;
}

/** A guide in full. Lists are text with one item a line; the parts of an item are parted by `｜`. */
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
  /** Null: nobody of the city has reviewed it yet. */
  reviewed_on: string | null;
  chances: (FigureRow & { from_on: string; to_on: string }) | null;
}

/** A place of mediation as the public sees it. */
export interface PublicRoom {
  id: string;
  name: string;
  kind: string;
  category: string | null;
  category_en: string | null;
  address: string | null;
  phone: string | null;
  duty_hours: string | null;
  /** Null when its hours do not say. */
  open_now: boolean | null;
  longitude: number | null;
  latitude: number | null;
  distance_km: number | null;
  region_path: string;
}

/** A matter or a mark of the check of legal aid. */
export interface AidQuestion {
  code: string;
  question: 'matter' | 'mark';
  name: string;
  name_en: string;
  /** The matters for which a mark counts; empty: all. */
  matters: string[];
}

/** Whether legal aid is likely, and by which rules. */
export interface AidAnswer {
  answer: 'yes' | 'ask' | 'no';
  why: string;
  rules: { name: string; name_en: string; basis: string; basis_en: string }[];
}

/** A set of published figures in the list. */
export interface FigureSet {
  id: string;
  from_on: string;
  to_on: string;
  edition: number;
  published_at: string;
  latest: boolean;
}

/** What a set says. */
export interface Figures {
  total: FigureRow;
  counties: (FigureRow & { code: string; name: string; by_type: (number | null)[] })[];
  types: (FigureRow & { code: string; name: string; name_en: string })[];
  /** How many numbers were hidden. */
  hidden: number;
}

/** A published set with what it says. */
export type PublishedFigures = Omit<FigureSet, 'latest'> & { figures: Figures };

/** The guides of a language; with words those that fit, best first. Throws ApiError. */
export const listGuides = (locale: string, query: string, signal?: AbortSignal) =>
  call<GuideEntry[]>('list_guides', { locale, query }, signal);

/** One guide, null when there is none. Throws ApiError. */
export async function readGuide(type_code: string, locale: string, signal?: AbortSignal) {
  const rows = await call<Guide[]>('read_guide', { type_code, locale }, signal);
  return rows[0] ?? null;
}

/** Where to look for a place of mediation. */
export interface RoomQuestion {
  region_code?: string;
  type_code?: string;
  longitude?: number;
  latitude?: number;
  page: number;
}

/** So many places come with a page. */
export const ROOMS_A_PAGE = 20;

/** Places of mediation, a page of them. Throws ApiError. */
export const publicRooms = (question: RoomQuestion, signal?: AbortSignal) =>
  call<PublicRoom[]>('public_rooms', question, signal);

/** What the check of legal aid asks. Throws ApiError. */
export const aidQuestions = (signal?: AbortSignal) => call<AidQuestion[]>('aid_questions', {}, signal);

/** Whether legal aid is likely; nothing is kept. Throws ApiError. */
export async function checkAid(matter: string, income: string, marks: string[], signal?: AbortSignal) {
  const rows = await call<AidAnswer[]>('check_aid', { matter, income, marks }, signal);
  return rows[0]!;
}

/** The published sets, the latest period first. Throws ApiError. */
export const listFigures = (signal?: AbortSignal) => call<FigureSet[]>('list_figures', {}, signal);

/** One set, without an id the latest; null when nothing has been published. Throws ApiError. */
export async function readFigures(set: string, signal?: AbortSignal): Promise<PublishedFigures | null> {
  const rows = await call<PublishedFigures[]>('read_figures', set ? { set_id: set } : {}, signal);
  const [row] = rows;
  return row ? { ...row, published_at: isoMoment(row.published_at) } : null;
}
