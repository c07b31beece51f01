import type { Verb } from '../../data/console/verbs';
import { cityClock, fromCityClock } from '../../domain/dates';
import { AcceptFields, AnswerFields, DispatchFields, UndoFields } from './DeskForms';
import { AssignFields } from './AssignFields';
import { CloseFields } from './ClosingForm';
import { ConcludeFields, SessionFields } from './MediationForms';
import { SECONDARY_FORMS } from './secondaryForms';
import { PlacingFields } from './PlacingForm';
import { pinOf } from './position';
import { ReturnFields } from './CoHandlerForms';
import { ticked } from './tickFields';
import { given, nothing, optional, text, type VerbForms } from './verbShape';

/** The form of each verb. */
export const VERB_FORMS: VerbForms<Verb> = {
  ...SECONDARY_FORMS,
  accept_case: {
    Fields: AcceptFields,
    initial: (file) => ({ type_code: file.case.type_code, grade: file.case.grade }),
    required: () => ['type_code', 'grade'],
    input: (values) => ({ type_code: text(values, 'type_code'), grade: text(values, 'grade') }),
  },
  answer_case: {
    Fields: AnswerFields,
    initial: nothing,
    required: () => ['answer'],
    input: (values) => ({ answer: text(values, 'answer') }),
  },
  dispatch_case: {
    Fields: DispatchFields,
    initial: nothing,
    required: () => ['organisation_id'],
    input: (values) => ({ organisation_id: text(values, 'organisation_id'), note: text(values, 'note') }),
  },
  undo_dispatch: { Fields: UndoFields, initial: nothing, required: () => [], input: () => ({}) },
  return_case: {
    Fields: ReturnFields,
    initial: () => ({ reason: '', proposed_organisation_id: '' }),
    required: () => ['reason'],
    input: (values) => ({ reason: text(values, 'reason'), ...given(values, 'proposed_organisation_id') }),
  },
  assign_mediator: {
    Fields: AssignFields,
    initial: nothing,
    required: () => ['mediator_id'],
    input: (values) => ({ mediator_id: text(values, 'mediator_id') }),
  },
  log_session: {
    Fields: SessionFields,
    initial: (file) => ({
      kind: file.sessions.length === 0 ? 'contact' : 'meeting',
      held_at: cityClock(new Date()),
    }),
    required: () => ['kind', 'summary', 'held_at'],
    input: (values) => ({
      kind: text(values, 'kind'),
      held_at: fromCityClock(text(values, 'held_at')),
      summary: text(values, 'summary'),
      place: text(values, 'place'),
      attendees: text(values, 'attendees'),
    }),
  },
  conclude_case: {
    Fields: ConcludeFields,
    initial: nothing,
    required: () => ['outcome', 'terms'],
    input: (values) => {
      const agreed = values.outcome !== 'not_settled';
      const amount = agreed ? optional(values, 'amount') : undefined;
      return {
        outcome: text(values, 'outcome'),
        terms: text(values, 'terms'),
        amount: amount === undefined ? null : Number(amount),
        perform_by: (agreed && optional(values, 'perform_by')) || null,
      };
    },
  },
  place_case: {
    Fields: PlacingFields,
    initial: ({ case: row }) => ({
      longitude: row.location_basis === 'pin' ? String(row.longitude) : '',
      latitude: row.location_basis === 'pin' ? String(row.latitude) : '',
      region_code: row.region_code,
    }),
    required: () => [],
    input: (values) => ({ ...pinOf(values), ...given(values, 'region_code') }),
  },
  close_case: {
    Fields: CloseFields,
    initial: (file) => ({ people_count: file.case.people_count?.toString() ?? '', papers: '', reply: '' }),
    required: () => ['people_count'],
    input: (values) => ({
      note: text(values, 'note'),
      people_count: Number(text(values, 'people_count')),
      papers: ticked(values, 'papers'),
      reply: text(values, 'reply'),
    }),
  },
};
