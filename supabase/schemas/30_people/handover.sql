-- Handing over all open cases when a mediator changes posts.

create type api.colleague as (staff_id uuid, name text, open_cases int, on_leave_until date);
comment on type api.colleague is 'A person with the same role in an organisation, with open cases and leave.';

-- Who may act as deputy or take over cases: people with a current post of the role. Readable by the organisation's own
-- people with that role, its dispatcher and its administrator.
create function app.list_colleagues(p_organisation uuid, p_role text) returns setof api.colleague
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if not coalesce(app.administers(p_organisation) or p_organisation = v_me.organisation_id and p_role = v_me.role
      or p_organisation = v_me.organisation_id and v_me.role = 'dispatcher' and p_role = 'mediator', false) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  return query
    select s.id, s.name,
      case p_role when 'mediator' then (select count(*)::int from (select 1 from app.cases c where c.mediator_id = s.id
        and c.lead_organisation_id = p_organisation and c.closed_at is null limit 10000) n) else 0 end,
      (app.leave_of(s.id, p_organisation, p_role)).to_on
    from app.staff s
    where s.active and exists (select 1 from app.posts p where p.staff_id = s.id and p.organisation_id = p_organisation
      and p.role = p_role and app.is_current(p.valid_from, p.valid_to))
    order by s.name, s.id;
end $$;

create type api.handed_over as (n int);
comment on type api.handed_over is 'How many open cases were handed over.';

-- Hands all open cases of a mediator to a colleague in one step, with a history event for each case.
create function app.hand_over(p_request uuid, p_organisation uuid, p_from uuid, p_to uuid, p_reason text)
returns setof api.handed_over language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('organisation', p_organisation, 'from', p_from, 'to', p_to, 'reason', p_reason);
  v_done jsonb := app.changed_before(p_request, 'hand_over', v_args);
  v_me app.posts := app.my_post();
  v_from app.staff;
  v_to app.staff;
  v_reason text;
  v_n int;
begin
  if v_done is not null then return next row((v_done ->> 'n')::int)::api.handed_over; return; end if;
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_organisation is null then perform app.refuse('field_required', '{"field": "organisation_id"}'); end if;
  if not (app.administers(p_organisation) or v_me.role = 'dispatcher' and v_me.organisation_id = p_organisation) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  if p_from is null then perform app.refuse('field_required', '{"field": "from_staff_id"}'); end if;
  if p_to is null then perform app.refuse('field_required', '{"field": "to_staff_id"}'); end if;
  select * into v_from from app.staff s where s.id = p_from and exists (
    select 1 from app.posts p where p.staff_id = s.id and p.organisation_id = p_organisation and p.role = 'mediator');
  if v_from.id is null then perform app.refuse('staff_not_found', '{"field": "from_staff_id"}', 'PT404'); end if;
  select * into v_to from app.staff s where s.id = p_to and s.active and s.id <> p_from and exists (
    select 1 from app.posts p where p.staff_id = s.id and p.organisation_id = p_organisation and p.role = 'mediator'
      and app.is_current(p.valid_from, p.valid_to));
  if v_to.id is null then perform app.refuse('mediator_unsuitable', '{"field": "to_staff_id"}'); end if;
  v_reason := app.clean_text(p_reason, 'reason', 2, 200);
  -- All verbs lock in the same order, so that two of them cannot deadlock.
  perform 1 from app.cases where mediator_id = p_from and lead_organisation_id = p_organisation and closed_at is null order by id for update;
  with moved as (
    update app.cases set mediator_id = p_to, mediator_name = v_to.name, version = version + 1, updated_at = now()
    where mediator_id = p_from and lead_organisation_id = p_organisation and closed_at is null
    returning id, status
  ), notified as (
    insert into app.case_events (case_id, verb, from_status, to_status, actor_kind, actor_id, actor_name, post_id, role,
      organisation_id, organisation_name, payload, request_id)
    select m.id, 'hand_over', m.status, m.status, 'staff', v_me.staff_id, s.name, v_me.id, v_me.role, o.id, o.name,
      jsonb_build_object('from', v_from.name, 'mediator_name', v_to.name, 'reason', v_reason), p_request
    from moved m, app.staff s, app.organisations o where s.id = v_me.staff_id and o.id = v_me.organisation_id
  )
  select count(*) into v_n from moved;
  perform app.write_change('hand_over', 'cases', p_from::text, v_from.name, p_organisation,
    (select region_code from app.organisations where id = p_organisation),
    jsonb_build_object('to', v_to.name, 'n', v_n, 'reason', v_reason), p_request, v_args, jsonb_build_object('n', v_n));
  return next row(v_n)::api.handed_over;
end $$;

create function api.list_colleagues(organisation_id uuid, role text)
returns setof api.colleague language sql stable security invoker set search_path = '' as $$
  select * from app.list_colleagues(organisation_id, role) $$;
create function api.hand_over(request_id uuid, organisation_id uuid, from_staff_id uuid, to_staff_id uuid, reason text)
returns setof api.handed_over language sql volatile security invoker set search_path = '' as $$
  select * from app.hand_over(request_id, organisation_id, from_staff_id, to_staff_id, reason) $$;

comment on function api.list_colleagues is
  'People with a current post of a role in an organisation, for its own people, its dispatcher and its administrator.';
comment on function api.hand_over is 'Dispatcher or administrator of an organisation: hands all open cases of a mediator to a colleague.';

grant execute on function app.list_colleagues(uuid, text), api.list_colleagues(uuid, text),
  app.hand_over(uuid, uuid, uuid, uuid, text), api.hand_over(uuid, uuid, uuid, uuid, text) to authenticated;
