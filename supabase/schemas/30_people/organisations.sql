-- The directory of organisations: reading rights, and the desk responsible for a region.

-- The desk responsible for a region: the dispatch centre of the nearest county or city above it.
create function app.desk_of(p_region text) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select o.id from app.organisations o
  where o.kind = 'dispatch_centre' and o.active and o.region_code in (left(p_region, 6), left(p_region, 4))
  order by length(o.region_code) desc, o.created_at, o.id
  limit 1);
end $$;
comment on function app.desk_of is 'Dispatch centre responsible for a region: county first, then city.';

create policy "signed-in people read categories" on app.organisation_categories for select to authenticated using (true);
create policy "posts read the directory of organisations" on app.organisations for select to authenticated
  using ((select app.my_role()) is not null);
create policy "posts read regions served" on app.organisation_regions for select to authenticated
  using ((select app.my_role()) is not null);
create policy "posts read types handled" on app.organisation_types for select to authenticated
  using ((select app.my_role()) is not null);
create policy "posts read open cases of organisations" on app.organisation_loads for select to authenticated
  using ((select app.my_role()) is not null);

grant select on app.organisation_categories, app.organisations, app.organisation_regions, app.organisation_types,
  app.organisation_loads to authenticated;

create view api.organisations with (security_invoker = true) as
  select o.id, o.name, o.short_name, o.kind, o.level, o.region_code, r.path as region_path, o.territorial,
    o.parent_id, parent.name as parent_name, o.category, o.phone, o.contact_name, o.contact_phone, o.address, o.longitude, o.latitude, o.capacity,
    coalesce(l.open_cases, 0) as open_cases, o.duty_hours,
    array(select t.type_code from app.organisation_types t where t.organisation_id = o.id order by 1) as type_codes,
    array(select s.region_code from app.organisation_regions s where s.organisation_id = o.id order by 1) as region_codes,
    o.active, o.version
  from app.organisations o
  left join app.regions r on r.code = o.region_code
  left join app.organisations parent on parent.id = o.parent_id
  left join app.organisation_loads l on l.organisation_id = o.id;
comment on view api.organisations is 'Directory of organisations with region, types handled, capacity and open cases.';

create view api.organisation_categories with (security_invoker = true) as
  select code, kind, name, name_en, sort from app.organisation_categories;
comment on view api.organisation_categories is 'Categories of mediation rooms, professional committees and departments.';

grant select on api.organisations, api.organisation_categories to authenticated;
