-- Chapter 2 · Regions (行政区划)
-- A national administrative code is its own path: city 3508, county 350802, township 350802001,
-- village 350802001003. A region contains exactly the codes that it prefixes.

create table app.regions (
  code text collate "C" not null,
  name text not null,
  level smallint not null generated always as
    (case length(code) when 4 then 1 when 6 then 2 when 9 then 3 else 4 end) stored,
  parent_code text collate "C" generated always as
    (case length(code) when 4 then null when 6 then left(code, 4) when 9 then left(code, 6) else left(code, 9) end) stored,
  -- The names below the city, as people say them: 长汀县 大同镇 东街村. Set by trigger.
  path text not null default '',
  longitude double precision,
  latitude double precision,
  -- outline: centre of a real outline; schematic: a spot inside the county, for lack of an open outline.
  position_basis text not null default 'schematic',
  -- A code that is no longer in use stays, so that old cases keep their place; its successor takes over.
  active boolean not null default true,
  successor_code text collate "C",
  -- Residents, for rates; null where nobody told. Written with their year by app.set_population.
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

-- The code that is in use today for a code of any year; null for one that never was, or ended without a successor.
create function app.current_region(p_code text) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (with recursive chain as (
    select code, successor_code, active from app.regions where code = p_code
    union all
    select r.code, r.successor_code, r.active from chain join app.regions r on r.code = chain.successor_code
  )
  select code from chain where active);
end $$;
comment on function app.current_region is 'Follows a region code to the one in use today; null when there is none.';

-- Where a region lies: its own position, else the nearest known one above it.
create function app.position_of(p_code text, out longitude double precision, out latitude double precision)
language sql stable security definer set search_path = '' as $$
  select r.longitude, r.latitude from app.regions r
  where r.code in (left(p_code, 4), left(p_code, 6), left(p_code, 9), p_code) and r.longitude is not null
  order by length(r.code) desc limit 1
$$;

create function app.set_region_path() returns trigger language plpgsql set search_path = '' as $$
begin
  new.path := case when length(new.code) <= 6 then new.name
    else (select r.path from app.regions r where r.code = left(new.code, case length(new.code) when 9 then 6 else 9 end))
         || ' ' || new.name end;
  return new;
end $$;
create trigger regions_10_path before insert or update of name on app.regions
  for each row execute function app.set_region_path();

-- Outlines in WGS-84. `rings` repeats the outer rings in PostgreSQL's own type, for point-in-region tests.
create table app.region_outlines (
  region_code text collate "C" not null,
  outline jsonb not null,
  rings polygon[] not null,
  constraint region_outlines_pkey primary key (region_code),
  constraint region_outlines_region foreign key (region_code) references app.regions (code) on delete cascade
);
comment on table app.region_outlines is 'GeoJSON outline of a region, WGS-84.';

create function app.set_outline_rings() returns trigger language plpgsql set search_path = '' as $$
declare
  v_polygons jsonb := case new.outline ->> 'type'
    when 'Polygon' then jsonb_build_array(new.outline -> 'coordinates') else new.outline -> 'coordinates' end;
begin
  select array_agg(('(' || ring.points || ')')::polygon) into new.rings
  from jsonb_array_elements(v_polygons) as shape (rings)
  cross join lateral (
    select string_agg(format('(%s,%s)', point ->> 0, point ->> 1), ',') as points
    from jsonb_array_elements(shape.rings -> 0) as point
  ) as ring;
  return new;
end $$;
create trigger region_outlines_10_rings before insert or update of outline on app.region_outlines
  for each row execute function app.set_outline_rings();

-- Squares of a fiftieth of a degree, numbered by columns from west to east, in each from south to north.
create function app.map_cell(p_longitude double precision, p_latitude double precision) returns int
language sql immutable set search_path = '' as $$
  select (floor(p_longitude * 50)::int + 9000) * 10000 + floor(p_latitude * 50)::int + 4500
$$;
comment on function app.map_cell is 'Number of the map''s square at a point: column * 10000 + row.';

-- The county of a point, null outside the city. Outlines are simplified, so a point up to about a kilometre
-- (0.01 degree) beside every outline still counts for the nearest.
create function app.county_at(p_longitude double precision, p_latitude double precision) returns text
language sql stable security definer set search_path = '' as $$
  select o.region_code
  from app.region_outlines o join app.regions r on r.code = o.region_code and r.active cross join unnest(o.rings) as ring
  where length(o.region_code) = 6
    -- NaN compares as greater than every number and is refused here with the rest.
    and p_longitude between -180 and 180 and p_latitude between -90 and 90
    and (ring operator(pg_catalog.<->) point(p_longitude, p_latitude)) < 0.01
  order by ring operator(pg_catalog.<->) point(p_longitude, p_latitude), o.region_code
  limit 1
$$;
comment on function app.county_at is 'County code at a WGS-84 point, null when the point lies outside the city.';

alter table app.regions enable row level security;
alter table app.region_outlines enable row level security;
create policy "signed-in people read the region tree" on app.regions for select to authenticated using (true);
create policy "signed-in people read outlines" on app.region_outlines for select to authenticated using (true);
grant select on app.regions to authenticated;
grant select (region_code, outline) on app.region_outlines to authenticated;

create view api.regions with (security_invoker = true) as
  select code, name, level, parent_code, path, longitude, latitude, position_basis, active, successor_code, version,
    population, population_year
  from app.regions;
comment on view api.regions is
  'Regions: code, name, level 1–4, parent, position (WGS-84, may be schematic), residents of a year; codes out of use name their successor.';
create view api.region_outlines with (security_invoker = true) as
  select region_code, outline from app.region_outlines;
comment on view api.region_outlines is 'County outlines as GeoJSON geometry, WGS-84.';
grant select on api.regions, api.region_outlines to authenticated;
