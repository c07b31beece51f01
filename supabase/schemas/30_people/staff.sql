-- Reading rights of staff and their posts.

create policy "people read posts of their organisation and of their territory" on app.posts for select to authenticated
  using (staff_id = (select auth.uid())
    or coalesce(organisation_id = (select app.my_organisation()), false)
    or coalesce((select app.my_role()) in ('administrator', 'leader')
         and exists (select 1 from app.organisations o where o.id = organisation_id
                     and starts_with(o.region_code, (select app.my_scope()))), false));
create policy "people read whose posts they read" on app.staff for select to authenticated
  using (id = (select auth.uid()) or exists (select 1 from app.posts p where p.staff_id = staff.id));

grant select on app.posts to authenticated;
grant select (id, account, name, active, suspended_reason, version) on app.staff to authenticated;

create view api.staff with (security_invoker = true) as
  select s.id, s.account, s.name, s.active, s.suspended_reason, s.version,
    coalesce(m.grade, 'none') as grade, m.qualification, m.certificate_number, coalesce(m.specialities, '{}') as specialities,
    coalesce(m.languages, '{}') as languages, m.introduction, m.photo_path, coalesce(m.version, 0) as profile_version
  from app.staff s
  left join app.mediator_profiles m on m.staff_id = s.id;
comment on view api.staff is 'People whom the caller may see, with the profile of a mediator; profile_version 0: none exists yet.';

grant select on api.staff to authenticated;
