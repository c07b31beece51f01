-- Signing: each party on their own phone or on paper; then the mediator, then the stamp.
-- With the last of them the agreement takes effect, from that day on.

-- The strokes of a drawn signature: lists of points [x, y], both from 0 to 1000.
create function app.clean_strokes(p_strokes jsonb) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_stroke jsonb;
  v_point jsonb;
  v_points int := 0;
  v_wrong boolean := jsonb_typeof(p_strokes) is distinct from 'array';
begin
  if p_strokes is null or p_strokes = 'null' or p_strokes = '[]' then perform app.refuse('field_required', '{"field": "strokes"}'); end if;
  if not v_wrong then
    if length(p_strokes::text) > 80000 or jsonb_array_length(p_strokes) > 100 then
      perform app.refuse('field_too_long', '{"field": "strokes", "max": 5000}');
    end if;
    for v_stroke in select * from jsonb_array_elements(p_strokes) loop
      v_wrong := v_wrong or jsonb_typeof(v_stroke) <> 'array';
      exit when v_wrong;
      for v_point in select * from jsonb_array_elements(v_stroke) loop
        v_wrong := v_wrong or jsonb_typeof(v_point) <> 'array';
        exit when v_wrong;
        v_wrong := jsonb_array_length(v_point) <> 2 or jsonb_typeof(v_point -> 0) <> 'number' or jsonb_typeof(v_point -> 1) <> 'number';
        exit when v_wrong;
        v_wrong := (v_point ->> 0)::numeric not between 0 and 1000 or (v_point ->> 1)::numeric not between 0 and 1000;
        v_points := v_points + 1;
      end loop;
    end loop;
  end if;
  if v_wrong then perform app.refuse('invalid_value', '{"field": "strokes"}'); end if;
  -- A dot is not a signature.
  if v_points < 6 then perform app.refuse('field_too_short', '{"field": "strokes", "min": 6}'); end if;
  return p_strokes::text;
end $$;

-- The agreement takes effect when everybody has signed and it is stamped; returns the day, null before.
create function app.settle_paper(p_paper uuid) returns date
language plpgsql volatile set search_path = '' as $$
declare
  v_day date;
  v_case uuid;
begin
  update app.agreement_papers p set in_force_on = app.today()
  where p.id = p_paper and p.mediator_signed_at is not null and p.stamped_at is not null
    and not exists (select 1 from app.agreement_signatures s where s.paper_id = p_paper and s.signed_at is null)
  returning in_force_on, case_id into v_day, v_case;
  if v_day is not null then
    perform app.send_message(v_case, s.party_id, 'agreement_in_force', '{}', p_paper) from app.agreement_signatures s where s.paper_id = p_paper;
  end if;
  return v_day;
end $$;

create function app.same_name(p_one text, p_other text) returns boolean
language sql immutable set search_path = '' as $$
  select regexp_replace(lower(normalize(p_one, nfkc)), '[[:space:]·•．.]', '', 'g') = regexp_replace(lower(normalize(p_other, nfkc)), '[[:space:]·•．.]', '', 'g')
$$;

create function app.sign_agreement(p_request uuid, p_number text, p_code text, p_paper uuid, p_sha256 text, p_name text, p_strokes jsonb)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'paper', p_paper, 'sha256', p_sha256, 'name', p_name, 'strokes', p_strokes);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'sign_agreement', v_args);
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
  v_paper app.agreement_papers;
  v_signature app.agreement_signatures;
  v_strokes text;
begin
  if v_credential_holder.case_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  if p_paper is null then perform app.refuse('field_required', '{"field": "paper_id"}'); end if;
  perform app.check_stage(v_credential_holder.case_id, array['mediating']);
  select s.* into v_signature from app.agreement_signatures s join app.agreement_papers p on p.id = s.paper_id
  where s.paper_id = p_paper and s.party_id = v_credential_holder.party_id and p.case_id = v_credential_holder.case_id;
  if v_signature.paper_id is null then perform app.refuse('record_not_found', '{"field": "paper_id"}', 'PT404'); end if;
  select * into v_paper from app.agreement_papers where id = p_paper for update;
  if v_signature.signed_at is not null then perform app.refuse('signed_before', '{}', 'PT409'); end if;
  if v_paper.discarded_at is not null or v_paper.sha256 is distinct from lower(p_sha256) then perform app.refuse('paper_changed', '{}', 'PT409'); end if;
  if v_paper.way = 'paper' then perform app.refuse('paper_only', '{}', 'PT409'); end if;
  if not coalesce(app.same_name(app.clean_text(p_name, 'name', 1, 80),
      (select app.unseal(name) from app.parties_private where party_id = v_credential_holder.party_id)), false) then
    perform app.refuse('name_differs', '{"field": "name"}');
  end if;
  v_strokes := app.clean_strokes(p_strokes);
  update app.agreement_signatures set signed_at = now(), way = 'phone', strokes = app.seal(v_strokes)
  where paper_id = p_paper and party_id = v_credential_holder.party_id;
  perform app.finish_side('sign_agreement', v_credential_holder.case_id, jsonb_build_object('side', v_credential_holder.side, 'no', v_paper.no, 'sha256', v_paper.sha256,
    'way', 'phone', 'in_force_on', app.settle_paper(p_paper)), p_request, v_args);
  return query select c.status from app.cases c where c.id = v_credential_holder.case_id;
end $$;

-- Locks the current text of a case for a step of the organisation.
create function app.open_paper(p_verb text, p_paper uuid, p_version int) returns app.agreement_papers
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_paper app.agreement_papers;
begin
  perform app.open_record(p_verb, (select case_id from app.agreement_papers where id = p_paper), 'paper_id', p_paper, p_version);
  select * into v_paper from app.agreement_papers where id = p_paper for update;
  perform app.check_version(v_paper.version, p_version);
  if v_paper.discarded_at is not null or v_paper.in_force_on is not null then perform app.refuse('no_paper', '{}', 'PT409'); end if;
  return v_paper;
end $$;

-- The mediator records a signature on paper after seeing it.
create function app.record_paper_signature(p_paper uuid, p_version int, p_request uuid, p_party uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('paper', p_paper, 'version', p_version, 'party', p_party);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'record_paper_signature', v_args);
  v_paper app.agreement_papers;
  v_signed timestamptz;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_paper := app.open_paper('record_paper_signature', p_paper, p_version);
  if p_party is null then perform app.refuse('field_required', '{"field": "party_id"}'); end if;
  select signed_at into v_signed from app.agreement_signatures where paper_id = p_paper and party_id = p_party;
  if not found then perform app.refuse('party_not_found', '{"field": "party_id"}', 'PT404'); end if;
  if v_signed is not null then perform app.refuse('signed_before', '{"field": "party_id"}', 'PT409'); end if;
  update app.agreement_signatures set signed_at = now(), way = 'paper', recorded_by_name = (select name from app.staff where id = auth.uid())
  where paper_id = p_paper and party_id = p_party;
  update app.agreement_papers set version = version + 1 where id = p_paper;
  return next app.finish_side('record_paper_signature', v_paper.case_id, jsonb_build_object('no', v_paper.no, 'way', 'paper',
    'in_force_on', app.settle_paper(p_paper)), p_request, v_args);
end $$;

create function app.sign_as_mediator(p_paper uuid, p_version int, p_request uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('paper', p_paper, 'version', p_version);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'sign_as_mediator', v_args);
  v_paper app.agreement_papers;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_paper := app.open_paper('sign_as_mediator', p_paper, p_version);
  if v_paper.mediator_signed_at is not null then perform app.refuse('signed_before', '{}', 'PT409'); end if;
  update app.agreement_papers set mediator_signed_at = now(), mediator_name = (select name from app.staff where id = auth.uid()), version = version + 1
  where id = p_paper;
  return next app.finish_side('sign_as_mediator', v_paper.case_id, jsonb_build_object('no', v_paper.no,
    'in_force_on', app.settle_paper(p_paper)), p_request, v_args);
end $$;

create function app.stamp_agreement(p_paper uuid, p_version int, p_request uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('paper', p_paper, 'version', p_version);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'stamp_agreement', v_args);
  v_paper app.agreement_papers;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_paper := app.open_paper('stamp_agreement', p_paper, p_version);
  if v_paper.stamped_at is not null then perform app.refuse('stamped_before', '{}', 'PT409'); end if;
  update app.agreement_papers set stamped_at = now(), stamped_by_name = (select name from app.staff where id = auth.uid()), version = version + 1
  where id = p_paper;
  return next app.finish_side('stamp_agreement', v_paper.case_id, jsonb_build_object('no', v_paper.no,
    'in_force_on', app.settle_paper(p_paper)), p_request, v_args);
end $$;

create function app.discard_agreement(p_paper uuid, p_version int, p_request uuid, p_reason text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('paper', p_paper, 'version', p_version, 'reason', p_reason);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'discard_agreement', v_args);
  v_paper app.agreement_papers;
  v_reason text;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  v_paper := app.open_paper('discard_agreement', p_paper, p_version);
  v_reason := app.clean_text(p_reason, 'reason', 2, 500);
  update app.agreement_papers set discarded_at = now(), discard_reason = v_reason, version = version + 1 where id = p_paper;
  return next app.finish_side('discard_agreement', v_paper.case_id, jsonb_build_object('no', v_paper.no, 'reason', v_reason), p_request, v_args);
end $$;

create type api.agreement_text as (no int, body text, sha256 text, signatures jsonb);
comment on type api.agreement_text is 'A text to be signed, in full, with who signed it and when, and the drawn signatures.';

-- The text with the full names, to print or check; opening it is logged as for api.reveal_party.
create function app.read_agreement(p_paper uuid) returns setof api.agreement_text
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  select c.* into v_case from app.agreement_papers p join app.cases c on c.id = p.case_id where p.id = p_paper;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('record_not_found', '{"field": "paper_id"}', 'PT404'); end if;
  if not (app.is_actor('desk', v_case, v_me) or app.is_actor('mediator', v_case, v_me) or app.is_actor('lead_desk', v_case, v_me)) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  insert into app.party_reveals (party_id, case_id, staff_id, post_id, actor_name, organisation_id, organisation_name, region_code, reason)
  select g.party_id, v_case.id, v_me.staff_id, v_me.id, s.name, o.id, o.name, v_case.region_code, '查看或打印调解协议书'
  from app.agreement_signatures g, app.staff s, app.organisations o
  where g.paper_id = p_paper and s.id = v_me.staff_id and o.id = v_me.organisation_id;
  return query select p.no, app.unseal(p.body), p.sha256,
    (select jsonb_agg(jsonb_build_object('name', app.unseal(v.name), 'side', y.side, 'signed_at', g.signed_at, 'way', g.way,
       'strokes', app.unseal(g.strokes)::jsonb) order by y.created_at, y.id)
     from app.agreement_signatures g join app.parties y on y.id = g.party_id join app.parties_private v on v.party_id = y.id where g.paper_id = p.id)
  from app.agreement_papers p where p.id = p_paper;
end $$;

create function api.sign_agreement(request_id uuid, number text, tracking_code text, paper_id uuid, sha256 text, name text, strokes jsonb)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.sign_agreement(request_id, number, tracking_code, paper_id, sha256, name, strokes) $$;
create function api.record_paper_signature(paper_id uuid, expected_version int, request_id uuid, party_id uuid)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.record_paper_signature(paper_id, expected_version, request_id, party_id) $$;
create function api.sign_as_mediator(paper_id uuid, expected_version int, request_id uuid)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.sign_as_mediator(paper_id, expected_version, request_id) $$;
create function api.stamp_agreement(paper_id uuid, expected_version int, request_id uuid)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.stamp_agreement(paper_id, expected_version, request_id) $$;
create function api.discard_agreement(paper_id uuid, expected_version int, request_id uuid, reason text)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.discard_agreement(paper_id, expected_version, request_id, reason) $$;
create function api.read_agreement(paper_id uuid)
returns setof api.agreement_text language sql volatile security invoker set search_path = '' as $$
  select * from app.read_agreement(paper_id) $$;

comment on function api.sign_agreement is
  'Signing party: signs the text by its digest, with full name and drawn signature. 409 paper_changed, signed_before, paper_only; 422 name_differs.';
comment on function api.record_paper_signature is 'Mediator: records that a party has signed the printed text by hand.';
comment on function api.sign_as_mediator is 'Mediator: signs the text.';
comment on function api.stamp_agreement is 'Lead: puts the organisation''s stamp on the text.';
comment on function api.discard_agreement is
  'Mediator: discards a text that has not taken effect, for a reason of 2–500 characters; its signatures lose their effect.';
comment on function api.read_agreement is
  'Desk, mediator, dispatcher of the lead: the text with full names and signatures; reading it is logged.';

grant execute on function
  app.sign_agreement(uuid, text, text, uuid, text, text, jsonb), api.sign_agreement(uuid, text, text, uuid, text, text, jsonb)
to anon, authenticated;
grant execute on function
  app.record_paper_signature(uuid, int, uuid, uuid), api.record_paper_signature(uuid, int, uuid, uuid),
  app.sign_as_mediator(uuid, int, uuid), api.sign_as_mediator(uuid, int, uuid),
  app.stamp_agreement(uuid, int, uuid), api.stamp_agreement(uuid, int, uuid),
  app.discard_agreement(uuid, int, uuid, text), api.discard_agreement(uuid, int, uuid, text),
  app.read_agreement(uuid), api.read_agreement(uuid)
to authenticated;
