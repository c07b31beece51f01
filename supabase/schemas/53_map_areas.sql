-- Chapter 53 · Areas and months of the map: how many cases, how many before, and is that remarkable?

-- Cases of the areas shown: in the period, in the one of the same length before, in the twelve before (from the first
-- record on).
create function app.map_area_counts(q app.map_question)
returns table (code text, n int, previous_n int, history_n int, periods numeric)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_days int := case when q.from_on is not null then coalesce(q.to_on, greatest(app.today(), q.from_on)) - q.from_on + 1 end;
  v_first date := (select (c.created_at at time zone 'Asia/Shanghai')::date from app.cases c
    where c.city_code = left(q.parent, 4) order by c.created_at limit 1);
  v_periods numeric := case when v_days is not null then least(12, round((q.from_on - v_first)::numeric / v_days, 4)) end;
begin
  return query execute format(
    'select app.map_area_of(region_code, %1$L), sum(now_n)::int, case when %2$L::int is not null then sum(before_n)::int end,
       case when %2$L::int is not null then sum(long_n)::int end, %3$L::numeric
     from (
       select c.region_code, count(*) filter (where %4$s) as now_n, count(*) filter (where %5$s) as before_n,
         count(*) filter (where %6$s) as long_n
       from app.cases c where %7$s and %8$s group by 1
     ) counted group by 1',
    q.parent, v_days, case when v_periods >= 1 then v_periods end,
    app.map_period(app.day_start(q.from_on), app.day_start(q.to_on + 1)),
    app.map_period(app.day_start(q.from_on - v_days), app.day_start(q.from_on)),
    app.map_period(app.day_start(q.from_on - 12 * v_days), app.day_start(q.from_on)),
    app.map_conditions(q), app.map_period(app.day_start(q.from_on - 12 * v_days), app.day_start(q.to_on + 1)));
end $$;

create type api.map_area as (code text, name text, level smallint, longitude double precision, latitude double precision,
  position_basis text, n int, previous_n int, population int, population_year int, rate numeric, previous_rate numeric,
  expected numeric, hot boolean, hot_p numeric, rising boolean, rising_p numeric);
comment on type api.map_area is
  'Cases of an area in a period and in the one before, per 10,000 inhabitants, and whether that is remarkable: hot (more than the inhabitants, or its own past, explain) or rising; hot_p and rising_p are the exact chances of as many or more.';

create function app.map_areas(p_parent text, p_from date, p_to date, p_types text[], p_grades text[], p_channels text[],
  p_statuses text[])
returns setof api.map_area language plpgsql stable security definer set search_path = '' as $$
declare
  q app.map_question := app.map_question(p_parent, p_from, p_to, p_types, p_grades, p_channels, p_statuses);
begin
  return query
    with counted as materialized (
      select * from app.map_area_counts(q)
    ), shown as (
      select r, r.code = q.parent as whole, coalesce(c.n, 0) as n,
        case when q.from_on is not null then coalesce(c.previous_n, 0) end as previous_n,
        coalesce(c.history_n, 0) / (select max(periods) from counted) as usual,
        case when r.code <> q.parent then r.population end as people
      from app.regions r left join counted c on c.code = r.code
      where r.parent_code = q.parent and r.active or r.code = q.parent
    ), expecting as (
      select s.*, case when whole then null
          when people is not null then people::numeric * sum(n) filter (where people is not null) over () / sum(people) over ()
          else usual end as expected
      from shown s
    ), judged as (
      select e.*, case when expected is not null then app.poisson_tail(n, expected) end as hot_p,
        case when previous_n is not null and not whole then app.halves_tail(n, n::bigint + previous_n) end as rising_p
      from expecting e
    ), ranked as (
      select j.*, hot_p * count(hot_p) over () / rank() over (order by hot_p) as hot_step,
        rising_p * count(rising_p) over () / rank() over (order by rising_p) as rising_step
      from judged j
    )
    select (r).code, (r).name, (r).level, p.longitude, p.latitude, (r).position_basis, n, previous_n, people,
      case when people is not null then (r).population_year::int end, round(n * 10000.0 / people, 2), round(previous_n * 10000.0 / people, 2),
      round(expected, 2), app.is_remarkable(n, expected, min(hot_step) over (order by hot_p desc)), hot_p::numeric,
      app.is_remarkable(n, previous_n, min(rising_step) over (order by rising_p desc)), rising_p::numeric
    from ranked cross join lateral app.position_of((r).code) p
    order by (r).level, (r).code;
end $$;
create function api.map_areas(parent_code text default null, from_on date default null, to_on date default null,
  type_codes text[] default null, grades text[] default null, channels text[] default null, statuses text[] default null)
returns setof api.map_area language sql stable security invoker set search_path = '' as $$
  select * from app.map_areas(parent_code, from_on, to_on, type_codes, grades, channels, statuses) $$;
comment on function api.map_areas is
  'Anybody in office: the regions directly below one (the own territory without a code) and the region itself, for what is known no closer, with the caller''s cases in them. 42501 outside_scope for a region outside the own territory.';

create type api.map_month as (code text, month date, n int);
comment on type api.map_month is 'Cases of an area in a month of the city''s calendar.';

create function app.map_months(p_parent text, p_from date, p_to date, p_types text[], p_grades text[], p_channels text[],
  p_statuses text[])
returns setof api.map_month language plpgsql stable security definer set search_path = '' as $$
declare
  q app.map_question := app.map_question(p_parent, p_from, p_to, p_types, p_grades, p_channels, p_statuses);
  v_first date := greatest(q.from_on, (date_trunc('month', app.today()) - interval '119 months')::date);
begin
  return query execute format(
    'select app.map_area_of(region_code, %1$L), month, sum(n)::int from (
       select c.region_code, date_trunc(''month'', c.created_at at time zone ''Asia/Shanghai'')::date as month, count(*) as n
       from app.cases c where %2$s and %3$s group by 1, 2
     ) counted group by 1, 2 order by 1, 2',
    q.parent, app.map_conditions(q), app.map_period(app.day_start(v_first), app.day_start(q.to_on + 1)));
end $$;
create function api.map_months(parent_code text default null, from_on date default null, to_on date default null,
  type_codes text[] default null, grades text[] default null, channels text[] default null, statuses text[] default null)
returns setof api.map_month language sql stable security invoker set search_path = '' as $$
  select * from app.map_months(parent_code, from_on, to_on, type_codes, grades, channels, statuses) $$;
comment on function api.map_months is
  'Anybody in office: the same cases as map_areas by month, at most the last 120 months; months without cases are left out.';

grant execute on function
  app.map_areas(text, date, date, text[], text[], text[], text[]), api.map_areas(text, date, date, text[], text[], text[], text[]),
  app.map_months(text, date, date, text[], text[], text[], text[]), api.map_months(text, date, date, text[], text[], text[], text[])
to authenticated;
