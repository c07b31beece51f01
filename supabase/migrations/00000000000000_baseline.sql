-- Generated from supabase/schemas by "npm run db -- migration baseline". Do not edit: edit the schemas.

-- 01_foundation.sql ---------------------------------------------------------------------------------------------

-- Chapter 1 · Foundation
-- Two schemas: `app` holds tables and rules and is never exposed; `api` holds what the outside may call.
-- Nothing is executable or readable unless a later chapter grants it by name.

create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;

create schema app;
create schema api;
comment on schema app is 'Tables and rules. Never exposed over the network.';
comment on schema api is 'The only exposed schema: security_invoker views to read, verb functions to write.';

-- PostgreSQL lets PUBLIC execute every new function. The revoke must stand without "in schema": the
-- per-schema form can only add privileges to that built-in grant.
alter default privileges revoke execute on functions from public;
revoke all on schema app, api from public;
grant usage on schema api to anon, authenticated;
-- Views with security_invoker and the thin functions of `api` reach into `app` as the caller.
grant usage on schema app to anon, authenticated;

-- Refuses an input or an action: a stable code, details for the client, and the key of the translated message.
-- States: PT422 bad input · PT409 conflict · PT404 not found · PT429 too many · 42501 not allowed.
create function app.refuse(p_code text, p_details jsonb default '{}', p_state text default 'PT422')
returns void language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = p_state, message = p_code, detail = p_details::text, hint = 'error.' || p_code;
end $$;
comment on function app.refuse is 'Raises a refusal with a stable code; hint is the text key error.<code>.';

-- Cleans a text field (normal form, no control or direction-override characters, trimmed) and checks its length
-- in characters. A minimum of 0 makes it optional: empty becomes null.
create function app.clean_text(p_value text, p_field text, p_min int, p_max int)
returns text language plpgsql immutable set search_path = '' as $$
declare
  v_text text;
begin
  if length(p_value) > p_max * 4 then
    perform app.refuse('field_too_long', jsonb_build_object('field', p_field, 'max', p_max));
  end if;
  v_text := normalize(coalesce(p_value, ''), nfc);
  v_text := regexp_replace(v_text, '[\u0001-\u0008\u000b\u000c\u000d\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]', '', 'g');
  v_text := regexp_replace(v_text, '^[[:space:]\u3000]+|[[:space:]\u3000]+$', '', 'g');
  if v_text = '' then
    if p_min > 0 then perform app.refuse('field_required', jsonb_build_object('field', p_field)); end if;
    return null;
  end if;
  if length(v_text) < p_min then
    perform app.refuse('field_too_short', jsonb_build_object('field', p_field, 'min', p_min));
  elsif length(v_text) > p_max then
    perform app.refuse('field_too_long', jsonb_build_object('field', p_field, 'max', p_max));
  end if;
  return v_text;
end $$;
comment on function app.clean_text is 'Cleans and bounds a text field; refuses with field_required, field_too_short or field_too_long.';

-- Settings that an operator may change; nothing secret.
create table app.settings (
  name text primary key,
  value jsonb not null,
  explanation text not null
);
comment on table app.settings is 'Operating limits and defaults, editable without a release.';
alter table app.settings enable row level security;

create function app.setting(p_name text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select value from app.settings where name = p_name
$$;

-- Secrets never leave the database; no role but the owner reads this table.
create table app.secrets (
  name text primary key,
  value bytea not null
);
comment on table app.secrets is 'Keys made at installation. No grants, no policies: only the owner reads them.';
alter table app.secrets enable row level security;
insert into app.secrets (name, value) values ('tracking', extensions.gen_random_bytes(32)), ('personal_data', extensions.gen_random_bytes(32));

-- 02_regions.sql ------------------------------------------------------------------------------------------------

-- Chapter 2 · Regions (行政区划)
-- A national administrative code is its own path: city 3508, county 350802, township 350802001,
-- village 350802001003. A region contains exactly the codes that it prefixes.

create table app.regions (
  code text collate "C" not null,
  name text not null,
  level smallint not null generated always as
    (case length(code) when 4 then 1 when 6 then 2 when 9 then 3 else 4 end) stored,
  parent_code text collate "C" generated always as
    (case length(code) when 4 then null when 6 then left(code, 4) when 9 then left(code, 6) else left(code, 9) end) stored,
  -- The names below the city, as people say them: 长汀县 大同镇 东街村. Set by trigger.
  path text not null default '',
  longitude double precision,
  latitude double precision,
  -- outline: centre of a real outline; schematic: a spot inside the county, for lack of an open outline.
  position_basis text not null default 'schematic',
  constraint regions_pkey primary key (code),
  constraint regions_code_form check (code ~ '^[0-9]{4}([0-9]{2}([0-9]{3}([0-9]{3})?)?)?$'),
  constraint regions_name_length check (length(name) between 1 and 60),
  constraint regions_position_basis check (position_basis in ('outline', 'schematic')),
  constraint regions_parent foreign key (parent_code) references app.regions (code) on delete restrict
);
comment on table app.regions is 'Four-level tree of administrative regions by national code (city, county, township, village).';
create index regions_parent_code on app.regions (parent_code, code);

create function app.set_region_path() returns trigger language plpgsql set search_path = '' as $$
begin
  new.path := case when length(new.code) <= 6 then new.name
    else (select r.path from app.regions r where r.code = left(new.code, case length(new.code) when 9 then 6 else 9 end))
         || ' ' || new.name end;
  return new;
end $$;
create trigger regions_10_path before insert or update of name on app.regions
  for each row execute function app.set_region_path();

-- Outlines in WGS-84. `rings` repeats the outer rings in PostgreSQL's own type, for point-in-region tests.
create table app.region_outlines (
  region_code text collate "C" not null,
  outline jsonb not null,
  rings polygon[] not null,
  constraint region_outlines_pkey primary key (region_code),
  constraint region_outlines_region foreign key (region_code) references app.regions (code) on delete cascade
);
comment on table app.region_outlines is 'GeoJSON outline of a region, WGS-84.';

create function app.set_outline_rings() returns trigger language plpgsql set search_path = '' as $$
declare
  v_polygons jsonb := case new.outline ->> 'type'
    when 'Polygon' then jsonb_build_array(new.outline -> 'coordinates') else new.outline -> 'coordinates' end;
begin
  select array_agg(('(' || ring.points || ')')::polygon) into new.rings
  from jsonb_array_elements(v_polygons) as shape (rings)
  cross join lateral (
    select string_agg(format('(%s,%s)', point ->> 0, point ->> 1), ',') as points
    from jsonb_array_elements(shape.rings -> 0) as point
  ) as ring;
  return new;
end $$;
create trigger region_outlines_10_rings before insert or update of outline on app.region_outlines
  for each row execute function app.set_outline_rings();

-- The county of a point, null outside the city. Outlines are simplified, so a point up to about a kilometre
-- (0.01 degree) beside every outline still counts for the nearest.
create function app.county_at(p_longitude double precision, p_latitude double precision) returns text
language sql stable security definer set search_path = '' as $$
  select o.region_code
  from app.region_outlines o cross join unnest(o.rings) as ring
  where length(o.region_code) = 6
    -- NaN compares as greater than every number and is refused here with the rest.
    and p_longitude between -180 and 180 and p_latitude between -90 and 90
    and (ring operator(pg_catalog.<->) point(p_longitude, p_latitude)) < 0.01
  order by ring operator(pg_catalog.<->) point(p_longitude, p_latitude), o.region_code
  limit 1
$$;
comment on function app.county_at is 'County code at a WGS-84 point, null when the point lies outside the city.';

alter table app.regions enable row level security;
alter table app.region_outlines enable row level security;
create policy "signed-in people read the region tree" on app.regions for select to authenticated using (true);
create policy "signed-in people read outlines" on app.region_outlines for select to authenticated using (true);
grant select on app.regions to authenticated;
grant select (region_code, outline) on app.region_outlines to authenticated;

create view api.regions with (security_invoker = true) as
  select code, name, level, parent_code, path, longitude, latitude, position_basis from app.regions;
comment on view api.regions is 'Regions of the city: code, name, level 1–4, parent, position (WGS-84, may be schematic).';
create view api.region_outlines with (security_invoker = true) as
  select region_code, outline from app.region_outlines;
comment on view api.region_outlines is 'County outlines as GeoJSON geometry, WGS-84.';
grant select on api.regions, api.region_outlines to authenticated;

-- 03_calendar.sql -----------------------------------------------------------------------------------------------

-- Chapter 3 · Calendar and working time
-- Statutory holidays and make-up workdays are data, announced each November for the next year.
-- The start day never counts; days end at 23:59:59 Asia/Shanghai. Calendar periods that end on a day off
-- move to the next working day (民法典 203); working-day periods cannot.

create table app.holidays (
  day date not null,
  is_workday boolean not null,
  name text not null,
  constraint holidays_pkey primary key (day)
);
comment on table app.holidays is 'Days that differ from the plain week: holidays and make-up workdays.';
alter table app.holidays enable row level security;

-- Duty hours of the desks, in local time; working hours are counted inside them.
create table app.duty_windows (
  opens time not null,
  closes time not null,
  constraint duty_windows_pkey primary key (opens),
  constraint duty_windows_order check (opens < closes)
);
comment on table app.duty_windows is 'Daily duty hours (Asia/Shanghai) in which working hours count.';
alter table app.duty_windows enable row level security;

create function app.is_workday(p_day date) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((select h.is_workday from app.holidays h where h.day = p_day), extract(isodow from p_day) < 6)
$$;

-- A date computed into a year whose holidays are not announced yet is provisional.
create function app.is_provisional(p_day date) returns boolean
language sql stable security definer set search_path = '' as $$
  select not exists (select 1 from app.holidays h where h.day between date_trunc('year', p_day)::date
                     and (date_trunc('year', p_day) + interval '1 year - 1 day')::date)
$$;

create function app.next_workday(p_day date) returns date
language plpgsql stable set search_path = '' as $$
begin
  while not app.is_workday(p_day) loop p_day := p_day + 1; end loop;
  return p_day;
end $$;

create function app.add_workdays(p_day date, p_count int) returns date
language plpgsql stable set search_path = '' as $$
begin
  for i in 1 .. p_count loop p_day := app.next_workday(p_day + 1); end loop;
  return p_day;
end $$;

create function app.add_workhours(p_from timestamptz, p_hours int) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare
  v_left interval := make_interval(hours => p_hours);
  v_now timestamp := p_from at time zone 'Asia/Shanghai';
  v_day date := v_now::date;
  v_window record;
  v_start timestamp;
begin
  loop
    if app.is_workday(v_day) then
      for v_window in select opens, closes from app.duty_windows order by opens loop
        v_start := greatest(v_now, v_day + v_window.opens);
        if v_start < v_day + v_window.closes then
          if v_start + v_left <= v_day + v_window.closes then
            return (v_start + v_left) at time zone 'Asia/Shanghai';
          end if;
          v_left := v_left - (v_day + v_window.closes - v_start);
        end if;
      end loop;
    end if;
    v_day := v_day + 1;
  end loop;
end $$;

-- The moment at which a period ends. Units: workhour, workday, day, month.
create function app.add_working_time(p_from timestamptz, p_amount int, p_unit text) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare
  v_day date := (p_from at time zone 'Asia/Shanghai')::date;
begin
  if p_unit = 'workhour' then return app.add_workhours(p_from, p_amount); end if;
  v_day := case p_unit
    when 'workday' then app.add_workdays(v_day, p_amount)
    when 'day' then app.next_workday(v_day + p_amount)
    when 'month' then app.next_workday((v_day + make_interval(months => p_amount))::date)
  end;
  return (v_day + time '23:59:59') at time zone 'Asia/Shanghai';
end $$;
comment on function app.add_working_time is 'End of a period from a moment: amount in workhour, workday, day or month.';

-- 04_organisations.sql ------------------------------------------------------------------------------------------

-- Chapter 4 · Dispute types and organisations (调解组织)
-- The "1 + 6 + N" model as data: a dispatch centre per level, function blocks, rooms, committees, departments.

create table app.dispute_types (
  code text not null,
  parent_code text,
  name text not null,
  name_en text not null,
  -- Plain words for the public form.
  hint text not null default '',
  sort smallint not null default 0,
  active boolean not null default true,
  constraint dispute_types_pkey primary key (code),
  constraint dispute_types_parent foreign key (parent_code) references app.dispute_types (code) on delete restrict
);
comment on table app.dispute_types is 'Official list of dispute types with second-level types.';
create index dispute_types_parent_code on app.dispute_types (parent_code);

create table app.organisations (
  id uuid not null default gen_random_uuid(),
  name text not null,
  short_name text not null,
  kind text not null,
  region_code text collate "C" not null,
  level smallint not null generated always as
    (case length(region_code) when 4 then 1 when 6 then 2 when 9 then 3 else 4 end) stored,
  -- A territorial organisation sees every case of its region; others see the cases they take part in.
  territorial boolean not null generated always as (kind = 'dispatch_centre') stored,
  parent_id uuid,
  phone text,
  address text,
  longitude double precision,
  latitude double precision,
  capacity int not null default 30,
  duty_hours text,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  constraint organisations_pkey primary key (id),
  constraint organisations_name_unique unique (name),
  constraint organisations_kind check (kind in ('dispatch_centre', 'people_mediation', 'judicial_mediation',
    'administrative_mediation', 'petition_linkage', 'labour_linkage', 'legal_service', 'function_room',
    'professional_committee', 'department')),
  constraint organisations_name_length check (length(name) between 2 and 80),
  constraint organisations_capacity check (capacity between 1 and 10000),
  constraint organisations_region foreign key (region_code) references app.regions (code) on delete restrict,
  constraint organisations_parent foreign key (parent_id) references app.organisations (id) on delete restrict
);
comment on table app.organisations is 'Dispatch centres, mediation committees, rooms and departments.';
create index organisations_region_code on app.organisations (region_code, name);
create index organisations_parent_id on app.organisations (parent_id);

-- The regions served: usually one, several for a joint committee.
create table app.organisation_regions (
  organisation_id uuid not null,
  region_code text collate "C" not null,
  constraint organisation_regions_pkey primary key (organisation_id, region_code),
  constraint organisation_regions_organisation foreign key (organisation_id) references app.organisations (id) on delete cascade,
  constraint organisation_regions_region foreign key (region_code) references app.regions (code) on delete restrict
);
create index organisation_regions_region_code on app.organisation_regions (region_code);

-- The first-level types handled; no row means every type.
create table app.organisation_types (
  organisation_id uuid not null,
  type_code text not null,
  constraint organisation_types_pkey primary key (organisation_id, type_code),
  constraint organisation_types_organisation foreign key (organisation_id) references app.organisations (id) on delete cascade,
  constraint organisation_types_type foreign key (type_code) references app.dispute_types (code) on delete restrict
);
create index organisation_types_type_code on app.organisation_types (type_code);

-- Open cases per lead organisation, kept by the trigger of the cases table.
create table app.organisation_loads (
  organisation_id uuid not null,
  open_cases int not null default 0,
  constraint organisation_loads_pkey primary key (organisation_id),
  constraint organisation_loads_organisation foreign key (organisation_id) references app.organisations (id) on delete cascade
);

-- The desk in charge of a region: the dispatch centre of the nearest county or city above it.
create function app.desk_of(p_region text) returns uuid
language sql stable security definer set search_path = '' as $$
  select o.id from app.organisations o
  where o.kind = 'dispatch_centre' and o.active and o.region_code in (left(p_region, 6), left(p_region, 4))
  order by length(o.region_code) desc, o.created_at, o.id
  limit 1
$$;
comment on function app.desk_of is 'Dispatch centre responsible for a region: county first, then city.';

-- 05_staff.sql --------------------------------------------------------------------------------------------------

-- Chapter 5 · Staff and posts (岗位): who acts, where, in which role
-- The post table decides what a person may do, never the token: a post that ends has no effect from the next
-- request on. A person with several posts acts in one of them at a time.

create table app.staff (
  id uuid not null,
  account text not null,
  name text not null,
  acting_post_id uuid,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  constraint staff_pkey primary key (id),
  constraint staff_account_unique unique (account),
  constraint staff_account_form check (account ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
  constraint staff_name_length check (length(name) between 1 and 40),
  constraint staff_user foreign key (id) references auth.users (id) on delete restrict
);
comment on table app.staff is 'People who sign in. The key is the auth user.';

create table app.posts (
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  valid_from date not null default (now() at time zone 'Asia/Shanghai')::date,
  valid_to date,
  constraint posts_pkey primary key (id),
  constraint posts_role check (role in ('administrator', 'dispatcher', 'mediator', 'leader')),
  constraint posts_period check (valid_to is null or valid_to >= valid_from),
  constraint posts_unique unique (staff_id, organisation_id, role, valid_from),
  constraint posts_staff foreign key (staff_id) references app.staff (id) on delete restrict,
  constraint posts_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.posts is 'A post: person, organisation, role, from, to.';
create index posts_organisation_id on app.posts (organisation_id);
alter table app.staff add constraint staff_acting_post foreign key (acting_post_id) references app.posts (id) on delete set null;
create index staff_acting_post_id on app.staff (acting_post_id);

create function app.is_current(p_from date, p_to date) returns boolean
language sql stable set search_path = '' as $$
  select (now() at time zone 'Asia/Shanghai')::date between p_from and coalesce(p_to, 'infinity'::date)
$$;

-- The post in which the caller acts now; null for strangers, suspended people and ended posts.
create function app.my_post() returns app.posts
language sql stable security definer set search_path = '' as $$
  select p from app.staff s
  join app.posts p on p.staff_id = s.id and app.is_current(p.valid_from, p.valid_to)
  join app.organisations o on o.id = p.organisation_id and o.active
  where s.id = auth.uid() and s.active
  order by (p.id is not distinct from s.acting_post_id) desc, p.valid_from, p.id
  limit 1
$$;
create function app.my_role() returns text
language sql stable security definer set search_path = '' as $$ select (app.my_post()).role $$;
create function app.my_organisation() returns uuid
language sql stable security definer set search_path = '' as $$ select (app.my_post()).organisation_id $$;
-- The region whose subtree the caller sees; null unless the organisation is territorial.
create function app.my_scope() returns text
language sql stable security definer set search_path = '' as $$
  select o.region_code from app.organisations o where o.id = app.my_organisation() and o.territorial
$$;
comment on function app.my_post is 'The caller''s acting post. Call helpers as (select app.my_…()) in policies: once per query.';
grant execute on function app.my_role(), app.my_organisation(), app.my_scope(), app.is_current(date, date) to authenticated;

alter table app.dispute_types enable row level security;
alter table app.organisations enable row level security;
alter table app.organisation_regions enable row level security;
alter table app.organisation_types enable row level security;
alter table app.organisation_loads enable row level security;
alter table app.staff enable row level security;
alter table app.posts enable row level security;

create policy "signed-in people read dispute types" on app.dispute_types for select to authenticated using (true);
create policy "posts read the directory of organisations" on app.organisations for select to authenticated
  using ((select app.my_role()) is not null);
create policy "posts read regions served" on app.organisation_regions for select to authenticated
  using ((select app.my_role()) is not null);
create policy "posts read types handled" on app.organisation_types for select to authenticated
  using ((select app.my_role()) is not null);
create policy "posts read open cases of organisations" on app.organisation_loads for select to authenticated
  using ((select app.my_role()) is not null);
create policy "people read posts of their organisation and of their territory" on app.posts for select to authenticated
  using (staff_id = (select auth.uid())
    or coalesce(organisation_id = (select app.my_organisation()), false)
    or coalesce((select app.my_role()) in ('administrator', 'leader')
         and exists (select 1 from app.organisations o where o.id = organisation_id
                     and starts_with(o.region_code, (select app.my_scope()))), false));
create policy "people read whose posts they read" on app.staff for select to authenticated
  using (id = (select auth.uid()) or exists (select 1 from app.posts p where p.staff_id = staff.id));

grant select on app.dispute_types, app.organisations, app.organisation_regions, app.organisation_types,
  app.organisation_loads, app.posts to authenticated;
grant select (id, account, name, active) on app.staff to authenticated;

create view api.dispute_types with (security_invoker = true) as
  select code, parent_code, name, name_en, hint, sort from app.dispute_types where active;
comment on view api.dispute_types is 'Dispute types in use, first and second level.';

create view api.organisations with (security_invoker = true) as
  select o.id, o.name, o.short_name, o.kind, o.level, o.region_code, r.path as region_path, o.territorial,
    o.parent_id, parent.name as parent_name, o.phone, o.address, o.longitude, o.latitude, o.capacity,
    coalesce(l.open_cases, 0) as open_cases, o.duty_hours,
    array(select t.type_code from app.organisation_types t where t.organisation_id = o.id order by 1) as type_codes,
    array(select s.region_code from app.organisation_regions s where s.organisation_id = o.id order by 1) as region_codes,
    o.active
  from app.organisations o
  left join app.regions r on r.code = o.region_code
  left join app.organisations parent on parent.id = o.parent_id
  left join app.organisation_loads l on l.organisation_id = o.id;
comment on view api.organisations is 'Directory of organisations with region, types handled, capacity and open cases.';

grant select on api.dispute_types, api.organisations to authenticated;

create type api.identity as (staff_id uuid, name text, account text, post_id uuid, role text, organisation_id uuid,
  organisation_name text, territorial boolean, scope_code text, scope_level smallint, scope_name text, posts jsonb);
comment on type api.identity is 'A person in the acting post; scope is null unless the organisation is territorial; posts are the choices.';

create function app.who_am_i() returns setof api.identity
language sql stable security definer set search_path = '' as $$
  select s.id, s.name, s.account, me.id, me.role, o.id, o.name, o.territorial,
    case when o.territorial then o.region_code end,
    case when o.territorial then o.level end,
    case when o.territorial then r.name end,
    (select jsonb_agg(jsonb_build_object('id', p.id, 'role', p.role, 'organisation_name', po.name) order by po.name, p.role)
     from app.posts p join app.organisations po on po.id = p.organisation_id
     where p.staff_id = s.id and app.is_current(p.valid_from, p.valid_to))
  from app.my_post() me
  join app.staff s on s.id = me.staff_id
  join app.organisations o on o.id = me.organisation_id
  join app.regions r on r.code = o.region_code
$$;
create function api.who_am_i() returns setof api.identity
language sql stable security invoker set search_path = '' as $$ select * from app.who_am_i() $$;
comment on function api.who_am_i is 'The caller: person, acting post, organisation, scope. No row for somebody without a post.';

create function app.switch_post(p_post uuid) returns setof api.identity
language plpgsql security definer set search_path = '' as $$
begin
  update app.staff s set acting_post_id = p.id
  from app.posts p
  where p.id = p_post and p.staff_id = s.id and s.id = auth.uid() and s.active and app.is_current(p.valid_from, p.valid_to);
  if not found then perform app.refuse('refused', '{}', '42501'); end if;
  return query select * from app.who_am_i();
end $$;
create function api.switch_post(post_id uuid) returns setof api.identity
language sql security invoker set search_path = '' as $$ select * from app.switch_post(post_id) $$;
comment on function api.switch_post is 'Acts in another of one''s own current posts from now on. Refused with 42501 for any other post.';
grant execute on function app.who_am_i(), api.who_am_i(), app.switch_post(uuid), api.switch_post(uuid) to authenticated;

-- 06_cases.sql --------------------------------------------------------------------------------------------------

-- Chapter 6 · Cases (纠纷案件)

create table app.channels (
  code text not null,
  name text not null,
  name_en text not null,
  sort smallint not null default 0,
  constraint channels_pkey primary key (code)
);
comment on table app.channels is 'The eleven channels by which a dispute arrives.';

create sequence app.case_numbers;

-- Words to be found by. Chinese has no blanks, so every two neighbouring characters make a term, and the last of a run
-- one of its own; letters and digits make a term a run. A number is found by its parts: whole, from the date on, by its
-- serial with or without zeros.
create function app.terms_of(p_text text) returns text[]
language sql immutable set search_path = '' as $$
  select coalesce(array_agg(distinct term), '{}')
  from regexp_matches(lower(normalize(p_text, nfkc)), '[\u3400-\u9fff]+|[a-z0-9]+', 'g') as run
  cross join lateral (
    select substr(run[1], i, 2) as term from generate_series(1, length(run[1])) as i where run[1] >= '㐀'
    union all select run[1] where run[1] < '㐀'
  ) as terms
$$;
create function app.search_vector(p_number text, p_text text) returns tsvector
language sql immutable set search_path = '' as $$
  select array_to_tsvector(app.terms_of(p_text) || array_remove(array[replace(number, '-', ''),
    replace(substr(number, 8), '-', ''), substr(number, 15), ltrim(substr(number, 15), '0')], ''))
  from lower(p_number) as number
$$;
-- What is typed, as a query: every word must occur; a single character and the last letters may go on.
create function app.search_query(p_words text) returns tsquery
language sql immutable set search_path = '' as $$
  select string_agg('''' || term || case when length(term) = 1 or term < '㐀' then ''':*' else '''' end, ' & ')::tsquery
  from (
    select distinct term from regexp_matches(
      replace(lower(normalize(left(p_words, 100), nfkc)), '-', ''), '[\u3400-\u9fff]+|[a-z0-9]+', 'g') as run
    cross join lateral (
      select substr(run[1], i, 2) as term from generate_series(1, greatest(length(run[1]) - 1, 1)) as i where run[1] >= '㐀'
      union all select run[1] where run[1] < '㐀'
    ) as terms
    limit 60
  ) as query
$$;

create table app.cases (
  id uuid not null default gen_random_uuid(),
  number text collate "C" not null,
  version int not null default 1,
  status text not null default 'submitted',
  grade text not null default 'blue',
  channel text not null,
  type_code text not null,
  summary text not null,
  -- Where it happens, to the village; a home address belongs to app.parties_private.
  place text,
  longitude double precision not null,
  latitude double precision not null,
  location_basis text not null,
  people_count int,
  amount numeric(14, 2),
  danger boolean not null default false,
  -- The most precise region known; the level columns below follow from it (null below its precision).
  region_code text collate "C" not null,
  city_code text collate "C" not null generated always as (left(region_code, 4)) stored,
  county_code text collate "C" generated always as (case when length(region_code) >= 6 then left(region_code, 6) end) stored,
  town_code text collate "C" generated always as (case when length(region_code) >= 9 then left(region_code, 9) end) stored,
  village_code text collate "C" generated always as (case when length(region_code) >= 12 then left(region_code, 12) end) stored,
  -- Exactly one organisation answers for the case at any time: the desk, then the lead.
  responsible_organisation_id uuid not null,
  lead_organisation_id uuid,
  mediator_id uuid,
  mediator_name text,
  -- Every organisation that takes part or took part, written by app.save_case.
  participant_organisation_ids uuid[] not null default '{}',
  return_count smallint not null default 0,
  outcome text,
  answer text,
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
  constraint cases_pkey primary key (id),
  constraint cases_number_unique unique (number),
  constraint cases_status check (status in ('submitted', 'accepted', 'answered', 'dispatched', 'received', 'mediating',
    'agreed', 'failed', 'closed')),
  constraint cases_grade check (grade in ('red', 'yellow', 'blue')),
  constraint cases_location_basis check (location_basis in ('pin', 'region')),
  constraint cases_people_count check (people_count between 1 and 100000),
  constraint cases_amount check (amount between 0 and 999999999999.99),
  constraint cases_return_count check (return_count between 0 and 2),
  constraint cases_closed check ((status = 'closed') = (closed_at is not null)),
  constraint cases_outcome check (outcome in ('agreed_written', 'agreed_oral', 'not_settled', 'answered')),
  constraint cases_closed_with_outcome check (status <> 'closed' or outcome is not null),
  constraint cases_lead check (lead_organisation_id is not null or status in ('submitted', 'accepted', 'answered', 'closed')),
  constraint cases_mediator check (mediator_id is not null or status not in ('received', 'mediating', 'agreed', 'failed')),
  constraint cases_channel foreign key (channel) references app.channels (code) on delete restrict,
  constraint cases_type foreign key (type_code) references app.dispute_types (code) on delete restrict,
  constraint cases_region foreign key (region_code) references app.regions (code) on delete restrict,
  constraint cases_responsible foreign key (responsible_organisation_id) references app.organisations (id) on delete restrict,
  constraint cases_lead_organisation foreign key (lead_organisation_id) references app.organisations (id) on delete restrict,
  constraint cases_mediator_staff foreign key (mediator_id) references app.staff (id) on delete restrict,
  constraint cases_filed_by foreign key (filed_by) references app.staff (id) on delete restrict
);
comment on table app.cases is 'One row per dispute. Written only by the verbs.';

-- Every list sends an equality on one of these first columns, so that the index drives and row-level security is
-- a cheap check on top.
create index cases_city_created on app.cases (city_code, created_at desc, id desc);
create index cases_county_created on app.cases (county_code, created_at desc, id desc);
create index cases_town_created on app.cases (town_code, created_at desc, id desc);
create index cases_village_created on app.cases (village_code, created_at desc, id desc);
create index cases_city_status on app.cases (city_code, status, created_at desc, id desc);
create index cases_county_status on app.cases (county_code, status, created_at desc, id desc);
create index cases_town_status on app.cases (town_code, status, created_at desc, id desc);
create index cases_village_status on app.cases (village_code, status, created_at desc, id desc);
create index cases_lead_created on app.cases (lead_organisation_id, created_at desc, id desc);
create index cases_lead_status on app.cases (lead_organisation_id, status, created_at desc, id desc);
create index cases_mediator_status on app.cases (mediator_id, status, created_at desc, id desc);
-- Worst first among the open ones: small, whatever the history.
create index cases_city_open on app.cases (city_code, due_at, id) where closed_at is null;
create index cases_county_open on app.cases (county_code, due_at, id) where closed_at is null;
create index cases_town_open on app.cases (town_code, due_at, id) where closed_at is null;
create index cases_village_open on app.cases (village_code, due_at, id) where closed_at is null;
create index cases_lead_open on app.cases (lead_organisation_id, due_at, id) where closed_at is null;
create index cases_mediator_open on app.cases (mediator_id, due_at, id) where closed_at is null;
create index cases_search on app.cases using gin (search);
create index cases_region_code on app.cases (region_code);
create index cases_responsible on app.cases (responsible_organisation_id);
create index cases_channel on app.cases (channel);
create index cases_type_code on app.cases (type_code);
create index cases_filed_by on app.cases (filed_by);

create function app.next_case_number(p_region text) returns text
language sql volatile set search_path = '' as $$
  select rpad(left(p_region, 6), 6, '0') || '-' || to_char(now() at time zone 'Asia/Shanghai', 'YYMMDD') || '-'
    || lpad((nextval('app.case_numbers') % 100000)::text, 5, '0')
$$;
comment on function app.next_case_number is 'County code, date, serial: 350821-261124-00042. Gaps are normal, nothing waits.';

-- Which organisations take part, and as what.
create table app.case_participants (
  case_id uuid not null,
  organisation_id uuid not null,
  part text not null,
  since timestamptz not null default now(),
  until timestamptz,
  constraint case_participants_pkey primary key (case_id, organisation_id, part),
  constraint case_participants_part check (part in ('desk', 'lead', 'former_lead')),
  constraint case_participants_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint case_participants_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.case_participants is 'Organisations taking part in a case: desk, lead, former lead.';
create index case_participants_organisation_id on app.case_participants (organisation_id, case_id);

-- A state that reads well: green while there is time, amber in the last quarter, red when overdue.
create function app.light(p_due timestamptz, p_warn timestamptz) returns text
language sql stable set search_path = '' as $$
  select case when p_due is null then null when p_due < now() then 'red' when p_warn < now() then 'amber' else 'green' end
$$;
grant execute on function app.light(timestamptz, timestamptz) to authenticated;

alter table app.channels enable row level security;
alter table app.cases enable row level security;
alter table app.case_participants enable row level security;
create policy "signed-in people read channels" on app.channels for select to authenticated using (true);
-- coalesce keeps the planner from guessing the bound: the level equality of the query chooses the index.
create policy "a post reads the cases of its territory or of its organisation" on app.cases for select to authenticated
  using (coalesce(starts_with(region_code, (select app.my_scope())), false)
    or coalesce((select app.my_organisation()) = any (participant_organisation_ids), false));
create policy "whoever reads the case reads who takes part" on app.case_participants for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));

grant select on app.channels, app.case_participants to authenticated;
grant select (id, number, version, status, grade, channel, type_code, summary, place, longitude, latitude, location_basis,
  people_count, amount, danger, region_code, city_code, county_code, town_code, village_code,
  responsible_organisation_id, lead_organisation_id, mediator_id, mediator_name, participant_organisation_ids,
  return_count, outcome, answer, due_at, warn_at, due_stage, created_at, updated_at, closed_at) on app.cases to authenticated;

create view api.channels with (security_invoker = true) as select code, name, name_en, sort from app.channels;
comment on view api.channels is 'Channels by which disputes arrive.';

create view api.cases with (security_invoker = true) as
  select c.id, c.number, c.version, c.status, c.grade, c.channel, c.type_code, t.name as type_name,
    t.name_en as type_name_en, c.summary, c.place, c.longitude, c.latitude, c.location_basis, c.people_count, c.amount,
    c.danger, c.region_code, r.path as region_path, c.city_code, c.county_code, c.town_code, c.village_code,
    c.responsible_organisation_id, responsible.name as responsible_organisation_name,
    c.lead_organisation_id, lead.name as lead_organisation_name, c.mediator_id, c.mediator_name, c.return_count,
    c.outcome, c.answer, c.created_at, c.updated_at, c.closed_at, c.due_at, c.due_stage, app.light(c.due_at, c.warn_at) as light
  from app.cases c
  left join app.regions r on r.code = c.region_code
  left join app.dispute_types t on t.code = c.type_code
  left join app.organisations responsible on responsible.id = c.responsible_organisation_id
  left join app.organisations lead on lead.id = c.lead_organisation_id;
comment on view api.cases is 'Cases that the caller may see. Filter by a level column (county_code=eq.…) or by lead_organisation_id.';

create view api.posts with (security_invoker = true) as
  select p.id, p.staff_id, s.name as staff_name, s.account, p.role, p.organisation_id, o.name as organisation_name,
    o.level as organisation_level, o.region_code, r.path as region_path, p.valid_from, p.valid_to,
    (s.active and app.is_current(p.valid_from, p.valid_to)) as active,
    case when p.role = 'mediator' then
      (select count(*) from app.cases c where c.mediator_id = p.staff_id and c.closed_at is null)
    end as open_cases
  from app.posts p
  left join app.staff s on s.id = p.staff_id
  left join app.organisations o on o.id = p.organisation_id
  left join app.regions r on r.code = o.region_code;
comment on view api.posts is 'Posts that the caller may see: person, organisation, role, period, open cases of a mediator.';
grant select on api.channels, api.cases, api.posts to authenticated;

-- 07_parties.sql ------------------------------------------------------------------------------------------------

-- Chapter 7 · Parties (当事人) and their personal data
-- Lists show masked copies. The originals are sealed in a table that no role reads; api.reveal_party opens one
-- row for somebody who works on the case, and writes down who, when and why.

create table app.parties (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  side text not null,
  kind text not null default 'person',
  name text not null,
  phone text,
  id_number text,
  constraint parties_pkey primary key (id),
  constraint parties_side check (side in ('applicant', 'respondent')),
  constraint parties_kind check (kind in ('person', 'organisation')),
  constraint parties_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.parties is 'Parties of a case; names, phones and ID numbers are masked here.';
create index parties_case_id on app.parties (case_id);

create table app.parties_private (
  party_id uuid not null,
  name bytea not null,
  phone bytea,
  id_number bytea,
  address bytea,
  constraint parties_private_pkey primary key (party_id),
  constraint parties_private_party foreign key (party_id) references app.parties (id) on delete cascade
);
comment on table app.parties_private is 'Sealed personal data. No grants: only app.reveal_party opens it.';

create table app.party_reveals (
  id bigint generated always as identity,
  party_id uuid not null,
  case_id uuid not null,
  staff_id uuid not null,
  post_id uuid not null,
  reason text not null,
  at timestamptz not null default now(),
  constraint party_reveals_pkey primary key (id),
  constraint party_reveals_party foreign key (party_id) references app.parties (id) on delete restrict,
  constraint party_reveals_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint party_reveals_staff foreign key (staff_id) references app.staff (id) on delete restrict,
  constraint party_reveals_post foreign key (post_id) references app.posts (id) on delete restrict
);
comment on table app.party_reveals is 'Each unmasking of personal data: who, when, why.';
create index party_reveals_party_id on app.party_reveals (party_id);
create index party_reveals_case_id on app.party_reveals (case_id, at);
create index party_reveals_staff_id on app.party_reveals (staff_id, at);
create index party_reveals_post_id on app.party_reveals (post_id);

create function app.personal_data_key() returns bytea
language sql stable security definer set search_path = '' as $$
  select coalesce(
    extensions.digest(nullif(current_setting('app.personal_data_key', true), ''), 'sha256'),
    (select value from app.secrets where name = 'personal_data'))
$$;
comment on function app.personal_data_key is 'Key of the sealed columns: the database setting app.personal_data_key, else the installation''s own.';

-- AES-256 with a fresh initialisation vector in front.
create function app.seal(p_text text) returns bytea
language plpgsql volatile set search_path = '' as $$
declare
  v_iv bytea := extensions.gen_random_bytes(16);
begin
  if p_text is null then return null; end if;
  return v_iv || extensions.encrypt_iv(convert_to(p_text, 'UTF8'), app.personal_data_key(), v_iv, 'aes');
end $$;
create function app.unseal(p_sealed bytea) returns text
language sql stable set search_path = '' as $$
  select convert_from(extensions.decrypt_iv(substr(p_sealed, 17), app.personal_data_key(), substr(p_sealed, 1, 16), 'aes'), 'UTF8')
$$;

create function app.mask_name(p_name text, p_kind text) returns text
language sql immutable set search_path = '' as $$
  select case when p_kind = 'organisation' then p_name else left(p_name, 1) || '某' end
$$;
create function app.mask_phone(p_phone text) returns text
language sql immutable set search_path = '' as $$
  select left(p_phone, 3) || repeat('*', greatest(length(p_phone) - 7, 1)) || right(p_phone, 4)
$$;
create function app.mask_id_number(p_id text) returns text
language sql immutable set search_path = '' as $$
  select left(p_id, 6) || repeat('*', greatest(length(p_id) - 10, 1)) || right(p_id, 4)
$$;

create function app.add_party(p_case uuid, p_side text, p_kind text, p_name text, p_phone text, p_id_number text default null,
  p_address text default null) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into app.parties (case_id, side, kind, name, phone, id_number)
  values (p_case, p_side, p_kind, app.mask_name(p_name, p_kind), app.mask_phone(p_phone), app.mask_id_number(p_id_number))
  returning id into v_id;
  insert into app.parties_private (party_id, name, phone, id_number, address)
  values (v_id, app.seal(p_name), app.seal(p_phone), app.seal(p_id_number), app.seal(p_address));
  return v_id;
end $$;

alter table app.parties enable row level security;
alter table app.parties_private enable row level security;
alter table app.party_reveals enable row level security;
create policy "whoever reads the case reads its masked parties" on app.parties for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select on app.parties to authenticated;

create view api.parties with (security_invoker = true) as
  select id, case_id, side, kind, name, phone, id_number from app.parties;
comment on view api.parties is 'Parties of a case, masked: 陈某, 138****5678, 350821********1234.';
grant select on api.parties to authenticated;

-- 08_history.sql ------------------------------------------------------------------------------------------------

-- Chapter 8 · History: append-only and chained
-- Each event carries the hash of the one before it in the same case, so that a change after the fact shows.

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
  -- Words and figures of the act; never personal data of a party.
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
comment on table app.case_events is 'Who did what when, in which post; append-only, hash-chained per case.';
create index case_events_actor_id on app.case_events (actor_id, at);
create index case_events_post_id on app.case_events (post_id);
create index case_events_organisation_id on app.case_events (organisation_id, at);

create function app.event_hash(e app.case_events) returns bytea
language sql stable set search_path = '' as $$
  select extensions.digest(convert_to(concat_ws('|', encode(e.previous_hash, 'hex'), e.case_id, e.seq, e.verb, e.from_status,
    e.to_status, e.actor_kind, e.actor_id, e.post_id, e.payload::text,
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), e.request_id), 'UTF8'), 'sha256')
$$;
comment on function app.event_hash is 'SHA-256 over the event and the previous hash.';

create function app.chain_event() returns trigger language plpgsql set search_path = '' as $$
declare
  v_last record;
begin
  select seq, hash into v_last from app.case_events where case_id = new.case_id order by seq desc limit 1;
  new.seq := coalesce(v_last.seq, 0) + 1;
  new.previous_hash := v_last.hash;
  new.hash := app.event_hash(new);
  return new;
end $$;
create trigger case_events_10_chain before insert on app.case_events
  for each row execute function app.chain_event();

create function app.refuse_change() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = '42501', message = 'append_only', hint = 'error.append_only';
end $$;
create trigger case_events_30_append_only before update or delete on app.case_events
  for each row execute function app.refuse_change();
create trigger case_events_31_append_only before truncate on app.case_events
  for each statement execute function app.refuse_change();
create trigger party_reveals_30_append_only before update or delete on app.party_reveals
  for each row execute function app.refuse_change();

-- The number of the first event whose hash does not hold, null when the chain is whole.
create function app.broken_event(p_case uuid) returns int
language sql stable set search_path = '' as $$
  select min(e.seq) from (
    select e.seq, e.hash is distinct from app.event_hash(e)
      or e.previous_hash is distinct from lag(e.hash) over (order by e.seq)
      or e.seq <> row_number() over (order by e.seq) as broken
    from app.case_events e where e.case_id = p_case
  ) e where e.broken
$$;
comment on function app.broken_event is 'First event of a case whose hash or order does not hold; null when whole.';

alter table app.case_events enable row level security;
create policy "whoever reads the case reads its history" on app.case_events for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select (id, case_id, seq, verb, from_status, to_status, actor_kind, actor_name, role, organisation_name, payload, at)
  on app.case_events to authenticated;

create view api.case_events with (security_invoker = true) as
  select id, case_id, seq, verb, from_status, to_status, actor_kind, actor_name, role, organisation_name, payload, at
  from app.case_events;
comment on view api.case_events is 'History of a case in order: verb, stage before and after, who in which role, when.';
grant select on api.case_events to authenticated;

-- 09_deadlines.sql ----------------------------------------------------------------------------------------------

-- Chapter 9 · Deadlines (时限)
-- One row per clock of a case. The policy that fits best (type, channel, grade) is pinned when the clock starts,
-- so a rule changed today leaves running clocks alone. Overdue is computed, never stored.

create table app.deadline_policies (
  id int generated always as identity,
  stage text not null,
  type_code text,
  channel text,
  grade text,
  amount int not null,
  unit text not null,
  -- The law or local rule that it rests on.
  basis text not null,
  valid_from timestamptz not null default '2000-01-01 00:00:00+00',
  valid_to timestamptz,
  constraint deadline_policies_pkey primary key (id),
  constraint deadline_policies_unique unique nulls not distinct (stage, type_code, channel, grade, valid_from),
  constraint deadline_policies_stage check (stage in ('accept', 'dispatch', 'sign', 'contact', 'mediate', 'close')),
  constraint deadline_policies_grade check (grade in ('red', 'yellow', 'blue')),
  constraint deadline_policies_amount check (amount between 1 and 1000),
  constraint deadline_policies_unit check (unit in ('workhour', 'workday', 'day', 'month')),
  constraint deadline_policies_type foreign key (type_code) references app.dispute_types (code) on delete restrict,
  constraint deadline_policies_channel foreign key (channel) references app.channels (code) on delete restrict
);
comment on table app.deadline_policies is 'How long each stage may take, by type, channel and grade.';
create index deadline_policies_type_code on app.deadline_policies (type_code);
create index deadline_policies_channel on app.deadline_policies (channel);

create table app.deadlines (
  id bigint generated always as identity,
  case_id uuid not null,
  stage text not null,
  policy_id int not null,
  starts_at timestamptz not null,
  warn_at timestamptz not null,
  due_at timestamptz not null,
  met_at timestamptz,
  -- Computed into a year whose holidays are not announced yet.
  provisional boolean not null default false,
  -- When the waiting screens were told that it ran out.
  overdue_told_at timestamptz,
  constraint deadlines_pkey primary key (id),
  constraint deadlines_order check (starts_at <= warn_at and warn_at <= due_at),
  constraint deadlines_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint deadlines_policy foreign key (policy_id) references app.deadline_policies (id) on delete restrict
);
comment on table app.deadlines is 'Clocks of a case; at most one runs per stage.';
create unique index deadlines_one_running on app.deadlines (case_id, stage) where met_at is null;
create index deadlines_case_id on app.deadlines (case_id, id);
create index deadlines_policy_id on app.deadlines (policy_id);
create index deadlines_untold on app.deadlines (due_at) where met_at is null and overdue_told_at is null;

create function app.policy_for(p_stage text, p_type text, p_channel text, p_grade text, p_at timestamptz)
returns app.deadline_policies
language sql stable security definer set search_path = '' as $$
  select p from app.deadline_policies p
  where p.stage = p_stage
    and (p.type_code is null or p.type_code = p_type)
    and (p.channel is null or p.channel = p_channel)
    and (p.grade is null or p.grade = p_grade)
    and p.valid_from <= p_at and (p.valid_to is null or p.valid_to > p_at)
  order by (p.type_code is not null)::int + (p.channel is not null)::int + (p.grade is not null)::int desc,
    p.grade nulls last, p.type_code nulls last, p.id
  limit 1
$$;

-- A clock for a stage of a case, starting at a moment; not yet stored.
create function app.plan_deadline(p_case app.cases, p_stage text, p_from timestamptz) returns app.deadlines
language plpgsql stable security definer set search_path = '' as $$
declare
  v_policy app.deadline_policies := app.policy_for(p_stage, p_case.type_code, p_case.channel, p_case.grade, p_from);
  v_row app.deadlines;
begin
  if v_policy.id is null then
    raise exception 'no deadline policy for stage %', p_stage using errcode = 'P0001';
  end if;
  v_row.case_id := p_case.id;
  v_row.stage := p_stage;
  v_row.policy_id := v_policy.id;
  v_row.starts_at := p_from;
  v_row.due_at := app.add_working_time(p_from, v_policy.amount, v_policy.unit);
  v_row.warn_at := v_row.due_at - (v_row.due_at - p_from) / 4;
  v_row.provisional := app.is_provisional((v_row.due_at at time zone 'Asia/Shanghai')::date);
  return v_row;
end $$;

-- Starts a clock unless the stage's clock is running already: a second start never buys time.
create function app.start_deadline(p_case app.cases, p_stage text, p_from timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.deadlines := app.plan_deadline(p_case, p_stage, p_from);
begin
  insert into app.deadlines (case_id, stage, policy_id, starts_at, warn_at, due_at, provisional)
  values (v_row.case_id, v_row.stage, v_row.policy_id, v_row.starts_at, v_row.warn_at, v_row.due_at, v_row.provisional)
  on conflict (case_id, stage) where met_at is null do nothing;
end $$;

alter table app.deadline_policies enable row level security;
alter table app.deadlines enable row level security;
create policy "whoever reads the case reads its deadlines" on app.deadlines for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select on app.deadlines to authenticated;

create view api.deadlines with (security_invoker = true) as
  select id, case_id, stage, starts_at, due_at, met_at, provisional,
    case when met_at is null then app.light(due_at, warn_at) when met_at > due_at then 'red' else 'green' end as light
  from app.deadlines;
comment on view api.deadlines is 'Clocks of a case: stage, start, due, met; light green, amber or red (overdue or met late).';
grant select on api.deadlines to authenticated;

-- 10_lifecycle.sql ----------------------------------------------------------------------------------------------

-- Chapter 10 · The life of a case: who may do what at which stage, as data
-- One table of transitions drives the verbs, the possible actions and the rights. The console shows what
-- api.available_actions says and knows no rule of its own.

create table app.transitions (
  from_status text,
  verb text not null,
  to_status text not null,
  -- Who: public (no account) · desk (dispatcher of the case's desk) · lead (dispatcher or mediator of the lead
  -- organisation) · lead_desk (its dispatcher) · mediator (the case's own mediator).
  who text not null,
  sort smallint not null,
  constraint transitions_unique unique nulls not distinct (from_status, verb, to_status, who),
  constraint transitions_who check (who in ('public', 'desk', 'lead', 'lead_desk', 'mediator'))
);
comment on table app.transitions is 'The state machine: stage before, verb, stage after, who. No stage before means filing.';
alter table app.transitions enable row level security;

create type api.verb_result as (id uuid, number text, status text, version int);
comment on type api.verb_result is 'What every verb answers: the case, its number, its stage and its version afterwards.';

-- What was already done, so that a request sent twice is done once.
create table app.requests (
  request_id uuid not null,
  verb text not null,
  actor_id uuid,
  -- SHA-256 over the arguments: the same id with other words is a mistake, not a repetition.
  digest bytea not null,
  case_id uuid not null,
  status text not null,
  version int not null,
  at timestamptz not null default now(),
  constraint requests_pkey primary key (request_id),
  constraint requests_actor foreign key (actor_id) references app.staff (id) on delete restrict,
  constraint requests_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.requests is 'Requests done, by their id; kept thirty days.';
create index requests_actor_id on app.requests (actor_id);
create index requests_case_id on app.requests (case_id);
create index requests_at on app.requests (at);
alter table app.requests enable row level security;

create function app.digest(p_args jsonb) returns bytea
language sql immutable set search_path = '' as $$
  select extensions.digest(convert_to(p_args::text, 'UTF8'), 'sha256')
$$;

-- Finds a request that was done before. Two sendings of one request wait for each other here.
-- Refuses with request_reused (PT409) when the id was used for something else or by somebody else.
create function app.done_before(p_request uuid, p_verb text, p_args jsonb) returns app.requests
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_done app.requests;
begin
  if p_request is null then perform app.refuse('field_required', '{"field": "request_id"}'); end if;
  perform pg_advisory_xact_lock(hashtextextended(p_request::text, 0));
  select * into v_done from app.requests where request_id = p_request;
  if v_done.request_id is not null and (v_done.verb <> p_verb or v_done.digest <> app.digest(p_args)
      or v_done.actor_id is distinct from auth.uid()) then
    perform app.refuse('request_reused', '{}', 'PT409');
  end if;
  return v_done;
end $$;

create function app.may_read(p_case app.cases) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(starts_with(p_case.region_code, app.my_scope()), false)
    or coalesce(app.my_organisation() = any (p_case.participant_organisation_ids), false)
$$;
comment on function app.may_read is 'The reading rule of app.cases for one row, for functions that read past row-level security.';

-- Whether the acting post is the "who" of a transition for a case.
create function app.is_actor(p_who text, p_case app.cases, p_me app.posts) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(case p_who
    when 'desk' then p_me.role = 'dispatcher' and exists (
      select 1 from app.case_participants p
      where p.case_id = p_case.id and p.organisation_id = p_me.organisation_id and p.part = 'desk' and p.until is null)
    when 'lead' then p_me.role in ('dispatcher', 'mediator') and p_me.organisation_id = p_case.lead_organisation_id
    when 'lead_desk' then p_me.role = 'dispatcher' and p_me.organisation_id = p_case.lead_organisation_id
    when 'mediator' then p_me.role = 'mediator' and p_me.staff_id = p_case.mediator_id
      and p_me.organisation_id = p_case.lead_organisation_id
  end, false)
$$;

create function app.available_actions(p_case uuid) returns setof text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('case_not_found', '{}', 'PT404');
  end if;
  return query
    select t.verb from app.transitions t
    where t.from_status = v_case.status and app.is_actor(t.who, v_case, v_me)
      and (t.verb <> 'return_case' or v_case.return_count < 2)
    group by t.verb order by min(t.sort);
end $$;

create function api.available_actions(case_id uuid) returns table (verb text)
language sql stable security invoker set search_path = '' as $$ select app.available_actions(case_id) $$;
comment on function api.available_actions is 'Verbs that the caller may use on a case now, most usual first. 404 case_not_found.';
grant execute on function app.available_actions(uuid), api.available_actions(uuid) to authenticated;

-- Locks a case for a verb and checks version, stage and right, in this order of telling: hidden cases do not exist
-- (PT404), a changed case says who did what (PT409 stale_version), a stage that knows no such verb says so (PT409),
-- and somebody else's step is refused (42501).
create function app.open_case(p_verb text, p_case uuid, p_version int) returns app.cases
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
  v_last record;
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_case is null then perform app.refuse('field_required', '{"field": "case_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_case from app.cases where id = p_case for update;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('case_not_found', '{}', 'PT404');
  end if;
  if not exists (select 1 from app.transitions t where t.verb = p_verb
                 and (t.who = 'desk' and app.is_actor('desk', v_case, v_me)
                   or t.who <> 'desk' and app.is_actor('lead', v_case, v_me))) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  if v_case.version <> p_version then
    select e.verb, e.actor_name, e.at into v_last
    from app.case_events e where e.case_id = p_case order by e.seq desc limit 1;
    perform app.refuse('stale_version', jsonb_build_object('version', v_case.version, 'status', v_case.status,
      'verb', v_last.verb, 'actor', v_last.actor_name, 'at', v_last.at), 'PT409');
  end if;
  if not exists (select 1 from app.transitions t where t.from_status = v_case.status and t.verb = p_verb) then
    perform app.refuse('not_possible_now', jsonb_build_object('status', v_case.status), 'PT409');
  end if;
  if not exists (select 1 from app.transitions t where t.from_status = v_case.status and t.verb = p_verb
                 and app.is_actor(t.who, v_case, v_me)) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  return v_case;
end $$;
comment on function app.open_case is 'Locks a case for a verb; refuses with case_not_found, refused, stale_version or not_possible_now.';

create function app.join_case(p_case uuid, p_organisation uuid, p_part text) returns void
language sql volatile set search_path = '' as $$
  insert into app.case_participants (case_id, organisation_id, part) values (p_case, p_organisation, p_part)
  on conflict on constraint case_participants_pkey do update set until = null
$$;

create function app.check_choice(p_field text, p_value text, p_choices text[]) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_value is null or p_value = '' then perform app.refuse('field_required', jsonb_build_object('field', p_field)); end if;
  if p_value <> all (p_choices) then perform app.refuse('unknown_choice', jsonb_build_object('field', p_field)); end if;
end $$;

create function app.check_type(p_type text) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_type is null or p_type = '' then perform app.refuse('field_required', '{"field": "type_code"}'); end if;
  if not exists (select 1 from app.dispute_types where code = p_type and active) then
    perform app.refuse('unknown_choice', '{"field": "type_code"}');
  end if;
end $$;

-- Yuan and fen. NaN compares as greater than everything and is refused with the rest.
create function app.check_amount(p_amount numeric) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_amount < 0 or p_amount > 999999999999.99 then
    perform app.refuse('out_of_range', '{"field": "amount", "min": 0, "max": 999999999999.99}');
  end if;
end $$;

create function app.meet_deadline(p_case uuid, p_stage text) returns void
language sql volatile set search_path = '' as $$
  update app.deadlines set met_at = now() where case_id = p_case and stage = p_stage and met_at is null
$$;

-- Writes a changed case with its next deadline and its participants: one update, one version.
create function app.save_case(p_case app.cases) returns app.cases
language plpgsql volatile set search_path = '' as $$
declare
  v_next app.deadlines;
  v_saved app.cases;
begin
  select * into v_next from app.deadlines d
  where d.case_id = p_case.id and d.met_at is null order by d.due_at, d.id limit 1;
  update app.cases c set
    version = c.version + 1, updated_at = now(), status = p_case.status, grade = p_case.grade,
    type_code = p_case.type_code, responsible_organisation_id = p_case.responsible_organisation_id,
    lead_organisation_id = p_case.lead_organisation_id, mediator_id = p_case.mediator_id,
    mediator_name = p_case.mediator_name, return_count = p_case.return_count, outcome = p_case.outcome,
    answer = p_case.answer, closed_at = case when p_case.status = 'closed' then coalesce(c.closed_at, now()) end,
    due_at = v_next.due_at, warn_at = v_next.warn_at, due_stage = v_next.stage,
    participant_organisation_ids = array(
      select distinct p.organisation_id from app.case_participants p where p.case_id = c.id order by 1)
  where c.id = p_case.id
  returning * into v_saved;
  return v_saved;
end $$;

-- Writes the history and remembers the request; answers what the verb answers.
create function app.finish_verb(p_verb text, p_from text, p_case app.cases, p_payload jsonb, p_request uuid, p_args jsonb)
returns api.verb_result
language plpgsql volatile set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
begin
  insert into app.case_events (case_id, verb, from_status, to_status, actor_kind, actor_id, actor_name, post_id, role,
    organisation_id, organisation_name, payload, request_id)
  select p_case.id, p_verb, p_from, p_case.status, case when v_me.id is null then 'public' else 'staff' end,
    v_me.staff_id, s.name, v_me.id, v_me.role, v_me.organisation_id, o.name, jsonb_strip_nulls(p_payload), p_request
  from (select 1) as always
  left join app.staff s on s.id = v_me.staff_id
  left join app.organisations o on o.id = v_me.organisation_id;
  insert into app.requests (request_id, verb, actor_id, digest, case_id, status, version)
  values (p_request, p_verb, auth.uid(), app.digest(p_args), p_case.id, p_case.status, p_case.version);
  return (p_case.id, p_case.number, p_case.status, p_case.version)::api.verb_result;
end $$;

create function app.repeat_answer(p_done app.requests) returns api.verb_result
language sql stable security definer set search_path = '' as $$
  select c.id, c.number, p_done.status, p_done.version from app.cases c where c.id = p_done.case_id
$$;

-- Open cases per lead organisation. One row per organisation is locked, in one order, so that nobody waits in a ring.
create function app.count_loads() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.organisation_loads as l (organisation_id, open_cases)
  select organisation_id, sum(n) from (
    select lead_organisation_id as organisation_id, 1 as n from newer
    where lead_organisation_id is not null and status in ('dispatched', 'received', 'mediating')
    union all
    select lead_organisation_id, -1 from older
    where lead_organisation_id is not null and status in ('dispatched', 'received', 'mediating')
  ) as change group by organisation_id having sum(n) <> 0 order by organisation_id
  on conflict (organisation_id) do update set open_cases = l.open_cases + excluded.open_cases;
  return null;
end $$;
create trigger cases_70_loads after update on app.cases
  referencing old table as older new table as newer for each statement execute function app.count_loads();

-- 11_dispatch.sql -----------------------------------------------------------------------------------------------

-- Chapter 11 · Who should take a case: territorial first, else by profession (属地管理、谁主管谁负责)

-- Kilometres between two WGS-84 points, good to a percent inside a city.
create function app.distance_km(p_lon1 double precision, p_lat1 double precision, p_lon2 double precision, p_lat2 double precision)
returns double precision
language sql immutable set search_path = '' as $$
  select 111.32 * sqrt(power((p_lon1 - p_lon2) * cos(radians((p_lat1 + p_lat2) / 2)), 2) + power(p_lat1 - p_lat2, 2))
$$;

-- Organisations that may take a case: in use, no dispatch centre, handling the type, serving the place. A case known
-- only to its county may also go to a township below it. `nearness` is the level they share with the case's region.
create function app.candidates(p_case app.cases) returns table (organisation_id uuid, nearness int, specialised boolean)
language sql stable security definer set search_path = '' as $$
  select o.id,
    max(case when starts_with(p_case.region_code, s.region_code) then
          case length(s.region_code) when 4 then 1 when 6 then 2 when 9 then 3 else 4 end else 2 end),
    bool_or(t.organisation_id is not null)
  from app.organisation_regions s
  join app.organisations o on o.id = s.organisation_id and o.active and o.kind <> 'dispatch_centre'
  left join app.dispute_types d on d.code = p_case.type_code
  left join app.organisation_types t on t.organisation_id = o.id and t.type_code in (d.code, d.parent_code)
  where (s.region_code = any (array[left(p_case.region_code, 4), left(p_case.region_code, 6),
           left(p_case.region_code, 9), left(p_case.region_code, 12)])
         or (length(p_case.region_code) = 6 and length(s.region_code) = 9
             and s.region_code between p_case.region_code and p_case.region_code || '~'))
    and (t.organisation_id is not null
         or not exists (select 1 from app.organisation_types any_type where any_type.organisation_id = o.id))
  group by o.id
$$;
comment on function app.candidates is 'Organisations that may take a case, with the level shared and whether they specialise in the type.';

create type api.dispatch_suggestion as (organisation_id uuid, name text, kind text, level smallint, score int,
  open_cases int, capacity int, distance_km numeric, longitude double precision, latitude double precision, phone text,
  reasons jsonb);
comment on type api.dispatch_suggestion is 'A ranked organisation; reasons are text keys (reason.…) with figures.';

-- Points: the nearer the level and the more specialised, the better; load, distance, an empty bench and an earlier
-- return count against. A specialised committee of the county stands before a general one of the village.
create function app.rank_candidates(p_case app.cases) returns setof api.dispatch_suggestion
language sql stable security definer set search_path = '' as $$
  with facts as (
    select o.*, c.nearness, c.specialised, coalesce(l.open_cases, 0) as load,
      app.distance_km(p_case.longitude, p_case.latitude, o.longitude, o.latitude) as km,
      exists (select 1 from app.posts p where p.organisation_id = o.id and p.role = 'mediator'
              and app.is_current(p.valid_from, p.valid_to)) as staffed,
      exists (select 1 from app.case_participants p where p.case_id = p_case.id and p.organisation_id = o.id
              and p.part = 'former_lead') as returned
    from app.candidates(p_case) c
    join app.organisations o on o.id = c.organisation_id
    left join app.organisation_loads l on l.organisation_id = o.id
  ), scored as (
    select f.*, (case f.nearness when 4 then 40 when 3 then 35 when 2 then 25 else 10 end
      + case when f.specialised then 40 else 0 end
      + case when f.load >= f.capacity then -30 else round(20.0 * (f.capacity - f.load) / f.capacity) end
      - coalesce(round(least(f.km, 60) / 3), 10)
      - case when f.staffed then 0 else 50 end
      - case when f.returned then 60 else 0 end)::int as score
    from facts f
  )
  select s.id, s.name, s.kind, s.level, s.score, s.load, s.capacity, round(s.km::numeric, 1), s.longitude, s.latitude, s.phone,
    (select jsonb_agg(reason order by place) from (
      values
        (1, jsonb_build_object('key', (array['reason.same_city', 'reason.same_county', 'reason.same_town', 'reason.same_village'])[s.nearness])),
        (2, case when s.specialised then jsonb_build_object('key', 'reason.handles_type', 'params',
              jsonb_build_object('type', (select d.name from app.dispute_types d where d.code = p_case.type_code)))
            else jsonb_build_object('key', 'reason.handles_all') end),
        (3, jsonb_build_object('key', case when s.load >= s.capacity then 'reason.full'
              when s.load * 2 >= s.capacity then 'reason.busy' else 'reason.free' end,
              'params', jsonb_build_object('open', s.load, 'capacity', s.capacity))),
        (4, case when s.km is not null then jsonb_build_object('key', 'reason.near', 'params',
              jsonb_build_object('km', round(s.km::numeric, 1))) end),
        (5, case when not s.staffed then jsonb_build_object('key', 'reason.no_mediator') end),
        (6, case when s.returned then jsonb_build_object('key', 'reason.returned_before') end)
      ) as told (place, reason) where reason is not null)
  from scored s
  order by s.score desc, s.km nulls last, s.name, s.id
  limit 20
$$;

create function app.suggest_dispatch(p_case uuid) returns setof api.dispatch_suggestion
language plpgsql stable security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('case_not_found', '{}', 'PT404');
  end if;
  if app.my_role() <> 'dispatcher' then perform app.refuse('refused', '{}', '42501'); end if;
  return query select * from app.rank_candidates(v_case);
end $$;

create function api.suggest_dispatch(case_id uuid) returns setof api.dispatch_suggestion
language sql stable security invoker set search_path = '' as $$ select * from app.suggest_dispatch(case_id) $$;
comment on function api.suggest_dispatch is
  'At most twenty organisations that may take a case, best first, with reasons. Dispatchers only (42501); 404 case_not_found.';

create type api.mediator_choice as (staff_id uuid, name text, open_cases int, is_me boolean);
comment on type api.mediator_choice is 'A mediator of the lead organisation with open cases.';

create function app.list_mediators(p_case uuid) returns setof api.mediator_choice
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('case_not_found', '{}', 'PT404');
  end if;
  if not app.is_actor('lead', v_case, v_me) then perform app.refuse('refused', '{}', '42501'); end if;
  return query
    select s.id, s.name,
      (select count(*)::int from app.cases c where c.mediator_id = s.id and c.closed_at is null),
      s.id = v_me.staff_id
    from app.posts p join app.staff s on s.id = p.staff_id and s.active
    where p.organisation_id = v_case.lead_organisation_id and p.role = 'mediator'
      and app.is_current(p.valid_from, p.valid_to)
    group by s.id, s.name
    order by s.id = v_me.staff_id desc, 3, s.name, s.id;
end $$;

create function api.list_mediators(case_id uuid) returns setof api.mediator_choice
language sql stable security invoker set search_path = '' as $$ select * from app.list_mediators(case_id) $$;
comment on function api.list_mediators is
  'Mediators in office of the lead organisation, the caller first, then the least busy. Lead organisation only (42501).';

-- The column of app.cases on which a territory's, or without one an organisation's, cases are looked up.
create function app.scope_column(p_scope text) returns text
language sql immutable set search_path = '' as $$
  select case length(p_scope) when 4 then 'city_code' when 6 then 'county_code' when 9 then 'town_code'
    when 12 then 'village_code' else 'lead_organisation_id' end
$$;

-- Row-level security keeps a text search off its index, so the search looks past it, inside the caller's territory or
-- organisation; what it finds is then read through the caller's own rights. The newest thousand at most.
create function app.search_cases(p_words text) returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  v_scope text := app.my_scope();
  v_query tsquery := app.search_query(p_words);
begin
  if v_query is null then return; end if;
  -- Literals, so that the planner knows how common the words are: rare ones are looked up, common ones met on the way.
  return query execute format(
    'select c.id from app.cases c where c.%I = %L and c.search @@ %L::tsquery order by c.created_at desc, c.id desc limit 1000',
    app.scope_column(v_scope), coalesce(v_scope, app.my_organisation()::text), v_query::text);
end $$;
create function api.search_cases(words text) returns setof api.cases
language sql stable security invoker set search_path = '' as $$
  select c.* from api.cases c where c.id = any (array(select app.search_cases(words)))
$$;
comment on function api.search_cases is
  'The newest thousand cases of the caller''s territory or organisation with all these words in what happened, the place, or the number.';
grant execute on function app.search_cases(text), api.search_cases(text) to authenticated;

create type api.status_count as (status text, n int);
comment on type api.status_count is 'Cases of a stage, counted up to ten thousand.';

-- Counts stop at ten thousand, so that the answer costs the same at any number of cases.
create function app.case_counts() returns setof api.status_count
language plpgsql stable security definer set search_path = '' as $$
declare
  v_scope text := app.my_scope();
begin
  return query execute format(
    'select s.status, (select count(*)::int from (select 1 from app.cases c
       where c.%1$I = $1::%2$s and c.status = s.status limit 10000) as counted)
     from unnest(array[''submitted'', ''accepted'', ''answered'', ''dispatched'', ''received'', ''mediating'', ''agreed'',
       ''failed'', ''closed'']) as s (status)',
    app.scope_column(v_scope), case when v_scope is null then 'uuid' else 'text' end)
  using coalesce(v_scope, app.my_organisation()::text);
end $$;
create function api.case_counts() returns setof api.status_count
language sql stable security invoker set search_path = '' as $$ select * from app.case_counts() $$;
comment on function api.case_counts is
  'Cases per stage in the caller''s territory, or led by the caller''s organisation; each count stops at 10,000.';
grant execute on function app.suggest_dispatch(uuid), api.suggest_dispatch(uuid), app.list_mediators(uuid),
  api.list_mediators(uuid), app.case_counts(), api.case_counts() to authenticated;

-- 12_mediation.sql ----------------------------------------------------------------------------------------------

-- Chapter 12 · What mediation leaves behind: sessions and agreements

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
  constraint sessions_kind check (kind in ('contact', 'meeting', 'visit', 'call')),
  constraint sessions_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint sessions_recorded_by foreign key (recorded_by) references app.staff (id) on delete restrict
);
comment on table app.sessions is 'Contacts, mediation meetings, visits and calls of a case. Confidential: never shown to the public.';
create index sessions_recorded_by on app.sessions (recorded_by);

create table app.agreements (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  form text not null,
  terms text not null,
  amount numeric(14, 2),
  perform_by date,
  -- An agreement counts from here: oral from the day agreed; written from signing.
  effective_on date not null,
  created_at timestamptz not null default now(),
  constraint agreements_pkey primary key (id),
  constraint agreements_form check (form in ('written', 'oral')),
  constraint agreements_amount check (amount between 0 and 999999999999.99),
  constraint agreements_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.agreements is 'Agreements reached (人民调解法 28–30).';
create index agreements_case_id on app.agreements (case_id);

create trigger sessions_30_append_only before update or delete on app.sessions
  for each row execute function app.refuse_change();
create trigger agreements_30_append_only before update or delete on app.agreements
  for each row execute function app.refuse_change();

alter table app.sessions enable row level security;
alter table app.agreements enable row level security;
create policy "whoever reads the case reads its sessions" on app.sessions for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
create policy "whoever reads the case reads its agreements" on app.agreements for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select (id, case_id, seq, kind, held_at, place, attendees, summary, recorded_by_name, created_at) on app.sessions to authenticated;
grant select on app.agreements to authenticated;

create view api.sessions with (security_invoker = true) as
  select id, case_id, seq, kind, held_at, place, attendees, summary, recorded_by_name, created_at from app.sessions;
comment on view api.sessions is 'Sessions of a case in order: contact, meeting, visit or call, when, who, what.';
create view api.agreements with (security_invoker = true) as
  select id, case_id, form, terms, amount, perform_by, effective_on, created_at from app.agreements;
comment on view api.agreements is 'Agreements of a case: form, terms, amount in yuan, perform by, effective from.';
grant select on api.sessions, api.agreements to authenticated;

-- 13_verbs.sql --------------------------------------------------------------------------------------------------

-- Chapter 13 · The verbs of the staff
-- Each verb: repeat the answer of a request done before → lock the case, check right, version and stage → check the
-- input → change → history. All in one transaction: a refusal leaves nothing half-written.

create function app.accept_case(p_case uuid, p_version int, p_request uuid, p_type text, p_grade text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'type', p_type, 'grade', p_grade);
  v_done app.requests := app.done_before(p_request, 'accept_case', v_args);
  v_case app.cases;
  v_from text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('accept_case', p_case, p_version);
  v_from := v_case.status;
  perform app.check_type(p_type);
  perform app.check_choice('grade', p_grade, array['red', 'yellow', 'blue']);
  v_case.type_code := p_type;
  v_case.grade := p_grade;
  v_case.status := 'accepted';
  perform app.meet_deadline(p_case, 'accept');
  perform app.start_deadline(v_case, 'dispatch', now());
  v_case := app.save_case(v_case);
  return next app.finish_verb('accept_case', v_from, v_case, jsonb_build_object('type_code', p_type,
    'type_name', (select name from app.dispute_types where code = p_type), 'grade', p_grade), p_request, v_args);
end $$;

create function app.answer_case(p_case uuid, p_version int, p_request uuid, p_answer text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'answer', p_answer);
  v_done app.requests := app.done_before(p_request, 'answer_case', v_args);
  v_case app.cases;
  v_from text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('answer_case', p_case, p_version);
  v_from := v_case.status;
  v_case.answer := app.clean_text(p_answer, 'answer', 5, 2000);
  v_case.outcome := 'answered';
  v_case.status := 'answered';
  perform app.meet_deadline(p_case, 'accept');
  perform app.meet_deadline(p_case, 'dispatch');
  perform app.start_deadline(v_case, 'close', now());
  v_case := app.save_case(v_case);
  return next app.finish_verb('answer_case', v_from, v_case, jsonb_build_object('answer', v_case.answer), p_request, v_args);
end $$;

-- The clocks of the next stages start at dispatch, not when the organisation signs: nobody's time does not exist.
-- A second dispatch after a return starts a new clock for signing only.
create function app.dispatch_case(p_case uuid, p_version int, p_request uuid, p_organisation uuid, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'organisation', p_organisation, 'note', p_note);
  v_done app.requests := app.done_before(p_request, 'dispatch_case', v_args);
  v_case app.cases;
  v_from text;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('dispatch_case', p_case, p_version);
  v_from := v_case.status;
  if p_organisation is null then perform app.refuse('field_required', '{"field": "organisation_id"}'); end if;
  v_note := app.clean_text(p_note, 'note', 0, 500);
  if not exists (select 1 from app.candidates(v_case) c where c.organisation_id = p_organisation) then
    perform app.refuse('organisation_unsuitable', '{"field": "organisation_id"}');
  end if;
  v_case.lead_organisation_id := p_organisation;
  v_case.responsible_organisation_id := p_organisation;
  v_case.status := 'dispatched';
  perform app.join_case(p_case, p_organisation, 'lead');
  perform app.meet_deadline(p_case, 'dispatch');
  perform app.start_deadline(v_case, stage, now()) from unnest(array['sign', 'contact', 'mediate']) as stage;
  v_case := app.save_case(v_case);
  return next app.finish_verb('dispatch_case', v_from, v_case, jsonb_build_object('organisation_id', p_organisation,
    'organisation_name', (select name from app.organisations where id = p_organisation), 'note', v_note), p_request, v_args);
end $$;

-- Back to the desk, at most twice. The clocks for contact and mediation go on running.
create function app.return_case(p_case uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason);
  v_done app.requests := app.done_before(p_request, 'return_case', v_args);
  v_case app.cases;
  v_from text;
  v_lead uuid;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('return_case', p_case, p_version);
  v_from := v_case.status;
  v_lead := v_case.lead_organisation_id;
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  if v_case.return_count >= 2 then perform app.refuse('returned_twice', '{}', 'PT409'); end if;
  v_case.return_count := v_case.return_count + 1;
  v_case.lead_organisation_id := null;
  v_case.responsible_organisation_id := (select p.organisation_id from app.case_participants p
    where p.case_id = p_case and p.part = 'desk' and p.until is null);
  v_case.status := 'accepted';
  update app.case_participants set until = now()
  where case_id = p_case and organisation_id = v_lead and part = 'lead' and until is null;
  perform app.join_case(p_case, v_lead, 'former_lead');
  perform app.meet_deadline(p_case, 'sign');
  perform app.start_deadline(v_case, 'dispatch', now());
  v_case := app.save_case(v_case);
  return next app.finish_verb('return_case', v_from, v_case, jsonb_build_object('reason', v_reason,
    'organisation_name', (select name from app.organisations where id = v_lead)), p_request, v_args);
end $$;

-- Signs for the case and names the mediator; later, hands it to another mediator of the same organisation.
create function app.assign_mediator(p_case uuid, p_version int, p_request uuid, p_mediator uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'mediator', p_mediator);
  v_done app.requests := app.done_before(p_request, 'assign_mediator', v_args);
  v_case app.cases;
  v_from text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('assign_mediator', p_case, p_version);
  v_from := v_case.status;
  if p_mediator is null then perform app.refuse('field_required', '{"field": "mediator_id"}'); end if;
  if p_mediator = v_case.mediator_id then perform app.refuse('already_mediator', '{"field": "mediator_id"}'); end if;
  select s.id, s.name into v_case.mediator_id, v_case.mediator_name
  from app.posts p join app.staff s on s.id = p.staff_id and s.active
  where p.staff_id = p_mediator and p.organisation_id = v_case.lead_organisation_id and p.role = 'mediator'
    and app.is_current(p.valid_from, p.valid_to);
  if v_case.mediator_id is distinct from p_mediator then
    perform app.refuse('mediator_unsuitable', '{"field": "mediator_id"}');
  end if;
  v_case.status := case v_from when 'dispatched' then 'received' else v_from end;
  perform app.meet_deadline(p_case, 'sign');
  v_case := app.save_case(v_case);
  return next app.finish_verb('assign_mediator', v_from, v_case,
    jsonb_build_object('mediator_id', p_mediator, 'mediator_name', v_case.mediator_name), p_request, v_args);
end $$;

create function app.log_session(p_case uuid, p_version int, p_request uuid, p_kind text, p_held_at timestamptz,
  p_summary text, p_place text, p_attendees text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'kind', p_kind, 'held_at', p_held_at,
    'summary', p_summary, 'place', p_place, 'attendees', p_attendees);
  v_done app.requests := app.done_before(p_request, 'log_session', v_args);
  v_case app.cases;
  v_from text;
  v_session app.sessions;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('log_session', p_case, p_version);
  v_from := v_case.status;
  perform app.check_choice('kind', p_kind, array['contact', 'meeting', 'visit', 'call']);
  v_session.summary := app.clean_text(p_summary, 'summary', 5, 5000);
  v_session.place := app.clean_text(p_place, 'place', 0, 100);
  v_session.attendees := app.clean_text(p_attendees, 'attendees', 0, 200);
  if p_held_at is null then perform app.refuse('field_required', '{"field": "held_at"}'); end if;
  -- Five minutes of grace for a clock that runs ahead; the day of filing for a contact logged after the fact.
  if p_held_at > now() + interval '5 minutes' then perform app.refuse('date_in_future', '{"field": "held_at"}'); end if;
  if p_held_at < date_trunc('day', v_case.created_at, 'Asia/Shanghai') then
    perform app.refuse('date_too_early', '{"field": "held_at"}');
  end if;
  insert into app.sessions (case_id, seq, kind, held_at, place, attendees, summary, recorded_by, recorded_by_name)
  values (p_case, (select coalesce(max(s.seq), 0) + 1 from app.sessions s where s.case_id = p_case), p_kind, p_held_at,
    v_session.place, v_session.attendees, v_session.summary, auth.uid(), (select name from app.staff where id = auth.uid()))
  returning * into v_session;
  v_case.status := 'mediating';
  perform app.meet_deadline(p_case, 'contact');
  v_case := app.save_case(v_case);
  return next app.finish_verb('log_session', v_from, v_case, jsonb_build_object('session', v_session.seq, 'kind', p_kind,
    'held_at', p_held_at, 'place', v_session.place), p_request, v_args);
end $$;

create function app.conclude_case(p_case uuid, p_version int, p_request uuid, p_outcome text, p_terms text,
  p_amount numeric, p_perform_by date)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'outcome', p_outcome, 'terms', p_terms,
    'amount', p_amount, 'perform_by', p_perform_by);
  v_done app.requests := app.done_before(p_request, 'conclude_case', v_args);
  v_today date := (now() at time zone 'Asia/Shanghai')::date;
  v_case app.cases;
  v_from text;
  v_terms text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('conclude_case', p_case, p_version);
  v_from := v_case.status;
  perform app.check_choice('outcome', p_outcome, array['agreed_written', 'agreed_oral', 'not_settled']);
  v_terms := app.clean_text(p_terms, 'terms', 5, 5000);
  perform app.check_amount(p_amount);
  if p_perform_by < v_today then perform app.refuse('date_in_past', '{"field": "perform_by"}'); end if;
  if p_perform_by > v_today + 36525 then perform app.refuse('invalid_value', '{"field": "perform_by"}'); end if;
  if p_outcome <> 'not_settled' then
    insert into app.agreements (case_id, form, terms, amount, perform_by, effective_on)
    values (p_case, case p_outcome when 'agreed_written' then 'written' else 'oral' end, v_terms, p_amount, p_perform_by, v_today);
  end if;
  v_case.outcome := p_outcome;
  v_case.status := case p_outcome when 'not_settled' then 'failed' else 'agreed' end;
  perform app.meet_deadline(p_case, 'mediate');
  perform app.start_deadline(v_case, 'close', now());
  v_case := app.save_case(v_case);
  -- The terms stand in the agreement; why none was reached stands only here.
  return next app.finish_verb('conclude_case', v_from, v_case, jsonb_build_object('outcome', p_outcome,
    'reason', case p_outcome when 'not_settled' then v_terms end), p_request, v_args);
end $$;

create function app.close_case(p_case uuid, p_version int, p_request uuid, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'note', p_note);
  v_done app.requests := app.done_before(p_request, 'close_case', v_args);
  v_case app.cases;
  v_from text;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('close_case', p_case, p_version);
  v_from := v_case.status;
  v_note := app.clean_text(p_note, 'note', 0, 500);
  v_case.status := 'closed';
  update app.deadlines set met_at = now() where case_id = p_case and met_at is null;
  v_case := app.save_case(v_case);
  return next app.finish_verb('close_case', v_from, v_case,
    jsonb_build_object('note', v_note, 'outcome', v_case.outcome), p_request, v_args);
end $$;

-- Opens a party's data for somebody who works on the case, and writes down who, when and why.
create type api.revealed_party as (name text, phone text, id_number text, address text);
comment on type api.revealed_party is 'Personal data of a party in full.';

create function app.reveal_party(p_party uuid, p_reason text) returns setof api.revealed_party
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
  v_reason text;
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  select c.* into v_case from app.parties p join app.cases c on c.id = p.case_id where p.id = p_party;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('party_not_found', '{"field": "party_id"}', 'PT404');
  end if;
  if not (app.is_actor('desk', v_case, v_me) or app.is_actor('mediator', v_case, v_me)
      or v_case.mediator_id is null and app.is_actor('lead', v_case, v_me)) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  v_reason := app.clean_text(p_reason, 'reason', 4, 200);
  insert into app.party_reveals (party_id, case_id, staff_id, post_id, reason)
  values (p_party, v_case.id, v_me.staff_id, v_me.id, v_reason);
  return query select app.unseal(r.name), app.unseal(r.phone), app.unseal(r.id_number), app.unseal(r.address)
    from app.parties_private r where r.party_id = p_party;
end $$;

-- The faces of the verbs: named arguments, the caller's own rights, nothing else.
create function api.accept_case(case_id uuid, expected_version int, request_id uuid, type_code text, grade text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.accept_case(case_id, expected_version, request_id, type_code, grade) $$;
create function api.answer_case(case_id uuid, expected_version int, request_id uuid, answer text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.answer_case(case_id, expected_version, request_id, answer) $$;
create function api.dispatch_case(case_id uuid, expected_version int, request_id uuid, organisation_id uuid, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.dispatch_case(case_id, expected_version, request_id, organisation_id, note) $$;
create function api.return_case(case_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.return_case(case_id, expected_version, request_id, reason) $$;
create function api.assign_mediator(case_id uuid, expected_version int, request_id uuid, mediator_id uuid)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.assign_mediator(case_id, expected_version, request_id, mediator_id) $$;
create function api.log_session(case_id uuid, expected_version int, request_id uuid, kind text, held_at timestamptz,
  summary text, place text default null, attendees text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.log_session(case_id, expected_version, request_id, kind, held_at, summary, place, attendees) $$;
create function api.conclude_case(case_id uuid, expected_version int, request_id uuid, outcome text, terms text,
  amount numeric default null, perform_by date default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.conclude_case(case_id, expected_version, request_id, outcome, terms, amount, perform_by) $$;
create function api.close_case(case_id uuid, expected_version int, request_id uuid, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.close_case(case_id, expected_version, request_id, note) $$;
create function api.reveal_party(party_id uuid, reason text)
returns setof api.revealed_party language sql volatile security invoker set search_path = '' as $$
  select * from app.reveal_party(party_id, reason) $$;

comment on function api.accept_case is 'Desk: accepts a filed case with its official type and grade (red, yellow, blue).';
comment on function api.answer_case is 'Desk: answers directly (直接答复), 5–2000 characters; the applicant reads it.';
comment on function api.dispatch_case is 'Desk: dispatches (转办) to an organisation that suggest_dispatch may name; note up to 500 characters. Refuses organisation_unsuitable.';
comment on function api.return_case is 'Lead: returns (退回) to the desk with a reason of 5–500 characters, at most twice (409 returned_twice).';
comment on function api.assign_mediator is 'Lead: signs for the case and names its mediator, later another one. Refuses mediator_unsuitable, already_mediator.';
comment on function api.log_session is 'Mediator: logs a contact, meeting, visit or call; summary 5–5000 characters; held between the day of filing and now.';
comment on function api.conclude_case is 'Mediator: records agreed_written, agreed_oral or not_settled with terms or reasons of 5–5000 characters, amount in yuan, date to perform by.';
comment on function api.close_case is 'Desk: closes a case that was answered, agreed or not settled.';
comment on function api.reveal_party is 'Shows a party''s data in full to the desk or the mediator, for a reason of 4–200 characters that is logged.';

grant execute on function
  app.accept_case(uuid, int, uuid, text, text), api.accept_case(uuid, int, uuid, text, text),
  app.answer_case(uuid, int, uuid, text), api.answer_case(uuid, int, uuid, text),
  app.dispatch_case(uuid, int, uuid, uuid, text), api.dispatch_case(uuid, int, uuid, uuid, text),
  app.return_case(uuid, int, uuid, text), api.return_case(uuid, int, uuid, text),
  app.assign_mediator(uuid, int, uuid, uuid), api.assign_mediator(uuid, int, uuid, uuid),
  app.log_session(uuid, int, uuid, text, timestamptz, text, text, text),
  api.log_session(uuid, int, uuid, text, timestamptz, text, text, text),
  app.conclude_case(uuid, int, uuid, text, text, numeric, date), api.conclude_case(uuid, int, uuid, text, text, numeric, date),
  app.close_case(uuid, int, uuid, text), api.close_case(uuid, int, uuid, text),
  app.reveal_party(uuid, text), api.reveal_party(uuid, text)
to authenticated;

-- 14_public.sql -------------------------------------------------------------------------------------------------

-- Chapter 14 · The public: file a dispute, follow it, without an account
-- Anonymous callers reach these functions only. Each is throttled per address, and none tells whether a case exists
-- to somebody who does not hold its tracking code.

-- Counts per address and purpose. The address is kept only as a keyed hash.
create table app.throttles (
  key bytea not null,
  window_at timestamptz not null,
  n int not null,
  constraint throttles_pkey primary key (key, window_at)
);
comment on table app.throttles is 'Calls of an address within a window; cleared by the tick.';
create index throttles_window_at on app.throttles (window_at);
alter table app.throttles enable row level security;

-- The caller's address as the outermost proxy that we trust reports it.
create function app.client_address() returns text
language plpgsql stable set search_path = '' as $$
declare
  v_headers jsonb := coalesce(nullif(current_setting('request.headers', true), ''), '{}')::jsonb;
begin
  return coalesce(v_headers ->> 'cf-connecting-ip', trim(split_part(v_headers ->> 'x-forwarded-for', ',', 1)), '');
exception when invalid_text_representation then
  return '';
end $$;

-- Counts one call; refuses with too_many_requests (PT429) beyond the setting <purpose>_per_hour.
create function app.throttle(p_purpose text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_limit int := (app.setting(p_purpose || '_per_hour'))::int;
  v_n int;
begin
  insert into app.throttles as t (key, window_at, n)
  values (extensions.hmac(convert_to(p_purpose || '|' || app.client_address(), 'UTF8'),
    (select value from app.secrets where name = 'tracking'), 'sha256'), date_trunc('hour', now()), 1)
  on conflict (key, window_at) do update set n = t.n + 1
  returning n into v_n;
  if v_n > v_limit then perform app.refuse('too_many_requests', '{}', 'PT429'); end if;
end $$;

-- Sixteen characters of Crockford's alphabet: 80 bits. Derived from the request, so that the same request finds the
-- same code again although only its hash is kept.
create function app.tracking_code(p_request uuid, p_case uuid) returns text
language sql stable security definer set search_path = '' as $$
  select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', get_byte(h.digest, i) % 32 + 1, 1)
           || case when i in (3, 7, 11) then '-' else '' end, '' order by i)
  from (select extensions.hmac(convert_to(p_request::text || p_case::text, 'UTF8'),
          (select value from app.secrets where name = 'tracking'), 'sha256') as digest) h,
    generate_series(0, 15) as i
$$;

-- Reads a code as people type it: any case, blanks or none, O for 0, I and L for 1.
create function app.tracking_hash(p_code text) returns bytea
language sql immutable set search_path = '' as $$
  select extensions.digest(translate(regexp_replace(upper(normalize(left(p_code, 100), nfkc)), '[^0-9A-Z]', '', 'g'), 'OIL', '011'), 'sha256')
$$;

-- A telephone number as digits: mainland mobile, or landline with area code.
create function app.clean_phone(p_value text, p_field text, p_required boolean) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_phone text := app.clean_text(p_value, p_field, p_required::int, 30);
begin
  if v_phone is null then return null; end if;
  v_phone := regexp_replace(normalize(v_phone, nfkc), '[[:space:]()-]|^(\+|00)86', '', 'g');
  if v_phone !~ '^(1[3-9][0-9]{9}|0[1-9][0-9]{8,10})$' then
    perform app.refuse('invalid_phone', jsonb_build_object('field', p_field));
  end if;
  return v_phone;
end $$;

-- An identity number of eighteen characters with its check digit (GB 11643); abolished region codes are welcome.
create function app.clean_id_number(p_value text, p_field text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_id text := upper(app.clean_text(p_value, p_field, 0, 30));
  v_sum int := 0;
begin
  if v_id is null then return null; end if;
  if v_id !~ '^[1-9][0-9]{16}[0-9X]$' then perform app.refuse('invalid_id_number', jsonb_build_object('field', p_field)); end if;
  for i in 1 .. 17 loop
    v_sum := v_sum + substr(v_id, i, 1)::int * (array[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])[i];
  end loop;
  if substr('10X98765432', v_sum % 11 + 1, 1) <> right(v_id, 1) then
    perform app.refuse('invalid_id_number', jsonb_build_object('field', p_field));
  end if;
  return v_id;
end $$;

-- Checks a party of the form and returns it clean. `p_who` is applicant or respondent; only the applicant must leave
-- a telephone number.
create function app.clean_party(p_party jsonb, p_who text) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  v_kind text;
  v_field text;
begin
  if jsonb_typeof(p_party) is distinct from 'object' then
    perform app.refuse(case when p_party is null or p_party = 'null' then 'field_required' else 'invalid_value' end,
      jsonb_build_object('field', p_who));
  end if;
  foreach v_field in array array['kind', 'name', 'phone', 'id_number', 'address'] loop
    if jsonb_typeof(p_party -> v_field) not in ('string', 'null') then
      perform app.refuse('invalid_value', jsonb_build_object('field', p_who || '.' || v_field));
    end if;
  end loop;
  v_kind := coalesce(p_party ->> 'kind', 'person');
  perform app.check_choice(p_who || '.kind', v_kind, array['person', 'organisation']);
  return jsonb_build_object('kind', v_kind,
    'name', app.clean_text(p_party ->> 'name', p_who || '.name', 2, case v_kind when 'person' then 40 else 80 end),
    'phone', app.clean_phone(p_party ->> 'phone', p_who || '.phone', p_who = 'applicant'),
    'id_number', case v_kind when 'person' then app.clean_id_number(p_party ->> 'id_number', p_who || '.id_number') end,
    'address', app.clean_text(p_party ->> 'address', p_who || '.address', 0, 200));
end $$;

create type api.filing_receipt as (number text, tracking_code text, filed_at timestamptz, region_path text,
  desk_name text, desk_phone text, due_at timestamptz, provisional boolean);
comment on type api.filing_receipt is 'Receipt of a filing: its moment interrupts the limitation period.';

create function app.receipt(p_case uuid, p_request uuid) returns api.filing_receipt
language sql stable security definer set search_path = '' as $$
  select c.number, app.tracking_code(p_request, c.id), c.created_at, r.path, o.name, o.phone, d.due_at, d.provisional
  from app.cases c
  join app.regions r on r.code = c.region_code
  join app.case_participants p on p.case_id = c.id and p.part = 'desk'
  join app.organisations o on o.id = p.organisation_id
  join app.deadlines d on d.case_id = c.id and d.stage = 'accept'
  where c.id = p_case
  order by d.id limit 1
$$;

-- What the desk will probably decide: violence is red; a group of five, or a hundred thousand yuan, is yellow.
create function app.suggest_grade(p_danger boolean, p_people int, p_amount numeric) returns text
language sql immutable set search_path = '' as $$
  select case when p_danger or p_people >= 20 then 'red' when p_people >= 5 or p_amount >= 100000 then 'yellow' else 'blue' end
$$;

create function app.file_case(p_request uuid, p_type text, p_summary text, p_region text, p_applicant jsonb,
  p_consent text, p_respondent jsonb, p_place text, p_longitude double precision, p_latitude double precision,
  p_people int, p_amount numeric, p_danger boolean)
returns setof api.filing_receipt language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('type', p_type, 'summary', p_summary, 'region', p_region, 'applicant', p_applicant,
    'consent', p_consent, 'respondent', p_respondent, 'place', p_place, 'longitude', p_longitude, 'latitude', p_latitude,
    'people', p_people, 'amount', p_amount, 'danger', p_danger);
  v_done app.requests := app.done_before(p_request, 'file_case', v_args);
  v_applicant jsonb;
  v_respondent jsonb;
  v_region app.regions;
  v_county text;
  v_case app.cases;
  v_clock app.deadlines;
begin
  if v_done.request_id is not null then return next app.receipt(v_done.case_id, p_request); return; end if;
  perform app.throttle('file_case');
  if coalesce(p_consent, '') = '' then perform app.refuse('consent_required', '{"field": "consent_version"}'); end if;
  if p_consent <> app.setting('consent_version') #>> '{}' then
    perform app.refuse('consent_outdated', '{"field": "consent_version"}');
  end if;
  perform app.check_type(p_type);
  v_case.summary := app.clean_text(p_summary, 'summary', 10, 2000);
  v_case.place := app.clean_text(p_place, 'place', 0, 100);
  v_applicant := app.clean_party(p_applicant, 'applicant');
  if jsonb_typeof(p_respondent) <> 'null' then v_respondent := app.clean_party(p_respondent, 'respondent'); end if;
  if p_people not between 1 and 100000 then
    perform app.refuse('out_of_range', '{"field": "people_count", "min": 1, "max": 100000}');
  end if;
  perform app.check_amount(p_amount);

  if coalesce(p_region, '') = '' then perform app.refuse('field_required', '{"field": "region_code"}'); end if;
  select * into v_region from app.regions where code = p_region;
  if v_region.code is null or v_region.level = 1 then perform app.refuse('unknown_choice', '{"field": "region_code"}'); end if;
  if (p_longitude is null) <> (p_latitude is null) then perform app.refuse('invalid_value', '{"field": "longitude"}'); end if;
  if p_longitude is not null then
    v_county := app.county_at(p_longitude, p_latitude);
    if v_county is null then perform app.refuse('point_outside', '{"field": "longitude"}'); end if;
    if v_county <> left(p_region, 6) then
      perform app.refuse('point_elsewhere', jsonb_build_object('field', 'longitude', 'county_code', v_county,
        'county', (select name from app.regions where code = v_county)));
    end if;
  end if;

  v_case.id := gen_random_uuid();
  v_case.number := app.next_case_number(p_region);
  v_case.region_code := p_region;
  v_case.channel := 'party';
  v_case.type_code := p_type;
  v_case.grade := app.suggest_grade(coalesce(p_danger, false), p_people, p_amount);
  v_case.responsible_organisation_id := app.desk_of(p_region);
  if v_case.responsible_organisation_id is null then perform app.refuse('no_desk', '{"field": "region_code"}'); end if;
  v_clock := app.plan_deadline(v_case, 'accept', now());
  insert into app.cases (id, number, grade, channel, type_code, summary, place, longitude, latitude, location_basis,
    people_count, amount, danger, region_code, responsible_organisation_id, participant_organisation_ids,
    due_at, warn_at, due_stage, tracking_hash, consent_version)
  values (v_case.id, v_case.number, v_case.grade, 'party', p_type, v_case.summary, v_case.place,
    coalesce(p_longitude, v_region.longitude), coalesce(p_latitude, v_region.latitude),
    case when p_longitude is null then 'region' else 'pin' end, p_people, p_amount, coalesce(p_danger, false), p_region,
    v_case.responsible_organisation_id, array[v_case.responsible_organisation_id],
    v_clock.due_at, v_clock.warn_at, 'accept', app.tracking_hash(app.tracking_code(p_request, v_case.id)), p_consent)
  returning * into v_case;
  perform app.join_case(v_case.id, v_case.responsible_organisation_id, 'desk');
  perform app.start_deadline(v_case, 'accept', now());
  perform app.add_party(v_case.id, who, p ->> 'kind', p ->> 'name', p ->> 'phone', p ->> 'id_number', p ->> 'address')
  from (values ('applicant', v_applicant), ('respondent', v_respondent)) as party (who, p) where p is not null;
  perform app.finish_verb('file_case', null, v_case, jsonb_build_object('type_name',
    (select name from app.dispute_types where code = p_type)), p_request, v_args);
  return next app.receipt(v_case.id, p_request);
end $$;

create function api.file_case(request_id uuid, type_code text, summary text, region_code text, applicant jsonb,
  consent_version text, respondent jsonb default null, place text default null, longitude double precision default null,
  latitude double precision default null, people_count int default null, amount numeric default null, danger boolean default false)
returns setof api.filing_receipt language sql volatile security invoker set search_path = '' as $$
  select * from app.file_case(request_id, type_code, summary, region_code, applicant, consent_version, respondent, place,
    longitude, latitude, people_count, amount, danger) $$;
comment on function api.file_case is
  'Anybody: files a dispute, 10–2000 characters, at a county or below, optionally with a WGS-84 point; answers number, tracking code and until when the desk must accept. The same request_id answers the same receipt.';

create type api.tracked_case as (number text, status text, type_name text, type_name_en text, region_path text,
  filed_at timestamptz, organisation_name text, organisation_phone text, due_stage text, due_at timestamptz,
  provisional boolean, light text, answer text, outcome text, agreement_form text, effective_on date, perform_by date,
  closed_at timestamptz, stages jsonb);
comment on type api.tracked_case is 'What the holder of a tracking code may know: stages and dates, never what was said in mediation.';

-- A wrong pair gives no row and counts against the address; only wrong ones count, since people look often.
create function app.track_case(p_number text, p_code text) returns setof api.tracked_case
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  if coalesce(p_number, '') = '' then perform app.refuse('field_required', '{"field": "number"}'); end if;
  if coalesce(p_code, '') = '' then perform app.refuse('field_required', '{"field": "tracking_code"}'); end if;
  select * into v_case from app.cases
  where number = regexp_replace(normalize(left(p_number, 100), nfkc), '[^0-9-]', '', 'g');
  -- Two digests are compared, so the time taken tells nothing about the code.
  if v_case.tracking_hash is distinct from app.tracking_hash(p_code) then
    perform app.throttle('track_case');
    return;
  end if;
  return query
    select v_case.number, v_case.status, t.name, t.name_en, r.path, v_case.created_at, o.name, o.phone, v_case.due_stage,
      v_case.due_at, coalesce(d.provisional, false), app.light(v_case.due_at, v_case.warn_at), v_case.answer,
      v_case.outcome, a.form, a.effective_on, a.perform_by, v_case.closed_at,
      (select jsonb_agg(jsonb_build_object('status', e.to_status, 'at', e.at, 'organisation_name',
                case e.verb when 'dispatch_case' then e.payload ->> 'organisation_name' else e.organisation_name end) order by e.seq)
       from app.case_events e where e.case_id = v_case.id and e.to_status is distinct from e.from_status)
    from app.dispute_types t
    join app.regions r on r.code = v_case.region_code
    join app.organisations o on o.id = v_case.responsible_organisation_id
    left join app.deadlines d on d.case_id = v_case.id and d.met_at is null and d.stage = v_case.due_stage
    left join lateral (select * from app.agreements g where g.case_id = v_case.id order by g.created_at desc limit 1) a on true
    where t.code = v_case.type_code;
end $$;

create function api.track_case(number text, tracking_code text) returns setof api.tracked_case
language sql volatile security invoker set search_path = '' as $$ select * from app.track_case(number, tracking_code) $$;
comment on function api.track_case is
  'Holder of number and tracking code: the case''s stages. A wrong pair gives no row; too many wrong ones PT429.';

create function app.filing_form() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'consent_version', app.setting('consent_version'),
    'types', (select jsonb_agg(jsonb_build_object('code', t.code, 'parent_code', t.parent_code, 'name', t.name,
                'name_en', t.name_en, 'hint', t.hint) order by t.sort, t.code) from app.dispute_types t where t.active),
    'regions', (select jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name, 'level', r.level,
                  'longitude', r.longitude, 'latitude', r.latitude) order by r.code) from app.regions r where r.level <= 2))
$$;
create function api.filing_form() returns jsonb
language sql stable security invoker set search_path = '' as $$ select app.filing_form() $$;
comment on function api.filing_form is 'Anybody: what the public form needs at its start: consent_version, types, regions of levels 1 and 2.';

create type api.public_region as (code text, name text, level smallint, longitude double precision, latitude double precision);
comment on type api.public_region is 'A region as the public form shows it; WGS-84 position, may be schematic.';

create function app.public_regions(p_parent text) returns setof api.public_region
language sql stable security definer set search_path = '' as $$
  select code, name, level, longitude, latitude from app.regions where parent_code = p_parent order by code
$$;
create function api.public_regions(parent_code text) returns setof api.public_region
language sql stable security invoker set search_path = '' as $$ select * from app.public_regions(parent_code) $$;
comment on function api.public_regions is 'Anybody: the regions one level below a region.';

create function app.public_outlines() returns table (region_code text, name text, outline jsonb)
language sql stable security definer set search_path = '' as $$
  select o.region_code, r.name, o.outline from app.region_outlines o join app.regions r on r.code = o.region_code order by 1
$$;
create function api.public_outlines() returns table (region_code text, name text, outline jsonb)
language sql stable security invoker set search_path = '' as $$ select * from app.public_outlines() $$;
comment on function api.public_outlines is 'Anybody: county outlines as GeoJSON geometry, WGS-84.';

create function app.locate(p_longitude double precision, p_latitude double precision) returns table (code text, name text)
language sql stable security definer set search_path = '' as $$
  select r.code, r.name from app.regions r where r.code = app.county_at(p_longitude, p_latitude)
$$;
create function api.locate(longitude double precision, latitude double precision) returns table (code text, name text)
language sql stable security invoker set search_path = '' as $$ select * from app.locate(longitude, latitude) $$;
comment on function api.locate is 'Anybody: the county at a WGS-84 point, no row outside the city.';

grant execute on function
  app.file_case(uuid, text, text, text, jsonb, text, jsonb, text, double precision, double precision, int, numeric, boolean),
  api.file_case(uuid, text, text, text, jsonb, text, jsonb, text, double precision, double precision, int, numeric, boolean),
  app.track_case(text, text), api.track_case(text, text), app.filing_form(), api.filing_form(),
  app.public_regions(text), api.public_regions(text), app.public_outlines(), api.public_outlines(),
  app.locate(double precision, double precision), api.locate(double precision, double precision)
to anon, authenticated;

-- 15_live.sql ---------------------------------------------------------------------------------------------------

-- Chapter 15 · Hints over realtime, and the minute's tick
-- A hint says which case changed, never how: the client reads it again through its own rights.

create function app.hint_topics(p_case app.cases) returns text[]
language sql stable set search_path = '' as $$
  select array_remove(array['region:' || p_case.city_code, 'region:' || p_case.county_code, 'region:' || p_case.town_code,
      'region:' || p_case.village_code, 'case:' || p_case.id], null)
    || array(select 'organisation:' || o.id from app.organisations o
             where o.id = any (p_case.participant_organisation_ids) and not o.territorial)
$$;

-- What a hint says: one case and its version; or, when many changed at once, only that.
create function app.hint(p_count bigint, p_id text, p_version int) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_count = 1 then jsonb_build_object('id', p_id, 'version', p_version, 'op', 'one')
    else jsonb_build_object('id', null, 'version', 0, 'op', 'many') end
$$;

-- realtime.send swallows its errors and runs as the caller, hence security definer. One hint per topic and statement.
create function app.send_hints() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(app.hint(count(*), min(c.id::text), min(c.version)),
    case tg_op when 'INSERT' then 'case_created' else 'case_changed' end, topic, true)
  from newer c cross join lateral unnest(app.hint_topics(c)) as topic
  group by topic order by topic;
  return null;
end $$;
create trigger cases_90_hints_created after insert on app.cases
  referencing new table as newer for each statement execute function app.send_hints();
create trigger cases_90_hints_changed after update on app.cases
  referencing new table as newer for each statement execute function app.send_hints();

-- Who may listen: a territorial post to its own region, any post to its organisation, a reader to the case.
create function app.may_hear(p_topic text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  if p_topic like 'case:%' then
    select * into v_case from app.cases c where 'case:' || c.id::text = p_topic
      and c.id = case when substr(p_topic, 6) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then substr(p_topic, 6)::uuid end;
    return v_case.id is not null and app.may_read(v_case);
  end if;
  return coalesce(p_topic in ('region:' || app.my_scope(), 'organisation:' || app.my_organisation()::text), false);
end $$;
grant execute on function app.may_hear(text) to authenticated;

create policy "people listen to their own region, organisation and cases" on realtime.messages for select to authenticated
  using (extension = 'broadcast' and (select app.may_hear((select realtime.topic()))));

-- Once a minute: hints for clocks that ran out, so that waiting screens change colour; clearing of what is no longer
-- needed. Bounded, and safe to run twice or after a day of silence.
create function app.tick() returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hint record;
begin
  for v_hint in
    with told as (
      update app.deadlines d set overdue_told_at = now()
      where d.id in (select id from app.deadlines where met_at is null and overdue_told_at is null and due_at < now()
                     order by due_at limit 500 for update skip locked)
      returning d.case_id
    ), changed as (
      select distinct c.id, c.version, topic
      from told join app.cases c on c.id = told.case_id cross join lateral unnest(app.hint_topics(c)) as topic
    )
    select topic, app.hint(count(*), min(id::text), min(version)) as payload from changed group by topic order by topic
  loop
    perform realtime.send(v_hint.payload, 'case_changed', v_hint.topic, true);
  end loop;
  delete from app.throttles where window_at < now() - interval '2 hours';
  delete from app.requests where request_id in (
    select request_id from app.requests where at < now() - interval '30 days' order by at limit 1000);
end $$;
comment on function app.tick is 'Runs every minute: tells screens of clocks that ran out, clears old throttles and requests.';

-- Hosted projects have pg_cron; the embedded stack brings the same function.
do $$
begin
  if exists (select 1 from pg_available_extensions where name = 'pg_cron')
     and current_setting('shared_preload_libraries', true) like '%pg_cron%' then
    create extension if not exists pg_cron with schema pg_catalog;
  end if;
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('e-mediation-tick', '* * * * *', 'select app.tick()');
  else
    raise notice 'No scheduler: call app.tick() every minute from outside.';
  end if;
end $$;
