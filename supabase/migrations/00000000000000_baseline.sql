-- Generated from supabase/schemas by "npm run db -- migration baseline". Do not edit: edit the schemas.
set check_function_bodies = off;

-- 10_base/schemas.sql -------------------------------------------------------------------------------------------

-- Two schemas: `app` holds tables and rules and is never exposed; `api` holds what clients may call.
-- Nothing can be executed or read unless a later file grants it by name.

create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;

create schema app;
create schema api;
comment on schema app is 'Tables and rules. Never exposed over the network.';
comment on schema api is 'The only exposed schema: security_invoker views to read, verb functions to write.';

-- PostgreSQL lets PUBLIC execute every new function. This revoke must not say "in schema": the per-schema form can only
-- add privileges to that built-in grant.
alter default privileges revoke execute on functions from public;
revoke all on schema app, api from public;
grant usage on schema api to anon, authenticated, service_role;
-- Views with security_invoker and the thin functions of `api` use objects of `app` with the caller's rights.
grant usage on schema app to anon, authenticated, service_role;

-- 10_base/tables.sql --------------------------------------------------------------------------------------------

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

-- 10_base/input.sql ---------------------------------------------------------------------------------------------

-- Raising errors for invalid input or actions, and the input checks that many verbs share.

-- Raises an error with a stable code, details for the client and the key of the translated message.
-- SQLSTATE: PT422 invalid input · PT409 conflict · PT404 not found · PT429 too many requests · 42501 not allowed.
create function app.refuse(p_code text, p_details jsonb default '{}', p_state text default 'PT422')
returns void language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = p_state, message = p_code, detail = p_details::text, hint = 'error.' || p_code;
end $$;
comment on function app.refuse is 'Raises an error with a stable code; the hint is the text key error.<code>.';

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
  v_text := regexp_replace(v_text, '^[[:space:]\u00a0\u2007\u202f\u3000]+|[[:space:]\u00a0\u2007\u202f\u3000]+$', '', 'g');
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
comment on function app.clean_text is
  'Cleans a text field and checks its length in characters; raises field_required, field_too_short or field_too_long.';

create function app.clean_list(p_values text[], p_field text, p_max int) returns text[]
language plpgsql immutable set search_path = '' as $$
declare
  v_list text[] := '{}';
  v_value text;
begin
  if cardinality(p_values) > 20 then perform app.refuse('too_many_rows', jsonb_build_object('field', p_field, 'max', 20)); end if;
  foreach v_value in array coalesce(p_values, '{}') loop
    v_value := app.clean_text(v_value, p_field, 0, p_max);
    if v_value is not null and v_value <> all (v_list) then v_list := v_list || v_value; end if;
  end loop;
  return v_list;
end $$;

create function app.check_choice(p_field text, p_value text, p_choices text[]) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_value is null or p_value = '' then perform app.refuse('field_required', jsonb_build_object('field', p_field)); end if;
  if p_value <> all (p_choices) then perform app.refuse('unknown_choice', jsonb_build_object('field', p_field)); end if;
end $$;

-- Checks that the rows of an uploaded file are a list of objects, at most p_max of them.
create function app.check_rows(p_rows jsonb, p_max int) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_rows is null or jsonb_typeof(p_rows) <> 'array' or jsonb_array_length(p_rows) = 0 then
    perform app.refuse('field_required', '{"field": "rows"}');
  end if;
  if jsonb_array_length(p_rows) > p_max then
    perform app.refuse('too_many_rows', jsonb_build_object('field', 'rows', 'max', p_max));
  end if;
  if exists (select 1 from jsonb_array_elements(p_rows) row where jsonb_typeof(row) <> 'object') then
    perform app.refuse('invalid_value', '{"field": "rows"}');
  end if;
end $$;

-- 10_base/settings.sql ------------------------------------------------------------------------------------------

-- Reading a setting.

create function app.setting(p_name text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select value from app.settings where name = p_name
$$;

-- 10_base/sealing.sql -------------------------------------------------------------------------------------------

-- Personal data is encrypted with a key of the installation. A keyed digest finds it again without decrypting it.

insert into app.secrets (name, value) values ('tracking', extensions.gen_random_bytes(32)), ('personal_data', extensions.gen_random_bytes(32));

create function app.personal_data_key() returns bytea
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(
    extensions.digest(nullif(current_setting('app.personal_data_key', true), ''), 'sha256'),
    (select value from app.secrets where name = 'personal_data'));
end $$;
comment on function app.personal_data_key is
  'Key of the encrypted columns: the database setting app.personal_data_key, else the key that the installation generated.';

-- AES-256 with a new initialisation vector stored in front of the ciphertext.
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

create function app.personal_hash(p_text text) returns bytea
language sql stable set search_path = '' as $$
  select extensions.hmac(convert_to(p_text, 'UTF8'), app.personal_data_key(), 'sha256')
$$;

-- 10_base/search_text.sql ---------------------------------------------------------------------------------------

-- How a text is split into search terms, so that Chinese can be searched without an extension.

-- Search terms of a text. Chinese has no spaces, so every two neighbouring characters form a term and the last
-- character of a run forms one alone; each run of letters and digits is one term. A case number is found by its parts:
-- whole, from the date on, or by its serial with or without leading zeros.
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
-- Turns what was typed into a query: every term must occur; a single character and a last run of letters match as
-- prefixes.
create function app.search_query(p_query text) returns tsquery
language sql immutable set search_path = '' as $$
  select string_agg('''' || term || case when length(term) = 1 or term < '㐀' then ''':*' else '''' end, ' & ')::tsquery
  from (
    select distinct term from regexp_matches(
      replace(lower(normalize(left(p_query, 100), nfkc)), '-', ''), '[\u3400-\u9fff]+|[a-z0-9]+', 'g') as run
    cross join lateral (
      select substr(run[1], i, 2) as term from generate_series(1, greatest(length(run[1]) - 1, 1)) as i where run[1] >= '㐀'
      union all select run[1] where run[1] < '㐀'
    ) as terms
    limit 60
  ) as query
$$;

-- 10_base/append_only.sql ---------------------------------------------------------------------------------------

-- The trigger that keeps append-only tables unchanged, with erasure as the one exception.

-- Whether an erasure is running: its mark lasts for one transaction and only the owner of the tables can set it.
create function app.erasing() returns boolean language sql stable set search_path = '' as $$
  select coalesce(current_setting('app.erasing', true), '') = 'on'
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = 'app.cases'::regclass)
$$;

-- Whether regions are changing their codes: the mark lasts like that of an erasure.
create function app.recoding() returns boolean language sql stable set search_path = '' as $$
  select coalesce(current_setting('app.recoding', true), '') = 'on'
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = 'app.cases'::regclass)
$$;

-- Erasure may clear texts in some append-only tables, but never in the history or the administration events. A copied code of a region follows its region; nothing else of the row may change with it.
create function app.refuse_change() returns trigger language plpgsql set search_path = '' as $$
declare
  v_codes text[] := array['region_code', 'city_code', 'county_code', 'town_code', 'village_code'];
begin
  if tg_op = 'UPDATE' and tg_table_name in ('sessions', 'agreements', 'ratings', 'agreement_signatures', 'party_reveals') and app.erasing() then return new; end if;
  if tg_op = 'UPDATE' and app.recoding() and to_jsonb(new) - v_codes = to_jsonb(old) - v_codes then return new; end if;
  raise exception using errcode = '42501', message = 'append_only', hint = 'error.append_only';
end $$;

-- 10_base/calendar.sql ------------------------------------------------------------------------------------------

-- The calendar and working time.
-- Statutory holidays and make-up workdays are data, because the government announces them each November for the next
-- year.
-- The start day never counts; days end at 23:59:59 Asia/Shanghai. A period in calendar days or months that ends on a
-- day off moves to the next working day (民法典 203); a period in working days cannot end on one.

-- Today in China, whatever the server's time zone.
create function app.today() returns date
language sql stable set search_path = '' as $$ select (now() at time zone 'Asia/Shanghai')::date $$;

create function app.is_workday(p_day date) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((select h.is_workday from app.holidays h where h.day = p_day), extract(isodow from p_day) < 6)
$$;

-- A date in a year whose holidays have not been announced yet is provisional.
create function app.is_provisional(p_day date) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return not exists (select 1 from app.holidays h where h.day between date_trunc('year', p_day)::date
                     and (date_trunc('year', p_day) + interval '1 year - 1 day')::date);
end $$;

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

create function app.add_workhours(p_from timestamptz, p_time interval) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare
  v_left interval := p_time;
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
  if p_unit = 'workhour' then return app.add_workhours(p_from, make_interval(hours => p_amount)); end if;
  v_day := case p_unit
    when 'workday' then app.add_workdays(v_day, p_amount)
    when 'day' then app.next_workday(v_day + p_amount)
    when 'month' then app.next_workday((v_day + make_interval(months => p_amount))::date)
  end;
  return (v_day + time '23:59:59') at time zone 'Asia/Shanghai';
end $$;
comment on function app.add_working_time is 'The moment at which a period ends; the amount is in workhour, workday, day or month.';

-- Working time between two moments, counted within duty hours.
create function app.workhours_between(p_from timestamptz, p_to timestamptz) returns interval
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(least(p_to at time zone 'Asia/Shanghai', d.day + w.closes) - greatest(p_from at time zone 'Asia/Shanghai', d.day + w.opens)), interval '0')
  from generate_series((p_from at time zone 'Asia/Shanghai')::date, (p_to at time zone 'Asia/Shanghai')::date, interval '1 day') as g (at)
  cross join lateral (select g.at::date as day) d
  cross join app.duty_windows w
  where app.is_workday(d.day)
    and least(p_to at time zone 'Asia/Shanghai', d.day + w.closes) > greatest(p_from at time zone 'Asia/Shanghai', d.day + w.opens)
$$;

-- Moves a due moment by the length of a pause, in working hours, working days or days as the unit of the deadline says.
create function app.extend_due(p_due timestamptz, p_from timestamptz, p_to timestamptz, p_unit text) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare
  v_due date := (p_due at time zone 'Asia/Shanghai')::date;
  v_from date := (p_from at time zone 'Asia/Shanghai')::date;
  v_to date := (p_to at time zone 'Asia/Shanghai')::date;
begin
  if p_unit = 'workhour' then return app.add_workhours(p_due, app.workhours_between(p_from, p_to)); end if;
  v_due := case p_unit
    when 'workday' then app.add_workdays(v_due, (
      select count(*)::int from generate_series(v_from + 1, v_to, interval '1 day') as day where app.is_workday(day::date)))
    else app.next_workday(v_due + (v_to - v_from)) end;
  return (v_due + time '23:59:59') at time zone 'Asia/Shanghai';
end $$;
comment on function app.extend_due is 'A due moment moved by the length of a pause, in the unit of the deadline.';

grant execute on function app.today() to authenticated;

-- 10_base/dispute_types.sql -------------------------------------------------------------------------------------

-- Reading rights of the dispute types.

create policy "signed-in people read dispute types" on app.dispute_types for select to authenticated using (true);

grant select on app.dispute_types to authenticated;

create view api.dispute_types with (security_invoker = true) as
  select code, parent_code, name, name_en, hint, sort from app.dispute_types where active;
comment on view api.dispute_types is 'Dispute types in use, first and second level.';

grant select on api.dispute_types to authenticated;

-- 20_places/tables.sql ------------------------------------------------------------------------------------------

-- Administrative regions (行政区划) and their outlines.
-- A national administrative code contains its own path: city 3508, county 350802, township 350802001, village
-- 350802001003. A region contains exactly the codes that start with its own.

create table app.regions (
  code text collate "C" not null,
  name text not null,
  level smallint not null generated always as
    (case length(code) when 4 then 1 when 6 then 2 when 9 then 3 else 4 end) stored,
  parent_code text collate "C" generated always as
    (case length(code) when 4 then null when 6 then left(code, 4) when 9 then left(code, 6) else left(code, 9) end) stored,
  -- The names below the city as people write them: 长汀县 大同镇 东街村. Set by a trigger.
  path text not null default '',
  longitude double precision,
  latitude double precision,
  -- outline: centre of a real outline; schematic: a position chosen inside the county, because no open outline exists.
  position_basis text not null default 'schematic',
  -- A code that is no longer in use is kept, so that old cases keep their place; its successor takes over.
  active boolean not null default true,
  successor_code text collate "C",
  -- Number of residents, for rates; null when unknown. app.set_population writes it together with its year.
  population int,
  population_year smallint,
  version int not null default 1,
  constraint regions_pkey primary key (code),
  constraint regions_code_form check (code ~ '^[0-9]{4}([0-9]{2}([0-9]{3}([0-9]{3})?)?)?$'),
  constraint regions_name_length check (length(name) between 1 and 60),
  constraint regions_population check (population between 1 and 100000000),
  constraint regions_population_year check ((population is null) = (population_year is null)),
  constraint regions_position_basis check (position_basis in ('outline', 'schematic')),
  constraint regions_successor_of_retired check (successor_code is null or not active),
  constraint regions_parent foreign key (parent_code) references app.regions (code) on delete restrict,
  constraint regions_successor foreign key (successor_code) references app.regions (code) on delete restrict
);
comment on table app.regions is 'Four-level tree of administrative regions by national code (city, county, township, village).';
create index regions_parent_code on app.regions (parent_code, code);
create index regions_successor_code on app.regions (successor_code);
alter table app.regions enable row level security;

-- Outlines in WGS-84. `rings` repeats the outer rings as PostgreSQL polygons for point-in-region tests.
create table app.region_outlines (
  region_code text collate "C" not null,
  outline jsonb not null,
  rings polygon[] not null,
  constraint region_outlines_pkey primary key (region_code),
  constraint region_outlines_region foreign key (region_code) references app.regions (code) on delete cascade
);
comment on table app.region_outlines is 'GeoJSON outline of a region, WGS-84.';
alter table app.region_outlines enable row level security;

-- 20_places/regions.sql -----------------------------------------------------------------------------------------

-- The tree of regions: the code in use today, the name of a region, and reading rights.

-- The code in use today for a code of any year; null for an unknown code and for one that ended without a successor.
create function app.current_region(p_code text) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (with recursive chain as (
    select code, successor_code, active from app.regions where code = p_code
    union all
    select r.code, r.successor_code, r.active from chain join app.regions r on r.code = chain.successor_code
  )
  select code from chain where active);
end $$;
comment on function app.current_region is 'Follows a region code to the one in use today; null when there is none.';

create function app.set_region_path() returns trigger language plpgsql set search_path = '' as $$
begin
  new.path := case when length(new.code) <= 6 then new.name
    else (select r.path from app.regions r where r.code = left(new.code, case length(new.code) when 9 then 6 else 9 end))
         || ' ' || new.name end;
  return new;
end $$;
create trigger regions_10_path before insert or update of name on app.regions
  for each row execute function app.set_region_path();

create policy "signed-in people read the region tree" on app.regions for select to authenticated using (true);

grant select on app.regions to authenticated;

create view api.regions with (security_invoker = true) as
  select code, name, level, parent_code, path, longitude, latitude, position_basis, active, successor_code, version,
    population, population_year
  from app.regions;
comment on view api.regions is
  'Regions: code, name, level 1–4, parent, position (WGS-84, may be schematic), residents in a given year; retired codes name their successor.';

grant select on api.regions to authenticated;

-- 20_places/outlines.sql ----------------------------------------------------------------------------------------

-- Outlines of counties, and which county contains a point.

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

-- The county at a point, null outside the city. Outlines are simplified, so a point outside all of them but within
-- about a kilometre (0.01 degree) belongs to the nearest.
create function app.county_at(p_longitude double precision, p_latitude double precision) returns text
language sql stable security definer set search_path = '' as $$
  select o.region_code
  from app.region_outlines o join app.regions r on r.code = o.region_code and r.active cross join unnest(o.rings) as ring
  where length(o.region_code) = 6
    -- NaN compares as greater than every number, so this check rejects it too.
    and p_longitude between -180 and 180 and p_latitude between -90 and 90
    and (ring operator(pg_catalog.<->) point(p_longitude, p_latitude)) < 0.01
  order by ring operator(pg_catalog.<->) point(p_longitude, p_latitude), o.region_code
  limit 1
$$;
comment on function app.county_at is 'County code at a WGS-84 point, null when the point lies outside the city.';

create policy "signed-in people read outlines" on app.region_outlines for select to authenticated using (true);

grant select (region_code, outline) on app.region_outlines to authenticated;

create view api.region_outlines with (security_invoker = true) as
  select region_code, outline from app.region_outlines;
comment on view api.region_outlines is 'County outlines as GeoJSON geometry, WGS-84.';

grant select on api.region_outlines to authenticated;

-- 20_places/points.sql ------------------------------------------------------------------------------------------

-- Points: distance, grid squares of the map, and the only check of coordinates, with proposed fixes.

-- Position of a region: its own, else that of the nearest region above it whose position is known.
create function app.position_of(p_code text, out longitude double precision, out latitude double precision)
language sql stable security definer set search_path = '' as $$
  select r.longitude, r.latitude from app.regions r
  where r.code in (left(p_code, 4), left(p_code, 6), left(p_code, 9), p_code) and r.longitude is not null
  order by length(r.code) desc limit 1
$$;

-- Grid squares of a fiftieth of a degree, numbered by column from west to east and within a column from south to north.
create function app.map_cell(p_longitude double precision, p_latitude double precision) returns int
language sql immutable set search_path = '' as $$
  select (floor(p_longitude * 50)::int + 9000) * 10000 + floor(p_latitude * 50)::int + 4500
$$;
comment on function app.map_cell is 'Number of the map''s grid square at a point: column * 10000 + row.';

-- Kilometres between two WGS-84 points, accurate to one percent within a city.
create function app.distance_km(p_lon1 double precision, p_lat1 double precision, p_lon2 double precision, p_lat2 double precision)
returns double precision
language sql immutable set search_path = '' as $$
  select 111.32 * sqrt(power((p_lon1 - p_lon2) * cos(radians((p_lat1 + p_lat2) / 2)), 2) + power(p_lat1 - p_lat2, 2))
$$;

create type api.point_verdict as (problem text, county_code text, county text, proposals jsonb);
comment on type api.point_verdict is
  'The result of checking a point: code of the problem (null when there is none); the county that contains it; proposed fixes ({kind, longitude, latitude, region_code, region}).';

-- Middle of a region: its own position, else that of its township or county. The middle of the city would be tens of
-- kilometres away, so a county without a position has no middle.
create function app.middle_of(p_region text, out longitude double precision, out latitude double precision)
language plpgsql stable security definer set search_path = '' as $$
begin
  select r.longitude, r.latitude into longitude, latitude from app.regions r
  where r.code in (left(p_region, 6), left(p_region, 9), p_region) and r.level > 1 and r.longitude is not null
  order by length(r.code) desc limit 1;
end $$;

-- Degrees as reported, null when they are not a number that can be shown.
create function app.claimed_degrees(p_value double precision) returns double precision
language sql immutable set search_path = '' as $$
  select case when p_value between -1e9 and 1e9 then p_value end
$$;

-- A coordinate pair as people write it: longitude, latitude.
create function app.pair_of(p_longitude double precision, p_latitude double precision) returns text
language sql immutable set search_path = '' as $$
  select case when p_longitude is not null or p_latitude is not null then
    coalesce(round(p_longitude::numeric, 5)::text, '–') || ', ' || coalesce(round(p_latitude::numeric, 5)::text, '–') end
$$;

-- Whether a pair lies in the city of a region. Without loaded outlines: within 300 kilometres of the known position of
-- the region, and null where that is unknown as well.
create function app.lies_in_city(p_region text, p_longitude double precision, p_latitude double precision) returns boolean
language sql stable security definer set search_path = '' as $$
  select case
    when not (p_longitude between -180 and 180 and p_latitude between -90 and 90) then false
    when exists (select 1 from app.region_outlines o where o.region_code like left(p_region, 4) || '%')
      then app.county_at(p_longitude, p_latitude) is not null
    else (select app.distance_km(p_longitude, p_latitude, place.longitude, place.latitude) < 300 from app.position_of(p_region) as place)
  end
$$;

-- Checks a pair reported for a region. The coordinate system cannot be recognised from the numbers: whoever enters a
-- pair names it, and this function receives WGS-84. A missing pair is valid: the region then stands in for it.
create function app.point_verdict(p_region text, p_longitude double precision, p_latitude double precision) returns api.point_verdict
language plpgsql stable security definer set search_path = '' as $$
declare
  v_verdict api.point_verdict;
  v_middle record := app.middle_of(p_region);
  v_other text;
begin
  v_verdict.proposals := '[]';
  if p_longitude is null and p_latitude is null then return v_verdict; end if;
  if p_longitude is null or p_latitude is null then
    v_verdict.problem := 'point_half';
  elsif abs(p_longitude) < 0.01 and abs(p_latitude) < 0.01 then
    v_verdict.problem := 'point_zero';
  else
    v_verdict.county_code := app.county_at(p_longitude, p_latitude);
    -- NaN compares as greater than every number, so this check rejects it too.
    if not (p_longitude between -180 and 180 and p_latitude between -90 and 90) then
      v_verdict.problem := 'point_impossible';
    elsif not app.lies_in_city(p_region, p_longitude, p_latitude) then
      v_verdict.problem := 'point_outside';
    elsif length(p_region) >= 6 and v_verdict.county_code <> left(p_region, 6) then
      v_verdict.problem := 'point_elsewhere';
    end if;
    if v_verdict.problem in ('point_impossible', 'point_outside') and app.lies_in_city(p_region, p_latitude, p_longitude) then
      v_verdict.problem := 'point_swapped';
      v_other := app.county_at(p_latitude, p_longitude);
      v_verdict.proposals := app.proposal('swap', p_latitude, p_longitude,
        case when v_other is null or v_other = left(p_region, 6) then p_region else v_other end);
    end if;
  end if;
  select name into v_verdict.county from app.regions where code = v_verdict.county_code;
  if v_verdict.problem = 'point_elsewhere' then
    v_verdict.proposals := app.proposal('county', p_longitude, p_latitude, v_verdict.county_code);
  end if;
  if v_verdict.problem is not null and v_middle.longitude is not null then
    v_verdict.proposals := v_verdict.proposals || app.proposal('region', v_middle.longitude, v_middle.latitude, p_region);
  end if;
  return v_verdict;
end $$;
comment on function app.point_verdict is
  'What is wrong with a WGS-84 pair reported for a region, with proposed fixes. All coordinates are checked here.';

create function app.proposal(p_kind text, p_longitude double precision, p_latitude double precision, p_region text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_array(jsonb_build_object('kind', p_kind, 'longitude', p_longitude, 'latitude', p_latitude,
    'region_code', r.code, 'region', r.path)) from app.regions r where r.code = p_region
$$;

-- Rejects a pair with everything that a form needs to offer a fix by one click.
create function app.refuse_point(p_verdict api.point_verdict, p_region text, p_longitude double precision, p_latitude double precision)
returns void language plpgsql volatile set search_path = '' as $$
begin
  perform app.refuse(p_verdict.problem, jsonb_build_object('field', 'longitude', 'longitude', app.claimed_degrees(p_longitude),
    'latitude', app.claimed_degrees(p_latitude), 'region_code', p_region, 'county_code', p_verdict.county_code,
    'county', p_verdict.county, 'proposals', p_verdict.proposals));
end $$;

-- The position of a case at its filing. An invalid pair is rejected; from a source that cannot be asked it is stored
-- separately, and the case has no position until somebody sets one. A region without a position does not block a filing
-- either.
create function app.check_reported_point(p_region text, p_longitude double precision, p_latitude double precision, p_keep boolean,
  out longitude double precision, out latitude double precision, out basis text,
  out claimed_longitude double precision, out claimed_latitude double precision, out problem text)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_verdict api.point_verdict := app.point_verdict(p_region, p_longitude, p_latitude);
  v_middle record := app.middle_of(p_region);
begin
  problem := v_verdict.problem;
  if problem is not null and not coalesce(p_keep, false) then perform app.refuse_point(v_verdict, p_region, p_longitude, p_latitude); end if;
  if p_longitude is null and problem is null and v_middle.longitude is null then problem := 'no_position'; end if;
  if problem is not null then
    basis := 'none';
    claimed_longitude := app.claimed_degrees(p_longitude);
    claimed_latitude := app.claimed_degrees(p_latitude);
  else
    basis := case when p_longitude is null then 'region' else 'pin' end;
    longitude := coalesce(p_longitude, v_middle.longitude);
    latitude := coalesce(p_latitude, v_middle.latitude);
  end if;
end $$;

create function app.judge_point(p_region text, p_longitude double precision, p_latitude double precision)
returns setof api.point_verdict language plpgsql stable security definer set search_path = '' as $$
declare
  -- A retired region without a successor is still the region of its cases.
  v_region text := coalesce(app.current_region(p_region), (select code from app.regions where code = p_region));
begin
  if app.my_role() is null then perform app.refuse('refused', '{}', '42501'); end if;
  if coalesce(p_region, '') = '' then perform app.refuse('field_required', '{"field": "region_code"}'); end if;
  if v_region is null then perform app.refuse('unknown_choice', '{"field": "region_code"}'); end if;
  return next app.point_verdict(v_region, p_longitude, p_latitude);
end $$;

create function api.judge_point(region_code text, longitude double precision default null, latitude double precision default null)
returns setof api.point_verdict language sql stable security invoker set search_path = '' as $$
  select * from app.judge_point(region_code, longitude, latitude) $$;
comment on function api.judge_point is
  'Any staff member: what is wrong with a WGS-84 pair reported for a region (point_half, point_zero, point_impossible, point_swapped, point_outside, point_elsewhere; null: nothing), with proposed fixes.';

grant execute on function app.judge_point(text, double precision, double precision), api.judge_point(text, double precision, double precision)
to authenticated;

-- 30_people/tables.sql ------------------------------------------------------------------------------------------

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

-- 30_people/my_rights.sql ---------------------------------------------------------------------------------------

-- Who the caller is, in which organisation and in which role.
-- The posts table decides what a person may do, never the token: an ended post has no effect from the next request on.
-- A person with several posts acts in one of them at a time.

create function app.is_current(p_from date, p_to date) returns boolean
language sql stable set search_path = '' as $$
  select app.today() between p_from and coalesce(p_to, 'infinity'::date)
$$;

-- The caller's acting post; null for strangers, suspended people, ended posts and ended sessions. A token stays valid
-- up to an hour after its session has ended, so the session is checked here too.
create function app.my_post() returns app.posts
language plpgsql stable security definer set search_path = '' as $$
declare
  v_session text := auth.jwt() ->> 'session_id';
  v_post app.posts;
begin
  -- PL/pgSQL caches the plans of its statements; a plain SQL function would be planned again at each of the many calls.
  select p.* into v_post from app.staff s
  join app.posts p on p.staff_id = s.id and app.is_current(p.valid_from, p.valid_to)
  join app.organisations o on o.id = p.organisation_id and o.active
  where s.id = auth.uid() and s.active
    and (v_session is null or exists (select 1 from auth.sessions n where n.id = v_session::uuid and n.user_id = s.id))
  order by (p.id is not distinct from s.acting_post_id) desc, p.valid_from, p.id
  limit 1;
  return v_post;
end $$;
create function app.my_role() returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (app.my_post()).role;
end $$;
-- The organisation whose cases the caller sees; null for a reporter, who sees only their own filings.
create function app.my_organisation() returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
begin
  return case when v_me.role <> 'reporter' then v_me.organisation_id end;
end $$;
-- The region whose subtree the caller sees; null unless the organisation is territorial.
create function app.my_scope() returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select o.region_code from app.organisations o where o.id = app.my_organisation() and o.territorial);
end $$;
comment on function app.my_post is
  'The caller''s acting post. In policies call helpers as (select app.my_…()), so that they run once per query.';

grant execute on function app.my_role(), app.my_organisation(), app.my_scope(), app.is_current(date, date)
  to authenticated;

create type api.identity as (staff_id uuid, name text, account text, post_id uuid, role text, organisation_id uuid,
  organisation_name text, territorial boolean, scope_code text, scope_level smallint, scope_name text, posts jsonb);
comment on type api.identity is
  'A person in the acting post; scope is null unless the organisation is territorial; posts lists the posts to choose from.';

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
comment on function api.who_am_i is 'The caller: person, acting post, organisation, scope. No row for a user without a post.';

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
comment on function api.switch_post is 'Switches the caller''s acting post to another of their current posts. Any other post: 42501.';
grant execute on function app.who_am_i(), api.who_am_i(), app.switch_post(uuid), api.switch_post(uuid) to authenticated;

-- 30_people/organisations.sql -----------------------------------------------------------------------------------

-- The directory of organisations: reading rights, and the desk responsible for a region.

-- The desk responsible for a region: the dispatch centre of the nearest county or city above it.
create function app.desk_of(p_region text) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select o.id from app.organisations o
  where o.kind = 'dispatch_centre' and o.active and o.region_code in (left(p_region, 6), left(p_region, 4))
  order by length(o.region_code) desc, o.created_at, o.id
  limit 1);
end $$;
comment on function app.desk_of is 'Dispatch centre responsible for a region: county first, then city.';

create policy "signed-in people read categories" on app.organisation_categories for select to authenticated using (true);
create policy "posts read the directory of organisations" on app.organisations for select to authenticated
  using ((select app.my_role()) is not null);
create policy "posts read regions served" on app.organisation_regions for select to authenticated
  using ((select app.my_role()) is not null);
create policy "posts read types handled" on app.organisation_types for select to authenticated
  using ((select app.my_role()) is not null);
create policy "posts read open cases of organisations" on app.organisation_loads for select to authenticated
  using ((select app.my_role()) is not null);

grant select on app.organisation_categories, app.organisations, app.organisation_regions, app.organisation_types,
  app.organisation_loads to authenticated;

create view api.organisations with (security_invoker = true) as
  select o.id, o.name, o.short_name, o.kind, o.level, o.region_code, r.path as region_path, o.territorial,
    o.parent_id, parent.name as parent_name, o.category, o.phone, o.contact_name, o.contact_phone, o.address, o.longitude, o.latitude, o.capacity,
    coalesce(l.open_cases, 0) as open_cases, o.duty_hours,
    array(select t.type_code from app.organisation_types t where t.organisation_id = o.id order by 1) as type_codes,
    array(select s.region_code from app.organisation_regions s where s.organisation_id = o.id order by 1) as region_codes,
    o.active, o.version
  from app.organisations o
  left join app.regions r on r.code = o.region_code
  left join app.organisations parent on parent.id = o.parent_id
  left join app.organisation_loads l on l.organisation_id = o.id;
comment on view api.organisations is 'Directory of organisations with region, types handled, capacity and open cases.';

create view api.organisation_categories with (security_invoker = true) as
  select code, kind, name, name_en, sort from app.organisation_categories;
comment on view api.organisation_categories is 'Categories of mediation rooms, professional committees and departments.';

grant select on api.organisations, api.organisation_categories to authenticated;

-- 30_people/staff.sql -------------------------------------------------------------------------------------------

-- Reading rights of staff and their posts.

create policy "people read posts of their organisation and of their territory" on app.posts for select to authenticated
  using (staff_id = (select auth.uid())
    or coalesce(organisation_id = (select app.my_organisation()), false)
    or coalesce((select app.my_role()) in ('administrator', 'leader')
         and exists (select 1 from app.organisations o where o.id = organisation_id
                     and starts_with(o.region_code, (select app.my_scope()))), false));
create policy "people read whose posts they read" on app.staff for select to authenticated
  using (id = (select auth.uid()) or exists (select 1 from app.posts p where p.staff_id = staff.id));

grant select on app.posts to authenticated;
grant select (id, account, name, active, suspended_reason, version) on app.staff to authenticated;

create view api.staff with (security_invoker = true) as
  select s.id, s.account, s.name, s.active, s.suspended_reason, s.version,
    coalesce(m.grade, 'none') as grade, m.qualification, m.certificate_number, coalesce(m.specialities, '{}') as specialities,
    coalesce(m.languages, '{}') as languages, m.introduction, m.photo_path, coalesce(m.version, 0) as profile_version
  from app.staff s
  left join app.mediator_profiles m on m.staff_id = s.id;
comment on view api.staff is 'People whom the caller may see, with the profile of a mediator; profile_version 0: none exists yet.';

grant select on api.staff to authenticated;

-- 30_people/administrators.sql ----------------------------------------------------------------------------------

-- Who administers what, and the checks that every administration verb starts with.
-- An administrator of a dispatch centre manages the subtree of its region; an administrator of another organisation
-- manages that organisation. Nobody changes their own posts, so nobody can grant themselves a right.

-- The acting post of the caller, who must be an administrator (else 42501 refused).
create function app.require_administrator() returns app.posts
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
begin
  if v_me.role is distinct from 'administrator' then perform app.refuse('refused', '{}', '42501'); end if;
  return v_me;
end $$;

create function app.administers_region(p_region text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(app.my_role() = 'administrator' and starts_with(p_region, app.my_scope()), false)
$$;
comment on function app.administers_region is 'Whether the caller administers a region: it lies in the territory of their dispatch centre.';

create function app.administers(p_organisation uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(app.my_role() = 'administrator' and (p_organisation = app.my_organisation()
    or app.administers_region((select region_code from app.organisations where id = p_organisation))), false)
$$;
comment on function app.administers is 'Whether the caller administers an organisation: their own, or one of their territory.';

-- Whether the caller administers every current and future post of a person. A person without posts belongs to whoever
-- administers the organisations they last worked for.
create function app.administers_person(p_staff uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  with alive as (
    select p.* from app.posts p where p.staff_id = p_staff and coalesce(p.valid_to, 'infinity'::date) >= app.today()
  ), counted as (
    select * from alive
    union all
    select p.* from app.posts p where p.staff_id = p_staff and not exists (select 1 from alive)
  )
  select count(*) > 0 and bool_and(app.administers(organisation_id)) from counted
$$;

-- Locks a person for a change. Errors: 404 for a person the caller cannot see, 42501 own_account for the caller's own
-- record, 42501 posts_elsewhere for a person who also holds a post outside the caller's reach.
create function app.open_staff(p_staff uuid, p_version int) returns app.staff
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.require_administrator();
  v_staff app.staff;
begin
  if p_staff is null then perform app.refuse('field_required', '{"field": "staff_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_staff from app.staff where id = p_staff for update;
  if v_staff.id is null or not exists (select 1 from app.posts p where p.staff_id = p_staff and app.administers(p.organisation_id)) then
    perform app.refuse('staff_not_found', '{"field": "staff_id"}', 'PT404');
  end if;
  if p_staff = v_me.staff_id then perform app.refuse('own_account', '{}', '42501'); end if;
  if not app.administers_person(p_staff) then perform app.refuse('posts_elsewhere', '{}', '42501'); end if;
  if v_staff.version <> p_version then
    perform app.refuse('stale_record', jsonb_build_object('version', v_staff.version), 'PT409');
  end if;
  return v_staff;
end $$;

-- Locks an organisation for a change by its administrator.
create function app.open_organisation(p_organisation uuid, p_version int) returns app.organisations
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.require_administrator();
  v_row app.organisations;
begin
  if p_organisation is null then perform app.refuse('field_required', '{"field": "organisation_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_row from app.organisations where id = p_organisation for update;
  if v_row.id is null then perform app.refuse('organisation_not_found', '{"field": "organisation_id"}', 'PT404'); end if;
  if not app.administers(p_organisation) then perform app.refuse('outside_scope', '{"field": "organisation_id"}', '42501'); end if;
  if v_row.version <> p_version then
    perform app.refuse('stale_record', jsonb_build_object('version', v_row.version), 'PT409');
  end if;
  return v_row;
end $$;

-- The organisation of a new post: in use, and administered by the caller.
create function app.organisation_to_staff(p_organisation uuid) returns app.organisations
language plpgsql stable security definer set search_path = '' as $$
declare
  v_row app.organisations;
begin
  if p_organisation is null then perform app.refuse('field_required', '{"field": "organisation_id"}'); end if;
  select * into v_row from app.organisations where id = p_organisation;
  if v_row.id is null then perform app.refuse('organisation_not_found', '{"field": "organisation_id"}', 'PT404'); end if;
  if not app.administers(p_organisation) then perform app.refuse('outside_scope', '{"field": "organisation_id"}', '42501'); end if;
  if not v_row.active then perform app.refuse('organisation_retired', '{"field": "organisation_id"}', 'PT409'); end if;
  return v_row;
end $$;

-- Raises last_administrator (409) when the change would remove the last administrator of a region. `p_staff` loses all
-- posts, or only `p_post`. Two administrators who remove each other at the same time wait for one another here.
create function app.check_last_administrator(p_staff uuid, p_post uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_region text;
begin
  for v_region in
    select distinct o.region_code from app.posts p join app.organisations o on o.id = p.organisation_id and o.territorial
    where p.staff_id = p_staff and (p_post is null or p.id = p_post) and p.role = 'administrator'
      and app.is_current(p.valid_from, p.valid_to)
    order by 1
  loop
    perform pg_advisory_xact_lock(hashtextextended('administrators of ' || v_region, 0));
    if not exists (
      select 1 from app.posts p
      join app.organisations o on o.id = p.organisation_id and o.territorial and o.active and o.region_code = v_region
      join app.staff s on s.id = p.staff_id and s.active
      where p.role = 'administrator' and app.is_current(p.valid_from, p.valid_to)
        and case when p_post is null then p.staff_id <> p_staff else p.id <> p_post end
    ) then
      perform app.refuse('last_administrator', jsonb_build_object('region', (select name from app.regions where code = v_region)), 'PT409');
    end if;
  end loop;
end $$;

create function app.region_of_person(p_staff uuid, out organisation_id uuid, out region_code text)
language sql stable security definer set search_path = '' as $$
  select o.id, o.region_code from app.posts p join app.organisations o on o.id = p.organisation_id
  where p.staff_id = p_staff order by coalesce(p.valid_to, 'infinity'::date) desc, p.valid_from, p.id limit 1
$$;

-- 30_people/administration_events.sql ---------------------------------------------------------------------------

-- The audit log of every change by an administrator. It also returns the stored result when a request is repeated.

create trigger administration_events_30_append_only before update or delete on app.administration_events
  for each row execute function app.refuse_change();
create trigger administration_events_31_append_only before truncate on app.administration_events
  for each statement execute function app.refuse_change();

create policy "leaders and administrators read changes, others their own" on app.administration_events
  for select to authenticated
  using (coalesce(actor_id = (select auth.uid()) and (select app.my_role()) is not null, false)
    or coalesce((select app.my_role()) in ('leader', 'administrator')
      and (starts_with(region_code, (select app.my_scope())) or organisation_id = (select app.my_organisation())), false));
grant select (id, verb, actor_id, actor_name, actor_organisation_name, object_kind, object_id, object_name, organisation_id,
  region_code, city_code, county_code, town_code, village_code, details, at) on app.administration_events to authenticated;

create view api.administration_events with (security_invoker = true) as
  select id, verb, actor_id, actor_name, actor_organisation_name, object_kind, object_id, object_name, organisation_id,
    region_code, city_code, county_code, town_code, village_code, details, at
  from app.administration_events;
comment on view api.administration_events is
  'Audit log of changes to regions, organisations, people and posts. Filter by a level column or organisation_id.';
grant select on api.administration_events to authenticated;

create type api.change_result as (id text, version int);
comment on type api.change_result is 'The result of a change: the object and its new version.';

-- The stored result of a request that was already processed, null for a new one. Two concurrent sends of one request
-- wait for each other here.
create function app.changed_before(p_request uuid, p_verb text, p_args jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_done app.administration_events;
begin
  if p_request is null then perform app.refuse('field_required', '{"field": "request_id"}'); end if;
  perform pg_advisory_xact_lock(hashtextextended(p_request::text, 0));
  select * into v_done from app.administration_events where request_id = p_request;
  if v_done.id is null then return null; end if;
  if v_done.verb <> p_verb or v_done.digest <> app.digest(p_args) or v_done.actor_id is distinct from auth.uid() then
    perform app.refuse('request_reused', '{}', 'PT409');
  end if;
  return v_done.result;
end $$;

-- Writes a change to the audit log and returns `p_result`.
create function app.write_change(p_verb text, p_kind text, p_id text, p_name text, p_organisation uuid, p_region text,
  p_details jsonb, p_request uuid, p_args jsonb, p_result jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
begin
  insert into app.administration_events (verb, actor_id, actor_name, post_id, actor_organisation_name, object_kind, object_id,
    object_name, organisation_id, region_code, details, request_id, digest, result)
  select p_verb, v_me.staff_id, s.name, v_me.id, o.name, p_kind, p_id, p_name, p_organisation, p_region,
    jsonb_strip_nulls(coalesce(p_details, '{}')), p_request, app.digest(p_args), p_result
  from (select 1) as always
  left join app.staff s on s.id = v_me.staff_id
  left join app.organisations o on o.id = v_me.organisation_id;
  return p_result;
end $$;

create function app.as_result(p_result jsonb) returns api.change_result
language sql immutable set search_path = '' as $$
  select (p_result ->> 'id', (p_result ->> 'version')::int)::api.change_result
$$;

-- 30_people/profiles.sql ----------------------------------------------------------------------------------------

-- Profiles of mediators, and their photos.

create policy "people read profiles of people they see" on app.mediator_profiles for select to authenticated
  using (exists (select 1 from app.staff s where s.id = staff_id));

grant select on app.mediator_profiles to authenticated;

-- Locks a profile of the caller or of somebody whom the caller administers; version 0 means that none exists yet.
create function app.open_profile(p_staff uuid, p_version int) returns app.mediator_profiles
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.mediator_profiles;
begin
  if app.my_role() is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_staff is null then perform app.refuse('field_required', '{"field": "staff_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  if not exists (select 1 from app.staff where id = p_staff) or p_staff <> auth.uid() and not app.administers_person(p_staff) then
    perform app.refuse('staff_not_found', '{"field": "staff_id"}', 'PT404');
  end if;
  insert into app.mediator_profiles (staff_id, version) values (p_staff, 0) on conflict do nothing;
  select * into v_row from app.mediator_profiles where staff_id = p_staff for update;
  if v_row.version <> p_version then perform app.refuse('stale_record', jsonb_build_object('version', v_row.version), 'PT409'); end if;
  return v_row;
end $$;

-- What people may state about themselves; the photo lies in the bucket staff-photos in their own folder.
create function app.update_profile(p_staff uuid, p_version int, p_request uuid, p_specialities text[], p_languages text[],
  p_introduction text, p_photo text)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('staff', p_staff, 'version', p_version, 'specialities', p_specialities,
    'languages', p_languages, 'introduction', p_introduction, 'photo', p_photo);
  v_done jsonb := app.changed_before(p_request, 'update_profile', v_args);
  v_at record := app.region_of_person(p_staff);
  v app.mediator_profiles;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v := app.open_profile(p_staff, p_version);
  v.specialities := app.clean_list(p_specialities, 'specialities', 4);
  if exists (select 1 from unnest(v.specialities) c where not exists (
      select 1 from app.dispute_types t where t.code = c and t.active and t.parent_code is null)) then
    perform app.refuse('unknown_choice', '{"field": "specialities"}');
  end if;
  v.languages := app.clean_list(p_languages, 'languages', 20);
  v.introduction := app.clean_text(p_introduction, 'introduction', 0, 500);
  v.photo_path := app.clean_text(p_photo, 'photo_path', 0, 200);
  if not starts_with(v.photo_path, p_staff::text || '/') then perform app.refuse('invalid_value', '{"field": "photo_path"}'); end if;
  update app.mediator_profiles set specialities = v.specialities, languages = v.languages, introduction = v.introduction,
    photo_path = v.photo_path, version = version + 1 where staff_id = p_staff;
  return next app.as_result(app.write_change('update_profile', 'staff', p_staff::text, (select name from app.staff where id = p_staff),
    v_at.organisation_id, v_at.region_code, jsonb_build_object('specialities', v.specialities, 'languages', v.languages),
    p_request, v_args, jsonb_build_object('id', p_staff, 'version', p_version + 1)));
end $$;

-- Only an administrator confirms grade and qualification, so that mediators cannot award themselves.
create function app.rate_mediator(p_staff uuid, p_version int, p_request uuid, p_grade text, p_qualification text, p_certificate text)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('staff', p_staff, 'version', p_version, 'grade', p_grade, 'qualification', p_qualification,
    'certificate', p_certificate);
  v_done jsonb := app.changed_before(p_request, 'rate_mediator', v_args);
  v_at record := app.region_of_person(p_staff);
  v app.mediator_profiles;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  perform app.require_administrator();
  v := app.open_profile(p_staff, p_version);
  if p_staff = auth.uid() then perform app.refuse('own_account', '{}', '42501'); end if;
  perform app.check_choice('grade', p_grade, app.mediator_grades());
  v.qualification := app.clean_text(p_qualification, 'qualification', 0, 100);
  v.certificate_number := app.clean_text(p_certificate, 'certificate_number', 0, 40);
  update app.mediator_profiles set grade = p_grade, qualification = v.qualification,
    certificate_number = v.certificate_number, version = version + 1 where staff_id = p_staff;
  return next app.as_result(app.write_change('rate_mediator', 'staff', p_staff::text, (select name from app.staff where id = p_staff),
    v_at.organisation_id, v_at.region_code, jsonb_build_object('from', v.grade, 'to', p_grade), p_request, v_args,
    jsonb_build_object('id', p_staff, 'version', p_version + 1)));
end $$;

-- Every staff member may view photos; the person and their administrator add and remove them.
create function app.may_change_photo(p_name text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_folder text := split_part(p_name, '/', 1);
begin
  if v_folder !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' or app.my_role() is null then return false; end if;
  return v_folder::uuid = auth.uid() or app.my_role() = 'administrator' and app.administers_person(v_folder::uuid);
end $$;
grant execute on function app.may_change_photo(text) to authenticated;

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('staff-photos', 'staff-photos', false, 2000000, array['image/jpeg', 'image/png', 'image/webp'])
on conflict (id) do nothing;
create policy "people in office see the bucket of photos" on storage.buckets for select to authenticated
  using (id = 'staff-photos' and (select app.my_role()) is not null);
create policy "people in office look at photos" on storage.objects for select to authenticated
  using (bucket_id = 'staff-photos' and (select app.my_role()) is not null);
create policy "people and their administrators put photos" on storage.objects for insert to authenticated
  with check (bucket_id = 'staff-photos' and app.may_change_photo(name));
create policy "people and their administrators replace photos" on storage.objects for update to authenticated
  using (bucket_id = 'staff-photos' and app.may_change_photo(name)) with check (bucket_id = 'staff-photos' and app.may_change_photo(name));
create policy "people and their administrators take photos away" on storage.objects for delete to authenticated
  using (bucket_id = 'staff-photos' and app.may_change_photo(name));

create function api.update_profile(staff_id uuid, expected_version int, request_id uuid, specialities text[] default '{}',
  languages text[] default '{}', introduction text default null, photo_path text default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.update_profile(staff_id, expected_version, request_id, specialities, languages, introduction, photo_path) $$;
create function api.rate_mediator(staff_id uuid, expected_version int, request_id uuid, grade text, qualification text default null, certificate_number text default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.rate_mediator(staff_id, expected_version, request_id, grade, qualification, certificate_number) $$;

comment on function api.update_profile is
  'The person or an administrator: specialities (first-level types), languages, introduction, photo.';
comment on function api.rate_mediator is
  'Administrator: sets grade (gold, first to fourth, none), qualification and certificate of somebody else.';

grant execute on function
  app.update_profile(uuid, int, uuid, text[], text[], text, text), api.update_profile(uuid, int, uuid, text[], text[], text, text),
  app.rate_mediator(uuid, int, uuid, text, text, text), api.rate_mediator(uuid, int, uuid, text, text, text)
to authenticated;

-- 30_people/leave.sql -------------------------------------------------------------------------------------------

-- Leave of absence with a deputy.

-- The current leave of a person in an organisation, if any.
create function app.leave_of(p_staff uuid, p_organisation uuid, p_role text) returns app.leaves
language sql stable security definer set search_path = '' as $$
  select l from app.leaves l
  where l.staff_id = p_staff and l.organisation_id = p_organisation and l.role = p_role and l.cancelled_at is null
    and app.today() between l.from_on and l.to_on
  order by l.from_on desc, l.id limit 1
$$;

create policy "people read leaves of people they see" on app.leaves for select to authenticated
  using (coalesce(deputy_id = (select auth.uid()) and (select app.my_role()) is not null, false)
    or exists (select 1 from app.staff s where s.id = staff_id));

grant select on app.leaves to authenticated;

create view api.leaves with (security_invoker = true) as
  select l.id, l.staff_id, s.name as staff_name, l.organisation_id, o.name as organisation_name, l.role, l.deputy_id,
    d.name as deputy_name, l.from_on, l.to_on, l.reason, l.cancelled_at, l.version, l.created_at,
    case when l.cancelled_at is not null then 'cancelled' when l.to_on < app.today() then 'over'
      when l.from_on > app.today() then 'ahead' else 'running' end as state
  from app.leaves l
  left join app.staff s on s.id = l.staff_id
  left join app.staff d on d.id = l.deputy_id
  left join app.organisations o on o.id = l.organisation_id;
comment on view api.leaves is 'Leaves of absence with their deputies; state ahead, running, over or cancelled.';

grant select on api.leaves to authenticated;

-- A person enters their own leave in the acting post, or the administrator enters it for them. The deputy must already
-- hold the same post, so that a leave grants no new right.
create function app.take_leave(p_request uuid, p_staff uuid, p_organisation uuid, p_role text, p_deputy uuid, p_from date, p_to date, p_reason text)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('staff', p_staff, 'organisation', p_organisation, 'role', p_role, 'deputy', p_deputy,
    'from', p_from, 'to', p_to, 'reason', p_reason);
  v_done jsonb := app.changed_before(p_request, 'take_leave', v_args);
  v_me app.posts := app.my_post();
  v_staff uuid := coalesce(p_staff, v_me.staff_id);
  v_organisation uuid := coalesce(p_organisation, v_me.organisation_id);
  v_role text := coalesce(p_role, v_me.role);
  v_reason text;
  v_id uuid;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if v_staff <> v_me.staff_id and not app.administers(v_organisation) then
    perform app.refuse('staff_not_found', '{"field": "staff_id"}', 'PT404');
  end if;
  if p_deputy is null then perform app.refuse('field_required', '{"field": "deputy_id"}'); end if;
  if p_from is null then perform app.refuse('field_required', '{"field": "from_on"}'); end if;
  if p_to is null then perform app.refuse('field_required', '{"field": "to_on"}'); end if;
  if p_from < app.today() then perform app.refuse('date_in_past', '{"field": "from_on"}'); end if;
  if p_to < p_from then perform app.refuse('date_too_early', '{"field": "to_on"}'); end if;
  if p_to - p_from > 366 then perform app.refuse('invalid_value', '{"field": "to_on"}'); end if;
  v_reason := app.clean_text(p_reason, 'reason', 2, 200);
  if not exists (select 1 from app.posts p where p.staff_id = v_staff and p.organisation_id = v_organisation and p.role = v_role
                 and app.is_current(p.valid_from, p.valid_to)) then
    perform app.refuse('post_not_found', '{"field": "staff_id"}', 'PT404');
  end if;
  perform pg_advisory_xact_lock(hashtextextended('leaves of ' || v_organisation::text, 0));
  if p_deputy = v_staff or not exists (
      select 1 from app.posts p join app.staff s on s.id = p.staff_id and s.active
      where p.staff_id = p_deputy and p.organisation_id = v_organisation and p.role = v_role
        and p.valid_from <= p_from and coalesce(p.valid_to, 'infinity'::date) >= p_to) then
    perform app.refuse('deputy_unsuitable', '{"field": "deputy_id"}');
  end if;
  if exists (select 1 from app.leaves l where l.organisation_id = v_organisation and l.role = v_role and l.cancelled_at is null
      and daterange(l.from_on, l.to_on, '[]') && daterange(p_from, p_to, '[]') and v_staff in (l.staff_id, l.deputy_id)) then
    perform app.refuse('leave_overlaps', '{"field": "from_on"}', 'PT409');
  end if;
  if exists (select 1 from app.leaves l where l.organisation_id = v_organisation and l.role = v_role and l.cancelled_at is null
      and daterange(l.from_on, l.to_on, '[]') && daterange(p_from, p_to, '[]') and l.staff_id = p_deputy) then
    perform app.refuse('deputy_away', '{"field": "deputy_id"}', 'PT409');
  end if;
  insert into app.leaves (staff_id, organisation_id, role, deputy_id, from_on, to_on, reason, created_by)
  values (v_staff, v_organisation, v_role, p_deputy, p_from, p_to, v_reason, v_me.staff_id) returning id into v_id;
  return next app.as_result(app.write_change('take_leave', 'leave', v_id::text, (select name from app.staff where id = v_staff),
    v_organisation, (select region_code from app.organisations where id = v_organisation),
    jsonb_build_object('deputy', (select name from app.staff where id = p_deputy), 'from', p_from, 'to', p_to), p_request, v_args,
    jsonb_build_object('id', v_id, 'version', 1)));
end $$;

create function app.cancel_leave(p_leave uuid, p_version int, p_request uuid)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('leave', p_leave, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, 'cancel_leave', v_args);
  v_me app.posts := app.my_post();
  v_leave app.leaves;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_leave from app.leaves where id = p_leave for update;
  if v_leave.id is null or v_leave.staff_id <> v_me.staff_id and not app.administers(v_leave.organisation_id) then
    perform app.refuse('leave_not_found', '{"field": "leave_id"}', 'PT404');
  end if;
  if v_leave.version <> p_version then perform app.refuse('stale_record', jsonb_build_object('version', v_leave.version), 'PT409'); end if;
  if v_leave.cancelled_at is not null or v_leave.to_on < app.today() then perform app.refuse('leave_over', '{}', 'PT409'); end if;
  update app.leaves set cancelled_at = now(), version = version + 1 where id = p_leave;
  return next app.as_result(app.write_change('cancel_leave', 'leave', p_leave::text,
    (select name from app.staff where id = v_leave.staff_id), v_leave.organisation_id,
    (select region_code from app.organisations where id = v_leave.organisation_id), '{}', p_request, v_args,
    jsonb_build_object('id', p_leave, 'version', p_version + 1)));
end $$;

create function api.take_leave(request_id uuid, deputy_id uuid, from_on date, to_on date, reason text, staff_id uuid default null,
  organisation_id uuid default null, role text default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.take_leave(request_id, staff_id, organisation_id, role, deputy_id, from_on, to_on, reason) $$;
create function api.cancel_leave(leave_id uuid, expected_version int, request_id uuid)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.cancel_leave(leave_id, expected_version, request_id) $$;

comment on function api.take_leave is
  'The person or the administrator: enters a leave with a deputy of the same role in the same organisation. Errors: deputy_unsuitable, deputy_away, leave_overlaps.';
comment on function api.cancel_leave is 'The person or the administrator: ends a leave early.';

grant execute on function app.take_leave(uuid, uuid, uuid, text, uuid, date, date, text),
  api.take_leave(uuid, uuid, date, date, text, uuid, uuid, text), app.cancel_leave(uuid, int, uuid),
  api.cancel_leave(uuid, int, uuid) to authenticated;

-- 30_people/handover.sql ----------------------------------------------------------------------------------------

-- Handing over all open cases when a mediator changes posts.

create type api.colleague as (staff_id uuid, name text, open_cases int, on_leave_until date);
comment on type api.colleague is 'A person with the same role in an organisation, with open cases and leave.';

-- Who may act as deputy or take over cases: people with a current post of the role. Readable by the organisation's own
-- people with that role, its dispatcher and its administrator.
create function app.list_colleagues(p_organisation uuid, p_role text) returns setof api.colleague
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if not coalesce(app.administers(p_organisation) or p_organisation = v_me.organisation_id and p_role = v_me.role
      or p_organisation = v_me.organisation_id and v_me.role = 'dispatcher' and p_role = 'mediator', false) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  return query
    select s.id, s.name,
      case p_role when 'mediator' then (select count(*)::int from (select 1 from app.cases c where c.mediator_id = s.id
        and c.lead_organisation_id = p_organisation and c.closed_at is null limit 10000) n) else 0 end,
      (app.leave_of(s.id, p_organisation, p_role)).to_on
    from app.staff s
    where s.active and exists (select 1 from app.posts p where p.staff_id = s.id and p.organisation_id = p_organisation
      and p.role = p_role and app.is_current(p.valid_from, p.valid_to))
    order by s.name, s.id;
end $$;

create type api.handed_over as (n int);
comment on type api.handed_over is 'How many open cases were handed over.';

-- Hands all open cases of a mediator to a colleague in one step, with a history event for each case.
create function app.hand_over(p_request uuid, p_organisation uuid, p_from uuid, p_to uuid, p_reason text)
returns setof api.handed_over language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('organisation', p_organisation, 'from', p_from, 'to', p_to, 'reason', p_reason);
  v_done jsonb := app.changed_before(p_request, 'hand_over', v_args);
  v_me app.posts := app.my_post();
  v_from app.staff;
  v_to app.staff;
  v_reason text;
  v_n int;
begin
  if v_done is not null then return next row((v_done ->> 'n')::int)::api.handed_over; return; end if;
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_organisation is null then perform app.refuse('field_required', '{"field": "organisation_id"}'); end if;
  if not (app.administers(p_organisation) or v_me.role = 'dispatcher' and v_me.organisation_id = p_organisation) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  if p_from is null then perform app.refuse('field_required', '{"field": "from_staff_id"}'); end if;
  if p_to is null then perform app.refuse('field_required', '{"field": "to_staff_id"}'); end if;
  select * into v_from from app.staff s where s.id = p_from and exists (
    select 1 from app.posts p where p.staff_id = s.id and p.organisation_id = p_organisation and p.role = 'mediator');
  if v_from.id is null then perform app.refuse('staff_not_found', '{"field": "from_staff_id"}', 'PT404'); end if;
  select * into v_to from app.staff s where s.id = p_to and s.active and s.id <> p_from and exists (
    select 1 from app.posts p where p.staff_id = s.id and p.organisation_id = p_organisation and p.role = 'mediator'
      and app.is_current(p.valid_from, p.valid_to));
  if v_to.id is null then perform app.refuse('mediator_unsuitable', '{"field": "to_staff_id"}'); end if;
  v_reason := app.clean_text(p_reason, 'reason', 2, 200);
  -- All verbs lock in the same order, so that two of them cannot deadlock.
  perform 1 from app.cases where mediator_id = p_from and lead_organisation_id = p_organisation and closed_at is null order by id for update;
  with moved as (
    update app.cases set mediator_id = p_to, mediator_name = v_to.name, version = version + 1, updated_at = now()
    where mediator_id = p_from and lead_organisation_id = p_organisation and closed_at is null
    returning id, status
  ), notified as (
    insert into app.case_events (case_id, verb, from_status, to_status, actor_kind, actor_id, actor_name, post_id, role,
      organisation_id, organisation_name, payload, request_id)
    select m.id, 'hand_over', m.status, m.status, 'staff', v_me.staff_id, s.name, v_me.id, v_me.role, o.id, o.name,
      jsonb_build_object('from', v_from.name, 'mediator_name', v_to.name, 'reason', v_reason), p_request
    from moved m, app.staff s, app.organisations o where s.id = v_me.staff_id and o.id = v_me.organisation_id
  )
  select count(*) into v_n from moved;
  perform app.write_change('hand_over', 'cases', p_from::text, v_from.name, p_organisation,
    (select region_code from app.organisations where id = p_organisation),
    jsonb_build_object('to', v_to.name, 'n', v_n, 'reason', v_reason), p_request, v_args, jsonb_build_object('n', v_n));
  return next row(v_n)::api.handed_over;
end $$;

create function api.list_colleagues(organisation_id uuid, role text)
returns setof api.colleague language sql stable security invoker set search_path = '' as $$
  select * from app.list_colleagues(organisation_id, role) $$;
create function api.hand_over(request_id uuid, organisation_id uuid, from_staff_id uuid, to_staff_id uuid, reason text)
returns setof api.handed_over language sql volatile security invoker set search_path = '' as $$
  select * from app.hand_over(request_id, organisation_id, from_staff_id, to_staff_id, reason) $$;

comment on function api.list_colleagues is
  'People with a current post of a role in an organisation, for its own people, its dispatcher and its administrator.';
comment on function api.hand_over is 'Dispatcher or administrator of an organisation: hands all open cases of a mediator to a colleague.';

grant execute on function app.list_colleagues(uuid, text), api.list_colleagues(uuid, text),
  app.hand_over(uuid, uuid, uuid, uuid, text), api.hand_over(uuid, uuid, uuid, uuid, text) to authenticated;

-- 30_people/sign_in.sql -----------------------------------------------------------------------------------------

-- Signing in: password rules, and the lock after wrong passwords.

-- The rule of [auth] in supabase/config.toml; the password must also not contain the account or a common password.
create function app.check_password(p_password text, p_account text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(p_password, '') = '' then perform app.refuse('field_required', '{"field": "password"}'); end if;
  if length(p_password) < 10 then perform app.refuse('field_too_short', '{"field": "password", "min": 10}'); end if;
  -- bcrypt reads only the first 72 bytes.
  if octet_length(p_password) > 72 then perform app.refuse('field_too_long', '{"field": "password", "max": 72}'); end if;
  if p_password !~ '[0-9]' or p_password !~ '[A-Za-z]' or position(lower(p_account) in lower(p_password)) > 0
      or lower(p_password) ~ '^(password|passw0rd|qwerty|abc|admin|mima)[0-9!@#.]*$' then
    perform app.refuse('weak_password', '{"field": "password"}');
  end if;
end $$;

-- The hook "password verification attempt" of the auth server: {"user_id", "valid"} → {"decision", "message"}. The
-- embedded gateway calls it in the same form.
create function app.verify_password_attempt(event jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user uuid := (event ->> 'user_id')::uuid;
  v_row app.sign_in_failures;
begin
  select * into v_row from app.sign_in_failures where user_id = v_user for update;
  if v_row.locked_until > now() then
    return jsonb_build_object('decision', 'reject', 'message', 'account_locked', 'should_logout_user', false);
  end if;
  if (event ->> 'valid')::boolean then
    delete from app.sign_in_failures where user_id = v_user;
    return jsonb_build_object('decision', 'continue');
  end if;
  insert into app.sign_in_failures as f (user_id, failures) values (v_user, 1)
  on conflict (user_id) do update set
    failures = case when f.since < now() - interval '15 minutes' or f.locked_until is not null then 1 else f.failures + 1 end,
    since = case when f.since < now() - interval '15 minutes' or f.locked_until is not null then now() else f.since end,
    locked_until = case when f.since >= now() - interval '15 minutes' and f.locked_until is null
        and f.failures + 1 >= (app.setting('sign_in_failures'))::int
      then now() + make_interval(mins => (app.setting('sign_in_lock_minutes'))::int) end
  returning * into v_row;
  if v_row.locked_until > now() then
    return jsonb_build_object('decision', 'reject', 'message', 'account_locked', 'should_logout_user', false);
  end if;
  return jsonb_build_object('decision', 'continue');
end $$;
comment on function app.verify_password_attempt is 'Hook of the auth server: locks an account after repeated wrong passwords.';
do $$
begin
  if exists (select 1 from pg_roles where rolname = 'supabase_auth_admin') then
    grant usage on schema app to supabase_auth_admin;
    grant execute on function app.verify_password_attempt(jsonb) to supabase_auth_admin;
  end if;
end $$;

-- 30_people/own_sessions.sql ------------------------------------------------------------------------------------

-- The caller's sign-in sessions, and ending them.

create type api.session_row as (id uuid, created_at timestamptz, used_at timestamptz, user_agent text, ip text, is_current boolean);
comment on type api.session_row is 'A sign-in session of the caller that has not ended.';

create function app.my_sessions() returns setof api.session_row
language sql stable security definer set search_path = '' as $$
  select s.id, s.created_at, coalesce(s.refreshed_at at time zone 'UTC', s.created_at), left(s.user_agent, 200), host(s.ip),
    s.id::text = auth.jwt() ->> 'session_id'
  from auth.sessions s where s.user_id = auth.uid() and (s.not_after is null or s.not_after > now())
  order by s.id::text = auth.jwt() ->> 'session_id' desc, 3 desc limit 100
$$;

-- Ends one of the caller's sessions, or without an id all others.
create function app.end_session(p_session uuid) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_n int;
begin
  delete from auth.sessions where user_id = auth.uid()
    and case when p_session is null then id::text is distinct from auth.jwt() ->> 'session_id' else id = p_session end;
  get diagnostics v_n = row_count;
  return v_n;
end $$;

create function api.my_sessions()
returns setof api.session_row language sql stable security invoker set search_path = '' as $$ select * from app.my_sessions() $$;
create function api.end_session(session_id uuid default null)
returns int language sql volatile security invoker set search_path = '' as $$ select app.end_session(session_id) $$;

comment on function api.my_sessions is 'The caller''s sign-in sessions that have not ended.';
comment on function api.end_session is 'Ends one of the caller''s sessions, or without an id all others; returns how many were ended.';

grant execute on function app.my_sessions(), api.my_sessions(), app.end_session(uuid), api.end_session(uuid)
  to authenticated;

-- 30_people/invitations.sql -------------------------------------------------------------------------------------

-- Invitations: a one-time link, so that no mail server is needed.
-- An administrator hands over a link or its QR code. The token is random (128 bits), stored as a digest, and expires.
-- Whoever opens it chooses a password, signs up and accepts; signing up alone grants nothing.

create policy "administrators read invitations of their part" on app.invitations for select to authenticated
  using (coalesce((select app.my_role()) = 'administrator' and (organisation_id = (select app.my_organisation())
    or exists (select 1 from app.organisations o where o.id = organisation_id and starts_with(o.region_code, (select app.my_scope())))), false));
grant select (id, purpose, staff_id, name, account, organisation_id, role, valid_to, expires_at, created_by_name, created_at,
  accepted_at, revoked_at, version) on app.invitations to authenticated;

create view api.invitations with (security_invoker = true) as
  select i.id, i.purpose, i.staff_id, i.name, i.account, i.organisation_id, o.name as organisation_name, o.region_code,
    i.role, i.valid_to, i.expires_at, i.created_by_name, i.created_at, i.accepted_at, i.version,
    case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked'
      when i.expires_at < now() then 'expired' else 'open' end as state
  from app.invitations i left join app.organisations o on o.id = i.organisation_id;
comment on view api.invitations is
  'Invitations made within the caller''s reach: person, post, expiry; state open, accepted, revoked or expired.';
grant select on api.invitations to authenticated;

create type api.invitation_link as (id uuid, account text, name text, token text, expires_at timestamptz);
comment on type api.invitation_link is 'A new link; its token is returned only once.';

-- Derived from the request id, so that a repeated request returns the same token although only its digest is stored.
create function app.invitation_token(p_request uuid, p_account text) returns text
language sql stable security definer set search_path = '' as $$
  select encode(substr(extensions.hmac(convert_to('invitation|' || p_request::text || '|' || p_account, 'UTF8'),
    (select value from app.secrets where name = 'tracking'), 'sha256'), 1, 16), 'hex')
$$;
create function app.token_hash(p_token text) returns bytea
language sql immutable set search_path = '' as $$
  select extensions.digest(lower(regexp_replace(left(coalesce(p_token, ''), 100), '[^0-9a-fA-F]', '', 'g')), 'sha256')
$$;

create function app.check_account(p_account text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_account text := lower(app.clean_text(normalize(coalesce(p_account, ''), nfkc), 'account', 2, 40));
begin
  if v_account !~ '^[a-z0-9][a-z0-9._-]{1,39}$' then perform app.refuse('invalid_account', '{"field": "account"}'); end if;
  return v_account;
end $$;

create function app.check_post_end(p_valid_to date) returns void
language plpgsql stable set search_path = '' as $$
begin
  if p_valid_to < app.today() then perform app.refuse('date_in_past', '{"field": "valid_to"}'); end if;
  if p_valid_to > app.today() + 36525 then perform app.refuse('invalid_value', '{"field": "valid_to"}'); end if;
end $$;

-- Stores an invitation to a post; the caller has already checked rights and organisation.
create function app.store_invitation(p_request uuid, p_name text, p_account text, p_organisation uuid, p_role text, p_valid_to date)
returns app.invitations language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.invitations;
begin
  v_row.name := app.clean_text(p_name, 'name', 2, 40);
  v_row.account := app.check_account(p_account);
  perform app.check_choice('role', p_role, app.roles());
  perform app.check_post_end(p_valid_to);
  if exists (select 1 from app.staff where account = v_row.account) then
    perform app.refuse('account_taken', '{"field": "account"}', 'PT409');
  end if;
  update app.invitations set revoked_at = now(), version = version + 1
  where account = v_row.account and purpose = 'join' and accepted_at is null and revoked_at is null and expires_at < now();
  if exists (select 1 from app.invitations where account = v_row.account and purpose = 'join' and accepted_at is null and revoked_at is null) then
    perform app.refuse('account_invited', '{"field": "account"}', 'PT409');
  end if;
  insert into app.invitations (purpose, name, account, organisation_id, role, valid_to, token_hash, expires_at, created_by, created_by_name)
  values ('join', v_row.name, v_row.account, p_organisation, p_role, p_valid_to,
    app.token_hash(app.invitation_token(p_request, v_row.account)),
    now() + make_interval(days => (app.setting('invitation_days'))::int), (app.my_post()).staff_id,
    (select name from app.staff where id = (app.my_post()).staff_id))
  returning * into v_row;
  return v_row;
end $$;

create function app.as_link(p_id uuid, p_request uuid) returns api.invitation_link
language sql stable security definer set search_path = '' as $$
  select i.id, i.account, i.name, app.invitation_token(p_request, i.account), i.expires_at from app.invitations i where i.id = p_id
$$;

create function app.invite(p_request uuid, p_name text, p_account text, p_organisation uuid, p_role text, p_valid_to date)
returns setof api.invitation_link language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('name', p_name, 'account', p_account, 'organisation', p_organisation, 'role', p_role, 'valid_to', p_valid_to);
  v_done jsonb := app.changed_before(p_request, 'invite', v_args);
  v_organisation app.organisations;
  v_row app.invitations;
begin
  if v_done is not null then return next app.as_link((v_done ->> 'id')::uuid, p_request); return; end if;
  perform app.require_administrator();
  v_organisation := app.organisation_to_staff(p_organisation);
  v_row := app.store_invitation(p_request, p_name, p_account, p_organisation, p_role, p_valid_to);
  perform app.write_change('invite', 'invitation', v_row.id::text, v_row.name, p_organisation, v_organisation.region_code,
    jsonb_build_object('account', v_row.account, 'role', p_role, 'valid_to', p_valid_to), p_request, v_args,
    jsonb_build_object('id', v_row.id, 'version', 1));
  return next app.as_link(v_row.id, p_request);
end $$;

-- A reset link for an existing person; it expires sooner than an invitation to a post.
create function app.invite_reset(p_staff uuid, p_version int, p_request uuid)
returns setof api.invitation_link language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('staff', p_staff, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, 'invite_reset', v_args);
  v_staff app.staff;
  v_organisation app.organisations;
  v_id uuid;
begin
  if v_done is not null then return next app.as_link((v_done ->> 'id')::uuid, p_request); return; end if;
  v_staff := app.open_staff(p_staff, p_version);
  select o.* into v_organisation from app.posts p join app.organisations o on o.id = p.organisation_id
  where p.staff_id = p_staff order by coalesce(p.valid_to, 'infinity'::date) desc, p.valid_from, p.id limit 1;
  update app.invitations set revoked_at = now(), version = version + 1
  where staff_id = p_staff and purpose = 'reset' and accepted_at is null and revoked_at is null;
  insert into app.invitations (purpose, staff_id, name, account, organisation_id, token_hash, expires_at, created_by, created_by_name)
  values ('reset', p_staff, v_staff.name, v_staff.account, v_organisation.id,
    app.token_hash(app.invitation_token(p_request, v_staff.account)),
    now() + make_interval(hours => (app.setting('reset_hours'))::int), (app.my_post()).staff_id,
    (select name from app.staff where id = (app.my_post()).staff_id))
  returning id into v_id;
  perform app.write_change('invite_reset', 'staff', p_staff::text, v_staff.name, v_organisation.id, v_organisation.region_code,
    '{}', p_request, v_args, jsonb_build_object('id', v_id, 'version', 1));
  return next app.as_link(v_id, p_request);
end $$;

-- Locks an invitation that the caller may revoke or renew.
create function app.open_invitation(p_id uuid, p_version int) returns app.invitations
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.invitations;
begin
  perform app.require_administrator();
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_row from app.invitations where id = p_id for update;
  if v_row.id is null or not app.administers(v_row.organisation_id) then
    perform app.refuse('invitation_not_found', '{"field": "invitation_id"}', 'PT404');
  end if;
  if v_row.accepted_at is not null then perform app.refuse('invitation_used', '{}', 'PT409'); end if;
  if v_row.version <> p_version then
    perform app.refuse('stale_record', jsonb_build_object('version', v_row.version), 'PT409');
  end if;
  return v_row;
end $$;

create function app.revoke_invitation(p_id uuid, p_version int, p_request uuid)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('id', p_id, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, 'revoke_invitation', v_args);
  v_row app.invitations;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_row := app.open_invitation(p_id, p_version);
  update app.invitations set revoked_at = coalesce(revoked_at, now()), version = version + 1 where id = p_id;
  return next app.as_result(app.write_change('revoke_invitation', 'invitation', p_id::text, v_row.name, v_row.organisation_id,
    (select region_code from app.organisations where id = v_row.organisation_id), jsonb_build_object('account', v_row.account),
    p_request, v_args, jsonb_build_object('id', p_id, 'version', p_version + 1)));
end $$;

-- Replaces a lost or expired link; the old one ends.
create function app.renew_invitation(p_id uuid, p_version int, p_request uuid)
returns setof api.invitation_link language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('id', p_id, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, 'renew_invitation', v_args);
  v_row app.invitations;
begin
  if v_done is not null then return next app.as_link((v_done ->> 'id')::uuid, p_request); return; end if;
  v_row := app.open_invitation(p_id, p_version);
  perform app.organisation_to_staff(v_row.organisation_id);
  if v_row.purpose = 'reset' and not app.administers_person(v_row.staff_id) then
    perform app.refuse('posts_elsewhere', '{}', '42501');
  end if;
  if exists (select 1 from app.invitations where account = v_row.account and purpose = 'join' and id <> p_id
             and accepted_at is null and revoked_at is null)
      or v_row.purpose = 'join' and exists (select 1 from app.staff where account = v_row.account) then
    perform app.refuse('account_taken', '{"field": "account"}', 'PT409');
  end if;
  update app.invitations set revoked_at = null, version = version + 1,
    token_hash = app.token_hash(app.invitation_token(p_request, account)),
    expires_at = now() + case purpose when 'join' then make_interval(days => (app.setting('invitation_days'))::int)
      else make_interval(hours => (app.setting('reset_hours'))::int) end,
    created_by = (app.my_post()).staff_id, created_by_name = (select name from app.staff where id = (app.my_post()).staff_id)
  where id = p_id;
  perform app.write_change('renew_invitation', 'invitation', p_id::text, v_row.name, v_row.organisation_id,
    (select region_code from app.organisations where id = v_row.organisation_id), jsonb_build_object('account', v_row.account),
    p_request, v_args, jsonb_build_object('id', p_id, 'version', p_version + 1));
  return next app.as_link(p_id, p_request);
end $$;

create function api.invite(request_id uuid, name text, account text, organisation_id uuid, role text, valid_to date default null)
returns setof api.invitation_link language sql volatile security invoker set search_path = '' as $$
  select * from app.invite(request_id, name, account, organisation_id, role, valid_to) $$;
create function api.invite_reset(staff_id uuid, expected_version int, request_id uuid)
returns setof api.invitation_link language sql volatile security invoker set search_path = '' as $$
  select * from app.invite_reset(staff_id, expected_version, request_id) $$;
create function api.revoke_invitation(invitation_id uuid, expected_version int, request_id uuid)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.revoke_invitation(invitation_id, expected_version, request_id) $$;
create function api.renew_invitation(invitation_id uuid, expected_version int, request_id uuid)
returns setof api.invitation_link language sql volatile security invoker set search_path = '' as $$
  select * from app.renew_invitation(invitation_id, expected_version, request_id) $$;

comment on function api.invite is
  'Administrator: invites a person to a post; returns the one-time token. Errors: account_taken, account_invited (409), outside_scope (42501).';
comment on function api.invite_reset is
  'Administrator: makes a one-time link for a new password. Errors: own_account, posts_elsewhere (42501).';
comment on function api.revoke_invitation is 'Administrator: revokes an invitation.';
comment on function api.renew_invitation is 'Administrator: makes a new link for an invitation that was lost, revoked or has expired.';

grant execute on function
  app.invite(uuid, text, text, uuid, text, date), api.invite(uuid, text, text, uuid, text, date),
  app.invite_reset(uuid, int, uuid), api.invite_reset(uuid, int, uuid),
  app.revoke_invitation(uuid, int, uuid), api.revoke_invitation(uuid, int, uuid),
  app.renew_invitation(uuid, int, uuid), api.renew_invitation(uuid, int, uuid)
to authenticated;

-- 30_people/invite_many.sql -------------------------------------------------------------------------------------

-- Inviting many people from a spreadsheet.

create type api.invitation_verdict as (line int, name text, account text, organisation_name text, role text, error text,
  field text, params jsonb, id uuid, token text, expires_at timestamptz);
comment on type api.invitation_verdict is
  'The result of one row of a list of people: its link, or the error and its field. A preview has neither id nor token.';

-- Rows are {"name", "account", "organisation", "role", "valid_to"}, with the organisation by its name. Valid rows are
-- invited, the others return their error; with p_preview nothing is stored.
create function app.invite_many(p_request uuid, p_rows jsonb, p_preview boolean)
returns setof api.invitation_verdict language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('rows', p_rows);
  v_done jsonb := case when not p_preview then app.changed_before(p_request, 'invite_many', v_args) end;
  v_row record;
  v_out api.invitation_verdict;
  v_result jsonb := '[]';
  v_organisation app.organisations;
  v_invitation app.invitations;
  v_detail text;
  v_n int := 0;
begin
  if v_done is not null then
    return query select v.line, v.name, v.account, v.organisation_name, v.role, v.error, v.field, v.params, v.id,
      case when v.id is not null then app.invitation_token(p_request, v.account) end, v.expires_at
    from jsonb_populate_recordset(null::api.invitation_verdict, v_done) v;
    return;
  end if;
  perform app.require_administrator();
  perform app.check_rows(p_rows, 200);
  for v_row in select n::int as line, row from jsonb_array_elements(p_rows) with ordinality as r (row, n) loop
    v_out := (v_row.line, left(v_row.row ->> 'name', 100), left(v_row.row ->> 'account', 100), left(v_row.row ->> 'organisation', 100),
      left(v_row.row ->> 'role', 40), null, null, null, null, null, null);
    begin
      if coalesce(v_row.row ->> 'organisation', '') = '' then perform app.refuse('field_required', '{"field": "organisation"}'); end if;
      select * into v_organisation from app.organisations where name = app.clean_text(v_row.row ->> 'organisation', 'organisation', 1, 80);
      if v_organisation.id is null then
        perform app.refuse('organisation_not_found', '{"field": "organisation"}', 'PT404');
      end if;
      perform app.organisation_to_staff(v_organisation.id);
      v_invitation := app.store_invitation(p_request, v_row.row ->> 'name', v_row.row ->> 'account', v_organisation.id,
        v_row.row ->> 'role', nullif(v_row.row ->> 'valid_to', '')::date);
      v_out.account := v_invitation.account;
      v_out.name := v_invitation.name;
      v_out.id := v_invitation.id;
      v_out.expires_at := v_invitation.expires_at;
      v_n := v_n + 1;
    exception
      -- Errors that app.refuse raises belong to the row; any other error is a defect and must not be hidden.
      when sqlstate 'PT422' or sqlstate 'PT409' or sqlstate 'PT404' or insufficient_privilege then
        get stacked diagnostics v_detail = pg_exception_detail, v_out.error = message_text;
        v_out.params := nullif(v_detail, '')::jsonb;
        v_out.field := coalesce(v_out.params ->> 'field', 'name');
      when invalid_datetime_format or datetime_field_overflow then
        v_out.error := 'invalid_value';
        v_out.field := 'valid_to';
    end;
    v_result := v_result || to_jsonb(v_out);
  end loop;
  if p_preview then
    -- The exception rolls everything back; its detail carries the results to the caller.
    raise exception using errcode = 'EM001', message = 'preview', detail = v_result::text;
  end if;
  if v_n > 0 then
    perform app.write_change('invite_many', 'invitation', p_request::text, (app.who_am_i()).organisation_name,
      app.my_organisation(), (select region_code from app.organisations where id = app.my_organisation()),
      jsonb_build_object('invited', v_n, 'refused', jsonb_array_length(v_result) - v_n,
        'accounts', (select jsonb_agg(v -> 'account') from jsonb_array_elements(v_result) v where v ->> 'id' is not null)),
      p_request, v_args, v_result);
  end if;
  return query select v.line, v.name, v.account, v.organisation_name, v.role, v.error, v.field, v.params, v.id,
    case when v.id is not null then app.invitation_token(p_request, v.account) end, v.expires_at
  from jsonb_populate_recordset(null::api.invitation_verdict, v_result) v;
end $$;

create function app.preview_invitations(p_rows jsonb)
returns setof api.invitation_verdict language plpgsql volatile security definer set search_path = '' as $$
declare
  v_result jsonb;
  v_detail text;
begin
  begin
    perform app.invite_many(gen_random_uuid(), p_rows, true);
  exception when sqlstate 'EM001' then
    get stacked diagnostics v_detail = pg_exception_detail;
    v_result := v_detail::jsonb;
  end;
  return query select v.line, v.name, v.account, v.organisation_name, v.role, v.error, v.field, v.params, null::uuid, null::text, null::timestamptz
  from jsonb_populate_recordset(null::api.invitation_verdict, v_result) v;
end $$;

create function api.invite_many(request_id uuid, rows jsonb)
returns setof api.invitation_verdict language sql volatile security invoker set search_path = '' as $$
  select * from app.invite_many(request_id, rows, false) $$;
create function api.preview_invitations(rows jsonb)
returns setof api.invitation_verdict language sql volatile security invoker set search_path = '' as $$
  select * from app.preview_invitations(rows) $$;

comment on function api.invite_many is 'Administrator: invites up to 200 people; each row returns its token or its error.';
comment on function api.preview_invitations is 'Administrator: returns what invite_many would return, and stores nothing.';

grant execute on function
  app.invite_many(uuid, jsonb, boolean), api.invite_many(uuid, jsonb),
  app.preview_invitations(jsonb), api.preview_invitations(jsonb)
to authenticated;

-- 30_people/accepting_invitations.sql ---------------------------------------------------------------------------

-- Opening and accepting an invitation, and resetting a password.

-- The invitation of a token that may still be used, else null. The inviter must still hold a post, because nobody may
-- grant a right that they no longer have. A reset link also ends when the inviter no longer administers the person, who
-- may have moved to another organisation. An operator's invitation has no inviter.
create function app.usable_invitation(p_token text) returns app.invitations
language sql stable security definer set search_path = '' as $$
  select i from app.invitations i
  join app.organisations o on o.id = i.organisation_id and o.active
  where i.token_hash = app.token_hash(p_token) and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
    and coalesce(i.valid_to, 'infinity'::date) >= app.today()
    and (i.created_by is null or exists (
      select 1 from app.staff s join app.posts p on p.staff_id = s.id and p.role = 'administrator'
        and app.is_current(p.valid_from, p.valid_to)
      join app.organisations from_o on from_o.id = p.organisation_id and from_o.active
      where s.id = i.created_by and s.active
        and (from_o.id = o.id or from_o.territorial and starts_with(o.region_code, from_o.region_code))
        and not exists (
          select 1 from app.posts held join app.organisations held_o on held_o.id = held.organisation_id
          where i.purpose = 'reset' and held.staff_id = i.staff_id
            and coalesce(held.valid_to, 'infinity'::date) >= app.today()
            and not (held_o.id = from_o.id or from_o.territorial and starts_with(held_o.region_code, from_o.region_code)))))
$$;

create type api.opened_invitation as (purpose text, name text, account text, organisation_name text, role text, expires_at timestamptz);
comment on type api.opened_invitation is 'What the holder of an invitation token may read.';

-- A wrong or used token returns no row and counts as a failed attempt of the address.
create function app.read_invitation(p_token text) returns setof api.opened_invitation
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.invitations := app.usable_invitation(p_token);
begin
  if v_row.id is null then
    perform app.throttle('read_invitation');
    return;
  end if;
  return query select v_row.purpose, v_row.name, v_row.account, o.name, v_row.role, v_row.expires_at
    from app.organisations o where o.id = v_row.organisation_id;
end $$;

-- Binds the signed-in user to the post. The account name is the local part of the address used to sign up: the proposed
-- one, or another if that was taken.
create function app.accept_invitation(p_token text) returns setof api.identity
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.invitations;
  v_account text := split_part((select u.email from auth.users u where u.id = auth.uid()), '@', 1);
begin
  if auth.uid() is null then perform app.refuse('refused', '{}', '42501'); end if;
  select * into v_row from app.invitations where token_hash = app.token_hash(p_token) for update;
  -- The first answer may have been lost on the network, so a repeated acceptance succeeds.
  if v_row.accepted_by = auth.uid() and v_row.purpose = 'join' then return query select * from app.who_am_i(); return; end if;
  v_row := app.usable_invitation(p_token);
  if v_row.id is null or v_row.purpose <> 'join' then
    perform app.refuse('invitation_invalid', '{}', 'PT404');
  end if;
  if exists (select 1 from app.staff where id = auth.uid()) then perform app.refuse('already_staff', '{}', 'PT409'); end if;
  v_account := app.check_account(v_account);
  if exists (select 1 from app.staff where account = v_account) then
    perform app.refuse('account_taken', '{"field": "account"}', 'PT409');
  end if;
  insert into app.staff (id, account, name) values (auth.uid(), v_account, v_row.name);
  insert into app.posts (staff_id, organisation_id, role, valid_to)
  values (auth.uid(), v_row.organisation_id, v_row.role, v_row.valid_to);
  update app.invitations set accepted_at = now(), accepted_by = auth.uid(), version = version + 1 where id = v_row.id;
  perform app.write_change('accept_invitation', 'staff', auth.uid()::text, v_row.name, v_row.organisation_id,
    (select region_code from app.organisations where id = v_row.organisation_id),
    jsonb_build_object('account', v_account, 'role', v_row.role), null, '{}', null);
  return query select * from app.who_am_i();
end $$;

-- Sets the password of the person for whom a reset link was made, ends all their sessions and unlocks the account.
create function app.reset_password(p_token text, p_password text) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.invitations;
begin
  perform 1 from app.invitations where token_hash = app.token_hash(p_token) for update;
  v_row := app.usable_invitation(p_token);
  if v_row.id is null or v_row.purpose <> 'reset' then
    perform app.refuse('invitation_invalid', '{}', 'PT404');
  end if;
  perform app.check_password(p_password, v_row.account);
  update auth.users set encrypted_password = extensions.crypt(p_password, extensions.gen_salt('bf', 10)), updated_at = now()
  where id = v_row.staff_id;
  delete from auth.sessions where user_id = v_row.staff_id;
  delete from app.sign_in_failures where user_id = v_row.staff_id;
  update app.invitations set accepted_at = now(), accepted_by = v_row.staff_id, version = version + 1 where id = v_row.id;
  perform app.write_change('reset_password', 'staff', v_row.staff_id::text, v_row.name, v_row.organisation_id,
    (select region_code from app.organisations where id = v_row.organisation_id), '{}', null, '{}', null);
  return v_row.account;
end $$;

create function api.read_invitation(token text)
returns setof api.opened_invitation language sql volatile security invoker set search_path = '' as $$
  select * from app.read_invitation(token) $$;
create function api.accept_invitation(token text)
returns setof api.identity language sql volatile security invoker set search_path = '' as $$
  select * from app.accept_invitation(token) $$;
create function api.reset_password(token text, password text)
returns text language sql volatile security invoker set search_path = '' as $$
  select app.reset_password(token, password) $$;

comment on function api.read_invitation is 'Anybody: what an invitation token is for; no row for a wrong, used or expired one.';
comment on function api.accept_invitation is
  'Signed-in person without a post: takes the post of an invitation. Errors: invitation_invalid (404), already_staff (409).';
comment on function api.reset_password is
  'Holder of a reset link: sets the password, 10–72 characters with letters and digits; ends every session. Returns the account.';

grant execute on function
  app.accept_invitation(text), api.accept_invitation(text)
to authenticated;
grant execute on function
  app.read_invitation(text), api.read_invitation(text),
  app.reset_password(text, text), api.reset_password(text, text)
to anon, authenticated;

-- 40_case/tables.sql --------------------------------------------------------------------------------------------

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

-- The head of each history, kept apart from it: without it, nobody would miss events that were cut off at the end.
create table app.case_chains (
  case_id uuid not null,
  events int not null,
  last_hash bytea not null,
  constraint case_chains_pkey primary key (case_id),
  constraint case_chains_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.case_chains is 'Number of events and last hash of each history.';
alter table app.case_chains enable row level security;

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

-- 40_case/channels.sql ------------------------------------------------------------------------------------------

-- Channels by which disputes arrive.

create policy "signed-in people read channels" on app.channels for select to authenticated using (true);

grant select on app.channels to authenticated;

create view api.channels with (security_invoker = true) as select code, name, name_en, sort, roles,
  external_number, required_fields, least_grade, reply_duty from app.channels;
comment on view api.channels is 'Channels by which disputes arrive.';

grant select on api.channels to authenticated;

-- 40_case/cases.sql ---------------------------------------------------------------------------------------------

-- The case: its number, the region where it was filed, its light, and reading rights.

create function app.is_open(p_status text) returns boolean
language sql immutable set search_path = '' as $$
  select p_status <> all (app.ended_statuses())
$$;

create sequence app.case_numbers;

create function app.keep_filed_region() returns trigger language plpgsql set search_path = '' as $$
begin
  new.filed_region_code := new.region_code;
  return new;
end $$;
create trigger cases_10_filed_region before insert on app.cases
  for each row execute function app.keep_filed_region();

create function app.next_case_number(p_region text) returns text
language sql volatile set search_path = '' as $$
  select rpad(left(p_region, 6), 6, '0') || '-' || to_char(now() at time zone 'Asia/Shanghai', 'YYMMDD') || '-'
    || lpad((nextval('app.case_numbers') % 100000)::text, 5, '0')
$$;
comment on function app.next_case_number is
  'County code, date, serial: 350821-261124-00042. Gaps in the serials are normal, so that no filing waits for another.';

-- green while there is time, amber in the last quarter, red when overdue.
create function app.light(p_due timestamptz, p_warn timestamptz) returns text
language sql stable set search_path = '' as $$
  select case when p_due is null then null when p_due < now() then 'red' when p_warn < now() then 'amber' else 'green' end
$$;
grant execute on function app.light(timestamptz, timestamptz) to authenticated;

-- coalesce keeps the planner from estimating by this condition, so that the level equality of the query chooses the
-- index.
create policy "a post reads cases of its territory, its organisation, its filing" on app.cases for select to authenticated
  using (coalesce(starts_with(region_code, (select app.my_scope())), false)
    or coalesce((select app.my_organisation()) = any (participant_organisation_ids), false)
    or coalesce(filed_by = (select auth.uid()) and (select app.my_role()) is not null, false));

grant select (id, number, version, status, grade, channel, type_code, summary, place, longitude, latitude, location_basis,
  claimed_longitude, claimed_latitude, place_problem, people_count, amount, danger, region_code, city_code, county_code, town_code, village_code,
  responsible_organisation_id, lead_organisation_id, mediator_id, mediator_name, participant_organisation_ids,
  return_count, flags, difficulty, external_number, outcome, answer, missing_items, reject_reason, referred_to, merged_into,
  reopen_count, first_closed_at, first_outcome, due_at, warn_at, due_stage, filed_region_code, filed_by, created_at,
  updated_at, closed_at, legal_hold, erased_at, consent_version) on app.cases to authenticated;

create view api.cases with (security_invoker = true) as
  select c.id, c.number, c.version, c.status, c.grade, c.channel, c.type_code, t.name as type_name,
    t.name_en as type_name_en, c.summary, c.place, c.longitude, c.latitude, c.location_basis, c.people_count, c.amount,
    c.danger, c.region_code, r.path as region_path, c.city_code, c.county_code, c.town_code, c.village_code,
    c.responsible_organisation_id, responsible.name as responsible_organisation_name,
    c.lead_organisation_id, lead.name as lead_organisation_name, c.mediator_id, c.mediator_name, c.return_count,
    c.outcome, c.answer, c.created_at, c.updated_at, c.closed_at, c.due_at, c.due_stage, app.light(c.due_at, c.warn_at) as light,
    c.filed_region_code, c.filed_by, c.flags, c.difficulty, c.external_number, c.missing_items, c.reject_reason, c.referred_to,
    c.merged_into, c.reopen_count, c.first_closed_at, c.first_outcome, c.claimed_longitude, c.claimed_latitude, c.place_problem, c.legal_hold, c.erased_at, c.consent_version
  from app.cases c
  left join app.regions r on r.code = c.region_code
  left join app.dispute_types t on t.code = c.type_code
  left join app.organisations responsible on responsible.id = c.responsible_organisation_id
  left join app.organisations lead on lead.id = c.lead_organisation_id;
comment on view api.cases is 'Cases that the caller may see. Filter by a level column (county_code=eq.…) or by lead_organisation_id.';

grant select on api.cases to authenticated;

-- 40_case/participants.sql --------------------------------------------------------------------------------------

-- The organisations that take part in a case, and reading rights.

create policy "whoever reads the case reads who takes part" on app.case_participants for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));

grant select on app.case_participants to authenticated;

create view api.case_participants with (security_invoker = true) as
  select p.case_id, p.organisation_id, o.name as organisation_name, p.part, p.since, p.until
  from app.case_participants p left join app.organisations o on o.id = p.organisation_id;
comment on view api.case_participants is 'Organisations that take or took part in a case, and in which function.';
grant select on api.case_participants to authenticated;

create function app.join_case(p_case uuid, p_organisation uuid, p_part text) returns void
language sql volatile set search_path = '' as $$
  insert into app.case_participants (case_id, organisation_id, part) values (p_case, p_organisation, p_part)
  on conflict on constraint case_participants_pkey do update set until = null
$$;

-- Ends the participation of a co-handler; the flag ends with the last one.
create function app.end_co_handling(p_case uuid, p_organisation uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  update app.case_participants set until = now()
  where case_id = p_case and organisation_id = p_organisation and part = 'co_handler' and until is null;
  if found then perform app.join_case(p_case, p_organisation, 'former_co_handler'); end if;
  if not exists (select 1 from app.case_participants where case_id = p_case and part = 'co_handler' and until is null) then
    perform app.end_flag(p_case, 'co_handled');
  end if;
end $$;

-- 40_case/open_cases.sql ----------------------------------------------------------------------------------------

-- The number of open cases that an organisation leads and that a mediator has.

-- Open cases per lead organisation. The rows of the organisations are locked in a fixed order to avoid deadlocks.
create function app.count_loads() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.organisation_loads as l (organisation_id, open_cases)
  select organisation_id, sum(n) from (
    select lead_organisation_id as organisation_id, 1 as n from newer
    where lead_organisation_id is not null and status in ('dispatched', 'assigned', 'mediating')
    union all
    select lead_organisation_id, -1 from older
    where lead_organisation_id is not null and status in ('dispatched', 'assigned', 'mediating')
  ) as change group by organisation_id having sum(n) <> 0 order by organisation_id
  on conflict (organisation_id) do update set open_cases = l.open_cases + excluded.open_cases;
  return null;
end $$;
create trigger cases_70_loads after update on app.cases
  referencing old table as older new table as newer for each statement execute function app.count_loads();

create view api.posts with (security_invoker = true) as
  select p.id, p.staff_id, s.name as staff_name, s.account, p.role, p.organisation_id, o.name as organisation_name,
    o.level as organisation_level, o.region_code, r.path as region_path, p.valid_from, p.valid_to, p.version,
    (s.active and app.is_current(p.valid_from, p.valid_to)) as active,
    case when p.role = 'mediator' then
      (select count(*) from app.cases c where c.mediator_id = p.staff_id and c.closed_at is null)
    end as open_cases
  from app.posts p
  left join app.staff s on s.id = p.staff_id
  left join app.organisations o on o.id = p.organisation_id
  left join app.regions r on r.code = o.region_code;
comment on view api.posts is 'Posts that the caller may see: person, organisation, role, period, open cases of a mediator.';

grant select on api.posts to authenticated;

-- 40_case/parties.sql -------------------------------------------------------------------------------------------

-- Parties (当事人) and their personal data.
-- Lists show masked copies. The originals are encrypted in a table that no role reads; api.reveal_party decrypts one
-- row for somebody who works on the case, and logs who, when and why.

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
  p_address text default null, p_minor boolean default false) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into app.parties (case_id, side, kind, name, phone, id_number, minor)
  values (p_case, p_side, p_kind, app.mask_name(p_name, p_kind), app.mask_phone(p_phone), app.mask_id_number(p_id_number), p_minor)
  returning id into v_id;
  insert into app.parties_private (party_id, name, phone, id_number, address, phone_hash, id_hash)
  values (v_id, app.seal(p_name), app.seal(p_phone), app.seal(p_id_number), app.seal(p_address),
    app.personal_hash(p_phone), app.personal_hash(p_id_number));
  return v_id;
end $$;

create policy "readers of the case, but administrators, read masked parties" on app.parties for select to authenticated
  using (coalesce((select app.my_role()) <> 'administrator', false) and exists (select 1 from app.cases c where c.id = case_id));

grant select on app.parties to authenticated;

create view api.parties with (security_invoker = true) as
  select id, case_id, side, kind, name, phone, id_number, minor from app.parties;
comment on view api.parties is 'Parties of a case and their representatives, masked: 陈某, 138****5678, 350821********1234.';

grant select on api.parties to authenticated;

-- 40_case/unmasking.sql -----------------------------------------------------------------------------------------

-- Unmasking a party's personal data for a reason, and the audit log of it.

create policy "leaders and administrators audit unmaskings, others their own" on app.party_reveals for select to authenticated
  using (coalesce(staff_id = (select auth.uid()) and (select app.my_role()) is not null, false)
    or coalesce((select app.my_role()) in ('leader', 'administrator')
      and (starts_with(region_code, (select app.my_scope())) or organisation_id = (select app.my_organisation())), false));

grant select on app.party_reveals to authenticated;

create view api.party_reveals with (security_invoker = true) as
  select v.id, v.at, v.case_id, c.number as case_number, v.party_id, p.name as party_name, p.side as party_side,
    v.staff_id, v.actor_name, v.organisation_id, v.organisation_name, v.region_code, v.city_code, v.county_code,
    v.town_code, v.village_code, v.reason
  from app.party_reveals v
  left join app.cases c on c.id = v.case_id
  left join app.parties p on p.id = v.party_id;
comment on view api.party_reveals is
  'Each unmasking of a party''s data: who, for which organisation, when, why. Filter by a level column or organisation_id.';

grant select on api.party_reveals to authenticated;

create trigger party_reveals_30_append_only before update or delete on app.party_reveals
  for each row execute function app.refuse_change();

-- Unmasks a party's data for somebody who works on the case, and logs who, when and why.
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
  insert into app.party_reveals (party_id, case_id, staff_id, post_id, actor_name, organisation_id, organisation_name,
    region_code, reason)
  select p_party, v_case.id, v_me.staff_id, v_me.id, s.name, o.id, o.name, v_case.region_code, v_reason
  from app.staff s, app.organisations o where s.id = v_me.staff_id and o.id = v_me.organisation_id;
  return query select app.unseal(r.name), app.unseal(r.phone), app.unseal(r.id_number), app.unseal(r.address)
    from app.parties_private r where r.party_id = p_party;
end $$;

create function api.reveal_party(party_id uuid, reason text)
returns setof api.revealed_party language sql volatile security invoker set search_path = '' as $$
  select * from app.reveal_party(party_id, reason) $$;

comment on function api.reveal_party is
  'Returns a party''s data in full to the desk or the mediator, for a reason of 4–200 characters that is logged.';

grant execute on function app.reveal_party(uuid, text), api.reveal_party(uuid, text) to authenticated;

-- 40_case/history.sql -------------------------------------------------------------------------------------------

-- The history of a case: append-only and hash-chained.
-- Each event carries the hash of the previous event of the same case, so that a later change is detected; the number of
-- events and the last hash are kept apart, so that a history cut at its end is detected.

-- The hash covers every column but itself, by name, also of columns added later; a column without a value is left out.
-- The settings make its text the same in every session.
create function app.event_hash(e app.case_events) returns bytea
language sql stable set search_path = '' set timezone = 'UTC' set bytea_output = 'hex' as $$
  select extensions.digest(convert_to((
    select jsonb_object_agg(c.key, c.value) from jsonb_each(to_jsonb(e) - 'hash') c where c.value <> 'null')::text, 'UTF8'), 'sha256')
$$;
comment on function app.event_hash is 'SHA-256 over every column of the event, the previous hash included.';

-- Continues the chain from its recorded head, not from the last event that is there: after a cut, nothing fits any more.
create function app.chain_event() returns trigger language plpgsql set search_path = '' as $$
declare
  v_head app.case_chains;
begin
  select * into v_head from app.case_chains where case_id = new.case_id;
  new.seq := coalesce(v_head.events, 0) + 1;
  new.previous_hash := v_head.last_hash;
  new.hash := app.event_hash(new);
  insert into app.case_chains (case_id, events, last_hash) values (new.case_id, new.seq, new.hash)
  on conflict on constraint case_chains_pkey do update set events = excluded.events, last_hash = excluded.last_hash;
  return new;
end $$;
create trigger case_events_10_chain before insert on app.case_events
  for each row execute function app.chain_event();

create trigger case_events_30_append_only before update or delete on app.case_events
  for each row execute function app.refuse_change();
create trigger case_events_31_append_only before truncate on app.case_events
  for each statement execute function app.refuse_change();

-- The number of the first event that does not match or is missing, null when the chain is intact.
create function app.broken_event(p_case uuid) returns int
language sql stable set search_path = '' as $$
  with events as (
    select e.seq, e.hash, e.hash is distinct from app.event_hash(e)
      or e.previous_hash is distinct from lag(e.hash) over (order by e.seq)
      or e.seq <> row_number() over (order by e.seq) as broken
    from app.case_events e where e.case_id = p_case
  ), last as (
    select coalesce(max(seq), 0) as seq, (array_agg(hash order by seq desc))[1] as hash from events
  )
  select coalesce((select min(seq) from events where broken), (
    select l.seq + 1 from last l left join app.case_chains h on h.case_id = p_case
    where (l.seq, l.hash) is distinct from (h.events, h.last_hash)))
$$;
comment on function app.broken_event is
  'First event of a case that does not match or is missing at the end; null when the chain is intact. A case without any event is not intact.';

-- One digest over the last event of each history before a moment, to be kept outside: whoever rewrites a whole chain with
-- its head cannot rewrite that. Events are only added later, so the digest of a past moment never changes.
create function app.history_seal(p_until timestamptz) returns table (histories bigint, digest text)
language sql stable security definer set search_path = '' as $$
  select count(*), encode(extensions.digest(convert_to(coalesce(string_agg(concat(h.case_id, h.seq, encode(h.hash, 'hex')), ',' order by h.case_id), ''),
    'UTF8'), 'sha256'), 'hex')
  from (select distinct on (e.case_id) e.case_id, e.seq, e.hash from app.case_events e where e.at < p_until order by e.case_id, e.seq desc) h
$$;
comment on function app.history_seal is 'Number of histories with an event before a moment, and one SHA-256 over the last of each.';

create policy "whoever reads the case reads its history" on app.case_events for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select (id, case_id, seq, verb, from_status, to_status, actor_kind, actor_name, role, organisation_name, payload, at)
  on app.case_events to authenticated;

-- Texts that people wrote are part of the hash chain and must stay; for an erased case this view hides them.
create view api.case_events with (security_invoker = true) as
  select e.id, e.case_id, e.seq, e.verb, e.from_status, e.to_status, e.actor_kind, e.actor_name, e.role, e.organisation_name,
    case when c.erased_at is null then e.payload
      else e.payload - array['answer', 'info', 'reason', 'ways', 'reply', 'note', 'items', 'task', 'description', 'demand', 'review', 'place', 'claimed', 'notified_to', 'point', 'former_point'] end as payload,
    e.at
  from app.case_events e join app.cases c on c.id = e.case_id;
comment on view api.case_events is
  'History of a case in order: verb, stage before and after, who in which role, when; for an erased case without texts.';
grant select on api.case_events to authenticated;

-- Writes a history event for something that the system did automatically.
create function app.append_event(p_case app.cases, p_verb text, p_from text, p_payload jsonb) returns void
language sql volatile set search_path = '' as $$
  insert into app.case_events (case_id, verb, from_status, to_status, actor_kind, payload)
  values (p_case.id, p_verb, p_from, p_case.status, 'system', jsonb_strip_nulls(p_payload))
$$;

-- 40_case/flags.sql ---------------------------------------------------------------------------------------------

-- Flags of a case: conditions that hold independently of its stage, each with its interval.

create policy "whoever reads the case reads its flags" on app.case_flags for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));

grant select on app.case_flags to authenticated;

create view api.case_flags with (security_invoker = true) as
  select id, case_id, flag, reason, until_on, started_at, started_by, ended_at, ended_by from app.case_flags;
comment on view api.case_flags is 'Current and past flags of a case: flag, reason, from when to when, by whom.';

grant select on api.case_flags to authenticated;

-- Sets and ends flags; the verb saves the case afterwards.
create function app.set_flag(p_case uuid, p_flag text, p_reason text, p_until date) returns void
language sql volatile set search_path = '' as $$
  insert into app.case_flags (case_id, flag, reason, until_on, started_by)
  values (p_case, p_flag, p_reason, p_until, coalesce((select s.name from app.staff s where s.id = auth.uid()), 'system'))
  on conflict (case_id, flag) where ended_at is null do nothing
$$;
create function app.end_flag(p_case uuid, p_flag text) returns void
language sql volatile set search_path = '' as $$
  update app.case_flags set ended_at = now(), ended_by = coalesce((select s.name from app.staff s where s.id = auth.uid()), 'system')
  where case_id = p_case and flag = p_flag and ended_at is null
$$;

-- 40_case/links.sql ---------------------------------------------------------------------------------------------

-- Links between cases.

create policy "whoever reads both cases reads their link" on app.case_links for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id) and exists (select 1 from app.cases c where c.id = other_id));

grant select on app.case_links to authenticated;

create view api.case_links with (security_invoker = true) as
  select l.case_id, l.other_id, l.kind, c.number, o.number as other_number, o.status as other_status, l.created_at
  from app.case_links l join app.cases c on c.id = l.case_id join app.cases o on o.id = l.other_id;
comment on view api.case_links is 'Links between cases: case_id was merged into, continues, or is related to other_id.';

grant select on api.case_links to authenticated;

-- 40_case/deadlines.sql -----------------------------------------------------------------------------------------

-- Deadlines (时限).
-- One row per deadline of a case. The best matching policy (type, channel, grade) is fixed when a deadline starts, so a
-- rule changed later does not affect running deadlines. Overdue is computed, never stored.

-- The policy that matches a stage best. PL/pgSQL caches the plan, because each filing asks for the policies of all
-- later stages.
create function app.policy_for(p_stage text, p_type text, p_channel text, p_grade text, p_level smallint, p_at timestamptz)
returns app.deadline_policies
language plpgsql stable security definer set search_path = '' as $$
declare
  v_policy app.deadline_policies;
begin
  select p.* into v_policy from app.deadline_policies p
  where p.stage = p_stage
    -- A second-level type also falls under the policy of its first-level type.
    and (p.type_code is null or p.type_code = p_type or p.type_code = (select t.parent_code from app.dispute_types t where t.code = p_type))
    and (p.channel is null or p.channel = p_channel)
    and (p.grade is null or p.grade = p_grade)
    and (p.level is null or p.level = p_level)
    and p.valid_from <= p_at and (p.valid_to is null or p.valid_to > p_at)
  order by (p.type_code is not null)::int + (p.channel is not null)::int + (p.grade is not null)::int + (p.level is not null)::int desc,
    p.grade nulls last, p.type_code nulls last, p.valid_from desc, p.id
  limit 1;
  return v_policy;
end $$;

-- The deadline that a stage of a case would get from a start moment; not stored.
create function app.plan_deadline(p_case app.cases, p_stage text, p_from timestamptz) returns app.deadlines
language plpgsql stable security definer set search_path = '' as $$
declare
  v_policy app.deadline_policies := app.policy_for(p_stage, p_case.type_code, p_case.channel, p_case.grade,
    (select o.level from app.organisations o where o.id = p_case.responsible_organisation_id), p_from);
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

-- Starts a deadline unless that of the stage is running already, so that a second start never gives more time.
create function app.start_deadline(p_case app.cases, p_stage text, p_from timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.deadlines := app.plan_deadline(p_case, p_stage, p_from);
begin
  insert into app.deadlines (case_id, stage, policy_id, starts_at, warn_at, due_at, provisional)
  values (v_row.case_id, v_row.stage, v_row.policy_id, v_row.starts_at, v_row.warn_at, v_row.due_at, v_row.provisional)
  on conflict (case_id, stage, coalesce(subject_id, case_id)) where met_at is null do nothing;
end $$;

-- The latest date of each step up to the result of mediation, assuming that every step takes its full time. `p_clock`
-- is the case's deadline to accept or to dispatch.
create function app.steps_from(p_case app.cases, p_clock app.deadlines) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_last app.deadlines := p_clock;
  v_steps app.deadlines[] := array[p_clock];
  v_stage text;
begin
  if v_last.stage = 'accept' then
    v_last := app.plan_deadline(p_case, 'dispatch', greatest(v_last.due_at, now()));
    v_steps := v_steps || v_last;
  end if;
  foreach v_stage in array app.lead_deadline_stages() loop
    v_steps := v_steps || app.plan_deadline(p_case, v_stage, greatest(v_last.due_at, now()));
  end loop;
  return (select jsonb_agg(jsonb_build_object('stage', s.stage, 'due_at', s.due_at, 'provisional', s.provisional) order by s.ordinality)
    from unnest(v_steps) with ordinality s);
end $$;

-- The steps ahead of a case with their latest dates; null when it has ended or while its deadline is paused.
create function app.steps_ahead(p_case app.cases) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_clock app.deadlines;
begin
  select * into v_clock from app.deadlines d
  where d.case_id = p_case.id and d.stage in ('accept', 'dispatch') and d.met_at is null and d.paused_at is null;
  if v_clock.id is not null then return app.steps_from(p_case, v_clock); end if;
  return (select jsonb_agg(jsonb_build_object('stage', d.stage, 'due_at', d.due_at, 'provisional', d.provisional) order by d.due_at, d.id)
    from app.deadlines d
    where d.case_id = p_case.id and d.stage = any (app.lead_deadline_stages()) and d.met_at is null and d.paused_at is null);
end $$;

-- Pauses the given deadlines; without stages, those whose policy allows a pause.
create function app.pause_deadlines(p_case uuid, p_stages text[]) returns void
language sql volatile set search_path = '' as $$
  update app.deadlines d set paused_at = now()
  where d.case_id = p_case and d.met_at is null and d.paused_at is null
    and (d.stage = any (p_stages) or p_stages is null and exists (select 1 from app.deadline_policies p where p.id = d.policy_id and p.pausable))
$$;

-- Resumes paused deadlines and extends each by its pause. A pause that begins in the future was begun before the clock
-- was set back; it lasted no time.
create function app.resume_deadlines(p_case uuid, p_stages text[]) returns void
language sql volatile set search_path = '' as $$
  with stopped as (
    select d.*, greatest(d.paused_at, now()) as resumed_at,
      case when d.paused_at >= now() then d.due_at else app.extend_due(d.due_at, d.paused_at, now(), p.unit) end as new_due
    from app.deadlines d join app.deadline_policies p on p.id = d.policy_id
    where d.case_id = p_case and d.met_at is null and d.paused_at is not null and (p_stages is null or d.stage = any (p_stages))
  ), noted as (
    insert into app.deadline_pauses (deadline_id, from_at, to_at, due_before, due_after)
    select id, paused_at, resumed_at, due_at, new_due from stopped
  )
  update app.deadlines d set paused_at = null, due_at = s.new_due, warn_at = s.new_due - (s.due_at - s.warn_at),
    provisional = app.is_provisional((s.new_due at time zone 'Asia/Shanghai')::date),
    warned_at = case when s.new_due - (s.due_at - s.warn_at) > now() then null else d.warned_at end,
    overdue_told_at = case when s.new_due > now() then null else d.overdue_told_at end
  from stopped s where s.id = d.id
$$;

create policy "whoever reads the case reads its deadlines" on app.deadlines for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
create policy "whoever reads the deadline reads its pauses" on app.deadline_pauses for select to authenticated
  using (exists (select 1 from app.deadlines d where d.id = deadline_id));
grant select on app.deadlines, app.deadline_pauses to authenticated;
create policy "people in office read the rules of deadlines" on app.deadline_policies for select to authenticated
  using ((select app.my_role()) is not null);
grant select on app.deadline_policies to authenticated;

create view api.deadlines with (security_invoker = true) as
  select d.id, d.case_id, d.stage, d.starts_at, d.due_at, d.met_at, d.paused_at, d.subject_id, d.provisional,
    p.amount, p.unit, p.basis, p.valid_from as rule_of,
    (select jsonb_agg(jsonb_build_object('from', x.from_at, 'to', x.to_at, 'before', x.due_before, 'after', x.due_after) order by x.id)
     from app.deadline_pauses x where x.deadline_id = d.id) as pauses,
    case when d.paused_at is not null then null when d.met_at is null then app.light(d.due_at, d.warn_at)
      when d.met_at > d.due_at then 'red' else 'green' end as light
  from app.deadlines d left join app.deadline_policies p on p.id = d.policy_id;
comment on view api.deadlines is
  'Deadlines of a case: stage, start, due, completed, paused since; the policy they follow; light green, amber or red (overdue or completed late).';
create view api.deadline_policies with (security_invoker = true) as
  select id, stage, type_code, channel, grade, level, amount, unit, pausable, basis, valid_from, valid_to from app.deadline_policies;
comment on view api.deadline_policies is
  'How long each stage may take, by type, channel, grade and level, with its legal basis; earlier versions included.';
grant select on api.deadlines, api.deadline_policies to authenticated;

create function app.complete_deadline(p_case uuid, p_stage text) returns void
language sql volatile set search_path = '' as $$
  update app.deadlines set met_at = now() where case_id = p_case and stage = p_stage and met_at is null
$$;

-- 40_case/rights.sql --------------------------------------------------------------------------------------------

-- Who may do what with a case, as data.
-- One table of transitions drives the verbs, the available actions and the rights. The console shows what
-- api.available_actions returns and contains no rule of its own.

create function app.may_read(p_case app.cases) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(starts_with(p_case.region_code, app.my_scope()), false)
    or coalesce(app.my_organisation() = any (p_case.participant_organisation_ids), false)
    or coalesce(p_case.filed_by = auth.uid() and app.my_role() is not null, false)
$$;
comment on function app.may_read is 'The read policy of app.cases for one row, for functions that bypass row-level security.';

-- Whether the acting post is the kind of actor that a transition asks for.
create function app.is_actor(p_who text, p_case app.cases, p_me app.posts) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(case p_who
    when 'desk' then p_me.role = 'dispatcher' and exists (
      select 1 from app.case_participants p
      where p.case_id = p_case.id and p.organisation_id = p_me.organisation_id and p.part = 'desk' and p.until is null)
    when 'lead' then p_me.role in ('dispatcher', 'mediator') and p_me.organisation_id = p_case.lead_organisation_id
    when 'lead_desk' then p_me.role = 'dispatcher' and p_me.organisation_id = p_case.lead_organisation_id
    -- The deputy acts for the mediator during leave.
    when 'mediator' then p_me.role = 'mediator' and p_me.organisation_id = p_case.lead_organisation_id
      and (p_me.staff_id = p_case.mediator_id or p_me.staff_id =
        (app.leave_of(p_case.mediator_id, p_case.lead_organisation_id, 'mediator')).deputy_id)
    when 'co_handler' then p_me.role in ('dispatcher', 'mediator') and exists (
      select 1 from app.case_participants p
      where p.case_id = p_case.id and p.organisation_id = p_me.organisation_id and p.part = 'co_handler' and p.until is null)
    when 'above' then p_me.role in ('leader', 'dispatcher') and exists (
      select 1 from app.organisations o join app.organisations r on r.id = p_case.responsible_organisation_id
      where o.id = p_me.organisation_id and o.territorial and starts_with(p_case.region_code, o.region_code) and o.id <> r.id
        and (p_me.role = 'leader' or o.level < r.level or not r.territorial))
  end, false)
$$;

-- The dispatch centre one level above another one, and the one below that serves a place; null when there is none.
create function app.desk_above(p_desk uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select up.id from app.organisations o
  join app.organisations up on up.kind = 'dispatch_centre' and up.active and length(up.region_code) < length(o.region_code)
    and starts_with(o.region_code, up.region_code)
  where o.id = p_desk order by length(up.region_code) desc limit 1
$$;
create function app.desk_below(p_desk uuid, p_region text) returns uuid
language sql stable security definer set search_path = '' as $$
  select down.id from app.organisations o
  join app.organisations down on down.kind = 'dispatch_centre' and down.active and length(down.region_code) > length(o.region_code)
    and starts_with(down.region_code, o.region_code) and starts_with(p_region, down.region_code)
  where o.id = p_desk
    -- Only a dispatch centre with an active dispatcher can take the case.
    and exists (select 1 from app.posts p join app.staff s on s.id = p.staff_id and s.active
                where p.organisation_id = down.id and p.role = 'dispatcher' and app.is_current(p.valid_from, p.valid_to))
  order by length(down.region_code) limit 1
$$;
create function app.desk_id(p_case uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select organisation_id from app.case_participants where case_id = p_case and part = 'desk' and until is null limit 1
$$;

-- 40_case/obstacle.sql ------------------------------------------------------------------------------------------

-- What prevents a verb apart from stage and role; both the available actions and the verbs themselves use it.

-- How long a dispatcher may undo a dispatch.
create function app.undo_grace() returns interval
language sql stable security definer set search_path = '' as $$
  select make_interval(mins => (app.setting('undo_dispatch_minutes'))::int)
$$;

-- The code of what prevents a verb that the stage of the case allows; null when nothing does. Available actions and
-- verbs both ask here, so that they never disagree.
create function app.obstacle(p_verb text, p_case app.cases) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_suspended boolean := 'suspended' = any (p_case.flags);
  v_desk uuid;
  v_last app.case_events;
begin
  if p_case.erased_at is not null then return 'erased'; end if;
  if v_suspended and p_verb in ('log_session', 'conclude_case', 'request_extension', 'assign_mediator', 'return_case', 'transfer_case',
      'recuse_mediator', 'close_case', 'suspend_case') then
    return 'suspended_now';
  end if;
  case p_verb
    when 'return_case' then
      if p_case.return_count >= 2 then return 'returned_twice'; end if;
    when 'undo_dispatch' then
      select * into v_last from app.case_events where case_id = p_case.id order by seq desc limit 1;
      if v_last.verb <> 'dispatch_case' then return 'dispatch_moved_on'; end if;
      if v_last.actor_id is distinct from auth.uid() then return 'dispatched_by_other'; end if;
      if v_last.at <= now() - app.undo_grace() then return 'undo_too_late'; end if;
    when 'request_info' then
      if p_case.missing_items is not null then return 'asked_before'; end if;
    when 'resume_case' then
      if not v_suspended then return 'not_suspended'; end if;
    when 'request_extension' then
      if exists (select 1 from app.extensions where case_id = p_case.id and decided_at is null) then return 'extension_pending'; end if;
      if (select count(*) from app.extensions where case_id = p_case.id and granted) >= 2 then return 'extended_twice'; end if;
      if not exists (select 1 from app.deadlines where case_id = p_case.id and stage = 'mediate' and met_at is null and due_at > now()) then
        return 'deadline_over';
      end if;
    when 'decide_extension' then
      if not exists (select 1 from app.extensions where case_id = p_case.id and decided_at is null) then return 'no_extension'; end if;
    when 'escalate_case' then
      if app.desk_above(app.desk_id(p_case.id)) is null then return 'no_desk_above'; end if;
    when 'delegate_case' then
      v_desk := app.desk_below(app.desk_id(p_case.id), p_case.region_code);
      if v_desk is null then return 'no_desk_below'; end if;
      if p_case.grade = 'red' and (select level from app.organisations where id = v_desk) > 3 then return 'red_stays'; end if;
    when 'remove_co_handler' then
      if not exists (select 1 from app.case_participants where case_id = p_case.id and part = 'co_handler' and until is null) then
        return 'no_co_handler';
      end if;
    when 'conclude_case' then
      -- A text that is being signed takes effect first, or is discarded; its date becomes the date of the agreement.
      if exists (select 1 from app.agreement_papers where case_id = p_case.id and discarded_at is null and in_force_on is null) then
        return 'paper_unsigned';
      end if;
    when 'close_case' then
      -- Two-person rule: whoever concluded the case may not close it.
      select * into v_last from app.case_events where case_id = p_case.id and verb in ('conclude_case', 'answer_case') order by seq desc limit 1;
      if v_last.verb = 'conclude_case' and v_last.actor_id = auth.uid() then return 'same_person'; end if;
      if exists (select 1 from app.supervision_orders where case_id = p_case.id and closed_at is null) then return 'order_open'; end if;
    when 'withdraw_case' then
      if 'risk' = any (p_case.flags) then return 'risk_open'; end if;
    when 'clear_risk' then
      if not 'risk' = any (p_case.flags) then return 'no_risk'; end if;
    when 'reopen_case' then
      if p_case.reopen_count > 0 then return 'reopened_before'; end if;
      if p_case.closed_at < now() - make_interval(days => (app.setting('reopen_days'))::int) then return 'reopen_too_late'; end if;
    when 'record_follow_up' then
      if not exists (select 1 from app.deadlines where case_id = p_case.id and stage = 'follow_up' and met_at is null) then
        return 'no_follow_up';
      end if;
    when 'issue_order' then
      if exists (select 1 from app.supervision_orders where case_id = p_case.id and closed_at is null
                 and issued_by_organisation_id = app.my_organisation()) then
        return 'order_exists';
      end if;
    when 'urge_case' then
      if exists (select 1 from app.case_events where case_id = p_case.id and verb = 'urge_case' and at > now() - interval '1 day') then
        return 'urged_today';
      end if;
    else null;
  end case;
  return null;
end $$;
comment on function app.obstacle is 'Code of what prevents a verb for a case now, apart from its stage; null when nothing does.';

-- 40_case/available_actions.sql ---------------------------------------------------------------------------------

-- The verbs that the caller may use on a case now.

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
    with mine as materialized (
      -- The caller's relation to the case is checked once per kind of actor, not once per verb.
      select w.who from (select distinct t.who from app.transitions t where t.from_status = v_case.status) w
      where app.is_actor(w.who, v_case, v_me)
    ), possible as (
      select t.verb, min(t.sort) as sort from app.transitions t join mine using (who)
      where t.from_status = v_case.status group by t.verb
    )
    select p.verb from possible p where app.obstacle(p.verb, v_case) is null order by p.sort, p.verb;
end $$;

create function api.available_actions(case_id uuid) returns table (verb text)
language sql stable security invoker set search_path = '' as $$ select app.available_actions(case_id) $$;
comment on function api.available_actions is 'Verbs that the caller may use on a case now, in order of usual use. 404 case_not_found.';
grant execute on function app.available_actions(uuid), api.available_actions(uuid) to authenticated;

-- A list of cases asks once for all of them; a case that is out of sight has no actions and spoils nothing for the others.
create function app.available_actions_many(p_cases uuid[]) returns table (case_id uuid, verb text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if app.my_role() is null then perform app.refuse('refused', '{}', '42501'); end if;
  if coalesce(cardinality(p_cases), 0) = 0 then perform app.refuse('field_required', '{"field": "case_ids"}'); end if;
  if array_position(p_cases, null) is not null then perform app.refuse('invalid_value', '{"field": "case_ids"}'); end if;
  if cardinality(p_cases) > 200 then perform app.refuse('too_many_rows', '{"field": "case_ids", "max": 200}'); end if;
  return query
    select c.id, a.verb from app.cases c cross join lateral app.available_actions(c.id) with ordinality as a (verb, rank)
    where c.id = any (p_cases) and app.may_read(c) order by c.id, a.rank;
end $$;

create function api.available_actions_many(case_ids uuid[]) returns table (case_id uuid, verb text)
language sql stable security invoker set search_path = '' as $$ select * from app.available_actions_many(case_ids) $$;
comment on function api.available_actions_many is
  'Verbs that the caller may use now on each of up to 200 cases, most usual first; a case out of sight has none.';
grant execute on function app.available_actions_many(uuid[]), api.available_actions_many(uuid[]) to authenticated;

-- 40_case/verb_frame.sql ----------------------------------------------------------------------------------------

-- The steps that every verb shares: processed before? · lock and check the case · save it · write the history.

create type api.verb_result as (id uuid, number text, status text, version int);
comment on type api.verb_result is 'The result of every verb: the case, its number, its stage and its new version.';

create function app.digest(p_args jsonb) returns bytea
language sql immutable set search_path = '' as $$
  select extensions.digest(convert_to(p_args::text, 'UTF8'), 'sha256')
$$;

-- Finds a request that was already processed. Two concurrent sends of one request wait for each other here.
-- Raises request_reused (PT409) when the id was used with other arguments or by somebody else.
create function app.find_processed_request(p_request uuid, p_verb text, p_args jsonb) returns app.idempotency_keys
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_done app.idempotency_keys;
begin
  if p_request is null then perform app.refuse('field_required', '{"field": "request_id"}'); end if;
  perform pg_advisory_xact_lock(hashtextextended(p_request::text, 0));
  select * into v_done from app.idempotency_keys where request_id = p_request;
  if v_done.request_id is not null and (v_done.verb <> p_verb or v_done.digest <> app.digest(p_args)
      or v_done.actor_id is distinct from auth.uid()) then
    perform app.refuse('request_reused', '{}', 'PT409');
  end if;
  return v_done;
end $$;

-- Locks a case for a verb and checks it. A case that the caller may not read is reported as not found (PT404
-- case_not_found); a caller who can never use the verb on the case is refused (42501); a changed case raises
-- stale_version (PT409) with the last event; a stage without this verb raises not_possible_now (PT409); a verb that
-- belongs to another actor at this stage is refused (42501).
create function app.open_case(p_verb text, p_case uuid, p_version int) returns app.cases
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
  v_last record;
  v_obstacle text;
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_case is null then perform app.refuse('field_required', '{"field": "case_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_case from app.cases where id = p_case for update;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('case_not_found', '{}', 'PT404');
  end if;
  if not exists (select 1 from app.transitions t where t.verb = p_verb
                 and (app.is_actor(t.who, v_case, v_me)
                   -- Which person of the lead organisation may act depends on the stage and is checked below.
                   or t.who in ('lead_desk', 'mediator') and app.is_actor('lead', v_case, v_me))) then
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
  v_obstacle := app.obstacle(p_verb, v_case);
  if v_obstacle is not null then perform app.refuse(v_obstacle, jsonb_build_object('status', v_case.status), 'PT409'); end if;
  return v_case;
end $$;
comment on function app.open_case is 'Locks a case for a verb. Errors: case_not_found, refused, stale_version, not_possible_now.';

create function app.check_type(p_type text) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_type is null or p_type = '' then perform app.refuse('field_required', '{"field": "type_code"}'); end if;
  if not exists (select 1 from app.dispute_types where code = p_type and active) then
    perform app.refuse('unknown_choice', '{"field": "type_code"}');
  end if;
end $$;

-- An amount in yuan with two decimals. NaN compares as greater than everything, so this check rejects it too.
create function app.check_amount(p_amount numeric) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_amount < 0 or p_amount > 999999999999.99 then
    perform app.refuse('out_of_range', '{"field": "amount", "min": 0, "max": 999999999999.99}');
  end if;
end $$;

-- Writes a changed case with its next deadline and its participants in one update, which raises its version by one.
create function app.save_case(p_case app.cases) returns app.cases
language plpgsql volatile set search_path = '' as $$
declare
  v_next app.deadlines;
  v_saved app.cases;
begin
  select * into v_next from app.deadlines d
  where d.case_id = p_case.id and d.met_at is null and d.paused_at is null and d.stage <> all (app.secondary_deadline_stages())
  order by d.due_at, d.id limit 1;
  update app.cases c set
    version = c.version + 1, updated_at = now(), status = p_case.status, grade = p_case.grade,
    type_code = p_case.type_code, responsible_organisation_id = p_case.responsible_organisation_id,
    lead_organisation_id = p_case.lead_organisation_id, mediator_id = p_case.mediator_id,
    mediator_name = p_case.mediator_name, return_count = p_case.return_count, outcome = p_case.outcome,
    answer = p_case.answer, flags = array(select f.flag from app.case_flags f where f.case_id = c.id and f.ended_at is null order by 1),
    difficulty = p_case.difficulty, missing_items = p_case.missing_items, reject_reason = p_case.reject_reason,
    referred_to = p_case.referred_to, merged_into = p_case.merged_into, reopen_count = p_case.reopen_count,
    danger = p_case.danger, people_count = p_case.people_count, region_code = p_case.region_code,
    longitude = p_case.longitude, latitude = p_case.latitude, location_basis = p_case.location_basis,
    claimed_longitude = p_case.claimed_longitude, claimed_latitude = p_case.claimed_latitude, place_problem = p_case.place_problem,
    closed_at = case when p_case.status = any (app.ended_statuses()) then coalesce(c.closed_at, now()) end,
    first_closed_at = coalesce(c.first_closed_at, case when p_case.status = 'closed' then now() end),
    first_outcome = coalesce(c.first_outcome, case when p_case.status = 'closed' then p_case.outcome end),
    due_at = v_next.due_at, warn_at = v_next.warn_at, due_stage = v_next.stage,
    participant_organisation_ids = array(
      select distinct p.organisation_id from app.case_participants p where p.case_id = c.id order by 1)
  where c.id = p_case.id
  returning * into v_saved;
  return v_saved;
end $$;

-- Writes the history event of a verb.
create function app.record_act(p_verb text, p_from text, p_case app.cases, p_payload jsonb, p_request uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
begin
  insert into app.case_events (case_id, verb, from_status, to_status, actor_kind, actor_id, actor_name, post_id, role,
    organisation_id, organisation_name, payload, request_id)
  select p_case.id, p_verb, p_from, p_case.status, case when v_me.id is null then 'public' else 'staff' end,
    v_me.staff_id, s.name, v_me.id, v_me.role, v_me.organisation_id, o.name,
    jsonb_strip_nulls(p_payload || jsonb_build_object('deputy_for', case
      when p_verb in ('log_session', 'conclude_case') and p_case.mediator_id <> v_me.staff_id then p_case.mediator_name end)),
    p_request
  from (select 1) as always
  left join app.staff s on s.id = v_me.staff_id
  left join app.organisations o on o.id = v_me.organisation_id;
end $$;

-- Stores the request as processed and returns the verb's result. It is the last thing that a verb does, so that the
-- request, sent again, gets the same answer.
create function app.store_answer(p_verb text, p_case app.cases, p_request uuid, p_args jsonb) returns api.verb_result
language plpgsql volatile set search_path = '' as $$
begin
  insert into app.idempotency_keys (request_id, verb, actor_id, digest, case_id, status, version)
  values (p_request, p_verb, auth.uid(), app.digest(p_args), p_case.id, p_case.status, p_case.version);
  return (p_case.id, p_case.number, p_case.status, p_case.version)::api.verb_result;
end $$;

-- The end of every verb after which nothing else happens to the case.
create function app.finish_verb(p_verb text, p_from text, p_case app.cases, p_payload jsonb, p_request uuid, p_args jsonb)
returns api.verb_result
language plpgsql volatile set search_path = '' as $$
begin
  perform app.record_act(p_verb, p_from, p_case, p_payload, p_request);
  return app.store_answer(p_verb, p_case, p_request, p_args);
end $$;

create function app.repeat_answer(p_done app.idempotency_keys) returns api.verb_result
language sql stable security definer set search_path = '' as $$
  select c.id, c.number, p_done.status, p_done.version from app.cases c where c.id = p_done.case_id
$$;

-- 40_case/search.sql --------------------------------------------------------------------------------------------

-- Searching cases and counting them by stage, within the caller's own list.

-- The column and value that select the caller's cases: the level column of a territory, else the lead organisation, or
-- for a reporter the filer.
create function app.my_listing(out column_name text, out value text)
language sql stable security definer set search_path = '' as $$
  select case when scope is not null then case length(scope) when 4 then 'city_code' when 6 then 'county_code'
        when 9 then 'town_code' else 'village_code' end
      when organisation is not null then 'lead_organisation_id' else 'filed_by' end,
    coalesce(scope, organisation::text, auth.uid()::text)
  from (select app.my_scope() as scope, app.my_organisation() as organisation) as me
$$;

-- Row-level security would prevent the use of the text index. The search therefore bypasses it within the caller's
-- territory or organisation, and the caller then reads the results with their own rights. At most the newest thousand.
create function app.search_cases(p_query text) returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  v_by record := app.my_listing();
  v_query tsquery := app.search_query(p_query);
begin
  if v_query is null or app.my_role() is null then return; end if;
  -- Literals tell the planner how common the terms are: it uses the text index for rare ones and filters newest first
  -- for common ones.
  return query execute format(
    'select c.id from app.cases c where c.%I = %L and c.search @@ %L::tsquery order by c.created_at desc, c.id desc limit 1000',
    v_by.column_name, v_by.value, v_query::text);
end $$;
create function api.search_cases(query text) returns setof api.cases
language sql stable security invoker set search_path = '' as $$
  select c.* from api.cases c where c.id = any (array(select app.search_cases(query)))
$$;
comment on function api.search_cases is
  'The newest thousand cases of the caller''s territory or organisation that contain all search terms in summary, place or number.';
grant execute on function app.search_cases(text), api.search_cases(text) to authenticated;

create type api.status_count as (status text, n int);
comment on type api.status_count is 'Number of cases of a stage, counted up to ten thousand.';

-- Counts stop at ten thousand, so that the query costs the same for any number of cases.
create function app.case_counts() returns setof api.status_count
language plpgsql stable security definer set search_path = '' as $$
declare
  v_by record := app.my_listing();
begin
  return query execute format(
    'select s.status, (select count(*)::int from (select 1 from app.cases c
       where c.%1$I = $1::%2$s and c.status = s.status limit 10000) as counted)
     from unnest(app.case_statuses()) as s (status)',
    v_by.column_name, case when v_by.column_name in ('lead_organisation_id', 'filed_by') then 'uuid' else 'text' end)
  using case when app.my_role() is not null then v_by.value end;
end $$;
create function api.case_counts() returns setof api.status_count
language sql stable security invoker set search_path = '' as $$ select * from app.case_counts() $$;
comment on function api.case_counts is
  'Cases per stage in the caller''s territory, led by the caller''s organisation, or filed by a reporter; each count stops at 10,000.';

grant execute on function app.case_counts(), api.case_counts() to authenticated;

-- 40_case/reading.sql -------------------------------------------------------------------------------------------

-- The log of who read a case.

create policy "leaders and administrators of its place, and its desk, see who read a case" on app.case_reads for select to authenticated
  using (coalesce((select app.my_role()) in ('leader', 'administrator', 'dispatcher'), false) and exists (select 1 from app.cases c where c.id = case_id));
grant select on app.case_reads to authenticated;
create view api.case_reads with (security_invoker = true) as
  select case_id, staff_id, staff_name, role, organisation_name, day, first_at, last_at, n from app.case_reads;
comment on view api.case_reads is
  'Who opened a case on which day and how often; visible to leaders, administrators and dispatchers who may read the case.';
grant select on api.case_reads to authenticated;

create function app.note_reading(p_case uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('case_not_found', '{}', 'PT404'); end if;
  insert into app.case_reads as r (case_id, staff_id, post_id, day, staff_name, organisation_name, role)
  select p_case, s.id, v_me.id, app.today(), s.name, o.name, v_me.role from app.staff s, app.organisations o
  where s.id = v_me.staff_id and o.id = v_me.organisation_id
  on conflict (case_id, staff_id, post_id, day) do update set last_at = now(), n = r.n + 1;
end $$;

create function api.note_reading(case_id uuid)
returns void language sql volatile security invoker set search_path = '' as $$ select app.note_reading(case_id) $$;

comment on function api.note_reading is 'Logs that the caller opened a case.';

grant execute on function app.note_reading(uuid), api.note_reading(uuid) to authenticated;

-- 40_case/hints.sql ---------------------------------------------------------------------------------------------

-- Hints over realtime: which case changed, never how. The client refetches it with its own rights.

create function app.hint_topics(p_case app.cases) returns text[]
language sql stable set search_path = '' as $$
  select array_remove(array['region:' || p_case.city_code, 'region:' || p_case.county_code, 'region:' || p_case.town_code,
      'region:' || p_case.village_code, 'case:' || p_case.id], null)
    || array(select 'organisation:' || o.id from app.organisations o
             where o.id = any (p_case.participant_organisation_ids) and not o.territorial)
$$;

-- Payload of a hint: one case and its version, or only a marker when many cases changed at once.
create function app.hint(p_count bigint, p_id text, p_version int) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_count = 1 then jsonb_build_object('id', p_id, 'version', p_version, 'op', 'one')
    else jsonb_build_object('id', null, 'version', 0, 'op', 'many') end
$$;

-- realtime.send hides its errors and runs as the caller, hence security definer. One hint per topic and statement.
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

-- Who may subscribe: a territorial post to its own region, any post to its organisation, a reader to the case.
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

-- 50_case_verbs/tables.sql --------------------------------------------------------------------------------------

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

-- 50_case_verbs/intake.sql --------------------------------------------------------------------------------------

-- The desk's verbs before dispatch: accept, answer directly, request information, reject, withdraw.
-- Each verb: return the result of a processed request → lock the case, check right, version and stage → check the input
-- → change → history. All in one transaction, so that an error leaves nothing half-written.

create function app.accept_case(p_case uuid, p_version int, p_request uuid, p_type text, p_grade text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'type', p_type, 'grade', p_grade);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'accept_case', v_args);
  v_case app.cases;
  v_from text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('accept_case', p_case, p_version);
  v_from := v_case.status;
  perform app.check_type(p_type);
  perform app.check_choice('grade', p_grade, app.grades());
  v_case.type_code := p_type;
  v_case.grade := p_grade;
  v_case.status := 'accepted';
  perform app.complete_deadline(p_case, 'accept');
  perform app.start_deadline(v_case, 'dispatch', now());
  v_case := app.save_case(v_case);
  perform app.record_act('accept_case', v_from, v_case, jsonb_build_object('type_code', p_type,
    'type_name', (select name from app.dispute_types where code = p_type), 'grade', p_grade), p_request);
  -- The caller continues with the case as automatic dispatch has left it.
  v_case := app.auto_dispatch(v_case);
  return next app.store_answer('accept_case', v_case, p_request, v_args);
end $$;

create function app.answer_case(p_case uuid, p_version int, p_request uuid, p_answer text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'answer', p_answer);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'answer_case', v_args);
  v_case app.cases;
  v_from text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('answer_case', p_case, p_version);
  v_from := v_case.status;
  v_case.answer := app.clean_text(p_answer, 'answer', 5, 2000);
  v_case.outcome := 'answered';
  v_case.status := 'answered';
  -- After a return the deadlines for contact and mediation may still be running.
  perform app.complete_deadline(p_case, stage) from unnest(array['accept', 'dispatch'] || app.lead_deadline_stages()) as stage;
  perform app.start_deadline(v_case, 'close', now());
  v_case := app.save_case(v_case);
  return next app.finish_verb('answer_case', v_from, v_case, jsonb_build_object('answer', v_case.answer), p_request, v_args);
end $$;

-- The public functions of the verbs: named arguments and the caller's own rights, nothing else.
create function api.accept_case(case_id uuid, expected_version int, request_id uuid, type_code text, grade text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.accept_case(case_id, expected_version, request_id, type_code, grade) $$;
create function api.answer_case(case_id uuid, expected_version int, request_id uuid, answer text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.answer_case(case_id, expected_version, request_id, answer) $$;

comment on function api.accept_case is 'Desk: accepts a filed case with its official type and grade (red, yellow, blue).';
comment on function api.answer_case is 'Desk: replies directly (直接答复), 5–2000 characters; the applicant can read it.';

grant execute on function app.accept_case(uuid, int, uuid, text, text), api.accept_case(uuid, int, uuid, text, text),
  app.answer_case(uuid, int, uuid, text), api.answer_case(uuid, int, uuid, text) to authenticated;

-- One list of all missing items, only once (一次性告知); the acceptance deadline pauses until the applicant has answered.
create function app.request_info(p_case uuid, p_version int, p_request uuid, p_items text[])
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'items', p_items);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'request_info', v_args);
  v_case app.cases;
  v_from text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('request_info', p_case, p_version);
  v_from := v_case.status;
  v_case.missing_items := app.clean_list(p_items, 'items', 100);
  if cardinality(v_case.missing_items) = 0 then perform app.refuse('field_required', '{"field": "items"}'); end if;
  v_case.status := 'needs_info';
  perform app.pause_deadlines(p_case, array['accept']);
  perform app.start_deadline(v_case, 'supplement', now());
  v_case := app.save_case(v_case);
  return next app.finish_verb('request_info', v_from, v_case, jsonb_build_object('items', to_jsonb(v_case.missing_items)), p_request, v_args);
end $$;

-- Stores what the applicant adds, by telephone at the desk or with the tracking code.
create function app.store_supplement(p_case app.cases, p_text text) returns app.cases
language plpgsql volatile set search_path = '' as $$
begin
  p_case.status := 'submitted';
  perform app.complete_deadline(p_case.id, 'supplement');
  perform app.resume_deadlines(p_case.id, array['accept']);
  return app.save_case(p_case);
end $$;

create function app.record_info(p_case uuid, p_version int, p_request uuid, p_info text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'info', p_info);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'record_info', v_args);
  v_case app.cases;
  v_from text;
  v_info text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('record_info', p_case, p_version);
  v_from := v_case.status;
  v_info := app.clean_text(p_info, 'info', 5, 2000);
  v_case := app.store_supplement(v_case, v_info);
  return next app.finish_verb('record_info', v_from, v_case, jsonb_build_object('info', v_info), p_request, v_args);
end $$;

-- Not accepted, with the legal reason and the other procedures open to the parties.
create function app.reject_case(p_case uuid, p_version int, p_request uuid, p_reason text, p_ways text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason, 'ways', p_ways);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'reject_case', v_args);
  v_case app.cases;
  v_from text;
  v_ways text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('reject_case', p_case, p_version);
  v_from := v_case.status;
  perform app.check_choice('reject_reason', p_reason, app.reject_reasons());
  v_ways := app.clean_text(p_ways, 'ways', 5, 1000);
  v_case.reject_reason := p_reason;
  v_case.answer := v_ways;
  v_case.status := 'rejected';
  update app.deadlines set met_at = now() where case_id = p_case and met_at is null;
  v_case := app.save_case(v_case);
  return next app.finish_verb('reject_case', v_from, v_case, jsonb_build_object('reject_reason', p_reason, 'ways', v_ways), p_request, v_args);
end $$;

-- Ends a case because the applicant withdraws it.
create function app.store_withdrawal(p_case app.cases) returns app.cases
language plpgsql volatile set search_path = '' as $$
begin
  p_case.status := 'withdrawn';
  update app.deadlines set met_at = now() where case_id = p_case.id and met_at is null;
  perform app.end_flag(p_case.id, f.flag) from app.case_flags f where f.case_id = p_case.id and f.ended_at is null;
  update app.supervision_orders set status = 'cancelled', closed_at = now(), version = version + 1
  where case_id = p_case.id and closed_at is null;
  return app.save_case(p_case);
end $$;

create function app.withdraw_case(p_case uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'withdraw_case', v_args);
  v_case app.cases;
  v_from text;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('withdraw_case', p_case, p_version);
  v_from := v_case.status;
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  v_case := app.store_withdrawal(v_case);
  return next app.finish_verb('withdraw_case', v_from, v_case, jsonb_build_object('reason', v_reason), p_request, v_args);
end $$;

-- Adds another person to the case: a party, an agent, a guardian, a third party.
create function app.record_party(p_case uuid, p_version int, p_request uuid, p_side text, p_party jsonb, p_minor boolean)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'side', p_side, 'party', p_party, 'minor', p_minor);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'record_party', v_args);
  v_case app.cases;
  v_party jsonb;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('record_party', p_case, p_version);
  perform app.check_choice('side', p_side, app.party_sides());
  v_party := app.clean_party(p_party, 'party', false);
  if (select count(*) from app.parties where case_id = p_case) >= 200 then
    perform app.refuse('too_many_rows', '{"field": "party", "max": 200}');
  end if;
  perform app.add_party(p_case, p_side, v_party ->> 'kind', v_party ->> 'name', v_party ->> 'phone', v_party ->> 'id_number',
    v_party ->> 'address', coalesce(p_minor, false));
  v_case := app.save_case(v_case);
  return next app.finish_verb('record_party', v_case.status, v_case, jsonb_build_object('side', p_side), p_request, v_args);
end $$;

create function api.request_info(case_id uuid, expected_version int, request_id uuid, items text[])
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.request_info(case_id, expected_version, request_id, items) $$;
create function api.record_info(case_id uuid, expected_version int, request_id uuid, info text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.record_info(case_id, expected_version, request_id, info) $$;
create function api.reject_case(case_id uuid, expected_version int, request_id uuid, reject_reason text, ways text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.reject_case(case_id, expected_version, request_id, reject_reason, ways) $$;

create function api.withdraw_case(case_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.withdraw_case(case_id, expected_version, request_id, reason) $$;
create function api.record_party(case_id uuid, expected_version int, request_id uuid, side text, party jsonb, minor boolean default false)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.record_party(case_id, expected_version, request_id, side, party, minor) $$;

comment on function api.request_info is
  'Desk: requests missing information from the applicant, once, up to twenty items; the acceptance deadline pauses. 409 asked_before.';
comment on function api.record_info is 'Desk: records what the applicant added, 5–2000 characters; the acceptance deadline resumes.';
comment on function api.reject_case is
  'Desk: does not accept the case (in_court, decided, by_law, not_a_dispute, elsewhere, refused_by_party) and names the other procedures.';

comment on function api.withdraw_case is
  'Desk or mediator: records that the applicant withdraws the case. 409 risk_open while a risk flag is set.';
comment on function api.record_party is
  'Desk or mediator: adds an applicant, respondent, agent, guardian or third party ({kind, name, phone, id_number, address}), minor or not.';

grant execute on function app.request_info(uuid, int, uuid, text[]), api.request_info(uuid, int, uuid, text[]),
  app.record_info(uuid, int, uuid, text), api.record_info(uuid, int, uuid, text),
  app.reject_case(uuid, int, uuid, text, text), api.reject_case(uuid, int, uuid, text, text),
  app.withdraw_case(uuid, int, uuid, text), api.withdraw_case(uuid, int, uuid, text),
  app.record_party(uuid, int, uuid, text, jsonb, boolean), api.record_party(uuid, int, uuid, text, jsonb, boolean)
  to authenticated;

-- 50_case_verbs/similar_cases.sql -------------------------------------------------------------------------------

-- Finds likely duplicates before a case is registered twice.

create type api.similar_case as (id uuid, number text, status text, summary text, region_path text, created_at timestamptz, score int, reasons jsonb);
comment on type api.similar_case is 'A case that may be the same: reasons are text keys (similar.…), readable says whether the caller may open it.';

-- Compares with the county's cases of the last half year: the same telephone or identity number weighs most, then
-- common terms, type and place. Only cases that the caller may read.
create function app.find_similar(p_region text, p_type text, p_summary text, p_phone text, p_id_number text, p_longitude double precision,
  p_latitude double precision, p_except uuid)
returns setof api.similar_case language plpgsql stable security definer set search_path = '' as $$
declare
  v_terms text[] := app.terms_of(left(coalesce(p_summary, ''), 2000));
  v_phone bytea := app.personal_hash(regexp_replace(coalesce(p_phone, ''), '\D', '', 'g'));
  v_id bytea := app.personal_hash(upper(coalesce(p_id_number, '')));
begin
  if app.my_role() is null then perform app.refuse('refused', '{}', '42501'); end if;
  return query
    with same_person as (
      select distinct q.case_id from app.parties_private v join app.parties q on q.id = v.party_id
      where coalesce(p_phone, '') <> '' and v.phone_hash = v_phone or coalesce(p_id_number, '') <> '' and v.id_hash = v_id
    ), near as (
      (select c.id from app.cases c where c.county_code = left(app.current_region(p_region), 6) and c.created_at > now() - interval '180 days'
       order by c.created_at desc limit 3000)
      union
      select s.case_id from same_person s
    ), judged as (
      select n as c, exists (select 1 from same_person s where s.case_id = n.id) as person,
        (select count(*) from unnest(app.terms_of(n.summary)) t where t = any (v_terms))::float / greatest(cardinality(v_terms), 1) as word_overlap,
        n.type_code = p_type as same_type,
        p_longitude is not null and n.location_basis = 'pin'
          and app.distance_km(n.longitude, n.latitude, p_longitude, p_latitude) < 0.3 as same_place
      from near join app.cases n using (id) where n.id is distinct from p_except and n.status <> 'merged'
    ), scored as (
      select j.*, (case when j.person then 50 else 0 end + round(40 * least(j.word_overlap, 1)) + case when j.same_type then 10 else 0 end
        + case when j.same_place then 20 else 0 end)::int as points
      from judged j
    )
    select (s.c).id, (s.c).number, (s.c).status, left((s.c).summary, 200), (select r.path from app.regions r where r.code = (s.c).region_code),
      (s.c).created_at, s.points,
      to_jsonb(array_remove(array[case when s.person then 'same_person' end, case when s.word_overlap >= 0.3 then 'same_words' end,
        case when s.same_type then 'same_type' end, case when s.same_place then 'same_place' end], null))
    from scored s
    where s.points >= 35 and (s.person or s.word_overlap >= 0.3) and app.may_read(s.c)
    order by s.points desc, (s.c).created_at desc limit 5;
end $$;

create function api.find_similar(region_code text, type_code text, summary text, phone text default null, id_number text default null,
  longitude double precision default null, latitude double precision default null, except_case_id uuid default null)
returns setof api.similar_case language sql stable security invoker set search_path = '' as $$
  select * from app.find_similar(region_code, type_code, summary, phone, id_number, longitude, latitude, except_case_id) $$;

comment on function api.find_similar is 'Any staff member: up to five cases that they may read and that may be the same, with reasons.';

grant execute on function
  app.find_similar(text, text, text, text, text, double precision, double precision, uuid), api.find_similar(text, text, text, text, text, double precision, double precision, uuid)
to authenticated;

-- 50_case_verbs/merging.sql -------------------------------------------------------------------------------------

-- Merging duplicate filings, and linking related cases.

-- Merges a duplicate into the case that remains. The remaining case keeps the earlier end of each deadline; both
-- histories and both tracking codes stay valid.
create function app.merge_case(p_case uuid, p_version int, p_request uuid, p_into uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'into', p_into, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'merge_case', v_args);
  v_case app.cases;
  v_into app.cases;
  v_from text;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  if p_into is null then perform app.refuse('field_required', '{"field": "into_case_id"}'); end if;
  -- Both cases are locked in id order, so that two opposite merges cannot deadlock.
  perform 1 from app.cases where id in (p_case, p_into) order by id for update;
  v_case := app.open_case('merge_case', p_case, p_version);
  v_from := v_case.status;
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  select * into v_into from app.cases where id = p_into;
  if v_into.id is null or not app.may_read(v_into) then perform app.refuse('case_not_found', '{"field": "into_case_id"}', 'PT404'); end if;
  if p_into = p_case or v_into.closed_at is not null then perform app.refuse('merge_impossible', '{"field": "into_case_id"}'); end if;
  update app.deadlines d set due_at = least(d.due_at, c.due_at), warn_at = least(d.warn_at, c.warn_at)
  from app.deadlines c
  where d.case_id = p_into and d.met_at is null and c.case_id = p_case and c.met_at is null and c.stage = d.stage
    and d.stage not in ('supervise', 'follow_up', 'confirm') and least(d.warn_at, c.warn_at) >= d.starts_at;
  update app.deadlines set met_at = now() where case_id = p_case and met_at is null;
  insert into app.case_links (case_id, other_id, kind) values (p_case, p_into, 'merged') on conflict do nothing;
  v_case.merged_into := p_into;
  v_case.status := 'merged';
  v_case := app.save_case(v_case);
  v_into := app.save_case(v_into);
  perform app.append_event(v_into, 'take_in', v_into.status, jsonb_build_object('number', v_case.number));
  return next app.finish_verb('merge_case', v_from, v_case, jsonb_build_object('into', v_into.number, 'reason', v_reason), p_request, v_args);
end $$;

-- Links two cases that the caller may read: one that continues a closed one, or two that are related.
create function app.link_case(p_case uuid, p_version int, p_request uuid, p_other uuid, p_kind text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'other', p_other, 'kind', p_kind);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'link_case', v_args);
  v_case app.cases;
  v_other app.cases;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('link_case', p_case, p_version);
  perform app.check_choice('kind', p_kind, array['continues', 'related']);
  select * into v_other from app.cases where id = p_other;
  if v_other.id is null or not app.may_read(v_other) then perform app.refuse('case_not_found', '{"field": "other_case_id"}', 'PT404'); end if;
  if p_other = p_case then perform app.refuse('merge_impossible', '{"field": "other_case_id"}'); end if;
  insert into app.case_links (case_id, other_id, kind) values (p_case, p_other, p_kind) on conflict do nothing;
  v_case := app.save_case(v_case);
  return next app.finish_verb('link_case', v_case.status, v_case, jsonb_build_object('other', v_other.number, 'kind', p_kind), p_request, v_args);
end $$;

create function api.merge_case(case_id uuid, expected_version int, request_id uuid, into_case_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.merge_case(case_id, expected_version, request_id, into_case_id, reason) $$;
create function api.link_case(case_id uuid, expected_version int, request_id uuid, other_case_id uuid, kind text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.link_case(case_id, expected_version, request_id, other_case_id, kind) $$;

comment on function api.merge_case is 'Desk: merges a case that was filed twice into the one that remains.';
comment on function api.link_case is 'Desk: links two cases (continues, related).';

grant execute on function app.merge_case(uuid, int, uuid, uuid, text), api.merge_case(uuid, int, uuid, uuid, text),
  app.link_case(uuid, int, uuid, uuid, text), api.link_case(uuid, int, uuid, uuid, text) to authenticated;

-- 50_case_verbs/placing.sql -------------------------------------------------------------------------------------

-- Placing cases on the map: the list of unplaced cases, and the verb that places one.

create view api.unplaced_cases with (security_invoker = true) as
  select c.id, c.number, c.version, c.status, c.grade, c.channel, c.type_code, t.name as type_name, t.name_en as type_name_en,
    c.summary, c.place, c.region_code, r.path as region_path, c.city_code, c.county_code, c.town_code, c.village_code,
    c.responsible_organisation_id, responsible.name as responsible_organisation_name, c.lead_organisation_id, c.filed_by,
    c.claimed_longitude, c.claimed_latitude, c.place_problem, c.created_at, c.closed_at, c.due_at, c.due_stage,
    app.light(c.due_at, c.warn_at) as light,
    -- Checked again at reading, so that a region that got a position since is proposed as well.
    (select j.proposals from app.judge_point(c.region_code, coalesce(c.claimed_longitude, 0), coalesce(c.claimed_latitude, 0)) as j) as proposals
  from app.cases c
  left join app.regions r on r.code = c.region_code
  left join app.dispute_types t on t.code = c.type_code
  left join app.organisations responsible on responsible.id = c.responsible_organisation_id
  where c.location_basis = 'none' and c.closed_at is null;
comment on view api.unplaced_cases is
  'Open cases without a position on the map: the position reported, what is wrong with it, proposed fixes. Filter by a level column or lead_organisation_id.';
grant select on api.unplaced_cases to authenticated;

-- Puts an open case on the map, or corrects its position. Without a coordinate pair the middle of its region is used.
-- Another region must lie within the territory of the case's desk: beyond it the case is escalated, not moved.
create function app.place_case(p_case uuid, p_version int, p_request uuid, p_longitude double precision, p_latitude double precision,
  p_region text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'longitude', p_longitude, 'latitude', p_latitude, 'region', p_region);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'place_case', v_args);
  v_before app.cases;
  v_case app.cases;
  v_region app.regions;
  v_verdict api.point_verdict;
  v_middle record;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('place_case', p_case, p_version);
  v_before := v_case;
  if p_region is not null then
    select * into v_region from app.regions where code = app.current_region(p_region);
    if v_region.code is null or v_region.level = 1 then perform app.refuse('unknown_choice', '{"field": "region_code"}'); end if;
    if not coalesce(starts_with(v_region.code, (select o.region_code from app.organisations o where o.id = app.desk_id(p_case))), false) then
      perform app.refuse('outside_scope', '{"field": "region_code"}', '42501');
    end if;
    v_case.region_code := v_region.code;
  end if;
  v_verdict := app.point_verdict(v_case.region_code, p_longitude, p_latitude);
  if v_verdict.problem is not null then perform app.refuse_point(v_verdict, v_case.region_code, p_longitude, p_latitude); end if;
  v_middle := app.middle_of(v_case.region_code);
  if p_longitude is null and v_middle.longitude is null then perform app.refuse('field_required', '{"field": "longitude"}'); end if;
  v_case.longitude := coalesce(p_longitude, v_middle.longitude);
  v_case.latitude := coalesce(p_latitude, v_middle.latitude);
  v_case.location_basis := case when p_longitude is null then 'region' else 'pin' end;
  v_case.claimed_longitude := null;
  v_case.claimed_latitude := null;
  v_case.place_problem := null;
  v_case := app.save_case(v_case);
  if v_case.region_code <> v_before.region_code then
    -- Subscribers of the former region also get a hint, because the case has left their list.
    perform realtime.send(app.hint(1, v_case.id::text, v_case.version), 'case_changed', topic, true)
    from unnest(app.hint_topics(v_before)) as topic where topic <> all (app.hint_topics(v_case));
  end if;
  return next app.finish_verb('place_case', v_case.status, v_case, jsonb_build_object(
    'basis', v_case.location_basis, 'point', app.pair_of(v_case.longitude, v_case.latitude),
    'former_basis', v_before.location_basis, 'former_point', app.pair_of(v_before.longitude, v_before.latitude),
    'claimed', app.pair_of(v_before.claimed_longitude, v_before.claimed_latitude), 'place_problem', v_before.place_problem,
    'region', case when v_case.region_code <> v_before.region_code then (select path from app.regions where code = v_case.region_code) end,
    'former_region', case when v_case.region_code <> v_before.region_code then (select path from app.regions where code = v_before.region_code) end),
    p_request, v_args);
end $$;

create function api.place_case(case_id uuid, expected_version int, request_id uuid, longitude double precision default null,
  latitude double precision default null, region_code text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.place_case(case_id, expected_version, request_id, longitude, latitude, region_code) $$;
comment on function api.place_case is
  'Desk or lead: puts an open case on the map (WGS-84), or without a pair at the middle of its region; region_code moves it within the desk''s territory (else 42501 outside_scope). An invalid pair raises an error with proposals, see judge_point.';

grant execute on function app.place_case(uuid, int, uuid, double precision, double precision, text),
  api.place_case(uuid, int, uuid, double precision, double precision, text)
to authenticated;

-- 50_case_verbs/organisation_records.sql ------------------------------------------------------------------------

-- The results of an organisation by type of dispute, used by the dispatch suggestions.

create function app.count_record(p_case app.cases) returns void
language sql volatile set search_path = '' as $$
  insert into app.organisation_records as r (organisation_id, type_code, settled, not_settled)
  select p_case.lead_organisation_id, coalesce(t.parent_code, t.code), (p_case.outcome like 'agreed%')::int, (p_case.outcome = 'not_settled')::int
  from app.dispute_types t
  where t.code = p_case.type_code and p_case.lead_organisation_id is not null and p_case.outcome = any (app.mediation_outcomes())
  on conflict (organisation_id, type_code) do update
    set settled = r.settled + excluded.settled, not_settled = r.not_settled + excluded.not_settled
$$;

-- 50_case_verbs/suggestions.sql ---------------------------------------------------------------------------------

-- Which organisation should take a case: territorial first, else by profession (属地管理、谁主管谁负责).

-- Organisations that may take a case: in use, not a dispatch centre, handling the type, serving the place. A case known
-- only to its county may also go to a township of it. `shared_level` is the level that they share with the case's
-- region.
create function app.candidates(p_case app.cases) returns table (organisation_id uuid, shared_level int, specialised boolean)
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
comment on function app.candidates is 'Organisations that may take a case, with the shared level and whether they specialise in the type.';

create type api.dispatch_suggestion as (organisation_id uuid, name text, kind text, level smallint, score int,
  open_cases int, capacity int, distance_km numeric, longitude double precision, latitude double precision, phone text,
  reasons jsonb, on_duty boolean, mediators jsonb, staffed boolean, returned_before boolean,
  specialised boolean);
comment on type api.dispatch_suggestion is
  'A ranked organisation; reasons are text keys (reason.…) with parameters; on_duty by its written duty hours, null when unknown; at most three mediators who are not on leave, the least busy first: name, open_cases, grade; staffed: it has a mediator in office; returned_before: it returned this case; specialised: it handles the type by name.';

-- Whether an organisation is on duty by its written hours, "工作日 8:00–12:00，14:30–17:30"; null when they are missing or
-- cannot be parsed. Without "工作日" every day counts; "24小时" is always.
create function app.on_duty(p_hours text, p_at timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select case
    when p_hours ~ '24 ?小时|全天' then true
    when p_hours !~ '[0-9]{1,2}[:：][0-9]{2} ?[–—~-] ?[0-9]{1,2}[:：][0-9]{2}' then null
    when p_hours ~ '工作日' and not app.is_workday((p_at at time zone 'Asia/Shanghai')::date) then false
    else exists (
      select 1 from regexp_matches(p_hours, '([0-9]{1,2})[:：]([0-9]{2}) ?[–—~-] ?([0-9]{1,2})[:：]([0-9]{2})', 'g') as m
      where extract(hour from p_at at time zone 'Asia/Shanghai') * 60 + extract(minute from p_at at time zone 'Asia/Shanghai')
        between m[1]::int * 60 + m[2]::int and m[3]::int * 60 + m[4]::int)
  end
$$;

-- The share of the score that depends on an organisation's load.
create function app.load_points(p_open int, p_capacity int) returns int
language sql immutable set search_path = '' as $$
  select case when p_open >= p_capacity then -30 else round(20.0 * (p_capacity - p_open) / p_capacity)::int end
$$;

-- Mediators with a current post who are not on leave, the least busy first.
create function app.mediators_on_duty(p_organisation uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', name, 'open_cases', open_cases, 'grade', grade) order by open_cases, name, id), '[]')
  from (
    select s.id, s.name, coalesce(m.grade, 'none') as grade,
      (select count(*)::int from (select 1 from app.cases c where c.mediator_id = s.id and c.closed_at is null limit 1000) n) as open_cases
    from app.posts p
    join app.staff s on s.id = p.staff_id and s.active
    left join app.mediator_profiles m on m.staff_id = s.id
    where p.organisation_id = p_organisation and p.role = 'mediator' and app.is_current(p.valid_from, p.valid_to)
      and (app.leave_of(s.id, p_organisation, 'mediator')).id is null
    order by open_cases, s.name, s.id limit 3
  ) least_busy
$$;

-- Scores: a closer shared level and specialisation add points; load, distance, missing staff and an earlier return
-- subtract. A specialised committee of the county ranks above a general one of the village.
create function app.rank_candidates(p_case app.cases, p_most int default 20) returns setof api.dispatch_suggestion
language sql stable security definer set search_path = '' as $$
  with facts as (
    select o.*, c.shared_level, c.specialised, coalesce(l.open_cases, 0) as load,
      app.distance_km(p_case.longitude, p_case.latitude, o.longitude, o.latitude) as km,
      exists (select 1 from app.posts p where p.organisation_id = o.id and p.role = 'mediator'
              and app.is_current(p.valid_from, p.valid_to)) as staffed,
      exists (select 1 from app.case_participants p where p.case_id = p_case.id and p.organisation_id = o.id
              and p.part = 'former_lead') as returned,
      coalesce(h.settled, 0) as settled, coalesce(h.settled + h.not_settled, 0) as tried,
      -- Being off duty now matters only when the deadline counts in hours.
      app.on_duty(o.duty_hours, now()) as duty,
      p_case.grade = 'red' and app.on_duty(o.duty_hours, now()) = false as away
    from app.candidates(p_case) c
    join app.organisations o on o.id = c.organisation_id
    left join app.organisation_loads l on l.organisation_id = o.id
    left join app.dispute_types t on t.code = p_case.type_code
    left join app.organisation_records h on h.organisation_id = o.id and h.type_code = coalesce(t.parent_code, t.code)
  ), scored as (
    select f.*, (case f.shared_level when 4 then 40 when 3 then 35 when 2 then 25 else 10 end
      + case when f.specialised then 40 else 0 end
      + app.load_points(f.load, f.capacity)
      - coalesce(round(least(f.km, 60) / 3), 10)
      - case when f.staffed then 0 else 50 end
      - case when f.returned then 60 else 0 end
      -- Past success with the type, weighted low while there are few cases: from -10 to 10.
      + round(20.0 * (f.settled + 4) / (f.tried + 5) - 16 + case when f.tried = 0 then 0 else 6 end * least(f.tried, 10) / 10.0)
      - case when f.away then 15 else 0 end)::int as score
    from facts f
  )
  select s.id, s.name, s.kind, s.level, s.score, s.load, s.capacity, round(s.km::numeric, 1), s.longitude, s.latitude, s.phone,
    (select jsonb_agg(reason order by place) from (
      values
        (1, jsonb_build_object('key', (array['reason.same_city', 'reason.same_county', 'reason.same_town', 'reason.same_village'])[s.shared_level])),
        (2, case when s.specialised then jsonb_build_object('key', 'reason.handles_type', 'params',
              jsonb_build_object('type', (select d.name from app.dispute_types d where d.code = p_case.type_code)))
            else jsonb_build_object('key', 'reason.handles_all') end),
        (3, jsonb_build_object('key', case when s.load >= s.capacity then 'reason.full'
              when s.load * 2 >= s.capacity then 'reason.busy' else 'reason.free' end,
              'params', jsonb_build_object('open', s.load, 'capacity', s.capacity))),
        (4, case when s.km is not null then jsonb_build_object('key', 'reason.near', 'params',
              jsonb_build_object('km', round(s.km::numeric, 1))) end),
        (5, case when not s.staffed then jsonb_build_object('key', 'reason.no_mediator') end),
        (6, case when s.returned then jsonb_build_object('key', 'reason.returned_before') end),
        (7, case when s.tried >= 5 then jsonb_build_object('key', 'reason.success', 'params',
              jsonb_build_object('rate', round(100.0 * s.settled / s.tried), 'n', s.tried)) end),
        (8, case when s.away then jsonb_build_object('key', 'reason.off_duty') end)
      ) as given (place, reason) where reason is not null),
    s.duty, null::jsonb, s.staffed, s.returned, s.specialised
  from scored s
  order by s.score desc, s.km nulls last, s.name, s.id
  limit p_most
$$;

create function app.suggest_dispatch(p_case uuid) returns setof api.dispatch_suggestion
language plpgsql stable security definer set search_path = '' as $$
declare
  v_case app.cases;
  v_one api.dispatch_suggestion;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('case_not_found', '{}', 'PT404');
  end if;
  if app.my_role() <> 'dispatcher' then perform app.refuse('refused', '{}', '42501'); end if;
  for v_one in select * from app.rank_candidates(v_case) loop
    v_one.mediators := app.mediators_on_duty(v_one.organisation_id);
    return next v_one;
  end loop;
end $$;

create function api.suggest_dispatch(case_id uuid) returns setof api.dispatch_suggestion
language sql stable security invoker set search_path = '' as $$ select * from app.suggest_dispatch(case_id) $$;
comment on function api.suggest_dispatch is
  'At most twenty organisations that may take a case, best first, with reasons and mediators on duty. Dispatchers only (42501); 404 case_not_found.';

grant execute on function app.suggest_dispatch(uuid), api.suggest_dispatch(uuid) to authenticated;

-- 50_case_verbs/suggestions_for_many.sql ------------------------------------------------------------------------

-- Dispatch suggestions for several cases: each to its best organisation, or all suitable ones to one.
-- It uses the ranking of a single case, once per case, so that both always agree.

create type app.ranked_case as (case_id uuid, fit api.dispatch_suggestion);

create type api.dispatch_fit as (organisation_id uuid, name text, kind text, level smallint, score int, open_cases int,
  capacity int, load_after int, on_duty boolean, longitude double precision, latitude double precision, phone text,
  case_ids uuid[], best_for uuid[], reasons jsonb, mediators jsonb);
comment on type api.dispatch_fit is
  'An organisation for several cases: those it may take (case_ids), those it is best for when the load of the others is counted (best_for), its load if it took all it may, its average score, reasons with parameters, mediators on duty.';

-- Which of several cases the caller cannot dispatch, and why: not readable, of another desk, or not possible now.
create function app.undispatchable(p_cases uuid[]) returns table (id uuid, number text, status text, code text)
language sql stable security definer set search_path = '' as $$
  select x.* from (
    select asked.id, c.number, c.status, case
      when c.id is null or not app.may_read(c) then 'case_not_found'
      when not app.is_actor('desk', c, app.my_post()) then 'refused'
      when not exists (select 1 from app.transitions t where t.verb = 'dispatch_case' and t.who = 'desk' and t.from_status = c.status)
        then 'not_possible_now'
      else app.obstacle('dispatch_case', c) end as code
    from (select distinct unnest(p_cases)) as asked (id) left join app.cases c on c.id = asked.id
  ) x where x.code is not null
$$;

create function app.suggest_dispatch_many(p_cases uuid[]) returns setof api.dispatch_fit
language plpgsql stable security definer set search_path = '' as $$
declare
  v_wrong jsonb;
  v_ranks app.ranked_case[];
  v_case uuid;
  v_best_case uuid[] := '{}';
  v_best_for uuid[] := '{}';
  v_n int;
begin
  if app.my_role() is distinct from 'dispatcher' then perform app.refuse('refused', '{}', '42501'); end if;
  if coalesce(cardinality(p_cases), 0) = 0 then perform app.refuse('field_required', '{"field": "case_ids"}'); end if;
  if array_position(p_cases, null) is not null then perform app.refuse('invalid_value', '{"field": "case_ids"}'); end if;
  if cardinality(p_cases) > 50 then perform app.refuse('too_many_rows', '{"field": "case_ids", "max": 50}'); end if;
  -- For a case that the caller may not read, only its id is returned.
  select jsonb_agg(jsonb_build_object('id', u.id)) into v_wrong from app.undispatchable(p_cases) u where u.code = 'case_not_found';
  if v_wrong is not null then perform app.refuse('case_not_found', jsonb_build_object('cases', v_wrong), 'PT404'); end if;
  select jsonb_agg(to_jsonb(u) order by u.number) into v_wrong from app.undispatchable(p_cases) u;
  if v_wrong is not null then
    perform app.refuse('cases_not_dispatchable', jsonb_build_object('n', jsonb_array_length(v_wrong), 'cases', v_wrong), 'PT409');
  end if;

  select array_agg((c.id, r)::app.ranked_case), count(distinct c.id) into v_ranks, v_n
  from app.cases c cross join lateral app.rank_candidates(c, null) r where c.id = any (p_cases);
  -- The most urgent case chooses first; cases planned for an organisation count as its load for the next.
  for v_case in
    select c.id from app.cases c where c.id = any (p_cases)
    order by array_position(app.grades(), c.grade), c.due_at nulls last, c.id
  loop
    select v_best_for || (r.fit).organisation_id, v_best_case || v_case into v_best_for, v_best_case
    from unnest(v_ranks) r
    cross join lateral (select count(*)::int as given from unnest(v_best_for) b where b = (r.fit).organisation_id) g
    where r.case_id = v_case
    order by (r.fit).score - app.load_points((r.fit).open_cases, (r.fit).capacity)
      + app.load_points((r.fit).open_cases + g.given, (r.fit).capacity) desc,
      (r.fit).distance_km nulls last, (r.fit).name, (r.fit).organisation_id
    limit 1;
  end loop;

  return query
    with fits as (
      select (r.fit).organisation_id, (r.fit).name, (r.fit).kind, (r.fit).level, (r.fit).open_cases, (r.fit).capacity, (r.fit).on_duty,
        (r.fit).longitude, (r.fit).latitude, (r.fit).phone, r.case_id, (r.fit).score, (r.fit).distance_km, (r.fit).staffed,
        (r.fit).returned_before, (r.fit).specialised
      from unnest(v_ranks) r
    ), summed as (
      select f.organisation_id, f.name, f.kind, f.level, f.open_cases, f.capacity, f.on_duty, f.longitude, f.latitude, f.phone,
        round(avg(f.score))::int as score, array_agg(f.case_id order by f.case_id) as case_ids, count(*)::int as n,
        count(*) filter (where f.specialised) as specialised, not bool_and(f.staffed) as unstaffed,
        count(*) filter (where f.returned_before) as returned,
        round(avg(f.distance_km), 1) as km
      from fits f group by f.organisation_id, f.name, f.kind, f.level, f.open_cases, f.capacity, f.on_duty, f.longitude, f.latitude, f.phone
    ), chosen as (
      select s.*, array(select b.case_id from unnest(v_best_case, v_best_for) as b (case_id, organisation_id)
        where b.organisation_id = s.organisation_id) as best_for
      from summed s
    )
    select c.organisation_id, c.name, c.kind, c.level, c.score, c.open_cases, c.capacity, c.open_cases + c.n, c.on_duty,
      c.longitude, c.latitude, c.phone, c.case_ids, c.best_for,
      (select jsonb_agg(reason order by place) from (
        values
          (1, jsonb_build_object('key', 'reason.takes', 'params', jsonb_build_object('n', c.n, 'of', v_n))),
          (2, case when cardinality(c.best_for) > 0 then jsonb_build_object('key', 'reason.best_for', 'params',
                jsonb_build_object('n', cardinality(c.best_for))) end),
          (3, jsonb_build_object('key', case when c.open_cases + c.n > c.capacity then 'reason.over_after' else 'reason.load_after' end,
                'params', jsonb_build_object('open', c.open_cases + c.n, 'capacity', c.capacity))),
          (4, case when c.specialised > 0 then jsonb_build_object('key', 'reason.handles_types', 'params',
                jsonb_build_object('n', c.specialised)) end),
          (5, case when c.km is not null then jsonb_build_object('key', 'reason.near_average', 'params', jsonb_build_object('km', c.km)) end),
          (6, case when c.unstaffed then jsonb_build_object('key', 'reason.no_mediator') end),
          (7, case when c.returned > 0 then jsonb_build_object('key', 'reason.returned_some', 'params', jsonb_build_object('n', c.returned)) end),
          (8, case when c.on_duty = false then jsonb_build_object('key', 'reason.off_duty') end)
        ) as given (place, reason) where reason is not null),
      app.mediators_on_duty(c.organisation_id)
    from chosen c
    order by c.n desc, cardinality(c.best_for) desc, c.score desc, c.name, c.organisation_id
    limit 100;
end $$;

create function api.suggest_dispatch_many(case_ids uuid[]) returns setof api.dispatch_fit
language sql stable security invoker set search_path = '' as $$ select * from app.suggest_dispatch_many(case_ids) $$;
comment on function api.suggest_dispatch_many is
  'Organisations that may take some of at most fifty cases, with which, and which are best there. Dispatchers only (42501); 404 case_not_found and 409 cases_not_dispatchable list the cases and reasons.';
grant execute on function app.suggest_dispatch_many(uuid[]), api.suggest_dispatch_many(uuid[]) to authenticated;

-- 50_case_verbs/dispatch.sql ------------------------------------------------------------------------------------

-- Dispatching: a case gets its lead organisation, by the desk or automatically.

create policy "a desk's people read what it dispatches by itself" on app.auto_dispatches for select to authenticated
  using (coalesce(organisation_id = (select app.my_organisation()), false));
grant select on app.auto_dispatches to authenticated;
create view api.auto_dispatches with (security_invoker = true) as select organisation_id, type_code, grade from app.auto_dispatches;
comment on view api.auto_dispatches is 'Types and grades that the caller''s desk dispatches automatically.';
grant select on api.auto_dispatches to authenticated;

-- Assigns a case to an organisation. The deadlines of the next stages start at dispatch, not when the organisation
-- signs for the case, so that no time goes uncounted. A second dispatch after a return starts a new deadline for
-- signing only.
create function app.assign_lead(p_case app.cases, p_organisation uuid) returns app.cases
language plpgsql volatile set search_path = '' as $$
begin
  p_case.lead_organisation_id := p_organisation;
  p_case.responsible_organisation_id := p_organisation;
  p_case.status := 'dispatched';
  perform app.end_flag(p_case.id, 'jurisdiction');
  perform app.end_co_handling(p_case.id, p_organisation);
  perform app.join_case(p_case.id, p_organisation, 'lead');
  perform app.complete_deadline(p_case.id, 'dispatch');
  perform app.start_deadline(p_case, stage, now()) from unnest(app.lead_deadline_stages()) as stage;
  return app.save_case(p_case);
end $$;

-- Dispatches to the best organisation if the desk has enabled it for the type and grade, and if one has staff and did
-- not return the case before.
create function app.auto_dispatch(p_case app.cases) returns app.cases
language plpgsql volatile set search_path = '' as $$
declare
  v_best api.dispatch_suggestion;
  v_from text := p_case.status;
begin
  if not exists (select 1 from app.auto_dispatches a left join app.dispute_types t on t.code = p_case.type_code
      where a.organisation_id = app.desk_id(p_case.id) and a.type_code in (t.code, t.parent_code) and a.grade = p_case.grade) then
    return p_case;
  end if;
  select * into v_best from app.rank_candidates(p_case) r where r.open_cases < r.capacity and r.staffed and not r.returned_before limit 1;
  if v_best.organisation_id is null then return p_case; end if;
  p_case := app.assign_lead(p_case, v_best.organisation_id);
  perform app.append_event(p_case, 'dispatch_case', v_from, jsonb_build_object('organisation_id', v_best.organisation_id,
    'organisation_name', v_best.name, 'by_itself', true));
  return p_case;
end $$;

create function app.dispatch_case(p_case uuid, p_version int, p_request uuid, p_organisation uuid, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'organisation', p_organisation, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'dispatch_case', v_args);
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
  v_case := app.assign_lead(v_case, p_organisation);
  return next app.finish_verb('dispatch_case', v_from, v_case, jsonb_build_object('organisation_id', p_organisation,
    'organisation_name', (select name from app.organisations where id = p_organisation), 'note', v_note), p_request, v_args);
end $$;

create function api.dispatch_case(case_id uuid, expected_version int, request_id uuid, organisation_id uuid, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.dispatch_case(case_id, expected_version, request_id, organisation_id, note) $$;

comment on function api.dispatch_case is
  'Desk: dispatches (转办) to an organisation that suggest_dispatch may name; note up to 500 characters. Errors: organisation_unsuitable.';

grant execute on function app.dispatch_case(uuid, int, uuid, uuid, text), api.dispatch_case(uuid, int, uuid, uuid, text)
  to authenticated;

-- 50_case_verbs/undo_dispatch.sql -------------------------------------------------------------------------------

-- Undoing a dispatch (撤回分派) before anybody has acted on it.
-- Possible within a few minutes, for the person who dispatched, while nothing else has happened; app.obstacle checks
-- this. Afterwards everything is as if the case had never been dispatched, except the history, which keeps both events.
-- The dispatch deadline continues as if it had never stopped, so that a wrong dispatch gains no time.

create function app.undo_dispatch(p_case uuid, p_version int, p_request uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'undo_dispatch', v_args);
  v_case app.cases;
  v_from text;
  v_lead app.organisations;
  v_dispatch app.case_events;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('undo_dispatch', p_case, p_version);
  v_from := v_case.status;
  select * into v_dispatch from app.case_events where case_id = p_case order by seq desc limit 1;
  select * into v_lead from app.organisations where id = v_case.lead_organisation_id;
  v_case.lead_organisation_id := null;
  v_case.responsible_organisation_id := app.desk_id(p_case);
  v_case.status := 'accepted';

  -- The organisation never really took part, so it can no longer read the case; one that took part earlier keeps that
  -- record.
  if exists (select 1 from app.case_participants where case_id = p_case and organisation_id = v_lead.id and part = 'former_lead') then
    update app.case_participants set until = now() where case_id = p_case and organisation_id = v_lead.id and part = 'lead';
  else
    delete from app.case_participants where case_id = p_case and organisation_id = v_lead.id and part = 'lead';
  end if;
  -- Participations and flags that the dispatch ended are restored.
  delete from app.case_participants
  where case_id = p_case and organisation_id = v_lead.id and part = 'former_co_handler' and since = v_dispatch.at;
  update app.case_participants set until = null
  where case_id = p_case and organisation_id = v_lead.id and part = 'co_handler' and until = v_dispatch.at;
  update app.case_flags set ended_at = null, ended_by = null where case_id = p_case and ended_at = v_dispatch.at;

  -- Deadlines that the dispatch started are deleted; the one that it completed runs again.
  delete from app.deadlines
  where case_id = p_case and stage = any (app.lead_deadline_stages()) and met_at is null and starts_at = v_dispatch.at;
  update app.deadlines set met_at = null where case_id = p_case and stage = 'dispatch' and met_at = v_dispatch.at;

  v_case := app.save_case(v_case);
  -- The organisation no longer takes part, so the usual hint would not reach it: this one tells it that the case left
  -- its list.
  perform realtime.send(app.hint(1, p_case::text, v_case.version), 'case_changed', 'organisation:' || v_lead.id, true);
  return next app.finish_verb('undo_dispatch', v_from, v_case, jsonb_build_object('organisation_id', v_lead.id,
    'organisation_name', v_lead.name), p_request, v_args);
end $$;

create type api.undoable_dispatch as (case_id uuid, number text, version int, organisation_name text, seconds_left int);
comment on type api.undoable_dispatch is 'A dispatch that may still be undone, and for how many seconds.';

-- What the caller may still undo, so that the offer survives a reload. A batch has fifty at most.
create function app.undoable_dispatches() returns setof api.undoable_dispatch
language sql stable security definer set search_path = '' as $$
  select c.id, c.number, c.version, o.name, ceil(extract(epoch from e.at + app.undo_grace() - now()))::int
  from app.case_events e
  join app.cases c on c.id = e.case_id and c.status = 'dispatched'
  join app.organisations o on o.id = c.lead_organisation_id
  where e.actor_id = auth.uid() and e.at > now() - app.undo_grace() and e.verb = 'dispatch_case'
    -- If a case was dispatched, undone and dispatched again, only the last dispatch counts.
    and e.seq = (select max(x.seq) from app.case_events x where x.case_id = e.case_id)
    and app.is_actor('desk', c, app.my_post()) and app.obstacle('undo_dispatch', c) is null
  order by e.at, c.number limit 200
$$;

create function api.undo_dispatch(case_id uuid, expected_version int, request_id uuid)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.undo_dispatch(case_id, expected_version, request_id) $$;
create function api.undoable_dispatches() returns setof api.undoable_dispatch
language sql stable security invoker set search_path = '' as $$ select * from app.undoable_dispatches() $$;
comment on function api.undo_dispatch is
  'Desk: undoes one''s own dispatch (撤回) while nothing has happened since; the dispatch deadline continues as if it had never stopped. 409 dispatch_moved_on, dispatched_by_other, undo_too_late.';
comment on function api.undoable_dispatches is 'The caller''s own dispatches that may still be undone, with the seconds left.';
grant execute on function app.undo_dispatch(uuid, int, uuid), api.undo_dispatch(uuid, int, uuid),
  app.undoable_dispatches(), api.undoable_dispatches() to authenticated;

-- 50_case_verbs/desk_presence.sql -------------------------------------------------------------------------------

-- Who of a desk is looking at which case: presence on the private channel desk:<region code>.
-- It informs colleagues and locks nothing: the verbs check. What a client says about itself is not trustworthy, so
-- screens use only the person and case ids and read both with their own rights.

create function app.may_meet(p_topic text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(app.my_role() = 'dispatcher' and p_topic = 'desk:' || app.my_scope(), false);
end $$;
comment on function app.may_meet is 'Whether the caller is a dispatcher of the desk that the channel belongs to.';
grant execute on function app.may_meet(text) to authenticated;

-- Presence only: the channel carries no broadcasts.
create policy "dispatchers of a desk see who is there" on realtime.messages for select to authenticated
  using (extension = 'presence' and (select app.may_meet((select realtime.topic()))));
create policy "dispatchers of a desk say where they are" on realtime.messages for insert to authenticated
  with check (extension = 'presence' and (select app.may_meet((select realtime.topic()))));

-- 50_case_verbs/mediators.sql -----------------------------------------------------------------------------------

-- The mediators to whom the lead may assign a case.

create type api.mediator_choice as (staff_id uuid, name text, open_cases int, is_me boolean, grade text,
  specialities text[], languages text[], on_leave_until date, deputy_name text);
comment on type api.mediator_choice is 'A mediator of the lead organisation: open cases, grade, specialities, languages, leave and deputy.';

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
      s.id = v_me.staff_id, coalesce(m.grade, 'none'), coalesce(m.specialities, '{}'), coalesce(m.languages, '{}'),
      away.to_on, (select d.name from app.staff d where d.id = away.deputy_id)
    from app.staff s
    left join app.mediator_profiles m on m.staff_id = s.id
    left join lateral app.leave_of(s.id, v_case.lead_organisation_id, 'mediator') away on true
    where s.active and exists (select 1 from app.posts p where p.staff_id = s.id and p.role = 'mediator'
      and p.organisation_id = v_case.lead_organisation_id and app.is_current(p.valid_from, p.valid_to))
    order by away.to_on is not null, s.id = v_me.staff_id desc, 3, s.name, s.id;
end $$;

create function api.list_mediators(case_id uuid) returns setof api.mediator_choice
language sql stable security invoker set search_path = '' as $$ select * from app.list_mediators(case_id) $$;
comment on function api.list_mediators is
  'Mediators with a current post in the lead organisation: the caller first, then the least busy, those on leave last. Lead organisation only (42501).';

grant execute on function app.list_mediators(uuid), api.list_mediators(uuid) to authenticated;

-- 50_case_verbs/mediation.sql -----------------------------------------------------------------------------------

-- The verbs of the lead organisation and its mediator, and the records of mediation: sessions and agreements.

create trigger sessions_30_append_only before update or delete on app.sessions
  for each row execute function app.refuse_change();
create trigger agreements_30_append_only before update or delete on app.agreements
  for each row execute function app.refuse_change();

create policy "whoever reads the case reads its sessions" on app.sessions for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
create policy "whoever reads the case reads its agreements" on app.agreements for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select (id, case_id, seq, kind, held_at, place, attendees, summary, recorded_by_name, created_at) on app.sessions to authenticated;
grant select on app.agreements to authenticated;

create view api.sessions with (security_invoker = true) as
  select id, case_id, seq, kind, held_at, place, attendees, summary, recorded_by_name, created_at from app.sessions;
comment on view api.sessions is 'Sessions of a case in order: contact, meeting, visit or call; when, with whom, about what.';
create view api.agreements with (security_invoker = true) as
  select id, case_id, form, terms, amount, perform_by, effective_on, created_at from app.agreements;
comment on view api.agreements is 'Agreements of a case: form, terms, amount in yuan, date to perform by, effective date.';
grant select on api.sessions, api.agreements to authenticated;

-- Back to the desk, at most twice. The deadlines for contact and mediation keep running.
create function app.return_case(p_case uuid, p_version int, p_request uuid, p_reason text, p_proposed uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason, 'proposed', p_proposed);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'return_case', v_args);
  v_case app.cases;
  v_from text;
  v_lead uuid;
  v_reason text;
  v_desk uuid := app.desk_id(p_case);
  v_above uuid;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('return_case', p_case, p_version);
  v_from := v_case.status;
  v_lead := v_case.lead_organisation_id;
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  if p_proposed is not null and not exists (select 1 from app.organisations where id = p_proposed and active and id <> v_case.lead_organisation_id) then
    perform app.refuse('unknown_choice', '{"field": "proposed_organisation_id"}');
  end if;
  v_case.return_count := v_case.return_count + 1;
  v_case.lead_organisation_id := null;
  v_case.mediator_id := null;
  v_case.mediator_name := null;
  -- The second return is a jurisdiction dispute, which the dispatch centre one level above decides.
  v_above := case when v_case.return_count = 2 then app.desk_above(v_desk) end;
  if v_above is not null then
    update app.case_participants set until = now() where case_id = p_case and part = 'desk' and until is null;
    perform app.join_case(p_case, v_desk, 'former_desk');
    perform app.join_case(p_case, v_above, 'desk');
    perform app.set_flag(p_case, 'jurisdiction', v_reason, null);
  end if;
  v_case.responsible_organisation_id := coalesce(v_above, v_desk);
  v_case.status := 'accepted';
  update app.case_participants set until = now()
  where case_id = p_case and organisation_id = v_lead and part = 'lead' and until is null;
  perform app.join_case(p_case, v_lead, 'former_lead');
  perform app.complete_deadline(p_case, 'sign');
  perform app.start_deadline(v_case, 'dispatch', now());
  v_case := app.save_case(v_case);
  return next app.finish_verb('return_case', v_from, v_case, jsonb_build_object('reason', v_reason,
    'organisation_name', (select name from app.organisations where id = v_lead),
    'proposed', (select name from app.organisations where id = p_proposed),
    'superior', (select name from app.organisations where id = v_above)), p_request, v_args);
end $$;

-- Signs for the case and assigns the mediator; later, reassigns it to another mediator of the same organisation.
create function app.assign_mediator(p_case uuid, p_version int, p_request uuid, p_mediator uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'mediator', p_mediator);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'assign_mediator', v_args);
  v_case app.cases;
  v_from text;
  v_leave app.leaves;
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
  v_leave := app.leave_of(p_mediator, v_case.lead_organisation_id, 'mediator');
  if v_leave.id is not null then
    perform app.refuse('mediator_on_leave', jsonb_build_object('field', 'mediator_id', 'until', v_leave.to_on,
      'deputy', (select name from app.staff where id = v_leave.deputy_id)));
  end if;
  v_case.status := case v_from when 'dispatched' then 'assigned' else v_from end;
  perform app.complete_deadline(p_case, 'sign');
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
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'log_session', v_args);
  v_case app.cases;
  v_from text;
  v_session app.sessions;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('log_session', p_case, p_version);
  v_from := v_case.status;
  perform app.check_choice('kind', p_kind, app.session_kinds());
  v_session.summary := app.clean_text(p_summary, 'summary', 5, 5000);
  v_session.place := app.clean_text(p_place, 'place', 0, 100);
  v_session.attendees := app.clean_text(p_attendees, 'attendees', 0, 200);
  if p_held_at is null then perform app.refuse('field_required', '{"field": "held_at"}'); end if;
  -- Five minutes of tolerance for client clocks that run ahead; back to the day of filing for a contact that is logged
  -- later.
  if p_held_at > now() + interval '5 minutes' then perform app.refuse('date_in_future', '{"field": "held_at"}'); end if;
  if p_held_at < date_trunc('day', least(v_case.created_at, now()), 'Asia/Shanghai') then
    perform app.refuse('date_too_early', '{"field": "held_at"}');
  end if;
  insert into app.sessions (case_id, seq, kind, held_at, place, attendees, summary, recorded_by, recorded_by_name)
  values (p_case, (select coalesce(max(s.seq), 0) + 1 from app.sessions s where s.case_id = p_case), p_kind, p_held_at,
    v_session.place, v_session.attendees, v_session.summary, auth.uid(), (select name from app.staff where id = auth.uid()))
  returning * into v_session;
  v_case.status := 'mediating';
  perform app.complete_deadline(p_case, 'contact');
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
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'conclude_case', v_args);
  v_today date := app.today();
  v_case app.cases;
  v_from text;
  v_terms text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('conclude_case', p_case, p_version);
  v_from := v_case.status;
  perform app.check_choice('outcome', p_outcome, app.mediation_outcomes());
  v_terms := app.clean_text(p_terms, 'terms', 5, 5000);
  perform app.check_amount(p_amount);
  if p_perform_by < v_today then perform app.refuse('date_in_past', '{"field": "perform_by"}'); end if;
  if p_perform_by > v_today + 36525 then perform app.refuse('invalid_value', '{"field": "perform_by"}'); end if;
  if p_outcome <> 'not_settled' then
    insert into app.agreements (case_id, form, terms, amount, perform_by, effective_on)
    values (p_case, case p_outcome when 'agreed_written' then 'written' else 'oral' end, v_terms, p_amount, p_perform_by,
      coalesce((select in_force_on from app.agreement_papers where case_id = p_case and discarded_at is null and p_outcome = 'agreed_written'), v_today));
  end if;
  -- Undecided requests for an extension are no longer needed.
  update app.extensions set decided_at = now(), granted = false where case_id = p_case and decided_at is null;
  v_case.outcome := p_outcome;
  v_case.status := case p_outcome when 'not_settled' then 'not_settled' else 'agreed' end;
  perform app.complete_deadline(p_case, 'mediate');
  perform app.start_deadline(v_case, 'close', now());
  -- The parties have thirty days from effect to apply for judicial confirmation together (人民调解法 33); this deadline
  -- never pauses.
  if p_outcome <> 'not_settled' then perform app.start_deadline(v_case, 'confirm', now()); end if;
  v_case := app.save_case(v_case);
  -- The terms are stored with the agreement; the reason for no agreement is stored only here.
  return next app.finish_verb('conclude_case', v_from, v_case, jsonb_build_object('outcome', p_outcome,
    'reason', case p_outcome when 'not_settled' then v_terms end), p_request, v_args);
end $$;

create function api.return_case(case_id uuid, expected_version int, request_id uuid, reason text, proposed_organisation_id uuid default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.return_case(case_id, expected_version, request_id, reason, proposed_organisation_id) $$;
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

comment on function api.return_case is
  'Lead: returns (退回) the case to the desk with a reason of 5–500 characters and a proposed organisation; the second time the desk above decides, a third is impossible (409 returned_twice).';
comment on function api.assign_mediator is
  'Lead: signs for the case and assigns its mediator, later another one. Errors: mediator_unsuitable, already_mediator.';
comment on function api.log_session is 'Mediator: logs a contact, meeting, visit or call; summary 5–5000 characters; held between the day of filing and now.';
comment on function api.conclude_case is
  'Mediator: records agreed_written, agreed_oral or not_settled with terms or reasons of 5–5000 characters, amount in yuan, date to perform by.';

grant execute on function app.return_case(uuid, int, uuid, text, uuid), api.return_case(uuid, int, uuid, text, uuid),
  app.assign_mediator(uuid, int, uuid, uuid), api.assign_mediator(uuid, int, uuid, uuid),
  app.log_session(uuid, int, uuid, text, timestamptz, text, text, text),
  api.log_session(uuid, int, uuid, text, timestamptz, text, text, text),
  app.conclude_case(uuid, int, uuid, text, text, numeric, date),
  api.conclude_case(uuid, int, uuid, text, text, numeric, date) to authenticated;

-- 50_case_verbs/responsibility.sql ------------------------------------------------------------------------------

-- Changing responsibility for a case: escalate, delegate, transfer, and add co-handlers.

-- Moves the case to another desk; the former one stays recorded as a participant.
create function app.change_desk(p_case app.cases, p_desk uuid) returns app.cases
language plpgsql volatile set search_path = '' as $$
declare
  v_before uuid := app.desk_id(p_case.id);
begin
  update app.case_participants set until = now() where case_id = p_case.id and part = 'desk' and until is null;
  perform app.join_case(p_case.id, v_before, 'former_desk');
  perform app.join_case(p_case.id, p_desk, 'desk');
  if p_case.responsible_organisation_id = v_before then p_case.responsible_organisation_id := p_desk; end if;
  return p_case;
end $$;

create function app.escalate_case(p_case uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'escalate_case', v_args);
  v_case app.cases;
  v_desk uuid;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('escalate_case', p_case, p_version);
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  v_desk := app.desk_above(app.desk_id(p_case));
  v_case := app.change_desk(v_case, v_desk);
  perform app.set_flag(p_case, 'escalated', v_reason, null);
  v_case := app.save_case(v_case);
  return next app.finish_verb('escalate_case', v_case.status, v_case, jsonb_build_object('reason', v_reason,
    'organisation_name', (select name from app.organisations where id = v_desk)), p_request, v_args);
end $$;

create function app.delegate_case(p_case uuid, p_version int, p_request uuid, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'delegate_case', v_args);
  v_case app.cases;
  v_desk uuid;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('delegate_case', p_case, p_version);
  v_note := app.clean_text(p_note, 'note', 0, 500);
  v_desk := app.desk_below(app.desk_id(p_case), v_case.region_code);
  v_case := app.change_desk(v_case, v_desk);
  perform app.end_flag(p_case, 'escalated');
  v_case := app.save_case(v_case);
  return next app.finish_verb('delegate_case', v_case.status, v_case, jsonb_build_object('note', v_note,
    'organisation_name', (select name from app.organisations where id = v_desk)), p_request, v_args);
end $$;

-- Changes the lead directly, without returning the case to the queue. Deadlines for contact and mediation continue
-- unchanged.
create function app.transfer_case(p_case uuid, p_version int, p_request uuid, p_organisation uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'organisation', p_organisation, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'transfer_case', v_args);
  v_case app.cases;
  v_from text;
  v_lead uuid;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('transfer_case', p_case, p_version);
  v_from := v_case.status;
  v_lead := v_case.lead_organisation_id;
  if p_organisation is null then perform app.refuse('field_required', '{"field": "organisation_id"}'); end if;
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  if p_organisation = v_lead or not exists (select 1 from app.candidates(v_case) c where c.organisation_id = p_organisation) then
    perform app.refuse('organisation_unsuitable', '{"field": "organisation_id"}');
  end if;
  update app.case_participants set until = now() where case_id = p_case and part = 'lead' and organisation_id = v_lead and until is null;
  perform app.end_co_handling(p_case, p_organisation);
  perform app.join_case(p_case, v_lead, 'former_lead');
  perform app.join_case(p_case, p_organisation, 'lead');
  v_case.lead_organisation_id := p_organisation;
  v_case.responsible_organisation_id := p_organisation;
  v_case.mediator_id := null;
  v_case.mediator_name := null;
  v_case.status := 'dispatched';
  perform app.complete_deadline(p_case, 'sign');
  perform app.start_deadline(v_case, 'sign', now());
  v_case := app.save_case(v_case);
  return next app.finish_verb('transfer_case', v_from, v_case, jsonb_build_object('reason', v_reason, 'organisation_id', p_organisation,
    'organisation_name', (select name from app.organisations where id = p_organisation),
    'from', (select name from app.organisations where id = v_lead)), p_request, v_args);
end $$;

-- Adds an organisation of the city as co-handler; the lead stays responsible (多部门协办).
create function app.add_co_handler(p_case uuid, p_version int, p_request uuid, p_organisation uuid, p_task text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'organisation', p_organisation, 'task', p_task);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'add_co_handler', v_args);
  v_case app.cases;
  v_task text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('add_co_handler', p_case, p_version);
  if p_organisation is null then perform app.refuse('field_required', '{"field": "organisation_id"}'); end if;
  v_task := app.clean_text(p_task, 'task', 5, 500);
  if not exists (select 1 from app.organisations o where o.id = p_organisation and o.active and left(o.region_code, 4) = v_case.city_code)
      or exists (select 1 from app.case_participants p where p.case_id = p_case and p.organisation_id = p_organisation and p.until is null
                 and p.part in ('desk', 'lead', 'co_handler')) then
    perform app.refuse('organisation_unsuitable', '{"field": "organisation_id"}');
  end if;
  if (select count(*) from app.case_participants where case_id = p_case and part = 'co_handler' and until is null) >= 10 then
    perform app.refuse('too_many_rows', '{"field": "organisation_id", "max": 10}');
  end if;
  perform app.join_case(p_case, p_organisation, 'co_handler');
  perform app.set_flag(p_case, 'co_handled', v_task, null);
  v_case := app.save_case(v_case);
  return next app.finish_verb('add_co_handler', v_case.status, v_case, jsonb_build_object('task', v_task, 'organisation_id', p_organisation,
    'organisation_name', (select name from app.organisations where id = p_organisation)), p_request, v_args);
end $$;

create function app.remove_co_handler(p_case uuid, p_version int, p_request uuid, p_organisation uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'organisation', p_organisation, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'remove_co_handler', v_args);
  v_case app.cases;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('remove_co_handler', p_case, p_version);
  if p_organisation is null then perform app.refuse('field_required', '{"field": "organisation_id"}'); end if;
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  if not exists (select 1 from app.case_participants where case_id = p_case and organisation_id = p_organisation
      and part = 'co_handler' and until is null) then
    perform app.refuse('organisation_unsuitable', '{"field": "organisation_id"}');
  end if;
  perform app.end_co_handling(p_case, p_organisation);
  v_case := app.save_case(v_case);
  return next app.finish_verb('remove_co_handler', v_case.status, v_case, jsonb_build_object('reason', v_reason,
    'organisation_name', (select name from app.organisations where id = p_organisation)), p_request, v_args);
end $$;

-- The mediator recuses (回避): the lead assigns another one.
create function app.recuse_mediator(p_case uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'recuse_mediator', v_args);
  v_case app.cases;
  v_from text;
  v_name text;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('recuse_mediator', p_case, p_version);
  v_from := v_case.status;
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  v_name := v_case.mediator_name;
  v_case.mediator_id := null;
  v_case.mediator_name := null;
  v_case.status := 'dispatched';
  perform app.start_deadline(v_case, 'sign', now());
  v_case := app.save_case(v_case);
  return next app.finish_verb('recuse_mediator', v_from, v_case, jsonb_build_object('reason', v_reason, 'mediator_name', v_name), p_request, v_args);
end $$;

-- A note on what a co-handler has done; it is a history event and does not change the stage.
create function app.add_note(p_case uuid, p_version int, p_request uuid, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'add_note', v_args);
  v_case app.cases;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('add_note', p_case, p_version);
  v_note := app.clean_text(p_note, 'note', 5, 1000);
  v_case := app.save_case(v_case);
  return next app.finish_verb('add_note', v_case.status, v_case, jsonb_build_object('note', v_note), p_request, v_args);
end $$;

-- Urging (催办) is light: once a day, and no answer is due.
create function app.urge_case(p_case uuid, p_version int, p_request uuid, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'urge_case', v_args);
  v_case app.cases;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('urge_case', p_case, p_version);
  v_note := app.clean_text(p_note, 'note', 0, 500);
  v_case := app.save_case(v_case);
  return next app.finish_verb('urge_case', v_case.status, v_case, jsonb_build_object('note', v_note,
    'organisation_name', (select name from app.organisations where id = v_case.responsible_organisation_id)), p_request, v_args);
end $$;

create function api.escalate_case(case_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.escalate_case(case_id, expected_version, request_id, reason) $$;
create function api.delegate_case(case_id uuid, expected_version int, request_id uuid, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.delegate_case(case_id, expected_version, request_id, note) $$;
create function api.transfer_case(case_id uuid, expected_version int, request_id uuid, organisation_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.transfer_case(case_id, expected_version, request_id, organisation_id, reason) $$;
create function api.add_co_handler(case_id uuid, expected_version int, request_id uuid, organisation_id uuid, task text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.add_co_handler(case_id, expected_version, request_id, organisation_id, task) $$;
create function api.remove_co_handler(case_id uuid, expected_version int, request_id uuid, organisation_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.remove_co_handler(case_id, expected_version, request_id, organisation_id, reason) $$;
create function api.recuse_mediator(case_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.recuse_mediator(case_id, expected_version, request_id, reason) $$;
create function api.add_note(case_id uuid, expected_version int, request_id uuid, note text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.add_note(case_id, expected_version, request_id, note) $$;
create function api.urge_case(case_id uuid, expected_version int, request_id uuid, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.urge_case(case_id, expected_version, request_id, note) $$;

comment on function api.escalate_case is 'Desk: escalates the case to the desk one level above (提级). 409 no_desk_above.';
comment on function api.delegate_case is
  'Desk: delegates the case to the staffed desk one level below that serves its place (下沉); a red case never goes below a township.';
comment on function api.transfer_case is 'Desk: transfers the case to another lead (移送); deadlines for contact and mediation continue.';
comment on function api.add_co_handler is
  'Desk or lead: adds an organisation of the city as co-handler, with its task; the lead stays responsible.';
comment on function api.remove_co_handler is 'Desk or lead: ends the participation of a co-handler.';
comment on function api.recuse_mediator is 'Mediator: recuses (回避); the lead signs again and assigns another.';
comment on function api.add_note is 'Desk, lead or co-handler: adds a note to the history, 5–1000 characters.';
comment on function api.urge_case is
  'Desk, or leader and dispatcher above: urges the responsible organisation, once a day (409 urged_today).';

grant execute on function
  app.escalate_case(uuid, int, uuid, text), api.escalate_case(uuid, int, uuid, text),
  app.delegate_case(uuid, int, uuid, text), api.delegate_case(uuid, int, uuid, text),
  app.transfer_case(uuid, int, uuid, uuid, text), api.transfer_case(uuid, int, uuid, uuid, text),
  app.add_co_handler(uuid, int, uuid, uuid, text), api.add_co_handler(uuid, int, uuid, uuid, text),
  app.remove_co_handler(uuid, int, uuid, uuid, text), api.remove_co_handler(uuid, int, uuid, uuid, text),
  app.recuse_mediator(uuid, int, uuid, text), api.recuse_mediator(uuid, int, uuid, text),
  app.add_note(uuid, int, uuid, text), api.add_note(uuid, int, uuid, text),
  app.urge_case(uuid, int, uuid, text), api.urge_case(uuid, int, uuid, text)
to authenticated;

-- 50_case_verbs/course.sql --------------------------------------------------------------------------------------

-- Suspending and resuming a case, changing its grade, reporting risks, and referring it elsewhere.

create function app.suspend_case(p_case uuid, p_version int, p_request uuid, p_reason text, p_note text, p_until date)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason, 'note', p_note, 'until', p_until);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'suspend_case', v_args);
  v_case app.cases;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('suspend_case', p_case, p_version);
  perform app.check_choice('suspend_reason', p_reason, app.suspend_reasons());
  v_note := app.clean_text(p_note, 'note', 0, 500);
  if p_until is null then perform app.refuse('field_required', '{"field": "until_on"}'); end if;
  if p_until <= app.today() then perform app.refuse('date_in_past', '{"field": "until_on"}'); end if;
  if p_until > app.today() + 366 then perform app.refuse('invalid_value', '{"field": "until_on"}'); end if;
  perform app.set_flag(p_case, 'suspended', coalesce(v_note, p_reason), p_until);
  perform app.pause_deadlines(p_case, null);
  v_case := app.save_case(v_case);
  return next app.finish_verb('suspend_case', v_case.status, v_case,
    jsonb_build_object('suspend_reason', p_reason, 'note', v_note, 'until_on', p_until), p_request, v_args);
end $$;

create function app.resume_case(p_case uuid, p_version int, p_request uuid, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'resume_case', v_args);
  v_case app.cases;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('resume_case', p_case, p_version);
  v_note := app.clean_text(p_note, 'note', 0, 500);
  perform app.end_flag(p_case, 'suspended');
  perform app.resume_deadlines(p_case, null);
  v_case := app.save_case(v_case);
  return next app.finish_verb('resume_case', v_case.status, v_case, jsonb_build_object('note', v_note), p_request, v_args);
end $$;

-- Changes the grade. A higher grade may shorten a running deadline; no deadline is ever lengthened or removed.
create function app.set_grade(p_case app.cases, p_grade text) returns app.cases
language plpgsql volatile set search_path = '' as $$
declare
  v_clock app.deadlines;
  v_new app.deadlines;
begin
  p_case.grade := p_grade;
  for v_clock in select * from app.deadlines where case_id = p_case.id and met_at is null and paused_at is null
      and stage in ('accept', 'dispatch', 'sign', 'contact', 'mediate', 'close') loop
    v_new := app.plan_deadline(p_case, v_clock.stage, now());
    if v_new.due_at < v_clock.due_at then
      update app.deadlines set due_at = v_new.due_at, warn_at = greatest(v_new.warn_at, starts_at), policy_id = v_new.policy_id,
        provisional = v_new.provisional where id = v_clock.id;
    end if;
  end loop;
  return p_case;
end $$;

create function app.regrade_case(p_case uuid, p_version int, p_request uuid, p_grade text, p_difficulty text, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'grade', p_grade, 'difficulty', p_difficulty, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'regrade_case', v_args);
  v_case app.cases;
  v_before text;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('regrade_case', p_case, p_version);
  perform app.check_choice('grade', p_grade, app.grades());
  perform app.check_choice('difficulty', coalesce(p_difficulty, v_case.difficulty), app.difficulties());
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  v_before := v_case.grade;
  v_case.difficulty := coalesce(p_difficulty, v_case.difficulty);
  v_case := app.set_grade(v_case, p_grade);
  v_case := app.save_case(v_case);
  return next app.finish_verb('regrade_case', v_case.status, v_case, jsonb_build_object('from', v_before, 'grade', p_grade,
    'difficulty', v_case.difficulty, 'reason', v_reason), p_request, v_args);
end $$;

-- Signs of violence, self-harm or group unrest: the case turns red at once. Mandatory reports name the authority
-- notified.
create function app.report_risk(p_case uuid, p_version int, p_request uuid, p_kind text, p_description text, p_notified_to text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'kind', p_kind, 'description', p_description, 'notified_to', p_notified_to);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'report_risk', v_args);
  v_case app.cases;
  v_before text;
  v_text text;
  v_notified_to text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('report_risk', p_case, p_version);
  perform app.check_choice('risk_kind', p_kind, app.risk_kinds());
  v_text := app.clean_text(p_description, 'description', 5, 1000);
  -- Harm to a minor, domestic violence and crimes must be reported to the police or civil affairs, so the notified
  -- authority is required.
  v_notified_to := app.clean_text(p_notified_to, 'notified_to', (p_kind = any (app.risk_kinds_to_notify()))::int * 2, 200);
  v_before := v_case.grade;
  v_case.danger := v_case.danger or p_kind in ('violence', 'self_harm', 'domestic_violence', 'crime');
  perform app.set_flag(p_case, 'risk', v_text, null);
  v_case := app.set_grade(v_case, 'red');
  v_case := app.save_case(v_case);
  return next app.finish_verb('report_risk', v_case.status, v_case, jsonb_build_object('risk_kind', p_kind, 'description', v_text,
    'notified_to', v_notified_to, 'from', v_before), p_request, v_args);
end $$;

create function app.clear_risk(p_case uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'clear_risk', v_args);
  v_case app.cases;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('clear_risk', p_case, p_version);
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  perform app.end_flag(p_case, 'risk');
  v_case := app.save_case(v_case);
  return next app.finish_verb('clear_risk', v_case.status, v_case, jsonb_build_object('reason', v_reason), p_request, v_args);
end $$;

-- Ends mediation in favour of another procedure: court, arbitration, adjudication, reconsideration, petition, legal
-- aid, police.
create function app.refer_case(p_case uuid, p_version int, p_request uuid, p_to text, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'to', p_to, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'refer_case', v_args);
  v_case app.cases;
  v_from text;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('refer_case', p_case, p_version);
  v_from := v_case.status;
  perform app.check_choice('referred_to', p_to, app.referral_targets());
  v_note := app.clean_text(p_note, 'note', 5, 1000);
  v_case.referred_to := p_to;
  v_case.status := 'referred';
  update app.deadlines set met_at = now() where case_id = p_case and met_at is null;
  perform app.end_flag(p_case, f.flag) from app.case_flags f where f.case_id = p_case and f.ended_at is null;
  v_case := app.save_case(v_case);
  return next app.finish_verb('refer_case', v_from, v_case, jsonb_build_object('referred_to', p_to, 'note', v_note), p_request, v_args);
end $$;

create function api.suspend_case(case_id uuid, expected_version int, request_id uuid, suspend_reason text, until_on date, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.suspend_case(case_id, expected_version, request_id, suspend_reason, note, until_on) $$;
create function api.resume_case(case_id uuid, expected_version int, request_id uuid, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.resume_case(case_id, expected_version, request_id, note) $$;

create function api.regrade_case(case_id uuid, expected_version int, request_id uuid, grade text, reason text, difficulty text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.regrade_case(case_id, expected_version, request_id, grade, difficulty, reason) $$;
create function api.report_risk(case_id uuid, expected_version int, request_id uuid, risk_kind text, description text, notified_to text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.report_risk(case_id, expected_version, request_id, risk_kind, description, notified_to) $$;
create function api.clear_risk(case_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.clear_risk(case_id, expected_version, request_id, reason) $$;
create function api.refer_case(case_id uuid, expected_version int, request_id uuid, referred_to text, note text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.refer_case(case_id, expected_version, request_id, referred_to, note) $$;

comment on function api.suspend_case is
  'Mediator: suspends the case (appraisal, other_case, party, force_majeure) until a day; deadlines pause where the law allows it.';
comment on function api.resume_case is 'Mediator or desk: resumes the case; paused deadlines are extended by the pause.';

comment on function api.regrade_case is
  'Desk: changes the grade (red, yellow, blue) or difficulty (simple, ordinary, major), with a reason; deadlines may get shorter, never longer.';
comment on function api.report_risk is
  'Desk, lead or co-handler: reports a risk; the case turns red at once. For harm to minors, domestic violence and crime, notified_to is required.';
comment on function api.clear_risk is 'Desk: ends the risk flag; the grade stays until it is changed.';
comment on function api.refer_case is 'Desk or mediator: refers the parties to another procedure, which ends the case here.';

grant execute on function app.suspend_case(uuid, int, uuid, text, text, date),
  api.suspend_case(uuid, int, uuid, text, date, text), app.resume_case(uuid, int, uuid, text),
  api.resume_case(uuid, int, uuid, text), app.regrade_case(uuid, int, uuid, text, text, text),
  api.regrade_case(uuid, int, uuid, text, text, text), app.report_risk(uuid, int, uuid, text, text, text),
  api.report_risk(uuid, int, uuid, text, text, text), app.clear_risk(uuid, int, uuid, text),
  api.clear_risk(uuid, int, uuid, text), app.refer_case(uuid, int, uuid, text, text),
  api.refer_case(uuid, int, uuid, text, text) to authenticated;

-- 50_case_verbs/extensions.sql ----------------------------------------------------------------------------------

-- Extending the time to mediate: requested by the mediator, decided by the desk.

create policy "whoever reads the case reads its extensions" on app.extensions for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select on app.extensions to authenticated;
create view api.extensions with (security_invoker = true) as
  select id, case_id, days, reason, asked_by, asked_at, decided_at, granted, decision, due_before, due_after from app.extensions;
comment on view api.extensions is 'Extensions of a case''s time to mediate: days requested, reason, author; granted or refused.';
grant select on api.extensions to authenticated;

-- Requires the consent of both parties and a request before the time runs out; the desk grants it.
create function app.request_extension(p_case uuid, p_version int, p_request uuid, p_days int, p_reason text, p_agreed boolean)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'days', p_days, 'reason', p_reason, 'agreed', p_agreed);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'request_extension', v_args);
  v_case app.cases;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('request_extension', p_case, p_version);
  if p_days is null then perform app.refuse('field_required', '{"field": "days"}'); end if;
  if p_days not between 1 and 60 then perform app.refuse('out_of_range', '{"field": "days", "min": 1, "max": 60}'); end if;
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  if p_agreed is not true then perform app.refuse('parties_must_agree', '{"field": "parties_agree"}'); end if;
  insert into app.extensions (case_id, days, reason, asked_by) values (p_case, p_days, v_reason, (select name from app.staff where id = auth.uid()));
  v_case := app.save_case(v_case);
  return next app.finish_verb('request_extension', v_case.status, v_case, jsonb_build_object('days', p_days, 'reason', v_reason), p_request, v_args);
end $$;

create function app.decide_extension(p_case uuid, p_version int, p_request uuid, p_granted boolean, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'granted', p_granted, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'decide_extension', v_args);
  v_case app.cases;
  v_note text;
  v_clock app.deadlines;
  v_days int;
  v_due timestamptz;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('decide_extension', p_case, p_version);
  if p_granted is null then perform app.refuse('field_required', '{"field": "granted"}'); end if;
  v_note := app.clean_text(p_note, 'note', 0, 500);
  select days into v_days from app.extensions where case_id = p_case and decided_at is null;
  select * into v_clock from app.deadlines where case_id = p_case and stage = 'mediate' and met_at is null;
  if p_granted and v_clock.id is not null then
    v_due := (app.next_workday((v_clock.due_at at time zone 'Asia/Shanghai')::date + v_days) + time '23:59:59') at time zone 'Asia/Shanghai';
    update app.deadlines set due_at = v_due, warn_at = v_due - (due_at - warn_at), warned_at = null, overdue_told_at = null, raised_at = null,
      provisional = app.is_provisional((v_due at time zone 'Asia/Shanghai')::date)
    where id = v_clock.id;
  end if;
  update app.extensions set decided_at = now(), granted = p_granted, decision = v_note, due_before = v_clock.due_at,
    due_after = coalesce(v_due, v_clock.due_at) where case_id = p_case and decided_at is null;
  v_case := app.save_case(v_case);
  return next app.finish_verb('decide_extension', v_case.status, v_case, jsonb_build_object('granted', p_granted, 'note', v_note,
    'days', v_days, 'due_before', v_clock.due_at, 'due_after', v_due), p_request, v_args);
end $$;

create function api.request_extension(case_id uuid, expected_version int, request_id uuid, days int, reason text, parties_agree boolean)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.request_extension(case_id, expected_version, request_id, days, reason, parties_agree) $$;
create function api.decide_extension(case_id uuid, expected_version int, request_id uuid, granted boolean, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.decide_extension(case_id, expected_version, request_id, granted, note) $$;

comment on function api.request_extension is
  'Mediator: requests 1–60 more days with the consent of both parties, before the time runs out, at most twice.';
comment on function api.decide_extension is 'Desk: grants or refuses an extension.';

grant execute on function app.request_extension(uuid, int, uuid, int, text, boolean),
  api.request_extension(uuid, int, uuid, int, text, boolean), app.decide_extension(uuid, int, uuid, boolean, text),
  api.decide_extension(uuid, int, uuid, boolean, text) to authenticated;

-- 50_case_verbs/supervision.sql ---------------------------------------------------------------------------------

-- Supervision (跟踪督办): an order from above, its answer, the review, the reminders.
-- A case cannot be closed while an order is open. Urging needs no answer; an order needs one.

-- The read policy of cases, expressed with the columns that the orders carry themselves.
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

create sequence app.order_numbers;

-- Issues an order and starts its deadline. `p_name` is null when the scheduler tick issues it because a deadline is
-- overdue.
create function app.open_order(p_case app.cases, p_issuer uuid, p_name text, p_demand text) returns app.supervision_orders
language plpgsql volatile set search_path = '' as $$
declare
  v_order app.supervision_orders;
  v_clock app.deadlines := app.plan_deadline(p_case, 'supervise', now());
begin
  insert into app.supervision_orders (number, case_id, case_number, issued_by_organisation_id, issued_by_organisation_name, issued_by_name,
    to_organisation_id, to_organisation_name, demand, due_at, warn_at, region_code)
  select '督' || to_char(now() at time zone 'Asia/Shanghai', 'YYYYMMDD') || '-' || lpad((nextval('app.order_numbers') % 100000)::text, 5, '0'),
    p_case.id, p_case.number, i.id, i.name, p_name, r.id, r.name, p_demand, v_clock.due_at, v_clock.warn_at, p_case.region_code
  from app.organisations i, app.organisations r where i.id = p_issuer and r.id = p_case.responsible_organisation_id
  returning * into v_order;
  insert into app.deadlines (case_id, stage, policy_id, starts_at, warn_at, due_at, provisional, subject_id)
  values (p_case.id, 'supervise', v_clock.policy_id, v_clock.starts_at, v_clock.warn_at, v_clock.due_at, v_clock.provisional, v_order.id);
  perform app.set_flag(p_case.id, 'supervised', p_demand, null);
  return v_order;
end $$;

create function app.issue_order(p_case uuid, p_version int, p_request uuid, p_demand text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'demand', p_demand);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'issue_order', v_args);
  v_me app.posts := app.my_post();
  v_case app.cases;
  v_order app.supervision_orders;
  v_demand text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('issue_order', p_case, p_version);
  v_demand := app.clean_text(p_demand, 'demand', 5, 1000);
  v_order := app.open_order(v_case, v_me.organisation_id, (select name from app.staff where id = v_me.staff_id), v_demand);
  v_case := app.save_case(v_case);
  return next app.finish_verb('issue_order', v_case.status, v_case, jsonb_build_object('order', v_order.number, 'demand', v_demand,
    'organisation_name', v_order.to_organisation_name), p_request, v_args);
end $$;

-- Locks an order and its case for a step of the side that answers, or of the side that issued it.
create function app.open_supervision(p_order uuid, p_version int, p_side text, p_statuses text[]) returns app.supervision_orders
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_order app.supervision_orders;
  v_case app.cases;
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_order is null then perform app.refuse('field_required', '{"field": "order_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  -- The case is locked first, as in every verb, to avoid deadlocks.
  select c.* into v_case from app.cases c join app.supervision_orders o on o.case_id = c.id where o.id = p_order for update of c;
  select * into v_order from app.supervision_orders where id = p_order for update;
  if v_order.id is null or not (app.may_read(v_case)
      or coalesce(app.my_organisation() in (v_order.issued_by_organisation_id, v_order.to_organisation_id), false)) then
    perform app.refuse('order_not_found', '{"field": "order_id"}', 'PT404');
  end if;
  if p_side = 'answer' and not (v_me.organisation_id = v_order.to_organisation_id and v_me.role in ('dispatcher', 'mediator'))
      or p_side = 'issue' and not (v_me.organisation_id = v_order.issued_by_organisation_id and v_me.role in ('leader', 'dispatcher')) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  if v_order.version <> p_version then perform app.refuse('stale_record', jsonb_build_object('version', v_order.version), 'PT409'); end if;
  if v_order.status <> all (p_statuses) then perform app.refuse('not_possible_now', jsonb_build_object('status', v_order.status), 'PT409'); end if;
  return v_order;
end $$;

-- Saves the case of an order after a step, ends its flag after the last order, and writes the history.
create function app.finish_order(p_verb text, p_order app.supervision_orders, p_payload jsonb, p_request uuid, p_args jsonb)
returns api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_order.case_id;
  if not exists (select 1 from app.supervision_orders where case_id = v_case.id and closed_at is null) then
    perform app.end_flag(v_case.id, 'supervised');
  end if;
  v_case := app.save_case(v_case);
  return app.finish_verb(p_verb, v_case.status, v_case, p_payload || jsonb_build_object('order', p_order.number), p_request, p_args);
end $$;

create function app.answer_order(p_order uuid, p_version int, p_request uuid, p_answer text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('order', p_order, 'version', p_version, 'answer', p_answer);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'answer_order', v_args);
  v_order app.supervision_orders;
  v_answer text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_order := app.open_supervision(p_order, p_version, 'answer', array['issued', 'rejected']);
  v_answer := app.clean_text(p_answer, 'answer', 5, 2000);
  update app.deadlines set met_at = now() where case_id = v_order.case_id and subject_id = p_order and met_at is null;
  update app.supervision_orders set status = 'answered', answer = v_answer, answered_at = now(),
    answered_by_name = (select name from app.staff where id = auth.uid()), version = version + 1 where id = p_order;
  return next app.finish_order('answer_order', v_order, jsonb_build_object('answer', v_answer), p_request, v_args);
end $$;

-- Accepts the answer (销号), or sends it back with a new deadline.
create function app.review_order(p_order uuid, p_version int, p_request uuid, p_accepted boolean, p_review text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('order', p_order, 'version', p_version, 'accepted', p_accepted, 'review', p_review);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'review_order', v_args);
  v_order app.supervision_orders;
  v_case app.cases;
  v_clock app.deadlines;
  v_review text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_order := app.open_supervision(p_order, p_version, 'issue', array['answered']);
  if p_accepted is null then perform app.refuse('field_required', '{"field": "accepted"}'); end if;
  v_review := app.clean_text(p_review, 'review', case when p_accepted then 0 else 5 end, 1000);
  if not p_accepted then
    select * into v_case from app.cases where id = v_order.case_id;
    v_clock := app.plan_deadline(v_case, 'supervise', now());
    insert into app.deadlines (case_id, stage, policy_id, starts_at, warn_at, due_at, provisional, subject_id)
    values (v_order.case_id, 'supervise', v_clock.policy_id, v_clock.starts_at, v_clock.warn_at, v_clock.due_at, v_clock.provisional, p_order);
  end if;
  update app.supervision_orders set status = case when p_accepted then 'accepted' else 'rejected' end, review = v_review,
    reviewed_at = now(), reviewed_by_name = (select name from app.staff where id = auth.uid()),
    rejections = rejections + (not p_accepted)::int, closed_at = case when p_accepted then now() end,
    due_at = coalesce(v_clock.due_at, due_at), warn_at = coalesce(v_clock.warn_at, warn_at), version = version + 1 where id = p_order;
  return next app.finish_order(case when p_accepted then 'accept_answer' else 'reject_answer' end, v_order,
    jsonb_build_object('review', v_review), p_request, v_args);
end $$;

create function app.remind_order(p_order uuid, p_version int, p_request uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('order', p_order, 'version', p_version);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'remind_order', v_args);
  v_order app.supervision_orders;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_order := app.open_supervision(p_order, p_version, 'issue', array['issued', 'rejected']);
  if v_order.reminded_at > now() - interval '1 day' then perform app.refuse('urged_today', '{}', 'PT409'); end if;
  update app.supervision_orders set reminders = reminders + 1, reminded_at = now(), version = version + 1 where id = p_order;
  return next app.finish_order('remind_order', v_order, jsonb_build_object('n', v_order.reminders + 1), p_request, v_args);
end $$;

create function app.cancel_order(p_order uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('order', p_order, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'cancel_order', v_args);
  v_order app.supervision_orders;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_order := app.open_supervision(p_order, p_version, 'issue', array['issued', 'answered', 'rejected']);
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  update app.deadlines set met_at = now() where case_id = v_order.case_id and subject_id = p_order and met_at is null;
  update app.supervision_orders set status = 'cancelled', review = v_reason, reviewed_at = now(),
    reviewed_by_name = (select name from app.staff where id = auth.uid()), closed_at = now(), version = version + 1 where id = p_order;
  return next app.finish_order('cancel_order', v_order, jsonb_build_object('reason', v_reason), p_request, v_args);
end $$;

create type api.supervision_count as (organisation_id uuid, organisation_name text, open_orders int, overdue_orders int, answered_orders int);
comment on type api.supervision_count is 'Open supervision orders of an organisation: all, overdue, answered and waiting for review.';

-- The leader's board: open orders of the caller's territory by organisation, most overdue first. Open orders are few.
create function app.supervision_board() returns setof api.supervision_count
language plpgsql stable security definer set search_path = '' as $$
declare
  v_scope text := app.my_scope();
begin
  if app.my_role() not in ('leader', 'dispatcher', 'administrator') or app.my_role() is null then perform app.refuse('refused', '{}', '42501'); end if;
  return query
    select o.to_organisation_id, o.to_organisation_name, count(*)::int,
      (count(*) filter (where o.status in ('issued', 'rejected') and o.due_at < now()))::int, (count(*) filter (where o.status = 'answered'))::int
    from (select * from app.supervision_orders s where s.closed_at is null
            and (starts_with(s.region_code, v_scope) or app.my_organisation() in (s.issued_by_organisation_id, s.to_organisation_id))
          order by s.created_at desc limit 5000) o
    group by 1, 2 order by 4 desc, 3 desc, 2 limit 200;
end $$;

create function api.issue_order(case_id uuid, expected_version int, request_id uuid, demand text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.issue_order(case_id, expected_version, request_id, demand) $$;
create function api.answer_order(order_id uuid, expected_version int, request_id uuid, answer text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.answer_order(order_id, expected_version, request_id, answer) $$;
create function api.review_order(order_id uuid, expected_version int, request_id uuid, accepted boolean, review text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.review_order(order_id, expected_version, request_id, accepted, review) $$;
create function api.remind_order(order_id uuid, expected_version int, request_id uuid)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.remind_order(order_id, expected_version, request_id) $$;
create function api.cancel_order(order_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.cancel_order(order_id, expected_version, request_id, reason) $$;
create function api.supervision_board()
returns setof api.supervision_count language sql stable security invoker set search_path = '' as $$ select * from app.supervision_board() $$;

comment on function api.issue_order is
  'Leader or dispatcher above the responsible organisation: issues a supervision order with its demand; an answer is due. 409 order_exists.';
comment on function api.answer_order is 'The organisation that received the order: answers, 5–2000 characters.';
comment on function api.review_order is
  'The side that issued the order: accepts the answer, which closes the order, or sends it back with a reason and a new deadline.';
comment on function api.remind_order is 'The side that issued the order: sends a reminder, once a day.';
comment on function api.cancel_order is 'The side that issued the order: cancels it.';
comment on function api.supervision_board is
  'Leaders, dispatchers, administrators: open orders of their territory by organisation, most overdue first.';

grant execute on function
  app.issue_order(uuid, int, uuid, text), api.issue_order(uuid, int, uuid, text),
  app.answer_order(uuid, int, uuid, text), api.answer_order(uuid, int, uuid, text),
  app.review_order(uuid, int, uuid, boolean, text), api.review_order(uuid, int, uuid, boolean, text),
  app.remind_order(uuid, int, uuid), api.remind_order(uuid, int, uuid),
  app.cancel_order(uuid, int, uuid, text), api.cancel_order(uuid, int, uuid, text),
  app.supervision_board(), api.supervision_board()
to authenticated;

-- 50_case_verbs/closing.sql -------------------------------------------------------------------------------------

-- Closing a case, following it up, and reopening it.

create policy "signed-in people read which papers are required" on app.required_papers for select to authenticated using (true);
grant select on app.required_papers to authenticated;
create view api.required_papers with (security_invoker = true) as select outcome, paper, sort from app.required_papers;
comment on view api.required_papers is 'Papers that must be in the file before closing, by outcome.';
grant select on api.required_papers to authenticated;

create function app.close_case(p_case uuid, p_version int, p_request uuid, p_note text, p_people int, p_papers text[], p_reply text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'note', p_note, 'people', p_people,
    'papers', p_papers, 'reply', p_reply);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'close_case', v_args);
  v_case app.cases;
  v_from text;
  v_note text;
  v_reply text;
  v_papers text[];
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('close_case', p_case, p_version);
  v_from := v_case.status;
  v_note := app.clean_text(p_note, 'note', 0, 500);
  -- The number of people for the statistics, and the papers of the file.
  v_case.people_count := coalesce(p_people, v_case.people_count);
  if v_case.people_count is null then perform app.refuse('field_required', '{"field": "people_count"}'); end if;
  if v_case.people_count not between 1 and 100000 then
    perform app.refuse('out_of_range', '{"field": "people_count", "min": 1, "max": 100000}');
  end if;
  v_papers := array(select q.paper from app.required_papers q where q.outcome = v_case.outcome order by q.sort);
  if not v_papers <@ coalesce(p_papers, '{}') then
    perform app.refuse('papers_missing', jsonb_build_object('field', 'papers', 'papers',
      (select jsonb_agg(paper) from unnest(v_papers) paper where paper <> all (coalesce(p_papers, '{}')))));
  end if;
  v_reply := app.clean_text(p_reply, 'reply', (select reply_duty from app.channels where code = v_case.channel)::int, 1000);
  v_case.status := 'closed';
  update app.deadlines set met_at = now() where case_id = p_case and met_at is null and stage not in ('confirm', 'follow_up', 'question');
  if v_case.outcome like 'agreed%' then
    perform app.start_deadline(v_case, 'follow_up', greatest(now(), coalesce(
      ((select max(a.perform_by) from app.agreements a where a.case_id = p_case) + time '09:00') at time zone 'Asia/Shanghai', now())));
  end if;
  perform app.end_flag(p_case, f.flag) from app.case_flags f where f.case_id = p_case and f.ended_at is null;
  if v_case.first_closed_at is null then perform app.count_record(v_case); end if;
  v_case := app.save_case(v_case);
  return next app.finish_verb('close_case', v_from, v_case, jsonb_build_object('note', v_note, 'outcome', v_case.outcome,
    'people_count', v_case.people_count, 'papers', to_jsonb(v_papers), 'reply', v_reply), p_request, v_args);
end $$;

create function api.close_case(case_id uuid, expected_version int, request_id uuid, note text default null, people_count int default null,
  papers text[] default '{}', reply text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.close_case(case_id, expected_version, request_id, note, people_count, papers, reply) $$;

comment on function api.close_case is
  'Desk: closes a case that was answered, agreed or not settled. The closer must differ from who concluded it; the number of people, the required papers and any owed reply to the source must be there. Errors: same_person, order_open (409), papers_missing.';

grant execute on function app.close_case(uuid, int, uuid, text, int, text[], text),
  api.close_case(uuid, int, uuid, text, int, text[], text) to authenticated;

-- Once within the reopening period, when the agreement is not performed or something new came up. After that a new case
-- continues it.
create function app.reopen_case(p_case uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'reopen_case', v_args);
  v_case app.cases;
  v_from text;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('reopen_case', p_case, p_version);
  v_from := v_case.status;
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  v_case.reopen_count := v_case.reopen_count + 1;
  perform app.complete_deadline(p_case, 'follow_up');
  v_case.outcome := null;
  -- If its mediator still holds the post, mediation continues; otherwise the desk dispatches the case again.
  if v_case.mediator_id is not null and exists (
      select 1 from app.posts p join app.staff s on s.id = p.staff_id and s.active join app.organisations o on o.id = p.organisation_id and o.active
      where p.staff_id = v_case.mediator_id and p.organisation_id = v_case.lead_organisation_id and p.role = 'mediator'
        and app.is_current(p.valid_from, p.valid_to)) then
    v_case.status := 'mediating';
    v_case.responsible_organisation_id := v_case.lead_organisation_id;
    perform app.start_deadline(v_case, 'contact', now());
    perform app.start_deadline(v_case, 'mediate', now());
  else
    update app.case_participants set until = now() where case_id = p_case and part = 'lead' and until is null;
    if v_case.lead_organisation_id is not null then perform app.join_case(p_case, v_case.lead_organisation_id, 'former_lead'); end if;
    v_case.lead_organisation_id := null;
    v_case.mediator_id := null;
    v_case.mediator_name := null;
    v_case.responsible_organisation_id := app.desk_id(p_case);
    v_case.status := 'accepted';
    perform app.start_deadline(v_case, 'dispatch', now());
  end if;
  v_case := app.save_case(v_case);
  return next app.finish_verb('reopen_case', v_from, v_case, jsonb_build_object('reason', v_reason), p_request, v_args);
end $$;

-- The call some days after the agreement was to be performed (回访).
create function app.record_follow_up(p_case uuid, p_version int, p_request uuid, p_performed text, p_satisfied int, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'performed', p_performed, 'satisfied', p_satisfied, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'record_follow_up', v_args);
  v_case app.cases;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('record_follow_up', p_case, p_version);
  perform app.check_choice('performed', p_performed, app.performances());
  if p_satisfied not between 1 and 5 then perform app.refuse('out_of_range', '{"field": "satisfied", "min": 1, "max": 5}'); end if;
  v_note := app.clean_text(p_note, 'note', 0, 500);
  perform app.complete_deadline(p_case, 'follow_up');
  v_case := app.save_case(v_case);
  return next app.finish_verb('record_follow_up', v_case.status, v_case, jsonb_build_object('performed', p_performed,
    'satisfied', p_satisfied, 'note', v_note), p_request, v_args);
end $$;

create function api.reopen_case(case_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.reopen_case(case_id, expected_version, request_id, reason) $$;
create function api.record_follow_up(case_id uuid, expected_version int, request_id uuid, performed text, satisfied int default null, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.record_follow_up(case_id, expected_version, request_id, performed, satisfied, note) $$;

comment on function api.reopen_case is
  'Desk: reopens a closed case, once, within the reopening period. 409 reopen_too_late, reopened_before.';
comment on function api.record_follow_up is 'Desk or mediator: the follow-up call: performed, partly, not_performed or not_due; satisfied 1–5.';

grant execute on function app.reopen_case(uuid, int, uuid, text), api.reopen_case(uuid, int, uuid, text),
  app.record_follow_up(uuid, int, uuid, text, int, text), api.record_follow_up(uuid, int, uuid, text, int, text)
  to authenticated;

-- 50_case_verbs/case_file.sql -----------------------------------------------------------------------------------

-- A case with everything that its page shows, in one answer: each part is read through its view, so the caller's rights
-- decide part by part as they do for single readings.

create type api.case_file as ("case" jsonb, actions text[], parties jsonb, events jsonb, sessions jsonb, agreements jsonb,
  deadlines jsonb, flags jsonb, links jsonb, participants jsonb, extensions jsonb, orders jsonb);
comment on type api.case_file is
  'A case and its parts: "case" is a row of api.cases, actions the possible verbs, every other member a list of rows of the view of its name.';

create function api.case_file(case_id uuid) returns setof api.case_file
language plpgsql stable security invoker set search_path = '' as $$
declare
  -- Refuses a case that the caller may not read.
  v_actions text[] := array(select app.available_actions(case_file.case_id));
begin
  return query select to_jsonb(c), v_actions,
    (select coalesce(jsonb_agg(to_jsonb(p) order by p.side, p.id), '[]') from api.parties p where p.case_id = c.id),
    (select coalesce(jsonb_agg(to_jsonb(e) order by e.seq), '[]') from api.case_events e where e.case_id = c.id),
    (select coalesce(jsonb_agg(to_jsonb(s) order by s.seq), '[]') from api.sessions s where s.case_id = c.id),
    (select coalesce(jsonb_agg(to_jsonb(a) order by a.created_at, a.id), '[]') from api.agreements a where a.case_id = c.id),
    (select coalesce(jsonb_agg(to_jsonb(d) order by d.id), '[]') from api.deadlines d where d.case_id = c.id),
    (select coalesce(jsonb_agg(to_jsonb(f) order by f.id), '[]') from api.case_flags f where f.case_id = c.id),
    -- Both ways: into what it was merged, and what was merged into it.
    (select coalesce(jsonb_agg(l.link order by l.reverse, l.created_at), '[]') from (
       select to_jsonb(k) as link, false as reverse, k.created_at from api.case_links k where k.case_id = c.id
       union all select to_jsonb(k), true, k.created_at from api.case_links k where k.other_id = c.id) l),
    (select coalesce(jsonb_agg(to_jsonb(t) order by t.since), '[]') from api.case_participants t where t.case_id = c.id),
    (select coalesce(jsonb_agg(to_jsonb(x) order by x.id), '[]') from api.extensions x where x.case_id = c.id),
    (select coalesce(jsonb_agg(to_jsonb(o) order by o.created_at, o.id), '[]') from api.supervision_orders o where o.case_id = c.id)
  from api.cases c where c.id = case_file.case_id;
end $$;
comment on function api.case_file is 'A case with its possible actions and all parts of its page. 404 case_not_found.';
grant execute on function api.case_file(uuid) to authenticated;

-- 60_parties/tables.sql -----------------------------------------------------------------------------------------

-- What the public and the parties see, submit, agree to and sign.

-- Lists of values that constraints and verbs share. A new value is added here.

create function app.session_ways() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['room', 'online', 'visit', 'call']
$$;

create function app.session_replies() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['confirmed', 'move']
$$;

-- question: needs an answer · statement: the party's own account.
create function app.message_kinds() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['question', 'statement']
$$;

-- Channels by which a party may receive messages.
create function app.message_channels() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['sms', 'email', 'wechat']
$$;

-- phone: each signs on their own phone · paper: printed, signed by hand, photographed.
create function app.signing_ways() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['phone', 'paper']
$$;

create table app.throttles (
  key bytea not null,
  window_at timestamptz not null,
  shard smallint not null,
  n int not null,
  constraint throttles_pkey primary key (key, window_at, shard)
);
comment on table app.throttles is
  'Calls of an address, of a device or of all callers within a time window; the scheduler tick deletes old rows.';
create index throttles_window_at on app.throttles (window_at);
alter table app.throttles enable row level security;

-- Used challenges, until they would have expired.
create table app.spent_challenges (
  challenge bytea not null,
  expires_at timestamptz not null,
  constraint spent_challenges_pkey primary key (challenge)
);
comment on table app.spent_challenges is 'Solved challenges, so that each is valid for one call; the scheduler tick deletes old rows.';
create index spent_challenges_expires_at on app.spent_challenges (expires_at);
alter table app.spent_challenges enable row level security;

create table app.consent_texts (
  version text not null,
  -- applicant: agreed to at filing; party: agreed to by another party who joins or declines.
  reader text not null default 'applicant',
  in_force_from timestamptz not null default now(),
  -- By language: title, parts of {title, text}, and the sentence next to the checkbox.
  texts jsonb not null,
  constraint consent_texts_pkey primary key (version),
  -- Two with the same moment would leave open which one is in force.
  constraint consent_texts_one_at_a_time unique (reader, in_force_from),
  constraint consent_texts_reader check (reader in ('applicant', 'party')),
  constraint consent_texts_languages check (texts ?& app.languages())
);
comment on table app.consent_texts is 'Each version of the consent texts for applicants and other parties, in both languages; append-only.';
alter table app.consent_texts enable row level security;

create table app.filing_sources (
  id uuid not null default gen_random_uuid(),
  -- Eight characters of Crockford's alphabet, in the printed address `#/file?s=<code>`.
  code text collate "C" not null,
  label text not null,
  region_code text collate "C" not null,
  -- The organisation where the poster is displayed, if any.
  organisation_id uuid,
  poster_place text,
  made_by uuid not null,
  made_by_name text not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  version int not null default 1,
  constraint filing_sources_pkey primary key (id),
  constraint filing_sources_code_unique unique (code),
  constraint filing_sources_code check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  constraint filing_sources_region foreign key (region_code) references app.regions (code) on delete restrict,
  constraint filing_sources_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict,
  constraint filing_sources_staff foreign key (made_by) references app.staff (id) on delete restrict
);
comment on table app.filing_sources is
  'QR codes of posters, counters and rooms: the place that they preset, who made them, whether they are in use.';
create index filing_sources_region_code on app.filing_sources (region_code, created_at desc, id desc);
create index filing_sources_organisation_id on app.filing_sources (organisation_id, created_at desc, id desc);
create index filing_sources_made_by on app.filing_sources (made_by);
alter table app.filing_sources enable row level security;

-- How often a code was opened and how many filings it led to, by month.
create table app.source_counts (
  source_id uuid not null,
  month date not null,
  scans int not null default 0,
  filings int not null default 0,
  constraint source_counts_pkey primary key (source_id, month),
  constraint source_counts_source foreign key (source_id) references app.filing_sources (id) on delete cascade
);
comment on table app.source_counts is 'Openings and filings of each source by month.';
alter table app.source_counts enable row level security;

create table app.case_sources (
  case_id uuid not null,
  source_id uuid not null,
  -- The label of the source on that day.
  label text not null,
  constraint case_sources_pkey primary key (case_id),
  constraint case_sources_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint case_sources_source foreign key (source_id) references app.filing_sources (id) on delete restrict
);
comment on table app.case_sources is 'The source by which a case was filed.';
create index case_sources_source_id on app.case_sources (source_id);
alter table app.case_sources enable row level security;

create table app.type_words (
  type_code text not null,
  word text not null,
  weight smallint not null default 2,
  constraint type_words_pkey primary key (type_code, word),
  constraint type_words_weight check (weight between -5 and 5 and weight <> 0),
  constraint type_words_type foreign key (type_code) references app.dispute_types (code) on delete cascade
);
comment on table app.type_words is 'Terms that count for (or, below zero, against) a dispute type in a story told by the public.';
alter table app.type_words enable row level security;

create table app.upload_tickets (
  -- The name of the folder. 122 random bits: whoever knows it may upload to it.
  id uuid not null default gen_random_uuid(),
  -- The request that uses the files: a filing, or a verb that adds evidence to a case.
  request_id uuid not null,
  -- Null before the case is filed.
  case_id uuid,
  expires_at timestamptz not null,
  -- When the files were added to a case; no upload is possible after that.
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  constraint upload_tickets_pkey primary key (id),
  constraint upload_tickets_request unique (request_id),
  constraint upload_tickets_case foreign key (case_id) references app.cases (id) on delete cascade
);
comment on table app.upload_tickets is
  'Permissions to upload a few files into a folder of the bucket case-evidence; the scheduler tick deletes old rows.';
create index upload_tickets_expires_at on app.upload_tickets (expires_at);
create index upload_tickets_case_id on app.upload_tickets (case_id);
alter table app.upload_tickets enable row level security;

create table app.evidence (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  side text not null,
  -- Name in the bucket case-evidence; null when the file was removed.
  path text collate "C",
  mime text not null,
  bytes int not null,
  note text,
  added_by uuid,
  added_by_name text,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  constraint evidence_pkey primary key (id),
  constraint evidence_path unique (path),
  constraint evidence_side check (side in ('applicant', 'respondent', 'staff')),
  constraint evidence_removed check ((path is null) = (removed_at is not null)),
  constraint evidence_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint evidence_staff foreign key (added_by) references app.staff (id) on delete restrict
);
comment on table app.evidence is 'Files that belong to a case: who added them, where they are stored, and when they were removed.';
create index evidence_case_id on app.evidence (case_id, created_at);
create index evidence_added_by on app.evidence (added_by);
alter table app.evidence enable row level security;

-- Files to be removed from the storage; the storage worker removes them and reports back.
create table app.removed_files (
  path text collate "C" not null,
  at timestamptz not null default now(),
  constraint removed_files_pkey primary key (path)
);
comment on table app.removed_files is 'Names in the bucket case-evidence that are to be removed from the storage.';
create index removed_files_at on app.removed_files (at);
alter table app.removed_files enable row level security;

create table app.party_access (
  party_id uuid not null,
  case_id uuid not null,
  -- Digest of the party's own tracking code.
  code_hash bytea not null,
  joined_at timestamptz not null default now(),
  constraint party_access_pkey primary key (party_id),
  constraint party_access_code unique (case_id, code_hash),
  constraint party_access_party foreign key (party_id) references app.parties (id) on delete cascade,
  constraint party_access_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.party_access is 'Parties who joined by a link, each with a tracking code of their own; only its digest is kept.';
alter table app.party_access enable row level security;

-- A party's decisions and the version of the consent text; the newest row of a kind counts.
create table app.party_consents (
  id bigint generated always as identity,
  case_id uuid not null,
  party_id uuid not null,
  kind text not null,
  given boolean not null,
  version text not null,
  at timestamptz not null default now(),
  constraint party_consents_pkey primary key (id),
  constraint party_consents_kind check (kind = 'mediation' or kind = any (app.message_channels())),
  constraint party_consents_party foreign key (party_id) references app.parties (id) on delete cascade,
  constraint party_consents_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.party_consents is
  'Consents of the parties: to mediation, to messages by a channel; given or declined, when, to which version of the text.';
create index party_consents_party_id on app.party_consents (party_id, kind, id desc);
create index party_consents_case_id on app.party_consents (case_id, id);
alter table app.party_consents enable row level security;

-- The steps of staff on the parties' side: who may take them, at which stages (none named: any). Release data, see the
-- seed.
create table app.side_verbs (
  verb text not null,
  who text not null,
  stages text[],
  sort smallint not null,
  constraint side_verbs_pkey primary key (verb, who),
  constraint side_verbs_who check (who in ('desk', 'lead', 'mediator'))
);
comment on table app.side_verbs is 'What staff may do for the parties of a case, by whom, at which stages.';
alter table app.side_verbs enable row level security;

create table app.party_links (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  party_id uuid not null,
  token_hash bytea not null,
  -- Description of the dispute for this party.
  about text not null,
  -- Whether the applicant allowed their full name to be shown.
  shows_name boolean not null,
  expires_at timestamptz not null,
  created_by_name text not null,
  created_at timestamptz not null default now(),
  opened_at timestamptz,
  used_at timestamptz,
  revoked_at timestamptz,
  version int not null default 1,
  constraint party_links_pkey primary key (id),
  constraint party_links_token unique (token_hash),
  constraint party_links_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint party_links_party foreign key (party_id) references app.parties (id) on delete cascade
);
comment on table app.party_links is 'One-time links by which another party joins a case; only the digest of the token is kept.';
create index party_links_case_id on app.party_links (case_id, created_at desc);
create unique index party_links_one_open on app.party_links (party_id) where used_at is null and revoked_at is null;
create index party_links_party_id on app.party_links (party_id);
alter table app.party_links enable row level security;

-- The party that added the evidence, because no party may see another's.
create table app.party_evidence (
  evidence_id uuid not null,
  party_id uuid not null,
  constraint party_evidence_pkey primary key (evidence_id),
  constraint party_evidence_evidence foreign key (evidence_id) references app.evidence (id) on delete cascade,
  constraint party_evidence_party foreign key (party_id) references app.parties (id) on delete cascade
);
comment on table app.party_evidence is 'The party that added a file of evidence with number and code.';
create index party_evidence_party_id on app.party_evidence (party_id);
alter table app.party_evidence enable row level security;

create table app.party_messages (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  party_id uuid not null,
  kind text not null,
  message text not null,
  at timestamptz not null default now(),
  answer text,
  answered_at timestamptz,
  answered_by_name text,
  answered_by_organisation text,
  version int not null default 1,
  constraint party_messages_pkey primary key (id),
  constraint party_messages_kind check (kind = any (app.message_kinds())),
  constraint party_messages_answer check ((answer is null) = (answered_at is null)),
  constraint party_messages_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint party_messages_party foreign key (party_id) references app.parties (id) on delete cascade
);
comment on table app.party_messages is 'Questions and statements of the parties, with the organisation''s answers. Never shown to another party.';
create index party_messages_case_id on app.party_messages (case_id, at);
create index party_messages_party_id on app.party_messages (party_id, at);
create index party_messages_open on app.party_messages (case_id) where kind = 'question' and answered_at is null;
alter table app.party_messages enable row level security;

create table app.planned_sessions (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  starts_at timestamptz not null,
  minutes int not null,
  way text not null,
  -- The address of the room, or how to join online.
  place text not null,
  note text,
  planned_by_name text not null,
  planned_at timestamptz not null default now(),
  cancelled_at timestamptz,
  cancel_reason text,
  version int not null default 1,
  constraint planned_sessions_pkey primary key (id),
  constraint planned_sessions_way check (way = any (app.session_ways())),
  constraint planned_sessions_minutes check (minutes between 15 and 480),
  constraint planned_sessions_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.planned_sessions is
  'Sessions planned by the mediator: when, how long, where or how; moves and cancellations change the row and are recorded in the history.';
create index planned_sessions_case_id on app.planned_sessions (case_id, starts_at);
alter table app.planned_sessions enable row level security;

create table app.session_invitees (
  session_id uuid not null,
  party_id uuid not null,
  reply text,
  message text,
  replied_at timestamptz,
  constraint session_invitees_pkey primary key (session_id, party_id),
  constraint session_invitees_reply check (reply = any (app.session_replies())),
  constraint session_invitees_session foreign key (session_id) references app.planned_sessions (id) on delete cascade,
  constraint session_invitees_party foreign key (party_id) references app.parties (id) on delete cascade
);
comment on table app.session_invitees is 'Parties invited to a planned session, and their latest reply.';
create index session_invitees_party_id on app.session_invitees (party_id);
alter table app.session_invitees enable row level security;

create table app.agreement_papers (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  -- Number of the text within the case, from 1.
  no int not null,
  facts text not null,
  terms text not null,
  -- The manner of performance.
  manner text,
  amount numeric(14, 2),
  perform_by date,
  way text not null,
  -- The whole text with full names, encrypted, and its SHA-256 as hexadecimal digits.
  body bytea not null,
  sha256 text not null,
  written_by_name text not null,
  written_at timestamptz not null default now(),
  mediator_signed_at timestamptz,
  mediator_name text,
  stamped_at timestamptz,
  stamped_by_name text,
  organisation_name text not null,
  in_force_on date,
  discarded_at timestamptz,
  discard_reason text,
  version int not null default 1,
  constraint agreement_papers_pkey primary key (id),
  constraint agreement_papers_no unique (case_id, no),
  constraint agreement_papers_way check (way = any (app.signing_ways())),
  constraint agreement_papers_amount check (amount between 0 and 999999999999.99),
  constraint agreement_papers_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.agreement_papers is
  'Texts of a written agreement, each fixed by its SHA-256; effective when everybody has signed and it is stamped.';
create unique index agreement_papers_current on app.agreement_papers (case_id) where discarded_at is null;
alter table app.agreement_papers enable row level security;

create table app.agreement_signatures (
  paper_id uuid not null,
  party_id uuid not null,
  signed_at timestamptz,
  way text,
  -- The drawn signature, encrypted.
  strokes bytea,
  -- Who saw and recorded the signature on paper.
  recorded_by_name text,
  constraint agreement_signatures_pkey primary key (paper_id, party_id),
  constraint agreement_signatures_way check (way = any (app.signing_ways())),
  constraint agreement_signatures_signed check ((signed_at is null) = (way is null)),
  constraint agreement_signatures_paper foreign key (paper_id) references app.agreement_papers (id) on delete restrict,
  constraint agreement_signatures_party foreign key (party_id) references app.parties (id) on delete restrict
);
comment on table app.agreement_signatures is 'The signers of a text, with when and how each signed; drawn signatures are encrypted.';
create index agreement_signatures_party_id on app.agreement_signatures (party_id);
alter table app.agreement_signatures enable row level security;

create table app.paper_photos (
  evidence_id uuid not null,
  paper_id uuid not null,
  constraint paper_photos_pkey primary key (evidence_id),
  constraint paper_photos_evidence foreign key (evidence_id) references app.evidence (id) on delete cascade,
  constraint paper_photos_paper foreign key (paper_id) references app.agreement_papers (id) on delete cascade
);
comment on table app.paper_photos is 'Photos of an agreement text that was signed on paper.';
create index paper_photos_paper_id on app.paper_photos (paper_id);
alter table app.paper_photos enable row level security;

create table app.ratings (
  case_id uuid not null,
  party_id uuid not null,
  side text not null,
  -- The rated organisation: the lead, or the desk that replied directly.
  organisation_id uuid not null,
  service smallint not null,
  result smallint not null,
  message text,
  at timestamptz not null default now(),
  constraint ratings_pkey primary key (case_id, party_id),
  constraint ratings_service check (service between 1 and 5),
  constraint ratings_result check (result between 1 and 5),
  constraint ratings_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint ratings_party foreign key (party_id) references app.parties (id) on delete restrict,
  constraint ratings_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.ratings is 'Ratings of service and result by parties, 1 to 5, with a message; once each, never changed.';
create index ratings_party_id on app.ratings (party_id);
create index ratings_organisation_id on app.ratings (organisation_id, at desc);
alter table app.ratings enable row level security;

-- Sums by organisation and month, updated with each rating, so that no query has to add them up.
create table app.organisation_ratings (
  organisation_id uuid not null,
  month date not null,
  n int not null,
  service_sum int not null,
  result_sum int not null,
  low int not null,
  constraint organisation_ratings_pkey primary key (organisation_id, month),
  constraint organisation_ratings_organisation foreign key (organisation_id) references app.organisations (id) on delete cascade
);
comment on table app.organisation_ratings is
  'Ratings of an organisation by month: number, sums, number of low ones; a trigger keeps them up to date.';
alter table app.organisation_ratings enable row level security;

-- 60_parties/throttle.sql ---------------------------------------------------------------------------------------

-- Limits on how often callers without an account may call.
-- Calls are counted per address and device within the hour, and for all callers together within the minute. Addresses
-- and devices are stored only as keyed hashes. A count is spread over several rows, so that two calls of one address do
-- not wait for each other.

-- A header of the request, empty when there is none.
create function app.request_header(p_name text) returns text
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(nullif(current_setting('request.headers', true), '')::jsonb ->> p_name, '');
exception when invalid_text_representation then
  return '';
end $$;

-- The caller's address as reported by the outermost trusted proxy.
create function app.client_address() returns text
language sql stable set search_path = '' as $$
  select coalesce(nullif(app.request_header('cf-connecting-ip'), ''), trim(split_part(app.request_header('x-forwarded-for'), ',', 1)))
$$;

-- The keys under which a call is counted, and how many calls are free of checks: settings <purpose>_per_hour,
-- _per_device, _per_minute.
-- PL/pgSQL caches the plans, because this runs before every call of the public.
create function app.throttle_keys(p_purpose text) returns table (kind text, key bytea, window_at timestamptz, most int)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_secret bytea := (select s.value from app.secrets s where s.name = 'tracking');
  v_device text := left(app.request_header('x-device'), 64);
begin
  return query
    select k.kind, extensions.hmac(convert_to(p_purpose || '|' || k.kind || '|' || k.who, 'UTF8'), v_secret, 'sha256'),
      date_trunc(k.span, now()), (s.value)::int
    from (values ('address', app.client_address(), 'hour', '_per_hour'), ('device', v_device, 'hour', '_per_device'),
      ('site', '', 'minute', '_per_minute')) as k (kind, who, span, name)
    join app.settings s on s.name = p_purpose || k.name
    where k.kind <> 'device' or k.who <> '';
end $$;

create function app.count_call(p_purpose text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into app.throttles as t (key, window_at, shard, n)
  select k.key, k.window_at, pg_backend_pid() % 32, 1 from app.throttle_keys(p_purpose) k order by 1
  on conflict on constraint throttles_pkey do update set n = t.n + 1;
end $$;

-- The number of calls so far, and how many are free of checks.
create function app.call_load(p_purpose text) returns table (kind text, n int, most int)
language plpgsql volatile security definer set search_path = '' as $$
begin
  return query
    select k.kind, coalesce((select sum(t.n) from app.throttles t where t.key = k.key and t.window_at = k.window_at), 0)::int, k.most
    from app.throttle_keys(p_purpose) k;
end $$;

-- Counts one call; raises too_many_requests (PT429) above the setting <purpose>_per_hour of an address.
create function app.throttle(p_purpose text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.count_call(p_purpose);
  -- A wrong tracking code with a proof of work does not count against the address, so that one caller cannot lock out
  -- others who share it.
  if p_purpose = 'track_case' and app.proof_given() then return; end if;
  if exists (select 1 from app.call_load(p_purpose) l where l.kind = 'address' and l.n > l.most) then
    perform app.refuse('too_many_requests', '{}', 'PT429');
  end if;
end $$;
comment on function app.throttle is
  'Counts a call of somebody without an account; raises too_many_requests (PT429) above the limit of the address.';

-- 60_parties/challenge.sql --------------------------------------------------------------------------------------

-- Proof of work: a caller who calls often, or who calls while the total load is high, must compute something first.
-- The challenge is that of ALTCHA: find the number whose SHA-256 with a salt is given. It is signed, expires soon and
-- is valid for one call. Solving takes the caller a moment, checking takes the database almost nothing, and no identity
-- is needed.

insert into app.secrets (name, value) values ('challenge', extensions.gen_random_bytes(32)) on conflict do nothing;

create function app.challenge_signature(p_challenge text) returns text
language sql stable security definer set search_path = '' as $$
  select encode(extensions.hmac(convert_to(p_challenge, 'UTF8'), (select value from app.secrets where name = 'challenge'), 'sha256'), 'hex')
$$;

create function app.make_challenge(p_purpose text, p_times int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_most int := (app.setting('challenge_numbers'))::int * p_times;
  -- The trailing & keeps digits of the number from being read as part of the salt.
  v_salt text := format('%s?expires=%s&purpose=%s&', encode(extensions.gen_random_bytes(12), 'hex'),
    extract(epoch from now() + interval '5 minutes')::bigint, p_purpose);
  v_number bigint := ('x' || encode(extensions.gen_random_bytes(7), 'hex'))::bit(56)::bigint % v_most;
  v_challenge text := encode(extensions.digest(convert_to(v_salt || v_number, 'UTF8'), 'sha256'), 'hex');
begin
  return jsonb_build_object('algorithm', 'SHA-256', 'challenge', v_challenge, 'maxnumber', v_most, 'salt', v_salt,
    'signature', app.challenge_signature(v_challenge));
end $$;

-- Whether the request carries a solved challenge of this server for this purpose that was not used before; the check
-- marks it as used.
create function app.spend_proof(p_purpose text) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_header text := app.request_header('x-proof');
  v_proof jsonb;
  v_challenge text;
  v_salt text;
  v_expires timestamptz;
begin
  if v_header = '' or length(v_header) > 2000 then return false; end if;
  begin
    v_proof := convert_from(decode(v_header, 'base64'), 'UTF8')::jsonb;
    v_challenge := v_proof ->> 'challenge';
    v_salt := v_proof ->> 'salt';
    v_expires := to_timestamp(substring(v_salt from '\?expires=([0-9]{1,11})&')::bigint);
  exception when others then
    return false;
  end;
  if coalesce(v_proof ->> 'algorithm', '') <> 'SHA-256' or coalesce(v_proof ->> 'number', '') !~ '^[0-9]{1,12}$'
      or v_expires is null or v_expires < now() or right(v_salt, length(p_purpose) + 10) <> '&purpose=' || p_purpose || '&'
      or encode(extensions.digest(convert_to(v_salt || (v_proof ->> 'number'), 'UTF8'), 'sha256'), 'hex') is distinct from v_challenge
      -- Comparing digests keeps the response time from revealing anything about the signature.
      or extensions.digest(coalesce(v_proof ->> 'signature', ''), 'sha256')
        is distinct from extensions.digest(app.challenge_signature(v_challenge), 'sha256') then
    return false;
  end if;
  insert into app.spent_challenges (challenge, expires_at) values (decode(v_challenge, 'hex'), v_expires) on conflict do nothing;
  return found;
end $$;

-- Whether this call carried a valid proof.
create function app.proof_given() returns boolean
language sql stable set search_path = '' as $$
  select coalesce(current_setting('app.proof_given', true), '') = 'on'
$$;

-- Returns, or raises challenge_required (PT429) with the challenge in its details, when the address, the device or all
-- callers together have used a set percentage of their free calls. The difficulty doubles with each further step.
create function app.require_proof(p_purpose text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_percent int := (app.setting('challenge_percent'))::int;
  v_steps int;
begin
  select floor(max(l.n * 100.0 / greatest(l.most, 1)) / greatest(v_percent, 1)) into v_steps from app.call_load(p_purpose) l;
  if v_steps < 1 then return; end if;
  if app.spend_proof(p_purpose) then
    perform set_config('app.proof_given', 'on', true);
    return;
  end if;
  perform app.refuse('challenge_required', app.make_challenge(p_purpose, power(2, least(v_steps - 1, 4))::int), 'PT429');
end $$;
comment on function app.require_proof is
  'For functions that anybody may call: asks for a proof of work (challenge_required, PT429) above the thresholds, else does nothing.';

-- 60_parties/consent_texts.sql ----------------------------------------------------------------------------------

-- The exact texts to which applicants and other parties consent, by version.
-- A filing records the version, and its text must stay readable as long as the case exists. So a text is never changed:
-- a new text is a new version, in force from its own moment on.

create trigger consent_texts_30_append_only before update or delete on app.consent_texts
  for each row execute function app.refuse_change();
create trigger consent_texts_31_append_only before truncate on app.consent_texts
  for each statement execute function app.refuse_change();

create function app.consent_in_force(p_reader text default 'applicant') returns app.consent_texts
language sql stable security definer set search_path = '' as $$
  select c from app.consent_texts c where c.reader = p_reader and c.in_force_from <= now() order by c.in_force_from desc limit 1
$$;
comment on function app.consent_in_force is 'The consent text in force for whoever files (applicant) or decides on joining (party).';

create policy "people in office read the notices" on app.consent_texts for select to authenticated
  using ((select app.my_role()) is not null);
grant select on app.consent_texts to authenticated;
create view api.consent_texts with (security_invoker = true) as select version, reader, texts from app.consent_texts;
comment on view api.consent_texts is
  'Consent texts for applicants and parties by version: per language title, parts and the sentence to agree to. A case and a consent record the version.';
grant select on api.consent_texts to authenticated;

-- 60_parties/filing_form.sql ------------------------------------------------------------------------------------

-- What the public form needs before anything is filed: regions, outlines, and the county of a point.

create function app.filing_form() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'consent', (select jsonb_build_object('version', c.version, 'texts', c.texts) from app.consent_in_force() c),
    'types', (select jsonb_agg(jsonb_build_object('code', t.code, 'parent_code', t.parent_code, 'name', t.name,
                'name_en', t.name_en, 'hint', t.hint) order by t.sort, t.code) from app.dispute_types t where t.active),
    'regions', (select jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name, 'level', r.level,
                  'longitude', r.longitude, 'latitude', r.latitude) order by r.code) from app.regions r where r.level <= 2 and r.active))
$$;
create function api.filing_form() returns jsonb
language sql stable security invoker set search_path = '' as $$ select app.filing_form() $$;
comment on function api.filing_form is
  'Anybody: what the public form needs at its start: the consent text in force with its version, types, regions of levels 1 and 2.';

create type api.public_region as (code text, name text, level smallint, longitude double precision, latitude double precision);
comment on type api.public_region is 'A region as the public form shows it; WGS-84 position, may be schematic.';

create function app.public_regions(p_parent text) returns setof api.public_region
language sql stable security definer set search_path = '' as $$
  select code, name, level, longitude, latitude from app.regions where parent_code = p_parent and active order by code
$$;
create function api.public_regions(parent_code text) returns setof api.public_region
language sql stable security invoker set search_path = '' as $$ select * from app.public_regions(parent_code) $$;
comment on function api.public_regions is 'Anybody: the regions one level below a region.';

create function app.public_outlines() returns table (region_code text, name text, outline jsonb)
language sql stable security definer set search_path = '' as $$
  select o.region_code, r.name, o.outline from app.region_outlines o join app.regions r on r.code = o.region_code and r.active order by 1
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

grant execute on function app.filing_form(), api.filing_form(), app.public_regions(text), api.public_regions(text),
  app.public_outlines(), api.public_outlines(), app.locate(double precision, double precision),
  api.locate(double precision, double precision) to anon, authenticated;

-- 60_parties/suggest_types.sql ----------------------------------------------------------------------------------

-- Suggests the dispute type of a story: terms and their weights are data, and the result names the terms that matched.

create type api.type_suggestion as (type_code text, name text, name_en text, first_code text, reasons text[], score int);
comment on type api.type_suggestion is 'A dispute type that a story may be about, the terms that matched, and its score.';

-- The three first-level types with the highest scores, each as its best second-level type where one matches. Nothing
-- when no term matches: then the person chooses.
create function app.suggest_types(p_text text) returns setof api.type_suggestion
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_text text := lower(normalize(left(coalesce(p_text, ''), 2000), nfkc));
begin
  if length(trim(v_text)) < 2 then return; end if;
  perform app.throttle('suggest_types');
  return query
    with hits as (
      select w.type_code, coalesce(t.parent_code, t.code) as first_code, w.word, w.weight, strpos(v_text, w.word) as at
      from app.type_words w join app.dispute_types t on t.code = w.type_code and t.active
      where strpos(v_text, w.word) > 0
    ), firsts as (
      select h.first_code, sum(h.weight)::int as score,
        (array_agg(h.word order by h.weight desc, length(h.word) desc, h.at) filter (where h.weight > 0))[1:4] as reasons
      from hits h group by h.first_code having sum(h.weight) > 0
    )
    select t.code, t.name, t.name_en, f.first_code, f.reasons, f.score
    from firsts f
    cross join lateral (
      select coalesce((select h.type_code from hits h where h.first_code = f.first_code and h.type_code <> f.first_code
                       group by h.type_code having sum(h.weight) > 0 order by sum(h.weight) desc, h.type_code limit 1), f.first_code) as code
    ) best
    join app.dispute_types t on t.code = best.code
    order by f.score desc, cardinality(f.reasons) desc, f.first_code
    limit 3;
end $$;
create function api.suggest_types(story text) returns setof api.type_suggestion
language sql volatile security invoker set search_path = '' as $$ select * from app.suggest_types(story) $$;
comment on function api.suggest_types is
  'Anybody: up to three dispute types that a story may be about, with the terms that matched; no row when none does.';
grant execute on function app.suggest_types(text), api.suggest_types(text) to anon, authenticated;

-- 60_parties/sources.sql ----------------------------------------------------------------------------------------

-- Where filings come from: a code per poster, counter or room, which presets the place and counts openings and filings.

create policy "leaders, dispatchers and administrators read sources of their territory and organisation" on app.filing_sources
  for select to authenticated
  using (coalesce((select app.my_role()) in ('leader', 'dispatcher', 'administrator')
    and (starts_with(region_code, (select app.my_scope())) or organisation_id = (select app.my_organisation())), false));
create policy "whoever reads the source reads its counts" on app.source_counts for select to authenticated
  using (exists (select 1 from app.filing_sources s where s.id = source_id));
create policy "whoever reads the case reads where it came from" on app.case_sources for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select on app.filing_sources, app.source_counts, app.case_sources to authenticated;

create view api.filing_sources with (security_invoker = true) as
  select s.id, s.code, s.label, s.region_code, r.path as region_path, s.organisation_id, o.name as organisation_name,
    s.poster_place, s.made_by_name, s.created_at, s.retired_at is null as active, s.retired_at, s.version,
    coalesce(n.scans, 0) as scans, coalesce(n.filings, 0) as filings
  from app.filing_sources s
  join app.regions r on r.code = s.region_code
  left join app.organisations o on o.id = s.organisation_id
  left join lateral (select sum(c.scans)::int as scans, sum(c.filings)::int as filings
                     from app.source_counts c where c.source_id = s.id) n on true;
comment on view api.filing_sources is 'QR codes that lead to the filing form, with openings and filings so far.';
create view api.source_counts with (security_invoker = true) as
  select source_id, month, scans, filings from app.source_counts;
comment on view api.source_counts is 'Openings and filings of a source by month.';
create view api.case_sources with (security_invoker = true) as
  select case_id, source_id, label from app.case_sources;
comment on view api.case_sources is 'The poster or counter by which a case was filed.';
grant select on api.filing_sources, api.source_counts, api.case_sources to authenticated;

create function app.may_run_source(p_region text, p_organisation uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(app.my_role() in ('dispatcher', 'administrator')
    and (starts_with(p_region, app.my_scope()) or p_organisation = app.my_organisation()), false)
$$;
comment on function app.may_run_source is 'Dispatchers and administrators manage the sources of their territory, or of their organisation.';

create function app.create_source(p_request uuid, p_label text, p_region text, p_organisation uuid, p_place text)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('label', p_label, 'region', p_region, 'organisation', p_organisation, 'place', p_place);
  v_done jsonb := app.changed_before(p_request, 'create_source', v_args);
  v_me app.posts := app.my_post();
  v_organisation app.organisations;
  v_row app.filing_sources;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  if v_me.role is null or v_me.role not in ('dispatcher', 'administrator') then perform app.refuse('refused', '{}', '42501'); end if;
  v_row.label := app.clean_text(p_label, 'label', 2, 60);
  v_row.poster_place := app.clean_text(p_place, 'poster_place', 0, 100);
  if p_organisation is not null then
    select * into v_organisation from app.organisations where id = p_organisation and active;
    if v_organisation.id is null then perform app.refuse('organisation_not_found', '{"field": "organisation_id"}', 'PT404'); end if;
  end if;
  v_row.region_code := coalesce(nullif(p_region, ''), v_organisation.region_code);
  if v_row.region_code is null then perform app.refuse('field_required', '{"field": "region_code"}'); end if;
  if not exists (select 1 from app.regions where code = v_row.region_code and active) then
    perform app.refuse('unknown_choice', '{"field": "region_code"}');
  end if;
  if not app.may_run_source(coalesce(v_organisation.region_code, v_row.region_code), p_organisation)
      or not app.may_run_source(v_row.region_code, p_organisation) then
    perform app.refuse('outside_scope', '{"field": "region_code"}', '42501');
  end if;
  insert into app.filing_sources (code, label, region_code, organisation_id, poster_place, made_by, made_by_name)
  select (select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', get_byte(b, i) % 32 + 1, 1), '' order by i)
          from extensions.gen_random_bytes(8) b, generate_series(0, 7) i),
    v_row.label, v_row.region_code, p_organisation, v_row.poster_place, v_me.staff_id, s.name
  from app.staff s where s.id = v_me.staff_id
  returning * into v_row;
  return next app.as_result(app.write_change('create_source', 'source', v_row.id::text, v_row.label, p_organisation, v_row.region_code,
    jsonb_build_object('code', v_row.code, 'place', v_row.poster_place), p_request, v_args,
    jsonb_build_object('id', v_row.id, 'version', 1)));
end $$;

-- Retires a source, or restores it. A retired code still opens the form, but presets no place and counts nothing.
create function app.switch_source(p_verb text, p_source uuid, p_version int, p_request uuid)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('source', p_source, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, p_verb, v_args);
  v_row app.filing_sources;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  if coalesce(app.my_role() not in ('dispatcher', 'administrator'), true) then perform app.refuse('refused', '{}', '42501'); end if;
  if p_source is null then perform app.refuse('field_required', '{"field": "source_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_row from app.filing_sources where id = p_source for update;
  if v_row.id is null or not app.may_run_source(v_row.region_code, v_row.organisation_id) then
    perform app.refuse('source_not_found', '{}', 'PT404');
  end if;
  if v_row.version <> p_version then perform app.refuse('stale_record', jsonb_build_object('version', v_row.version), 'PT409'); end if;
  if (v_row.retired_at is null) <> (p_verb = 'retire_source') then perform app.refuse('already_so', '{}', 'PT409'); end if;
  update app.filing_sources set version = version + 1, retired_at = case p_verb when 'retire_source' then now() end where id = p_source;
  return next app.as_result(app.write_change(p_verb, 'source', p_source::text, v_row.label, v_row.organisation_id, v_row.region_code,
    jsonb_build_object('code', v_row.code), p_request, v_args, jsonb_build_object('id', p_source, 'version', p_version + 1)));
end $$;

create function app.count_source(p_source uuid, p_scans int, p_filings int) returns void
language sql volatile security definer set search_path = '' as $$
  insert into app.source_counts as c (source_id, month, scans, filings)
  values (p_source, date_trunc('month', app.today())::date, p_scans, p_filings)
  on conflict (source_id, month) do update set scans = c.scans + excluded.scans, filings = c.filings + excluded.filings
$$;

-- Records the source by which a case was filed. An unknown or retired code never blocks a filing.
create function app.record_source(p_case uuid, p_code text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.filing_sources;
begin
  select * into v_row from app.filing_sources where code = upper(left(p_code, 20)) and retired_at is null;
  if v_row.id is null then return; end if;
  insert into app.case_sources (case_id, source_id, label) values (p_case, v_row.id, v_row.label);
  perform app.count_source(v_row.id, 0, 1);
end $$;

create type api.opened_source as (code text, label text, regions jsonb, organisation_name text);
comment on type api.opened_source is
  'What a code presets: the regions from the county down ({code, name, level}), and the organisation where it is displayed.';

create function app.open_source(p_code text) returns setof api.opened_source
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.filing_sources;
begin
  if coalesce(p_code, '') = '' then perform app.refuse('field_required', '{"field": "code"}'); end if;
  select * into v_row from app.filing_sources where code = upper(left(p_code, 20)) and retired_at is null;
  if v_row.id is null then return; end if;
  perform app.throttle('open_source');
  perform app.count_source(v_row.id, 1, 0);
  return query
    select v_row.code, v_row.label,
      (select coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name, 'level', r.level) order by r.level), '[]')
       from app.regions r where r.level > 1 and r.active and starts_with(app.current_region(v_row.region_code), r.code)
         and r.code = any (array[left(r.code, 6), left(r.code, 9), left(r.code, 12)])),
      (select name from app.organisations where id = v_row.organisation_id);
end $$;

create function app.retire_source(p_source uuid, p_version int, p_request uuid) returns setof api.change_result
language sql volatile security definer set search_path = '' as $$ select * from app.switch_source('retire_source', p_source, p_version, p_request) $$;
create function app.restore_source(p_source uuid, p_version int, p_request uuid) returns setof api.change_result
language sql volatile security definer set search_path = '' as $$ select * from app.switch_source('restore_source', p_source, p_version, p_request) $$;

create function api.create_source(request_id uuid, label text, region_code text default null, organisation_id uuid default null,
  poster_place text default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.create_source(request_id, label, region_code, organisation_id, poster_place) $$;
create function api.retire_source(source_id uuid, expected_version int, request_id uuid)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.retire_source(source_id, expected_version, request_id) $$;
create function api.restore_source(source_id uuid, expected_version int, request_id uuid)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.restore_source(source_id, expected_version, request_id) $$;
create function api.open_source(code text) returns setof api.opened_source
language sql volatile security invoker set search_path = '' as $$ select * from app.open_source(code) $$;
comment on function api.create_source is
  'Dispatcher or administrator: makes a code for a poster or counter of a region or organisation of theirs; read it in filing_sources.';
comment on function api.retire_source is 'Dispatcher or administrator: retires a source; the printed address still opens the form.';
comment on function api.restore_source is 'Dispatcher or administrator: restores a retired source.';
comment on function api.open_source is 'Anybody: what a scanned code presets; counts one opening. No row for a code that is not in use.';

grant execute on function
  app.create_source(uuid, text, text, uuid, text), api.create_source(uuid, text, text, uuid, text),
  app.retire_source(uuid, int, uuid), api.retire_source(uuid, int, uuid),
  app.restore_source(uuid, int, uuid), api.restore_source(uuid, int, uuid)
to authenticated;
grant execute on function app.open_source(text), api.open_source(text) to anon, authenticated;

-- 60_parties/party_input.sql ------------------------------------------------------------------------------------

-- How names, telephone and identity numbers of a party are cleaned and checked.

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

-- An identity number of eighteen characters with its check digit (GB 11643); region codes no longer in use are valid.
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

-- Checks a party of the form and returns it cleaned. `p_who` is applicant or respondent; an applicant who files alone
-- must give a telephone number.
create function app.clean_party(p_party jsonb, p_who text, p_phone_required boolean) returns jsonb
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
  perform app.check_choice(p_who || '.kind', v_kind, app.party_kinds());
  return jsonb_build_object('kind', v_kind,
    'name', app.clean_text(p_party ->> 'name', p_who || '.name', 2, case v_kind when 'person' then 40 else 80 end),
    'phone', app.clean_phone(p_party ->> 'phone', p_who || '.phone', p_phone_required),
    'id_number', case v_kind when 'person' then app.clean_id_number(p_party ->> 'id_number', p_who || '.id_number') end,
    'address', app.clean_text(p_party ->> 'address', p_who || '.address', 0, 200));
end $$;

-- 60_parties/filing.sql -----------------------------------------------------------------------------------------

-- Filing a dispute: by the public without an account, or by staff for somebody, with further people, photos and the
-- poster that led to it.
-- Anonymous callers can call only these functions. Each is throttled per address, and none reveals whether a case
-- exists to somebody without its tracking code.

-- Adds the other people of a filing: a list of {side, kind, name, phone, id_number, address, minor}, at most twenty.
-- `p_minor` marks the applicant as under eighteen.
create function app.add_others(p_case uuid, p_others jsonb, p_minor jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_other jsonb;
  v_party jsonb;
begin
  if jsonb_typeof(p_minor) not in ('boolean', 'null') or jsonb_typeof(p_others) not in ('array', 'null') then
    perform app.refuse('invalid_value', jsonb_build_object('field',
      case when jsonb_typeof(p_minor) not in ('boolean', 'null') then 'applicant.minor' else 'others' end));
  end if;
  if p_minor = 'true' then update app.parties set minor = true where case_id = p_case and side = 'applicant'; end if;
  if p_others is null or p_others = 'null' then return; end if;
  if jsonb_array_length(p_others) > 20 then perform app.refuse('too_many_rows', '{"field": "others", "max": 20}'); end if;
  for v_other in select * from jsonb_array_elements(p_others) loop
    v_party := app.clean_party(v_other, 'others', false);
    if jsonb_typeof(v_other -> 'side') is distinct from 'string' or jsonb_typeof(v_other -> 'minor') not in ('boolean', 'null') then
      perform app.refuse('invalid_value', '{"field": "others.side"}');
    end if;
    perform app.check_choice('others.side', v_other ->> 'side', app.party_sides());
    perform app.add_party(p_case, v_other ->> 'side', v_party ->> 'kind', v_party ->> 'name', v_party ->> 'phone',
      v_party ->> 'id_number', v_party ->> 'address', coalesce((v_other ->> 'minor')::boolean, false));
  end loop;
end $$;

-- Adds the people, the source and the photos of a filing.
create function app.complete_filing(p_case uuid, p_request uuid, p_others jsonb, p_minor jsonb, p_source text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.add_others(p_case, p_others, p_minor);
  perform app.record_source(p_case, p_source);
  perform app.take_evidence(p_case, p_request, 'applicant', null);
end $$;

create type api.filing_receipt as (number text, tracking_code text, filed_at timestamptz, region_path text,
  desk_name text, desk_phone text, due_at timestamptz, provisional boolean, steps jsonb);
comment on type api.filing_receipt is
  'Receipt of a filing: its time interrupts the limitation period; steps {stage, due_at, provisional} up to the result of mediation, each with its latest date.';

create function app.receipt(p_case uuid, p_request uuid) returns api.filing_receipt
language plpgsql stable security definer set search_path = '' as $$
begin
  -- PL/pgSQL caches the plan; a plain SQL function would plan five tables again at each filing.
  return (select (c.number, app.tracking_code(p_request, c.id), c.created_at, r.path, o.name, o.phone, d.due_at, d.provisional,
      app.steps_from(c, d))::api.filing_receipt
    from app.cases c
    join app.regions r on r.code = c.region_code
    join app.case_participants p on p.case_id = c.id and p.part in ('desk', 'former_desk')
    join app.organisations o on o.id = p.organisation_id
    join app.deadlines d on d.case_id = c.id and d.stage = 'accept'
    where c.id = p_case
    order by d.id, p.since limit 1);
end $$;

-- The grade that the desk will probably choose: violence is red; a group of five, or a hundred thousand yuan, is
-- yellow.
create function app.suggest_grade(p_danger boolean, p_people int, p_amount numeric) returns text
language sql immutable set search_path = '' as $$
  select case when p_danger or p_people >= 20 then 'red' when p_people >= 5 or p_amount >= 100000 then 'yellow' else 'blue' end
$$;

-- The content of a filing, by the public or by staff.
create type app.filing as (type_code text, summary text, region_code text, applicant jsonb, respondent jsonb, place text,
  longitude double precision, latitude double precision, people_count int, amount numeric, danger boolean, external_number text,
  -- Whether a case with an invalid position is stored without one instead of being rejected.
  keep_unplaced boolean);

-- Checks a filing and creates its case, with the parties, the desk's deadline and the first history event.
-- `p_verb` is file_case or register_case; staff need not know the applicant's telephone number.
create function app.create_case(p_verb text, p_request uuid, p_channel text, p_filing app.filing, p_filed_by uuid,
  p_consent text, p_args jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_place record;
  v_channel app.channels;
  v_applicant jsonb;
  v_respondent jsonb;
  v_region app.regions;
  v_case app.cases;
  v_clock app.deadlines;
begin
  perform app.check_type(p_filing.type_code);
  v_case.summary := app.clean_text(p_filing.summary, 'summary', 10, 2000);
  v_case.place := app.clean_text(p_filing.place, 'place', 0, 100);
  v_applicant := app.clean_party(p_filing.applicant, 'applicant', p_verb = 'file_case');
  if jsonb_typeof(p_filing.respondent) <> 'null' then
    v_respondent := app.clean_party(p_filing.respondent, 'respondent', false);
  end if;
  if p_filing.people_count not between 1 and 100000 then
    perform app.refuse('out_of_range', '{"field": "people_count", "min": 1, "max": 100000}');
  end if;
  perform app.check_amount(p_filing.amount);

  if coalesce(p_filing.region_code, '') = '' then perform app.refuse('field_required', '{"field": "region_code"}'); end if;
  -- A draft may have been saved before the region codes changed.
  select * into v_region from app.regions where code = app.current_region(p_filing.region_code);
  if v_region.code is null or v_region.level = 1 then perform app.refuse('unknown_choice', '{"field": "region_code"}'); end if;
  v_place := app.check_reported_point(v_region.code, p_filing.longitude, p_filing.latitude, p_filing.keep_unplaced);

  v_case.id := gen_random_uuid();
  v_case.number := app.next_case_number(v_region.code);
  v_case.region_code := v_region.code;
  v_case.channel := p_channel;
  v_case.type_code := p_filing.type_code;
  v_case.grade := app.suggest_grade(coalesce(p_filing.danger, false), p_filing.people_count, p_filing.amount);
  v_channel := (select c from app.channels c where c.code = p_channel);
  if v_channel.least_grade = 'red' or v_channel.least_grade = 'yellow' and v_case.grade = 'blue' then
    v_case.grade := v_channel.least_grade;
  end if;
  v_case.responsible_organisation_id := app.desk_of(v_region.code);
  if v_case.responsible_organisation_id is null then perform app.refuse('no_desk', '{"field": "region_code"}'); end if;
  v_clock := app.plan_deadline(v_case, 'accept', now());
  insert into app.cases (id, number, grade, channel, type_code, summary, place, longitude, latitude, location_basis,
    claimed_longitude, claimed_latitude, place_problem, people_count, amount, danger, region_code, responsible_organisation_id, participant_organisation_ids,
    due_at, warn_at, due_stage, tracking_hash, filed_by, consent_version, external_number)
  values (v_case.id, v_case.number, v_case.grade, p_channel, p_filing.type_code, v_case.summary, v_case.place,
    v_place.longitude, v_place.latitude, v_place.basis, v_place.claimed_longitude, v_place.claimed_latitude, v_place.problem,
    p_filing.people_count, p_filing.amount,
    coalesce(p_filing.danger, false), v_region.code, v_case.responsible_organisation_id,
    array[v_case.responsible_organisation_id], v_clock.due_at, v_clock.warn_at, 'accept',
    app.tracking_hash(app.tracking_code(p_request, v_case.id)), p_filed_by, p_consent, p_filing.external_number)
  returning * into v_case;
  perform app.join_case(v_case.id, v_case.responsible_organisation_id, 'desk');
  perform app.start_deadline(v_case, 'accept', now());
  perform app.add_party(v_case.id, who, p ->> 'kind', p ->> 'name', p ->> 'phone', p ->> 'id_number', p ->> 'address')
  from (values ('applicant', v_applicant), ('respondent', v_respondent)) as party (who, p) where p is not null;
  perform app.finish_verb(p_verb, null, v_case, jsonb_build_object('type_name',
    (select name from app.dispute_types where code = v_case.type_code), 'channel',
    case p_verb when 'register_case' then p_channel end, 'place_problem', v_case.place_problem,
    'claimed', app.pair_of(v_case.claimed_longitude, v_case.claimed_latitude)), p_request, p_args);
  return v_case.id;
end $$;

create function app.file_case(p_request uuid, p_type text, p_summary text, p_region text, p_applicant jsonb,
  p_consent text, p_respondent jsonb, p_place text, p_longitude double precision, p_latitude double precision,
  p_people int, p_amount numeric, p_danger boolean, p_others jsonb, p_source text)
returns setof api.filing_receipt language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('type', p_type, 'summary', p_summary, 'region', p_region, 'applicant', p_applicant,
    'consent', p_consent, 'respondent', p_respondent, 'place', p_place, 'longitude', p_longitude, 'latitude', p_latitude,
    'people', p_people, 'amount', p_amount, 'danger', p_danger, 'others', p_others, 'source', p_source);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'file_case', v_args);
  v_case uuid;
begin
  if v_done.request_id is not null then return next app.receipt(v_done.case_id, p_request); return; end if;
  perform app.require_proof('file_case');
  perform app.throttle('file_case');
  if coalesce(p_consent, '') = '' then perform app.refuse('consent_required', '{"field": "consent_version"}'); end if;
  -- Without a version in force the filing is rejected too, because nobody could show what was agreed to.
  if p_consent is distinct from (app.consent_in_force()).version then
    perform app.refuse('consent_outdated', '{"field": "consent_version"}');
  end if;
  v_case := app.create_case('file_case', p_request, 'party', (p_type, p_summary, p_region, p_applicant, p_respondent,
    p_place, p_longitude, p_latitude, p_people, p_amount, p_danger, null, false)::app.filing, null, p_consent, v_args);
  perform app.complete_filing(v_case, p_request, p_others, p_applicant -> 'minor', p_source);
  return next app.receipt(v_case, p_request);
end $$;

-- Staff enter what somebody reported at a counter or by phone. The receipt is for the applicant.
create function app.register_case(p_request uuid, p_channel text, p_type text, p_summary text, p_region text,
  p_applicant jsonb, p_respondent jsonb, p_place text, p_longitude double precision, p_latitude double precision,
  p_people int, p_amount numeric, p_danger boolean, p_external text, p_keep boolean)
returns setof api.filing_receipt language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('external', p_external, 'channel', p_channel, 'type', p_type, 'summary', p_summary, 'region', p_region,
    'applicant', p_applicant, 'respondent', p_respondent, 'place', p_place, 'longitude', p_longitude,
    'latitude', p_latitude, 'people', p_people, 'amount', p_amount, 'danger', p_danger, 'keep', p_keep);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'register_case', v_args);
  v_role text := app.my_role();
  v_case uuid;
  v_channel app.channels;
  v_external text;
  v_field text;
  v_receipt api.filing_receipt;
begin
  if v_done.request_id is not null then return next app.receipt(v_done.case_id, p_request); return; end if;
  if v_role is null or not exists (select 1 from app.channels where v_role = any (roles)) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  perform app.check_choice('channel', p_channel, array(select code from app.channels where v_role = any (roles)));
  v_channel := (select c from app.channels c where c.code = p_channel);
  v_external := app.clean_text(case when v_channel.external_number <> 'none' then p_external end, 'external_number',
    (v_channel.external_number = 'required')::int, 60);
  foreach v_field in array v_channel.required_fields loop
    if (v_args ->> case v_field when 'people_count' then 'people' else v_field end) is null then
      perform app.refuse('field_required', jsonb_build_object('field', v_field));
    end if;
  end loop;
  if v_external is not null then
    -- A repeated push, or two counters at the same time, create only one case; only the first receipt has the tracking
    -- code.
    perform pg_advisory_xact_lock(hashtextextended(p_channel || '|' || v_external, 0));
    select id into v_case from app.cases where channel = p_channel and external_number = v_external;
    if v_case is not null then
      v_receipt := app.receipt(v_case, p_request);
      v_receipt.tracking_code := null;
      return next v_receipt;
      return;
    end if;
  end if;
  v_case := app.create_case('register_case', p_request, p_channel, (p_type, p_summary, p_region, p_applicant, p_respondent,
    p_place, p_longitude, p_latitude, p_people, p_amount, p_danger, v_external, p_keep)::app.filing, auth.uid(), null, v_args);
  return next app.receipt(v_case, p_request);
end $$;

create function api.register_case(request_id uuid, channel text, type_code text, summary text, region_code text,
  applicant jsonb, respondent jsonb default null, place text default null, longitude double precision default null,
  latitude double precision default null, people_count int default null, amount numeric default null, danger boolean default false,
  external_number text default null, keep_unplaced boolean default false)
returns setof api.filing_receipt language sql volatile security invoker set search_path = '' as $$
  select * from app.register_case(request_id, channel, type_code, summary, region_code, applicant, respondent, place,
    longitude, latitude, people_count, amount, danger, external_number, keep_unplaced) $$;
comment on function api.register_case is
  'Staff: enters a dispute by a channel of their role (42501 for leaders and administrators), as file_case does; the receipt is for the applicant. The same external_number of a channel again returns the same case, without its tracking code. keep_unplaced: for a source that cannot be asked; an invalid position is stored as reported, see unplaced_cases.';

create function api.file_case(request_id uuid, type_code text, summary text, region_code text, applicant jsonb,
  consent_version text, respondent jsonb default null, place text default null, longitude double precision default null,
  latitude double precision default null, people_count int default null, amount numeric default null, danger boolean default false,
  others jsonb default null, source text default null)
returns setof api.filing_receipt language sql volatile security invoker set search_path = '' as $$
  select * from app.file_case(request_id, type_code, summary, region_code, applicant, consent_version, respondent, place,
    longitude, latitude, people_count, amount, danger, others, source) $$;
comment on function api.file_case is
  'Anybody: files a dispute, 10–2000 characters, at a county or below, optionally with a WGS-84 point, further parties ({side, kind, name, phone, minor}) and the code of a poster; photos uploaded by open_upload with this request_id are added. Returns number, tracking code and the date by which the desk must accept. The same request_id returns the same receipt.';

grant execute on function
  app.file_case(uuid, text, text, text, jsonb, text, jsonb, text, double precision, double precision, int, numeric, boolean, jsonb, text), api.file_case(uuid, text, text, text, jsonb, text, jsonb, text, double precision, double precision, int, numeric, boolean, jsonb, text)
to anon, authenticated;
grant execute on function
  app.register_case(uuid, text, text, text, text, jsonb, jsonb, text, double precision, double precision, int, numeric, boolean, text, boolean),
  api.register_case(uuid, text, text, text, text, jsonb, jsonb, text, double precision, double precision, int, numeric, boolean, text, boolean)
to authenticated;

-- 60_parties/tracking.sql ---------------------------------------------------------------------------------------

-- Following a dispute with number and tracking code, and what the holder may do: supplement information, withdraw.

-- Sixteen characters of Crockford's alphabet: 80 bits. Derived from the request id, so that a repeated request returns
-- the same code although only its hash is stored.
create function app.tracking_code(p_request uuid, p_case uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_digest bytea := extensions.hmac(convert_to(p_request::text || p_case::text, 'UTF8'), (select value from app.secrets where name = 'tracking'), 'sha256');
  v_code text := '';
begin
  for i in 0 .. 15 loop
    v_code := v_code || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', get_byte(v_digest, i) % 32 + 1, 1) || case when i in (3, 7, 11) then '-' else '' end;
  end loop;
  return v_code;
end $$;

-- Hashes a code as people type it: upper or lower case, with or without spaces, O for 0, I and L for 1.
create function app.tracking_hash(p_code text) returns bytea
language sql immutable set search_path = '' as $$
  select extensions.digest(translate(regexp_replace(upper(normalize(left(p_code, 100), nfkc)), '[^0-9A-Z]', '', 'g'), 'OIL', '011'), 'sha256')
$$;

create type api.tracked_case as (number text, status text, type_name text, type_name_en text, region_path text,
  filed_at timestamptz, organisation_name text, organisation_phone text, due_stage text, due_at timestamptz,
  provisional boolean, light text, answer text, outcome text, agreement_form text, effective_on date, perform_by date,
  closed_at timestamptz, stages jsonb, missing_items text[], suspended boolean, reject_reason text, referred_to text,
  can_withdraw boolean, steps jsonb);
comment on type api.tracked_case is
  'What the holder of a tracking code may read: stages reached, steps ahead with their latest dates, never what was said in mediation.';

-- A pair that does not match returns no row and counts as a failed attempt of the address; matching ones do not count,
-- since people look often.
create function app.track_case(p_number text, p_code text) returns setof api.tracked_case
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
  v_followed boolean := false;
  v_joined boolean := false;
begin
  if coalesce(p_number, '') = '' then perform app.refuse('field_required', '{"field": "number"}'); end if;
  if coalesce(p_code, '') = '' then perform app.refuse('field_required', '{"field": "tracking_code"}'); end if;
  perform app.require_proof('track_case');
  select * into v_case from app.cases
  where number = regexp_replace(normalize(left(p_number, 100), nfkc), '[^0-9-]', '', 'g');
  -- Comparing digests keeps the response time from revealing anything about the code.
  if v_case.tracking_hash is distinct from app.tracking_hash(p_code) then
    -- A party who joined follows with their own code, and does not see what the desk wrote to the applicant.
    v_joined := exists (select 1 from app.party_access a where a.case_id = v_case.id and a.code_hash = app.tracking_hash(p_code));
    if not v_joined then
      perform app.throttle('track_case');
      return;
    end if;
  end if;
  -- The holder of a merged duplicate follows the case it was merged into.
  for v_hop in 1 .. 20 loop
    exit when v_case.merged_into is null;
    -- The remaining case is also somebody else's application, so this code can no longer withdraw it.
    v_followed := true;
    select * into v_case from app.cases where id = v_case.merged_into;
  end loop;
  return query
    select v_case.number, v_case.status, t.name, t.name_en, case when v_joined then split_part(r.path, ' ', 1) else r.path end, v_case.created_at, o.name, o.phone, v_case.due_stage,
      v_case.due_at, coalesce(d.provisional, false), app.light(v_case.due_at, v_case.warn_at), case when not v_joined then v_case.answer end,
      v_case.outcome, a.form, a.effective_on, a.perform_by, v_case.closed_at,
      (select jsonb_agg(jsonb_build_object('status', e.to_status, 'at', e.at, 'organisation_name',
                case e.verb when 'dispatch_case' then e.payload ->> 'organisation_name' else e.organisation_name end) order by e.seq)
       from app.case_events e where e.case_id = v_case.id and e.to_status is distinct from e.from_status),
      case when v_case.status = 'needs_info' and not v_joined then v_case.missing_items end, 'suspended' = any (v_case.flags), v_case.reject_reason,
      v_case.referred_to, not v_followed and not v_joined and exists (select 1 from app.transitions t where t.from_status = v_case.status
        and t.verb = 'withdraw_application') and app.obstacle('withdraw_case', v_case) is null,
      app.steps_ahead(v_case)
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
  'Holder of number and tracking code: the case''s stages. No row when the pair does not match; too many failed attempts PT429.';

grant execute on function app.track_case(text, text), api.track_case(text, text) to anon, authenticated;

-- Locks the case of a number and tracking code; when they do not match, returns null and counts a failed attempt of the
-- address.
create function app.open_tracked(p_number text, p_code text) returns app.cases
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  if coalesce(p_number, '') = '' then perform app.refuse('field_required', '{"field": "number"}'); end if;
  if coalesce(p_code, '') = '' then perform app.refuse('field_required', '{"field": "tracking_code"}'); end if;
  perform app.require_proof('track_case');
  select * into v_case from app.cases where number = regexp_replace(normalize(left(p_number, 100), nfkc), '[^0-9-]', '', 'g') for update;
  if v_case.tracking_hash is distinct from app.tracking_hash(p_code) then return null; end if;
  return v_case;
end $$;

create type api.tracked_result as (status text);
comment on type api.tracked_result is 'The stage after the applicant''s action; no row when number and tracking code do not match.';

create function app.supplement_info(p_request uuid, p_number text, p_code text, p_info text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'info', p_info);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'supplement_info', v_args);
  v_case app.cases := app.open_tracked(p_number, p_code);
  v_info text;
begin
  if v_case.id is null then perform app.throttle('track_case'); return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  v_info := app.clean_text(p_info, 'info', 5, 2000);
  if v_case.status <> 'needs_info' then perform app.refuse('not_possible_now', jsonb_build_object('status', v_case.status), 'PT409'); end if;
  v_case := app.store_supplement(v_case, v_info);
  perform app.finish_verb('supplement_info', 'needs_info', v_case, jsonb_build_object('info', v_info), p_request, v_args);
  return next row(v_case.status)::api.tracked_result;
end $$;

create function app.withdraw_application(p_request uuid, p_number text, p_code text, p_reason text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'withdraw_application', v_args);
  v_case app.cases := app.open_tracked(p_number, p_code);
  v_from text;
  v_reason text;
  v_obstacle text;
begin
  if v_case.id is null then perform app.throttle('track_case'); return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  v_from := v_case.status;
  if not exists (select 1 from app.transitions t where t.from_status = v_from and t.verb = 'withdraw_application') then
    perform app.refuse('not_possible_now', jsonb_build_object('status', v_from), 'PT409');
  end if;
  v_obstacle := app.obstacle('withdraw_case', v_case);
  if v_obstacle is not null then perform app.refuse(v_obstacle, '{}', 'PT409'); end if;
  v_case := app.store_withdrawal(v_case);
  perform app.finish_verb('withdraw_application', v_from, v_case, jsonb_build_object('reason', v_reason), p_request, v_args);
  return next row(v_case.status)::api.tracked_result;
end $$;

create function api.supplement_info(request_id uuid, number text, tracking_code text, info text)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.supplement_info(request_id, number, tracking_code, info) $$;
create function api.withdraw_application(request_id uuid, number text, tracking_code text, reason text)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.withdraw_application(request_id, number, tracking_code, reason) $$;

comment on function api.supplement_info is 'Holder of the tracking code: adds the requested information.';
comment on function api.withdraw_application is 'Holder of the tracking code: withdraws the application.';

grant execute on function
  app.supplement_info(uuid, text, text, text), api.supplement_info(uuid, text, text, text),
  app.withdraw_application(uuid, text, text, text), api.withdraw_application(uuid, text, text, text)
to anon, authenticated;

-- 60_parties/evidence.sql ---------------------------------------------------------------------------------------

-- Evidence: photos that parties add, in a private bucket.
-- A person without an account may upload only into the folder of a ticket, which expires soon, takes a few files and
-- belongs to the request that will use them. Files that no request uses in time are removed.

create policy "readers of the case, but administrators, read its evidence" on app.evidence for select to authenticated
  using (coalesce((select app.my_role()) <> 'administrator', false) and exists (select 1 from app.cases c where c.id = case_id));
grant select on app.evidence to authenticated;

create view api.evidence with (security_invoker = true) as
  select id, case_id, side, path, mime, bytes, note, added_by_name, created_at, removed_at from app.evidence;
comment on view api.evidence is 'Photos of a case in the bucket case-evidence; a removed one has no path.';
grant select on api.evidence to authenticated;

-- Whether a file of this name may be uploaded: the folder belongs to an open ticket with room left, and the name has
-- the required form.
create function app.may_upload_evidence(p_name text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_ticket uuid;
begin
  if p_name !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(jpg|png|webp)$' then
    return false;
  end if;
  v_ticket := split_part(p_name, '/', 1)::uuid;
  return exists (select 1 from app.upload_tickets t where t.id = v_ticket and t.closed_at is null and t.expires_at > now())
    and (select count(*) from storage.objects o where o.bucket_id = 'case-evidence' and starts_with(o.name, v_ticket || '/'))
      < (app.setting('evidence_files'))::int;
end $$;
comment on function app.may_upload_evidence is
  'Whether an open ticket allows the upload of a file of this name into the bucket case-evidence.';
grant execute on function app.may_upload_evidence(text) to anon, authenticated;

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('case-evidence', 'case-evidence', false, 10000000, array['image/jpeg', 'image/png', 'image/webp'])
on conflict (id) do nothing;
create policy "holders of a ticket put evidence into its folder" on storage.objects for insert to anon, authenticated
  with check (bucket_id = 'case-evidence' and app.may_upload_evidence(name));
create policy "whoever reads the evidence of a case looks at it" on storage.objects for select to authenticated
  using (bucket_id = 'case-evidence' and exists (select 1 from app.evidence e where e.path = name));

create type api.upload_ticket as (folder uuid, expires_at timestamptz, max_files int, max_bytes int, closed boolean);
comment on type api.upload_ticket is
  'Folder of the bucket case-evidence for files named <folder>/<uuid>.jpg, .png or .webp; closed: its files are already in use.';

-- The ticket of a request, extended when it is requested again. The calling verbs check the caller.
create function app.open_ticket(p_request uuid, p_case uuid) returns api.upload_ticket
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_ticket app.upload_tickets;
begin
  if p_request is null then perform app.refuse('field_required', '{"field": "request_id"}'); end if;
  insert into app.upload_tickets as t (request_id, case_id, expires_at)
  values (p_request, p_case, now() + make_interval(mins => (app.setting('upload_ticket_minutes'))::int))
  on conflict on constraint upload_tickets_request do update set expires_at = excluded.expires_at
    where t.case_id is not distinct from excluded.case_id and t.closed_at is null
  returning * into v_ticket;
  if v_ticket.id is null then
    select * into v_ticket from app.upload_tickets where request_id = p_request;
    if v_ticket.case_id is not null and v_ticket.case_id is distinct from p_case and p_case is not null then
      perform app.refuse('request_reused', '{}', 'PT409');
    end if;
  end if;
  return (v_ticket.id, v_ticket.expires_at, (app.setting('evidence_files'))::int,
    (select file_size_limit from storage.buckets where id = 'case-evidence')::int, v_ticket.closed_at is not null)::api.upload_ticket;
end $$;
comment on function app.open_ticket is 'Ticket for the files of a request. The calling verbs check the caller.';

-- Adds the files of a request to a case, closes its ticket and returns their number. The scheduler tick removes files
-- beyond the limit.
create function app.take_evidence(p_case uuid, p_request uuid, p_side text, p_note text) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_ticket app.upload_tickets;
  v_n int;
begin
  update app.upload_tickets set closed_at = now(), case_id = p_case
  where request_id = p_request and closed_at is null and (case_id is null or case_id = p_case)
  returning * into v_ticket;
  if v_ticket.id is null then return 0; end if;
  insert into app.evidence (case_id, side, path, mime, bytes, note, added_by, added_by_name)
  select p_case, p_side, o.name, coalesce(o.metadata ->> 'mimetype', 'image/jpeg'), coalesce((o.metadata ->> 'size')::int, 0), p_note,
    (app.my_post()).staff_id, (select s.name from app.staff s where s.id = (app.my_post()).staff_id)
  from storage.objects o
  where o.bucket_id = 'case-evidence' and starts_with(o.name, v_ticket.id || '/')
  order by o.created_at, o.name
  limit least((app.setting('evidence_files'))::int,
    greatest((app.setting('evidence_files_per_case'))::int - (select count(*) from app.evidence e where e.case_id = p_case), 0))
  on conflict on constraint evidence_path do nothing;
  get diagnostics v_n = row_count;
  return v_n;
end $$;
comment on function app.take_evidence is 'Makes the uploaded files of a request evidence of a case; returns their number.';

-- Marks a file for removal; its row stays and records when.
create function app.drop_evidence(p_evidence uuid) returns void
language sql volatile security definer set search_path = '' as $$
  with gone as (select path from app.evidence where id = p_evidence and path is not null),
    queued as (insert into app.removed_files (path) select path from gone on conflict do nothing)
  update app.evidence set path = null, removed_at = now(), note = null where id = p_evidence and path is not null
$$;

-- Marks files that no request used in time for removal, and deletes expired tickets.
create function app.drop_ticket(p_ticket uuid) returns void language plpgsql volatile set search_path = '' as $$
begin
  insert into app.removed_files (path)
  select o.name from storage.objects o
  where o.bucket_id = 'case-evidence' and starts_with(o.name, p_ticket || '/')
    and not exists (select 1 from app.evidence e where e.path = o.name)
  on conflict do nothing;
  delete from app.upload_tickets where id = p_ticket;
end $$;

create function app.tick_uploads(p_limit int) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_ticket uuid;
  v_n int := 0;
begin
  for v_ticket in
    select id from app.upload_tickets where expires_at < now() - interval '1 hour' and not app.is_postponed('uploads', id::text)
    order by expires_at limit p_limit for update skip locked
  loop
    perform app.attempt('uploads', v_ticket::text, null);
    v_n := v_n + 1;
  end loop;
  return v_n;
end $$;

-- The storage worker (service role) asks for the files to remove, and reports that they are removed.
create function app.files_to_remove(p_n int) returns setof text
language sql stable security definer set search_path = '' as $$
  select path from app.removed_files order by at, path limit least(greatest(p_n, 0), 1000)
$$;
create function app.files_removed(p_paths text[]) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_n int;
begin
  delete from app.removed_files where path = any (p_paths);
  get diagnostics v_n = row_count;
  return v_n;
end $$;
create function api.files_to_remove(up_to int default 100) returns setof text
language sql stable security invoker set search_path = '' as $$ select app.files_to_remove(up_to) $$;
create function api.files_removed(paths text[]) returns int
language sql volatile security invoker set search_path = '' as $$ select app.files_removed(paths) $$;
comment on function api.files_to_remove is 'Service role: names in the bucket case-evidence that the storage must remove.';
comment on function api.files_removed is 'Service role: reports that the storage has removed files.';
grant execute on function app.files_to_remove(int), api.files_to_remove(int), app.files_removed(text[]), api.files_removed(text[])
to service_role;

create function app.open_upload(p_request uuid) returns setof api.upload_ticket
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.throttle('open_upload');
  return next app.open_ticket(p_request, null);
end $$;
create function api.open_upload(request_id uuid) returns setof api.upload_ticket
language sql volatile security invoker set search_path = '' as $$ select * from app.open_upload(request_id) $$;
comment on function api.open_upload is
  'Anybody: a folder for the photos of a filing that will be sent with the same request_id. A repeated call extends it.';
grant execute on function app.open_upload(uuid), api.open_upload(uuid) to anon, authenticated;

-- 60_parties/holders.sql ----------------------------------------------------------------------------------------

-- The parties' side: holders of tracking codes, what staff may do for the parties, and the history of both.
-- The applicant holds number and tracking code; another party joins by a link and gets a code of their own. A pair that
-- does not match reveals nothing and counts as a failed attempt of the address. The history records what the parties
-- do, not the texts that they write.

-- Identifies who holds a number and a code: the case, the party, the side.
create type app.credential_holder as (case_id uuid, party_id uuid, side text);

-- Every function for holders looks the pair up here, so that guessing costs a proof of work in each of them.
create function app.find_credential_holder(p_number text, p_code text) returns app.credential_holder
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hash bytea := app.tracking_hash(p_code);
  v_case app.cases;
  v_credential_holder app.credential_holder;
begin
  if coalesce(p_number, '') = '' then perform app.refuse('field_required', '{"field": "number"}'); end if;
  if coalesce(p_code, '') = '' then perform app.refuse('field_required', '{"field": "tracking_code"}'); end if;
  perform app.require_proof('track_case');
  select * into v_case from app.cases where number = regexp_replace(normalize(left(p_number, 100), nfkc), '[^0-9-]', '', 'g');
  -- Comparing digests keeps the response time from revealing anything about the code.
  if v_case.tracking_hash = v_hash then
    select v_case.id, p.id, p.side into v_credential_holder from app.parties p
    where p.case_id = v_case.id and p.side = 'applicant' order by p.created_at, p.id limit 1;
  else
    select v_case.id, p.id, p.side into v_credential_holder from app.party_access a join app.parties p on p.id = a.party_id
    where a.case_id = v_case.id and a.code_hash = v_hash;
  end if;
  return v_credential_holder;
end $$;

-- The same for a verb: a pair that does not match counts against the address, and one that matches locks the case. After
-- a merge the dispute continues under the number of the remaining case.
create function app.open_credential_holder(p_number text, p_code text) returns app.credential_holder
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_credential_holder app.credential_holder := app.find_credential_holder(p_number, p_code);
begin
  if v_credential_holder.case_id is null then
    perform app.throttle('track_case');
    return null;
  end if;
  perform 1 from app.cases where id = v_credential_holder.case_id for update;
  return v_credential_holder;
end $$;

-- Raises not_possible_now when the case's stage no longer allows a step of the parties.
create function app.check_stage(p_case uuid, p_statuses text[]) returns app.cases
language plpgsql stable security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.status <> all (p_statuses) then
    perform app.refuse('not_possible_now', jsonb_build_object('status', v_case.status), 'PT409');
  end if;
  return v_case;
end $$;

-- The code of what prevents a step apart from the stage; null when nothing does.
create function app.side_obstacle(p_verb text, p_case app.cases) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return case
    when p_case.erased_at is not null then 'erased'
    when p_verb in ('plan_session', 'write_agreement') and 'suspended' = any (p_case.flags) then 'suspended_now'
    when p_verb = 'answer_question' and not exists (
      select 1 from app.party_messages where case_id = p_case.id and kind = 'question' and answered_at is null) then 'no_question'
    when p_verb in ('discard_agreement', 'sign_as_mediator', 'stamp_agreement', 'record_paper_signature') and not exists (
      select 1 from app.agreement_papers where case_id = p_case.id and discarded_at is null and in_force_on is null) then 'no_paper'
    when p_verb = 'add_paper_photos' and not exists (
      select 1 from app.agreement_papers where case_id = p_case.id and discarded_at is null) then 'no_paper'
    when p_verb in ('move_session', 'cancel_session') and not exists (
      select 1 from app.planned_sessions where case_id = p_case.id and cancelled_at is null and starts_at > now()) then 'no_plan'
  end;
end $$;

create function app.side_actions(p_case app.cases, p_me app.posts) returns setof text
language sql stable security definer set search_path = '' as $$
  select v.verb from app.side_verbs v
  where (v.stages is null or p_case.status = any (v.stages)) and app.is_actor(v.who, p_case, p_me)
    and app.side_obstacle(v.verb, p_case) is null
  group by v.verb order by min(v.sort)
$$;

-- Locks a case for a step; checks in the same order as app.open_case.
create function app.open_side(p_verb text, p_case uuid) returns app.cases
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
  v_obstacle text;
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_case is null then perform app.refuse('field_required', '{"field": "case_id"}'); end if;
  select * into v_case from app.cases where id = p_case for update;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('case_not_found', '{}', 'PT404'); end if;
  if not exists (select 1 from app.side_verbs v where v.verb = p_verb and app.is_actor(v.who, v_case, v_me)) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  if not exists (select 1 from app.side_verbs v where v.verb = p_verb and (v.stages is null or v_case.status = any (v.stages))) then
    perform app.refuse('not_possible_now', jsonb_build_object('status', v_case.status), 'PT409');
  end if;
  v_obstacle := app.side_obstacle(p_verb, v_case);
  if v_obstacle is not null then perform app.refuse(v_obstacle, jsonb_build_object('status', v_case.status), 'PT409'); end if;
  return v_case;
end $$;
comment on function app.open_side is
  'Locks a case for a step on the parties'' side. Errors: case_not_found, refused, not_possible_now, or the code of what prevents the step.';

-- Locks the case of a record with its own version (a link, a planned session, a question, an agreement text). A record
-- of a case that the caller may not read is reported as not found.
create function app.open_record(p_verb text, p_case uuid, p_field text, p_id uuid, p_expected int) returns app.cases
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  if (app.my_post()).id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_id is null then perform app.refuse('field_required', jsonb_build_object('field', p_field)); end if;
  if p_expected is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('record_not_found', jsonb_build_object('field', p_field), 'PT404');
  end if;
  return app.open_side(p_verb, p_case);
end $$;

create function app.check_version(p_version int, p_expected int) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_version <> p_expected then perform app.refuse('stale_record', jsonb_build_object('version', p_version), 'PT409'); end if;
end $$;

-- Saves the case and writes the history event of a step by either side.
create function app.finish_side(p_verb text, p_case uuid, p_payload jsonb, p_request uuid, p_args jsonb) returns api.verb_result
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  v_case := app.save_case(v_case);
  return app.finish_verb(p_verb, v_case.status, v_case, p_payload, p_request, p_args);
end $$;

-- A party of the case, masked; raises an error for a party of another case.
create function app.party_of(p_party uuid, p_case uuid) returns app.parties
language plpgsql stable security definer set search_path = '' as $$
declare
  v_party app.parties;
begin
  if p_party is null then perform app.refuse('field_required', '{"field": "party_id"}'); end if;
  select * into v_party from app.parties where id = p_party and case_id = p_case;
  if v_party.id is null then perform app.refuse('party_not_found', '{"field": "party_id"}', 'PT404'); end if;
  return v_party;
end $$;

create function app.consented(p_party uuid, p_kind text) returns boolean
language sql stable security definer set search_path = '' as $$
  select given from app.party_consents where party_id = p_party and kind = p_kind order by id desc limit 1
$$;

-- 60_parties/links.sql ------------------------------------------------------------------------------------------

-- The other party gets a link to a page that explains mediation, and decides there.
-- The token is random (128 bits), stored as a digest, valid once, expires, and can be revoked. The page shows what the
-- mediator wrote for it and nothing else about the first party: no phone, address, identity number or evidence.

create type api.party_link as (id uuid, token text, party_name text, expires_at timestamptz);
comment on type api.party_link is 'A new link for a party; its token is returned only once.';

create function app.as_party_link(p_id uuid, p_request uuid) returns api.party_link
language sql stable security definer set search_path = '' as $$
  select l.id, app.invitation_token(p_request, l.party_id::text), p.name, l.expires_at
  from app.party_links l join app.parties p on p.id = l.party_id where l.id = p_id
$$;

create function app.invite_party(p_case uuid, p_request uuid, p_party uuid, p_about text, p_shows_name boolean)
returns setof api.party_link language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'party', p_party, 'about', p_about, 'shows_name', p_shows_name);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'invite_party', v_args);
  v_party app.parties;
  v_about text;
  v_token text := app.invitation_token(p_request, p_party::text);
  v_id uuid;
begin
  if v_done.request_id is not null then
    return next app.as_party_link((select id from app.party_links where token_hash = app.token_hash(v_token)), p_request);
    return;
  end if;
  perform app.open_side('invite_party', p_case);
  v_party := app.party_of(p_party, p_case);
  -- The applicant follows the case with its own tracking code and needs no link.
  if v_party.id = (select id from app.parties where case_id = p_case and side = 'applicant' order by created_at, id limit 1) then
    perform app.refuse('party_has_code', '{"field": "party_id"}', 'PT409');
  end if;
  v_about := app.clean_text(p_about, 'about', 5, 1000);
  -- A new link ends the earlier one.
  update app.party_links set revoked_at = now(), version = version + 1
  where party_id = p_party and used_at is null and revoked_at is null;
  insert into app.party_links (case_id, party_id, token_hash, about, shows_name, expires_at, created_by_name)
  values (p_case, p_party, app.token_hash(v_token), v_about, coalesce(p_shows_name, false),
    now() + make_interval(days => (app.setting('party_link_days'))::int), (select name from app.staff where id = auth.uid()))
  returning id into v_id;
  if app.setting('party_link_messages') = 'true' then perform app.send_link(p_case, p_party, v_id, v_token); end if;
  perform app.finish_side('invite_party', p_case, jsonb_build_object('side', v_party.side), p_request, v_args);
  return next app.as_party_link(v_id, p_request);
end $$;

create function app.revoke_party_link(p_link uuid, p_version int, p_request uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('link', p_link, 'version', p_version);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'revoke_party_link', v_args);
  v_link app.party_links;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  perform app.open_record('revoke_party_link', (select case_id from app.party_links where id = p_link), 'link_id', p_link, p_version);
  select * into v_link from app.party_links where id = p_link for update;
  perform app.check_version(v_link.version, p_version);
  if v_link.used_at is not null or v_link.revoked_at is not null then perform app.refuse('link_over', '{}', 'PT409'); end if;
  update app.party_links set revoked_at = now(), version = version + 1 where id = p_link;
  return next app.finish_side('revoke_party_link', v_link.case_id, '{}', p_request, v_args);
end $$;

create type api.opened_party_link as (number text, organisation_name text, organisation_phone text, mediator_name text,
  type_name text, type_name_en text, about text, applicant_name text, own_name text, side text, expires_at timestamptz,
  consent_version text, consent_words jsonb, has_phone boolean);
comment on type api.opened_party_link is 'What the holder of a party''s link may read before deciding.';

-- The link of a token that may still be used.
create function app.usable_link(p_token text) returns app.party_links
language sql stable security definer set search_path = '' as $$
  select l from app.party_links l join app.cases c on c.id = l.case_id and c.closed_at is null
  where l.token_hash = app.token_hash(p_token) and l.used_at is null and l.revoked_at is null and l.expires_at > now()
$$;

-- A wrong, used or expired token returns no row and counts as a failed attempt of the address.
create function app.read_party_link(p_token text) returns setof api.opened_party_link
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_link app.party_links := app.usable_link(p_token);
begin
  if v_link.id is null then
    perform app.throttle('read_party_link');
    return;
  end if;
  update app.party_links set opened_at = now() where id = v_link.id and opened_at is null;
  return query
    select c.number, o.name, o.phone, c.mediator_name, t.name, t.name_en, v_link.about,
      case when v_link.shows_name then app.unseal(ar.name) else a.name end, p.name, p.side, v_link.expires_at,
      n.version, n.texts, p.phone is not null
    from app.cases c
    cross join app.consent_in_force('party') n
    join app.organisations o on o.id = c.responsible_organisation_id
    join app.dispute_types t on t.code = c.type_code
    join app.parties p on p.id = v_link.party_id
    left join lateral (select * from app.parties f where f.case_id = c.id and f.side = 'applicant' order by f.created_at, f.id limit 1) a on true
    left join app.parties_private ar on ar.party_id = a.id
    where c.id = v_link.case_id;
end $$;

create function api.invite_party(case_id uuid, request_id uuid, party_id uuid, about text, shows_name boolean default false)
returns setof api.party_link language sql volatile security invoker set search_path = '' as $$
  select * from app.invite_party(case_id, request_id, party_id, about, shows_name) $$;
create function api.revoke_party_link(link_id uuid, expected_version int, request_id uuid)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.revoke_party_link(link_id, expected_version, request_id) $$;
create function api.read_party_link(token text)
returns setof api.opened_party_link language sql volatile security invoker set search_path = '' as $$
  select * from app.read_party_link(token) $$;

comment on function api.invite_party is
  'Desk or lead: makes a one-time link by which a party joins; about describes the dispute for them in 5–1000 characters, shows_name means that the applicant allowed their name to be shown. Errors: party_not_found (404), party_has_code (409).';
comment on function api.revoke_party_link is 'Desk or lead: revokes a link that has not been used.';
comment on function api.read_party_link is 'Anybody: what a party''s link is about; no row for a wrong, used, revoked or expired one.';

grant execute on function
  app.invite_party(uuid, uuid, uuid, text, boolean), api.invite_party(uuid, uuid, uuid, text, boolean),
  app.revoke_party_link(uuid, int, uuid), api.revoke_party_link(uuid, int, uuid)
to authenticated;
grant execute on function app.read_party_link(text), api.read_party_link(text) to anon, authenticated;

-- 60_parties/joining.sql ----------------------------------------------------------------------------------------

-- A party decides to join, and may change the decision. Nobody is mediated against their will (人民调解法 3, 23).

create type api.party_code as (number text, tracking_code text, status text);
comment on type api.party_code is 'A party''s own number and tracking code, and the stage of the case.';

-- Records a party's decision and the version of the consent text.
create function app.record_consent(p_case uuid, p_party uuid, p_kind text, p_given boolean) returns void
language sql volatile set search_path = '' as $$
  insert into app.party_consents (case_id, party_id, kind, given, version)
  values (p_case, p_party, p_kind, p_given, (app.consent_in_force('party')).version)
$$;

-- Any decision uses up the link; the holder then gets a tracking code of their own to follow the case.
create function app.join_mediation(p_token text, p_request uuid, p_decision text, p_consent text, p_message text,
  p_messages boolean, p_language text)
returns setof api.party_code language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('token', encode(app.token_hash(p_token), 'hex'), 'decision', p_decision, 'consent', p_consent,
    'message', p_message, 'messages', p_messages, 'language', p_language);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'join_mediation', v_args);
  v_link app.party_links;
  v_party app.parties;
  v_code text;
  v_message text;
begin
  if v_done.request_id is not null then
    select * into v_link from app.party_links where token_hash = app.token_hash(p_token);
    return query select c.number, app.tracking_code(p_request, v_link.party_id), v_done.status from app.cases c where c.id = v_link.case_id;
    return;
  end if;
  v_link := app.usable_link(p_token);
  if v_link.id is null then
    perform app.throttle('read_party_link');
    return;
  end if;
  perform 1 from app.cases where id = v_link.case_id for update;
  v_link := app.usable_link(p_token);
  -- When two devices open the link at once, only the first uses it.
  if v_link.id is null then return; end if;
  perform app.check_choice('decision', p_decision, array['agree', 'decline']);
  if coalesce(p_consent, '') = '' then perform app.refuse('consent_required', '{"field": "consent_version"}'); end if;
  if p_consent <> (app.consent_in_force('party')).version then
    perform app.refuse('consent_outdated', '{"field": "consent_version"}');
  end if;
  v_message := app.clean_text(p_message, 'message', 0, 2000);
  perform app.check_choice('language', coalesce(p_language, 'zh-CN'), app.languages());
  select * into v_party from app.parties where id = v_link.party_id;
  v_code := app.tracking_code(p_request, v_party.id);
  insert into app.party_access (party_id, case_id, code_hash) values (v_party.id, v_link.case_id, app.tracking_hash(v_code))
  on conflict (party_id) do update set code_hash = excluded.code_hash, joined_at = now();
  update app.party_links set used_at = now(), version = version + 1 where id = v_link.id;
  perform app.record_consent(v_link.case_id, v_party.id, 'mediation', p_decision = 'agree');
  if p_messages and v_party.phone is not null then
    perform app.want_messages(v_link.case_id, v_party.id, 'sms', null, coalesce(p_language, 'zh-CN'));
  end if;
  if v_message is not null then perform app.store_message(v_link.case_id, v_party.id, 'statement', v_message); end if;
  perform app.finish_side('join_mediation', v_link.case_id, jsonb_build_object('side', v_party.side, 'decision', p_decision),
    p_request, v_args);
  return query select c.number, v_code, c.status from app.cases c where c.id = v_link.case_id;
end $$;

-- A party who joined may stop at any time and come back. The mediator then acts on it with the usual verbs.
create function app.decide_mediation(p_request uuid, p_number text, p_code text, p_decision text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'decision', p_decision);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'decide_mediation', v_args);
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
begin
  if v_credential_holder.case_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  perform app.check_choice('decision', p_decision, array['agree', 'decline']);
  perform app.check_stage(v_credential_holder.case_id, array['accepted', 'dispatched', 'assigned', 'mediating']);
  -- The applicant withdraws the application instead.
  if v_credential_holder.side = 'applicant' and not exists (select 1 from app.party_access where party_id = v_credential_holder.party_id) then
    perform app.refuse('applicant_withdraws', '{}', 'PT409');
  end if;
  perform app.record_consent(v_credential_holder.case_id, v_credential_holder.party_id, 'mediation', p_decision = 'agree');
  perform app.finish_side('decide_mediation', v_credential_holder.case_id, jsonb_build_object('side', v_credential_holder.side, 'decision', p_decision),
    p_request, v_args);
  return query select c.status from app.cases c where c.id = v_credential_holder.case_id;
end $$;

create function api.join_mediation(token text, request_id uuid, decision text, consent_version text, message text default null,
  messages boolean default false, language text default 'zh-CN')
returns setof api.party_code language sql volatile security invoker set search_path = '' as $$
  select * from app.join_mediation(token, request_id, decision, consent_version, message, messages, language) $$;
create function api.decide_mediation(request_id uuid, number text, tracking_code text, decision text)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.decide_mediation(request_id, number, tracking_code, decision) $$;

comment on function api.join_mediation is
  'Holder of a party''s link: agrees or declines, with a message of at most 2000 characters; returns number and own tracking code, no row for a link that has ended.';
comment on function api.decide_mediation is
  'A party who joined: agrees or declines again while the case is open. No row when the pair does not match.';

grant execute on function
  app.join_mediation(text, uuid, text, text, text, boolean, text), api.join_mediation(text, uuid, text, text, text, boolean, text),
  app.decide_mediation(uuid, text, text, text), api.decide_mediation(uuid, text, text, text)
to anon, authenticated;

-- 60_parties/holder_evidence.sql --------------------------------------------------------------------------------

-- Evidence that a party adds later with number and tracking code: first a folder, then the verb that uses its files.

create function app.open_party_upload(p_request uuid, p_number text, p_code text) returns setof api.upload_ticket
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
begin
  if v_credential_holder.case_id is null then return; end if;
  perform app.check_open(v_credential_holder.case_id);
  perform app.throttle('open_upload');
  return next app.open_ticket(p_request, v_credential_holder.case_id);
end $$;

-- A case that has ended accepts no more evidence.
create function app.check_open(p_case uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.check_stage(p_case, app.open_statuses());
end $$;

create function app.add_evidence(p_request uuid, p_number text, p_code text, p_note text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'add_evidence', v_args);
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
  v_folder uuid;
  v_note text;
  v_n int;
begin
  if v_credential_holder.case_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  perform app.check_open(v_credential_holder.case_id);
  v_note := app.clean_text(p_note, 'note', 0, 200);
  select id into v_folder from app.upload_tickets where request_id = p_request;
  v_n := app.take_evidence(v_credential_holder.case_id, p_request, case v_credential_holder.side when 'applicant' then 'applicant' else 'respondent' end, v_note);
  if v_n = 0 then perform app.refuse('field_required', '{"field": "photos"}'); end if;
  insert into app.party_evidence (evidence_id, party_id)
  select e.id, v_credential_holder.party_id from app.evidence e where e.case_id = v_credential_holder.case_id and starts_with(e.path, v_folder || '/');
  perform app.finish_side('add_evidence', v_credential_holder.case_id, jsonb_build_object('side', v_credential_holder.side, 'files', v_n), p_request, v_args);
  return query select c.status from app.cases c where c.id = v_credential_holder.case_id;
end $$;

create function api.open_party_upload(request_id uuid, number text, tracking_code text) returns setof api.upload_ticket
language sql volatile security invoker set search_path = '' as $$ select * from app.open_party_upload(request_id, number, tracking_code) $$;
create function api.add_evidence(request_id uuid, number text, tracking_code text, note text default null)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.add_evidence(request_id, number, tracking_code, note) $$;
comment on function api.open_party_upload is
  'Holder of number and tracking code: a folder for photos that add_evidence uses with the same request_id. No row when the pair does not match.';
comment on function api.add_evidence is 'Holder of number and tracking code: makes the photos of the request evidence of the case, with a note of at most 200 characters.';
grant execute on function
  app.open_party_upload(uuid, text, text), api.open_party_upload(uuid, text, text),
  app.add_evidence(uuid, text, text, text), api.add_evidence(uuid, text, text, text)
to anon, authenticated;

-- 60_parties/questions.sql --------------------------------------------------------------------------------------

-- Questions and statements of the parties, answered by the responsible organisation.
-- Each party has its own thread with the organisation; no party reads another's. A question starts a deadline.

-- Stores a party's message; a question sets the case's flag and starts its deadline.
create function app.store_message(p_case uuid, p_party uuid, p_kind text, p_message text) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_case app.cases;
  v_id uuid;
  v_clock app.deadlines;
begin
  insert into app.party_messages (case_id, party_id, kind, message) values (p_case, p_party, p_kind, p_message) returning id into v_id;
  if p_kind = 'question' then
    select * into v_case from app.cases where id = p_case;
    v_clock := app.plan_deadline(v_case, 'question', now());
    insert into app.deadlines (case_id, stage, policy_id, starts_at, warn_at, due_at, provisional, subject_id)
    values (p_case, 'question', v_clock.policy_id, v_clock.starts_at, v_clock.warn_at, v_clock.due_at, v_clock.provisional, v_id);
    perform app.set_flag(p_case, 'question', 'question', null);
  end if;
  return v_id;
end $$;

create function app.write_message(p_request uuid, p_number text, p_code text, p_kind text, p_message text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'kind', p_kind, 'message', p_message);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'write_message', v_args);
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
  v_message text;
begin
  if v_credential_holder.case_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  perform app.check_choice('kind', p_kind, app.message_kinds());
  v_message := app.clean_text(p_message, 'message', 2, 2000);
  -- A merged case continues under another number; at every other stage questions are allowed.
  perform app.check_stage(v_credential_holder.case_id, array_remove(app.case_statuses(), 'merged'));
  if (select count(*) from app.party_messages where party_id = v_credential_holder.party_id and kind = 'question' and answered_at is null)
      >= (app.setting('open_questions'))::int and p_kind = 'question' then
    perform app.refuse('too_many_questions', jsonb_build_object('max', app.setting('open_questions')), 'PT409');
  end if;
  if (select count(*) from app.party_messages where party_id = v_credential_holder.party_id and at > now() - interval '1 day')
      >= (app.setting('messages_per_day'))::int then
    perform app.refuse('too_many_requests', '{}', 'PT429');
  end if;
  perform app.store_message(v_credential_holder.case_id, v_credential_holder.party_id, p_kind, v_message);
  perform app.finish_side('write_message', v_credential_holder.case_id, jsonb_build_object('side', v_credential_holder.side, 'message', p_kind), p_request, v_args);
  return query select c.status from app.cases c where c.id = v_credential_holder.case_id;
end $$;

create function app.answer_question(p_message uuid, p_version int, p_request uuid, p_answer text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('message', p_message, 'version', p_version, 'answer', p_answer);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'answer_question', v_args);
  v_message app.party_messages;
  v_answer text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  perform app.open_record('answer_question', (select case_id from app.party_messages where id = p_message), 'message_id', p_message, p_version);
  select * into v_message from app.party_messages where id = p_message for update;
  perform app.check_version(v_message.version, p_version);
  if v_message.kind <> 'question' then perform app.refuse('no_question', '{}', 'PT409'); end if;
  v_answer := app.clean_text(p_answer, 'answer', 2, 2000);
  update app.party_messages set answer = v_answer, answered_at = now(), version = version + 1,
    answered_by_name = (select name from app.staff where id = auth.uid()),
    answered_by_organisation = (select name from app.organisations where id = (app.my_post()).organisation_id)
  where id = p_message;
  update app.deadlines set met_at = now() where case_id = v_message.case_id and subject_id = p_message and met_at is null;
  if not exists (select 1 from app.party_messages where case_id = v_message.case_id and kind = 'question' and answered_at is null) then
    perform app.end_flag(v_message.case_id, 'question');
  end if;
  perform app.send_message(v_message.case_id, v_message.party_id, 'question_answered', '{}', p_message);
  return next app.finish_side('answer_question', v_message.case_id, '{}', p_request, v_args);
end $$;

create function api.write_message(request_id uuid, number text, tracking_code text, kind text, message text)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.write_message(request_id, number, tracking_code, kind, message) $$;
create function api.answer_question(message_id uuid, expected_version int, request_id uuid, answer text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.answer_question(message_id, expected_version, request_id, answer) $$;

comment on function api.write_message is
  'Holder of number and tracking code: a question or a statement, 2–2000 characters. Error: too_many_questions (409) while several are unanswered.';
comment on function api.answer_question is 'Desk or lead: answers a party''s question in 2–2000 characters.';

grant execute on function
  app.write_message(uuid, text, text, text, text), api.write_message(uuid, text, text, text, text)
to anon, authenticated;
grant execute on function
  app.answer_question(uuid, int, uuid, text), api.answer_question(uuid, int, uuid, text)
to authenticated;

-- 60_parties/planned_sessions.sql -------------------------------------------------------------------------------

-- Planned sessions: the mediator sets time, place and invitees; each confirms or asks for another time.
-- Here is only when and where a session will be held; what was said in it belongs to app.sessions.

-- Checks the details of a plan and returns them cleaned.
create function app.clean_plan(p_starts timestamptz, p_minutes int, p_way text, p_place text, p_note text) returns app.planned_sessions
language plpgsql stable set search_path = '' as $$
declare
  v_plan app.planned_sessions;
begin
  if p_starts is null then perform app.refuse('field_required', '{"field": "starts_at"}'); end if;
  if p_starts <= now() then perform app.refuse('date_in_past', '{"field": "starts_at"}'); end if;
  if p_starts > now() + interval '366 days' then perform app.refuse('invalid_value', '{"field": "starts_at"}'); end if;
  if p_minutes is null then perform app.refuse('field_required', '{"field": "minutes"}'); end if;
  if p_minutes not between 15 and 480 then perform app.refuse('out_of_range', '{"field": "minutes", "min": 15, "max": 480}'); end if;
  perform app.check_choice('way', p_way, app.session_ways());
  v_plan.starts_at := p_starts;
  v_plan.minutes := p_minutes;
  v_plan.way := p_way;
  v_plan.place := app.clean_text(p_place, 'place', 2, 200);
  v_plan.note := app.clean_text(p_note, 'note', 0, 500);
  return v_plan;
end $$;

-- Notifies everybody invited.
create function app.notify_invitees(p_session app.planned_sessions, p_kind text) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform app.send_message(p_session.case_id, i.party_id, p_kind, jsonb_build_object('starts_at', p_session.starts_at), p_session.id)
  from app.session_invitees i where i.session_id = p_session.id;
end $$;

create function app.plan_session(p_case uuid, p_request uuid, p_starts timestamptz, p_minutes int, p_way text, p_place text,
  p_parties uuid[], p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'starts', p_starts, 'minutes', p_minutes, 'way', p_way, 'place', p_place,
    'parties', p_parties, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'plan_session', v_args);
  v_plan app.planned_sessions;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  perform app.open_side('plan_session', p_case);
  v_plan := app.clean_plan(p_starts, p_minutes, p_way, p_place, p_note);
  if coalesce(cardinality(p_parties), 0) = 0 then perform app.refuse('field_required', '{"field": "party_ids"}'); end if;
  if cardinality(p_parties) > 200 or exists (select 1 from unnest(p_parties) x where not exists (
      select 1 from app.parties p where p.id = x and p.case_id = p_case)) then
    perform app.refuse('party_not_found', '{"field": "party_ids"}', 'PT404');
  end if;
  if (select count(*) from app.planned_sessions where case_id = p_case and cancelled_at is null and starts_at > now()) >= 10 then
    perform app.refuse('too_many_rows', '{"field": "starts_at", "max": 10}');
  end if;
  insert into app.planned_sessions (case_id, starts_at, minutes, way, place, note, planned_by_name)
  values (p_case, v_plan.starts_at, v_plan.minutes, v_plan.way, v_plan.place, v_plan.note, (select name from app.staff where id = auth.uid()))
  returning * into v_plan;
  insert into app.session_invitees (session_id, party_id) select distinct v_plan.id, x from unnest(p_parties) x;
  perform app.notify_invitees(v_plan, 'session_planned');
  return next app.finish_side('plan_session', p_case, jsonb_build_object('starts_at', v_plan.starts_at, 'way', v_plan.way,
    'place', v_plan.place), p_request, v_args);
end $$;

-- Locks a planned session that has not started.
create function app.open_plan(p_verb text, p_session uuid, p_version int) returns app.planned_sessions
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_plan app.planned_sessions;
begin
  perform app.open_record(p_verb, (select case_id from app.planned_sessions where id = p_session), 'session_id', p_session, p_version);
  select * into v_plan from app.planned_sessions where id = p_session for update;
  perform app.check_version(v_plan.version, p_version);
  if v_plan.cancelled_at is not null or v_plan.starts_at <= now() then perform app.refuse('session_over', '{}', 'PT409'); end if;
  return v_plan;
end $$;

-- A new time or place invalidates earlier replies, so everybody is asked again.
create function app.move_session(p_session uuid, p_version int, p_request uuid, p_starts timestamptz, p_minutes int, p_way text,
  p_place text, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('session', p_session, 'version', p_version, 'starts', p_starts, 'minutes', p_minutes,
    'way', p_way, 'place', p_place, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'move_session', v_args);
  v_plan app.planned_sessions;
  v_new app.planned_sessions;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_plan := app.open_plan('move_session', p_session, p_version);
  v_new := app.clean_plan(p_starts, p_minutes, p_way, p_place, p_note);
  update app.planned_sessions set starts_at = v_new.starts_at, minutes = v_new.minutes, way = v_new.way, place = v_new.place,
    note = v_new.note, version = version + 1 where id = p_session returning * into v_new;
  update app.session_invitees set reply = null, message = null, replied_at = null where session_id = p_session;
  perform app.notify_invitees(v_new, 'session_moved');
  return next app.finish_side('move_session', v_plan.case_id, jsonb_build_object('starts_before', v_plan.starts_at,
    'starts_at', v_new.starts_at, 'way', v_new.way, 'place', v_new.place), p_request, v_args);
end $$;

create function app.cancel_session(p_session uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('session', p_session, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'cancel_session', v_args);
  v_plan app.planned_sessions;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_plan := app.open_plan('cancel_session', p_session, p_version);
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  update app.planned_sessions set cancelled_at = now(), cancel_reason = v_reason, version = version + 1 where id = p_session;
  perform app.notify_invitees(v_plan, 'session_cancelled');
  return next app.finish_side('cancel_session', v_plan.case_id, jsonb_build_object('starts_at', v_plan.starts_at, 'reason', v_reason),
    p_request, v_args);
end $$;

-- A party's reply to the version of the plan that they saw; the latest reply counts.
create function app.reply_session(p_request uuid, p_number text, p_code text, p_session uuid, p_version int, p_reply text, p_message text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'session', p_session, 'version', p_version, 'reply', p_reply, 'message', p_message);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'reply_session', v_args);
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
  v_plan app.planned_sessions;
  v_message text;
begin
  if v_credential_holder.case_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  if p_session is null then perform app.refuse('field_required', '{"field": "session_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select s.* into v_plan from app.planned_sessions s join app.session_invitees i on i.session_id = s.id and i.party_id = v_credential_holder.party_id
  where s.id = p_session and s.case_id = v_credential_holder.case_id;
  if v_plan.id is null then perform app.refuse('record_not_found', '{"field": "session_id"}', 'PT404'); end if;
  perform app.check_version(v_plan.version, p_version);
  if v_plan.cancelled_at is not null or v_plan.starts_at <= now() then perform app.refuse('session_over', '{}', 'PT409'); end if;
  perform app.check_choice('reply', p_reply, app.session_replies());
  v_message := app.clean_text(p_message, 'message', (p_reply = 'move')::int * 2, 500);
  update app.session_invitees set reply = p_reply, message = v_message, replied_at = now()
  where session_id = p_session and party_id = v_credential_holder.party_id;
  perform app.finish_side('reply_session', v_credential_holder.case_id, jsonb_build_object('side', v_credential_holder.side, 'session_reply', p_reply,
    'starts_at', v_plan.starts_at), p_request, v_args);
  return query select c.status from app.cases c where c.id = v_credential_holder.case_id;
end $$;

-- When a case ends, its planned sessions are cancelled.
create function app.cancel_plans() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.planned_sessions set cancelled_at = now(), cancel_reason = 'case_ended', version = version + 1
  where case_id = new.id and cancelled_at is null and starts_at > now();
  update app.party_links set revoked_at = now(), version = version + 1 where case_id = new.id and used_at is null and revoked_at is null;
  return null;
end $$;
create trigger cases_75_plans after update of status on app.cases
  for each row when (old.closed_at is null and new.closed_at is not null) execute function app.cancel_plans();

create function api.plan_session(case_id uuid, request_id uuid, starts_at timestamptz, minutes int, way text, place text,
  party_ids uuid[], note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.plan_session(case_id, request_id, starts_at, minutes, way, place, party_ids, note) $$;
create function api.move_session(session_id uuid, expected_version int, request_id uuid, starts_at timestamptz, minutes int, way text,
  place text, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.move_session(session_id, expected_version, request_id, starts_at, minutes, way, place, note) $$;
create function api.cancel_session(session_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.cancel_session(session_id, expected_version, request_id, reason) $$;
create function api.reply_session(request_id uuid, number text, tracking_code text, session_id uuid, expected_version int, reply text,
  message text default null)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.reply_session(request_id, number, tracking_code, session_id, expected_version, reply, message) $$;

comment on function api.plan_session is
  'Mediator: plans a session (room, visit, online, call) of 15–480 minutes within a year, with the parties invited; place of 2–200 characters.';
comment on function api.move_session is 'Mediator: changes time, place or way; everybody invited is asked again. 409 session_over.';
comment on function api.cancel_session is 'Mediator: cancels a planned session for a reason of 2–500 characters.';
comment on function api.reply_session is
  'Invited party: confirmed, or move with a message; for the version of the plan that they saw (409 stale_record after a move). No row when the pair does not match.';

grant execute on function
  app.plan_session(uuid, uuid, timestamptz, int, text, text, uuid[], text), api.plan_session(uuid, uuid, timestamptz, int, text, text, uuid[], text),
  app.move_session(uuid, int, uuid, timestamptz, int, text, text, text), api.move_session(uuid, int, uuid, timestamptz, int, text, text, text),
  app.cancel_session(uuid, int, uuid, text), api.cancel_session(uuid, int, uuid, text)
to authenticated;
grant execute on function
  app.reply_session(uuid, text, text, uuid, int, text, text), api.reply_session(uuid, text, text, uuid, int, text, text)
to anon, authenticated;

-- 60_parties/agreement_papers.sql -------------------------------------------------------------------------------

-- The written agreement (人民调解法 28, 29): its text, fixed by a version and a digest.
-- A version is never changed. Once somebody has signed, a new text requires the old version to be discarded with a
-- reason; the signatures stay with it and have no effect.

-- Prevents changes to a text and its signatures.
create function app.keep_paper() returns trigger language plpgsql set search_path = '' as $$
begin
  if app.erasing() then return new; end if;
  if row(new.case_id, new.no, new.facts, new.terms, new.manner, new.amount, new.perform_by, new.way, new.body, new.sha256, new.written_at)
      is distinct from row(old.case_id, old.no, old.facts, old.terms, old.manner, old.amount, old.perform_by, old.way, old.body, old.sha256, old.written_at)
      or old.in_force_on is not null then
    raise exception using errcode = '42501', message = 'append_only', hint = 'error.append_only';
  end if;
  return new;
end $$;
create trigger agreement_papers_30_keep before update on app.agreement_papers for each row execute function app.keep_paper();
create trigger agreement_papers_31_append_only before delete on app.agreement_papers for each row execute function app.refuse_change();
create trigger agreement_signatures_30_append_only before update on app.agreement_signatures
  for each row when (old.signed_at is not null) execute function app.refuse_change();
create trigger agreement_signatures_31_append_only before delete on app.agreement_signatures for each row execute function app.refuse_change();

-- Agreements about personal status may not be signed electronically (电子签名法 3); the rule comes from the type or its
-- first-level type.
create function app.paper_only(p_type text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(bool_or(t.paper_only), false) from app.dispute_types t
  where t.code = p_type or t.code = (select parent_code from app.dispute_types where code = p_type)
$$;

-- The whole text in the form in which it is signed.
create function app.agreement_body(p_case app.cases, p_paper app.agreement_papers, p_signers uuid[]) returns text
language sql stable security definer set search_path = '' as $$
  select concat_ws(E'\n', '调解协议书', '案件编号：' || p_case.number || '（第' || p_paper.no || '稿）', '调解组织：' || p_paper.organisation_name,
    (select string_agg(case p.side when 'applicant' then '申请人' when 'respondent' then '被申请人' when 'agent' then '代理人'
        when 'guardian' then '监护人' else '第三人' end || '：' || app.unseal(v.name), E'\n' order by p.created_at, p.id)
     from app.parties p join app.parties_private v on v.party_id = p.id where p.id = any (p_signers)),
    E'\n一、纠纷简况', p_paper.facts, E'\n二、经调解，各方自愿达成如下协议', p_paper.terms,
    E'\n三、履行', '履行方式：' || p_paper.manner, '履行金额：' || to_char(p_paper.amount, 'FM999999999990.00') || '元',
    '履行期限：' || to_char(p_paper.perform_by, 'YYYY"年"FMMM"月"FMDD"日"') || '前',
    E'\n本协议自各方当事人签名、调解员签名并加盖调解组织印章之日起生效。各方应当按照约定履行。')
$$;

create function app.write_agreement(p_case uuid, p_request uuid, p_facts text, p_terms text, p_manner text, p_amount numeric,
  p_perform_by date, p_way text, p_signers uuid[])
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'facts', p_facts, 'terms', p_terms, 'manner', p_manner, 'amount', p_amount,
    'perform_by', p_perform_by, 'way', p_way, 'signers', p_signers);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'write_agreement', v_args);
  v_case app.cases;
  v_paper app.agreement_papers;
  v_old app.agreement_papers;
  v_signers uuid[];
  v_body text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_side('write_agreement', p_case);
  select * into v_old from app.agreement_papers where case_id = p_case and discarded_at is null for update;
  if v_old.id is not null then
    if v_old.mediator_signed_at is not null or exists (select 1 from app.agreement_signatures where paper_id = v_old.id and signed_at is not null) then
      perform app.refuse('paper_signed', '{}', 'PT409');
    end if;
    update app.agreement_papers set discarded_at = now(), discard_reason = 'rewritten', version = version + 1 where id = v_old.id;
  end if;
  v_paper.facts := app.clean_text(p_facts, 'facts', 5, 2000);
  v_paper.terms := app.clean_text(p_terms, 'terms', 5, 5000);
  v_paper.manner := app.clean_text(p_manner, 'manner', 0, 500);
  perform app.check_amount(p_amount);
  if p_perform_by < app.today() then perform app.refuse('date_in_past', '{"field": "perform_by"}'); end if;
  if p_perform_by > app.today() + 36525 then perform app.refuse('invalid_value', '{"field": "perform_by"}'); end if;
  v_paper.amount := p_amount;
  v_paper.perform_by := p_perform_by;
  perform app.check_choice('way', coalesce(p_way, 'phone'), app.signing_ways());
  v_paper.way := case when app.paper_only(v_case.type_code) then 'paper' else coalesce(p_way, 'phone') end;
  v_signers := coalesce(p_signers, array(select id from app.parties where case_id = p_case and side in ('applicant', 'respondent')));
  if cardinality(v_signers) not between 2 and 200 then perform app.refuse('two_must_sign', '{"field": "signer_ids"}'); end if;
  if exists (select 1 from unnest(v_signers) x where not exists (select 1 from app.parties p where p.id = x and p.case_id = p_case)) then
    perform app.refuse('party_not_found', '{"field": "signer_ids"}', 'PT404');
  end if;
  v_paper.no := (select coalesce(max(no), 0) + 1 from app.agreement_papers where case_id = p_case);
  v_paper.organisation_name := (select name from app.organisations where id = v_case.lead_organisation_id);
  v_body := app.agreement_body(v_case, v_paper, v_signers);
  insert into app.agreement_papers (case_id, no, facts, terms, manner, amount, perform_by, way, body, sha256, written_by_name, organisation_name)
  values (p_case, v_paper.no, v_paper.facts, v_paper.terms, v_paper.manner, v_paper.amount, v_paper.perform_by, v_paper.way,
    app.seal(v_body), encode(extensions.digest(convert_to(v_body, 'UTF8'), 'sha256'), 'hex'),
    (select name from app.staff where id = auth.uid()), v_paper.organisation_name)
  returning * into v_paper;
  insert into app.agreement_signatures (paper_id, party_id) select distinct v_paper.id, x from unnest(v_signers) x;
  perform app.send_message(p_case, x, 'agreement_ready', '{}', v_paper.id) from unnest(v_signers) x;
  return next app.finish_side('write_agreement', p_case, jsonb_build_object('no', v_paper.no, 'sha256', v_paper.sha256, 'way', v_paper.way),
    p_request, v_args);
end $$;

create function api.write_agreement(case_id uuid, request_id uuid, facts text, terms text, manner text default null, amount numeric default null,
  perform_by date default null, way text default 'phone', signer_ids uuid[] default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.write_agreement(case_id, request_id, facts, terms, manner, amount, perform_by, way, signer_ids) $$;
comment on function api.write_agreement is
  'Mediator: fixes a text to be signed: facts of 5–2000 and terms of 5–5000 characters, manner, amount, date; the signers are all applicants and respondents unless named. Always on paper for disputes about personal status. 409 paper_signed.';
grant execute on function
  app.write_agreement(uuid, uuid, text, text, text, numeric, date, text, uuid[]), api.write_agreement(uuid, uuid, text, text, text, numeric, date, text, uuid[])
to authenticated;

-- 60_parties/paper_photos.sql -----------------------------------------------------------------------------------

-- Photos of an agreement that was signed on paper: the lead organisation stores them with its text.
-- The files are uploaded with an ordinary ticket, see api.open_upload.

create function app.add_paper_photos(p_paper uuid, p_version int, p_request uuid, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('paper', p_paper, 'version', p_version, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'add_paper_photos', v_args);
  v_paper app.agreement_papers;
  v_folder uuid;
  v_note text;
  v_n int;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  perform app.open_record('add_paper_photos', (select case_id from app.agreement_papers where id = p_paper), 'paper_id', p_paper, p_version);
  select * into v_paper from app.agreement_papers where id = p_paper for update;
  perform app.check_version(v_paper.version, p_version);
  if v_paper.discarded_at is not null then perform app.refuse('no_paper', '{}', 'PT409'); end if;
  v_note := app.clean_text(p_note, 'note', 0, 200);
  select id into v_folder from app.upload_tickets where request_id = p_request;
  v_n := app.take_evidence(v_paper.case_id, p_request, 'staff', v_note);
  if v_n = 0 then perform app.refuse('field_required', '{"field": "photos"}'); end if;
  insert into app.paper_photos (evidence_id, paper_id)
  select e.id, p_paper from app.evidence e where e.case_id = v_paper.case_id and starts_with(e.path, v_folder || '/');
  return next app.finish_side('add_paper_photos', v_paper.case_id, jsonb_build_object('no', v_paper.no, 'files', v_n), p_request, v_args);
end $$;

create function api.add_paper_photos(paper_id uuid, expected_version int, request_id uuid, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.add_paper_photos(paper_id, expected_version, request_id, note) $$;
comment on function api.add_paper_photos is
  'Lead organisation: adds the files of the request''s ticket (open_upload) to a text as photos of the paper that was signed, with a note of at most 200 characters.';
grant execute on function
  app.add_paper_photos(uuid, int, uuid, text), api.add_paper_photos(uuid, int, uuid, text)
to authenticated;

-- 60_parties/signing.sql ----------------------------------------------------------------------------------------

-- Signing: each party on their own phone or on paper; then the mediator, then the stamp.
-- With the last of them the agreement takes effect, from that day on.

-- The strokes of a drawn signature: lists of points [x, y], both from 0 to 1000.
create function app.clean_strokes(p_strokes jsonb) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_stroke jsonb;
  v_point jsonb;
  v_points int := 0;
  v_wrong boolean := jsonb_typeof(p_strokes) is distinct from 'array';
begin
  if p_strokes is null or p_strokes = 'null' or p_strokes = '[]' then perform app.refuse('field_required', '{"field": "strokes"}'); end if;
  if not v_wrong then
    if length(p_strokes::text) > 80000 or jsonb_array_length(p_strokes) > 100 then
      perform app.refuse('field_too_long', '{"field": "strokes", "max": 5000}');
    end if;
    for v_stroke in select * from jsonb_array_elements(p_strokes) loop
      v_wrong := v_wrong or jsonb_typeof(v_stroke) <> 'array';
      exit when v_wrong;
      for v_point in select * from jsonb_array_elements(v_stroke) loop
        v_wrong := v_wrong or jsonb_typeof(v_point) <> 'array';
        exit when v_wrong;
        v_wrong := jsonb_array_length(v_point) <> 2 or jsonb_typeof(v_point -> 0) <> 'number' or jsonb_typeof(v_point -> 1) <> 'number';
        exit when v_wrong;
        v_wrong := (v_point ->> 0)::numeric not between 0 and 1000 or (v_point ->> 1)::numeric not between 0 and 1000;
        v_points := v_points + 1;
      end loop;
    end loop;
  end if;
  if v_wrong then perform app.refuse('invalid_value', '{"field": "strokes"}'); end if;
  -- A dot is not a signature.
  if v_points < 6 then perform app.refuse('field_too_short', '{"field": "strokes", "min": 6}'); end if;
  return p_strokes::text;
end $$;

-- The agreement takes effect when everybody has signed and it is stamped; returns the day, null before.
create function app.settle_paper(p_paper uuid) returns date
language plpgsql volatile set search_path = '' as $$
declare
  v_day date;
  v_case uuid;
begin
  update app.agreement_papers p set in_force_on = app.today()
  where p.id = p_paper and p.mediator_signed_at is not null and p.stamped_at is not null
    and not exists (select 1 from app.agreement_signatures s where s.paper_id = p_paper and s.signed_at is null)
  returning in_force_on, case_id into v_day, v_case;
  if v_day is not null then
    perform app.send_message(v_case, s.party_id, 'agreement_in_force', '{}', p_paper) from app.agreement_signatures s where s.paper_id = p_paper;
  end if;
  return v_day;
end $$;

create function app.same_name(p_one text, p_other text) returns boolean
language sql immutable set search_path = '' as $$
  select regexp_replace(lower(normalize(p_one, nfkc)), '[[:space:]·•．.]', '', 'g') = regexp_replace(lower(normalize(p_other, nfkc)), '[[:space:]·•．.]', '', 'g')
$$;

create function app.sign_agreement(p_request uuid, p_number text, p_code text, p_paper uuid, p_sha256 text, p_name text, p_strokes jsonb)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'paper', p_paper, 'sha256', p_sha256, 'name', p_name, 'strokes', p_strokes);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'sign_agreement', v_args);
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
  v_paper app.agreement_papers;
  v_signature app.agreement_signatures;
  v_strokes text;
begin
  if v_credential_holder.case_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  if p_paper is null then perform app.refuse('field_required', '{"field": "paper_id"}'); end if;
  perform app.check_stage(v_credential_holder.case_id, array['mediating']);
  select s.* into v_signature from app.agreement_signatures s join app.agreement_papers p on p.id = s.paper_id
  where s.paper_id = p_paper and s.party_id = v_credential_holder.party_id and p.case_id = v_credential_holder.case_id;
  if v_signature.paper_id is null then perform app.refuse('record_not_found', '{"field": "paper_id"}', 'PT404'); end if;
  select * into v_paper from app.agreement_papers where id = p_paper for update;
  if v_signature.signed_at is not null then perform app.refuse('signed_before', '{}', 'PT409'); end if;
  if v_paper.discarded_at is not null or v_paper.sha256 is distinct from lower(p_sha256) then perform app.refuse('paper_changed', '{}', 'PT409'); end if;
  if v_paper.way = 'paper' then perform app.refuse('paper_only', '{}', 'PT409'); end if;
  if not coalesce(app.same_name(app.clean_text(p_name, 'name', 1, 80),
      (select app.unseal(name) from app.parties_private where party_id = v_credential_holder.party_id)), false) then
    perform app.refuse('name_differs', '{"field": "name"}');
  end if;
  v_strokes := app.clean_strokes(p_strokes);
  update app.agreement_signatures set signed_at = now(), way = 'phone', strokes = app.seal(v_strokes)
  where paper_id = p_paper and party_id = v_credential_holder.party_id;
  perform app.finish_side('sign_agreement', v_credential_holder.case_id, jsonb_build_object('side', v_credential_holder.side, 'no', v_paper.no, 'sha256', v_paper.sha256,
    'way', 'phone', 'in_force_on', app.settle_paper(p_paper)), p_request, v_args);
  return query select c.status from app.cases c where c.id = v_credential_holder.case_id;
end $$;

-- Locks the current text of a case for a step of the organisation.
create function app.open_paper(p_verb text, p_paper uuid, p_version int) returns app.agreement_papers
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_paper app.agreement_papers;
begin
  perform app.open_record(p_verb, (select case_id from app.agreement_papers where id = p_paper), 'paper_id', p_paper, p_version);
  select * into v_paper from app.agreement_papers where id = p_paper for update;
  perform app.check_version(v_paper.version, p_version);
  if v_paper.discarded_at is not null or v_paper.in_force_on is not null then perform app.refuse('no_paper', '{}', 'PT409'); end if;
  return v_paper;
end $$;

-- The mediator records a signature on paper after seeing it.
create function app.record_paper_signature(p_paper uuid, p_version int, p_request uuid, p_party uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('paper', p_paper, 'version', p_version, 'party', p_party);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'record_paper_signature', v_args);
  v_paper app.agreement_papers;
  v_signed timestamptz;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_paper := app.open_paper('record_paper_signature', p_paper, p_version);
  if p_party is null then perform app.refuse('field_required', '{"field": "party_id"}'); end if;
  select signed_at into v_signed from app.agreement_signatures where paper_id = p_paper and party_id = p_party;
  if not found then perform app.refuse('party_not_found', '{"field": "party_id"}', 'PT404'); end if;
  if v_signed is not null then perform app.refuse('signed_before', '{"field": "party_id"}', 'PT409'); end if;
  update app.agreement_signatures set signed_at = now(), way = 'paper', recorded_by_name = (select name from app.staff where id = auth.uid())
  where paper_id = p_paper and party_id = p_party;
  update app.agreement_papers set version = version + 1 where id = p_paper;
  return next app.finish_side('record_paper_signature', v_paper.case_id, jsonb_build_object('no', v_paper.no, 'way', 'paper',
    'in_force_on', app.settle_paper(p_paper)), p_request, v_args);
end $$;

create function app.sign_as_mediator(p_paper uuid, p_version int, p_request uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('paper', p_paper, 'version', p_version);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'sign_as_mediator', v_args);
  v_paper app.agreement_papers;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_paper := app.open_paper('sign_as_mediator', p_paper, p_version);
  if v_paper.mediator_signed_at is not null then perform app.refuse('signed_before', '{}', 'PT409'); end if;
  update app.agreement_papers set mediator_signed_at = now(), mediator_name = (select name from app.staff where id = auth.uid()), version = version + 1
  where id = p_paper;
  return next app.finish_side('sign_as_mediator', v_paper.case_id, jsonb_build_object('no', v_paper.no,
    'in_force_on', app.settle_paper(p_paper)), p_request, v_args);
end $$;

create function app.stamp_agreement(p_paper uuid, p_version int, p_request uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('paper', p_paper, 'version', p_version);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'stamp_agreement', v_args);
  v_paper app.agreement_papers;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_paper := app.open_paper('stamp_agreement', p_paper, p_version);
  if v_paper.stamped_at is not null then perform app.refuse('stamped_before', '{}', 'PT409'); end if;
  update app.agreement_papers set stamped_at = now(), stamped_by_name = (select name from app.staff where id = auth.uid()), version = version + 1
  where id = p_paper;
  return next app.finish_side('stamp_agreement', v_paper.case_id, jsonb_build_object('no', v_paper.no,
    'in_force_on', app.settle_paper(p_paper)), p_request, v_args);
end $$;

create function app.discard_agreement(p_paper uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('paper', p_paper, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'discard_agreement', v_args);
  v_paper app.agreement_papers;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_paper := app.open_paper('discard_agreement', p_paper, p_version);
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  update app.agreement_papers set discarded_at = now(), discard_reason = v_reason, version = version + 1 where id = p_paper;
  return next app.finish_side('discard_agreement', v_paper.case_id, jsonb_build_object('no', v_paper.no, 'reason', v_reason), p_request, v_args);
end $$;

create type api.agreement_text as (no int, body text, sha256 text, signatures jsonb);
comment on type api.agreement_text is 'A text to be signed, in full, with who signed it and when, and the drawn signatures.';

-- The text with the full names, to print or check; opening it is logged as for api.reveal_party.
create function app.read_agreement(p_paper uuid) returns setof api.agreement_text
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  select c.* into v_case from app.agreement_papers p join app.cases c on c.id = p.case_id where p.id = p_paper;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('record_not_found', '{"field": "paper_id"}', 'PT404'); end if;
  if not (app.is_actor('desk', v_case, v_me) or app.is_actor('mediator', v_case, v_me) or app.is_actor('lead_desk', v_case, v_me)) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  insert into app.party_reveals (party_id, case_id, staff_id, post_id, actor_name, organisation_id, organisation_name, region_code, reason)
  select g.party_id, v_case.id, v_me.staff_id, v_me.id, s.name, o.id, o.name, v_case.region_code, '查看或打印调解协议书'
  from app.agreement_signatures g, app.staff s, app.organisations o
  where g.paper_id = p_paper and s.id = v_me.staff_id and o.id = v_me.organisation_id;
  return query select p.no, app.unseal(p.body), p.sha256,
    (select jsonb_agg(jsonb_build_object('name', app.unseal(v.name), 'side', y.side, 'signed_at', g.signed_at, 'way', g.way,
       'strokes', app.unseal(g.strokes)::jsonb) order by y.created_at, y.id)
     from app.agreement_signatures g join app.parties y on y.id = g.party_id join app.parties_private v on v.party_id = y.id where g.paper_id = p.id)
  from app.agreement_papers p where p.id = p_paper;
end $$;

create function api.sign_agreement(request_id uuid, number text, tracking_code text, paper_id uuid, sha256 text, name text, strokes jsonb)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.sign_agreement(request_id, number, tracking_code, paper_id, sha256, name, strokes) $$;
create function api.record_paper_signature(paper_id uuid, expected_version int, request_id uuid, party_id uuid)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.record_paper_signature(paper_id, expected_version, request_id, party_id) $$;
create function api.sign_as_mediator(paper_id uuid, expected_version int, request_id uuid)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.sign_as_mediator(paper_id, expected_version, request_id) $$;
create function api.stamp_agreement(paper_id uuid, expected_version int, request_id uuid)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.stamp_agreement(paper_id, expected_version, request_id) $$;
create function api.discard_agreement(paper_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.discard_agreement(paper_id, expected_version, request_id, reason) $$;
create function api.read_agreement(paper_id uuid)
returns setof api.agreement_text language sql volatile security invoker set search_path = '' as $$
  select * from app.read_agreement(paper_id) $$;

comment on function api.sign_agreement is
  'Signing party: signs the text by its digest, with full name and drawn signature. 409 paper_changed, signed_before, paper_only; 422 name_differs.';
comment on function api.record_paper_signature is 'Mediator: records that a party has signed the printed text by hand.';
comment on function api.sign_as_mediator is 'Mediator: signs the text.';
comment on function api.stamp_agreement is 'Lead: puts the organisation''s stamp on the text.';
comment on function api.discard_agreement is
  'Mediator: discards a text that has not taken effect, for a reason of 2–500 characters; its signatures lose their effect.';
comment on function api.read_agreement is
  'Desk, mediator, dispatcher of the lead: the text with full names and signatures; reading it is logged.';

grant execute on function
  app.sign_agreement(uuid, text, text, uuid, text, text, jsonb), api.sign_agreement(uuid, text, text, uuid, text, text, jsonb)
to anon, authenticated;
grant execute on function
  app.record_paper_signature(uuid, int, uuid, uuid), api.record_paper_signature(uuid, int, uuid, uuid),
  app.sign_as_mediator(uuid, int, uuid), api.sign_as_mediator(uuid, int, uuid),
  app.stamp_agreement(uuid, int, uuid), api.stamp_agreement(uuid, int, uuid),
  app.discard_agreement(uuid, int, uuid, text), api.discard_agreement(uuid, int, uuid, text),
  app.read_agreement(uuid), api.read_agreement(uuid)
to authenticated;

-- 60_parties/ratings.sql ----------------------------------------------------------------------------------------

-- Ratings: once per party, after closing, of the service and of the result; a low one opens a follow-up.

create trigger ratings_30_append_only before update or delete on app.ratings for each row execute function app.refuse_change();

create function app.is_low(p_service int, p_result int) returns boolean
language sql stable security definer set search_path = '' as $$
  select least(p_service, p_result) <= (app.setting('low_rating'))::int
$$;

create function app.count_rating() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.organisation_ratings as r (organisation_id, month, n, service_sum, result_sum, low)
  values (new.organisation_id, date_trunc('month', new.at at time zone 'Asia/Shanghai')::date, 1, new.service, new.result,
    app.is_low(new.service, new.result)::int)
  on conflict (organisation_id, month) do update set n = r.n + 1, service_sum = r.service_sum + excluded.service_sum,
    result_sum = r.result_sum + excluded.result_sum, low = r.low + excluded.low;
  return null;
end $$;
create trigger ratings_70_count after insert on app.ratings for each row execute function app.count_rating();

create policy "leaders, administrators and desks of the case, and the rated organisation, read ratings" on app.ratings for select to authenticated
  using (coalesce(organisation_id = (select app.my_organisation()), false)
    or coalesce((select app.my_role()) in ('leader', 'administrator', 'dispatcher') and (select app.my_scope()) is not null, false)
      and exists (select 1 from app.cases c where c.id = case_id));
create policy "leaders and administrators above, and the organisation itself, read its averages" on app.organisation_ratings for select to authenticated
  using (coalesce(organisation_id = (select app.my_organisation()), false)
    or coalesce((select app.my_role()) in ('leader', 'administrator'), false)
      and exists (select 1 from app.organisations o where o.id = organisation_id and starts_with(o.region_code, (select app.my_scope()))));
grant select (case_id, side, organisation_id, service, result, message, at) on app.ratings to authenticated;
grant select on app.organisation_ratings to authenticated;

create view api.ratings with (security_invoker = true) as
  select r.case_id, c.number as case_number, r.side, r.organisation_id, o.name as organisation_name, r.service, r.result, r.message, r.at
  from app.ratings r left join app.cases c on c.id = r.case_id left join app.organisations o on o.id = r.organisation_id;
comment on view api.ratings is
  'Ratings by parties: rated organisation, service and result 1 to 5, message, time. Filter by case_id or organisation_id.';
create view api.organisation_ratings with (security_invoker = true) as
  select r.organisation_id, o.name as organisation_name, r.month, r.n, r.low,
    round(r.service_sum::numeric / r.n, 2) as service, round(r.result_sum::numeric / r.n, 2) as result
  from app.organisation_ratings r left join app.organisations o on o.id = r.organisation_id;
comment on view api.organisation_ratings is 'Averages of an organisation''s ratings by month: service and result 1 to 5, how many, how many low.';
grant select on api.ratings, api.organisation_ratings to authenticated;

create function app.rate_case(p_request uuid, p_number text, p_code text, p_service int, p_result int, p_message text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'service', p_service, 'result', p_result, 'message', p_message);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'rate_case', v_args);
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
  v_case app.cases;
  v_message text;
  v_low boolean := app.is_low(p_service, p_result);
begin
  if v_credential_holder.case_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  v_case := app.check_stage(v_credential_holder.case_id, array['closed']);
  if p_service is null then perform app.refuse('field_required', '{"field": "service"}'); end if;
  if p_service not between 1 and 5 then perform app.refuse('out_of_range', '{"field": "service", "min": 1, "max": 5}'); end if;
  if p_result is null then perform app.refuse('field_required', '{"field": "result"}'); end if;
  if p_result not between 1 and 5 then perform app.refuse('out_of_range', '{"field": "result", "min": 1, "max": 5}'); end if;
  v_message := app.clean_text(p_message, 'message', 0, 500);
  if exists (select 1 from app.ratings where case_id = v_case.id and party_id = v_credential_holder.party_id) then
    perform app.refuse('rated_before', '{}', 'PT409');
  end if;
  insert into app.ratings (case_id, party_id, side, organisation_id, service, result, message)
  values (v_case.id, v_credential_holder.party_id, v_credential_holder.side, coalesce(v_case.lead_organisation_id, v_case.responsible_organisation_id),
    p_service, p_result, v_message);
  if v_low then
    -- A low rating needs a call soon, so a follow-up that is already running must not wait for the day of performance.
    perform app.advance_follow_up(v_case);
  end if;
  perform app.finish_side('rate_case', v_case.id, jsonb_build_object('side', v_credential_holder.side, 'service', p_service, 'result', p_result,
    'low', case when v_low then true end), p_request, v_args);
  return next row(v_case.status)::api.tracked_result;
end $$;

-- Opens the follow-up of a closed case, or moves a running one forward to when a new one would be due.
create function app.advance_follow_up(p_case app.cases) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_new app.deadlines := app.plan_deadline(p_case, 'follow_up', now());
begin
  update app.deadlines set due_at = v_new.due_at, starts_at = least(starts_at, v_new.starts_at), warn_at = v_new.warn_at,
    provisional = v_new.provisional, warned_at = null
  where case_id = p_case.id and stage = 'follow_up' and met_at is null and due_at > v_new.due_at;
  perform app.start_deadline(p_case, 'follow_up', now());
end $$;

create function api.rate_case(request_id uuid, number text, tracking_code text, service int, result int, message text default null)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.rate_case(request_id, number, tracking_code, service, result, message) $$;
comment on function api.rate_case is
  'Party of a closed case: rates service and result, 1 to 5, with up to 500 characters; once. A low rating opens a follow-up. 409 rated_before.';
grant execute on function app.rate_case(uuid, text, text, int, int, text), api.rate_case(uuid, text, text, int, int, text) to anon, authenticated;

-- 60_parties/party_view.sql -------------------------------------------------------------------------------------

-- What each side sees: a party with number and code, staff on the case page.

create type api.party_view as (side text, name text, kind text, decision text, decided_at timestamptz, can_decide boolean, can_write boolean,
  messages jsonb, sessions jsonb, paper jsonb, can_add boolean, evidence jsonb, can_rate boolean, rating jsonb, channels jsonb, has_phone boolean, consent_version text);
comment on type api.party_view is
  'A party''s own part of a case: decision, messages with answers, planned sessions, dates of added photos, the text to sign, rating, message channels. Nothing about another party except the name under a text that both sign.';

create function app.party_view(p_number text, p_code text) returns setof api.party_view
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_credential_holder app.credential_holder := app.find_credential_holder(p_number, p_code);
  v_case app.cases;
  v_open boolean;
begin
  if v_credential_holder.case_id is null then
    perform app.throttle('track_case');
    return;
  end if;
  select * into v_case from app.cases where id = v_credential_holder.case_id;
  v_open := v_case.status in ('accepted', 'dispatched', 'assigned', 'mediating');
  return query
    select p.side, p.name, p.kind,
      case when j.party_id is null then null when app.consented(p.id, 'mediation') then 'agree' else 'decline' end,
      (select max(c.at) from app.party_consents c where c.party_id = p.id and c.kind = 'mediation'),
      v_open and j.party_id is not null, v_case.status <> 'merged',
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'message', m.message, 'at', m.at, 'answer', m.answer,
          'answered_at', m.answered_at, 'answered_by', m.answered_by_organisation, 'due_at',
          (select d.due_at from app.deadlines d where d.case_id = v_case.id and d.subject_id = m.id and d.met_at is null)) order by m.at desc)
        from app.party_messages m where m.party_id = p.id), '[]'),
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'version', s.version, 'starts_at', s.starts_at, 'minutes', s.minutes, 'way', s.way,
          'place', s.place, 'note', s.note, 'cancelled_at', s.cancelled_at, 'reply', i.reply, 'message', i.message) order by s.starts_at)
        from app.planned_sessions s join app.session_invitees i on i.session_id = s.id and i.party_id = p.id
        where s.case_id = v_case.id and s.starts_at > now() - interval '1 day'
          and (s.cancelled_at is null or s.cancel_reason <> 'case_ended')), '[]'),
      (select jsonb_build_object('id', a.id, 'no', a.no, 'body', app.unseal(a.body), 'sha256', a.sha256, 'way', a.way,
          'paper_only', app.paper_only(v_case.type_code), 'mediator_name', a.mediator_name, 'mediator_signed_at', a.mediator_signed_at,
          'stamped_at', a.stamped_at, 'organisation_name', a.organisation_name, 'in_force_on', a.in_force_on,
          'can_sign', v_case.status = 'mediating' and a.way = 'phone' and own.signed_at is null,
          'strokes', app.unseal(own.strokes)::jsonb,
          'signers', (select jsonb_agg(jsonb_build_object('name', app.unseal(v.name), 'side', y.side, 'mine', y.id = p.id,
              'signed_at', g.signed_at, 'way', g.way) order by y.created_at, y.id)
            from app.agreement_signatures g join app.parties y on y.id = g.party_id join app.parties_private v on v.party_id = y.id
            where g.paper_id = a.id))
        from app.agreement_papers a join app.agreement_signatures own on own.paper_id = a.id and own.party_id = p.id
        where a.case_id = v_case.id and a.discarded_at is null),
      v_case.closed_at is null,
      coalesce((select jsonb_agg(jsonb_build_object('at', e.created_at, 'note', e.note, 'removed_at', e.removed_at) order by e.created_at desc)
        from app.party_evidence x join app.evidence e on e.id = x.evidence_id where x.party_id = p.id), '[]'),
      v_case.status = 'closed' and r.party_id is null,
      case when r.party_id is not null then jsonb_build_object('service', r.service, 'result', r.result, 'message', r.message, 'at', r.at) end,
      coalesce((select jsonb_agg(jsonb_build_object('channel', h.channel, 'shown', h.shown)) from app.party_channels h
        where h.party_id = p.id and h.ended_at is null), '[]'),
      p.phone is not null, (app.consent_in_force('party')).version
    from app.parties p
    left join app.party_access j on j.party_id = p.id
    left join app.ratings r on r.case_id = v_case.id and r.party_id = p.id
    where p.id = v_credential_holder.party_id;
end $$;

create type api.parties_side as (actions text[], messages jsonb, sessions jsonb, links jsonb, consents jsonb, papers jsonb, outgoing jsonb,
  paper_only boolean);
comment on type api.parties_side is
  'The parties'' side of a case for staff: what the caller may do now, questions and statements, planned sessions with replies, links, consents, texts with signers, messages sent. Parties by their ids.';

-- Administrators may not read about the parties, and a reporter's part ends with the filing.
create function app.parties_side(p_case uuid) returns setof api.parties_side
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('case_not_found', '{}', 'PT404'); end if;
  if v_me.role in ('administrator', 'reporter') then perform app.refuse('refused', '{}', '42501'); end if;
  return query select
    array(select app.side_actions(v_case, v_me)),
    coalesce((select jsonb_agg(to_jsonb(m) - 'case_id' || jsonb_build_object('due_at',
        (select d.due_at from app.deadlines d where d.case_id = p_case and d.subject_id = m.id and d.met_at is null)) order by m.at desc)
      from app.party_messages m where m.case_id = p_case), '[]'),
    coalesce((select jsonb_agg(to_jsonb(s) - 'case_id' || jsonb_build_object('replies',
        (select jsonb_agg(jsonb_build_object('party_id', i.party_id, 'reply', i.reply, 'message', i.message, 'replied_at', i.replied_at))
         from app.session_invitees i where i.session_id = s.id)) order by s.starts_at desc)
      from app.planned_sessions s where s.case_id = p_case), '[]'),
    coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'version', l.version, 'party_id', l.party_id, 'about', l.about,
        'shows_name', l.shows_name, 'expires_at', l.expires_at, 'created_by_name', l.created_by_name, 'created_at', l.created_at,
        'opened_at', l.opened_at, 'used_at', l.used_at, 'state', case when l.used_at is not null then 'used'
          when l.revoked_at is not null then 'revoked' when l.expires_at < now() then 'expired' else 'open' end) order by l.created_at desc)
      from app.party_links l where l.case_id = p_case), '[]'),
    coalesce((select jsonb_agg(jsonb_build_object('party_id', c.party_id, 'kind', c.kind, 'given', c.given, 'version', c.version, 'at', c.at) order by c.id desc)
      from app.party_consents c where c.case_id = p_case), '[]'),
    coalesce((select jsonb_agg(to_jsonb(a) - 'case_id' - 'body' || jsonb_build_object('signers',
        (select jsonb_agg(jsonb_build_object('party_id', g.party_id, 'signed_at', g.signed_at, 'way', g.way, 'recorded_by_name', g.recorded_by_name))
         from app.agreement_signatures g where g.paper_id = a.id),
        'photos', array(select o.evidence_id from app.paper_photos o where o.paper_id = a.id)) order by a.no desc)
      from app.agreement_papers a where a.case_id = p_case), '[]'),
    coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'party_id', o.party_id, 'channel', o.channel, 'kind', o.kind, 'shown', o.shown,
        'state', o.state, 'attempts', o.attempts, 'created_at', o.created_at, 'sent_at', o.sent_at) order by o.id desc)
      from (select * from app.outbox x where x.case_id = p_case order by x.id desc limit 100) o), '[]'),
    app.paper_only(v_case.type_code);
end $$;

create function api.party_view(number text, tracking_code text) returns setof api.party_view
language sql volatile security invoker set search_path = '' as $$ select * from app.party_view(number, tracking_code) $$;
create function api.parties_side(case_id uuid) returns setof api.parties_side
language sql stable security invoker set search_path = '' as $$ select * from app.parties_side(case_id) $$;
comment on function api.party_view is
  'Holder of number and tracking code: their own part of the case. No row when the pair does not match; too many failed attempts PT429.';
comment on function api.parties_side is
  'Readers of a case except administrators and reporters: the parties'' side of it, and what the caller may do there now.';
grant execute on function app.party_view(text, text), api.party_view(text, text) to anon, authenticated;
grant execute on function app.parties_side(uuid), api.parties_side(uuid) to authenticated;

-- 70_admin/tables.sql -------------------------------------------------------------------------------------------

-- Changes of region codes, including unfinished ones.

create table app.region_changes (
  id uuid not null default gen_random_uuid(),
  kind text not null,
  code text collate "C" not null,
  effective_on date not null,
  cases_total int not null default 0,
  cases_moved int not null default 0,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  constraint region_changes_pkey primary key (id),
  constraint region_changes_kind check (kind in ('merge', 'split', 'recode')),
  constraint region_changes_region foreign key (code) references app.regions (code) on delete restrict
);
comment on table app.region_changes is 'Merges, splits and new codes, with the number of cases moved.';
create index region_changes_code on app.region_changes (code);
create index region_changes_running on app.region_changes (created_at) where finished_at is null;
alter table app.region_changes enable row level security;

create table app.region_moves (
  change_id uuid not null,
  old_code text collate "C" not null,
  new_code text collate "C" not null,
  done boolean not null default false,
  constraint region_moves_pkey primary key (change_id, old_code),
  constraint region_moves_change foreign key (change_id) references app.region_changes (id) on delete cascade
);
comment on table app.region_moves is 'Old and new code of each region in a change.';
alter table app.region_moves enable row level security;

-- 70_admin/first_administrator.sql ------------------------------------------------------------------------------

-- Creating a city with its first administrator.

-- Only the operator of an installation creates a city and its first administrator: region, dispatch centre, invitation.
-- Returns the token of the link <address>/console/join#<token>; a repeated call returns one again while the city has no
-- administrator.
create function app.found_city(p_code text, p_name text, p_longitude double precision, p_latitude double precision)
returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  v_code text := app.check_region_code(p_code, 'code');
  v_request uuid := gen_random_uuid();
  v_organisation uuid;
  v_account text := 'admin.' || app.plain_region_code(p_code);
begin
  if length(v_code) <> 4 then perform app.refuse('invalid_region_code', '{"field": "code"}'); end if;
  perform app.check_position(p_longitude, p_latitude);
  insert into app.regions (code, name, longitude, latitude, position_basis)
  values (v_code, app.clean_text(p_name, 'name', 2, 60), p_longitude, p_latitude, 'outline')
  on conflict (code) do nothing;
  insert into app.organisations (name, short_name, kind, region_code, longitude, latitude, capacity)
  select r.name || '矛盾纠纷多元化解指挥调度中心', r.name || '指挥调度中心', 'dispatch_centre', r.code, r.longitude, r.latitude, 300
  from app.regions r where r.code = v_code
    and not exists (select 1 from app.organisations where kind = 'dispatch_centre' and active and region_code = v_code);
  select id into v_organisation from app.organisations where kind = 'dispatch_centre' and active and region_code = v_code;
  insert into app.organisation_regions (organisation_id, region_code) values (v_organisation, v_code) on conflict do nothing;
  if exists (select 1 from app.posts p join app.staff s on s.id = p.staff_id and s.active
             where p.organisation_id = v_organisation and p.role = 'administrator' and app.is_current(p.valid_from, p.valid_to)) then
    return null;
  end if;
  update app.invitations set revoked_at = now() where account = v_account and accepted_at is null and revoked_at is null;
  insert into app.invitations (purpose, name, account, organisation_id, role, token_hash, expires_at)
  values ('join', '系统管理员', v_account, v_organisation, 'administrator',
    app.token_hash(app.invitation_token(v_request, v_account)), now() + make_interval(days => (app.setting('invitation_days'))::int));
  return app.invitation_token(v_request, v_account);
end $$;
comment on function app.found_city is
  'Operator only: creates a city, its dispatch centre and the invitation of its first administrator; null when there is one already.';

-- 70_admin/regions.sql ------------------------------------------------------------------------------------------

-- Regions are added, renamed and retired by the administrators above them.
-- A code is never deleted, because old cases keep it.

-- Normalises a code: twelve digits with trailing zeros, or already cut to its level.
create function app.plain_region_code(p_code text) returns text
language sql immutable set search_path = '' as $$
  select case when v ~ '^[0-9]{12}$' then regexp_replace(case when v ~ '0{6}$' then left(v, 6) when v ~ '000$' then left(v, 9)
      else v end, '^([0-9]{4})00$', '\1')
    when v ~ '^[0-9]{4}00$' then left(v, 4) else v end
  from (select regexp_replace(normalize(left(coalesce(p_code, ''), 40), nfkc), '[[:space:]]', '', 'g') as v) as plain
$$;

create function app.check_region_code(p_code text, p_field text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_code text := app.plain_region_code(p_code);
begin
  if v_code = '' then perform app.refuse('field_required', jsonb_build_object('field', p_field)); end if;
  if v_code !~ '^[0-9]{4}([0-9]{2}([0-9]{3}([0-9]{3})?)?)?$' then
    perform app.refuse('invalid_region_code', jsonb_build_object('field', p_field));
  end if;
  return v_code;
end $$;

create function app.check_position(p_longitude double precision, p_latitude double precision) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if (p_longitude is null) <> (p_latitude is null) then perform app.refuse('invalid_value', '{"field": "longitude"}'); end if;
  -- The bounds of China with its sea; NaN compares as greater than every number.
  if p_longitude not between 73 and 136 then perform app.refuse('out_of_range', '{"field": "longitude", "min": 73, "max": 136}'); end if;
  if p_latitude not between 3 and 54 then perform app.refuse('out_of_range', '{"field": "latitude", "min": 3, "max": 54}'); end if;
end $$;

-- Locks a region in use that the caller may change: below their own or, with `p_own`, their own too.
create function app.open_region(p_code text, p_version int, p_own boolean default false) returns app.regions
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.require_administrator();
  v_region app.regions;
begin
  if coalesce(p_code, '') = '' then perform app.refuse('field_required', '{"field": "code"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_region from app.regions where code = p_code for update;
  if v_region.code is null then perform app.refuse('region_not_found', '{"field": "code"}', 'PT404'); end if;
  if not app.administers_region(p_code) or (not p_own and p_code = app.my_scope()) then
    perform app.refuse('outside_scope', '{"field": "code"}', '42501');
  end if;
  if not v_region.active then perform app.refuse('region_retired', '{"field": "code"}', 'PT409'); end if;
  if v_region.version <> p_version then
    perform app.refuse('stale_record', jsonb_build_object('version', v_region.version), 'PT409');
  end if;
  return v_region;
end $$;

-- Checks a new code under a region of the caller's territory.
create function app.check_new_region(p_code text, p_field text) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  v_parent text := case length(p_code) when 6 then left(p_code, 4) when 9 then left(p_code, 6) when 12 then left(p_code, 9) end;
begin
  if exists (select 1 from app.regions where code = p_code) then
    perform app.refuse('region_exists', jsonb_build_object('field', p_field), 'PT409');
  end if;
  if v_parent is null or not exists (select 1 from app.regions where code = v_parent and active) then
    perform app.refuse('parent_missing', jsonb_build_object('field', p_field));
  end if;
  if not app.administers_region(v_parent) then
    perform app.refuse('outside_scope', jsonb_build_object('field', p_field), '42501');
  end if;
end $$;

create function app.create_region(p_request uuid, p_code text, p_name text, p_longitude double precision, p_latitude double precision)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('code', p_code, 'name', p_name, 'longitude', p_longitude, 'latitude', p_latitude);
  v_done jsonb := app.changed_before(p_request, 'create_region', v_args);
  v_code text;
  v_name text;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  perform app.require_administrator();
  v_code := app.check_region_code(p_code, 'code');
  v_name := app.clean_text(p_name, 'name', 2, 60);
  perform app.check_position(p_longitude, p_latitude);
  perform app.check_new_region(v_code, 'code');
  insert into app.regions (code, name, longitude, latitude) values (v_code, v_name, p_longitude, p_latitude);
  return next app.as_result(app.write_change('create_region', 'region', v_code, v_name, null, v_code, '{}', p_request, v_args,
    jsonb_build_object('id', v_code, 'version', 1)));
end $$;

-- The path contains the names above, so it is rewritten for each region below.
create function app.rename_region(p_code text, p_version int, p_request uuid, p_name text, p_longitude double precision,
  p_latitude double precision)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('code', p_code, 'version', p_version, 'name', p_name, 'longitude', p_longitude,
    'latitude', p_latitude);
  v_done jsonb := app.changed_before(p_request, 'rename_region', v_args);
  v_region app.regions;
  v_name text;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_region := app.open_region(p_code, p_version, true);
  v_name := app.clean_text(p_name, 'name', 2, 60);
  perform app.check_position(p_longitude, p_latitude);
  update app.regions set name = v_name, longitude = coalesce(p_longitude, longitude), latitude = coalesce(p_latitude, latitude),
    position_basis = case when p_longitude is null then position_basis else 'outline' end, version = version + 1
  where code = p_code;
  for v_level in length(p_code) + 1 .. 12 loop
    update app.regions set name = name where length(code) = v_level and code between p_code and p_code || '~';
  end loop;
  return next app.as_result(app.write_change('rename_region', 'region', p_code, v_name, null, p_code,
    jsonb_build_object('from', case when v_name <> v_region.name then v_region.name end, 'to', case when v_name <> v_region.name then v_name end,
      'longitude', p_longitude, 'latitude', p_latitude), p_request, v_args,
    jsonb_build_object('id', p_code, 'version', p_version + 1)));
end $$;

-- Retires a region without cases, organisations or regions below; any other must be merged instead.
create function app.retire_region(p_code text, p_version int, p_request uuid, p_reason text)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('code', p_code, 'version', p_version, 'reason', p_reason);
  v_done jsonb := app.changed_before(p_request, 'retire_region', v_args);
  v_region app.regions;
  v_reason text;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_region := app.open_region(p_code, p_version);
  v_reason := app.clean_text(p_reason, 'reason', 2, 200);
  if exists (select 1 from app.regions where parent_code = p_code and active)
      or exists (select 1 from app.organisations where region_code = p_code and active)
      or exists (select 1 from app.organisation_regions s join app.organisations o on o.id = s.organisation_id and o.active
                 where s.region_code = p_code)
      or exists (select 1 from app.cases where region_code = p_code) then
    perform app.refuse('region_in_use', '{}', 'PT409');
  end if;
  update app.regions set active = false, version = version + 1 where code = p_code;
  return next app.as_result(app.write_change('retire_region', 'region', p_code, v_region.name, null, p_code,
    jsonb_build_object('reason', v_reason), p_request, v_args, jsonb_build_object('id', p_code, 'version', p_version + 1)));
end $$;

create function api.create_region(request_id uuid, code text, name text, longitude double precision default null, latitude double precision default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.create_region(request_id, code, name, longitude, latitude) $$;
create function api.rename_region(code text, expected_version int, request_id uuid, name text, longitude double precision default null, latitude double precision default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.rename_region(code, expected_version, request_id, name, longitude, latitude) $$;
create function api.retire_region(code text, expected_version int, request_id uuid, reason text)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.retire_region(code, expected_version, request_id, reason) $$;

comment on function api.create_region is 'Administrator: adds a region below one of their territory. Codes may be written with twelve digits.';
comment on function api.rename_region is 'Administrator: renames a region, or places it on the map (WGS-84).';
comment on function api.retire_region is 'Administrator: retires an empty region (409 region_in_use otherwise).';

grant execute on function
  app.create_region(uuid, text, text, double precision, double precision), api.create_region(uuid, text, text, double precision, double precision),
  app.rename_region(text, int, uuid, text, double precision, double precision), api.rename_region(text, int, uuid, text, double precision, double precision),
  app.retire_region(text, int, uuid, text), api.retire_region(text, int, uuid, text)
to authenticated;

-- 70_admin/region_copies.sql ------------------------------------------------------------------------------------

-- Copies of region codes in other records: how each follows when a region gets a new code.

-- Every column that holds the code of a region, and how it follows when the code changes: "case" with the case of its
-- row, "change" at once with the change of regions, "own" by a statement of its own in region_codes.sql; the others stay as they are.
create function app.region_columns() returns table (relation text, field text, follows text, why text)
language sql immutable set search_path = '' as $$
  values ('cases', 'region_code', 'own', 'in batches'),
    ('cases', 'filed_region_code', 'stays', 'where the case was filed'),
    ('supervision_orders', 'region_code', 'case', null), ('party_reveals', 'region_code', 'case', null),
    ('privacy_requests', 'region_code', 'case', null), ('erasures', 'region_code', 'case', null),
    ('privacy_log', 'region_code', 'case', null),
    ('administration_events', 'region_code', 'change', null), ('filing_sources', 'region_code', 'change', null),
    ('figure_sets', 'city_code', 'change', null),
    ('organisations', 'region_code', 'own', 'with what becomes of desks'),
    ('organisation_regions', 'region_code', 'own', 'without doubles'),
    ('region_outlines', 'region_code', 'own', 'outlines are joined'),
    ('regions', 'successor_code', 'stays', 'the change itself'),
    ('region_changes', 'code', 'stays', 'the change itself'), ('region_moves', 'old_code', 'stays', 'the change itself'),
    ('region_moves', 'new_code', 'stays', 'the change itself'),
    ('map_changes', 'region_code', 'stays', 'a log of values before and after')
$$;

-- Copies in the records of a case follow its region, whether the region changed its code or the case its place.
create function app.recode_records() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  v_column record;
begin
  perform set_config('app.recoding', 'on', true);
  for v_column in select * from app.region_columns() where follows = 'case' loop
    execute format('update app.%I set %I = $1 where case_id = $2 and %2$I <> $1', v_column.relation, v_column.field)
      using new.region_code, new.id;
  end loop;
  perform set_config('app.recoding', '', true);
  return null;
end $$;
create trigger cases_60_region_copies after update of region_code on app.cases
  for each row when (old.region_code is distinct from new.region_code) execute function app.recode_records();

-- Copies in records that belong to no case follow a change of regions at once.
create function app.recode_copies(p_change uuid) returns void language plpgsql volatile set search_path = '' as $$
declare
  v_column record;
begin
  perform set_config('app.recoding', 'on', true);
  for v_column in select * from app.region_columns() where follows = 'change' loop
    execute format('update app.%I t set %I = m.new_code from app.region_moves m where m.change_id = $1 and t.%2$I = m.old_code',
      v_column.relation, v_column.field) using p_change;
  end loop;
  perform set_config('app.recoding', '', true);
end $$;

-- 70_admin/region_codes.sql -------------------------------------------------------------------------------------

-- Merging and splitting regions, and giving them new codes.
-- Cases keep the region of their filing and move to the successor in batches, so that no statement runs long however
-- many there are.

-- Whether a change concerns the caller's territory, by the code before or after it.
create function app.oversees_change(p_change uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from app.region_changes c where c.id = p_change and starts_with(c.code, app.my_scope()))
    or exists (select 1 from app.region_moves m where m.change_id = p_change and starts_with(m.new_code, app.my_scope()))
$$;
grant execute on function app.oversees_change(uuid) to authenticated;

create policy "administrators read changes of their territory" on app.region_changes for select to authenticated
  using (coalesce((select app.my_role()) = 'administrator' and app.oversees_change(id), false));
grant select on app.region_changes to authenticated;
create view api.region_changes with (security_invoker = true) as
  select id, kind, code, effective_on, cases_total, cases_moved, finished_at, created_at from app.region_changes;
comment on view api.region_changes is 'Merges, splits and new codes, with the number of cases already moved.';
grant select on api.region_changes to authenticated;

-- Plans in a change how a region and everything below it become another region and what lies below that. New codes keep
-- the last digits where they are free and take the next free number otherwise.
create function app.plan_moves(p_change uuid, p_old text, p_new text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_child app.regions;
  v_code text;
  v_width int := case length(p_old) when 4 then 2 else 3 end;
begin
  insert into app.region_moves (change_id, old_code, new_code) values (p_change, p_old, p_new);
  for v_child in select * from app.regions where parent_code = p_old and active order by code loop
    v_code := p_new || right(v_child.code, v_width);
    if exists (select 1 from app.regions where code = v_code) or exists (
        select 1 from app.region_moves where change_id = p_change and new_code = v_code) then
      v_code := (
        select p_new || lpad(n::text, v_width, '0') from generate_series(1, case v_width when 2 then 99 else 999 end) as n
        where not exists (select 1 from app.regions where code = p_new || lpad(n::text, v_width, '0'))
          and not exists (select 1 from app.region_moves where change_id = p_change and new_code = p_new || lpad(n::text, v_width, '0'))
        order by n limit 1);
      if v_code is null then perform app.refuse('no_code_left', '{"field": "code"}', 'PT409'); end if;
    end if;
    perform app.plan_moves(p_change, v_child.code, v_code);
  end loop;
end $$;

-- Carries out a planned change except for the cases: new codes, successors, organisations and the regions they serve,
-- outlines. When two desks would share one region, the desk that was already there remains.
create function app.apply_moves(p_change uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_move record;
begin
  for v_move in
    select m.old_code, m.new_code, r.name, r.longitude, r.latitude, r.position_basis,
      exists (select 1 from app.regions n where n.code = m.new_code) as known
    from app.region_moves m join app.regions r on r.code = m.old_code
    where m.change_id = p_change order by length(m.old_code), m.old_code
  loop
    if not v_move.known then
      insert into app.regions (code, name, longitude, latitude, position_basis)
      values (v_move.new_code, v_move.name, v_move.longitude, v_move.latitude, v_move.position_basis);
    end if;
    update app.regions set active = false, successor_code = v_move.new_code, version = version + 1 where code = v_move.old_code;
    insert into app.region_outlines as o (region_code, outline)
    select v_move.new_code, jsonb_build_object('type', 'MultiPolygon', 'coordinates', old.polygons)
    from (select case outline ->> 'type' when 'Polygon' then jsonb_build_array(outline -> 'coordinates') else outline -> 'coordinates' end
            as polygons from app.region_outlines where region_code = v_move.old_code) as old
    on conflict (region_code) do update set outline = jsonb_build_object('type', 'MultiPolygon', 'coordinates',
      case o.outline ->> 'type' when 'Polygon' then jsonb_build_array(o.outline -> 'coordinates') else o.outline -> 'coordinates' end
        || (excluded.outline -> 'coordinates'));
    update app.organisations o set active = false, version = version + 1
    where o.region_code = v_move.old_code and o.kind = 'dispatch_centre' and o.active and exists (
      select 1 from app.organisations other where other.region_code = v_move.new_code and other.kind = 'dispatch_centre' and other.active);
    update app.organisations set region_code = v_move.new_code, version = version + 1
    where region_code = v_move.old_code and active;
    insert into app.organisation_regions (organisation_id, region_code)
    select organisation_id, v_move.new_code from app.organisation_regions where region_code = v_move.old_code
    on conflict do nothing;
    delete from app.organisation_regions s using app.organisations o
    where s.region_code = v_move.old_code and o.id = s.organisation_id and o.active;
  end loop;
  perform app.recode_copies(p_change);
  update app.region_changes c set cases_total = (
    select count(*) from app.region_moves m join app.cases k on k.region_code = m.old_code where m.change_id = p_change)
  where c.id = p_change;
end $$;

-- Moves cases whose region has a successor in an unfinished change, each with a history event; the caller has locked
-- them. A desk that was merged away hands its open cases to the remaining one.
create function app.move_listed(p_cases uuid[]) returns int
language plpgsql volatile set search_path = '' as $$
declare
  v_n int;
begin
  with planned as (
    select k.id, k.region_code as old_code, m.new_code from app.cases k
    join app.region_moves m on m.old_code = k.region_code and not m.done
    join app.region_changes g on g.id = m.change_id and g.finished_at is null
    where k.id = any (p_cases)
  ), moved as (
    update app.cases c set region_code = planned.new_code, version = c.version + 1, updated_at = now(),
      responsible_organisation_id = coalesce(desk.new_id, c.responsible_organisation_id),
      participant_organisation_ids = case when desk.new_id is null or desk.new_id = any (c.participant_organisation_ids)
        then c.participant_organisation_ids else c.participant_organisation_ids || desk.new_id end
    from planned
    left join lateral (
      -- Only cases whose desk is no longer in use.
      select p.organisation_id as old_id, app.desk_of(planned.new_code) as new_id
      from app.case_participants p join app.organisations o on o.id = p.organisation_id and not o.active
      where p.case_id = planned.id and p.part = 'desk' and p.until is null
    ) as desk on true
    where c.id = planned.id
    returning c.id, c.status, planned.old_code, planned.new_code, desk.old_id, desk.new_id
  ), left_desk as (
    update app.case_participants p set until = now() from moved
    where p.case_id = moved.id and p.organisation_id = moved.old_id and p.part = 'desk' and moved.new_id is not null
  ), joined as (
    insert into app.case_participants (case_id, organisation_id, part)
    select id, new_id, 'desk' from moved where new_id is not null
    on conflict on constraint case_participants_pkey do update set until = null
  ), notified as (
    insert into app.case_events (case_id, verb, from_status, to_status, actor_kind, payload)
    select id, 'move_region', status, status, 'system', jsonb_build_object('from', old_code, 'to', new_code)
    from moved
  )
  select count(*) into v_n from moved;
  return v_n;
end $$;

-- Moves at most `p_limit` cases, open ones first; returns how many were moved. A case in somebody's hands is left to the
-- next run. When the batch fails, each of its cases is tried alone.
create function app.move_cases(p_change uuid, p_limit int) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_move record;
  v_ids uuid[];
  v_n int;
  v_moved int := 0;
begin
  -- One caller at a time: the scheduler tick and an administrator's page may continue the same change.
  perform 1 from app.region_changes where id = p_change and finished_at is null for update;
  if not found then return 0; end if;
  for v_move in select * from app.region_moves where change_id = p_change and not done order by old_code loop
    exit when v_moved >= p_limit;
    v_ids := array(select c.id from app.cases c where c.region_code = v_move.old_code
      and not exists (select 1 from app.tick_failures f where f.step = 'regions' and f.case_id = c.id and f.next_at > now() and f.last_at <= now())
      order by c.closed_at is not null, c.id limit p_limit - v_moved for update skip locked);
    begin
      v_n := app.move_listed(v_ids);
      delete from app.tick_failures where step = 'regions' and case_id = any (v_ids);
    exception when others then
      select count(*) filter (where app.attempt('regions', id::text, id)) into v_n from unnest(v_ids) as id;
    end;
    v_moved := v_moved + v_n;
    if not exists (select 1 from app.cases where region_code = v_move.old_code) then
      update app.region_moves set done = true where change_id = p_change and old_code = v_move.old_code;
    end if;
  end loop;
  update app.region_changes c set cases_moved = c.cases_moved + v_moved,
    finished_at = case when not exists (select 1 from app.region_moves m where m.change_id = p_change and not m.done) then now() end
  where c.id = p_change;
  return v_moved;
end $$;

create type api.region_progress as (id uuid, code text, cases_total int, cases_moved int, finished boolean);
comment on type api.region_progress is 'A change of regions and the number of cases already moved.';

create function app.region_progress(p_change uuid) returns api.region_progress
language sql stable security definer set search_path = '' as $$
  select id, code, cases_total, cases_moved, finished_at is not null from app.region_changes where id = p_change
$$;

-- A change of codes: plan it, carry it out, move the first cases, write the audit log.
create function app.change_codes(p_kind text, p_code text, p_name text, p_moves jsonb, p_effective date, p_details jsonb,
  p_request uuid, p_args jsonb) returns api.region_progress
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_change uuid;
  v_move jsonb;
begin
  if p_effective is null then perform app.refuse('field_required', '{"field": "effective_on"}'); end if;
  if p_effective > app.today() then perform app.refuse('date_in_future', '{"field": "effective_on"}'); end if;
  if p_effective < app.today() - 3660 then perform app.refuse('date_too_early', '{"field": "effective_on"}'); end if;
  insert into app.region_changes (kind, code, effective_on) values (p_kind, p_code, p_effective) returning id into v_change;
  for v_move in select * from jsonb_array_elements(p_moves) loop
    perform app.plan_moves(v_change, v_move ->> 'from', v_move ->> 'to');
  end loop;
  perform app.apply_moves(v_change);
  perform app.move_cases(v_change, 500);
  perform app.write_change(p_kind || '_region', 'region', p_code, p_name, null, p_code,
    p_details || jsonb_build_object('effective_on', p_effective), p_request, p_args, jsonb_build_object('id', v_change, 'version', 1));
  return app.region_progress(v_change);
end $$;

-- Merges sibling regions into one of them.
create function app.merge_regions(p_code text, p_version int, p_request uuid, p_from text[], p_effective date)
returns setof api.region_progress language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('code', p_code, 'version', p_version, 'from', p_from, 'effective', p_effective);
  v_done jsonb := app.changed_before(p_request, 'merge_region', v_args);
  v_into app.regions;
  v_from app.regions[];
begin
  if v_done is not null then return next app.region_progress((v_done ->> 'id')::uuid); return; end if;
  v_into := app.open_region(p_code, p_version);
  if coalesce(cardinality(p_from), 0) = 0 then perform app.refuse('field_required', '{"field": "from_codes"}'); end if;
  v_from := array(select r from app.regions r where r.code = any (p_from) and r.active and r.parent_code = v_into.parent_code
                  and r.code <> p_code order by r.code for update);
  if cardinality(v_from) <> cardinality(p_from) then perform app.refuse('not_siblings', '{"field": "from_codes"}'); end if;
  update app.regions set version = version + 1 where code = p_code;
  return next app.change_codes('merge', p_code, v_into.name,
    (select jsonb_agg(jsonb_build_object('from', r.code, 'to', p_code)) from unnest(v_from) r), p_effective,
    jsonb_build_object('from', (select jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name)) from unnest(v_from) r)),
    p_request, v_args);
end $$;

-- Splits off a new sibling region, which takes over some of the regions below.
create function app.split_region(p_code text, p_version int, p_request uuid, p_new_code text, p_new_name text,
  p_children text[], p_effective date)
returns setof api.region_progress language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('code', p_code, 'version', p_version, 'new_code', p_new_code, 'new_name', p_new_name,
    'children', p_children, 'effective', p_effective);
  v_done jsonb := app.changed_before(p_request, 'split_region', v_args);
  v_region app.regions;
  v_code text;
  v_name text;
begin
  if v_done is not null then return next app.region_progress((v_done ->> 'id')::uuid); return; end if;
  v_region := app.open_region(p_code, p_version);
  v_code := app.check_region_code(p_new_code, 'new_code');
  v_name := app.clean_text(p_new_name, 'new_name', 2, 60);
  if length(v_code) <> length(p_code) or left(v_code, length(v_region.parent_code)) <> v_region.parent_code then
    perform app.refuse('not_siblings', '{"field": "new_code"}');
  end if;
  perform app.check_new_region(v_code, 'new_code');
  if (select count(*) from app.regions where code = any (p_children) and parent_code = p_code and active)
      <> coalesce(cardinality(p_children), 0) then
    perform app.refuse('not_children', '{"field": "child_codes"}');
  end if;
  insert into app.regions (code, name, longitude, latitude) values (v_code, v_name, v_region.longitude, v_region.latitude);
  update app.regions set version = version + 1 where code = p_code;
  return next app.change_codes('split', p_code, v_region.name,
    coalesce((select jsonb_agg(jsonb_build_object('from', c, 'to', v_code || substr(c, length(p_code) + 1))) from unnest(p_children) c), '[]'),
    p_effective, jsonb_build_object('new_code', v_code, 'new_name', v_name, 'children', to_jsonb(p_children)), p_request, v_args);
end $$;

-- Gives a region and everything below it the code that the ministry has announced.
create function app.recode_region(p_code text, p_version int, p_request uuid, p_new_code text, p_new_name text, p_effective date)
returns setof api.region_progress language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('code', p_code, 'version', p_version, 'new_code', p_new_code, 'new_name', p_new_name,
    'effective', p_effective);
  v_done jsonb := app.changed_before(p_request, 'recode_region', v_args);
  v_region app.regions;
  v_code text;
  v_name text;
begin
  if v_done is not null then return next app.region_progress((v_done ->> 'id')::uuid); return; end if;
  v_region := app.open_region(p_code, p_version);
  v_code := app.check_region_code(p_new_code, 'new_code');
  v_name := coalesce(app.clean_text(p_new_name, 'new_name', 0, 60), v_region.name);
  if length(v_code) <> length(p_code) then perform app.refuse('not_siblings', '{"field": "new_code"}'); end if;
  perform app.check_new_region(v_code, 'new_code');
  insert into app.regions (code, name, longitude, latitude, position_basis)
  values (v_code, v_name, v_region.longitude, v_region.latitude, v_region.position_basis);
  return next app.change_codes('recode', p_code, v_region.name, jsonb_build_array(jsonb_build_object('from', p_code, 'to', v_code)),
    p_effective, jsonb_build_object('new_code', v_code, 'new_name', v_name), p_request, v_args);
end $$;

-- Moves the next thousand cases.
create function app.continue_region_change(p_change uuid) returns setof api.region_progress
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_administrator();
  if not coalesce(app.oversees_change(p_change), false) then
    perform app.refuse('region_change_not_found', '{}', 'PT404');
  end if;
  perform app.move_cases(p_change, 1000);
  return next app.region_progress(p_change);
end $$;

create function api.merge_regions(code text, expected_version int, request_id uuid, from_codes text[], effective_on date)
returns setof api.region_progress language sql volatile security invoker set search_path = '' as $$
  select * from app.merge_regions(code, expected_version, request_id, from_codes, effective_on) $$;
create function api.split_region(code text, expected_version int, request_id uuid, new_code text, new_name text, effective_on date, child_codes text[] default '{}')
returns setof api.region_progress language sql volatile security invoker set search_path = '' as $$
  select * from app.split_region(code, expected_version, request_id, new_code, new_name, child_codes, effective_on) $$;
create function api.recode_region(code text, expected_version int, request_id uuid, new_code text, effective_on date, new_name text default null)
returns setof api.region_progress language sql volatile security invoker set search_path = '' as $$
  select * from app.recode_region(code, expected_version, request_id, new_code, new_name, effective_on) $$;
create function api.continue_region_change(change_id uuid)
returns setof api.region_progress language sql volatile security invoker set search_path = '' as $$
  select * from app.continue_region_change(change_id) $$;

comment on function api.merge_regions is
  'Administrator: merges sibling regions into one; regions below get new codes, cases are moved later (continue_region_change).';
comment on function api.split_region is
  'Administrator: makes a sibling region that takes over the named regions below; cases are moved later.';
comment on function api.recode_region is 'Administrator: gives a region and all below it a new national code; cases are moved later.';
comment on function api.continue_region_change is
  'Administrator: moves the next thousand cases of a change; the scheduler tick does the same.';

grant execute on function
  app.merge_regions(text, int, uuid, text[], date), api.merge_regions(text, int, uuid, text[], date),
  app.split_region(text, int, uuid, text, text, text[], date), api.split_region(text, int, uuid, text, text, date, text[]),
  app.recode_region(text, int, uuid, text, text, date), api.recode_region(text, int, uuid, text, date, text),
  app.continue_region_change(uuid), api.continue_region_change(uuid)
to authenticated;

-- 70_admin/region_import.sql ------------------------------------------------------------------------------------

-- Importing the region tree of another city from a file, with a preview of each row.

create type api.region_verdict as (line int, code text, name text, verdict text, before text, error text);
comment on type api.region_verdict is
  'A row of an import: create, rename, move (position), same, or error with its code; before: the current name.';

-- What each row of a file would do. Rows are {"code", "name", "longitude", "latitude"}; parents may be in the same
-- file.
create function app.judge_regions(p_rows jsonb) returns setof api.region_verdict
language sql stable security definer set search_path = '' as $$
  with line as (
    select n::int as line, app.plain_region_code(row ->> 'code') as code,
      nullif(regexp_replace(normalize(coalesce(left(row ->> 'name', 200), ''), nfc), '^[[:space:]\u3000]+|[[:space:]\u3000]+$|[\u0001-\u001f]', '', 'g'), '') as name,
      case when row ->> 'longitude' ~ '^-?[0-9]{1,3}(\.[0-9]{1,12})?$' then (row ->> 'longitude')::double precision end as longitude,
      case when row ->> 'latitude' ~ '^-?[0-9]{1,3}(\.[0-9]{1,12})?$' then (row ->> 'latitude')::double precision end as latitude,
      coalesce(row ->> 'longitude', '') <> '' or coalesce(row ->> 'latitude', '') <> '' as placed
    from jsonb_array_elements(p_rows) with ordinality as r (row, n)
  ), known as (
    select line.*, row_number() over (partition by line.code order by line) as copy, r.name as before, r.active,
      r.longitude as old_longitude, r.latitude as old_latitude,
      case length(line.code) when 6 then left(line.code, 4) when 9 then left(line.code, 6) when 12 then left(line.code, 9) end as parent
    from line left join app.regions r on r.code = line.code
  ), judged as (
    select k.*, case
        when code !~ '^[0-9]{4}([0-9]{2}([0-9]{3}([0-9]{3})?)?)?$' then 'invalid_region_code'
        when copy > 1 then 'line_repeated'
        when name is null then 'field_required'
        when length(name) not between 2 and 60 then 'invalid_name'
        when not coalesce((select app.my_role()) = 'administrator' and starts_with(code, (select app.my_scope())), false) then 'outside_scope'
        when active = false then 'region_retired'
        when placed and (longitude is null or latitude is null or longitude not between 73 and 136 or latitude not between 3 and 54)
          then 'invalid_position'
        when before is null and not exists (select 1 from app.regions p where p.code = k.parent and p.active)
          and not exists (select 1 from line p where p.code = k.parent) then 'parent_missing'
      end as error
    from known k
  )
  select line, code, name, case when error is not null then 'error' when before is null then 'create'
      when before <> name then 'rename' when longitude is distinct from coalesce(old_longitude, -1000) and longitude is not null
        or latitude is distinct from coalesce(old_latitude, -1000) and latitude is not null then 'move' else 'same' end, before, error
  from judged order by line
$$;

create function app.preview_region_import(p_rows jsonb) returns setof api.region_verdict
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_administrator();
  if app.my_scope() is null then perform app.refuse('refused', '{}', '42501'); end if;
  perform app.check_rows(p_rows, 1000);
  return query select * from app.judge_regions(p_rows);
end $$;

-- Carries out the valid rows; the others return their error. Rows are processed by length of code, so that parents
-- exist.
create function app.import_regions(p_request uuid, p_rows jsonb) returns setof api.region_verdict
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('rows', p_rows);
  v_done jsonb := app.changed_before(p_request, 'import_regions', v_args);
  v_result jsonb := '[]';
  v_row record;
begin
  if v_done is not null then
    return query select * from jsonb_populate_recordset(null::api.region_verdict, v_done);
    return;
  end if;
  perform app.require_administrator();
  if app.my_scope() is null then perform app.refuse('refused', '{}', '42501'); end if;
  perform app.check_rows(p_rows, 500);
  for v_row in
    select j.*, p_rows -> (j.line - 1) ->> 'longitude' as longitude, p_rows -> (j.line - 1) ->> 'latitude' as latitude,
      case length(j.code) when 6 then left(j.code, 4) when 9 then left(j.code, 6) when 12 then left(j.code, 9) end as parent
    from app.judge_regions(p_rows) j order by length(j.code), j.code, j.line
  loop
    -- The parent may be in this file with an error of its own.
    if v_row.verdict = 'create' and not exists (select 1 from app.regions where code = v_row.parent) then
      v_row.verdict := 'error';
      v_row.error := 'parent_missing';
    end if;
    if v_row.verdict in ('create', 'rename', 'move') then
      insert into app.regions as r (code, name, longitude, latitude, position_basis)
      values (v_row.code, v_row.name, nullif(v_row.longitude, '')::double precision, nullif(v_row.latitude, '')::double precision,
        case when coalesce(v_row.longitude, '') = '' then 'schematic' else 'outline' end)
      on conflict (code) do update set name = excluded.name, longitude = coalesce(excluded.longitude, r.longitude),
        latitude = coalesce(excluded.latitude, r.latitude), version = r.version + 1;
    end if;
    v_result := v_result || jsonb_build_object('line', v_row.line, 'code', v_row.code, 'name', v_row.name,
      'verdict', v_row.verdict, 'before', v_row.before, 'error', v_row.error);
  end loop;
  -- Below a renamed region every path must be rewritten.
  for v_level in 6 .. 12 loop
    update app.regions r set name = r.name from jsonb_populate_recordset(null::api.region_verdict, v_result) v
    where v.verdict = 'rename' and length(r.code) = v_level and length(r.code) > length(v.code)
      and r.code between v.code and v.code || '~';
  end loop;
  perform app.write_change('import_regions', 'region', app.my_scope(), (select name from app.regions where code = app.my_scope()),
    null, app.my_scope(), (select jsonb_object_agg(verdict, n) from (
      select v.verdict, count(*) as n from jsonb_populate_recordset(null::api.region_verdict, v_result) v group by 1) counted),
    p_request, v_args, v_result);
  return query select * from jsonb_populate_recordset(null::api.region_verdict, v_result);
end $$;

create function api.preview_region_import(rows jsonb)
returns setof api.region_verdict language sql stable security invoker set search_path = '' as $$
  select * from app.preview_region_import(rows) $$;
create function api.import_regions(request_id uuid, rows jsonb)
returns setof api.region_verdict language sql volatile security invoker set search_path = '' as $$
  select * from app.import_regions(request_id, rows) $$;

comment on function api.preview_region_import is 'Administrator: what each row of a file (at most 1,000) would do; changes nothing.';
comment on function api.import_regions is
  'Administrator: carries out at most 500 rows; a row with an error changes nothing and returns the error.';

grant execute on function
  app.preview_region_import(jsonb), api.preview_region_import(jsonb),
  app.import_regions(uuid, jsonb), api.import_regions(uuid, jsonb)
to authenticated;

-- 70_admin/population.sql ---------------------------------------------------------------------------------------

-- Number of residents of a region, so that the map can show rates.
-- Residents (常住人口) at the end of a year, from the statistical bulletin of the city. Unknown below the county until an
-- administrator enters it.

create function app.set_population(p_code text, p_version int, p_request uuid, p_population int, p_year int)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('code', p_code, 'version', p_version, 'population', p_population, 'year', p_year);
  v_done jsonb := app.changed_before(p_request, 'set_population', v_args);
  v_region app.regions;
  v_this_year int := extract(year from app.today())::int;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_region := app.open_region(p_code, p_version, true);
  if p_population is null then perform app.refuse('field_required', '{"field": "population"}'); end if;
  if p_year is null then perform app.refuse('field_required', '{"field": "year"}'); end if;
  if p_population not between 1 and 100000000 then
    perform app.refuse('out_of_range', '{"field": "population", "min": 1, "max": 100000000}');
  end if;
  if p_year not between 1949 and v_this_year then
    perform app.refuse('out_of_range', jsonb_build_object('field', 'year', 'min', 1949, 'max', v_this_year));
  end if;
  update app.regions set population = p_population, population_year = p_year, version = version + 1 where code = p_code;
  return next app.as_result(app.write_change('set_population', 'region', p_code, v_region.name, null, p_code,
    jsonb_build_object('from', v_region.population, 'to', p_population, 'year', p_year), p_request, v_args,
    jsonb_build_object('id', p_code, 'version', p_version + 1)));
end $$;
create function api.set_population(code text, expected_version int, request_id uuid, population int, year int)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.set_population(code, expected_version, request_id, population, year) $$;
comment on function api.set_population is
  'Administrator: sets the number of residents of a region at the end of a year; the map''s rates use it.';

grant execute on function app.set_population(text, int, uuid, int, int), api.set_population(text, int, uuid, int, int) to authenticated;

-- 70_admin/organisations.sql ------------------------------------------------------------------------------------

-- Organisations: create, update, retire, restore.

-- The fields of an organisation that an administrator edits.
create type app.organisation_form as (name text, short_name text, kind text, category text, region_code text,
  region_codes text[], type_codes text[], parent_id uuid, phone text, contact_name text, contact_phone text, address text,
  longitude double precision, latitude double precision, capacity int, duty_hours text);

-- Cleans and checks the form. `p_id` is null for a new organisation. The regions served must lie in the caller's
-- territory; an administrator of a single organisation may change neither its kind nor its region.
create function app.check_organisation(p_id uuid, p app.organisation_form) returns app.organisation_form
language plpgsql stable security definer set search_path = '' as $$
declare
  v_code text;
  v_parent app.organisations;
begin
  p.name := app.clean_text(p.name, 'name', 2, 80);
  p.short_name := coalesce(app.clean_text(p.short_name, 'short_name', 0, 40), left(p.name, 40));
  p.phone := app.clean_phone(p.phone, 'phone', false);
  p.contact_name := app.clean_text(p.contact_name, 'contact_name', 0, 40);
  p.contact_phone := app.clean_phone(p.contact_phone, 'contact_phone', false);
  p.address := app.clean_text(p.address, 'address', 0, 120);
  p.duty_hours := app.clean_text(p.duty_hours, 'duty_hours', 0, 80);
  p.capacity := coalesce(p.capacity, 30);
  if p.capacity not between 1 and 10000 then perform app.refuse('out_of_range', '{"field": "capacity", "min": 1, "max": 10000}'); end if;
  perform app.check_position(p.longitude, p.latitude);
  perform app.check_choice('kind', p.kind, app.organisation_kinds());
  p.category := nullif(p.category, '');
  if p.category is not null and not exists (select 1 from app.organisation_categories where code = p.category and kind = p.kind) then
    perform app.refuse('unknown_choice', '{"field": "category"}');
  end if;

  if coalesce(p.region_code, '') = '' then perform app.refuse('field_required', '{"field": "region_code"}'); end if;
  if not exists (select 1 from app.regions where code = p.region_code and active) then
    perform app.refuse('unknown_choice', '{"field": "region_code"}');
  end if;
  -- A dispatch centre serves its own region; the others name at least one.
  p.region_codes := case when p.kind = 'dispatch_centre' or coalesce(cardinality(p.region_codes), 0) = 0 then array[p.region_code]
    else array(select distinct c from unnest(p.region_codes) c order by 1) end;
  if cardinality(p.region_codes) > 200 then perform app.refuse('too_many_rows', '{"field": "region_codes", "max": 200}'); end if;
  foreach v_code in array p.region_codes || p.region_code loop
    if not exists (select 1 from app.regions where code = v_code and active) then
      perform app.refuse('unknown_choice', '{"field": "region_codes"}');
    end if;
    if not app.administers_region(v_code) and not (p_id is not null and (
        exists (select 1 from app.organisation_regions s where s.organisation_id = p_id and s.region_code = v_code)
        or v_code = (select o.region_code from app.organisations o where o.id = p_id))) then
      perform app.refuse('outside_scope', jsonb_build_object('field', case v_code when p.region_code then 'region_code' else 'region_codes' end), '42501');
    end if;
  end loop;
  p.type_codes := array(select distinct c from unnest(coalesce(p.type_codes, '{}')) c order by 1);
  if exists (select 1 from unnest(p.type_codes) c where not exists (
      select 1 from app.dispute_types t where t.code = c and t.active and t.parent_code is null)) then
    perform app.refuse('unknown_choice', '{"field": "type_codes"}');
  end if;

  if p.parent_id is not null then
    select * into v_parent from app.organisations where id = p.parent_id;
    if v_parent.id is null or not v_parent.active and p.parent_id is distinct from (select parent_id from app.organisations where id = p_id) then
      perform app.refuse('unknown_choice', '{"field": "parent_id"}');
    end if;
    -- The chain of parents must not contain the organisation itself.
    if p_id is not null and exists (
        with recursive above as (
          select o.id, o.parent_id from app.organisations o where o.id = p.parent_id
          union select o.id, o.parent_id from app.organisations o join above a on o.id = a.parent_id
        ) select 1 from above where id = p_id) then
      perform app.refuse('circle', '{"field": "parent_id"}');
    end if;
  end if;
  if exists (select 1 from app.organisations where name = p.name and id is distinct from p_id) then
    perform app.refuse('name_taken', '{"field": "name"}', 'PT409');
  end if;
  if p.kind = 'dispatch_centre' and exists (select 1 from app.organisations o where o.kind = 'dispatch_centre' and o.active
      and o.region_code = p.region_code and o.id is distinct from p_id) then
    perform app.refuse('desk_exists', '{"field": "kind"}', 'PT409');
  end if;
  return p;
end $$;

create function app.store_organisation_lists(p_id uuid, p app.organisation_form) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from app.organisation_regions where organisation_id = p_id and region_code <> all (p.region_codes);
  insert into app.organisation_regions (organisation_id, region_code) select p_id, unnest(p.region_codes) on conflict do nothing;
  delete from app.organisation_types where organisation_id = p_id and type_code <> all (p.type_codes);
  insert into app.organisation_types (organisation_id, type_code) select p_id, unnest(p.type_codes) on conflict do nothing;
end $$;

-- The current values of an organisation as a form.
create function app.organisation_form_of(p_id uuid) returns app.organisation_form
language sql stable security definer set search_path = '' as $$
  select (o.name, o.short_name, o.kind, o.category, o.region_code,
    array(select region_code from app.organisation_regions where organisation_id = o.id order by 1),
    array(select type_code from app.organisation_types where organisation_id = o.id order by 1),
    o.parent_id, o.phone, o.contact_name, o.contact_phone, o.address, o.longitude, o.latitude, o.capacity, o.duty_hours)::app.organisation_form
  from app.organisations o where o.id = p_id
$$;

create function app.create_organisation(p_request uuid, p_form app.organisation_form)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := to_jsonb(p_form);
  v_done jsonb := app.changed_before(p_request, 'create_organisation', v_args);
  v_me app.posts;
  v app.organisation_form;
  v_id uuid := gen_random_uuid();
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_me := app.require_administrator();
  -- Only the administrator of a territory may create an organisation in it.
  if app.my_scope() is null then perform app.refuse('refused', '{}', '42501'); end if;
  v := app.check_organisation(null, p_form);
  insert into app.organisations (id, name, short_name, kind, category, region_code, parent_id, phone, contact_name, contact_phone,
    address, longitude, latitude, capacity, duty_hours)
  values (v_id, v.name, v.short_name, v.kind, v.category, v.region_code, v.parent_id, v.phone, v.contact_name, v.contact_phone,
    v.address, v.longitude, v.latitude, v.capacity, v.duty_hours);
  perform app.store_organisation_lists(v_id, v);
  return next app.as_result(app.write_change('create_organisation', 'organisation', v_id::text, v.name, v_id, v.region_code,
    jsonb_build_object('to', to_jsonb(v)), p_request, v_args, jsonb_build_object('id', v_id, 'version', 1)));
end $$;

create function app.update_organisation(p_id uuid, p_version int, p_request uuid, p_form app.organisation_form)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := to_jsonb(p_form) || jsonb_build_object('id', p_id, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, 'update_organisation', v_args);
  v_before app.organisation_form;
  v app.organisation_form;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  perform app.open_organisation(p_id, p_version);
  v_before := app.organisation_form_of(p_id);
  v := app.check_organisation(p_id, p_form);
  if app.my_scope() is null and (v.kind, v.region_code, v.region_codes, v.parent_id, v.name)
      is distinct from (v_before.kind, v_before.region_code, v_before.region_codes, v_before.parent_id, v_before.name) then
    perform app.refuse('outside_scope', '{"field": "region_code"}', '42501');
  end if;
  -- A dispatch centre keeps its kind and region, because its posts see the cases of that region.
  if (v_before.kind = 'dispatch_centre' or v.kind = 'dispatch_centre')
      and (v.kind, v.region_code) is distinct from (v_before.kind, v_before.region_code) then
    perform app.refuse('desk_fixed', '{"field": "kind"}', 'PT409');
  end if;
  update app.organisations o set name = v.name, short_name = v.short_name, kind = v.kind, category = v.category,
    region_code = v.region_code, parent_id = v.parent_id, phone = v.phone, contact_name = v.contact_name,
    contact_phone = v.contact_phone, address = v.address, longitude = v.longitude, latitude = v.latitude,
    capacity = v.capacity, duty_hours = v.duty_hours, version = version + 1
  where o.id = p_id;
  perform app.store_organisation_lists(p_id, v);
  return next app.as_result(app.write_change('update_organisation', 'organisation', p_id::text, v.name, p_id, v.region_code,
    (select jsonb_build_object('from', jsonb_object_agg(b.key, b.value), 'to', jsonb_object_agg(b.key, a.value))
     from jsonb_each(to_jsonb(v_before)) b join jsonb_each(to_jsonb(v)) a on a.key = b.key where a.value <> b.value),
    p_request, v_args, jsonb_build_object('id', p_id, 'version', p_version + 1)));
end $$;

-- Retires an organisation: its posts lose their effect at once, its history stays. Not possible while it takes part in an
-- open case in any function, since nobody else could do what only that function may; while one of its supervision orders
-- is open; or while it is the only desk of a region in use.
create function app.retire_organisation(p_id uuid, p_version int, p_request uuid, p_reason text)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('id', p_id, 'version', p_version, 'reason', p_reason);
  v_done jsonb := app.changed_before(p_request, 'retire_organisation', v_args);
  v_me app.posts := app.my_post();
  v_row app.organisations;
  v_reason text;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_row := app.open_organisation(p_id, p_version);
  if p_id = v_me.organisation_id then perform app.refuse('own_organisation', '{}', '42501'); end if;
  v_reason := app.clean_text(p_reason, 'reason', 2, 200);
  if not v_row.active then perform app.refuse('organisation_retired', '{}', 'PT409'); end if;
  if exists (select 1 from app.case_participants p join app.cases c on c.id = p.case_id
      where p.organisation_id = p_id and p.part in ('desk', 'lead', 'co_handler') and p.until is null and c.closed_at is null) then
    perform app.refuse('open_cases', '{}', 'PT409');
  end if;
  if exists (select 1 from app.supervision_orders where issued_by_organisation_id = p_id and closed_at is null)
      or exists (select 1 from app.supervision_orders where to_organisation_id = p_id and closed_at is null) then
    perform app.refuse('open_orders', '{}', 'PT409');
  end if;
  if v_row.kind = 'dispatch_centre' and v_row.level <= 2
      and exists (select 1 from app.regions where code = v_row.region_code and active) then
    perform app.refuse('last_desk', '{}', 'PT409');
  end if;
  update app.organisations set active = false, version = version + 1 where id = p_id;
  return next app.as_result(app.write_change('retire_organisation', 'organisation', p_id::text, v_row.name, p_id, v_row.region_code,
    jsonb_build_object('reason', v_reason), p_request, v_args, jsonb_build_object('id', p_id, 'version', p_version + 1)));
end $$;

create function app.restore_organisation(p_id uuid, p_version int, p_request uuid)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('id', p_id, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, 'restore_organisation', v_args);
  v_row app.organisations;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_row := app.open_organisation(p_id, p_version);
  if v_row.active then perform app.refuse('organisation_in_use', '{}', 'PT409'); end if;
  if not exists (select 1 from app.regions where code = v_row.region_code and active) then
    perform app.refuse('region_retired', '{}', 'PT409');
  end if;
  if v_row.kind = 'dispatch_centre' and exists (select 1 from app.organisations where kind = 'dispatch_centre' and active
      and region_code = v_row.region_code) then
    perform app.refuse('desk_exists', '{}', 'PT409');
  end if;
  update app.organisations set active = true, version = version + 1 where id = p_id;
  return next app.as_result(app.write_change('restore_organisation', 'organisation', p_id::text, v_row.name, p_id, v_row.region_code,
    '{}', p_request, v_args, jsonb_build_object('id', p_id, 'version', p_version + 1)));
end $$;

create function api.create_organisation(request_id uuid, name text, kind text, region_code text, short_name text default null,
  category text default null, region_codes text[] default '{}', type_codes text[] default '{}', parent_id uuid default null,
  phone text default null, contact_name text default null, contact_phone text default null, address text default null,
  longitude double precision default null, latitude double precision default null, capacity int default null, duty_hours text default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.create_organisation(request_id, (name, short_name, kind, category, region_code, region_codes, type_codes,
    parent_id, phone, contact_name, contact_phone, address, longitude, latitude, capacity, duty_hours)::app.organisation_form) $$;
create function api.update_organisation(organisation_id uuid, expected_version int, request_id uuid, name text, kind text,
  region_code text, short_name text default null, category text default null, region_codes text[] default '{}',
  type_codes text[] default '{}', parent_id uuid default null, phone text default null, contact_name text default null,
  contact_phone text default null, address text default null, longitude double precision default null,
  latitude double precision default null, capacity int default null, duty_hours text default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.update_organisation(organisation_id, expected_version, request_id, (name, short_name, kind, category,
    region_code, region_codes, type_codes, parent_id, phone, contact_name, contact_phone, address, longitude, latitude,
    capacity, duty_hours)::app.organisation_form) $$;
create function api.retire_organisation(organisation_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.retire_organisation(organisation_id, expected_version, request_id, reason) $$;
create function api.restore_organisation(organisation_id uuid, expected_version int, request_id uuid)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.restore_organisation(organisation_id, expected_version, request_id) $$;

comment on function api.create_organisation is
  'Administrator of a territory: creates an organisation in it. Errors: name_taken, desk_exists (409), outside_scope (42501).';
comment on function api.update_organisation is
  'Administrator: replaces all fields of an organisation; fields left out become empty. Errors: stale_record, desk_fixed, circle.';
comment on function api.retire_organisation is
  'Administrator: retires an organisation; its posts lose their effect at once. Errors: open_cases, open_orders, last_desk (409).';
comment on function api.restore_organisation is 'Administrator: restores a retired organisation.';

grant execute on function
  app.create_organisation(uuid, app.organisation_form),
  api.create_organisation(uuid, text, text, text, text, text, text[], text[], uuid, text, text, text, text, double precision, double precision, int, text),
  app.update_organisation(uuid, int, uuid, app.organisation_form),
  api.update_organisation(uuid, int, uuid, text, text, text, text, text, text[], text[], uuid, text, text, text, text, double precision, double precision, int, text),
  app.retire_organisation(uuid, int, uuid, text), api.retire_organisation(uuid, int, uuid, text),
  app.restore_organisation(uuid, int, uuid), api.restore_organisation(uuid, int, uuid)
to authenticated;

-- 70_admin/staff.sql --------------------------------------------------------------------------------------------

-- Staff: posts begin and end, accounts are suspended and restored.

-- Another post for an existing person, found by account, who changes organisation or works in two.
create function app.add_post(p_request uuid, p_account text, p_organisation uuid, p_role text, p_valid_from date, p_valid_to date)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('account', p_account, 'organisation', p_organisation, 'role', p_role,
    'from', p_valid_from, 'to', p_valid_to);
  v_done jsonb := app.changed_before(p_request, 'add_post', v_args);
  v_me app.posts;
  v_organisation app.organisations;
  v_staff app.staff;
  v_from date := coalesce(p_valid_from, app.today());
  v_id uuid;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_me := app.require_administrator();
  v_organisation := app.organisation_to_staff(p_organisation);
  select * into v_staff from app.staff where account = app.check_account(p_account) for update;
  if v_staff.id is null then perform app.refuse('staff_not_found', '{"field": "account"}', 'PT404'); end if;
  if v_staff.id = v_me.staff_id then perform app.refuse('own_account', '{}', '42501'); end if;
  if not v_staff.active then perform app.refuse('staff_suspended', '{"field": "account"}', 'PT409'); end if;
  perform app.check_choice('role', p_role, app.roles());
  if v_from < app.today() then perform app.refuse('date_in_past', '{"field": "valid_from"}'); end if;
  if v_from > app.today() + 366 then perform app.refuse('invalid_value', '{"field": "valid_from"}'); end if;
  perform app.check_post_end(p_valid_to);
  if p_valid_to < v_from then perform app.refuse('date_too_early', '{"field": "valid_to"}'); end if;
  if exists (select 1 from app.posts p where p.staff_id = v_staff.id and p.organisation_id = p_organisation and p.role = p_role
      and daterange(p.valid_from, p.valid_to, '[]') && daterange(v_from, p_valid_to, '[]') and coalesce(p.valid_to, 'infinity'::date) >= p.valid_from) then
    perform app.refuse('post_held', '{"field": "role"}', 'PT409');
  end if;
  insert into app.posts (staff_id, organisation_id, role, valid_from, valid_to)
  values (v_staff.id, p_organisation, p_role, v_from, p_valid_to) returning id into v_id;
  return next app.as_result(app.write_change('add_post', 'post', v_id::text, v_staff.name, p_organisation, v_organisation.region_code,
    jsonb_build_object('account', v_staff.account, 'role', p_role, 'from', v_from, 'to', p_valid_to), p_request, v_args,
    jsonb_build_object('id', v_id, 'version', 1)));
end $$;

-- Ends a post on a day, or at once without one. A mediator must hand over open cases first.
create function app.end_post(p_post uuid, p_version int, p_request uuid, p_last_day date)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('post', p_post, 'version', p_version, 'last_day', p_last_day);
  v_done jsonb := app.changed_before(p_request, 'end_post', v_args);
  v_me app.posts;
  v_post app.posts;
  v_staff app.staff;
  v_open int;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_me := app.require_administrator();
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_post from app.posts where id = p_post for update;
  if v_post.id is null or not app.administers(v_post.organisation_id) then
    perform app.refuse('post_not_found', '{"field": "post_id"}', 'PT404');
  end if;
  if v_post.staff_id = v_me.staff_id then perform app.refuse('own_account', '{}', '42501'); end if;
  if v_post.version <> p_version then perform app.refuse('stale_record', jsonb_build_object('version', v_post.version), 'PT409'); end if;
  if coalesce(v_post.valid_to, 'infinity'::date) < app.today() then perform app.refuse('post_ended', '{}', 'PT409'); end if;
  if p_last_day < app.today() then perform app.refuse('date_in_past', '{"field": "last_day"}'); end if;
  if p_last_day > app.today() + 36525 then perform app.refuse('invalid_value', '{"field": "last_day"}'); end if;
  if p_last_day < v_post.valid_from then perform app.refuse('date_too_early', '{"field": "last_day"}'); end if;
  perform app.check_last_administrator(v_post.staff_id, p_post);
  if p_last_day is null and v_post.role = 'mediator' then
    select count(*) into v_open from (select 1 from app.cases where mediator_id = v_post.staff_id
      and lead_organisation_id = v_post.organisation_id and closed_at is null limit 1000) c;
    if v_open > 0 then perform app.refuse('open_cases', jsonb_build_object('n', v_open), 'PT409'); end if;
  end if;
  update app.posts set valid_to = coalesce(p_last_day, greatest(app.today(), valid_from) - 1), version = version + 1 where id = p_post;
  select * into v_staff from app.staff where id = v_post.staff_id;
  return next app.as_result(app.write_change('end_post', 'post', p_post::text, v_staff.name, v_post.organisation_id,
    (select region_code from app.organisations where id = v_post.organisation_id),
    jsonb_build_object('account', v_staff.account, 'role', v_post.role, 'last_day', coalesce(p_last_day, app.today())),
    p_request, v_args, jsonb_build_object('id', p_post, 'version', p_version + 1)));
end $$;

-- From the next request on the person may do nothing, and every session ends.
create function app.suspend_staff(p_staff uuid, p_version int, p_request uuid, p_reason text)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('staff', p_staff, 'version', p_version, 'reason', p_reason);
  v_done jsonb := app.changed_before(p_request, 'suspend_staff', v_args);
  v_staff app.staff;
  v_at record := app.region_of_person(p_staff);
  v_reason text;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_staff := app.open_staff(p_staff, p_version);
  v_reason := app.clean_text(p_reason, 'reason', 2, 200);
  if not v_staff.active then perform app.refuse('staff_suspended', '{}', 'PT409'); end if;
  perform app.check_last_administrator(p_staff, null);
  update app.staff set active = false, suspended_reason = v_reason, version = version + 1 where id = p_staff;
  delete from auth.sessions where user_id = p_staff;
  return next app.as_result(app.write_change('suspend_staff', 'staff', p_staff::text, v_staff.name, v_at.organisation_id, v_at.region_code,
    jsonb_build_object('reason', v_reason), p_request, v_args, jsonb_build_object('id', p_staff, 'version', p_version + 1)));
end $$;

create function app.restore_staff(p_staff uuid, p_version int, p_request uuid)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('staff', p_staff, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, 'restore_staff', v_args);
  v_staff app.staff;
  v_at record := app.region_of_person(p_staff);
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_staff := app.open_staff(p_staff, p_version);
  if v_staff.active then perform app.refuse('staff_active', '{}', 'PT409'); end if;
  update app.staff set active = true, suspended_reason = null, version = version + 1 where id = p_staff;
  return next app.as_result(app.write_change('restore_staff', 'staff', p_staff::text, v_staff.name, v_at.organisation_id, v_at.region_code,
    '{}', p_request, v_args, jsonb_build_object('id', p_staff, 'version', p_version + 1)));
end $$;

create function app.sign_out_staff(p_staff uuid, p_version int, p_request uuid)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('staff', p_staff, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, 'sign_out_staff', v_args);
  v_staff app.staff;
  v_at record := app.region_of_person(p_staff);
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_staff := app.open_staff(p_staff, p_version);
  delete from auth.sessions where user_id = p_staff;
  return next app.as_result(app.write_change('sign_out_staff', 'staff', p_staff::text, v_staff.name, v_at.organisation_id, v_at.region_code,
    '{}', p_request, v_args, jsonb_build_object('id', p_staff, 'version', p_version)));
end $$;

create function api.add_post(request_id uuid, account text, organisation_id uuid, role text, valid_from date default null, valid_to date default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.add_post(request_id, account, organisation_id, role, valid_from, valid_to) $$;
create function api.end_post(post_id uuid, expected_version int, request_id uuid, last_day date default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.end_post(post_id, expected_version, request_id, last_day) $$;
create function api.suspend_staff(staff_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.suspend_staff(staff_id, expected_version, request_id, reason) $$;
create function api.restore_staff(staff_id uuid, expected_version int, request_id uuid)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.restore_staff(staff_id, expected_version, request_id) $$;
create function api.sign_out_staff(staff_id uuid, expected_version int, request_id uuid)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.sign_out_staff(staff_id, expected_version, request_id) $$;

comment on function api.add_post is
  'Administrator: another post for an existing person, by account. Errors: post_held (409), own_account, outside_scope (42501).';
comment on function api.end_post is 'Administrator: ends a post at once, or with a last day. Errors: last_administrator, open_cases (409).';
comment on function api.suspend_staff is
  'Administrator: suspends a person from the next request on, and ends their sessions. Errors: last_administrator (409), posts_elsewhere (42501).';
comment on function api.restore_staff is 'Administrator: restores a suspended person.';
comment on function api.sign_out_staff is 'Administrator: ends every session of a person.';

grant execute on function app.add_post(uuid, text, uuid, text, date, date),
  api.add_post(uuid, text, uuid, text, date, date), app.end_post(uuid, int, uuid, date),
  api.end_post(uuid, int, uuid, date), app.suspend_staff(uuid, int, uuid, text),
  api.suspend_staff(uuid, int, uuid, text), app.restore_staff(uuid, int, uuid), api.restore_staff(uuid, int, uuid),
  app.sign_out_staff(uuid, int, uuid), api.sign_out_staff(uuid, int, uuid) to authenticated;

-- 70_admin/rules.sql --------------------------------------------------------------------------------------------

-- Rules that the city's administrators edit: deadline policies, and what a desk dispatches automatically.
-- A new version of a policy does not affect running deadlines.

create function app.require_city_administrator() returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_administrator();
  if length(coalesce(app.my_scope(), '')) <> 4 then perform app.refuse('refused', '{}', '42501'); end if;
end $$;

-- A new version of a deadline policy from now on; the previous one ends. Without an amount the special policy ends and
-- a more general one applies; the general policy of a stage can only be changed.
create function app.set_policy(p_request uuid, p_stage text, p_type text, p_channel text, p_grade text, p_level int, p_amount int,
  p_unit text, p_pausable boolean, p_basis text)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('stage', p_stage, 'type', p_type, 'channel', p_channel, 'grade', p_grade, 'level', p_level,
    'amount', p_amount, 'unit', p_unit, 'pausable', p_pausable, 'basis', p_basis);
  v_done jsonb := app.changed_before(p_request, 'set_policy', v_args);
  v_before app.deadline_policies;
  v_basis text;
  v_id int;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  perform app.require_city_administrator();
  perform app.check_choice('stage', p_stage, app.deadline_stages());
  if p_stage = any (app.deadline_stages_by_law()) then perform app.refuse('set_by_law', '{"field": "stage"}', 'PT409'); end if;
  if p_type is not null then perform app.check_type(p_type); end if;
  if p_channel is not null and not exists (select 1 from app.channels where code = p_channel) then perform app.refuse('unknown_choice', '{"field": "channel"}'); end if;
  if p_grade is not null then perform app.check_choice('grade', p_grade, app.grades()); end if;
  if p_level not between 1 and 4 then perform app.refuse('out_of_range', '{"field": "level", "min": 1, "max": 4}'); end if;
  select * into v_before from app.deadline_policies p
  where p.stage = p_stage and p.type_code is not distinct from p_type and p.channel is not distinct from p_channel
    and p.grade is not distinct from p_grade and p.level is not distinct from p_level::smallint and p.valid_to is null for update;
  if p_amount is null then
    if v_before.id is null then perform app.refuse('policy_not_found', '{}', 'PT404'); end if;
    if p_type is null and p_channel is null and p_grade is null and p_level is null then
      perform app.refuse('general_rule', '{"field": "amount"}', 'PT409');
    end if;
  else
    if p_amount not between 1 and 1000 then perform app.refuse('out_of_range', '{"field": "amount", "min": 1, "max": 1000}'); end if;
    perform app.check_choice('unit', p_unit, app.time_units());
    if p_unit = 'month' and p_amount > 24 then perform app.refuse('out_of_range', '{"field": "amount", "min": 1, "max": 24}'); end if;
    v_basis := app.clean_text(p_basis, 'basis', 2, 200);
  end if;
  update app.deadline_policies set valid_to = now() where id = v_before.id;
  if p_amount is not null then
    insert into app.deadline_policies (stage, type_code, channel, grade, level, amount, unit, pausable, basis, valid_from)
    values (p_stage, p_type, p_channel, p_grade, p_level, p_amount, p_unit, coalesce(p_pausable, false), v_basis, now()) returning id into v_id;
  end if;
  return next app.as_result(app.write_change('set_policy', 'policy', coalesce(v_id, v_before.id)::text, p_stage, null, app.my_scope(),
    jsonb_build_object('from', case when v_before.id is not null then jsonb_build_object('amount', v_before.amount, 'unit', v_before.unit) end,
      'to', case when p_amount is not null then jsonb_build_object('amount', p_amount, 'unit', p_unit) end,
      'type', p_type, 'channel', p_channel, 'grade', p_grade, 'level', p_level),
    p_request, v_args, jsonb_build_object('id', coalesce(v_id, v_before.id), 'version', 1)));
end $$;

-- Sets which accepted cases a desk dispatches to the best organisation automatically.
create function app.set_auto_dispatch(p_request uuid, p_type text, p_grade text, p_on boolean)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('type', p_type, 'grade', p_grade, 'on', p_on, 'organisation', app.my_organisation());
  v_done jsonb := app.changed_before(p_request, 'set_auto_dispatch', v_args);
  v_me app.posts := app.my_post();
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  if v_me.role is distinct from 'dispatcher' or app.my_scope() is null then perform app.refuse('refused', '{}', '42501'); end if;
  perform app.check_type(p_type);
  perform app.check_choice('grade', p_grade, app.grades());
  if p_on is null then perform app.refuse('field_required', '{"field": "enabled"}'); end if;
  if p_on then
    insert into app.auto_dispatches (organisation_id, type_code, grade) values (v_me.organisation_id, p_type, p_grade) on conflict do nothing;
  else
    delete from app.auto_dispatches where organisation_id = v_me.organisation_id and type_code = p_type and grade = p_grade;
  end if;
  return next app.as_result(app.write_change('set_auto_dispatch', 'organisation', v_me.organisation_id::text,
    (select name from app.organisations where id = v_me.organisation_id), v_me.organisation_id,
    app.my_scope(), jsonb_build_object('type', p_type, 'grade', p_grade, 'enabled', p_on), p_request, v_args,
    jsonb_build_object('id', v_me.organisation_id, 'version', 1)));
end $$;

create function api.set_policy(request_id uuid, stage text, type_code text default null, channel text default null, grade text default null,
  level int default null, amount int default null, unit text default null, pausable boolean default false, basis text default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.set_policy(request_id, stage, type_code, channel, grade, level, amount, unit, pausable, basis) $$;

create function api.set_auto_dispatch(request_id uuid, type_code text, grade text, enabled boolean)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.set_auto_dispatch(request_id, type_code, grade, enabled) $$;

comment on function api.set_policy is
  'City administrator: a new version of a deadline policy from now on; without an amount the special policy ends. Running deadlines keep theirs.';

comment on function api.set_auto_dispatch is
  'Dispatcher of a desk: whether accepted cases of a type and grade are dispatched to the best organisation automatically.';

grant execute on function app.set_policy(uuid, text, text, text, text, int, int, text, boolean, text),
  api.set_policy(uuid, text, text, text, text, int, int, text, boolean, text),
  app.set_auto_dispatch(uuid, text, text, boolean), api.set_auto_dispatch(uuid, text, text, boolean) to authenticated;

-- 70_admin/calendar.sql -----------------------------------------------------------------------------------------

-- Importing the calendar of a year. It moves running deadlines; the preview shows which ones.

-- The due date of a deadline, recomputed from its start, its policy and its pauses with the current calendar.
create function app.recompute_due(p_clock app.deadlines) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare
  v_policy app.deadline_policies := (select p from app.deadline_policies p where p.id = p_clock.policy_id);
  v_due timestamptz := app.add_working_time(p_clock.starts_at, v_policy.amount, v_policy.unit);
  v_pause record;
begin
  for v_pause in select * from app.deadline_pauses where deadline_id = p_clock.id order by id loop
    v_due := app.extend_due(v_due, v_pause.from_at, v_pause.to_at, v_policy.unit);
  end loop;
  return v_due;
end $$;

create type api.moved_deadline as (case_id uuid, case_number text, stage text, due_before timestamptz, due_after timestamptz);
comment on type api.moved_deadline is 'A running deadline that a new calendar moves.';

-- The running deadlines that reach into a year.
create function app.deadlines_of_year(p_year int) returns setof app.deadlines
language sql stable set search_path = '' as $$
  select * from app.deadlines d where d.met_at is null
    and d.due_at >= make_timestamptz(p_year, 1, 1, 0, 0, 0, 'Asia/Shanghai')
    and d.starts_at < make_timestamptz(p_year + 1, 1, 15, 0, 0, 0, 'Asia/Shanghai')
$$;

-- Writes the days of a year that differ from the normal week, and returns the deadlines that they move; the deadlines
-- themselves stay. One that was extended or shortened by a decision keeps its offset from the policy.
create function app.replace_calendar(p_year int, p_days jsonb) returns table (deadline_id bigint, new_due timestamptz)
language plpgsql volatile security definer set search_path = '' as $$
begin
  create temp table if not exists pg_temp.calendar_before (id bigint primary key, counted timestamptz) on commit drop;
  truncate pg_temp.calendar_before;
  insert into pg_temp.calendar_before select d.id, app.recompute_due(d) from app.deadlines_of_year(p_year) d;
  delete from app.holidays where day between make_date(p_year, 1, 1) and make_date(p_year, 12, 31);
  insert into app.holidays (day, is_workday, name)
  select (x ->> 'day')::date, (x ->> 'is_workday')::boolean, app.clean_text(x ->> 'name', 'name', 1, 40) from jsonb_array_elements(p_days) x;
  return query
    select x.id, x.due from (
      select d.id, d.due_at, d.starts_at, d.due_at + (app.recompute_due(d) - b.counted) as due
      from pg_temp.calendar_before b join app.deadlines d on d.id = b.id
    ) x where x.due <> x.due_at and x.due > x.starts_at;
end $$;

-- Imports the days of a year and moves the running deadlines. Their cases are locked first and in the order of their
-- ids, as in every verb that changes several.
create function app.apply_calendar(p_year int, p_days jsonb) returns setof api.moved_deadline
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform 1 from app.cases where id in (select case_id from app.deadlines_of_year(p_year)) order by id for update;
  create temp table if not exists pg_temp.calendar_moved (id bigint primary key, due timestamptz, moved api.moved_deadline) on commit drop;
  truncate pg_temp.calendar_moved;
  insert into pg_temp.calendar_moved
  select m.deadline_id, m.new_due, (d.case_id, c.number, d.stage, d.due_at, m.new_due)::api.moved_deadline
  from app.replace_calendar(p_year, p_days) m join app.deadlines d on d.id = m.deadline_id join app.cases c on c.id = d.case_id;
  update app.deadlines d set due_at = m.due, warn_at = greatest(m.due - (d.due_at - d.warn_at), d.starts_at),
    provisional = app.is_provisional((m.due at time zone 'Asia/Shanghai')::date)
  from pg_temp.calendar_moved m where m.id = d.id;
  update app.deadlines d set provisional = false
  from app.deadlines_of_year(p_year) y where d.id = y.id and d.provisional
    and not app.is_provisional((d.due_at at time zone 'Asia/Shanghai')::date);
  -- Lists show the next deadline of a case.
  update app.cases c set due_at = d.due_at, warn_at = d.warn_at
  from pg_temp.calendar_moved m join app.deadlines d on d.id = m.id
  where c.id = d.case_id and c.due_stage = d.stage and c.due_at = (m.moved).due_before;
  return query select (m.moved).* from pg_temp.calendar_moved m order by (m.moved).due_before, m.id;
end $$;

create function app.check_calendar(p_year int, p_days jsonb) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  v_day jsonb;
begin
  if p_year is null then perform app.refuse('field_required', '{"field": "year"}'); end if;
  if p_year not between extract(year from app.today())::int and extract(year from app.today())::int + 2 then
    perform app.refuse('out_of_range', jsonb_build_object('field', 'year', 'min', extract(year from app.today()), 'max', extract(year from app.today()) + 2));
  end if;
  perform app.check_rows(p_days, 366);
  for v_day in select * from jsonb_array_elements(p_days) loop
    if coalesce(v_day ->> 'day', '') !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' or left(v_day ->> 'day', 4) <> p_year::text
        or jsonb_typeof(v_day -> 'is_workday') is distinct from 'boolean' or coalesce(v_day ->> 'name', '') = ''
        or to_char(make_date(p_year, 1, 1) + 0, 'YYYY') <> p_year::text then
      perform app.refuse('invalid_value', '{"field": "rows"}');
    end if;
    begin
      perform (v_day ->> 'day')::date;
    exception when others then
      perform app.refuse('invalid_value', '{"field": "rows"}');
    end;
  end loop;
  if (select count(distinct x ->> 'day') from jsonb_array_elements(p_days) x) <> jsonb_array_length(p_days) then
    perform app.refuse('line_repeated', '{"field": "rows"}');
  end if;
end $$;

create function app.preview_calendar(p_year int, p_days jsonb) returns setof api.moved_deadline
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_result jsonb := '[]';
  v_detail text;
begin
  perform app.require_city_administrator();
  perform app.check_calendar(p_year, p_days);
  begin
    -- No deadline is written, so that nobody waits for a preview.
    select coalesce(jsonb_agg(to_jsonb((d.case_id, c.number, d.stage, d.due_at, m.new_due)::api.moved_deadline) order by d.due_at, d.id), '[]')
    into v_result
    from app.replace_calendar(p_year, p_days) m join app.deadlines d on d.id = m.deadline_id join app.cases c on c.id = d.case_id;
    -- The exception rolls everything back; its detail carries the moved deadlines to the caller.
    raise exception using errcode = 'EM001', message = 'preview', detail = v_result::text;
  exception when sqlstate 'EM001' then
    get stacked diagnostics v_detail = pg_exception_detail;
  end;
  return query select * from jsonb_populate_recordset(null::api.moved_deadline, v_detail::jsonb);
end $$;

create function app.import_calendar(p_request uuid, p_year int, p_days jsonb) returns setof api.moved_deadline
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('year', p_year, 'days', p_days);
  v_done jsonb := app.changed_before(p_request, 'import_calendar', v_args);
  v_result jsonb;
begin
  if v_done is null then
    perform app.require_city_administrator();
    perform app.check_calendar(p_year, p_days);
    select coalesce(jsonb_agg(to_jsonb(m)), '[]') into v_result from app.apply_calendar(p_year, p_days) m;
    v_done := app.write_change('import_calendar', 'calendar', p_year::text, p_year::text, null, app.my_scope(),
      jsonb_build_object('days', jsonb_array_length(p_days), 'moved', jsonb_array_length(v_result)), p_request, v_args, v_result);
  end if;
  return query select * from jsonb_populate_recordset(null::api.moved_deadline, v_done);
end $$;

create policy "people in office read the calendar" on app.holidays for select to authenticated using ((select app.my_role()) is not null);
grant select on app.holidays to authenticated;
create view api.holidays with (security_invoker = true) as select day, is_workday, name from app.holidays;
comment on view api.holidays is 'Days that differ from the normal week: holidays and make-up workdays.';
grant select on api.holidays to authenticated;

create function api.preview_calendar(year int, rows jsonb)
returns setof api.moved_deadline language sql volatile security invoker set search_path = '' as $$ select * from app.preview_calendar(year, rows) $$;
create function api.import_calendar(request_id uuid, year int, rows jsonb)
returns setof api.moved_deadline language sql volatile security invoker set search_path = '' as $$ select * from app.import_calendar(request_id, year, rows) $$;

comment on function api.preview_calendar is
  'City administrator: which running deadlines the announced days of a year ({day, is_workday, name}) would move; changes nothing.';
comment on function api.import_calendar is
  'City administrator: imports the announced days of this or one of the next two years; returns the deadlines that moved.';

grant execute on function app.preview_calendar(int, jsonb), api.preview_calendar(int, jsonb),
  app.import_calendar(uuid, int, jsonb), api.import_calendar(uuid, int, jsonb) to authenticated;

-- 70_admin/oversight.sql ----------------------------------------------------------------------------------------

-- Oversight: the region tree with counts, who can see a case and why, and the results of an organisation.

create type api.region_node as (code text, name text, level smallint, active boolean, version int, children int,
  organisations int, people int, longitude double precision, latitude double precision, successor_code text, can_change boolean);
comment on type api.region_node is
  'A region of the tree: number of regions directly below, of organisations and people in its whole subtree; can_change for its administrator.';

-- One level of the tree. Counts come from index ranges over a few thousand organisations, never from cases. People are
-- counted only for callers who may read them.
create function app.region_tree(p_parent text, p_retired boolean) returns setof api.region_node
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_scope text := app.my_scope();
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  return query
    select r.code, r.name, r.level, r.active, r.version,
      (select count(*)::int from app.regions c where c.parent_code = r.code and c.active),
      (select count(*)::int from app.organisations o where o.region_code between r.code and r.code || '~' and o.active),
      case when v_me.role in ('administrator', 'leader') and starts_with(r.code, v_scope) then
        (select count(distinct p.staff_id)::int from app.organisations o join app.posts p on p.organisation_id = o.id
           and app.is_current(p.valid_from, p.valid_to)
         where o.region_code between r.code and r.code || '~' and o.active) end,
      r.longitude, r.latitude, r.successor_code,
      app.administers_region(r.code)
    from app.regions r
    where r.parent_code is not distinct from nullif(p_parent, '') and (r.active or p_retired)
    order by r.code;
end $$;
create function api.region_tree(parent_code text default null, with_retired boolean default false)
returns setof api.region_node language sql stable security invoker set search_path = '' as $$
  select * from app.region_tree(parent_code, with_retired) $$;
comment on function api.region_tree is
  'Any staff member: the regions one level below a region (without a region: the cities) with their counts.';

create type api.viewer as (staff_id uuid, name text, role text, organisation_name text, organisation_level smallint, reason text,
  reason_region text, opens_data boolean, acts boolean);
comment on type api.viewer is
  'A person who can see a case: reason territory (of reason_region), desk, lead, former_lead, mediator, deputy or filed; opens_data: may unmask parties; acts: may use verbs now.';

-- Who can see a case and why: the read policy of app.cases, evaluated for each current post. Only for those who may
-- read the case.
create function app.who_sees(p_case uuid) returns setof api.viewer
language plpgsql stable security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('case_not_found', '{}', 'PT404'); end if;
  if app.my_role() = 'reporter' then perform app.refuse('refused', '{}', '42501'); end if;
  return query
    with near as (
      select o.*, part.part from app.organisations o
      left join lateral (
        select p.part from app.case_participants p where p.case_id = v_case.id and p.organisation_id = o.id
        order by p.until is not null, p.part limit 1) part on true
      where o.active and (
        o.id = any (v_case.participant_organisation_ids)
        or o.territorial and o.region_code in (v_case.city_code, v_case.county_code, v_case.town_code, v_case.village_code))
    ), seeing as (
      select p as post, o.name as organisation_name, o.level, o.region_code, case
          when p.role = 'mediator' and p.staff_id = v_case.mediator_id and o.id = v_case.lead_organisation_id then 'mediator'
          when p.role = 'mediator' and o.id = v_case.lead_organisation_id
            and p.staff_id = (app.leave_of(v_case.mediator_id, o.id, 'mediator')).deputy_id then 'deputy'
          when o.part is not null then o.part
          else 'territory' end as why
      from near o join app.posts p on p.organisation_id = o.id and p.role <> 'reporter' and app.is_current(p.valid_from, p.valid_to)
      union all
      select p, o.name, o.level, o.region_code, 'filed'
      from app.posts p join app.organisations o on o.id = p.organisation_id and o.active
      where p.staff_id = v_case.filed_by and app.is_current(p.valid_from, p.valid_to)
        and (p.role = 'reporter' or not exists (select 1 from near n where n.id = o.id))
    )
    select s.id, s.name, (x.post).role, x.organisation_name, x.level, x.why,
      case x.why when 'territory' then (select r.name from app.regions r where r.code = x.region_code) end,
      app.is_actor('desk', v_case, x.post) or app.is_actor('mediator', v_case, x.post)
        or v_case.mediator_id is null and app.is_actor('lead', v_case, x.post),
      exists (select 1 from app.transitions t where t.from_status = v_case.status and app.is_actor(t.who, v_case, x.post))
    from seeing x join app.staff s on s.id = (x.post).staff_id and s.active
    order by array_position(array['mediator', 'deputy', 'lead', 'desk', 'filed', 'former_lead', 'territory'], x.why), x.level desc,
      x.organisation_name, s.name, s.id, (x.post).role
    limit 500;
end $$;
create function api.who_sees(case_id uuid) returns setof api.viewer
language sql stable security invoker set search_path = '' as $$ select * from app.who_sees(case_id) $$;
comment on function api.who_sees is 'Readers of a case: who else may read it, and why; at most 500. 404 case_not_found.';

create type api.organisation_result as (open_cases int, overdue int, closed int, settled int, not_settled int, answered int,
  returned int, since date);
comment on type api.organisation_result is 'Cases led by an organisation: open and overdue now; closed within the last twelve months, by outcome. Counts stop at 10,000.';

-- For the organisation's own people and for leaders and administrators of a territory above it.
create function app.organisation_results(p_organisation uuid) returns setof api.organisation_result
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_since date := app.today() - 365;
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if not exists (select 1 from app.organisations where id = p_organisation) then
    perform app.refuse('organisation_not_found', '{"field": "organisation_id"}', 'PT404');
  end if;
  if not coalesce(p_organisation = app.my_organisation() or v_me.role in ('leader', 'administrator', 'dispatcher')
      and starts_with((select region_code from app.organisations where id = p_organisation), app.my_scope()), false) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  return query
    select
      (select count(*)::int from (select 1 from app.cases c where c.lead_organisation_id = p_organisation and c.closed_at is null limit 10000) n),
      (select count(*)::int from (select 1 from app.cases c where c.lead_organisation_id = p_organisation and c.closed_at is null
         and c.due_at < now() limit 10000) n),
      count(*)::int, (count(*) filter (where outcome like 'agreed%'))::int, (count(*) filter (where outcome = 'not_settled'))::int,
      (count(*) filter (where outcome = 'answered'))::int, (count(*) filter (where return_count > 0))::int, v_since
    from (select c.outcome, c.return_count from app.cases c
          where c.lead_organisation_id = p_organisation and c.status = 'closed' and c.created_at >= v_since
          order by c.created_at desc limit 10000) closed;
end $$;
create function api.organisation_results(organisation_id uuid) returns setof api.organisation_result
language sql stable security invoker set search_path = '' as $$ select * from app.organisation_results(organisation_id) $$;
comment on function api.organisation_results is 'Open cases of an organisation, and the results of the cases filed within twelve months.';

grant execute on function
  app.region_tree(text, boolean), api.region_tree(text, boolean), app.who_sees(uuid), api.who_sees(uuid),
  app.organisation_results(uuid), api.organisation_results(uuid)
to authenticated;

-- 80_map/tables.sql ---------------------------------------------------------------------------------------------

-- Precomputed counts of cases for the map, so that a question reads thousands of rows instead of millions.
-- A count covers a month (202611) or a whole year (202600). All of it is derived from app.cases; app.rebuild_map_counts
-- recomputes it, changes.sql keeps it up to date. Only the owner reads these tables: the map functions do so within the
-- caller's reach.

-- Cases of an area: a township, or a county or city for cases without a more precise place; with a star (350821*) a
-- county with everything below. An empty type or channel means all of them, so that a question about neither, one or
-- both reads one range of the key.
create table app.map_counts (
  area text collate "C" not null,
  type_code text collate "C" not null,
  channel text collate "C" not null,
  period int not null,
  grade text collate "C" not null,
  status text collate "C" not null,
  n int not null,
  constraint map_counts_pkey primary key (area, type_code, channel, period, grade, status) include (n)
);
comment on table app.map_counts is 'Counts of cases by area, type, channel, period, grade and stage.';
alter table app.map_counts enable row level security;

-- The same counts for the cases that an organisation leads, without whole counties. An empty type or channel means all.
create table app.map_lead_counts (
  lead_organisation_id uuid not null,
  type_code text collate "C" not null,
  channel text collate "C" not null,
  period int not null,
  area text collate "C" not null,
  grade text collate "C" not null,
  status text collate "C" not null,
  n int not null,
  constraint map_lead_counts_pkey primary key (lead_organisation_id, type_code, channel, period, area, grade, status) include (n)
);
comment on table app.map_lead_counts is 'Counts of cases that an organisation leads, by type, channel, period, area, grade and stage.';
alter table app.map_lead_counts enable row level security;

-- Cases of a square within a county (or the city, for cases without a more precise place). Size 1: the grid squares of
-- app.map_cell, by year; size 3: blocks of three by three of them, by year and month. The sums of the coordinates, in
-- hundred thousandths of a degree, give the centre of gravity.
create table app.map_cells (
  county text collate "C" not null,
  size smallint not null,
  period int not null,
  cell int not null,
  red int not null,
  yellow int not null,
  blue int not null,
  open_red int not null,
  open_yellow int not null,
  open_blue int not null,
  longitudes bigint not null,
  latitudes bigint not null,
  constraint map_cells_pkey primary key (county, size, period, cell)
);
comment on table app.map_cells is 'Counts of cases by square, period, grade, and whether they are open.';
alter table app.map_cells enable row level security;

create table app.map_changes (
  id bigint generated always as identity,
  -- 1: a case with these values was added; -1: one was removed.
  delta smallint not null,
  region_code text collate "C" not null,
  lead_organisation_id uuid,
  type_code text not null,
  channel text not null,
  grade text not null,
  status text not null,
  month int not null,
  -- Null when the position is unknown.
  map_cell int,
  longitude double precision,
  latitude double precision,
  constraint map_changes_pkey primary key (id)
);
comment on table app.map_changes is 'Cases added and removed since the map''s counts were last brought up to date.';
alter table app.map_changes enable row level security;

-- 80_map/base_layers.sql ----------------------------------------------------------------------------------------

-- Base layers of the maps: tiles of another provider below our own layers.
-- None by default: the maps draw the counties themselves and contact no other host. The city's administrators name the
-- tile servers; the pages are then allowed to load from exactly these hosts.

insert into app.settings (name, value, explanation) values
  ('map_layers', '{"version": 1, "layers": []}', 'Tile layers of the maps, edited in the console; hosts that the pages may load pictures from')
on conflict (name) do nothing;

-- The form of a tile address: one host, in which {s} is the only placeholder, and a path with {z}, {x} and {y} or {-y}.
-- No character in it may end the host or add another one to the Content-Security-Policy.
create function app.is_tile_address(p_url text) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(length(p_url) <= 500
    and p_url ~ '^https?://(\{s\}|[A-Za-z0-9-])(\{s\}|[A-Za-z0-9.-])*(:[0-9]{1,5})?/[!-~]*$'
    and p_url !~ '["''<>\\^`|;*]'
    and p_url like '%{z}%' and p_url like '%{x}%' and (p_url like '%{y}%' or p_url like '%{-y}%')
    and regexp_replace(p_url, '\{(s|x|y|-y|z|key)\}', '', 'g') !~ '[{}]', false)
$$;

-- The names that {s} is replaced with: `0123` or `a,b,c`.
create function app.subdomains_of(p_text text) returns text[]
language sql immutable set search_path = '' as $$
  select case when coalesce(p_text, '') = '' then '{}'::text[] when p_text like '%,%' then string_to_array(p_text, ',')
    else regexp_split_to_array(p_text, '') end
$$;

create function app.refuse_layer(p_code text, p_row bigint, p_column text, p_more jsonb default '{}') returns void
language plpgsql immutable set search_path = '' as $$
begin
  perform app.refuse(p_code, jsonb_build_object('field', p_column, 'row', p_row) || p_more);
end $$;

-- Checks the layers and returns them cleaned, in their order.
create function app.clean_layers(p_layers jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  v_layer jsonb;
  v_row bigint;
  v_clean jsonb := '[]';
  v_name text;
  v_column text;
  v_least int;
  v_most int;
begin
  if jsonb_typeof(p_layers) is distinct from 'array' then perform app.refuse('invalid_value', '{"field": "layers"}'); end if;
  if jsonb_array_length(p_layers) > 8 then perform app.refuse('out_of_range', '{"field": "layers", "min": 0, "max": 8}'); end if;
  for v_layer, v_row in select * from jsonb_array_elements(p_layers) with ordinality loop
    if jsonb_typeof(v_layer) <> 'object' then perform app.refuse('invalid_value', jsonb_build_object('field', 'layers', 'row', v_row)); end if;
    foreach v_column in array array['name', 'name_en', 'url', 'labels_url', 'subdomains', 'attribution', 'approval', 'system', 'key'] loop
      if jsonb_typeof(v_layer -> v_column) not in ('string', 'null') then perform app.refuse_layer('invalid_value', v_row, v_column); end if;
    end loop;
    v_name := app.clean_text(v_layer ->> 'name', 'name', 1, 20);
    if exists (select 1 from jsonb_array_elements(v_clean) c where c ->> 'name' = v_name) then perform app.refuse_layer('line_repeated', v_row, 'name'); end if;
    if coalesce(v_layer ->> 'url', '') = '' then perform app.refuse_layer('field_required', v_row, 'url'); end if;
    foreach v_column in array array['url', 'labels_url'] loop
      if coalesce(v_layer ->> v_column, '') <> '' and not app.is_tile_address(v_layer ->> v_column) then
        perform app.refuse_layer('tile_address', v_row, v_column);
      end if;
      if v_layer ->> v_column like '%{key}%' and coalesce(v_layer ->> 'key', '') = '' then perform app.refuse_layer('field_required', v_row, 'key'); end if;
      if v_layer ->> v_column like '%{s}%' and coalesce(v_layer ->> 'subdomains', '') = '' then
        perform app.refuse_layer('field_required', v_row, 'subdomains');
      end if;
    end loop;
    if coalesce(v_layer ->> 'subdomains', '') !~ '^([A-Za-z0-9-]{1,20}(,[A-Za-z0-9-]{1,20}){0,15})?$' then
      perform app.refuse_layer('invalid_value', v_row, 'subdomains');
    end if;
    if coalesce(v_layer ->> 'key', '') !~ '^[A-Za-z0-9_.-]{0,100}$' then perform app.refuse_layer('invalid_value', v_row, 'key'); end if;
    perform app.check_choice('system', v_layer ->> 'system', array['wgs84', 'cgcs2000', 'gcj02', 'bd09']);
    foreach v_column in array array['min_zoom', 'max_zoom'] loop
      if jsonb_typeof(v_layer -> v_column) not in ('number', 'null') or (v_layer ->> v_column)::numeric not between 1 and 20
          or (v_layer ->> v_column)::numeric % 1 <> 0 then
        perform app.refuse_layer('out_of_range', v_row, v_column, '{"min": 1, "max": 20}');
      end if;
    end loop;
    v_least := coalesce((v_layer ->> 'min_zoom')::numeric::int, 1);
    v_most := coalesce((v_layer ->> 'max_zoom')::numeric::int, 18);
    if v_least > v_most then perform app.refuse_layer('out_of_range', v_row, 'max_zoom', jsonb_build_object('min', v_least, 'max', 20)); end if;
    v_clean := v_clean || jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('name', v_name,
      'name_en', app.clean_text(v_layer ->> 'name_en', 'name_en', 0, 40),
      'url', v_layer ->> 'url', 'labels_url', nullif(v_layer ->> 'labels_url', ''), 'subdomains', nullif(v_layer ->> 'subdomains', ''),
      'attribution', app.clean_text(v_layer ->> 'attribution', 'attribution', 0, 120),
      'approval', app.clean_text(v_layer ->> 'approval', 'approval', 0, 60),
      'min_zoom', v_least, 'max_zoom', v_most, 'system', v_layer ->> 'system', 'key', nullif(v_layer ->> 'key', ''))));
  end loop;
  return v_clean;
end $$;

-- The same rule applies when the setting is changed without the verb.
alter table app.settings add constraint settings_map_layers check (name <> 'map_layers' or (
  jsonb_typeof(value -> 'version') = 'number' and app.clean_layers(value -> 'layers') is not null));

-- The layers that every map shows, with addresses as the browser requests them. A key in an address is visible to every
-- visitor: it must be restricted to the city's domain by the provider that issued it.
create function app.map_layers() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg((layer - 'key') || jsonb_strip_nulls(jsonb_build_object(
      'url', replace(layer ->> 'url', '{key}', coalesce(layer ->> 'key', '')),
      'labels_url', replace(layer ->> 'labels_url', '{key}', coalesce(layer ->> 'key', '')))) order by place), '[]')
  from jsonb_array_elements(app.setting('map_layers') -> 'layers') with ordinality as l (layer, place)
$$;

-- The hosts of the tiles, each once, for the Content-Security-Policy of the pages.
create function app.map_hosts() returns setof text
language sql stable security definer set search_path = '' as $$
  select distinct replace(substring(address from '^https?://[^/]+'), '{s}', coalesce(sub, ''))
  from jsonb_array_elements(app.setting('map_layers') -> 'layers') as layer
  cross join lateral (values (layer ->> 'url'), (layer ->> 'labels_url')) as a (address)
  left join lateral unnest(app.subdomains_of(layer ->> 'subdomains')) as sub on address like '%{s}%'
  where address is not null
  order by 1
$$;
comment on function app.map_hosts is 'Origins from which the maps load tiles; none by default.';

create function app.map_layer_settings() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_city_administrator();
  return coalesce(app.setting('map_layers'), '{"version": 1, "layers": []}');
end $$;

-- All layers in their order, with the keys, which only the city's administrators may read.
create function app.set_map_layers(p_request uuid, p_version int, p_layers jsonb)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('version', p_version, 'layers', p_layers);
  v_done jsonb := app.changed_before(p_request, 'set_map_layers', v_args);
  v_before jsonb;
  v_layers jsonb;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  perform app.require_city_administrator();
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  v_layers := app.clean_layers(p_layers);
  select value into v_before from app.settings where name = 'map_layers' for update;
  if (v_before ->> 'version')::int <> p_version then
    perform app.refuse('stale_record', jsonb_build_object('version', v_before -> 'version'), 'PT409');
  end if;
  update app.settings set value = jsonb_build_object('version', p_version + 1, 'layers', v_layers) where name = 'map_layers';
  return next app.as_result(app.write_change('set_map_layers', 'settings', 'map_layers', 'map_layers', null, app.my_scope(),
    jsonb_build_object('layers', (select jsonb_agg(l ->> 'name') from jsonb_array_elements(v_layers) l),
      'former_layers', (select jsonb_agg(l ->> 'name') from jsonb_array_elements(v_before -> 'layers') l)),
    p_request, v_args,
    jsonb_build_object('id', 'map_layers', 'version', p_version + 1)));
end $$;

create function api.map_layers() returns jsonb
language sql stable security invoker set search_path = '' as $$ select app.map_layers() $$;
create function api.map_layer_settings() returns jsonb
language sql stable security invoker set search_path = '' as $$ select app.map_layer_settings() $$;
create function api.set_map_layers(request_id uuid, expected_version int, layers jsonb)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.set_map_layers(request_id, expected_version, layers) $$;

comment on function api.map_layers is
  'Anybody: the tile layers that maps may show below their own outlines: name, url, labels_url, subdomains, attribution, approval, min_zoom, max_zoom, system.';
comment on function api.map_layer_settings is 'City administrator: {version, layers} of the tile layers, with their keys.';
comment on function api.set_map_layers is
  'City administrator: replaces the tile layers (at most 8). Errors: tile_address, line_repeated, out_of_range, unknown_choice, stale_record (409).';

grant execute on function app.map_layers(), api.map_layers() to anon, authenticated;
grant execute on function app.map_layer_settings(), api.map_layer_settings(), app.set_map_layers(uuid, int, jsonb),
  api.set_map_layers(uuid, int, jsonb)
to authenticated;

-- 80_map/questions.sql ------------------------------------------------------------------------------------------

-- The question that a map function answers, and the cases that the caller may count.
-- These functions bypass row-level security. So each of them starts with app.map_question, which alone determines the
-- caller's reach, and every read of cases is restricted to that reach.

-- A checked question: whose cases, where, when, with which filters.
create type app.map_question as (
  -- The column and value that restrict the caller: region_code (a prefix), lead_organisation_id or filed_by.
  reach text,
  reach_value text,
  -- The region asked about; for a territorial post it lies within the post's own.
  parent text,
  from_on date,
  to_on date,
  -- Days of the first record and of today; there are no cases outside them.
  first_on date,
  today date,
  -- In these lists null means any.
  type_codes text[],
  grades text[],
  channels text[],
  statuses text[]
);

-- The region that the caller's map starts with: their territory, else the smallest region that contains all regions
-- their organisation serves.
create function app.map_home() returns text
language sql stable security definer set search_path = '' as $$
  select case when o.territorial then o.region_code else (
      select left(min(code), case when count(distinct left(code, 9)) = 1 and min(length(code)) >= 9 then least(min(length(code)), 9)
        when count(distinct left(code, 6)) = 1 and min(length(code)) >= 6 then 6 else 4 end)
      from (select o.region_code as code union select s.region_code from app.organisation_regions s where s.organisation_id = o.id) served)
    end
  from app.my_post() me join app.organisations o on o.id = me.organisation_id
$$;

-- Checks one list of a filter: null and empty mean any; a value that no case can have is rejected.
create function app.check_filter(p_values text[], p_field text, p_choices text[]) returns text[]
language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(cardinality(p_values), 0) = 0 then return null; end if;
  -- A null element is never contained in the choices, so a list with one is rejected too.
  if array_ndims(p_values) > 1 or not p_values <@ p_choices then
    perform app.refuse('unknown_choice', jsonb_build_object('field', p_field));
  end if;
  return array(select distinct v from unnest(p_values) as v order by 1);
end $$;

create function app.map_question(p_parent text, p_from date, p_to date, p_types text[], p_grades text[], p_channels text[],
  p_statuses text[])
returns app.map_question language plpgsql stable security definer set search_path = '' as $$
declare
  v_scope text := app.my_scope();
  v_organisation uuid := app.my_organisation();
  q app.map_question;
begin
  if app.my_role() is null then perform app.refuse('refused', '{}', '42501'); end if;
  q.reach := case when v_scope is not null then 'region_code' when v_organisation is not null then 'lead_organisation_id'
    else 'filed_by' end;
  q.reach_value := coalesce(v_scope, v_organisation::text, auth.uid()::text);
  q.parent := coalesce(nullif(p_parent, ''), app.map_home());
  if not exists (select 1 from app.regions where code = q.parent) then
    perform app.refuse('region_not_found', '{"field": "parent_code"}', 'PT404');
  end if;
  if not starts_with(q.parent, coalesce(v_scope, '')) then
    perform app.refuse('outside_scope', '{"field": "parent_code"}', '42501');
  end if;
  if p_from not between '1949-10-01' and '2999-12-31' then
    perform app.refuse('out_of_range', '{"field": "from_on", "min": "1949-10-01", "max": "2999-12-31"}');
  end if;
  if p_to not between coalesce(p_from, '1949-10-01') and '2999-12-31' then
    perform app.refuse('out_of_range', jsonb_build_object('field', 'to_on', 'min', coalesce(p_from, '1949-10-01'), 'max', '2999-12-31'));
  end if;
  q.from_on := p_from;
  q.to_on := p_to;
  q.today := app.today();
  q.first_on := (select (c.created_at at time zone 'Asia/Shanghai')::date from app.cases c
    where c.city_code = left(q.parent, 4) order by c.created_at limit 1);
  q.first_on := coalesce(q.first_on, q.today);
  q.type_codes := app.check_filter(p_types, 'type_codes', array(select code from app.dispute_types));
  -- A first-level code includes all its second-level types.
  if q.type_codes is not null then
    q.type_codes := array(select code from app.dispute_types where code = any (q.type_codes) or parent_code = any (q.type_codes) order by 1);
  end if;
  q.grades := app.check_filter(p_grades, 'grades', app.grades());
  q.channels := app.check_filter(p_channels, 'channels', array(select code from app.channels));
  q.statuses := app.check_filter(p_statuses, 'statuses', app.case_statuses());
  return q;
end $$;
comment on function app.map_question is
  'Checks a question of the map and restricts it to the caller''s reach: a territory, the cases an organisation leads, or those that a reporter filed.';

-- The start of a day in the city's time zone.
create function app.day_start(p_day date) returns timestamptz
language sql immutable set search_path = '' as $$ select p_day::timestamp at time zone 'Asia/Shanghai' $$;

-- The conditions of the filter alone, for any table with the columns of a case.
create function app.map_filter(q app.map_question, p_alias text) returns text
language sql immutable set search_path = '' as $$
  select concat_ws(' and ', 'true',
    case when q.type_codes is not null then format('%s.type_code = any (%L)', p_alias, q.type_codes) end,
    case when q.channels is not null then format('%s.channel = any (%L)', p_alias, q.channels) end,
    case when q.grades is not null then format('%s.grade = any (%L)', p_alias, q.grades) end,
    case when q.statuses is not null then format('%s.status = any (%L)', p_alias, q.statuses) end)
$$;
-- The conditions of a question on app.cases c, with literals, so that the planner knows how common each value is; the
-- period is separate, because some answers count two periods. Normally the reach selects the index of its level. With
-- `p_filter_leads` the reach is only checked, and the index of the types or channels, which has no level, is used. The
-- index of the types has the channel before the period: without a filter of channels, all are named, so that the period
-- limits the index range as well.
create function app.map_conditions(q app.map_question, p_filter_leads boolean) returns text
language sql immutable set search_path = '' as $$
  select concat_ws(' and ',
    case when q.reach <> 'region_code' then format('c.%s = %L and starts_with(c.region_code, %L)', q.reach, q.reach_value, q.parent)
      when p_filter_leads then format('starts_with(c.region_code, %L)%s', q.parent,
        case when q.type_codes is not null and q.channels is null then ' and c.channel = any (array(select code from app.channels))' end)
      else format('c.%s = %L', case length(q.parent) when 4 then 'city_code' when 6 then 'county_code' when 9 then 'town_code' else 'village_code' end, q.parent) end,
    app.map_filter(q, 'c'))
$$;
create function app.map_period(p_from timestamptz, p_to timestamptz) returns text
language sql immutable set search_path = '' as $$
  select concat_ws(' and ', 'true', case when p_from is not null then format('c.created_at >= %L', p_from) end,
    case when p_to is not null then format('c.created_at < %L', p_to) end)
$$;

-- Length of the codes directly below a region.
create function app.below(p_code text) returns int
language sql immutable set search_path = '' as $$
  select case length(p_code) when 4 then 6 when 6 then 9 else 12 end
$$;

-- The shown area under which a case's region counts: the one directly below the parent, by its successor if the code is
-- no longer in use; the parent itself for cases without a more precise place.
create function app.map_area_of(p_region text, p_parent text) returns text
language sql stable set search_path = '' as $$
  select case when length(p_region) < app.below(p_parent) then p_parent
    when r.active then r.code
    else coalesce((select left(now_code, app.below(p_parent)) from app.current_region(r.code) as now_code
      where starts_with(now_code, p_parent) and length(now_code) >= app.below(p_parent)), p_parent) end
  from (select 1) as always left join app.regions r on r.code = left(p_region, app.below(p_parent))
$$;

-- 80_map/significance.sql ---------------------------------------------------------------------------------------

-- When is a count significant?
-- Defined only here. An area is HOT when it has more cases than its inhabitants explain: the cases of all areas shown,
-- distributed by inhabitants, are the expected number, and the probability of so many or more is the exact upper tail
-- of the Poisson distribution. Where the number of inhabitants is unknown, the area's own previous twelve periods (as
-- many as there are records for) give the expected number. An area is RISING when it has more cases than in the
-- previous period of the same length: given the sum of both, each case would fall into either period with probability
-- one half; exact upper tail of the binomial distribution.
-- With many areas some are extreme by chance, so the probabilities are adjusted together by the method of Benjamini and
-- Hochberg: of the areas called hot at most 5 % are false on average. And a difference must be large enough to matter:
-- at least five cases, and at least 1.2 times the expected number.

-- ln n!, by Stirling's series; accurate to the last digits.
create function app.ln_factorial(n bigint) returns double precision
language plpgsql immutable strict set search_path = '' as $$
declare
  v_sum double precision := 0;
  x double precision := n + 1;
begin
  -- The series is accurate only for large arguments; smaller ones are shifted up.
  while x < 16 loop
    v_sum := v_sum - ln(x);
    x := x + 1;
  end loop;
  return v_sum + (x - 0.5) * ln(x) - x + 0.918938533204672742
    + (1 / 12.0::double precision - (1 / 360.0::double precision - (1 / 1260.0::double precision - 1 / 1680.0::double precision / (x * x)) / (x * x)) / (x * x)) / x;
end $$;

-- exp returns zero instead of an underflow error.
create function app.safe_exp(x double precision) returns double precision
language sql immutable strict set search_path = '' as $$ select case when x < -700 then 0 else exp(x) end $$;

-- P(X >= n) for X Poisson with the mean p_mean. Terms are added from the one nearest the mean outwards, until they
-- change nothing.
create function app.poisson_tail(n bigint, p_mean double precision) returns double precision
language plpgsql immutable strict set search_path = '' as $$
declare
  k bigint := n;
  v_term double precision;
  v_sum double precision;
begin
  if n <= 0 then return 1; end if;
  if p_mean <= 0 then return 0; end if;
  if n > p_mean then
    v_term := app.safe_exp(n * ln(p_mean) - p_mean - app.ln_factorial(n));
    v_sum := v_term;
    while v_term > v_sum * 1e-17 loop
      k := k + 1;
      v_term := v_term * p_mean / k;
      v_sum := v_sum + v_term;
    end loop;
    return least(v_sum, 1);
  end if;
  -- The lower tail has fewer terms.
  k := n - 1;
  v_term := app.safe_exp(k * ln(p_mean) - p_mean - app.ln_factorial(k));
  v_sum := v_term;
  while k > 0 and v_term > v_sum * 1e-17 loop
    v_term := v_term * k / p_mean;
    k := k - 1;
    v_sum := v_sum + v_term;
  end loop;
  return greatest(1 - v_sum, 0);
end $$;
comment on function app.poisson_tail is 'Exact probability of n or more events where p_mean are expected.';

-- P(X >= n) for X binomial with p_all trials and chance one half.
create function app.binomial_tail_half(n bigint, p_all bigint) returns double precision
language plpgsql immutable strict set search_path = '' as $$
declare
  k bigint := n;
  v_term double precision;
  v_sum double precision;
begin
  if n <= 0 then return 1; end if;
  if n > p_all then return 0; end if;
  if 2 * n > p_all then
    v_term := app.safe_exp(app.ln_factorial(p_all) - app.ln_factorial(n) - app.ln_factorial(p_all - n) - p_all * 0.693147180559945309);
    v_sum := v_term;
    while k < p_all and v_term > v_sum * 1e-17 loop
      v_term := v_term * (p_all - k) / (k + 1);
      k := k + 1;
      v_sum := v_sum + v_term;
    end loop;
    return least(v_sum, 1);
  end if;
  -- P(X >= n) = 1 - P(X >= p_all - n + 1), by symmetry.
  return greatest(1 - app.binomial_tail_half(p_all - n + 1, p_all), 0);
end $$;
comment on function app.binomial_tail_half is 'Exact probability of n or more heads in p_all throws of a fair coin.';

-- Whether a count is significant, given its probability adjusted for all areas.
create function app.is_remarkable(n bigint, p_expected double precision, p_adjusted double precision) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(p_adjusted <= 0.05 and n >= 5 and n >= 1.2 * p_expected, false)
$$;

-- 80_map/counts.sql ---------------------------------------------------------------------------------------------

-- The months, grid squares and areas under which the map counts a case.

-- A month in the city's time zone as a number: 202611.
create function app.map_month(p_at timestamptz) returns int
language sql immutable set search_path = '' as $$
  select (extract(year from p_at at time zone 'Asia/Shanghai') * 100 + extract(month from p_at at time zone 'Asia/Shanghai'))::int
$$;

-- The larger square that contains a grid square, numbered by its south-western grid square.
create function app.map_cell_of(p_cell int, p_size int) returns int
language sql immutable set search_path = '' as $$
  select p_cell / 10000 / p_size * p_size * 10000 + p_cell % 10000 / p_size * p_size
$$;

create function app.map_areas_above(p_region text) returns text[]
language sql immutable set search_path = '' as $$
  select case when length(p_region) >= 6 then array[left(p_region, 9), left(p_region, 6) || '*'] else array[p_region] end
$$;

-- 80_map/changes.sql --------------------------------------------------------------------------------------------

-- How the map counts are kept up to date.
-- Filing and the verbs only append rows to a log, one for the old values of a case and one for the new ones, so that
-- they never wait for one another at a count. The scheduler tick adds the rows to the counts. Readers add both in one
-- snapshot, so that results are exact at any time.

create function app.log_map_changes() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.map_changes (delta, region_code, lead_organisation_id, type_code, channel, grade, status, month, map_cell, longitude, latitude)
  select 1, region_code, lead_organisation_id, type_code, channel, grade, status, app.map_month(created_at), map_cell, longitude, latitude
  from newer;
  return null;
end $$;
create trigger cases_80_map_new after insert on app.cases
  referencing new table as newer for each statement execute function app.log_map_changes();

create function app.log_map_updates() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.map_changes (delta, region_code, lead_organisation_id, type_code, channel, grade, status, month, map_cell, longitude, latitude)
  select side.delta, (side.c).region_code, (side.c).lead_organisation_id, (side.c).type_code, (side.c).channel, (side.c).grade,
    (side.c).status, app.map_month((side.c).created_at), (side.c).map_cell, (side.c).longitude, (side.c).latitude
  from older o join newer n using (id)
  cross join lateral (values (-1, o::app.cases), (1, n::app.cases)) as side (delta, c)
  where (o.region_code, o.lead_organisation_id, o.type_code, o.channel, o.grade, o.status, o.created_at, o.longitude, o.latitude)
    is distinct from (n.region_code, n.lead_organisation_id, n.type_code, n.channel, n.grade, n.status, n.created_at, n.longitude, n.latitude);
  return null;
end $$;
create trigger cases_80_map_changed after update on app.cases
  referencing old table as older new table as newer for each statement execute function app.log_map_updates();

create function app.log_map_removals() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.map_changes (delta, region_code, lead_organisation_id, type_code, channel, grade, status, month, map_cell, longitude, latitude)
  select -1, region_code, lead_organisation_id, type_code, channel, grade, status, app.map_month(created_at), map_cell, longitude, latitude
  from older;
  return null;
end $$;
create trigger cases_80_map_gone after delete on app.cases
  referencing old table as older for each statement execute function app.log_map_removals();

-- The changes that rows of the log make to each count.
create function app.aggregate_counts(p_lines app.map_changes[]) returns setof app.map_counts
language sql stable set search_path = '' as $$
  select area, type_code, channel, period, grade, status, sum(delta)::int
  from (
    select area, case when typed then l.type_code else '' end as type_code, case when channelled then l.channel else '' end as channel,
      period, l.grade, l.status, l.delta
    from unnest(p_lines) l
    cross join unnest(app.map_areas_above(l.region_code)) as area
    cross join (values (false, false), (true, false), (false, true), (true, true)) as kind (typed, channelled)
    cross join unnest(array[l.month, l.month / 100 * 100]) as period
  ) spread
  group by 1, 2, 3, 4, 5, 6 having sum(delta) <> 0
$$;
create function app.aggregate_lead_counts(p_lines app.map_changes[]) returns setof app.map_lead_counts
language sql stable set search_path = '' as $$
  select lead_organisation_id, type_code, channel, period, area, grade, status, sum(delta)::int
  from (
    select l.lead_organisation_id, case when typed then l.type_code else '' end as type_code,
      case when channelled then l.channel else '' end as channel, period, left(l.region_code, 9) as area, l.grade, l.status, l.delta
    from unnest(p_lines) l
    cross join (values (false, false), (true, false), (false, true), (true, true)) as kind (typed, channelled)
    cross join unnest(array[l.month, l.month / 100 * 100]) as period
    where l.lead_organisation_id is not null
  ) spread
  group by 1, 2, 3, 4, 5, 6, 7 having sum(delta) <> 0
$$;
create function app.aggregate_cells(p_lines app.map_changes[]) returns setof app.map_cells
language sql stable set search_path = '' as $$
  select left(l.region_code, 6), size, period, app.map_cell_of(l.map_cell, size),
    coalesce(sum(delta) filter (where grade = 'red'), 0)::int, coalesce(sum(delta) filter (where grade = 'yellow'), 0)::int,
    coalesce(sum(delta) filter (where grade = 'blue'), 0)::int,
    coalesce(sum(delta) filter (where grade = 'red' and app.is_open(status)), 0)::int,
    coalesce(sum(delta) filter (where grade = 'yellow' and app.is_open(status)), 0)::int,
    coalesce(sum(delta) filter (where grade = 'blue' and app.is_open(status)), 0)::int,
    sum(delta * round(longitude * 100000)::bigint), sum(delta * round(latitude * 100000)::bigint)
  from unnest(p_lines) l
  cross join lateral (values (1::smallint, l.month / 100 * 100), (3::smallint, l.month / 100 * 100), (3::smallint, l.month)) as kept (size, period)
  where l.map_cell is not null
  group by 1, 2, 3, 4
$$;

-- Adds the oldest log rows to the counts, at most `p_limit`; returns how many. One caller at a time: a second one
-- returns at once.
create function app.apply_map_changes(p_limit int default 5000) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_lines app.map_changes[];
begin
  if not pg_try_advisory_xact_lock(hashtext('app.apply_map_changes')) then return 0; end if;
  with taken as (
    delete from app.map_changes where id in (select id from app.map_changes order by id limit p_limit) returning *
  )
  select array_agg(t) into v_lines from taken t;
  if v_lines is null then return 0; end if;
  insert into app.map_counts as m select * from app.aggregate_counts(v_lines)
  on conflict on constraint map_counts_pkey do update set n = m.n + excluded.n;
  delete from app.map_counts m using app.aggregate_counts(v_lines) s
  where m.n = 0 and (m.area, m.type_code, m.channel, m.period, m.grade, m.status)
    = (s.area, s.type_code, s.channel, s.period, s.grade, s.status);
  insert into app.map_lead_counts as m select * from app.aggregate_lead_counts(v_lines)
  on conflict on constraint map_lead_counts_pkey do update set n = m.n + excluded.n;
  delete from app.map_lead_counts m using app.aggregate_lead_counts(v_lines) s
  where m.n = 0 and (m.lead_organisation_id, m.type_code, m.channel, m.period, m.area, m.grade, m.status)
    = (s.lead_organisation_id, s.type_code, s.channel, s.period, s.area, s.grade, s.status);
  insert into app.map_cells as m select * from app.aggregate_cells(v_lines)
  on conflict on constraint map_cells_pkey do update set red = m.red + excluded.red, yellow = m.yellow + excluded.yellow,
    blue = m.blue + excluded.blue, open_red = m.open_red + excluded.open_red, open_yellow = m.open_yellow + excluded.open_yellow,
    open_blue = m.open_blue + excluded.open_blue, longitudes = m.longitudes + excluded.longitudes,
    latitudes = m.latitudes + excluded.latitudes;
  delete from app.map_cells m using app.aggregate_cells(v_lines) s
  where m.red = 0 and m.yellow = 0 and m.blue = 0 and (m.county, m.size, m.period, m.cell) = (s.county, s.size, s.period, s.cell);
  return cardinality(v_lines);
end $$;
comment on function app.apply_map_changes is 'Adds the oldest log rows to the map''s counts; called by the scheduler tick.';

-- Recomputes all counts from the cases: after a bulk load, and to verify the stored counts. Filing and the verbs wait
-- until it is done.
-- It raises work_mem, because otherwise each sort would go through the disk.
create function app.rebuild_map_counts() returns void
language plpgsql volatile security definer set search_path = '' set work_mem = '256MB' as $$
begin
  perform pg_advisory_xact_lock(hashtext('app.apply_map_changes'));
  lock table app.map_changes in share row exclusive mode;
  delete from app.map_changes;
  truncate app.map_counts, app.map_lead_counts, app.map_cells;
  insert into app.map_counts
  with base as materialized (
    select left(region_code, 9) as town, type_code, channel,
      (date_part('year', created_at at time zone 'Asia/Shanghai') * 100 + date_part('month', created_at at time zone 'Asia/Shanghai'))::int as month,
      grade, status, count(*) as n
    from app.cases group by 1, 2, 3, 4, 5, 6
  ), placed as materialized (
    select area, type_code, channel, month, grade, status, sum(n) as n
    from base cross join lateral (values (town), (case when length(town) >= 6 then left(town, 6) || '*' end)) as above (area)
    where area is not null group by 1, 2, 3, 4, 5, 6
  ), timed as (
    select area, type_code, channel, period, grade, status, sum(n) as n
    from placed cross join unnest(array[month, month / 100 * 100]) as period group by 1, 2, 3, 4, 5, 6
  )
  select area, coalesce(type_code, ''), coalesce(channel, ''), period, grade, status, sum(n)::int
  from timed
  group by grouping sets ((area, type_code, channel, period, grade, status), (area, type_code, period, grade, status),
    (area, channel, period, grade, status), (area, period, grade, status))
  order by 1, 2, 3, 4, 5, 6;
  insert into app.map_lead_counts
  with base as materialized (
    select lead_organisation_id, type_code, channel,
      (date_part('year', created_at at time zone 'Asia/Shanghai') * 100 + date_part('month', created_at at time zone 'Asia/Shanghai'))::int as month,
      left(region_code, 9) as area, grade, status, count(*) as n
    from app.cases where lead_organisation_id is not null group by 1, 2, 3, 4, 5, 6, 7
  ), timed as (
    select lead_organisation_id, type_code, channel, period, area, grade, status, sum(n) as n
    from base cross join unnest(array[month, month / 100 * 100]) as period group by 1, 2, 3, 4, 5, 6, 7
  )
  select lead_organisation_id, coalesce(type_code, ''), coalesce(channel, ''), period, area, grade, status, sum(n)::int
  from timed
  group by grouping sets ((lead_organisation_id, type_code, channel, period, area, grade, status),
    (lead_organisation_id, type_code, period, area, grade, status), (lead_organisation_id, channel, period, area, grade, status),
    (lead_organisation_id, period, area, grade, status))
  order by 1, 2, 3, 4, 5, 6, 7;
  insert into app.map_cells
  with base as materialized (
    select left(region_code, 6) as county, (date_part('year', created_at at time zone 'Asia/Shanghai') * 100 + date_part('month', created_at at time zone 'Asia/Shanghai'))::int as month,
      map_cell, grade, status <> all (app.ended_statuses()) as open, count(*) as n,
      sum(round(longitude * 100000)::bigint)::bigint as longitudes, sum(round(latitude * 100000)::bigint)::bigint as latitudes
    from app.cases where map_cell is not null group by 1, 2, 3, 4, 5
  )
  select county, size, period, app.map_cell_of(map_cell, size), coalesce(sum(n) filter (where grade = 'red'), 0)::int,
    coalesce(sum(n) filter (where grade = 'yellow'), 0)::int, coalesce(sum(n) filter (where grade = 'blue'), 0)::int,
    coalesce(sum(n) filter (where grade = 'red' and open), 0)::int, coalesce(sum(n) filter (where grade = 'yellow' and open), 0)::int,
    coalesce(sum(n) filter (where grade = 'blue' and open), 0)::int, sum(longitudes)::bigint, sum(latitudes)::bigint
  from base
  cross join lateral (values (1::smallint, month / 100 * 100), (3::smallint, month / 100 * 100), (3::smallint, month)) as kept (size, period)
  group by 1, 2, 3, 4 order by 1, 2, 3, 4;
end $$;
comment on function app.rebuild_map_counts is 'Recomputes the map''s counts from the cases; afterwards call analyze on them.';

-- 80_map/sums.sql -----------------------------------------------------------------------------------------------

-- How a question is answered from the counts.
-- Whole years and months of a period come from the counts; the remaining days at both ends come from the cases, and are
-- added or subtracted, whichever are fewer.

create type app.map_pieces as (
  periods int[],
  -- First and last month that the periods cover; null without any.
  first_month int,
  last_month int,
  -- Ranges of days to be added (1) or subtracted (-1): from, and up to but not including.
  starts date[],
  ends date[],
  signs int[]
);

create function app.map_pieces(p_from date, p_to date, p_first date, p_today date, p_by_month boolean) returns app.map_pieces
language plpgsql immutable set search_path = '' as $$
declare
  -- There are no cases before the first record and after today, so a period that starts or ends there is extended to
  -- the whole year.
  v_from date := case when p_from > p_first then p_from else date_trunc('year', least(p_first, p_today))::date end;
  v_end date := case when p_to < p_today then p_to + 1 else (date_trunc('year', p_today) + interval '1 year')::date end;
  v_first int;
  v_end_month int;
  v_middle date;
  r app.map_pieces := (array[]::int[], null, null, array[]::date[], array[]::date[], array[]::int[]);
begin
  if v_end <= v_from then return r; end if;
  -- From here on months are counted from year 0.
  v_first := extract(year from v_from)::int * 12 + extract(month from v_from)::int - 1;
  v_end_month := extract(year from v_end)::int * 12 + extract(month from v_end)::int - 1;
  if v_first = v_end_month then
    r.starts := array[v_from]; r.ends := array[v_end]; r.signs := array[1];
    return r;
  end if;
  if extract(day from v_from) > 15 then
    v_first := v_first + 1;
    r.starts := r.starts || v_from; r.ends := r.ends || (date_trunc('month', v_from) + interval '1 month')::date; r.signs := r.signs || 1;
  elsif extract(day from v_from) > 1 then
    r.starts := r.starts || date_trunc('month', v_from)::date; r.ends := r.ends || v_from; r.signs := r.signs || -1;
  end if;
  if extract(day from v_end) > 16 then
    v_end_month := v_end_month + 1;
    r.starts := r.starts || v_end; r.ends := r.ends || (date_trunc('month', v_end) + interval '1 month')::date; r.signs := r.signs || -1;
  elsif extract(day from v_end) > 1 then
    r.starts := r.starts || date_trunc('month', v_end)::date; r.ends := r.ends || v_end; r.signs := r.signs || 1;
  end if;
  if v_first < v_end_month then
    r.first_month := v_first / 12 * 100 + v_first % 12 + 1;
    r.last_month := (v_end_month - 1) / 12 * 100 + (v_end_month - 1) % 12 + 1;
    -- Whole years in the middle, months around them.
    r.periods := array(
      select case when y.whole then m / 12 * 100 else m / 12 * 100 + m % 12 + 1 end
      from generate_series(v_first, v_end_month - 1) as m
      cross join lateral (select not p_by_month and m / 12 * 12 >= v_first and m / 12 * 12 + 12 <= v_end_month as whole) as y
      where not y.whole or m % 12 = 0);
  end if;
  return r;
end $$;

-- A statement that returns the counts (area, month or year, grade, status, n) together with the log and the days at
-- both ends.
-- p_areas: the areas of app.map_counts that make up the answer; p_length: the length of their codes.
create function app.map_sums(q app.map_question, p_areas text[], p_length int, p_from date, p_to date, p_by_month boolean) returns text
language plpgsql immutable set search_path = '' as $$
declare
  p app.map_pieces := app.map_pieces(p_from, p_to, q.first_on, q.today, p_by_month);
  v_parts text[] := array['select null::text as area, null::int as period, null::text as grade, null::text as status, null::bigint as n where false'];
  v_of_lead boolean := q.reach = 'lead_organisation_id';
  v_which text := concat_ws(' and ', 'true', case when q.grades is not null then format('m.grade = any (%L)', q.grades) end,
    case when q.statuses is not null then format('m.status = any (%L)', q.statuses) end);
begin
  if cardinality(p.periods) > 0 then
    v_parts := v_parts || case when v_of_lead then
        format('select m.area, m.period, m.grade, m.status, m.n::bigint from app.map_lead_counts m
          where m.lead_organisation_id = %L and m.type_code = any (%L) and m.channel = any (%L) and m.period = any (%L)
            and starts_with(m.area, %L) and %s',
          q.reach_value, coalesce(q.type_codes, array['']), coalesce(q.channels, array['']), p.periods, q.parent, v_which)
      else
        format('select m.area, m.period, m.grade, m.status, m.n::bigint from app.map_counts m
          where m.area = any (%L) and m.type_code = any (%L) and m.channel = any (%L) and m.period = any (%L) and %s',
          p_areas, coalesce(q.type_codes, array['']), coalesce(q.channels, array['']), p.periods, v_which)
      end;
    v_parts := v_parts || format('select left(l.region_code, %s), l.month, l.grade, l.status, l.delta::bigint from app.map_changes l
      where l.month between %s and %s and starts_with(l.region_code, %L) and %s and %s', p_length, p.first_month, p.last_month, q.parent,
      case when v_of_lead then format('l.lead_organisation_id = %L', q.reach_value) else 'true' end, app.map_filter(q, 'l'));
  end if;
  for i in 1 .. cardinality(p.signs) loop
    v_parts := v_parts || format('select left(c.region_code, %s), %s, c.grade, c.status, %s * count(*) from app.cases c where %s and %s group by 1, 3, 4', p_length,
      extract(year from p.starts[i]) * 100 + extract(month from p.starts[i]), p.signs[i],
      app.map_conditions(q, q.type_codes is not null or q.channels is not null),
      app.map_period(app.day_start(p.starts[i]), app.day_start(p.ends[i])));
  end loop;
  return array_to_string(v_parts, ' union all ');
end $$;

-- The areas of app.map_counts directly below a city or county, and the region itself. Retired codes are included,
-- because their cases move to the successor in batches.
create function app.map_areas_below(p_parent text) returns text[]
language sql stable set search_path = '' as $$
  select array(select r.code || case when length(p_parent) = 4 then '*' else '' end from app.regions r where r.parent_code = p_parent) || p_parent
$$;

-- The number of cases up to which a question is answered from the cases themselves.
create function app.map_direct_rows() returns int
language sql stable set search_path = '' as $$ select coalesce((app.setting('map_direct_rows'))::int, 20000) $$;

-- Whether a question about areas is answered from the counts: always for cities and counties; for an organisation when
-- it leads many cases (they are counted for three periods at once, which costs more than drawing them).
create function app.map_is_summed(q app.map_question) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  if length(q.parent) > 6 then return false; end if;
  if q.reach = 'region_code' then return true; end if;
  return q.reach = 'lead_organisation_id' and app.map_led(q) > app.map_direct_rows() / 4;
end $$;
-- An estimate of the number of cases that the caller's organisation leads.
create function app.map_led(q app.map_question) returns bigint
language sql stable set search_path = '' as $$
  select coalesce(sum(n), 0) from app.map_lead_counts
  where lead_organisation_id = q.reach_value::uuid and type_code = '' and channel = ''
    and period = any (array(select y * 100 from generate_series(extract(year from q.first_on)::int, extract(year from q.today)::int) as y))
$$;

-- An estimate of the number of a territory's cases that match a question: whole months, without the log; with or
-- without its filters of types, grades and stages.
create function app.map_estimate(q app.map_question, p_typed boolean, p_graded boolean) returns bigint
language plpgsql stable set search_path = '' as $$
declare
  p app.map_pieces := app.map_pieces(date_trunc('month', q.from_on)::date, (date_trunc('month', q.to_on) + interval '1 month')::date - 1,
    q.first_on, q.today, false);
  v_areas text[] := case length(q.parent) when 4 then app.map_areas_below(q.parent) else array[q.parent || '*'] end;
  v_n bigint;
begin
  execute format('select coalesce(sum(n), 0) from app.map_counts m where m.area = any (%L) and m.type_code = any (%L)
      and m.channel = any (%L) and m.period = any (%L) and %s and %s', v_areas,
    case when p_typed then coalesce(q.type_codes, array['']) else array[''] end,
    case when p_typed then coalesce(q.channels, array['']) else array[''] end, p.periods,
    case when p_graded and q.grades is not null then format('m.grade = any (%L)', q.grades) else 'true' end,
    case when p_graded and q.statuses is not null then format('m.status = any (%L)', q.statuses) else 'true' end) into v_n;
  return v_n;
end $$;

-- An estimate of the number of cases in the index of the question's types or channels, which has no region below the
-- city.
create function app.map_in_filter(q app.map_question) returns bigint
language plpgsql stable set search_path = '' as $$
begin
  q.parent := left(q.parent, 4);
  return app.map_estimate(q, true, false);
end $$;

-- 80_map/areas.sql ----------------------------------------------------------------------------------------------

-- Counts of the map by area and by month, with the period before and whether a count is significant.

-- Days of a question's period; null without one.
create function app.map_days(q app.map_question) returns int
language sql immutable set search_path = '' as $$
  select coalesce(q.to_on, greatest(q.today, q.from_on)) - q.from_on + 1
$$;

-- Whether the records cover the previous period; otherwise a count would seem to rise only because recording began.
create function app.map_knows_before(q app.map_question) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(q.from_on - app.map_days(q) >= q.first_on, false)
$$;

-- Cases of the areas shown: in the period, in the previous period of the same length (null where the records do not
-- reach back so far), and in the twelve previous periods (`periods`: as many as there are records for, null for less
-- than one).
create function app.map_area_counts(q app.map_question)
returns table (code text, n int, previous_n int, history_n int, periods numeric)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_days int := app.map_days(q);
  v_before date := q.from_on - v_days;
  v_long_before date := q.from_on - 12 * v_days;
  v_periods numeric := case when v_days is not null then least(12, round((q.from_on - q.first_on)::numeric / v_days, 4)) end;
  v_areas text[];
  v_rows text;
begin
  if app.map_is_summed(q) then
    v_areas := app.map_areas_below(q.parent);
    v_rows := format('select area as region_code, sum(n) as now_n, 0 as before_n, 0 as long_n from (%s) as sums group by 1',
      app.map_sums(q, v_areas, app.below(q.parent), q.from_on, q.to_on, false));
    if v_days is not null then
      v_rows := v_rows || format(' union all select area, 0, sum(n), 0 from (%s) as sums group by 1',
        app.map_sums(q, v_areas, app.below(q.parent), v_before, q.from_on - 1, false));
      v_rows := v_rows || format(' union all select area, 0, 0, sum(n) from (%s) as sums group by 1',
        app.map_sums(q, v_areas, app.below(q.parent), v_long_before, q.from_on - 1, false));
    end if;
  else
    v_rows := format(
      'select left(c.region_code, %s) as region_code, count(*) filter (where %s) as now_n, count(*) filter (where %s) as before_n, count(*) filter (where %s) as long_n
       from app.cases c where %s and %s group by 1', app.below(q.parent),
      app.map_period(app.day_start(q.from_on), app.day_start(q.to_on + 1)),
      app.map_period(app.day_start(v_before), app.day_start(q.from_on)),
      app.map_period(app.day_start(v_long_before), app.day_start(q.from_on)),
      app.map_conditions(q, false), app.map_period(app.day_start(v_long_before), app.day_start(q.to_on + 1)));
  end if;
  return query execute format(
    'select app.map_area_of(rtrim(region_code, ''*''), %1$L), sum(now_n)::int, case when %5$L then sum(before_n)::int end,
       case when %2$L then sum(long_n)::int end, %3$L::numeric
     from (select region_code, sum(now_n) as now_n, sum(before_n) as before_n, sum(long_n) as long_n from (%4$s) as counted group by 1) as areas
     group by 1', q.parent, v_days is not null, case when v_periods >= 1 then v_periods end, v_rows,
    app.map_knows_before(q));
end $$;

create type api.map_area as (code text, name text, level smallint, longitude double precision, latitude double precision,
  position_basis text, n int, previous_n int, population int, population_year int, rate numeric, previous_rate numeric,
  expected numeric, hot boolean, hot_p numeric, rising boolean, rising_p numeric);
comment on type api.map_area is
  'Cases of an area in a period and in the previous one, per 10,000 inhabitants, and whether that is significant: hot (more than the number of inhabitants, or its own past, explains) or rising; hot_p and rising_p are the exact probabilities of as many or more.';

create function app.map_areas(p_parent text, p_from date, p_to date, p_types text[], p_grades text[], p_channels text[],
  p_statuses text[])
returns setof api.map_area language plpgsql stable security definer set search_path = '' as $$
declare
  q app.map_question := app.map_question(p_parent, p_from, p_to, p_types, p_grades, p_channels, p_statuses);
begin
  return query
    with counted as materialized (
      select * from app.map_area_counts(q)
    ), shown as (
      select r, r.code = q.parent as whole, coalesce(c.n, 0) as n,
        case when app.map_knows_before(q) then coalesce(c.previous_n, 0) end as previous_n,
        coalesce(c.history_n, 0) / (select max(periods) from counted) as usual,
        case when r.code <> q.parent then r.population end as people
      from app.regions r left join counted c on c.code = r.code
      where r.parent_code = q.parent and r.active or r.code = q.parent
    ), expecting as (
      select s.*, case when whole then null
          when people is not null then people::numeric * sum(n) filter (where people is not null) over () / sum(people) over ()
          else usual end as expected
      from shown s
    ), judged as (
      select e.*, case when expected is not null then app.poisson_tail(n, expected) end as hot_p,
        case when previous_n is not null and not whole then app.binomial_tail_half(n, n::bigint + previous_n) end as rising_p
      from expecting e
    ), ranked as (
      select j.*, hot_p * count(hot_p) over () / rank() over (order by hot_p) as hot_step,
        rising_p * count(rising_p) over () / rank() over (order by rising_p) as rising_step
      from judged j
    )
    select (r).code, (r).name, (r).level, p.longitude, p.latitude, (r).position_basis, n, previous_n, people,
      case when people is not null then (r).population_year::int end, round(n * 10000.0 / people, 2), round(previous_n * 10000.0 / people, 2),
      round(expected::numeric, 2), app.is_remarkable(n, expected, min(hot_step) over (order by hot_p desc)), hot_p::numeric,
      app.is_remarkable(n, previous_n, min(rising_step) over (order by rising_p desc)), rising_p::numeric
    from ranked cross join lateral app.position_of((r).code) p
    order by (r).level, (r).code;
end $$;
create function api.map_areas(parent_code text default null, from_on date default null, to_on date default null,
  type_codes text[] default null, grades text[] default null, channels text[] default null, statuses text[] default null)
returns setof api.map_area language sql stable security invoker set search_path = '' as $$
  select * from app.map_areas(parent_code, from_on, to_on, type_codes, grades, channels, statuses) $$;
comment on function api.map_areas is
  'Any staff member: the regions directly below one (the own territory without a code) and the region itself, for cases without a more precise place, with the caller''s cases in them. 42501 outside_scope for a region outside the own territory.';

create type api.map_month as (code text, month date, n int);
comment on type api.map_month is 'Cases of an area in a month, in the city''s time zone.';

create function app.map_months(p_parent text, p_from date, p_to date, p_types text[], p_grades text[], p_channels text[],
  p_statuses text[])
returns setof api.map_month language plpgsql stable security definer set search_path = '' as $$
declare
  q app.map_question := app.map_question(p_parent, p_from, p_to, p_types, p_grades, p_channels, p_statuses);
  v_first date := greatest(q.from_on, (date_trunc('month', q.today) - interval '119 months')::date);
  v_rows text;
begin
  if app.map_is_summed(q) then
    v_rows := format('select area as region_code, to_date(period::text, ''YYYYMM'') as month, sum(n) as n from (%s) as sums group by 1, 2',
      app.map_sums(q, app.map_areas_below(q.parent), app.below(q.parent), v_first, q.to_on, true));
  else
    v_rows := format('select left(c.region_code, %s) as region_code, date_trunc(''month'', c.created_at at time zone ''Asia/Shanghai'')::date as month, count(*) as n
      from app.cases c where %s and %s group by 1, 2', app.below(q.parent),
      app.map_conditions(q, false), app.map_period(app.day_start(v_first), app.day_start(q.to_on + 1)));
  end if;
  return query execute format(
    'with counted as materialized (%2$s), named as materialized (
       select region_code, app.map_area_of(rtrim(region_code, ''*''), %1$L) as code from (select distinct region_code from counted) as regions)
     select code, month, sum(n)::int from counted join named using (region_code) group by 1, 2 having sum(n) <> 0 order by 1, 2',
    q.parent, v_rows);
end $$;
create function api.map_months(parent_code text default null, from_on date default null, to_on date default null,
  type_codes text[] default null, grades text[] default null, channels text[] default null, statuses text[] default null)
returns setof api.map_month language sql stable security invoker set search_path = '' as $$
  select * from app.map_months(parent_code, from_on, to_on, type_codes, grades, channels, statuses) $$;
comment on function api.map_months is
  'Any staff member: the same cases as map_areas by month, at most the last 120 months; months without cases are left out.';

grant execute on function
  app.map_areas(text, date, date, text[], text[], text[], text[]), api.map_areas(text, date, date, text[], text[], text[], text[]),
  app.map_months(text, date, date, text[], text[], text[], text[]), api.map_months(text, date, date, text[], text[], text[], text[])
to authenticated;

-- 80_map/spots.sql ----------------------------------------------------------------------------------------------

-- Cases on the map: cells when zoomed out, single cases when zoomed in.

-- A rectangle in degrees, checked; NaN compares as greater than every number.
create function app.check_viewport(p_west double precision, p_south double precision, p_east double precision, p_north double precision)
returns void language plpgsql immutable set search_path = '' as $$
begin
  if p_west is null then perform app.refuse('field_required', '{"field": "west"}'); end if;
  if p_south is null then perform app.refuse('field_required', '{"field": "south"}'); end if;
  if p_east is null then perform app.refuse('field_required', '{"field": "east"}'); end if;
  if p_north is null then perform app.refuse('field_required', '{"field": "north"}'); end if;
  if p_west not between -180 and 180 then perform app.refuse('out_of_range', '{"field": "west", "min": -180, "max": 180}'); end if;
  if p_south not between -90 and 90 then perform app.refuse('out_of_range', '{"field": "south", "min": -90, "max": 90}'); end if;
  if p_east not between p_west and 180 then perform app.refuse('out_of_range', jsonb_build_object('field', 'east', 'min', p_west, 'max', 180)); end if;
  if p_north not between p_south and 90 then perform app.refuse('out_of_range', jsonb_build_object('field', 'north', 'min', p_south, 'max', 90)); end if;
end $$;

create type app.map_window as (west double precision, south double precision, east double precision, north double precision, zoom int);

create function app.map_inside(w app.map_window) returns text
language sql immutable set search_path = '' as $$
  select format('c.longitude between %L and %L and c.latitude between %L and %L', w.west, w.east, w.south, w.north)
$$;

-- The grid squares of a window, as the columns and rows that make up a number of app.map_cell.
create function app.map_grid(w app.map_window, out west int, out south int, out east int, out north int, out squares int)
language sql immutable set search_path = '' as $$
  select sw / 10000, sw % 10000, ne / 10000, ne % 10000, (ne / 10000 - sw / 10000 + 1) * (ne % 10000 - sw % 10000 + 1)
  from (select app.map_cell(w.west, w.south) as sw, app.map_cell(least(w.east, 179.99), least(w.north, 89.99)) as ne) as corners
$$;

-- The cases of a question in a window, as a statement that an index of app.cases answers alone: by the level of the
-- reach, by type or channel, or by grid square.
create function app.map_source(q app.map_question, w app.map_window, p_way text) returns text
language plpgsql stable set search_path = '' as $$
declare
  g record := app.map_grid(w);
  v_where text := concat_ws(' and ', app.map_conditions(q, p_way not in ('reach', 'few')),
    app.map_period(app.day_start(q.from_on), app.day_start(q.to_on + 1)), app.map_inside(w));
begin
  return format('select c.id, c.longitude, c.latitude, c.grade, c.status, c.location_basis, c.created_at from app.cases c where %s',
    case when p_way = 'squares' then format(
      'c.map_cell = any (array(select x * 10000 + y from generate_series(%s, %s) as x cross join generate_series(%s, %s) as y)) and ',
      g.west, g.east, g.south, g.north) else '' end || v_where);
end $$;

-- The counties of app.map_cells within the reach of a territory's question.
create function app.map_counties(q app.map_question) returns text[]
language sql stable set search_path = '' as $$
  select case when length(q.parent) = 6 then array[q.parent]
    else array(select r.code from app.regions r where r.parent_code = q.parent) || q.parent end
$$;

-- An estimate of the number of cases in the grid squares of a window; null for more than a few hundred squares, which
-- would take too many lookups.
create function app.map_in_squares(q app.map_question, w app.map_window) returns numeric
language plpgsql stable set search_path = '' as $$
declare
  g record := app.map_grid(w);
  v_from date := greatest(q.from_on, q.first_on);
  v_to date := least(q.to_on, q.today);
  v_counties text[] := app.map_counties(q);
  -- A few squares are summed one by one, more of them in blocks of three by three.
  v_size int := case when g.squares <= 16 then 1 else 3 end;
begin
  if g.squares > 600 then return null; end if;
  return (
    select coalesce(sum(m.n), 0)
    from unnest(v_counties) as here (county)
    cross join generate_series(extract(year from v_from)::int, extract(year from v_to)::int) as y
    cross join generate_series(g.west / v_size * v_size, g.east, v_size) as x
    -- One column of a county and year at a time, so that the primary key finds the few rows.
    cross join lateral (
      select sum(c.red + c.yellow + c.blue) as n from app.map_cells c
      where c.county = here.county and c.size = v_size and c.period = y * 100
        and c.cell between x * 10000 + g.south / v_size * v_size and x * 10000 + g.north) as m)
    -- The fraction of those years that the period covers.
    * least(1, (v_to - v_from + 1) / (365.0 * (extract(year from v_to) - extract(year from v_from) + 1)));
end $$;

-- How to find the cases of a window: by reach, filter or grid squares where few rows have to be read; otherwise from
-- the counts: cells, or townships for filters that the cells do not store.
create function app.map_way(q app.map_question, w app.map_window) returns text
language plpgsql stable set search_path = '' as $$
declare
  -- Sorted as in a question, so that the arrays can be compared.
  c_open constant text[] := array(select s from unnest(app.open_statuses()) as s order by 1);
  c_closed constant text[] := array(select s from unnest(app.ended_statuses()) as s order by 1);
  v_most int := app.map_direct_rows();
  v_filtered boolean := q.type_codes is not null or q.channels is not null;
begin
  if q.reach = 'lead_organisation_id' then
    return case when length(q.parent) <= 6 and app.map_led(q) > v_most then 'towns' else 'reach' end;
  end if;
  if q.reach = 'filed_by' or length(q.parent) > 6 or app.map_estimate(q, false, false) <= v_most then return 'reach'; end if;
  if app.map_in_squares(q, w) <= v_most then return 'squares'; end if;
  if v_filtered and app.map_in_filter(q) <= v_most then return 'filter'; end if;
  -- A stage of open cases has few rows, however many cases have passed through it.
  if q.statuses <@ c_open and app.map_estimate(q, true, true) <= v_most / 4 then return 'reach'; end if;
  return case when not v_filtered and (q.statuses is null or q.statuses in (c_open, c_closed)) then 'cells' else 'towns' end;
end $$;

-- How to find the newest few cases of a window: by grid squares, by filter, or by reach, newest first until there are
-- enough; whichever reads the fewest rows.
create function app.map_way_to_newest(q app.map_question, w app.map_window, p_max int) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_all numeric;
  v_in_squares numeric;
  v_filtered numeric;
  v_matching numeric;
  v_wanted numeric;
  v_by_reach numeric;
begin
  if q.reach <> 'region_code' or length(q.parent) > 6 then return 'reach'; end if;
  v_all := greatest(app.map_estimate(q, false, false), 1);
  v_in_squares := app.map_in_squares(q, w);
  v_filtered := case when q.type_codes is not null or q.channels is not null then app.map_in_filter(q) end;
  v_matching := app.map_estimate(q, true, true);
  -- At stages with few cases all are read at once: newest first, they might lie behind a million others.
  if q.statuses is not null and v_matching <= 2000 then return 'few'; end if;
  v_wanted := v_matching * least(coalesce(v_in_squares, v_all) / v_all, 1);
  v_by_reach := v_all * least(1, 2 * p_max / greatest(v_wanted, 1));
  return case least(v_by_reach, v_in_squares, v_filtered) when v_by_reach then 'reach' when v_in_squares then 'squares' else 'filter' end;
end $$;

-- Width of the drawn cells, in grid squares of app.map_cell: about fifty pixels.
create function app.map_step(p_zoom int, p_size int) returns int
language sql immutable set search_path = '' as $$
  select greatest(p_size, p_size * (2 ^ ceil(log(2, greatest(48 * 360 / 256.0 * 50 / 2 ^ p_zoom / p_size, 0.01)::numeric)))::int)
$$;

-- Cells from the counts: rows x, y, n, red, yellow, open and the centre of gravity.
create function app.map_summed_cells(q app.map_question, w app.map_window, p_size int, p_step int) returns text
language plpgsql stable set search_path = '' as $$
declare
  g record := app.map_grid(w);
  p app.map_pieces := app.map_pieces(q.from_on, q.to_on, q.first_on, q.today, false);
  v_unfiltered app.map_question := q;
  v_grades text[] := coalesce(q.grades, app.grades());
  v_open text := case when q.statuses is null then null when 'submitted' = any (q.statuses) then 'open' else 'closed' end;
  v_parts text[];
  v_column text;
  v_log text;
begin
  v_unfiltered.grades := null;
  v_unfiltered.statuses := null;
  v_parts := array[format('select cell, red, yellow, blue, open_red, open_yellow, open_blue, longitudes, latitudes from app.map_cells
    where county = any (%L) and size = %s and period = any (%L) and cell between %s and %s
      and cell %% 10000 between %s and %s', app.map_counties(q), p_size, p.periods,
    g.west / p_size * p_size * 10000, g.east * 10000 + 9999, g.south / p_size * p_size, g.north)];
  -- Single cases, from the log and from the days at both ends of the period, as rows with the same columns.
  v_log := 'select c.map_cell / 10000 / %1$s * %1$s * 10000 + c.map_cell %% 10000 / %1$s * %1$s, c.sign * (c.grade = ''red'')::int,
      c.sign * (c.grade = ''yellow'')::int, c.sign * (c.grade = ''blue'')::int,
      c.sign * (c.grade = ''red'' and c.open)::int, c.sign * (c.grade = ''yellow'' and c.open)::int, c.sign * (c.grade = ''blue'' and c.open)::int,
      c.sign * round(c.longitude * 100000)::bigint, c.sign * round(c.latitude * 100000)::bigint
    from (%2$s) as c where c.map_cell / 10000 between %3$s and %4$s and c.map_cell %% 10000 between %5$s and %6$s';
  v_parts := v_parts || format(v_log, p_size, format('select l.map_cell, l.delta as sign, l.grade, app.is_open(l.status) as open, l.longitude, l.latitude
      from app.map_changes l where l.month between %s and %s and starts_with(l.region_code, %L)',
    coalesce(p.first_month, 0), coalesce(p.last_month, 0), q.parent), g.west / p_size * p_size, g.east / p_size * p_size + p_size - 1,
    g.south / p_size * p_size, g.north / p_size * p_size + p_size - 1);
  for i in 1 .. cardinality(p.signs) loop
    v_parts := v_parts || format(v_log, p_size, format('select (floor(c.longitude * 50)::int + 9000) * 10000 + floor(c.latitude * 50)::int + 4500 as map_cell,
        %s as sign, c.grade, c.status <> all (app.ended_statuses()) as open, c.longitude, c.latitude
        from app.cases c where %s and %s', p.signs[i], app.map_conditions(v_unfiltered, false),
      app.map_period(app.day_start(p.starts[i]), app.day_start(p.ends[i]))), g.west / p_size * p_size, g.east / p_size * p_size + p_size - 1,
      g.south / p_size * p_size, g.north / p_size * p_size + p_size - 1);
  end loop;
  -- For each grade all cases, the open ones or the closed ones.
  v_column := case v_open when 'open' then 'open_%1$s' when 'closed' then '%1$s - open_%1$s' else '%1$s' end;
  return format(
    'select cell / 10000 / %1$s as x, cell %% 10000 / %1$s as y, %2$s as n, %3$s as red, %4$s as yellow, %5$s as open,
       sum(longitudes) / 100000.0 / sum(red + yellow + blue) as longitude, sum(latitudes) / 100000.0 / sum(red + yellow + blue) as latitude
     from (%6$s) as parts group by 1, 2 having %2$s > 0',
    p_step,
    (select format('sum(%s)', string_agg(format(v_column, grade), ' + ')) from unnest(v_grades) as grade),
    case when 'red' = any (v_grades) then format('sum(%s)', format(v_column, 'red')) else '0' end,
    case when 'yellow' = any (v_grades) then format('sum(%s)', format(v_column, 'yellow')) else '0' end,
    case when v_open = 'closed' then '0' else (select format('sum(%s)', string_agg('open_' || grade, ' + ')) from unnest(v_grades) as grade) end,
    array_to_string(v_parts, ' union all '));
end $$;

-- Townships in the window at their positions: for questions with too many cases to read and without stored cells.
create function app.map_summed_towns(q app.map_question, w app.map_window) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_areas text[] := array(select r.code from app.regions r where r.level <= 3 and r.code between q.parent and q.parent || '~');
begin
  return format(
    'with sums as materialized (
       select area, sum(n) as n, coalesce(sum(n) filter (where grade = ''red''), 0) as red, coalesce(sum(n) filter (where grade = ''yellow''), 0) as yellow,
         coalesce(sum(n) filter (where status <> all (app.ended_statuses())), 0) as open
       from (%1$s) as sums group by 1
     ), placed as (
       select left(coalesce(app.current_region(left(area, 9)), left(area, 9)), 9) as code, sum(n) as n, sum(red) as red, sum(yellow) as yellow,
         sum(open) as open from sums group by 1
     )
     select t.code as key, t.n, t.red, t.yellow, t.open, p.longitude, p.latitude
     from placed t cross join lateral app.position_of(t.code) as p
     where t.n > 0 and p.longitude between %2$L and %3$L and p.latitude between %4$L and %5$L',
    app.map_sums(q, v_areas, 9, q.from_on, q.to_on, false), w.west, w.east, w.south, w.north);
end $$;

-- A response has at most sixty kilobytes compressed, which limits the number of cells or single cases.
create function app.map_spots(p_west double precision, p_south double precision, p_east double precision, p_north double precision,
  p_zoom int, p_parent text, p_from date, p_to date, p_types text[], p_grades text[], p_channels text[], p_statuses text[])
returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  c_most constant int := 2000;
  q app.map_question := app.map_question(p_parent, p_from, p_to, p_types, p_grades, p_channels, p_statuses);
  w app.map_window := (p_west, p_south, p_east, p_north, p_zoom);
  v_way text;
  v_size int;
  v_cell double precision;
  v_rows text;
  -- The cases that were read, and the same as rows of the response.
  v_found text;
  v_singly text := 'null::jsonb';
  v_total bigint;
  v_n int;
  v_cells jsonb;
  v_cases jsonb;
begin
  perform app.check_viewport(p_west, p_south, p_east, p_north);
  if p_zoom is null then perform app.refuse('field_required', '{"field": "zoom"}'); end if;
  if p_zoom not between 0 and 24 then perform app.refuse('out_of_range', '{"field": "zoom", "min": 0, "max": 24}'); end if;
  v_way := app.map_way(q, w);
  if v_way = 'towns' then
    v_rows := app.map_summed_towns(q, w);
  elsif v_way = 'cells' then
    -- Counts of single grid squares are stored only by year.
    v_size := case when p_zoom >= 11 and (select p.signs = '{}' and not exists (select 1 from unnest(p.periods) as one where one % 100 <> 0)
      from app.map_pieces(q.from_on, q.to_on, q.first_on, q.today, false) as p) then 1 else 3 end;
    v_cell := app.map_step(p_zoom, v_size) / 50.0;
    v_rows := format('select x || '':'' || y as key, n, red, yellow, open, longitude, latitude from (%s) as cells',
      app.map_summed_cells(q, w, v_size, app.map_step(p_zoom, v_size)));
  else
    -- About fifty pixels.
    v_cell := 67.5 / 2 ^ p_zoom;
    v_found := app.map_source(q, w, v_way);
    v_rows := format(
      'select x || '':'' || y as key, n, red, yellow, open, longitude, latitude from (
         select floor(longitude / %1$L)::int as x, floor(latitude / %1$L)::int as y, count(*) as n, count(*) filter (where grade = ''red'') as red,
           count(*) filter (where grade = ''yellow'') as yellow,
           count(*) filter (where status <> all (app.ended_statuses())) as open,
           avg(longitude) as longitude, avg(latitude) as latitude
         from found group by 1, 2) as cells', v_cell);
    -- When they are few and zoomed in far enough to be distinguished, the cases themselves are returned.
    v_singly := format(
      'case when (select count(*) from found) <= %s then (
         select coalesce(jsonb_agg(jsonb_build_array(id, round(longitude::numeric, 5), round(latitude::numeric, 5), grade, status, location_basis,
           status in (''submitted'', ''accepted'')) order by id), ''[]'') from found) end', case when p_zoom >= 12 then c_most else 200 end);
  end if;
  execute format(
    'with %4$s cells as materialized (%1$s), shown as (select * from cells order by n desc, key limit %2$s)
     select (select coalesce(sum(n), 0) from cells), (select count(*) from cells),
       (select coalesce(jsonb_agg(jsonb_build_array(round(longitude::numeric, 5), round(latitude::numeric, 5), n, red, yellow, open, key)), ''[]'') from shown),
       %3$s',
    v_rows, c_most, v_singly, 'found as materialized (' || v_found || '), ') into v_total, v_n, v_cells, v_cases;
  if v_cases is not null then
    return jsonb_build_object('resolution', 'case', 'cell', null, 'total', v_total, 'truncated', false, 'cells', '[]'::jsonb, 'cases', v_cases);
  end if;
  return jsonb_build_object('resolution', case when v_way = 'towns' then 'town' else 'cell' end, 'cell', v_cell, 'total', v_total,
    'truncated', v_n > c_most, 'cells', v_cells, 'cases', '[]'::jsonb);
end $$;
create function api.map_spots(west double precision, south double precision, east double precision, north double precision, zoom int,
  parent_code text default null, from_on date default null, to_on date default null, type_codes text[] default null,
  grades text[] default null, channels text[] default null, statuses text[] default null)
returns jsonb language sql stable security invoker set search_path = '' as $$
  select app.map_spots(west, south, east, north, zoom, parent_code, from_on, to_on, type_codes, grades, channels, statuses) $$;
comment on function api.map_spots is
  'Any staff member: the caller''s cases in a rectangle; single ones (id, longitude, latitude, grade, status, basis, waiting) where they are few, cells (longitude, latitude, n, red, yellow, open, key) where they are many.';

create function app.map_cases(p_west double precision, p_south double precision, p_east double precision, p_north double precision,
  p_parent text, p_from date, p_to date, p_types text[], p_grades text[], p_channels text[], p_statuses text[], p_max int)
returns setof uuid language plpgsql stable security definer rows 50 set search_path = '' as $$
declare
  q app.map_question := app.map_question(p_parent, p_from, p_to, p_types, p_grades, p_channels, p_statuses);
  w app.map_window := (p_west, p_south, p_east, p_north, null);
  v_way text;
begin
  perform app.check_viewport(p_west, p_south, p_east, p_north);
  if p_max is null then perform app.refuse('field_required', '{"field": "max"}'); end if;
  if p_max not between 1 and 500 then perform app.refuse('out_of_range', '{"field": "max", "min": 1, "max": 500}'); end if;
  v_way := app.map_way_to_newest(q, w, p_max);
  return query execute format(
    case when v_way in ('filter', 'few') then 'with found as materialized (%s) select id from found' else 'select id from (%s) as found' end
    || ' order by created_at desc, id desc limit %s', app.map_source(q, w, v_way), p_max);
end $$;
create function api.map_cases(west double precision, south double precision, east double precision, north double precision,
  parent_code text default null, from_on date default null, to_on date default null, type_codes text[] default null,
  grades text[] default null, channels text[] default null, statuses text[] default null, max int default 50)
returns setof api.cases language plpgsql stable security invoker set search_path = '' as $$
declare
  -- A separate statement: joined in one, a caller who may read no case would get an empty result instead of the error.
  v_ids uuid[] := array(select app.map_cases(west, south, east, north, parent_code, from_on, to_on, type_codes, grades, channels, statuses, max));
begin
  return query select c.* from api.cases c where c.id = any (v_ids) order by c.created_at desc, c.id desc;
end $$;
comment on function api.map_cases is 'Any staff member: the newest of the caller''s cases in a rectangle, at most `max` (50, up to 500).';

grant execute on function
  app.map_spots(double precision, double precision, double precision, double precision, int, text, date, date, text[], text[], text[], text[]),
  api.map_spots(double precision, double precision, double precision, double precision, int, text, date, date, text[], text[], text[], text[]),
  app.map_cases(double precision, double precision, double precision, double precision, text, date, date, text[], text[], text[], text[], int),
  api.map_cases(double precision, double precision, double precision, double precision, text, date, date, text[], text[], text[], text[], int)
to authenticated;

-- 90_operations/tables.sql --------------------------------------------------------------------------------------

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

-- 90_operations/notices.sql -------------------------------------------------------------------------------------

-- Notices to organisations, and whether somebody has read them.

create policy "an organisation's people and readers of the case see its notices" on app.notices for select to authenticated
  using (coalesce(organisation_id = (select app.my_organisation()), false) or exists (select 1 from app.cases c where c.id = case_id));
grant select on app.notices to authenticated;
create view api.notices with (security_invoker = true) as
  select n.id, n.organisation_id, o.name as organisation_name, n.case_id, n.case_number, n.kind, n.stage, n.due_at, n.at, n.read_at, n.read_by_name
  from app.notices n left join app.organisations o on o.id = n.organisation_id;
comment on view api.notices is
  'Notices to organisations: kind, stage and due date of the deadline, read when and by whom. Filter by organisation_id or case_id.';
grant select on api.notices to authenticated;

create function app.notify(p_organisation uuid, p_case app.cases, p_kind text, p_stage text, p_due timestamptz) returns void
language sql volatile set search_path = '' as $$
  insert into app.notices (organisation_id, case_id, case_number, kind, stage, due_at)
  select p_organisation, p_case.id, p_case.number, p_kind, p_stage, p_due where p_organisation is not null
$$;

-- A history event also creates notices for the organisations concerned.
create function app.create_notices() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  v_case app.cases;
  v_kind text := case new.verb
    when 'issue_order' then 'order' when 'reject_answer' then 'rejected' when 'remind_order' then 'reminder' when 'answer_order' then 'answer'
    when 'urge_case' then 'urge' when 'report_risk' then 'risk' when 'escalate_case' then 'escalated' when 'request_extension' then 'extension'
    when 'return_case' then 'returned' when 'transfer_case' then 'transferred' when 'add_co_handler' then 'called_in'
    when 'dispatch_case' then 'dispatched' when 'delegate_case' then 'delegated' when 'undo_dispatch' then 'undone'
    -- Events of the parties' side.
    when 'write_message' then new.payload ->> 'message'
    when 'join_mediation' then case new.payload ->> 'decision' when 'agree' then 'joined' else 'declined' end
    when 'decide_mediation' then case new.payload ->> 'decision' when 'agree' then 'joined' else 'declined' end
    when 'reply_session' then case new.payload ->> 'session_reply' when 'move' then 'move_asked' end
    when 'sign_agreement' then 'signed'
    when 'rate_case' then case when new.payload -> 'low' = 'true' then 'low_rating' end end;
begin
  if v_kind is null then return null; end if;
  select * into v_case from app.cases where id = new.case_id;
  if v_kind in ('order', 'rejected', 'reminder', 'urge', 'dispatched', 'transferred', 'question', 'statement', 'joined', 'declined',
      'move_asked', 'signed') then
    perform app.notify(v_case.responsible_organisation_id, v_case, v_kind, v_case.due_stage, v_case.due_at);
  elsif v_kind = 'answer' then
    perform app.notify(o.issued_by_organisation_id, v_case, v_kind, null, null) from app.supervision_orders o
    where o.number = new.payload ->> 'order';
  elsif v_kind in ('called_in', 'undone') then
    perform app.notify((new.payload ->> 'organisation_id')::uuid, v_case, v_kind, null, null);
  elsif v_kind = 'risk' then
    -- A risk is reported at once to the desk and to the desk above it.
    perform app.notify(d, v_case, v_kind, null, null)
    from unnest(array[app.desk_id(v_case.id), app.desk_above(app.desk_id(v_case.id))]) d where d is not null;
  else
    perform app.notify(app.desk_id(v_case.id), v_case, v_kind, null, null);
  end if;
  return null;
end $$;
create trigger case_events_80_notices after insert on app.case_events
  for each row execute function app.create_notices();

-- Marks the acting organisation's notices as read, up to an id or for one case.
create function app.read_notices(p_upto bigint, p_case uuid) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_organisation uuid := app.my_organisation();
  v_n int;
begin
  if v_organisation is null then perform app.refuse('refused', '{}', '42501'); end if;
  update app.notices set read_at = now(), read_by_name = (select name from app.staff where id = auth.uid())
  where organisation_id = v_organisation and read_at is null and (p_upto is null or id <= p_upto) and (p_case is null or case_id = p_case)
    and (p_upto is not null or p_case is not null);
  get diagnostics v_n = row_count;
  return v_n;
end $$;

create function api.read_notices(upto_id bigint default null, case_id uuid default null)
returns int language sql volatile security invoker set search_path = '' as $$ select app.read_notices(upto_id, case_id) $$;

comment on function api.read_notices is 'Marks the acting organisation''s notices as read, up to an id or for one case; returns how many.';

grant execute on function app.read_notices(bigint, uuid), api.read_notices(bigint, uuid) to authenticated;

-- 90_operations/outbox.sql --------------------------------------------------------------------------------------

-- The outbox: messages to parties who asked for them, written in the same transaction as the act that they report.
-- A message is a text key with parameters and never contains what was said in mediation. An external worker takes
-- messages by channel, sends them by the service that the city uses, and acknowledges each; see scripts/outbox.ts.

-- Writes a message for each channel that the party chose, in the transaction of the act.
create function app.send_message(p_case uuid, p_party uuid, p_kind text, p_params jsonb, p_subject uuid) returns void
language sql volatile set search_path = '' as $$
  insert into app.outbox (case_id, party_id, channel, kind, subject_id, params, recipient, shown, language)
  select p_case, p_party, h.channel, p_kind, p_subject, p_params || jsonb_build_object('number', c.number),
    coalesce(h.address, v.phone), h.shown, h.language
  from app.party_channels h join app.parties_private v on v.party_id = h.party_id join app.cases c on c.id = p_case
  where h.party_id = p_party and h.ended_at is null and coalesce(h.address, v.phone) is not null
$$;

-- Sends the invitation link only if an operator has enabled it, because the party has not consented to messages yet.
create function app.send_link(p_case uuid, p_party uuid, p_link uuid, p_token text) returns void
language sql volatile set search_path = '' as $$
  insert into app.outbox (case_id, party_id, channel, kind, subject_id, params, recipient, secret, shown, language)
  select p_case, p_party, 'sms', 'invited', p_link, jsonb_build_object('number', c.number), v.phone, app.seal(p_token), p.phone, 'zh-CN'
  from app.parties p join app.parties_private v on v.party_id = p.id join app.cases c on c.id = p_case
  where p.id = p_party and v.phone is not null
$$;

-- Stores the channel that a party chose, with its consent; null ends it, and waiting messages are not sent.
create function app.want_messages(p_case uuid, p_party uuid, p_channel text, p_address text, p_language text) returns void
language plpgsql volatile set search_path = '' as $$
begin
  insert into app.party_channels (party_id, channel, address, shown, language)
  values (p_party, p_channel, app.seal(p_address), case p_channel
    when 'sms' then (select phone from app.parties where id = p_party)
    when 'email' then left(p_address, 1) || '***' || substr(p_address, strpos(p_address, '@')) else '微信' end, p_language)
  on conflict (party_id, channel) do update set address = excluded.address, shown = excluded.shown, language = excluded.language, ended_at = null;
  perform app.record_consent(p_case, p_party, p_channel, true);
end $$;

create function app.set_messages(p_request uuid, p_number text, p_code text, p_channel text, p_wanted boolean, p_address text, p_language text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'channel', p_channel, 'wanted', p_wanted, 'address', p_address, 'language', p_language);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'set_messages', v_args);
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
  v_address text;
begin
  if v_credential_holder.case_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  perform app.check_choice('channel', p_channel, app.message_channels());
  if p_wanted is null then perform app.refuse('field_required', '{"field": "wanted"}'); end if;
  perform app.check_choice('language', coalesce(p_language, 'zh-CN'), app.languages());
  if p_wanted then
    if p_channel = 'sms' then
      if (select phone from app.parties where id = v_credential_holder.party_id) is null then perform app.refuse('no_phone', '{"field": "channel"}'); end if;
    else
      v_address := app.clean_text(p_address, 'address', 3, 128);
      if p_channel = 'email' and v_address !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' or p_channel = 'wechat' and v_address !~ '^[A-Za-z0-9_-]+$' then
        perform app.refuse('invalid_value', '{"field": "address"}');
      end if;
    end if;
    perform app.want_messages(v_credential_holder.case_id, v_credential_holder.party_id, p_channel, v_address, coalesce(p_language, 'zh-CN'));
  else
    update app.party_channels set ended_at = now(), address = null where party_id = v_credential_holder.party_id and channel = p_channel and ended_at is null;
    update app.outbox set state = 'stopped' where party_id = v_credential_holder.party_id and channel = p_channel and state = 'waiting';
    perform app.record_consent(v_credential_holder.case_id, v_credential_holder.party_id, p_channel, false);
  end if;
  perform app.finish_side('set_messages', v_credential_holder.case_id, jsonb_build_object('side', v_credential_holder.side, 'message_channel', p_channel,
    'wanted', p_wanted), p_request, v_args);
  return query select c.status from app.cases c where c.id = v_credential_holder.case_id;
end $$;

-- Events of a case are reported to the applicant, its end to all parties.
create function app.enqueue_messages() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform app.send_message(new.case_id, p.id, new.verb, '{}', null)
  from app.parties p join app.party_channels h on h.party_id = p.id and h.ended_at is null
  where p.case_id = new.case_id and (p.side = 'applicant' or new.verb in ('close_case', 'refer_case', 'withdraw_case', 'withdraw_application'))
  group by p.id;
  return null;
end $$;
create trigger case_events_85_messages after insert on app.case_events for each row
  when (new.verb in ('accept_case', 'dispatch_case', 'request_info', 'reject_case', 'answer_case', 'close_case', 'refer_case', 'withdraw_case',
    'withdraw_application'))
  execute function app.enqueue_messages();

create type api.outgoing as (id bigint, lease uuid, kind text, params jsonb, recipient text, secret text, language text, attempt int);
comment on type api.outgoing is
  'A message to send: text key and language, parameters, address; secret is the token of an invitation. id is the same at each attempt.';

-- Takes due messages, the longest waiting first. A message whose lease expired is taken again; two workers never take
-- the same one.
create function app.take_outbox(p_channel text, p_limit int) returns setof api.outgoing
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.check_choice('channel', p_channel, app.message_channels());
  if p_limit is null or p_limit not between 1 and 100 then perform app.refuse('out_of_range', '{"field": "most", "min": 1, "max": 100}'); end if;
  -- A message that crashes its worker each time must not be retried forever.
  update app.outbox set state = 'dead', error = coalesce(error, 'lease_ran_out'), lease = null
  where channel = p_channel and state = 'taken' and next_at < now() and attempts >= (app.setting('outbox_attempts'))::int;
  return query
    with due as (
      select o.id from app.outbox o where o.channel = p_channel and o.state in ('waiting', 'taken') and o.next_at <= now()
      order by o.next_at, o.id limit p_limit for update skip locked
    ), taken as (
      update app.outbox o set state = 'taken', attempts = o.attempts + 1, lease = gen_random_uuid(),
        lease_until = now() + interval '2 minutes', next_at = now() + interval '2 minutes'
      from due where due.id = o.id returning o.*
    )
    select t.id, t.lease, t.kind, t.params, app.unseal(t.recipient), app.unseal(t.secret), t.language, t.attempts from taken t order by t.id;
end $$;

-- Reports the result of sending. False: the lease has expired and another worker has the message. A repeated call has
-- no effect. The address is deleted once the message is sent; after a failure the next attempt waits twice as long, and
-- after the last one the message is dead.
create function app.settle_outbox(p_id bigint, p_lease uuid, p_error text) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.outbox;
begin
  select * into v_row from app.outbox where id = p_id for update;
  if v_row.id is null or v_row.lease is distinct from p_lease or p_lease is null then return false; end if;
  if p_error is null then
    update app.outbox set state = 'sent', sent_at = coalesce(sent_at, now()), recipient = '', secret = null, error = null where id = p_id;
  elsif v_row.state = 'taken' then
    update app.outbox set state = case when attempts >= (app.setting('outbox_attempts'))::int then 'dead' else 'waiting' end,
      lease = null, error = left(p_error, 300), next_at = now() + make_interval(secs => least(30 * power(2, attempts), 21600))
    where id = p_id;
  end if;
  return true;
end $$;

create function api.set_messages(request_id uuid, number text, tracking_code text, channel text, wanted boolean, address text default null,
  language text default 'zh-CN')
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.set_messages(request_id, number, tracking_code, channel, wanted, address, language) $$;
create function api.take_outbox(channel text, most int default 20)
returns setof api.outgoing language sql volatile security invoker set search_path = '' as $$ select * from app.take_outbox(channel, most) $$;
create function api.settle_outbox(id bigint, lease uuid, error text default null)
returns boolean language sql volatile security invoker set search_path = '' as $$ select app.settle_outbox(id, lease, error) $$;

comment on function api.set_messages is
  'Holder of number and tracking code: chooses messages by sms, email or wechat, or ends them; the consent is recorded.';
comment on function api.take_outbox is 'Worker (service_role): takes up to 100 due messages of a channel under a lease of two minutes.';
comment on function api.settle_outbox is
  'Worker (service_role): reports a message as sent, or with an error as failed; false when the worker no longer holds the lease.';

grant execute on function
  app.take_outbox(text, int), api.take_outbox(text, int), app.settle_outbox(bigint, uuid, text), api.settle_outbox(bigint, uuid, text)
to service_role;
grant execute on function
  app.set_messages(uuid, text, text, text, boolean, text, text), api.set_messages(uuid, text, text, text, boolean, text, text)
to anon, authenticated;

-- 90_operations/erasure.sql -------------------------------------------------------------------------------------

-- Erasure: requests of people about their data, and erasing the data of a closed case (个人信息保护法 44–47, 50).
-- An administrator requests an erasure and a second one confirms it, or the retention period ends. Names, texts,
-- photos, reported coordinates, the pin and all access are erased; number, region, type, stages, dates, organisations,
-- parameters and the chained history stay, and the middle of the region replaces the pin. The texts that staff and
-- applicants wrote with an act are part of the hash chain, kept as the archive file by law and no longer shown to
-- anybody: see api.case_events.

-- What becomes of every column of text that belongs to a case: erased, deleted with its row, or kept, and why. A test
-- compares this register with the catalogue, and erases a case with a word in each of them.
create function app.erasure_register() returns table (relation text, field text, treatment text, why text)
language sql immutable set search_path = '' as $$
  select r.relation, unnest(r.fields), r.treatment, r.why from (values
    ('cases', array['summary', 'place', 'answer', 'missing_items', 'tracking_hash'], 'erased', null),
    ('parties', array['name', 'phone', 'id_number'], 'erased', null),
    ('sessions', array['place', 'attendees', 'summary'], 'erased', null),
    ('planned_sessions', array['place', 'note', 'cancel_reason'], 'erased', null),
    ('session_invitees', array['message'], 'erased', null),
    ('agreements', array['terms'], 'erased', null),
    ('agreement_papers', array['facts', 'terms', 'manner', 'body', 'discard_reason'], 'erased', null),
    ('agreement_signatures', array['strokes'], 'erased', null),
    ('extensions', array['reason', 'decision'], 'erased', null),
    ('supervision_orders', array['demand', 'answer', 'review'], 'erased', null),
    ('case_flags', array['reason'], 'erased', null),
    ('evidence', array['path', 'note'], 'erased', null),
    ('party_links', array['about'], 'erased', null),
    ('party_messages', array['message', 'answer'], 'erased', null),
    ('party_reveals', array['reason'], 'erased', null),
    ('privacy_requests', array['message', 'reason'], 'erased', null),
    ('erasures', array['reason'], 'erased', null),
    ('ratings', array['message'], 'erased', null),
    ('outbox', array['recipient', 'secret', 'shown', 'error'], 'erased', null),
    ('parties_private', array['name', 'phone', 'id_number', 'address', 'phone_hash', 'id_hash'], 'deleted', null),
    ('party_access', array['code_hash'], 'deleted', null),
    ('party_channels', array['address', 'shown', 'language'], 'deleted', null),
    ('tick_failures', array['step', 'subject', 'error'], 'deleted', null),
    ('case_events', array['payload'], 'kept', 'part of the hash chain, the archive file by law; api.case_events hides its texts'),
    ('case_events', array['previous_hash', 'hash'], 'kept', 'the hash chain'),
    ('case_chains', array['last_hash'], 'kept', 'the hash chain'),
    ('case_events', array['actor_name', 'organisation_name'], 'kept', 'who acted in office'),
    ('agreement_papers', array['written_by_name', 'mediator_name', 'stamped_by_name', 'organisation_name'], 'kept', 'who acted in office'),
    ('agreement_papers', array['sha256'], 'kept', 'proves which text was signed'),
    ('agreement_signatures', array['recorded_by_name'], 'kept', 'who acted in office'),
    ('case_flags', array['started_by', 'ended_by'], 'kept', 'who acted in office'),
    ('case_reads', array['staff_name', 'organisation_name'], 'kept', 'who read the case'),
    ('cases', array['mediator_name'], 'kept', 'who acted in office'),
    ('erasures', array['asked_by_name', 'settled_by_name'], 'kept', 'who acted in office'),
    ('evidence', array['added_by_name'], 'kept', 'who acted in office'),
    ('extensions', array['asked_by'], 'kept', 'who acted in office'),
    ('notices', array['read_by_name'], 'kept', 'who acted in office'),
    ('party_links', array['created_by_name'], 'kept', 'who acted in office'),
    ('party_links', array['token_hash'], 'kept', 'of a random token that has expired'),
    ('party_messages', array['answered_by_name', 'answered_by_organisation'], 'kept', 'who acted in office'),
    ('party_reveals', array['actor_name', 'organisation_name'], 'kept', 'who unmasked the data'),
    ('planned_sessions', array['planned_by_name'], 'kept', 'who acted in office'),
    ('privacy_log', array['actor_name', 'asked_by_name'], 'kept', 'who acted in office'),
    ('privacy_requests', array['received_by_name', 'decided_by_name'], 'kept', 'who acted in office'),
    ('sessions', array['recorded_by_name'], 'kept', 'who acted in office'),
    ('supervision_orders', array['issued_by_organisation_name', 'issued_by_name', 'to_organisation_name', 'answered_by_name', 'reviewed_by_name'],
      'kept', 'who acted in office'),
    ('cases', array['number', 'external_number', 'filed_region_code'], 'kept', 'number and place of the case'),
    ('case_sources', array['label'], 'kept', 'the name of the code that was scanned'),
    ('erasures', array['case_number', 'region_code'], 'kept', 'number and place of the case'),
    ('notices', array['case_number'], 'kept', 'number and place of the case'),
    ('party_reveals', array['region_code'], 'kept', 'number and place of the case'),
    ('privacy_log', array['case_number', 'region_code'], 'kept', 'number and place of the case'),
    ('privacy_requests', array['case_number', 'region_code'], 'kept', 'number and place of the case'),
    ('supervision_orders', array['number', 'case_number', 'region_code'], 'kept', 'number and place of the case'),
    ('outbox', array['params'], 'kept', 'the number of the case and moments'),
    ('privacy_log', array['counts'], 'kept', 'numbers'),
    ('case_events', array['verb', 'from_status', 'to_status', 'role'], 'kept', 'words of a list'),
    ('case_reads', array['role'], 'kept', 'words of a list'),
    ('cases', array['place_problem', 'flags', 'first_outcome', 'due_stage', 'consent_version'], 'kept', 'words of a list'),
    ('deadlines', array['stage'], 'kept', 'words of a list'),
    ('evidence', array['mime'], 'kept', 'words of a list'),
    ('idempotency_keys', array['verb', 'digest', 'status'], 'kept', 'a hash and words of a list; deleted after thirty days'),
    ('notices', array['kind', 'stage'], 'kept', 'words of a list'),
    ('outbox', array['kind', 'language'], 'kept', 'words of a list'),
    ('party_consents', array['version'], 'kept', 'words of a list'),
    ('privacy_requests', array['party_side'], 'kept', 'words of a list'),
    ('ratings', array['side'], 'kept', 'words of a list')
  ) as r (relation, fields, treatment, why)
$$;

create trigger privacy_log_30_append_only before update or delete on app.privacy_log for each row execute function app.refuse_change();
create trigger privacy_log_31_append_only before truncate on app.privacy_log for each statement execute function app.refuse_change();

create policy "administrators of the territory read requests about data" on app.privacy_requests for select to authenticated
  using (coalesce((select app.my_role()) = 'administrator' and starts_with(region_code, (select app.my_scope())), false));
create policy "administrators of the territory read erasures" on app.erasures for select to authenticated
  using (coalesce((select app.my_role()) = 'administrator' and starts_with(region_code, (select app.my_scope())), false));
create policy "administrators of the territory read what was erased" on app.privacy_log for select to authenticated
  using (coalesce((select app.my_role()) = 'administrator' and starts_with(region_code, (select app.my_scope())), false));
grant select on app.privacy_requests, app.erasures, app.privacy_log to authenticated;

create view api.privacy_requests with (security_invoker = true) as
  select id, case_id, case_number, region_code, party_side, received_by_name, identity, kind, message, state, reason, decided_by_name, decided_at,
    due_at, created_at, version, case when state = 'open' then app.light(due_at, due_at - interval '3 days') end as light
  from app.privacy_requests;
comment on view api.privacy_requests is 'Administrators: requests of people about their data within the territory.';
create view api.erasures with (security_invoker = true) as
  select id, case_id, case_number, region_code, reason, asked_by, asked_by_name, asked_at, state, settled_by_name, settled_at, version
  from app.erasures;
comment on view api.erasures is 'Administrators: erasures requested within the territory, and who confirmed or refused them.';
create view api.privacy_log with (security_invoker = true) as
  select id, kind, case_id, case_number, region_code, actor_name, asked_by_name, counts, at from app.privacy_log;
comment on view api.privacy_log is 'Administrators: the audit log of personal data. Filter by kind or case_number.';
grant select on api.privacy_requests, api.erasures, api.privacy_log to authenticated;

create function app.log_privacy(p_kind text, p_case app.cases, p_asked_by text, p_counts jsonb) returns void
language sql volatile security definer set search_path = '' as $$
  insert into app.privacy_log (kind, case_id, case_number, region_code, actor_name, asked_by_name, counts)
  values (p_kind, p_case.id, p_case.number, p_case.region_code, (select name from app.staff where id = auth.uid()), p_asked_by,
    coalesce(p_counts, '{}'))
$$;

-- Locks a case for an administrator of its territory; checks in the same order as app.open_case.
create function app.open_for_privacy(p_case uuid, p_version int) returns app.cases
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  if (app.my_post()).id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_case is null then perform app.refuse('field_required', '{"field": "case_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_case from app.cases where id = p_case for update;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('case_not_found', '{}', 'PT404'); end if;
  if not app.administers_region(v_case.region_code) then perform app.refuse('refused', '{}', '42501'); end if;
  if v_case.version <> p_version then
    perform app.refuse('stale_version', (select jsonb_build_object('version', v_case.version, 'status', v_case.status,
      'verb', e.verb, 'actor', e.actor_name, 'at', e.at) from app.case_events e where e.case_id = p_case order by e.seq desc limit 1), 'PT409');
  end if;
  if v_case.erased_at is not null then perform app.refuse('erased', '{}', 'PT409'); end if;
  return v_case;
end $$;

-- The code of what prevents the erasure of a case now; null when nothing does.
create function app.erasure_obstacle(p_case app.cases) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return case
    when p_case.erased_at is not null then 'erased'
    when p_case.closed_at is null then 'not_possible_now'
    when p_case.legal_hold then 'under_hold'
    when exists (select 1 from app.deadlines where case_id = p_case.id and met_at is null)
      or exists (select 1 from app.supervision_orders where case_id = p_case.id and closed_at is null) then 'still_running'
  end;
end $$;

-- Erases the data; the caller has already checked the rights. Returns the numbers of erased rows and files.
create function app.erase_data(p_case uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_parties int;
  v_files int;
  v_messages int;
  v_longitude double precision;
  v_latitude double precision;
begin
  perform set_config('app.erasing', 'on', true);
  perform app.drop_evidence(id) from app.evidence where case_id = p_case and path is not null;
  get diagnostics v_files = row_count;
  update app.evidence set note = null where case_id = p_case;
  delete from app.party_access where case_id = p_case;
  update app.party_links set about = '—', revoked_at = case when used_at is null then coalesce(revoked_at, now()) else revoked_at end,
    version = version + 1 where case_id = p_case;
  delete from app.party_channels where party_id in (select id from app.parties where case_id = p_case);
  update app.outbox set recipient = '', secret = null, shown = '—', error = null, state = case when state in ('waiting', 'taken') then 'stopped' else state end
  where case_id = p_case;
  update app.party_messages set message = '—', answer = case when answer is not null then '—' end where case_id = p_case;
  get diagnostics v_messages = row_count;
  update app.session_invitees set message = null where session_id in (select id from app.planned_sessions where case_id = p_case);
  update app.planned_sessions set place = '—', note = null, cancel_reason = case when cancel_reason is not null then '—' end where case_id = p_case;
  update app.sessions set place = null, attendees = null, summary = '—' where case_id = p_case;
  update app.agreements set terms = '—' where case_id = p_case;
  update app.agreement_signatures set strokes = null where paper_id in (select id from app.agreement_papers where case_id = p_case);
  update app.agreement_papers set facts = '—', terms = '—', manner = null, body = '',
    discard_reason = case when discard_reason is not null then '—' end where case_id = p_case;
  update app.ratings set message = null where case_id = p_case;
  update app.case_flags set reason = '—' where case_id = p_case;
  update app.extensions set reason = '—', decision = case when decision is not null then '—' end where case_id = p_case;
  -- The demand of an order that the system issued is a key.
  update app.supervision_orders set demand = case when issued_by_name is null then demand else '—' end,
    answer = case when answer is not null then '—' end, review = case when review is not null then '—' end where case_id = p_case;
  update app.party_reveals set reason = '—' where case_id = p_case;
  update app.erasures set reason = '—' where case_id = p_case;
  delete from app.tick_failures where case_id = p_case;
  update app.privacy_requests set message = null, reason = case when reason is not null then '—' end where case_id = p_case;
  update app.privacy_requests set state = 'done', decided_at = now(), version = version + 1,
    decided_by_name = (select name from app.staff where id = auth.uid()) where case_id = p_case and kind = 'erase' and state = 'open';
  update app.parties set name = '—', phone = null, id_number = null where case_id = p_case;
  delete from app.parties_private where party_id in (select id from app.parties where case_id = p_case);
  get diagnostics v_parties = row_count;
  select p.longitude, p.latitude into v_longitude, v_latitude
  from app.cases c cross join lateral app.middle_of(c.region_code) as p where c.id = p_case;
  update app.cases set version = version + 1, updated_at = now(), summary = '—', place = null, claimed_longitude = null,
    claimed_latitude = null, longitude = v_longitude, latitude = v_latitude,
    location_basis = case when v_longitude is null then 'none' else 'region' end,
    place_problem = case when v_longitude is null then 'no_position' end, answer = case when answer is not null then '—' end, missing_items = null, tracking_hash = null, erased_at = now()
  where id = p_case;
  perform set_config('app.erasing', '', true);
  return jsonb_build_object('parties', v_parties, 'files', v_files, 'messages', v_messages);
end $$;
comment on function app.erase_data is
  'Erases the personal data of a case and its access. The calling verbs and the scheduler tick check the rights.';

-- 90_operations/privacy_verbs.sql -------------------------------------------------------------------------------

-- Requests of holders about their data, decisions of administrators, and erasure at the end of the retention period.

-- `p_party` is the party who asks; staff at the counter record only the side.
create function app.store_request(p_case app.cases, p_party app.parties, p_kind text, p_message text, p_identity text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if p_case.erased_at is not null then perform app.refuse('erased', '{}', 'PT409'); end if;
  if exists (select 1 from app.privacy_requests where case_id = p_case.id and party_id is not distinct from p_party.id
             and party_side is not distinct from p_party.side and kind = p_kind and state = 'open') then
    perform app.refuse('request_open', '{}', 'PT409');
  end if;
  insert into app.privacy_requests (case_id, case_number, region_code, party_id, party_side, received_by_name, identity, kind, message, due_at)
  values (p_case.id, p_case.number, p_case.region_code, p_party.id, p_party.side, (select name from app.staff where id = auth.uid()),
    p_identity, p_kind, p_message, app.add_working_time(now(), (app.setting('privacy_days'))::int, 'workday'));
  perform app.log_privacy('requested', p_case, null, '{}');
end $$;

create function app.request_privacy(p_request uuid, p_number text, p_code text, p_kind text, p_message text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'kind', p_kind, 'message', p_message);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'request_privacy', v_args);
  v_id uuid;
  v_party uuid;
  v_side text;
  v_message text;
  v_case app.cases;
begin
  select h.case_id, h.party_id, h.side into v_id, v_party, v_side from app.open_credential_holder(p_number, p_code) h;
  if v_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  perform app.check_choice('kind', p_kind, app.privacy_request_kinds());
  v_message := app.clean_text(p_message, 'message', 0, 1000);
  select * into v_case from app.cases where id = v_id;
  perform app.store_request(v_case, (select p from app.parties p where p.id = v_party), p_kind, v_message, null);
  perform app.finish_side('request_privacy', v_case.id, jsonb_build_object('side', v_side, 'privacy', p_kind), p_request, v_args);
  return next row(v_case.status)::api.tracked_result;
end $$;

-- Who may record a request made at the counter: the desk responsible for the case, and administrators of its territory.
create function app.may_record_privacy(p_case app.cases, p_me app.posts) returns boolean
language sql stable security definer set search_path = '' as $$
  select app.administers_region(p_case.region_code) or app.is_actor('desk', p_case, p_me)
$$;

-- A request made at the counter: the desk or an administrator records it, with the side that asks and how the identity
-- was verified.
create function app.record_privacy_request(p_case uuid, p_request uuid, p_kind text, p_side text, p_identity text, p_message text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'kind', p_kind, 'side', p_side, 'identity', p_identity, 'message', p_message);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'record_privacy_request', v_args);
  v_me app.posts := app.my_post();
  v_case app.cases;
  v_party app.parties;
  v_message text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_case is null then perform app.refuse('field_required', '{"field": "case_id"}'); end if;
  select * into v_case from app.cases where id = p_case for update;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('case_not_found', '{}', 'PT404'); end if;
  if not app.may_record_privacy(v_case, v_me) then perform app.refuse('refused', '{}', '42501'); end if;
  perform app.check_choice('kind', p_kind, app.privacy_request_kinds());
  perform app.check_choice('side', p_side, app.party_sides());
  perform app.check_choice('identity', p_identity, app.identity_proofs());
  v_message := app.clean_text(p_message, 'message', 0, 1000);
  v_party.side := p_side;
  perform app.store_request(v_case, v_party, p_kind, v_message, p_identity);
  return next app.finish_side('record_privacy_request', p_case, jsonb_build_object('privacy', p_kind, 'side', p_side), p_request, v_args);
end $$;

-- Only records the decision: a copy or a correction is made by the desk, the only one that may unmask a party's data.
create function app.decide_privacy_request(p_id uuid, p_version int, p_request uuid, p_decision text, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('id', p_id, 'version', p_version, 'decision', p_decision, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'decide_privacy_request', v_args);
  v_row app.privacy_requests;
  v_case app.cases;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  perform app.require_administrator();
  if p_id is null then perform app.refuse('field_required', '{"field": "privacy_request_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select c.* into v_case from app.privacy_requests r join app.cases c on c.id = r.case_id where r.id = p_id for update of c;
  select * into v_row from app.privacy_requests where id = p_id for update;
  if v_row.id is null or not app.administers_region(v_row.region_code) then
    perform app.refuse('record_not_found', '{"field": "privacy_request_id"}', 'PT404');
  end if;
  perform app.check_version(v_row.version, p_version);
  perform app.check_choice('decision', p_decision, array['done', 'refused']);
  v_reason := app.clean_text(p_reason, 'reason', case p_decision when 'refused' then 4 else 0 end, 500);
  if v_row.state <> 'open' then perform app.refuse('decided_before', '{}', 'PT409'); end if;
  -- An erasure request is closed only by the erasure itself, so it cannot be marked as done here.
  if v_row.kind = 'erase' and p_decision = 'done' then perform app.refuse('not_erased', '{}', 'PT409'); end if;
  update app.privacy_requests set state = p_decision, reason = v_reason, decided_at = now(), version = version + 1,
    decided_by_name = (select name from app.staff where id = auth.uid()) where id = p_id;
  perform app.log_privacy('request_' || p_decision, v_case, null, '{}');
  return next app.finish_side('decide_privacy_request', v_case.id, jsonb_build_object('privacy', v_row.kind, 'privacy_decision', p_decision),
    p_request, v_args);
end $$;

create function app.set_legal_hold(p_case uuid, p_version int, p_request uuid, p_held boolean, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'held', p_held, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'set_legal_hold', v_args);
  v_case app.cases;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_for_privacy(p_case, p_version);
  if p_held is null then perform app.refuse('field_required', '{"field": "held"}'); end if;
  if p_held = v_case.legal_hold then perform app.refuse('held_before', '{}', 'PT409'); end if;
  -- The reason is stored in the history, as for every flag.
  v_args := v_args || jsonb_build_object('clean', app.clean_text(p_reason, 'reason', 4, 500));
  update app.cases set legal_hold = p_held where id = p_case returning * into v_case;
  perform app.log_privacy(case when p_held then 'hold_set' else 'hold_lifted' end, v_case, null, '{}');
  return next app.finish_side('set_legal_hold', p_case, jsonb_build_object('held', p_held, 'reason', v_args ->> 'clean'), p_request, v_args - 'clean');
end $$;

create function app.erase_case(p_case uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'erase_case', v_args);
  v_case app.cases;
  v_kept text;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_for_privacy(p_case, p_version);
  v_reason := app.clean_text(p_reason, 'reason', 4, 500);
  v_kept := app.erasure_obstacle(v_case);
  if v_kept is not null then perform app.refuse(v_kept, jsonb_build_object('status', v_case.status), 'PT409'); end if;
  if exists (select 1 from app.erasures where case_id = p_case and state = 'waiting') then perform app.refuse('erasure_waiting', '{}', 'PT409'); end if;
  insert into app.erasures (case_id, case_number, region_code, reason, asked_by, asked_by_name)
  select p_case, v_case.number, v_case.region_code, v_reason, s.id, s.name from app.staff s where s.id = auth.uid();
  perform app.log_privacy('erasure_asked', v_case, null, '{}');
  return next app.finish_side('erase_case', p_case, '{}', p_request, v_args);
end $$;

create function app.confirm_erasure(p_id uuid, p_version int, p_request uuid, p_granted boolean)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('id', p_id, 'version', p_version, 'granted', p_granted);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'confirm_erasure', v_args);
  v_row app.erasures;
  v_case app.cases;
  v_kept text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  perform app.require_administrator();
  if p_id is null then perform app.refuse('field_required', '{"field": "erasure_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select c.* into v_case from app.erasures e join app.cases c on c.id = e.case_id where e.id = p_id for update of c;
  select * into v_row from app.erasures where id = p_id for update;
  if v_row.id is null or not app.administers_region(v_row.region_code) then
    perform app.refuse('record_not_found', '{"field": "erasure_id"}', 'PT404');
  end if;
  perform app.check_version(v_row.version, p_version);
  if p_granted is null then perform app.refuse('field_required', '{"field": "granted"}'); end if;
  if v_row.state <> 'waiting' then perform app.refuse('decided_before', '{}', 'PT409'); end if;
  -- Whoever requested the erasure may cancel it, but never confirm it.
  if p_granted and v_row.asked_by = auth.uid() then perform app.refuse('same_person', '{}', 'PT409'); end if;
  v_kept := app.erasure_obstacle(v_case);
  if p_granted and v_kept is not null then perform app.refuse(v_kept, jsonb_build_object('status', v_case.status), 'PT409'); end if;
  update app.erasures set state = case when p_granted then 'done' else 'refused' end, settled_by = auth.uid(), settled_at = now(),
    settled_by_name = (select name from app.staff where id = auth.uid()), version = version + 1 where id = p_id;
  if p_granted then
    perform app.log_privacy('erased', v_case, v_row.asked_by_name, app.erase_data(v_case.id));
  else
    perform app.log_privacy('erasure_refused', v_case, v_row.asked_by_name, '{}');
  end if;
  return next app.finish_side('confirm_erasure', v_case.id, jsonb_build_object('granted', p_granted), p_request, v_args);
end $$;

create function app.privacy_actions(p_case uuid) returns setof text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('case_not_found', '{}', 'PT404'); end if;
  if v_case.erased_at is not null then return; end if;
  if app.may_record_privacy(v_case, v_me) then return next 'record_privacy_request'; end if;
  if not app.administers_region(v_case.region_code) then return; end if;
  if app.erasure_obstacle(v_case) is null and not exists (select 1 from app.erasures where case_id = p_case and state = 'waiting') then
    return next 'erase_case';
  end if;
  return next 'set_legal_hold';
end $$;

-- Erases a case whose retention period has ended.
create function app.expire_case(p_case uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_case app.cases;
  v_counts jsonb;
begin
  select * into v_case from app.cases where id = p_case;
  v_counts := app.erase_data(p_case);
  update app.erasures set state = 'done', settled_at = now(), version = version + 1 where case_id = p_case and state = 'waiting';
  perform app.log_privacy('expired', v_case, null, v_counts);
  perform app.append_event(v_case, 'expire_case', v_case.status, '{}');
end $$;

-- Erases cases whose retention period has ended, counted in years from closing by outcome. A case that cannot be erased
-- yet is tried again at a later tick.
create function app.tick_erasures(p_limit int) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_years jsonb := app.setting('retention_years');
  v_outcome text;
  v_id uuid;
  v_n int := 0;
begin
  foreach v_outcome in array app.outcomes() || array[''] loop
    for v_id in
      select c.id from app.cases c where coalesce(c.outcome, '') = v_outcome and c.closed_at is not null and c.erased_at is null and not c.legal_hold
        and c.closed_at < now() - make_interval(years => coalesce((v_years ->> v_outcome)::int, (v_years ->> 'default')::int))
        and app.erasure_obstacle(c) is null and not app.is_postponed('erasures', c.id::text)
      order by c.closed_at limit p_limit - v_n for update skip locked
    loop
      perform app.attempt('erasures', v_id::text, v_id);
      v_n := v_n + 1;
    end loop;
  end loop;
  return v_n;
end $$;

create function api.request_privacy(number text, tracking_code text, request_id uuid, kind text, message text default null)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.request_privacy(request_id, number, tracking_code, kind, message) $$;
create function api.record_privacy_request(case_id uuid, request_id uuid, kind text, side text, identity text, message text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.record_privacy_request(case_id, request_id, kind, side, identity, message) $$;
create function api.decide_privacy_request(privacy_request_id uuid, expected_version int, request_id uuid, decision text, reason text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.decide_privacy_request(privacy_request_id, expected_version, request_id, decision, reason) $$;
create function api.set_legal_hold(case_id uuid, expected_version int, request_id uuid, held boolean, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.set_legal_hold(case_id, expected_version, request_id, held, reason) $$;
create function api.erase_case(case_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.erase_case(case_id, expected_version, request_id, reason) $$;
create function api.confirm_erasure(erasure_id uuid, expected_version int, request_id uuid, granted boolean)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.confirm_erasure(erasure_id, expected_version, request_id, granted) $$;
create function api.privacy_actions(case_id uuid) returns table (verb text)
language sql stable security invoker set search_path = '' as $$ select app.privacy_actions(case_id) $$;
comment on function api.privacy_actions is
  'Verbs about personal data that the caller may use on a case now: record_privacy_request, erase_case, set_legal_hold. 404 case_not_found.';
comment on function api.request_privacy is
  'Holder of number and tracking code: requests a copy, a correction or the erasure of their data, with up to 1000 characters. No row when the pair does not match; 409 request_open.';
comment on function api.record_privacy_request is
  'Desk or administrator: records a request about personal data made at the counter: which side asks, how identity was verified (id_card, authority, tracking_code, called_back). 409 request_open.';
comment on function api.decide_privacy_request is
  'Administrator of the territory: done or refused with a reason of 4–500 characters. Reads no party data. 409 not_erased: an erasure is done by erasing.';
comment on function api.set_legal_hold is
  'Administrator of the territory: excludes a case from erasure (legal hold), or ends that, with a reason of 4–500 characters.';
comment on function api.erase_case is
  'Administrator of the territory: requests the erasure of the personal data of a closed case; another one confirms. 409 under_hold, still_running, erasure_waiting, erased.';
comment on function api.confirm_erasure is
  'A second administrator: confirms and erases permanently, or refuses; whoever requested it may only cancel it (409 same_person).';
grant execute on function app.request_privacy(uuid, text, text, text, text), api.request_privacy(text, text, uuid, text, text) to anon, authenticated;
grant execute on function
  app.privacy_actions(uuid), api.privacy_actions(uuid),
  app.record_privacy_request(uuid, uuid, text, text, text, text), api.record_privacy_request(uuid, uuid, text, text, text, text),
  app.decide_privacy_request(uuid, int, uuid, text, text), api.decide_privacy_request(uuid, int, uuid, text, text),
  app.set_legal_hold(uuid, int, uuid, boolean, text), api.set_legal_hold(uuid, int, uuid, boolean, text),
  app.erase_case(uuid, int, uuid, text), api.erase_case(uuid, int, uuid, text),
  app.confirm_erasure(uuid, int, uuid, boolean), api.confirm_erasure(uuid, int, uuid, boolean)
to authenticated;

-- 90_operations/figures.sql -------------------------------------------------------------------------------------

-- Published statistics: counted once, never changed, with small numbers hidden.
-- A set covers a closed period. Only what is shown is stored: hidden numbers are not stored anywhere.

create trigger figure_sets_30_append_only before update or delete on app.figure_sets
  for each row execute function app.refuse_change();
create trigger figure_sets_31_append_only before truncate on app.figure_sets
  for each statement execute function app.refuse_change();

-- Whether a hidden entry is the only link between its row and its column among the hidden entries. Such an entry can be
-- computed from the shown entries and the sums, however many others are hidden.
create function app.is_derivable(p_hidden boolean[], p_rows int, p_columns int, p_at int) returns boolean
language plpgsql immutable set search_path = '' as $$
declare
  v_rows int[] := array[(p_at - 1) / p_columns];
  v_columns int[] := '{}';
  v_size int := 0;
begin
  while cardinality(v_rows) + cardinality(v_columns) > v_size loop
    v_size := cardinality(v_rows) + cardinality(v_columns);
    v_columns := array(select distinct (i - 1) % p_columns from generate_series(1, p_rows * p_columns) i
      where p_hidden[i] and i <> p_at and (i - 1) / p_columns = any (v_rows));
    v_rows := array(select distinct (i - 1) / p_columns from generate_series(1, p_rows * p_columns) i
      where p_hidden[i] and i <> p_at and (i - 1) % p_columns = any (v_columns)
      union select unnest(v_rows));
  end loop;
  return not ((p_at - 1) % p_columns = any (v_columns));
end $$;

-- Which entries of a table are hidden: 1 to 4, and as many more as are needed so that nobody can compute those from the
-- sums. The last row and the last column are the sums; a single column is a plain list with its sum at the end. A
-- hidden number is never shown as 0.
create function app.hide_small(p_n int[], p_rows int, p_columns int, p_hidden boolean[] default null) returns boolean[]
language plpgsql immutable set search_path = '' as $$
declare
  v_hidden boolean[] := array(select coalesce(p_hidden[i], false) or p_n[i] between 1 and 4 from generate_series(1, p_rows * p_columns) i order by i);
  v_line int[];
  v_sum int;
  v_more int;
  v_changed boolean := true;
  v_at int;
begin
  while v_changed loop
    v_changed := false;
    for v_at in 1 .. p_rows + p_columns loop
      -- The last entry of a row or column is its sum.
      v_line := case when v_at <= p_rows then array(select (v_at - 1) * p_columns + i from generate_series(1, p_columns) i)
        else array(select (i - 1) * p_columns + v_at - p_rows from generate_series(1, p_rows) i) end;
      continue when cardinality(v_line) < 2 or not exists (select 1 from unnest(v_line) i where v_hidden[i]);
      v_sum := v_line[cardinality(v_line)];
      if (select count(*) from unnest(v_line) i where v_hidden[i]) = 1
          -- The difference between a shown sum and the shown entries reveals the total of the hidden ones, so that
          -- total must not be small either.
          or (not v_hidden[v_sum] and (select sum(p_n[i]) from unnest(v_line) i where v_hidden[i]) < 5)
          or (p_rows > 1 and p_columns > 1 and exists (
            select 1 from unnest(v_line) i where v_hidden[i] and app.is_derivable(v_hidden, p_rows, p_columns, i))) then
        v_more := (select i from unnest(v_line) i where not v_hidden[i] and p_n[i] > 0 order by i = v_sum, p_n[i], i limit 1);
        if v_more is not null then
          v_hidden[v_more] := true;
          v_changed := true;
        end if;
      end if;
    end loop;
  end loop;
  return v_hidden;
end $$;
comment on function app.hide_small is 'Primary and complementary suppression of a table with sums; true is hidden.';

-- The disputes filed in a city within a period by county and first-level type, read as one range of an index.
create function app.count_cases(p_city text, p_from date, p_to date) returns table (county text, type text, filed bigint,
  concluded bigint, settled bigint, closed bigint, days double precision, rated bigint, stars double precision)
language sql stable security definer set search_path = '' as $$
  select coalesce(c.county_code, c.city_code), coalesce(t.parent_code, t.code), count(*),
    count(*) filter (where c.outcome = any (app.mediation_outcomes())),
    count(*) filter (where c.outcome in ('agreed_written', 'agreed_oral')),
    count(*) filter (where c.status = 'closed'),
    sum(extract(epoch from c.closed_at - c.created_at) / 86400) filter (where c.status = 'closed'),
    count(f.stars), sum(f.stars)
  from app.cases c
  join app.dispute_types t on t.code = c.type_code
  left join lateral (
    select (e.payload ->> 'satisfied')::int as stars from app.case_events e
    where c.closed_at is not null and e.case_id = c.id and e.verb = 'record_follow_up' and e.payload ? 'satisfied' order by e.seq desc limit 1
  ) f on true
  where c.city_code = p_city and c.status <> 'merged'
    and c.created_at >= p_from::timestamp at time zone 'Asia/Shanghai' and c.created_at < (p_to + 1)::timestamp at time zone 'Asia/Shanghai'
  group by 1, 2
$$;

-- A share or an average, only if it is based on at least five cases.
create function app.figure(p_part double precision, p_n bigint, p_factor int, p_digits int) returns numeric
language sql immutable set search_path = '' as $$
  select case when p_n >= 5 then round((p_factor * p_part / p_n)::numeric, p_digits) end
$$;

create function app.make_figures(p_city text, p_from date, p_to date) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_rows int;
  v_columns int;
  v_n int[];
  v_hidden boolean[];
  v_result jsonb;
begin
  create temp table if not exists pg_temp.counted (county text, type text, filed bigint, concluded bigint, settled bigint, closed bigint,
    days double precision, rated bigint, stars double precision) on commit drop;
  create temp table if not exists pg_temp.grid (at int primary key, county text, type text, filed bigint, concluded bigint, settled bigint,
    closed bigint, days double precision, rated bigint, stars double precision, hidden boolean, concluded_hidden boolean default false) on commit drop;
  truncate pg_temp.counted, pg_temp.grid;
  insert into pg_temp.counted select * from app.count_cases(p_city, p_from, p_to);
  -- Every county and type has a row, with the sums at the end: '~' sorts after every code.
  insert into pg_temp.grid (at, county, type, filed, concluded, settled, closed, days, rated, stars)
  select row_number() over (order by r.code collate "C", t.code collate "C"), r.code, t.code, coalesce(sum(c.filed), 0), coalesce(sum(c.concluded), 0),
    coalesce(sum(c.settled), 0), coalesce(sum(c.closed), 0), sum(c.days), coalesce(sum(c.rated), 0), sum(c.stars)
  from (select code from app.regions where level = 2 and left(code, 4) = p_city and (active or exists (select 1 from pg_temp.counted where county = code))
        union all select p_city where exists (select 1 from pg_temp.counted where county = p_city) union all select '~') r
  cross join (select code from app.dispute_types where parent_code is null and (active or exists (select 1 from pg_temp.counted where type = code))
        union all select '~') t
  left join pg_temp.counted c on (r.code = '~' or c.county = r.code) and (t.code = '~' or c.type = t.code)
  group by r.code, t.code;

  select count(distinct county), count(distinct type), array_agg(filed order by at) into v_rows, v_columns, v_n from pg_temp.grid;
  v_hidden := app.hide_small(v_n, v_rows, v_columns);
  update pg_temp.grid set hidden = v_hidden[at];
  -- A count that is known in total and in all places but one is known in that one as well.
  update pg_temp.grid g set concluded_hidden = h.hidden
  from (
    select m.at, (app.hide_small(array_agg(m.concluded::int) over w, (count(*) over w)::int, 1, array_agg(m.hidden) over w))[row_number() over (partition by m.margin order by m.at)] as hidden
    from (select at, concluded, hidden, 'county' as margin from pg_temp.grid where type = '~'
          union all select at, concluded, hidden, 'type' from pg_temp.grid where county = '~') m
    window w as (partition by m.margin order by m.at rows between unbounded preceding and unbounded following)
  ) h where h.at = g.at and h.hidden;

  with shown as (
    select g.at, g.county, g.type, jsonb_build_object('filed', case when not g.hidden then g.filed end,
      'concluded', case when not g.hidden and not g.concluded_hidden then g.concluded end,
      'settled_rate', case when not g.hidden and not g.concluded_hidden then app.figure(g.settled, g.concluded, 100, 0) end,
      'days', case when not g.hidden then app.figure(g.days, g.closed, 1, 1) end,
      'satisfaction', case when not g.hidden then app.figure(g.stars, g.rated, 1, 1) end) as figures
    from pg_temp.grid g
  )
  select jsonb_build_object('total', (select figures from shown where county = '~' and type = '~'),
    'counties', (select jsonb_agg(s.figures || jsonb_build_object('code', s.county, 'name', r.name,
        'by_type', (select jsonb_agg(case when not g.hidden then g.filed end order by g.at) from pg_temp.grid g where g.county = s.county and g.type <> '~')) order by s.at)
      from shown s join app.regions r on r.code = s.county where s.type = '~'),
    'types', (select jsonb_agg(s.figures || jsonb_build_object('code', s.type, 'name', t.name, 'name_en', t.name_en) order by s.at)
      from shown s join app.dispute_types t on t.code = s.type where s.county = '~'),
    'hidden', (select count(*) from pg_temp.grid where hidden)) into v_result;
  return v_result;
end $$;

-- Leaders and administrators of the city may publish.
create function app.require_publisher() returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if coalesce(app.my_role(), '') not in ('leader', 'administrator') or length(coalesce(app.my_scope(), '')) <> 4 then
    perform app.refuse('refused', '{}', '42501');
  end if;
end $$;

create function app.check_period(p_from date, p_to date) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_from is null then perform app.refuse('field_required', '{"field": "from_on"}'); end if;
  if p_to is null then perform app.refuse('field_required', '{"field": "to_on"}'); end if;
  if p_from < '2000-01-01' or p_from > app.today() then perform app.refuse('invalid_value', '{"field": "from_on"}'); end if;
  -- A period that has not ended would be undercounted.
  if p_to >= app.today() or p_to < p_from or p_to - p_from > 366 then perform app.refuse('invalid_value', '{"field": "to_on"}'); end if;
end $$;

create function app.preview_figures(p_from date, p_to date) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_publisher();
  perform app.check_period(p_from, p_to);
  return app.make_figures(app.my_scope(), p_from, p_to);
end $$;

create function app.publish_figures(p_request uuid, p_from date, p_to date, p_edition int)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('from', p_from, 'to', p_to, 'edition', p_edition);
  v_done jsonb := app.changed_before(p_request, 'publish_figures', v_args);
  v_city text := app.my_scope();
  v_edition int;
  v_id uuid;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  perform app.require_publisher();
  perform app.check_period(p_from, p_to);
  if p_edition is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  perform pg_advisory_xact_lock(hashtextextended('figures of ' || v_city, 0));
  -- The difference between two overlapping periods would reveal what each of them hides.
  if exists (select 1 from app.figure_sets s where s.city_code = v_city and s.from_on <= p_to and s.to_on >= p_from
      and (s.from_on, s.to_on) <> (p_from, p_to)) then
    perform app.refuse('period_overlaps', '{"field": "from_on"}', 'PT409');
  end if;
  select coalesce(max(edition), 0) into v_edition from app.figure_sets where city_code = v_city and from_on = p_from and to_on = p_to;
  if v_edition <> p_edition then perform app.refuse('stale_record', jsonb_build_object('version', v_edition), 'PT409'); end if;
  insert into app.figure_sets (city_code, from_on, to_on, edition, figures, published_by)
  values (v_city, p_from, p_to, v_edition + 1, app.make_figures(v_city, p_from, p_to), (app.my_post()).staff_id) returning id into v_id;
  return next app.as_result(app.write_change('publish_figures', 'figures', v_id::text, p_from || ' – ' || p_to, null, v_city,
    jsonb_build_object('from_on', p_from, 'to_on', p_to, 'edition', v_edition + 1), p_request, v_args,
    jsonb_build_object('id', v_id, 'version', v_edition + 1)));
end $$;

create type api.figure_set as (id uuid, from_on date, to_on date, edition int, published_at timestamptz, latest boolean);
comment on type api.figure_set is 'A set of published statistics; latest: no later edition of its period.';

create function app.list_figures() returns setof api.figure_set
language sql stable security definer set search_path = '' as $$
  select s.id, s.from_on, s.to_on, s.edition, s.published_at,
    not exists (select 1 from app.figure_sets l where l.city_code = s.city_code and l.from_on = s.from_on and l.to_on = s.to_on and l.edition > s.edition)
  from app.figure_sets s order by s.to_on desc, s.from_on desc, s.edition desc limit 200
$$;

create type api.published_figures as (id uuid, from_on date, to_on date, edition int, published_at timestamptz, figures jsonb);
comment on type api.published_figures is
  'A set with its numbers: total, counties (by_type in the order of types), types; null is hidden or based on too few cases.';

create function app.read_figures(p_set uuid) returns setof api.published_figures
language sql stable security definer set search_path = '' as $$
  select id, from_on, to_on, edition, published_at, figures from app.figure_sets
  where p_set is null or id = p_set order by to_on desc, from_on desc, edition desc limit 1
$$;

create function api.preview_figures(from_on date, to_on date)
returns jsonb language sql volatile security invoker set search_path = '' as $$ select app.preview_figures(from_on, to_on) $$;
create function api.publish_figures(request_id uuid, from_on date, to_on date, expected_version int)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.publish_figures(request_id, from_on, to_on, expected_version) $$;
create function api.list_figures()
returns setof api.figure_set language sql stable security invoker set search_path = '' as $$ select * from app.list_figures() $$;
create function api.read_figures(set_id uuid default null)
returns setof api.published_figures language sql stable security invoker set search_path = '' as $$ select * from app.read_figures(set_id) $$;

comment on function api.preview_figures is
  'City leader or administrator: the statistics of a closed period as they would be published; changes nothing.';
comment on function api.publish_figures is
  'City leader or administrator: publishes the statistics of a period permanently. expected_version: the edition that this one follows, 0 for the first.';
comment on function api.list_figures is 'Anybody: the published sets, the latest period first.';
comment on function api.read_figures is 'Anybody: one published set, without an id the latest.';

grant execute on function
  app.preview_figures(date, date), api.preview_figures(date, date),
  app.publish_figures(uuid, date, date, int), api.publish_figures(uuid, date, date, int)
to authenticated;
grant execute on function
  app.list_figures(), api.list_figures(), app.read_figures(uuid), api.read_figures(uuid)
to anon, authenticated;

-- 90_operations/guides.sql --------------------------------------------------------------------------------------

-- Self-help guides: what usually happens with a dispute of a type, in everyday language.
-- One row per first-level type and language. A list is a text with one item per line; "｜" separates the parts of an
-- item.

create function app.check_locale(p_locale text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  perform app.check_choice('locale', p_locale, app.languages());
end $$;

create type api.guide_entry as (type_code text, type_name text, title text, summary text);
comment on type api.guide_entry is 'A guide in the list of self-help guides.';

-- All guides of a language; with search terms those that match at least half as many terms as the best one, best first.
create function app.list_guides(p_locale text, p_query text) returns setof api.guide_entry
language plpgsql stable security definer set search_path = '' as $$
declare
  v_terms text[] := array(select t from unnest(app.terms_of(left(p_query, 100))) t where length(t) > 1 or p_query !~ '[\u3400-\u9fff]{2}');
begin
  perform app.check_locale(p_locale);
  return query
    with counted as (
      select t.sort, g.type_code, t.name, t.name_en, g.title, g.summary,
        -- A match in the name of the type counts more than one in the text.
        (select count(*) from unnest(v_terms) w where w = any (tsvector_to_array(g.search)))
          + (select count(*) from unnest(v_terms) w where w = any (app.terms_of(t.name || ' ' || t.name_en || ' ' || g.title))) as n
      from app.guides g join app.dispute_types t on t.code = g.type_code and t.active
      where g.locale = p_locale
    )
    select c.type_code, case when p_locale = 'en' then c.name_en else c.name end, c.title, c.summary
    from counted c
    where coalesce(p_query, '') = '' or (c.n > 0 and c.n * 2 >= (select max(n) from counted))
    order by case when coalesce(p_query, '') = '' then 0 else -c.n end, c.sort, c.type_code;
end $$;

create type api.guide as (type_code text, type_name text, locale text, version int, title text, summary text, happens text,
  duration text, prepare text, articles text, elsewhere text, examples text, source text, reviewed_on date, chances jsonb);
comment on type api.guide is 'A guide in full; chances: the type''s row of the latest published statistics, with from_on and to_on.';

create function app.read_guide(p_type text, p_locale text) returns setof api.guide
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.check_locale(p_locale);
  return query
    select g.type_code, case when p_locale = 'en' then t.name_en else t.name end, g.locale, g.version, g.title, g.summary, g.happens,
      g.duration, g.prepare, g.articles, g.elsewhere, g.examples, g.source, g.reviewed_on,
      (select row || jsonb_build_object('from_on', f.from_on, 'to_on', f.to_on)
       from app.read_figures(null) f, jsonb_array_elements(f.figures -> 'types') row where row ->> 'code' = g.type_code)
    from app.guides g join app.dispute_types t on t.code = g.type_code and t.active
    where g.type_code = p_type and g.locale = p_locale;
end $$;

-- Checks lines of "a｜b｜c": each has the given number of parts, of which the first p_filled must not be empty.
create function app.clean_lines(p_value text, p_field text, p_parts int, p_filled int) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_text text := regexp_replace(app.clean_text(p_value, p_field, 2, 4000), '[ \t\u3000]*\n\s*', E'\n', 'g');
  v_line text;
begin
  foreach v_line in array string_to_array(v_text, E'\n') loop
    if cardinality(string_to_array(v_line, '｜')) <> p_parts or '' = any ((string_to_array(v_line, '｜'))[1:p_filled]) then
      perform app.refuse('wrong_line', jsonb_build_object('field', p_field, 'parts', p_parts, 'line', left(v_line, 40)));
    end if;
  end loop;
  return v_text;
end $$;

create function app.save_guide(p_request uuid, p_type text, p_locale text, p_version int, p_title text, p_summary text, p_happens text,
  p_duration text, p_prepare text, p_articles text, p_elsewhere text, p_examples text, p_source text, p_reviewed_on date)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('type', p_type, 'locale', p_locale, 'version', p_version, 'title', p_title, 'summary', p_summary,
    'happens', p_happens, 'duration', p_duration, 'prepare', p_prepare, 'articles', p_articles, 'elsewhere', p_elsewhere,
    'examples', p_examples, 'source', p_source, 'reviewed_on', p_reviewed_on);
  v_done jsonb := app.changed_before(p_request, 'save_guide', v_args);
  v_before app.guides;
  v_new app.guides;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  perform app.require_city_administrator();
  perform app.check_locale(p_locale);
  perform app.check_type(p_type);
  if (select parent_code from app.dispute_types where code = p_type) is not null then perform app.refuse('unknown_choice', '{"field": "type_code"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  if p_reviewed_on is null then perform app.refuse('field_required', '{"field": "reviewed_on"}'); end if;
  if p_reviewed_on not between '2000-01-01' and app.today() then perform app.refuse('invalid_value', '{"field": "reviewed_on"}'); end if;
  perform pg_advisory_xact_lock(hashtextextended('guide ' || p_type || p_locale, 0));
  select * into v_before from app.guides where type_code = p_type and locale = p_locale for update;
  if coalesce(v_before.version, 0) <> p_version then
    perform app.refuse('stale_record', jsonb_build_object('version', coalesce(v_before.version, 0)), 'PT409');
  end if;
  insert into app.guides (type_code, locale, version, title, summary, happens, duration, prepare, articles, elsewhere, examples, source, reviewed_on)
  values (p_type, p_locale, p_version + 1, app.clean_text(p_title, 'title', 2, 60), app.clean_text(p_summary, 'summary', 2, 300),
    app.clean_lines(p_happens, 'happens', 1, 1), app.clean_lines(p_duration, 'duration', 1, 1), app.clean_lines(p_prepare, 'prepare', 1, 1),
    app.clean_lines(p_articles, 'articles', 2, 2), app.clean_lines(p_elsewhere, 'elsewhere', 3, 2), app.clean_lines(p_examples, 'examples', 3, 3),
    app.clean_text(p_source, 'source', 2, 300), p_reviewed_on)
  on conflict (type_code, locale) do update set version = excluded.version, title = excluded.title, summary = excluded.summary,
    happens = excluded.happens, duration = excluded.duration, prepare = excluded.prepare, articles = excluded.articles,
    elsewhere = excluded.elsewhere, examples = excluded.examples, source = excluded.source, reviewed_on = excluded.reviewed_on
  returning * into v_new;
  -- The audit log stores the texts before and after the change.
  return next app.as_result(app.write_change('save_guide', 'guide', p_type || '/' || p_locale, v_new.title, null, app.my_scope(),
    jsonb_build_object('type', p_type, 'locale', p_locale,
      'from', (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(v_before)) b where key not in ('search', 'version') and value is distinct from to_jsonb(v_new) -> key),
      'to', (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(v_new)) a where key not in ('search', 'version') and value is distinct from to_jsonb(v_before) -> key)),
    p_request, v_args, jsonb_build_object('id', null, 'version', v_new.version)));
end $$;

create function api.list_guides(locale text, query text default null)
returns setof api.guide_entry language sql stable security invoker set search_path = '' as $$ select * from app.list_guides(locale, query) $$;
create function api.read_guide(type_code text, locale text)
returns setof api.guide language sql stable security invoker set search_path = '' as $$ select * from app.read_guide(type_code, locale) $$;
create function api.save_guide(request_id uuid, type_code text, locale text, expected_version int, title text, summary text, happens text,
  duration text, prepare text, articles text, elsewhere text, examples text, source text, reviewed_on date)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.save_guide(request_id, type_code, locale, expected_version, title, summary, happens, duration, prepare, articles,
    elsewhere, examples, source, reviewed_on) $$;

comment on function api.list_guides is 'Anybody: the self-help guides; with search terms those that match, best first.';
comment on function api.read_guide is 'Anybody: one guide, with the chances from the latest published statistics.';
comment on function api.save_guide is 'City administrator: saves a guide in a language. expected_version 0 when there is none yet.';

grant execute on function
  app.list_guides(text, text), api.list_guides(text, text), app.read_guide(text, text), api.read_guide(text, text)
to anon, authenticated;
grant execute on function
  app.save_guide(uuid, text, text, int, text, text, text, text, text, text, text, text, text, date),
  api.save_guide(uuid, text, text, int, text, text, text, text, text, text, text, text, text, date)
to authenticated;

-- 90_operations/legal_aid.sql -----------------------------------------------------------------------------------

-- The legal aid check: a few questions, evaluated by rules that are data; nothing is stored.
-- The result is only an estimate for the person who asks. The legal aid agency decides.

create type api.aid_question as (code text, question text, name text, name_en text, matters text[]);
comment on type api.aid_question is
  'A matter or a circumstance to choose in the legal aid check; matters: for which matters a circumstance counts, empty for all.';

create function app.aid_questions() returns setof api.aid_question
language sql stable security definer set search_path = '' as $$
  select code, question, name, name_en, matters from app.aid_rules where active order by question, sort, code
$$;

create type api.aid_answer as (answer text, why text, rules jsonb);
comment on type api.aid_answer is
  'answer: yes, ask or no, each only likely; why: key of the reason; rules: name, name_en, basis, basis_en of the legal basis.';

create function app.check_aid(p_matter text, p_income text, p_marks text[]) returns setof api.aid_answer
language plpgsql stable security definer set search_path = '' as $$
declare
  v_matter app.aid_rules;
  v_mark app.aid_rules;
  v_answer text;
  v_why text;
begin
  if coalesce(p_matter, '') = '' then perform app.refuse('field_required', '{"field": "matter"}'); end if;
  select * into v_matter from app.aid_rules where code = p_matter and question = 'matter' and active;
  if v_matter.code is null then perform app.refuse('unknown_choice', '{"field": "matter"}'); end if;
  perform app.check_choice('income', p_income, array['low', 'unsure', 'enough']);
  if cardinality(coalesce(p_marks, '{}')) > 50 or exists (select 1 from unnest(p_marks) m
      where not exists (select 1 from app.aid_rules r where r.code = m and r.question = 'mark' and r.active)) then
    perform app.refuse('unknown_choice', '{"field": "marks"}');
  end if;
  -- A circumstance that waives the means test takes precedence over one that proves the need.
  select * into v_mark from app.aid_rules r
  where r.code = any (p_marks) and (r.matters = '{}' or p_matter = any (r.matters)) order by r.effect, r.sort limit 1;
  if v_matter.effect = 'criminal' then v_answer := 'ask'; v_why := 'criminal';
  elsif v_mark.effect = 'free' then v_answer := 'yes'; v_why := 'free';
  elsif v_matter.effect = 'open' then
    v_answer := case when p_income = 'enough' and v_mark.code is null then 'no' else 'ask' end;
    v_why := case v_answer when 'no' then 'not_listed' else 'open' end;
  elsif v_mark.effect = 'proved' then v_answer := 'yes'; v_why := 'proved';
  else
    v_answer := case p_income when 'low' then 'yes' when 'unsure' then 'ask' else 'no' end;
    v_why := case p_income when 'low' then 'need' when 'unsure' then 'means' else 'enough' end;
  end if;
  return query select v_answer, v_why, (select jsonb_agg(jsonb_build_object('name', r.name, 'name_en', r.name_en, 'basis', r.basis, 'basis_en', r.basis_en) order by r.question)
    from app.aid_rules r where r.code in (v_matter.code, v_mark.code));
end $$;

create function api.aid_questions()
returns setof api.aid_question language sql stable security invoker set search_path = '' as $$ select * from app.aid_questions() $$;
create function api.check_aid(matter text, income text, marks text[] default '{}')
returns setof api.aid_answer language sql stable security invoker set search_path = '' as $$ select * from app.check_aid(matter, income, marks) $$;
comment on function api.aid_questions is 'Anybody: the questions of the legal aid check.';
comment on function api.check_aid is 'Anybody: whether legal aid is likely. income: low, unsure or enough. Nothing is stored.';
grant execute on function app.aid_questions(), api.aid_questions(), app.check_aid(text, text, text[]), api.check_aid(text, text, text[])
to anon, authenticated;

-- 90_operations/public_rooms.sql --------------------------------------------------------------------------------

-- The public directory of mediation rooms and centres.

create type api.public_room as (id uuid, name text, kind text, category text, category_en text, address text, phone text, duty_hours text,
  open_now boolean, longitude double precision, latitude double precision, distance_km numeric, region_path text, type_codes text[]);
comment on type api.public_room is 'A place of mediation as the public sees it, without its people. type_codes empty: every type.';

-- Twenty places a page: nearest first if a position is given, else those of the region before those of the regions
-- above. Departments are excluded, because the public cannot visit them.
create function app.public_rooms(p_region text, p_type text, p_longitude double precision, p_latitude double precision, p_page int)
returns setof api.public_room language plpgsql stable security definer set search_path = '' as $$
declare
  v_near boolean := p_longitude is not null and p_latitude is not null;
begin
  if p_longitude is not null and p_longitude not between -180 and 180 then perform app.refuse('out_of_range', '{"field": "longitude", "min": -180, "max": 180}'); end if;
  if p_latitude is not null and p_latitude not between -90 and 90 then perform app.refuse('out_of_range', '{"field": "latitude", "min": -90, "max": 90}'); end if;
  if p_region !~ '^[0-9]{4,12}$' then perform app.refuse('unknown_choice', '{"field": "region_code"}'); end if;
  if p_type <> '' then perform app.check_type(p_type); end if;
  if coalesce(p_page, 1) not between 1 and 500 then perform app.refuse('out_of_range', '{"field": "page", "min": 1, "max": 500}'); end if;
  return query
    select o.id, o.name, o.kind, k.name, k.name_en, o.address, o.phone, o.duty_hours, app.on_duty(o.duty_hours, now()), o.longitude, o.latitude,
      round(app.distance_km(p_longitude, p_latitude, o.longitude, o.latitude)::numeric, 1), r.path,
      array(select t.type_code from app.organisation_types t where t.organisation_id = o.id order by 1)
    from app.organisations o
    join app.regions r on r.code = o.region_code
    left join app.organisation_categories k on k.code = o.category
    where o.active and o.kind <> 'department'
      and (p_region is null or starts_with(o.region_code, p_region) or starts_with(p_region, o.region_code)
        or exists (select 1 from app.organisation_regions s where s.organisation_id = o.id
                   and (starts_with(s.region_code, p_region) or starts_with(p_region, s.region_code))))
      and (coalesce(p_type, '') = '' or exists (select 1 from app.organisation_types t where t.organisation_id = o.id and t.type_code = left(p_type, 2))
        or not exists (select 1 from app.organisation_types t where t.organisation_id = o.id))
    order by case when v_near then coalesce(app.distance_km(p_longitude, p_latitude, o.longitude, o.latitude), 1e9) end,
      length(o.region_code) < length(p_region),
      -- A place that specialises in the type ranks above one that takes every type.
      case when coalesce(p_type, '') <> '' then not exists (select 1 from app.organisation_types t where t.organisation_id = o.id) end,
      o.level, o.region_code, o.name, o.id
    limit 20 offset (coalesce(p_page, 1) - 1) * 20;
end $$;
create function api.public_rooms(region_code text default null, type_code text default null, longitude double precision default null,
  latitude double precision default null, page int default 1)
returns setof api.public_room language sql stable security invoker set search_path = '' as $$
  select * from app.public_rooms(region_code, type_code, longitude, latitude, page) $$;
comment on function api.public_rooms is 'Anybody: places of mediation in use, twenty a page, by region, type and shared_level.';
grant execute on function app.public_rooms(text, text, double precision, double precision, int),
  api.public_rooms(text, text, double precision, double precision, int) to anon, authenticated;

-- 90_operations/lists.sql ---------------------------------------------------------------------------------------

-- The lists of values that the rules know, for forms and filters: no client keeps a list of its own.

create type api.list_value as (list text, code text);
comment on type api.list_value is 'A value of a list; the rows of a list come in its order.';

-- Plain text of the schema, the same for everybody: nothing in it depends on who asks.
create function app.list_values() returns setof api.list_value
language sql immutable parallel safe security definer set search_path = '' as $$
  select l.list, v.code from (values
      ('case_statuses', app.case_statuses()), ('ended_statuses', app.ended_statuses()), ('grades', app.grades()),
      ('difficulties', app.difficulties()), ('outcomes', app.outcomes()), ('mediation_outcomes', app.mediation_outcomes()),
      ('reject_reasons', app.reject_reasons()), ('referral_targets', app.referral_targets()),
      ('party_sides', app.party_sides()), ('session_kinds', app.session_kinds()), ('session_ways', app.session_ways()),
      ('suspend_reasons', app.suspend_reasons()), ('risk_kinds', app.risk_kinds()),
      ('risk_kinds_to_notify', app.risk_kinds_to_notify()), ('performances', app.performances()),
      ('order_statuses', app.order_statuses()), ('deadline_stages', app.deadline_stages()),
      ('deadline_stages_by_law', app.deadline_stages_by_law()), ('time_units', app.time_units()),
      ('organisation_kinds', app.organisation_kinds()), ('roles', app.roles()), ('mediator_grades', app.mediator_grades()),
      ('administered_kinds', app.administered_kinds()), ('administration_verbs', app.administration_verbs()), ('privacy_request_kinds', app.privacy_request_kinds()),
      ('identity_proofs', app.identity_proofs())) l (list, codes)
    cross join lateral unnest(l.codes) with ordinality v (code, place)
    order by l.list, v.place
$$;
create function api.list_values() returns setof api.list_value
language sql stable set search_path = '' as $$ select * from app.list_values() $$;
comment on function api.list_values is
  'Staff: the values that the rules know, list by list in their order, for forms and filters.';
grant execute on function app.list_values(), api.list_values() to authenticated;

-- 90_operations/tick_frame.sql ----------------------------------------------------------------------------------

-- What the steps of the scheduler share: each step runs alone, each row stands alone, and a failure is recorded.
-- Locks: see supabase/README.md. A step locks the cases of its batch with "skip locked" before anything that belongs to
-- them, so that it never waits for a person; what it skips, it finds again at the next run.

create policy "administrators read what the scheduler failed to do in their territory" on app.tick_failures for select to authenticated
  using (coalesce((select app.my_role()) = 'administrator' and (
    exists (select 1 from app.cases c where c.id = case_id and starts_with(c.region_code, (select app.my_scope())))
    or case_id is null and length((select app.my_scope())) = 4), false));
grant select on app.tick_failures to authenticated;
create view api.tick_failures with (security_invoker = true) as
  select f.step, f.subject, f.case_id, c.number as case_number, f.error, f.times, f.first_at, f.last_at, f.next_at
  from app.tick_failures f left join app.cases c on c.id = f.case_id;
comment on view api.tick_failures is
  'Administrators: what the scheduler failed to do: step, case, error, how often, when it is tried again. Failures of a whole step are shown to the city.';
grant select on api.tick_failures to authenticated;

-- Whether a row has failed and is not to be tried again yet. A failure in the future was recorded before the clock was
-- set back: it is tried again at once.
create function app.is_postponed(p_step text, p_subject text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from app.tick_failures f
    where f.step = p_step and f.subject = p_subject and f.next_at > now() and f.last_at <= now())
$$;

-- The next attempt waits a minute, then twice as long each time, six hours at most.
create function app.record_failure(p_step text, p_subject text, p_case uuid, p_error text) returns void
language sql volatile set search_path = '' as $$
  insert into app.tick_failures as f (step, subject, case_id, error, next_at)
  values (p_step, p_subject, p_case, left(p_error, 300), now() + interval '1 minute')
  on conflict on constraint tick_failures_pkey do update set times = f.times + 1, error = excluded.error, last_at = now(),
    next_at = now() + make_interval(mins => least(power(2, least(f.times, 10)), 360)::int)
$$;

-- Does one step for one row. An error undoes this row only. Returns whether it succeeded.
create function app.attempt(p_step text, p_subject text, p_case uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  begin
    case p_step
      when 'resume' then perform app.resume_suspended(p_subject::uuid);
      when 'warnings' then perform app.warn_of_deadline(p_subject::bigint);
      when 'overdue' then perform app.report_overdue(p_subject::bigint);
      when 'escalate' then perform app.escalate_overdue(p_subject::bigint);
      when 'regions' then perform app.move_listed(array[p_subject::uuid]);
      when 'uploads' then perform app.drop_ticket(p_subject::uuid);
      when 'erasures' then perform app.expire_case(p_subject::uuid);
    end case;
  exception when others then
    perform app.record_failure(p_step, p_subject, p_case, sqlstate || ' ' || sqlerrm);
    return false;
  end;
  delete from app.tick_failures where step = p_step and subject = p_subject;
  return true;
end $$;

-- The steps in their usual order, each a job of the scheduler.
create function app.tick_steps() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['clock', 'resume', 'warnings', 'overdue', 'escalate', 'regions', 'uploads', 'erasures', 'map', 'cleanup']
$$;

-- One batch of a step, in a short transaction of its own. Returns how many rows it handled; 0 when nothing is due, when
-- the step failed as a whole, or when it is running already.
create function app.run_step(p_step text) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_n int;
begin
  if not pg_try_advisory_xact_lock(hashtext('app.tick'), hashtext(p_step)) or app.is_postponed(p_step, '') then return 0; end if;
  begin
    v_n := case p_step
      when 'clock' then app.tick_clock(500)
      when 'resume' then app.tick_resume(50)
      when 'warnings' then app.tick_warnings(200)
      when 'overdue' then app.tick_overdue(200)
      when 'escalate' then app.tick_escalate(50)
      when 'regions' then app.tick_regions(200)
      when 'uploads' then app.tick_uploads(200)
      when 'erasures' then app.tick_erasures(20)
      -- A bulk of changes takes several runs.
      when 'map' then app.apply_map_changes(5000)
      when 'cleanup' then app.tick_cleanup(1000)
    end;
  exception when others then
    perform app.record_failure(p_step, '', null, sqlstate || ' ' || sqlerrm);
    return 0;
  end;
  delete from app.tick_failures where step = p_step and subject = '';
  return v_n;
end $$;
comment on function app.run_step is
  'One batch of a step of the scheduler (see app.tick_steps), bounded; errors are recorded in app.tick_failures. Returns how many rows it handled.';

-- 90_operations/tick.sql ----------------------------------------------------------------------------------------

-- The steps of the scheduler, which runs each every minute: warns before deadlines, reports overdue ones along the
-- escalation chain, issues supervision orders for lateness, ends suspensions, moves cases of changed regions.
-- Idempotent and bounded: each step finds what is due by an index, marks it, and leaves the rest to the next batch. It
-- is safe to run twice at once, after a day without a run, and after the clock was set.

-- Undoes what was marked while the clock was ahead: a deadline that is not due yet must be reported when it is.
create function app.tick_clock(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_n int := 0;
begin
  if exists (select 1 from app.tick_clock where at > now() + interval '1 minute') then
    with marked as (
      select d.id from app.deadlines d join app.cases c on c.id = d.case_id
      where d.met_at is null and (d.warned_at > now() and d.warn_at > now() or d.overdue_told_at > now() and d.due_at > now()
        or d.raised_at > now() and d.due_at > now())
      order by d.case_id limit p_limit for update of c skip locked
    )
    update app.deadlines d set warned_at = case when d.warn_at > now() then null else d.warned_at end,
      overdue_told_at = case when d.due_at > now() then null else d.overdue_told_at end,
      raised_at = case when d.due_at > now() then null else d.raised_at end
    from marked where d.id = marked.id;
    get diagnostics v_n = row_count;
  end if;
  -- Until nothing is left, the time in the future stays, and the next run continues.
  if v_n = 0 then
    insert into app.tick_clock (at) values (now()) on conflict on constraint tick_clock_pkey do update set at = excluded.at;
  end if;
  return v_n;
end $$;

-- Sends the warning for a deadline whose last quarter has begun; not for one that is overdue already.
create function app.warn_of_deadline(p_id bigint) returns void language sql volatile set search_path = '' as $$
  with marked as (
    update app.deadlines set warned_at = now()
    where id = p_id and met_at is null and paused_at is null and warned_at is null and warn_at < now() returning *
  )
  insert into app.notices (organisation_id, case_id, case_number, kind, stage, due_at)
  select c.responsible_organisation_id, c.id, c.number, 'warning', d.stage, d.due_at
  from marked d join app.cases c on c.id = d.case_id where d.due_at >= now()
$$;

create function app.tick_warnings(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_due record;
  v_n int := 0;
begin
  for v_due in
    select d.id, d.case_id from app.deadlines d join app.cases c on c.id = d.case_id
    where d.met_at is null and d.paused_at is null and d.warned_at is null and d.warn_at < now()
      and not app.is_postponed('warnings', d.id::text)
    order by d.warn_at limit p_limit for update of c skip locked
  loop
    perform app.attempt('warnings', v_due.id::text, v_due.case_id);
    v_n := v_n + 1;
  end loop;
  return v_n;
end $$;

-- Reports an overdue deadline to the responsible organisation and its desk.
create function app.report_overdue(p_id bigint) returns void language sql volatile set search_path = '' as $$
  with marked as (
    update app.deadlines set overdue_told_at = now(), warned_at = coalesce(warned_at, now())
    where id = p_id and met_at is null and paused_at is null and overdue_told_at is null and due_at < now() returning *
  )
  insert into app.notices (organisation_id, case_id, case_number, kind, stage, due_at)
  select o.id, c.id, c.number, 'overdue', d.stage, d.due_at
  from marked d join app.cases c on c.id = d.case_id
  cross join lateral (
    select distinct x.id from unnest(array[c.responsible_organisation_id,
      coalesce((select p.organisation_id from app.case_participants p where p.case_id = c.id and p.part = 'desk' and p.until is null), c.responsible_organisation_id)]) x (id)
  ) o
$$;

create function app.tick_overdue(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_due record;
  v_hint record;
  v_ids bigint[] := '{}';
  v_n int := 0;
begin
  for v_due in
    select d.id, d.case_id from app.deadlines d join app.cases c on c.id = d.case_id
    where d.met_at is null and d.paused_at is null and d.overdue_told_at is null and d.due_at < now()
      and not app.is_postponed('overdue', d.id::text)
    order by d.due_at limit p_limit for update of c skip locked
  loop
    if app.attempt('overdue', v_due.id::text, v_due.case_id) then v_ids := v_ids || v_due.id; end if;
    v_n := v_n + 1;
  end loop;
  -- The open screens: one hint for each topic, however many deadlines have passed.
  for v_hint in
    with changed as (
      select distinct c.id, c.version, topic
      from app.deadlines d join app.cases c on c.id = d.case_id cross join lateral unnest(app.hint_topics(c)) as topic
      where d.id = any (v_ids)
    )
    select topic, app.hint(count(*), min(id::text), min(version)) as payload from changed group by topic order by topic
  loop
    perform realtime.send(v_hint.payload, 'case_changed', v_hint.topic, true);
  end loop;
  return v_n;
end $$;

-- When a deadline has been overdue for as long as the setting says, the desk above issues a supervision order.
create function app.escalate_overdue(p_id bigint) returns void language plpgsql volatile set search_path = '' as $$
declare
  v_clock app.deadlines;
  v_case app.cases;
  v_above uuid;
  v_order app.supervision_orders;
begin
  update app.deadlines set raised_at = now()
  where id = p_id and met_at is null and paused_at is null and raised_at is null and due_at < now() returning * into v_clock;
  if v_clock.id is null then return; end if;
  select * into v_case from app.cases where id = v_clock.case_id;
  if v_case.closed_at is not null or v_clock.stage = any (app.secondary_deadline_stages()) then return; end if;
  if v_clock.stage = 'supplement' then
    -- The requested information was not supplied: the application lapses, and may be filed again.
    v_case := app.store_withdrawal(v_case);
    perform app.append_event(v_case, 'lapse_case', 'needs_info', '{}');
    return;
  end if;
  -- The desk of the responsible organisation or, if that is the desk itself, the desk above it.
  v_above := case when app.desk_id(v_case.id) is distinct from v_case.responsible_organisation_id then app.desk_id(v_case.id)
    else app.desk_above(app.desk_id(v_case.id)) end;
  if v_above is null or exists (
      select 1 from app.supervision_orders where case_id = v_case.id and issued_by_organisation_id = v_above and closed_at is null) then
    return;
  end if;
  v_order := app.open_order(v_case, v_above, null, 'overdue:' || v_clock.stage);
  v_case := app.save_case(v_case);
  perform app.append_event(v_case, 'issue_order', v_case.status, jsonb_build_object('order', v_order.number, 'stage', v_clock.stage,
    'organisation_name', v_order.to_organisation_name));
end $$;

create function app.tick_escalate(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_due record;
  v_n int := 0;
  v_hours int := (app.setting('supervise_after_hours'))::int;
begin
  for v_due in
    select d.id, d.case_id from app.deadlines d join app.cases c on c.id = d.case_id
    where d.met_at is null and d.paused_at is null and d.raised_at is null and d.due_at < now() - make_interval(hours => v_hours)
      and not app.is_postponed('escalate', d.id::text)
    order by d.due_at limit p_limit for update of c skip locked
  loop
    perform app.attempt('escalate', v_due.id::text, v_due.case_id);
    v_n := v_n + 1;
  end loop;
  return v_n;
end $$;

-- Resumes a case whose suspension has reached its end date.
create function app.resume_suspended(p_case uuid) returns void language plpgsql volatile set search_path = '' as $$
declare
  v_case app.cases;
begin
  perform 1 from app.case_flags where case_id = p_case and flag = 'suspended' and ended_at is null and until_on < app.today();
  if not found then return; end if;
  select * into v_case from app.cases where id = p_case;
  perform app.end_flag(p_case, 'suspended');
  perform app.resume_deadlines(p_case, null);
  v_case := app.save_case(v_case);
  perform app.append_event(v_case, 'resume_case', v_case.status, '{}');
end $$;

create function app.tick_resume(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
  v_n int := 0;
begin
  for v_id in
    select c.id from app.case_flags f join app.cases c on c.id = f.case_id
    where f.flag = 'suspended' and f.ended_at is null and f.until_on < app.today() and not app.is_postponed('resume', c.id::text)
    order by f.until_on limit p_limit for update of c skip locked
  loop
    perform app.attempt('resume', v_id::text, v_id);
    v_n := v_n + 1;
  end loop;
  return v_n;
end $$;

-- Moves cases to the new code of their region, the oldest change first.
create function app.tick_regions(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_change uuid;
  v_n int := 0;
begin
  for v_change in select id from app.region_changes where finished_at is null order by created_at, id loop
    exit when v_n >= p_limit;
    v_n := v_n + app.move_cases(v_change, p_limit - v_n);
  end loop;
  return v_n;
end $$;

-- Deletes rows whose time is over. A window that begins in the future was opened before the clock was set back.
create function app.tick_cleanup(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_n int;
begin
  delete from app.spent_challenges where expires_at < now();
  delete from app.throttles where window_at < now() - interval '2 hours' or window_at > now() + interval '1 hour';
  delete from app.idempotency_keys where request_id in (
    select request_id from app.idempotency_keys where at < now() - interval '30 days' order by at limit p_limit);
  get diagnostics v_n = row_count;
  return v_n;
end $$;

create function app.tick() returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.run_step(step) from unnest(app.tick_steps()) as step;
end $$;
comment on function app.tick is
  'One batch of every step in a single transaction, for an installation that is quiet; a scheduler runs each step alone: app.run_step.';

-- Hosted projects have pg_cron; the embedded stack provides a function of the same name. Each batch is committed alone: a
-- function cannot commit, an anonymous block can.
do $$
declare
  v_step text;
begin
  if exists (select 1 from pg_available_extensions where name = 'pg_cron')
     and current_setting('shared_preload_libraries', true) like '%pg_cron%' then
    create extension if not exists pg_cron with schema pg_catalog;
  end if;
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    foreach v_step in array app.tick_steps() loop
      perform cron.schedule('e-mediation-' || v_step, '* * * * *', format(
        'do $step$ begin for batch in 1..20 loop exit when app.run_step(%L) = 0; commit; end loop; end $step$', v_step));
    end loop;
  else
    raise notice 'No scheduler: call app.run_step() for each of app.tick_steps() every minute from outside.';
  end if;
end $$;

reset check_function_bodies;
