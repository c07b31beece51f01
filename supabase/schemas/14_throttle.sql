-- Chapter 14 · How often anybody without an account may call

-- Counts per address and purpose. The address is kept only as a keyed hash.
create table app.throttles (
  key bytea not null,
  window_at timestamptz not null,
  n int not null,
  constraint throttles_pkey primary key (key, window_at)
);
comment on table app.throttles is 'Calls of an address within a window; cleared by the tick.';
create index throttles_window_at on app.throttles (window_at);
alter table app.throttles enable row level security;

-- The caller's address as the outermost proxy that we trust reports it.
create function app.client_address() returns text
language plpgsql stable set search_path = '' as $$
declare
  v_headers jsonb := coalesce(nullif(current_setting('request.headers', true), ''), '{}')::jsonb;
begin
  return coalesce(v_headers ->> 'cf-connecting-ip', trim(split_part(v_headers ->> 'x-forwarded-for', ',', 1)), '');
exception when invalid_text_representation then
  return '';
end $$;

-- Counts one call; refuses with too_many_requests (PT429) beyond the setting <purpose>_per_hour.
create function app.throttle(p_purpose text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_limit int := (app.setting(p_purpose || '_per_hour'))::int;
  v_n int;
begin
  insert into app.throttles as t (key, window_at, n)
  values (extensions.hmac(convert_to(p_purpose || '|' || app.client_address(), 'UTF8'),
    (select value from app.secrets where name = 'tracking'), 'sha256'), date_trunc('hour', now()), 1)
  on conflict (key, window_at) do update set n = t.n + 1
  returning n into v_n;
  if v_n > v_limit then perform app.refuse('too_many_requests', '{}', 'PT429'); end if;
end $$;
