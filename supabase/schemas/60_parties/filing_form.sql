-- What the public form needs before anything is filed: regions, outlines, and the county of a point.

create function app.filing_form() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'consent', (select jsonb_build_object('version', c.version, 'texts', c.texts) from app.consent_in_force() c),
    'types', (select jsonb_agg(jsonb_build_object('code', t.code, 'parent_code', t.parent_code, 'name', t.name,
                'name_en', t.name_en, 'hint', t.hint) order by t.sort, t.code) from app.dispute_types t where t.active),
    'regions', (select jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name, 'level', r.level,
                  'longitude', r.longitude, 'latitude', r.latitude) order by r.code) from app.regions r where r.level <= 2 and r.active))
$$;
create function api.filing_form() returns jsonb
language sql stable security invoker set search_path = '' as $$ select app.filing_form() $$;
comment on function api.filing_form is
  'Anybody: what the public form needs at its start: the consent text in force with its version, types, regions of levels 1 and 2.';

create type api.public_region as (code text, name text, level smallint, longitude double precision, latitude double precision);
comment on type api.public_region is 'A region as the public form shows it; WGS-84 position, may be schematic.';

create function app.public_regions(p_parent text) returns setof api.public_region
language sql stable security definer set search_path = '' as $$
  select code, name, level, longitude, latitude from app.regions where parent_code = p_parent and active order by code
$$;
create function api.public_regions(parent_code text) returns setof api.public_region
language sql stable security invoker set search_path = '' as $$ select * from app.public_regions(parent_code) $$;
comment on function api.public_regions is 'Anybody: the regions one level below a region.';

create function app.public_outlines() returns table (region_code text, name text, outline jsonb)
language sql stable security definer set search_path = '' as $$
  select o.region_code, r.name, o.outline from app.region_outlines o join app.regions r on r.code = o.region_code and r.active order by 1
$$;
create function api.public_outlines() returns table (region_code text, name text, outline jsonb)
language sql stable security invoker set search_path = '' as $$ select * from app.public_outlines() $$;
comment on function api.public_outlines is 'Anybody: county outlines as GeoJSON geometry, WGS-84.';

create function app.locate(p_longitude double precision, p_latitude double precision) returns table (code text, name text)
language sql stable security definer set search_path = '' as $$
  select r.code, r.name from app.regions r where r.code = app.county_at(p_longitude, p_latitude)
$$;
create function api.locate(longitude double precision, latitude double precision) returns table (code text, name text)
language sql stable security invoker set search_path = '' as $$ select * from app.locate(longitude, latitude) $$;
comment on function api.locate is 'Anybody: the county at a WGS-84 point, no row outside the city.';

grant execute on function app.filing_form(), api.filing_form(), app.public_regions(text), api.public_regions(text),
  app.public_outlines(), api.public_outlines(), app.locate(double precision, double precision),
  api.locate(double precision, double precision) to anon, authenticated;
