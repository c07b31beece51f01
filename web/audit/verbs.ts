import type { AdministrationEventRecord } from '../data/records';

/** What may be changed, in the order of the filter. */
export const KINDS: readonly AdministrationEventRecord['object_kind'][] = [
  'region',
  'organisation',
  'staff',
  'post',
  'invitation',
  'leave',
  'cases',
  'policy',
  'calendar',
];

/** The verbs of administration, by their object. */
export const VERBS: readonly string[] = [
  'create_region',
  'rename_region',
  'merge_region',
  'split_region',
  'recode_region',
  'retire_region',
  'import_regions',
  'create_organisation',
  'update_organisation',
  'retire_organisation',
  'restore_organisation',
  'invite',
  'invite_many',
  'revoke_invitation',
  'renew_invitation',
  'accept_invitation',
  'invite_reset',
  'reset_password',
  'add_post',
  'end_post',
  'suspend_staff',
  'restore_staff',
  'sign_out_staff',
  'update_profile',
  'rate_mediator',
  'take_leave',
  'cancel_leave',
  'hand_over',
  'set_policy',
  'import_calendar',
  'set_auto_dispatch',
];
