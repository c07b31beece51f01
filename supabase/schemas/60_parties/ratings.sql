-- Ratings: once per party, after closing, of the service and of the result; a low one opens a follow-up.

create trigger ratings_30_append_only before update or delete on app.ratings for each row execute function app.refuse_change();

create function app.is_low(p_service int, p_result int) returns boolean
language sql stable security definer set search_path = '' as $$
  select least(p_service, p_result) <= (app.setting('low_rating'))::int
$$;

create function app.count_rating() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.organisation_ratings as r (organisation_id, month, n, service_sum, result_sum, low)
  values (new.organisation_id, date_trunc('month', new.at at time zone 'Asia/Shanghai')::date, 1, new.service, new.result,
    app.is_low(new.service, new.result)::int)
  on conflict (organisation_id, month) do update set n = r.n + 1, service_sum = r.service_sum + excluded.service_sum,
    result_sum = r.result_sum + excluded.result_sum, low = r.low + excluded.low;
  return null;
end $$;
create trigger ratings_70_count after insert on app.ratings for each row execute function app.count_rating();

create policy "leaders, administrators and desks of the case, and the rated organisation, read ratings" on app.ratings for select to authenticated
  using (coalesce(organisation_id = (select app.my_organisation()), false)
    or coalesce((select app.my_role()) in ('leader', 'administrator', 'dispatcher') and (select app.my_scope()) is not null, false)
      and exists (select 1 from app.cases c where c.id = case_id));
create policy "leaders and administrators above, and the organisation itself, read its averages" on app.organisation_ratings for select to authenticated
  using (coalesce(organisation_id = (select app.my_organisation()), false)
    or coalesce((select app.my_role()) in ('leader', 'administrator'), false)
      and exists (select 1 from app.organisations o where o.id = organisation_id and starts_with(o.region_code, (select app.my_scope()))));
grant select (case_id, side, organisation_id, service, result, message, at) on app.ratings to authenticated;
grant select on app.organisation_ratings to authenticated;

create view api.ratings with (security_invoker = true) as
  select r.case_id, c.number as case_number, r.side, r.organisation_id, o.name as organisation_name, r.service, r.result, r.message, r.at
  from app.ratings r left join app.cases c on c.id = r.case_id left join app.organisations o on o.id = r.organisation_id;
comment on view api.ratings is
  'Ratings by parties: rated organisation, service and result 1 to 5, message, time. Filter by case_id or organisation_id.';
create view api.organisation_ratings with (security_invoker = true) as
  select r.organisation_id, o.name as organisation_name, r.month, r.n, r.low,
    round(r.service_sum::numeric / r.n, 2) as service, round(r.result_sum::numeric / r.n, 2) as result
  from app.organisation_ratings r left join app.organisations o on o.id = r.organisation_id;
comment on view api.organisation_ratings is 'Averages of an organisation''s ratings by month: service and result 1 to 5, how many, how many low.';
grant select on api.ratings, api.organisation_ratings to authenticated;

create function app.rate_case(p_request uuid, p_number text, p_code text, p_service int, p_result int, p_message text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'service', p_service, 'result', p_result, 'message', p_message);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'rate_case', v_args);
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
  v_case app.cases;
  v_message text;
  v_low boolean := app.is_low(p_service, p_result);
begin
  if v_credential_holder.case_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  v_case := app.check_stage(v_credential_holder.case_id, array['closed']);
  if p_service is null then perform app.refuse('field_required', '{"field": "service"}'); end if;
  if p_service not between 1 and 5 then perform app.refuse('out_of_range', '{"field": "service", "min": 1, "max": 5}'); end if;
  if p_result is null then perform app.refuse('field_required', '{"field": "result"}'); end if;
  if p_result not between 1 and 5 then perform app.refuse('out_of_range', '{"field": "result", "min": 1, "max": 5}'); end if;
  v_message := app.clean_text(p_message, 'message', 0, 500);
  if exists (select 1 from app.ratings where case_id = v_case.id and party_id = v_credential_holder.party_id) then
    perform app.refuse('rated_before', '{}', 'PT409');
  end if;
  insert into app.ratings (case_id, party_id, side, organisation_id, service, result, message)
  values (v_case.id, v_credential_holder.party_id, v_credential_holder.side, coalesce(v_case.lead_organisation_id, v_case.responsible_organisation_id),
    p_service, p_result, v_message);
  if v_low then
    -- A low rating needs a call soon, so a follow-up that is already running must not wait for the day of performance.
    perform app.advance_follow_up(v_case);
  end if;
  perform app.finish_side('rate_case', v_case.id, jsonb_build_object('side', v_credential_holder.side, 'service', p_service, 'result', p_result,
    'low', case when v_low then true end), p_request, v_args);
  return next row(v_case.status)::api.tracked_result;
end $$;

-- Opens the follow-up of a closed case, or moves a running one forward to when a new one would be due.
create function app.advance_follow_up(p_case app.cases) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_new app.deadlines := app.plan_deadline(p_case, 'follow_up', now());
begin
  update app.deadlines set due_at = v_new.due_at, starts_at = least(starts_at, v_new.starts_at), warn_at = v_new.warn_at,
    provisional = v_new.provisional, warned_at = null
  where case_id = p_case.id and stage = 'follow_up' and met_at is null and due_at > v_new.due_at;
  perform app.start_deadline(p_case, 'follow_up', now());
end $$;

create function api.rate_case(request_id uuid, number text, tracking_code text, service int, result int, message text default null)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.rate_case(request_id, number, tracking_code, service, result, message) $$;
comment on function api.rate_case is
  'Party of a closed case: rates service and result, 1 to 5, with up to 500 characters; once. A low rating opens a follow-up. 409 rated_before.';
grant execute on function app.rate_case(uuid, text, text, int, int, text), api.rate_case(uuid, text, text, int, int, text) to anon, authenticated;
