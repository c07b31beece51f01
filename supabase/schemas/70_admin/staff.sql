-- Staff: posts begin and end, accounts are suspended and restored.

-- Another post for an existing person, found by account, who changes organisation or works in two.
create function app.add_post(p_request uuid, p_account text, p_organisation uuid, p_role text, p_valid_from date, p_valid_to date)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('account', p_account, 'organisation', p_organisation, 'role', p_role,
    'from', p_valid_from, 'to', p_valid_to);
  v_done jsonb := app.changed_before(p_request, 'add_post', v_args);
  v_me app.posts;
  v_organisation app.organisations;
  v_staff app.staff;
  v_from date := coalesce(p_valid_from, app.today());
  v_id uuid;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_me := app.require_administrator();
  v_organisation := app.organisation_to_staff(p_organisation);
  select * into v_staff from app.staff where account = app.check_account(p_account) for update;
  if v_staff.id is null then perform app.refuse('staff_not_found', '{"field": "account"}', 'PT404'); end if;
  if v_staff.id = v_me.staff_id then perform app.refuse('own_account', '{}', '42501'); end if;
  if not v_staff.active then perform app.refuse('staff_suspended', '{"field": "account"}', 'PT409'); end if;
  perform app.check_choice('role', p_role, app.roles());
  if v_from < app.today() then perform app.refuse('date_in_past', '{"field": "valid_from"}'); end if;
  if v_from > app.today() + 366 then perform app.refuse('invalid_value', '{"field": "valid_from"}'); end if;
  perform app.check_post_end(p_valid_to);
  if p_valid_to < v_from then perform app.refuse('date_too_early', '{"field": "valid_to"}'); end if;
  if exists (select 1 from app.posts p where p.staff_id = v_staff.id and p.organisation_id = p_organisation and p.role = p_role
      and daterange(p.valid_from, p.valid_to, '[]') && daterange(v_from, p_valid_to, '[]') and coalesce(p.valid_to, 'infinity'::date) >= p.valid_from) then
    perform app.refuse('post_held', '{"field": "role"}', 'PT409');
  end if;
  insert into app.posts (staff_id, organisation_id, role, valid_from, valid_to)
  values (v_staff.id, p_organisation, p_role, v_from, p_valid_to) returning id into v_id;
  return next app.as_result(app.write_change('add_post', 'post', v_id::text, v_staff.name, p_organisation, v_organisation.region_code,
    jsonb_build_object('account', v_staff.account, 'role', p_role, 'from', v_from, 'to', p_valid_to), p_request, v_args,
    jsonb_build_object('id', v_id, 'version', 1)));
end $$;

-- Ends a post on a day, or at once without one. A mediator must hand over open cases first.
create function app.end_post(p_post uuid, p_version int, p_request uuid, p_last_day date)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('post', p_post, 'version', p_version, 'last_day', p_last_day);
  v_done jsonb := app.changed_before(p_request, 'end_post', v_args);
  v_me app.posts;
  v_post app.posts;
  v_staff app.staff;
  v_open int;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_me := app.require_administrator();
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_post from app.posts where id = p_post for update;
  if v_post.id is null or not app.administers(v_post.organisation_id) then
    perform app.refuse('post_not_found', '{"field": "post_id"}', 'PT404');
  end if;
  if v_post.staff_id = v_me.staff_id then perform app.refuse('own_account', '{}', '42501'); end if;
  if v_post.version <> p_version then perform app.refuse('stale_record', jsonb_build_object('version', v_post.version), 'PT409'); end if;
  if coalesce(v_post.valid_to, 'infinity'::date) < app.today() then perform app.refuse('post_ended', '{}', 'PT409'); end if;
  if p_last_day < app.today() then perform app.refuse('date_in_past', '{"field": "last_day"}'); end if;
  if p_last_day > app.today() + 36525 then perform app.refuse('invalid_value', '{"field": "last_day"}'); end if;
  if p_last_day < v_post.valid_from then perform app.refuse('date_too_early', '{"field": "last_day"}'); end if;
  perform app.check_last_administrator(v_post.staff_id, p_post);
  if p_last_day is null and v_post.role = 'mediator' then
    select count(*) into v_open from (select 1 from app.cases where mediator_id = v_post.staff_id
      and lead_organisation_id = v_post.organisation_id and closed_at is null limit 1000) c;
    if v_open > 0 then perform app.refuse('open_cases', jsonb_build_object('n', v_open), 'PT409'); end if;
  end if;
  update app.posts set valid_to = coalesce(p_last_day, greatest(app.today(), valid_from) - 1), version = version + 1 where id = p_post;
  select * into v_staff from app.staff where id = v_post.staff_id;
  return next app.as_result(app.write_change('end_post', 'post', p_post::text, v_staff.name, v_post.organisation_id,
    (select region_code from app.organisations where id = v_post.organisation_id),
    jsonb_build_object('account', v_staff.account, 'role', v_post.role, 'last_day', coalesce(p_last_day, app.today())),
    p_request, v_args, jsonb_build_object('id', p_post, 'version', p_version + 1)));
end $$;

-- From the next request on the person may do nothing, and every session ends.
create function app.suspend_staff(p_staff uuid, p_version int, p_request uuid, p_reason text)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('staff', p_staff, 'version', p_version, 'reason', p_reason);
  v_done jsonb := app.changed_before(p_request, 'suspend_staff', v_args);
  v_staff app.staff;
  v_at record := app.region_of_person(p_staff);
  v_reason text;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_staff := app.open_staff(p_staff, p_version);
  v_reason := app.clean_text(p_reason, 'reason', 2, 200);
  if not v_staff.active then perform app.refuse('staff_suspended', '{}', 'PT409'); end if;
  perform app.check_last_administrator(p_staff, null);
  update app.staff set active = false, suspended_reason = v_reason, version = version + 1 where id = p_staff;
  delete from auth.sessions where user_id = p_staff;
  return next app.as_result(app.write_change('suspend_staff', 'staff', p_staff::text, v_staff.name, v_at.organisation_id, v_at.region_code,
    jsonb_build_object('reason', v_reason), p_request, v_args, jsonb_build_object('id', p_staff, 'version', p_version + 1)));
end $$;

create function app.restore_staff(p_staff uuid, p_version int, p_request uuid)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('staff', p_staff, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, 'restore_staff', v_args);
  v_staff app.staff;
  v_at record := app.region_of_person(p_staff);
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_staff := app.open_staff(p_staff, p_version);
  if v_staff.active then perform app.refuse('staff_active', '{}', 'PT409'); end if;
  update app.staff set active = true, suspended_reason = null, version = version + 1 where id = p_staff;
  return next app.as_result(app.write_change('restore_staff', 'staff', p_staff::text, v_staff.name, v_at.organisation_id, v_at.region_code,
    '{}', p_request, v_args, jsonb_build_object('id', p_staff, 'version', p_version + 1)));
end $$;

create function app.sign_out_staff(p_staff uuid, p_version int, p_request uuid)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('staff', p_staff, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, 'sign_out_staff', v_args);
  v_staff app.staff;
  v_at record := app.region_of_person(p_staff);
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_staff := app.open_staff(p_staff, p_version);
  delete from auth.sessions where user_id = p_staff;
  return next app.as_result(app.write_change('sign_out_staff', 'staff', p_staff::text, v_staff.name, v_at.organisation_id, v_at.region_code,
    '{}', p_request, v_args, jsonb_build_object('id', p_staff, 'version', p_version)));
end $$;

create function api.add_post(request_id uuid, account text, organisation_id uuid, role text, valid_from date default null, valid_to date default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.add_post(request_id, account, organisation_id, role, valid_from, valid_to) $$;
create function api.end_post(post_id uuid, expected_version int, request_id uuid, last_day date default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.end_post(post_id, expected_version, request_id, last_day) $$;
create function api.suspend_staff(staff_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.suspend_staff(staff_id, expected_version, request_id, reason) $$;
create function api.restore_staff(staff_id uuid, expected_version int, request_id uuid)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.restore_staff(staff_id, expected_version, request_id) $$;
create function api.sign_out_staff(staff_id uuid, expected_version int, request_id uuid)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.sign_out_staff(staff_id, expected_version, request_id) $$;

comment on function api.add_post is
  'Administrator: another post for an existing person, by account. Errors: post_held (409), own_account, outside_scope (42501).';
comment on function api.end_post is 'Administrator: ends a post at once, or with a last day. Errors: last_administrator, open_cases (409).';
comment on function api.suspend_staff is
  'Administrator: suspends a person from the next request on, and ends their sessions. Errors: last_administrator (409), posts_elsewhere (42501).';
comment on function api.restore_staff is 'Administrator: restores a suspended person.';
comment on function api.sign_out_staff is 'Administrator: ends every session of a person.';

grant execute on function app.add_post(uuid, text, uuid, text, date, date),
  api.add_post(uuid, text, uuid, text, date, date), app.end_post(uuid, int, uuid, date),
  api.end_post(uuid, int, uuid, date), app.suspend_staff(uuid, int, uuid, text),
  api.suspend_staff(uuid, int, uuid, text), app.restore_staff(uuid, int, uuid), api.restore_staff(uuid, int, uuid),
  app.sign_out_staff(uuid, int, uuid), api.sign_out_staff(uuid, int, uuid) to authenticated;
