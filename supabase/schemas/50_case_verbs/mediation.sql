-- The verbs of the lead organisation and its mediator, and the records of mediation: sessions and agreements.

create trigger sessions_30_append_only before update or delete on app.sessions
  for each row execute function app.refuse_change();
create trigger agreements_30_append_only before update or delete on app.agreements
  for each row execute function app.refuse_change();

create policy "whoever reads the case reads its sessions" on app.sessions for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
create policy "whoever reads the case reads its agreements" on app.agreements for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select (id, case_id, seq, kind, held_at, place, attendees, summary, recorded_by_name, created_at) on app.sessions to authenticated;
grant select on app.agreements to authenticated;

create view api.sessions with (security_invoker = true) as
  select id, case_id, seq, kind, held_at, place, attendees, summary, recorded_by_name, created_at from app.sessions;
comment on view api.sessions is 'Sessions of a case in order: contact, meeting, visit or call; when, with whom, about what.';
create view api.agreements with (security_invoker = true) as
  select id, case_id, form, terms, amount, perform_by, effective_on, created_at from app.agreements;
comment on view api.agreements is 'Agreements of a case: form, terms, amount in yuan, date to perform by, effective date.';
grant select on api.sessions, api.agreements to authenticated;

-- Back to the desk, at most twice. The deadlines for contact and mediation keep running.
create function app.return_case(p_case uuid, p_version int, p_request uuid, p_reason text, p_proposed uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason, 'proposed', p_proposed);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'return_case', v_args);
  v_case app.cases;
  v_from text;
  v_lead uuid;
  v_reason text;
  v_desk uuid := app.desk_id(p_case);
  v_above uuid;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('return_case', p_case, p_version);
  v_from := v_case.status;
  v_lead := v_case.lead_organisation_id;
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  if p_proposed is not null and not exists (select 1 from app.organisations where id = p_proposed and active and id <> v_case.lead_organisation_id) then
    perform app.refuse('unknown_choice', '{"field": "proposed_organisation_id"}');
  end if;
  v_case.return_count := v_case.return_count + 1;
  v_case.lead_organisation_id := null;
  v_case.mediator_id := null;
  v_case.mediator_name := null;
  -- The second return is a jurisdiction dispute, which the dispatch centre one level above decides.
  v_above := case when v_case.return_count = 2 then app.desk_above(v_desk) end;
  if v_above is not null then
    update app.case_participants set until = now() where case_id = p_case and part = 'desk' and until is null;
    perform app.join_case(p_case, v_desk, 'former_desk');
    perform app.join_case(p_case, v_above, 'desk');
    perform app.set_flag(p_case, 'jurisdiction', v_reason, null);
  end if;
  v_case.responsible_organisation_id := coalesce(v_above, v_desk);
  v_case.status := 'accepted';
  update app.case_participants set until = now()
  where case_id = p_case and organisation_id = v_lead and part = 'lead' and until is null;
  perform app.join_case(p_case, v_lead, 'former_lead');
  perform app.complete_deadline(p_case, 'sign');
  perform app.start_deadline(v_case, 'dispatch', now());
  v_case := app.save_case(v_case);
  return next app.finish_verb('return_case', v_from, v_case, jsonb_build_object('reason', v_reason,
    'organisation_name', (select name from app.organisations where id = v_lead),
    'proposed', (select name from app.organisations where id = p_proposed),
    'superior', (select name from app.organisations where id = v_above)), p_request, v_args);
end $$;

-- Signs for the case and assigns the mediator; later, reassigns it to another mediator of the same organisation.
create function app.assign_mediator(p_case uuid, p_version int, p_request uuid, p_mediator uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'mediator', p_mediator);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'assign_mediator', v_args);
  v_case app.cases;
  v_from text;
  v_leave app.leaves;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('assign_mediator', p_case, p_version);
  v_from := v_case.status;
  if p_mediator is null then perform app.refuse('field_required', '{"field": "mediator_id"}'); end if;
  if p_mediator = v_case.mediator_id then perform app.refuse('already_mediator', '{"field": "mediator_id"}'); end if;
  select s.id, s.name into v_case.mediator_id, v_case.mediator_name
  from app.posts p join app.staff s on s.id = p.staff_id and s.active
  where p.staff_id = p_mediator and p.organisation_id = v_case.lead_organisation_id and p.role = 'mediator'
    and app.is_current(p.valid_from, p.valid_to);
  if v_case.mediator_id is distinct from p_mediator then
    perform app.refuse('mediator_unsuitable', '{"field": "mediator_id"}');
  end if;
  v_leave := app.leave_of(p_mediator, v_case.lead_organisation_id, 'mediator');
  if v_leave.id is not null then
    perform app.refuse('mediator_on_leave', jsonb_build_object('field', 'mediator_id', 'until', v_leave.to_on,
      'deputy', (select name from app.staff where id = v_leave.deputy_id)));
  end if;
  v_case.status := case v_from when 'dispatched' then 'assigned' else v_from end;
  perform app.complete_deadline(p_case, 'sign');
  v_case := app.save_case(v_case);
  return next app.finish_verb('assign_mediator', v_from, v_case,
    jsonb_build_object('mediator_id', p_mediator, 'mediator_name', v_case.mediator_name), p_request, v_args);
end $$;

create function app.log_session(p_case uuid, p_version int, p_request uuid, p_kind text, p_held_at timestamptz,
  p_summary text, p_place text, p_attendees text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'kind', p_kind, 'held_at', p_held_at,
    'summary', p_summary, 'place', p_place, 'attendees', p_attendees);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'log_session', v_args);
  v_case app.cases;
  v_from text;
  v_session app.sessions;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('log_session', p_case, p_version);
  v_from := v_case.status;
  perform app.check_choice('kind', p_kind, app.session_kinds());
  v_session.summary := app.clean_text(p_summary, 'summary', 5, 5000);
  v_session.place := app.clean_text(p_place, 'place', 0, 100);
  v_session.attendees := app.clean_text(p_attendees, 'attendees', 0, 200);
  if p_held_at is null then perform app.refuse('field_required', '{"field": "held_at"}'); end if;
  -- Five minutes of tolerance for client clocks that run ahead; back to the day of filing for a contact that is logged
  -- later.
  if p_held_at > now() + interval '5 minutes' then perform app.refuse('date_in_future', '{"field": "held_at"}'); end if;
  if p_held_at < date_trunc('day', least(v_case.created_at, now()), 'Asia/Shanghai') then
    perform app.refuse('date_too_early', '{"field": "held_at"}');
  end if;
  insert into app.sessions (case_id, seq, kind, held_at, place, attendees, summary, recorded_by, recorded_by_name)
  values (p_case, (select coalesce(max(s.seq), 0) + 1 from app.sessions s where s.case_id = p_case), p_kind, p_held_at,
    v_session.place, v_session.attendees, v_session.summary, auth.uid(), (select name from app.staff where id = auth.uid()))
  returning * into v_session;
  v_case.status := 'mediating';
  perform app.complete_deadline(p_case, 'contact');
  v_case := app.save_case(v_case);
  return next app.finish_verb('log_session', v_from, v_case, jsonb_build_object('session', v_session.seq, 'kind', p_kind,
    'held_at', p_held_at, 'place', v_session.place), p_request, v_args);
end $$;

create function app.conclude_case(p_case uuid, p_version int, p_request uuid, p_outcome text, p_terms text,
  p_amount numeric, p_perform_by date)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'outcome', p_outcome, 'terms', p_terms,
    'amount', p_amount, 'perform_by', p_perform_by);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'conclude_case', v_args);
  v_today date := app.today();
  v_case app.cases;
  v_from text;
  v_terms text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('conclude_case', p_case, p_version);
  v_from := v_case.status;
  perform app.check_choice('outcome', p_outcome, app.mediation_outcomes());
  v_terms := app.clean_text(p_terms, 'terms', 5, 5000);
  perform app.check_amount(p_amount);
  if p_perform_by < v_today then perform app.refuse('date_in_past', '{"field": "perform_by"}'); end if;
  if p_perform_by > v_today + 36525 then perform app.refuse('invalid_value', '{"field": "perform_by"}'); end if;
  if p_outcome <> 'not_settled' then
    insert into app.agreements (case_id, form, terms, amount, perform_by, effective_on)
    values (p_case, case p_outcome when 'agreed_written' then 'written' else 'oral' end, v_terms, p_amount, p_perform_by,
      coalesce((select in_force_on from app.agreement_papers where case_id = p_case and discarded_at is null and p_outcome = 'agreed_written'), v_today));
  end if;
  -- Undecided requests for an extension are no longer needed.
  update app.extensions set decided_at = now(), granted = false where case_id = p_case and decided_at is null;
  v_case.outcome := p_outcome;
  v_case.status := case p_outcome when 'not_settled' then 'not_settled' else 'agreed' end;
  perform app.complete_deadline(p_case, 'mediate');
  perform app.start_deadline(v_case, 'close', now());
  -- The parties have thirty days from effect to apply for judicial confirmation together (人民调解法 33); this deadline
  -- never pauses.
  if p_outcome <> 'not_settled' then perform app.start_deadline(v_case, 'confirm', now()); end if;
  v_case := app.save_case(v_case);
  -- The terms are stored with the agreement; the reason for no agreement is stored only here.
  return next app.finish_verb('conclude_case', v_from, v_case, jsonb_build_object('outcome', p_outcome,
    'reason', case p_outcome when 'not_settled' then v_terms end), p_request, v_args);
end $$;

create function api.return_case(case_id uuid, expected_version int, request_id uuid, reason text, proposed_organisation_id uuid default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.return_case(case_id, expected_version, request_id, reason, proposed_organisation_id) $$;
create function api.assign_mediator(case_id uuid, expected_version int, request_id uuid, mediator_id uuid)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.assign_mediator(case_id, expected_version, request_id, mediator_id) $$;
create function api.log_session(case_id uuid, expected_version int, request_id uuid, kind text, held_at timestamptz,
  summary text, place text default null, attendees text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.log_session(case_id, expected_version, request_id, kind, held_at, summary, place, attendees) $$;
create function api.conclude_case(case_id uuid, expected_version int, request_id uuid, outcome text, terms text,
  amount numeric default null, perform_by date default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.conclude_case(case_id, expected_version, request_id, outcome, terms, amount, perform_by) $$;

comment on function api.return_case is
  'Lead: returns (退回) the case to the desk with a reason of 5–500 characters and a proposed organisation; the second time the desk above decides, a third is impossible (409 returned_twice).';
comment on function api.assign_mediator is
  'Lead: signs for the case and assigns its mediator, later another one. Errors: mediator_unsuitable, already_mediator.';
comment on function api.log_session is 'Mediator: logs a contact, meeting, visit or call; summary 5–5000 characters; held between the day of filing and now.';
comment on function api.conclude_case is
  'Mediator: records agreed_written, agreed_oral or not_settled with terms or reasons of 5–5000 characters, amount in yuan, date to perform by.';

grant execute on function app.return_case(uuid, int, uuid, text, uuid), api.return_case(uuid, int, uuid, text, uuid),
  app.assign_mediator(uuid, int, uuid, uuid), api.assign_mediator(uuid, int, uuid, uuid),
  app.log_session(uuid, int, uuid, text, timestamptz, text, text, text),
  api.log_session(uuid, int, uuid, text, timestamptz, text, text, text),
  app.conclude_case(uuid, int, uuid, text, text, numeric, date),
  api.conclude_case(uuid, int, uuid, text, text, numeric, date) to authenticated;
