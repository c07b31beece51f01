-- Where filings come from: a code per poster, counter or room, which presets the place and counts openings and filings.

create policy "leaders, dispatchers and administrators read sources of their territory and organisation" on app.filing_sources
  for select to authenticated
  using (coalesce((select app.my_role()) in ('leader', 'dispatcher', 'administrator')
    and (starts_with(region_code, (select app.my_scope())) or organisation_id = (select app.my_organisation())), false));
create policy "whoever reads the source reads its counts" on app.source_counts for select to authenticated
  using (exists (select 1 from app.filing_sources s where s.id = source_id));
create policy "whoever reads the case reads where it came from" on app.case_sources for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select on app.filing_sources, app.source_counts, app.case_sources to authenticated;

create view api.filing_sources with (security_invoker = true) as
  select s.id, s.code, s.label, s.region_code, r.path as region_path, s.organisation_id, o.name as organisation_name,
    s.poster_place, s.made_by_name, s.created_at, s.retired_at is null as active, s.retired_at, s.version,
    coalesce(n.scans, 0) as scans, coalesce(n.filings, 0) as filings
  from app.filing_sources s
  join app.regions r on r.code = s.region_code
  left join app.organisations o on o.id = s.organisation_id
  left join lateral (select sum(c.scans)::int as scans, sum(c.filings)::int as filings
                     from app.source_counts c where c.source_id = s.id) n on true;
comment on view api.filing_sources is 'QR codes that lead to the filing form, with openings and filings so far.';
create view api.source_counts with (security_invoker = true) as
  select source_id, month, scans, filings from app.source_counts;
comment on view api.source_counts is 'Openings and filings of a source by month.';
create view api.case_sources with (security_invoker = true) as
  select case_id, source_id, label from app.case_sources;
comment on view api.case_sources is 'The poster or counter by which a case was filed.';
grant select on api.filing_sources, api.source_counts, api.case_sources to authenticated;

create function app.may_run_source(p_region text, p_organisation uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(app.my_role() in ('dispatcher', 'administrator')
    and (starts_with(p_region, app.my_scope()) or p_organisation = app.my_organisation()), false)
$$;
comment on function app.may_run_source is 'Dispatchers and administrators manage the sources of their territory, or of their organisation.';

create function app.create_source(p_request uuid, p_label text, p_region text, p_organisation uuid, p_place text)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('label', p_label, 'region', p_region, 'organisation', p_organisation, 'place', p_place);
  v_done jsonb := app.changed_before(p_request, 'create_source', v_args);
  v_me app.posts := app.my_post();
  v_organisation app.organisations;
  v_row app.filing_sources;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  if v_me.role is null or v_me.role not in ('dispatcher', 'administrator') then perform app.refuse('refused', '{}', '42501'); end if;
  v_row.label := app.clean_text(p_label, 'label', 2, 60);
  v_row.poster_place := app.clean_text(p_place, 'poster_place', 0, 100);
  if p_organisation is not null then
    select * into v_organisation from app.organisations where id = p_organisation and active;
    if v_organisation.id is null then perform app.refuse('organisation_not_found', '{"field": "organisation_id"}', 'PT404'); end if;
  end if;
  v_row.region_code := coalesce(nullif(p_region, ''), v_organisation.region_code);
  if v_row.region_code is null then perform app.refuse('field_required', '{"field": "region_code"}'); end if;
  if not exists (select 1 from app.regions where code = v_row.region_code and active) then
    perform app.refuse('unknown_choice', '{"field": "region_code"}');
  end if;
  if not app.may_run_source(coalesce(v_organisation.region_code, v_row.region_code), p_organisation)
      or not app.may_run_source(v_row.region_code, p_organisation) then
    perform app.refuse('outside_scope', '{"field": "region_code"}', '42501');
  end if;
  insert into app.filing_sources (code, label, region_code, organisation_id, poster_place, made_by, made_by_name)
  select (select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', get_byte(b, i) % 32 + 1, 1), '' order by i)
          from extensions.gen_random_bytes(8) b, generate_series(0, 7) i),
    v_row.label, v_row.region_code, p_organisation, v_row.poster_place, v_me.staff_id, s.name
  from app.staff s where s.id = v_me.staff_id
  returning * into v_row;
  return next app.as_result(app.write_change('create_source', 'source', v_row.id::text, v_row.label, p_organisation, v_row.region_code,
    jsonb_build_object('code', v_row.code, 'place', v_row.poster_place), p_request, v_args,
    jsonb_build_object('id', v_row.id, 'version', 1)));
end $$;

-- Retires a source, or restores it. A retired code still opens the form, but presets no place and counts nothing.
create function app.switch_source(p_verb text, p_source uuid, p_version int, p_request uuid)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('source', p_source, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, p_verb, v_args);
  v_row app.filing_sources;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  if coalesce(app.my_role() not in ('dispatcher', 'administrator'), true) then perform app.refuse('refused', '{}', '42501'); end if;
  if p_source is null then perform app.refuse('field_required', '{"field": "source_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_row from app.filing_sources where id = p_source for update;
  if v_row.id is null or not app.may_run_source(v_row.region_code, v_row.organisation_id) then
    perform app.refuse('source_not_found', '{}', 'PT404');
  end if;
  if v_row.version <> p_version then perform app.refuse('stale_record', jsonb_build_object('version', v_row.version), 'PT409'); end if;
  if (v_row.retired_at is null) <> (p_verb = 'retire_source') then perform app.refuse('already_so', '{}', 'PT409'); end if;
  update app.filing_sources set version = version + 1, retired_at = case p_verb when 'retire_source' then now() end where id = p_source;
  return next app.as_result(app.write_change(p_verb, 'source', p_source::text, v_row.label, v_row.organisation_id, v_row.region_code,
    jsonb_build_object('code', v_row.code), p_request, v_args, jsonb_build_object('id', p_source, 'version', p_version + 1)));
end $$;

create function app.count_source(p_source uuid, p_scans int, p_filings int) returns void
language sql volatile security definer set search_path = '' as $$
  insert into app.source_counts as c (source_id, month, scans, filings)
  values (p_source, date_trunc('month', app.today())::date, p_scans, p_filings)
  on conflict (source_id, month) do update set scans = c.scans + excluded.scans, filings = c.filings + excluded.filings
$$;

-- Records the source by which a case was filed. An unknown or retired code never blocks a filing.
create function app.record_source(p_case uuid, p_code text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.filing_sources;
begin
  select * into v_row from app.filing_sources where code = upper(left(p_code, 20)) and retired_at is null;
  if v_row.id is null then return; end if;
  insert into app.case_sources (case_id, source_id, label) values (p_case, v_row.id, v_row.label);
  perform app.count_source(v_row.id, 0, 1);
end $$;

create type api.opened_source as (code text, label text, regions jsonb, organisation_name text);
comment on type api.opened_source is
  'What a code presets: the regions from the county down ({code, name, level}), and the organisation where it is displayed.';

create function app.open_source(p_code text) returns setof api.opened_source
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.filing_sources;
begin
  if coalesce(p_code, '') = '' then perform app.refuse('field_required', '{"field": "code"}'); end if;
  select * into v_row from app.filing_sources where code = upper(left(p_code, 20)) and retired_at is null;
  if v_row.id is null then return; end if;
  perform app.throttle('open_source');
  perform app.count_source(v_row.id, 1, 0);
  return query
    select v_row.code, v_row.label,
      (select coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name, 'level', r.level) order by r.level), '[]')
       from app.regions r where r.level > 1 and r.active and starts_with(app.current_region(v_row.region_code), r.code)
         and r.code = any (array[left(r.code, 6), left(r.code, 9), left(r.code, 12)])),
      (select name from app.organisations where id = v_row.organisation_id);
end $$;

create function app.retire_source(p_source uuid, p_version int, p_request uuid) returns setof api.change_result
language sql volatile security definer set search_path = '' as $$ select * from app.switch_source('retire_source', p_source, p_version, p_request) $$;
create function app.restore_source(p_source uuid, p_version int, p_request uuid) returns setof api.change_result
language sql volatile security definer set search_path = '' as $$ select * from app.switch_source('restore_source', p_source, p_version, p_request) $$;

create function api.create_source(request_id uuid, label text, region_code text default null, organisation_id uuid default null,
  poster_place text default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.create_source(request_id, label, region_code, organisation_id, poster_place) $$;
create function api.retire_source(source_id uuid, expected_version int, request_id uuid)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.retire_source(source_id, expected_version, request_id) $$;
create function api.restore_source(source_id uuid, expected_version int, request_id uuid)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.restore_source(source_id, expected_version, request_id) $$;
create function api.open_source(code text) returns setof api.opened_source
language sql volatile security invoker set search_path = '' as $$ select * from app.open_source(code) $$;
comment on function api.create_source is
  'Dispatcher or administrator: makes a code for a poster or counter of a region or organisation of theirs; read it in filing_sources.';
comment on function api.retire_source is 'Dispatcher or administrator: retires a source; the printed address still opens the form.';
comment on function api.restore_source is 'Dispatcher or administrator: restores a retired source.';
comment on function api.open_source is 'Anybody: what a scanned code presets; counts one opening. No row for a code that is not in use.';

grant execute on function
  app.create_source(uuid, text, text, uuid, text), api.create_source(uuid, text, text, uuid, text),
  app.retire_source(uuid, int, uuid), api.retire_source(uuid, int, uuid),
  app.restore_source(uuid, int, uuid), api.restore_source(uuid, int, uuid)
to authenticated;
grant execute on function app.open_source(text), api.open_source(text) to anon, authenticated;
