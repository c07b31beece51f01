-- Changing responsibility for a case: escalate, delegate, transfer, and add co-handlers.

-- Moves the case to another desk; the former one stays recorded as a participant.
create function app.change_desk(p_case app.cases, p_desk uuid) returns app.cases
language plpgsql volatile set search_path = '' as $$
declare
  v_before uuid := app.desk_id(p_case.id);
begin
  update app.case_participants set until = now() where case_id = p_case.id and part = 'desk' and until is null;
  perform app.join_case(p_case.id, v_before, 'former_desk');
  perform app.join_case(p_case.id, p_desk, 'desk');
  if p_case.responsible_organisation_id = v_before then p_case.responsible_organisation_id := p_desk; end if;
  return p_case;
end $$;

create function app.escalate_case(p_case uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'escalate_case', v_args);
  v_case app.cases;
  v_desk uuid;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('escalate_case', p_case, p_version);
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  v_desk := app.desk_above(app.desk_id(p_case));
  v_case := app.change_desk(v_case, v_desk);
  perform app.set_flag(p_case, 'escalated', v_reason, null);
  v_case := app.save_case(v_case);
  return next app.finish_verb('escalate_case', v_case.status, v_case, jsonb_build_object('reason', v_reason,
    'organisation_name', (select name from app.organisations where id = v_desk)), p_request, v_args);
end $$;

create function app.delegate_case(p_case uuid, p_version int, p_request uuid, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'delegate_case', v_args);
  v_case app.cases;
  v_desk uuid;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('delegate_case', p_case, p_version);
  v_note := app.clean_text(p_note, 'note', 0, 500);
  v_desk := app.desk_below(app.desk_id(p_case), v_case.region_code);
  v_case := app.change_desk(v_case, v_desk);
  perform app.end_flag(p_case, 'escalated');
  v_case := app.save_case(v_case);
  return next app.finish_verb('delegate_case', v_case.status, v_case, jsonb_build_object('note', v_note,
    'organisation_name', (select name from app.organisations where id = v_desk)), p_request, v_args);
end $$;

-- Changes the lead directly, without returning the case to the queue. Deadlines for contact and mediation continue
-- unchanged.
create function app.transfer_case(p_case uuid, p_version int, p_request uuid, p_organisation uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'organisation', p_organisation, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'transfer_case', v_args);
  v_case app.cases;
  v_from text;
  v_lead uuid;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('transfer_case', p_case, p_version);
  v_from := v_case.status;
  v_lead := v_case.lead_organisation_id;
  if p_organisation is null then perform app.refuse('field_required', '{"field": "organisation_id"}'); end if;
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  if p_organisation = v_lead or not exists (select 1 from app.candidates(v_case) c where c.organisation_id = p_organisation) then
    perform app.refuse('organisation_unsuitable', '{"field": "organisation_id"}');
  end if;
  update app.case_participants set until = now() where case_id = p_case and part = 'lead' and organisation_id = v_lead and until is null;
  perform app.end_co_handling(p_case, p_organisation);
  perform app.join_case(p_case, v_lead, 'former_lead');
  perform app.join_case(p_case, p_organisation, 'lead');
  v_case.lead_organisation_id := p_organisation;
  v_case.responsible_organisation_id := p_organisation;
  v_case.mediator_id := null;
  v_case.mediator_name := null;
  v_case.status := 'dispatched';
  perform app.complete_deadline(p_case, 'sign');
  perform app.start_deadline(v_case, 'sign', now());
  v_case := app.save_case(v_case);
  return next app.finish_verb('transfer_case', v_from, v_case, jsonb_build_object('reason', v_reason, 'organisation_id', p_organisation,
    'organisation_name', (select name from app.organisations where id = p_organisation),
    'from', (select name from app.organisations where id = v_lead)), p_request, v_args);
end $$;

-- Adds an organisation of the city as co-handler; the lead stays responsible (多部门协办).
create function app.add_co_handler(p_case uuid, p_version int, p_request uuid, p_organisation uuid, p_task text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'organisation', p_organisation, 'task', p_task);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'add_co_handler', v_args);
  v_case app.cases;
  v_task text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('add_co_handler', p_case, p_version);
  if p_organisation is null then perform app.refuse('field_required', '{"field": "organisation_id"}'); end if;
  v_task := app.clean_text(p_task, 'task', 5, 500);
  if not exists (select 1 from app.organisations o where o.id = p_organisation and o.active and left(o.region_code, 4) = v_case.city_code)
      or exists (select 1 from app.case_participants p where p.case_id = p_case and p.organisation_id = p_organisation and p.until is null
                 and p.part in ('desk', 'lead', 'co_handler')) then
    perform app.refuse('organisation_unsuitable', '{"field": "organisation_id"}');
  end if;
  if (select count(*) from app.case_participants where case_id = p_case and part = 'co_handler' and until is null) >= 10 then
    perform app.refuse('too_many_rows', '{"field": "organisation_id", "max": 10}');
  end if;
  perform app.join_case(p_case, p_organisation, 'co_handler');
  perform app.set_flag(p_case, 'co_handled', v_task, null);
  v_case := app.save_case(v_case);
  return next app.finish_verb('add_co_handler', v_case.status, v_case, jsonb_build_object('task', v_task, 'organisation_id', p_organisation,
    'organisation_name', (select name from app.organisations where id = p_organisation)), p_request, v_args);
end $$;

create function app.remove_co_handler(p_case uuid, p_version int, p_request uuid, p_organisation uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'organisation', p_organisation, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'remove_co_handler', v_args);
  v_case app.cases;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('remove_co_handler', p_case, p_version);
  if p_organisation is null then perform app.refuse('field_required', '{"field": "organisation_id"}'); end if;
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  if not exists (select 1 from app.case_participants where case_id = p_case and organisation_id = p_organisation
      and part = 'co_handler' and until is null) then
    perform app.refuse('organisation_unsuitable', '{"field": "organisation_id"}');
  end if;
  perform app.end_co_handling(p_case, p_organisation);
  v_case := app.save_case(v_case);
  return next app.finish_verb('remove_co_handler', v_case.status, v_case, jsonb_build_object('reason', v_reason,
    'organisation_name', (select name from app.organisations where id = p_organisation)), p_request, v_args);
end $$;

-- The mediator recuses (回避): the lead assigns another one.
create function app.recuse_mediator(p_case uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'recuse_mediator', v_args);
  v_case app.cases;
  v_from text;
  v_name text;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('recuse_mediator', p_case, p_version);
  v_from := v_case.status;
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  v_name := v_case.mediator_name;
  v_case.mediator_id := null;
  v_case.mediator_name := null;
  v_case.status := 'dispatched';
  perform app.start_deadline(v_case, 'sign', now());
  v_case := app.save_case(v_case);
  return next app.finish_verb('recuse_mediator', v_from, v_case, jsonb_build_object('reason', v_reason, 'mediator_name', v_name), p_request, v_args);
end $$;

-- A note on what a co-handler has done; it is a history event and does not change the stage.
create function app.add_note(p_case uuid, p_version int, p_request uuid, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'add_note', v_args);
  v_case app.cases;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('add_note', p_case, p_version);
  v_note := app.clean_text(p_note, 'note', 5, 1000);
  v_case := app.save_case(v_case);
  return next app.finish_verb('add_note', v_case.status, v_case, jsonb_build_object('note', v_note), p_request, v_args);
end $$;

-- Urging (催办) is light: once a day, and no answer is due.
create function app.urge_case(p_case uuid, p_version int, p_request uuid, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'urge_case', v_args);
  v_case app.cases;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('urge_case', p_case, p_version);
  v_note := app.clean_text(p_note, 'note', 0, 500);
  v_case := app.save_case(v_case);
  return next app.finish_verb('urge_case', v_case.status, v_case, jsonb_build_object('note', v_note,
    'organisation_name', (select name from app.organisations where id = v_case.responsible_organisation_id)), p_request, v_args);
end $$;

create function api.escalate_case(case_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.escalate_case(case_id, expected_version, request_id, reason) $$;
create function api.delegate_case(case_id uuid, expected_version int, request_id uuid, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.delegate_case(case_id, expected_version, request_id, note) $$;
create function api.transfer_case(case_id uuid, expected_version int, request_id uuid, organisation_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.transfer_case(case_id, expected_version, request_id, organisation_id, reason) $$;
create function api.add_co_handler(case_id uuid, expected_version int, request_id uuid, organisation_id uuid, task text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.add_co_handler(case_id, expected_version, request_id, organisation_id, task) $$;
create function api.remove_co_handler(case_id uuid, expected_version int, request_id uuid, organisation_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.remove_co_handler(case_id, expected_version, request_id, organisation_id, reason) $$;
create function api.recuse_mediator(case_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.recuse_mediator(case_id, expected_version, request_id, reason) $$;
create function api.add_note(case_id uuid, expected_version int, request_id uuid, note text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.add_note(case_id, expected_version, request_id, note) $$;
create function api.urge_case(case_id uuid, expected_version int, request_id uuid, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.urge_case(case_id, expected_version, request_id, note) $$;

comment on function api.escalate_case is 'Desk: escalates the case to the desk one level above (提级). 409 no_desk_above.';
comment on function api.delegate_case is
  'Desk: delegates the case to the staffed desk one level below that serves its place (下沉); a red case never goes below a township.';
comment on function api.transfer_case is 'Desk: transfers the case to another lead (移送); deadlines for contact and mediation continue.';
comment on function api.add_co_handler is
  'Desk or lead: adds an organisation of the city as co-handler, with its task; the lead stays responsible.';
comment on function api.remove_co_handler is 'Desk or lead: ends the participation of a co-handler.';
comment on function api.recuse_mediator is 'Mediator: recuses (回避); the lead signs again and assigns another.';
comment on function api.add_note is 'Desk, lead or co-handler: adds a note to the history, 5–1000 characters.';
comment on function api.urge_case is
  'Desk, or leader and dispatcher above: urges the responsible organisation, once a day (409 urged_today).';

grant execute on function
  app.escalate_case(uuid, int, uuid, text), api.escalate_case(uuid, int, uuid, text),
  app.delegate_case(uuid, int, uuid, text), api.delegate_case(uuid, int, uuid, text),
  app.transfer_case(uuid, int, uuid, uuid, text), api.transfer_case(uuid, int, uuid, uuid, text),
  app.add_co_handler(uuid, int, uuid, uuid, text), api.add_co_handler(uuid, int, uuid, uuid, text),
  app.remove_co_handler(uuid, int, uuid, uuid, text), api.remove_co_handler(uuid, int, uuid, uuid, text),
  app.recuse_mediator(uuid, int, uuid, text), api.recuse_mediator(uuid, int, uuid, text),
  app.add_note(uuid, int, uuid, text), api.add_note(uuid, int, uuid, text),
  app.urge_case(uuid, int, uuid, text), api.urge_case(uuid, int, uuid, text)
to authenticated;
