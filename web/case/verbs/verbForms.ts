import type { Verb } from '../../data/console/verbs';
import { cityClock, fromCityClock } from '../../ui/console/clock';
import { filled, optional } from '../../ui/form/values';
import { AcceptFields, AnswerFields, DispatchFields, UndoFields } from './DeskForms';
import { AssignFields } from './AssignFields';
import { CloseFields } from './ClosingForm';
import { ConcludeFields, SessionFields } from './MediationForms';
import { SECONDARY_FORMS } from './secondaryForms';
import { PlacingFields } from './PlacingForm';
import { pinOf } from './position';
import { ReturnFields } from './CoHandlerForms';
import { asEntered, converted, empty, type VerbForms } from './verbShape';

/** The form of each verb. */
export const VERB_FORMS: VerbForms<Verb> = {
  ...SECONDARY_FORMS,
  accept_case: asEntered(AcceptFields, ({ case: row }) => ({ type_code: row.type_code, grade: row.grade })),
  answer_case: asEntered(AnswerFields, empty('answer')),
  dispatch_case: asEntered(DispatchFields, empty('organisation_id', 'note')),
  undo_dispatch: asEntered(UndoFields, empty()),
  return_case: asEntered(ReturnFields, empty('reason', 'proposed_organisation_id')),
  assign_mediator: asEntered(AssignFields, empty('mediator_id')),
  log_session: converted(
    SessionFields,
    (file) => ({
      kind: file.sessions.length === 0 ? 'contact' : 'meeting',
      held_at: cityClock(new Date()),
      ...empty('summary', 'place', 'attendees')(),
    }),
    ({ kind, held_at, summary, ...more }) => ({
      kind,
      held_at: fromCityClock(held_at),
      summary: summary.trim(),
      ...filled(more),
    }),
  ),
  conclude_case: converted(
    ConcludeFields,
    empty('outcome', 'terms', 'amount', 'perform_by'),
    ({ outcome, terms, ...more }) => {
      const { amount, perform_by } = outcome === 'not_settled' ? {} : filled(more);
      return {
        outcome,
        terms: terms.trim(),
        amount: amount === undefined ? null : Number(amount),
        perform_by: perform_by ?? null,
      };
    },
  ),
  place_case: converted(
    PlacingFields,
    ({ case: row }) => ({
      longitude: row.location_basis === 'pin' ? String(row.longitude) : '',
      latitude: row.location_basis === 'pin' ? String(row.latitude) : '',
      region_code: row.region_code,
    }),
    (values) => ({ ...pinOf(values), ...filled({ region_code: values.region_code }) }),
  ),
  close_case: converted(
    CloseFields,
    ({ case: row }) => ({
      people_count: row.people_count?.toString() ?? '',
      papers: [] as string[],
      ...empty('reply', 'note')(),
    }),
    ({ people_count, papers, ...more }) => ({
      people_count: Number(people_count),
      papers,
      note: optional(more.note) ?? '',
      reply: optional(more.reply) ?? '',
    }),
  ),
};
