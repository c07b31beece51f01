-- Reading rights of the dispute types.

create policy "signed-in people read dispute types" on app.dispute_types for select to authenticated using (true);

grant select on app.dispute_types to authenticated;

create view api.dispute_types with (security_invoker = true) as
  select code, parent_code, name, name_en, hint, sort from app.dispute_types where active;
comment on view api.dispute_types is 'Dispute types in use, first and second level.';

grant select on api.dispute_types to authenticated;
