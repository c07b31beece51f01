-- Chapter 53 · What the map keeps: sums of cases, so that a question reads thousands of rows and not millions
-- A sum stands for a month (202611) or for a whole year (202600). All of it follows from app.cases; app.rebuild_map_counts
-- makes it anew, chapter 54 keeps it. Nobody but the owner reads these tables: the functions of the map do, within the
-- caller's reach.

-- Cases of an area: a township, or a county or city for what is known no closer; with a star (350821*) a county with all
-- below. An empty type or channel stands for all of them, so that a question about neither, one or both finds a range.
create table app.map_counts (
  area text collate "C" not null,
  type_code text collate "C" not null,
  channel text collate "C" not null,
  period int not null,
  grade text collate "C" not null,
  status text collate "C" not null,
  n int not null,
  constraint map_counts_pkey primary key (area, type_code, channel, period, grade, status) include (n)
);
comment on table app.map_counts is 'Cases by area, type, channel, period, grade and stage.';

-- The same of what an organisation leads, without the sums of whole counties. An empty type or channel stands for all.
create table app.map_lead_counts (
  lead_organisation_id uuid not null,
  type_code text collate "C" not null,
  channel text collate "C" not null,
  period int not null,
  area text collate "C" not null,
  grade text collate "C" not null,
  status text collate "C" not null,
  n int not null,
  constraint map_lead_counts_pkey primary key (lead_organisation_id, type_code, channel, period, area, grade, status) include (n)
);
comment on table app.map_lead_counts is 'Cases that an organisation leads, by type, channel, period, area, grade and stage.';

-- Cases of a square on the map within a county (or the city, for what is known no closer). Size 1: the squares of
-- app.map_cell, by years; size 3: three by three of them, by years and months. The sums of coordinates, in hundred
-- thousandths of a degree, tell the centre of gravity.
create table app.map_cells (
  county text collate "C" not null,
  size smallint not null,
  period int not null,
  cell int not null,
  red int not null,
  yellow int not null,
  blue int not null,
  open_red int not null,
  open_yellow int not null,
  open_blue int not null,
  longitudes bigint not null,
  latitudes bigint not null,
  constraint map_cells_pkey primary key (county, size, period, cell)
);
comment on table app.map_cells is 'Cases by square, period, grade, and whether they are open.';

alter table app.map_counts enable row level security;
alter table app.map_lead_counts enable row level security;
alter table app.map_cells enable row level security;

-- A closed case needs nobody any more.
create function app.is_open(p_status text) returns boolean
language sql immutable set search_path = '' as $$
  select p_status not in ('closed', 'rejected', 'withdrawn', 'merged', 'referred')
$$;

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
