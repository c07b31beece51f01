-- Merging and splitting regions, and giving them new codes.
-- Cases keep the region of their filing and move to the successor in batches, so that no statement runs long however
-- many there are.

-- Whether a change concerns the caller's territory, by the code before or after it.
create function app.oversees_change(p_change uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from app.region_changes c where c.id = p_change and starts_with(c.code, app.my_scope()))
    or exists (select 1 from app.region_moves m where m.change_id = p_change and starts_with(m.new_code, app.my_scope()))
$$;
grant execute on function app.oversees_change(uuid) to authenticated;

create policy "administrators read changes of their territory" on app.region_changes for select to authenticated
  using (coalesce((select app.my_role()) = 'administrator' and app.oversees_change(id), false));
grant select on app.region_changes to authenticated;
create view api.region_changes with (security_invoker = true) as
  select id, kind, code, effective_on, cases_total, cases_moved, finished_at, created_at from app.region_changes;
comment on view api.region_changes is 'Merges, splits and new codes, with the number of cases already moved.';
grant select on api.region_changes to authenticated;

-- Plans in a change how a region and everything below it become another region and what lies below that. New codes keep
-- the last digits where they are free and take the next free number otherwise.
create function app.plan_moves(p_change uuid, p_old text, p_new text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_child app.regions;
  v_code text;
  v_width int := case length(p_old) when 4 then 2 else 3 end;
begin
  insert into app.region_moves (change_id, old_code, new_code) values (p_change, p_old, p_new);
  for v_child in select * from app.regions where parent_code = p_old and active order by code loop
    v_code := p_new || right(v_child.code, v_width);
    if exists (select 1 from app.regions where code = v_code) or exists (
        select 1 from app.region_moves where change_id = p_change and new_code = v_code) then
      v_code := (
        select p_new || lpad(n::text, v_width, '0') from generate_series(1, case v_width when 2 then 99 else 999 end) as n
        where not exists (select 1 from app.regions where code = p_new || lpad(n::text, v_width, '0'))
          and not exists (select 1 from app.region_moves where change_id = p_change and new_code = p_new || lpad(n::text, v_width, '0'))
        order by n limit 1);
      if v_code is null then perform app.refuse('no_code_left', '{"field": "code"}', 'PT409'); end if;
    end if;
    perform app.plan_moves(p_change, v_child.code, v_code);
  end loop;
end $$;

-- Carries out a planned change except for the cases: new codes, successors, organisations and the regions they serve,
-- outlines. When two desks would share one region, the desk that was already there remains.
create function app.apply_moves(p_change uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_move record;
begin
  for v_move in
    select m.old_code, m.new_code, r.name, r.longitude, r.latitude, r.position_basis,
      exists (select 1 from app.regions n where n.code = m.new_code) as known
    from app.region_moves m join app.regions r on r.code = m.old_code
    where m.change_id = p_change order by length(m.old_code), m.old_code
  loop
    if not v_move.known then
      insert into app.regions (code, name, longitude, latitude, position_basis)
      values (v_move.new_code, v_move.name, v_move.longitude, v_move.latitude, v_move.position_basis);
    end if;
    update app.regions set active = false, successor_code = v_move.new_code, version = version + 1 where code = v_move.old_code;
    insert into app.region_outlines as o (region_code, outline)
    select v_move.new_code, jsonb_build_object('type', 'MultiPolygon', 'coordinates', old.polygons)
    from (select case outline ->> 'type' when 'Polygon' then jsonb_build_array(outline -> 'coordinates') else outline -> 'coordinates' end
            as polygons from app.region_outlines where region_code = v_move.old_code) as old
    on conflict (region_code) do update set outline = jsonb_build_object('type', 'MultiPolygon', 'coordinates',
      case o.outline ->> 'type' when 'Polygon' then jsonb_build_array(o.outline -> 'coordinates') else o.outline -> 'coordinates' end
        || (excluded.outline -> 'coordinates'));
    update app.organisations o set active = false, version = version + 1
    where o.region_code = v_move.old_code and o.kind = 'dispatch_centre' and o.active and exists (
      select 1 from app.organisations other where other.region_code = v_move.new_code and other.kind = 'dispatch_centre' and other.active);
    update app.organisations set region_code = v_move.new_code, version = version + 1
    where region_code = v_move.old_code and active;
    insert into app.organisation_regions (organisation_id, region_code)
    select organisation_id, v_move.new_code from app.organisation_regions where region_code = v_move.old_code
    on conflict do nothing;
    delete from app.organisation_regions s using app.organisations o
    where s.region_code = v_move.old_code and o.id = s.organisation_id and o.active;
  end loop;
  perform app.recode_copies(p_change);
  update app.region_changes c set cases_total = (
    select count(*) from app.region_moves m join app.cases k on k.region_code = m.old_code where m.change_id = p_change)
  where c.id = p_change;
end $$;

-- Moves cases whose region has a successor in an unfinished change, each with a history event; the caller has locked
-- them. A desk that was merged away hands its open cases to the remaining one.
create function app.move_listed(p_cases uuid[]) returns int
language plpgsql volatile set search_path = '' as $$
declare
  v_n int;
begin
  with planned as (
    select k.id, k.region_code as old_code, m.new_code from app.cases k
    join app.region_moves m on m.old_code = k.region_code and not m.done
    join app.region_changes g on g.id = m.change_id and g.finished_at is null
    where k.id = any (p_cases)
  ), moved as (
    update app.cases c set region_code = planned.new_code, version = c.version + 1, updated_at = now(),
      responsible_organisation_id = coalesce(desk.new_id, c.responsible_organisation_id),
      participant_organisation_ids = case when desk.new_id is null or desk.new_id = any (c.participant_organisation_ids)
        then c.participant_organisation_ids else c.participant_organisation_ids || desk.new_id end
    from planned
    left join lateral (
      -- Only cases whose desk is no longer in use.
      select p.organisation_id as old_id, app.desk_of(planned.new_code) as new_id
      from app.case_participants p join app.organisations o on o.id = p.organisation_id and not o.active
      where p.case_id = planned.id and p.part = 'desk' and p.until is null
    ) as desk on true
    where c.id = planned.id
    returning c.id, c.status, planned.old_code, planned.new_code, desk.old_id, desk.new_id
  ), left_desk as (
    update app.case_participants p set until = now() from moved
    where p.case_id = moved.id and p.organisation_id = moved.old_id and p.part = 'desk' and moved.new_id is not null
  ), joined as (
    insert into app.case_participants (case_id, organisation_id, part)
    select id, new_id, 'desk' from moved where new_id is not null
    on conflict on constraint case_participants_pkey do update set until = null
  ), notified as (
    insert into app.case_events (case_id, verb, from_status, to_status, actor_kind, payload)
    select id, 'move_region', status, status, 'system', jsonb_build_object('from', old_code, 'to', new_code)
    from moved
  )
  select count(*) into v_n from moved;
  return v_n;
end $$;

-- Moves at most `p_limit` cases, open ones first; returns how many were moved. A case in somebody's hands is left to the
-- next run. When the batch fails, each of its cases is tried alone.
create function app.move_cases(p_change uuid, p_limit int) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_move record;
  v_ids uuid[];
  v_n int;
  v_moved int := 0;
begin
  -- One caller at a time: the scheduler tick and an administrator's page may continue the same change.
  perform 1 from app.region_changes where id = p_change and finished_at is null for update;
  if not found then return 0; end if;
  for v_move in select * from app.region_moves where change_id = p_change and not done order by old_code loop
    exit when v_moved >= p_limit;
    v_ids := array(select c.id from app.cases c where c.region_code = v_move.old_code
      and not exists (select 1 from app.tick_failures f where f.step = 'regions' and f.case_id = c.id and f.next_at > now() and f.last_at <= now())
      order by c.closed_at is not null, c.id limit p_limit - v_moved for update skip locked);
    begin
      v_n := app.move_listed(v_ids);
      delete from app.tick_failures where step = 'regions' and case_id = any (v_ids);
    exception when others then
      select count(*) filter (where app.attempt('regions', id::text, id)) into v_n from unnest(v_ids) as id;
    end;
    v_moved := v_moved + v_n;
    if not exists (select 1 from app.cases where region_code = v_move.old_code) then
      update app.region_moves set done = true where change_id = p_change and old_code = v_move.old_code;
    end if;
  end loop;
  update app.region_changes c set cases_moved = c.cases_moved + v_moved,
    finished_at = case when not exists (select 1 from app.region_moves m where m.change_id = p_change and not m.done) then now() end
  where c.id = p_change;
  return v_moved;
end $$;

create type api.region_progress as (id uuid, code text, cases_total int, cases_moved int, finished boolean);
comment on type api.region_progress is 'A change of regions and the number of cases already moved.';

create function app.region_progress(p_change uuid) returns api.region_progress
language sql stable security definer set search_path = '' as $$
  select id, code, cases_total, cases_moved, finished_at is not null from app.region_changes where id = p_change
$$;

-- A change of codes: plan it, carry it out, move the first cases, write the audit log.
create function app.change_codes(p_kind text, p_code text, p_name text, p_moves jsonb, p_effective date, p_details jsonb,
  p_request uuid, p_args jsonb) returns api.region_progress
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_change uuid;
  v_move jsonb;
begin
  if p_effective is null then perform app.refuse('field_required', '{"field": "effective_on"}'); end if;
  if p_effective > app.today() then perform app.refuse('date_in_future', '{"field": "effective_on"}'); end if;
  if p_effective < app.today() - 3660 then perform app.refuse('date_too_early', '{"field": "effective_on"}'); end if;
  insert into app.region_changes (kind, code, effective_on) values (p_kind, p_code, p_effective) returning id into v_change;
  for v_move in select * from jsonb_array_elements(p_moves) loop
    perform app.plan_moves(v_change, v_move ->> 'from', v_move ->> 'to');
  end loop;
  perform app.apply_moves(v_change);
  perform app.move_cases(v_change, 500);
  perform app.write_change(p_kind || '_region', 'region', p_code, p_name, null, p_code,
    p_details || jsonb_build_object('effective_on', p_effective), p_request, p_args, jsonb_build_object('id', v_change, 'version', 1));
  return app.region_progress(v_change);
end $$;

-- Merges sibling regions into one of them.
create function app.merge_regions(p_code text, p_version int, p_request uuid, p_from text[], p_effective date)
returns setof api.region_progress language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('code', p_code, 'version', p_version, 'from', p_from, 'effective', p_effective);
  v_done jsonb := app.changed_before(p_request, 'merge_region', v_args);
  v_into app.regions;
  v_from app.regions[];
begin
  if v_done is not null then return next app.region_progress((v_done ->> 'id')::uuid); return; end if;
  v_into := app.open_region(p_code, p_version);
  if coalesce(cardinality(p_from), 0) = 0 then perform app.refuse('field_required', '{"field": "from_codes"}'); end if;
  v_from := array(select r from app.regions r where r.code = any (p_from) and r.active and r.parent_code = v_into.parent_code
                  and r.code <> p_code order by r.code for update);
  if cardinality(v_from) <> cardinality(p_from) then perform app.refuse('not_siblings', '{"field": "from_codes"}'); end if;
  update app.regions set version = version + 1 where code = p_code;
  return next app.change_codes('merge', p_code, v_into.name,
    (select jsonb_agg(jsonb_build_object('from', r.code, 'to', p_code)) from unnest(v_from) r), p_effective,
    jsonb_build_object('from', (select jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name)) from unnest(v_from) r)),
    p_request, v_args);
end $$;

-- Splits off a new sibling region, which takes over some of the regions below.
create function app.split_region(p_code text, p_version int, p_request uuid, p_new_code text, p_new_name text,
  p_children text[], p_effective date)
returns setof api.region_progress language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('code', p_code, 'version', p_version, 'new_code', p_new_code, 'new_name', p_new_name,
    'children', p_children, 'effective', p_effective);
  v_done jsonb := app.changed_before(p_request, 'split_region', v_args);
  v_region app.regions;
  v_code text;
  v_name text;
begin
  if v_done is not null then return next app.region_progress((v_done ->> 'id')::uuid); return; end if;
  v_region := app.open_region(p_code, p_version);
  v_code := app.check_region_code(p_new_code, 'new_code');
  v_name := app.clean_text(p_new_name, 'new_name', 2, 60);
  if length(v_code) <> length(p_code) or left(v_code, length(v_region.parent_code)) <> v_region.parent_code then
    perform app.refuse('not_siblings', '{"field": "new_code"}');
  end if;
  perform app.check_new_region(v_code, 'new_code');
  if (select count(*) from app.regions where code = any (p_children) and parent_code = p_code and active)
      <> coalesce(cardinality(p_children), 0) then
    perform app.refuse('not_children', '{"field": "child_codes"}');
  end if;
  insert into app.regions (code, name, longitude, latitude) values (v_code, v_name, v_region.longitude, v_region.latitude);
  update app.regions set version = version + 1 where code = p_code;
  return next app.change_codes('split', p_code, v_region.name,
    coalesce((select jsonb_agg(jsonb_build_object('from', c, 'to', v_code || substr(c, length(p_code) + 1))) from unnest(p_children) c), '[]'),
    p_effective, jsonb_build_object('new_code', v_code, 'new_name', v_name, 'children', to_jsonb(p_children)), p_request, v_args);
end $$;

-- Gives a region and everything below it the code that the ministry has announced.
create function app.recode_region(p_code text, p_version int, p_request uuid, p_new_code text, p_new_name text, p_effective date)
returns setof api.region_progress language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('code', p_code, 'version', p_version, 'new_code', p_new_code, 'new_name', p_new_name,
    'effective', p_effective);
  v_done jsonb := app.changed_before(p_request, 'recode_region', v_args);
  v_region app.regions;
  v_code text;
  v_name text;
begin
  if v_done is not null then return next app.region_progress((v_done ->> 'id')::uuid); return; end if;
  v_region := app.open_region(p_code, p_version);
  v_code := app.check_region_code(p_new_code, 'new_code');
  v_name := coalesce(app.clean_text(p_new_name, 'new_name', 0, 60), v_region.name);
  if length(v_code) <> length(p_code) then perform app.refuse('not_siblings', '{"field": "new_code"}'); end if;
  perform app.check_new_region(v_code, 'new_code');
  insert into app.regions (code, name, longitude, latitude, position_basis)
  values (v_code, v_name, v_region.longitude, v_region.latitude, v_region.position_basis);
  return next app.change_codes('recode', p_code, v_region.name, jsonb_build_array(jsonb_build_object('from', p_code, 'to', v_code)),
    p_effective, jsonb_build_object('new_code', v_code, 'new_name', v_name), p_request, v_args);
end $$;

-- Moves the next thousand cases.
create function app.continue_region_change(p_change uuid) returns setof api.region_progress
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_administrator();
  if not coalesce(app.oversees_change(p_change), false) then
    perform app.refuse('region_change_not_found', '{}', 'PT404');
  end if;
  perform app.move_cases(p_change, 1000);
  return next app.region_progress(p_change);
end $$;

create function api.merge_regions(code text, expected_version int, request_id uuid, from_codes text[], effective_on date)
returns setof api.region_progress language sql volatile security invoker set search_path = '' as $$
  select * from app.merge_regions(code, expected_version, request_id, from_codes, effective_on) $$;
create function api.split_region(code text, expected_version int, request_id uuid, new_code text, new_name text, effective_on date, child_codes text[] default '{}')
returns setof api.region_progress language sql volatile security invoker set search_path = '' as $$
  select * from app.split_region(code, expected_version, request_id, new_code, new_name, child_codes, effective_on) $$;
create function api.recode_region(code text, expected_version int, request_id uuid, new_code text, effective_on date, new_name text default null)
returns setof api.region_progress language sql volatile security invoker set search_path = '' as $$
  select * from app.recode_region(code, expected_version, request_id, new_code, new_name, effective_on) $$;
create function api.continue_region_change(change_id uuid)
returns setof api.region_progress language sql volatile security invoker set search_path = '' as $$
  select * from app.continue_region_change(change_id) $$;

comment on function api.merge_regions is
  'Administrator: merges sibling regions into one; regions below get new codes, cases are moved later (continue_region_change).';
comment on function api.split_region is
  'Administrator: makes a sibling region that takes over the named regions below; cases are moved later.';
comment on function api.recode_region is 'Administrator: gives a region and all below it a new national code; cases are moved later.';
comment on function api.continue_region_change is
  'Administrator: moves the next thousand cases of a change; the scheduler tick does the same.';

grant execute on function
  app.merge_regions(text, int, uuid, text[], date), api.merge_regions(text, int, uuid, text[], date),
  app.split_region(text, int, uuid, text, text, text[], date), api.split_region(text, int, uuid, text, text, date, text[]),
  app.recode_region(text, int, uuid, text, text, date), api.recode_region(text, int, uuid, text, date, text),
  app.continue_region_change(uuid), api.continue_region_change(uuid)
to authenticated;
