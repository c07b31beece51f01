-- How names, telephone and identity numbers of a party are cleaned and checked.

-- A telephone number as digits: mainland mobile, or landline with area code.
create function app.clean_phone(p_value text, p_field text, p_required boolean) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_phone text := app.clean_text(p_value, p_field, p_required::int, 30);
begin
  if v_phone is null then return null; end if;
  v_phone := regexp_replace(normalize(v_phone, nfkc), '[[:space:]()-]|^(\+|00)86', '', 'g');
  if v_phone !~ '^(1[3-9][0-9]{9}|0[1-9][0-9]{8,10})$' then
    perform app.refuse('invalid_phone', jsonb_build_object('field', p_field));
  end if;
  return v_phone;
end $$;

-- An identity number of eighteen characters with its check digit (GB 11643); region codes no longer in use are valid.
create function app.clean_id_number(p_value text, p_field text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_id text := upper(app.clean_text(p_value, p_field, 0, 30));
  v_sum int := 0;
begin
  if v_id is null then return null; end if;
  if v_id !~ '^[1-9][0-9]{16}[0-9X]$' then perform app.refuse('invalid_id_number', jsonb_build_object('field', p_field)); end if;
  for i in 1 .. 17 loop
    v_sum := v_sum + substr(v_id, i, 1)::int * (array[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])[i];
  end loop;
  if substr('10X98765432', v_sum % 11 + 1, 1) <> right(v_id, 1) then
    perform app.refuse('invalid_id_number', jsonb_build_object('field', p_field));
  end if;
  return v_id;
end $$;

-- Checks a party of the form and returns it cleaned. `p_who` is applicant or respondent; an applicant who files alone
-- must give a telephone number.
create function app.clean_party(p_party jsonb, p_who text, p_phone_required boolean) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  v_kind text;
  v_field text;
begin
  if jsonb_typeof(p_party) is distinct from 'object' then
    perform app.refuse(case when p_party is null or p_party = 'null' then 'field_required' else 'invalid_value' end,
      jsonb_build_object('field', p_who));
  end if;
  foreach v_field in array array['kind', 'name', 'phone', 'id_number', 'address'] loop
    if jsonb_typeof(p_party -> v_field) not in ('string', 'null') then
      perform app.refuse('invalid_value', jsonb_build_object('field', p_who || '.' || v_field));
    end if;
  end loop;
  v_kind := coalesce(p_party ->> 'kind', 'person');
  perform app.check_choice(p_who || '.kind', v_kind, app.party_kinds());
  return jsonb_build_object('kind', v_kind,
    'name', app.clean_text(p_party ->> 'name', p_who || '.name', 2, case v_kind when 'person' then 40 else 80 end),
    'phone', app.clean_phone(p_party ->> 'phone', p_who || '.phone', p_phone_required),
    'id_number', case v_kind when 'person' then app.clean_id_number(p_party ->> 'id_number', p_who || '.id_number') end,
    'address', app.clean_text(p_party ->> 'address', p_who || '.address', 0, 200));
end $$;
