-- Parties (当事人) and their personal data.
-- Lists show masked copies. The originals are encrypted in a table that no role reads; api.reveal_party decrypts one
-- row for somebody who works on the case, and logs who, when and why.

create function app.mask_name(p_name text, p_kind text) returns text
language sql immutable set search_path = '' as $$
  select case when p_kind = 'organisation' then p_name else left(p_name, 1) || '某' end
$$;
create function app.mask_phone(p_phone text) returns text
language sql immutable set search_path = '' as $$
  select left(p_phone, 3) || repeat('*', greatest(length(p_phone) - 7, 1)) || right(p_phone, 4)
$$;
create function app.mask_id_number(p_id text) returns text
language sql immutable set search_path = '' as $$
  select left(p_id, 6) || repeat('*', greatest(length(p_id) - 10, 1)) || right(p_id, 4)
$$;

create function app.add_party(p_case uuid, p_side text, p_kind text, p_name text, p_phone text, p_id_number text default null,
  p_address text default null, p_minor boolean default false) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into app.parties (case_id, side, kind, name, phone, id_number, minor)
  values (p_case, p_side, p_kind, app.mask_name(p_name, p_kind), app.mask_phone(p_phone), app.mask_id_number(p_id_number), p_minor)
  returning id into v_id;
  insert into app.parties_private (party_id, name, phone, id_number, address, phone_hash, id_hash)
  values (v_id, app.seal(p_name), app.seal(p_phone), app.seal(p_id_number), app.seal(p_address),
    app.personal_hash(p_phone), app.personal_hash(p_id_number));
  return v_id;
end $$;

create policy "readers of the case, but administrators, read masked parties" on app.parties for select to authenticated
  using (coalesce((select app.my_role()) <> 'administrator', false) and exists (select 1 from app.cases c where c.id = case_id));

grant select on app.parties to authenticated;

create view api.parties with (security_invoker = true) as
  select id, case_id, side, kind, name, phone, id_number, minor from app.parties;
comment on view api.parties is 'Parties of a case and their representatives, masked: 陈某, 138****5678, 350821********1234.';

grant select on api.parties to authenticated;
