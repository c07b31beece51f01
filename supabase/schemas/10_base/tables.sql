-- The base tables: settings, secrets, the calendar and the dispute types.

-- Lists of values that constraints and verbs share. A new value is added here.

create function app.languages() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['zh-CN', 'en']
$$;

create function app.time_units() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['workhour', 'workday', 'day', 'month']
$$;

-- Settings that an operator may change; they hold nothing secret.
create table app.settings (
  name text primary key,
  value jsonb not null,
  explanation text not null
);
comment on table app.settings is 'Operating limits and defaults, editable without a release.';
alter table app.settings enable row level security;

-- Secrets never leave the database: no role but the owner reads this table.
create table app.secrets (
  name text primary key,
  value bytea not null
);
comment on table app.secrets is 'Keys generated at installation. No grants and no policies: only the owner reads them.';
alter table app.secrets enable row level security;

create table app.holidays (
  day date not null,
  is_workday boolean not null,
  name text not null,
  constraint holidays_pkey primary key (day)
);
comment on table app.holidays is 'Days that differ from the normal week: holidays and make-up workdays.';
alter table app.holidays enable row level security;

-- Duty hours of the desks in local time; working hours count within them.
create table app.duty_windows (
  opens time not null,
  closes time not null,
  constraint duty_windows_pkey primary key (opens),
  constraint duty_windows_order check (opens < closes)
);
comment on table app.duty_windows is 'Daily duty hours (Asia/Shanghai) in which working hours count.';
alter table app.duty_windows enable row level security;

create table app.dispute_types (
  code text not null,
  parent_code text,
  name text not null,
  name_en text not null,
  -- An explanation in everyday language for the public form.
  hint text not null default '',
  sort smallint not null default 0,
  active boolean not null default true,
  -- Disputes about personal status, whose agreements may not be signed electronically (电子签名法 3); applies to the types
  -- below as well.
  paper_only boolean not null default false,
  constraint dispute_types_pkey primary key (code),
  constraint dispute_types_parent foreign key (parent_code) references app.dispute_types (code) on delete restrict
);
comment on table app.dispute_types is 'Official list of dispute types, with second-level types.';
create index dispute_types_parent_code on app.dispute_types (parent_code);
alter table app.dispute_types enable row level security;
