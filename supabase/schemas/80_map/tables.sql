-- What the map keeps: sums of cases, so that a question reads thousands of rows and not millions.
-- A sum stands for a month (202611) or for a whole year (202600). All of it follows from app.cases; app.rebuild_map_counts
-- makes it anew, changes.sql keeps it. Nobody but the owner reads these tables: the functions of the map do, within the
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
alter table app.map_counts enable row level security;

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
alter table app.map_lead_counts enable row level security;

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
alter table app.map_cells enable row level security;

create table app.map_changes (
  id bigint generated always as identity,
  -- 1: a case like this came; -1: one went.
  delta smallint not null,
  region_code text collate "C" not null,
  lead_organisation_id uuid,
  type_code text not null,
  channel text not null,
  grade text not null,
  status text not null,
  month int not null,
  -- Null where nobody knows the place.
  map_cell int,
  longitude double precision,
  latitude double precision,
  constraint map_changes_pkey primary key (id)
);
comment on table app.map_changes is 'Cases that came and went since the map''s sums were last brought up to date.';
alter table app.map_changes enable row level security;
