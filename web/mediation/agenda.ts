import type { CaseRecord } from '../data/console/cases';
import { cityDay } from '../domain/dates';

/** A mediator's cases by the time at which they need something. */
export interface Agenda {
  today: CaseRecord[];
  later: CaseRecord[];
}

/** Overdue and due today first; the others keep their order, nearest deadline first. */
export function agendaOf(cases: readonly CaseRecord[], now = new Date()): Agenda {
  const today = cityDay(now);
  const isDue = (row: CaseRecord) => row.due_at !== null && cityDay(new Date(row.due_at)) <= today;
  return { today: cases.filter(isDue), later: cases.filter((row) => !isDue(row)) };
}
