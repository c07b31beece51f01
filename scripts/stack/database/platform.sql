-- The objects of a hosted Supabase project before its first migration, as far as this product uses them. Runs on
-- every start, so each statement must be repeatable. The `auth.*` tables are created before by the gateway's
-- library.

do $$
declare
  r record;
begin
  for r in
    select * from (values
      ('anon', 'nologin noinherit'),
      ('authenticated', 'nologin noinherit'),
      ('service_role', 'nologin noinherit bypassrls'),
      ('authenticator', 'nologin noinherit'),
      ('supabase_auth_admin', 'nologin noinherit createrole'),
      ('supabase_storage_admin', 'nologin noinherit'),
      ('supabase_realtime_admin', 'nologin noinherit'),
      ('postgres', 'login createdb createrole bypassrls'),
      -- Role of the embedded stack's HTTP gateway: owns nothing, may switch to the API roles, maintains auth.*.
      ('embedded_gateway', 'login noinherit')
    ) as role (name, options)
    where not exists (select 1 from pg_roles p where p.rolname = role.name)
  loop
    execute format('create role %I %s', r.name, r.options);
  end loop;
end $$;

grant anon, authenticated, service_role to authenticator, embedded_gateway;
do $$
begin
  if current_user <> 'postgres' then
    grant anon, authenticated, service_role, supabase_realtime_admin to postgres with admin option;
    execute format('grant connect, create, temporary on database %I to postgres', current_database());
    grant create on schema public to postgres;
  end if;
end $$;
alter role postgres set search_path to "$user", public, extensions;
-- The gateway sets these timeouts per request, as PostgREST does on the platform.
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';

-- Default privileges of the platform in `public`, on which our migrations must not rely.
grant usage on schema public to anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on sequences to anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on functions to anon, authenticated, service_role;

create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists "uuid-ossp" with schema extensions;
grant usage on schema extensions to anon, authenticated, service_role, postgres, embedded_gateway;
grant create on schema extensions to postgres;

-- Auth ------------------------------------------------------------------------------------------------------
create or replace function auth.uid() returns uuid language sql stable as $$
  select nullif(coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'), '')::uuid
$$;
create or replace function auth.role() returns text language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.role', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')
$$;
create or replace function auth.email() returns text language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.email', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email')
$$;
create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claims', true), ''),
    nullif(current_setting('request.jwt.claim', true), ''))::jsonb
$$;
grant usage on schema auth to anon, authenticated, service_role, postgres, embedded_gateway;
grant all on all tables in schema auth to postgres;
grant select, insert, update, delete on all tables in schema auth to embedded_gateway;
grant usage on all sequences in schema auth to embedded_gateway;

-- Realtime --------------------------------------------------------------------------------------------------
create schema if not exists realtime;
alter schema realtime owner to supabase_realtime_admin;
grant usage on schema realtime to anon, authenticated, service_role, postgres;

create table if not exists realtime.messages (
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  updated_at timestamp not null default now(),
  inserted_at timestamp not null default now(),
  id uuid not null default gen_random_uuid(),
  binary_payload bytea,
  primary key (id, inserted_at),
  constraint messages_one_payload check (payload is null or binary_payload is null)
) partition by range (inserted_at);
-- One partition is enough here; the scheduler deletes rows older than three days.
create table if not exists realtime.messages_default partition of realtime.messages default;
create index if not exists messages_inserted_at_topic on realtime.messages (inserted_at desc, topic)
  where extension = 'broadcast' and private is true;
alter table realtime.messages enable row level security;
alter table realtime.messages owner to supabase_realtime_admin;
alter table realtime.messages_default owner to supabase_realtime_admin;
alter table realtime.messages_default enable row level security;
grant select, insert, update on realtime.messages to anon, authenticated, service_role;
grant all on realtime.messages to postgres;

create or replace function realtime.topic() returns text language sql stable as $$
  select nullif(current_setting('realtime.topic', true), '')
$$;

-- Ignores errors, as on the platform: a failed notification must not roll back the change that it reports.
create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void language plpgsql as $$
declare
  message_id uuid := gen_random_uuid();
begin
  perform set_config('realtime.topic', topic, true);
  insert into realtime.messages (id, payload, event, topic, private, extension)
  values (message_id, jsonb_build_object('id', message_id) || payload, event, topic, private, 'broadcast');
exception when others then
  raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
end $$;

-- Sends the realtime server only the id of the new row, never its content.
create or replace function realtime.announce_message() returns trigger language plpgsql as $$
begin
  perform pg_notify('realtime_messages', new.id::text);
  return null;
end $$;
alter function realtime.topic() owner to supabase_realtime_admin;
alter function realtime.send(jsonb, text, text, boolean) owner to supabase_realtime_admin;
alter function realtime.announce_message() owner to supabase_realtime_admin;
create or replace trigger messages_90_announce after insert on realtime.messages
  for each row when (new.extension = 'broadcast' and (new.payload is not null or new.binary_payload is not null))
  execute function realtime.announce_message();

-- Storage ---------------------------------------------------------------------------------------------------
-- The gateway's library creates the tables. As on the platform, all roles have the table privileges and policies
-- decide. There are none here, so nobody can read or write; the gateway maintains the rows once a policy has allowed
-- a file.
grant supabase_storage_admin to postgres;
grant usage on schema storage to anon, authenticated, service_role, postgres, embedded_gateway, supabase_storage_admin;
alter table storage.buckets owner to supabase_storage_admin;
alter table storage.objects owner to supabase_storage_admin;
grant all on storage.buckets, storage.objects to anon, authenticated, service_role, postgres;
grant select, insert, update, delete on storage.buckets, storage.objects to embedded_gateway;
drop policy if exists "the gateway keeps the books" on storage.buckets;
create policy "the gateway keeps the books" on storage.buckets for select to embedded_gateway
  using (current_user = 'embedded_gateway');
drop policy if exists "the gateway keeps the books" on storage.objects;
create policy "the gateway keeps the books" on storage.objects to embedded_gateway
  using (current_user = 'embedded_gateway') with check (current_user = 'embedded_gateway');

-- Cron ------------------------------------------------------------------------------------------------------
create schema if not exists cron;
create table if not exists cron.job (
  jobid bigint generated always as identity primary key,
  schedule text not null,
  command text not null,
  nodename text not null default 'localhost',
  nodeport int not null default 5432,
  database text not null default current_database(),
  username text not null default current_user,
  active boolean not null default true,
  jobname text,
  constraint jobname_username_uniq unique (jobname, username)
);
create table if not exists cron.job_run_details (
  jobid bigint,
  runid bigint generated always as identity primary key,
  job_pid int,
  database text,
  username text,
  command text,
  status text,
  return_message text,
  start_time timestamptz,
  end_time timestamptz
);
create index if not exists job_run_details_start on cron.job_run_details (start_time);

create or replace function cron.schedule(job_name text, schedule text, command text) returns bigint
language plpgsql as $$
declare
  id bigint;
begin
  if schedule !~ '^\s*(\d+ seconds?|([0-9*/,-]+|[A-Za-z]{3})(\s+([0-9*/,$-]+|[A-Za-z]{3}(-[A-Za-z]{3})?)){4})\s*$' then
    raise exception 'invalid schedule: %', schedule using hint = 'Five cron fields, or "30 seconds".';
  end if;
  insert into cron.job as j (jobname, schedule, command) values (job_name, schedule, command)
  on conflict on constraint jobname_username_uniq
    do update set schedule = excluded.schedule, command = excluded.command
  returning j.jobid into id;
  return id;
end $$;
create or replace function cron.schedule(schedule text, command text) returns bigint
language sql as $$ select cron.schedule(null, schedule, command) $$;
create or replace function cron.unschedule(job_name text) returns boolean language plpgsql as $$
begin
  delete from cron.job where jobname = job_name and username = current_user;
  if not found then raise exception 'could not find valid entry for job ''%''', job_name; end if;
  return true;
end $$;
create or replace function cron.unschedule(job_id bigint) returns boolean language plpgsql as $$
begin
  delete from cron.job where jobid = job_id and username = current_user;
  if not found then raise exception 'could not find valid entry for job %', job_id; end if;
  return true;
end $$;
revoke execute on all functions in schema cron from public;
grant usage on schema cron to postgres;
grant all on all tables in schema cron to postgres;
grant all on all sequences in schema cron to postgres;
grant execute on all functions in schema cron to postgres;
