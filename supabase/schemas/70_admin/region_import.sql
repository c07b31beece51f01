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
