-- Records that the verbs of a case write: automatic dispatch, sessions, agreements, extensions, supervision orders.

-- Lists of values that constraints and verbs share. A new value is added here.

create function app.session_kinds() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['meeting', 'contact', 'visit', 'call']
$$;

-- Why the mediation of a case is suspended.
create function app.suspend_reasons() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['appraisal', 'other_case', 'party', 'force_majeure']
$$;

create function app.risk_kinds() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['violence', 'self_harm', 'group', 'minor', 'domestic_violence', 'crime', 'opinion']
$$;

-- Risks that the law requires to be reported to an authority: 未成年人保护法 11, 反家庭暴力法 14, 刑事诉讼法 110.
create function app.risk_kinds_to_notify() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['minor', 'domestic_violence', 'crime']
$$;

-- Whether the agreement was performed, as heard at the follow-up.
create function app.performances() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['performed', 'partly', 'not_performed', 'not_due']
$$;

create function app.order_statuses() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['issued', 'answered', 'rejected', 'accepted', 'cancelled']
$$;

-- Types and grades of accepted cases that a desk dispatches automatically.
create table app.auto_dispatches (
  organisation_id uuid not null,
  type_code text not null,
  grade text not null,
  constraint auto_dispatches_pkey primary key (organisation_id, type_code, grade),
  constraint auto_dispatches_grade check (grade = any (app.grades())),
  constraint auto_dispatches_organisation foreign key (organisation_id) references app.organisations (id) on delete cascade,
  constraint auto_dispatches_type foreign key (type_code) references app.dispute_types (code) on delete restrict
);
comment on table app.auto_dispatches is 'Types and grades that a desk dispatches to the best organisation automatically.';
create index auto_dispatches_type_code on app.auto_dispatches (type_code);
alter table app.auto_dispatches enable row level security;

-- Results of an organisation by first-level type, counted at the first closing of each case.
create table app.organisation_records (
  organisation_id uuid not null,
  type_code text not null,
  settled int not null default 0,
  not_settled int not null default 0,
  constraint organisation_records_pkey primary key (organisation_id, type_code),
  constraint organisation_records_organisation foreign key (organisation_id) references app.organisations (id) on delete cascade,
  constraint organisation_records_type foreign key (type_code) references app.dispute_types (code) on delete restrict
);
comment on table app.organisation_records is 'Settled and not settled cases of an organisation by first-level type.';
create index organisation_records_type_code on app.organisation_records (type_code);
alter table app.organisation_records enable row level security;

create table app.sessions (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  seq int not null,
  kind text not null,
  held_at timestamptz not null,
  place text,
  attendees text,
  summary text not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  created_at timestamptz not null default now(),
  constraint sessions_pkey primary key (id),
  constraint sessions_order unique (case_id, seq),
  constraint sessions_kind check (kind = any (app.session_kinds())),
  constraint sessions_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint sessions_recorded_by foreign key (recorded_by) references app.staff (id) on delete restrict
);
comment on table app.sessions is 'Contacts, mediation meetings, visits and calls of a case. Confidential: never shown to the public.';
create index sessions_recorded_by on app.sessions (recorded_by);
alter table app.sessions enable row level security;

create table app.agreements (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  form text not null,
  terms text not null,
  amount numeric(14, 2),
  perform_by date,
  -- The effective date: for an oral agreement the day it was made; for a written one the day of signing.
  effective_on date not null,
  created_at timestamptz not null default now(),
  constraint agreements_pkey primary key (id),
  constraint agreements_form check (form in ('written', 'oral')),
  constraint agreements_amount check (amount between 0 and 999999999999.99),
  constraint agreements_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.agreements is 'Agreements reached (人民调解法 28–30).';
create index agreements_case_id on app.agreements (case_id);
alter table app.agreements enable row level security;

-- Papers that must be in the file before a case with an outcome may be closed.
create table app.required_papers (
  outcome text not null,
  paper text not null,
  sort smallint not null default 0,
  constraint required_papers_pkey primary key (outcome, paper),
  constraint required_papers_outcome check (outcome = any (app.outcomes()))
);
comment on table app.required_papers is 'Papers that must be in the file before closing, by outcome (人民调解文书格式).';
alter table app.required_papers enable row level security;

-- Extensions of the time to mediate: requested before it runs out, with the parties' consent; granted by the desk.
create table app.extensions (
  id bigint generated always as identity,
  case_id uuid not null,
  days int not null,
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null default now(),
  decided_at timestamptz,
  granted boolean,
  decision text,
  due_before timestamptz,
  due_after timestamptz,
  constraint extensions_pkey primary key (id),
  constraint extensions_days check (days between 1 and 60),
  constraint extensions_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.extensions is 'Extensions of a case''s time to mediate: requested, granted or refused.';
create unique index extensions_one_pending on app.extensions (case_id) where decided_at is null;
create index extensions_case_id on app.extensions (case_id, id);
alter table app.extensions enable row level security;

-- Supervision orders (督办单): issued from above, answered, accepted or sent back, with their reminders.
create table app.supervision_orders (
  id uuid not null default gen_random_uuid(),
  number text not null,
  case_id uuid not null,
  case_number text not null,
  issued_by_organisation_id uuid not null,
  issued_by_organisation_name text not null,
  -- Null when the system issued the order because a deadline is overdue.
  issued_by_name text,
  to_organisation_id uuid not null,
  to_organisation_name text not null,
  demand text not null,
  status text not null default 'issued',
  answer text,
  answered_at timestamptz,
  answered_by_name text,
  review text,
  reviewed_at timestamptz,
  reviewed_by_name text,
  rejections smallint not null default 0,
  reminders smallint not null default 0,
  reminded_at timestamptz,
  due_at timestamptz not null,
  warn_at timestamptz not null,
  version int not null default 1,
  region_code text collate "C" not null,
  city_code text collate "C" not null generated always as (left(region_code, 4)) stored,
  county_code text collate "C" generated always as (case when length(region_code) >= 6 then left(region_code, 6) end) stored,
  town_code text collate "C" generated always as (case when length(region_code) >= 9 then left(region_code, 9) end) stored,
  village_code text collate "C" generated always as (case when length(region_code) >= 12 then left(region_code, 12) end) stored,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  constraint supervision_orders_pkey primary key (id),
  constraint supervision_orders_number unique (number),
  constraint supervision_orders_status check (status = any (app.order_statuses())),
  constraint supervision_orders_closed check ((status in ('accepted', 'cancelled')) = (closed_at is not null)),
  constraint supervision_orders_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint supervision_orders_issuer foreign key (issued_by_organisation_id) references app.organisations (id) on delete restrict,
  constraint supervision_orders_receiver foreign key (to_organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.supervision_orders is
  'Supervision orders: who demands what from whom about which case, by when; the answer and its review.';
create index supervision_orders_case_id on app.supervision_orders (case_id, created_at);
create unique index supervision_orders_one_open on app.supervision_orders (case_id, issued_by_organisation_id) where closed_at is null;
create index supervision_orders_issuer on app.supervision_orders (issued_by_organisation_id, created_at desc);
create index supervision_orders_receiver on app.supervision_orders (to_organisation_id, created_at desc);
create index supervision_orders_city on app.supervision_orders (city_code, created_at desc, id);
create index supervision_orders_county on app.supervision_orders (county_code, created_at desc, id);
create index supervision_orders_town on app.supervision_orders (town_code, created_at desc, id);
create index supervision_orders_village on app.supervision_orders (village_code, created_at desc, id);
alter table app.supervision_orders enable row level security;
