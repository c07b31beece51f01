-- Reading a setting.

create function app.setting(p_name text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select value from app.settings where name = p_name
$$;
