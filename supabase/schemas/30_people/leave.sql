-- Leave of absence with a deputy.

-- The current leave of a person in an organisation, if any.
create function app.leave_of(p_staff uuid, p_organisation uuid, p_role text) returns app.leaves
language sql stable security definer set search_path = '' as $$
  select l from app.leaves l
  where l.staff_id = p_staff and l.organisation_id = p_organisation and l.role = p_role and l.cancelled_at is null
    and app.today() between l.from_on and l.to_on
  order by l.from_on desc, l.id limit 1
$$;

create policy "people read leaves of people they see" on app.leaves for select to authenticated
  using (coalesce(deputy_id = (select auth.uid()) and (select app.my_role()) is not null, false)
    or exists (select 1 from app.staff s where s.id = staff_id));

grant select on app.leaves to authenticated;

create view api.leaves with (security_invoker = true) as
  select l.id, l.staff_id, s.name as staff_name, l.organisation_id, o.name as organisation_name, l.role, l.deputy_id,
    d.name as deputy_name, l.from_on, l.to_on, l.reason, l.cancelled_at, l.version, l.created_at,
    case when l.cancelled_at is not null then 'cancelled' when l.to_on < app.today() then 'over'
      when l.from_on > app.today() then 'ahead' else 'running' end as state
  from app.leaves l
  left join app.staff s on s.id = l.staff_id
  left join app.staff d on d.id = l.deputy_id
  left join app.organisations o on o.id = l.organisation_id;
comment on view api.leaves is 'Leaves of absence with their deputies; state ahead, running, over or cancelled.';

grant select on api.leaves to authenticated;

-- A person enters their own leave in the acting post, or the administrator enters it for them. The deputy must already
-- hold the same post, so that a leave grants no new right.
create function app.take_leave(p_request uuid, p_staff uuid, p_organisation uuid, p_role text, p_deputy uuid, p_from date, p_to date, p_reason text)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('staff', p_staff, 'organisation', p_organisation, 'role', p_role, 'deputy', p_deputy,
    'from', p_from, 'to', p_to, 'reason', p_reason);
  v_done jsonb := app.changed_before(p_request, 'take_leave', v_args);
  v_me app.posts := app.my_post();
  v_staff uuid := coalesce(p_staff, v_me.staff_id);
  v_organisation uuid := coalesce(p_organisation, v_me.organisation_id);
  v_role text := coalesce(p_role, v_me.role);
  v_reason text;
  v_id uuid;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if v_staff <> v_me.staff_id and not app.administers(v_organisation) then
    perform app.refuse('staff_not_found', '{"field": "staff_id"}', 'PT404');
  end if;
  if p_deputy is null then perform app.refuse('field_required', '{"field": "deputy_id"}'); end if;
  if p_from is null then perform app.refuse('field_required', '{"field": "from_on"}'); end if;
  if p_to is null then perform app.refuse('field_required', '{"field": "to_on"}'); end if;
  if p_from < app.today() then perform app.refuse('date_in_past', '{"field": "from_on"}'); end if;
  if p_to < p_from then perform app.refuse('date_too_early', '{"field": "to_on"}'); end if;
  if p_to - p_from > 366 then perform app.refuse('invalid_value', '{"field": "to_on"}'); end if;
  v_reason := app.clean_text(p_reason, 'reason', 2, 200);
  if not exists (select 1 from app.posts p where p.staff_id = v_staff and p.organisation_id = v_organisation and p.role = v_role
                 and app.is_current(p.valid_from, p.valid_to)) then
    perform app.refuse('post_not_found', '{"field": "staff_id"}', 'PT404');
  end if;
  perform pg_advisory_xact_lock(hashtextextended('leaves of ' || v_organisation::text, 0));
  if p_deputy = v_staff or not exists (
      select 1 from app.posts p join app.staff s on s.id = p.staff_id and s.active
      where p.staff_id = p_deputy and p.organisation_id = v_organisation and p.role = v_role
        and p.valid_from <= p_from and coalesce(p.valid_to, 'infinity'::date) >= p_to) then
    perform app.refuse('deputy_unsuitable', '{"field": "deputy_id"}');
  end if;
  if exists (select 1 from app.leaves l where l.organisation_id = v_organisation and l.role = v_role and l.cancelled_at is null
      and daterange(l.from_on, l.to_on, '[]') && daterange(p_from, p_to, '[]') and v_staff in (l.staff_id, l.deputy_id)) then
    perform app.refuse('leave_overlaps', '{"field": "from_on"}', 'PT409');
  end if;
  if exists (select 1 from app.leaves l where l.organisation_id = v_organisation and l.role = v_role and l.cancelled_at is null
      and daterange(l.from_on, l.to_on, '[]') && daterange(p_from, p_to, '[]') and l.staff_id = p_deputy) then
    perform app.refuse('deputy_away', '{"field": "deputy_id"}', 'PT409');
  end if;
  insert into app.leaves (staff_id, organisation_id, role, deputy_id, from_on, to_on, reason, created_by)
  values (v_staff, v_organisation, v_role, p_deputy, p_from, p_to, v_reason, v_me.staff_id) returning id into v_id;
  return next app.as_result(app.write_change('take_leave', 'leave', v_id::text, (select name from app.staff where id = v_staff),
    v_organisation, (select region_code from app.organisations where id = v_organisation),
    jsonb_build_object('deputy', (select name from app.staff where id = p_deputy), 'from', p_from, 'to', p_to), p_request, v_args,
    jsonb_build_object('id', v_id, 'version', 1)));
end $$;

create function app.cancel_leave(p_leave uuid, p_version int, p_request uuid)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('leave', p_leave, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, 'cancel_leave', v_args);
  v_me app.posts := app.my_post();
  v_leave app.leaves;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_leave from app.leaves where id = p_leave for update;
  if v_leave.id is null or v_leave.staff_id <> v_me.staff_id and not app.administers(v_leave.organisation_id) then
    perform app.refuse('leave_not_found', '{"field": "leave_id"}', 'PT404');
  end if;
  if v_leave.version <> p_version then perform app.refuse('stale_record', jsonb_build_object('version', v_leave.version), 'PT409'); end if;
  if v_leave.cancelled_at is not null or v_leave.to_on < app.today() then perform app.refuse('leave_over', '{}', 'PT409'); end if;
  update app.leaves set cancelled_at = now(), version = version + 1 where id = p_leave;
  return next app.as_result(app.write_change('cancel_leave', 'leave', p_leave::text,
    (select name from app.staff where id = v_leave.staff_id), v_leave.organisation_id,
    (select region_code from app.organisations where id = v_leave.organisation_id), '{}', p_request, v_args,
    jsonb_build_object('id', p_leave, 'version', p_version + 1)));
end $$;

create function api.take_leave(request_id uuid, deputy_id uuid, from_on date, to_on date, reason text, staff_id uuid default null,
  organisation_id uuid default null, role text default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.take_leave(request_id, staff_id, organisation_id, role, deputy_id, from_on, to_on, reason) $$;
create function api.cancel_leave(leave_id uuid, expected_version int, request_id uuid)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.cancel_leave(leave_id, expected_version, request_id) $$;

comment on function api.take_leave is
  'The person or the administrator: enters a leave with a deputy of the same role in the same organisation. Errors: deputy_unsuitable, deputy_away, leave_overlaps.';
comment on function api.cancel_leave is 'The person or the administrator: ends a leave early.';

grant execute on function app.take_leave(uuid, uuid, uuid, text, uuid, date, date, text),
  api.take_leave(uuid, uuid, date, date, text, uuid, uuid, text), app.cancel_leave(uuid, int, uuid),
  api.cancel_leave(uuid, int, uuid) to authenticated;
