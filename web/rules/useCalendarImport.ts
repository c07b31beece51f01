import { useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useLogoutIfAccessDenied } from 'react-admin';
import { type ApiError, toApiError } from '../data/core/errors';
import { importCalendar, type MovedClock, previewCalendar } from '../data/console/calendar';
import { IdempotencyKey } from '../data/core/idempotencyKey';
import { readSheet } from '../ui/console/sheet';
import { type CalendarFile, readCalendar } from './calendarFile';

/** The step of an import: choose a file, check it, decide, carry out, done. */
export type Step = 'choose' | 'checking' | 'preview' | 'applying' | 'done';

/** An import of a year's calendar. */
export interface CalendarImport {
  step: Step;
  fileName: string;
  file: CalendarFile | null;
  /** The deadlines that it would move, or has moved. */
  moved: MovedClock[];
  failure: ApiError | null;
}

const START: CalendarImport = { step: 'choose', fileName: '', file: null, moved: [], failure: null };

/**
 * Reads a calendar file, previews which deadlines it would move, and puts it into force after confirmation.
 */
export function useCalendarImport() {
  const client = useQueryClient();
  const leaveIfSignedOut = useLogoutIfAccessDenied();
  const [state, setState] = useState(START);
  const idempotencyKey = useRef(new IdempotencyKey());
  const busy = useRef(false);

  const failed = async (step: Step, error: unknown) => {
    const failure = toApiError(error);
    setState((before) => ({ ...before, step, failure }));
    if (failure.status === 401) await leaveIfSignedOut(failure);
  };

  const choose = async (chosen: File) => {
    if (busy.current) return;
    busy.current = true;
    setState({ ...START, step: 'checking', fileName: chosen.name });
    try {
      const file = readCalendar(await readSheet(chosen));
      const sound = file.missing.length === 0 && file.wrong.length === 0 && file.days.length > 0;
      if (!sound || file.year === null) {
        setState((before) => ({ ...before, step: 'choose', file }));
        return;
      }
      const moved = await previewCalendar(file.year, file.days);
      idempotencyKey.current = new IdempotencyKey();
      setState((before) => ({ ...before, step: 'preview', file, moved }));
    } catch (error) {
      await failed('choose', error);
    } finally {
      busy.current = false;
    }
  };

  const apply = async () => {
    const { file } = state;
    if (busy.current || !file || file.year === null) return;
    busy.current = true;
    setState((before) => ({ ...before, step: 'applying', failure: null }));
    try {
      const moved = await importCalendar(file.year, file.days, idempotencyKey.current);
      await client.invalidateQueries({ queryKey: ['holidays'] });
      setState((before) => ({ ...before, step: 'done', moved }));
    } catch (error) {
      await failed('preview', error);
    } finally {
      busy.current = false;
    }
  };

  return { state, choose, apply, restart: () => setState(START) };
}
