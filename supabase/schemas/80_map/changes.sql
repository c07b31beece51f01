-- How the map counts are kept up to date.
-- Filing and the verbs only append rows to a log, one for the old values of a case and one for the new ones, so that
-- they never wait for one another at a count. The scheduler tick adds the rows to the counts. Readers add both in one
-- snapshot, so that results are exact at any time.

create function app.log_map_changes() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.map_changes (delta, region_code, lead_organisation_id, type_code, channel, grade, status, month, map_cell, longitude, latitude)
  select 1, region_code, lead_organisation_id, type_code, channel, grade, status, app.map_month(created_at), map_cell, longitude, latitude
  from newer;
  return null;
end $$;
create trigger cases_80_map_new after insert on app.cases
  referencing new table as newer for each statement execute function app.log_map_changes();

create function app.log_map_updates() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.map_changes (delta, region_code, lead_organisation_id, type_code, channel, grade, status, month, map_cell, longitude, latitude)
  select side.delta, (side.c).region_code, (side.c).lead_organisation_id, (side.c).type_code, (side.c).channel, (side.c).grade,
    (side.c).status, app.map_month((side.c).created_at), (side.c).map_cell, (side.c).longitude, (side.c).latitude
  from older o join newer n using (id)
  cross join lateral (values (-1, o::app.cases), (1, n::app.cases)) as side (delta, c)
  where (o.region_code, o.lead_organisation_id, o.type_code, o.channel, o.grade, o.status, o.created_at, o.longitude, o.latitude)
    is distinct from (n.region_code, n.lead_organisation_id, n.type_code, n.channel, n.grade, n.status, n.created_at, n.longitude, n.latitude);
  return null;
end $$;
create trigger cases_80_map_changed after update on app.cases
  referencing old table as older new table as newer for each statement execute function app.log_map_updates();

create function app.log_map_removals() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.map_changes (delta, region_code, lead_organisation_id, type_code, channel, grade, status, month, map_cell, longitude, latitude)
  select -1, region_code, lead_organisation_id, type_code, channel, grade, status, app.map_month(created_at), map_cell, longitude, latitude
  from older;
  return null;
end $$;
create trigger cases_80_map_gone after delete on app.cases
  referencing old table as older for each statement execute function app.log_map_removals();

-- The changes that rows of the log make to each count.
create function app.aggregate_counts(p_lines app.map_changes[]) returns setof app.map_counts
language sql stable set search_path = '' as $$
  select area, type_code, channel, period, grade, status, sum(delta)::int
  from (
    select area, case when typed then l.type_code else '' end as type_code, case when channelled then l.channel else '' end as channel,
      period, l.grade, l.status, l.delta
    from unnest(p_lines) l
    cross join unnest(app.map_areas_above(l.region_code)) as area
    cross join (values (false, false), (true, false), (false, true), (true, true)) as kind (typed, channelled)
    cross join unnest(array[l.month, l.month / 100 * 100]) as period
  ) spread
  group by 1, 2, 3, 4, 5, 6 having sum(delta) <> 0
$$;
create function app.aggregate_lead_counts(p_lines app.map_changes[]) returns setof app.map_lead_counts
language sql stable set search_path = '' as $$
  select lead_organisation_id, type_code, channel, period, area, grade, status, sum(delta)::int
  from (
    select l.lead_organisation_id, case when typed then l.type_code else '' end as type_code,
      case when channelled then l.channel else '' end as channel, period, left(l.region_code, 9) as area, l.grade, l.status, l.delta
    from unnest(p_lines) l
    cross join (values (false, false), (true, false), (false, true), (true, true)) as kind (typed, channelled)
    cross join unnest(array[l.month, l.month / 100 * 100]) as period
    where l.lead_organisation_id is not null
  ) spread
  group by 1, 2, 3, 4, 5, 6, 7 having sum(delta) <> 0
$$;
create function app.aggregate_cells(p_lines app.map_changes[]) returns setof app.map_cells
language sql stable set search_path = '' as $$
  select left(l.region_code, 6), size, period, app.map_cell_of(l.map_cell, size),
    coalesce(sum(delta) filter (where grade = 'red'), 0)::int, coalesce(sum(delta) filter (where grade = 'yellow'), 0)::int,
    coalesce(sum(delta) filter (where grade = 'blue'), 0)::int,
    coalesce(sum(delta) filter (where grade = 'red' and app.is_open(status)), 0)::int,
    coalesce(sum(delta) filter (where grade = 'yellow' and app.is_open(status)), 0)::int,
    coalesce(sum(delta) filter (where grade = 'blue' and app.is_open(status)), 0)::int,
    sum(delta * round(longitude * 100000)::bigint), sum(delta * round(latitude * 100000)::bigint)
  from unnest(p_lines) l
  cross join lateral (values (1::smallint, l.month / 100 * 100), (3::smallint, l.month / 100 * 100), (3::smallint, l.month)) as kept (size, period)
  where l.map_cell is not null
  group by 1, 2, 3, 4
$$;

-- Adds the oldest log rows to the counts, at most `p_limit`; returns how many. One caller at a time: a second one
-- returns at once.
create function app.apply_map_changes(p_limit int default 5000) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_lines app.map_changes[];
begin
  if not pg_try_advisory_xact_lock(hashtext('app.apply_map_changes')) then return 0; end if;
  with taken as (
    delete from app.map_changes where id in (select id from app.map_changes order by id limit p_limit) returning *
  )
  select array_agg(t) into v_lines from taken t;
  if v_lines is null then return 0; end if;
  insert into app.map_counts as m select * from app.aggregate_counts(v_lines)
  on conflict on constraint map_counts_pkey do update set n = m.n + excluded.n;
  delete from app.map_counts m using app.aggregate_counts(v_lines) s
  where m.n = 0 and (m.area, m.type_code, m.channel, m.period, m.grade, m.status)
    = (s.area, s.type_code, s.channel, s.period, s.grade, s.status);
  insert into app.map_lead_counts as m select * from app.aggregate_lead_counts(v_lines)
  on conflict on constraint map_lead_counts_pkey do update set n = m.n + excluded.n;
  delete from app.map_lead_counts m using app.aggregate_lead_counts(v_lines) s
  where m.n = 0 and (m.lead_organisation_id, m.type_code, m.channel, m.period, m.area, m.grade, m.status)
    = (s.lead_organisation_id, s.type_code, s.channel, s.period, s.area, s.grade, s.status);
  insert into app.map_cells as m select * from app.aggregate_cells(v_lines)
  on conflict on constraint map_cells_pkey do update set red = m.red + excluded.red, yellow = m.yellow + excluded.yellow,
    blue = m.blue + excluded.blue, open_red = m.open_red + excluded.open_red, open_yellow = m.open_yellow + excluded.open_yellow,
    open_blue = m.open_blue + excluded.open_blue, longitudes = m.longitudes + excluded.longitudes,
    latitudes = m.latitudes + excluded.latitudes;
  delete from app.map_cells m using app.aggregate_cells(v_lines) s
  where m.red = 0 and m.yellow = 0 and m.blue = 0 and (m.county, m.size, m.period, m.cell) = (s.county, s.size, s.period, s.cell);
  return cardinality(v_lines);
end $$;
comment on function app.apply_map_changes is 'Adds the oldest log rows to the map''s counts; called by the scheduler tick.';

-- Recomputes all counts from the cases: after a bulk load, and to verify the stored counts. Filing and the verbs wait
-- until it is done.
-- It raises work_mem, because otherwise each sort would go through the disk.
create function app.rebuild_map_counts() returns void
language plpgsql volatile security definer set search_path = '' set work_mem = '256MB' as $$
begin
  perform pg_advisory_xact_lock(hashtext('app.apply_map_changes'));
  lock table app.map_changes in share row exclusive mode;
  delete from app.map_changes;
  truncate app.map_counts, app.map_lead_counts, app.map_cells;
  insert into app.map_counts
  with base as materialized (
    select left(region_code, 9) as town, type_code, channel,
      (date_part('year', created_at at time zone 'Asia/Shanghai') * 100 + date_part('month', created_at at time zone 'Asia/Shanghai'))::int as month,
      grade, status, count(*) as n
    from app.cases group by 1, 2, 3, 4, 5, 6
  ), placed as materialized (
    select area, type_code, channel, month, grade, status, sum(n) as n
    from base cross join lateral (values (town), (case when length(town) >= 6 then left(town, 6) || '*' end)) as above (area)
    where area is not null group by 1, 2, 3, 4, 5, 6
  ), timed as (
    select area, type_code, channel, period, grade, status, sum(n) as n
    from placed cross join unnest(array[month, month / 100 * 100]) as period group by 1, 2, 3, 4, 5, 6
  )
  select area, coalesce(type_code, ''), coalesce(channel, ''), period, grade, status, sum(n)::int
  from timed
  group by grouping sets ((area, type_code, channel, period, grade, status), (area, type_code, period, grade, status),
    (area, channel, period, grade, status), (area, period, grade, status))
  order by 1, 2, 3, 4, 5, 6;
  insert into app.map_lead_counts
  with base as materialized (
    select lead_organisation_id, type_code, channel,
      (date_part('year', created_at at time zone 'Asia/Shanghai') * 100 + date_part('month', created_at at time zone 'Asia/Shanghai'))::int as month,
      left(region_code, 9) as area, grade, status, count(*) as n
    from app.cases where lead_organisation_id is not null group by 1, 2, 3, 4, 5, 6, 7
  ), timed as (
    select lead_organisation_id, type_code, channel, period, area, grade, status, sum(n) as n
    from base cross join unnest(array[month, month / 100 * 100]) as period group by 1, 2, 3, 4, 5, 6, 7
  )
  select lead_organisation_id, coalesce(type_code, ''), coalesce(channel, ''), period, area, grade, status, sum(n)::int
  from timed
  group by grouping sets ((lead_organisation_id, type_code, channel, period, area, grade, status),
    (lead_organisation_id, type_code, period, area, grade, status), (lead_organisation_id, channel, period, area, grade, status),
    (lead_organisation_id, period, area, grade, status))
  order by 1, 2, 3, 4, 5, 6, 7;
  insert into app.map_cells
  with base as materialized (
    select left(region_code, 6) as county, (date_part('year', created_at at time zone 'Asia/Shanghai') * 100 + date_part('month', created_at at time zone 'Asia/Shanghai'))::int as month,
      map_cell, grade, status <> all (app.ended_statuses()) as open, count(*) as n,
      sum(round(longitude * 100000)::bigint)::bigint as longitudes, sum(round(latitude * 100000)::bigint)::bigint as latitudes
    from app.cases where map_cell is not null group by 1, 2, 3, 4, 5
  )
  select county, size, period, app.map_cell_of(map_cell, size), coalesce(sum(n) filter (where grade = 'red'), 0)::int,
    coalesce(sum(n) filter (where grade = 'yellow'), 0)::int, coalesce(sum(n) filter (where grade = 'blue'), 0)::int,
    coalesce(sum(n) filter (where grade = 'red' and open), 0)::int, coalesce(sum(n) filter (where grade = 'yellow' and open), 0)::int,
    coalesce(sum(n) filter (where grade = 'blue' and open), 0)::int, sum(longitudes)::bigint, sum(latitudes)::bigint
  from base
  cross join lateral (values (1::smallint, month / 100 * 100), (3::smallint, month / 100 * 100), (3::smallint, month)) as kept (size, period)
  group by 1, 2, 3, 4 order by 1, 2, 3, 4;
end $$;
comment on function app.rebuild_map_counts is 'Recomputes the map''s counts from the cases; afterwards call analyze on them.';
