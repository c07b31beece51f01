-- The caller's sign-in sessions, and ending them.

create type api.session_row as (id uuid, created_at timestamptz, used_at timestamptz, user_agent text, ip text, is_current boolean);
comment on type api.session_row is 'A sign-in session of the caller that has not ended.';

create function app.my_sessions() returns setof api.session_row
language sql stable security definer set search_path = '' as $$
  select s.id, s.created_at, coalesce(s.refreshed_at at time zone 'UTC', s.created_at), left(s.user_agent, 200), host(s.ip),
    s.id::text = auth.jwt() ->> 'session_id'
  from auth.sessions s where s.user_id = auth.uid() and (s.not_after is null or s.not_after > now())
  order by s.id::text = auth.jwt() ->> 'session_id' desc, 3 desc limit 100
$$;

-- Ends one of the caller's sessions, or without an id all others.
create function app.end_session(p_session uuid) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_n int;
begin
  delete from auth.sessions where user_id = auth.uid()
    and case when p_session is null then id::text is distinct from auth.jwt() ->> 'session_id' else id = p_session end;
  get diagnostics v_n = row_count;
  return v_n;
end $$;

create function api.my_sessions()
returns setof api.session_row language sql stable security invoker set search_path = '' as $$ select * from app.my_sessions() $$;
create function api.end_session(session_id uuid default null)
returns int language sql volatile security invoker set search_path = '' as $$ select app.end_session(session_id) $$;

comment on function api.my_sessions is 'The caller''s sign-in sessions that have not ended.';
comment on function api.end_session is 'Ends one of the caller''s sessions, or without an id all others; returns how many were ended.';

grant execute on function app.my_sessions(), api.my_sessions(), app.end_session(uuid), api.end_session(uuid)
  to authenticated;
