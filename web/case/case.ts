import type { CaseRecord } from '../data/console/cases';
import type { Grade } from '../domain/grades';
import type { Status } from '../domain/stages';
import { inLanguage } from '../text/languages';
import type { Tone } from '../ui/console/Tag';

/** The tone of a grade. */
export const GRADE_TONE: Record<Grade, Tone> = { red: 'red', yellow: 'amber', blue: 'blue' };

/** The colour of a stage: waiting for somebody, under way, ended. */
export const STATUS_TONE: Record<Status, Tone> = {
  submitted: 'amber',
  needs_info: 'neutral',
  accepted: 'amber',
  answered: 'neutral',
  dispatched: 'accent',
  assigned: 'accent',
  mediating: 'accent',
  agreed: 'green',
  not_settled: 'red',
  closed: 'neutral',
  rejected: 'neutral',
  withdrawn: 'neutral',
  merged: 'neutral',
  referred: 'neutral',
};

/** The name of a case's dispute type in the user's language. */
export function typeName(row: Pick<CaseRecord, 'type_name' | 'type_name_en'>, locale: string): string {
  return inLanguage(locale, row.type_name, row.type_name_en);
}
