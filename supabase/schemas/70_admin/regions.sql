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
