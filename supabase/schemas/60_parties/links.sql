-- The other party gets a link to a page that explains mediation, and decides there.
-- The token is random (128 bits), stored as a digest, valid once, expires, and can be revoked. The page shows what the
-- mediator wrote for it and nothing else about the first party: no phone, address, identity number or evidence.

create type api.party_link as (id uuid, token text, party_name text, expires_at timestamptz);
comment on type api.party_link is 'A new link for a party; its token is returned only once.';

create function app.as_party_link(p_id uuid, p_request uuid) returns api.party_link
language sql stable security definer set search_path = '' as $$
  select l.id, app.invitation_token(p_request, l.party_id::text), p.name, l.expires_at
  from app.party_links l join app.parties p on p.id = l.party_id where l.id = p_id
$$;

create function app.invite_party(p_case uuid, p_request uuid, p_party uuid, p_about text, p_shows_name boolean)
returns setof api.party_link language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('case', p_case, 'party', p_party, 'about', p_about, 'shows_name', p_shows_name);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'invite_party', v_args);
  v_party app.parties;
  v_about text;
  v_token text := app.invitation_token(p_request, p_party::text);
  v_id uuid;
begin
  if v_done.request_id is not null then
    return next app.as_party_link((select id from app.party_links where token_hash = app.token_hash(v_token)), p_request);
    return;
  end if;
  perform app.open_side('invite_party', p_case);
  v_party := app.party_of(p_party, p_case);
  -- The applicant follows the case with its own tracking code and needs no link.
  if v_party.id = (select id from app.parties where case_id = p_case and side = 'applicant' order by created_at, id limit 1) then
    perform app.refuse('party_has_code', '{"field": "party_id"}', 'PT409');
  end if;
  v_about := app.clean_text(p_about, 'about', 5, 1000);
  -- A new link ends the earlier one.
  update app.party_links set revoked_at = now(), version = version + 1
  where party_id = p_party and used_at is null and revoked_at is null;
  insert into app.party_links (case_id, party_id, token_hash, about, shows_name, expires_at, created_by_name)
  values (p_case, p_party, app.token_hash(v_token), v_about, coalesce(p_shows_name, false),
    now() + make_interval(days => (app.setting('party_link_days'))::int), (select name from app.staff where id = auth.uid()))
  returning id into v_id;
  if app.setting('party_link_messages') = 'true' then perform app.send_link(p_case, p_party, v_id, v_token); end if;
  perform app.finish_side('invite_party', p_case, jsonb_build_object('side', v_party.side), p_request, v_args);
  return next app.as_party_link(v_id, p_request);
end $$;

create function app.revoke_party_link(p_link uuid, p_version int, p_request uuid)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('link', p_link, 'version', p_version);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'revoke_party_link', v_args);
  v_link app.party_links;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  perform app.open_record('revoke_party_link', (select case_id from app.party_links where id = p_link), 'link_id', p_link, p_version);
  select * into v_link from app.party_links where id = p_link for update;
  perform app.check_version(v_link.version, p_version);
  if v_link.used_at is not null or v_link.revoked_at is not null then perform app.refuse('link_over', '{}', 'PT409'); end if;
  update app.party_links set revoked_at = now(), version = version + 1 where id = p_link;
  return next app.finish_side('revoke_party_link', v_link.case_id, '{}', p_request, v_args);
end $$;

create type api.opened_party_link as (number text, organisation_name text, organisation_phone text, mediator_name text,
  type_name text, type_name_en text, about text, applicant_name text, own_name text, side text, expires_at timestamptz,
  consent_version text, consent_words jsonb, has_phone boolean);
comment on type api.opened_party_link is 'What the holder of a party''s link may read before deciding.';

-- The link of a token that may still be used.
create function app.usable_link(p_token text) returns app.party_links
language sql stable security definer set search_path = '' as $$
  select l from app.party_links l join app.cases c on c.id = l.case_id and c.closed_at is null
  where l.token_hash = app.token_hash(p_token) and l.used_at is null and l.revoked_at is null and l.expires_at > now()
$$;

-- A wrong, used or expired token returns no row and counts as a failed attempt of the address.
create function app.read_party_link(p_token text) returns setof api.opened_party_link
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_link app.party_links := app.usable_link(p_token);
begin
  if v_link.id is null then
    perform app.throttle('read_party_link');
    return;
  end if;
  update app.party_links set opened_at = now() where id = v_link.id and opened_at is null;
  return query
    select c.number, o.name, o.phone, c.mediator_name, t.name, t.name_en, v_link.about,
      case when v_link.shows_name then app.unseal(ar.name) else a.name end, p.name, p.side, v_link.expires_at,
      n.version, n.texts, p.phone is not null
    from app.cases c
    cross join app.consent_in_force('party') n
    join app.organisations o on o.id = c.responsible_organisation_id
    join app.dispute_types t on t.code = c.type_code
    join app.parties p on p.id = v_link.party_id
    left join lateral (select * from app.parties f where f.case_id = c.id and f.side = 'applicant' order by f.created_at, f.id limit 1) a on true
    left join app.parties_private ar on ar.party_id = a.id
    where c.id = v_link.case_id;
end $$;

create function api.invite_party(case_id uuid, request_id uuid, party_id uuid, about text, shows_name boolean default false)
returns setof api.party_link language sql volatile security invoker set search_path = '' as $$
  select * from app.invite_party(case_id, request_id, party_id, about, shows_name) $$;
create function api.revoke_party_link(link_id uuid, expected_version int, request_id uuid)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.revoke_party_link(link_id, expected_version, request_id) $$;
create function api.read_party_link(token text)
returns setof api.opened_party_link language sql volatile security invoker set search_path = '' as $$
  select * from app.read_party_link(token) $$;

comment on function api.invite_party is
  'Desk or lead: makes a one-time link by which a party joins; about describes the dispute for them in 5–1000 characters, shows_name means that the applicant allowed their name to be shown. Errors: party_not_found (404), party_has_code (409).';
comment on function api.revoke_party_link is 'Desk or lead: revokes a link that has not been used.';
comment on function api.read_party_link is 'Anybody: what a party''s link is about; no row for a wrong, used, revoked or expired one.';

grant execute on function
  app.invite_party(uuid, uuid, uuid, text, boolean), api.invite_party(uuid, uuid, uuid, text, boolean),
  app.revoke_party_link(uuid, int, uuid), api.revoke_party_link(uuid, int, uuid)
to authenticated;
grant execute on function app.read_party_link(text), api.read_party_link(text) to anon, authenticated;
