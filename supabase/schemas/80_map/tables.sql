-- Precomputed counts of cases for the map, so that a question reads thousands of rows instead of millions.
-- A count covers a month (202611) or a whole year (202600). All of it is derived from app.cases; app.rebuild_map_counts
-- recomputes it, changes.sql keeps it up to date. Only the owner reads these tables: the map functions do so within the
-- caller's reach.

-- Cases of an area: a township, or a county or city for cases without a more precise place; with a star (350821*) a
-- county with everything below. An empty type or channel means all of them, so that a question about neither, one or
-- both reads one range of the key.
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
comment on table app.map_counts is 'Counts of cases by area, type, channel, period, grade and stage.';
alter table app.map_counts enable row level security;

-- The same counts for the cases that an organisation leads, without whole counties. An empty type or channel means all.
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
comment on table app.map_lead_counts is 'Counts of cases that an organisation leads, by type, channel, period, area, grade and stage.';
alter table app.map_lead_counts enable row level security;

-- Cases of a square within a county (or the city, for cases without a more precise place). Size 1: the grid squares of
-- app.map_cell, by year; size 3: blocks of three by three of them, by year and month. The sums of the coordinates, in
-- hundred thousandths of a degree, give the centre of gravity.
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
comment on table app.map_cells is 'Counts of cases by square, period, grade, and whether they are open.';
alter table app.map_cells enable row level security;

create table app.map_changes (
  id bigint generated always as identity,
  -- 1: a case with these values was added; -1: one was removed.
  delta smallint not null,
  region_code text collate "C" not null,
  lead_organisation_id uuid,
  type_code text not null,
  channel text not null,
  grade text not null,
  status text not null,
  month int not null,
  -- Null when the position is unknown.
  map_cell int,
  longitude double precision,
  latitude double precision,
  constraint map_changes_pkey primary key (id)
);
comment on table app.map_changes is 'Cases added and removed since the map''s counts were last brought up to date.';
alter table app.map_changes enable row level security;
