-- Profiles of mediators, and their photos.

create policy "people read profiles of people they see" on app.mediator_profiles for select to authenticated
  using (exists (select 1 from app.staff s where s.id = staff_id));

grant select on app.mediator_profiles to authenticated;

-- Locks a profile of the caller or of somebody whom the caller administers; version 0 means that none exists yet.
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

-- What people may state about themselves; the photo lies in the bucket staff-photos in their own folder.
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

-- Only an administrator confirms grade and qualification, so that mediators cannot award themselves.
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
  perform app.check_choice('grade', p_grade, app.mediator_grades());
  v.qualification := app.clean_text(p_qualification, 'qualification', 0, 100);
  v.certificate_number := app.clean_text(p_certificate, 'certificate_number', 0, 40);
  update app.mediator_profiles set grade = p_grade, qualification = v.qualification,
    certificate_number = v.certificate_number, version = version + 1 where staff_id = p_staff;
  return next app.as_result(app.write_change('rate_mediator', 'staff', p_staff::text, (select name from app.staff where id = p_staff),
    v_at.organisation_id, v_at.region_code, jsonb_build_object('from', v.grade, 'to', p_grade), p_request, v_args,
    jsonb_build_object('id', p_staff, 'version', p_version + 1)));
end $$;

-- Every staff member may view photos; the person and their administrator add and remove them.
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

create function api.update_profile(staff_id uuid, expected_version int, request_id uuid, specialities text[] default '{}',
  languages text[] default '{}', introduction text default null, photo_path text default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.update_profile(staff_id, expected_version, request_id, specialities, languages, introduction, photo_path) $$;
create function api.rate_mediator(staff_id uuid, expected_version int, request_id uuid, grade text, qualification text default null, certificate_number text default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.rate_mediator(staff_id, expected_version, request_id, grade, qualification, certificate_number) $$;

comment on function api.update_profile is
  'The person or an administrator: specialities (first-level types), languages, introduction, photo.';
comment on function api.rate_mediator is
  'Administrator: sets grade (gold, first to fourth, none), qualification and certificate of somebody else.';

grant execute on function
  app.update_profile(uuid, int, uuid, text[], text[], text, text), api.update_profile(uuid, int, uuid, text[], text[], text, text),
  app.rate_mediator(uuid, int, uuid, text, text, text), api.rate_mediator(uuid, int, uuid, text, text, text)
to authenticated;
