import type { Stage } from '../data/console/records';
import type { PolicyRecord } from '../data/console/rules';

/** Grades, worst first. */
export const GRADES = ['red', 'yellow', 'blue'] as const;

/** Levels of the organisation responsible for a case. */
export const LEVELS = [1, 2, 3, 4] as const;

/** The conditions that restrict a rule to some cases. */
export const CONDITIONS = ['type_code', 'channel', 'grade', 'level'] as const;

/** To which cases a rule applies. */
export type Conditions = Pick<PolicyRecord, (typeof CONDITIONS)[number]>;

const narrowness = (rule: Conditions) => CONDITIONS.filter((name) => rule[name] !== null).length;

/** Whether a rule applies to every case without a special rule. */
export const isGeneral = (rule: Conditions) => narrowness(rule) === 0;

/** The rules of a stage in display order: the general one, then increasingly special ones. */
export function ofStage(rules: readonly PolicyRecord[], stage: Stage): PolicyRecord[] {
  const key = (rule: PolicyRecord) =>
    [rule.type_code ?? '', rule.channel ?? '', rule.grade ?? '', rule.level ?? ''].join(' ');
  return rules
    .filter((rule) => rule.stage === stage)
    .toSorted((one, other) => narrowness(one) - narrowness(other) || key(one).localeCompare(key(other)));
}

/** Whether two rules apply to exactly the same cases. */
export const sameCases = (one: Conditions, other: Conditions) =>
  CONDITIONS.every((name) => one[name] === other[name]);

/** A typed whole number, including full-width digits; null for anything else. */
export function wholeNumber(typed: string): number | null {
  const plain = typed.normalize('NFKC').trim();
  return /^\d{1,6}$/.test(plain) ? Number(plain) : null;
}
