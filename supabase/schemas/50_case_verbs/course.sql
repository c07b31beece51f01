-- Suspending and resuming a case, changing its grade, reporting risks, and referring it elsewhere.

create function app.suspend_case(p_case uuid, p_version int, p_request uuid, p_reason text, p_note text, p_until date)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason, 'note', p_note, 'until', p_until);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'suspend_case', v_args);
  v_case app.cases;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('suspend_case', p_case, p_version);
  perform app.check_choice('suspend_reason', p_reason, app.suspend_reasons());
  v_note := app.clean_text(p_note, 'note', 0, 500);
  if p_until is null then perform app.refuse('field_required', '{"field": "until_on"}'); end if;
  if p_until <= app.today() then perform app.refuse('date_in_past', '{"field": "until_on"}'); end if;
  if p_until > app.today() + 366 then perform app.refuse('invalid_value', '{"field": "until_on"}'); end if;
  perform app.set_flag(p_case, 'suspended', coalesce(v_note, p_reason), p_until);
  perform app.pause_deadlines(p_case, null);
  v_case := app.save_case(v_case);
  return next app.finish_verb('suspend_case', v_case.status, v_case,
    jsonb_build_object('suspend_reason', p_reason, 'note', v_note, 'until_on', p_until), p_request, v_args);
end $$;

create function app.resume_case(p_case uuid, p_version int, p_request uuid, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'resume_case', v_args);
  v_case app.cases;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('resume_case', p_case, p_version);
  v_note := app.clean_text(p_note, 'note', 0, 500);
  perform app.end_flag(p_case, 'suspended');
  perform app.resume_deadlines(p_case, null);
  v_case := app.save_case(v_case);
  return next app.finish_verb('resume_case', v_case.status, v_case, jsonb_build_object('note', v_note), p_request, v_args);
end $$;

-- Changes the grade. A higher grade may shorten a running deadline; no deadline is ever lengthened or removed.
create function app.set_grade(p_case app.cases, p_grade text) returns app.cases
language plpgsql volatile set search_path = '' as $$
declare
  v_clock app.deadlines;
  v_new app.deadlines;
begin
  p_case.grade := p_grade;
  for v_clock in select * from app.deadlines where case_id = p_case.id and met_at is null and paused_at is null
      and stage in ('accept', 'dispatch', 'sign', 'contact', 'mediate', 'close') loop
    v_new := app.plan_deadline(p_case, v_clock.stage, now());
    if v_new.due_at < v_clock.due_at then
      update app.deadlines set due_at = v_new.due_at, warn_at = greatest(v_new.warn_at, starts_at), policy_id = v_new.policy_id,
        provisional = v_new.provisional where id = v_clock.id;
    end if;
  end loop;
  return p_case;
end $$;

create function app.regrade_case(p_case uuid, p_version int, p_request uuid, p_grade text, p_difficulty text, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'grade', p_grade, 'difficulty', p_difficulty, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'regrade_case', v_args);
  v_case app.cases;
  v_before text;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('regrade_case', p_case, p_version);
  perform app.check_choice('grade', p_grade, app.grades());
  perform app.check_choice('difficulty', coalesce(p_difficulty, v_case.difficulty), app.difficulties());
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  v_before := v_case.grade;
  v_case.difficulty := coalesce(p_difficulty, v_case.difficulty);
  v_case := app.set_grade(v_case, p_grade);
  v_case := app.save_case(v_case);
  return next app.finish_verb('regrade_case', v_case.status, v_case, jsonb_build_object('from', v_before, 'grade', p_grade,
    'difficulty', v_case.difficulty, 'reason', v_reason), p_request, v_args);
end $$;

-- Signs of violence, self-harm or group unrest: the case turns red at once. Mandatory reports name the authority
-- notified.
create function app.report_risk(p_case uuid, p_version int, p_request uuid, p_kind text, p_description text, p_notified_to text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'kind', p_kind, 'description', p_description, 'notified_to', p_notified_to);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'report_risk', v_args);
  v_case app.cases;
  v_before text;
  v_text text;
  v_notified_to text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('report_risk', p_case, p_version);
  perform app.check_choice('risk_kind', p_kind, app.risk_kinds());
  v_text := app.clean_text(p_description, 'description', 5, 1000);
  -- Harm to a minor, domestic violence and crimes must be reported to the police or civil affairs, so the notified
  -- authority is required.
  v_notified_to := app.clean_text(p_notified_to, 'notified_to', (p_kind = any (app.risk_kinds_to_notify()))::int * 2, 200);
  v_before := v_case.grade;
  v_case.danger := v_case.danger or p_kind in ('violence', 'self_harm', 'domestic_violence', 'crime');
  perform app.set_flag(p_case, 'risk', v_text, null);
  v_case := app.set_grade(v_case, 'red');
  v_case := app.save_case(v_case);
  return next app.finish_verb('report_risk', v_case.status, v_case, jsonb_build_object('risk_kind', p_kind, 'description', v_text,
    'notified_to', v_notified_to, 'from', v_before), p_request, v_args);
end $$;

create function app.clear_risk(p_case uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'clear_risk', v_args);
  v_case app.cases;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('clear_risk', p_case, p_version);
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  perform app.end_flag(p_case, 'risk');
  v_case := app.save_case(v_case);
  return next app.finish_verb('clear_risk', v_case.status, v_case, jsonb_build_object('reason', v_reason), p_request, v_args);
end $$;

-- Ends mediation in favour of another procedure: court, arbitration, adjudication, reconsideration, petition, legal
-- aid, police.
create function app.refer_case(p_case uuid, p_version int, p_request uuid, p_to text, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'to', p_to, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'refer_case', v_args);
  v_case app.cases;
  v_from text;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('refer_case', p_case, p_version);
  v_from := v_case.status;
  perform app.check_choice('referred_to', p_to, app.referral_targets());
  v_note := app.clean_text(p_note, 'note', 5, 1000);
  v_case.referred_to := p_to;
  v_case.status := 'referred';
  update app.deadlines set met_at = now() where case_id = p_case and met_at is null;
  perform app.end_flag(p_case, f.flag) from app.case_flags f where f.case_id = p_case and f.ended_at is null;
  v_case := app.save_case(v_case);
  return next app.finish_verb('refer_case', v_from, v_case, jsonb_build_object('referred_to', p_to, 'note', v_note), p_request, v_args);
end $$;

create function api.suspend_case(case_id uuid, expected_version int, request_id uuid, suspend_reason text, until_on date, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.suspend_case(case_id, expected_version, request_id, suspend_reason, note, until_on) $$;
create function api.resume_case(case_id uuid, expected_version int, request_id uuid, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.resume_case(case_id, expected_version, request_id, note) $$;

create function api.regrade_case(case_id uuid, expected_version int, request_id uuid, grade text, reason text, difficulty text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.regrade_case(case_id, expected_version, request_id, grade, difficulty, reason) $$;
create function api.report_risk(case_id uuid, expected_version int, request_id uuid, risk_kind text, description text, notified_to text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.report_risk(case_id, expected_version, request_id, risk_kind, description, notified_to) $$;
create function api.clear_risk(case_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.clear_risk(case_id, expected_version, request_id, reason) $$;
create function api.refer_case(case_id uuid, expected_version int, request_id uuid, referred_to text, note text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.refer_case(case_id, expected_version, request_id, referred_to, note) $$;

comment on function api.suspend_case is
  'Mediator: suspends the case (appraisal, other_case, party, force_majeure) until a day; deadlines pause where the law allows it.';
comment on function api.resume_case is 'Mediator or desk: resumes the case; paused deadlines are extended by the pause.';

comment on function api.regrade_case is
  'Desk: changes the grade (red, yellow, blue) or difficulty (simple, ordinary, major), with a reason; deadlines may get shorter, never longer.';
comment on function api.report_risk is
  'Desk, lead or co-handler: reports a risk; the case turns red at once. For harm to minors, domestic violence and crime, notified_to is required.';
comment on function api.clear_risk is 'Desk: ends the risk flag; the grade stays until it is changed.';
comment on function api.refer_case is 'Desk or mediator: refers the parties to another procedure, which ends the case here.';

grant execute on function app.suspend_case(uuid, int, uuid, text, text, date),
  api.suspend_case(uuid, int, uuid, text, date, text), app.resume_case(uuid, int, uuid, text),
  api.resume_case(uuid, int, uuid, text), app.regrade_case(uuid, int, uuid, text, text, text),
  api.regrade_case(uuid, int, uuid, text, text, text), app.report_risk(uuid, int, uuid, text, text, text),
  api.report_risk(uuid, int, uuid, text, text, text), app.clear_risk(uuid, int, uuid, text),
  api.clear_risk(uuid, int, uuid, text), app.refer_case(uuid, int, uuid, text, text),
  api.refer_case(uuid, int, uuid, text, text) to authenticated;
