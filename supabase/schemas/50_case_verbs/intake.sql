-- The desk's verbs before dispatch: accept, answer directly, request information, reject, withdraw.
-- Each verb: return the result of a processed request → lock the case, check right, version and stage → check the input
-- → change → history. All in one transaction, so that an error leaves nothing half-written.

create function app.accept_case(p_case uuid, p_version int, p_request uuid, p_type text, p_grade text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'type', p_type, 'grade', p_grade);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'accept_case', v_args);
  v_case app.cases;
  v_from text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('accept_case', p_case, p_version);
  v_from := v_case.status;
  perform app.check_type(p_type);
  perform app.check_choice('grade', p_grade, app.grades());
  v_case.type_code := p_type;
  v_case.grade := p_grade;
  v_case.status := 'accepted';
  perform app.complete_deadline(p_case, 'accept');
  perform app.start_deadline(v_case, 'dispatch', now());
  v_case := app.save_case(v_case);
  perform app.record_act('accept_case', v_from, v_case, jsonb_build_object('type_code', p_type,
    'type_name', (select name from app.dispute_types where code = p_type), 'grade', p_grade), p_request);
  -- The caller continues with the case as automatic dispatch has left it.
  v_case := app.auto_dispatch(v_case);
  return next app.store_answer('accept_case', v_case, p_request, v_args);
end $$;

create function app.answer_case(p_case uuid, p_version int, p_request uuid, p_answer text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'answer', p_answer);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'answer_case', v_args);
  v_case app.cases;
  v_from text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('answer_case', p_case, p_version);
  v_from := v_case.status;
  v_case.answer := app.clean_text(p_answer, 'answer', 5, 2000);
  v_case.outcome := 'answered';
  v_case.status := 'answered';
  -- After a return the deadlines for contact and mediation may still be running.
  perform app.complete_deadline(p_case, stage) from unnest(array['accept', 'dispatch'] || app.lead_deadline_stages()) as stage;
  perform app.start_deadline(v_case, 'close', now());
  v_case := app.save_case(v_case);
  return next app.finish_verb('answer_case', v_from, v_case, jsonb_build_object('answer', v_case.answer), p_request, v_args);
end $$;

-- The public functions of the verbs: named arguments and the caller's own rights, nothing else.
create function api.accept_case(case_id uuid, expected_version int, request_id uuid, type_code text, grade text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.accept_case(case_id, expected_version, request_id, type_code, grade) $$;
create function api.answer_case(case_id uuid, expected_version int, request_id uuid, answer text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.answer_case(case_id, expected_version, request_id, answer) $$;

comment on function api.accept_case is 'Desk: accepts a filed case with its official type and grade (red, yellow, blue).';
comment on function api.answer_case is 'Desk: replies directly (直接答复), 5–2000 characters; the applicant can read it.';

grant execute on function app.accept_case(uuid, int, uuid, text, text), api.accept_case(uuid, int, uuid, text, text),
  app.answer_case(uuid, int, uuid, text), api.answer_case(uuid, int, uuid, text) to authenticated;

-- One list of all missing items, only once (一次性告知); the acceptance deadline pauses until the applicant has answered.
create function app.request_info(p_case uuid, p_version int, p_request uuid, p_items text[])
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'items', p_items);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'request_info', v_args);
  v_case app.cases;
  v_from text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('request_info', p_case, p_version);
  v_from := v_case.status;
  v_case.missing_items := app.clean_list(p_items, 'items', 100);
  if cardinality(v_case.missing_items) = 0 then perform app.refuse('field_required', '{"field": "items"}'); end if;
  v_case.status := 'needs_info';
  perform app.pause_deadlines(p_case, array['accept']);
  perform app.start_deadline(v_case, 'supplement', now());
  v_case := app.save_case(v_case);
  return next app.finish_verb('request_info', v_from, v_case, jsonb_build_object('items', to_jsonb(v_case.missing_items)), p_request, v_args);
end $$;

-- Stores what the applicant adds, by telephone at the desk or with the tracking code.
create function app.store_supplement(p_case app.cases, p_text text) returns app.cases
language plpgsql volatile set search_path = '' as $$
begin
  p_case.status := 'submitted';
  perform app.complete_deadline(p_case.id, 'supplement');
  perform app.resume_deadlines(p_case.id, array['accept']);
  return app.save_case(p_case);
end $$;

create function app.record_info(p_case uuid, p_version int, p_request uuid, p_info text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'info', p_info);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'record_info', v_args);
  v_case app.cases;
  v_from text;
  v_info text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('record_info', p_case, p_version);
  v_from := v_case.status;
  v_info := app.clean_text(p_info, 'info', 5, 2000);
  v_case := app.store_supplement(v_case, v_info);
  return next app.finish_verb('record_info', v_from, v_case, jsonb_build_object('info', v_info), p_request, v_args);
end $$;

-- Not accepted, with the legal reason and the other procedures open to the parties.
create function app.reject_case(p_case uuid, p_version int, p_request uuid, p_reason text, p_ways text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason, 'ways', p_ways);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'reject_case', v_args);
  v_case app.cases;
  v_from text;
  v_ways text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('reject_case', p_case, p_version);
  v_from := v_case.status;
  perform app.check_choice('reject_reason', p_reason, app.reject_reasons());
  v_ways := app.clean_text(p_ways, 'ways', 5, 1000);
  v_case.reject_reason := p_reason;
  v_case.answer := v_ways;
  v_case.status := 'rejected';
  update app.deadlines set met_at = now() where case_id = p_case and met_at is null;
  v_case := app.save_case(v_case);
  return next app.finish_verb('reject_case', v_from, v_case, jsonb_build_object('reject_reason', p_reason, 'ways', v_ways), p_request, v_args);
end $$;

-- Ends a case because the applicant withdraws it.
create function app.store_withdrawal(p_case app.cases) returns app.cases
language plpgsql volatile set search_path = '' as $$
begin
  p_case.status := 'withdrawn';
  update app.deadlines set met_at = now() where case_id = p_case.id and met_at is null;
  perform app.end_flag(p_case.id, f.flag) from app.case_flags f where f.case_id = p_case.id and f.ended_at is null;
  update app.supervision_orders set status = 'cancelled', closed_at = now(), version = version + 1
  where case_id = p_case.id and closed_at is null;
  return app.save_case(p_case);
end $$;

create function app.withdraw_case(p_case uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'withdraw_case', v_args);
  v_case app.cases;
  v_from text;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('withdraw_case', p_case, p_version);
  v_from := v_case.status;
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  v_case := app.store_withdrawal(v_case);
  return next app.finish_verb('withdraw_case', v_from, v_case, jsonb_build_object('reason', v_reason), p_request, v_args);
end $$;

-- Adds another person to the case: a party, an agent, a guardian, a third party.
create function app.record_party(p_case uuid, p_version int, p_request uuid, p_side text, p_party jsonb, p_minor boolean)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'side', p_side, 'party', p_party, 'minor', p_minor);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'record_party', v_args);
  v_case app.cases;
  v_party jsonb;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('record_party', p_case, p_version);
  perform app.check_choice('side', p_side, app.party_sides());
  v_party := app.clean_party(p_party, 'party', false);
  if (select count(*) from app.parties where case_id = p_case) >= 200 then
    perform app.refuse('too_many_rows', '{"field": "party", "max": 200}');
  end if;
  perform app.add_party(p_case, p_side, v_party ->> 'kind', v_party ->> 'name', v_party ->> 'phone', v_party ->> 'id_number',
    v_party ->> 'address', coalesce(p_minor, false));
  v_case := app.save_case(v_case);
  return next app.finish_verb('record_party', v_case.status, v_case, jsonb_build_object('side', p_side), p_request, v_args);
end $$;

create function api.request_info(case_id uuid, expected_version int, request_id uuid, items text[])
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.request_info(case_id, expected_version, request_id, items) $$;
create function api.record_info(case_id uuid, expected_version int, request_id uuid, info text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.record_info(case_id, expected_version, request_id, info) $$;
create function api.reject_case(case_id uuid, expected_version int, request_id uuid, reject_reason text, ways text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.reject_case(case_id, expected_version, request_id, reject_reason, ways) $$;

create function api.withdraw_case(case_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.withdraw_case(case_id, expected_version, request_id, reason) $$;
create function api.record_party(case_id uuid, expected_version int, request_id uuid, side text, party jsonb, minor boolean default false)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.record_party(case_id, expected_version, request_id, side, party, minor) $$;

comment on function api.request_info is
  'Desk: requests missing information from the applicant, once, up to twenty items; the acceptance deadline pauses. 409 asked_before.';
comment on function api.record_info is 'Desk: records what the applicant added, 5–2000 characters; the acceptance deadline resumes.';
comment on function api.reject_case is
  'Desk: does not accept the case (in_court, decided, by_law, not_a_dispute, elsewhere, refused_by_party) and names the other procedures.';

comment on function api.withdraw_case is
  'Desk or mediator: records that the applicant withdraws the case. 409 risk_open while a risk flag is set.';
comment on function api.record_party is
  'Desk or mediator: adds an applicant, respondent, agent, guardian or third party ({kind, name, phone, id_number, address}), minor or not.';

grant execute on function app.request_info(uuid, int, uuid, text[]), api.request_info(uuid, int, uuid, text[]),
  app.record_info(uuid, int, uuid, text), api.record_info(uuid, int, uuid, text),
  app.reject_case(uuid, int, uuid, text, text), api.reject_case(uuid, int, uuid, text, text),
  app.withdraw_case(uuid, int, uuid, text), api.withdraw_case(uuid, int, uuid, text),
  app.record_party(uuid, int, uuid, text, jsonb, boolean), api.record_party(uuid, int, uuid, text, jsonb, boolean)
  to authenticated;
