-- A party decides to join, and may change the decision. Nobody is mediated against their will (人民调解法 3, 23).

create type api.party_code as (number text, tracking_code text, status text);
comment on type api.party_code is 'A party''s own number and tracking code, and the stage of the case.';

-- Records a party's decision and the version of the consent text.
create function app.record_consent(p_case uuid, p_party uuid, p_kind text, p_given boolean) returns void
language sql volatile set search_path = '' as $$
  insert into app.party_consents (case_id, party_id, kind, given, version)
  values (p_case, p_party, p_kind, p_given, (app.consent_in_force('party')).version)
$$;

-- Any decision uses up the link; the holder then gets a tracking code of their own to follow the case.
create function app.join_mediation(p_token text, p_request uuid, p_decision text, p_consent text, p_message text,
  p_messages boolean, p_language text)
returns setof api.party_code language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('token', encode(app.token_hash(p_token), 'hex'), 'decision', p_decision, 'consent', p_consent,
    'message', p_message, 'messages', p_messages, 'language', p_language);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'join_mediation', v_args);
  v_link app.party_links;
  v_party app.parties;
  v_code text;
  v_message text;
begin
  if v_done.request_id is not null then
    select * into v_link from app.party_links where token_hash = app.token_hash(p_token);
    return query select c.number, app.tracking_code(p_request, v_link.party_id), v_done.status from app.cases c where c.id = v_link.case_id;
    return;
  end if;
  v_link := app.usable_link(p_token);
  if v_link.id is null then
    perform app.throttle('read_party_link');
    return;
  end if;
  perform 1 from app.cases where id = v_link.case_id for update;
  v_link := app.usable_link(p_token);
  -- When two devices open the link at once, only the first uses it.
  if v_link.id is null then return; end if;
  perform app.check_choice('decision', p_decision, array['agree', 'decline']);
  if coalesce(p_consent, '') = '' then perform app.refuse('consent_required', '{"field": "consent_version"}'); end if;
  if p_consent <> (app.consent_in_force('party')).version then
    perform app.refuse('consent_outdated', '{"field": "consent_version"}');
  end if;
  v_message := app.clean_text(p_message, 'message', 0, 2000);
  perform app.check_choice('language', coalesce(p_language, 'zh-CN'), app.languages());
  select * into v_party from app.parties where id = v_link.party_id;
  v_code := app.tracking_code(p_request, v_party.id);
  insert into app.party_access (party_id, case_id, code_hash) values (v_party.id, v_link.case_id, app.tracking_hash(v_code))
  on conflict (party_id) do update set code_hash = excluded.code_hash, joined_at = now();
  update app.party_links set used_at = now(), version = version + 1 where id = v_link.id;
  perform app.record_consent(v_link.case_id, v_party.id, 'mediation', p_decision = 'agree');
  if p_messages and v_party.phone is not null then
    perform app.want_messages(v_link.case_id, v_party.id, 'sms', null, coalesce(p_language, 'zh-CN'));
  end if;
  if v_message is not null then perform app.store_message(v_link.case_id, v_party.id, 'statement', v_message); end if;
  perform app.finish_side('join_mediation', v_link.case_id, jsonb_build_object('side', v_party.side, 'decision', p_decision),
    p_request, v_args);
  return query select c.number, v_code, c.status from app.cases c where c.id = v_link.case_id;
end $$;

-- A party who joined may stop at any time and come back. The mediator then acts on it with the usual verbs.
create function app.decide_mediation(p_request uuid, p_number text, p_code text, p_decision text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'decision', p_decision);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'decide_mediation', v_args);
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
begin
  if v_credential_holder.case_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  perform app.check_choice('decision', p_decision, array['agree', 'decline']);
  perform app.check_stage(v_credential_holder.case_id, array['accepted', 'dispatched', 'assigned', 'mediating']);
  -- The applicant withdraws the application instead.
  if v_credential_holder.side = 'applicant' and not exists (select 1 from app.party_access where party_id = v_credential_holder.party_id) then
    perform app.refuse('applicant_withdraws', '{}', 'PT409');
  end if;
  perform app.record_consent(v_credential_holder.case_id, v_credential_holder.party_id, 'mediation', p_decision = 'agree');
  perform app.finish_side('decide_mediation', v_credential_holder.case_id, jsonb_build_object('side', v_credential_holder.side, 'decision', p_decision),
    p_request, v_args);
  return query select c.status from app.cases c where c.id = v_credential_holder.case_id;
end $$;

create function api.join_mediation(token text, request_id uuid, decision text, consent_version text, message text default null,
  messages boolean default false, language text default 'zh-CN')
returns setof api.party_code language sql volatile security invoker set search_path = '' as $$
  select * from app.join_mediation(token, request_id, decision, consent_version, message, messages, language) $$;
create function api.decide_mediation(request_id uuid, number text, tracking_code text, decision text)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.decide_mediation(request_id, number, tracking_code, decision) $$;

comment on function api.join_mediation is
  'Holder of a party''s link: agrees or declines, with a message of at most 2000 characters; returns number and own tracking code, no row for a link that has ended.';
comment on function api.decide_mediation is
  'A party who joined: agrees or declines again while the case is open. No row when the pair does not match.';

grant execute on function
  app.join_mediation(text, uuid, text, text, text, boolean, text), api.join_mediation(text, uuid, text, text, text, boolean, text),
  app.decide_mediation(uuid, text, text, text), api.decide_mediation(uuid, text, text, text)
to anon, authenticated;
