-- Links between cases.

create policy "whoever reads both cases reads their link" on app.case_links for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id) and exists (select 1 from app.cases c where c.id = other_id));

grant select on app.case_links to authenticated;

create view api.case_links with (security_invoker = true) as
  select l.case_id, l.other_id, l.kind, c.number, o.number as other_number, o.status as other_status, l.created_at
  from app.case_links l join app.cases c on c.id = l.case_id join app.cases o on o.id = l.other_id;
comment on view api.case_links is 'Links between cases: case_id was merged into, continues, or is related to other_id.';

grant select on api.case_links to authenticated;
