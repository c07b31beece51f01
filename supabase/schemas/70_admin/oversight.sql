-- Oversight: the region tree with counts, who can see a case and why, and the results of an organisation.

create type api.region_node as (code text, name text, level smallint, active boolean, version int, children int,
  organisations int, people int, longitude double precision, latitude double precision, successor_code text, can_change boolean);
comment on type api.region_node is
  'A region of the tree: number of regions directly below, of organisations and people in its whole subtree; can_change for its administrator.';

-- One level of the tree. Counts come from index ranges over a few thousand organisations, never from cases. People are
-- counted only for callers who may read them.
create function app.region_tree(p_parent text, p_retired boolean) returns setof api.region_node
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_scope text := app.my_scope();
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  return query
    select r.code, r.name, r.level, r.active, r.version,
      (select count(*)::int from app.regions c where c.parent_code = r.code and c.active),
      (select count(*)::int from app.organisations o where o.region_code between r.code and r.code || '~' and o.active),
      case when v_me.role in ('administrator', 'leader') and starts_with(r.code, v_scope) then
        (select count(distinct p.staff_id)::int from app.organisations o join app.posts p on p.organisation_id = o.id
           and app.is_current(p.valid_from, p.valid_to)
         where o.region_code between r.code and r.code || '~' and o.active) end,
      r.longitude, r.latitude, r.successor_code,
      app.administers_region(r.code)
    from app.regions r
    where r.parent_code is not distinct from nullif(p_parent, '') and (r.active or p_retired)
    order by r.code;
end $$;
create function api.region_tree(parent_code text default null, with_retired boolean default false)
returns setof api.region_node language sql stable security invoker set search_path = '' as $$
  select * from app.region_tree(parent_code, with_retired) $$;
comment on function api.region_tree is
  'Any staff member: the regions one level below a region (without a region: the cities) with their counts.';

create type api.viewer as (staff_id uuid, name text, role text, organisation_name text, organisation_level smallint, reason text,
  reason_region text, opens_data boolean, acts boolean);
comment on type api.viewer is
  'A person who can see a case: reason territory (of reason_region), desk, lead, former_lead, mediator, deputy or filed; opens_data: may unmask parties; acts: may use verbs now.';

-- Who can see a case and why: the read policy of app.cases, evaluated for each current post. Only for those who may
-- read the case.
create function app.who_sees(p_case uuid) returns setof api.viewer
language plpgsql stable security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('case_not_found', '{}', 'PT404'); end if;
  if app.my_role() = 'reporter' then perform app.refuse('refused', '{}', '42501'); end if;
  return query
    with near as (
      select o.*, part.part from app.organisations o
      left join lateral (
        select p.part from app.case_participants p where p.case_id = v_case.id and p.organisation_id = o.id
        order by p.until is not null, p.part limit 1) part on true
      where o.active and (
        o.id = any (v_case.participant_organisation_ids)
        or o.territorial and o.region_code in (v_case.city_code, v_case.county_code, v_case.town_code, v_case.village_code))
    ), seeing as (
      select p as post, o.name as organisation_name, o.level, o.region_code, case
          when p.role = 'mediator' and p.staff_id = v_case.mediator_id and o.id = v_case.lead_organisation_id then 'mediator'
          when p.role = 'mediator' and o.id = v_case.lead_organisation_id
            and p.staff_id = (app.leave_of(v_case.mediator_id, o.id, 'mediator')).deputy_id then 'deputy'
          when o.part is not null then o.part
          else 'territory' end as why
      from near o join app.posts p on p.organisation_id = o.id and p.role <> 'reporter' and app.is_current(p.valid_from, p.valid_to)
      union all
      select p, o.name, o.level, o.region_code, 'filed'
      from app.posts p join app.organisations o on o.id = p.organisation_id and o.active
      where p.staff_id = v_case.filed_by and app.is_current(p.valid_from, p.valid_to)
        and (p.role = 'reporter' or not exists (select 1 from near n where n.id = o.id))
    )
    select s.id, s.name, (x.post).role, x.organisation_name, x.level, x.why,
      case x.why when 'territory' then (select r.name from app.regions r where r.code = x.region_code) end,
      app.is_actor('desk', v_case, x.post) or app.is_actor('mediator', v_case, x.post)
        or v_case.mediator_id is null and app.is_actor('lead', v_case, x.post),
      exists (select 1 from app.transitions t where t.from_status = v_case.status and app.is_actor(t.who, v_case, x.post))
    from seeing x join app.staff s on s.id = (x.post).staff_id and s.active
    order by array_position(array['mediator', 'deputy', 'lead', 'desk', 'filed', 'former_lead', 'territory'], x.why), x.level desc,
      x.organisation_name, s.name, s.id, (x.post).role
    limit 500;
end $$;
create function api.who_sees(case_id uuid) returns setof api.viewer
language sql stable security invoker set search_path = '' as $$ select * from app.who_sees(case_id) $$;
comment on function api.who_sees is 'Readers of a case: who else may read it, and why; at most 500. 404 case_not_found.';

create type api.organisation_result as (open_cases int, overdue int, closed int, settled int, not_settled int, answered int,
  returned int, since date);
comment on type api.organisation_result is 'Cases led by an organisation: open and overdue now; closed within the last twelve months, by outcome. Counts stop at 10,000.';

-- For the organisation's own people and for leaders and administrators of a territory above it.
create function app.organisation_results(p_organisation uuid) returns setof api.organisation_result
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_since date := app.today() - 365;
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if not exists (select 1 from app.organisations where id = p_organisation) then
    perform app.refuse('organisation_not_found', '{"field": "organisation_id"}', 'PT404');
  end if;
  if not coalesce(p_organisation = app.my_organisation() or v_me.role in ('leader', 'administrator', 'dispatcher')
      and starts_with((select region_code from app.organisations where id = p_organisation), app.my_scope()), false) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  return query
    select
      (select count(*)::int from (select 1 from app.cases c where c.lead_organisation_id = p_organisation and c.closed_at is null limit 10000) n),
      (select count(*)::int from (select 1 from app.cases c where c.lead_organisation_id = p_organisation and c.closed_at is null
         and c.due_at < now() limit 10000) n),
      count(*)::int, (count(*) filter (where outcome like 'agreed%'))::int, (count(*) filter (where outcome = 'not_settled'))::int,
      (count(*) filter (where outcome = 'answered'))::int, (count(*) filter (where return_count > 0))::int, v_since
    from (select c.outcome, c.return_count from app.cases c
          where c.lead_organisation_id = p_organisation and c.status = 'closed' and c.created_at >= v_since
          order by c.created_at desc limit 10000) closed;
end $$;
create function api.organisation_results(organisation_id uuid) returns setof api.organisation_result
language sql stable security invoker set search_path = '' as $$ select * from app.organisation_results(organisation_id) $$;
comment on function api.organisation_results is 'Open cases of an organisation, and the results of the cases filed within twelve months.';

grant execute on function
  app.region_tree(text, boolean), api.region_tree(text, boolean), app.who_sees(uuid), api.who_sees(uuid),
  app.organisation_results(uuid), api.organisation_results(uuid)
to authenticated;
