-- Chapter 20 · People change: posts, suspension, profiles, leave, handing over, sessions

-- Another post for somebody known, found by account: somebody who moves, or serves twice.
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
  perform app.check_choice('role', p_role, array['administrator', 'dispatcher', 'mediator', 'leader', 'reporter']);
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

-- Ends a post on a day, or at once without one. A mediator hands over first.
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

create function app.region_of_person(p_staff uuid, out organisation_id uuid, out region_code text)
language sql stable security definer set search_path = '' as $$
  select o.id, o.region_code from app.posts p join app.organisations o on o.id = p.organisation_id
  where p.staff_id = p_staff order by coalesce(p.valid_to, 'infinity'::date) desc, p.valid_from, p.id limit 1
$$;

-- From the next request on nothing works any more, and every session ends.
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

-- Profiles ------------------------------------------------------------------------------------------------------

-- Locks the profile of oneself or of somebody whom one administers; the version 0 is that of a profile not yet written.
create function app.open_profile(p_staff uuid, p_version int) returns app.mediator_profiles
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.mediator_profiles;
begin
  if app.my_role() is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_staff is null then perform app.refuse('field_required', '{"field": "staff_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  if not exists (select 1 from app.staff where id = p_staff) or p_staff <> auth.uid() and not app.administers_person(p_staff) then
    perform app.refuse('staff_not_found', '{"field": "staff_id"}', 'PT404');
  end if;
  insert into app.mediator_profiles (staff_id, version) values (p_staff, 0) on conflict do nothing;
  select * into v_row from app.mediator_profiles where staff_id = p_staff for update;
  if v_row.version <> p_version then perform app.refuse('stale_record', jsonb_build_object('version', v_row.version), 'PT409'); end if;
  return v_row;
end $$;

create function app.clean_list(p_values text[], p_field text, p_max int) returns text[]
language plpgsql immutable set search_path = '' as $$
declare
  v_list text[] := '{}';
  v_value text;
begin
  if cardinality(p_values) > 20 then perform app.refuse('too_many_rows', jsonb_build_object('field', p_field, 'max', 20)); end if;
  foreach v_value in array coalesce(p_values, '{}') loop
    v_value := app.clean_text(v_value, p_field, 0, p_max);
    if v_value is not null and v_value <> all (v_list) then v_list := v_list || v_value; end if;
  end loop;
  return v_list;
end $$;

-- What a person may say of themselves; the photo lies in the bucket staff-photos under their own folder.
create function app.update_profile(p_staff uuid, p_version int, p_request uuid, p_specialities text[], p_languages text[],
  p_introduction text, p_photo text)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('staff', p_staff, 'version', p_version, 'specialities', p_specialities,
    'languages', p_languages, 'introduction', p_introduction, 'photo', p_photo);
  v_done jsonb := app.changed_before(p_request, 'update_profile', v_args);
  v_at record := app.region_of_person(p_staff);
  v app.mediator_profiles;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v := app.open_profile(p_staff, p_version);
  v.specialities := app.clean_list(p_specialities, 'specialities', 4);
  if exists (select 1 from unnest(v.specialities) c where not exists (
      select 1 from app.dispute_types t where t.code = c and t.active and t.parent_code is null)) then
    perform app.refuse('unknown_choice', '{"field": "specialities"}');
  end if;
  v.languages := app.clean_list(p_languages, 'languages', 20);
  v.introduction := app.clean_text(p_introduction, 'introduction', 0, 500);
  v.photo_path := app.clean_text(p_photo, 'photo_path', 0, 200);
  if not starts_with(v.photo_path, p_staff::text || '/') then perform app.refuse('invalid_value', '{"field": "photo_path"}'); end if;
  update app.mediator_profiles set specialities = v.specialities, languages = v.languages, introduction = v.introduction,
    photo_path = v.photo_path, version = version + 1 where staff_id = p_staff;
  return next app.as_result(app.write_change('update_profile', 'staff', p_staff::text, (select name from app.staff where id = p_staff),
    v_at.organisation_id, v_at.region_code, jsonb_build_object('specialities', v.specialities, 'languages', v.languages),
    p_request, v_args, jsonb_build_object('id', p_staff, 'version', p_version + 1)));
end $$;

-- What only an administrator attests: nobody awards themselves a medal.
create function app.rate_mediator(p_staff uuid, p_version int, p_request uuid, p_grade text, p_qualification text, p_certificate text)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('staff', p_staff, 'version', p_version, 'grade', p_grade, 'qualification', p_qualification,
    'certificate', p_certificate);
  v_done jsonb := app.changed_before(p_request, 'rate_mediator', v_args);
  v_at record := app.region_of_person(p_staff);
  v app.mediator_profiles;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  perform app.require_administrator();
  v := app.open_profile(p_staff, p_version);
  if p_staff = auth.uid() then perform app.refuse('own_account', '{}', '42501'); end if;
  perform app.check_choice('grade', p_grade, array['gold', 'first', 'second', 'third', 'fourth', 'none']);
  v.qualification := app.clean_text(p_qualification, 'qualification', 0, 100);
  v.certificate_number := app.clean_text(p_certificate, 'certificate_number', 0, 40);
  update app.mediator_profiles set grade = p_grade, qualification = v.qualification,
    certificate_number = v.certificate_number, version = version + 1 where staff_id = p_staff;
  return next app.as_result(app.write_change('rate_mediator', 'staff', p_staff::text, (select name from app.staff where id = p_staff),
    v_at.organisation_id, v_at.region_code, jsonb_build_object('from', v.grade, 'to', p_grade), p_request, v_args,
    jsonb_build_object('id', p_staff, 'version', p_version + 1)));
end $$;

-- Photos: everybody in office looks, the person and their administrator put and take away.
create function app.may_change_photo(p_name text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_folder text := split_part(p_name, '/', 1);
begin
  if v_folder !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' or app.my_role() is null then return false; end if;
  return v_folder::uuid = auth.uid() or app.my_role() = 'administrator' and app.administers_person(v_folder::uuid);
end $$;
grant execute on function app.may_change_photo(text) to authenticated;

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('staff-photos', 'staff-photos', false, 2000000, array['image/jpeg', 'image/png', 'image/webp'])
on conflict (id) do nothing;
create policy "people in office see the bucket of photos" on storage.buckets for select to authenticated
  using (id = 'staff-photos' and (select app.my_role()) is not null);
create policy "people in office look at photos" on storage.objects for select to authenticated
  using (bucket_id = 'staff-photos' and (select app.my_role()) is not null);
create policy "people and their administrators put photos" on storage.objects for insert to authenticated
  with check (bucket_id = 'staff-photos' and app.may_change_photo(name));
create policy "people and their administrators replace photos" on storage.objects for update to authenticated
  using (bucket_id = 'staff-photos' and app.may_change_photo(name)) with check (bucket_id = 'staff-photos' and app.may_change_photo(name));
create policy "people and their administrators take photos away" on storage.objects for delete to authenticated
  using (bucket_id = 'staff-photos' and app.may_change_photo(name));

-- Leave and handing over --------------------------------------------------------------------------------------

-- Leave for oneself in the acting post, or by the administrator for somebody of the organisation. The deputy holds the
-- same post already, so no right is made.
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

create type api.colleague as (staff_id uuid, name text, open_cases int, on_leave_until date);
comment on type api.colleague is 'Somebody in the same role of an organisation, with open cases and leave.';

-- Who may stand in or take over: people in office in a role of an organisation, for its own people, its dispatcher and
-- its administrator.
create function app.list_colleagues(p_organisation uuid, p_role text) returns setof api.colleague
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if not (app.administers(p_organisation) or p_organisation = v_me.organisation_id and p_role = v_me.role
      or p_organisation = v_me.organisation_id and v_me.role = 'dispatcher' and p_role = 'mediator') then
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
comment on type api.handed_over is 'How many open cases changed hands.';

-- All open cases of a mediator go to a colleague in one step, each with a line in its history.
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
  -- One order for all, so that two verbs never wait for each other in a ring.
  perform 1 from app.cases where mediator_id = p_from and lead_organisation_id = p_organisation and closed_at is null order by id for update;
  with moved as (
    update app.cases set mediator_id = p_to, mediator_name = v_to.name, version = version + 1, updated_at = now()
    where mediator_id = p_from and lead_organisation_id = p_organisation and closed_at is null
    returning id, status
  ), told as (
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

-- Sessions ------------------------------------------------------------------------------------------------------

create type api.session_row as (id uuid, created_at timestamptz, used_at timestamptz, user_agent text, ip text, is_current boolean);
comment on type api.session_row is 'A sign-in of the caller that has not ended.';

create function app.my_sessions() returns setof api.session_row
language sql stable security definer set search_path = '' as $$
  select s.id, s.created_at, coalesce(s.refreshed_at at time zone 'UTC', s.created_at), left(s.user_agent, 200), host(s.ip),
    s.id::text = auth.jwt() ->> 'session_id'
  from auth.sessions s where s.user_id = auth.uid() and (s.not_after is null or s.not_after > now())
  order by s.id::text = auth.jwt() ->> 'session_id' desc, 3 desc limit 100
$$;

-- Ends one of the caller's sessions, or without one all others.
create function app.end_session(p_session uuid) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_n int;
begin
  delete from auth.sessions where user_id = auth.uid()
    and case when p_session is null then id::text is distinct from auth.jwt() ->> 'session_id' else id = p_session end;
  get diagnostics v_n = row_count;
  return v_n;
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
create function api.update_profile(staff_id uuid, expected_version int, request_id uuid, specialities text[] default '{}',
  languages text[] default '{}', introduction text default null, photo_path text default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.update_profile(staff_id, expected_version, request_id, specialities, languages, introduction, photo_path) $$;
create function api.rate_mediator(staff_id uuid, expected_version int, request_id uuid, grade text, qualification text default null, certificate_number text default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.rate_mediator(staff_id, expected_version, request_id, grade, qualification, certificate_number) $$;
create function api.take_leave(request_id uuid, deputy_id uuid, from_on date, to_on date, reason text, staff_id uuid default null,
  organisation_id uuid default null, role text default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.take_leave(request_id, staff_id, organisation_id, role, deputy_id, from_on, to_on, reason) $$;
create function api.cancel_leave(leave_id uuid, expected_version int, request_id uuid)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.cancel_leave(leave_id, expected_version, request_id) $$;
create function api.list_colleagues(organisation_id uuid, role text)
returns setof api.colleague language sql stable security invoker set search_path = '' as $$
  select * from app.list_colleagues(organisation_id, role) $$;
create function api.hand_over(request_id uuid, organisation_id uuid, from_staff_id uuid, to_staff_id uuid, reason text)
returns setof api.handed_over language sql volatile security invoker set search_path = '' as $$
  select * from app.hand_over(request_id, organisation_id, from_staff_id, to_staff_id, reason) $$;
create function api.my_sessions()
returns setof api.session_row language sql stable security invoker set search_path = '' as $$ select * from app.my_sessions() $$;
create function api.end_session(session_id uuid default null)
returns int language sql volatile security invoker set search_path = '' as $$ select app.end_session(session_id) $$;

comment on function api.add_post is 'Administrator: another post for a known person, by account. Refuses post_held (409), own_account, outside_scope (42501).';
comment on function api.end_post is 'Administrator: ends a post at once, or with a last day. Refuses last_administrator, open_cases (409).';
comment on function api.suspend_staff is 'Administrator: suspends a person from the next request on, and ends their sessions. Refuses last_administrator (409), posts_elsewhere (42501).';
comment on function api.restore_staff is 'Administrator: lets a suspended person work again.';
comment on function api.sign_out_staff is 'Administrator: ends every session of a person.';
comment on function api.update_profile is 'Oneself or an administrator: specialities (first-level types), languages, introduction, photo.';
comment on function api.rate_mediator is 'Administrator: grade (gold, first to fourth, none), qualification and certificate of somebody else.';
comment on function api.take_leave is 'Oneself or the administrator: leave with a deputy in the same role of the same organisation. Refuses deputy_unsuitable, deputy_away, leave_overlaps.';
comment on function api.cancel_leave is 'Oneself or the administrator: ends a leave early.';
comment on function api.list_colleagues is 'People in office in a role of an organisation, for its people, dispatcher and administrator.';
comment on function api.hand_over is 'Dispatcher or administrator of an organisation: gives all open cases of a mediator to a colleague.';
comment on function api.my_sessions is 'The caller''s sign-ins that have not ended.';
comment on function api.end_session is 'Ends one of the caller''s sessions, or without an id all others; answers how many.';

grant execute on function
  app.add_post(uuid, text, uuid, text, date, date), api.add_post(uuid, text, uuid, text, date, date),
  app.end_post(uuid, int, uuid, date), api.end_post(uuid, int, uuid, date),
  app.suspend_staff(uuid, int, uuid, text), api.suspend_staff(uuid, int, uuid, text),
  app.restore_staff(uuid, int, uuid), api.restore_staff(uuid, int, uuid),
  app.sign_out_staff(uuid, int, uuid), api.sign_out_staff(uuid, int, uuid),
  app.update_profile(uuid, int, uuid, text[], text[], text, text), api.update_profile(uuid, int, uuid, text[], text[], text, text),
  app.rate_mediator(uuid, int, uuid, text, text, text), api.rate_mediator(uuid, int, uuid, text, text, text),
  app.take_leave(uuid, uuid, uuid, text, uuid, date, date, text), api.take_leave(uuid, uuid, date, date, text, uuid, uuid, text),
  app.cancel_leave(uuid, int, uuid), api.cancel_leave(uuid, int, uuid),
  app.list_colleagues(uuid, text), api.list_colleagues(uuid, text),
  app.hand_over(uuid, uuid, uuid, uuid, text), api.hand_over(uuid, uuid, uuid, uuid, text),
  app.my_sessions(), api.my_sessions(), app.end_session(uuid), api.end_session(uuid)
to authenticated;
