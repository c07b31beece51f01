-- Placing cases on the map: the list of unplaced cases, and the verb that places one.

create view api.unplaced_cases with (security_invoker = true) as
  select c.id, c.number, c.version, c.status, c.grade, c.channel, c.type_code, t.name as type_name, t.name_en as type_name_en,
    c.summary, c.place, c.region_code, r.path as region_path, c.city_code, c.county_code, c.town_code, c.village_code,
    c.responsible_organisation_id, responsible.name as responsible_organisation_name, c.lead_organisation_id, c.filed_by,
    c.claimed_longitude, c.claimed_latitude, c.place_problem, c.created_at, c.closed_at, c.due_at, c.due_stage,
    app.light(c.due_at, c.warn_at) as light,
    -- Checked again at reading, so that a region that got a position since is proposed as well.
    (select j.proposals from app.judge_point(c.region_code, coalesce(c.claimed_longitude, 0), coalesce(c.claimed_latitude, 0)) as j) as proposals
  from app.cases c
  left join app.regions r on r.code = c.region_code
  left join app.dispute_types t on t.code = c.type_code
  left join app.organisations responsible on responsible.id = c.responsible_organisation_id
  where c.location_basis = 'none' and c.closed_at is null;
comment on view api.unplaced_cases is
  'Open cases without a position on the map: the position reported, what is wrong with it, proposed fixes. Filter by a level column or lead_organisation_id.';
grant select on api.unplaced_cases to authenticated;

-- Puts an open case on the map, or corrects its position. Without a coordinate pair the middle of its region is used.
-- Another region must lie within the territory of the case's desk: beyond it the case is escalated, not moved.
create function app.place_case(p_case uuid, p_version int, p_request uuid, p_longitude double precision, p_latitude double precision,
  p_region text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'longitude', p_longitude, 'latitude', p_latitude, 'region', p_region);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'place_case', v_args);
  v_before app.cases;
  v_case app.cases;
  v_region app.regions;
  v_verdict api.point_verdict;
  v_middle record;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('place_case', p_case, p_version);
  v_before := v_case;
  if p_region is not null then
    select * into v_region from app.regions where code = app.current_region(p_region);
    if v_region.code is null or v_region.level = 1 then perform app.refuse('unknown_choice', '{"field": "region_code"}'); end if;
    if not coalesce(starts_with(v_region.code, (select o.region_code from app.organisations o where o.id = app.desk_id(p_case))), false) then
      perform app.refuse('outside_scope', '{"field": "region_code"}', '42501');
    end if;
    v_case.region_code := v_region.code;
  end if;
  v_verdict := app.point_verdict(v_case.region_code, p_longitude, p_latitude);
  if v_verdict.problem is not null then perform app.refuse_point(v_verdict, v_case.region_code, p_longitude, p_latitude); end if;
  v_middle := app.middle_of(v_case.region_code);
  if p_longitude is null and v_middle.longitude is null then perform app.refuse('field_required', '{"field": "longitude"}'); end if;
  v_case.longitude := coalesce(p_longitude, v_middle.longitude);
  v_case.latitude := coalesce(p_latitude, v_middle.latitude);
  v_case.location_basis := case when p_longitude is null then 'region' else 'pin' end;
  v_case.claimed_longitude := null;
  v_case.claimed_latitude := null;
  v_case.place_problem := null;
  v_case := app.save_case(v_case);
  if v_case.region_code <> v_before.region_code then
    -- Subscribers of the former region also get a hint, because the case has left their list.
    perform realtime.send(app.hint(1, v_case.id::text, v_case.version), 'case_changed', topic, true)
    from unnest(app.hint_topics(v_before)) as topic where topic <> all (app.hint_topics(v_case));
  end if;
  return next app.finish_verb('place_case', v_case.status, v_case, jsonb_build_object(
    'basis', v_case.location_basis, 'point', app.pair_of(v_case.longitude, v_case.latitude),
    'former_basis', v_before.location_basis, 'former_point', app.pair_of(v_before.longitude, v_before.latitude),
    'claimed', app.pair_of(v_before.claimed_longitude, v_before.claimed_latitude), 'place_problem', v_before.place_problem,
    'region', case when v_case.region_code <> v_before.region_code then (select path from app.regions where code = v_case.region_code) end,
    'former_region', case when v_case.region_code <> v_before.region_code then (select path from app.regions where code = v_before.region_code) end),
    p_request, v_args);
end $$;

create function api.place_case(case_id uuid, expected_version int, request_id uuid, longitude double precision default null,
  latitude double precision default null, region_code text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.place_case(case_id, expected_version, request_id, longitude, latitude, region_code) $$;
comment on function api.place_case is
  'Desk or lead: puts an open case on the map (WGS-84), or without a pair at the middle of its region; region_code moves it within the desk''s territory (else 42501 outside_scope). An invalid pair raises an error with proposals, see judge_point.';

grant execute on function app.place_case(uuid, int, uuid, double precision, double precision, text),
  api.place_case(uuid, int, uuid, double precision, double precision, text)
to authenticated;
