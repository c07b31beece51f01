-- Questions and statements of the parties, answered by the responsible organisation.
-- Each party has its own thread with the organisation; no party reads another's. A question starts a deadline.

-- Stores a party's message; a question sets the case's flag and starts its deadline.
create function app.store_message(p_case uuid, p_party uuid, p_kind text, p_message text) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_case app.cases;
  v_id uuid;
  v_clock app.deadlines;
begin
  insert into app.party_messages (case_id, party_id, kind, message) values (p_case, p_party, p_kind, p_message) returning id into v_id;
  if p_kind = 'question' then
    select * into v_case from app.cases where id = p_case;
    v_clock := app.plan_deadline(v_case, 'question', now());
    insert into app.deadlines (case_id, stage, policy_id, starts_at, warn_at, due_at, provisional, subject_id)
    values (p_case, 'question', v_clock.policy_id, v_clock.starts_at, v_clock.warn_at, v_clock.due_at, v_clock.provisional, v_id);
    perform app.set_flag(p_case, 'question', 'question', null);
  end if;
  return v_id;
end $$;

create function app.write_message(p_request uuid, p_number text, p_code text, p_kind text, p_message text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'kind', p_kind, 'message', p_message);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'write_message', v_args);
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
  v_message text;
begin
  if v_credential_holder.case_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  perform app.check_choice('kind', p_kind, app.message_kinds());
  v_message := app.clean_text(p_message, 'message', 2, 2000);
  -- A merged case continues under another number; at every other stage questions are allowed.
  perform app.check_stage(v_credential_holder.case_id, array_remove(app.case_statuses(), 'merged'));
  if (select count(*) from app.party_messages where party_id = v_credential_holder.party_id and kind = 'question' and answered_at is null)
      >= (app.setting('open_questions'))::int and p_kind = 'question' then
    perform app.refuse('too_many_questions', jsonb_build_object('max', app.setting('open_questions')), 'PT409');
  end if;
  if (select count(*) from app.party_messages where party_id = v_credential_holder.party_id and at > now() - interval '1 day')
      >= (app.setting('messages_per_day'))::int then
    perform app.refuse('too_many_requests', '{}', 'PT429');
  end if;
  perform app.store_message(v_credential_holder.case_id, v_credential_holder.party_id, p_kind, v_message);
  perform app.finish_side('write_message', v_credential_holder.case_id, jsonb_build_object('side', v_credential_holder.side, 'message', p_kind), p_request, v_args);
  return query select c.status from app.cases c where c.id = v_credential_holder.case_id;
end $$;

create function app.answer_question(p_message uuid, p_version int, p_request uuid, p_answer text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('message', p_message, 'version', p_version, 'answer', p_answer);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'answer_question', v_args);
  v_message app.party_messages;
  v_answer text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  perform app.open_record('answer_question', (select case_id from app.party_messages where id = p_message), 'message_id', p_message, p_version);
  select * into v_message from app.party_messages where id = p_message for update;
  perform app.check_version(v_message.version, p_version);
  if v_message.kind <> 'question' then perform app.refuse('no_question', '{}', 'PT409'); end if;
  v_answer := app.clean_text(p_answer, 'answer', 2, 2000);
  update app.party_messages set answer = v_answer, answered_at = now(), version = version + 1,
    answered_by_name = (select name from app.staff where id = auth.uid()),
    answered_by_organisation = (select name from app.organisations where id = (app.my_post()).organisation_id)
  where id = p_message;
  update app.deadlines set met_at = now() where case_id = v_message.case_id and subject_id = p_message and met_at is null;
  if not exists (select 1 from app.party_messages where case_id = v_message.case_id and kind = 'question' and answered_at is null) then
    perform app.end_flag(v_message.case_id, 'question');
  end if;
  perform app.send_message(v_message.case_id, v_message.party_id, 'question_answered', '{}', p_message);
  return next app.finish_side('answer_question', v_message.case_id, '{}', p_request, v_args);
end $$;

create function api.write_message(request_id uuid, number text, tracking_code text, kind text, message text)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.write_message(request_id, number, tracking_code, kind, message) $$;
create function api.answer_question(message_id uuid, expected_version int, request_id uuid, answer text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.answer_question(message_id, expected_version, request_id, answer) $$;

comment on function api.write_message is
  'Holder of number and tracking code: a question or a statement, 2–2000 characters. Error: too_many_questions (409) while several are unanswered.';
comment on function api.answer_question is 'Desk or lead: answers a party''s question in 2–2000 characters.';

grant execute on function
  app.write_message(uuid, text, text, text, text), api.write_message(uuid, text, text, text, text)
to anon, authenticated;
grant execute on function
  app.answer_question(uuid, int, uuid, text), api.answer_question(uuid, int, uuid, text)
to authenticated;
