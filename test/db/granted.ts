/**
 * Who may do what in the database: the one list that the gate "advisors" and the test of rights compare with the
 * catalogue. What is not named here is refused to everybody but the owner.
 */

/** Roles that requests run as, and PUBLIC, which every role belongs to. */
export const ROLES = ['public', 'anon', 'authenticated', 'service_role'] as const;

/** Functions for people without an account, each in `api` and its inner part in `app`. */
export const PUBLIC_FUNCTIONS = [
  'aid_questions',
  'check_aid',
  'file_case',
  'filing_form',
  'list_figures',
  'list_guides',
  'locate',
  'open_source',
  'open_upload',
  'map_layers',
  'public_outlines',
  'public_regions',
  'public_rooms',
  'read_figures',
  'read_guide',
  'read_invitation',
  'reset_password',
  'supply_info',
  'track_case',
  'withdraw_application',
];

/** Functions for staff, each in `api` and its inner part in `app`. */
export const STAFF_FUNCTIONS = [
  'accept_case',
  'accept_invitation',
  'add_co_handler',
  'add_note',
  'add_post',
  'answer_case',
  'answer_order',
  'assign_mediator',
  'available_actions',
  'cancel_leave',
  'cancel_order',
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
  'invite_reset',
  'issue_order',
  'judge_point',
  'link_case',
  'list_colleagues',
  'list_mediators',
  'log_session',
  'map_areas',
  'map_cases',
  'map_months',
  'map_spots',
  'map_layer_settings',
  'merge_case',
  'merge_regions',
  'my_sessions',
  'note_reading',
  'organisation_results',
  'place_case',
  'preview_calendar',
  'preview_figures',
  'preview_invitations',
  'preview_region_import',
  'publish_figures',
  'rate_mediator',
  'read_notices',
  'recode_region',
  'record_follow_up',
  'record_info',
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
  'search_cases',
  'set_auto_dispatch',
  'set_map_layers',
  'set_policy',
  'set_population',
  'sign_out_staff',
  'split_region',
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
];

/** Functions of `app` that policies and views call as the reader. */
export const HELPERS = [
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

/** Functions of `app` that policies ask for people without an account, too. */
export const PUBLIC_HELPERS = ['may_upload_evidence'];

/** Functions for whoever keeps the files, by the service key. */
export const SERVICE_FUNCTIONS = ['files_removed', 'files_to_remove'];

/** Views of `api`, all for staff only. */
export const VIEWS = [
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
  'organisations',
  'parties',
  'party_reveals',
  'posts',
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

/** Tables of `app` that staff may read whole, as far as the policies let rows through. */
export const TABLES = [
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

/** Tables of `app` of which staff may read only these columns. */
export const COLUMNS: Record<string, string[]> = {
  case_events: words(`id case_id seq verb from_status to_status at
    actor_kind actor_name role organisation_name payload`),
  cases: words(`id number version status grade channel type_code summary people_count amount danger
    region_code city_code county_code town_code village_code place longitude latitude location_basis
    claimed_longitude claimed_latitude place_problem
    responsible_organisation_id lead_organisation_id mediator_id mediator_name participant_organisation_ids
    return_count flags difficulty external_number outcome answer missing_items reject_reason referred_to merged_into
    reopen_count first_closed_at first_outcome due_at warn_at due_stage filed_region_code filed_by created_at updated_at closed_at`),
  region_outlines: words('region_code outline'),
  sessions: words('id case_id seq kind held_at place attendees summary recorded_by_name created_at'),
  staff: words('id account name active suspended_reason version'),
  administration_events:
    words(`id verb actor_id actor_name actor_organisation_name object_kind object_id object_name
    organisation_id region_code city_code county_code town_code village_code details at`),
  invitations:
    words(`id purpose staff_id name account organisation_id role valid_to expires_at created_by_name created_at
    accepted_at revoked_at version`),
};

function words(text: string): string[] {
  return text.split(/\s+/);
}

/** Every right as one line, `role: privilege object`, the way the catalogue is read. */
export function granted(): string[] {
  const staff = (line: string) => `authenticated: ${line}`;
  return [
    ...PUBLIC_FUNCTIONS.flatMap((name) =>
      ['anon', 'authenticated'].flatMap((role) => [
        `${role}: EXECUTE api.${name}`,
        `${role}: EXECUTE app.${name}`,
      ]),
    ),
    ...STAFF_FUNCTIONS.flatMap((name) => [staff(`EXECUTE api.${name}`), staff(`EXECUTE app.${name}`)]),
    ...HELPERS.map((name) => staff(`EXECUTE app.${name}`)),
    ...PUBLIC_HELPERS.flatMap((name) => [staff(`EXECUTE app.${name}`), `anon: EXECUTE app.${name}`]),
    ...SERVICE_FUNCTIONS.flatMap((name) => [
      `service_role: EXECUTE api.${name}`,
      `service_role: EXECUTE app.${name}`,
    ]),
    ...VIEWS.map((name) => staff(`SELECT api.${name}`)),
    ...TABLES.map((name) => staff(`SELECT app.${name}`)),
    ...Object.entries(COLUMNS).flatMap(([table, columns]) =>
      columns.map((column) => staff(`SELECT app.${table}.${column}`)),
    ),
  ].toSorted();
}
