-- Channels by which disputes arrive.

create policy "signed-in people read channels" on app.channels for select to authenticated using (true);

grant select on app.channels to authenticated;

create view api.channels with (security_invoker = true) as select code, name, name_en, sort, roles,
  external_number, required_fields, least_grade, reply_duty from app.channels;
comment on view api.channels is 'Channels by which disputes arrive.';

grant select on api.channels to authenticated;
