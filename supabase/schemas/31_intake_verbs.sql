-- Chapter 31 · At the desk before a case is dispatched: what is lacking, what is not accepted, what was filed twice

-- One list of missing items, once (一次性告知); the clock of acceptance stands still until the applicant has answered.
create function app.request_info(p_case uuid, p_version int, p_request uuid, p_items text[])
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'items', p_items);
  v_done app.requests := app.done_before(p_request, 'request_info', v_args);
  v_case app.cases;
  v_from text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('request_info', p_case, p_version);
  v_from := v_case.status;
  v_case.missing_items := app.clean_list(p_items, 'items', 100);
  if cardinality(v_case.missing_items) = 0 then perform app.refuse('field_required', '{"field": "items"}'); end if;
  v_case.status := 'needs_info';
  perform app.pause_deadlines(p_case, array['accept']);
  perform app.start_deadline(v_case, 'supply', now());
  v_case := app.save_case(v_case);
  return next app.finish_verb('request_info', v_from, v_case, jsonb_build_object('items', to_jsonb(v_case.missing_items)), p_request, v_args);
end $$;

-- What the applicant adds, by telephone at the desk or by the tracking code.
create function app.store_supply(p_case app.cases, p_text text) returns app.cases
language plpgsql volatile set search_path = '' as $$
begin
  p_case.status := 'submitted';
  perform app.meet_deadline(p_case.id, 'supply');
  perform app.resume_deadlines(p_case.id, array['accept']);
  return app.save_case(p_case);
end $$;

create function app.record_info(p_case uuid, p_version int, p_request uuid, p_info text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'info', p_info);
  v_done app.requests := app.done_before(p_request, 'record_info', v_args);
  v_case app.cases;
  v_from text;
  v_info text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('record_info', p_case, p_version);
  v_from := v_case.status;
  v_info := app.clean_text(p_info, 'info', 5, 2000);
  v_case := app.store_supply(v_case, v_info);
  return next app.finish_verb('record_info', v_from, v_case, jsonb_build_object('info', v_info), p_request, v_args);
end $$;

-- Not accepted, with the reason of the law and the other ways open to the parties.
create function app.reject_case(p_case uuid, p_version int, p_request uuid, p_reason text, p_ways text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason, 'ways', p_ways);
  v_done app.requests := app.done_before(p_request, 'reject_case', v_args);
  v_case app.cases;
  v_from text;
  v_ways text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('reject_case', p_case, p_version);
  v_from := v_case.status;
  perform app.check_choice('reject_reason', p_reason, array['in_court', 'decided', 'by_law', 'not_a_dispute', 'elsewhere', 'refused_by_party']);
  v_ways := app.clean_text(p_ways, 'ways', 5, 1000);
  v_case.reject_reason := p_reason;
  v_case.answer := v_ways;
  v_case.status := 'rejected';
  update app.deadlines set met_at = now() where case_id = p_case and met_at is null;
  v_case := app.save_case(v_case);
  return next app.finish_verb('reject_case', v_from, v_case, jsonb_build_object('reject_reason', p_reason, 'ways', v_ways), p_request, v_args);
end $$;

-- The same dispute filed twice becomes one. The one that stays keeps the earliest end of each clock; both histories and
-- both tracking codes live on.
create function app.merge_case(p_case uuid, p_version int, p_request uuid, p_into uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'into', p_into, 'reason', p_reason);
  v_done app.requests := app.done_before(p_request, 'merge_case', v_args);
  v_case app.cases;
  v_into app.cases;
  v_from text;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  if p_into is null then perform app.refuse('field_required', '{"field": "into_case_id"}'); end if;
  -- Both are locked in one order, so that two merges the other way round never wait for each other.
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
  perform app.tell_history(v_into, 'take_in', v_into.status, jsonb_build_object('number', v_case.number));
  return next app.finish_verb('merge_case', v_from, v_case, jsonb_build_object('into', v_into.number, 'reason', v_reason), p_request, v_args);
end $$;

-- Relates two cases that one reads both; of the same dispute after its closing, or of the same people.
create function app.link_case(p_case uuid, p_version int, p_request uuid, p_other uuid, p_kind text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'other', p_other, 'kind', p_kind);
  v_done app.requests := app.done_before(p_request, 'link_case', v_args);
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

-- Ends a case because its applicant no longer wants it.
create function app.store_withdrawal(p_case app.cases) returns app.cases
language plpgsql volatile set search_path = '' as $$
begin
  p_case.status := 'withdrawn';
  update app.deadlines set met_at = now() where case_id = p_case.id and met_at is null;
  perform app.lower_flag(p_case.id, f.flag) from app.case_flags f where f.case_id = p_case.id and f.ended_at is null;
  update app.supervision_orders set status = 'cancelled', closed_at = now(), version = version + 1
  where case_id = p_case.id and closed_at is null;
  return app.save_case(p_case);
end $$;

create function app.withdraw_case(p_case uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'reason', p_reason);
  v_done app.requests := app.done_before(p_request, 'withdraw_case', v_args);
  v_case app.cases;
  v_from text;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('withdraw_case', p_case, p_version);
  v_from := v_case.status;
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  v_case := app.store_withdrawal(v_case);
  return next app.finish_verb('withdraw_case', v_from, v_case, jsonb_build_object('reason', v_reason), p_request, v_args);
end $$;

-- The holder of the tracking code acts ------------------------------------------------------------------------

-- Locks the case of a number and tracking code; null and a count against the address when they do not match.
create function app.open_tracked(p_number text, p_code text) returns app.cases
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  if coalesce(p_number, '') = '' then perform app.refuse('field_required', '{"field": "number"}'); end if;
  if coalesce(p_code, '') = '' then perform app.refuse('field_required', '{"field": "tracking_code"}'); end if;
  select * into v_case from app.cases where number = regexp_replace(normalize(left(p_number, 100), nfkc), '[^0-9-]', '', 'g') for update;
  if v_case.tracking_hash is distinct from app.tracking_hash(p_code) then return null; end if;
  return v_case;
end $$;

create type api.tracked_result as (status text);
comment on type api.tracked_result is 'The stage after what the applicant did; no row when number and tracking code do not match.';

create function app.supply_info(p_request uuid, p_number text, p_code text, p_info text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'info', p_info);
  v_done app.requests := app.done_before(p_request, 'supply_info', v_args);
  v_case app.cases := app.open_tracked(p_number, p_code);
  v_info text;
begin
  if v_case.id is null then perform app.throttle('track_case'); return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  v_info := app.clean_text(p_info, 'info', 5, 2000);
  if v_case.status <> 'needs_info' then perform app.refuse('not_possible_now', jsonb_build_object('status', v_case.status), 'PT409'); end if;
  v_case := app.store_supply(v_case, v_info);
  perform app.finish_verb('supply_info', 'needs_info', v_case, jsonb_build_object('info', v_info), p_request, v_args);
  return next row(v_case.status)::api.tracked_result;
end $$;

create function app.withdraw_application(p_request uuid, p_number text, p_code text, p_reason text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'reason', p_reason);
  v_done app.requests := app.done_before(p_request, 'withdraw_application', v_args);
  v_case app.cases := app.open_tracked(p_number, p_code);
  v_from text;
  v_reason text;
  v_obstacle text;
begin
  if v_case.id is null then perform app.throttle('track_case'); return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  v_from := v_case.status;
  if not exists (select 1 from app.transitions t where t.from_status = v_from and t.verb = 'withdraw_application') then
    perform app.refuse('not_possible_now', jsonb_build_object('status', v_from), 'PT409');
  end if;
  v_obstacle := app.obstacle('withdraw_case', v_case);
  if v_obstacle is not null then perform app.refuse(v_obstacle, '{}', 'PT409'); end if;
  v_case := app.store_withdrawal(v_case);
  perform app.finish_verb('withdraw_application', v_from, v_case, jsonb_build_object('reason', v_reason), p_request, v_args);
  return next row(v_case.status)::api.tracked_result;
end $$;

-- Likely the same case ----------------------------------------------------------------------------------------

create type api.similar_case as (id uuid, number text, status text, summary text, region_path text, created_at timestamptz, score int, reasons jsonb);
comment on type api.similar_case is 'A case that may be the same: reasons are text keys (similar.…), readable says whether the caller may open it.';

-- Compares with the county's cases of the last half year: the same telephone or identity number weighs most, then the
-- same words, type and place. Only cases that the caller reads.
create function app.find_similar(p_region text, p_type text, p_summary text, p_phone text, p_id_number text, p_longitude double precision,
  p_latitude double precision, p_except uuid)
returns setof api.similar_case language plpgsql stable security definer set search_path = '' as $$
declare
  v_terms text[] := app.terms_of(left(coalesce(p_summary, ''), 2000));
  v_phone bytea := app.personal_hash(regexp_replace(coalesce(p_phone, ''), '\D', '', 'g'));
  v_id bytea := app.personal_hash(upper(coalesce(p_id_number, '')));
begin
  if app.my_role() is null then perform app.refuse('refused', '{}', '42501'); end if;
  return query
    with same_person as (
      select distinct q.case_id from app.parties_private v join app.parties q on q.id = v.party_id
      where coalesce(p_phone, '') <> '' and v.phone_hash = v_phone or coalesce(p_id_number, '') <> '' and v.id_hash = v_id
    ), near as (
      (select c.id from app.cases c where c.county_code = left(app.current_region(p_region), 6) and c.created_at > now() - interval '180 days'
       order by c.created_at desc limit 3000)
      union
      select s.case_id from same_person s
    ), judged as (
      select n as c, exists (select 1 from same_person s where s.case_id = n.id) as person,
        (select count(*) from unnest(app.terms_of(n.summary)) t where t = any (v_terms))::float / greatest(cardinality(v_terms), 1) as words,
        n.type_code = p_type as same_type,
        p_longitude is not null and n.location_basis = 'pin'
          and app.distance_km(n.longitude, n.latitude, p_longitude, p_latitude) < 0.3 as same_place
      from near join app.cases n using (id) where n.id is distinct from p_except and n.status <> 'merged'
    ), scored as (
      select j.*, (case when j.person then 50 else 0 end + round(40 * least(j.words, 1)) + case when j.same_type then 10 else 0 end
        + case when j.same_place then 20 else 0 end)::int as points
      from judged j
    )
    select (s.c).id, (s.c).number, (s.c).status, left((s.c).summary, 200), (select r.path from app.regions r where r.code = (s.c).region_code),
      (s.c).created_at, s.points,
      to_jsonb(array_remove(array[case when s.person then 'same_person' end, case when s.words >= 0.3 then 'same_words' end,
        case when s.same_type then 'same_type' end, case when s.same_place then 'same_place' end], null))
    from scored s
    where s.points >= 35 and (s.person or s.words >= 0.3) and app.may_read(s.c)
    order by s.points desc, (s.c).created_at desc limit 5;
end $$;

create function api.request_info(case_id uuid, expected_version int, request_id uuid, items text[])
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.request_info(case_id, expected_version, request_id, items) $$;
create function api.record_info(case_id uuid, expected_version int, request_id uuid, info text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.record_info(case_id, expected_version, request_id, info) $$;
create function api.reject_case(case_id uuid, expected_version int, request_id uuid, reject_reason text, ways text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.reject_case(case_id, expected_version, request_id, reject_reason, ways) $$;
create function api.merge_case(case_id uuid, expected_version int, request_id uuid, into_case_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.merge_case(case_id, expected_version, request_id, into_case_id, reason) $$;
create function api.link_case(case_id uuid, expected_version int, request_id uuid, other_case_id uuid, kind text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.link_case(case_id, expected_version, request_id, other_case_id, kind) $$;
create function api.withdraw_case(case_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.withdraw_case(case_id, expected_version, request_id, reason) $$;
create function api.supply_info(request_id uuid, number text, tracking_code text, info text)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.supply_info(request_id, number, tracking_code, info) $$;
create function api.withdraw_application(request_id uuid, number text, tracking_code text, reason text)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.withdraw_application(request_id, number, tracking_code, reason) $$;
create function api.find_similar(region_code text, type_code text, summary text, phone text default null, id_number text default null,
  longitude double precision default null, latitude double precision default null, except_case_id uuid default null)
returns setof api.similar_case language sql stable security invoker set search_path = '' as $$
  select * from app.find_similar(region_code, type_code, summary, phone, id_number, longitude, latitude, except_case_id) $$;

comment on function api.request_info is 'Desk: asks the applicant for what is lacking, once, up to twenty items; acceptance waits. 409 asked_before.';
comment on function api.record_info is 'Desk: writes down what the applicant added, 5–2000 characters; the clock of acceptance goes on.';
comment on function api.reject_case is 'Desk: does not accept (in_court, decided, by_law, not_a_dispute, elsewhere, refused_by_party) and names the other ways.';
comment on function api.merge_case is 'Desk: joins a case that was filed twice with the one that stays.';
comment on function api.link_case is 'Desk: relates two cases (continues, related).';
comment on function api.withdraw_case is 'Desk or mediator: records that the applicant takes the case back. 409 risk_open while a risk stands.';
comment on function api.supply_info is 'Holder of the tracking code: adds what was asked for.';
comment on function api.withdraw_application is 'Holder of the tracking code: takes the application back.';
comment on function api.find_similar is 'Anybody in office: up to five cases they read that may be the same, with reasons.';

grant execute on function
  app.request_info(uuid, int, uuid, text[]), api.request_info(uuid, int, uuid, text[]),
  app.record_info(uuid, int, uuid, text), api.record_info(uuid, int, uuid, text),
  app.reject_case(uuid, int, uuid, text, text), api.reject_case(uuid, int, uuid, text, text),
  app.merge_case(uuid, int, uuid, uuid, text), api.merge_case(uuid, int, uuid, uuid, text),
  app.link_case(uuid, int, uuid, uuid, text), api.link_case(uuid, int, uuid, uuid, text),
  app.withdraw_case(uuid, int, uuid, text), api.withdraw_case(uuid, int, uuid, text),
  app.find_similar(text, text, text, text, text, double precision, double precision, uuid),
  api.find_similar(text, text, text, text, text, double precision, double precision, uuid)
to authenticated;
grant execute on function
  app.supply_info(uuid, text, text, text), api.supply_info(uuid, text, text, text),
  app.withdraw_application(uuid, text, text, text), api.withdraw_application(uuid, text, text, text)
to anon, authenticated;
