-- Merging duplicate filings, and linking related cases.

-- Merges a duplicate into the case that remains. The remaining case keeps the earlier end of each deadline; both
-- histories and both tracking codes stay valid.
create function app.merge_case(p_case uuid, p_version int, p_request uuid, p_into uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'into', p_into, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'merge_case', v_args);
  v_case app.cases;
  v_into app.cases;
  v_from text;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  if p_into is null then perform app.refuse('field_required', '{"field": "into_case_id"}'); end if;
  -- Both cases are locked in id order, so that two opposite merges cannot deadlock.
  perform 1 from app.cases where id in (p_case, p_into) order by id for update;
  v_case := app.open_case('merge_case', p_case, p_version);
  v_from := v_case.status;
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  select * into v_into from app.cases where id = p_into;
  if v_into.id is null or not app.may_read(v_into) then perform app.refuse('case_not_found', '{"field": "into_case_id"}', 'PT404'); end if;
  if p_into = p_case or v_into.closed_at is not null then perform app.refuse('merge_impossible', '{"field": "into_case_id"}'); end if;
  update app.deadlines d set due_at = least(d.due_at, c.due_at), warn_at = least(d.warn_at, c.warn_at)
  from app.deadlines c
  where d.case_id = p_into and d.met_at is null and c.case_id = p_case and c.met_at is null and c.stage = d.stage
    and d.stage not in ('supervise', 'follow_up', 'confirm') and least(d.warn_at, c.warn_at) >= d.starts_at;
  update app.deadlines set met_at = now() where case_id = p_case and met_at is null;
  insert into app.case_links (case_id, other_id, kind) values (p_case, p_into, 'merged') on conflict do nothing;
  v_case.merged_into := p_into;
  v_case.status := 'merged';
  v_case := app.save_case(v_case);
  v_into := app.save_case(v_into);
  perform app.append_event(v_into, 'take_in', v_into.status, jsonb_build_object('number', v_case.number));
  return next app.finish_verb('merge_case', v_from, v_case, jsonb_build_object('into', v_into.number, 'reason', v_reason), p_request, v_args);
end $$;

-- Links two cases that the caller may read: one that continues a closed one, or two that are related.
create function app.link_case(p_case uuid, p_version int, p_request uuid, p_other uuid, p_kind text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'other', p_other, 'kind', p_kind);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'link_case', v_args);
  v_case app.cases;
  v_other app.cases;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('link_case', p_case, p_version);
  perform app.check_choice('kind', p_kind, array['continues', 'related']);
  select * into v_other from app.cases where id = p_other;
  if v_other.id is null or not app.may_read(v_other) then perform app.refuse('case_not_found', '{"field": "other_case_id"}', 'PT404'); end if;
  if p_other = p_case then perform app.refuse('merge_impossible', '{"field": "other_case_id"}'); end if;
  insert into app.case_links (case_id, other_id, kind) values (p_case, p_other, p_kind) on conflict do nothing;
  v_case := app.save_case(v_case);
  return next app.finish_verb('link_case', v_case.status, v_case, jsonb_build_object('other', v_other.number, 'kind', p_kind), p_request, v_args);
end $$;

create function api.merge_case(case_id uuid, expected_version int, request_id uuid, into_case_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.merge_case(case_id, expected_version, request_id, into_case_id, reason) $$;
create function api.link_case(case_id uuid, expected_version int, request_id uuid, other_case_id uuid, kind text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.link_case(case_id, expected_version, request_id, other_case_id, kind) $$;

comment on function api.merge_case is 'Desk: merges a case that was filed twice into the one that remains.';
comment on function api.link_case is 'Desk: links two cases (continues, related).';

grant execute on function app.merge_case(uuid, int, uuid, uuid, text), api.merge_case(uuid, int, uuid, uuid, text),
  app.link_case(uuid, int, uuid, uuid, text), api.link_case(uuid, int, uuid, uuid, text) to authenticated;
