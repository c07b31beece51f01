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
