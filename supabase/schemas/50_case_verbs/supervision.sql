-- Supervision (跟踪督办): an order from above, its answer, the review, the reminders.
-- A case cannot be closed while an order is open. Urging needs no answer; an order needs one.

-- The read policy of cases, expressed with the columns that the orders carry themselves.
create policy "whoever oversees or takes part reads supervision orders" on app.supervision_orders for select to authenticated
  using (coalesce(starts_with(region_code, (select app.my_scope())), false)
    or coalesce((select app.my_organisation()) in (issued_by_organisation_id, to_organisation_id), false)
    or exists (select 1 from app.cases c where c.id = case_id));
grant select on app.supervision_orders to authenticated;
create view api.supervision_orders with (security_invoker = true) as
  select id, number, case_id, case_number, issued_by_organisation_id, issued_by_organisation_name, issued_by_name,
    to_organisation_id, to_organisation_name, demand, status, answer, answered_at, answered_by_name, review, reviewed_at,
    reviewed_by_name, rejections, reminders, reminded_at, due_at, version, region_code, city_code, county_code, town_code,
    village_code, created_at, closed_at,
    case when status in ('issued', 'rejected') then app.light(due_at, warn_at) end as light
  from app.supervision_orders;
comment on view api.supervision_orders is
  'Supervision orders: status issued, answered, rejected (answer sent back), accepted or cancelled; light while an answer is due.';
grant select on api.supervision_orders to authenticated;

create sequence app.order_numbers;

-- Issues an order and starts its deadline. `p_name` is null when the scheduler tick issues it because a deadline is
-- overdue.
create function app.open_order(p_case app.cases, p_issuer uuid, p_name text, p_demand text) returns app.supervision_orders
language plpgsql volatile set search_path = '' as $$
declare
  v_order app.supervision_orders;
  v_clock app.deadlines := app.plan_deadline(p_case, 'supervise', now());
begin
  insert into app.supervision_orders (number, case_id, case_number, issued_by_organisation_id, issued_by_organisation_name, issued_by_name,
    to_organisation_id, to_organisation_name, demand, due_at, warn_at, region_code)
  select '督' || to_char(now() at time zone 'Asia/Shanghai', 'YYYYMMDD') || '-' || lpad((nextval('app.order_numbers') % 100000)::text, 5, '0'),
    p_case.id, p_case.number, i.id, i.name, p_name, r.id, r.name, p_demand, v_clock.due_at, v_clock.warn_at, p_case.region_code
  from app.organisations i, app.organisations r where i.id = p_issuer and r.id = p_case.responsible_organisation_id
  returning * into v_order;
  insert into app.deadlines (case_id, stage, policy_id, starts_at, warn_at, due_at, provisional, subject_id)
  values (p_case.id, 'supervise', v_clock.policy_id, v_clock.starts_at, v_clock.warn_at, v_clock.due_at, v_clock.provisional, v_order.id);
  perform app.set_flag(p_case.id, 'supervised', p_demand, null);
  return v_order;
end $$;

create function app.issue_order(p_case uuid, p_version int, p_request uuid, p_demand text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'version', p_version, 'demand', p_demand);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'issue_order', v_args);
  v_me app.posts := app.my_post();
  v_case app.cases;
  v_order app.supervision_orders;
  v_demand text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_case('issue_order', p_case, p_version);
  v_demand := app.clean_text(p_demand, 'demand', 5, 1000);
  v_order := app.open_order(v_case, v_me.organisation_id, (select name from app.staff where id = v_me.staff_id), v_demand);
  v_case := app.save_case(v_case);
  return next app.finish_verb('issue_order', v_case.status, v_case, jsonb_build_object('order', v_order.number, 'demand', v_demand,
    'organisation_name', v_order.to_organisation_name), p_request, v_args);
end $$;

-- Locks an order and its case for a step of the side that answers, or of the side that issued it.
create function app.open_supervision(p_order uuid, p_version int, p_side text, p_statuses text[]) returns app.supervision_orders
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_order app.supervision_orders;
  v_case app.cases;
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_order is null then perform app.refuse('field_required', '{"field": "order_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  -- The case is locked first, as in every verb, to avoid deadlocks.
  select c.* into v_case from app.cases c join app.supervision_orders o on o.case_id = c.id where o.id = p_order for update of c;
  select * into v_order from app.supervision_orders where id = p_order for update;
  if v_order.id is null or not (app.may_read(v_case)
      or coalesce(app.my_organisation() in (v_order.issued_by_organisation_id, v_order.to_organisation_id), false)) then
    perform app.refuse('order_not_found', '{"field": "order_id"}', 'PT404');
  end if;
  if p_side = 'answer' and not (v_me.organisation_id = v_order.to_organisation_id and v_me.role in ('dispatcher', 'mediator'))
      or p_side = 'issue' and not (v_me.organisation_id = v_order.issued_by_organisation_id and v_me.role in ('leader', 'dispatcher')) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  if v_order.version <> p_version then perform app.refuse('stale_record', jsonb_build_object('version', v_order.version), 'PT409'); end if;
  if v_order.status <> all (p_statuses) then perform app.refuse('not_possible_now', jsonb_build_object('status', v_order.status), 'PT409'); end if;
  return v_order;
end $$;

-- Saves the case of an order after a step, ends its flag after the last order, and writes the history.
create function app.finish_order(p_verb text, p_order app.supervision_orders, p_payload jsonb, p_request uuid, p_args jsonb)
returns api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_order.case_id;
  if not exists (select 1 from app.supervision_orders where case_id = v_case.id and closed_at is null) then
    perform app.end_flag(v_case.id, 'supervised');
  end if;
  v_case := app.save_case(v_case);
  return app.finish_verb(p_verb, v_case.status, v_case, p_payload || jsonb_build_object('order', p_order.number), p_request, p_args);
end $$;

create function app.answer_order(p_order uuid, p_version int, p_request uuid, p_answer text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('order', p_order, 'version', p_version, 'answer', p_answer);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'answer_order', v_args);
  v_order app.supervision_orders;
  v_answer text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_order := app.open_supervision(p_order, p_version, 'answer', array['issued', 'rejected']);
  v_answer := app.clean_text(p_answer, 'answer', 5, 2000);
  update app.deadlines set met_at = now() where case_id = v_order.case_id and subject_id = p_order and met_at is null;
  update app.supervision_orders set status = 'answered', answer = v_answer, answered_at = now(),
    answered_by_name = (select name from app.staff where id = auth.uid()), version = version + 1 where id = p_order;
  return next app.finish_order('answer_order', v_order, jsonb_build_object('answer', v_answer), p_request, v_args);
end $$;

-- Accepts the answer (销号), or sends it back with a new deadline.
create function app.review_order(p_order uuid, p_version int, p_request uuid, p_accepted boolean, p_review text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('order', p_order, 'version', p_version, 'accepted', p_accepted, 'review', p_review);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'review_order', v_args);
  v_order app.supervision_orders;
  v_case app.cases;
  v_clock app.deadlines;
  v_review text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_order := app.open_supervision(p_order, p_version, 'issue', array['answered']);
  if p_accepted is null then perform app.refuse('field_required', '{"field": "accepted"}'); end if;
  v_review := app.clean_text(p_review, 'review', case when p_accepted then 0 else 5 end, 1000);
  if not p_accepted then
    select * into v_case from app.cases where id = v_order.case_id;
    v_clock := app.plan_deadline(v_case, 'supervise', now());
    insert into app.deadlines (case_id, stage, policy_id, starts_at, warn_at, due_at, provisional, subject_id)
    values (v_order.case_id, 'supervise', v_clock.policy_id, v_clock.starts_at, v_clock.warn_at, v_clock.due_at, v_clock.provisional, p_order);
  end if;
  update app.supervision_orders set status = case when p_accepted then 'accepted' else 'rejected' end, review = v_review,
    reviewed_at = now(), reviewed_by_name = (select name from app.staff where id = auth.uid()),
    rejections = rejections + (not p_accepted)::int, closed_at = case when p_accepted then now() end,
    due_at = coalesce(v_clock.due_at, due_at), warn_at = coalesce(v_clock.warn_at, warn_at), version = version + 1 where id = p_order;
  return next app.finish_order(case when p_accepted then 'accept_answer' else 'reject_answer' end, v_order,
    jsonb_build_object('review', v_review), p_request, v_args);
end $$;

create function app.remind_order(p_order uuid, p_version int, p_request uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('order', p_order, 'version', p_version);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'remind_order', v_args);
  v_order app.supervision_orders;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_order := app.open_supervision(p_order, p_version, 'issue', array['issued', 'rejected']);
  if v_order.reminded_at > now() - interval '1 day' then perform app.refuse('urged_today', '{}', 'PT409'); end if;
  update app.supervision_orders set reminders = reminders + 1, reminded_at = now(), version = version + 1 where id = p_order;
  return next app.finish_order('remind_order', v_order, jsonb_build_object('n', v_order.reminders + 1), p_request, v_args);
end $$;

create function app.cancel_order(p_order uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('order', p_order, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'cancel_order', v_args);
  v_order app.supervision_orders;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_order := app.open_supervision(p_order, p_version, 'issue', array['issued', 'answered', 'rejected']);
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  update app.deadlines set met_at = now() where case_id = v_order.case_id and subject_id = p_order and met_at is null;
  update app.supervision_orders set status = 'cancelled', review = v_reason, reviewed_at = now(),
    reviewed_by_name = (select name from app.staff where id = auth.uid()), closed_at = now(), version = version + 1 where id = p_order;
  return next app.finish_order('cancel_order', v_order, jsonb_build_object('reason', v_reason), p_request, v_args);
end $$;

create type api.supervision_count as (organisation_id uuid, organisation_name text, open_orders int, overdue_orders int, answered_orders int);
comment on type api.supervision_count is 'Open supervision orders of an organisation: all, overdue, answered and waiting for review.';

-- The leader's board: open orders of the caller's territory by organisation, most overdue first. Open orders are few.
create function app.supervision_board() returns setof api.supervision_count
language plpgsql stable security definer set search_path = '' as $$
declare
  v_scope text := app.my_scope();
begin
  if app.my_role() not in ('leader', 'dispatcher', 'administrator') or app.my_role() is null then perform app.refuse('refused', '{}', '42501'); end if;
  return query
    select o.to_organisation_id, o.to_organisation_name, count(*)::int,
      (count(*) filter (where o.status in ('issued', 'rejected') and o.due_at < now()))::int, (count(*) filter (where o.status = 'answered'))::int
    from (select * from app.supervision_orders s where s.closed_at is null
            and (starts_with(s.region_code, v_scope) or app.my_organisation() in (s.issued_by_organisation_id, s.to_organisation_id))
          order by s.created_at desc limit 5000) o
    group by 1, 2 order by 4 desc, 3 desc, 2 limit 200;
end $$;

create function api.issue_order(case_id uuid, expected_version int, request_id uuid, demand text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.issue_order(case_id, expected_version, request_id, demand) $$;
create function api.answer_order(order_id uuid, expected_version int, request_id uuid, answer text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.answer_order(order_id, expected_version, request_id, answer) $$;
create function api.review_order(order_id uuid, expected_version int, request_id uuid, accepted boolean, review text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.review_order(order_id, expected_version, request_id, accepted, review) $$;
create function api.remind_order(order_id uuid, expected_version int, request_id uuid)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.remind_order(order_id, expected_version, request_id) $$;
create function api.cancel_order(order_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.cancel_order(order_id, expected_version, request_id, reason) $$;
create function api.supervision_board()
returns setof api.supervision_count language sql stable security invoker set search_path = '' as $$ select * from app.supervision_board() $$;

comment on function api.issue_order is
  'Leader or dispatcher above the responsible organisation: issues a supervision order with its demand; an answer is due. 409 order_exists.';
comment on function api.answer_order is 'The organisation that received the order: answers, 5–2000 characters.';
comment on function api.review_order is
  'The side that issued the order: accepts the answer, which closes the order, or sends it back with a reason and a new deadline.';
comment on function api.remind_order is 'The side that issued the order: sends a reminder, once a day.';
comment on function api.cancel_order is 'The side that issued the order: cancels it.';
comment on function api.supervision_board is
  'Leaders, dispatchers, administrators: open orders of their territory by organisation, most overdue first.';

grant execute on function
  app.issue_order(uuid, int, uuid, text), api.issue_order(uuid, int, uuid, text),
  app.answer_order(uuid, int, uuid, text), api.answer_order(uuid, int, uuid, text),
  app.review_order(uuid, int, uuid, boolean, text), api.review_order(uuid, int, uuid, boolean, text),
  app.remind_order(uuid, int, uuid), api.remind_order(uuid, int, uuid),
  app.cancel_order(uuid, int, uuid, text), api.cancel_order(uuid, int, uuid, text),
  app.supervision_board(), api.supervision_board()
to authenticated;
