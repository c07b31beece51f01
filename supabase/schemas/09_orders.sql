-- Chapter 9 · Supervision orders: what is demanded from above, and what was answered

-- Supervision orders (督办单): issued from above, answered, accepted or sent back, with their reminders.
create table app.supervision_orders (
  id uuid not null default gen_random_uuid(),
  number text not null,
  case_id uuid not null,
  case_number text not null,
  issued_by_organisation_id uuid not null,
  issued_by_organisation_name text not null,
  -- Null: opened by the system for lateness.
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
  constraint supervision_orders_status check (status in ('issued', 'answered', 'rejected', 'accepted', 'cancelled')),
  constraint supervision_orders_closed check ((status in ('accepted', 'cancelled')) = (closed_at is not null)),
  constraint supervision_orders_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint supervision_orders_issuer foreign key (issued_by_organisation_id) references app.organisations (id) on delete restrict,
  constraint supervision_orders_receiver foreign key (to_organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.supervision_orders is 'Supervision orders: who demands what of whom about which case, until when; the answer and its review.';
create index supervision_orders_case_id on app.supervision_orders (case_id, created_at);
create unique index supervision_orders_one_open on app.supervision_orders (case_id, issued_by_organisation_id) where closed_at is null;
create index supervision_orders_issuer on app.supervision_orders (issued_by_organisation_id, created_at desc);
create index supervision_orders_receiver on app.supervision_orders (to_organisation_id, created_at desc);
create index supervision_orders_city on app.supervision_orders (city_code, created_at desc, id);
create index supervision_orders_county on app.supervision_orders (county_code, created_at desc, id);
create index supervision_orders_town on app.supervision_orders (town_code, created_at desc, id);
create index supervision_orders_village on app.supervision_orders (village_code, created_at desc, id);

alter table app.supervision_orders enable row level security;
-- The rule of cases, told with the columns that the orders carry themselves.
create policy "whoever oversees or takes part reads supervision orders" on app.supervision_orders for select to authenticated
  using (coalesce(starts_with(region_code, (select app.my_scope())), false)
    or coalesce((select app.my_organisation()) in (issued_by_organisation_id, to_organisation_id), false)
    or exists (select 1 from app.cases c where c.id = case_id));
grant select on app.supervision_orders to authenticated;
create view api.supervision_orders with (security_invoker = true) as
  select id, number, case_id, case_number, issued_by_organisation_id, issued_by_organisation_name, issued_by_name,
    to_organisation_id, to_organisation_name, demand, status, answer, answered_at, answered_by_name, review, reviewed_at,
    reviewed_by_name, rejections, reminders, reminded_at, due_at, version, region_code, city_code, county_code, town_code,
    village_code, created_at, closed_at,
    case when status in ('issued', 'rejected') then app.light(due_at, warn_at) end as light
  from app.supervision_orders;
comment on view api.supervision_orders is
  'Supervision orders: status issued, answered, rejected (answer sent back), accepted or cancelled; light while an answer is due.';
grant select on api.supervision_orders to authenticated;
