-- Two schemas: `app` holds tables and rules and is never exposed; `api` holds what clients may call.
-- Nothing can be executed or read unless a later file grants it by name.

create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;

create schema app;
create schema api;
comment on schema app is 'Tables and rules. Never exposed over the network.';
comment on schema api is 'The only exposed schema: security_invoker views to read, verb functions to write.';

-- PostgreSQL lets PUBLIC execute every new function. This revoke must not say "in schema": the per-schema form can only
-- add privileges to that built-in grant.
alter default privileges revoke execute on functions from public;
revoke all on schema app, api from public;
grant usage on schema api to anon, authenticated, service_role;
-- Views with security_invoker and the thin functions of `api` use objects of `app` with the caller's rights.
grant usage on schema app to anon, authenticated, service_role;
