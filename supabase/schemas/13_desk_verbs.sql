-- Chapter 13 · The verbs of the desk
-- Each verb: repeat the answer of a request done before → lock the case, check right, version and stage → check the
-- input → change → history. All in one transaction: a refusal leaves nothing half-written.

-- Gives a case to an organisation. The clocks of the next stages start at dispatch, not when the organisation signs:
-- nobody's time does not exist. A second dispatch after a return starts a new clock for signing only.
create function app.assign_lead(p_case app.cases, p_organisation uuid) returns app.cases
language plpgsql volatile set search_path = '' as $$
begin
  p_case.lead_organisation_id := p_organisation;
  p_case.responsible_organisation_id := p_organisation;
  p_case.status := 'dispatched';
  perform app.end_flag(p_case.id, 'jurisdiction');
  perform app.end_co_handling(p_case.id, p_organisation);
  perform app.join_case(p_case.id, p_organisation, 'lead');
  perform app.complete_deadline(p_case.id, 'dispatch');
  perform app.start_deadline(p_case, stage, now()) from unnest(array['sign', 'contact', 'mediate']) as stage;
  return app.save_case(p_case);
end $$;

-- The best organisation, when the desk has switched that on for the type and grade and there is one with somebody in
-- office that did not return the case before.
create function app.auto_dispatch(p_case app.cases) returns app.cases
language plpgsql volatile set search_path = '' as $$
declare
  v_best api.dispatch_suggestion;
  v_from text := p_case.status;
begin
  if not exists (select 1 from app.auto_dispatches a left join app.dispute_types t on t.code = p_case.type_code
      where a.organisation_id = app.desk_id(p_case.id) and a.type_code in (t.code, t.parent_code) and a.grade = p_case.grade) then
    return p_case;
  end if;
  select * into v_best from app.rank_candidates(p_case) r where r.open_cases < r.capacity
    and not exists (select 1 from jsonb_array_elements(r.reasons) x where x ->> 'key' in ('no_mediator', 'reason.no_mediator', 'returned_before', 'reason.returned_before'))
  limit 1;
  if v_best.organisation_id is null then return p_case; end if;
  p_case := app.assign_lead(p_case, v_best.organisation_id);
  perform app.append_event(p_case, 'dispatch_case', v_from, jsonb_build_object('organisation_id', v_best.organisation_id,
    'organisation_name', v_best.name, 'by_itself', true));
  return p_case;
end $$;

create function app.accept_case(p_case uuid, p_version int, p_request uuid, p_type text, p_grade text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'type', p_type, 'grade', p_grade);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'accept_case', v_args);
  v_case app.cases;
  v_from text;
  v_result api.verb_result;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('accept_case', p_case, p_version);
  v_from := v_case.status;
  perform app.check_type(p_type);
  perform app.check_choice('grade', p_grade, array['red', 'yellow', 'blue']);
  v_case.type_code := p_type;
  v_case.grade := p_grade;
  v_case.status := 'accepted';
  perform app.complete_deadline(p_case, 'accept');
  perform app.start_deadline(v_case, 'dispatch', now());
  v_case := app.save_case(v_case);
  v_result := app.finish_verb('accept_case', v_from, v_case, jsonb_build_object('type_code', p_type,
    'type_name', (select name from app.dispute_types where code = p_type), 'grade', p_grade), p_request, v_args);
  -- Whoever accepted goes on from where the case stands now.
  v_case := app.auto_dispatch(v_case);
  v_result.status := v_case.status;
  v_result.version := v_case.version;
  return next v_result;
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
  -- After a return the clocks of contact and mediation may still be running.
  perform app.complete_deadline(p_case, stage) from unnest(array['accept', 'dispatch', 'sign', 'contact', 'mediate']) as stage;
  perform app.start_deadline(v_case, 'close', now());
  v_case := app.save_case(v_case);
  return next app.finish_verb('answer_case', v_from, v_case, jsonb_build_object('answer', v_case.answer), p_request, v_args);
end $$;

create function app.dispatch_case(p_case uuid, p_version int, p_request uuid, p_organisation uuid, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'organisation', p_organisation, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'dispatch_case', v_args);
  v_case app.cases;
  v_from text;
  v_note text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('dispatch_case', p_case, p_version);
  v_from := v_case.status;
  if p_organisation is null then perform app.refuse('field_required', '{"field": "organisation_id"}'); end if;
  v_note := app.clean_text(p_note, 'note', 0, 500);
  if not exists (select 1 from app.candidates(v_case) c where c.organisation_id = p_organisation) then
    perform app.refuse('organisation_unsuitable', '{"field": "organisation_id"}');
  end if;
  v_case := app.assign_lead(v_case, p_organisation);
  return next app.finish_verb('dispatch_case', v_from, v_case, jsonb_build_object('organisation_id', p_organisation,
    'organisation_name', (select name from app.organisations where id = p_organisation), 'note', v_note), p_request, v_args);
end $$;

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
  -- Two persons: whoever concluded does not close.
  if exists (select 1 from app.case_events e where e.case_id = p_case and e.verb in ('conclude_case', 'answer_case')
             and e.seq = (select max(x.seq) from app.case_events x where x.case_id = p_case and x.verb in ('conclude_case', 'answer_case'))
             and e.actor_id = auth.uid() and v_case.outcome <> 'answered') then
    perform app.refuse('same_person', '{}', 'PT409');
  end if;
  -- The figures of the statistics and the papers of the file.
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

-- The faces of the verbs: named arguments, the caller's own rights, nothing else.
create function api.accept_case(case_id uuid, expected_version int, request_id uuid, type_code text, grade text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.accept_case(case_id, expected_version, request_id, type_code, grade) $$;
create function api.answer_case(case_id uuid, expected_version int, request_id uuid, answer text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.answer_case(case_id, expected_version, request_id, answer) $$;
create function api.dispatch_case(case_id uuid, expected_version int, request_id uuid, organisation_id uuid, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.dispatch_case(case_id, expected_version, request_id, organisation_id, note) $$;
create function api.close_case(case_id uuid, expected_version int, request_id uuid, note text default null, people_count int default null,
  papers text[] default '{}', reply text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.close_case(case_id, expected_version, request_id, note, people_count, papers, reply) $$;

comment on function api.accept_case is 'Desk: accepts a filed case with its official type and grade (red, yellow, blue).';
comment on function api.answer_case is 'Desk: answers directly (直接答复), 5–2000 characters; the applicant reads it.';
comment on function api.dispatch_case is 'Desk: dispatches (转办) to an organisation that suggest_dispatch may name; note up to 500 characters. Refuses organisation_unsuitable.';
comment on function api.close_case is
  'Desk: closes a case that was answered, agreed or not settled: another person than who concluded, with the number of people, the papers required, and the reply to a source that is owed one. Refuses same_person, order_open (409), papers_missing.';

grant execute on function
  app.accept_case(uuid, int, uuid, text, text), api.accept_case(uuid, int, uuid, text, text),
  app.answer_case(uuid, int, uuid, text), api.answer_case(uuid, int, uuid, text),
  app.dispatch_case(uuid, int, uuid, uuid, text), api.dispatch_case(uuid, int, uuid, uuid, text),
  app.close_case(uuid, int, uuid, text, int, text[], text), api.close_case(uuid, int, uuid, text, int, text[], text)
to authenticated;
