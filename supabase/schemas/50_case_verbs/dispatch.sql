-- Dispatching: a case gets its lead organisation, by the desk or automatically.

create policy "a desk's people read what it dispatches by itself" on app.auto_dispatches for select to authenticated
  using (coalesce(organisation_id = (select app.my_organisation()), false));
grant select on app.auto_dispatches to authenticated;
create view api.auto_dispatches with (security_invoker = true) as select organisation_id, type_code, grade from app.auto_dispatches;
comment on view api.auto_dispatches is 'Types and grades that the caller''s desk dispatches automatically.';
grant select on api.auto_dispatches to authenticated;

-- Assigns a case to an organisation. The deadlines of the next stages start at dispatch, not when the organisation
-- signs for the case, so that no time goes uncounted. A second dispatch after a return starts a new deadline for
-- signing only.
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
  perform app.start_deadline(p_case, stage, now()) from unnest(app.lead_deadline_stages()) as stage;
  return app.save_case(p_case);
end $$;

-- Dispatches to the best organisation if the desk has enabled it for the type and grade, and if one has staff and did
-- not return the case before.
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
  select * into v_best from app.rank_candidates(p_case) r where r.open_cases < r.capacity and r.staffed and not r.returned_before limit 1;
  if v_best.organisation_id is null then return p_case; end if;
  p_case := app.assign_lead(p_case, v_best.organisation_id);
  perform app.append_event(p_case, 'dispatch_case', v_from, jsonb_build_object('organisation_id', v_best.organisation_id,
    'organisation_name', v_best.name, 'by_itself', true));
  return p_case;
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

create function api.dispatch_case(case_id uuid, expected_version int, request_id uuid, organisation_id uuid, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.dispatch_case(case_id, expected_version, request_id, organisation_id, note) $$;

comment on function api.dispatch_case is
  'Desk: dispatches (转办) to an organisation that suggest_dispatch may name; note up to 500 characters. Errors: organisation_unsuitable.';

grant execute on function app.dispatch_case(uuid, int, uuid, uuid, text), api.dispatch_case(uuid, int, uuid, uuid, text)
  to authenticated;
