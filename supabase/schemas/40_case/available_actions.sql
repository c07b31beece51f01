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
