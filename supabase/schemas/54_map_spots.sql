-- Chapter 54 · Spots of the map: cells from afar, single cases from near

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

create function app.map_inside(p_west double precision, p_south double precision, p_east double precision, p_north double precision)
returns text language sql immutable set search_path = '' as $$
  select format('c.longitude between %L and %L and c.latitude between %L and %L', p_west, p_east, p_south, p_north)
$$;

-- Cases and cells that one answer carries at most: sixty kilobytes, compressed.
create function app.map_spots(p_west double precision, p_south double precision, p_east double precision, p_north double precision,
  p_zoom int, p_parent text, p_from date, p_to date, p_types text[], p_grades text[], p_channels text[], p_statuses text[])
returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  c_cases constant int := 2000;
  c_cells constant int := 2000;
  q app.map_question := app.map_question(p_parent, p_from, p_to, p_types, p_grades, p_channels, p_statuses);
  v_where text;
  v_total int;
  v_cell double precision;
  v_list jsonb;
  v_cells int;
begin
  perform app.check_viewport(p_west, p_south, p_east, p_north);
  if p_zoom is null then perform app.refuse('field_required', '{"field": "zoom"}'); end if;
  if p_zoom not between 0 and 24 then perform app.refuse('out_of_range', '{"field": "zoom", "min": 0, "max": 24}'); end if;
  v_where := concat_ws(' and ', app.map_conditions(q), app.map_period(app.day_start(q.from_on), app.day_start(q.to_on + 1)),
    app.map_inside(p_west, p_south, p_east, p_north));
  execute format('select count(*) from app.cases c where %s', v_where) into v_total;
  if v_total <= c_cases and p_zoom >= 12 or v_total <= 200 then
    execute format(
      'select coalesce(jsonb_agg(jsonb_build_array(id, round(longitude::numeric, 5), round(latitude::numeric, 5), grade, status, location_basis,
         status in (''submitted'', ''accepted'')) order by id), ''[]'') from app.cases c where %s', v_where) into v_list;
    return jsonb_build_object('resolution', 'case', 'cell', null, 'total', v_total, 'truncated', false, 'cells', '[]'::jsonb, 'cases', v_list);
  end if;
  -- About fifty pixels.
  v_cell := 67.5 / 2 ^ p_zoom;
  execute format(
    'select count(*), coalesce(jsonb_agg(jsonb_build_array(round((lon / n)::numeric, 5), round((lat / n)::numeric, 5), n, red, yellow, open, x || '':'' || y)
       order by n desc, x, y) filter (where rank <= %1$s), ''[]'')
     from (select x, y, count(*) as n, count(*) filter (where grade = ''red'') as red, count(*) filter (where grade = ''yellow'') as yellow,
         count(*) filter (where closed_at is null) as open, sum(longitude) as lon, sum(latitude) as lat,
         row_number() over (order by count(*) desc, x, y) as rank
       from (select c.*, floor(c.longitude / %2$L)::int as x, floor(c.latitude / %2$L)::int as y from app.cases c where %3$s) spots
       group by x, y) cells', c_cells, v_cell, v_where) into v_cells, v_list;
  return jsonb_build_object('resolution', 'cell', 'cell', v_cell, 'total', v_total, 'truncated', v_cells > c_cells, 'cells', v_list, 'cases', '[]'::jsonb);
end $$;
create function api.map_spots(west double precision, south double precision, east double precision, north double precision, zoom int,
  parent_code text default null, from_on date default null, to_on date default null, type_codes text[] default null,
  grades text[] default null, channels text[] default null, statuses text[] default null)
returns jsonb language sql stable security invoker set search_path = '' as $$
  select app.map_spots(west, south, east, north, zoom, parent_code, from_on, to_on, type_codes, grades, channels, statuses) $$;
comment on function api.map_spots is
  'Anybody in office: the caller''s cases in a rectangle, single ones (id, longitude, latitude, grade, status, basis, waiting) where they are few, cells (longitude, latitude, n, red, yellow, open, key) where they are many.';

create function app.map_cases(p_west double precision, p_south double precision, p_east double precision, p_north double precision,
  p_parent text, p_from date, p_to date, p_types text[], p_grades text[], p_channels text[], p_statuses text[], p_max int)
returns setof uuid language plpgsql stable security definer rows 50 set search_path = '' as $$
declare
  q app.map_question := app.map_question(p_parent, p_from, p_to, p_types, p_grades, p_channels, p_statuses);
begin
  perform app.check_viewport(p_west, p_south, p_east, p_north);
  if p_max is null then perform app.refuse('field_required', '{"field": "max"}'); end if;
  if p_max not between 1 and 500 then perform app.refuse('out_of_range', '{"field": "max", "min": 1, "max": 500}'); end if;
  return query execute format('select c.id from app.cases c where %s and %s and %s order by c.created_at desc, c.id desc limit %s',
    app.map_conditions(q), app.map_period(app.day_start(q.from_on), app.day_start(q.to_on + 1)),
    app.map_inside(p_west, p_south, p_east, p_north), p_max);
end $$;
create function api.map_cases(west double precision, south double precision, east double precision, north double precision,
  parent_code text default null, from_on date default null, to_on date default null, type_codes text[] default null,
  grades text[] default null, channels text[] default null, statuses text[] default null, max int default 50)
returns setof api.cases language sql stable security invoker set search_path = '' as $$
  select c.*
  from app.map_cases(west, south, east, north, parent_code, from_on, to_on, type_codes, grades, channels, statuses, max) as found (id)
  join api.cases c on c.id = found.id
  order by c.created_at desc, c.id desc
$$;
comment on function api.map_cases is 'Anybody in office: the newest of the caller''s cases in a rectangle, at most `max` (50, up to 500).';

grant execute on function
  app.map_spots(double precision, double precision, double precision, double precision, int, text, date, date, text[], text[], text[], text[]),
  api.map_spots(double precision, double precision, double precision, double precision, int, text, date, date, text[], text[], text[], text[]),
  app.map_cases(double precision, double precision, double precision, double precision, text, date, date, text[], text[], text[], text[], int),
  api.map_cases(double precision, double precision, double precision, double precision, text, date, date, text[], text[], text[], text[], int)
to authenticated;
