import { PRIVACY_LOGS, PRIVACY_FUNCTIONS } from '../../support/rights/privacyNames';

/**
 * All database rights of request roles: the gate "advisors" and the rights tests compare this list with the
 * catalogue. What it does not name is denied to everybody but the owner.
 */

/** Roles that requests run as, and PUBLIC, which every role belongs to. */
export const ROLES = ['public', 'anon', 'authenticated', 'service_role'] as const;

/** Functions for callers without an account, each in `api` and its inner part in `app`. */
const PUBLIC_FUNCTIONS = [
  'aid_questions',
  'check_aid',
  'list_figures',
  'list_guides',
  'add_evidence',
  'decide_mediation',
  'file_case',
  'filing_form',
  'join_mediation',
  'locate',
  'open_party_upload',
  'open_source',
  'open_upload',
  'map_layers',
  'party_view',
  'public_outlines',
  'public_regions',
  'public_rooms',
  'read_figures',
  'read_guide',
  'rate_case',
  'read_invitation',
  'read_party_link',
  'reply_session',
  'request_privacy',
  'reset_password',
  'set_messages',
  'sign_agreement',
  'suggest_types',
  'supplement_info',
  'track_case',
  'withdraw_application',
  'write_message',
];

/** Functions for staff that only read through views, so they need no inner part. */
const VIEW_FUNCTIONS = ['case_file'];

/** Functions for staff, each in `api` and its inner part in `app`. */
const STAFF_FUNCTIONS = [
  ...PRIVACY_FUNCTIONS,
  'accept_case',
  'accept_invitation',
  'add_co_handler',
  'add_note',
  'add_paper_photos',
  'add_post',
  'answer_case',
  'answer_order',
  'answer_question',
  'assign_mediator',
  'available_actions',
  'available_actions_many',
  'cancel_leave',
  'cancel_order',
  'cancel_session',
  'case_counts',
  'clear_risk',
  'close_case',
  'conclude_case',
  'continue_region_change',
  'create_organisation',
  'create_region',
  'create_source',
  'decide_extension',
  'delegate_case',
  'discard_agreement',
  'dispatch_case',
  'end_post',
  'end_session',
  'escalate_case',
  'find_similar',
  'hand_over',
  'import_calendar',
  'import_regions',
  'invite',
  'invite_many',
  'invite_party',
  'invite_reset',
  'issue_order',
  'judge_point',
  'link_case',
  'list_colleagues',
  'list_mediators',
  'list_values',
  'log_session',
  'map_areas',
  'map_cases',
  'map_months',
  'map_spots',
  'map_layer_settings',
  'merge_case',
  'merge_regions',
  'move_session',
  'my_sessions',
  'note_reading',
  'organisation_results',
  'place_case',
  'parties_side',
  'plan_session',
  'preview_calendar',
  'preview_figures',
  'preview_invitations',
  'preview_region_import',
  'publish_figures',
  'rate_mediator',
  'read_agreement',
  'read_notices',
  'recode_region',
  'record_follow_up',
  'record_info',
  'record_paper_signature',
  'record_party',
  'recuse_mediator',
  'refer_case',
  'region_tree',
  'register_case',
  'regrade_case',
  'reject_case',
  'remind_order',
  'remove_co_handler',
  'rename_region',
  'renew_invitation',
  'reopen_case',
  'report_risk',
  'request_extension',
  'request_info',
  'restore_organisation',
  'restore_source',
  'restore_staff',
  'resume_case',
  'retire_organisation',
  'retire_region',
  'retire_source',
  'return_case',
  'reveal_party',
  'review_order',
  'revoke_invitation',
  'save_guide',
  'revoke_party_link',
  'search_cases',
  'set_auto_dispatch',
  'set_map_layers',
  'set_policy',
  'set_population',
  'sign_as_mediator',
  'sign_out_staff',
  'split_region',
  'stamp_agreement',
  'suggest_dispatch',
  'suggest_dispatch_many',
  'supervision_board',
  'suspend_case',
  'suspend_staff',
  'switch_post',
  'take_leave',
  'transfer_case',
  'undo_dispatch',
  'undoable_dispatches',
  'update_organisation',
  'update_profile',
  'urge_case',
  'who_am_i',
  'who_sees',
  'withdraw_case',
  'write_agreement',
];

/** Functions of `app` that policies and views call with the caller's rights. */
const HELPERS = [
  'is_current',
  'light',
  'may_change_photo',
  'may_hear',
  'may_meet',
  'my_organisation',
  'my_role',
  'my_scope',
  'today',
];

/** Functions of `app` that policies call for people without an account, too. */
const PUBLIC_HELPERS = ['may_upload_evidence'];

/** Functions for the storage and message workers, which use the service key. */
const SERVICE_FUNCTIONS = ['files_removed', 'files_to_remove', 'settle_outbox', 'take_outbox'];

/** Views of `api`, all for staff only. */
const VIEWS = [
  ...PRIVACY_LOGS,
  'administration_events',
  'agreements',
  'auto_dispatches',
  'case_events',
  'case_flags',
  'case_links',
  'case_participants',
  'case_reads',
  'case_sources',
  'cases',
  'channels',
  'deadline_policies',
  'deadlines',
  'dispute_types',
  'evidence',
  'extensions',
  'filing_sources',
  'holidays',
  'invitations',
  'leaves',
  'notices',
  'organisation_categories',
  'organisation_ratings',
  'organisations',
  'parties',
  'party_reveals',
  'posts',
  'ratings',
  'region_changes',
  'region_outlines',
  'regions',
  'required_papers',
  'sessions',
  'source_counts',
  'staff',
  'supervision_orders',
  'unplaced_cases',
];

/** Tables of `app` that staff may select from, as far as the policies allow rows. */
const TABLES = [
  ...PRIVACY_LOGS,
  'agreements',
  'auto_dispatches',
  'case_flags',
  'case_links',
  'case_participants',
  'case_reads',
  'case_sources',
  'channels',
  'deadline_pauses',
  'deadline_policies',
  'deadlines',
  'dispute_types',
  'evidence',
  'extensions',
  'filing_sources',
  'holidays',
  'leaves',
  'mediator_profiles',
  'notices',
  'organisation_categories',
  'organisation_loads',
  'organisation_ratings',
  'organisation_regions',
  'organisation_types',
  'organisations',
  'parties',
  'party_reveals',
  'posts',
  'region_changes',
  'regions',
  'required_papers',
  'source_counts',
  'supervision_orders',
];

/** Tables of `app` of which staff may select only these columns. */
const COLUMNS: Record<string, string[]> = {
  case_events: columns(`id case_id seq verb from_status to_status at
    actor_kind actor_name role organisation_name payload`),
  cases:
    columns(`id number version status grade channel type_code summary people_count amount danger region_code city_code county_code town_code village_code place longitude latitude location_basis claimed_longitude claimed_latitude place_problem
    responsible_organisation_id lead_organisation_id mediator_id mediator_name participant_organisation_ids
    return_count flags difficulty external_number outcome answer missing_items reject_reason referred_to merged_into reopen_count first_closed_at first_outcome due_at warn_at due_stage filed_region_code filed_by created_at updated_at closed_at legal_hold erased_at consent_version`),
  ratings: columns('case_id side organisation_id service result message at'),
  region_outlines: columns('region_code outline'),
  sessions: columns('id case_id seq kind held_at place attendees summary recorded_by_name created_at'),
  staff: columns('id account name active suspended_reason version'),
  administration_events:
    columns(`id verb actor_id actor_name actor_organisation_name object_kind object_id object_name
    organisation_id region_code city_code county_code town_code village_code details at`),
  invitations:
    columns(`id purpose staff_id name account organisation_id role valid_to expires_at created_by_name created_at
    accepted_at revoked_at version`),
};

function columns(text: string): string[] {
  return text.split(/\s+/);
}

/** Every right as a line `role: privilege object`, in the form in which the catalogue is read. */
export function granted(): string[] {
  const staff = (line: string) => `authenticated: ${line}`;
  return [
    ...PUBLIC_FUNCTIONS.flatMap((name) =>
      ['anon', 'authenticated'].flatMap((role) => [
        `${role}: EXECUTE api.${name}`,
        `${role}: EXECUTE app.${name}`,
      ]),
    ),
    ...VIEW_FUNCTIONS.map((name) => staff(`EXECUTE api.${name}`)),
    ...STAFF_FUNCTIONS.flatMap((name) => [staff(`EXECUTE api.${name}`), staff(`EXECUTE app.${name}`)]),
    ...HELPERS.map((name) => staff(`EXECUTE app.${name}`)),
    ...PUBLIC_HELPERS.flatMap((name) => [staff(`EXECUTE app.${name}`), `anon: EXECUTE app.${name}`]),
    ...SERVICE_FUNCTIONS.flatMap((name) => [
      `service_role: EXECUTE api.${name}`,
      `service_role: EXECUTE app.${name}`,
    ]),
    ...VIEWS.map((name) => staff(`SELECT api.${name}`)),
    ...TABLES.map((name) => staff(`SELECT app.${name}`)),
    ...Object.entries(COLUMNS).flatMap(([table, names]) =>
      names.map((column) => staff(`SELECT app.${table}.${column}`)),
    ),
  ].toSorted();
}
