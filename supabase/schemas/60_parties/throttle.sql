-- Limits on how often callers without an account may call.
-- Calls are counted per address and device within the hour, and for all callers together within the minute. Addresses
-- and devices are stored only as keyed hashes. A count is spread over several rows, so that two calls of one address do
-- not wait for each other.

-- A header of the request, empty when there is none.
create function app.request_header(p_name text) returns text
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(nullif(current_setting('request.headers', true), '')::jsonb ->> p_name, '');
exception when invalid_text_representation then
  return '';
end $$;

-- The caller's address as reported by the outermost trusted proxy.
create function app.client_address() returns text
language sql stable set search_path = '' as $$
  select coalesce(nullif(app.request_header('cf-connecting-ip'), ''), trim(split_part(app.request_header('x-forwarded-for'), ',', 1)))
$$;

-- The keys under which a call is counted, and how many calls are free of checks: settings <purpose>_per_hour,
-- _per_device, _per_minute.
-- PL/pgSQL caches the plans, because this runs before every call of the public.
create function app.throttle_keys(p_purpose text) returns table (kind text, key bytea, window_at timestamptz, most int)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_secret bytea := (select s.value from app.secrets s where s.name = 'tracking');
  v_device text := left(app.request_header('x-device'), 64);
begin
  return query
    select k.kind, extensions.hmac(convert_to(p_purpose || '|' || k.kind || '|' || k.who, 'UTF8'), v_secret, 'sha256'),
      date_trunc(k.span, now()), (s.value)::int
    from (values ('address', app.client_address(), 'hour', '_per_hour'), ('device', v_device, 'hour', '_per_device'),
      ('site', '', 'minute', '_per_minute')) as k (kind, who, span, name)
    join app.settings s on s.name = p_purpose || k.name
    where k.kind <> 'device' or k.who <> '';
end $$;

create function app.count_call(p_purpose text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into app.throttles as t (key, window_at, shard, n)
  select k.key, k.window_at, pg_backend_pid() % 32, 1 from app.throttle_keys(p_purpose) k order by 1
  on conflict on constraint throttles_pkey do update set n = t.n + 1;
end $$;

-- The number of calls so far, and how many are free of checks.
create function app.call_load(p_purpose text) returns table (kind text, n int, most int)
language plpgsql volatile security definer set search_path = '' as $$
begin
  return query
    select k.kind, coalesce((select sum(t.n) from app.throttles t where t.key = k.key and t.window_at = k.window_at), 0)::int, k.most
    from app.throttle_keys(p_purpose) k;
end $$;

-- Counts one call; raises too_many_requests (PT429) above the setting <purpose>_per_hour of an address.
create function app.throttle(p_purpose text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.count_call(p_purpose);
  -- A wrong tracking code with a proof of work does not count against the address, so that one caller cannot lock out
  -- others who share it.
  if p_purpose = 'track_case' and app.proof_given() then return; end if;
  if exists (select 1 from app.call_load(p_purpose) l where l.kind = 'address' and l.n > l.most) then
    perform app.refuse('too_many_requests', '{}', 'PT429');
  end if;
end $$;
comment on function app.throttle is
  'Counts a call of somebody without an account; raises too_many_requests (PT429) above the limit of the address.';
