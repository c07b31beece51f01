-- Undoing a dispatch (撤回分派) before anybody has acted on it.
-- Possible within a few minutes, for the person who dispatched, while nothing else has happened; app.obstacle checks
-- this. Afterwards everything is as if the case had never been dispatched, except the history, which keeps both events.
-- The dispatch deadline continues as if it had never stopped, so that a wrong dispatch gains no time.

create function app.undo_dispatch(p_case uuid, p_version int, p_request uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'undo_dispatch', v_args);
  v_case app.cases;
  v_from text;
  v_lead app.organisations;
  v_dispatch app.case_events;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('undo_dispatch', p_case, p_version);
  v_from := v_case.status;
  select * into v_dispatch from app.case_events where case_id = p_case order by seq desc limit 1;
  select * into v_lead from app.organisations where id = v_case.lead_organisation_id;
  v_case.lead_organisation_id := null;
  v_case.responsible_organisation_id := app.desk_id(p_case);
  v_case.status := 'accepted';

  -- The organisation never really took part, so it can no longer read the case; one that took part earlier keeps that
  -- record.
  if exists (select 1 from app.case_participants where case_id = p_case and organisation_id = v_lead.id and part = 'former_lead') then
    update app.case_participants set until = now() where case_id = p_case and organisation_id = v_lead.id and part = 'lead';
  else
    delete from app.case_participants where case_id = p_case and organisation_id = v_lead.id and part = 'lead';
  end if;
  -- Participations and flags that the dispatch ended are restored.
  delete from app.case_participants
  where case_id = p_case and organisation_id = v_lead.id and part = 'former_co_handler' and since = v_dispatch.at;
  update app.case_participants set until = null
  where case_id = p_case and organisation_id = v_lead.id and part = 'co_handler' and until = v_dispatch.at;
  update app.case_flags set ended_at = null, ended_by = null where case_id = p_case and ended_at = v_dispatch.at;

  -- Deadlines that the dispatch started are deleted; the one that it completed runs again.
  delete from app.deadlines
  where case_id = p_case and stage = any (app.lead_deadline_stages()) and met_at is null and starts_at = v_dispatch.at;
  update app.deadlines set met_at = null where case_id = p_case and stage = 'dispatch' and met_at = v_dispatch.at;

  v_case := app.save_case(v_case);
  -- The organisation no longer takes part, so the usual hint would not reach it: this one tells it that the case left
  -- its list.
  perform realtime.send(app.hint(1, p_case::text, v_case.version), 'case_changed', 'organisation:' || v_lead.id, true);
  return next app.finish_verb('undo_dispatch', v_from, v_case, jsonb_build_object('organisation_id', v_lead.id,
    'organisation_name', v_lead.name), p_request, v_args);
end $$;

create type api.undoable_dispatch as (case_id uuid, number text, version int, organisation_name text, seconds_left int);
comment on type api.undoable_dispatch is 'A dispatch that may still be undone, and for how many seconds.';

-- What the caller may still undo, so that the offer survives a reload. A batch has fifty at most.
create function app.undoable_dispatches() returns setof api.undoable_dispatch
language sql stable security definer set search_path = '' as $$
  select c.id, c.number, c.version, o.name, ceil(extract(epoch from e.at + app.undo_grace() - now()))::int
  from app.case_events e
  join app.cases c on c.id = e.case_id and c.status = 'dispatched'
  join app.organisations o on o.id = c.lead_organisation_id
  where e.actor_id = auth.uid() and e.at > now() - app.undo_grace() and e.verb = 'dispatch_case'
    -- If a case was dispatched, undone and dispatched again, only the last dispatch counts.
    and e.seq = (select max(x.seq) from app.case_events x where x.case_id = e.case_id)
    and app.is_actor('desk', c, app.my_post()) and app.obstacle('undo_dispatch', c) is null
  order by e.at, c.number limit 200
$$;

create function api.undo_dispatch(case_id uuid, expected_version int, request_id uuid)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.undo_dispatch(case_id, expected_version, request_id) $$;
create function api.undoable_dispatches() returns setof api.undoable_dispatch
language sql stable security invoker set search_path = '' as $$ select * from app.undoable_dispatches() $$;
comment on function api.undo_dispatch is
  'Desk: undoes one''s own dispatch (撤回) while nothing has happened since; the dispatch deadline continues as if it had never stopped. 409 dispatch_moved_on, dispatched_by_other, undo_too_late.';
comment on function api.undoable_dispatches is 'The caller''s own dispatches that may still be undone, with the seconds left.';
grant execute on function app.undo_dispatch(uuid, int, uuid), api.undo_dispatch(uuid, int, uuid),
  app.undoable_dispatches(), api.undoable_dispatches() to authenticated;
