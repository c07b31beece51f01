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
