-- The log of who read a case.

create policy "leaders and administrators of its place, and its desk, see who read a case" on app.case_reads for select to authenticated
  using (coalesce((select app.my_role()) in ('leader', 'administrator', 'dispatcher'), false) and exists (select 1 from app.cases c where c.id = case_id));
grant select on app.case_reads to authenticated;
create view api.case_reads with (security_invoker = true) as
  select case_id, staff_id, staff_name, role, organisation_name, day, first_at, last_at, n from app.case_reads;
comment on view api.case_reads is
  'Who opened a case on which day and how often; visible to leaders, administrators and dispatchers who may read the case.';
grant select on api.case_reads to authenticated;

create function app.note_reading(p_case uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('case_not_found', '{}', 'PT404'); end if;
  insert into app.case_reads as r (case_id, staff_id, post_id, day, staff_name, organisation_name, role)
  select p_case, s.id, v_me.id, app.today(), s.name, o.name, v_me.role from app.staff s, app.organisations o
  where s.id = v_me.staff_id and o.id = v_me.organisation_id
  on conflict (case_id, staff_id, post_id, day) do update set last_at = now(), n = r.n + 1;
end $$;

create function api.note_reading(case_id uuid)
returns void language sql volatile security invoker set search_path = '' as $$ select app.note_reading(case_id) $$;

comment on function api.note_reading is 'Logs that the caller opened a case.';

grant execute on function app.note_reading(uuid), api.note_reading(uuid) to authenticated;
