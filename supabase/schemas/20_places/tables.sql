-- Administrative regions (行政区划) and their outlines.
-- A national administrative code contains its own path: city 3508, county 350802, township 350802001, village
-- 350802001003. A region contains exactly the codes that start with its own.

create table app.regions (
  code text collate "C" not null,
  name text not null,
  level smallint not null generated always as
    (case length(code) when 4 then 1 when 6 then 2 when 9 then 3 else 4 end) stored,
  parent_code text collate "C" generated always as
    (case length(code) when 4 then null when 6 then left(code, 4) when 9 then left(code, 6) else left(code, 9) end) stored,
  -- The names below the city as people write them: 长汀县 大同镇 东街村. Set by a trigger.
  path text not null default '',
  longitude double precision,
  latitude double precision,
  -- outline: centre of a real outline; schematic: a position chosen inside the county, because no open outline exists.
  position_basis text not null default 'schematic',
  -- A code that is no longer in use is kept, so that old cases keep their place; its successor takes over.
  active boolean not null default true,
  successor_code text collate "C",
  -- Number of residents, for rates; null when unknown. app.set_population writes it together with its year.
  population int,
  population_year smallint,
  version int not null default 1,
  constraint regions_pkey primary key (code),
  constraint regions_code_form check (code ~ '^[0-9]{4}([0-9]{2}([0-9]{3}([0-9]{3})?)?)?$'),
  constraint regions_name_length check (length(name) between 1 and 60),
  constraint regions_population check (population between 1 and 100000000),
  constraint regions_population_year check ((population is null) = (population_year is null)),
  constraint regions_position_basis check (position_basis in ('outline', 'schematic')),
  constraint regions_successor_of_retired check (successor_code is null or not active),
  constraint regions_parent foreign key (parent_code) references app.regions (code) on delete restrict,
  constraint regions_successor foreign key (successor_code) references app.regions (code) on delete restrict
);
comment on table app.regions is 'Four-level tree of administrative regions by national code (city, county, township, village).';
create index regions_parent_code on app.regions (parent_code, code);
create index regions_successor_code on app.regions (successor_code);
alter table app.regions enable row level security;

-- Outlines in WGS-84. `rings` repeats the outer rings as PostgreSQL polygons for point-in-region tests.
create table app.region_outlines (
  region_code text collate "C" not null,
  outline jsonb not null,
  rings polygon[] not null,
  constraint region_outlines_pkey primary key (region_code),
  constraint region_outlines_region foreign key (region_code) references app.regions (code) on delete cascade
);
comment on table app.region_outlines is 'GeoJSON outline of a region, WGS-84.';
alter table app.region_outlines enable row level security;
