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
