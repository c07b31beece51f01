-- Chapter 19 · Invitations: a one-time link instead of a mail server
-- An administrator hands over a link or its QR code. The token is random (128 bits), stored as a digest, and ends. Who
-- opens it chooses a password, signs up, and accepts; signing up alone gives nothing.

create table app.invitations (
  id uuid not null default gen_random_uuid(),
  -- join: a new person; reset: a new password for a known one.
  purpose text not null,
  staff_id uuid,
  name text not null,
  account text not null,
  organisation_id uuid not null,
  role text,
  valid_to date,
  token_hash bytea not null,
  expires_at timestamptz not null,
  created_by uuid,
  created_by_name text,
  created_at timestamptz not null default now(),
  accepted_at timestamptz,
  accepted_by uuid,
  revoked_at timestamptz,
  version int not null default 1,
  constraint invitations_pkey primary key (id),
  constraint invitations_token unique (token_hash),
  constraint invitations_purpose check (purpose in ('join', 'reset')),
  constraint invitations_complete check (case purpose when 'join' then role is not null and staff_id is null else staff_id is not null end),
  constraint invitations_role check (role in ('administrator', 'dispatcher', 'mediator', 'leader', 'reporter')),
  constraint invitations_staff foreign key (staff_id) references app.staff (id) on delete restrict,
  constraint invitations_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict,
  constraint invitations_creator foreign key (created_by) references app.staff (id) on delete restrict,
  constraint invitations_accepter foreign key (accepted_by) references app.staff (id) on delete restrict
);
comment on table app.invitations is 'One-time links by which people join or get a new password; only the digest of the token is kept.';
create unique index invitations_one_open on app.invitations (account) where purpose = 'join' and accepted_at is null and revoked_at is null;
create index invitations_staff_id on app.invitations (staff_id);
create index invitations_organisation_id on app.invitations (organisation_id, created_at desc);
create index invitations_created_by on app.invitations (created_by);
create index invitations_accepted_by on app.invitations (accepted_by);
create index invitations_created_at on app.invitations (created_at desc, id);

alter table app.invitations enable row level security;
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
comment on view api.invitations is 'Invitations of the caller''s part: who, for which post, until when; state open, accepted, revoked or expired.';
grant select on api.invitations to authenticated;

create type api.invitation_link as (id uuid, account text, name text, token text, expires_at timestamptz);
comment on type api.invitation_link is 'A fresh link: its token is shown now and never again.';

-- Derived from the request, so that the same request finds the same token although only its digest is kept.
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

-- Stores an invitation to a post; rights and organisation have been checked.
create function app.store_invitation(p_request uuid, p_name text, p_account text, p_organisation uuid, p_role text, p_valid_to date)
returns app.invitations language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.invitations;
begin
  v_row.name := app.clean_text(p_name, 'name', 2, 40);
  v_row.account := app.check_account(p_account);
  perform app.check_choice('role', p_role, array['administrator', 'dispatcher', 'mediator', 'leader', 'reporter']);
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

create type api.invitation_verdict as (line int, name text, account text, organisation_name text, role text, error text,
  field text, id uuid, token text, expires_at timestamptz);
comment on type api.invitation_verdict is 'A line of a list of people: its link, or the error and its field. A preview has neither id nor token.';

-- Many at once from a spreadsheet: {"name", "account", "organisation", "role", "valid_to"}, the organisation by its name.
-- Lines that hold are invited, the others answer why not; p_preview only tells.
create function app.invite_many(p_request uuid, p_rows jsonb, p_preview boolean)
returns setof api.invitation_verdict language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('rows', p_rows);
  v_done jsonb := case when not p_preview then app.changed_before(p_request, 'invite_many', v_args) end;
  v_row record;
  v_out api.invitation_verdict;
  v_result jsonb := '[]';
  v_organisation app.organisations;
  v_invitation app.invitations;
  v_detail text;
  v_n int := 0;
begin
  if v_done is not null then
    return query select v.line, v.name, v.account, v.organisation_name, v.role, v.error, v.field, v.id,
      case when v.id is not null then app.invitation_token(p_request, v.account) end, v.expires_at
    from jsonb_populate_recordset(null::api.invitation_verdict, v_done) v;
    return;
  end if;
  perform app.require_administrator();
  perform app.check_rows(p_rows, 200);
  for v_row in select n::int as line, row from jsonb_array_elements(p_rows) with ordinality as r (row, n) loop
    v_out := (v_row.line, left(v_row.row ->> 'name', 100), left(v_row.row ->> 'account', 100), left(v_row.row ->> 'organisation', 100),
      left(v_row.row ->> 'role', 40), null, null, null, null, null);
    begin
      if coalesce(v_row.row ->> 'organisation', '') = '' then perform app.refuse('field_required', '{"field": "organisation"}'); end if;
      select * into v_organisation from app.organisations where name = app.clean_text(v_row.row ->> 'organisation', 'organisation', 1, 80);
      if v_organisation.id is null then
        perform app.refuse('organisation_not_found', '{"field": "organisation"}', 'PT404');
      end if;
      perform app.organisation_to_staff(v_organisation.id);
      v_invitation := app.store_invitation(p_request, v_row.row ->> 'name', v_row.row ->> 'account', v_organisation.id,
        v_row.row ->> 'role', nullif(v_row.row ->> 'valid_to', '')::date);
      v_out.account := v_invitation.account;
      v_out.name := v_invitation.name;
      v_out.id := v_invitation.id;
      v_out.expires_at := v_invitation.expires_at;
      v_n := v_n + 1;
    exception
      -- The refusals that app.refuse raises; anything else is no fault of the line.
      when sqlstate 'PT422' or sqlstate 'PT409' or sqlstate 'PT404' or insufficient_privilege then
        get stacked diagnostics v_detail = pg_exception_detail, v_out.error = message_text;
        v_out.field := coalesce(nullif(v_detail, '')::jsonb ->> 'field', 'name');
      when invalid_datetime_format or datetime_field_overflow then
        v_out.error := 'invalid_value';
        v_out.field := 'valid_to';
    end;
    v_result := v_result || to_jsonb(v_out);
  end loop;
  if p_preview then
    -- Undone as a whole; the verdicts leave by the exception's detail.
    raise exception using errcode = 'EM001', message = 'preview', detail = v_result::text;
  end if;
  if v_n > 0 then
    perform app.write_change('invite_many', 'invitation', p_request::text, (app.who_am_i()).organisation_name,
      app.my_organisation(), (select region_code from app.organisations where id = app.my_organisation()),
      jsonb_build_object('invited', v_n, 'refused', jsonb_array_length(v_result) - v_n,
        'accounts', (select jsonb_agg(v -> 'account') from jsonb_array_elements(v_result) v where v ->> 'id' is not null)),
      p_request, v_args, v_result);
  end if;
  return query select v.line, v.name, v.account, v.organisation_name, v.role, v.error, v.field, v.id,
    case when v.id is not null then app.invitation_token(p_request, v.account) end, v.expires_at
  from jsonb_populate_recordset(null::api.invitation_verdict, v_result) v;
end $$;

-- The same, taken back.
create function app.preview_invitations(p_rows jsonb)
returns setof api.invitation_verdict language plpgsql volatile security definer set search_path = '' as $$
declare
  v_result jsonb;
  v_detail text;
begin
  begin
    perform app.invite_many(gen_random_uuid(), p_rows, true);
  exception when sqlstate 'EM001' then
    get stacked diagnostics v_detail = pg_exception_detail;
    v_result := v_detail::jsonb;
  end;
  return query select v.line, v.name, v.account, v.organisation_name, v.role, v.error, v.field, null::uuid, null::text, null::timestamptz
  from jsonb_populate_recordset(null::api.invitation_verdict, v_result) v;
end $$;

-- A new password for somebody known: a link of its own, shorter-lived.
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

-- Locks an invitation that the caller may withdraw or renew.
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

-- A lost or expired link is replaced: the old one ends.
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

-- The invitation of a token that may still be used; null otherwise. Whoever invited must still be in office: nobody
-- grants a right that they no longer hold. An operator's invitation has no inviter.
create function app.usable_invitation(p_token text) returns app.invitations
language sql stable security definer set search_path = '' as $$
  select i from app.invitations i
  join app.organisations o on o.id = i.organisation_id and o.active
  where i.token_hash = app.token_hash(p_token) and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
    and (i.created_by is null or exists (
      select 1 from app.staff s join app.posts p on p.staff_id = s.id and p.role = 'administrator'
        and app.is_current(p.valid_from, p.valid_to)
      join app.organisations from_o on from_o.id = p.organisation_id and from_o.active
      where s.id = i.created_by and s.active
        and (from_o.id = o.id or from_o.territorial and starts_with(o.region_code, from_o.region_code))))
$$;

create type api.opened_invitation as (purpose text, name text, account text, organisation_name text, role text, expires_at timestamptz);
comment on type api.opened_invitation is 'What the holder of an invitation''s token may know.';

-- A wrong or spent token gives no row and counts against the address.
create function app.read_invitation(p_token text) returns setof api.opened_invitation
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.invitations := app.usable_invitation(p_token);
begin
  if v_row.id is null then
    perform app.throttle('read_invitation');
    return;
  end if;
  return query select v_row.purpose, v_row.name, v_row.account, o.name, v_row.role, v_row.expires_at
    from app.organisations o where o.id = v_row.organisation_id;
end $$;

-- Binds the signed-in user to the post. The account is the local part of the address signed up with: the one proposed,
-- or another if somebody had taken that.
create function app.accept_invitation(p_token text) returns setof api.identity
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.invitations;
  v_account text := split_part((select u.email from auth.users u where u.id = auth.uid()), '@', 1);
begin
  if auth.uid() is null then perform app.refuse('refused', '{}', '42501'); end if;
  select * into v_row from app.invitations where token_hash = app.token_hash(p_token) for update;
  -- The answer may have been lost on the way.
  if v_row.accepted_by = auth.uid() and v_row.purpose = 'join' then return query select * from app.who_am_i(); return; end if;
  v_row := app.usable_invitation(p_token);
  if v_row.id is null or v_row.purpose <> 'join' then
    perform app.refuse('invitation_invalid', '{}', 'PT404');
  end if;
  if exists (select 1 from app.staff where id = auth.uid()) then perform app.refuse('already_staff', '{}', 'PT409'); end if;
  v_account := app.check_account(v_account);
  if exists (select 1 from app.staff where account = v_account) then
    perform app.refuse('account_taken', '{"field": "account"}', 'PT409');
  end if;
  insert into app.staff (id, account, name) values (auth.uid(), v_account, v_row.name);
  insert into app.posts (staff_id, organisation_id, role, valid_to)
  values (auth.uid(), v_row.organisation_id, v_row.role, v_row.valid_to);
  update app.invitations set accepted_at = now(), accepted_by = auth.uid(), version = version + 1 where id = v_row.id;
  perform app.write_change('accept_invitation', 'staff', auth.uid()::text, v_row.name, v_row.organisation_id,
    (select region_code from app.organisations where id = v_row.organisation_id),
    jsonb_build_object('account', v_account, 'role', v_row.role), null, '{}', null);
  return query select * from app.who_am_i();
end $$;

-- The same rule as [auth] in supabase/config.toml, and neither the account nor one of the usual words in it.
create function app.check_password(p_password text, p_account text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(p_password, '') = '' then perform app.refuse('field_required', '{"field": "password"}'); end if;
  if length(p_password) < 10 then perform app.refuse('field_too_short', '{"field": "password", "min": 10}'); end if;
  -- bcrypt reads 72 bytes.
  if octet_length(p_password) > 72 then perform app.refuse('field_too_long', '{"field": "password", "max": 72}'); end if;
  if p_password !~ '[0-9]' or p_password !~ '[A-Za-z]' or position(lower(p_account) in lower(p_password)) > 0
      or lower(p_password) ~ '^(password|passw0rd|qwerty|abc|admin|mima)[0-9!@#.]*$' then
    perform app.refuse('weak_password', '{"field": "password"}');
  end if;
end $$;

-- Sets the password of the person to whom a reset link was given; every session of theirs ends, and so does a lock.
create function app.reset_password(p_token text, p_password text) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.invitations;
begin
  perform 1 from app.invitations where token_hash = app.token_hash(p_token) for update;
  v_row := app.usable_invitation(p_token);
  if v_row.id is null or v_row.purpose <> 'reset' then
    perform app.refuse('invitation_invalid', '{}', 'PT404');
  end if;
  perform app.check_password(p_password, v_row.account);
  update auth.users set encrypted_password = extensions.crypt(p_password, extensions.gen_salt('bf', 10)), updated_at = now()
  where id = v_row.staff_id;
  delete from auth.sessions where user_id = v_row.staff_id;
  delete from app.sign_in_failures where user_id = v_row.staff_id;
  update app.invitations set accepted_at = now(), accepted_by = v_row.staff_id, version = version + 1 where id = v_row.id;
  perform app.write_change('reset_password', 'staff', v_row.staff_id::text, v_row.name, v_row.organisation_id,
    (select region_code from app.organisations where id = v_row.organisation_id), '{}', null, '{}', null);
  return v_row.account;
end $$;

-- Wrong passwords in a row. Five within a quarter of an hour lock the account for a quarter of an hour.
create table app.sign_in_failures (
  user_id uuid not null,
  failures int not null,
  since timestamptz not null default now(),
  locked_until timestamptz,
  constraint sign_in_failures_pkey primary key (user_id)
);
comment on table app.sign_in_failures is 'Wrong passwords in a row, and until when an account is locked.';
alter table app.sign_in_failures enable row level security;

-- The hook "password verification attempt" of the auth server: {"user_id", "valid"} → {"decision", "message"}. The
-- embedded gateway calls it in the same form.
create function app.verify_password_attempt(event jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user uuid := (event ->> 'user_id')::uuid;
  v_row app.sign_in_failures;
begin
  select * into v_row from app.sign_in_failures where user_id = v_user for update;
  if v_row.locked_until > now() then
    return jsonb_build_object('decision', 'reject', 'message', 'account_locked', 'should_logout_user', false);
  end if;
  if (event ->> 'valid')::boolean then
    delete from app.sign_in_failures where user_id = v_user;
    return jsonb_build_object('decision', 'continue');
  end if;
  insert into app.sign_in_failures as f (user_id, failures) values (v_user, 1)
  on conflict (user_id) do update set
    failures = case when f.since < now() - interval '15 minutes' or f.locked_until is not null then 1 else f.failures + 1 end,
    since = case when f.since < now() - interval '15 minutes' or f.locked_until is not null then now() else f.since end,
    locked_until = case when f.since >= now() - interval '15 minutes' and f.locked_until is null
        and f.failures + 1 >= (app.setting('sign_in_failures'))::int
      then now() + make_interval(mins => (app.setting('sign_in_lock_minutes'))::int) end
  returning * into v_row;
  if v_row.locked_until > now() then
    return jsonb_build_object('decision', 'reject', 'message', 'account_locked', 'should_logout_user', false);
  end if;
  return jsonb_build_object('decision', 'continue');
end $$;
comment on function app.verify_password_attempt is 'Hook of the auth server: locks an account after repeated wrong passwords.';
do $$
begin
  if exists (select 1 from pg_roles where rolname = 'supabase_auth_admin') then
    grant usage on schema app to supabase_auth_admin;
    grant execute on function app.verify_password_attempt(jsonb) to supabase_auth_admin;
  end if;
end $$;

-- The operator of an installation, and nobody else, makes a city and its first administrator: region, dispatch centre,
-- invitation. Answers the token of the link <address>/console/join#<token>; again for a city without an administrator.
create function app.found_city(p_code text, p_name text, p_longitude double precision, p_latitude double precision)
returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  v_code text := app.check_region_code(p_code, 'code');
  v_request uuid := gen_random_uuid();
  v_organisation uuid;
  v_account text := 'admin.' || app.plain_region_code(p_code);
begin
  if length(v_code) <> 4 then perform app.refuse('invalid_region_code', '{"field": "code"}'); end if;
  perform app.check_position(p_longitude, p_latitude);
  insert into app.regions (code, name, longitude, latitude, position_basis)
  values (v_code, app.clean_text(p_name, 'name', 2, 60), p_longitude, p_latitude, 'outline')
  on conflict (code) do nothing;
  insert into app.organisations (name, short_name, kind, region_code, longitude, latitude, capacity)
  select r.name || '矛盾纠纷多元化解指挥调度中心', r.name || '指挥调度中心', 'dispatch_centre', r.code, r.longitude, r.latitude, 300
  from app.regions r where r.code = v_code
    and not exists (select 1 from app.organisations where kind = 'dispatch_centre' and active and region_code = v_code);
  select id into v_organisation from app.organisations where kind = 'dispatch_centre' and active and region_code = v_code;
  insert into app.organisation_regions (organisation_id, region_code) values (v_organisation, v_code) on conflict do nothing;
  if exists (select 1 from app.posts p join app.staff s on s.id = p.staff_id and s.active
             where p.organisation_id = v_organisation and p.role = 'administrator' and app.is_current(p.valid_from, p.valid_to)) then
    return null;
  end if;
  update app.invitations set revoked_at = now() where account = v_account and accepted_at is null and revoked_at is null;
  insert into app.invitations (purpose, name, account, organisation_id, role, token_hash, expires_at)
  values ('join', '系统管理员', v_account, v_organisation, 'administrator',
    app.token_hash(app.invitation_token(v_request, v_account)), now() + make_interval(days => (app.setting('invitation_days'))::int));
  return app.invitation_token(v_request, v_account);
end $$;
comment on function app.found_city is 'Operator only: makes a city, its dispatch centre and the invitation of its first administrator; null when there is one.';

create function api.invite(request_id uuid, name text, account text, organisation_id uuid, role text, valid_to date default null)
returns setof api.invitation_link language sql volatile security invoker set search_path = '' as $$
  select * from app.invite(request_id, name, account, organisation_id, role, valid_to) $$;
create function api.invite_many(request_id uuid, rows jsonb)
returns setof api.invitation_verdict language sql volatile security invoker set search_path = '' as $$
  select * from app.invite_many(request_id, rows, false) $$;
create function api.preview_invitations(rows jsonb)
returns setof api.invitation_verdict language sql volatile security invoker set search_path = '' as $$
  select * from app.preview_invitations(rows) $$;
create function api.invite_reset(staff_id uuid, expected_version int, request_id uuid)
returns setof api.invitation_link language sql volatile security invoker set search_path = '' as $$
  select * from app.invite_reset(staff_id, expected_version, request_id) $$;
create function api.revoke_invitation(invitation_id uuid, expected_version int, request_id uuid)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.revoke_invitation(invitation_id, expected_version, request_id) $$;
create function api.renew_invitation(invitation_id uuid, expected_version int, request_id uuid)
returns setof api.invitation_link language sql volatile security invoker set search_path = '' as $$
  select * from app.renew_invitation(invitation_id, expected_version, request_id) $$;
create function api.read_invitation(token text)
returns setof api.opened_invitation language sql volatile security invoker set search_path = '' as $$
  select * from app.read_invitation(token) $$;
create function api.accept_invitation(token text)
returns setof api.identity language sql volatile security invoker set search_path = '' as $$
  select * from app.accept_invitation(token) $$;
create function api.reset_password(token text, password text)
returns text language sql volatile security invoker set search_path = '' as $$
  select app.reset_password(token, password) $$;

comment on function api.invite is 'Administrator: invites a person to a post; answers the one-time token. Refuses account_taken, account_invited (409), outside_scope (42501).';
comment on function api.invite_many is 'Administrator: invites up to 200 people; each line answers its token or its error.';
comment on function api.preview_invitations is 'Administrator: what invite_many would say, without doing it.';
comment on function api.invite_reset is 'Administrator: a one-time link for a new password. Refuses own_account, posts_elsewhere (42501).';
comment on function api.revoke_invitation is 'Administrator: withdraws an invitation.';
comment on function api.renew_invitation is 'Administrator: a fresh link for an invitation that was lost, withdrawn or has expired.';
comment on function api.read_invitation is 'Anybody: what an invitation''s token is for; no row for a wrong, spent or expired one.';
comment on function api.accept_invitation is 'Signed-in person without a post: takes up the post of an invitation. Refuses invitation_invalid (404), already_staff (409).';
comment on function api.reset_password is 'Holder of a reset link: sets the password, 10–72 characters with letters and digits; ends every session. Answers the account.';

grant execute on function
  app.invite(uuid, text, text, uuid, text, date), api.invite(uuid, text, text, uuid, text, date),
  app.invite_many(uuid, jsonb, boolean), api.invite_many(uuid, jsonb),
  app.preview_invitations(jsonb), api.preview_invitations(jsonb),
  app.invite_reset(uuid, int, uuid), api.invite_reset(uuid, int, uuid),
  app.revoke_invitation(uuid, int, uuid), api.revoke_invitation(uuid, int, uuid),
  app.renew_invitation(uuid, int, uuid), api.renew_invitation(uuid, int, uuid),
  app.accept_invitation(text), api.accept_invitation(text)
to authenticated;
grant execute on function
  app.read_invitation(text), api.read_invitation(text), app.reset_password(text, text), api.reset_password(text, text)
to anon, authenticated;
