-- The written agreement (人民调解法 28, 29): its text, fixed by a version and a digest.
-- A version is never changed. Once somebody has signed, a new text requires the old version to be discarded with a
-- reason; the signatures stay with it and have no effect.

-- Prevents changes to a text and its signatures.
create function app.keep_paper() returns trigger language plpgsql set search_path = '' as $$
begin
  if app.erasing() then return new; end if;
  if row(new.case_id, new.no, new.facts, new.terms, new.manner, new.amount, new.perform_by, new.way, new.body, new.sha256, new.written_at)
      is distinct from row(old.case_id, old.no, old.facts, old.terms, old.manner, old.amount, old.perform_by, old.way, old.body, old.sha256, old.written_at)
      or old.in_force_on is not null then
    raise exception using errcode = '42501', message = 'append_only', hint = 'error.append_only';
  end if;
  return new;
end $$;
create trigger agreement_papers_30_keep before update on app.agreement_papers for each row execute function app.keep_paper();
create trigger agreement_papers_31_append_only before delete on app.agreement_papers for each row execute function app.refuse_change();
create trigger agreement_signatures_30_append_only before update on app.agreement_signatures
  for each row when (old.signed_at is not null) execute function app.refuse_change();
create trigger agreement_signatures_31_append_only before delete on app.agreement_signatures for each row execute function app.refuse_change();

-- Agreements about personal status may not be signed electronically (电子签名法 3); the rule comes from the type or its
-- first-level type.
create function app.paper_only(p_type text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(bool_or(t.paper_only), false) from app.dispute_types t
  where t.code = p_type or t.code = (select parent_code from app.dispute_types where code = p_type)
$$;

-- The whole text in the form in which it is signed.
create function app.agreement_body(p_case app.cases, p_paper app.agreement_papers, p_signers uuid[]) returns text
language sql stable security definer set search_path = '' as $$
  select concat_ws(E'\n', '调解协议书', '案件编号：' || p_case.number || '（第' || p_paper.no || '稿）', '调解组织：' || p_paper.organisation_name,
    (select string_agg(case p.side when 'applicant' then '申请人' when 'respondent' then '被申请人' when 'agent' then '代理人'
        when 'guardian' then '监护人' else '第三人' end || '：' || app.unseal(v.name), E'\n' order by p.created_at, p.id)
     from app.parties p join app.parties_private v on v.party_id = p.id where p.id = any (p_signers)),
    E'\n一、纠纷简况', p_paper.facts, E'\n二、经调解，各方自愿达成如下协议', p_paper.terms,
    E'\n三、履行', '履行方式：' || p_paper.manner, '履行金额：' || to_char(p_paper.amount, 'FM999999999990.00') || '元',
    '履行期限：' || to_char(p_paper.perform_by, 'YYYY"年"FMMM"月"FMDD"日"') || '前',
    E'\n本协议自各方当事人签名、调解员签名并加盖调解组织印章之日起生效。各方应当按照约定履行。')
$$;

create function app.write_agreement(p_case uuid, p_request uuid, p_facts text, p_terms text, p_manner text, p_amount numeric,
  p_perform_by date, p_way text, p_signers uuid[])
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'facts', p_facts, 'terms', p_terms, 'manner', p_manner, 'amount', p_amount,
    'perform_by', p_perform_by, 'way', p_way, 'signers', p_signers);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'write_agreement', v_args);
  v_case app.cases;
  v_paper app.agreement_papers;
  v_old app.agreement_papers;
  v_signers uuid[];
  v_body text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_case := app.open_side('write_agreement', p_case);
  select * into v_old from app.agreement_papers where case_id = p_case and discarded_at is null for update;
  if v_old.id is not null then
    if v_old.mediator_signed_at is not null or exists (select 1 from app.agreement_signatures where paper_id = v_old.id and signed_at is not null) then
      perform app.refuse('paper_signed', '{}', 'PT409');
    end if;
    update app.agreement_papers set discarded_at = now(), discard_reason = 'rewritten', version = version + 1 where id = v_old.id;
  end if;
  v_paper.facts := app.clean_text(p_facts, 'facts', 5, 2000);
  v_paper.terms := app.clean_text(p_terms, 'terms', 5, 5000);
  v_paper.manner := app.clean_text(p_manner, 'manner', 0, 500);
  perform app.check_amount(p_amount);
  if p_perform_by < app.today() then perform app.refuse('date_in_past', '{"field": "perform_by"}'); end if;
  if p_perform_by > app.today() + 36525 then perform app.refuse('invalid_value', '{"field": "perform_by"}'); end if;
  v_paper.amount := p_amount;
  v_paper.perform_by := p_perform_by;
  perform app.check_choice('way', coalesce(p_way, 'phone'), app.signing_ways());
  v_paper.way := case when app.paper_only(v_case.type_code) then 'paper' else coalesce(p_way, 'phone') end;
  v_signers := coalesce(p_signers, array(select id from app.parties where case_id = p_case and side in ('applicant', 'respondent')));
  if cardinality(v_signers) not between 2 and 200 then perform app.refuse('two_must_sign', '{"field": "signer_ids"}'); end if;
  if exists (select 1 from unnest(v_signers) x where not exists (select 1 from app.parties p where p.id = x and p.case_id = p_case)) then
    perform app.refuse('party_not_found', '{"field": "signer_ids"}', 'PT404');
  end if;
  v_paper.no := (select coalesce(max(no), 0) + 1 from app.agreement_papers where case_id = p_case);
  v_paper.organisation_name := (select name from app.organisations where id = v_case.lead_organisation_id);
  v_body := app.agreement_body(v_case, v_paper, v_signers);
  insert into app.agreement_papers (case_id, no, facts, terms, manner, amount, perform_by, way, body, sha256, written_by_name, organisation_name)
  values (p_case, v_paper.no, v_paper.facts, v_paper.terms, v_paper.manner, v_paper.amount, v_paper.perform_by, v_paper.way,
    app.seal(v_body), encode(extensions.digest(convert_to(v_body, 'UTF8'), 'sha256'), 'hex'),
    (select name from app.staff where id = auth.uid()), v_paper.organisation_name)
  returning * into v_paper;
  insert into app.agreement_signatures (paper_id, party_id) select distinct v_paper.id, x from unnest(v_signers) x;
  perform app.send_message(p_case, x, 'agreement_ready', '{}', v_paper.id) from unnest(v_signers) x;
  return next app.finish_side('write_agreement', p_case, jsonb_build_object('no', v_paper.no, 'sha256', v_paper.sha256, 'way', v_paper.way),
    p_request, v_args);
end $$;

create function api.write_agreement(case_id uuid, request_id uuid, facts text, terms text, manner text default null, amount numeric default null,
  perform_by date default null, way text default 'phone', signer_ids uuid[] default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.write_agreement(case_id, request_id, facts, terms, manner, amount, perform_by, way, signer_ids) $$;
comment on function api.write_agreement is
  'Mediator: fixes a text to be signed: facts of 5–2000 and terms of 5–5000 characters, manner, amount, date; the signers are all applicants and respondents unless named. Always on paper for disputes about personal status. 409 paper_signed.';
grant execute on function
  app.write_agreement(uuid, uuid, text, text, text, numeric, date, text, uuid[]), api.write_agreement(uuid, uuid, text, text, text, numeric, date, text, uuid[])
to authenticated;
