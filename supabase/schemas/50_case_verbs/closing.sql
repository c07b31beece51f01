-- Closing a case, following it up, and reopening it.

create policy "signed-in people read which papers are required" on app.required_papers for select to authenticated using (true);
grant select on app.required_papers to authenticated;
create view api.required_papers with (security_invoker = true) as select outcome, paper, sort from app.required_papers;
comment on view api.required_papers is 'Papers that must be in the file before closing, by outcome.';
grant select on api.required_papers to authenticated;

create function app.close_case(p_case uuid, p_version int, p_request uuid, p_note text, p_people int, p_papers text[], p_reply text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'note', p_note, 'people', p_people,
    'papers', p_papers, 'reply', p_reply);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'close_case', v_args);
  v_case app.cases;
  v_from text;
  v_note text;
  v_reply text;
  v_papers text[];
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('close_case', p_case, p_version);
  v_from := v_case.status;
  v_note := app.clean_text(p_note, 'note', 0, 500);
  -- Two-person rule: whoever concluded the case may not close it.
  if exists (select 1 from app.case_events e where e.case_id = p_case and e.verb in ('conclude_case', 'answer_case')
             and e.seq = (select max(x.seq) from app.case_events x where x.case_id = p_case and x.verb in ('conclude_case', 'answer_case'))
             and e.actor_id = auth.uid() and v_case.outcome <> 'answered') then
    perform app.refuse('same_person', '{}', 'PT409');
  end if;
  -- The number of people for the statistics, and the papers of the file.
  v_case.people_count := coalesce(p_people, v_case.people_count);
  if v_case.people_count is null then perform app.refuse('field_required', '{"field": "people_count"}'); end if;
  if v_case.people_count not between 1 and 100000 then
    perform app.refuse('out_of_range', '{"field": "people_count", "min": 1, "max": 100000}');
  end if;
  v_papers := array(select q.paper from app.required_papers q where q.outcome = v_case.outcome order by q.sort);
  if not v_papers <@ coalesce(p_papers, '{}') then
    perform app.refuse('papers_missing', jsonb_build_object('field', 'papers', 'papers',
      (select jsonb_agg(paper) from unnest(v_papers) paper where paper <> all (coalesce(p_papers, '{}')))));
  end if;
  v_reply := app.clean_text(p_reply, 'reply', (select reply_duty from app.channels where code = v_case.channel)::int, 1000);
  v_case.status := 'closed';
  update app.deadlines set met_at = now() where case_id = p_case and met_at is null and stage not in ('confirm', 'follow_up', 'question');
  if v_case.outcome like 'agreed%' then
    perform app.start_deadline(v_case, 'follow_up', greatest(now(), coalesce(
      ((select max(a.perform_by) from app.agreements a where a.case_id = p_case) + time '09:00') at time zone 'Asia/Shanghai', now())));
  end if;
  perform app.end_flag(p_case, f.flag) from app.case_flags f where f.case_id = p_case and f.ended_at is null;
  if v_case.first_closed_at is null then perform app.count_record(v_case); end if;
  v_case := app.save_case(v_case);
  return next app.finish_verb('close_case', v_from, v_case, jsonb_build_object('note', v_note, 'outcome', v_case.outcome,
    'people_count', v_case.people_count, 'papers', to_jsonb(v_papers), 'reply', v_reply), p_request, v_args);
end $$;

create function api.close_case(case_id uuid, expected_version int, request_id uuid, note text default null, people_count int default null,
  papers text[] default '{}', reply text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.close_case(case_id, expected_version, request_id, note, people_count, papers, reply) $$;

comment on function api.close_case is
  'Desk: closes a case that was answered, agreed or not settled. The closer must differ from who concluded it; the number of people, the required papers and any owed reply to the source must be there. Errors: same_person, order_open (409), papers_missing.';

grant execute on function app.close_case(uuid, int, uuid, text, int, text[], text),
  api.close_case(uuid, int, uuid, text, int, text[], text) to authenticated;

-- Once within the reopening period, when the agreement is not performed or something new came up. After that a new case
-- continues it.
create function app.reopen_case(p_case uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'reopen_case', v_args);
  v_case app.cases;
  v_from text;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('reopen_case', p_case, p_version);
  v_from := v_case.status;
  v_reason := app.clean_text(p_reason, 'reason', 5, 500);
  v_case.reopen_count := v_case.reopen_count + 1;
  perform app.complete_deadline(p_case, 'follow_up');
  v_case.outcome := null;
  -- If its mediator still holds the post, mediation continues; otherwise the desk dispatches the case again.
  if v_case.mediator_id is not null and exists (
      select 1 from app.posts p join app.staff s on s.id = p.staff_id and s.active join app.organisations o on o.id = p.organisation_id and o.active
      where p.staff_id = v_case.mediator_id and p.organisation_id = v_case.lead_organisation_id and p.role = 'mediator'
        and app.is_current(p.valid_from, p.valid_to)) then
    v_case.status := 'mediating';
    v_case.responsible_organisation_id := v_case.lead_organisation_id;
    perform app.start_deadline(v_case, 'contact', now());
    perform app.start_deadline(v_case, 'mediate', now());
  else
    update app.case_participants set until = now() where case_id = p_case and part = 'lead' and until is null;
    if v_case.lead_organisation_id is not null then perform app.join_case(p_case, v_case.lead_organisation_id, 'former_lead'); end if;
    v_case.lead_organisation_id := null;
    v_case.mediator_id := null;
    v_case.mediator_name := null;
    v_case.responsible_organisation_id := app.desk_id(p_case);
    v_case.status := 'accepted';
    perform app.start_deadline(v_case, 'dispatch', now());
  end if;
  v_case := app.save_case(v_case);
  return next app.finish_verb('reopen_case', v_from, v_case, jsonb_build_object('reason', v_reason), p_request, v_args);
end $$;

-- The call some days after the agreement was to be performed (回访).
create function app.record_follow_up(p_case uuid, p_version int, p_request uuid, p_performed text, p_satisfied int, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'performed', p_performed, 'satisfied', p_satisfied, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'record_follow_up', v_args);
  v_case app.cases;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('record_follow_up', p_case, p_version);
  perform app.check_choice('performed', p_performed, app.performances());
  if p_satisfied not between 1 and 5 then perform app.refuse('out_of_range', '{"field": "satisfied", "min": 1, "max": 5}'); end if;
  v_note := app.clean_text(p_note, 'note', 0, 500);
  perform app.complete_deadline(p_case, 'follow_up');
  v_case := app.save_case(v_case);
  return next app.finish_verb('record_follow_up', v_case.status, v_case, jsonb_build_object('performed', p_performed,
    'satisfied', p_satisfied, 'note', v_note), p_request, v_args);
end $$;

create function api.reopen_case(case_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.reopen_case(case_id, expected_version, request_id, reason) $$;
create function api.record_follow_up(case_id uuid, expected_version int, request_id uuid, performed text, satisfied int default null, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.record_follow_up(case_id, expected_version, request_id, performed, satisfied, note) $$;

comment on function api.reopen_case is
  'Desk: reopens a closed case, once, within the reopening period. 409 reopen_too_late, reopened_before.';
comment on function api.record_follow_up is 'Desk or mediator: the follow-up call: performed, partly, not_performed or not_due; satisfied 1–5.';

grant execute on function app.reopen_case(uuid, int, uuid, text), api.reopen_case(uuid, int, uuid, text),
  app.record_follow_up(uuid, int, uuid, text, int, text), api.record_follow_up(uuid, int, uuid, text, int, text)
  to authenticated;
