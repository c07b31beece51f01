-- The question that a map function answers, and the cases that the caller may count.
-- These functions bypass row-level security. So each of them starts with app.map_question, which alone determines the
-- caller's reach, and every read of cases is restricted to that reach.

-- A checked question: whose cases, where, when, with which filters.
create type app.map_question as (
  -- The column and value that restrict the caller: region_code (a prefix), lead_organisation_id or filed_by.
  reach text,
  reach_value text,
  -- The region asked about; for a territorial post it lies within the post's own.
  parent text,
  from_on date,
  to_on date,
  -- Days of the first record and of today; there are no cases outside them.
  first_on date,
  today date,
  -- In these lists null means any.
  type_codes text[],
  grades text[],
  channels text[],
  statuses text[]
);

-- The region that the caller's map starts with: their territory, else the smallest region that contains all regions
-- their organisation serves.
create function app.map_home() returns text
language sql stable security definer set search_path = '' as $$
  select case when o.territorial then o.region_code else (
      select left(min(code), case when count(distinct left(code, 9)) = 1 and min(length(code)) >= 9 then least(min(length(code)), 9)
        when count(distinct left(code, 6)) = 1 and min(length(code)) >= 6 then 6 else 4 end)
      from (select o.region_code as code union select s.region_code from app.organisation_regions s where s.organisation_id = o.id) served)
    end
  from app.my_post() me join app.organisations o on o.id = me.organisation_id
$$;

-- Checks one list of a filter: null and empty mean any; a value that no case can have is rejected.
create function app.check_filter(p_values text[], p_field text, p_choices text[]) returns text[]
language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(cardinality(p_values), 0) = 0 then return null; end if;
  -- A null element is never contained in the choices, so a list with one is rejected too.
  if array_ndims(p_values) > 1 or not p_values <@ p_choices then
    perform app.refuse('unknown_choice', jsonb_build_object('field', p_field));
  end if;
  return array(select distinct v from unnest(p_values) as v order by 1);
end $$;

create function app.map_question(p_parent text, p_from date, p_to date, p_types text[], p_grades text[], p_channels text[],
  p_statuses text[])
returns app.map_question language plpgsql stable security definer set search_path = '' as $$
declare
  v_scope text := app.my_scope();
  v_organisation uuid := app.my_organisation();
  q app.map_question;
begin
  if app.my_role() is null then perform app.refuse('refused', '{}', '42501'); end if;
  q.reach := case when v_scope is not null then 'region_code' when v_organisation is not null then 'lead_organisation_id'
    else 'filed_by' end;
  q.reach_value := coalesce(v_scope, v_organisation::text, auth.uid()::text);
  q.parent := coalesce(nullif(p_parent, ''), app.map_home());
  if not exists (select 1 from app.regions where code = q.parent) then
    perform app.refuse('region_not_found', '{"field": "parent_code"}', 'PT404');
  end if;
  if not starts_with(q.parent, coalesce(v_scope, '')) then
    perform app.refuse('outside_scope', '{"field": "parent_code"}', '42501');
  end if;
  if p_from not between '1949-10-01' and '2999-12-31' then
    perform app.refuse('out_of_range', '{"field": "from_on", "min": "1949-10-01", "max": "2999-12-31"}');
  end if;
  if p_to not between coalesce(p_from, '1949-10-01') and '2999-12-31' then
    perform app.refuse('out_of_range', jsonb_build_object('field', 'to_on', 'min', coalesce(p_from, '1949-10-01'), 'max', '2999-12-31'));
  end if;
  q.from_on := p_from;
  q.to_on := p_to;
  q.today := app.today();
  q.first_on := (select (c.created_at at time zone 'Asia/Shanghai')::date from app.cases c
    where c.city_code = left(q.parent, 4) order by c.created_at limit 1);
  q.first_on := coalesce(q.first_on, q.today);
  q.type_codes := app.check_filter(p_types, 'type_codes', array(select code from app.dispute_types));
  -- A first-level code includes all its second-level types.
  if q.type_codes is not null then
    q.type_codes := array(select code from app.dispute_types where code = any (q.type_codes) or parent_code = any (q.type_codes) order by 1);
  end if;
  q.grades := app.check_filter(p_grades, 'grades', app.grades());
  q.channels := app.check_filter(p_channels, 'channels', array(select code from app.channels));
  q.statuses := app.check_filter(p_statuses, 'statuses', app.case_statuses());
  return q;
end $$;
comment on function app.map_question is
  'Checks a question of the map and restricts it to the caller''s reach: a territory, the cases an organisation leads, or those that a reporter filed.';

-- The start of a day in the city's time zone.
create function app.day_start(p_day date) returns timestamptz
language sql immutable set search_path = '' as $$ select p_day::timestamp at time zone 'Asia/Shanghai' $$;

-- The conditions of the filter alone, for any table with the columns of a case.
create function app.map_filter(q app.map_question, p_alias text) returns text
language sql immutable set search_path = '' as $$
  select concat_ws(' and ', 'true',
    case when q.type_codes is not null then format('%s.type_code = any (%L)', p_alias, q.type_codes) end,
    case when q.channels is not null then format('%s.channel = any (%L)', p_alias, q.channels) end,
    case when q.grades is not null then format('%s.grade = any (%L)', p_alias, q.grades) end,
    case when q.statuses is not null then format('%s.status = any (%L)', p_alias, q.statuses) end)
$$;
-- The conditions of a question on app.cases c, with literals, so that the planner knows how common each value is; the
-- period is separate, because some answers count two periods. Normally the reach selects the index of its level. With
-- `p_filter_leads` the reach is only checked, and the index of the types or channels, which has no level, is used. The
-- index of the types has the channel before the period: without a filter of channels, all are named, so that the period
-- limits the index range as well.
create function app.map_conditions(q app.map_question, p_filter_leads boolean) returns text
language sql immutable set search_path = '' as $$
  select concat_ws(' and ',
    case when q.reach <> 'region_code' then format('c.%s = %L and starts_with(c.region_code, %L)', q.reach, q.reach_value, q.parent)
      when p_filter_leads then format('starts_with(c.region_code, %L)%s', q.parent,
        case when q.type_codes is not null and q.channels is null then ' and c.channel = any (array(select code from app.channels))' end)
      else format('c.%s = %L', case length(q.parent) when 4 then 'city_code' when 6 then 'county_code' when 9 then 'town_code' else 'village_code' end, q.parent) end,
    app.map_filter(q, 'c'))
$$;
create function app.map_period(p_from timestamptz, p_to timestamptz) returns text
language sql immutable set search_path = '' as $$
  select concat_ws(' and ', 'true', case when p_from is not null then format('c.created_at >= %L', p_from) end,
    case when p_to is not null then format('c.created_at < %L', p_to) end)
$$;

-- Length of the codes directly below a region.
create function app.below(p_code text) returns int
language sql immutable set search_path = '' as $$
  select case length(p_code) when 4 then 6 when 6 then 9 else 12 end
$$;

-- The shown area under which a case's region counts: the one directly below the parent, by its successor if the code is
-- no longer in use; the parent itself for cases without a more precise place.
create function app.map_area_of(p_region text, p_parent text) returns text
language sql stable set search_path = '' as $$
  select case when length(p_region) < app.below(p_parent) then p_parent
    when r.active then r.code
    else coalesce((select left(now_code, app.below(p_parent)) from app.current_region(r.code) as now_code
      where starts_with(now_code, p_parent) and length(now_code) >= app.below(p_parent)), p_parent) end
  from (select 1) as always left join app.regions r on r.code = left(p_region, app.below(p_parent))
$$;
