-- The legal aid check: a few questions, evaluated by rules that are data; nothing is stored.
-- The result is only an estimate for the person who asks. The legal aid agency decides.

create type api.aid_question as (code text, question text, name text, name_en text, matters text[]);
comment on type api.aid_question is
  'A matter or a circumstance to choose in the legal aid check; matters: for which matters a circumstance counts, empty for all.';

create function app.aid_questions() returns setof api.aid_question
language sql stable security definer set search_path = '' as $$
  select code, question, name, name_en, matters from app.aid_rules where active order by question, sort, code
$$;

create type api.aid_answer as (answer text, why text, rules jsonb);
comment on type api.aid_answer is
  'answer: yes, ask or no, each only likely; why: key of the reason; rules: name, name_en, basis, basis_en of the legal basis.';

create function app.check_aid(p_matter text, p_income text, p_marks text[]) returns setof api.aid_answer
language plpgsql stable security definer set search_path = '' as $$
declare
  v_matter app.aid_rules;
  v_mark app.aid_rules;
  v_answer text;
  v_why text;
begin
  if coalesce(p_matter, '') = '' then perform app.refuse('field_required', '{"field": "matter"}'); end if;
  select * into v_matter from app.aid_rules where code = p_matter and question = 'matter' and active;
  if v_matter.code is null then perform app.refuse('unknown_choice', '{"field": "matter"}'); end if;
  perform app.check_choice('income', p_income, array['low', 'unsure', 'enough']);
  if cardinality(coalesce(p_marks, '{}')) > 50 or exists (select 1 from unnest(p_marks) m
      where not exists (select 1 from app.aid_rules r where r.code = m and r.question = 'mark' and r.active)) then
    perform app.refuse('unknown_choice', '{"field": "marks"}');
  end if;
  -- A circumstance that waives the means test takes precedence over one that proves the need.
  select * into v_mark from app.aid_rules r
  where r.code = any (p_marks) and (r.matters = '{}' or p_matter = any (r.matters)) order by r.effect, r.sort limit 1;
  if v_matter.effect = 'criminal' then v_answer := 'ask'; v_why := 'criminal';
  elsif v_mark.effect = 'free' then v_answer := 'yes'; v_why := 'free';
  elsif v_matter.effect = 'open' then
    v_answer := case when p_income = 'enough' and v_mark.code is null then 'no' else 'ask' end;
    v_why := case v_answer when 'no' then 'not_listed' else 'open' end;
  elsif v_mark.effect = 'proved' then v_answer := 'yes'; v_why := 'proved';
  else
    v_answer := case p_income when 'low' then 'yes' when 'unsure' then 'ask' else 'no' end;
    v_why := case p_income when 'low' then 'need' when 'unsure' then 'means' else 'enough' end;
  end if;
  return query select v_answer, v_why, (select jsonb_agg(jsonb_build_object('name', r.name, 'name_en', r.name_en, 'basis', r.basis, 'basis_en', r.basis_en) order by r.question)
    from app.aid_rules r where r.code in (v_matter.code, v_mark.code));
end $$;

create function api.aid_questions()
returns setof api.aid_question language sql stable security invoker set search_path = '' as $$ select * from app.aid_questions() $$;
create function api.check_aid(matter text, income text, marks text[] default '{}')
returns setof api.aid_answer language sql stable security invoker set search_path = '' as $$ select * from app.check_aid(matter, income, marks) $$;
comment on function api.aid_questions is 'Anybody: the questions of the legal aid check.';
comment on function api.check_aid is 'Anybody: whether legal aid is likely. income: low, unsure or enough. Nothing is stored.';
grant execute on function app.aid_questions(), api.aid_questions(), app.check_aid(text, text, text[]), api.check_aid(text, text, text[])
to anon, authenticated;
