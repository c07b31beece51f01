-- Number of residents of a region, so that the map can show rates.
-- Residents (常住人口) at the end of a year, from the statistical bulletin of the city. Unknown below the county until an
-- administrator enters it.

create function app.set_population(p_code text, p_version int, p_request uuid, p_population int, p_year int)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('code', p_code, 'version', p_version, 'population', p_population, 'year', p_year);
  v_done jsonb := app.changed_before(p_request, 'set_population', v_args);
  v_region app.regions;
  v_this_year int := extract(year from app.today())::int;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_region := app.open_region(p_code, p_version, true);
  if p_population is null then perform app.refuse('field_required', '{"field": "population"}'); end if;
  if p_year is null then perform app.refuse('field_required', '{"field": "year"}'); end if;
  if p_population not between 1 and 100000000 then
    perform app.refuse('out_of_range', '{"field": "population", "min": 1, "max": 100000000}');
  end if;
  if p_year not between 1949 and v_this_year then
    perform app.refuse('out_of_range', jsonb_build_object('field', 'year', 'min', 1949, 'max', v_this_year));
  end if;
  update app.regions set population = p_population, population_year = p_year, version = version + 1 where code = p_code;
  return next app.as_result(app.write_change('set_population', 'region', p_code, v_region.name, null, p_code,
    jsonb_build_object('from', v_region.population, 'to', p_population, 'year', p_year), p_request, v_args,
    jsonb_build_object('id', p_code, 'version', p_version + 1)));
end $$;
create function api.set_population(code text, expected_version int, request_id uuid, population int, year int)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.set_population(code, expected_version, request_id, population, year) $$;
comment on function api.set_population is
  'Administrator: sets the number of residents of a region at the end of a year; the map''s rates use it.';

grant execute on function app.set_population(text, int, uuid, int, int), api.set_population(text, int, uuid, int, int) to authenticated;
