-- Filing a dispute: by the public without an account, or by staff for somebody, with further people, photos and the
-- poster that led to it.
-- Anonymous callers can call only these functions. Each is throttled per address, and none reveals whether a case
-- exists to somebody without its tracking code.

-- Adds the other people of a filing: a list of {side, kind, name, phone, id_number, address, minor}, at most twenty.
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
    perform app.check_choice('others.side', v_other ->> 'side', app.party_sides());
    perform app.add_party(p_case, v_other ->> 'side', v_party ->> 'kind', v_party ->> 'name', v_party ->> 'phone',
      v_party ->> 'id_number', v_party ->> 'address', coalesce((v_other ->> 'minor')::boolean, false));
  end loop;
end $$;

-- Adds the people, the source and the photos of a filing.
create function app.complete_filing(p_case uuid, p_request uuid, p_others jsonb, p_minor jsonb, p_source text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.add_others(p_case, p_others, p_minor);
  perform app.record_source(p_case, p_source);
  perform app.take_evidence(p_case, p_request, 'applicant', null);
end $$;

create type api.filing_receipt as (number text, tracking_code text, filed_at timestamptz, region_path text,
  desk_name text, desk_phone text, due_at timestamptz, provisional boolean, steps jsonb);
comment on type api.filing_receipt is
  'Receipt of a filing: its time interrupts the limitation period; steps {stage, due_at, provisional} up to the result of mediation, each with its latest date.';

create function app.receipt(p_case uuid, p_request uuid) returns api.filing_receipt
language plpgsql stable security definer set search_path = '' as $$
begin
  -- PL/pgSQL caches the plan; a plain SQL function would plan five tables again at each filing.
  return (select (c.number, app.tracking_code(p_request, c.id), c.created_at, r.path, o.name, o.phone, d.due_at, d.provisional,
      app.steps_from(c, d))::api.filing_receipt
    from app.cases c
    join app.regions r on r.code = c.region_code
    join app.case_participants p on p.case_id = c.id and p.part in ('desk', 'former_desk')
    join app.organisations o on o.id = p.organisation_id
    join app.deadlines d on d.case_id = c.id and d.stage = 'accept'
    where c.id = p_case
    order by d.id, p.since limit 1);
end $$;

-- The grade that the desk will probably choose: violence is red; a group of five, or a hundred thousand yuan, is
-- yellow.
create function app.suggest_grade(p_danger boolean, p_people int, p_amount numeric) returns text
language sql immutable set search_path = '' as $$
  select case when p_danger or p_people >= 20 then 'red' when p_people >= 5 or p_amount >= 100000 then 'yellow' else 'blue' end
$$;

-- The content of a filing, by the public or by staff.
create type app.filing as (type_code text, summary text, region_code text, applicant jsonb, respondent jsonb, place text,
  longitude double precision, latitude double precision, people_count int, amount numeric, danger boolean, external_number text,
  -- Whether a case with an invalid position is stored without one instead of being rejected.
  keep_unplaced boolean);

-- Checks a filing and creates its case, with the parties, the desk's deadline and the first history event.
-- `p_verb` is file_case or register_case; staff need not know the applicant's telephone number.
create function app.create_case(p_verb text, p_request uuid, p_channel text, p_filing app.filing, p_filed_by uuid,
  p_consent text, p_args jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_place record;
  v_channel app.channels;
  v_applicant jsonb;
  v_respondent jsonb;
  v_region app.regions;
  v_case app.cases;
  v_clock app.deadlines;
begin
  perform app.check_type(p_filing.type_code);
  v_case.summary := app.clean_text(p_filing.summary, 'summary', 10, 2000);
  v_case.place := app.clean_text(p_filing.place, 'place', 0, 100);
  v_applicant := app.clean_party(p_filing.applicant, 'applicant', p_verb = 'file_case');
  if jsonb_typeof(p_filing.respondent) <> 'null' then
    v_respondent := app.clean_party(p_filing.respondent, 'respondent', false);
  end if;
  if p_filing.people_count not between 1 and 100000 then
    perform app.refuse('out_of_range', '{"field": "people_count", "min": 1, "max": 100000}');
  end if;
  perform app.check_amount(p_filing.amount);

  if coalesce(p_filing.region_code, '') = '' then perform app.refuse('field_required', '{"field": "region_code"}'); end if;
  -- A draft may have been saved before the region codes changed.
  select * into v_region from app.regions where code = app.current_region(p_filing.region_code);
  if v_region.code is null or v_region.level = 1 then perform app.refuse('unknown_choice', '{"field": "region_code"}'); end if;
  v_place := app.check_reported_point(v_region.code, p_filing.longitude, p_filing.latitude, p_filing.keep_unplaced);

  v_case.id := gen_random_uuid();
  v_case.number := app.next_case_number(v_region.code);
  v_case.region_code := v_region.code;
  v_case.channel := p_channel;
  v_case.type_code := p_filing.type_code;
  v_case.grade := app.suggest_grade(coalesce(p_filing.danger, false), p_filing.people_count, p_filing.amount);
  v_channel := (select c from app.channels c where c.code = p_channel);
  if v_channel.least_grade = 'red' or v_channel.least_grade = 'yellow' and v_case.grade = 'blue' then
    v_case.grade := v_channel.least_grade;
  end if;
  v_case.responsible_organisation_id := app.desk_of(v_region.code);
  if v_case.responsible_organisation_id is null then perform app.refuse('no_desk', '{"field": "region_code"}'); end if;
  v_clock := app.plan_deadline(v_case, 'accept', now());
  insert into app.cases (id, number, grade, channel, type_code, summary, place, longitude, latitude, location_basis,
    claimed_longitude, claimed_latitude, place_problem, people_count, amount, danger, region_code, responsible_organisation_id, participant_organisation_ids,
    due_at, warn_at, due_stage, tracking_hash, filed_by, consent_version, external_number)
  values (v_case.id, v_case.number, v_case.grade, p_channel, p_filing.type_code, v_case.summary, v_case.place,
    v_place.longitude, v_place.latitude, v_place.basis, v_place.claimed_longitude, v_place.claimed_latitude, v_place.problem,
    p_filing.people_count, p_filing.amount,
    coalesce(p_filing.danger, false), v_region.code, v_case.responsible_organisation_id,
    array[v_case.responsible_organisation_id], v_clock.due_at, v_clock.warn_at, 'accept',
    app.tracking_hash(app.tracking_code(p_request, v_case.id)), p_filed_by, p_consent, p_filing.external_number)
  returning * into v_case;
  perform app.join_case(v_case.id, v_case.responsible_organisation_id, 'desk');
  perform app.start_deadline(v_case, 'accept', now());
  perform app.add_party(v_case.id, who, p ->> 'kind', p ->> 'name', p ->> 'phone', p ->> 'id_number', p ->> 'address')
  from (values ('applicant', v_applicant), ('respondent', v_respondent)) as party (who, p) where p is not null;
  perform app.finish_verb(p_verb, null, v_case, jsonb_build_object('type_name',
    (select name from app.dispute_types where code = v_case.type_code), 'channel',
    case p_verb when 'register_case' then p_channel end, 'place_problem', v_case.place_problem,
    'claimed', app.pair_of(v_case.claimed_longitude, v_case.claimed_latitude)), p_request, p_args);
  return v_case.id;
end $$;

create function app.file_case(p_request uuid, p_type text, p_summary text, p_region text, p_applicant jsonb,
  p_consent text, p_respondent jsonb, p_place text, p_longitude double precision, p_latitude double precision,
  p_people int, p_amount numeric, p_danger boolean, p_others jsonb, p_source text)
returns setof api.filing_receipt language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('type', p_type, 'summary', p_summary, 'region', p_region, 'applicant', p_applicant,
    'consent', p_consent, 'respondent', p_respondent, 'place', p_place, 'longitude', p_longitude, 'latitude', p_latitude,
    'people', p_people, 'amount', p_amount, 'danger', p_danger, 'others', p_others, 'source', p_source);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'file_case', v_args);
  v_case uuid;
begin
  if v_done.request_id is not null then return next app.receipt(v_done.case_id, p_request); return; end if;
  perform app.require_proof('file_case');
  perform app.throttle('file_case');
  if coalesce(p_consent, '') = '' then perform app.refuse('consent_required', '{"field": "consent_version"}'); end if;
  -- Without a version in force the filing is rejected too, because nobody could show what was agreed to.
  if p_consent is distinct from (app.consent_in_force()).version then
    perform app.refuse('consent_outdated', '{"field": "consent_version"}');
  end if;
  v_case := app.create_case('file_case', p_request, 'party', (p_type, p_summary, p_region, p_applicant, p_respondent,
    p_place, p_longitude, p_latitude, p_people, p_amount, p_danger, null, false)::app.filing, null, p_consent, v_args);
  perform app.complete_filing(v_case, p_request, p_others, p_applicant -> 'minor', p_source);
  return next app.receipt(v_case, p_request);
end $$;

-- Staff enter what somebody reported at a counter or by phone. The receipt is for the applicant.
create function app.register_case(p_request uuid, p_channel text, p_type text, p_summary text, p_region text,
  p_applicant jsonb, p_respondent jsonb, p_place text, p_longitude double precision, p_latitude double precision,
  p_people int, p_amount numeric, p_danger boolean, p_external text, p_keep boolean)
returns setof api.filing_receipt language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('external', p_external, 'channel', p_channel, 'type', p_type, 'summary', p_summary, 'region', p_region,
    'applicant', p_applicant, 'respondent', p_respondent, 'place', p_place, 'longitude', p_longitude,
    'latitude', p_latitude, 'people', p_people, 'amount', p_amount, 'danger', p_danger, 'keep', p_keep);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'register_case', v_args);
  v_role text := app.my_role();
  v_case uuid;
  v_channel app.channels;
  v_external text;
  v_field text;
  v_receipt api.filing_receipt;
begin
  if v_done.request_id is not null then return next app.receipt(v_done.case_id, p_request); return; end if;
  if v_role is null or not exists (select 1 from app.channels where v_role = any (roles)) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  perform app.check_choice('channel', p_channel, array(select code from app.channels where v_role = any (roles)));
  v_channel := (select c from app.channels c where c.code = p_channel);
  v_external := app.clean_text(case when v_channel.external_number <> 'none' then p_external end, 'external_number',
    (v_channel.external_number = 'required')::int, 60);
  foreach v_field in array v_channel.required_fields loop
    if (v_args ->> case v_field when 'people_count' then 'people' else v_field end) is null then
      perform app.refuse('field_required', jsonb_build_object('field', v_field));
    end if;
  end loop;
  if v_external is not null then
    -- A repeated push, or two counters at the same time, create only one case; only the first receipt has the tracking
    -- code.
    perform pg_advisory_xact_lock(hashtextextended(p_channel || '|' || v_external, 0));
    select id into v_case from app.cases where channel = p_channel and external_number = v_external;
    if v_case is not null then
      v_receipt := app.receipt(v_case, p_request);
      v_receipt.tracking_code := null;
      return next v_receipt;
      return;
    end if;
  end if;
  v_case := app.create_case('register_case', p_request, p_channel, (p_type, p_summary, p_region, p_applicant, p_respondent,
    p_place, p_longitude, p_latitude, p_people, p_amount, p_danger, v_external, p_keep)::app.filing, auth.uid(), null, v_args);
  return next app.receipt(v_case, p_request);
end $$;

create function api.register_case(request_id uuid, channel text, type_code text, summary text, region_code text,
  applicant jsonb, respondent jsonb default null, place text default null, longitude double precision default null,
  latitude double precision default null, people_count int default null, amount numeric default null, danger boolean default false,
  external_number text default null, keep_unplaced boolean default false)
returns setof api.filing_receipt language sql volatile security invoker set search_path = '' as $$
  select * from app.register_case(request_id, channel, type_code, summary, region_code, applicant, respondent, place,
    longitude, latitude, people_count, amount, danger, external_number, keep_unplaced) $$;
comment on function api.register_case is
  'Staff: enters a dispute by a channel of their role (42501 for leaders and administrators), as file_case does; the receipt is for the applicant. The same external_number of a channel again returns the same case, without its tracking code. keep_unplaced: for a source that cannot be asked; an invalid position is stored as reported, see unplaced_cases.';

create function api.file_case(request_id uuid, type_code text, summary text, region_code text, applicant jsonb,
  consent_version text, respondent jsonb default null, place text default null, longitude double precision default null,
  latitude double precision default null, people_count int default null, amount numeric default null, danger boolean default false,
  others jsonb default null, source text default null)
returns setof api.filing_receipt language sql volatile security invoker set search_path = '' as $$
  select * from app.file_case(request_id, type_code, summary, region_code, applicant, consent_version, respondent, place,
    longitude, latitude, people_count, amount, danger, others, source) $$;
comment on function api.file_case is
  'Anybody: files a dispute, 10–2000 characters, at a county or below, optionally with a WGS-84 point, further parties ({side, kind, name, phone, minor}) and the code of a poster; photos uploaded by open_upload with this request_id are added. Returns number, tracking code and the date by which the desk must accept. The same request_id returns the same receipt.';

grant execute on function
  app.file_case(uuid, text, text, text, jsonb, text, jsonb, text, double precision, double precision, int, numeric, boolean, jsonb, text), api.file_case(uuid, text, text, text, jsonb, text, jsonb, text, double precision, double precision, int, numeric, boolean, jsonb, text)
to anon, authenticated;
grant execute on function
  app.register_case(uuid, text, text, text, text, jsonb, jsonb, text, double precision, double precision, int, numeric, boolean, text, boolean),
  api.register_case(uuid, text, text, text, text, jsonb, jsonb, text, double precision, double precision, int, numeric, boolean, text, boolean)
to authenticated;
