import type { Verb } from '../../data/console/verbs';
import {
  DecideExtensionFields,
  FollowUpFields,
  RegradeFields,
  RequestExtensionFields,
  RiskFields,
  SuspendFields,
  NOTIFIED_BY_LAW,
} from './CourseForms';
import { ReferFields, RejectFields } from './EndForms';
import { PartyFields } from './PartyFields';
import { LinkFields, MergeFields } from './LinkForms';
import { AddCoHandlerFields, RemoveCoHandlerFields, TransferFields } from './CoHandlerForms';
import { empty, given, text, type VerbForms } from './verbShape';
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
  request_info: {
    Fields: textFields('request_info', 'items', true),
    initial: empty('items'),
    required: () => ['items'],
    input: (values) => ({
      items: text(values, 'items')
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    }),
  },
  record_info: {
    Fields: textFields('record_info', 'info', true),
    initial: empty('info'),
    required: () => ['info'],
    input: (values) => ({ info: text(values, 'info') }),
  },
  reject_case: {
    Fields: RejectFields,
    initial: empty('reject_reason', 'ways'),
    required: () => ['reject_reason', 'ways'],
    input: (values) => ({ reject_reason: text(values, 'reject_reason'), ways: text(values, 'ways') }),
  },
  merge_case: {
    Fields: MergeFields,
    initial: empty('into_case_id', 'reason'),
    required: () => ['into_case_id', 'reason'],
    input: (values) => ({ into_case_id: text(values, 'into_case_id'), reason: text(values, 'reason') }),
  },
  link_case: {
    Fields: LinkFields,
    initial: empty('other_case_id', 'kind'),
    required: () => ['other_case_id', 'kind'],
    input: (values) => ({ other_case_id: text(values, 'other_case_id'), kind: text(values, 'kind') }),
  },
  record_party: {
    Fields: PartyFields,
    initial: () => ({
      side: 'agent',
      'party.kind': 'person',
      'party.name': '',
      'party.phone': '',
      'party.id_number': '',
      'party.address': '',
      minor: '',
    }),
    required: () => ['side', 'party.name'],
    input: (values) => {
      const { 'party.phone': phone } = given(values, 'party.phone');
      const { 'party.id_number': id_number } = given(values, 'party.id_number');
      const { 'party.address': address } = given(values, 'party.address');
      return {
        side: text(values, 'side'),
        party: {
          kind: text(values, 'party.kind'),
          name: text(values, 'party.name'),
          ...(phone && { phone }),
          ...(id_number && { id_number }),
          ...(address && { address }),
        },
        minor: values.minor === 'yes',
      };
    },
  },
  withdraw_case: {
    Fields: textFields('withdraw_case', 'reason', true),
    initial: empty('reason'),
    required: () => ['reason'],
    input: (values) => ({ reason: text(values, 'reason') }),
  },
  escalate_case: {
    Fields: textFields('escalate_case', 'reason', true),
    initial: empty('reason'),
    required: () => ['reason'],
    input: (values) => ({ reason: text(values, 'reason') }),
  },
  delegate_case: {
    Fields: textFields('delegate_case', 'note', false),
    initial: empty('note'),
    required: () => [],
    input: (values) => given(values, 'note'),
  },
  transfer_case: {
    Fields: TransferFields,
    initial: empty('organisation_id', 'reason'),
    required: () => ['organisation_id', 'reason'],
    input: (values) => ({
      organisation_id: text(values, 'organisation_id'),
      reason: text(values, 'reason'),
    }),
  },
  add_co_handler: {
    Fields: AddCoHandlerFields,
    initial: empty('organisation_id', 'task'),
    required: () => ['organisation_id', 'task'],
    input: (values) => ({ organisation_id: text(values, 'organisation_id'), task: text(values, 'task') }),
  },
  remove_co_handler: {
    Fields: RemoveCoHandlerFields,
    initial: empty('organisation_id', 'reason'),
    required: () => ['organisation_id', 'reason'],
    input: (values) => ({
      organisation_id: text(values, 'organisation_id'),
      reason: text(values, 'reason'),
    }),
  },
  recuse_mediator: {
    Fields: textFields('recuse_mediator', 'reason', true),
    initial: empty('reason'),
    required: () => ['reason'],
    input: (values) => ({ reason: text(values, 'reason') }),
  },
  add_note: {
    Fields: textFields('add_note', 'note', true),
    initial: empty('note'),
    required: () => ['note'],
    input: (values) => ({ note: text(values, 'note') }),
  },
  urge_case: {
    Fields: textFields('urge_case', 'note', false),
    initial: empty('note'),
    required: () => [],
    input: (values) => given(values, 'note'),
  },
  suspend_case: {
    Fields: SuspendFields,
    initial: empty('suspend_reason', 'until_on', 'note'),
    required: () => ['suspend_reason', 'until_on'],
    input: (values) => ({
      suspend_reason: text(values, 'suspend_reason'),
      until_on: text(values, 'until_on'),
      ...given(values, 'note'),
    }),
  },
  resume_case: {
    Fields: textFields('resume_case', 'note', false),
    initial: empty('note'),
    required: () => [],
    input: (values) => given(values, 'note'),
  },
  request_extension: {
    Fields: RequestExtensionFields,
    initial: empty('days', 'reason', 'parties_agree'),
    required: () => ['days', 'reason'],
    input: (values) => ({
      days: Number(text(values, 'days')),
      reason: text(values, 'reason'),
      parties_agree: values.parties_agree === 'yes',
    }),
  },
  decide_extension: {
    Fields: DecideExtensionFields,
    initial: empty('granted', 'note'),
    required: () => ['granted'],
    input: (values) => ({ granted: values.granted === 'yes', ...given(values, 'note') }),
  },
  regrade_case: {
    Fields: RegradeFields,
    initial: (file) => ({ grade: file.case.grade, difficulty: file.case.difficulty, reason: '' }),
    required: () => ['grade', 'difficulty', 'reason'],
    input: (values) => ({
      grade: text(values, 'grade'),
      difficulty: text(values, 'difficulty'),
      reason: text(values, 'reason'),
    }),
  },
  report_risk: {
    Fields: RiskFields,
    initial: empty('risk_kind', 'description', 'notified_to'),
    required: (values) => [
      'risk_kind',
      'description',
      ...(NOTIFIED_BY_LAW.includes(values.risk_kind ?? '') ? ['notified_to'] : []),
    ],
    input: (values) => ({
      risk_kind: text(values, 'risk_kind'),
      description: text(values, 'description'),
      ...(NOTIFIED_BY_LAW.includes(values.risk_kind ?? '') ? given(values, 'notified_to') : {}),
    }),
  },
  clear_risk: {
    Fields: textFields('clear_risk', 'reason', true),
    initial: empty('reason'),
    required: () => ['reason'],
    input: (values) => ({ reason: text(values, 'reason') }),
  },
  refer_case: {
    Fields: ReferFields,
    initial: empty('referred_to', 'note'),
    required: () => ['referred_to', 'note'],
    input: (values) => ({ referred_to: text(values, 'referred_to'), note: text(values, 'note') }),
  },
  reopen_case: {
    Fields: textFields('reopen_case', 'reason', true),
    initial: empty('reason'),
    required: () => ['reason'],
    input: (values) => ({ reason: text(values, 'reason') }),
  },
  record_follow_up: {
    Fields: FollowUpFields,
    initial: empty('performed', 'satisfied', 'note'),
    required: () => ['performed'],
    input: (values) => ({
      performed: text(values, 'performed'),
      ...(text(values, 'satisfied') && { satisfied: Number(text(values, 'satisfied')) }),
      ...given(values, 'note'),
    }),
  },
  issue_order: {
    Fields: textFields('issue_order', 'demand', true),
    initial: empty('demand'),
    required: () => ['demand'],
    input: (values) => ({ demand: text(values, 'demand') }),
  },
};
