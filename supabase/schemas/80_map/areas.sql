-- Counts of the map by area and by month, with the period before and whether a count is significant.

-- Days of a question's period; null without one.
create function app.map_days(q app.map_question) returns int
language sql immutable set search_path = '' as $$
  select coalesce(q.to_on, greatest(q.today, q.from_on)) - q.from_on + 1
$$;

-- Whether the records cover the previous period; otherwise a count would seem to rise only because recording began.
create function app.map_knows_before(q app.map_question) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(q.from_on - app.map_days(q) >= q.first_on, false)
$$;

-- Cases of the areas shown: in the period, in the previous period of the same length (null where the records do not
-- reach back so far), and in the twelve previous periods (`periods`: as many as there are records for, null for less
-- than one).
create function app.map_area_counts(q app.map_question)
returns table (code text, n int, previous_n int, history_n int, periods numeric)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_days int := app.map_days(q);
  v_before date := q.from_on - v_days;
  v_long_before date := q.from_on - 12 * v_days;
  v_periods numeric := case when v_days is not null then least(12, round((q.from_on - q.first_on)::numeric / v_days, 4)) end;
  v_areas text[];
  v_rows text;
begin
  if app.map_is_summed(q) then
    v_areas := app.map_areas_below(q.parent);
    v_rows := format('select area as region_code, sum(n) as now_n, 0 as before_n, 0 as long_n from (%s) as sums group by 1',
      app.map_sums(q, v_areas, app.below(q.parent), q.from_on, q.to_on, false));
    if v_days is not null then
      v_rows := v_rows || format(' union all select area, 0, sum(n), 0 from (%s) as sums group by 1',
        app.map_sums(q, v_areas, app.below(q.parent), v_before, q.from_on - 1, false));
      v_rows := v_rows || format(' union all select area, 0, 0, sum(n) from (%s) as sums group by 1',
        app.map_sums(q, v_areas, app.below(q.parent), v_long_before, q.from_on - 1, false));
    end if;
  else
    v_rows := format(
      'select left(c.region_code, %s) as region_code, count(*) filter (where %s) as now_n, count(*) filter (where %s) as before_n, count(*) filter (where %s) as long_n
       from app.cases c where %s and %s group by 1', app.below(q.parent),
      app.map_period(app.day_start(q.from_on), app.day_start(q.to_on + 1)),
      app.map_period(app.day_start(v_before), app.day_start(q.from_on)),
      app.map_period(app.day_start(v_long_before), app.day_start(q.from_on)),
      app.map_conditions(q, false), app.map_period(app.day_start(v_long_before), app.day_start(q.to_on + 1)));
  end if;
  return query execute format(
    'select app.map_area_of(rtrim(region_code, ''*''), %1$L), sum(now_n)::int, case when %5$L then sum(before_n)::int end,
       case when %2$L then sum(long_n)::int end, %3$L::numeric
     from (select region_code, sum(now_n) as now_n, sum(before_n) as before_n, sum(long_n) as long_n from (%4$s) as counted group by 1) as areas
     group by 1', q.parent, v_days is not null, case when v_periods >= 1 then v_periods end, v_rows,
    app.map_knows_before(q));
end $$;

create type api.map_area as (code text, name text, level smallint, longitude double precision, latitude double precision,
  position_basis text, n int, previous_n int, population int, population_year int, rate numeric, previous_rate numeric,
  expected numeric, hot boolean, hot_p numeric, rising boolean, rising_p numeric);
comment on type api.map_area is
  'Cases of an area in a period and in the previous one, per 10,000 inhabitants, and whether that is significant: hot (more than the number of inhabitants, or its own past, explains) or rising; hot_p and rising_p are the exact probabilities of as many or more.';

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
        case when app.map_knows_before(q) then coalesce(c.previous_n, 0) end as previous_n,
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
        case when previous_n is not null and not whole then app.binomial_tail_half(n, n::bigint + previous_n) end as rising_p
      from expecting e
    ), ranked as (
      select j.*, hot_p * count(hot_p) over () / rank() over (order by hot_p) as hot_step,
        rising_p * count(rising_p) over () / rank() over (order by rising_p) as rising_step
      from judged j
    )
    select (r).code, (r).name, (r).level, p.longitude, p.latitude, (r).position_basis, n, previous_n, people,
      case when people is not null then (r).population_year::int end, round(n * 10000.0 / people, 2), round(previous_n * 10000.0 / people, 2),
      round(expected::numeric, 2), app.is_remarkable(n, expected, min(hot_step) over (order by hot_p desc)), hot_p::numeric,
      app.is_remarkable(n, previous_n, min(rising_step) over (order by rising_p desc)), rising_p::numeric
    from ranked cross join lateral app.position_of((r).code) p
    order by (r).level, (r).code;
end $$;
create function api.map_areas(parent_code text default null, from_on date default null, to_on date default null,
  type_codes text[] default null, grades text[] default null, channels text[] default null, statuses text[] default null)
returns setof api.map_area language sql stable security invoker set search_path = '' as $$
  select * from app.map_areas(parent_code, from_on, to_on, type_codes, grades, channels, statuses) $$;
comment on function api.map_areas is
  'Any staff member: the regions directly below one (the own territory without a code) and the region itself, for cases without a more precise place, with the caller''s cases in them. 42501 outside_scope for a region outside the own territory.';

create type api.map_month as (code text, month date, n int);
comment on type api.map_month is 'Cases of an area in a month, in the city''s time zone.';

create function app.map_months(p_parent text, p_from date, p_to date, p_types text[], p_grades text[], p_channels text[],
  p_statuses text[])
returns setof api.map_month language plpgsql stable security definer set search_path = '' as $$
declare
  q app.map_question := app.map_question(p_parent, p_from, p_to, p_types, p_grades, p_channels, p_statuses);
  v_first date := greatest(q.from_on, (date_trunc('month', q.today) - interval '119 months')::date);
  v_rows text;
begin
  if app.map_is_summed(q) then
    v_rows := format('select area as region_code, to_date(period::text, ''YYYYMM'') as month, sum(n) as n from (%s) as sums group by 1, 2',
      app.map_sums(q, app.map_areas_below(q.parent), app.below(q.parent), v_first, q.to_on, true));
  else
    v_rows := format('select left(c.region_code, %s) as region_code, date_trunc(''month'', c.created_at at time zone ''Asia/Shanghai'')::date as month, count(*) as n
      from app.cases c where %s and %s group by 1, 2', app.below(q.parent),
      app.map_conditions(q, false), app.map_period(app.day_start(v_first), app.day_start(q.to_on + 1)));
  end if;
  return query execute format(
    'with counted as materialized (%2$s), named as materialized (
       select region_code, app.map_area_of(rtrim(region_code, ''*''), %1$L) as code from (select distinct region_code from counted) as regions)
     select code, month, sum(n)::int from counted join named using (region_code) group by 1, 2 having sum(n) <> 0 order by 1, 2',
    q.parent, v_rows);
end $$;
create function api.map_months(parent_code text default null, from_on date default null, to_on date default null,
  type_codes text[] default null, grades text[] default null, channels text[] default null, statuses text[] default null)
returns setof api.map_month language sql stable security invoker set search_path = '' as $$
  select * from app.map_months(parent_code, from_on, to_on, type_codes, grades, channels, statuses) $$;
comment on function api.map_months is
  'Any staff member: the same cases as map_areas by month, at most the last 120 months; months without cases are left out.';

grant execute on function
  app.map_areas(text, date, date, text[], text[], text[], text[]), api.map_areas(text, date, date, text[], text[], text[], text[]),
  app.map_months(text, date, date, text[], text[], text[], text[]), api.map_months(text, date, date, text[], text[], text[], text[])
to authenticated;
