-- Self-help guides: what usually happens with a dispute of a type, in everyday language.
-- One row per first-level type and language. A list is a text with one item per line; "｜" separates the parts of an
-- item.

create function app.check_locale(p_locale text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  perform app.check_choice('locale', p_locale, app.languages());
end $$;

create type api.guide_entry as (type_code text, type_name text, title text, summary text);
comment on type api.guide_entry is 'A guide in the list of self-help guides.';

-- All guides of a language; with search terms those that match at least half as many terms as the best one, best first.
create function app.list_guides(p_locale text, p_query text) returns setof api.guide_entry
language plpgsql stable security definer set search_path = '' as $$
declare
  v_terms text[] := array(select t from unnest(app.terms_of(left(p_query, 100))) t where length(t) > 1 or p_query !~ '[\u3400-\u9fff]{2}');
begin
  perform app.check_locale(p_locale);
  return query
    with counted as (
      select t.sort, g.type_code, t.name, t.name_en, g.title, g.summary,
        -- A match in the name of the type counts more than one in the text.
        (select count(*) from unnest(v_terms) w where w = any (tsvector_to_array(g.search)))
          + (select count(*) from unnest(v_terms) w where w = any (app.terms_of(t.name || ' ' || t.name_en || ' ' || g.title))) as n
      from app.guides g join app.dispute_types t on t.code = g.type_code and t.active
      where g.locale = p_locale
    )
    select c.type_code, case when p_locale = 'en' then c.name_en else c.name end, c.title, c.summary
    from counted c
    where coalesce(p_query, '') = '' or (c.n > 0 and c.n * 2 >= (select max(n) from counted))
    order by case when coalesce(p_query, '') = '' then 0 else -c.n end, c.sort, c.type_code;
end $$;

create type api.guide as (type_code text, type_name text, locale text, version int, title text, summary text, happens text,
  duration text, prepare text, articles text, elsewhere text, examples text, source text, reviewed_on date, chances jsonb);
comment on type api.guide is 'A guide in full; chances: the type''s row of the latest published statistics, with from_on and to_on.';

create function app.read_guide(p_type text, p_locale text) returns setof api.guide
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.check_locale(p_locale);
  return query
    select g.type_code, case when p_locale = 'en' then t.name_en else t.name end, g.locale, g.version, g.title, g.summary, g.happens,
      g.duration, g.prepare, g.articles, g.elsewhere, g.examples, g.source, g.reviewed_on,
      (select row || jsonb_build_object('from_on', f.from_on, 'to_on', f.to_on)
       from app.read_figures(null) f, jsonb_array_elements(f.figures -> 'types') row where row ->> 'code' = g.type_code)
    from app.guides g join app.dispute_types t on t.code = g.type_code and t.active
    where g.type_code = p_type and g.locale = p_locale;
end $$;

-- Checks lines of "a｜b｜c": each has the given number of parts, of which the first p_filled must not be empty.
create function app.clean_lines(p_value text, p_field text, p_parts int, p_filled int) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_text text := regexp_replace(app.clean_text(p_value, p_field, 2, 4000), '[ \t\u3000]*\n\s*', E'\n', 'g');
  v_line text;
begin
  foreach v_line in array string_to_array(v_text, E'\n') loop
    if cardinality(string_to_array(v_line, '｜')) <> p_parts or '' = any ((string_to_array(v_line, '｜'))[1:p_filled]) then
      perform app.refuse('wrong_line', jsonb_build_object('field', p_field, 'parts', p_parts, 'line', left(v_line, 40)));
    end if;
  end loop;
  return v_text;
end $$;

create function app.save_guide(p_request uuid, p_type text, p_locale text, p_version int, p_title text, p_summary text, p_happens text,
  p_duration text, p_prepare text, p_articles text, p_elsewhere text, p_examples text, p_source text, p_reviewed_on date)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('type', p_type, 'locale', p_locale, 'version', p_version, 'title', p_title, 'summary', p_summary,
    'happens', p_happens, 'duration', p_duration, 'prepare', p_prepare, 'articles', p_articles, 'elsewhere', p_elsewhere,
    'examples', p_examples, 'source', p_source, 'reviewed_on', p_reviewed_on);
  v_done jsonb := app.changed_before(p_request, 'save_guide', v_args);
  v_before app.guides;
  v_new app.guides;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  perform app.require_city_administrator();
  perform app.check_locale(p_locale);
  perform app.check_type(p_type);
  if (select parent_code from app.dispute_types where code = p_type) is not null then perform app.refuse('unknown_choice', '{"field": "type_code"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  if p_reviewed_on is null then perform app.refuse('field_required', '{"field": "reviewed_on"}'); end if;
  if p_reviewed_on not between '2000-01-01' and app.today() then perform app.refuse('invalid_value', '{"field": "reviewed_on"}'); end if;
  perform pg_advisory_xact_lock(hashtextextended('guide ' || p_type || p_locale, 0));
  select * into v_before from app.guides where type_code = p_type and locale = p_locale for update;
  if coalesce(v_before.version, 0) <> p_version then
    perform app.refuse('stale_record', jsonb_build_object('version', coalesce(v_before.version, 0)), 'PT409');
  end if;
  insert into app.guides (type_code, locale, version, title, summary, happens, duration, prepare, articles, elsewhere, examples, source, reviewed_on)
  values (p_type, p_locale, p_version + 1, app.clean_text(p_title, 'title', 2, 60), app.clean_text(p_summary, 'summary', 2, 300),
    app.clean_lines(p_happens, 'happens', 1, 1), app.clean_lines(p_duration, 'duration', 1, 1), app.clean_lines(p_prepare, 'prepare', 1, 1),
    app.clean_lines(p_articles, 'articles', 2, 2), app.clean_lines(p_elsewhere, 'elsewhere', 3, 2), app.clean_lines(p_examples, 'examples', 3, 3),
    app.clean_text(p_source, 'source', 2, 300), p_reviewed_on)
  on conflict (type_code, locale) do update set version = excluded.version, title = excluded.title, summary = excluded.summary,
    happens = excluded.happens, duration = excluded.duration, prepare = excluded.prepare, articles = excluded.articles,
    elsewhere = excluded.elsewhere, examples = excluded.examples, source = excluded.source, reviewed_on = excluded.reviewed_on
  returning * into v_new;
  -- The audit log stores the texts before and after the change.
  return next app.as_result(app.write_change('save_guide', 'guide', p_type || '/' || p_locale, v_new.title, null, app.my_scope(),
    jsonb_build_object('type', p_type, 'locale', p_locale,
      'from', (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(v_before)) b where key not in ('search', 'version') and value is distinct from to_jsonb(v_new) -> key),
      'to', (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(v_new)) a where key not in ('search', 'version') and value is distinct from to_jsonb(v_before) -> key)),
    p_request, v_args, jsonb_build_object('id', null, 'version', v_new.version)));
end $$;

create function api.list_guides(locale text, query text default null)
returns setof api.guide_entry language sql stable security invoker set search_path = '' as $$ select * from app.list_guides(locale, query) $$;
create function api.read_guide(type_code text, locale text)
returns setof api.guide language sql stable security invoker set search_path = '' as $$ select * from app.read_guide(type_code, locale) $$;
create function api.save_guide(request_id uuid, type_code text, locale text, expected_version int, title text, summary text, happens text,
  duration text, prepare text, articles text, elsewhere text, examples text, source text, reviewed_on date)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.save_guide(request_id, type_code, locale, expected_version, title, summary, happens, duration, prepare, articles,
    elsewhere, examples, source, reviewed_on) $$;

comment on function api.list_guides is 'Anybody: the self-help guides; with search terms those that match, best first.';
comment on function api.read_guide is 'Anybody: one guide, with the chances from the latest published statistics.';
comment on function api.save_guide is 'City administrator: saves a guide in a language. expected_version 0 when there is none yet.';

grant execute on function
  app.list_guides(text, text), api.list_guides(text, text), app.read_guide(text, text), api.read_guide(text, text)
to anon, authenticated;
grant execute on function
  app.save_guide(uuid, text, text, int, text, text, text, text, text, text, text, text, text, date),
  api.save_guide(uuid, text, text, int, text, text, text, text, text, text, text, text, text, date)
to authenticated;
