-- Chapter 15 · The public: follow a dispute by its tracking code; what the form needs to show

create type api.tracked_case as (number text, status text, type_name text, type_name_en text, region_path text,
  filed_at timestamptz, organisation_name text, organisation_phone text, due_stage text, due_at timestamptz,
  provisional boolean, light text, answer text, outcome text, agreement_form text, effective_on date, perform_by date,
  closed_at timestamptz, stages jsonb, missing_items text[], suspended boolean, reject_reason text, referred_to text,
  can_withdraw boolean, steps jsonb);
comment on type api.tracked_case is 'What the holder of a tracking code may know: stages reached, steps ahead by their latest dates, never what was said in mediation.';

-- A wrong pair gives no row and counts against the address; only wrong ones count, since people look often.
create function app.track_case(p_number text, p_code text) returns setof api.tracked_case
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
  v_followed boolean := false;
  v_joined boolean := false;
begin
  if coalesce(p_number, '') = '' then perform app.refuse('field_required', '{"field": "number"}'); end if;
  if coalesce(p_code, '') = '' then perform app.refuse('field_required', '{"field": "tracking_code"}'); end if;
  perform app.require_proof('track_case');
  select * into v_case from app.cases
  where number = regexp_replace(normalize(left(p_number, 100), nfkc), '[^0-9-]', '', 'g');
  -- Two digests are compared, so the time taken tells nothing about the code.
  if v_case.tracking_hash is distinct from app.tracking_hash(p_code) then
    -- A party who joined follows by a code of their own, and sees nothing that the desk told the applicant.
    v_joined := exists (select 1 from app.party_access a where a.case_id = v_case.id and a.code_hash = app.tracking_hash(p_code));
    if not v_joined then
      perform app.throttle('track_case');
      return;
    end if;
  end if;
  -- Who filed the same dispute twice follows the case it was merged into.
  for v_hop in 1 .. 20 loop
    exit when v_case.merged_into is null;
    -- What stays is somebody else's application, too: this code no longer takes it back.
    v_followed := true;
    select * into v_case from app.cases where id = v_case.merged_into;
  end loop;
  return query
    select v_case.number, v_case.status, t.name, t.name_en, case when v_joined then split_part(r.path, ' ', 1) else r.path end, v_case.created_at, o.name, o.phone, v_case.due_stage,
      v_case.due_at, coalesce(d.provisional, false), app.light(v_case.due_at, v_case.warn_at), case when not v_joined then v_case.answer end,
      v_case.outcome, a.form, a.effective_on, a.perform_by, v_case.closed_at,
      (select jsonb_agg(jsonb_build_object('status', e.to_status, 'at', e.at, 'organisation_name',
                case e.verb when 'dispatch_case' then e.payload ->> 'organisation_name' else e.organisation_name end) order by e.seq)
       from app.case_events e where e.case_id = v_case.id and e.to_status is distinct from e.from_status),
      case when v_case.status = 'needs_info' and not v_joined then v_case.missing_items end, 'suspended' = any (v_case.flags), v_case.reject_reason,
      v_case.referred_to, not v_followed and not v_joined and exists (select 1 from app.transitions t where t.from_status = v_case.status
        and t.verb = 'withdraw_application') and app.obstacle('withdraw_case', v_case) is null,
      app.steps_ahead(v_case)
    from app.dispute_types t
    join app.regions r on r.code = v_case.region_code
    join app.organisations o on o.id = v_case.responsible_organisation_id
    left join app.deadlines d on d.case_id = v_case.id and d.met_at is null and d.stage = v_case.due_stage
    left join lateral (select * from app.agreements g where g.case_id = v_case.id order by g.created_at desc limit 1) a on true
    where t.code = v_case.type_code;
end $$;

create function api.track_case(number text, tracking_code text) returns setof api.tracked_case
language sql volatile security invoker set search_path = '' as $$ select * from app.track_case(number, tracking_code) $$;
comment on function api.track_case is
  'Holder of number and tracking code: the case''s stages. A wrong pair gives no row; too many wrong ones PT429.';

create function app.filing_form() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'consent', (select jsonb_build_object('version', c.version, 'texts', c.texts) from app.consent_in_force() c),
    'types', (select jsonb_agg(jsonb_build_object('code', t.code, 'parent_code', t.parent_code, 'name', t.name,
                'name_en', t.name_en, 'hint', t.hint) order by t.sort, t.code) from app.dispute_types t where t.active),
    'regions', (select jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name, 'level', r.level,
                  'longitude', r.longitude, 'latitude', r.latitude) order by r.code) from app.regions r where r.level <= 2 and r.active))
$$;
create function api.filing_form() returns jsonb
language sql stable security invoker set search_path = '' as $$ select app.filing_form() $$;
comment on function api.filing_form is 'Anybody: what the public form needs at its start: the notice in force with its version, types, regions of levels 1 and 2.';

create type api.public_region as (code text, name text, level smallint, longitude double precision, latitude double precision);
comment on type api.public_region is 'A region as the public form shows it; WGS-84 position, may be schematic.';

create function app.public_regions(p_parent text) returns setof api.public_region
language sql stable security definer set search_path = '' as $$
  select code, name, level, longitude, latitude from app.regions where parent_code = p_parent and active order by code
$$;
create function api.public_regions(parent_code text) returns setof api.public_region
language sql stable security invoker set search_path = '' as $$ select * from app.public_regions(parent_code) $$;
comment on function api.public_regions is 'Anybody: the regions one level below a region.';

create function app.public_outlines() returns table (region_code text, name text, outline jsonb)
language sql stable security definer set search_path = '' as $$
  select o.region_code, r.name, o.outline from app.region_outlines o join app.regions r on r.code = o.region_code and r.active order by 1
$$;
create function api.public_outlines() returns table (region_code text, name text, outline jsonb)
language sql stable security invoker set search_path = '' as $$ select * from app.public_outlines() $$;
comment on function api.public_outlines is 'Anybody: county outlines as GeoJSON geometry, WGS-84.';

create function app.locate(p_longitude double precision, p_latitude double precision) returns table (code text, name text)
language sql stable security definer set search_path = '' as $$
  select r.code, r.name from app.regions r where r.code = app.county_at(p_longitude, p_latitude)
$$;
create function api.locate(longitude double precision, latitude double precision) returns table (code text, name text)
language sql stable security invoker set search_path = '' as $$ select * from app.locate(longitude, latitude) $$;
comment on function api.locate is 'Anybody: the county at a WGS-84 point, no row outside the city.';

grant execute on function
  app.track_case(text, text), api.track_case(text, text),
  app.filing_form(), api.filing_form(),
  app.public_regions(text), api.public_regions(text),
  app.public_outlines(), api.public_outlines(),
  app.locate(double precision, double precision), api.locate(double precision, double precision)
to anon, authenticated;
