-- Which organisation should take a case: territorial first, else by profession (属地管理、谁主管谁负责).

-- Organisations that may take a case: in use, not a dispatch centre, handling the type, serving the place. A case known
-- only to its county may also go to a township of it. `shared_level` is the level that they share with the case's
-- region.
create function app.candidates(p_case app.cases) returns table (organisation_id uuid, shared_level int, specialised boolean)
language sql stable security definer set search_path = '' as $$
  select o.id,
    max(case when starts_with(p_case.region_code, s.region_code) then
          case length(s.region_code) when 4 then 1 when 6 then 2 when 9 then 3 else 4 end else 2 end),
    bool_or(t.organisation_id is not null)
  from app.organisation_regions s
  join app.organisations o on o.id = s.organisation_id and o.active and o.kind <> 'dispatch_centre'
  left join app.dispute_types d on d.code = p_case.type_code
  left join app.organisation_types t on t.organisation_id = o.id and t.type_code in (d.code, d.parent_code)
  where (s.region_code = any (array[left(p_case.region_code, 4), left(p_case.region_code, 6),
           left(p_case.region_code, 9), left(p_case.region_code, 12)])
         or (length(p_case.region_code) = 6 and length(s.region_code) = 9
             and s.region_code between p_case.region_code and p_case.region_code || '~'))
    and (t.organisation_id is not null
         or not exists (select 1 from app.organisation_types any_type where any_type.organisation_id = o.id))
  group by o.id
$$;
comment on function app.candidates is 'Organisations that may take a case, with the shared level and whether they specialise in the type.';

create type api.dispatch_suggestion as (organisation_id uuid, name text, kind text, level smallint, score int,
  open_cases int, capacity int, distance_km numeric, longitude double precision, latitude double precision, phone text,
  reasons jsonb, on_duty boolean, mediators jsonb, staffed boolean, returned_before boolean,
  specialised boolean);
comment on type api.dispatch_suggestion is
  'A ranked organisation; reasons are text keys (reason.…) with parameters; on_duty by its written duty hours, null when unknown; at most three mediators who are not on leave, the least busy first: name, open_cases, grade; staffed: it has a mediator in office; returned_before: it returned this case; specialised: it handles the type by name.';

-- Whether an organisation is on duty by its written hours, "工作日 8:00–12:00，14:30–17:30"; null when they are missing or
-- cannot be parsed. Without "工作日" every day counts; "24小时" is always.
create function app.on_duty(p_hours text, p_at timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select case
    when p_hours ~ '24 ?小时|全天' then true
    when p_hours !~ '[0-9]{1,2}[:：][0-9]{2} ?[–—~-] ?[0-9]{1,2}[:：][0-9]{2}' then null
    when p_hours ~ '工作日' and not app.is_workday((p_at at time zone 'Asia/Shanghai')::date) then false
    else exists (
      select 1 from regexp_matches(p_hours, '([0-9]{1,2})[:：]([0-9]{2}) ?[–—~-] ?([0-9]{1,2})[:：]([0-9]{2})', 'g') as m
      where extract(hour from p_at at time zone 'Asia/Shanghai') * 60 + extract(minute from p_at at time zone 'Asia/Shanghai')
        between m[1]::int * 60 + m[2]::int and m[3]::int * 60 + m[4]::int)
  end
$$;

-- The share of the score that depends on an organisation's load.
create function app.load_points(p_open int, p_capacity int) returns int
language sql immutable set search_path = '' as $$
  select case when p_open >= p_capacity then -30 else round(20.0 * (p_capacity - p_open) / p_capacity)::int end
$$;

-- Mediators with a current post who are not on leave, the least busy first.
create function app.mediators_on_duty(p_organisation uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', name, 'open_cases', open_cases, 'grade', grade) order by open_cases, name, id), '[]')
  from (
    select s.id, s.name, coalesce(m.grade, 'none') as grade,
      (select count(*)::int from (select 1 from app.cases c where c.mediator_id = s.id and c.closed_at is null limit 1000) n) as open_cases
    from app.posts p
    join app.staff s on s.id = p.staff_id and s.active
    left join app.mediator_profiles m on m.staff_id = s.id
    where p.organisation_id = p_organisation and p.role = 'mediator' and app.is_current(p.valid_from, p.valid_to)
      and (app.leave_of(s.id, p_organisation, 'mediator')).id is null
    order by open_cases, s.name, s.id limit 3
  ) least_busy
$$;

-- Scores: a closer shared level and specialisation add points; load, distance, missing staff and an earlier return
-- subtract. A specialised committee of the county ranks above a general one of the village.
create function app.rank_candidates(p_case app.cases, p_most int default 20) returns setof api.dispatch_suggestion
language sql stable security definer set search_path = '' as $$
  with facts as (
    select o.*, c.shared_level, c.specialised, coalesce(l.open_cases, 0) as load,
      app.distance_km(p_case.longitude, p_case.latitude, o.longitude, o.latitude) as km,
      exists (select 1 from app.posts p where p.organisation_id = o.id and p.role = 'mediator'
              and app.is_current(p.valid_from, p.valid_to)) as staffed,
      exists (select 1 from app.case_participants p where p.case_id = p_case.id and p.organisation_id = o.id
              and p.part = 'former_lead') as returned,
      coalesce(h.settled, 0) as settled, coalesce(h.settled + h.not_settled, 0) as tried,
      -- Being off duty now matters only when the deadline counts in hours.
      app.on_duty(o.duty_hours, now()) as duty,
      p_case.grade = 'red' and app.on_duty(o.duty_hours, now()) = false as away
    from app.candidates(p_case) c
    join app.organisations o on o.id = c.organisation_id
    left join app.organisation_loads l on l.organisation_id = o.id
    left join app.dispute_types t on t.code = p_case.type_code
    left join app.organisation_records h on h.organisation_id = o.id and h.type_code = coalesce(t.parent_code, t.code)
  ), scored as (
    select f.*, (case f.shared_level when 4 then 40 when 3 then 35 when 2 then 25 else 10 end
      + case when f.specialised then 40 else 0 end
      + app.load_points(f.load, f.capacity)
      - coalesce(round(least(f.km, 60) / 3), 10)
      - case when f.staffed then 0 else 50 end
      - case when f.returned then 60 else 0 end
      -- Past success with the type, weighted low while there are few cases: from -10 to 10.
      + round(20.0 * (f.settled + 4) / (f.tried + 5) - 16 + case when f.tried = 0 then 0 else 6 end * least(f.tried, 10) / 10.0)
      - case when f.away then 15 else 0 end)::int as score
    from facts f
  )
  select s.id, s.name, s.kind, s.level, s.score, s.load, s.capacity, round(s.km::numeric, 1), s.longitude, s.latitude, s.phone,
    (select jsonb_agg(reason order by place) from (
      values
        (1, jsonb_build_object('key', (array['reason.same_city', 'reason.same_county', 'reason.same_town', 'reason.same_village'])[s.shared_level])),
        (2, case when s.specialised then jsonb_build_object('key', 'reason.handles_type', 'params',
              jsonb_build_object('type', (select d.name from app.dispute_types d where d.code = p_case.type_code)))
            else jsonb_build_object('key', 'reason.handles_all') end),
        (3, jsonb_build_object('key', case when s.load >= s.capacity then 'reason.full'
              when s.load * 2 >= s.capacity then 'reason.busy' else 'reason.free' end,
              'params', jsonb_build_object('open', s.load, 'capacity', s.capacity))),
        (4, case when s.km is not null then jsonb_build_object('key', 'reason.near', 'params',
              jsonb_build_object('km', round(s.km::numeric, 1))) end),
        (5, case when not s.staffed then jsonb_build_object('key', 'reason.no_mediator') end),
        (6, case when s.returned then jsonb_build_object('key', 'reason.returned_before') end),
        (7, case when s.tried >= 5 then jsonb_build_object('key', 'reason.success', 'params',
              jsonb_build_object('rate', round(100.0 * s.settled / s.tried), 'n', s.tried)) end),
        (8, case when s.away then jsonb_build_object('key', 'reason.off_duty') end)
      ) as given (place, reason) where reason is not null),
    s.duty, null::jsonb, s.staffed, s.returned, s.specialised
  from scored s
  order by s.score desc, s.km nulls last, s.name, s.id
  limit p_most
$$;

create function app.suggest_dispatch(p_case uuid) returns setof api.dispatch_suggestion
language plpgsql stable security definer set search_path = '' as $$
declare
  v_case app.cases;
  v_one api.dispatch_suggestion;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('case_not_found', '{}', 'PT404');
  end if;
  if app.my_role() <> 'dispatcher' then perform app.refuse('refused', '{}', '42501'); end if;
  for v_one in select * from app.rank_candidates(v_case) loop
    v_one.mediators := app.mediators_on_duty(v_one.organisation_id);
    return next v_one;
  end loop;
end $$;

create function api.suggest_dispatch(case_id uuid) returns setof api.dispatch_suggestion
language sql stable security invoker set search_path = '' as $$ select * from app.suggest_dispatch(case_id) $$;
comment on function api.suggest_dispatch is
  'At most twenty organisations that may take a case, best first, with reasons and mediators on duty. Dispatchers only (42501); 404 case_not_found.';

grant execute on function app.suggest_dispatch(uuid), api.suggest_dispatch(uuid) to authenticated;
