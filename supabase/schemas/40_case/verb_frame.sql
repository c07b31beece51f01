-- The steps that every verb shares: processed before? · lock and check the case · save it · write the history.

create type api.verb_result as (id uuid, number text, status text, version int);
comment on type api.verb_result is 'The result of every verb: the case, its number, its stage and its new version.';

create function app.digest(p_args jsonb) returns bytea
language sql immutable set search_path = '' as $$
  select extensions.digest(convert_to(p_args::text, 'UTF8'), 'sha256')
$$;

-- Finds a request that was already processed. Two concurrent sends of one request wait for each other here.
-- Raises request_reused (PT409) when the id was used with other arguments or by somebody else.
create function app.find_processed_request(p_request uuid, p_verb text, p_args jsonb) returns app.idempotency_keys
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_done app.idempotency_keys;
begin
  if p_request is null then perform app.refuse('field_required', '{"field": "request_id"}'); end if;
  perform pg_advisory_xact_lock(hashtextextended(p_request::text, 0));
  select * into v_done from app.idempotency_keys where request_id = p_request;
  if v_done.request_id is not null and (v_done.verb <> p_verb or v_done.digest <> app.digest(p_args)
      or v_done.actor_id is distinct from auth.uid()) then
    perform app.refuse('request_reused', '{}', 'PT409');
  end if;
  return v_done;
end $$;

-- Locks a case for a verb and checks it. A case that the caller may not read is reported as not found (PT404
-- case_not_found); a caller who can never use the verb on the case is refused (42501); a changed case raises
-- stale_version (PT409) with the last event; a stage without this verb raises not_possible_now (PT409); a verb that
-- belongs to another actor at this stage is refused (42501).
create function app.open_case(p_verb text, p_case uuid, p_version int) returns app.cases
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
  v_last record;
  v_obstacle text;
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_case is null then perform app.refuse('field_required', '{"field": "case_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_case from app.cases where id = p_case for update;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('case_not_found', '{}', 'PT404');
  end if;
  if not exists (select 1 from app.transitions t where t.verb = p_verb
                 and (app.is_actor(t.who, v_case, v_me)
                   -- Which person of the lead organisation may act depends on the stage and is checked below.
                   or t.who in ('lead_desk', 'mediator') and app.is_actor('lead', v_case, v_me))) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  if v_case.version <> p_version then
    select e.verb, e.actor_name, e.at into v_last
    from app.case_events e where e.case_id = p_case order by e.seq desc limit 1;
    perform app.refuse('stale_version', jsonb_build_object('version', v_case.version, 'status', v_case.status,
      'verb', v_last.verb, 'actor', v_last.actor_name, 'at', v_last.at), 'PT409');
  end if;
  if not exists (select 1 from app.transitions t where t.from_status = v_case.status and t.verb = p_verb) then
    perform app.refuse('not_possible_now', jsonb_build_object('status', v_case.status), 'PT409');
  end if;
  if not exists (select 1 from app.transitions t where t.from_status = v_case.status and t.verb = p_verb
                 and app.is_actor(t.who, v_case, v_me)) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  v_obstacle := app.obstacle(p_verb, v_case);
  if v_obstacle is not null then perform app.refuse(v_obstacle, jsonb_build_object('status', v_case.status), 'PT409'); end if;
  return v_case;
end $$;
comment on function app.open_case is 'Locks a case for a verb. Errors: case_not_found, refused, stale_version, not_possible_now.';

create function app.check_type(p_type text) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_type is null or p_type = '' then perform app.refuse('field_required', '{"field": "type_code"}'); end if;
  if not exists (select 1 from app.dispute_types where code = p_type and active) then
    perform app.refuse('unknown_choice', '{"field": "type_code"}');
  end if;
end $$;

-- An amount in yuan with two decimals. NaN compares as greater than everything, so this check rejects it too.
create function app.check_amount(p_amount numeric) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_amount < 0 or p_amount > 999999999999.99 then
    perform app.refuse('out_of_range', '{"field": "amount", "min": 0, "max": 999999999999.99}');
  end if;
end $$;

-- Writes a changed case with its next deadline and its participants in one update, which raises its version by one.
create function app.save_case(p_case app.cases) returns app.cases
language plpgsql volatile set search_path = '' as $$
declare
  v_next app.deadlines;
  v_saved app.cases;
begin
  select * into v_next from app.deadlines d
  where d.case_id = p_case.id and d.met_at is null and d.paused_at is null and d.stage <> all (app.secondary_deadline_stages())
  order by d.due_at, d.id limit 1;
  update app.cases c set
    version = c.version + 1, updated_at = now(), status = p_case.status, grade = p_case.grade,
    type_code = p_case.type_code, responsible_organisation_id = p_case.responsible_organisation_id,
    lead_organisation_id = p_case.lead_organisation_id, mediator_id = p_case.mediator_id,
    mediator_name = p_case.mediator_name, return_count = p_case.return_count, outcome = p_case.outcome,
    answer = p_case.answer, flags = array(select f.flag from app.case_flags f where f.case_id = c.id and f.ended_at is null order by 1),
    difficulty = p_case.difficulty, missing_items = p_case.missing_items, reject_reason = p_case.reject_reason,
    referred_to = p_case.referred_to, merged_into = p_case.merged_into, reopen_count = p_case.reopen_count,
    danger = p_case.danger, people_count = p_case.people_count, region_code = p_case.region_code,
    longitude = p_case.longitude, latitude = p_case.latitude, location_basis = p_case.location_basis,
    claimed_longitude = p_case.claimed_longitude, claimed_latitude = p_case.claimed_latitude, place_problem = p_case.place_problem,
    closed_at = case when p_case.status = any (app.ended_statuses()) then coalesce(c.closed_at, now()) end,
    first_closed_at = coalesce(c.first_closed_at, case when p_case.status = 'closed' then now() end),
    first_outcome = coalesce(c.first_outcome, case when p_case.status = 'closed' then p_case.outcome end),
    due_at = v_next.due_at, warn_at = v_next.warn_at, due_stage = v_next.stage,
    participant_organisation_ids = array(
      select distinct p.organisation_id from app.case_participants p where p.case_id = c.id order by 1)
  where c.id = p_case.id
  returning * into v_saved;
  return v_saved;
end $$;

-- Writes the history event of a verb.
create function app.record_act(p_verb text, p_from text, p_case app.cases, p_payload jsonb, p_request uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
begin
  insert into app.case_events (case_id, verb, from_status, to_status, actor_kind, actor_id, actor_name, post_id, role,
    organisation_id, organisation_name, payload, request_id)
  select p_case.id, p_verb, p_from, p_case.status, case when v_me.id is null then 'public' else 'staff' end,
    v_me.staff_id, s.name, v_me.id, v_me.role, v_me.organisation_id, o.name,
    jsonb_strip_nulls(p_payload || jsonb_build_object('deputy_for', case
      when p_verb in ('log_session', 'conclude_case') and p_case.mediator_id <> v_me.staff_id then p_case.mediator_name end)),
    p_request
  from (select 1) as always
  left join app.staff s on s.id = v_me.staff_id
  left join app.organisations o on o.id = v_me.organisation_id;
end $$;

-- Stores the request as processed and returns the verb's result. It is the last thing that a verb does, so that the
-- request, sent again, gets the same answer.
create function app.store_answer(p_verb text, p_case app.cases, p_request uuid, p_args jsonb) returns api.verb_result
language plpgsql volatile set search_path = '' as $$
begin
  insert into app.idempotency_keys (request_id, verb, actor_id, digest, case_id, status, version)
  values (p_request, p_verb, auth.uid(), app.digest(p_args), p_case.id, p_case.status, p_case.version);
  return (p_case.id, p_case.number, p_case.status, p_case.version)::api.verb_result;
end $$;

-- The end of every verb after which nothing else happens to the case.
create function app.finish_verb(p_verb text, p_from text, p_case app.cases, p_payload jsonb, p_request uuid, p_args jsonb)
returns api.verb_result
language plpgsql volatile set search_path = '' as $$
begin
  perform app.record_act(p_verb, p_from, p_case, p_payload, p_request);
  return app.store_answer(p_verb, p_case, p_request, p_args);
end $$;

create function app.repeat_answer(p_done app.idempotency_keys) returns api.verb_result
language sql stable security definer set search_path = '' as $$
  select c.id, c.number, p_done.status, p_done.version from app.cases c where c.id = p_done.case_id
$$;
