-- Published statistics: counted once, never changed, with small numbers hidden.
-- A set covers a closed period. Only what is shown is stored: hidden numbers are not stored anywhere.

create trigger figure_sets_30_append_only before update or delete on app.figure_sets
  for each row execute function app.refuse_change();
create trigger figure_sets_31_append_only before truncate on app.figure_sets
  for each statement execute function app.refuse_change();

-- Whether a hidden entry is the only link between its row and its column among the hidden entries. Such an entry can be
-- computed from the shown entries and the sums, however many others are hidden.
create function app.is_derivable(p_hidden boolean[], p_rows int, p_columns int, p_at int) returns boolean
language plpgsql immutable set search_path = '' as $$
declare
  v_rows int[] := array[(p_at - 1) / p_columns];
  v_columns int[] := '{}';
  v_size int := 0;
begin
  while cardinality(v_rows) + cardinality(v_columns) > v_size loop
    v_size := cardinality(v_rows) + cardinality(v_columns);
    v_columns := array(select distinct (i - 1) % p_columns from generate_series(1, p_rows * p_columns) i
      where p_hidden[i] and i <> p_at and (i - 1) / p_columns = any (v_rows));
    v_rows := array(select distinct (i - 1) / p_columns from generate_series(1, p_rows * p_columns) i
      where p_hidden[i] and i <> p_at and (i - 1) % p_columns = any (v_columns)
      union select unnest(v_rows));
  end loop;
  return not ((p_at - 1) % p_columns = any (v_columns));
end $$;

-- Which entries of a table are hidden: 1 to 4, and as many more as are needed so that nobody can compute those from the
-- sums. The last row and the last column are the sums; a single column is a plain list with its sum at the end. A
-- hidden number is never shown as 0.
create function app.hide_small(p_n int[], p_rows int, p_columns int, p_hidden boolean[] default null) returns boolean[]
language plpgsql immutable set search_path = '' as $$
declare
  v_hidden boolean[] := array(select coalesce(p_hidden[i], false) or p_n[i] between 1 and 4 from generate_series(1, p_rows * p_columns) i order by i);
  v_line int[];
  v_sum int;
  v_more int;
  v_changed boolean := true;
  v_at int;
begin
  while v_changed loop
    v_changed := false;
    for v_at in 1 .. p_rows + p_columns loop
      -- The last entry of a row or column is its sum.
      v_line := case when v_at <= p_rows then array(select (v_at - 1) * p_columns + i from generate_series(1, p_columns) i)
        else array(select (i - 1) * p_columns + v_at - p_rows from generate_series(1, p_rows) i) end;
      continue when cardinality(v_line) < 2 or not exists (select 1 from unnest(v_line) i where v_hidden[i]);
      v_sum := v_line[cardinality(v_line)];
      if (select count(*) from unnest(v_line) i where v_hidden[i]) = 1
          -- The difference between a shown sum and the shown entries reveals the total of the hidden ones, so that
          -- total must not be small either.
          or (not v_hidden[v_sum] and (select sum(p_n[i]) from unnest(v_line) i where v_hidden[i]) < 5)
          or (p_rows > 1 and p_columns > 1 and exists (
            select 1 from unnest(v_line) i where v_hidden[i] and app.is_derivable(v_hidden, p_rows, p_columns, i))) then
        v_more := (select i from unnest(v_line) i where not v_hidden[i] and p_n[i] > 0 order by i = v_sum, p_n[i], i limit 1);
        if v_more is not null then
          v_hidden[v_more] := true;
          v_changed := true;
        end if;
      end if;
    end loop;
  end loop;
  return v_hidden;
end $$;
comment on function app.hide_small is 'Primary and complementary suppression of a table with sums; true is hidden.';

-- The disputes filed in a city within a period by county and first-level type, read as one range of an index.
create function app.count_cases(p_city text, p_from date, p_to date) returns table (county text, type text, filed bigint,
  concluded bigint, settled bigint, closed bigint, days double precision, rated bigint, stars double precision)
language sql stable security definer set search_path = '' as $$
  select coalesce(c.county_code, c.city_code), coalesce(t.parent_code, t.code), count(*),
    count(*) filter (where c.outcome = any (app.mediation_outcomes())),
    count(*) filter (where c.outcome in ('agreed_written', 'agreed_oral')),
    count(*) filter (where c.status = 'closed'),
    sum(extract(epoch from c.closed_at - c.created_at) / 86400) filter (where c.status = 'closed'),
    count(f.stars), sum(f.stars)
  from app.cases c
  join app.dispute_types t on t.code = c.type_code
  left join lateral (
    select (e.payload ->> 'satisfied')::int as stars from app.case_events e
    where c.closed_at is not null and e.case_id = c.id and e.verb = 'record_follow_up' and e.payload ? 'satisfied' order by e.seq desc limit 1
  ) f on true
  where c.city_code = p_city and c.status <> 'merged'
    and c.created_at >= p_from::timestamp at time zone 'Asia/Shanghai' and c.created_at < (p_to + 1)::timestamp at time zone 'Asia/Shanghai'
  group by 1, 2
$$;

-- A share or an average, only if it is based on at least five cases.
create function app.figure(p_part double precision, p_n bigint, p_factor int, p_digits int) returns numeric
language sql immutable set search_path = '' as $$
  select case when p_n >= 5 then round((p_factor * p_part / p_n)::numeric, p_digits) end
$$;

create function app.make_figures(p_city text, p_from date, p_to date) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_rows int;
  v_columns int;
  v_n int[];
  v_hidden boolean[];
  v_result jsonb;
begin
  create temp table if not exists pg_temp.counted (county text, type text, filed bigint, concluded bigint, settled bigint, closed bigint,
    days double precision, rated bigint, stars double precision) on commit drop;
  create temp table if not exists pg_temp.grid (at int primary key, county text, type text, filed bigint, concluded bigint, settled bigint,
    closed bigint, days double precision, rated bigint, stars double precision, hidden boolean, concluded_hidden boolean default false) on commit drop;
  truncate pg_temp.counted, pg_temp.grid;
  insert into pg_temp.counted select * from app.count_cases(p_city, p_from, p_to);
  -- Every county and type has a row, with the sums at the end: '~' sorts after every code.
  insert into pg_temp.grid (at, county, type, filed, concluded, settled, closed, days, rated, stars)
  select row_number() over (order by r.code collate "C", t.code collate "C"), r.code, t.code, coalesce(sum(c.filed), 0), coalesce(sum(c.concluded), 0),
    coalesce(sum(c.settled), 0), coalesce(sum(c.closed), 0), sum(c.days), coalesce(sum(c.rated), 0), sum(c.stars)
  from (select code from app.regions where level = 2 and left(code, 4) = p_city and (active or exists (select 1 from pg_temp.counted where county = code))
        union all select p_city where exists (select 1 from pg_temp.counted where county = p_city) union all select '~') r
  cross join (select code from app.dispute_types where parent_code is null and (active or exists (select 1 from pg_temp.counted where type = code))
        union all select '~') t
  left join pg_temp.counted c on (r.code = '~' or c.county = r.code) and (t.code = '~' or c.type = t.code)
  group by r.code, t.code;

  select count(distinct county), count(distinct type), array_agg(filed order by at) into v_rows, v_columns, v_n from pg_temp.grid;
  v_hidden := app.hide_small(v_n, v_rows, v_columns);
  update pg_temp.grid set hidden = v_hidden[at];
  -- A count that is known in total and in all places but one is known in that one as well.
  update pg_temp.grid g set concluded_hidden = h.hidden
  from (
    select m.at, (app.hide_small(array_agg(m.concluded::int) over w, (count(*) over w)::int, 1, array_agg(m.hidden) over w))[row_number() over (partition by m.margin order by m.at)] as hidden
    from (select at, concluded, hidden, 'county' as margin from pg_temp.grid where type = '~'
          union all select at, concluded, hidden, 'type' from pg_temp.grid where county = '~') m
    window w as (partition by m.margin order by m.at rows between unbounded preceding and unbounded following)
  ) h where h.at = g.at and h.hidden;

  with shown as (
    select g.at, g.county, g.type, jsonb_build_object('filed', case when not g.hidden then g.filed end,
      'concluded', case when not g.hidden and not g.concluded_hidden then g.concluded end,
      'settled_rate', case when not g.hidden and not g.concluded_hidden then app.figure(g.settled, g.concluded, 100, 0) end,
      'days', case when not g.hidden then app.figure(g.days, g.closed, 1, 1) end,
      'satisfaction', case when not g.hidden then app.figure(g.stars, g.rated, 1, 1) end) as figures
    from pg_temp.grid g
  )
  select jsonb_build_object('total', (select figures from shown where county = '~' and type = '~'),
    'counties', (select jsonb_agg(s.figures || jsonb_build_object('code', s.county, 'name', r.name,
        'by_type', (select jsonb_agg(case when not g.hidden then g.filed end order by g.at) from pg_temp.grid g where g.county = s.county and g.type <> '~')) order by s.at)
      from shown s join app.regions r on r.code = s.county where s.type = '~'),
    'types', (select jsonb_agg(s.figures || jsonb_build_object('code', s.type, 'name', t.name, 'name_en', t.name_en) order by s.at)
      from shown s join app.dispute_types t on t.code = s.type where s.county = '~'),
    'hidden', (select count(*) from pg_temp.grid where hidden)) into v_result;
  return v_result;
end $$;

-- Leaders and administrators of the city may publish.
create function app.require_publisher() returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if coalesce(app.my_role(), '') not in ('leader', 'administrator') or length(coalesce(app.my_scope(), '')) <> 4 then
    perform app.refuse('refused', '{}', '42501');
  end if;
end $$;

create function app.check_period(p_from date, p_to date) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_from is null then perform app.refuse('field_required', '{"field": "from_on"}'); end if;
  if p_to is null then perform app.refuse('field_required', '{"field": "to_on"}'); end if;
  if p_from < '2000-01-01' or p_from > app.today() then perform app.refuse('invalid_value', '{"field": "from_on"}'); end if;
  -- A period that has not ended would be undercounted.
  if p_to >= app.today() or p_to < p_from or p_to - p_from > 366 then perform app.refuse('invalid_value', '{"field": "to_on"}'); end if;
end $$;

create function app.preview_figures(p_from date, p_to date) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_publisher();
  perform app.check_period(p_from, p_to);
  return app.make_figures(app.my_scope(), p_from, p_to);
end $$;

create function app.publish_figures(p_request uuid, p_from date, p_to date, p_edition int)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('from', p_from, 'to', p_to, 'edition', p_edition);
  v_done jsonb := app.changed_before(p_request, 'publish_figures', v_args);
  v_city text := app.my_scope();
  v_edition int;
  v_id uuid;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  perform app.require_publisher();
  perform app.check_period(p_from, p_to);
  if p_edition is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  perform pg_advisory_xact_lock(hashtextextended('figures of ' || v_city, 0));
  -- The difference between two overlapping periods would reveal what each of them hides.
  if exists (select 1 from app.figure_sets s where s.city_code = v_city and s.from_on <= p_to and s.to_on >= p_from
      and (s.from_on, s.to_on) <> (p_from, p_to)) then
    perform app.refuse('period_overlaps', '{"field": "from_on"}', 'PT409');
  end if;
  select coalesce(max(edition), 0) into v_edition from app.figure_sets where city_code = v_city and from_on = p_from and to_on = p_to;
  if v_edition <> p_edition then perform app.refuse('stale_record', jsonb_build_object('version', v_edition), 'PT409'); end if;
  insert into app.figure_sets (city_code, from_on, to_on, edition, figures, published_by)
  values (v_city, p_from, p_to, v_edition + 1, app.make_figures(v_city, p_from, p_to), (app.my_post()).staff_id) returning id into v_id;
  return next app.as_result(app.write_change('publish_figures', 'figures', v_id::text, p_from || ' – ' || p_to, null, v_city,
    jsonb_build_object('from_on', p_from, 'to_on', p_to, 'edition', v_edition + 1), p_request, v_args,
    jsonb_build_object('id', v_id, 'version', v_edition + 1)));
end $$;

create type api.figure_set as (id uuid, from_on date, to_on date, edition int, published_at timestamptz, latest boolean);
comment on type api.figure_set is 'A set of published statistics; latest: no later edition of its period.';

create function app.list_figures() returns setof api.figure_set
language sql stable security definer set search_path = '' as $$
  select s.id, s.from_on, s.to_on, s.edition, s.published_at,
    not exists (select 1 from app.figure_sets l where l.city_code = s.city_code and l.from_on = s.from_on and l.to_on = s.to_on and l.edition > s.edition)
  from app.figure_sets s order by s.to_on desc, s.from_on desc, s.edition desc limit 200
$$;

create type api.published_figures as (id uuid, from_on date, to_on date, edition int, published_at timestamptz, figures jsonb);
comment on type api.published_figures is
  'A set with its numbers: total, counties (by_type in the order of types), types; null is hidden or based on too few cases.';

create function app.read_figures(p_set uuid) returns setof api.published_figures
language sql stable security definer set search_path = '' as $$
  select id, from_on, to_on, edition, published_at, figures from app.figure_sets
  where p_set is null or id = p_set order by to_on desc, from_on desc, edition desc limit 1
$$;

create function api.preview_figures(from_on date, to_on date)
returns jsonb language sql volatile security invoker set search_path = '' as $$ select app.preview_figures(from_on, to_on) $$;
create function api.publish_figures(request_id uuid, from_on date, to_on date, expected_version int)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.publish_figures(request_id, from_on, to_on, expected_version) $$;
create function api.list_figures()
returns setof api.figure_set language sql stable security invoker set search_path = '' as $$ select * from app.list_figures() $$;
create function api.read_figures(set_id uuid default null)
returns setof api.published_figures language sql stable security invoker set search_path = '' as $$ select * from app.read_figures(set_id) $$;

comment on function api.preview_figures is
  'City leader or administrator: the statistics of a closed period as they would be published; changes nothing.';
comment on function api.publish_figures is
  'City leader or administrator: publishes the statistics of a period permanently. expected_version: the edition that this one follows, 0 for the first.';
comment on function api.list_figures is 'Anybody: the published sets, the latest period first.';
comment on function api.read_figures is 'Anybody: one published set, without an id the latest.';

grant execute on function
  app.preview_figures(date, date), api.preview_figures(date, date),
  app.publish_figures(uuid, date, date, int), api.publish_figures(uuid, date, date, int)
to authenticated;
grant execute on function
  app.list_figures(), api.list_figures(), app.read_figures(uuid), api.read_figures(uuid)
to anon, authenticated;
