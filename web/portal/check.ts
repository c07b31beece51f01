import type { Draft } from './draft';
import { STEPS, type Step } from './route';
import { isPhone, lengthOf, parseAmount, parseCount } from './typed';
import type { Text } from './text';

/** An error: which input, and the stable code of the reason. */
export interface Problem {
  field: string;
  code: string;
  params?: Record<string, unknown>;
}

/** Allowed lengths; the database checks the same. */
export const LIMITS = { summary: [10, 2000], name: [2, 40], firm: [2, 80], place: [0, 100] } as const;

/** The inputs of each screen, by the names that the server uses. */
const FIELDS: Record<Step, readonly string[]> = {
  type: ['type_code'],
  story: ['summary', 'danger'],
  place: ['region_code', 'longitude', 'latitude', 'place'],
  you: [
    'applicant',
    'applicant.kind',
    'applicant.name',
    'applicant.phone',
    'applicant.for',
    'applicant.minor',
  ],
  other: ['respondent', 'respondent.kind', 'respondent.name', 'respondent.phone', 'people_count', 'amount'],
  review: ['consent_version'],
};

/** The screen that contains an input, null when none does. */
export function stepOf(field: string | undefined): Step | null {
  if (field?.startsWith('others')) return 'other';
  return STEPS.find((step) => field !== undefined && FIELDS[step].includes(field)) ?? null;
}

function length(field: string, text: string, [min, max]: readonly [number, number]): Problem[] {
  const count = lengthOf(text);
  if (count === 0) return min ? [{ field, code: 'field_required' }] : [];
  if (count < min) return [{ field, code: 'field_too_short', params: { min } }];
  return count > max ? [{ field, code: 'field_too_long', params: { max } }] : [];
}

function phone(field: string, text: string, required: boolean): Problem[] {
  if (text.trim() === '') return required ? [{ field, code: 'field_required' }] : [];
  return isPhone(text) ? [] : [{ field, code: 'invalid_phone' }];
}

function within(field: string, value: number | null, min: number, max: number): Problem[] {
  if (value === null) return [];
  if (Number.isNaN(value)) return [{ field, code: 'invalid_value' }];
  return value < min || value > max ? [{ field, code: 'out_of_range', params: { min, max } }] : [];
}

const required = (field: string, value: unknown): Problem[] =>
  value ? [] : [{ field, code: 'field_required' }];

const CHECKS: Record<Step, (draft: Draft) => Problem[]> = {
  type: ({ type }) => required('type_code', type),
  story: ({ summary, danger }) => [
    ...length('summary', summary, LIMITS.summary),
    ...required('danger', danger),
  ],
  place: ({ county, place }) => [...required('region_code', county), ...length('place', place, LIMITS.place)],
  you: (draft) => [
    ...(draft.forWhom === 'self'
      ? []
      : length('applicant.for', draft.forName, draft.forWhom === 'other' ? LIMITS.name : LIMITS.firm)),
    ...length('applicant.name', draft.name, LIMITS.name),
    ...phone('applicant.phone', draft.phone, true),
  ],
  other: (draft) => [
    ...required('respondent.kind', draft.other),
    ...(draft.other === 'person' || draft.other === 'organisation'
      ? [
          ...length('respondent.name', draft.otherName, draft.other === 'person' ? LIMITS.name : LIMITS.firm),
          ...phone('respondent.phone', draft.otherPhone, false),
        ]
      : []),
    ...draft.others.flatMap(({ kind, name, phone: number }, index) => [
      ...length(`others.${index}.name`, name, kind === 'person' ? LIMITS.name : LIMITS.firm),
      ...phone(`others.${index}.phone`, number, false),
    ]),
    ...within('people_count', parseCount(draft.people), 1, 100_000),
    ...within('amount', parseAmount(draft.amount), 0, 999_999_999_999),
  ],
  review: () => [],
};

/** The errors of a screen. This check only helps the applicant: the server decides. */
export const problemsOf = (step: Step, draft: Draft): Problem[] => CHECKS[step](draft);

/** The first screen with an error, `review` when there is none. */
export function firstOpenStep(draft: Draft): Step {
  return STEPS.find((step) => problemsOf(step, draft).length > 0) ?? 'review';
}

/** The message of an error: the form's own, otherwise the general one of the field. */
export function wordsOf({ field, code, params }: Problem, text: Text): string {
  // All rows of a list have the same messages.
  const bare = field.replace(/\.\d+/, '');
  const named = { ...params, field: text(`field.${bare}`) };
  return text(`problem.${bare}.${code}`, named, text(`error.${code}`, named, text('error.unknown')));
}
