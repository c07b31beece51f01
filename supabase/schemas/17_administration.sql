-- Chapter 17 · Administration: who administers what, and the book in which each change is written
-- An administrator of a dispatch centre runs the subtree of its region; one of another organisation runs that
-- organisation. Nobody changes their own posts, so nobody gives themselves a right.

create table app.administration_events (
  id bigint generated always as identity,
  verb text not null,
  -- Null when the operator of the installation did it.
  actor_id uuid,
  actor_name text,
  post_id uuid,
  actor_organisation_name text,
  object_kind text not null,
  object_id text not null,
  object_name text not null,
  -- Where the object belongs, for who may read this line.
  organisation_id uuid,
  region_code text collate "C" not null,
  city_code text collate "C" not null generated always as (left(region_code, 4)) stored,
  county_code text collate "C" generated always as (case when length(region_code) >= 6 then left(region_code, 6) end) stored,
  town_code text collate "C" generated always as (case when length(region_code) >= 9 then left(region_code, 9) end) stored,
  village_code text collate "C" generated always as (case when length(region_code) >= 12 then left(region_code, 12) end) stored,
  -- What changed, before and after; no password, no token.
  details jsonb not null default '{}',
  at timestamptz not null default now(),
  request_id uuid,
  digest bytea,
  -- What the verb answered, for the same request sent again.
  result jsonb,
  constraint administration_events_pkey primary key (id),
  constraint administration_events_request unique (request_id),
  constraint administration_events_object_kind check (object_kind in ('region', 'organisation', 'staff', 'post', 'invitation',
    'leave', 'cases', 'policy', 'calendar', 'source', 'settings', 'figures', 'guide')),
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
create trigger administration_events_30_append_only before update or delete on app.administration_events
  for each row execute function app.refuse_change();
create trigger administration_events_31_append_only before truncate on app.administration_events
  for each statement execute function app.refuse_change();

alter table app.administration_events enable row level security;
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
  'Changes of regions, organisations, people and posts. Filter by a level column or organisation_id.';
grant select on api.administration_events to authenticated;

create type api.change_result as (id text, version int);
comment on type api.change_result is 'What a change answers: the object and its version afterwards.';

-- The answer of a request done before, null for a new one; two sendings of one request wait for each other here.
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

-- Writes a change into the book and answers `p_result`.
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

-- The caller's post, which must be an administrator's (42501 refused).
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
comment on function app.administers_region is 'Whether the caller administers a region: the territory of their own centre.';

create function app.administers(p_organisation uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(app.my_role() = 'administrator' and (p_organisation = app.my_organisation()
    or app.administers_region((select region_code from app.organisations where id = p_organisation))), false)
$$;
comment on function app.administers is 'Whether the caller administers an organisation: their own, or one of their territory.';

-- Whether the caller administers every post that a person holds or will hold. A person without any belongs to whoever
-- administers the last organisations they worked for.
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

-- Locks a person for a change. Somebody out of sight does not exist (404); nobody changes themselves (42501 own_account);
-- a person who also serves elsewhere belongs to a higher administrator (42501 posts_elsewhere).
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

-- The organisation of a new post, which the caller must administer and which must be in use.
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

-- Refuses (409 last_administrator) to take away the last administrator of a region. `p_staff` loses all posts, or only
-- `p_post`. Two administrators who remove each other at once wait here for one another.
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

-- The lines of a file: a list of objects, at most so many.
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
