-- The tree of regions: the code in use today, the name of a region, and reading rights.

-- The code in use today for a code of any year; null for an unknown code and for one that ended without a successor.
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

create function app.set_region_path() returns trigger language plpgsql set search_path = '' as $$
begin
  new.path := case when length(new.code) <= 6 then new.name
    else (select r.path from app.regions r where r.code = left(new.code, case length(new.code) when 9 then 6 else 9 end))
         || ' ' || new.name end;
  return new;
end $$;
create trigger regions_10_path before insert or update of name on app.regions
  for each row execute function app.set_region_path();

create policy "signed-in people read the region tree" on app.regions for select to authenticated using (true);

grant select on app.regions to authenticated;

create view api.regions with (security_invoker = true) as
  select code, name, level, parent_code, path, longitude, latitude, position_basis, active, successor_code, version,
    population, population_year
  from app.regions;
comment on view api.regions is
  'Regions: code, name, level 1–4, parent, position (WGS-84, may be schematic), residents in a given year; retired codes name their successor.';

grant select on api.regions to authenticated;
