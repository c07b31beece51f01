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
