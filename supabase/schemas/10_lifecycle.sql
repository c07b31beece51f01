-- Chapter 10 · The life of a case: who may do what at which stage, as data
-- One table of transitions drives the verbs, the possible actions and the rights. The console shows what
-- api.available_actions says and knows no rule of its own.

create table app.transitions (
  from_status text,
  verb text not null,
  to_status text not null,
  -- Who: public (no account) · filer (staff entering a dispute) · desk (dispatcher of the case's desk) · lead (dispatcher
  -- or mediator of the lead organisation) · lead_desk (its dispatcher) · mediator (the case's own mediator, or the deputy)
  -- · co_handler (dispatcher or mediator of an organisation called in) · above (leader or dispatcher of a territory
  -- above the organisation that answers) · system (the minute's tick).
  who text not null,
  sort smallint not null,
  constraint transitions_unique unique nulls not distinct (from_status, verb, to_status, who),
  constraint transitions_who check (who in ('public', 'filer', 'desk', 'lead', 'lead_desk', 'mediator', 'co_handler', 'above', 'system'))
);
comment on table app.transitions is 'The state machine: stage before, verb, stage after, who. No stage before means filing.';
alter table app.transitions enable row level security;

create function app.may_read(p_case app.cases) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(starts_with(p_case.region_code, app.my_scope()), false)
    or coalesce(app.my_organisation() = any (p_case.participant_organisation_ids), false)
    or coalesce(p_case.filed_by = auth.uid() and app.my_role() is not null, false)
$$;
comment on function app.may_read is 'The reading rule of app.cases for one row, for functions that read past row-level security.';

-- Whether the acting post is the "who" of a transition for a case.
create function app.is_actor(p_who text, p_case app.cases, p_me app.posts) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(case p_who
    when 'desk' then p_me.role = 'dispatcher' and exists (
      select 1 from app.case_participants p
      where p.case_id = p_case.id and p.organisation_id = p_me.organisation_id and p.part = 'desk' and p.until is null)
    when 'lead' then p_me.role in ('dispatcher', 'mediator') and p_me.organisation_id = p_case.lead_organisation_id
    when 'lead_desk' then p_me.role = 'dispatcher' and p_me.organisation_id = p_case.lead_organisation_id
    -- Or the deputy while the mediator is on leave.
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

-- The desk one level above a desk, and the one below that serves a place; null when there is none.
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
    -- Somebody must be there to take it.
    and exists (select 1 from app.posts p join app.staff s on s.id = p.staff_id and s.active
                where p.organisation_id = down.id and p.role = 'dispatcher' and app.is_current(p.valid_from, p.valid_to))
  order by length(down.region_code) limit 1
$$;
create function app.desk_id(p_case uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select organisation_id from app.case_participants where case_id = p_case and part = 'desk' and until is null limit 1
$$;

-- How long a dispatcher may take a dispatch back.
create function app.undo_grace() returns interval
language sql stable security definer set search_path = '' as $$
  select make_interval(mins => (app.setting('undo_dispatch_minutes'))::int)
$$;

-- Why a verb that the stage knows is not possible for a case now: a code, or null when nothing stands against it. The one
-- place for it: possible actions and refusals both ask here.
create function app.obstacle(p_verb text, p_case app.cases) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_suspended boolean := 'suspended' = any (p_case.flags);
  v_desk uuid;
  v_last app.case_events;
begin
  if p_case.erased_at is not null then return 'erased'; end if;
  if v_suspended and p_verb in ('log_session', 'conclude_case', 'request_extension', 'assign_mediator', 'return_case', 'transfer_case',
      'recuse_mediator', 'close_case', 'suspend_case') then
    return 'suspended_now';
  end if;
  case p_verb
    when 'return_case' then
      if p_case.return_count >= 2 then return 'returned_twice'; end if;
    when 'undo_dispatch' then
      select * into v_last from app.case_events where case_id = p_case.id order by seq desc limit 1;
      if v_last.verb <> 'dispatch_case' then return 'dispatch_moved_on'; end if;
      if v_last.actor_id is distinct from auth.uid() then return 'dispatched_by_other'; end if;
      if v_last.at <= now() - app.undo_grace() then return 'undo_too_late'; end if;
    when 'request_info' then
      if p_case.missing_items is not null then return 'asked_before'; end if;
    when 'resume_case' then
      if not v_suspended then return 'not_suspended'; end if;
    when 'request_extension' then
      if exists (select 1 from app.extensions where case_id = p_case.id and decided_at is null) then return 'extension_pending'; end if;
      if (select count(*) from app.extensions where case_id = p_case.id and granted) >= 2 then return 'extended_twice'; end if;
      if not exists (select 1 from app.deadlines where case_id = p_case.id and stage = 'mediate' and met_at is null and due_at > now()) then
        return 'deadline_over';
      end if;
    when 'decide_extension' then
      if not exists (select 1 from app.extensions where case_id = p_case.id and decided_at is null) then return 'no_extension'; end if;
    when 'escalate_case' then
      if app.desk_above(app.desk_id(p_case.id)) is null then return 'no_desk_above'; end if;
    when 'delegate_case' then
      v_desk := app.desk_below(app.desk_id(p_case.id), p_case.region_code);
      if v_desk is null then return 'no_desk_below'; end if;
      if p_case.grade = 'red' and (select level from app.organisations where id = v_desk) > 3 then return 'red_stays'; end if;
    when 'remove_co_handler' then
      if not exists (select 1 from app.case_participants where case_id = p_case.id and part = 'co_handler' and until is null) then
        return 'no_co_handler';
      end if;
    when 'close_case' then
      if exists (select 1 from app.supervision_orders where case_id = p_case.id and closed_at is null) then return 'order_open'; end if;
    when 'withdraw_case' then
      if 'risk' = any (p_case.flags) then return 'risk_open'; end if;
    when 'clear_risk' then
      if not 'risk' = any (p_case.flags) then return 'no_risk'; end if;
    when 'reopen_case' then
      if p_case.reopen_count > 0 then return 'reopened_before'; end if;
      if p_case.closed_at < now() - make_interval(days => (app.setting('reopen_days'))::int) then return 'reopen_too_late'; end if;
    when 'record_follow_up' then
      if not exists (select 1 from app.deadlines where case_id = p_case.id and stage = 'follow_up' and met_at is null) then
        return 'no_follow_up';
      end if;
    when 'issue_order' then
      if exists (select 1 from app.supervision_orders where case_id = p_case.id and closed_at is null
                 and issued_by_organisation_id = app.my_organisation()) then
        return 'order_exists';
      end if;
    when 'urge_case' then
      if exists (select 1 from app.case_events where case_id = p_case.id and verb = 'urge_case' and at > now() - interval '1 day') then
        return 'urged_today';
      end if;
    else null;
  end case;
  return null;
end $$;
comment on function app.obstacle is 'Code of what stands against a verb for a case now, beside its stage; null when nothing does.';

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
      -- Who one is, asked once for each kind and not for each verb.
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
comment on function api.available_actions is 'Verbs that the caller may use on a case now, most usual first. 404 case_not_found.';
grant execute on function app.available_actions(uuid), api.available_actions(uuid) to authenticated;
