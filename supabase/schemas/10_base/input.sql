-- Raising errors for invalid input or actions, and the input checks that many verbs share.

-- Raises an error with a stable code, details for the client and the key of the translated message.
-- SQLSTATE: PT422 invalid input · PT409 conflict · PT404 not found · PT429 too many requests · 42501 not allowed.
create function app.refuse(p_code text, p_details jsonb default '{}', p_state text default 'PT422')
returns void language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = p_state, message = p_code, detail = p_details::text, hint = 'error.' || p_code;
end $$;
comment on function app.refuse is 'Raises an error with a stable code; the hint is the text key error.<code>.';

-- Cleans a text field (normal form, no control or direction-override characters, trimmed) and checks its length
-- in characters. A minimum of 0 makes it optional: empty becomes null.
create function app.clean_text(p_value text, p_field text, p_min int, p_max int)
returns text language plpgsql immutable set search_path = '' as $$
declare
  v_text text;
begin
  if length(p_value) > p_max * 4 then
    perform app.refuse('field_too_long', jsonb_build_object('field', p_field, 'max', p_max));
  end if;
  v_text := normalize(coalesce(p_value, ''), nfc);
  v_text := regexp_replace(v_text, '[\u0001-\u0008\u000b\u000c\u000d\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]', '', 'g');
  v_text := regexp_replace(v_text, '^[[:space:]\u00a0\u2007\u202f\u3000]+|[[:space:]\u00a0\u2007\u202f\u3000]+$', '', 'g');
  if v_text = '' then
    if p_min > 0 then perform app.refuse('field_required', jsonb_build_object('field', p_field)); end if;
    return null;
  end if;
  if length(v_text) < p_min then
    perform app.refuse('field_too_short', jsonb_build_object('field', p_field, 'min', p_min));
  elsif length(v_text) > p_max then
    perform app.refuse('field_too_long', jsonb_build_object('field', p_field, 'max', p_max));
  end if;
  return v_text;
end $$;
comment on function app.clean_text is
  'Cleans a text field and checks its length in characters; raises field_required, field_too_short or field_too_long.';

create function app.clean_list(p_values text[], p_field text, p_max int) returns text[]
language plpgsql immutable set search_path = '' as $$
declare
  v_list text[] := '{}';
  v_value text;
begin
  if cardinality(p_values) > 20 then perform app.refuse('too_many_rows', jsonb_build_object('field', p_field, 'max', 20)); end if;
  foreach v_value in array coalesce(p_values, '{}') loop
    v_value := app.clean_text(v_value, p_field, 0, p_max);
    if v_value is not null and v_value <> all (v_list) then v_list := v_list || v_value; end if;
  end loop;
  return v_list;
end $$;

create function app.check_choice(p_field text, p_value text, p_choices text[]) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_value is null or p_value = '' then perform app.refuse('field_required', jsonb_build_object('field', p_field)); end if;
  if p_value <> all (p_choices) then perform app.refuse('unknown_choice', jsonb_build_object('field', p_field)); end if;
end $$;

-- Checks that the rows of an uploaded file are a list of objects, at most p_max of them.
create function app.check_rows(p_rows jsonb, p_max int) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_rows is null or jsonb_typeof(p_rows) <> 'array' or jsonb_array_length(p_rows) = 0 then
    perform app.refuse('field_required', '{"field": "rows"}');
  end if;
  if jsonb_array_length(p_rows) > p_max then
    perform app.refuse('too_many_rows', jsonb_build_object('field', 'rows', 'max', p_max));
  end if;
  if exists (select 1 from jsonb_array_elements(p_rows) row where jsonb_typeof(row) <> 'object') then
    perform app.refuse('invalid_value', '{"field": "rows"}');
  end if;
end $$;
