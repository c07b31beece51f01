-- Chapter 31 · At the desk before a case is dispatched: what is lacking, what is not accepted, what was filed twice

-- One list of missing items, once (一次性告知); the clock of acceptance stands still until the applicant has answered.
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

-- What the applicant adds, by telephone at the desk or by the tracking code.
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

-- Not accepted, with the reason of the law and the other ways open to the parties.
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
  perform app.check_choice('reject_reason', p_reason, array['in_court', 'decided', 'by_law', 'not_a_dispute', 'elsewhere', 'refused_by_party']);
  v_ways := app.clean_text(p_ways, 'ways', 5, 1000);
  v_case.reject_reason := p_reason;
  v_case.answer := v_ways;
  v_case.status := 'rejected';
  update app.deadlines set met_at = now() where case_id = p_case and met_at is null;
  v_case := app.save_case(v_case);
  return next app.finish_verb('reject_case', v_from, v_case, jsonb_build_object('reject_reason', p_reason, 'ways', v_ways), p_request, v_args);
end $$;

-- The same dispute filed twice becomes one. The one that stays keeps the earliest end of each clock; both histories and
-- both tracking codes live on.
create function app.merge_case(p_case uuid, p_version int, p_request uuid, p_into uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'into', p_into, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'merge_case', v_args);
  v_case app.cases;
  v_into app.cases;
  v_from text;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  if p_into is null then perform app.refuse('field_required', '{"field": "into_case_id"}'); end if;
  -- Both are locked in one order, so that two merges the other way round never wait for each other.
  perform 1 from app.cases where id in (p_case, p_into) order by id for update;
  v_case := app.open_case('merge_case', p_case, p_version);
  v_from := v_case.status;
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  select * into v_into from app.cases where id = p_into;
  if v_into.id is null or not app.may_read(v_into) then perform app.refuse('case_not_found', '{"field": "into_case_id"}', 'PT404'); end if;
  if p_into = p_case or v_into.closed_at is not null then perform app.refuse('merge_impossible', '{"field": "into_case_id"}'); end if;
  update app.deadlines d set due_at = least(d.due_at, c.due_at), warn_at = least(d.warn_at, c.warn_at)
  from app.deadlines c
  where d.case_id = p_into and d.met_at is null and c.case_id = p_case and c.met_at is null and c.stage = d.stage
    and d.stage not in ('supervise', 'follow_up', 'confirm') and least(d.warn_at, c.warn_at) >= d.starts_at;
  update app.deadlines set met_at = now() where case_id = p_case and met_at is null;
  insert into app.case_links (case_id, other_id, kind) values (p_case, p_into, 'merged') on conflict do nothing;
  v_case.merged_into := p_into;
  v_case.status := 'merged';
  v_case := app.save_case(v_case);
  v_into := app.save_case(v_into);
  perform app.append_event(v_into, 'take_in', v_into.status, jsonb_build_object('number', v_case.number));
  return next app.finish_verb('merge_case', v_from, v_case, jsonb_build_object('into', v_into.number, 'reason', v_reason), p_request, v_args);
end $$;

-- Relates two cases that one reads both; of the same dispute after its closing, or of the same people.
create function app.link_case(p_case uuid, p_version int, p_request uuid, p_other uuid, p_kind text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'other', p_other, 'kind', p_kind);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'link_case', v_args);
  v_case app.cases;
  v_other app.cases;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('link_case', p_case, p_version);
  perform app.check_choice('kind', p_kind, array['continues', 'related']);
  select * into v_other from app.cases where id = p_other;
  if v_other.id is null or not app.may_read(v_other) then perform app.refuse('case_not_found', '{"field": "other_case_id"}', 'PT404'); end if;
  if p_other = p_case then perform app.refuse('merge_impossible', '{"field": "other_case_id"}'); end if;
  insert into app.case_links (case_id, other_id, kind) values (p_case, p_other, p_kind) on conflict do nothing;
  v_case := app.save_case(v_case);
  return next app.finish_verb('link_case', v_case.status, v_case, jsonb_build_object('other', v_other.number, 'kind', p_kind), p_request, v_args);
end $$;

-- Ends a case because its applicant no longer wants it.
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

-- Somebody else who belongs to the case: another party, an agent, a guardian, a third party.
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
  perform app.check_choice('side', p_side, array['applicant', 'respondent', 'agent', 'guardian', 'third_party']);
  v_party := app.clean_party(p_party, 'party', false);
  if (select count(*) from app.parties where case_id = p_case) >= 200 then
    perform app.refuse('too_many_rows', '{"field": "party", "max": 200}');
  end if;
  perform app.add_party(p_case, p_side, v_party ->> 'kind', v_party ->> 'name', v_party ->> 'phone', v_party ->> 'id_number',
    v_party ->> 'address', coalesce(p_minor, false));
  v_case := app.save_case(v_case);
  return next app.finish_verb('record_party', v_case.status, v_case, jsonb_build_object('side', p_side), p_request, v_args);
end $$;

-- The holder of the tracking code acts ------------------------------------------------------------------------

-- Locks the case of a number and tracking code; null and a count against the address when they do not match.
create function app.open_tracked(p_number text, p_code text) returns app.cases
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  if coalesce(p_number, '') = '' then perform app.refuse('field_required', '{"field": "number"}'); end if;
  if coalesce(p_code, '') = '' then perform app.refuse('field_required', '{"field": "tracking_code"}'); end if;
  perform app.require_proof('track_case');
  select * into v_case from app.cases where number = regexp_replace(normalize(left(p_number, 100), nfkc), '[^0-9-]', '', 'g') for update;
  if v_case.tracking_hash is distinct from app.tracking_hash(p_code) then return null; end if;
  return v_case;
end $$;

create type api.tracked_result as (status text);
comment on type api.tracked_result is 'The stage after what the applicant did; no row when number and tracking code do not match.';

create function app.supplement_info(p_request uuid, p_number text, p_code text, p_info text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'info', p_info);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'supplement_info', v_args);
  v_case app.cases := app.open_tracked(p_number, p_code);
  v_info text;
begin
  if v_case.id is null then perform app.throttle('track_case'); return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  v_info := app.clean_text(p_info, 'info', 5, 2000);
  if v_case.status <> 'needs_info' then perform app.refuse('not_possible_now', jsonb_build_object('status', v_case.status), 'PT409'); end if;
  v_case := app.store_supplement(v_case, v_info);
  perform app.finish_verb('supplement_info', 'needs_info', v_case, jsonb_build_object('info', v_info), p_request, v_args);
  return next row(v_case.status)::api.tracked_result;
end $$;

create function app.withdraw_application(p_request uuid, p_number text, p_code text, p_reason text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'withdraw_application', v_args);
  v_case app.cases := app.open_tracked(p_number, p_code);
  v_from text;
  v_reason text;
  v_obstacle text;
begin
  if v_case.id is null then perform app.throttle('track_case'); return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  v_from := v_case.status;
  if not exists (select 1 from app.transitions t where t.from_status = v_from and t.verb = 'withdraw_application') then
    perform app.refuse('not_possible_now', jsonb_build_object('status', v_from), 'PT409');
  end if;
  v_obstacle := app.obstacle('withdraw_case', v_case);
  if v_obstacle is not null then perform app.refuse(v_obstacle, '{}', 'PT409'); end if;
  v_case := app.store_withdrawal(v_case);
  perform app.finish_verb('withdraw_application', v_from, v_case, jsonb_build_object('reason', v_reason), p_request, v_args);
  return next row(v_case.status)::api.tracked_result;
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
create function api.merge_case(case_id uuid, expected_version int, request_id uuid, into_case_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.merge_case(case_id, expected_version, request_id, into_case_id, reason) $$;
create function api.link_case(case_id uuid, expected_version int, request_id uuid, other_case_id uuid, kind text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.link_case(case_id, expected_version, request_id, other_case_id, kind) $$;
create function api.withdraw_case(case_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.withdraw_case(case_id, expected_version, request_id, reason) $$;
create function api.record_party(case_id uuid, expected_version int, request_id uuid, side text, party jsonb, minor boolean default false)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.record_party(case_id, expected_version, request_id, side, party, minor) $$;
create function api.supplement_info(request_id uuid, number text, tracking_code text, info text)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.supplement_info(request_id, number, tracking_code, info) $$;
create function api.withdraw_application(request_id uuid, number text, tracking_code text, reason text)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.withdraw_application(request_id, number, tracking_code, reason) $$;

comment on function api.request_info is 'Desk: asks the applicant for what is lacking, once, up to twenty items; acceptance waits. 409 asked_before.';
comment on function api.record_info is 'Desk: writes down what the applicant added, 5–2000 characters; the clock of acceptance goes on.';
comment on function api.reject_case is 'Desk: does not accept (in_court, decided, by_law, not_a_dispute, elsewhere, refused_by_party) and names the other ways.';
comment on function api.merge_case is 'Desk: joins a case that was filed twice with the one that stays.';
comment on function api.link_case is 'Desk: relates two cases (continues, related).';
comment on function api.withdraw_case is 'Desk or mediator: records that the applicant takes the case back. 409 risk_open while a risk stands.';
comment on function api.record_party is
  'Desk or mediator: adds an applicant, respondent, agent, guardian or third party ({kind, name, phone, id_number, address}), minor or not.';
comment on function api.supplement_info is 'Holder of the tracking code: adds what was asked for.';
comment on function api.withdraw_application is 'Holder of the tracking code: takes the application back.';

grant execute on function
  app.request_info(uuid, int, uuid, text[]), api.request_info(uuid, int, uuid, text[]),
  app.record_info(uuid, int, uuid, text), api.record_info(uuid, int, uuid, text),
  app.reject_case(uuid, int, uuid, text, text), api.reject_case(uuid, int, uuid, text, text),
  app.merge_case(uuid, int, uuid, uuid, text), api.merge_case(uuid, int, uuid, uuid, text),
  app.link_case(uuid, int, uuid, uuid, text), api.link_case(uuid, int, uuid, uuid, text),
  app.withdraw_case(uuid, int, uuid, text), api.withdraw_case(uuid, int, uuid, text),
  app.record_party(uuid, int, uuid, text, jsonb, boolean), api.record_party(uuid, int, uuid, text, jsonb, boolean)
to authenticated;
grant execute on function
  app.supplement_info(uuid, text, text, text), api.supplement_info(uuid, text, text, text),
  app.withdraw_application(uuid, text, text, text), api.withdraw_application(uuid, text, text, text)
to anon, authenticated;
