-- How a question is answered from the counts.
-- Whole years and months of a period come from the counts; the remaining days at both ends come from the cases, and are
-- added or subtracted, whichever are fewer.

create type app.map_pieces as (
  periods int[],
  -- First and last month that the periods cover; null without any.
  first_month int,
  last_month int,
  -- Ranges of days to be added (1) or subtracted (-1): from, and up to but not including.
  starts date[],
  ends date[],
  signs int[]
);

create function app.map_pieces(p_from date, p_to date, p_first date, p_today date, p_by_month boolean) returns app.map_pieces
language plpgsql immutable set search_path = '' as $$
declare
  -- There are no cases before the first record and after today, so a period that starts or ends there is extended to
  -- the whole year.
  v_from date := case when p_from > p_first then p_from else date_trunc('year', least(p_first, p_today))::date end;
  v_end date := case when p_to < p_today then p_to + 1 else (date_trunc('year', p_today) + interval '1 year')::date end;
  v_first int;
  v_end_month int;
  v_middle date;
  r app.map_pieces := (array[]::int[], null, null, array[]::date[], array[]::date[], array[]::int[]);
begin
  if v_end <= v_from then return r; end if;
  -- From here on months are counted from year 0.
  v_first := extract(year from v_from)::int * 12 + extract(month from v_from)::int - 1;
  v_end_month := extract(year from v_end)::int * 12 + extract(month from v_end)::int - 1;
  if v_first = v_end_month then
    r.starts := array[v_from]; r.ends := array[v_end]; r.signs := array[1];
    return r;
  end if;
  if extract(day from v_from) > 15 then
    v_first := v_first + 1;
    r.starts := r.starts || v_from; r.ends := r.ends || (date_trunc('month', v_from) + interval '1 month')::date; r.signs := r.signs || 1;
  elsif extract(day from v_from) > 1 then
    r.starts := r.starts || date_trunc('month', v_from)::date; r.ends := r.ends || v_from; r.signs := r.signs || -1;
  end if;
  if extract(day from v_end) > 16 then
    v_end_month := v_end_month + 1;
    r.starts := r.starts || v_end; r.ends := r.ends || (date_trunc('month', v_end) + interval '1 month')::date; r.signs := r.signs || -1;
  elsif extract(day from v_end) > 1 then
    r.starts := r.starts || date_trunc('month', v_end)::date; r.ends := r.ends || v_end; r.signs := r.signs || 1;
  end if;
  if v_first < v_end_month then
    r.first_month := v_first / 12 * 100 + v_first % 12 + 1;
    r.last_month := (v_end_month - 1) / 12 * 100 + (v_end_month - 1) % 12 + 1;
    -- Whole years in the middle, months around them.
    r.periods := array(
      select case when y.whole then m / 12 * 100 else m / 12 * 100 + m % 12 + 1 end
      from generate_series(v_first, v_end_month - 1) as m
      cross join lateral (select not p_by_month and m / 12 * 12 >= v_first and m / 12 * 12 + 12 <= v_end_month as whole) as y
      where not y.whole or m % 12 = 0);
  end if;
  return r;
end $$;

-- A statement that returns the counts (area, month or year, grade, status, n) together with the log and the days at
-- both ends.
-- p_areas: the areas of app.map_counts that make up the answer; p_length: the length of their codes.
create function app.map_sums(q app.map_question, p_areas text[], p_length int, p_from date, p_to date, p_by_month boolean) returns text
language plpgsql immutable set search_path = '' as $$
declare
  p app.map_pieces := app.map_pieces(p_from, p_to, q.first_on, q.today, p_by_month);
  v_parts text[] := array['select null::text as area, null::int as period, null::text as grade, null::text as status, null::bigint as n where false'];
  v_of_lead boolean := q.reach = 'lead_organisation_id';
  v_which text := concat_ws(' and ', 'true', case when q.grades is not null then format('m.grade = any (%L)', q.grades) end,
    case when q.statuses is not null then format('m.status = any (%L)', q.statuses) end);
begin
  if cardinality(p.periods) > 0 then
    v_parts := v_parts || case when v_of_lead then
        format('select m.area, m.period, m.grade, m.status, m.n::bigint from app.map_lead_counts m
          where m.lead_organisation_id = %L and m.type_code = any (%L) and m.channel = any (%L) and m.period = any (%L)
            and starts_with(m.area, %L) and %s',
          q.reach_value, coalesce(q.type_codes, array['']), coalesce(q.channels, array['']), p.periods, q.parent, v_which)
      else
        format('select m.area, m.period, m.grade, m.status, m.n::bigint from app.map_counts m
          where m.area = any (%L) and m.type_code = any (%L) and m.channel = any (%L) and m.period = any (%L) and %s',
          p_areas, coalesce(q.type_codes, array['']), coalesce(q.channels, array['']), p.periods, v_which)
      end;
    v_parts := v_parts || format('select left(l.region_code, %s), l.month, l.grade, l.status, l.delta::bigint from app.map_changes l
      where l.month between %s and %s and starts_with(l.region_code, %L) and %s and %s', p_length, p.first_month, p.last_month, q.parent,
      case when v_of_lead then format('l.lead_organisation_id = %L', q.reach_value) else 'true' end, app.map_filter(q, 'l'));
  end if;
  for i in 1 .. cardinality(p.signs) loop
    v_parts := v_parts || format('select left(c.region_code, %s), %s, c.grade, c.status, %s * count(*) from app.cases c where %s and %s group by 1, 3, 4', p_length,
      extract(year from p.starts[i]) * 100 + extract(month from p.starts[i]), p.signs[i],
      app.map_conditions(q, q.type_codes is not null or q.channels is not null),
      app.map_period(app.day_start(p.starts[i]), app.day_start(p.ends[i])));
  end loop;
  return array_to_string(v_parts, ' union all ');
end $$;

-- The areas of app.map_counts directly below a city or county, and the region itself. Retired codes are included,
-- because their cases move to the successor in batches.
create function app.map_areas_below(p_parent text) returns text[]
language sql stable set search_path = '' as $$
  select array(select r.code || case when length(p_parent) = 4 then '*' else '' end from app.regions r where r.parent_code = p_parent) || p_parent
$$;

-- The number of cases up to which a question is answered from the cases themselves.
create function app.map_direct_rows() returns int
language sql stable set search_path = '' as $$ select coalesce((app.setting('map_direct_rows'))::int, 20000) $$;

-- Whether a question about areas is answered from the counts: always for cities and counties; for an organisation when
-- it leads many cases (they are counted for three periods at once, which costs more than drawing them).
create function app.map_is_summed(q app.map_question) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  if length(q.parent) > 6 then return false; end if;
  if q.reach = 'region_code' then return true; end if;
  return q.reach = 'lead_organisation_id' and app.map_led(q) > app.map_direct_rows() / 4;
end $$;
-- An estimate of the number of cases that the caller's organisation leads.
create function app.map_led(q app.map_question) returns bigint
language sql stable set search_path = '' as $$
  select coalesce(sum(n), 0) from app.map_lead_counts
  where lead_organisation_id = q.reach_value::uuid and type_code = '' and channel = ''
    and period = any (array(select y * 100 from generate_series(extract(year from q.first_on)::int, extract(year from q.today)::int) as y))
$$;

-- An estimate of the number of a territory's cases that match a question: whole months, without the log; with or
-- without its filters of types, grades and stages.
create function app.map_estimate(q app.map_question, p_typed boolean, p_graded boolean) returns bigint
language plpgsql stable set search_path = '' as $$
declare
  p app.map_pieces := app.map_pieces(date_trunc('month', q.from_on)::date, (date_trunc('month', q.to_on) + interval '1 month')::date - 1,
    q.first_on, q.today, false);
  v_areas text[] := case length(q.parent) when 4 then app.map_areas_below(q.parent) else array[q.parent || '*'] end;
  v_n bigint;
begin
  execute format('select coalesce(sum(n), 0) from app.map_counts m where m.area = any (%L) and m.type_code = any (%L)
      and m.channel = any (%L) and m.period = any (%L) and %s and %s', v_areas,
    case when p_typed then coalesce(q.type_codes, array['']) else array[''] end,
    case when p_typed then coalesce(q.channels, array['']) else array[''] end, p.periods,
    case when p_graded and q.grades is not null then format('m.grade = any (%L)', q.grades) else 'true' end,
    case when p_graded and q.statuses is not null then format('m.status = any (%L)', q.statuses) else 'true' end) into v_n;
  return v_n;
end $$;

-- An estimate of the number of cases in the index of the question's types or channels, which has no region below the
-- city.
create function app.map_in_filter(q app.map_question) returns bigint
language plpgsql stable set search_path = '' as $$
begin
  q.parent := left(q.parent, 4);
  return app.map_estimate(q, true, false);
end $$;
