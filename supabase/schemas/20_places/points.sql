-- Points: distance, squares of the map, and the one judgement of coordinates, with what may mend them.

-- Where a region lies: its own position, else the nearest known one above it.
create function app.position_of(p_code text, out longitude double precision, out latitude double precision)
language sql stable security definer set search_path = '' as $$
  select r.longitude, r.latitude from app.regions r
  where r.code in (left(p_code, 4), left(p_code, 6), left(p_code, 9), p_code) and r.longitude is not null
  order by length(r.code) desc limit 1
$$;

-- Squares of a fiftieth of a degree, numbered by columns from west to east, in each from south to north.
create function app.map_cell(p_longitude double precision, p_latitude double precision) returns int
language sql immutable set search_path = '' as $$
  select (floor(p_longitude * 50)::int + 9000) * 10000 + floor(p_latitude * 50)::int + 4500
$$;
comment on function app.map_cell is 'Number of the map''s square at a point: column * 10000 + row.';

-- Kilometres between two WGS-84 points, good to a percent inside a city.
create function app.distance_km(p_lon1 double precision, p_lat1 double precision, p_lon2 double precision, p_lat2 double precision)
returns double precision
language sql immutable set search_path = '' as $$
  select 111.32 * sqrt(power((p_lon1 - p_lon2) * cos(radians((p_lat1 + p_lat2) / 2)), 2) + power(p_lat1 - p_lat2, 2))
$$;

create type api.point_verdict as (problem text, county_code text, county text, proposals jsonb);
comment on type api.point_verdict is
  'What is wrong with a point: code of the problem, null when nothing is; the county in which it lies; what may mend it ({kind, longitude, latitude, region_code, region}).';

-- The middle of a region: its own position, else that of the township or county around it. The city's middle would be
-- tens of kilometres off, so a county that nobody has put on the map has none.
create function app.middle_of(p_region text, out longitude double precision, out latitude double precision)
language plpgsql stable security definer set search_path = '' as $$
begin
  select r.longitude, r.latitude into longitude, latitude from app.regions r
  where r.code in (left(p_region, 6), left(p_region, 9), p_region) and r.level > 1 and r.longitude is not null
  order by length(r.code) desc limit 1;
end $$;

-- Degrees as claimed, null when they are no figure that could be shown.
create function app.claimed_degrees(p_value double precision) returns double precision
language sql immutable set search_path = '' as $$
  select case when p_value between -1e9 and 1e9 then p_value end
$$;

-- A pair as people read it aloud: longitude, latitude.
create function app.pair_of(p_longitude double precision, p_latitude double precision) returns text
language sql immutable set search_path = '' as $$
  select case when p_longitude is not null or p_latitude is not null then
    coalesce(round(p_longitude::numeric, 5)::text, '–') || ', ' || coalesce(round(p_latitude::numeric, 5)::text, '–') end
$$;

-- Whether a pair lies in the city of a region. Where nobody has loaded outlines yet, within three hundred kilometres of
-- the region's known place; null where that is not known either.
create function app.lies_in_city(p_region text, p_longitude double precision, p_latitude double precision) returns boolean
language sql stable security definer set search_path = '' as $$
  select case
    when not (p_longitude between -180 and 180 and p_latitude between -90 and 90) then false
    when exists (select 1 from app.region_outlines o where o.region_code like left(p_region, 4) || '%')
      then app.county_at(p_longitude, p_latitude) is not null
    else (select app.distance_km(p_longitude, p_latitude, place.longitude, place.latitude) < 300 from app.position_of(p_region) as place)
  end
$$;

-- Judges a pair told for a region. Which system of coordinates it is in cannot be seen from it: whoever enters a pair
-- says so, and it comes here as WGS-84. A pair left out is no problem: then the region stands for it.
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
    -- NaN compares as greater than every number and fails with the rest.
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
comment on function app.point_verdict is 'What is wrong with a WGS-84 pair told for a region, and what may mend it; the one judgement of coordinates.';

create function app.proposal(p_kind text, p_longitude double precision, p_latitude double precision, p_region text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_array(jsonb_build_object('kind', p_kind, 'longitude', p_longitude, 'latitude', p_latitude,
    'region_code', r.code, 'region', r.path)) from app.regions r where r.code = p_region
$$;

-- Refuses a pair with everything that a form needs to mend it by one click.
create function app.refuse_point(p_verdict api.point_verdict, p_region text, p_longitude double precision, p_latitude double precision)
returns void language plpgsql volatile set search_path = '' as $$
begin
  perform app.refuse(p_verdict.problem, jsonb_build_object('field', 'longitude', 'longitude', app.claimed_degrees(p_longitude),
    'latitude', app.claimed_degrees(p_latitude), 'region_code', p_region, 'county_code', p_verdict.county_code,
    'county', p_verdict.county, 'proposals', p_verdict.proposals));
end $$;

-- Where a case is put at its filing. A pair that cannot be is refused; from a source that cannot be asked it is kept
-- aside, and the case has no place until somebody places it. A region that nobody has put on the map is no reason to
-- drop a case either.
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
  -- A region out of use without a successor is still the region of its cases.
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
  'Anybody in office: what is wrong with a WGS-84 pair told for a region (point_half, point_zero, point_impossible, point_swapped, point_outside, point_elsewhere; null: nothing), and proposals to mend it.';

grant execute on function app.judge_point(text, double precision, double precision), api.judge_point(text, double precision, double precision)
to authenticated;
