-- Proof of work: a caller who calls often, or who calls while the total load is high, must compute something first.
-- The challenge is that of ALTCHA: find the number whose SHA-256 with a salt is given. It is signed, expires soon and
-- is valid for one call. Solving takes the caller a moment, checking takes the database almost nothing, and no identity
-- is needed.

insert into app.secrets (name, value) values ('challenge', extensions.gen_random_bytes(32)) on conflict do nothing;

create function app.challenge_signature(p_challenge text) returns text
language sql stable security definer set search_path = '' as $$
  select encode(extensions.hmac(convert_to(p_challenge, 'UTF8'), (select value from app.secrets where name = 'challenge'), 'sha256'), 'hex')
$$;

create function app.make_challenge(p_purpose text, p_times int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_most int := (app.setting('challenge_numbers'))::int * p_times;
  -- The trailing & keeps digits of the number from being read as part of the salt.
  v_salt text := format('%s?expires=%s&purpose=%s&', encode(extensions.gen_random_bytes(12), 'hex'),
    extract(epoch from now() + interval '5 minutes')::bigint, p_purpose);
  v_number bigint := ('x' || encode(extensions.gen_random_bytes(7), 'hex'))::bit(56)::bigint % v_most;
  v_challenge text := encode(extensions.digest(convert_to(v_salt || v_number, 'UTF8'), 'sha256'), 'hex');
begin
  return jsonb_build_object('algorithm', 'SHA-256', 'challenge', v_challenge, 'maxnumber', v_most, 'salt', v_salt,
    'signature', app.challenge_signature(v_challenge));
end $$;

-- Whether the request carries a solved challenge of this server for this purpose that was not used before; the check
-- marks it as used.
create function app.spend_proof(p_purpose text) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_header text := app.request_header('x-proof');
  v_proof jsonb;
  v_challenge text;
  v_salt text;
  v_expires timestamptz;
begin
  if v_header = '' or length(v_header) > 2000 then return false; end if;
  begin
    v_proof := convert_from(decode(v_header, 'base64'), 'UTF8')::jsonb;
    v_challenge := v_proof ->> 'challenge';
    v_salt := v_proof ->> 'salt';
    v_expires := to_timestamp(substring(v_salt from '\?expires=([0-9]{1,11})&')::bigint);
  exception when others then
    return false;
  end;
  if coalesce(v_proof ->> 'algorithm', '') <> 'SHA-256' or coalesce(v_proof ->> 'number', '') !~ '^[0-9]{1,12}$'
      or v_expires is null or v_expires < now() or right(v_salt, length(p_purpose) + 10) <> '&purpose=' || p_purpose || '&'
      or encode(extensions.digest(convert_to(v_salt || (v_proof ->> 'number'), 'UTF8'), 'sha256'), 'hex') is distinct from v_challenge
      -- Comparing digests keeps the response time from revealing anything about the signature.
      or extensions.digest(coalesce(v_proof ->> 'signature', ''), 'sha256')
        is distinct from extensions.digest(app.challenge_signature(v_challenge), 'sha256') then
    return false;
  end if;
  insert into app.spent_challenges (challenge, expires_at) values (decode(v_challenge, 'hex'), v_expires) on conflict do nothing;
  return found;
end $$;

-- Whether this call carried a valid proof.
create function app.proof_given() returns boolean
language sql stable set search_path = '' as $$
  select coalesce(current_setting('app.proof_given', true), '') = 'on'
$$;

-- Returns, or raises challenge_required (PT429) with the challenge in its details, when the address, the device or all
-- callers together have used a set percentage of their free calls. The difficulty doubles with each further step.
create function app.require_proof(p_purpose text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_percent int := (app.setting('challenge_percent'))::int;
  v_steps int;
begin
  select floor(max(l.n * 100.0 / greatest(l.most, 1)) / greatest(v_percent, 1)) into v_steps from app.call_load(p_purpose) l;
  if v_steps < 1 then return; end if;
  if app.spend_proof(p_purpose) then
    perform set_config('app.proof_given', 'on', true);
    return;
  end if;
  perform app.refuse('challenge_required', app.make_challenge(p_purpose, power(2, least(v_steps - 1, 4))::int), 'PT429');
end $$;
comment on function app.require_proof is
  'For functions that anybody may call: asks for a proof of work (challenge_required, PT429) above the thresholds, else does nothing.';
