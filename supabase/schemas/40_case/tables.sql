-- The case (纠纷案件), its parties, history and deadlines, and the table of transitions between stages.

-- Lists of values that constraints and verbs share. A new value is added here.

-- Stages at which somebody still has to act.
create function app.open_statuses() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['submitted', 'needs_info', 'accepted', 'answered', 'dispatched', 'assigned', 'mediating', 'agreed',
    'not_settled']
$$;

-- Stages of a case that has ended.
create function app.ended_statuses() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['closed', 'rejected', 'withdrawn', 'merged', 'referred']
$$;

-- All stages in their usual order.
create function app.case_statuses() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select app.open_statuses() || app.ended_statuses()
$$;

-- The three grades (三色分级), most urgent first.
create function app.grades() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['red', 'yellow', 'blue']
$$;

create function app.difficulties() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['simple', 'ordinary', 'major']
$$;

create function app.mediation_outcomes() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['agreed_written', 'agreed_oral', 'not_settled']
$$;

-- Outcomes with which a case may be closed.
create function app.outcomes() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select app.mediation_outcomes() || array['answered']
$$;

create function app.reject_reasons() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['in_court', 'decided', 'by_law', 'not_a_dispute', 'elsewhere', 'refused_by_party']
$$;

-- Other procedures to which a case may be referred.
create function app.referral_targets() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['litigation', 'arbitration', 'adjudication', 'reconsideration', 'petition', 'legal_aid', 'police']
$$;

-- The side of a party, or its role as representative or third party.
create function app.party_sides() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['applicant', 'respondent', 'agent', 'guardian', 'third_party']
$$;

create function app.party_kinds() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['person', 'organisation']
$$;

-- The deadlines of a case.
create function app.deadline_stages() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['accept', 'supplement', 'dispatch', 'sign', 'contact', 'mediate', 'close', 'confirm', 'follow_up',
    'supervise', 'question']
$$;

-- The deadlines that start for the lead organisation at dispatch.
create function app.lead_deadline_stages() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['sign', 'contact', 'mediate']
$$;

-- Deadlines whose length the law fixes; no policy may change it: 人民调解法 33.
create function app.deadline_stages_by_law() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['confirm']
$$;

-- Deadlines that do not follow the stage of the case and do not affect its light.
create function app.secondary_deadline_stages() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['follow_up', 'confirm', 'supervise', 'question']
$$;

create table app.channels (
  code text not null,
  name text not null,
  name_en text not null,
  sort smallint not null default 0,
  -- The roles that may register a dispute by this channel; empty for the public form.
  roles text[] not null default '{}',
  -- Whether the source's own case number is entered: none, optional, required. The same number twice is one case.
  external_number text not null default 'none',
  -- Names of the fields that this channel requires in addition to type, summary and place.
  required_fields text[] not null default '{}',
  -- The lowest grade that a case of this channel may have.
  least_grade text not null default 'blue',
  -- Whether the source must receive the result before the case may be closed.
  reply_duty boolean not null default false,
  constraint channels_pkey primary key (code),
  constraint channels_external_number check (external_number in ('none', 'optional', 'required')),
  constraint channels_least_grade check (least_grade = any (app.grades()))
);
comment on table app.channels is 'The eleven channels by which a dispute arrives.';
alter table app.channels enable row level security;

create table app.cases (
  id uuid not null default gen_random_uuid(),
  number text collate "C" not null,
  version int not null default 1,
  status text not null default 'submitted',
  grade text not null default 'blue',
  channel text not null,
  type_code text not null,
  summary text not null,
  -- Where the dispute happened, down to the village; a home address belongs to app.parties_private.
  place text,
  -- pin: a reported point; region: the middle of its region; none: unknown, with longitude and latitude null.
  longitude double precision,
  latitude double precision,
  -- The grid square (a fiftieth of a degree, about two kilometres) of the point; the map finds the cases in view by it.
  map_cell int generated always as (app.map_cell(longitude, latitude)) stored,
  location_basis text not null,
  -- An invalid position reported by a source and the problem with it, until somebody sets the place of the case.
  claimed_longitude double precision,
  claimed_latitude double precision,
  place_problem text,
  people_count int,
  amount numeric(14, 2),
  danger boolean not null default false,
  -- The region at the time of filing. It never changes, although regions are renamed, merged and split.
  filed_region_code text collate "C" not null,
  -- The most precise region known, by the code in use today; the level columns below are derived from it (null below
  -- its precision).
  region_code text collate "C" not null,
  city_code text collate "C" not null generated always as (left(region_code, 4)) stored,
  county_code text collate "C" generated always as (case when length(region_code) >= 6 then left(region_code, 6) end) stored,
  town_code text collate "C" generated always as (case when length(region_code) >= 9 then left(region_code, 9) end) stored,
  village_code text collate "C" generated always as (case when length(region_code) >= 12 then left(region_code, 12) end) stored,
  -- Exactly one organisation is responsible for the case at any time: the desk, then the lead.
  responsible_organisation_id uuid not null,
  lead_organisation_id uuid,
  mediator_id uuid,
  mediator_name text,
  -- Every organisation that takes part or took part; app.save_case writes it.
  participant_organisation_ids uuid[] not null default '{}',
  return_count smallint not null default 0,
  -- The current flags; app.case_flags holds their intervals.
  flags text[] not null default '{}',
  difficulty text not null default 'ordinary',
  external_number text,
  outcome text,
  answer text,
  -- Items requested from the applicant, all in one request (一次性告知).
  missing_items text[],
  reject_reason text,
  referred_to text,
  merged_into uuid,
  reopen_count smallint not null default 0,
  -- The first closing is kept even when the case is reopened later.
  first_closed_at timestamptz,
  first_outcome text,
  -- The next open deadline, for lists and lights.
  due_at timestamptz,
  warn_at timestamptz,
  due_stage text,
  tracking_hash bytea,
  filed_by uuid,
  consent_version text,
  search tsvector not null generated always as (app.search_vector(number, summary || ' ' || coalesce(place, ''))) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  closed_at timestamptz,
  legal_hold boolean not null default false, erased_at timestamptz, -- legal_hold: excluded from erasure by law
  constraint cases_pkey primary key (id),
  constraint cases_number_unique unique (number),
  constraint cases_status check (status = any (app.case_statuses())),
  constraint cases_grade check (grade = any (app.grades())),
  constraint cases_location_basis check (location_basis in ('pin', 'region', 'none')),
  constraint cases_placed check ((location_basis = 'none') = (longitude is null) and (longitude is null) = (latitude is null)),
  constraint cases_place_problem check ((location_basis = 'none') = (place_problem is not null)),
  constraint cases_people_count check (people_count between 1 and 100000),
  constraint cases_amount check (amount between 0 and 999999999999.99),
  constraint cases_return_count check (return_count between 0 and 2),
  constraint cases_closed check ((status = any (app.ended_statuses())) = (closed_at is not null)),
  constraint cases_outcome check (outcome = any (app.outcomes())),
  constraint cases_difficulty check (difficulty = any (app.difficulties())),
  constraint cases_reject_reason check (reject_reason = any (app.reject_reasons())),
  constraint cases_referred_to check (referred_to = any (app.referral_targets())),
  constraint cases_rejected check ((status = 'rejected') = (reject_reason is not null)),
  constraint cases_referred check (status <> 'referred' or referred_to is not null),
  constraint cases_merged check ((status = 'merged') = (merged_into is not null)),
  constraint cases_merged_other check (merged_into <> id),
  constraint cases_reopen_count check (reopen_count between 0 and 1),
  constraint cases_closed_with_outcome check (status <> 'closed' or outcome is not null),
  constraint cases_lead check (lead_organisation_id is not null
    or status in ('submitted', 'needs_info', 'accepted', 'answered') or status = any (app.ended_statuses())),
  constraint cases_mediator check (mediator_id is not null or status not in ('assigned', 'mediating', 'agreed', 'not_settled')),
  constraint cases_channel foreign key (channel) references app.channels (code) on delete restrict,
  constraint cases_type foreign key (type_code) references app.dispute_types (code) on delete restrict,
  constraint cases_region foreign key (region_code) references app.regions (code) on delete restrict,
  constraint cases_responsible foreign key (responsible_organisation_id) references app.organisations (id) on delete restrict,
  constraint cases_lead_organisation foreign key (lead_organisation_id) references app.organisations (id) on delete restrict,
  constraint cases_mediator_staff foreign key (mediator_id) references app.staff (id) on delete restrict,
  constraint cases_filed_by foreign key (filed_by) references app.staff (id) on delete restrict,
  constraint cases_merged_case foreign key (merged_into) references app.cases (id) on delete restrict
);
comment on table app.cases is 'One row per dispute. Written only by the verbs.';
-- Every list filters by equality on one of these first columns, so that the index selects the rows and row-level
-- security is only a cheap extra check.
-- Indexes that include the columns of the map counts answer those by an index-only scan.
create index cases_city_created on app.cases (city_code, created_at desc, id desc)
  include (region_code, type_code, channel, grade, status, longitude, latitude, location_basis);
create index cases_county_created on app.cases (county_code, created_at desc, id desc)
  include (region_code, type_code, channel, grade, status, longitude, latitude, location_basis);
create index cases_town_created on app.cases (town_code, created_at desc, id desc)
  include (region_code, type_code, channel, grade, status, longitude, latitude, location_basis);
create index cases_village_created on app.cases (village_code, created_at desc, id desc);
create index cases_city_status on app.cases (city_code, status, created_at desc, id desc);
create index cases_county_status on app.cases (county_code, status, created_at desc, id desc);
create index cases_town_status on app.cases (town_code, status, created_at desc, id desc);
create index cases_village_status on app.cases (village_code, status, created_at desc, id desc);
create index cases_lead_created on app.cases (lead_organisation_id, created_at desc, id desc)
  include (region_code, type_code, channel, grade, status, longitude, latitude, location_basis);
create index cases_lead_status on app.cases (lead_organisation_id, status, created_at desc, id desc);
create index cases_mediator_status on app.cases (mediator_id, status, created_at desc, id desc);
-- Open cases, most overdue first: a small index, however many cases are closed.
create index cases_city_open on app.cases (city_code, due_at, id) where closed_at is null;
create index cases_county_open on app.cases (county_code, due_at, id) where closed_at is null;
create index cases_town_open on app.cases (town_code, due_at, id) where closed_at is null;
create index cases_village_open on app.cases (village_code, due_at, id) where closed_at is null;
create index cases_lead_open on app.cases (lead_organisation_id, due_at, id) where closed_at is null;
create index cases_mediator_open on app.cases (mediator_id, due_at, id) where closed_at is null;
-- Cases that have no position on the map; there are few.
create index cases_city_unplaced on app.cases (city_code, created_at desc, id desc) where location_basis = 'none' and closed_at is null;
create index cases_county_unplaced on app.cases (county_code, created_at desc, id desc) where location_basis = 'none' and closed_at is null;
create index cases_town_unplaced on app.cases (town_code, created_at desc, id desc) where location_basis = 'none' and closed_at is null;
create index cases_village_unplaced on app.cases (village_code, created_at desc, id desc) where location_basis = 'none' and closed_at is null;
create index cases_lead_unplaced on app.cases (lead_organisation_id, created_at desc, id desc) where location_basis = 'none' and closed_at is null;
create index cases_search on app.cases using gin (search);
create index cases_region_code on app.cases (region_code);
create index cases_responsible on app.cases (responsible_organisation_id);
create index cases_channel on app.cases (channel, created_at) include (id, region_code, type_code, grade, status, longitude, latitude, location_basis);
create index cases_merged_into on app.cases (merged_into);
create unique index cases_external_number on app.cases (channel, external_number) where external_number is not null;
create index cases_type_code on app.cases (type_code, channel, created_at) include (id, region_code, grade, status, longitude, latitude, location_basis);
create index cases_filed_by on app.cases (filed_by, created_at desc, id desc)
  include (region_code, type_code, channel, grade, status, longitude, latitude, location_basis);
create index cases_cell on app.cases (map_cell, created_at) include (id, region_code, type_code, channel, grade, status, longitude, latitude, location_basis);
-- Closed cases that have not been erased, in the order in which their retention periods end.
create index cases_to_erase on app.cases (coalesce(outcome, ''), closed_at) where closed_at is not null and erased_at is null and not legal_hold;
alter table app.cases enable row level security;

-- The organisations that take part, and in which function.
create table app.case_participants (
  case_id uuid not null,
  organisation_id uuid not null,
  part text not null,
  since timestamptz not null default now(),
  until timestamptz,
  constraint case_participants_pkey primary key (case_id, organisation_id, part),
  constraint case_participants_part check (part in ('desk', 'former_desk', 'lead', 'former_lead', 'co_handler', 'former_co_handler')),
  constraint case_participants_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint case_participants_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.case_participants is 'Organisations taking part in a case: desk, lead, co-handlers, and former ones.';
create index case_participants_organisation_id on app.case_participants (organisation_id, case_id);
alter table app.case_participants enable row level security;

create table app.parties (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  side text not null,
  kind text not null default 'person',
  name text not null,
  phone text,
  id_number text,
  -- Under eighteen: needs a guardian in the case, and harm is reported at once.
  minor boolean not null default false,
  -- The order of the parties; the first applicant holds the tracking code.
  created_at timestamptz not null default clock_timestamp(),
  constraint parties_pkey primary key (id),
  constraint parties_side check (side = any (app.party_sides())),
  constraint parties_kind check (kind = any (app.party_kinds())),
  constraint parties_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.parties is 'Parties of a case; names, phones and ID numbers are masked here.';
create index parties_case_id on app.parties (case_id);
alter table app.parties enable row level security;

create table app.parties_private (
  party_id uuid not null,
  name bytea not null,
  phone bytea,
  id_number bytea,
  address bytea,
  -- Keyed digests find the same person again without decryption.
  phone_hash bytea,
  id_hash bytea,
  constraint parties_private_pkey primary key (party_id),
  constraint parties_private_party foreign key (party_id) references app.parties (id) on delete cascade
);
comment on table app.parties_private is 'Encrypted personal data. No grants: only app.reveal_party decrypts it.';
create index parties_private_phone_hash on app.parties_private (phone_hash);
create index parties_private_id_hash on app.parties_private (id_hash);
alter table app.parties_private enable row level security;

create table app.party_reveals (
  id bigint generated always as identity,
  party_id uuid not null,
  case_id uuid not null,
  staff_id uuid not null,
  post_id uuid not null,
  -- The name at that moment, so that the log does not change with the staff register.
  actor_name text not null,
  organisation_id uuid not null,
  organisation_name text not null,
  region_code text collate "C" not null,
  city_code text collate "C" not null generated always as (left(region_code, 4)) stored,
  county_code text collate "C" generated always as (case when length(region_code) >= 6 then left(region_code, 6) end) stored,
  town_code text collate "C" generated always as (case when length(region_code) >= 9 then left(region_code, 9) end) stored,
  village_code text collate "C" generated always as (case when length(region_code) >= 12 then left(region_code, 12) end) stored,
  reason text not null,
  at timestamptz not null default now(),
  constraint party_reveals_pkey primary key (id),
  constraint party_reveals_party foreign key (party_id) references app.parties (id) on delete restrict,
  constraint party_reveals_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint party_reveals_staff foreign key (staff_id) references app.staff (id) on delete restrict,
  constraint party_reveals_post foreign key (post_id) references app.posts (id) on delete restrict,
  constraint party_reveals_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.party_reveals is 'Each unmasking of personal data: who, when, why.';
create index party_reveals_party_id on app.party_reveals (party_id);
create index party_reveals_case_id on app.party_reveals (case_id, at);
create index party_reveals_staff_id on app.party_reveals (staff_id, at);
create index party_reveals_post_id on app.party_reveals (post_id);
create index party_reveals_organisation_id on app.party_reveals (organisation_id, id desc);
create index party_reveals_city on app.party_reveals (city_code, id desc);
create index party_reveals_county on app.party_reveals (county_code, id desc);
create index party_reveals_town on app.party_reveals (town_code, id desc);
create index party_reveals_village on app.party_reveals (village_code, id desc);
alter table app.party_reveals enable row level security;

create table app.case_events (
  id bigint generated always as identity,
  case_id uuid not null,
  seq int not null,
  verb text not null,
  from_status text,
  to_status text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text,
  post_id uuid,
  role text,
  organisation_id uuid,
  organisation_name text,
  -- Texts and parameters of the act; never personal data of a party.
  payload jsonb not null default '{}',
  at timestamptz not null default now(),
  request_id uuid,
  previous_hash bytea,
  hash bytea not null,
  constraint case_events_pkey primary key (id),
  constraint case_events_order unique (case_id, seq),
  constraint case_events_actor_kind check (actor_kind in ('public', 'staff', 'system')),
  constraint case_events_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint case_events_actor foreign key (actor_id) references app.staff (id) on delete restrict,
  constraint case_events_post foreign key (post_id) references app.posts (id) on delete restrict,
  constraint case_events_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.case_events is 'Who did what and when, in which post; append-only, hash-chained per case.';
create index case_events_actor_id on app.case_events (actor_id, at);
create index case_events_post_id on app.case_events (post_id);
create index case_events_organisation_id on app.case_events (organisation_id, at);
alter table app.case_events enable row level security;

-- Flags with start, end, author and reason.
create table app.case_flags (
  id bigint generated always as identity,
  case_id uuid not null,
  flag text not null,
  reason text not null,
  -- When the flag is expected to end, if known.
  until_on date,
  started_at timestamptz not null default now(),
  started_by text not null,
  ended_at timestamptz,
  ended_by text,
  constraint case_flags_pkey primary key (id),
  constraint case_flags_flag check (flag in ('suspended', 'supervised', 'co_handled', 'escalated', 'jurisdiction', 'risk', 'question')),
  constraint case_flags_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.case_flags is
  'Suspended, supervised, co-handled, escalated, jurisdiction dispute, risk, unanswered question: from when to when, by whom, why.';
create index case_flags_case_id on app.case_flags (case_id, id);
create unique index case_flags_one_running on app.case_flags (case_id, flag) where ended_at is null;
create index case_flags_until on app.case_flags (until_on) where ended_at is null and until_on is not null;
alter table app.case_flags enable row level security;

create table app.case_links (
  case_id uuid not null,
  other_id uuid not null,
  kind text not null,
  created_at timestamptz not null default now(),
  constraint case_links_pkey primary key (case_id, other_id, kind),
  constraint case_links_kind check (kind in ('merged', 'continues', 'related')),
  constraint case_links_other_case check (case_id <> other_id),
  constraint case_links_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint case_links_other foreign key (other_id) references app.cases (id) on delete restrict
);
comment on table app.case_links is 'A case that was merged into, continues, or is related to another.';
create index case_links_other_id on app.case_links (other_id);
alter table app.case_links enable row level security;

-- Who read a case: one row per person, post and day, with the number of times.
create table app.case_reads (
  case_id uuid not null,
  staff_id uuid not null,
  post_id uuid not null,
  day date not null,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  n int not null default 1,
  staff_name text not null,
  organisation_name text not null,
  role text not null,
  constraint case_reads_pkey primary key (case_id, staff_id, post_id, day),
  constraint case_reads_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint case_reads_staff foreign key (staff_id) references app.staff (id) on delete restrict,
  constraint case_reads_post foreign key (post_id) references app.posts (id) on delete restrict
);
comment on table app.case_reads is 'Who opened a case on which day, in which post and how often.';
create index case_reads_staff_id on app.case_reads (staff_id, day);
create index case_reads_post_id on app.case_reads (post_id);
alter table app.case_reads enable row level security;

create table app.deadline_policies (
  id int generated always as identity,
  stage text not null,
  type_code text,
  channel text,
  grade text,
  -- Level of the responsible organisation: 1 city to 4 village.
  level smallint,
  amount int not null,
  unit text not null,
  -- Whether the law lets the deadline pause while a case is suspended.
  pausable boolean not null default false,
  -- The law or local rule that the policy is based on.
  basis text not null,
  valid_from timestamptz not null default '2000-01-01 00:00:00+00',
  valid_to timestamptz,
  constraint deadline_policies_pkey primary key (id),
  constraint deadline_policies_unique unique nulls not distinct (stage, type_code, channel, grade, level, valid_from),
  constraint deadline_policies_period check (valid_to is null or valid_to >= valid_from),
  constraint deadline_policies_level check (level between 1 and 4),
  constraint deadline_policies_stage check (stage = any (app.deadline_stages())),
  constraint deadline_policies_grade check (grade = any (app.grades())),
  constraint deadline_policies_amount check (amount between 1 and 1000),
  constraint deadline_policies_unit check (unit = any (app.time_units())),
  constraint deadline_policies_type foreign key (type_code) references app.dispute_types (code) on delete restrict,
  constraint deadline_policies_channel foreign key (channel) references app.channels (code) on delete restrict
);
comment on table app.deadline_policies is 'How long each stage may take, by type, channel and grade.';
create index deadline_policies_type_code on app.deadline_policies (type_code);
create index deadline_policies_channel on app.deadline_policies (channel);
alter table app.deadline_policies enable row level security;

create table app.deadlines (
  id bigint generated always as identity,
  case_id uuid not null,
  stage text not null,
  policy_id int not null,
  starts_at timestamptz not null,
  warn_at timestamptz not null,
  due_at timestamptz not null,
  met_at timestamptz,
  -- Paused since; past pauses are in app.deadline_pauses.
  paused_at timestamptz,
  -- The supervision order or other record that the deadline belongs to; null for the stage of the case itself.
  subject_id uuid,
  -- Computed into a year whose holidays have not been announced yet.
  provisional boolean not null default false,
  -- When the warning, the overdue notice and the escalation to the level above were sent.
  warned_at timestamptz,
  overdue_told_at timestamptz,
  raised_at timestamptz,
  constraint deadlines_pkey primary key (id),
  constraint deadlines_order check (starts_at <= warn_at and warn_at <= due_at),
  constraint deadlines_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint deadlines_policy foreign key (policy_id) references app.deadline_policies (id) on delete restrict
);
comment on table app.deadlines is 'Deadlines of a case; at most one is running per stage.';
create unique index deadlines_one_running on app.deadlines (case_id, stage, coalesce(subject_id, case_id)) where met_at is null;
create index deadlines_case_id on app.deadlines (case_id, id);
create index deadlines_policy_id on app.deadlines (policy_id);
-- For the scheduler tick, which runs every minute: it reads only what is due, however many deadlines are running.
create index deadlines_unwarned on app.deadlines (warn_at) where met_at is null and paused_at is null and warned_at is null;
create index deadlines_untold on app.deadlines (due_at) where met_at is null and paused_at is null and overdue_told_at is null;
create index deadlines_unescalated on app.deadlines (due_at) where met_at is null and paused_at is null and raised_at is null;
alter table app.deadlines enable row level security;

create table app.deadline_pauses (
  id bigint generated always as identity,
  deadline_id bigint not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  due_before timestamptz not null,
  due_after timestamptz not null,
  constraint deadline_pauses_pkey primary key (id),
  constraint deadline_pauses_order check (to_at >= from_at and due_after >= due_before),
  constraint deadline_pauses_deadline foreign key (deadline_id) references app.deadlines (id) on delete restrict
);
comment on table app.deadline_pauses is 'Intervals in which a deadline was paused, and how they moved its due date.';
create index deadline_pauses_deadline_id on app.deadline_pauses (deadline_id);
alter table app.deadline_pauses enable row level security;

create table app.transitions (
  from_status text,
  verb text not null,
  to_status text not null,
  -- Kinds of actors: public (no account) · filer (staff registering a dispute) · desk (dispatcher of the case's desk) ·
  -- lead (dispatcher or mediator of the lead organisation) · lead_desk (its dispatcher) · mediator (the case's own
  -- mediator, or the deputy) · co_handler (dispatcher or mediator of a co-handling organisation) · above (leader or
  -- dispatcher of a territory above the responsible organisation) · system (the scheduler tick).
  who text not null,
  sort smallint not null,
  constraint transitions_unique unique nulls not distinct (from_status, verb, to_status, who),
  constraint transitions_who check (who in ('public', 'filer', 'desk', 'lead', 'lead_desk', 'mediator', 'co_handler', 'above', 'system'))
);
comment on table app.transitions is 'The state machine: stage before, verb, stage after, actor. A filing has no stage before.';
alter table app.transitions enable row level security;

-- Processed requests, so that a request sent twice takes effect once.
create table app.idempotency_keys (
  request_id uuid not null,
  verb text not null,
  -- The auth user, who need not be staff; null for a caller without an account.
  actor_id uuid,
  -- SHA-256 over the arguments: the same request id with other arguments is an error, not a repetition.
  digest bytea not null,
  case_id uuid not null,
  status text not null,
  version int not null,
  at timestamptz not null default now(),
  constraint idempotency_keys_pkey primary key (request_id),
  constraint idempotency_keys_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.idempotency_keys is 'Processed requests by request id; kept for thirty days.';
create index idempotency_keys_case_id on app.idempotency_keys (case_id);
create index idempotency_keys_at on app.idempotency_keys (at);
alter table app.idempotency_keys enable row level security;
