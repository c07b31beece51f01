-- What prevents a verb apart from stage and role; both the available actions and the verbs themselves use it.

-- How long a dispatcher may undo a dispatch.
create function app.undo_grace() returns interval
language sql stable security definer set search_path = '' as $$
  select make_interval(mins => (app.setting('undo_dispatch_minutes'))::int)
$$;

-- The code of what prevents a verb that the stage of the case allows; null when nothing does. Available actions and
-- verbs both ask here, so that they never disagree.
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
    when 'conclude_case' then
      -- A text that is being signed takes effect first, or is discarded; its date becomes the date of the agreement.
      if exists (select 1 from app.agreement_papers where case_id = p_case.id and discarded_at is null and in_force_on is null) then
        return 'paper_unsigned';
      end if;
    when 'close_case' then
      -- Two-person rule: whoever concluded the case may not close it.
      select * into v_last from app.case_events where case_id = p_case.id and verb in ('conclude_case', 'answer_case') order by seq desc limit 1;
      if v_last.verb = 'conclude_case' and v_last.actor_id = auth.uid() then return 'same_person'; end if;
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
comment on function app.obstacle is 'Code of what prevents a verb for a case now, apart from its stage; null when nothing does.';
