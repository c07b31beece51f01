-- Signing in: password rules, and the lock after wrong passwords.

-- The rule of [auth] in supabase/config.toml; the password must also not contain the account or a common password.
create function app.check_password(p_password text, p_account text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(p_password, '') = '' then perform app.refuse('field_required', '{"field": "password"}'); end if;
  if length(p_password) < 10 then perform app.refuse('field_too_short', '{"field": "password", "min": 10}'); end if;
  -- bcrypt reads only the first 72 bytes.
  if octet_length(p_password) > 72 then perform app.refuse('field_too_long', '{"field": "password", "max": 72}'); end if;
  if p_password !~ '[0-9]' or p_password !~ '[A-Za-z]' or position(lower(p_account) in lower(p_password)) > 0
      or lower(p_password) ~ '^(password|passw0rd|qwerty|abc|admin|mima)[0-9!@#.]*$' then
    perform app.refuse('weak_password', '{"field": "password"}');
  end if;
end $$;

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
