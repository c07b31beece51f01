-- Under which months, squares and areas the sums of the map count a case.

-- A month of the city's calendar as a number: 202611.
create function app.map_month(p_at timestamptz) returns int
language sql immutable set search_path = '' as $$
  select (extract(year from p_at at time zone 'Asia/Shanghai') * 100 + extract(month from p_at at time zone 'Asia/Shanghai'))::int
$$;

-- The square of a larger size in which a square lies, numbered by its own south-western one.
create function app.map_cell_of(p_cell int, p_size int) returns int
language sql immutable set search_path = '' as $$
  select p_cell / 10000 / p_size * p_size * 10000 + p_cell % 10000 / p_size * p_size
$$;

-- The areas that a case counts under.
create function app.map_areas_above(p_region text) returns text[]
language sql immutable set search_path = '' as $$
  select case when length(p_region) >= 6 then array[left(p_region, 9), left(p_region, 6) || '*'] else array[p_region] end
$$;
