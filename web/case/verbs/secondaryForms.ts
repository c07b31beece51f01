import type { Verb } from '../../data/console/verbs';
import { filled } from '../../ui/form/values';
import {
  DecideExtensionFields,
  FollowUpFields,
  RegradeFields,
  RequestExtensionFields,
  RiskFields,
  SuspendFields,
} from './CourseForms';
import { ReferFields, RejectFields } from './EndForms';
import { PartyFields } from './PartyFields';
import { LinkFields, MergeFields } from './LinkForms';
import { AddCoHandlerFields, RemoveCoHandlerFields, TransferFields } from './CoHandlerForms';
import { asEntered, converted, empty, type VerbForms } from './verbShape';
import { textFields } from './TextFields';

type SecondaryVerb = Exclude<
  Verb,
  | 'accept_case'
  | 'answer_case'
  | 'dispatch_case'
  | 'undo_dispatch'
  | 'return_case'
  | 'assign_mediator'
  | 'log_session'
  | 'conclude_case'
  | 'close_case'
  | 'place_case'
>;

/** The forms of the secondary verbs, which are not on the direct path from filing to closing. */
export const SECONDARY_FORMS: VerbForms<SecondaryVerb> = {
  request_info: converted(textFields('request_info', 'items', true), empty('items'), ({ items }) => ({
    items: items
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  })),
  record_info: asEntered(textFields('record_info', 'info', true), empty('info')),
  reject_case: asEntered(RejectFields, empty('reject_reason', 'ways')),
  merge_case: asEntered(MergeFields, empty('into_case_id', 'reason')),
  link_case: asEntered(LinkFields, empty('other_case_id', 'kind')),
  record_party: converted(
    PartyFields,
    () => ({
      side: 'agent',
      party: { kind: 'person', ...empty('name', 'phone', 'id_number', 'address')() },
      minor: false,
    }),
    ({ side, party: { kind, name, ...more }, minor }) => ({
      side,
      party: { kind, name: name.trim(), ...filled(more) },
      minor,
    }),
  ),
  withdraw_case: asEntered(textFields('withdraw_case', 'reason', true), empty('reason')),
  escalate_case: asEntered(textFields('escalate_case', 'reason', true), empty('reason')),
  delegate_case: asEntered(textFields('delegate_case', 'note', false), empty('note')),
  transfer_case: asEntered(TransferFields, empty('organisation_id', 'reason')),
  add_co_handler: asEntered(AddCoHandlerFields, empty('organisation_id', 'task')),
  remove_co_handler: asEntered(RemoveCoHandlerFields, empty('organisation_id', 'reason')),
  recuse_mediator: asEntered(textFields('recuse_mediator', 'reason', true), empty('reason')),
  add_note: asEntered(textFields('add_note', 'note', true), empty('note')),
  urge_case: asEntered(textFields('urge_case', 'note', false), empty('note')),
  suspend_case: asEntered(SuspendFields, empty('suspend_reason', 'until_on', 'note')),
  resume_case: asEntered(textFields('resume_case', 'note', false), empty('note')),
  request_extension: converted(
    RequestExtensionFields,
    () => ({ ...empty('days', 'reason')(), parties_agree: false }),
    ({ days, reason, parties_agree }) => ({ days: Number(days), reason: reason.trim(), parties_agree }),
  ),
  decide_extension: converted(DecideExtensionFields, empty('granted', 'note'), ({ granted, ...more }) => ({
    granted: granted === 'yes',
    ...filled(more),
  })),
  regrade_case: asEntered(RegradeFields, ({ case: row }) => ({
    grade: row.grade,
    difficulty: row.difficulty,
    reason: '',
  })),
  report_risk: converted(
    RiskFields,
    empty('risk_kind', 'description', 'notified_to'),
    ({ risk_kind, description, notified_to }) => ({
      risk_kind,
      description: description.trim(),
      ...filled({ notified_to }),
    }),
  ),
  clear_risk: asEntered(textFields('clear_risk', 'reason', true), empty('reason')),
  refer_case: asEntered(ReferFields, empty('referred_to', 'note')),
  reopen_case: asEntered(textFields('reopen_case', 'reason', true), empty('reason')),
  record_follow_up: converted(
    FollowUpFields,
    empty('performed', 'satisfied', 'note'),
    ({ performed, satisfied, ...more }) => ({
      performed,
      ...(satisfied && { satisfied: Number(satisfied) }),
      ...filled(more),
    }),
  ),
  issue_order: asEntered(textFields('issue_order', 'demand', true), empty('demand')),
};
