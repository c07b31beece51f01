-- Planned sessions: the mediator sets time, place and invitees; each confirms or asks for another time.
-- Here is only when and where a session will be held; what was said in it belongs to app.sessions.

-- Checks the details of a plan and returns them cleaned.
create function app.clean_plan(p_starts timestamptz, p_minutes int, p_way text, p_place text, p_note text) returns app.planned_sessions
language plpgsql stable set search_path = '' as $$
declare
  v_plan app.planned_sessions;
begin
  if p_starts is null then perform app.refuse('field_required', '{"field": "starts_at"}'); end if;
  if p_starts <= now() then perform app.refuse('date_in_past', '{"field": "starts_at"}'); end if;
  if p_starts > now() + interval '366 days' then perform app.refuse('invalid_value', '{"field": "starts_at"}'); end if;
  if p_minutes is null then perform app.refuse('field_required', '{"field": "minutes"}'); end if;
  if p_minutes not between 15 and 480 then perform app.refuse('out_of_range', '{"field": "minutes", "min": 15, "max": 480}'); end if;
  perform app.check_choice('way', p_way, app.session_ways());
  v_plan.starts_at := p_starts;
  v_plan.minutes := p_minutes;
  v_plan.way := p_way;
  v_plan.place := app.clean_text(p_place, 'place', 2, 200);
  v_plan.note := app.clean_text(p_note, 'note', 0, 500);
  return v_plan;
end $$;

-- Notifies everybody invited.
create function app.notify_invitees(p_session app.planned_sessions, p_kind text) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform app.send_message(p_session.case_id, i.party_id, p_kind, jsonb_build_object('starts_at', p_session.starts_at), p_session.id)
  from app.session_invitees i where i.session_id = p_session.id;
end $$;

create function app.plan_session(p_case uuid, p_request uuid, p_starts timestamptz, p_minutes int, p_way text, p_place text,
  p_parties uuid[], p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'starts', p_starts, 'minutes', p_minutes, 'way', p_way, 'place', p_place,
    'parties', p_parties, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'plan_session', v_args);
  v_plan app.planned_sessions;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  perform app.open_side('plan_session', p_case);
  v_plan := app.clean_plan(p_starts, p_minutes, p_way, p_place, p_note);
  if coalesce(cardinality(p_parties), 0) = 0 then perform app.refuse('field_required', '{"field": "party_ids"}'); end if;
  if cardinality(p_parties) > 200 or exists (select 1 from unnest(p_parties) x where not exists (
      select 1 from app.parties p where p.id = x and p.case_id = p_case)) then
    perform app.refuse('party_not_found', '{"field": "party_ids"}', 'PT404');
  end if;
  if (select count(*) from app.planned_sessions where case_id = p_case and cancelled_at is null and starts_at > now()) >= 10 then
    perform app.refuse('too_many_rows', '{"field": "starts_at", "max": 10}');
  end if;
  insert into app.planned_sessions (case_id, starts_at, minutes, way, place, note, planned_by_name)
  values (p_case, v_plan.starts_at, v_plan.minutes, v_plan.way, v_plan.place, v_plan.note, (select name from app.staff where id = auth.uid()))
  returning * into v_plan;
  insert into app.session_invitees (session_id, party_id) select distinct v_plan.id, x from unnest(p_parties) x;
  perform app.notify_invitees(v_plan, 'session_planned');
  return next app.finish_side('plan_session', p_case, jsonb_build_object('starts_at', v_plan.starts_at, 'way', v_plan.way,
    'place', v_plan.place), p_request, v_args);
end $$;

-- Locks a planned session that has not started.
create function app.open_plan(p_verb text, p_session uuid, p_version int) returns app.planned_sessions
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_plan app.planned_sessions;
begin
  perform app.open_record(p_verb, (select case_id from app.planned_sessions where id = p_session), 'session_id', p_session, p_version);
  select * into v_plan from app.planned_sessions where id = p_session for update;
  perform app.check_version(v_plan.version, p_version);
  if v_plan.cancelled_at is not null or v_plan.starts_at <= now() then perform app.refuse('session_over', '{}', 'PT409'); end if;
  return v_plan;
end $$;

-- A new time or place invalidates earlier replies, so everybody is asked again.
create function app.move_session(p_session uuid, p_version int, p_request uuid, p_starts timestamptz, p_minutes int, p_way text,
  p_place text, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('session', p_session, 'version', p_version, 'starts', p_starts, 'minutes', p_minutes,
    'way', p_way, 'place', p_place, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'move_session', v_args);
  v_plan app.planned_sessions;
  v_new app.planned_sessions;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_plan := app.open_plan('move_session', p_session, p_version);
  v_new := app.clean_plan(p_starts, p_minutes, p_way, p_place, p_note);
  update app.planned_sessions set starts_at = v_new.starts_at, minutes = v_new.minutes, way = v_new.way, place = v_new.place,
    note = v_new.note, version = version + 1 where id = p_session returning * into v_new;
  update app.session_invitees set reply = null, message = null, replied_at = null where session_id = p_session;
  perform app.notify_invitees(v_new, 'session_moved');
  return next app.finish_side('move_session', v_plan.case_id, jsonb_build_object('starts_before', v_plan.starts_at,
    'starts_at', v_new.starts_at, 'way', v_new.way, 'place', v_new.place), p_request, v_args);
end $$;

create function app.cancel_session(p_session uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('session', p_session, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'cancel_session', v_args);
  v_plan app.planned_sessions;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_plan := app.open_plan('cancel_session', p_session, p_version);
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  update app.planned_sessions set cancelled_at = now(), cancel_reason = v_reason, version = version + 1 where id = p_session;
  perform app.notify_invitees(v_plan, 'session_cancelled');
  return next app.finish_side('cancel_session', v_plan.case_id, jsonb_build_object('starts_at', v_plan.starts_at, 'reason', v_reason),
    p_request, v_args);
end $$;

-- A party's reply to the version of the plan that they saw; the latest reply counts.
create function app.reply_session(p_request uuid, p_number text, p_code text, p_session uuid, p_version int, p_reply text, p_message text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'session', p_session, 'version', p_version, 'reply', p_reply, 'message', p_message);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'reply_session', v_args);
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
  v_plan app.planned_sessions;
  v_message text;
begin
  if v_credential_holder.case_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  if p_session is null then perform app.refuse('field_required', '{"field": "session_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select s.* into v_plan from app.planned_sessions s join app.session_invitees i on i.session_id = s.id and i.party_id = v_credential_holder.party_id
  where s.id = p_session and s.case_id = v_credential_holder.case_id;
  if v_plan.id is null then perform app.refuse('record_not_found', '{"field": "session_id"}', 'PT404'); end if;
  perform app.check_version(v_plan.version, p_version);
  if v_plan.cancelled_at is not null or v_plan.starts_at <= now() then perform app.refuse('session_over', '{}', 'PT409'); end if;
  perform app.check_choice('reply', p_reply, app.session_replies());
  v_message := app.clean_text(p_message, 'message', (p_reply = 'move')::int * 2, 500);
  update app.session_invitees set reply = p_reply, message = v_message, replied_at = now()
  where session_id = p_session and party_id = v_credential_holder.party_id;
  perform app.finish_side('reply_session', v_credential_holder.case_id, jsonb_build_object('side', v_credential_holder.side, 'session_reply', p_reply,
    'starts_at', v_plan.starts_at), p_request, v_args);
  return query select c.status from app.cases c where c.id = v_credential_holder.case_id;
end $$;

-- When a case ends, its planned sessions are cancelled.
create function app.cancel_plans() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.planned_sessions set cancelled_at = now(), cancel_reason = 'case_ended', version = version + 1
  where case_id = new.id and cancelled_at is null and starts_at > now();
  update app.party_links set revoked_at = now(), version = version + 1 where case_id = new.id and used_at is null and revoked_at is null;
  return null;
end $$;
create trigger cases_75_plans after update of status on app.cases
  for each row when (old.closed_at is null and new.closed_at is not null) execute function app.cancel_plans();

create function api.plan_session(case_id uuid, request_id uuid, starts_at timestamptz, minutes int, way text, place text,
  party_ids uuid[], note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.plan_session(case_id, request_id, starts_at, minutes, way, place, party_ids, note) $$;
create function api.move_session(session_id uuid, expected_version int, request_id uuid, starts_at timestamptz, minutes int, way text,
  place text, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.move_session(session_id, expected_version, request_id, starts_at, minutes, way, place, note) $$;
create function api.cancel_session(session_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.cancel_session(session_id, expected_version, request_id, reason) $$;
create function api.reply_session(request_id uuid, number text, tracking_code text, session_id uuid, expected_version int, reply text,
  message text default null)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.reply_session(request_id, number, tracking_code, session_id, expected_version, reply, message) $$;

comment on function api.plan_session is
  'Mediator: plans a session (room, visit, online, call) of 15–480 minutes within a year, with the parties invited; place of 2–200 characters.';
comment on function api.move_session is 'Mediator: changes time, place or way; everybody invited is asked again. 409 session_over.';
comment on function api.cancel_session is 'Mediator: cancels a planned session for a reason of 2–500 characters.';
comment on function api.reply_session is
  'Invited party: confirmed, or move with a message; for the version of the plan that they saw (409 stale_record after a move). No row when the pair does not match.';

grant execute on function
  app.plan_session(uuid, uuid, timestamptz, int, text, text, uuid[], text), api.plan_session(uuid, uuid, timestamptz, int, text, text, uuid[], text),
  app.move_session(uuid, int, uuid, timestamptz, int, text, text, text), api.move_session(uuid, int, uuid, timestamptz, int, text, text, text),
  app.cancel_session(uuid, int, uuid, text), api.cancel_session(uuid, int, uuid, text)
to authenticated;
grant execute on function
  app.reply_session(uuid, text, text, uuid, int, text, text), api.reply_session(uuid, text, text, uuid, int, text, text)
to anon, authenticated;
