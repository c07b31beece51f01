-- Extending the time to mediate: requested by the mediator, decided by the desk.

create policy "whoever reads the case reads its extensions" on app.extensions for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select on app.extensions to authenticated;
create view api.extensions with (security_invoker = true) as
  select id, case_id, days, reason, asked_by, asked_at, decided_at, granted, decision, due_before, due_after from app.extensions;
comment on view api.extensions is 'Extensions of a case''s time to mediate: days requested, reason, author; granted or refused.';
grant select on api.extensions to authenticated;

-- Requires the consent of both parties and a request before the time runs out; the desk grants it.
create function app.request_extension(p_case uuid, p_version int, p_request uuid, p_days int, p_reason text, p_agreed boolean)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'days', p_days, 'reason', p_reason, 'agreed', p_agreed);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'request_extension', v_args);
  v_case app.cases;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('request_extension', p_case, p_version);
  if p_days is null then perform app.refuse('field_required', '{"field": "days"}'); end if;
  if p_days not between 1 and 60 then perform app.refuse('out_of_range', '{"field": "days", "min": 1, "max": 60}'); end if;
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  if p_agreed is not true then perform app.refuse('parties_must_agree', '{"field": "parties_agree"}'); end if;
  insert into app.extensions (case_id, days, reason, asked_by) values (p_case, p_days, v_reason, (select name from app.staff where id = auth.uid()));
  v_case := app.save_case(v_case);
  return next app.finish_verb('request_extension', v_case.status, v_case, jsonb_build_object('days', p_days, 'reason', v_reason), p_request, v_args);
end $$;

create function app.decide_extension(p_case uuid, p_version int, p_request uuid, p_granted boolean, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'granted', p_granted, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'decide_extension', v_args);
  v_case app.cases;
  v_note text;
  v_clock app.deadlines;
  v_days int;
  v_due timestamptz;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('decide_extension', p_case, p_version);
  if p_granted is null then perform app.refuse('field_required', '{"field": "granted"}'); end if;
  v_note := app.clean_text(p_note, 'note', 0, 500);
  select days into v_days from app.extensions where case_id = p_case and decided_at is null;
  select * into v_clock from app.deadlines where case_id = p_case and stage = 'mediate' and met_at is null;
  if p_granted and v_clock.id is not null then
    v_due := (app.next_workday((v_clock.due_at at time zone 'Asia/Shanghai')::date + v_days) + time '23:59:59') at time zone 'Asia/Shanghai';
    update app.deadlines set due_at = v_due, warn_at = v_due - (due_at - warn_at), warned_at = null, overdue_told_at = null, raised_at = null,
      provisional = app.is_provisional((v_due at time zone 'Asia/Shanghai')::date)
    where id = v_clock.id;
  end if;
  update app.extensions set decided_at = now(), granted = p_granted, decision = v_note, due_before = v_clock.due_at,
    due_after = coalesce(v_due, v_clock.due_at) where case_id = p_case and decided_at is null;
  v_case := app.save_case(v_case);
  return next app.finish_verb('decide_extension', v_case.status, v_case, jsonb_build_object('granted', p_granted, 'note', v_note,
    'days', v_days, 'due_before', v_clock.due_at, 'due_after', v_due), p_request, v_args);
end $$;

create function api.request_extension(case_id uuid, expected_version int, request_id uuid, days int, reason text, parties_agree boolean)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.request_extension(case_id, expected_version, request_id, days, reason, parties_agree) $$;
create function api.decide_extension(case_id uuid, expected_version int, request_id uuid, granted boolean, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.decide_extension(case_id, expected_version, request_id, granted, note) $$;

comment on function api.request_extension is
  'Mediator: requests 1–60 more days with the consent of both parties, before the time runs out, at most twice.';
comment on function api.decide_extension is 'Desk: grants or refuses an extension.';

grant execute on function app.request_extension(uuid, int, uuid, int, text, boolean),
  api.request_extension(uuid, int, uuid, int, text, boolean), app.decide_extension(uuid, int, uuid, boolean, text),
  api.decide_extension(uuid, int, uuid, boolean, text) to authenticated;
