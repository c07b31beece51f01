-- Flags of a case: conditions that hold independently of its stage, each with its interval.

create policy "whoever reads the case reads its flags" on app.case_flags for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));

grant select on app.case_flags to authenticated;

create view api.case_flags with (security_invoker = true) as
  select id, case_id, flag, reason, until_on, started_at, started_by, ended_at, ended_by from app.case_flags;
comment on view api.case_flags is 'Current and past flags of a case: flag, reason, from when to when, by whom.';

grant select on api.case_flags to authenticated;

-- Sets and ends flags; the verb saves the case afterwards.
create function app.set_flag(p_case uuid, p_flag text, p_reason text, p_until date) returns void
language sql volatile set search_path = '' as $$
  insert into app.case_flags (case_id, flag, reason, until_on, started_by)
  values (p_case, p_flag, p_reason, p_until, coalesce((select s.name from app.staff s where s.id = auth.uid()), 'system'))
  on conflict (case_id, flag) where ended_at is null do nothing
$$;
create function app.end_flag(p_case uuid, p_flag text) returns void
language sql volatile set search_path = '' as $$
  update app.case_flags set ended_at = now(), ended_by = coalesce((select s.name from app.staff s where s.id = auth.uid()), 'system')
  where case_id = p_case and flag = p_flag and ended_at is null
$$;
