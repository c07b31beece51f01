-- The public directory of mediation rooms and centres.

create type api.public_room as (id uuid, name text, kind text, category text, category_en text, address text, phone text, duty_hours text,
  open_now boolean, longitude double precision, latitude double precision, distance_km numeric, region_path text, type_codes text[]);
comment on type api.public_room is 'A place of mediation as the public sees it, without its people. type_codes empty: every type.';

-- Twenty places a page: nearest first if a position is given, else those of the region before those of the regions
-- above. Departments are excluded, because the public cannot visit them.
create function app.public_rooms(p_region text, p_type text, p_longitude double precision, p_latitude double precision, p_page int)
returns setof api.public_room language plpgsql stable security definer set search_path = '' as $$
declare
  v_near boolean := p_longitude is not null and p_latitude is not null;
begin
  if p_longitude is not null and p_longitude not between -180 and 180 then perform app.refuse('out_of_range', '{"field": "longitude", "min": -180, "max": 180}'); end if;
  if p_latitude is not null and p_latitude not between -90 and 90 then perform app.refuse('out_of_range', '{"field": "latitude", "min": -90, "max": 90}'); end if;
  if p_region !~ '^[0-9]{4,12}$' then perform app.refuse('unknown_choice', '{"field": "region_code"}'); end if;
  if p_type <> '' then perform app.check_type(p_type); end if;
  if coalesce(p_page, 1) not between 1 and 500 then perform app.refuse('out_of_range', '{"field": "page", "min": 1, "max": 500}'); end if;
  return query
    select o.id, o.name, o.kind, k.name, k.name_en, o.address, o.phone, o.duty_hours, app.on_duty(o.duty_hours, now()), o.longitude, o.latitude,
      round(app.distance_km(p_longitude, p_latitude, o.longitude, o.latitude)::numeric, 1), r.path,
      array(select t.type_code from app.organisation_types t where t.organisation_id = o.id order by 1)
    from app.organisations o
    join app.regions r on r.code = o.region_code
    left join app.organisation_categories k on k.code = o.category
    where o.active and o.kind <> 'department'
      and (p_region is null or starts_with(o.region_code, p_region) or starts_with(p_region, o.region_code)
        or exists (select 1 from app.organisation_regions s where s.organisation_id = o.id
                   and (starts_with(s.region_code, p_region) or starts_with(p_region, s.region_code))))
      and (coalesce(p_type, '') = '' or exists (select 1 from app.organisation_types t where t.organisation_id = o.id and t.type_code = left(p_type, 2))
        or not exists (select 1 from app.organisation_types t where t.organisation_id = o.id))
    order by case when v_near then coalesce(app.distance_km(p_longitude, p_latitude, o.longitude, o.latitude), 1e9) end,
      length(o.region_code) < length(p_region),
      -- A place that specialises in the type ranks above one that takes every type.
      case when coalesce(p_type, '') <> '' then not exists (select 1 from app.organisation_types t where t.organisation_id = o.id) end,
      o.level, o.region_code, o.name, o.id
    limit 20 offset (coalesce(p_page, 1) - 1) * 20;
end $$;
create function api.public_rooms(region_code text default null, type_code text default null, longitude double precision default null,
  latitude double precision default null, page int default 1)
returns setof api.public_room language sql stable security invoker set search_path = '' as $$
  select * from app.public_rooms(region_code, type_code, longitude, latitude, page) $$;
comment on function api.public_rooms is 'Anybody: places of mediation in use, twenty a page, by region, type and shared_level.';
grant execute on function app.public_rooms(text, text, double precision, double precision, int),
  api.public_rooms(text, text, double precision, double precision, int) to anon, authenticated;
