import { ask, change } from '../core/changes';
import { columns, type RowOf } from '../core/columns';
import type { IdempotencyKey } from '../core/idempotencyKey';
import { read } from '../core/read';
import type { Known, Row } from '../core/types';
import type { Stage } from '../../domain/stages';

const HOLIDAY = columns('holidays', ['day', 'is_workday', 'name']);

/** A day that differs from the regular working week. */
export type HolidayRecord = RowOf<typeof HOLIDAY>;

/** The announced days of a range of years, in order. Throws ApiError. */
export const holidays = (from: number, to: number, signal: AbortSignal): Promise<HolidayRecord[]> =>
  read(HOLIDAY, (all) => all.gte('day', `${from}-01-01`).lte('day', `${to}-12-31`).order('day'), signal);

/** A running deadline that a new calendar moves. */
export type MovedClock = Known<Row<'preview_calendar'>, never, { stage: Stage }>;

const sent = (days: readonly HolidayRecord[]) =>
  days.map(({ day, is_workday, name }) => ({ day, is_workday, name }));

/** Which running deadlines the days of a year would move; changes nothing. Throws ApiError. */
export const previewCalendar = (year: number, days: readonly HolidayRecord[]): Promise<MovedClock[]> =>
  ask('preview_calendar', { year, rows: sent(days) });

/** Puts the days of a year into force and returns the deadlines that moved. Throws ApiError. */
export const importCalendar = (
  year: number,
  days: readonly HolidayRecord[],
  idempotencyKey: IdempotencyKey,
): Promise<MovedClock[]> => change('import_calendar', { year, rows: sent(days) }, idempotencyKey);
