-- The parties' side: holders of tracking codes, what staff may do for the parties, and the history of both.
-- The applicant holds number and tracking code; another party joins by a link and gets a code of their own. A pair that
-- does not match reveals nothing and counts as a failed attempt of the address. The history records what the parties
-- do, not the texts that they write.

-- Identifies who holds a number and a code: the case, the party, the side.
create type app.credential_holder as (case_id uuid, party_id uuid, side text);

-- Every function for holders looks the pair up here, so that guessing costs a proof of work in each of them.
create function app.find_credential_holder(p_number text, p_code text) returns app.credential_holder
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hash bytea := app.tracking_hash(p_code);
  v_case app.cases;
  v_credential_holder app.credential_holder;
begin
  if coalesce(p_number, '') = '' then perform app.refuse('field_required', '{"field": "number"}'); end if;
  if coalesce(p_code, '') = '' then perform app.refuse('field_required', '{"field": "tracking_code"}'); end if;
  perform app.require_proof('track_case');
  select * into v_case from app.cases where number = regexp_replace(normalize(left(p_number, 100), nfkc), '[^0-9-]', '', 'g');
  -- Comparing digests keeps the response time from revealing anything about the code.
  if v_case.tracking_hash = v_hash then
    select v_case.id, p.id, p.side into v_credential_holder from app.parties p
    where p.case_id = v_case.id and p.side = 'applicant' order by p.created_at, p.id limit 1;
  else
    select v_case.id, p.id, p.side into v_credential_holder from app.party_access a join app.parties p on p.id = a.party_id
    where a.case_id = v_case.id and a.code_hash = v_hash;
  end if;
  return v_credential_holder;
end $$;

-- The same for a verb: a pair that does not match counts against the address, and one that matches locks the case. After
-- a merge the dispute continues under the number of the remaining case.
create function app.open_credential_holder(p_number text, p_code text) returns app.credential_holder
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_credential_holder app.credential_holder := app.find_credential_holder(p_number, p_code);
begin
  if v_credential_holder.case_id is null then
    perform app.throttle('track_case');
    return null;
  end if;
  perform 1 from app.cases where id = v_credential_holder.case_id for update;
  return v_credential_holder;
end $$;

-- Raises not_possible_now when the case's stage no longer allows a step of the parties.
create function app.check_stage(p_case uuid, p_statuses text[]) returns app.cases
language plpgsql stable security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.status <> all (p_statuses) then
    perform app.refuse('not_possible_now', jsonb_build_object('status', v_case.status), 'PT409');
  end if;
  return v_case;
end $$;

-- The code of what prevents a step apart from the stage; null when nothing does.
create function app.side_obstacle(p_verb text, p_case app.cases) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return case
    when p_case.erased_at is not null then 'erased'
    when p_verb in ('plan_session', 'write_agreement') and 'suspended' = any (p_case.flags) then 'suspended_now'
    when p_verb = 'answer_question' and not exists (
      select 1 from app.party_messages where case_id = p_case.id and kind = 'question' and answered_at is null) then 'no_question'
    when p_verb in ('discard_agreement', 'sign_as_mediator', 'stamp_agreement', 'record_paper_signature') and not exists (
      select 1 from app.agreement_papers where case_id = p_case.id and discarded_at is null and in_force_on is null) then 'no_paper'
    when p_verb = 'add_paper_photos' and not exists (
      select 1 from app.agreement_papers where case_id = p_case.id and discarded_at is null) then 'no_paper'
    when p_verb in ('move_session', 'cancel_session') and not exists (
      select 1 from app.planned_sessions where case_id = p_case.id and cancelled_at is null and starts_at > now()) then 'no_plan'
  end;
end $$;

create function app.side_actions(p_case app.cases, p_me app.posts) returns setof text
language sql stable security definer set search_path = '' as $$
  select v.verb from app.side_verbs v
  where (v.stages is null or p_case.status = any (v.stages)) and app.is_actor(v.who, p_case, p_me)
    and app.side_obstacle(v.verb, p_case) is null
  group by v.verb order by min(v.sort)
$$;

-- Locks a case for a step; checks in the same order as app.open_case.
create function app.open_side(p_verb text, p_case uuid) returns app.cases
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
  v_obstacle text;
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_case is null then perform app.refuse('field_required', '{"field": "case_id"}'); end if;
  select * into v_case from app.cases where id = p_case for update;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('case_not_found', '{}', 'PT404'); end if;
  if not exists (select 1 from app.side_verbs v where v.verb = p_verb and app.is_actor(v.who, v_case, v_me)) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  if not exists (select 1 from app.side_verbs v where v.verb = p_verb and (v.stages is null or v_case.status = any (v.stages))) then
    perform app.refuse('not_possible_now', jsonb_build_object('status', v_case.status), 'PT409');
  end if;
  v_obstacle := app.side_obstacle(p_verb, v_case);
  if v_obstacle is not null then perform app.refuse(v_obstacle, jsonb_build_object('status', v_case.status), 'PT409'); end if;
  return v_case;
end $$;
comment on function app.open_side is
  'Locks a case for a step on the parties'' side. Errors: case_not_found, refused, not_possible_now, or the code of what prevents the step.';

-- Locks the case of a record with its own version (a link, a planned session, a question, an agreement text). A record
-- of a case that the caller may not read is reported as not found.
create function app.open_record(p_verb text, p_case uuid, p_field text, p_id uuid, p_expected int) returns app.cases
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  if (app.my_post()).id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_id is null then perform app.refuse('field_required', jsonb_build_object('field', p_field)); end if;
  if p_expected is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('record_not_found', jsonb_build_object('field', p_field), 'PT404');
  end if;
  return app.open_side(p_verb, p_case);
end $$;

create function app.check_version(p_version int, p_expected int) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_version <> p_expected then perform app.refuse('stale_record', jsonb_build_object('version', p_version), 'PT409'); end if;
end $$;

-- Saves the case and writes the history event of a step by either side.
create function app.finish_side(p_verb text, p_case uuid, p_payload jsonb, p_request uuid, p_args jsonb) returns api.verb_result
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  v_case := app.save_case(v_case);
  return app.finish_verb(p_verb, v_case.status, v_case, p_payload, p_request, p_args);
end $$;

-- A party of the case, masked; raises an error for a party of another case.
create function app.party_of(p_party uuid, p_case uuid) returns app.parties
language plpgsql stable security definer set search_path = '' as $$
declare
  v_party app.parties;
begin
  if p_party is null then perform app.refuse('field_required', '{"field": "party_id"}'); end if;
  select * into v_party from app.parties where id = p_party and case_id = p_case;
  if v_party.id is null then perform app.refuse('party_not_found', '{"field": "party_id"}', 'PT404'); end if;
  return v_party;
end $$;

create function app.consented(p_party uuid, p_kind text) returns boolean
language sql stable security definer set search_path = '' as $$
  select given from app.party_consents where party_id = p_party and kind = p_kind order by id desc limit 1
$$;
