-- Who may do what with a case, as data.
-- One table of transitions drives the verbs, the available actions and the rights. The console shows what
-- api.available_actions returns and contains no rule of its own.

create function app.may_read(p_case app.cases) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(starts_with(p_case.region_code, app.my_scope()), false)
    or coalesce(app.my_organisation() = any (p_case.participant_organisation_ids), false)
    or coalesce(p_case.filed_by = auth.uid() and app.my_role() is not null, false)
$$;
comment on function app.may_read is 'The read policy of app.cases for one row, for functions that bypass row-level security.';

-- Whether the acting post is the kind of actor that a transition asks for.
create function app.is_actor(p_who text, p_case app.cases, p_me app.posts) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(case p_who
    when 'desk' then p_me.role = 'dispatcher' and exists (
      select 1 from app.case_participants p
      where p.case_id = p_case.id and p.organisation_id = p_me.organisation_id and p.part = 'desk' and p.until is null)
    when 'lead' then p_me.role in ('dispatcher', 'mediator') and p_me.organisation_id = p_case.lead_organisation_id
    when 'lead_desk' then p_me.role = 'dispatcher' and p_me.organisation_id = p_case.lead_organisation_id
    -- The deputy acts for the mediator during leave.
    when 'mediator' then p_me.role = 'mediator' and p_me.organisation_id = p_case.lead_organisation_id
      and (p_me.staff_id = p_case.mediator_id or p_me.staff_id =
        (app.leave_of(p_case.mediator_id, p_case.lead_organisation_id, 'mediator')).deputy_id)
    when 'co_handler' then p_me.role in ('dispatcher', 'mediator') and exists (
      select 1 from app.case_participants p
      where p.case_id = p_case.id and p.organisation_id = p_me.organisation_id and p.part = 'co_handler' and p.until is null)
    when 'above' then p_me.role in ('leader', 'dispatcher') and exists (
      select 1 from app.organisations o join app.organisations r on r.id = p_case.responsible_organisation_id
      where o.id = p_me.organisation_id and o.territorial and starts_with(p_case.region_code, o.region_code) and o.id <> r.id
        and (p_me.role = 'leader' or o.level < r.level or not r.territorial))
  end, false)
$$;

-- The dispatch centre one level above another one, and the one below that serves a place; null when there is none.
create function app.desk_above(p_desk uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select up.id from app.organisations o
  join app.organisations up on up.kind = 'dispatch_centre' and up.active and length(up.region_code) < length(o.region_code)
    and starts_with(o.region_code, up.region_code)
  where o.id = p_desk order by length(up.region_code) desc limit 1
$$;
create function app.desk_below(p_desk uuid, p_region text) returns uuid
language sql stable security definer set search_path = '' as $$
  select down.id from app.organisations o
  join app.organisations down on down.kind = 'dispatch_centre' and down.active and length(down.region_code) > length(o.region_code)
    and starts_with(down.region_code, o.region_code) and starts_with(p_region, down.region_code)
  where o.id = p_desk
    -- Only a dispatch centre with an active dispatcher can take the case.
    and exists (select 1 from app.posts p join app.staff s on s.id = p.staff_id and s.active
                where p.organisation_id = down.id and p.role = 'dispatcher' and app.is_current(p.valid_from, p.valid_to))
  order by length(down.region_code) limit 1
$$;
create function app.desk_id(p_case uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select organisation_id from app.case_participants where case_id = p_case and part = 'desk' and until is null limit 1
$$;
