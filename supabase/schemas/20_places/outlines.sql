-- Outlines of counties, and which county contains a point.

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

-- The county at a point, null outside the city. Outlines are simplified, so a point outside all of them but within
-- about a kilometre (0.01 degree) belongs to the nearest.
create function app.county_at(p_longitude double precision, p_latitude double precision) returns text
language sql stable security definer set search_path = '' as $$
  select o.region_code
  from app.region_outlines o join app.regions r on r.code = o.region_code and r.active cross join unnest(o.rings) as ring
  where length(o.region_code) = 6
    -- NaN compares as greater than every number, so this check rejects it too.
    and p_longitude between -180 and 180 and p_latitude between -90 and 90
    and (ring operator(pg_catalog.<->) point(p_longitude, p_latitude)) < 0.01
  order by ring operator(pg_catalog.<->) point(p_longitude, p_latitude), o.region_code
  limit 1
$$;
comment on function app.county_at is 'County code at a WGS-84 point, null when the point lies outside the city.';

create policy "signed-in people read outlines" on app.region_outlines for select to authenticated using (true);

grant select (region_code, outline) on app.region_outlines to authenticated;

create view api.region_outlines with (security_invoker = true) as
  select region_code, outline from app.region_outlines;
comment on view api.region_outlines is 'County outlines as GeoJSON geometry, WGS-84.';

grant select on api.region_outlines to authenticated;
