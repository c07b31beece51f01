-- Chapter 72 · What comes along with a filing: more people, photos, the poster that led to it

-- Adds who else belongs to a filing: a list of {side, kind, name, phone, id_number, address, minor}, at most twenty.
-- `p_minor` marks the applicant as under eighteen.
create function app.add_others(p_case uuid, p_others jsonb, p_minor jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_other jsonb;
  v_party jsonb;
begin
  if jsonb_typeof(p_minor) not in ('boolean', 'null') or jsonb_typeof(p_others) not in ('array', 'null') then
    perform app.refuse('invalid_value', jsonb_build_object('field',
      case when jsonb_typeof(p_minor) not in ('boolean', 'null') then 'applicant.minor' else 'others' end));
  end if;
  if p_minor = 'true' then update app.parties set minor = true where case_id = p_case and side = 'applicant'; end if;
  if p_others is null or p_others = 'null' then return; end if;
  if jsonb_array_length(p_others) > 20 then perform app.refuse('too_many_rows', '{"field": "others", "max": 20}'); end if;
  for v_other in select * from jsonb_array_elements(p_others) loop
    v_party := app.clean_party(v_other, 'others', false);
    if jsonb_typeof(v_other -> 'side') is distinct from 'string' or jsonb_typeof(v_other -> 'minor') not in ('boolean', 'null') then
      perform app.refuse('invalid_value', '{"field": "others.side"}');
    end if;
    perform app.check_choice('others.side', v_other ->> 'side', array['applicant', 'respondent', 'agent', 'guardian', 'third_party']);
    perform app.add_party(p_case, v_other ->> 'side', v_party ->> 'kind', v_party ->> 'name', v_party ->> 'phone',
      v_party ->> 'id_number', v_party ->> 'address', coalesce((v_other ->> 'minor')::boolean, false));
  end loop;
end $$;

-- Adds what comes along with a filing: people, the source, photos.
create function app.complete_filing(p_case uuid, p_request uuid, p_others jsonb, p_minor jsonb, p_source text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.add_others(p_case, p_others, p_minor);
  perform app.record_source(p_case, p_source);
  perform app.take_evidence(p_case, p_request, 'applicant', null);
end $$;
