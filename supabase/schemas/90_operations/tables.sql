-- Tables besides the cases: notices to staff, messages to parties, erasure, published statistics, and self-help.

-- Lists of values that constraints and verbs share. A new value is added here.

create function app.privacy_request_kinds() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['copy', 'correct', 'erase']
$$;

-- How staff at the counter verified the identity.
create function app.identity_proofs() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['id_card', 'authority', 'tracking_code', 'called_back']
$$;

create table app.notices (
  id bigint generated always as identity,
  organisation_id uuid not null,
  case_id uuid not null,
  case_number text not null,
  -- warning, overdue, order, answer, rejected, urge, reminder, risk, escalated, superior, extension; of the parties: question,
  -- statement, joined, declined, move_asked, signed, low_rating
  kind text not null,
  stage text,
  due_at timestamptz,
  at timestamptz not null default now(),
  read_at timestamptz,
  read_by_name text,
  constraint notices_pkey primary key (id),
  constraint notices_organisation foreign key (organisation_id) references app.organisations (id) on delete cascade,
  constraint notices_case foreign key (case_id) references app.cases (id) on delete cascade
);
comment on table app.notices is 'Notices to an organisation: warnings, overdue deadlines, orders, urging; read when and by whom.';
create index notices_organisation_id on app.notices (organisation_id, id desc);
create index notices_unread on app.notices (organisation_id, id desc) where read_at is null;
create index notices_case_id on app.notices (case_id, id);
alter table app.notices enable row level security;

-- The channels and addresses at which a party wants messages.
create table app.party_channels (
  party_id uuid not null,
  channel text not null,
  -- Encrypted address; null for sms, which uses the telephone number of the party.
  address bytea,
  shown text not null,
  language text not null,
  ended_at timestamptz,
  constraint party_channels_pkey primary key (party_id, channel),
  constraint party_channels_channel check (channel = any (app.message_channels())),
  constraint party_channels_party foreign key (party_id) references app.parties (id) on delete cascade
);
comment on table app.party_channels is 'Channels by which a party wants messages; the address is encrypted, and stored masked for display.';
alter table app.party_channels enable row level security;

create table app.outbox (
  id bigint generated always as identity,
  case_id uuid not null,
  party_id uuid not null,
  channel text not null,
  kind text not null,
  -- The subject of the message: a planned session, a question, an agreement text, a link.
  subject_id uuid,
  params jsonb not null default '{}',
  -- Encrypted: the address, and for an invitation the token of its link.
  recipient bytea not null,
  secret bytea,
  shown text not null,
  language text not null,
  state text not null default 'waiting',
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  lease uuid,
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  error text,
  constraint outbox_pkey primary key (id),
  constraint outbox_channel check (channel = any (app.message_channels())),
  constraint outbox_state check (state in ('waiting', 'taken', 'sent', 'dead', 'stopped')),
  constraint outbox_case foreign key (case_id) references app.cases (id) on delete cascade,
  constraint outbox_party foreign key (party_id) references app.parties (id) on delete cascade
);
comment on table app.outbox is
  'Messages to parties: kind and parameters, address encrypted; waiting, taken under a lease, sent, dead after too many attempts, stopped.';
create index outbox_due on app.outbox (channel, next_at) where state in ('waiting', 'taken');
create index outbox_case_id on app.outbox (case_id, id desc);
create index outbox_party_id on app.outbox (party_id);
alter table app.outbox enable row level security;

create table app.privacy_requests (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  case_number text collate "C" not null,
  region_code text collate "C" not null,
  -- The party who asked; null when staff recorded a request made at the counter.
  party_id uuid,
  party_side text,
  received_by_name text,
  -- How staff at the counter verified the identity; null for a holder, whose tracking code is the proof.
  identity text,
  kind text not null,
  -- The text of the request; erased with the case.
  message text,
  state text not null default 'open',
  reason text,
  decided_by_name text,
  decided_at timestamptz,
  due_at timestamptz not null,
  created_at timestamptz not null default now(),
  version int not null default 1,
  constraint privacy_requests_pkey primary key (id),
  constraint privacy_requests_kind check (kind = any (app.privacy_request_kinds())),
  constraint privacy_requests_identity check (identity = any (app.identity_proofs())),
  constraint privacy_requests_state check (state in ('open', 'done', 'refused')),
  constraint privacy_requests_decided check ((state = 'open') = (decided_at is null)),
  constraint privacy_requests_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint privacy_requests_party foreign key (party_id) references app.parties (id) on delete restrict
);
comment on table app.privacy_requests is 'Requests of people to see, correct or erase their data, each with its date and the decision.';
create index privacy_requests_case_id on app.privacy_requests (case_id);
create index privacy_requests_party_id on app.privacy_requests (party_id);
create index privacy_requests_open on app.privacy_requests (due_at, id) where state = 'open';
create index privacy_requests_created on app.privacy_requests (created_at desc, id desc);
alter table app.privacy_requests enable row level security;

create table app.erasures (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  case_number text collate "C" not null,
  region_code text collate "C" not null,
  reason text not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null default now(),
  state text not null default 'waiting',
  settled_by uuid,
  settled_by_name text,
  settled_at timestamptz,
  version int not null default 1,
  constraint erasures_pkey primary key (id),
  constraint erasures_state check (state in ('waiting', 'done', 'refused')),
  constraint erasures_settled check ((state = 'waiting') = (settled_at is null)),
  constraint erasures_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint erasures_asked_by foreign key (asked_by) references app.staff (id) on delete restrict,
  constraint erasures_settled_by foreign key (settled_by) references app.staff (id) on delete restrict
);
comment on table app.erasures is 'Erasures requested by an administrator, and the decision of a second one.';
create unique index erasures_one_waiting on app.erasures (case_id) where state = 'waiting';
create index erasures_case_id on app.erasures (case_id);
create index erasures_asked_by on app.erasures (asked_by);
create index erasures_settled_by on app.erasures (settled_by);
create index erasures_asked_at on app.erasures (asked_at desc, id desc);
alter table app.erasures enable row level security;

create table app.privacy_log (
  id bigint generated always as identity,
  kind text not null,
  case_id uuid not null,
  case_number text collate "C" not null,
  region_code text collate "C" not null,
  -- Who erased it (null: a party, or the end of the retention period), and who had requested it.
  actor_name text,
  asked_by_name text,
  -- The numbers of rows and files erased, never their content.
  counts jsonb not null default '{}',
  at timestamptz not null default now(),
  constraint privacy_log_pkey primary key (id),
  constraint privacy_log_kind check (kind in ('requested', 'request_done', 'request_refused', 'erasure_asked', 'erasure_refused',
    'erased', 'expired', 'hold_set', 'hold_lifted')),
  constraint privacy_log_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.privacy_log is
  'What was requested, decided and erased of personal data, by whom and how much; append-only, without personal data.';
create index privacy_log_case_id on app.privacy_log (case_id, id desc);
create index privacy_log_case_number on app.privacy_log (case_number);
alter table app.privacy_log enable row level security;

-- What the scheduler could not do, until it has succeeded. A step that failed as a whole has an empty subject.
create table app.tick_failures (
  step text not null,
  -- The row that the step failed on: the id of a deadline, a case, a ticket.
  subject text not null default '',
  case_id uuid,
  error text not null,
  times int not null default 1,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  next_at timestamptz not null,
  constraint tick_failures_pkey primary key (step, subject),
  constraint tick_failures_case foreign key (case_id) references app.cases (id) on delete cascade
);
comment on table app.tick_failures is
  'What the scheduler failed to do: step, row, error, how often; tried again later and later, deleted on success.';
create index tick_failures_case_id on app.tick_failures (case_id);
alter table app.tick_failures enable row level security;

-- When the scheduler ran last; a time in the future means that the clock was set back.
create table app.tick_clock (
  only_row boolean not null default true,
  at timestamptz not null,
  constraint tick_clock_pkey primary key (only_row),
  constraint tick_clock_only_row check (only_row)
);
comment on table app.tick_clock is 'The moment of the scheduler''s last run, by which a clock that was set back is noticed.';
alter table app.tick_clock enable row level security;

create table app.figure_sets (
  id uuid not null default gen_random_uuid(),
  city_code text collate "C" not null,
  from_on date not null,
  to_on date not null,
  -- Publishing the same period again makes a new edition; the earlier ones stay.
  edition int not null,
  figures jsonb not null,
  published_by uuid,
  published_at timestamptz not null default now(),
  constraint figure_sets_pkey primary key (id),
  constraint figure_sets_edition unique (city_code, from_on, to_on, edition),
  constraint figure_sets_period check (from_on <= to_on and to_on - from_on <= 366),
  constraint figure_sets_city foreign key (city_code) references app.regions (code) on delete restrict,
  constraint figure_sets_staff foreign key (published_by) references app.staff (id) on delete restrict
);
comment on table app.figure_sets is 'Statistics that the city published, as they were shown; append-only.';
create index figure_sets_published_by on app.figure_sets (published_by);
alter table app.figure_sets enable row level security;

create table app.guides (
  type_code text not null,
  locale text not null,
  version int not null default 1,
  title text not null,
  summary text not null,
  -- What usually happens · how long it takes · what to prepare.
  happens text not null,
  duration text not null,
  prepare text not null,
  -- Law and article｜its content.
  articles text not null,
  -- Other places to turn to｜until when｜why.
  elsewhere text not null,
  -- A typical case: subject｜what happened｜result. Invented, not about a real person.
  examples text not null,
  source text not null,
  -- Null until somebody of the city has reviewed it.
  reviewed_on date,
  search tsvector not null generated always as (array_to_tsvector(app.terms_of(
    title || ' ' || summary || ' ' || happens || ' ' || prepare || ' ' || articles || ' ' || elsewhere || ' ' || examples))) stored,
  constraint guides_pkey primary key (type_code, locale),
  constraint guides_locale check (locale = any (app.languages())),
  constraint guides_type foreign key (type_code) references app.dispute_types (code) on delete restrict
);
comment on table app.guides is 'Self-help by first-level type, in both languages; edited by the city''s administrators.';
alter table app.guides enable row level security;

create table app.aid_rules (
  code text not null,
  -- matter: the subject (choose one); mark: a circumstance of the person or the matter (choose several).
  question text not null,
  name text not null,
  name_en text not null,
  -- listed: aid for those in need · free: regardless of income · proved: need is not checked again · criminal: has its
  -- own rules · open: not named by the law, local rules may apply.
  effect text not null,
  -- For a mark: the matters for which it counts; empty: all.
  matters text[] not null default '{}',
  basis text not null,
  basis_en text not null,
  sort smallint not null default 0,
  active boolean not null default true,
  constraint aid_rules_pkey primary key (code),
  constraint aid_rules_question check (question in ('matter', 'mark')),
  constraint aid_rules_effect check (case question when 'matter' then effect in ('listed', 'criminal', 'open') else effect in ('free', 'proved') end)
);
comment on table app.aid_rules is 'Legal aid by law: matters, and circumstances that waive the means test.';
alter table app.aid_rules enable row level security;
