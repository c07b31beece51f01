-- Dispatch suggestions for several cases: each to its best organisation, or all suitable ones to one.
-- It uses the ranking of a single case, once per case, so that both always agree.

create type app.ranked_case as (case_id uuid, fit api.dispatch_suggestion);

create type api.dispatch_fit as (organisation_id uuid, name text, kind text, level smallint, score int, open_cases int,
  capacity int, load_after int, on_duty boolean, longitude double precision, latitude double precision, phone text,
  case_ids uuid[], best_for uuid[], reasons jsonb, mediators jsonb);
comment on type api.dispatch_fit is
  'An organisation for several cases: those it may take (case_ids), those it is best for when the load of the others is counted (best_for), its load if it took all it may, its average score, reasons with parameters, mediators on duty.';

-- Which of several cases the caller cannot dispatch, and why: not readable, of another desk, or not possible now.
create function app.undispatchable(p_cases uuid[]) returns table (id uuid, number text, status text, code text)
language sql stable security definer set search_path = '' as $$
  select x.* from (
    select asked.id, c.number, c.status, case
      when c.id is null or not app.may_read(c) then 'case_not_found'
      when not app.is_actor('desk', c, app.my_post()) then 'refused'
      when not exists (select 1 from app.transitions t where t.verb = 'dispatch_case' and t.who = 'desk' and t.from_status = c.status)
        then 'not_possible_now'
      else app.obstacle('dispatch_case', c) end as code
    from (select distinct unnest(p_cases)) as asked (id) left join app.cases c on c.id = asked.id
  ) x where x.code is not null
$$;

create function app.suggest_dispatch_many(p_cases uuid[]) returns setof api.dispatch_fit
language plpgsql stable security definer set search_path = '' as $$
declare
  v_wrong jsonb;
  v_ranks app.ranked_case[];
  v_case uuid;
  v_best_case uuid[] := '{}';
  v_best_for uuid[] := '{}';
  v_n int;
begin
  if app.my_role() is distinct from 'dispatcher' then perform app.refuse('refused', '{}', '42501'); end if;
  if coalesce(cardinality(p_cases), 0) = 0 then perform app.refuse('field_required', '{"field": "case_ids"}'); end if;
  if array_position(p_cases, null) is not null then perform app.refuse('invalid_value', '{"field": "case_ids"}'); end if;
  if cardinality(p_cases) > 50 then perform app.refuse('too_many_rows', '{"field": "case_ids", "max": 50}'); end if;
  -- For a case that the caller may not read, only its id is returned.
  select jsonb_agg(jsonb_build_object('id', u.id)) into v_wrong from app.undispatchable(p_cases) u where u.code = 'case_not_found';
  if v_wrong is not null then perform app.refuse('case_not_found', jsonb_build_object('cases', v_wrong), 'PT404'); end if;
  select jsonb_agg(to_jsonb(u) order by u.number) into v_wrong from app.undispatchable(p_cases) u;
  if v_wrong is not null then
    perform app.refuse('cases_not_dispatchable', jsonb_build_object('n', jsonb_array_length(v_wrong), 'cases', v_wrong), 'PT409');
  end if;

  select array_agg((c.id, r)::app.ranked_case), count(distinct c.id) into v_ranks, v_n
  from app.cases c cross join lateral app.rank_candidates(c, null) r where c.id = any (p_cases);
  -- The most urgent case chooses first; cases planned for an organisation count as its load for the next.
  for v_case in
    select c.id from app.cases c where c.id = any (p_cases)
    order by array_position(app.grades(), c.grade), c.due_at nulls last, c.id
  loop
    select v_best_for || (r.fit).organisation_id, v_best_case || v_case into v_best_for, v_best_case
    from unnest(v_ranks) r
    cross join lateral (select count(*)::int as given from unnest(v_best_for) b where b = (r.fit).organisation_id) g
    where r.case_id = v_case
    order by (r.fit).score - app.load_points((r.fit).open_cases, (r.fit).capacity)
      + app.load_points((r.fit).open_cases + g.given, (r.fit).capacity) desc,
      (r.fit).distance_km nulls last, (r.fit).name, (r.fit).organisation_id
    limit 1;
  end loop;

  return query
    with fits as (
      select (r.fit).organisation_id, (r.fit).name, (r.fit).kind, (r.fit).level, (r.fit).open_cases, (r.fit).capacity, (r.fit).on_duty,
        (r.fit).longitude, (r.fit).latitude, (r.fit).phone, r.case_id, (r.fit).score, (r.fit).distance_km, (r.fit).staffed,
        (r.fit).returned_before, (r.fit).specialised
      from unnest(v_ranks) r
    ), summed as (
      select f.organisation_id, f.name, f.kind, f.level, f.open_cases, f.capacity, f.on_duty, f.longitude, f.latitude, f.phone,
        round(avg(f.score))::int as score, array_agg(f.case_id order by f.case_id) as case_ids, count(*)::int as n,
        count(*) filter (where f.specialised) as specialised, not bool_and(f.staffed) as unstaffed,
        count(*) filter (where f.returned_before) as returned,
        round(avg(f.distance_km), 1) as km
      from fits f group by f.organisation_id, f.name, f.kind, f.level, f.open_cases, f.capacity, f.on_duty, f.longitude, f.latitude, f.phone
    ), chosen as (
      select s.*, array(select b.case_id from unnest(v_best_case, v_best_for) as b (case_id, organisation_id)
        where b.organisation_id = s.organisation_id) as best_for
      from summed s
    )
    select c.organisation_id, c.name, c.kind, c.level, c.score, c.open_cases, c.capacity, c.open_cases + c.n, c.on_duty,
      c.longitude, c.latitude, c.phone, c.case_ids, c.best_for,
      (select jsonb_agg(reason order by place) from (
        values
          (1, jsonb_build_object('key', 'reason.takes', 'params', jsonb_build_object('n', c.n, 'of', v_n))),
          (2, case when cardinality(c.best_for) > 0 then jsonb_build_object('key', 'reason.best_for', 'params',
                jsonb_build_object('n', cardinality(c.best_for))) end),
          (3, jsonb_build_object('key', case when c.open_cases + c.n > c.capacity then 'reason.over_after' else 'reason.load_after' end,
                'params', jsonb_build_object('open', c.open_cases + c.n, 'capacity', c.capacity))),
          (4, case when c.specialised > 0 then jsonb_build_object('key', 'reason.handles_types', 'params',
                jsonb_build_object('n', c.specialised)) end),
          (5, case when c.km is not null then jsonb_build_object('key', 'reason.near_average', 'params', jsonb_build_object('km', c.km)) end),
          (6, case when c.unstaffed then jsonb_build_object('key', 'reason.no_mediator') end),
          (7, case when c.returned > 0 then jsonb_build_object('key', 'reason.returned_some', 'params', jsonb_build_object('n', c.returned)) end),
          (8, case when c.on_duty = false then jsonb_build_object('key', 'reason.off_duty') end)
        ) as given (place, reason) where reason is not null),
      app.mediators_on_duty(c.organisation_id)
    from chosen c
    order by c.n desc, cardinality(c.best_for) desc, c.score desc, c.name, c.organisation_id
    limit 100;
end $$;

create function api.suggest_dispatch_many(case_ids uuid[]) returns setof api.dispatch_fit
language sql stable security invoker set search_path = '' as $$ select * from app.suggest_dispatch_many(case_ids) $$;
comment on function api.suggest_dispatch_many is
  'Organisations that may take some of at most fifty cases, with which, and which are best there. Dispatchers only (42501); 404 case_not_found and 409 cases_not_dispatchable list the cases and reasons.';
grant execute on function app.suggest_dispatch_many(uuid[]), api.suggest_dispatch_many(uuid[]) to authenticated;
