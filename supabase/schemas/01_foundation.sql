-- Chapter 1 · Foundation
-- Two schemas: `app` holds tables and rules and is never exposed; `api` holds what the outside may call.
-- Nothing is executable or readable unless a later chapter grants it by name.

create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;

create schema app;
create schema api;
comment on schema app is 'Tables and rules. Never exposed over the network.';
comment on schema api is 'The only exposed schema: security_invoker views to read, verb functions to write.';

-- PostgreSQL lets PUBLIC execute every new function. The revoke must stand without "in schema": the
-- per-schema form can only add privileges to that built-in grant.
alter default privileges revoke execute on functions from public;
revoke all on schema app, api from public;
grant usage on schema api to anon, authenticated;
-- Views with security_invoker and the thin functions of `api` reach into `app` as the caller.
grant usage on schema app to anon, authenticated;

-- Refuses an input or an action: a stable code, details for the client, and the key of the translated message.
-- States: PT422 bad input · PT409 conflict · PT404 not found · PT429 too many · 42501 not allowed.
create function app.refuse(p_code text, p_details jsonb default '{}', p_state text default 'PT422')
returns void language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = p_state, message = p_code, detail = p_details::text, hint = 'error.' || p_code;
end $$;
comment on function app.refuse is 'Raises a refusal with a stable code; hint is the text key error.<code>.';

-- Cleans a text field (normal form, no control or direction-override characters, trimmed) and checks its length
-- in characters. A minimum of 0 makes it optional: empty becomes null.
create function app.clean_text(p_value text, p_field text, p_min int, p_max int)
returns text language plpgsql immutable set search_path = '' as $$
declare
  v_text text;
begin
  if length(p_value) > p_max * 4 then
    perform app.refuse('field_too_long', jsonb_build_object('field', p_field, 'max', p_max));
  end if;
  v_text := normalize(coalesce(p_value, ''), nfc);
  v_text := regexp_replace(v_text, '[\u0001-\u0008\u000b\u000c\u000d\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]', '', 'g');
  v_text := regexp_replace(v_text, '^[[:space:]\u00a0\u2007\u202f\u3000]+|[[:space:]\u00a0\u2007\u202f\u3000]+$', '', 'g');
  if v_text = '' then
    if p_min > 0 then perform app.refuse('field_required', jsonb_build_object('field', p_field)); end if;
    return null;
  end if;
  if length(v_text) < p_min then
    perform app.refuse('field_too_short', jsonb_build_object('field', p_field, 'min', p_min));
  elsif length(v_text) > p_max then
    perform app.refuse('field_too_long', jsonb_build_object('field', p_field, 'max', p_max));
  end if;
  return v_text;
end $$;
comment on function app.clean_text is 'Cleans and bounds a text field; refuses with field_required, field_too_short or field_too_long.';

-- Settings that an operator may change; nothing secret.
create table app.settings (
  name text primary key,
  value jsonb not null,
  explanation text not null
);
comment on table app.settings is 'Operating limits and defaults, editable without a release.';
alter table app.settings enable row level security;

create function app.setting(p_name text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select value from app.settings where name = p_name
$$;

-- Secrets never leave the database; no role but the owner reads this table.
create table app.secrets (
  name text primary key,
  value bytea not null
);
comment on table app.secrets is 'Keys made at installation. No grants, no policies: only the owner reads them.';
alter table app.secrets enable row level security;
insert into app.secrets (name, value) values ('tracking', extensions.gen_random_bytes(32)), ('personal_data', extensions.gen_random_bytes(32));
