import type { CaseRecord, Grade, Light, Status } from '../data/console/records';
import { inLanguage } from '../text/languages';
import type { Tone } from '../ui/console/Tag';

/** Grades, worst first. */
export const GRADES: readonly Grade[] = ['red', 'yellow', 'blue'];

/** Lights, worst first. */
export const LIGHTS: readonly Light[] = ['red', 'amber', 'green'];

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

/** The stages at which a case has ended. */
export const ENDED: ReadonlySet<Status> = new Set(['closed', 'rejected', 'withdrawn', 'merged', 'referred']);

/** Difficulties, easiest first. */
export const DIFFICULTIES: readonly CaseRecord['difficulty'][] = ['simple', 'ordinary', 'major'];

/** The name of a case's dispute type in the user's language. */
export function typeName(row: Pick<CaseRecord, 'type_name' | 'type_name_en'>, locale: string): string {
  return inLanguage(locale, row.type_name, row.type_name_en);
}

/** `¥12,000`: an amount of money, with fen only where there are any. */
export function money(amount: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'CNY',
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
  }).format(amount);
}
