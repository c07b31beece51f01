-- The organisations that take part in a case, and reading rights.

create policy "whoever reads the case reads who takes part" on app.case_participants for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));

grant select on app.case_participants to authenticated;

create view api.case_participants with (security_invoker = true) as
  select p.case_id, p.organisation_id, o.name as organisation_name, p.part, p.since, p.until
  from app.case_participants p left join app.organisations o on o.id = p.organisation_id;
comment on view api.case_participants is 'Organisations that take or took part in a case, and in which function.';
grant select on api.case_participants to authenticated;

create function app.join_case(p_case uuid, p_organisation uuid, p_part text) returns void
language sql volatile set search_path = '' as $$
  insert into app.case_participants (case_id, organisation_id, part) values (p_case, p_organisation, p_part)
  on conflict on constraint case_participants_pkey do update set until = null
$$;

-- Ends the participation of a co-handler; the flag ends with the last one.
create function app.end_co_handling(p_case uuid, p_organisation uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  update app.case_participants set until = now()
  where case_id = p_case and organisation_id = p_organisation and part = 'co_handler' and until is null;
  if found then perform app.join_case(p_case, p_organisation, 'former_co_handler'); end if;
  if not exists (select 1 from app.case_participants where case_id = p_case and part = 'co_handler' and until is null) then
    perform app.end_flag(p_case, 'co_handled');
  end if;
end $$;
