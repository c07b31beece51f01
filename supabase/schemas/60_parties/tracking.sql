-- Following a dispute with number and tracking code, and what the holder may do: supplement information, withdraw.

-- Sixteen characters of Crockford's alphabet: 80 bits. Derived from the request id, so that a repeated request returns
-- the same code although only its hash is stored.
create function app.tracking_code(p_request uuid, p_case uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_digest bytea := extensions.hmac(convert_to(p_request::text || p_case::text, 'UTF8'), (select value from app.secrets where name = 'tracking'), 'sha256');
  v_code text := '';
begin
  for i in 0 .. 15 loop
    v_code := v_code || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', get_byte(v_digest, i) % 32 + 1, 1) || case when i in (3, 7, 11) then '-' else '' end;
  end loop;
  return v_code;
end $$;

-- Hashes a code as people type it: upper or lower case, with or without spaces, O for 0, I and L for 1.
create function app.tracking_hash(p_code text) returns bytea
language sql immutable set search_path = '' as $$
  select extensions.digest(translate(regexp_replace(upper(normalize(left(p_code, 100), nfkc)), '[^0-9A-Z]', '', 'g'), 'OIL', '011'), 'sha256')
$$;

create type api.tracked_case as (number text, status text, type_name text, type_name_en text, region_path text,
  filed_at timestamptz, organisation_name text, organisation_phone text, due_stage text, due_at timestamptz,
  provisional boolean, light text, answer text, outcome text, agreement_form text, effective_on date, perform_by date,
  closed_at timestamptz, stages jsonb, missing_items text[], suspended boolean, reject_reason text, referred_to text,
  can_withdraw boolean, steps jsonb);
comment on type api.tracked_case is
  'What the holder of a tracking code may read: stages reached, steps ahead with their latest dates, never what was said in mediation.';

-- A pair that does not match returns no row and counts as a failed attempt of the address; matching ones do not count,
-- since people look often.
create function app.track_case(p_number text, p_code text) returns setof api.tracked_case
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
  v_followed boolean := false;
  v_joined boolean := false;
begin
  if coalesce(p_number, '') = '' then perform app.refuse('field_required', '{"field": "number"}'); end if;
  if coalesce(p_code, '') = '' then perform app.refuse('field_required', '{"field": "tracking_code"}'); end if;
  perform app.require_proof('track_case');
  select * into v_case from app.cases
  where number = regexp_replace(normalize(left(p_number, 100), nfkc), '[^0-9-]', '', 'g');
  -- Comparing digests keeps the response time from revealing anything about the code.
  if v_case.tracking_hash is distinct from app.tracking_hash(p_code) then
    -- A party who joined follows with their own code, and does not see what the desk wrote to the applicant.
    v_joined := exists (select 1 from app.party_access a where a.case_id = v_case.id and a.code_hash = app.tracking_hash(p_code));
    if not v_joined then
      perform app.throttle('track_case');
      return;
    end if;
  end if;
  -- The holder of a merged duplicate follows the case it was merged into.
  for v_hop in 1 .. 20 loop
    exit when v_case.merged_into is null;
    -- The remaining case is also somebody else's application, so this code can no longer withdraw it.
    v_followed := true;
    select * into v_case from app.cases where id = v_case.merged_into;
  end loop;
  return query
    select v_case.number, v_case.status, t.name, t.name_en, case when v_joined then split_part(r.path, ' ', 1) else r.path end, v_case.created_at, o.name, o.phone, v_case.due_stage,
      v_case.due_at, coalesce(d.provisional, false), app.light(v_case.due_at, v_case.warn_at), case when not v_joined then v_case.answer end,
      v_case.outcome, a.form, a.effective_on, a.perform_by, v_case.closed_at,
      (select jsonb_agg(jsonb_build_object('status', e.to_status, 'at', e.at, 'organisation_name',
                case e.verb when 'dispatch_case' then e.payload ->> 'organisation_name' else e.organisation_name end) order by e.seq)
       from app.case_events e where e.case_id = v_case.id and e.to_status is distinct from e.from_status),
      case when v_case.status = 'needs_info' and not v_joined then v_case.missing_items end, 'suspended' = any (v_case.flags), v_case.reject_reason,
      v_case.referred_to, not v_followed and not v_joined and exists (select 1 from app.transitions t where t.from_status = v_case.status
        and t.verb = 'withdraw_application') and app.obstacle('withdraw_case', v_case) is null,
      app.steps_ahead(v_case)
    from app.dispute_types t
    join app.regions r on r.code = v_case.region_code
    join app.organisations o on o.id = v_case.responsible_organisation_id
    left join app.deadlines d on d.case_id = v_case.id and d.met_at is null and d.stage = v_case.due_stage
    left join lateral (select * from app.agreements g where g.case_id = v_case.id order by g.created_at desc limit 1) a on true
    where t.code = v_case.type_code;
end $$;

create function api.track_case(number text, tracking_code text) returns setof api.tracked_case
language sql volatile security invoker set search_path = '' as $$ select * from app.track_case(number, tracking_code) $$;
comment on function api.track_case is
  'Holder of number and tracking code: the case''s stages. No row when the pair does not match; too many failed attempts PT429.';

grant execute on function app.track_case(text, text), api.track_case(text, text) to anon, authenticated;

-- Locks the case of a number and tracking code; when they do not match, returns null and counts a failed attempt of the
-- address.
create function app.open_tracked(p_number text, p_code text) returns app.cases
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  if coalesce(p_number, '') = '' then perform app.refuse('field_required', '{"field": "number"}'); end if;
  if coalesce(p_code, '') = '' then perform app.refuse('field_required', '{"field": "tracking_code"}'); end if;
  perform app.require_proof('track_case');
  select * into v_case from app.cases where number = regexp_replace(normalize(left(p_number, 100), nfkc), '[^0-9-]', '', 'g') for update;
  if v_case.tracking_hash is distinct from app.tracking_hash(p_code) then return null; end if;
  return v_case;
end $$;

create type api.tracked_result as (status text);
comment on type api.tracked_result is 'The stage after the applicant''s action; no row when number and tracking code do not match.';

create function app.supplement_info(p_request uuid, p_number text, p_code text, p_info text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'info', p_info);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'supplement_info', v_args);
  v_case app.cases := app.open_tracked(p_number, p_code);
  v_info text;
begin
  if v_case.id is null then perform app.throttle('track_case'); return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  v_info := app.clean_text(p_info, 'info', 5, 2000);
  if v_case.status <> 'needs_info' then perform app.refuse('not_possible_now', jsonb_build_object('status', v_case.status), 'PT409'); end if;
  v_case := app.store_supplement(v_case, v_info);
  perform app.finish_verb('supplement_info', 'needs_info', v_case, jsonb_build_object('info', v_info), p_request, v_args);
  return next row(v_case.status)::api.tracked_result;
end $$;

create function app.withdraw_application(p_request uuid, p_number text, p_code text, p_reason text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'withdraw_application', v_args);
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

create function api.supplement_info(request_id uuid, number text, tracking_code text, info text)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.supplement_info(request_id, number, tracking_code, info) $$;
create function api.withdraw_application(request_id uuid, number text, tracking_code text, reason text)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.withdraw_application(request_id, number, tracking_code, reason) $$;

comment on function api.supplement_info is 'Holder of the tracking code: adds the requested information.';
comment on function api.withdraw_application is 'Holder of the tracking code: withdraws the application.';

grant execute on function
  app.supplement_info(uuid, text, text, text), api.supplement_info(uuid, text, text, text),
  app.withdraw_application(uuid, text, text, text), api.withdraw_application(uuid, text, text, text)
to anon, authenticated;
