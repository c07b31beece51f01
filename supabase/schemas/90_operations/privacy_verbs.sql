-- Requests of holders about their data, decisions of administrators, and erasure at the end of the retention period.

-- `p_party` is the party who asks; staff at the counter record only the side.
create function app.store_request(p_case app.cases, p_party app.parties, p_kind text, p_message text, p_identity text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if p_case.erased_at is not null then perform app.refuse('erased', '{}', 'PT409'); end if;
  if exists (select 1 from app.privacy_requests where case_id = p_case.id and party_id is not distinct from p_party.id
             and party_side is not distinct from p_party.side and kind = p_kind and state = 'open') then
    perform app.refuse('request_open', '{}', 'PT409');
  end if;
  insert into app.privacy_requests (case_id, case_number, region_code, party_id, party_side, received_by_name, identity, kind, message, due_at)
  values (p_case.id, p_case.number, p_case.region_code, p_party.id, p_party.side, (select name from app.staff where id = auth.uid()),
    p_identity, p_kind, p_message, app.add_working_time(now(), (app.setting('privacy_days'))::int, 'workday'));
  perform app.log_privacy('requested', p_case, null, '{}');
end $$;

create function app.request_privacy(p_request uuid, p_number text, p_code text, p_kind text, p_message text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'kind', p_kind, 'message', p_message);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'request_privacy', v_args);
  v_id uuid;
  v_party uuid;
  v_side text;
  v_message text;
  v_case app.cases;
begin
  select h.case_id, h.party_id, h.side into v_id, v_party, v_side from app.open_credential_holder(p_number, p_code) h;
  if v_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  perform app.check_choice('kind', p_kind, app.privacy_request_kinds());
  v_message := app.clean_text(p_message, 'message', 0, 1000);
  select * into v_case from app.cases where id = v_id;
  perform app.store_request(v_case, (select p from app.parties p where p.id = v_party), p_kind, v_message, null);
  perform app.finish_side('request_privacy', v_case.id, jsonb_build_object('side', v_side, 'privacy', p_kind), p_request, v_args);
  return next row(v_case.status)::api.tracked_result;
end $$;

-- Who may record a request made at the counter: the desk responsible for the case, and administrators of its territory.
create function app.may_record_privacy(p_case app.cases, p_me app.posts) returns boolean
language sql stable security definer set search_path = '' as $$
  select app.administers_region(p_case.region_code) or app.is_actor('desk', p_case, p_me)
$$;

-- A request made at the counter: the desk or an administrator records it, with the side that asks and how the identity
-- was verified.
create function app.record_privacy_request(p_case uuid, p_request uuid, p_kind text, p_side text, p_identity text, p_message text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'kind', p_kind, 'side', p_side, 'identity', p_identity, 'message', p_message);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'record_privacy_request', v_args);
  v_me app.posts := app.my_post();
  v_case app.cases;
  v_party app.parties;
  v_message text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_case is null then perform app.refuse('field_required', '{"field": "case_id"}'); end if;
  select * into v_case from app.cases where id = p_case for update;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('case_not_found', '{}', 'PT404'); end if;
  if not app.may_record_privacy(v_case, v_me) then perform app.refuse('refused', '{}', '42501'); end if;
  perform app.check_choice('kind', p_kind, app.privacy_request_kinds());
  perform app.check_choice('side', p_side, app.party_sides());
  perform app.check_choice('identity', p_identity, app.identity_proofs());
  v_message := app.clean_text(p_message, 'message', 0, 1000);
  v_party.side := p_side;
  perform app.store_request(v_case, v_party, p_kind, v_message, p_identity);
  return next app.finish_side('record_privacy_request', p_case, jsonb_build_object('privacy', p_kind, 'side', p_side), p_request, v_args);
end $$;

-- Only records the decision: a copy or a correction is made by the desk, the only one that may unmask a party's data.
create function app.decide_privacy_request(p_id uuid, p_version int, p_request uuid, p_decision text, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('id', p_id, 'version', p_version, 'decision', p_decision, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'decide_privacy_request', v_args);
  v_row app.privacy_requests;
  v_case app.cases;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  perform app.require_administrator();
  if p_id is null then perform app.refuse('field_required', '{"field": "privacy_request_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select c.* into v_case from app.privacy_requests r join app.cases c on c.id = r.case_id where r.id = p_id for update of c;
  select * into v_row from app.privacy_requests where id = p_id for update;
  if v_row.id is null or not app.administers_region(v_row.region_code) then
    perform app.refuse('record_not_found', '{"field": "privacy_request_id"}', 'PT404');
  end if;
  perform app.check_version(v_row.version, p_version);
  perform app.check_choice('decision', p_decision, array['done', 'refused']);
  v_reason := app.clean_text(p_reason, 'reason', case p_decision when 'refused' then 4 else 0 end, 500);
  if v_row.state <> 'open' then perform app.refuse('decided_before', '{}', 'PT409'); end if;
  -- An erasure request is closed only by the erasure itself, so it cannot be marked as done here.
  if v_row.kind = 'erase' and p_decision = 'done' then perform app.refuse('not_erased', '{}', 'PT409'); end if;
  update app.privacy_requests set state = p_decision, reason = v_reason, decided_at = now(), version = version + 1,
    decided_by_name = (select name from app.staff where id = auth.uid()) where id = p_id;
  perform app.log_privacy('request_' || p_decision, v_case, null, '{}');
  return next app.finish_side('decide_privacy_request', v_case.id, jsonb_build_object('privacy', v_row.kind, 'privacy_decision', p_decision),
    p_request, v_args);
end $$;

create function app.set_legal_hold(p_case uuid, p_version int, p_request uuid, p_held boolean, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'held', p_held, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'set_legal_hold', v_args);
  v_case app.cases;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_for_privacy(p_case, p_version);
  if p_held is null then perform app.refuse('field_required', '{"field": "held"}'); end if;
  if p_held = v_case.legal_hold then perform app.refuse('held_before', '{}', 'PT409'); end if;
  -- The reason is stored in the history, as for every flag.
  v_args := v_args || jsonb_build_object('clean', app.clean_text(p_reason, 'reason', 4, 500));
  update app.cases set legal_hold = p_held where id = p_case returning * into v_case;
  perform app.log_privacy(case when p_held then 'hold_set' else 'hold_lifted' end, v_case, null, '{}');
  return next app.finish_side('set_legal_hold', p_case, jsonb_build_object('held', p_held, 'reason', v_args ->> 'clean'), p_request, v_args - 'clean');
end $$;

create function app.erase_case(p_case uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'erase_case', v_args);
  v_case app.cases;
  v_kept text;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_for_privacy(p_case, p_version);
  v_reason := app.clean_text(p_reason, 'reason', 4, 500);
  v_kept := app.erasure_obstacle(v_case);
  if v_kept is not null then perform app.refuse(v_kept, jsonb_build_object('status', v_case.status), 'PT409'); end if;
  if exists (select 1 from app.erasures where case_id = p_case and state = 'waiting') then perform app.refuse('erasure_waiting', '{}', 'PT409'); end if;
  insert into app.erasures (case_id, case_number, region_code, reason, asked_by, asked_by_name)
  select p_case, v_case.number, v_case.region_code, v_reason, s.id, s.name from app.staff s where s.id = auth.uid();
  perform app.log_privacy('erasure_asked', v_case, null, '{}');
  return next app.finish_side('erase_case', p_case, '{}', p_request, v_args);
end $$;

create function app.confirm_erasure(p_id uuid, p_version int, p_request uuid, p_granted boolean)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('id', p_id, 'version', p_version, 'granted', p_granted);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'confirm_erasure', v_args);
  v_row app.erasures;
  v_case app.cases;
  v_kept text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  perform app.require_administrator();
  if p_id is null then perform app.refuse('field_required', '{"field": "erasure_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select c.* into v_case from app.erasures e join app.cases c on c.id = e.case_id where e.id = p_id for update of c;
  select * into v_row from app.erasures where id = p_id for update;
  if v_row.id is null or not app.administers_region(v_row.region_code) then
    perform app.refuse('record_not_found', '{"field": "erasure_id"}', 'PT404');
  end if;
  perform app.check_version(v_row.version, p_version);
  if p_granted is null then perform app.refuse('field_required', '{"field": "granted"}'); end if;
  if v_row.state <> 'waiting' then perform app.refuse('decided_before', '{}', 'PT409'); end if;
  -- Whoever requested the erasure may cancel it, but never confirm it.
  if p_granted and v_row.asked_by = auth.uid() then perform app.refuse('same_person', '{}', 'PT409'); end if;
  v_kept := app.erasure_obstacle(v_case);
  if p_granted and v_kept is not null then perform app.refuse(v_kept, jsonb_build_object('status', v_case.status), 'PT409'); end if;
  update app.erasures set state = case when p_granted then 'done' else 'refused' end, settled_by = auth.uid(), settled_at = now(),
    settled_by_name = (select name from app.staff where id = auth.uid()), version = version + 1 where id = p_id;
  if p_granted then
    perform app.log_privacy('erased', v_case, v_row.asked_by_name, app.erase_data(v_case.id));
  else
    perform app.log_privacy('erasure_refused', v_case, v_row.asked_by_name, '{}');
  end if;
  return next app.finish_side('confirm_erasure', v_case.id, jsonb_build_object('granted', p_granted), p_request, v_args);
end $$;

create function app.privacy_actions(p_case uuid) returns setof text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('case_not_found', '{}', 'PT404'); end if;
  if v_case.erased_at is not null then return; end if;
  if app.may_record_privacy(v_case, v_me) then return next 'record_privacy_request'; end if;
  if not app.administers_region(v_case.region_code) then return; end if;
  if app.erasure_obstacle(v_case) is null and not exists (select 1 from app.erasures where case_id = p_case and state = 'waiting') then
    return next 'erase_case';
  end if;
  return next 'set_legal_hold';
end $$;

-- Erases a case whose retention period has ended.
create function app.expire_case(p_case uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_case app.cases;
  v_counts jsonb;
begin
  select * into v_case from app.cases where id = p_case;
  v_counts := app.erase_data(p_case);
  update app.erasures set state = 'done', settled_at = now(), version = version + 1 where case_id = p_case and state = 'waiting';
  perform app.log_privacy('expired', v_case, null, v_counts);
  perform app.append_event(v_case, 'expire_case', v_case.status, '{}');
end $$;

-- Erases cases whose retention period has ended, counted in years from closing by outcome. A case that cannot be erased
-- yet is tried again at a later tick.
create function app.tick_erasures(p_limit int) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_years jsonb := app.setting('retention_years');
  v_outcome text;
  v_id uuid;
  v_n int := 0;
begin
  foreach v_outcome in array app.outcomes() || array[''] loop
    for v_id in
      select c.id from app.cases c where coalesce(c.outcome, '') = v_outcome and c.closed_at is not null and c.erased_at is null and not c.legal_hold
        and c.closed_at < now() - make_interval(years => coalesce((v_years ->> v_outcome)::int, (v_years ->> 'default')::int))
        and app.erasure_obstacle(c) is null and not app.is_postponed('erasures', c.id::text)
      order by c.closed_at limit p_limit - v_n for update skip locked
    loop
      perform app.attempt('erasures', v_id::text, v_id);
      v_n := v_n + 1;
    end loop;
  end loop;
  return v_n;
end $$;

create function api.request_privacy(number text, tracking_code text, request_id uuid, kind text, message text default null)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.request_privacy(request_id, number, tracking_code, kind, message) $$;
create function api.record_privacy_request(case_id uuid, request_id uuid, kind text, side text, identity text, message text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.record_privacy_request(case_id, request_id, kind, side, identity, message) $$;
create function api.decide_privacy_request(privacy_request_id uuid, expected_version int, request_id uuid, decision text, reason text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.decide_privacy_request(privacy_request_id, expected_version, request_id, decision, reason) $$;
create function api.set_legal_hold(case_id uuid, expected_version int, request_id uuid, held boolean, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.set_legal_hold(case_id, expected_version, request_id, held, reason) $$;
create function api.erase_case(case_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.erase_case(case_id, expected_version, request_id, reason) $$;
create function api.confirm_erasure(erasure_id uuid, expected_version int, request_id uuid, granted boolean)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.confirm_erasure(erasure_id, expected_version, request_id, granted) $$;
create function api.privacy_actions(case_id uuid) returns table (verb text)
language sql stable security invoker set search_path = '' as $$ select app.privacy_actions(case_id) $$;
comment on function api.privacy_actions is
  'Verbs about personal data that the caller may use on a case now: record_privacy_request, erase_case, set_legal_hold. 404 case_not_found.';
comment on function api.request_privacy is
  'Holder of number and tracking code: requests a copy, a correction or the erasure of their data, with up to 1000 characters. No row when the pair does not match; 409 request_open.';
comment on function api.record_privacy_request is
  'Desk or administrator: records a request about personal data made at the counter: which side asks, how identity was verified (id_card, authority, tracking_code, called_back). 409 request_open.';
comment on function api.decide_privacy_request is
  'Administrator of the territory: done or refused with a reason of 4–500 characters. Reads no party data. 409 not_erased: an erasure is done by erasing.';
comment on function api.set_legal_hold is
  'Administrator of the territory: excludes a case from erasure (legal hold), or ends that, with a reason of 4–500 characters.';
comment on function api.erase_case is
  'Administrator of the territory: requests the erasure of the personal data of a closed case; another one confirms. 409 under_hold, still_running, erasure_waiting, erased.';
comment on function api.confirm_erasure is
  'A second administrator: confirms and erases permanently, or refuses; whoever requested it may only cancel it (409 same_person).';
grant execute on function app.request_privacy(uuid, text, text, text, text), api.request_privacy(text, text, uuid, text, text) to anon, authenticated;
grant execute on function
  app.privacy_actions(uuid), api.privacy_actions(uuid),
  app.record_privacy_request(uuid, uuid, text, text, text, text), api.record_privacy_request(uuid, uuid, text, text, text, text),
  app.decide_privacy_request(uuid, int, uuid, text, text), api.decide_privacy_request(uuid, int, uuid, text, text),
  app.set_legal_hold(uuid, int, uuid, boolean, text), api.set_legal_hold(uuid, int, uuid, boolean, text),
  app.erase_case(uuid, int, uuid, text), api.erase_case(uuid, int, uuid, text),
  app.confirm_erasure(uuid, int, uuid, boolean), api.confirm_erasure(uuid, int, uuid, boolean)
to authenticated;
