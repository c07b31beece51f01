-- Suggests the dispute type of a story: terms and their weights are data, and the result names the terms that matched.

create type api.type_suggestion as (type_code text, name text, name_en text, first_code text, reasons text[], score int);
comment on type api.type_suggestion is 'A dispute type that a story may be about, the terms that matched, and its score.';

-- The three first-level types with the highest scores, each as its best second-level type where one matches. Nothing
-- when no term matches: then the person chooses.
create function app.suggest_types(p_text text) returns setof api.type_suggestion
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_text text := lower(normalize(left(coalesce(p_text, ''), 2000), nfkc));
begin
  if length(trim(v_text)) < 2 then return; end if;
  perform app.throttle('suggest_types');
  return query
    with hits as (
      select w.type_code, coalesce(t.parent_code, t.code) as first_code, w.word, w.weight, strpos(v_text, w.word) as at
      from app.type_words w join app.dispute_types t on t.code = w.type_code and t.active
      where strpos(v_text, w.word) > 0
    ), firsts as (
      select h.first_code, sum(h.weight)::int as score,
        (array_agg(h.word order by h.weight desc, length(h.word) desc, h.at) filter (where h.weight > 0))[1:4] as reasons
      from hits h group by h.first_code having sum(h.weight) > 0
    )
    select t.code, t.name, t.name_en, f.first_code, f.reasons, f.score
    from firsts f
    cross join lateral (
      select coalesce((select h.type_code from hits h where h.first_code = f.first_code and h.type_code <> f.first_code
                       group by h.type_code having sum(h.weight) > 0 order by sum(h.weight) desc, h.type_code limit 1), f.first_code) as code
    ) best
    join app.dispute_types t on t.code = best.code
    order by f.score desc, cardinality(f.reasons) desc, f.first_code
    limit 3;
end $$;
create function api.suggest_types(story text) returns setof api.type_suggestion
language sql volatile security invoker set search_path = '' as $$ select * from app.suggest_types(story) $$;
comment on function api.suggest_types is
  'Anybody: up to three dispute types that a story may be about, with the terms that matched; no row when none does.';
grant execute on function app.suggest_types(text), api.suggest_types(text) to anon, authenticated;
