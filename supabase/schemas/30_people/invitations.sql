-- Invitations: a one-time link, so that no mail server is needed.
-- An administrator hands over a link or its QR code. The token is random (128 bits), stored as a digest, and expires.
-- Whoever opens it chooses a password, signs up and accepts; signing up alone grants nothing.

create policy "administrators read invitations of their part" on app.invitations for select to authenticated
  using (coalesce((select app.my_role()) = 'administrator' and (organisation_id = (select app.my_organisation())
    or exists (select 1 from app.organisations o where o.id = organisation_id and starts_with(o.region_code, (select app.my_scope())))), false));
grant select (id, purpose, staff_id, name, account, organisation_id, role, valid_to, expires_at, created_by_name, created_at,
  accepted_at, revoked_at, version) on app.invitations to authenticated;

create view api.invitations with (security_invoker = true) as
  select i.id, i.purpose, i.staff_id, i.name, i.account, i.organisation_id, o.name as organisation_name, o.region_code,
    i.role, i.valid_to, i.expires_at, i.created_by_name, i.created_at, i.accepted_at, i.version,
    case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked'
      when i.expires_at < now() then 'expired' else 'open' end as state
  from app.invitations i left join app.organisations o on o.id = i.organisation_id;
comment on view api.invitations is
  'Invitations made within the caller''s reach: person, post, expiry; state open, accepted, revoked or expired.';
grant select on api.invitations to authenticated;

create type api.invitation_link as (id uuid, account text, name text, token text, expires_at timestamptz);
comment on type api.invitation_link is 'A new link; its token is returned only once.';

-- Derived from the request id, so that a repeated request returns the same token although only its digest is stored.
create function app.invitation_token(p_request uuid, p_account text) returns text
language sql stable security definer set search_path = '' as $$
  select encode(substr(extensions.hmac(convert_to('invitation|' || p_request::text || '|' || p_account, 'UTF8'),
    (select value from app.secrets where name = 'tracking'), 'sha256'), 1, 16), 'hex')
$$;
create function app.token_hash(p_token text) returns bytea
language sql immutable set search_path = '' as $$
  select extensions.digest(lower(regexp_replace(left(coalesce(p_token, ''), 100), '[^0-9a-fA-F]', '', 'g')), 'sha256')
$$;

create function app.check_account(p_account text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_account text := lower(app.clean_text(normalize(coalesce(p_account, ''), nfkc), 'account', 2, 40));
begin
  if v_account !~ '^[a-z0-9][a-z0-9._-]{1,39}$' then perform app.refuse('invalid_account', '{"field": "account"}'); end if;
  return v_account;
end $$;

create function app.check_post_end(p_valid_to date) returns void
language plpgsql stable set search_path = '' as $$
begin
  if p_valid_to < app.today() then perform app.refuse('date_in_past', '{"field": "valid_to"}'); end if;
  if p_valid_to > app.today() + 36525 then perform app.refuse('invalid_value', '{"field": "valid_to"}'); end if;
end $$;

-- Stores an invitation to a post; the caller has already checked rights and organisation.
create function app.store_invitation(p_request uuid, p_name text, p_account text, p_organisation uuid, p_role text, p_valid_to date)
returns app.invitations language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.invitations;
begin
  v_row.name := app.clean_text(p_name, 'name', 2, 40);
  v_row.account := app.check_account(p_account);
  perform app.check_choice('role', p_role, app.roles());
  perform app.check_post_end(p_valid_to);
  if exists (select 1 from app.staff where account = v_row.account) then
    perform app.refuse('account_taken', '{"field": "account"}', 'PT409');
  end if;
  update app.invitations set revoked_at = now(), version = version + 1
  where account = v_row.account and purpose = 'join' and accepted_at is null and revoked_at is null and expires_at < now();
  if exists (select 1 from app.invitations where account = v_row.account and purpose = 'join' and accepted_at is null and revoked_at is null) then
    perform app.refuse('account_invited', '{"field": "account"}', 'PT409');
  end if;
  insert into app.invitations (purpose, name, account, organisation_id, role, valid_to, token_hash, expires_at, created_by, created_by_name)
  values ('join', v_row.name, v_row.account, p_organisation, p_role, p_valid_to,
    app.token_hash(app.invitation_token(p_request, v_row.account)),
    now() + make_interval(days => (app.setting('invitation_days'))::int), (app.my_post()).staff_id,
    (select name from app.staff where id = (app.my_post()).staff_id))
  returning * into v_row;
  return v_row;
end $$;

create function app.as_link(p_id uuid, p_request uuid) returns api.invitation_link
language sql stable security definer set search_path = '' as $$
  select i.id, i.account, i.name, app.invitation_token(p_request, i.account), i.expires_at from app.invitations i where i.id = p_id
$$;

create function app.invite(p_request uuid, p_name text, p_account text, p_organisation uuid, p_role text, p_valid_to date)
returns setof api.invitation_link language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('name', p_name, 'account', p_account, 'organisation', p_organisation, 'role', p_role, 'valid_to', p_valid_to);
  v_done jsonb := app.changed_before(p_request, 'invite', v_args);
  v_organisation app.organisations;
  v_row app.invitations;
begin
  if v_done is not null then return next app.as_link((v_done ->> 'id')::uuid, p_request); return; end if;
  perform app.require_administrator();
  v_organisation := app.organisation_to_staff(p_organisation);
  v_row := app.store_invitation(p_request, p_name, p_account, p_organisation, p_role, p_valid_to);
  perform app.write_change('invite', 'invitation', v_row.id::text, v_row.name, p_organisation, v_organisation.region_code,
    jsonb_build_object('account', v_row.account, 'role', p_role, 'valid_to', p_valid_to), p_request, v_args,
    jsonb_build_object('id', v_row.id, 'version', 1));
  return next app.as_link(v_row.id, p_request);
end $$;

-- A reset link for an existing person; it expires sooner than an invitation to a post.
create function app.invite_reset(p_staff uuid, p_version int, p_request uuid)
returns setof api.invitation_link language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('staff', p_staff, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, 'invite_reset', v_args);
  v_staff app.staff;
  v_organisation app.organisations;
  v_id uuid;
begin
  if v_done is not null then return next app.as_link((v_done ->> 'id')::uuid, p_request); return; end if;
  v_staff := app.open_staff(p_staff, p_version);
  select o.* into v_organisation from app.posts p join app.organisations o on o.id = p.organisation_id
  where p.staff_id = p_staff order by coalesce(p.valid_to, 'infinity'::date) desc, p.valid_from, p.id limit 1;
  update app.invitations set revoked_at = now(), version = version + 1
  where staff_id = p_staff and purpose = 'reset' and accepted_at is null and revoked_at is null;
  insert into app.invitations (purpose, staff_id, name, account, organisation_id, token_hash, expires_at, created_by, created_by_name)
  values ('reset', p_staff, v_staff.name, v_staff.account, v_organisation.id,
    app.token_hash(app.invitation_token(p_request, v_staff.account)),
    now() + make_interval(hours => (app.setting('reset_hours'))::int), (app.my_post()).staff_id,
    (select name from app.staff where id = (app.my_post()).staff_id))
  returning id into v_id;
  perform app.write_change('invite_reset', 'staff', p_staff::text, v_staff.name, v_organisation.id, v_organisation.region_code,
    '{}', p_request, v_args, jsonb_build_object('id', v_id, 'version', 1));
  return next app.as_link(v_id, p_request);
end $$;

-- Locks an invitation that the caller may revoke or renew.
create function app.open_invitation(p_id uuid, p_version int) returns app.invitations
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.invitations;
begin
  perform app.require_administrator();
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_row from app.invitations where id = p_id for update;
  if v_row.id is null or not app.administers(v_row.organisation_id) then
    perform app.refuse('invitation_not_found', '{"field": "invitation_id"}', 'PT404');
  end if;
  if v_row.accepted_at is not null then perform app.refuse('invitation_used', '{}', 'PT409'); end if;
  if v_row.version <> p_version then
    perform app.refuse('stale_record', jsonb_build_object('version', v_row.version), 'PT409');
  end if;
  return v_row;
end $$;

create function app.revoke_invitation(p_id uuid, p_version int, p_request uuid)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('id', p_id, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, 'revoke_invitation', v_args);
  v_row app.invitations;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  v_row := app.open_invitation(p_id, p_version);
  update app.invitations set revoked_at = coalesce(revoked_at, now()), version = version + 1 where id = p_id;
  return next app.as_result(app.write_change('revoke_invitation', 'invitation', p_id::text, v_row.name, v_row.organisation_id,
    (select region_code from app.organisations where id = v_row.organisation_id), jsonb_build_object('account', v_row.account),
    p_request, v_args, jsonb_build_object('id', p_id, 'version', p_version + 1)));
end $$;

-- Replaces a lost or expired link; the old one ends.
create function app.renew_invitation(p_id uuid, p_version int, p_request uuid)
returns setof api.invitation_link language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('id', p_id, 'version', p_version);
  v_done jsonb := app.changed_before(p_request, 'renew_invitation', v_args);
  v_row app.invitations;
begin
  if v_done is not null then return next app.as_link((v_done ->> 'id')::uuid, p_request); return; end if;
  v_row := app.open_invitation(p_id, p_version);
  perform app.organisation_to_staff(v_row.organisation_id);
  if v_row.purpose = 'reset' and not app.administers_person(v_row.staff_id) then
    perform app.refuse('posts_elsewhere', '{}', '42501');
  end if;
  if exists (select 1 from app.invitations where account = v_row.account and purpose = 'join' and id <> p_id
             and accepted_at is null and revoked_at is null)
      or v_row.purpose = 'join' and exists (select 1 from app.staff where account = v_row.account) then
    perform app.refuse('account_taken', '{"field": "account"}', 'PT409');
  end if;
  update app.invitations set revoked_at = null, version = version + 1,
    token_hash = app.token_hash(app.invitation_token(p_request, account)),
    expires_at = now() + case purpose when 'join' then make_interval(days => (app.setting('invitation_days'))::int)
      else make_interval(hours => (app.setting('reset_hours'))::int) end,
    created_by = (app.my_post()).staff_id, created_by_name = (select name from app.staff where id = (app.my_post()).staff_id)
  where id = p_id;
  perform app.write_change('renew_invitation', 'invitation', p_id::text, v_row.name, v_row.organisation_id,
    (select region_code from app.organisations where id = v_row.organisation_id), jsonb_build_object('account', v_row.account),
    p_request, v_args, jsonb_build_object('id', p_id, 'version', p_version + 1));
  return next app.as_link(p_id, p_request);
end $$;

create function api.invite(request_id uuid, name text, account text, organisation_id uuid, role text, valid_to date default null)
returns setof api.invitation_link language sql volatile security invoker set search_path = '' as $$
  select * from app.invite(request_id, name, account, organisation_id, role, valid_to) $$;
create function api.invite_reset(staff_id uuid, expected_version int, request_id uuid)
returns setof api.invitation_link language sql volatile security invoker set search_path = '' as $$
  select * from app.invite_reset(staff_id, expected_version, request_id) $$;
create function api.revoke_invitation(invitation_id uuid, expected_version int, request_id uuid)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.revoke_invitation(invitation_id, expected_version, request_id) $$;
create function api.renew_invitation(invitation_id uuid, expected_version int, request_id uuid)
returns setof api.invitation_link language sql volatile security invoker set search_path = '' as $$
  select * from app.renew_invitation(invitation_id, expected_version, request_id) $$;

comment on function api.invite is
  'Administrator: invites a person to a post; returns the one-time token. Errors: account_taken, account_invited (409), outside_scope (42501).';
comment on function api.invite_reset is
  'Administrator: makes a one-time link for a new password. Errors: own_account, posts_elsewhere (42501).';
comment on function api.revoke_invitation is 'Administrator: revokes an invitation.';
comment on function api.renew_invitation is 'Administrator: makes a new link for an invitation that was lost, revoked or has expired.';

grant execute on function
  app.invite(uuid, text, text, uuid, text, date), api.invite(uuid, text, text, uuid, text, date),
  app.invite_reset(uuid, int, uuid), api.invite_reset(uuid, int, uuid),
  app.revoke_invitation(uuid, int, uuid), api.revoke_invitation(uuid, int, uuid),
  app.renew_invitation(uuid, int, uuid), api.renew_invitation(uuid, int, uuid)
to authenticated;
