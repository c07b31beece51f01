-- Opening and accepting an invitation, and resetting a password.

-- The invitation of a token that may still be used, else null. The inviter must still hold a post, because nobody may
-- grant a right that they no longer have. A reset link also ends when the inviter no longer administers the person, who
-- may have moved to another organisation. An operator's invitation has no inviter.
create function app.usable_invitation(p_token text) returns app.invitations
language sql stable security definer set search_path = '' as $$
  select i from app.invitations i
  join app.organisations o on o.id = i.organisation_id and o.active
  where i.token_hash = app.token_hash(p_token) and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
    and coalesce(i.valid_to, 'infinity'::date) >= app.today()
    and (i.created_by is null or exists (
      select 1 from app.staff s join app.posts p on p.staff_id = s.id and p.role = 'administrator'
        and app.is_current(p.valid_from, p.valid_to)
      join app.organisations from_o on from_o.id = p.organisation_id and from_o.active
      where s.id = i.created_by and s.active
        and (from_o.id = o.id or from_o.territorial and starts_with(o.region_code, from_o.region_code))
        and not exists (
          select 1 from app.posts held join app.organisations held_o on held_o.id = held.organisation_id
          where i.purpose = 'reset' and held.staff_id = i.staff_id
            and coalesce(held.valid_to, 'infinity'::date) >= app.today()
            and not (held_o.id = from_o.id or from_o.territorial and starts_with(held_o.region_code, from_o.region_code)))))
$$;

create type api.opened_invitation as (purpose text, name text, account text, organisation_name text, role text, expires_at timestamptz);
comment on type api.opened_invitation is 'What the holder of an invitation token may read.';

-- A wrong or used token returns no row and counts as a failed attempt of the address.
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

-- Binds the signed-in user to the post. The account name is the local part of the address used to sign up: the proposed
-- one, or another if that was taken.
create function app.accept_invitation(p_token text) returns setof api.identity
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.invitations;
  v_account text := split_part((select u.email from auth.users u where u.id = auth.uid()), '@', 1);
begin
  if auth.uid() is null then perform app.refuse('refused', '{}', '42501'); end if;
  select * into v_row from app.invitations where token_hash = app.token_hash(p_token) for update;
  -- The first answer may have been lost on the network, so a repeated acceptance succeeds.
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

-- Sets the password of the person for whom a reset link was made, ends all their sessions and unlocks the account.
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

create function api.read_invitation(token text)
returns setof api.opened_invitation language sql volatile security invoker set search_path = '' as $$
  select * from app.read_invitation(token) $$;
create function api.accept_invitation(token text)
returns setof api.identity language sql volatile security invoker set search_path = '' as $$
  select * from app.accept_invitation(token) $$;
create function api.reset_password(token text, password text)
returns text language sql volatile security invoker set search_path = '' as $$
  select app.reset_password(token, password) $$;

comment on function api.read_invitation is 'Anybody: what an invitation token is for; no row for a wrong, used or expired one.';
comment on function api.accept_invitation is
  'Signed-in person without a post: takes the post of an invitation. Errors: invitation_invalid (404), already_staff (409).';
comment on function api.reset_password is
  'Holder of a reset link: sets the password, 10–72 characters with letters and digits; ends every session. Returns the account.';

grant execute on function
  app.accept_invitation(text), api.accept_invitation(text)
to authenticated;
grant execute on function
  app.read_invitation(text), api.read_invitation(text),
  app.reset_password(text, text), api.reset_password(text, text)
to anon, authenticated;
