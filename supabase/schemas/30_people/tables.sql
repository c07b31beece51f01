-- Organisations (调解组织), the people who work in them, their posts (岗位), and how they sign in.
-- The "1 + 6 + N" model as data: a dispatch centre per level, six function blocks, and rooms, committees and
-- departments.

-- Lists of values that constraints and verbs share. A new value is added here.

-- The dispatch centre, the six function blocks, and the "N": rooms, committees and departments.
create function app.organisation_kinds() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['dispatch_centre', 'people_mediation', 'judicial_mediation', 'administrative_mediation',
    'petition_linkage', 'labour_linkage', 'legal_service', 'function_room', 'professional_committee', 'department']
$$;

create function app.roles() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['dispatcher', 'mediator', 'leader', 'administrator', 'reporter']
$$;

-- The grades awarded to mediators, highest first; gold: gold-medal mediator (金牌调解员).
create function app.mediator_grades() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['gold', 'first', 'second', 'third', 'fourth', 'none']
$$;

-- The kinds of object that an act of administration changes.
create function app.administered_kinds() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['region', 'organisation', 'staff', 'post', 'invitation', 'leave', 'cases', 'policy', 'calendar', 'source',
    'settings', 'figures', 'guide']
$$;

-- The acts of administration that the audit log keeps.
create function app.administration_verbs() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array[
    'create_region', 'rename_region', 'merge_region', 'split_region', 'set_population', 'recode_region',
    'retire_region', 'import_regions', 'create_organisation', 'update_organisation', 'retire_organisation',
    'restore_organisation', 'invite', 'invite_many', 'revoke_invitation', 'renew_invitation', 'accept_invitation',
    'invite_reset', 'reset_password', 'add_post', 'end_post', 'suspend_staff', 'restore_staff', 'sign_out_staff',
    'update_profile', 'rate_mediator', 'take_leave', 'cancel_leave', 'hand_over', 'set_policy', 'import_calendar',
    'set_auto_dispatch', 'create_source', 'retire_source', 'restore_source', 'set_map_layers', 'publish_figures',
    'save_guide'
  ]
$$;

-- Categories of rooms, committees and departments: the "N" of "1 + 6 + N".
create table app.organisation_categories (
  code text not null,
  kind text not null,
  name text not null,
  name_en text not null,
  sort smallint not null default 0,
  constraint organisation_categories_pkey primary key (code)
);
comment on table app.organisation_categories is 'Mediation rooms, professional committees and departments by category.';
alter table app.organisation_categories enable row level security;

create table app.organisations (
  id uuid not null default gen_random_uuid(),
  name text not null,
  short_name text not null,
  kind text not null,
  category text,
  region_code text collate "C" not null,
  level smallint not null generated always as
    (case length(region_code) when 4 then 1 when 6 then 2 when 9 then 3 else 4 end) stored,
  -- A territorial organisation sees every case of its region; the others see the cases they take part in.
  territorial boolean not null generated always as (kind = 'dispatch_centre') stored,
  parent_id uuid,
  phone text,
  contact_name text,
  contact_phone text,
  address text,
  longitude double precision,
  latitude double precision,
  capacity int not null default 30,
  duty_hours text,
  active boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null default now(),
  constraint organisations_pkey primary key (id),
  constraint organisations_name_unique unique (name),
  constraint organisations_kind check (kind = any (app.organisation_kinds())),
  constraint organisations_name_length check (length(name) between 2 and 80),
  constraint organisations_capacity check (capacity between 1 and 10000),
  constraint organisations_category_kind foreign key (category) references app.organisation_categories (code) on delete restrict,
  constraint organisations_region foreign key (region_code) references app.regions (code) on delete restrict,
  constraint organisations_parent foreign key (parent_id) references app.organisations (id) on delete restrict
);
comment on table app.organisations is 'Dispatch centres, mediation committees, rooms and departments.';
create index organisations_region_code on app.organisations (region_code, name);
create index organisations_parent_id on app.organisations (parent_id);
create index organisations_category on app.organisations (category);
-- One dispatch centre per region, so that responsibility is never in doubt.
create unique index organisations_one_desk on app.organisations (region_code) where kind = 'dispatch_centre' and active;
alter table app.organisations enable row level security;

-- The regions served: usually one, several for a joint committee.
create table app.organisation_regions (
  organisation_id uuid not null,
  region_code text collate "C" not null,
  constraint organisation_regions_pkey primary key (organisation_id, region_code),
  constraint organisation_regions_organisation foreign key (organisation_id) references app.organisations (id) on delete cascade,
  constraint organisation_regions_region foreign key (region_code) references app.regions (code) on delete restrict
);
create index organisation_regions_region_code on app.organisation_regions (region_code);
alter table app.organisation_regions enable row level security;

-- The first-level types handled; no row means every type.
create table app.organisation_types (
  organisation_id uuid not null,
  type_code text not null,
  constraint organisation_types_pkey primary key (organisation_id, type_code),
  constraint organisation_types_organisation foreign key (organisation_id) references app.organisations (id) on delete cascade,
  constraint organisation_types_type foreign key (type_code) references app.dispute_types (code) on delete restrict
);
create index organisation_types_type_code on app.organisation_types (type_code);
alter table app.organisation_types enable row level security;

-- Open cases per lead organisation; a trigger on the cases table keeps the count.
create table app.organisation_loads (
  organisation_id uuid not null,
  open_cases int not null default 0,
  constraint organisation_loads_pkey primary key (organisation_id),
  constraint organisation_loads_organisation foreign key (organisation_id) references app.organisations (id) on delete cascade
);
alter table app.organisation_loads enable row level security;

create table app.staff (
  id uuid not null,
  account text not null,
  name text not null,
  acting_post_id uuid,
  active boolean not null default true,
  suspended_reason text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  constraint staff_pkey primary key (id),
  constraint staff_account_unique unique (account),
  constraint staff_account_form check (account ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
  constraint staff_name_length check (length(name) between 1 and 40),
  constraint staff_user foreign key (id) references auth.users (id) on delete restrict
);
comment on table app.staff is 'People who sign in. The key is the auth user.';
alter table app.staff enable row level security;

create table app.posts (
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  valid_from date not null default app.today(),
  -- The last day; the day before the first for a post that was revoked at once.
  valid_to date,
  version int not null default 1,
  constraint posts_pkey primary key (id),
  constraint posts_role check (role = any (app.roles())),
  constraint posts_period check (valid_to is null or valid_to >= valid_from - 1),
  constraint posts_staff foreign key (staff_id) references app.staff (id) on delete restrict,
  constraint posts_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.posts is 'A post: person, organisation, role, from, to.';
create index posts_organisation_id on app.posts (organisation_id);
create index posts_staff_id on app.posts (staff_id);
alter table app.staff add constraint staff_acting_post foreign key (acting_post_id) references app.posts (id) on delete set null;
create index staff_acting_post_id on app.staff (acting_post_id);
alter table app.posts enable row level security;

-- What a party or a desk may want to know about a mediator.
create table app.mediator_profiles (
  staff_id uuid not null,
  grade text not null default 'none',
  qualification text,
  certificate_number text,
  -- First-level dispute types.
  specialities text[] not null default '{}',
  -- Languages and dialects, as free text.
  languages text[] not null default '{}',
  introduction text,
  photo_path text,
  version int not null default 1,
  constraint mediator_profiles_pkey primary key (staff_id),
  constraint mediator_profiles_grade check (grade = any (app.mediator_grades())),
  constraint mediator_profiles_staff foreign key (staff_id) references app.staff (id) on delete cascade
);
comment on table app.mediator_profiles is 'Qualification, grade, specialities and languages of a mediator.';
alter table app.mediator_profiles enable row level security;

-- Leave with a deputy of the same role in the same organisation, so that a leave grants no new right.
create table app.leaves (
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  deputy_id uuid not null,
  from_on date not null,
  to_on date not null,
  reason text not null,
  cancelled_at timestamptz,
  version int not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  constraint leaves_pkey primary key (id),
  constraint leaves_period check (to_on >= from_on and to_on - from_on <= 366),
  constraint leaves_other check (deputy_id <> staff_id),
  constraint leaves_staff foreign key (staff_id) references app.staff (id) on delete restrict,
  constraint leaves_deputy foreign key (deputy_id) references app.staff (id) on delete restrict,
  constraint leaves_creator foreign key (created_by) references app.staff (id) on delete restrict,
  constraint leaves_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.leaves is 'Leave of absence, and the deputy who acts during it.';
create index leaves_staff_id on app.leaves (staff_id, from_on);
create index leaves_deputy_id on app.leaves (deputy_id, from_on);
create index leaves_organisation_id on app.leaves (organisation_id, from_on);
create index leaves_created_by on app.leaves (created_by);
alter table app.leaves enable row level security;

create table app.invitations (
  id uuid not null default gen_random_uuid(),
  -- join: a new person; reset: a new password for an existing person.
  purpose text not null,
  staff_id uuid,
  name text not null,
  account text not null,
  organisation_id uuid not null,
  role text,
  valid_to date,
  token_hash bytea not null,
  expires_at timestamptz not null,
  created_by uuid,
  created_by_name text,
  created_at timestamptz not null default now(),
  accepted_at timestamptz,
  accepted_by uuid,
  revoked_at timestamptz,
  version int not null default 1,
  constraint invitations_pkey primary key (id),
  constraint invitations_token unique (token_hash),
  constraint invitations_purpose check (purpose in ('join', 'reset')),
  constraint invitations_complete check (case purpose when 'join' then role is not null and staff_id is null else staff_id is not null end),
  constraint invitations_role check (role = any (app.roles())),
  constraint invitations_staff foreign key (staff_id) references app.staff (id) on delete restrict,
  constraint invitations_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict,
  constraint invitations_creator foreign key (created_by) references app.staff (id) on delete restrict,
  constraint invitations_accepter foreign key (accepted_by) references app.staff (id) on delete restrict
);
comment on table app.invitations is 'One-time links by which people join or reset a password; only the digest of the token is stored.';
create unique index invitations_one_open on app.invitations (account) where purpose = 'join' and accepted_at is null and revoked_at is null;
create index invitations_staff_id on app.invitations (staff_id);
create index invitations_organisation_id on app.invitations (organisation_id, created_at desc);
create index invitations_created_by on app.invitations (created_by);
create index invitations_accepted_by on app.invitations (accepted_by);
create index invitations_created_at on app.invitations (created_at desc, id);
alter table app.invitations enable row level security;

-- Consecutive wrong passwords. Five within 15 minutes lock the account for 15 minutes.
create table app.sign_in_failures (
  user_id uuid not null,
  failures int not null,
  since timestamptz not null default now(),
  locked_until timestamptz,
  constraint sign_in_failures_pkey primary key (user_id)
);
comment on table app.sign_in_failures is 'Consecutive wrong passwords of an account, and the end of its lock.';
alter table app.sign_in_failures enable row level security;

create table app.administration_events (
  id bigint generated always as identity,
  verb text not null,
  -- Null when the operator of the installation made the change.
  actor_id uuid,
  actor_name text,
  post_id uuid,
  actor_organisation_name text,
  object_kind text not null,
  object_id text not null,
  object_name text not null,
  -- The organisation and region of the object; they decide who may read this event.
  organisation_id uuid,
  region_code text collate "C" not null,
  city_code text collate "C" not null generated always as (left(region_code, 4)) stored,
  county_code text collate "C" generated always as (case when length(region_code) >= 6 then left(region_code, 6) end) stored,
  town_code text collate "C" generated always as (case when length(region_code) >= 9 then left(region_code, 9) end) stored,
  village_code text collate "C" generated always as (case when length(region_code) >= 12 then left(region_code, 12) end) stored,
  -- The values before and after the change; never a password or a token.
  details jsonb not null default '{}',
  at timestamptz not null default now(),
  request_id uuid,
  digest bytea,
  -- The result of the verb, returned again when the same request is repeated.
  result jsonb,
  constraint administration_events_pkey primary key (id),
  constraint administration_events_request unique (request_id),
  constraint administration_events_verb check (verb = any (app.administration_verbs())),
  constraint administration_events_object_kind check (object_kind = any (app.administered_kinds())),
  constraint administration_events_actor foreign key (actor_id) references app.staff (id) on delete restrict,
  constraint administration_events_post foreign key (post_id) references app.posts (id) on delete restrict,
  constraint administration_events_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.administration_events is 'Each change of regions, organisations, people and posts: who, when, what; append-only.';
create index administration_events_actor_id on app.administration_events (actor_id, id desc);
create index administration_events_post_id on app.administration_events (post_id);
create index administration_events_organisation_id on app.administration_events (organisation_id, id desc);
create index administration_events_city on app.administration_events (city_code, id desc);
create index administration_events_county on app.administration_events (county_code, id desc);
create index administration_events_town on app.administration_events (town_code, id desc);
create index administration_events_village on app.administration_events (village_code, id desc);
alter table app.administration_events enable row level security;
