-- How a text is split into search terms, so that Chinese can be searched without an extension.

-- Search terms of a text. Chinese has no spaces, so every two neighbouring characters form a term and the last
-- character of a run forms one alone; each run of letters and digits is one term. A case number is found by its parts:
-- whole, from the date on, or by its serial with or without leading zeros.
create function app.terms_of(p_text text) returns text[]
language sql immutable set search_path = '' as $$
  select coalesce(array_agg(distinct term), '{}')
  from regexp_matches(lower(normalize(p_text, nfkc)), '[\u3400-\u9fff]+|[a-z0-9]+', 'g') as run
  cross join lateral (
    select substr(run[1], i, 2) as term from generate_series(1, length(run[1])) as i where run[1] >= '㐀'
    union all select run[1] where run[1] < '㐀'
  ) as terms
$$;
create function app.search_vector(p_number text, p_text text) returns tsvector
language sql immutable set search_path = '' as $$
  select array_to_tsvector(app.terms_of(p_text) || array_remove(array[replace(number, '-', ''),
    replace(substr(number, 8), '-', ''), substr(number, 15), ltrim(substr(number, 15), '0')], ''))
  from lower(p_number) as number
$$;
-- Turns what was typed into a query: every term must occur; a single character and a last run of letters match as
-- prefixes.
create function app.search_query(p_query text) returns tsquery
language sql immutable set search_path = '' as $$
  select string_agg('''' || term || case when length(term) = 1 or term < '㐀' then ''':*' else '''' end, ' & ')::tsquery
  from (
    select distinct term from regexp_matches(
      replace(lower(normalize(left(p_query, 100), nfkc)), '-', ''), '[\u3400-\u9fff]+|[a-z0-9]+', 'g') as run
    cross join lateral (
      select substr(run[1], i, 2) as term from generate_series(1, greatest(length(run[1]) - 1, 1)) as i where run[1] >= '㐀'
      union all select run[1] where run[1] < '㐀'
    ) as terms
    limit 60
  ) as query
$$;
