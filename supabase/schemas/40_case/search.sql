-- Searching cases and counting them by stage, within the caller's own list.

-- The column and value that select the caller's cases: the level column of a territory, else the lead organisation, or
-- for a reporter the filer.
create function app.my_listing(out column_name text, out value text)
language sql stable security definer set search_path = '' as $$
  select case when scope is not null then case length(scope) when 4 then 'city_code' when 6 then 'county_code'
        when 9 then 'town_code' else 'village_code' end
      when organisation is not null then 'lead_organisation_id' else 'filed_by' end,
    coalesce(scope, organisation::text, auth.uid()::text)
  from (select app.my_scope() as scope, app.my_organisation() as organisation) as me
$$;

-- Row-level security would prevent the use of the text index. The search therefore bypasses it within the caller's
-- territory or organisation, and the caller then reads the results with their own rights. At most the newest thousand.
create function app.search_cases(p_query text) returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  v_by record := app.my_listing();
  v_query tsquery := app.search_query(p_query);
begin
  if v_query is null or app.my_role() is null then return; end if;
  -- Literals tell the planner how common the terms are: it uses the text index for rare ones and filters newest first
  -- for common ones.
  return query execute format(
    'select c.id from app.cases c where c.%I = %L and c.search @@ %L::tsquery order by c.created_at desc, c.id desc limit 1000',
    v_by.column_name, v_by.value, v_query::text);
end $$;
create function api.search_cases(query text) returns setof api.cases
language sql stable security invoker set search_path = '' as $$
  select c.* from api.cases c where c.id = any (array(select app.search_cases(query)))
$$;
comment on function api.search_cases is
  'The newest thousand cases of the caller''s territory or organisation that contain all search terms in summary, place or number.';
grant execute on function app.search_cases(text), api.search_cases(text) to authenticated;

create type api.status_count as (status text, n int);
comment on type api.status_count is 'Number of cases of a stage, counted up to ten thousand.';

-- Counts stop at ten thousand, so that the query costs the same for any number of cases.
create function app.case_counts() returns setof api.status_count
language plpgsql stable security definer set search_path = '' as $$
declare
  v_by record := app.my_listing();
begin
  return query execute format(
    'select s.status, (select count(*)::int from (select 1 from app.cases c
       where c.%1$I = $1::%2$s and c.status = s.status limit 10000) as counted)
     from unnest(app.case_statuses()) as s (status)',
    v_by.column_name, case when v_by.column_name in ('lead_organisation_id', 'filed_by') then 'uuid' else 'text' end)
  using case when app.my_role() is not null then v_by.value end;
end $$;
create function api.case_counts() returns setof api.status_count
language sql stable security invoker set search_path = '' as $$ select * from app.case_counts() $$;
comment on function api.case_counts is
  'Cases per stage in the caller''s territory, led by the caller''s organisation, or filed by a reporter; each count stops at 10,000.';

grant execute on function app.case_counts(), api.case_counts() to authenticated;
