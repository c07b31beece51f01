-- The verbs that the caller may use on a case now.

create function app.available_actions(p_case uuid) returns setof text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('case_not_found', '{}', 'PT404');
  end if;
  return query
    with mine as materialized (
      -- The caller's relation to the case is checked once per kind of actor, not once per verb.
      select w.who from (select distinct t.who from app.transitions t where t.from_status = v_case.status) w
      where app.is_actor(w.who, v_case, v_me)
    ), possible as (
      select t.verb, min(t.sort) as sort from app.transitions t join mine using (who)
      where t.from_status = v_case.status group by t.verb
    )
    select p.verb from possible p where app.obstacle(p.verb, v_case) is null order by p.sort, p.verb;
end $$;

create function api.available_actions(case_id uuid) returns table (verb text)
language sql stable security invoker set search_path = '' as $$ select app.available_actions(case_id) $$;
comment on function api.available_actions is 'Verbs that the caller may use on a case now, in order of usual use. 404 case_not_found.';
grant execute on function app.available_actions(uuid), api.available_actions(uuid) to authenticated;

-- A list of cases asks once for all of them; a case that is out of sight has no actions and spoils nothing for the others.
create function app.available_actions_many(p_cases uuid[]) returns table (case_id uuid, verb text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if app.my_role() is null then perform app.refuse('refused', '{}', '42501'); end if;
  if coalesce(cardinality(p_cases), 0) = 0 then perform app.refuse('field_required', '{"field": "case_ids"}'); end if;
  if array_position(p_cases, null) is not null then perform app.refuse('invalid_value', '{"field": "case_ids"}'); end if;
  if cardinality(p_cases) > 200 then perform app.refuse('too_many_rows', '{"field": "case_ids", "max": 200}'); end if;
  return query
    select c.id, a.verb from app.cases c cross join lateral app.available_actions(c.id) with ordinality as a (verb, rank)
    where c.id = any (p_cases) and app.may_read(c) order by c.id, a.rank;
end $$;

create function api.available_actions_many(case_ids uuid[]) returns table (case_id uuid, verb text)
language sql stable security invoker set search_path = '' as $$ select * from app.available_actions_many(case_ids) $$;
comment on function api.available_actions_many is
  'Verbs that the caller may use now on each of up to 200 cases, most usual first; a case out of sight has none.';
grant execute on function app.available_actions_many(uuid[]), api.available_actions_many(uuid[]) to authenticated;
