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
